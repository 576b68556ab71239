/* What processes cost from their start to their end, their output thrown away.
 *
 * usage: process-cost COMMAND… [-- COMMAND…]
 *
 * With a second command the output of the first is its input. Prints nanoseconds by the clock,
 * nanoseconds of the processor, and the most memory that one of them had, in bytes. It is a program
 * of its own since a process is said to have had the memory of who started it: this one has little. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static pid_t start(char **command, int input, int output) {
  pid_t process = fork();
  if (process != 0) return process;
  dup2(input, 0);
  dup2(output, 1);
  execv(command[0], command);
  _exit(127);
}

static int end(pid_t process, long long *nanoseconds, long *peak) {
  struct rusage cost;
  int status;
  if (process < 0 || wait4(process, &status, 0, &cost) != process) return 1;
  *nanoseconds += (cost.ru_utime.tv_sec + cost.ru_stime.tv_sec) * 1000000000LL +
                  (cost.ru_utime.tv_usec + cost.ru_stime.tv_usec) * 1000LL;
  if (cost.ru_maxrss * 1024 > *peak) *peak = cost.ru_maxrss * 1024;
  return status != 0;
}

int main(int argc, char **argv) {
  char **first = argv + 1, **second = NULL;
  int null = open("/dev/null", O_RDWR | O_CLOEXEC), ends[2], failed;
  long long processor = 0, begin;
  long peak = 0;
  pid_t left, right = -1;

  if (argc < 2 || null < 0) return 2;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--") == 0) {
      argv[i] = NULL;
      second = argv + i + 1;
    }
  }
  begin = now();
  if (second != NULL) {
    if (pipe2(ends, O_CLOEXEC) != 0) return 2;
    left = start(first, null, ends[1]);
    right = start(second, ends[0], null);
    close(ends[0]);
    close(ends[1]);
  } else {
    left = start(first, null, null);
  }
  failed = end(left, &processor, &peak);
  if (second != NULL) failed |= end(right, &processor, &peak);
  printf("%lld %lld %ld\n", now() - begin, processor, peak);
  return failed;
}
