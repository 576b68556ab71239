#include "check.h"

/* Runs in the harness, on what Tests/ABI/harness has set up: abi0 without anything, and abi1 with a
 * private key and two peers. */

static const unsigned char first_key[32] = {1};

void test_devices(void) {
  wgkit_device *bare = NULL, *device = NULL;
  const wgkit_device_info *info = NULL;
  const wgkit_peer *peers = NULL, *peer;
  const wgkit_prefix *prefixes = NULL, *prefix;
  wgkit_private_key private_key;
  wgkit_preshared_key preshared_key;
  wgkit_public_key public_key;
  wgkit_device_list *list = NULL;
  const wgkit_interface_name *names = NULL;
  size_t size = 0, count = 77, stride = 0, index;

  sentence("the list of devices has both, in the order of their creation");
  EXPECT(WGKIT_OK, wgkit_device_list_read(NULL, &list, &error));
  EXPECT(WGKIT_OK, wgkit_device_list_names(list, &names, &count, &stride, &error));
  CHECK(count == 2 && stride == 16);
  if (count == 2) CHECK(strcmp(names[0].text, "abi0") == 0 && strcmp(names[1].text, "abi1") == 0);
  CHECK(wgkit_device_list_free(list) == WGKIT_OK);

  sentence("a device with nothing has a name, an index and empty arrays");
  EXPECT(WGKIT_OK, wgkit_device_read(NULL, "abi0", 4, &bare, &error));
  EXPECT(WGKIT_OK, wgkit_device_get_info(bare, &info, &size, &error));
  CHECK(size == sizeof(wgkit_device_info));
  CHECK(strcmp(info->name.text, "abi0") == 0 && info->index != 0);
  CHECK(info->flags == 0 && info->listen_port == 0 && info->firewall_mark == 0);
  EXPECT(WGKIT_OK, wgkit_device_peers(bare, &peers, &count, &stride, &error));
  CHECK(peers == NULL && count == 0 && stride == sizeof(wgkit_peer));
  EXPECT(WGKIT_OK, wgkit_device_allowed_ips(bare, &prefixes, &count, &stride, &error));
  CHECK(prefixes == NULL && count == 0 && stride == sizeof(wgkit_prefix));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_device_expose_private_key(bare, &private_key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_expose_preshared_key(bare, 0, &preshared_key, &error));

  sentence("a device has the fields that were set");
  EXPECT(WGKIT_OK, wgkit_device_read(NULL, "abi1", 4, &device, &error));
  EXPECT(WGKIT_OK, wgkit_device_get_info(device, &info, &size, &error));
  CHECK(info->flags == WGKIT_DEVICE_HAS_PRIVATE_KEY);
  CHECK(info->listen_port == 51821 && info->firewall_mark == 0x1234);
  EXPECT(WGKIT_OK, wgkit_device_expose_private_key(device, &private_key, &error));
  EXPECT(WGKIT_OK, wgkit_public_key_derive(&private_key, &public_key, &error));
  CHECK(memcmp(&public_key, &info->public_key, 32) == 0);

  sentence("a peer has the fields that were set, and a range of the allowed IPs");
  EXPECT(WGKIT_OK, wgkit_device_peers(device, &peers, &count, &stride, &error));
  CHECK(count == 2 && stride == sizeof(wgkit_peer));
  EXPECT(WGKIT_OK, wgkit_device_allowed_ips(device, &prefixes, &size, &stride, &error));
  CHECK(size == 3 && stride == sizeof(wgkit_prefix));
  for (index = 0; index < count; index++) {
    peer = &peers[index];
    CHECK(peer->received_bytes == 0 && peer->sent_bytes == 0 && peer->protocol_version == 1);
    CHECK(peer->first_allowed_ip + peer->allowed_ip_count <= size);
    prefix = prefixes + peer->first_allowed_ip;
    if (memcmp(&peer->public_key, first_key, 32) == 0) {
      CHECK(peer->flags == (WGKIT_PEER_HAS_PRESHARED_KEY | WGKIT_PEER_HAS_ENDPOINT));
      CHECK(peer->persistent_keepalive == 25 && peer->allowed_ip_count == 2);
      CHECK(peer->endpoint.family == WGKIT_FAMILY_IPV4 && peer->endpoint.port == 4567);
      CHECK(memcmp(peer->endpoint.address, "\xc0\0\2\7\0\0\0\0\0\0\0\0\0\0\0\0", 16) == 0);
      CHECK(prefix->family == WGKIT_FAMILY_IPV4 || prefix->family == WGKIT_FAMILY_IPV6);
      EXPECT(
          WGKIT_OK, wgkit_device_expose_preshared_key(device, index, &preshared_key, &error));
      CHECK(preshared_key.bytes[0] == 9 && preshared_key.bytes[31] == 9);
    } else {
      CHECK(peer->flags == WGKIT_PEER_HAS_ENDPOINT && peer->allowed_ip_count == 1);
      CHECK(peer->endpoint.family == WGKIT_FAMILY_IPV6 && peer->endpoint.port == 65535);
      CHECK(peer->endpoint.address[0] == 0xfe && peer->endpoint.address[15] == 1);
      CHECK(peer->endpoint.scope_id == 1 && peer->persistent_keepalive == 0);
      CHECK(prefix->family == WGKIT_FAMILY_IPV4 && prefix->length == 24);
      CHECK(memcmp(prefix->address, "\x0a\1\2\0", 4) == 0);
      EXPECT(
          WGKIT_ERROR_NOT_FOUND,
          wgkit_device_expose_preshared_key(device, index, &preshared_key, &error));
    }
  }

  sentence("a place beyond the peers is an invalid argument");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_expose_preshared_key(device, 2, &preshared_key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_expose_preshared_key(device, (size_t)-1, &preshared_key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_expose_preshared_key(device, SIZE_MAX / 2, &preshared_key, &error));

  sentence("NULL for each place of a device's result is an invalid argument");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_get_info(device, NULL, &size, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_get_info(device, &info, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_peers(device, NULL, &count, &stride, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_peers(device, &peers, NULL, &stride, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_peers(device, &peers, &count, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_allowed_ips(device, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_allowed_ips(device, &prefixes, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_allowed_ips(device, &prefixes, &count, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_expose_private_key(device, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_expose_preshared_key(device, 0, NULL, &error));

  sentence("a device that was freed is told apart, and another one lives on");
  CHECK(wgkit_device_free(device) == WGKIT_OK);
  CHECK(wgkit_device_free(device) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE, wgkit_device_peers(device, &peers, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE,
      wgkit_device_expose_private_key(device, &private_key, &error));
  EXPECT(WGKIT_OK, wgkit_device_peers(bare, &peers, &count, &stride, &error));
  CHECK(wgkit_device_free(bare) == WGKIT_OK);

  sentence("an interface that is not there, and one of another kind, are told apart");
  EXPECT(WGKIT_ERROR_NO_SUCH_INTERFACE, wgkit_device_read(NULL, "abi9", 4, &device, &error));
  EXPECT(WGKIT_ERROR_NOT_WIREGUARD, wgkit_device_read(NULL, "lo", 2, &device, &error));
  {
    wgkit_error *error = NULL;
    CHECK(wgkit_device_read(NULL, "abi9", 4, &device, &error) != WGKIT_OK);
    CHECK(wgkit_error_errno(error) == 19 && strstr(wgkit_error_message(error), "abi9") != NULL);
    CHECK(wgkit_error_free(error) == WGKIT_OK);
  }
}
