/* What the kinds of calls share. */
#ifndef WGKIT_SEQUENCE_H
#define WGKIT_SEQUENCE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../../include/wgkit.h"
#include "include/calls.h"

enum kind {
  device_list, device, netns, update, difference, link_list, route_list, document, config, check,
  template_, values, file, kind_count
};

enum { slot_count = 16 };

struct calls {
  const uint8_t *bytes;
  size_t left;
  void *slots[slot_count];
  enum kind kinds[slot_count]; /* of the slots that are not NULL */
  void *freed;                 /* a handle that has been freed */
  calls_shared *shared;
  char folder[64];
  uint64_t made, succeeded;
};

/* A text as it goes in: memory of exactly its size. */
struct text {
  char *bytes;
  size_t length;
};

uint8_t byte(calls *c);
uint32_t number(calls *c);
_Noreturn void broken(const char *what);

/* A handle to use: mostly a living one of the kind, else any, none, a freed one or no handle. */
void *handle(calls *c, enum kind kind);
/* Keeps a new handle; what was in its place is freed. */
void keep(calls *c, enum kind kind, void *handle);
void free_all(calls *c);
void free_one(calls *c);

/* Where a result is to go: mostly `place`, else NULL or a misaligned address. */
void *result(calls *c, void *place);

/* One of some texts, changed or not, or bytes of the sequence; rarely with a length that is a lie that
 * no function may believe. `end_text` lets it go. */
struct text text(calls *c, const char *const *pool, size_t count);
/* One of the names of an interface that is nobody's, or what is none. */
struct text interface(calls *c);
struct text path(calls *c);
void end_text(struct text text);

/* Key material of 32 bytes, or NULL. */
const void *key(calls *c);

/* A text's buffer of exactly its capacity. */
struct buffer {
  char *bytes;
  size_t capacity, size, *size_at;
};
void begin_buffer(calls *c, struct buffer *buffer);
void end_buffer(struct buffer *buffer, wgkit_status status);

/* What every call that can fail must keep to. */
void settle(
    calls *c, wgkit_status status, wgkit_error *error, int has_error, const char *call);

/* Makes a call whose last argument is `at`; its status is in `status`. */
#define CALL(expression)                                \
  wgkit_status status;                                  \
  do {                                                  \
    wgkit_error *error = (wgkit_error *)(void *)c;      \
    wgkit_error **at = byte(c) % 8 == 7 ? NULL : &error; \
    status = (expression);                              \
    settle(c, status, error, at != NULL, #expression);  \
  } while (0)

/* Reads all bytes of a structure, and of a text. */
void look(const void *bytes, size_t count);
void look_text(const char *text);

/* A call that hands out an array; `body` looks at each `element`. */
#define ARRAY(function, kind, owner, type, body)                                              \
  do {                                                                                        \
    const owner *of = (const owner *)handle(c, kind);                                         \
    const type *array = NULL;                                                                 \
    size_t count = 0, stride = 0, index;                                                      \
    const type **array_at = (const type **)result(c, &array);                                 \
    size_t *count_at = (size_t *)result(c, &count), *stride_at = (size_t *)result(c, &stride); \
    CALL(function(of, array_at, count_at, stride_at, at));                                    \
    if (status != WGKIT_OK) break;                                                            \
    if ((count == 0) != (array == NULL) || stride < sizeof(type)) broken(#function);          \
    for (index = 0; index < count; index++) {                                                 \
      const type *element = (const type *)(const void *)((const char *)array + index * stride); \
      look(element, sizeof *element);                                                         \
      body;                                                                                   \
    }                                                                                         \
  } while (0)

/* A call that makes a handle; `...` are the arguments in front of its place. */
#define MAKE(function, kind, type, ...)               \
  do {                                                \
    type *made = NULL;                                \
    type **made_at = (type **)result(c, &made);       \
    CALL(function(__VA_ARGS__, made_at, at));         \
    if (status == WGKIT_OK) keep(c, kind, made);      \
  } while (0)

void call_keys(calls *c, uint8_t which);
void call_addresses(calls *c, uint8_t which);
void call_devices(calls *c, uint8_t which);
void call_updates(calls *c, uint8_t which);
void call_links(calls *c, uint8_t which);
void call_documents(calls *c, uint8_t which);
void call_configs(calls *c, uint8_t which);
void call_files(calls *c, uint8_t which);
void call_templates(calls *c, uint8_t which);

#endif
