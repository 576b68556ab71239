/* What the artefacts for musl need and musl has not. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/random.h>

/* Swift's hash tables are seeded with it. glibc has it since 2.36. */
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
