#define _GNU_SOURCE
#include "sequence.h"

#include <netdb.h>
#include <sched.h>
#include <unistd.h>

/* ---- Bytes ---- */

uint8_t byte(calls *c) {
  if (c->left == 0) return 0;
  c->left--;
  return *c->bytes++;
}

uint32_t number(calls *c) {
  /* Mostly small, since most numbers are small in what they mean. */
  uint8_t first = byte(c);
  if (first < 0xe0) return first % 24;
  if (first < 0xf0) return (uint32_t)byte(c) << 8 | byte(c);
  return first < 0xf8 ? UINT32_MAX - first % 4 : (uint32_t)1 << (byte(c) % 32);
}

_Noreturn void broken(const char *what) {
  fprintf(stderr, "broken: %s\n", what);
  abort();
}

/* ---- Handles ---- */

static wgkit_status free_as(enum kind kind, void *it) {
  switch (kind) {
    case device_list: return wgkit_device_list_free((wgkit_device_list *)it);
    case device: return wgkit_device_free((wgkit_device *)it);
    case netns: return wgkit_namespace_free((wgkit_namespace *)it);
    case update: return wgkit_update_free((wgkit_update *)it);
    case difference: return wgkit_difference_free((wgkit_difference *)it);
    case link_list: return wgkit_link_list_free((wgkit_link_list *)it);
    case route_list: return wgkit_route_list_free((wgkit_route_list *)it);
    case document: return wgkit_document_free((wgkit_document *)it);
    case config: return wgkit_config_free((wgkit_config *)it);
    case check: return wgkit_check_free((wgkit_check *)it);
    case template_: return wgkit_template_free((wgkit_template *)it);
    case values: return wgkit_template_values_free((wgkit_template_values *)it);
    case file: return wgkit_file_free((wgkit_file *)it);
    default: return WGKIT_ERROR_INVALID_HANDLE;
  }
}

void *handle(calls *c, enum kind kind) {
  uint8_t choice = byte(c);
  int index, skip;
  if (choice >= 0xe0) {
    static int local;
    if (choice < 0xe8) return NULL;
    if (choice < 0xf0) return c->freed;
    if (choice < 0xf4) return &local;
    return choice < 0xf8 ? (void *)(uintptr_t)1 : (void *)(uintptr_t)byte(c);
  }
  if (c->shared != NULL && choice % 4 == 3)
    return __atomic_load_n(&c->shared->handles[choice / 4 % calls_shared_count], __ATOMIC_RELAXED);
  if (choice >= 0xd0) return c->slots[choice % slot_count];
  skip = choice % slot_count;
  for (index = 0; index < 2 * slot_count; index++) {
    int place = index % slot_count;
    if (c->slots[place] != NULL && c->kinds[place] == kind && skip-- <= 0) return c->slots[place];
    if (index == slot_count - 1 && skip > 2) skip = choice % 3;
  }
  for (index = 0; index < slot_count; index++)
    if (c->slots[index] != NULL && c->kinds[index] == kind) return c->slots[index];
  return NULL;
}

/* Every way to free a handle that lives but the right one, which comes last. */
static void end_handle(enum kind kind, void *it) {
  int other;
  for (other = 0; other < kind_count; other++)
    if (other != (int)kind && free_as((enum kind)other, it) != WGKIT_ERROR_INVALID_HANDLE)
      broken("a handle is freed as one of another type");
  if (wgkit_error_free((wgkit_error *)it) != WGKIT_ERROR_INVALID_HANDLE)
    broken("a handle is freed as an error");
  if (free_as(kind, it) != WGKIT_OK) broken("a living handle cannot be freed");
  if (free_as(kind, it) != WGKIT_ERROR_INVALID_HANDLE) broken("a handle is freed twice");
}

static void free_shared_handle(void *it) {
  /* Of no matter which kind; another thread may have been faster. */
  int kind, freed = 0;
  for (kind = 0; kind < kind_count; kind++) freed += free_as((enum kind)kind, it) == WGKIT_OK;
  if (it != NULL && freed > 1) broken("a handle is of two types");
}

void keep(calls *c, enum kind kind, void *it) {
  uint8_t choice = byte(c);
  if (it == NULL) broken("a call succeeds and makes nothing");
  if (c->shared != NULL && choice >= 0xc0 &&
      (kind == document || kind == values || kind == update)) {
    free_shared_handle(__atomic_exchange_n(
        &c->shared->handles[choice % calls_shared_count], it, __ATOMIC_RELAXED));
    return;
  }
  choice %= slot_count;
  if (c->slots[choice] != NULL) {
    end_handle(c->kinds[choice], c->slots[choice]);
    c->freed = c->slots[choice];
  }
  c->slots[choice] = it;
  c->kinds[choice] = kind;
}

void free_one(calls *c) {
  uint8_t choice = byte(c);
  void *it = c->slots[choice % slot_count];
  enum kind kind = choice < 0xc0 ? c->kinds[choice % slot_count] : (enum kind)(byte(c) % kind_count);
  if (it == NULL) {
    if (free_as(kind, c->freed) == WGKIT_OK && c->freed != NULL) broken("a handle lives twice");
  } else if (kind == c->kinds[choice % slot_count]) {
    end_handle(kind, it);
    c->freed = it;
    c->slots[choice % slot_count] = NULL;
  } else if (free_as(kind, it) != WGKIT_ERROR_INVALID_HANDLE) {
    broken("a handle is freed as one of another type");
  }
}

void free_all(calls *c) {
  int index;
  for (index = 0; index < slot_count; index++) {
    if (c->slots[index] != NULL) end_handle(c->kinds[index], c->slots[index]);
    c->slots[index] = NULL;
  }
}

void calls_free_shared(calls_shared *shared) {
  int index;
  for (index = 0; index < calls_shared_count; index++) {
    free_shared_handle(shared->handles[index]);
    shared->handles[index] = NULL;
  }
}

/* ---- Arguments ---- */

void *result(calls *c, void *place) {
  /* What has no alignment, such as a key, is written there all the same. */
  static __thread union {
    uint64_t aligned[64];
    char bytes[512];
  } crooked;
  uint8_t choice = byte(c);
  if (choice < 0xf8) return place;
  return choice < 0xfc ? NULL : crooked.bytes + 1;
}

static struct text copied(const void *bytes, size_t count) {
  struct text text;
  text.bytes = (char *)malloc(count == 0 ? 1 : count);
  text.length = count;
  if (text.bytes == NULL) broken("there is no memory");
  if (count > 0) memcpy(text.bytes, bytes, count);
  return text;
}

static struct text absurd(calls *c) {
  struct text text = copied("x", 1);
  uint8_t choice = byte(c);
  text.length = choice < 0x80 ? SIZE_MAX - choice : SIZE_MAX / 2 - choice % 8;
  if (choice % 16 == 0) {
    free(text.bytes);
    text.bytes = NULL;
    text.length = choice;
  }
  return text;
}

struct text text(calls *c, const char *const *pool, size_t count) {
  uint8_t choice = byte(c);
  struct text text;
  if (choice >= 0xf8) return absurd(c);
  if (choice >= 0xa0) {
    size_t length = byte(c);
    if (choice >= 0xf0) length = length << 8 | byte(c);
    if (length > c->left) length = c->left;
    text = copied(c->bytes, length);
    c->bytes += length;
    c->left -= length;
    return text;
  }
  text = copied(pool[choice % count], strlen(pool[choice % count]));
  if (choice >= 0x80 && text.length > 0) {
    text.bytes[(byte(c) << 8 | byte(c)) % text.length] = (char)byte(c);
    if (choice % 2 == 1) text.length = (byte(c) << 8 | byte(c)) % text.length;
  }
  return text;
}

struct text interface(calls *c) {
  static const char *const names[] = {"wgfuzz0", "wgfuzz1", "wgfuzz2", "", "a/b", "sixteen-bytes-it"};
  uint8_t choice = byte(c);
  if (choice >= 0xf0) return absurd(c);
  choice %= sizeof names / sizeof names[0];
  return copied(names[choice], strlen(names[choice]));
}

struct text path(calls *c) {
  static const char *const names[] = {"a.conf", "b.conf", "link.conf", "none/x.conf", "", ".."};
  char whole[128];
  uint8_t choice = byte(c);
  if (choice >= 0xf0) return absurd(c);
  snprintf(
      whole, sizeof whole, "%s/%s", c->folder, names[choice % (sizeof names / sizeof names[0])]);
  return copied(whole, strlen(whole));
}

void end_text(struct text text) { free(text.bytes); }

const void *key(calls *c) {
  static uint8_t keys[6][32];
  uint8_t choice = byte(c);
  int index;
  if (choice >= 0xf8) return NULL;
  for (index = 1; index < 6; index++) {
    /* Written the same each time: threads may do it together. */
    __atomic_store_n(&keys[index][0], (uint8_t)(8 * index), __ATOMIC_RELAXED);
    __atomic_store_n(&keys[index][31], 0x40, __ATOMIC_RELAXED);
  }
  return keys[choice % 6];
}

void begin_buffer(calls *c, struct buffer *buffer) {
  uint8_t choice = byte(c);
  size_t memory;
  buffer->capacity = choice < 0x20 ? 0 : choice < 0x80 ? choice : choice < 0xf8 ? 65536 : SIZE_MAX;
  buffer->bytes = NULL;
  buffer->size = 0;
  buffer->size_at = (size_t *)result(c, &buffer->size);
  if (buffer->capacity == 0 && choice % 2 == 0) return;
  memory = buffer->capacity > 65536 ? 1 : buffer->capacity + 1;
  buffer->bytes = (char *)malloc(memory);
  if (buffer->bytes == NULL) broken("there is no memory");
  memset(buffer->bytes, 0x5a, memory);
}

void end_buffer(struct buffer *buffer, wgkit_status status) {
  size_t index, end = buffer->capacity > 65536 ? 1 : buffer->capacity + 1;
  if (buffer->bytes == NULL) return;
  if (status == WGKIT_OK && buffer->bytes[buffer->capacity] != 0x5a)
    broken("a text goes past its buffer");
  if (status != WGKIT_OK)
    for (index = 0; index < end; index++)
      if (buffer->bytes[index] != 0x5a) broken("a buffer is written in spite of an error");
  free(buffer->bytes);
}

/* ---- Results ---- */

static volatile uint8_t sink;

void look(const void *bytes, size_t count) {
  uint8_t all = 0;
  size_t index;
  for (index = 0; index < count; index++) all = (uint8_t)(all ^ ((const uint8_t *)bytes)[index]);
  __atomic_store_n(&sink, all, __ATOMIC_RELAXED);
}

void look_text(const char *text) {
  if (text != NULL) look(text, strlen(text) + 1);
}

static _Noreturn void broken_call(const char *what, const char *call) {
  fprintf(stderr, "broken: %s: %s\n", what, call);
  abort();
}

void settle(
    calls *c, wgkit_status status, wgkit_error *error, int has_error, const char *call) {
  c->made++;
  c->succeeded += status == WGKIT_OK;
  if (strcmp(wgkit_status_name(status), "WGKIT_ERROR_UNKNOWN") == 0)
    broken_call("a status that is none", call);
  if (!has_error) {
    if (error != (wgkit_error *)(void *)c) broken_call("an error that nobody asked for", call);
    return;
  }
  if ((status == WGKIT_OK) != (error == NULL)) broken_call("a status and an error that disagree", call);
  if (error == NULL) return;
  if (wgkit_error_code(error) != status) broken_call("an error with the code of another", call);
  if (wgkit_error_message(error)[0] == 0) broken_call("an error without a message", call);
  look_text(wgkit_error_message(error));
  if ((wgkit_error_line(error) == 0) != (wgkit_error_column(error) == 0)) broken_call("half a place", call);
  (void)wgkit_error_errno(error);
  if (wgkit_error_free(error) != WGKIT_OK) broken_call("an error that cannot be freed", call);
}

/* ---- Sequences ---- */

/* No name is looked up: that would wait for others. It takes the place of the system's function. */
int getaddrinfo(
    const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  (void)node;
  (void)service;
  (void)hints;
  *found = NULL;
  return EAI_NONAME;
}

void calls_prepare(void) {
  /* Where it may not, it may not change anything either. */
  if (unshare(CLONE_NEWNET) != 0) return;
}

static char own_folder[] = "/dev/shm/wgkit-calls.XXXXXX";

static void remove_folder(void) { rmdir(own_folder); }

const char *calls_folder(void) {
  static int is_made;
  if (is_made) return own_folder;
  if (mkdtemp(own_folder) == NULL || atexit(remove_folder) != 0) broken("there is no folder");
  is_made = 1;
  return own_folder;
}

calls *calls_begin(const char *folder, calls_shared *shared) {
  calls *c = (calls *)calloc(1, sizeof *c);
  char link[128];
  if (c == NULL) broken("there is no memory");
  snprintf(c->folder, sizeof c->folder, "%s", folder);
  snprintf(link, sizeof link, "%s/link.conf", folder);
  if (symlink("a.conf", link) != 0 && access(folder, W_OK) != 0) broken("a folder that is none");
  c->shared = shared;
  return c;
}

void calls_run(calls *c, const uint8_t *bytes, size_t count) {
  c->bytes = bytes;
  c->left = count;
  while (c->left > 0) {
    uint8_t choice = byte(c), which = byte(c);
    switch (choice % 12) {
      case 0: call_keys(c, which); break;
      case 1: call_addresses(c, which); break;
      case 2: call_devices(c, which); break;
      case 3: call_updates(c, which); break;
      case 4: call_links(c, which); break;
      case 5:
      case 6: call_documents(c, which); break;
      case 7: call_configs(c, which); break;
      case 8: call_files(c, which); break;
      case 9:
      case 10: call_templates(c, which); break;
      default: free_one(c); break;
    }
  }
}

uint64_t calls_made(const calls *c) { return c->made; }
uint64_t calls_succeeded(const calls *c) { return c->succeeded; }

void calls_end(calls *c) {
  static const char *const names[] = {"a.conf", "b.conf", "link.conf"};
  char path[128];
  size_t index;
  free_all(c);
  for (index = 0; index < 3; index++) {
    snprintf(path, sizeof path, "%s/%s", c->folder, names[index]);
    unlink(path);
  }
  free(c);
}
