/* To be loaded before everything else: randomness that takes long to come, as at the start of a machine. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/types.h>
#include <time.h>

ssize_t getrandom(void *buffer, size_t size, unsigned flags) {
  static ssize_t (*real)(void *, size_t, unsigned);
  struct timespec pause = {0, 200000000};
  if (real == NULL) real = (ssize_t (*)(void *, size_t, unsigned))dlsym(RTLD_NEXT, "getrandom");
  nanosleep(&pause, NULL);
  return real(buffer, size, flags);
}
