#include "check.h"

/* Each kind of text has a function that reads and one that writes; here they look alike. */
union value {
  wgkit_address address;
  wgkit_prefix prefix;
  wgkit_endpoint endpoint;
  unsigned char bytes[32];
};

typedef wgkit_status reader(const char *, size_t, union value *, wgkit_error **);
typedef wgkit_status writer(const union value *, char *, size_t, size_t *, wgkit_error **);

static wgkit_status read_address(
    const char *text, size_t length, union value *value, wgkit_error **error) {
  return wgkit_address_from_text(text, length, value ? &value->address : NULL, error);
}
static wgkit_status read_prefix(
    const char *text, size_t length, union value *value, wgkit_error **error) {
  return wgkit_prefix_from_text(text, length, value ? &value->prefix : NULL, error);
}
static wgkit_status read_endpoint(
    const char *text, size_t length, union value *value, wgkit_error **error) {
  return wgkit_endpoint_from_text(text, length, value ? &value->endpoint : NULL, error);
}
static wgkit_status resolve_endpoint(
    const char *text, size_t length, union value *value, wgkit_error **error) {
  return wgkit_endpoint_resolve(text, length, value ? &value->endpoint : NULL, error);
}
static wgkit_status write_address(
    const union value *value, char *text, size_t capacity, size_t *size, wgkit_error **error) {
  return wgkit_address_to_text(value ? &value->address : NULL, text, capacity, size, error);
}
static wgkit_status write_prefix(
    const union value *value, char *text, size_t capacity, size_t *size, wgkit_error **error) {
  return wgkit_prefix_to_text(value ? &value->prefix : NULL, text, capacity, size, error);
}
static wgkit_status write_endpoint(
    const union value *value, char *text, size_t capacity, size_t *size, wgkit_error **error) {
  return wgkit_endpoint_to_text(value ? &value->endpoint : NULL, text, capacity, size, error);
}

/* Reads the text, with something behind it, and writes it to buffers of every capacity. */
static void there_and_back(reader *read, writer *write, const char *text, const char *wanted) {
  union value value;
  char input[80], output[80];
  size_t needed = strlen(wanted) + 1, size, capacity;

  memset(input, '9', sizeof input);
  memcpy(input, text, strlen(text));
  memset(&value, 0x5a, sizeof value);
  EXPECT(WGKIT_OK, read(input, strlen(text), &value, &error));
  EXPECT(WGKIT_OK, write(&value, NULL, 0, &size, &error));
  CHECK(size == needed);
  for (capacity = 0; capacity < needed; capacity++) {
    size = 0;
    memset(output, 0x5a, sizeof output);
    EXPECT(WGKIT_ERROR_BUFFER_TOO_SMALL, write(&value, output, capacity, &size, &error));
    CHECK(size == needed && memchr(output, 0, sizeof output) == NULL && output[0] == 0x5a);
  }
  memset(output, 0x5a, sizeof output);
  EXPECT(WGKIT_OK, write(&value, output, needed, NULL, &error));
  CHECK(strcmp(output, wanted) == 0 && output[needed] == 0x5a);
}

static void refuse(reader *read, const char *text) {
  union value value;
  memset(&value, 0x5a, sizeof value);
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, read(text, strlen(text), &value, &error));
  CHECK(value.bytes[0] == 0x5a && value.bytes[19] == 0x5a);
}

static void test_arguments(reader *read, writer *write) {
  union value value;
  union {
    size_t aligned[2];
    char bytes[2 * sizeof(size_t)];
  } place;
  char output[80];

  memset(&value, 0x5a, sizeof value);
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, read(NULL, 3, &value, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, read("::", 2, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, read("::", SIZE_MAX, &value, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, read("::", SIZE_MAX / 2 + 1, &value, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, read("::", SIZE_MAX / 2, &value, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, read("::", 5000000, &value, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, read("", 0, &value, &error));
  CHECK(value.bytes[0] == 0x5a);
  CHECK(read("", 0, &value, NULL) == WGKIT_ERROR_INVALID_ADDRESS);
  if (write == NULL) return;

  memset(output, 0x5a, sizeof output);
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, write(&value, output, sizeof output, NULL, &error));
  memset(&value, 0, sizeof value);
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, write(&value, output, sizeof output, NULL, &error));
  memset(&value, 4, sizeof value);
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, write(NULL, output, sizeof output, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, write(&value, NULL, 9, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, write(&value, output, SIZE_MAX, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      write(&value, output, sizeof output, (size_t *)(void *)(place.bytes + 1), &error));
  CHECK(output[0] == 0x5a);
}

void test_addresses(void) {
  wgkit_interface_name name;
  union value value;
  union {
    wgkit_prefix prefix;
    char text[WGKIT_PREFIX_TEXT_SIZE];
  } both;
  const char *longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
  union {
    wgkit_endpoint aligned[2];
    char bytes[2 * sizeof(wgkit_endpoint)];
  } crooked;

  sentence("an address is read from text and written in its canonical form, whole or not at all");
  there_and_back(read_address, write_address, "10.0.0.1", "10.0.0.1");
  there_and_back(read_address, write_address, "2001:DB8:0:0::1", "2001:db8::1");
  there_and_back(read_address, write_address, "::ffff:1.2.3.4", "::ffff:1.2.3.4");
  there_and_back(read_address, write_address, longest, longest);

  sentence("a prefix keeps its host bits and always has its length");
  there_and_back(read_prefix, write_prefix, "10.1.2.3/8", "10.1.2.3/8");
  there_and_back(read_prefix, write_prefix, "192.0.2.1", "192.0.2.1/32");
  there_and_back(read_prefix, write_prefix, "::/0", "::/0");
  there_and_back(read_prefix, write_prefix, "2001:db8::/128", "2001:db8::/128");

  sentence("an endpoint has brackets where it is IPv6, and the scope's number");
  there_and_back(read_endpoint, write_endpoint, "192.0.2.1:51820", "192.0.2.1:51820");
  there_and_back(read_endpoint, write_endpoint, "[fe80::1%3]:1", "[fe80::1%3]:1");
  there_and_back(
      read_endpoint, write_endpoint, "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff%4294967295]:65535",
      "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff%4294967295]:65535");

  sentence("the fields of what was read are those of the header");
  EXPECT(WGKIT_OK, wgkit_address_from_text("1.2.3.4", 7, &value.address, &error));
  CHECK(value.address.family == WGKIT_FAMILY_IPV4);
  CHECK(memcmp(value.address.address, "\1\2\3\4\0\0\0\0\0\0\0\0\0\0\0\0", 16) == 0);
  CHECK(memcmp(value.address.reserved, "\0\0", 3) == 0);
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("102:304::506/77", 15, &value.prefix, &error));
  CHECK(value.prefix.family == WGKIT_FAMILY_IPV6 && value.prefix.length == 77);
  CHECK(memcmp(value.prefix.address, "\1\2\3\4\0\0\0\0\0\0\0\0\0\0\5\6", 16) == 0);
  EXPECT(WGKIT_OK, wgkit_endpoint_from_text("[::5%7]:258", 11, &value.endpoint, &error));
  CHECK(value.endpoint.family == WGKIT_FAMILY_IPV6 && value.endpoint.port == 258);
  CHECK(value.endpoint.scope_id == 7 && value.endpoint.address[15] == 5);

  sentence("what is no address, prefix or endpoint is refused, and nothing is written");
  refuse(read_address, "10.0.0");
  refuse(read_address, "10.0.0.1/8");
  refuse(read_address, "010.0.0.1");
  refuse(read_address, "::1%1");
  refuse(read_prefix, "10.0.0.0/33");
  refuse(read_prefix, "::/129");
  refuse(read_prefix, "10.0.0.0/08");
  refuse(read_endpoint, "192.0.2.1");
  refuse(read_endpoint, "::1:5");
  refuse(read_endpoint, "192.0.2.1:0");
  refuse(read_endpoint, "localhost:5");
  refuse(resolve_endpoint, "127.1:5");
  refuse(resolve_endpoint, "a b:5");
  refuse(resolve_endpoint, "\xff\xfe:5");

  sentence("many prefixes are read by one call, or none");
  {
    static const char three[] = "10.0.0.0/8\n2001:db8::/32\n192.0.2.1";
    wgkit_prefix read[3], before;

    memset(read, 0x55, sizeof read);
    before = read[0];
    EXPECT(WGKIT_OK, wgkit_prefixes_from_text(three, strlen(three), read, 3, &error));
    CHECK(read[0].family == WGKIT_FAMILY_IPV4 && read[0].length == 8 && read[0].address[0] == 10);
    CHECK(read[1].family == WGKIT_FAMILY_IPV6 && read[1].length == 32);
    CHECK(read[2].family == WGKIT_FAMILY_IPV4 && read[2].length == 32);
    CHECK(memcmp(read[2].reserved, "\0\0", 2) == 0);
    EXPECT(WGKIT_OK, wgkit_prefixes_from_text("", 0, read, 0, &error));
    memset(read, 0x55, sizeof read);
    for (size_t count = 0; count < 5; count++) {
      if (count == 3) continue;
      EXPECT(
          WGKIT_ERROR_INVALID_ARGUMENT,
          wgkit_prefixes_from_text(three, strlen(three), read, count, &error));
    }
    EXPECT(
        WGKIT_ERROR_INVALID_ADDRESS,
        wgkit_prefixes_from_text("10.0.0.0/8\n10.0.0.0/33", 22, read, 2, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT, wgkit_prefixes_from_text("10.0.0.0/8\n", 11, read, 2, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_prefixes_from_text(three, strlen(three), read, SIZE_MAX, &error));
    EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_prefixes_from_text(three, 5, NULL, 1, &error));
    EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_prefixes_from_text(NULL, 5, read, 1, &error));
    CHECK(memcmp(&read[0], &before, sizeof before) == 0);
    EXPECT(WGKIT_OK, wgkit_prefixes_from_text("10.0.0.0/8\n", 11, read, 1, &error));
  }

  sentence("a family or a prefix length that is none is not written as text");
  memset(&both, 0, sizeof both);
  both.prefix.family = WGKIT_FAMILY_IPV4;
  both.prefix.length = 33;
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_prefix_to_text(&both.prefix, NULL, 0, NULL, &error));
  both.prefix.family = 5;
  both.prefix.length = 0;
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_prefix_to_text(&both.prefix, NULL, 0, NULL, &error));

  sentence("a text may be written over the structure that it is of");
  both.prefix.family = WGKIT_FAMILY_IPV6;
  EXPECT(WGKIT_OK, wgkit_prefix_to_text(&both.prefix, both.text, sizeof both, NULL, &error));
  CHECK(strcmp(both.text, "::/0") == 0);

  sentence("NULL, short, long and misaligned arguments of addresses are told apart (faults 92, 93)");
  test_arguments(read_address, write_address);
  test_arguments(read_prefix, write_prefix);
  test_arguments(read_endpoint, write_endpoint);
  test_arguments(resolve_endpoint, NULL);
  memset(&crooked, 4, sizeof crooked);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_endpoint_to_text(
          (const wgkit_endpoint *)(void *)(crooked.bytes + 1), NULL, 0, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_endpoint_from_text(
          "1.1.1.1:1", 9, (wgkit_endpoint *)(void *)(crooked.bytes + 1), &error));
  CHECK(crooked.bytes[1] == 4);

  sentence("an endpoint with the name of this host or of an interface is looked up");
  EXPECT(WGKIT_OK, wgkit_endpoint_resolve("localhost:007", 13, &value.endpoint, &error));
  CHECK(value.endpoint.port == 7);
  CHECK(value.endpoint.address[0] == 127 || value.endpoint.address[15] == 1);
  EXPECT(WGKIT_OK, wgkit_endpoint_resolve("[fe80::1%lo]:9", 14, &value.endpoint, &error));
  CHECK(value.endpoint.scope_id == 1 && value.endpoint.port == 9);
  EXPECT(
      WGKIT_ERROR_NO_SUCH_INTERFACE,
      wgkit_endpoint_resolve("[fe80::1%none9]:9", 17, &value.endpoint, &error));

  sentence("the name of an interface is filled up with NUL, and what is none is refused");
  memset(&name, 0x5a, sizeof name);
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_interface_name_from_text("a/b", 3, &name, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_interface_name_from_text("", 0, &name, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_NAME, wgkit_interface_name_from_text("w", SIZE_MAX / 2, &name, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_interface_name_from_text("w", SIZE_MAX, &name, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_interface_name_from_text(NULL, 1, &name, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_interface_name_from_text("wg0", 3, NULL, &error));
  CHECK(name.text[0] == 0x5a);
  EXPECT(WGKIT_OK, wgkit_interface_name_from_text("wg0", 3, &name, &error));
  CHECK(memcmp(name.text, "wg0\0\0\0\0\0\0\0\0\0\0\0\0", 16) == 0);
}
