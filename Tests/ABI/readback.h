/* A device as the kernel has it, for the tests that change one. */
#ifndef WGKIT_TESTS_READBACK_H
#define WGKIT_TESTS_READBACK_H

#include <wgkit.h>

/* What read_back found, until it is called again. */
extern wgkit_device *device;
extern const wgkit_device_info *info;
extern const wgkit_peer *peers;
extern const wgkit_prefix *allowed_ips;
extern size_t peer_count, allowed_ip_count;

void read_back(const char *name);
void forget_device(void);

#endif
