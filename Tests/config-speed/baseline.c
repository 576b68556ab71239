/* What a parser cannot do without: a copy of the file, and where its lines end. Prints seconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  FILE *f = fopen(argv[1], "rb");
  if (!f) return 2;
  fseek(f, 0, SEEK_END);
  size_t size = (size_t)ftell(f);
  rewind(f);
  char *file = malloc(size);
  if (!file || fread(file, 1, size, f) != size) return 2;
  double best = 1e9;
  size_t lines = 0;
  for (int round = 0; round < 15; round++) {
    double start = now();
    char *copy = malloc(size);
    if (!copy) return 2;
    memcpy(copy, file, size);
    lines = 0;
    for (char *at = copy; (at = memchr(at, '\n', size - (size_t)(at - copy))) != NULL; at++) lines++;
    free(copy);
    double time = now() - start;
    if (time < best) best = time;
  }
  fprintf(stderr, "%zu lines\n", lines);
  printf("baseline %.9f\n", best);
  return 0;
}
