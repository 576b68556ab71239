#include "readback.h"

#include "check.h"

wgkit_device *device;
const wgkit_device_info *info;
const wgkit_peer *peers;
const wgkit_prefix *allowed_ips;
size_t peer_count, allowed_ip_count;

void read_back(const char *name) {
  size_t stride;
  forget_device();
  EXPECT(WGKIT_OK, wgkit_device_read(NULL, name, strlen(name), &device, &error));
  EXPECT(WGKIT_OK, wgkit_device_get_info(device, &info, &stride, &error));
  EXPECT(WGKIT_OK, wgkit_device_peers(device, &peers, &peer_count, &stride, &error));
  EXPECT(
      WGKIT_OK,
      wgkit_device_allowed_ips(device, &allowed_ips, &allowed_ip_count, &stride, &error));
}

void forget_device(void) {
  CHECK(wgkit_device_free(device) == WGKIT_OK);
  device = NULL;
}
