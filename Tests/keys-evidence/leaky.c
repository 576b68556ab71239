/* A libwgkit.so that leaks on purpose: the key functions as one would write them without a thought of
 * time. They give no right keys; what matters is the shape: a bit of the secret that decides a branch,
 * a byte of it that is a place in a table. Tests/keys-evidence/constant-time must report each. */
#include <string.h>
#include <sys/random.h>

#include "wgkit.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Square and multiply: one more multiplication for each bit that is set. */
static void power(const unsigned char *key, unsigned char *result) {
  unsigned long value = 1;
  int bit, i;
  for (bit = 255; bit >= 0; bit--) {
    value = value * value % 2147483647;
    if (key[bit / 8] >> bit % 8 & 1) value = value * 9 % 2147483647;
  }
  for (i = 0; i < 32; i++) result[i] = (unsigned char)(value >> i % 4 * 8);
}

static void write_text(const unsigned char *key, char *text) {
  int i;
  for (i = 0; i < 43; i++) text[i] = alphabet[key[i * 3 / 4] & 63];
  text[43] = '=';
  text[44] = 0;
}

static void read_text(const char *text, unsigned char *key) {
  int i;
  for (i = 0; i < 32; i++) {
    int value = 0;
    while (value < 64 && alphabet[value] != text[i]) value++;
    key[i] = (unsigned char)value;
  }
}

wgkit_status wgkit_public_key_derive(
    const wgkit_private_key *key, wgkit_public_key *result, wgkit_error **error) {
  (void)error;
  power(key->bytes, result->bytes);
  return WGKIT_OK;
}

wgkit_status wgkit_keypair_generate(
    wgkit_private_key *key, wgkit_public_key *result, wgkit_error **error) {
  if (getrandom(key, 32, 0) != 32) return WGKIT_ERROR_SYSTEM;
  return wgkit_public_key_derive(key, result, error);
}

wgkit_status wgkit_keypairs_generate(
    size_t count, wgkit_private_key *keys, wgkit_public_key *results, wgkit_error **error) {
  size_t i;
  for (i = 0; i < count; i++)
    if (wgkit_keypair_generate(&keys[i], &results[i], error) != WGKIT_OK) return WGKIT_ERROR_SYSTEM;
  return WGKIT_OK;
}

wgkit_status wgkit_preshared_key_generate(wgkit_preshared_key *key, wgkit_error **error) {
  int i;
  (void)error;
  if (getrandom(key, 32, 0) != 32) return WGKIT_ERROR_SYSTEM;
  /* As memcmp does: it ends at the first byte that differs. */
  for (i = 0; i < 32; i++)
    if (key->bytes[i] != 0) return WGKIT_OK;
  return WGKIT_ERROR_INVALID_KEY;
}

wgkit_status wgkit_private_key_expose_base64(
    const wgkit_private_key *key, char *text, size_t capacity, size_t *size, wgkit_error **error) {
  (void)capacity, (void)size, (void)error;
  write_text(key->bytes, text);
  return WGKIT_OK;
}

wgkit_status wgkit_preshared_key_expose_base64(
    const wgkit_preshared_key *key, char *text, size_t capacity, size_t *size,
    wgkit_error **error) {
  (void)capacity, (void)size, (void)error;
  write_text(key->bytes, text);
  return WGKIT_OK;
}

wgkit_status wgkit_private_key_from_base64(
    const char *text, size_t length, wgkit_private_key *key, wgkit_error **error) {
  (void)length, (void)error;
  read_text(text, key->bytes);
  return WGKIT_OK;
}

wgkit_status wgkit_preshared_key_from_base64(
    const char *text, size_t length, wgkit_preshared_key *key, wgkit_error **error) {
  (void)length, (void)error;
  read_text(text, key->bytes);
  return WGKIT_OK;
}
