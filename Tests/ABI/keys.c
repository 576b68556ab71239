#include "check.h"

/* RFC 7748 section 6.1, clamped. */
static const wgkit_private_key alice = {
    {0x70, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2, 0x66, 0x45,
     0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c,
     0x6a}};
static const wgkit_public_key alice_public = {
    {0x85, 0x20, 0xf0, 0x09, 0x89, 0x30, 0xa7, 0x54, 0x74, 0x8b, 0x7d, 0xdc, 0xb4, 0x3e, 0xf7, 0x5a,
     0x0d, 0xbf, 0x3a, 0x0d, 0x26, 0x38, 0x1a, 0xf4, 0xeb, 0xa4, 0xa9, 0x8e, 0xaa, 0x9b, 0x4e,
     0x6a}};

void test_keys(void) {
  static const wgkit_private_key none;
  wgkit_private_key private_key, other;
  wgkit_public_key public_key, derived;
  wgkit_preshared_key preshared_key, another;

  sentence("the public key of RFC 7748's private key is RFC 7748's");
  EXPECT(WGKIT_OK, wgkit_public_key_derive(&alice, &derived, &error));
  CHECK(memcmp(&derived, &alice_public, 32) == 0);

  sentence("a key pair belongs together, is clamped, and is another one each time");
  EXPECT(WGKIT_OK, wgkit_keypair_generate(&private_key, &public_key, &error));
  EXPECT(WGKIT_OK, wgkit_public_key_derive(&private_key, &derived, &error));
  CHECK(memcmp(&public_key, &derived, 32) == 0);
  CHECK((private_key.bytes[0] & 7) == 0 && (private_key.bytes[31] & 0xc0) == 0x40);
  EXPECT(WGKIT_OK, wgkit_keypair_generate(&other, &public_key, &error));
  CHECK(memcmp(&private_key, &other, 32) != 0);

  sentence("key pairs made together belong together, are all different, and no more than asked for");
  {
    enum { COUNT = 100 };
    static wgkit_private_key private_keys[COUNT + 1];
    static wgkit_public_key public_keys[COUNT + 1];
    int i;
    memset(private_keys, 0x5a, sizeof private_keys);
    memset(public_keys, 0x5a, sizeof public_keys);
    EXPECT(WGKIT_OK, wgkit_keypairs_generate(0, private_keys, public_keys, &error));
    CHECK(private_keys[0].bytes[0] == 0x5a && public_keys[0].bytes[0] == 0x5a);
    EXPECT(WGKIT_OK, wgkit_keypairs_generate(COUNT, private_keys, public_keys, &error));
    for (i = 0; i < COUNT; i++) {
      EXPECT(WGKIT_OK, wgkit_public_key_derive(&private_keys[i], &derived, &error));
      CHECK(memcmp(&public_keys[i], &derived, 32) == 0);
      CHECK((private_keys[i].bytes[0] & 7) == 0 && (private_keys[i].bytes[31] & 0xc0) == 0x40);
      CHECK(i == 0 || memcmp(&public_keys[i - 1], &public_keys[i], 32) != 0);
    }
    CHECK(private_keys[COUNT].bytes[0] == 0x5a && private_keys[COUNT].bytes[31] == 0x5a);
    CHECK(public_keys[COUNT].bytes[0] == 0x5a && public_keys[COUNT].bytes[31] == 0x5a);
  }

  sentence("key pairs in a number that makes no sense, or for no array, are invalid arguments");
  memset(&private_key, 0x5a, 32);
  memset(&public_key, 0x5a, 32);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_keypairs_generate(WGKIT_KEYPAIRS_MAXIMUM + 1, &private_key, &public_key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_keypairs_generate((size_t)-1, &private_key, &public_key, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_keypairs_generate(1, NULL, &public_key, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_keypairs_generate(1, &private_key, NULL, &error));
  CHECK(private_key.bytes[0] == 0x5a && public_key.bytes[0] == 0x5a);

  sentence("a preshared key is another one each time");
  memset(&preshared_key, 0, 32);
  memset(&another, 0, 32);
  EXPECT(WGKIT_OK, wgkit_preshared_key_generate(&preshared_key, &error));
  CHECK(memcmp(&preshared_key, &another, 32) != 0);
  EXPECT(WGKIT_OK, wgkit_preshared_key_generate(&another, &error));
  CHECK(memcmp(&preshared_key, &another, 32) != 0);

  sentence("a private key of zeros means none and has no public key");
  memset(&public_key, 0x5a, 32);
  EXPECT(WGKIT_ERROR_INVALID_KEY, wgkit_public_key_derive(&none, &public_key, &error));
  CHECK(public_key.bytes[0] == 0x5a && public_key.bytes[31] == 0x5a);

  sentence("NULL for a key is an invalid argument, and the other key is left alone");
  memset(&private_key, 0x5a, 32);
  memset(&public_key, 0x5a, 32);
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_keypair_generate(NULL, &public_key, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_keypair_generate(&private_key, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_public_key_derive(NULL, &public_key, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_public_key_derive(&alice, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_preshared_key_generate(NULL, &error));
  CHECK(private_key.bytes[0] == 0x5a && public_key.bytes[0] == 0x5a);

  sentence("a key is written to any address, into the key it comes from too");
  {
    unsigned char bytes[34];
    memset(bytes, 0x5a, sizeof bytes);
    memcpy(bytes + 1, &alice, 32);
    EXPECT(
        WGKIT_OK,
        wgkit_public_key_derive(
            (const wgkit_private_key *)(bytes + 1), (wgkit_public_key *)(bytes + 1), &error));
    CHECK(memcmp(bytes + 1, &alice_public, 32) == 0);
    CHECK(bytes[0] == 0x5a && bytes[33] == 0x5a);
  }

  sentence("wiping overwrites what it is told to and nothing else");
  {
    unsigned char bytes[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    wgkit_secret_wipe(bytes + 1, 6);
    CHECK(bytes[0] == 1 && bytes[1] == 0 && bytes[6] == 0 && bytes[7] == 8);
    wgkit_secret_wipe(bytes, 0);
    wgkit_secret_wipe(NULL, 8);
    wgkit_secret_wipe(bytes, (size_t)-1);
    CHECK(bytes[0] == 1);
  }
}
