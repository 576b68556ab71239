/* Very many calls of every kind, chosen at random from a seed: without growth of memory or of
 * descriptors in one thread, and without harm in eight.
 *
 * For the count of bytes the allocator must keep none back: GLIBC_TUNABLES=glibc.malloc.tcache_count=0. */
#define _GNU_SOURCE
#include <dirent.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calls.h"

enum { threads = 8, sequence_length = 2048 };

static uint64_t seed;
static const char *folder;
static int failures;

static void sentence(int holds, const char *text, size_t before, size_t after) {
  printf("%s%s (%zu, then %zu)\n", holds ? "ok      " : "FAILED  ", text, before, after);
  failures += !holds;
}

/* SplitMix64. */
static uint64_t next(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static size_t descriptors(void) {
  DIR *list = opendir("/proc/self/fd");
  size_t count = 0;
  while (readdir(list) != NULL) count++;
  closedir(list);
  return count;
}

static size_t resident_kilobytes(void) {
  unsigned long pages = 0, ignored;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file == NULL || fscanf(file, "%lu %lu", &ignored, &pages) != 2) abort();
  fclose(file);
  return pages * (size_t)sysconf(_SC_PAGESIZE) / 1024;
}

/* Makes sequences until there were `count` calls; returns how many there were. */
static uint64_t make_calls(
    uint64_t count, uint64_t *state, const char *where, calls_shared *shared, uint64_t *good) {
  uint64_t made = 0;
  static _Thread_local uint8_t bytes[sequence_length];
  while (made < count) {
    calls *sequence = calls_begin(where, shared);
    size_t index;
    for (index = 0; index < sizeof bytes; index++) bytes[index] = (uint8_t)next(state);
    calls_run(sequence, bytes, sizeof bytes);
    made += calls_made(sequence);
    *good += calls_succeeded(sequence);
    calls_end(sequence);
  }
  return made;
}

static void grow(uint64_t count) {
  uint64_t state = seed, made, good = 0, ignored = 0;
  size_t bytes, kilobytes, open;
  make_calls(count / 10, &state, folder, NULL, &ignored);
  malloc_trim(0);
  bytes = mallinfo2().uordblks;
  kilobytes = resident_kilobytes();
  open = descriptors();
  made = make_calls(count, &state, folder, NULL, &good);
  malloc_trim(0);
  sentence(good * 5 > made, "more than a fifth of the mixed calls succeed", made, good);
  sentence(
      mallinfo2().uordblks <= bytes + 4096, "mixed calls leave no memory allocated, in bytes", bytes,
      mallinfo2().uordblks);
  sentence(
      resident_kilobytes() <= kilobytes + 2048,
      "mixed calls do not make the process grow, in kilobytes", kilobytes, resident_kilobytes());
  sentence(descriptors() == open, "mixed calls leave no descriptor open", open, descriptors());
}

static calls_shared shared;
static uint64_t calls_each;
static uint64_t made_by_all;

static void *thread(void *argument) {
  uint64_t number = (uint64_t)(uintptr_t)argument, state = seed + number * 1000003, good = 0, made;
  char where[64];
  snprintf(where, sizeof where, "%s/%llu", folder, (unsigned long long)number);
  if (mkdir(where, 0700) != 0) abort();
  made = make_calls(calls_each, &state, where, &shared, &good);
  rmdir(where);
  __atomic_add_fetch(&made_by_all, made, __ATOMIC_RELAXED);
  return NULL;
}

static void share(uint64_t count) {
  pthread_t all[threads];
  uintptr_t index;
  calls_each = count / threads;
  for (index = 0; index < threads; index++)
    if (pthread_create(&all[index], NULL, thread, (void *)index) != 0) abort();
  for (index = 0; index < threads; index++) pthread_join(all[index], NULL);
  calls_free_shared(&shared);
  sentence(
      made_by_all >= count, "eight threads use and free the same handles, in calls", count,
      made_by_all);
}

int main(int argc, char **argv) {
  uint64_t count;
  if (argc != 4) {
    fprintf(stderr, "usage: mixed growth|threads CALLS SEED\n");
    return 2;
  }
  count = strtoull(argv[2], NULL, 10);
  seed = strtoull(argv[3], NULL, 10);
  printf("seed %llu\n", (unsigned long long)seed);
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  folder = calls_folder();
  calls_prepare();
  if (strcmp(argv[1], "growth") == 0)
    grow(count);
  else
    share(count);
  printf("%d passed, %d failed\n", strcmp(argv[1], "growth") == 0 ? 4 - failures : 1 - failures, failures);
  return failures != 0;
}
