#include "check.h"

#include "texts.h"

static const char source_text[] =
    "[Interface]\n"
    "Address = ${address}\n"
    "PrivateKey = ${key}\n"
    "${#dns}DNS = ${dns}\n${/dns}"
    "${#up}\nPostUp = ip route add ${route}\n${/up}\n"
    "${#peers}\n"
    "[Peer] # ${note}\n"
    "PublicKey = ${public}\n"
    "${#psk}PresharedKey = ${psk}\n${/psk}"
    "Endpoint = ${host}:${port}\n"
    "${/peers}\n";

static wgkit_template *parsed_template(const char *text) {
  wgkit_template *result = NULL;
  EXPECT(WGKIT_OK, wgkit_template_parse(text, strlen(text), 0, &result, &error));
  return result;
}

static wgkit_template_values *made(void) {
  wgkit_template_values *values = NULL;
  EXPECT(WGKIT_OK, wgkit_template_values_create(&values, &error));
  return values;
}

static void put(wgkit_template_values *values, const char *name, const char *text) {
  EXPECT(
      WGKIT_OK, wgkit_template_values_add_text(
                    values, name, strlen(name), text, strlen(text), &error));
}

/* Every use of what is no living template. */
static void test_no_template(const void *handle, wgkit_status wanted) {
  wgkit_template *source = (wgkit_template *)(uintptr_t)handle;
  const wgkit_template_name *names = (const wgkit_template_name *)(const void *)"untouched";
  wgkit_document *document = (wgkit_document *)&check_failures;
  size_t count = 77, stride = 77;
  CHECK(source == NULL || wgkit_template_free(source) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_template_names(source, &names, &count, &stride, &error));
  EXPECT(wanted, wgkit_template_render(source, NULL, &document, &error));
  CHECK(memcmp(names, "untouched", 9) == 0 && count == 77 && stride == 77);
  CHECK(document == (wgkit_document *)&check_failures);
}

/* Every use of what are no living values, but as NULL in wgkit_template_render. */
static void test_no_values(const void *handle, wgkit_status wanted) {
  wgkit_template_values *values = (wgkit_template_values *)(uintptr_t)handle;
  wgkit_template_values *others = made();
  wgkit_private_key key;
  wgkit_address address;
  memset(&key, 1, sizeof key);
  memset(&address, 0, sizeof address);
  address.family = WGKIT_FAMILY_IPV4;
  CHECK(values == NULL || wgkit_template_values_free(values) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_template_values_add_text(values, "n", 1, "t", 1, &error));
  EXPECT(wanted, wgkit_template_values_add_address(values, "n", 1, &address, &error));
  EXPECT(wanted, wgkit_template_values_add_flag(values, "n", 1, 1, &error));
  EXPECT(wanted, wgkit_template_values_add_public_key(values, "n", 1, &anna, &error));
  EXPECT(wanted, wgkit_template_values_add_private_key(values, "n", 1, &key, &error));
  EXPECT(
      wanted, wgkit_template_values_add_preshared_key(
                  values, "n", 1, (const wgkit_preshared_key *)(const void *)&key, &error));
  EXPECT(wanted, wgkit_template_values_add_record(values, "n", 1, others, &error));
  EXPECT(wanted, wgkit_template_values_add_record(others, "n", 1, values, &error));
  CHECK(wgkit_template_values_free(others) == WGKIT_OK);
}

static void test_arguments(void) {
  wgkit_template *source = NULL;
  wgkit_template_values *values = made();
  const wgkit_template_name *names = NULL;
  const wgkit_shipped_template *shipped = NULL;
  wgkit_document *document = NULL;
  wgkit_preshared_key zeros;
  wgkit_address none;
  size_t count = 77, stride = 77;

  sentence("fault 92: NULL for each pointer of a template's functions is an invalid argument");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_parse(NULL, 1, 0, &source, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_parse("", 0, 0, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_shipped(NULL, 6, &source, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_shipped("client", 6, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_list_shipped(NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_list_shipped(&shipped, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_list_shipped(&shipped, &count, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_values_create(NULL, &error));
  source = parsed_template(source_text);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_names(source, NULL, &count, &stride, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_names(source, &names, NULL, &stride, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_names(source, &names, &count, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_render(source, values, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_text(values, NULL, 1, "t", 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_text(values, "n", 1, NULL, 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_address(values, "n", 1, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_values_add_flag(values, NULL, 1, 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_public_key(values, "n", 1, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_private_key(values, "n", 1, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_preshared_key(values, "n", 1, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_record(values, "n", 1, NULL, &error));

  sentence("fault 92: misaligned places and absurd lengths of templates are told apart");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_parse("", 0, 0, (wgkit_template **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_shipped("client", 6, (wgkit_template **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_create((wgkit_template_values **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_names(
          source, (const wgkit_template_name **)crooked(), &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_names(source, &names, (size_t *)crooked(), &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_list_shipped(&shipped, &count, (size_t *)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_render(source, values, (wgkit_document **)crooked(), &error));
  CHECK(crooked_is_untouched());
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_template_parse("x", SIZE_MAX / 2, 0, &source, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_parse("x", SIZE_MAX, 0, &source, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_template_shipped("x", SIZE_MAX / 2, &source, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_template_values_add_text(values, "n", SIZE_MAX / 2, "t", 1, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_template_values_add_text(values, "n", 1, "t", SIZE_MAX / 2, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_flag(values, "n", SIZE_MAX, 1, &error));

  sentence("values that are none are refused where they are added");
  memset(&zeros, 0, sizeof zeros);
  memset(&none, 0, sizeof none);
  EXPECT(
      WGKIT_ERROR_INVALID_KEY,
      wgkit_template_values_add_preshared_key(values, "n", 1, &zeros, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_KEY,
      wgkit_template_values_add_private_key(
          values, "n", 1, (const wgkit_private_key *)(const void *)&zeros, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ADDRESS,
      wgkit_template_values_add_address(values, "n", 1, &none, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_text(values, "n", 1, "\xff", 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_template_values_add_text(values, "\xff", 1, "t", 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_template_parse("", 0, 2, &source, &error));
  CHECK(names == NULL && shipped == NULL && document == NULL && count == 77 && stride == 77);

  sentence("fault 94: templates and values that are none, or were freed, are told apart");
  CHECK(wgkit_template_free(NULL) == WGKIT_OK && wgkit_template_values_free(NULL) == WGKIT_OK);
  test_no_template(values, WGKIT_ERROR_INVALID_HANDLE);
  test_no_values(source, WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_template_values_free(values) == WGKIT_OK);
  CHECK(wgkit_template_values_free(values) == WGKIT_ERROR_INVALID_HANDLE);
  each_no_handle(test_no_values, values);
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE, wgkit_template_render(source, values, &document, &error));
  CHECK(wgkit_template_free(source) == WGKIT_OK);
  CHECK(wgkit_template_free(source) == WGKIT_ERROR_INVALID_HANDLE);
  each_no_handle(test_no_template, source);
}

static void test_names(void) {
  wgkit_template *source = parsed_template(source_text);
  const wgkit_template_name *names = NULL;
  size_t count = 0, stride = 0, index;
  static const wgkit_template_name wanted[] = {
      {"address", NULL, WGKIT_PLACE_LIST, 0},      {"key", NULL, WGKIT_PLACE_PRIVATE_KEY, 0},
      {"dns", NULL, WGKIT_PLACE_LIST, 1},          {"up", NULL, WGKIT_PLACE_SECTION, 1},
      {"route", "up", WGKIT_PLACE_HOOK, 0},        {"peers", NULL, WGKIT_PLACE_SECTION, 1},
      {"note", "peers", WGKIT_PLACE_NOTE, 0},      {"public", "peers", WGKIT_PLACE_PUBLIC_KEY, 0},
      {"psk", "peers", WGKIT_PLACE_PRESHARED_KEY, 1}, {"host", "peers", WGKIT_PLACE_ENDPOINT, 0},
      {"port", "peers", WGKIT_PLACE_ENDPOINT, 0},
  };

  sentence("a template tells what it asks for, with its place and its sections");
  CHECK(sizeof(wgkit_template_name) == 2 * sizeof(char *) + 8);
  EXPECT(WGKIT_OK, wgkit_template_names(source, &names, &count, &stride, &error));
  CHECK(count == sizeof wanted / sizeof wanted[0] && stride == sizeof *names);
  for (index = 0; index < count && index < sizeof wanted / sizeof wanted[0]; index++) {
    CHECK(strcmp(names[index].name, wanted[index].name) == 0);
    CHECK((names[index].sections == NULL) == (wanted[index].sections == NULL));
    if (names[index].sections != NULL && wanted[index].sections != NULL)
      CHECK(strcmp(names[index].sections, wanted[index].sections) == 0);
    CHECK(names[index].kind == wanted[index].kind);
    CHECK(names[index].is_optional == wanted[index].is_optional);
  }
  CHECK(wgkit_template_free(source) == WGKIT_OK);

  sentence("sections within sections have a slash between them");
  source = parsed_template("${#a}${#b}# ${c}\n${/b}${/a}");
  EXPECT(WGKIT_OK, wgkit_template_names(source, &names, &count, &stride, &error));
  CHECK(count == 3 && strcmp(names[2].sections, "a/b") == 0);
  CHECK(wgkit_template_free(source) == WGKIT_OK);

  sentence("a word in a line is a text");
  source = parsed_template("[Interface]\nMTU = ${mtu}\n");
  EXPECT(WGKIT_OK, wgkit_template_names(source, &names, &count, &stride, &error));
  CHECK(count == 1 && names[0].kind == WGKIT_PLACE_TEXT && names[0].is_optional == 0);
  CHECK(wgkit_template_free(source) == WGKIT_OK);
}

/* Whether two templates ask for the same. */
static int ask_alike(const wgkit_template *one, const wgkit_template *other) {
  const wgkit_template_name *names[2] = {NULL, NULL};
  size_t count[2] = {0, 1}, stride, index;
  EXPECT(WGKIT_OK, wgkit_template_names(one, &names[0], &count[0], &stride, &error));
  EXPECT(WGKIT_OK, wgkit_template_names(other, &names[1], &count[1], &stride, &error));
  if (count[0] != count[1]) return 0;
  for (index = 0; index < count[0]; index++)
    if (strcmp(names[0][index].name, names[1][index].name) != 0) return 0;
  return 1;
}

static void test_shipped(void) {
  const wgkit_shipped_template *shipped = NULL;
  wgkit_template *source = NULL, *found = NULL;
  size_t count = 0, stride = 0, index;

  sentence("the templates that ship are listed, and found by name");
  EXPECT(WGKIT_OK, wgkit_template_list_shipped(&shipped, &count, &stride, &error));
  CHECK(count >= 5 && stride == sizeof *shipped && strcmp(shipped[0].name, "client") == 0);
  for (index = 0; index < count; index++) {
    const char *name = shipped[index].name;
    CHECK(strlen(shipped[index].summary) > 20);
    CHECK(strchr(shipped[index].summary, '\n') == NULL);
    CHECK(index == 0 || strcmp(shipped[index - 1].name, name) < 0);
    CHECK(strstr(shipped[index].text, "[Interface]") != NULL);
    EXPECT(WGKIT_OK, wgkit_template_shipped(name, strlen(name), &found, &error));
    source = parsed_template(shipped[index].text);
    CHECK(ask_alike(found, source));
    CHECK(wgkit_template_free(found) == WGKIT_OK && wgkit_template_free(source) == WGKIT_OK);
  }
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_template_shipped("clien", 5, &source, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_template_shipped("", 0, &source, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_template_shipped("client\0", 7, &source, &error));
}

static void test_rendering(void) {
  wgkit_template *source = parsed_template(source_text);
  wgkit_template_values *values = made(), *peer = made();
  wgkit_document *document = (wgkit_document *)&source;
  wgkit_private_key key;
  wgkit_preshared_key preshared;
  wgkit_address address;
  wgkit_error *failure = NULL;
  char *text;

  sentence("a value that is missing is told with its place in the template");
  put(values, "address", "10.0.0.1/24");
  put(values, "address", "fd00::1/64");
  CHECK(
      wgkit_template_render(source, values, &document, &failure) == WGKIT_ERROR_INVALID_TEMPLATE);
  CHECK(wgkit_error_line(failure) == 3 && wgkit_error_column(failure) == 14);
  CHECK(strstr(wgkit_error_message(failure), "key") != NULL);
  CHECK(wgkit_error_free(failure) == WGKIT_OK);
  EXPECT(WGKIT_ERROR_INVALID_TEMPLATE, wgkit_template_render(source, NULL, &document, &error));
  CHECK(document == (wgkit_document *)&source);

  sentence("texts, lists, flags, keys, addresses and records are put in their places");
  EXPECT(WGKIT_OK, wgkit_private_key_from_base64(PRIVATE, 44, &key, &error));
  EXPECT(WGKIT_OK, wgkit_preshared_key_from_base64(PRESHARED, 44, &preshared, &error));
  EXPECT(WGKIT_OK, wgkit_address_from_text("2001:db8::7", 11, &address, &error));
  EXPECT(WGKIT_OK, wgkit_template_values_add_private_key(values, "key", 3, &key, &error));
  EXPECT(WGKIT_OK, wgkit_template_values_add_flag(values, "up", 2, 1, &error));
  put(values, "route", "192.0.2.0/24");
  EXPECT(WGKIT_OK, wgkit_template_values_add_public_key(peer, "public", 6, &anna, &error));
  EXPECT(WGKIT_OK, wgkit_template_values_add_address(peer, "host", 4, &address, &error));
  put(peer, "port", "51820");
  put(peer, "note", "Anna; $(id) `id` \"x\"");
  EXPECT(WGKIT_OK, wgkit_template_values_add_record(values, "peers", 5, peer, &error));
  EXPECT(WGKIT_OK, wgkit_template_values_add_preshared_key(peer, "psk", 3, &preshared, &error));
  EXPECT(WGKIT_OK, wgkit_template_values_add_record(values, "peers", 5, peer, &error));
  EXPECT(WGKIT_OK, wgkit_template_render(source, values, &document, &error));
  text = text_of(document);
  CHECK(
      strcmp(
          text,
          "[Interface]\nAddress = 10.0.0.1/24, fd00::1/64\nPrivateKey = " PRIVATE
          "\nPostUp = ip route add 192.0.2.0/24\n"
          "[Peer] # Anna; $(id) `id` \"x\"\nPublicKey = " ANNA "\n"
          "Endpoint = [2001:db8::7]:51820\n"
          "[Peer] # Anna; $(id) `id` \"x\"\nPublicKey = " ANNA "\nPresharedKey = " PRESHARED "\n"
          "Endpoint = [2001:db8::7]:51820\n") == 0);
  free(text);
  CHECK(wgkit_document_free(document) == WGKIT_OK);

  sentence("a record is what it was when it was added");
  put(peer, "unknown", "x");
  EXPECT(WGKIT_OK, wgkit_template_render(source, values, &document, &error));
  CHECK(wgkit_document_free(document) == WGKIT_OK);

  sentence("a name that is not asked for, and a value with a line end, are refused");
  EXPECT(WGKIT_OK, wgkit_template_values_add_record(values, "peers", 5, peer, &error));
  EXPECT(WGKIT_ERROR_INVALID_TEMPLATE, wgkit_template_render(source, values, &document, &error));
  CHECK(wgkit_template_values_free(values) == WGKIT_OK);
  CHECK(wgkit_template_free(source) == WGKIT_OK);
  source = parsed_template("[Interface]\n# ${note}\n");
  values = made();
  put(values, "note", "a\nPostUp = id");
  EXPECT(WGKIT_ERROR_INVALID_TEMPLATE, wgkit_template_render(source, values, &document, &error));
  CHECK(wgkit_template_values_free(values) == WGKIT_OK);
  CHECK(wgkit_template_values_free(peer) == WGKIT_OK);
  CHECK(wgkit_template_free(source) == WGKIT_OK);

  sentence("braces alone are a place only when that is asked for");
  EXPECT(
      WGKIT_OK, wgkit_template_parse("# {name}\n", 9, WGKIT_TEMPLATE_BRACES, &source, &error));
  values = made();
  put(values, "name", "x");
  EXPECT(WGKIT_OK, wgkit_template_render(source, values, &document, &error));
  CHECK(strcmp(text = text_of(document), "# x\n") == 0);
  free(text);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  CHECK(wgkit_template_free(source) == WGKIT_OK);
  source = parsed_template("# {name}\n");
  EXPECT(WGKIT_ERROR_INVALID_TEMPLATE, wgkit_template_render(source, values, &document, &error));
  EXPECT(WGKIT_OK, wgkit_template_render(source, NULL, &document, &error));
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  CHECK(wgkit_template_free(source) == WGKIT_OK);
  CHECK(wgkit_template_values_free(values) == WGKIT_OK);

  sentence("a flag of any number but 0 is a yes");
  {
    static const int flags[] = {0, 1, 2, -1};
    size_t index;
    for (index = 0; index < sizeof flags / sizeof flags[0]; index++) {
      source = parsed_template("${#up}# up\n${/up}");
      values = made();
      EXPECT(WGKIT_OK, wgkit_template_values_add_flag(values, "up", 2, flags[index], &error));
      EXPECT(WGKIT_OK, wgkit_template_render(source, values, &document, &error));
      CHECK(strcmp(text = text_of(document), flags[index] == 0 ? "" : "# up\n") == 0);
      free(text);
      CHECK(wgkit_document_free(document) == WGKIT_OK);
      CHECK(wgkit_template_values_free(values) == WGKIT_OK);
      CHECK(wgkit_template_free(source) == WGKIT_OK);
    }
  }

  sentence("a fault in a template has its line and column");
  CHECK(
      wgkit_template_parse("[Interface]\n ${#a}\n", 19, 0, &source, &failure) ==
      WGKIT_ERROR_INVALID_TEMPLATE);
  CHECK(wgkit_error_line(failure) == 2 && wgkit_error_column(failure) == 2);
  CHECK(wgkit_error_free(failure) == WGKIT_OK);
}

static void test_nesting(void) {
  wgkit_template_values *values = made();
  wgkit_error *failure = NULL;
  wgkit_status status = WGKIT_OK;
  int rounds;

  sentence("values that are added to themselves end at sixteen within each other");
  for (rounds = 0; rounds < 100 && status == WGKIT_OK; rounds++)
    status = wgkit_template_values_add_record(values, "a", 1, values, &failure);
  CHECK(status == WGKIT_ERROR_TOO_LARGE && rounds == 17);
  CHECK(wgkit_error_free(failure) == WGKIT_OK);
  CHECK(wgkit_template_values_free(values) == WGKIT_OK);
}

static void test_limits(void) {
  enum { longest = 16 << 20 };
  wgkit_template_values *values = made(), *more;
  char *text = (char *)malloc(longest + 1);
  int level, index;

  sentence("a name or a text over its limit is too large, one at the limit is not");
  memset(text, 'a', longest + 1);
  EXPECT(WGKIT_OK, wgkit_template_values_add_text(values, text, 64, "t", 1, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE, wgkit_template_values_add_text(values, text, 65, "t", 1, &error));
  EXPECT(WGKIT_OK, wgkit_template_values_add_text(values, "n", 1, text, longest, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_template_values_add_text(values, "n", 1, text, longest + 1, &error));
  CHECK(wgkit_template_values_free(values) == WGKIT_OK);
  free(text);

  sentence("a million values in all are taken, those in records included, and no more");
  values = made();
  for (index = 0; index < 10; index++) put(values, "a", "t");
  /* Ten of the level below and all in them: 10, 110, ... 111110; then nine make 999999. */
  for (level = 0; level < 5; level++) {
    more = made();
    for (index = level == 4; index < 10; index++)
      EXPECT(WGKIT_OK, wgkit_template_values_add_record(more, "a", 1, values, &error));
    CHECK(wgkit_template_values_free(values) == WGKIT_OK);
    values = more;
  }
  put(values, "b", "t");
  EXPECT(
      WGKIT_ERROR_TOO_LARGE, wgkit_template_values_add_text(values, "b", 1, "t", 1, &error));
  more = made();
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_template_values_add_record(more, "a", 1, values, &error));
  CHECK(wgkit_template_values_free(more) == WGKIT_OK);
  CHECK(wgkit_template_values_free(values) == WGKIT_OK);
}

void test_templates(void) {
  test_arguments();
  test_names();
  test_shipped();
  test_rendering();
  test_nesting();
  test_limits();
}
