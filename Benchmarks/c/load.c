/* How long a library takes to load into a program that has not loaded it: prints nanoseconds and how
 * much memory the program has more than before, in bytes.
 *
 * usage: load LIBRARY */
#include <dlfcn.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long resident(void) {
  long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file == NULL || fscanf(file, "%*d %ld", &pages) != 1) return 0;
  fclose(file);
  return pages * sysconf(_SC_PAGESIZE);
}

int main(int argc, char **argv) {
  long before;
  long long begin;
  if (argc != 2) return 2;
  resident(); /* its own buffers */
  before = resident();
  begin = now();
  if (dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  printf("%lld %ld\n", now() - begin, resident() - before);
  return 0;
}
