/* Linked into the artefacts: musl has no such function, and glibc's would keep them from systems with one
 * older than 2.36. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/random.h>

/* Swift's hash tables are seeded with it. */
__attribute__((visibility("hidden"))) void arc4random_buf(void *buffer, size_t size) {
  unsigned char *next = buffer;
  while (size > 0) {
    ssize_t count = getrandom(next, size > 256 ? 256 : size, 0);
    if (count < 0 && errno != EINTR) abort();
    if (count > 0) {
      next += count;
      size -= (size_t)count;
    }
  }
}
