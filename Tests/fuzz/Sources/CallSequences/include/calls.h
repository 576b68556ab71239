/* Sequences of calls of the C interface, chosen by bytes: for the fuzzer, and for the tests that make
 * very many calls. */
#ifndef WGKIT_CALLS_H
#define WGKIT_CALLS_H

#include <stddef.h>
#include <stdint.h>

typedef struct calls calls;

/* Handles that several sequences use, and free, at the same time: no arrays come out of them. */
enum { calls_shared_count = 8 };
typedef struct calls_shared {
  void *handles[calls_shared_count];
} calls_shared;

/* Goes to a network namespace of its own where it may, and makes host names unknown: what comes
 * afterwards changes nothing outside of this process. */
void calls_prepare(void);

/* An empty folder of this process, which goes with it; in memory, since each file that is written is
 * flushed to the disk. */
const char *calls_folder(void);

/* Begins a sequence without any handle. `folder` is an empty one for files; `shared` may be NULL. */
calls *calls_begin(const char *folder, calls_shared *shared);

/* Makes the calls that bytes describe. What must not be ends the process with a message. */
void calls_run(calls *sequence, const uint8_t *bytes, size_t count);

/* The number of calls so far, and how many of them succeeded. */
uint64_t calls_made(const calls *sequence);
uint64_t calls_succeeded(const calls *sequence);

/* Frees all handles, and removes the files. */
void calls_end(calls *sequence);

/* Frees the handles that sequences shared. */
void calls_free_shared(calls_shared *shared);

#endif
