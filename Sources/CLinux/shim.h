/* The C library and kernel calls that WGKit uses, in a form that Swift can import: without a module
 * of the platform (Embedded Swift has none), and with inline functions in place of variadic
 * functions, of macros that compute, and of errno. */
#ifndef WGKIT_CLINUX_H
#define WGKIT_CLINUX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static inline int wgkit_errno(void) { return errno; }

/* open(2) is variadic. */
static inline int wgkit_open(const char *path, int flags, unsigned mode) {
  return open(path, flags, mode);
}

/* An optimiser may not remove this one. */
static inline void wgkit_wipe(void *bytes, size_t count) { explicit_bzero(bytes, count); }

#endif
