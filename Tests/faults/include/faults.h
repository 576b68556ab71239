/* What calls.c offers to a driver in the same process. It is preloaded, not linked: the functions
 * are looked up when they are called. */
#ifndef WGKIT_FAULTS_H
#define WGKIT_FAULTS_H

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

/* What is to happen at a call. */
enum faults_action {
  faults_none,
  faults_fail,            /* the call fails with the error number `value` */
  faults_short,           /* half of the message is sent, half of the datagram or address arrives */
  faults_truncated,       /* half of the datagram arrives, and the kernel says so */
  faults_late,            /* there is nothing to receive yet; a wait for it passes in no time */
  faults_late_fail,       /* there is nothing to receive yet, and the wait fails with `value` */
  faults_swap,            /* the next datagram arrives before this one */
  faults_forged_sender,   /* before the datagram comes a refusal that another program sent, */
  faults_forged_sequence, /* one of another request, */
  faults_forged_port,     /* one for another socket, */
  faults_forged_no_port,  /* one for no socket */
  faults_hook,            /* the function given to faults_on_call is called first */
  faults_kill             /* the process dies of SIGKILL before the call */
};

typedef void (*faults_function)(void);

static inline faults_function faults_find(const char *name) {
  return (faults_function)dlsym(RTLD_DEFAULT, name);
}

/* Whether calls.c is there. */
static inline int faults_are_here(void) { return faults_find("faults_begin_") != 0; }

/* Counts calls from now on, and acts at number `at`, from 1; `forever`: and at all later ones. */
static inline void faults_begin(long at, enum faults_action action, int value, int forever) {
  ((void (*)(long, int, int, int))faults_find("faults_begin_"))(at, (int)action, value, forever);
}

/* Stops counting and acting. Answers how many calls there were. */
static inline long faults_end(void) { return ((long (*)(void))faults_find("faults_end_"))(); }

/* Whether the plan came to act: not every action is one for every call. */
static inline int faults_acted(void) { return ((int (*)(void))faults_find("faults_acted_"))(); }

/* The name of call number `number` since faults_begin. */
static inline const char *faults_name(long number) {
  return ((const char *(*)(long))faults_find("faults_name_"))(number);
}

/* The function for faults_hook. What it calls is neither counted nor made to fail. */
static inline void faults_on_call(void (*function)(void)) {
  ((void (*)(void (*)(void)))faults_find("faults_on_call_"))(function);
}

/* Whether calls about files are counted, -1 for not; of those that are, renames into place fail with
 * an error number, unless it is 0. */
static inline void faults_count_files(int rename_error) {
  ((void (*)(int))faults_find("faults_count_files_"))(rename_error);
}

/* What was printed before a crash is to be seen. */
static inline void faults_print_lines(void) { setvbuf(stdout, 0, _IOLBF, 0); }

#endif
