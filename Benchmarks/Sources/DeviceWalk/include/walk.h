/* Reads a WireGuard device and keeps nothing: the limit that no decoder can be quicker than. */
#ifndef WGKIT_BENCHMARK_WALK_H
#define WGKIT_BENCHMARK_WALK_H

#include <stddef.h>
#include <stdint.h>

struct walk {
  uint64_t sum;          /* of all bytes of all attributes */
  uint32_t peers;        /* peers, one that is split over messages counted once */
  uint32_t allowed_ips;
  uint32_t receives;     /* calls of recvmsg for the dump */
};

/* Adds one message of a dump: the generic header, then the device's attributes. */
void walk_payload(const void *payload, size_t count, struct walk *result);

/* Opens a socket, finds the family, dumps the device into a buffer of buffer_size bytes, closes the
 * socket. Returns 0, or the error number. */
int walk_device(const char *name, size_t buffer_size, struct walk *result);

#endif
