/* canary LIBRARY CHECK: works with a secret from standard input through a libwgkit.so, wipes its own
 * copies, says "ready" and waits to be looked at by Tests/keys-evidence/canary. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "wgkit.h"

/* A function of the library, with the type that wgkit.h gives it. All are looked up first: a look-up
 * would overwrite what a call before it left on the stack. */
#define FUNCTION(name) static __typeof__(&name) name##_
FUNCTION(wgkit_public_key_derive);
FUNCTION(wgkit_private_key_expose_base64);
FUNCTION(wgkit_private_key_from_base64);
FUNCTION(wgkit_keypair_generate);
FUNCTION(wgkit_keypairs_generate);

static unsigned char secret[44];

static void fail(const char *reason) {
  fprintf(stderr, "canary: %s\n", reason);
  exit(2);
}

static void *symbol(void *library, const char *name) {
  void *address = dlsym(library, name);
  if (address == NULL) fail(name);
  return address;
}

static void open_library(const char *path) {
  void *library = dlopen(path, RTLD_LAZY);
  if (library == NULL) fail("usage: canary LIBRARY CHECK");
#define LOOK_UP(name) name##_ = (__typeof__(&name))symbol(library, #name)
  LOOK_UP(wgkit_public_key_derive);
  LOOK_UP(wgkit_private_key_expose_base64);
  LOOK_UP(wgkit_private_key_from_base64);
  LOOK_UP(wgkit_keypair_generate);
  LOOK_UP(wgkit_keypairs_generate);
}

/* Calls nothing, for the same reason. */
static void wipe(volatile void *bytes, size_t count) {
  volatile unsigned char *byte = (volatile unsigned char *)bytes;
  while (count-- > 0) byte[count] = 0;
}

static void ok(wgkit_status status) {
  if (status != WGKIT_OK) fail("a call failed");
}

/* The library's randomness, found before the C library's, is the canary. */
ssize_t getrandom(void *bytes, size_t count, unsigned flags) {
  volatile unsigned char *byte = (volatile unsigned char *)bytes;
  size_t i;
  (void)flags;
  if (count > 32) fail("randomness for something else than a key");
  /* One by one, so that no vector register holds them. Less than a key are the numbers that tables of
   * handles begin with. */
  for (i = 0; i < count; i++) byte[i] = count == 32 ? secret[i] : 1;
  return (ssize_t)count;
}

static void derive(void) {
  wgkit_public_key result;
  ok(wgkit_public_key_derive_((wgkit_private_key *)secret, &result, NULL));
}

static void encode(void) {
  static char text[WGKIT_KEY_TEXT_SIZE];
  ok(wgkit_private_key_expose_base64_(
      (wgkit_private_key *)secret, text, sizeof text, NULL, NULL));
  wipe(text, sizeof text);
}

static void decode(void) {
  static wgkit_private_key key;
  ok(wgkit_private_key_from_base64_((const char *)secret, 44, &key, NULL));
  wipe(&key, sizeof key);
}

static void generate(void) {
  static wgkit_private_key key;
  wgkit_public_key result;
  ok(wgkit_keypair_generate_(&key, &result, NULL));
  wipe(&key, sizeof key);
}

static void generate_many(void) {
  static wgkit_private_key keys[100];
  static wgkit_public_key results[100];
  ok(wgkit_keypairs_generate_(100, keys, results, NULL));
  wipe(keys, sizeof keys);
}

int main(int argc, char **argv) {
  const char *check = argc == 3 ? argv[2] : "";
  ssize_t count = strcmp(check, "decode") == 0 ? 44 : 32;
  char end;
  open_library(argc == 3 ? argv[1] : "");
  if (read(STDIN_FILENO, secret, (size_t)count) != count) fail("no secret on standard input");
  if (strcmp(check, "derive") == 0) derive();
  else if (strcmp(check, "encode") == 0) encode();
  else if (strcmp(check, "decode") == 0) decode();
  else if (strcmp(check, "generate") == 0) generate();
  else if (strcmp(check, "generate-many") == 0) generate_many();
  else if (strcmp(check, "nothing") != 0 && strcmp(check, "kept") != 0) fail("no such check");
  if (strcmp(check, "kept") != 0) wipe(secret, sizeof secret);
  if (write(STDOUT_FILENO, "ready\n", 6) != 6) fail("cannot write");
  return (int)read(STDIN_FILENO, &end, 1);
}
