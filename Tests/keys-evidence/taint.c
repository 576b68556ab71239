/* taint LIBRARY CHECK [leaky]: calls functions of a libwgkit.so with secrets that valgrind's memcheck takes
 * for undefined, so that it reports every branch and every address that depends on one.
 *
 * Prints where the library was loaded, "base 0x...". Fails when a result is wrong, or is not tainted:
 * then nothing was tracked, and no report would mean nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <valgrind/memcheck.h>

#include "wgkit.h"

static void *library;

static void fail(const char *reason) {
  fprintf(stderr, "taint: %s\n", reason);
  exit(2);
}

static void *symbol(const char *name) {
  void *address = dlsym(library, name);
  if (address == NULL) fail(name);
  return address;
}
/* The function of that name with the type that wgkit.h gives it. */
#define CALL(name) ((__typeof__(&name))symbol(#name))

/* RFC 7748 section 6.1: Alice's keys, and the private one in base64. */
static const unsigned char alice[32] = {
    0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2, 0x66, 0x45,
    0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c, 0x2a};
static const unsigned char alice_public[32] = {
    0x85, 0x20, 0xf0, 0x09, 0x89, 0x30, 0xa7, 0x54, 0x74, 0x8b, 0x7d, 0xdc, 0xb4, 0x3e, 0xf7, 0x5a,
    0x0d, 0xbf, 0x3a, 0x0d, 0x26, 0x38, 0x1a, 0xf4, 0xeb, 0xa4, 0xa9, 0x8e, 0xaa, 0x9b, 0x4e, 0x6a};
static const char alice_text[] = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";
/* The same, clamped. */
static const char clamped_text[] = "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LGo=";

/* Makes bytes undefined. */
static void taint(void *bytes, size_t count) { (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes, count); }

/* Whether the library is the one that leaks: its results are wrong, and right to be. */
static int leaky;

/* Expects that each byte depends on something undefined, and makes it defined. */
static void expect_tainted(void *bytes, size_t count) {
  unsigned char undefined[64];
  size_t i;
  if (leaky) return;
  if (count > sizeof undefined || VALGRIND_GET_VBITS(bytes, undefined, count) != 1)
    fail("valgrind does not tell what is undefined: run this under memcheck");
  for (i = 0; i < count; i++)
    if (undefined[i] == 0) fail("a result does not depend on the secret: nothing was tracked");
  (void)VALGRIND_MAKE_MEM_DEFINED(bytes, count);
}

static void expect(const void *found, const void *wanted, size_t count) {
  if (!leaky && memcmp(found, wanted, count) != 0) fail("a result is wrong");
}

static void ok(wgkit_status status) {
  if (!leaky && status != WGKIT_OK) fail("a call failed");
}

/* What the library gets for randomness, since this one is found before the C library's. */
ssize_t getrandom(void *bytes, size_t count, unsigned flags) {
  size_t i;
  (void)flags;
  for (i = 0; i < count; i++) ((unsigned char *)bytes)[i] = alice[i % 32];
  taint(bytes, count);
  return (ssize_t)count;
}

static void derive(void) {
  wgkit_private_key key;
  wgkit_public_key result;
  memcpy(&key, alice, 32);
  taint(&key, 32);
  ok(CALL(wgkit_public_key_derive)(&key, &result, NULL));
  expect_tainted(&result, 32);
  expect(&result, alice_public, 32);
}

static void generate(void) {
  wgkit_private_key key;
  wgkit_public_key result;
  ok(CALL(wgkit_keypair_generate)(&key, &result, NULL));
  expect_tainted(&result, 32);
  expect(&result, alice_public, 32);
}

static void generate_many(void) {
  wgkit_private_key keys[3];
  wgkit_public_key results[3];
  int i;
  ok(CALL(wgkit_keypairs_generate)(3, keys, results, NULL));
  for (i = 0; i < 3; i++) {
    expect_tainted(&results[i], 32);
    expect(&results[i], alice_public, 32);
  }
}

static void preshared_generate(void) {
  wgkit_preshared_key key;
  ok(CALL(wgkit_preshared_key_generate)(&key, NULL));
  expect_tainted(&key, 32);
  expect(&key, alice, 32);
}

static void encode(void) {
  wgkit_private_key key;
  char text[WGKIT_KEY_TEXT_SIZE];
  memcpy(&key, alice, 32);
  taint(&key, 32);
  ok(CALL(wgkit_private_key_expose_base64)(&key, text, sizeof text, NULL, NULL));
  expect_tainted(text, 43);
  expect(text, clamped_text, sizeof text);
}

static void preshared_encode(void) {
  wgkit_preshared_key key;
  char text[WGKIT_KEY_TEXT_SIZE];
  memcpy(&key, alice, 32);
  taint(&key, 32);
  ok(CALL(wgkit_preshared_key_expose_base64)(&key, text, sizeof text, NULL, NULL));
  expect_tainted(text, 43);
  expect(text, alice_text, sizeof text);
}

static void decode(void) {
  char text[sizeof alice_text];
  wgkit_private_key key;
  memcpy(text, alice_text, sizeof text);
  taint(text, 44);
  ok(CALL(wgkit_private_key_from_base64)(text, 44, &key, NULL));
  expect_tainted(&key, 32);
  key.bytes[0] |= alice[0] & 7;
  key.bytes[31] &= 63;
  expect(&key, alice, 32);
}

static void preshared_decode(void) {
  char text[sizeof alice_text];
  wgkit_preshared_key key;
  memcpy(text, alice_text, sizeof text);
  taint(text, 44);
  ok(CALL(wgkit_preshared_key_from_base64)(text, 44, &key, NULL));
  expect_tainted(&key, 32);
  expect(&key, alice, 32);
}

/* What is no key is refused without telling which character is at fault. */
static void refuse(void) {
  char text[sizeof alice_text];
  wgkit_private_key key;
  memcpy(text, alice_text, sizeof text);
  text[17] = '!';
  taint(text, 44);
  if (CALL(wgkit_private_key_from_base64)(text, 44, &key, NULL) != WGKIT_ERROR_INVALID_KEY && !leaky)
    fail("what is no key was taken for one");
}

static const struct {
  const char *name;
  void (*run)(void);
} checks[] = {
    {"derive", derive},
    {"generate", generate},
    {"generate-many", generate_many},
    {"preshared-generate", preshared_generate},
    {"encode", encode},
    {"preshared-encode", preshared_encode},
    {"decode", decode},
    {"preshared-decode", preshared_decode},
    {"refuse", refuse},
};

int main(int argc, char **argv) {
  struct link_map *map;
  size_t i;
  if (argc == 4 && strcmp(argv[3], "leaky") == 0) leaky = 1;
  if (argc != 3 + leaky) fail("usage: taint LIBRARY CHECK [leaky]");
  library = dlopen(argv[1], RTLD_NOW);
  if (library == NULL || dlinfo(library, RTLD_DI_LINKMAP, &map) != 0) fail(dlerror());
  printf("base %#lx\n", (unsigned long)map->l_addr);
  for (i = 0; i < sizeof checks / sizeof *checks; i++) {
    if (strcmp(argv[2], checks[i].name) != 0) continue;
    checks[i].run();
    return 0;
  }
  fail("there is no such check");
}
