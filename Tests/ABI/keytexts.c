#include "check.h"

static const char text_of_key[] = "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LGo=";

typedef wgkit_status (*writer)(const void *, char *, size_t, size_t *, wgkit_error **);
typedef wgkit_status (*reader)(const char *, size_t, void *, wgkit_error **);

/* One type of function for the three roles. */
static wgkit_status write_public(const void *k, char *t, size_t c, size_t *s, wgkit_error **e) {
  return wgkit_public_key_to_base64((const wgkit_public_key *)k, t, c, s, e);
}
static wgkit_status write_private(const void *k, char *t, size_t c, size_t *s, wgkit_error **e) {
  return wgkit_private_key_expose_base64((const wgkit_private_key *)k, t, c, s, e);
}
static wgkit_status write_preshared(const void *k, char *t, size_t c, size_t *s, wgkit_error **e) {
  return wgkit_preshared_key_expose_base64((const wgkit_preshared_key *)k, t, c, s, e);
}
static wgkit_status read_public(const char *t, size_t n, void *k, wgkit_error **e) {
  return wgkit_public_key_from_base64(t, n, (wgkit_public_key *)k, e);
}
static wgkit_status read_private(const char *t, size_t n, void *k, wgkit_error **e) {
  return wgkit_private_key_from_base64(t, n, (wgkit_private_key *)k, e);
}
static wgkit_status read_preshared(const char *t, size_t n, void *k, wgkit_error **e) {
  return wgkit_preshared_key_from_base64(t, n, (wgkit_preshared_key *)k, e);
}

static void test_write(writer write, const unsigned char *key) {
  size_t size = 0, capacity;
  char text[64];

  EXPECT(WGKIT_OK, write(key, NULL, 0, &size, &error));
  CHECK(size == WGKIT_KEY_TEXT_SIZE);

  for (capacity = 0; capacity < WGKIT_KEY_TEXT_SIZE; capacity++) {
    /* Of exactly that size on the heap, where a sanitizer sees a byte too many. */
    char *small = (char *)malloc(capacity + 1);
    size_t index;
    size = 0;
    memset(small, 0x5a, capacity + 1);
    EXPECT(WGKIT_ERROR_BUFFER_TOO_SMALL, write(key, small, capacity, &size, &error));
    CHECK(size == WGKIT_KEY_TEXT_SIZE);
    for (index = 0; index <= capacity; index++) CHECK(small[index] == 0x5a);
    free(small);
  }

  memset(text, 0x5a, sizeof text);
  EXPECT(WGKIT_OK, write(key, text, WGKIT_KEY_TEXT_SIZE, NULL, &error));
  CHECK(memcmp(text, text_of_key, sizeof text_of_key) == 0);
  CHECK(text[WGKIT_KEY_TEXT_SIZE] == 0x5a && text[63] == 0x5a);
  EXPECT(WGKIT_OK, write(key, text, SIZE_MAX / 2, &size, &error));

  memset(text, 0x5a, sizeof text);
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, write(NULL, text, 64, &size, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, write(key, NULL, 64, &size, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, write(key, text, (size_t)-1, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      write(key, text, 64, (size_t *)(void *)((char *)&size + 1), &error));
  CHECK(text[0] == 0x5a && text[44] == 0x5a);

  /* The text goes over the key. */
  memcpy(text, key, 32);
  EXPECT(WGKIT_OK, write(text, text, sizeof text, NULL, &error));
  CHECK(memcmp(text, text_of_key, sizeof text_of_key) == 0);
}

static void test_read(reader read, const unsigned char *key) {
  unsigned char bytes[34];
  /* The text without a NUL, of exactly its size. */
  char *text = (char *)malloc(44);
  char *short_text = (char *)malloc(1);
  size_t length;

  memcpy(text, text_of_key, 44);
  memset(bytes, 0x5a, sizeof bytes);
  EXPECT(WGKIT_OK, read(text, 44, bytes + 1, &error));
  CHECK(memcmp(bytes + 1, key, 32) == 0 && bytes[0] == 0x5a && bytes[33] == 0x5a);

  memset(bytes, 0x5a, sizeof bytes);
  for (length = 0; length < 44; length++)
    EXPECT(WGKIT_ERROR_INVALID_KEY, read(text, length, bytes, &error));
  EXPECT(WGKIT_ERROR_INVALID_KEY, read(text_of_key, 45, bytes, &error));

  /* A length that is a lie is not believed. */
  short_text[0] = 'A';
  EXPECT(WGKIT_ERROR_INVALID_KEY, read(short_text, SIZE_MAX / 2, bytes, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, read(short_text, (size_t)-1, bytes, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, read(NULL, 44, bytes, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, read(text, 44, NULL, &error));

  text[7] = (char)0xff;
  EXPECT(WGKIT_ERROR_INVALID_KEY, read(text, 44, bytes, &error));
  text[7] = 0;
  EXPECT(WGKIT_ERROR_INVALID_KEY, read(text, 44, bytes, &error));
  memcpy(text, text_of_key, 44);
  text[42] = 'p'; /* the same 32 bytes, in a form that is not canonical */
  EXPECT(WGKIT_ERROR_INVALID_KEY, read(text, 44, bytes, &error));
  CHECK(bytes[0] == 0x5a && bytes[31] == 0x5a);

  {
    static const char secret[] = "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LG!=";
    wgkit_error *failure = NULL;
    CHECK(read(secret, 44, bytes, &failure) == WGKIT_ERROR_INVALID_KEY);
    CHECK(strstr(wgkit_error_message(failure), "cAdt") == NULL);
    CHECK(wgkit_error_free(failure) == WGKIT_OK);
  }
  free(text);
  free(short_text);
}

void test_key_texts(void) {
  unsigned char key[32], none[32];
  char text[64];

  sentence("a public key is read from text without a NUL, in the canonical form only");
  test_read(read_public, (memcpy(key, "\x70\x07\x6d\x0a\x73\x18\xa5\x7d\x3c\x16\xc1\x72\x51\xb2"
                                      "\x66\x45\xdf\x4c\x2f\x87\xeb\xc0\x99\x2a\xb1\x77\xfb\xa5"
                                      "\x1d\xb9\x2c\x6a", 32), key));
  sentence("a private key is read from text without a NUL, in the canonical form only");
  test_read(read_private, key);
  sentence("a preshared key is read from text without a NUL, in the canonical form only");
  test_read(read_preshared, key);

  sentence("the text of a public key fits or is not written");
  test_write(write_public, key);
  sentence("the text of a private key fits or is not written");
  test_write(write_private, key);
  sentence("the text of a preshared key fits or is not written");
  test_write(write_preshared, key);

  sentence("a secret of zeros means none and has no text, a public key of zeros has");
  memset(none, 0, sizeof none);
  EXPECT(WGKIT_ERROR_INVALID_KEY, write_private(none, text, sizeof text, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_KEY, write_preshared(none, text, sizeof text, NULL, &error));
  EXPECT(WGKIT_OK, write_public(none, text, sizeof text, NULL, &error));
  CHECK(strcmp(text, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=") == 0);
}
