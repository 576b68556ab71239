#include "check.h"

#include "texts.h"

/* Every use of what is no living document. */
static void test_no_document(const void *handle, wgkit_status wanted) {
  wgkit_document *document = (wgkit_document *)(uintptr_t)handle;
  wgkit_document *made = (wgkit_document *)&check_failures;
  wgkit_config *config = (wgkit_config *)&check_failures;
  wgkit_update *update = (wgkit_update *)&check_failures;
  size_t size = 77;
  char text[8] = "same";

  CHECK(document == NULL || wgkit_document_free(document) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_document_copy(document, &made, &error));
  EXPECT(wanted, wgkit_document_expose_text(document, text, sizeof text, &size, &error));
  EXPECT(wanted, wgkit_document_strip(document, &made, &error));
  EXPECT(wanted, wgkit_document_convert(document, WGKIT_TARGET_WG, &made, &error));
  EXPECT(wanted, wgkit_document_set(document, NULL, WGKIT_CONFIG_MTU, "1420", 4, &error));
  EXPECT(wanted, wgkit_document_remove(document, NULL, WGKIT_CONFIG_MTU, &error));
  EXPECT(wanted, wgkit_document_add_peer(document, &anna, NULL, 0, &error));
  EXPECT(wanted, wgkit_document_remove_peer(document, &anna, &error));
  EXPECT(wanted, wgkit_document_disable_peer(document, &anna, &error));
  EXPECT(wanted, wgkit_document_enable_peer(document, &anna, &error));
  EXPECT(wanted, wgkit_document_rename_peer(document, &anna, "b", 1, &error));
  EXPECT(wanted, wgkit_config_read(document, &config, &error));
  EXPECT(wanted, wgkit_document_to_update(document, WGKIT_CONFIG_MEANS_ADD, &update, &error));
  EXPECT(
      wanted, wgkit_file_write_document(
                  "/nowhere/x.conf", 15, 0, document, NULL, WGKIT_FILE_USUAL_PATIENCE, &error));
  CHECK(made == (wgkit_document *)&check_failures && size == 77 && strcmp(text, "same") == 0);
  CHECK(config == (wgkit_config *)&check_failures && update == (wgkit_update *)&check_failures);
}

static void test_arguments(void) {
  wgkit_document *document = NULL, *made = NULL;
  wgkit_update *update = NULL;
  char *text;

  sentence("fault 92: NULL for each pointer of a document's functions is an invalid argument");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_parse(NULL, 0, 2, &made, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_parse("", 0, 2, NULL, &error));
  document = parsed(whole_text);
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_copy(document, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_strip(document, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_convert(document, 1, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_MTU, NULL, 4, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_add_peer(document, NULL, "n", 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_remove_peer(document, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_disable_peer(document, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_enable_peer(document, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_rename_peer(document, NULL, "n", 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_rename_peer(document, &anna, NULL, 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_to_update(document, WGKIT_CONFIG_MEANS_ADD, NULL, &error));

  sentence("fault 92: a misaligned place of a document is an invalid argument");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_parse("", 0, 2, (wgkit_document **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_copy(document, (wgkit_document **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_strip(document, (wgkit_document **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_convert(document, 1, (wgkit_document **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_to_update(
          document, WGKIT_CONFIG_MEANS_ADD, (wgkit_update **)crooked(), &error));
  CHECK(crooked_is_untouched());

  sentence("fault 92: a length beyond all memory is not believed");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_parse("x", SIZE_MAX, 2, &made, &error));
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_document_parse("x", SIZE_MAX / 2, 2, &made, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_MTU, "x", SIZE_MAX, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_MTU, "x", SIZE_MAX / 2, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE, wgkit_document_rename_peer(document, &anna, "x", SIZE_MAX / 2, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_add_peer(document, &cora, "x", SIZE_MAX, &error));

  sentence("numbers that name nothing are invalid arguments");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_parse("", 0, 0, &made, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_parse("", 0, 3, &made, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_convert(document, 0, &made, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_convert(document, UINT32_MAX, &made, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_to_update(document, 0, &update, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_to_update(document, UINT32_MAX, &update, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_set(document, NULL, 0, "1", 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_set(document, NULL, 18, "1", 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_set(document, NULL, 257, "1", 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_remove(document, NULL, UINT32_MAX, &error));
  CHECK(made == NULL && update == NULL);
  CHECK(strcmp(text = text_of(document), whole_text) == 0);
  free(text);

  sentence("fault 94: a document that is none, or was freed, is told apart");
  CHECK(wgkit_document_free(NULL) == WGKIT_OK);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  CHECK(wgkit_document_free(document) == WGKIT_ERROR_INVALID_HANDLE);
  each_no_handle(test_no_document, document);
}

static void test_texts(void) {
  static const char with_nul[] = "[Interface]\nMTU = 1\0", bad[] = "[Interface]\n  Nonsense = 1\n";
  wgkit_document *document = parsed(whole_text), *copy = NULL, *stripped = NULL;
  size_t size = 0, capacity, length = strlen(whole_text);
  char *text, *exact;
  wgkit_error *failure = NULL;

  sentence("what was parsed comes out byte for byte, without a NUL behind it going in");
  exact = (char *)malloc(length);
  memcpy(exact, whole_text, length);
  EXPECT(WGKIT_OK, wgkit_document_parse(exact, length, WGKIT_DIALECT_WG_QUICK, &copy, &error));
  free(exact);
  CHECK(strcmp(text = text_of(copy), whole_text) == 0);
  free(text);
  CHECK(wgkit_document_free(copy) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_document_parse("", 0, WGKIT_DIALECT_WG, &copy, &error));
  CHECK(strcmp(text = text_of(copy), "") == 0);
  free(text);
  CHECK(wgkit_document_free(copy) == WGKIT_OK);

  sentence("fault 93: a document's text fits or is not written");
  EXPECT(WGKIT_OK, wgkit_document_expose_text(document, NULL, 0, &size, &error));
  CHECK(size == length + 1);
  for (capacity = 0; capacity <= length; capacity++) {
    char *small = (char *)malloc(capacity + 1);
    memset(small, 0x5a, capacity + 1);
    size = 0;
    EXPECT(
        WGKIT_ERROR_BUFFER_TOO_SMALL,
        wgkit_document_expose_text(document, small, capacity, &size, &error));
    CHECK(size == length + 1 && small[0] == 0x5a && small[capacity] == 0x5a);
    free(small);
  }
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_document_expose_text(document, NULL, 4, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_expose_text(document, bad_buffer, SIZE_MAX, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_expose_text(document, NULL, 0, (size_t *)crooked(), &error));
  CHECK(crooked_is_untouched());

  sentence("a fault in a text has its line and column, and no secret of it in the message");
  CHECK(
      wgkit_document_parse(bad, sizeof bad - 1, WGKIT_DIALECT_WG, &copy, &failure) ==
      WGKIT_ERROR_INVALID_CONFIGURATION);
  CHECK(wgkit_error_line(failure) == 2 && wgkit_error_column(failure) == 3);
  CHECK(wgkit_error_free(failure) == WGKIT_OK);
  CHECK(
      wgkit_document_parse(secret_nonsense, strlen(secret_nonsense), 2, &copy, &failure) ==
      WGKIT_ERROR_INVALID_CONFIGURATION);
  CHECK(strstr(wgkit_error_message(failure), "yAnz5TF") == NULL);
  CHECK(wgkit_error_free(failure) == WGKIT_OK);
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_parse(with_nul, sizeof with_nul - 1, WGKIT_DIALECT_WG, &copy, &error));

  sentence("a copy is edited by itself");
  EXPECT(WGKIT_OK, wgkit_document_copy(document, &copy, &error));
  CHECK(copy != document);
  EXPECT(WGKIT_OK, wgkit_document_set(copy, NULL, WGKIT_CONFIG_MTU, "1400", 4, &error));
  CHECK(strcmp(text = text_of(document), whole_text) == 0);
  free(text);
  CHECK(strstr(text = text_of(copy), "MTU = 1400\n") != NULL);
  free(text);
  CHECK(wgkit_document_free(copy) == WGKIT_OK);

  sentence("a stripped document has no key of wg-quick, and takes none");
  EXPECT(WGKIT_OK, wgkit_document_strip(document, &stripped, &error));
  text = text_of(stripped);
  CHECK(strstr(text, "PrivateKey = ") != NULL && strstr(text, "Address") == NULL);
  CHECK(strstr(text, "PostUp") == NULL && strstr(text, "Endpoint = vpn") != NULL);
  free(text);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_set(stripped, NULL, WGKIT_CONFIG_ADDRESS, "10.0.0.1/24", 11, &error));
  CHECK(wgkit_document_free(stripped) == WGKIT_OK);

  sentence("a document for a phone has neither hooks nor a table, and the names of its peers");
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_convert(document, WGKIT_TARGET_APPLE, &copy, &error));
  EXPECT(WGKIT_OK, wgkit_document_remove_peer(document, &bert, &error));
  EXPECT(WGKIT_OK, wgkit_document_convert(document, WGKIT_TARGET_APPLE, &copy, &error));
  text = text_of(copy);
  CHECK(strstr(text, "PostUp") == NULL && strstr(text, "Table") == NULL);
  CHECK(strstr(text, "# friendly_name = anna\n") != NULL && strstr(text, "Address") != NULL);
  free(text);
  CHECK(wgkit_document_free(copy) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_document_convert(document, WGKIT_TARGET_ANDROID, &copy, &error));
  text = text_of(copy);
  CHECK(strstr(text, "PostUp") == NULL && strstr(text, "Address") != NULL);
  free(text);
  CHECK(wgkit_document_free(copy) == WGKIT_OK);

  sentence("a document for wg or wg-quick has all that the program takes");
  EXPECT(WGKIT_OK, wgkit_document_set(document, NULL, WGKIT_CONFIG_POST_UP, "id", 2, &error));
  EXPECT(WGKIT_OK, wgkit_document_convert(document, WGKIT_TARGET_WG_QUICK, &copy, &error));
  text = text_of(copy);
  CHECK(strstr(text, "PostUp = id\n") != NULL && strstr(text, "Address") != NULL);
  CHECK(strstr(text, "# friendly_name = anna\n") != NULL && strstr(text, "made by hand") == NULL);
  free(text);
  CHECK(wgkit_document_free(copy) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_document_convert(document, WGKIT_TARGET_WG, &copy, &error));
  CHECK(strstr(text = text_of(copy), "Address") == NULL);
  free(text);
  CHECK(wgkit_document_free(copy) == WGKIT_OK);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
}

static void test_edits(void) {
  wgkit_document *document = parsed(whole_text);
  char *text, *before;
  static const char injected[] = "1420\nPostUp = id";

  sentence("an edit changes the value in its line, and nothing else");
  EXPECT(WGKIT_OK, wgkit_document_set(document, NULL, WGKIT_CONFIG_LISTEN_PORT, "1", 1, &error));
  text = text_of(document);
  CHECK(strstr(text, "ListenPort = 1 # the usual\n") != NULL);
  CHECK(strlen(text) + 4 == strlen(whole_text));
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_remove(document, NULL, WGKIT_CONFIG_LISTEN_PORT, &error));
  CHECK(strstr(text = text_of(document), "ListenPort") == NULL);
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_remove(document, NULL, WGKIT_CONFIG_LISTEN_PORT, &error));

  sentence("keys of a peer are set and removed by its public key");
  EXPECT(
      WGKIT_OK,
      wgkit_document_set(document, &anna, WGKIT_CONFIG_ALLOWED_IPS, "10.9.0.0/16", 11, &error));
  CHECK(strstr(text = text_of(document), "AllowedIPs = 10.9.0.0/16\n") != NULL);
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_remove(document, &bert, WGKIT_CONFIG_ALLOWED_IPS, &error));
  text = text_of(document);
  CHECK(strstr(text, "10.9.0.0/16") != NULL && strstr(text, "10.0.3.0/24") == NULL);
  free(text);
  EXPECT(
      WGKIT_OK,
      wgkit_document_set(document, &bert, WGKIT_CONFIG_ALLOWED_IPS, "10.0.3.0/24", 11, &error));
  text = text_of(document);
  CHECK(strstr(text, "10.9.0.0/16") != NULL);
  CHECK(strstr(text, BERT "\nAllowedIPs = 10.0.3.0/24\n") != NULL);
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_remove(document, &anna, WGKIT_CONFIG_ALLOWED_IPS, &error));
  EXPECT(WGKIT_OK, wgkit_document_remove(document, &anna, WGKIT_CONFIG_ENDPOINT, &error));
  CHECK(strstr(text = text_of(document), "vpn.example.org") == NULL);
  free(text);

  sentence("a key is refused where it does not belong, and a value that it does not take");
  before = text_of(document);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_ENDPOINT, "192.0.2.1:1", 11, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_set(document, &anna, WGKIT_CONFIG_MTU, "1420", 4, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_remove(document, &anna, WGKIT_CONFIG_PUBLIC_KEY, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_LISTEN_PORT, "65536", 5, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_set(
          document, NULL, WGKIT_CONFIG_MTU, injected, sizeof injected - 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_POST_UP, "a\0b", 3, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_POST_UP, "\xff", 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_MTU, "", 0, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_document_set(document, &dora, WGKIT_CONFIG_ENDPOINT, "192.0.2.1:1", 11, &error));
  CHECK(strcmp(text = text_of(document), before) == 0);
  free(text);
  free(before);

  sentence("a peer is added, renamed and removed");
  EXPECT(WGKIT_OK, wgkit_document_add_peer(document, &dora, "dora", 4, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, wgkit_document_add_peer(document, &dora, NULL, 0, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, wgkit_document_add_peer(document, &cora, NULL, 0, &error));
  CHECK(strstr(text = text_of(document), "# friendly_name = dora\nPublicKey = ") != NULL);
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_rename_peer(document, &dora, "dorothy", 7, &error));
  CHECK(strstr(text = text_of(document), "# friendly_name = dorothy\n") != NULL);
  free(text);
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_rename_peer(document, &dora, injected, sizeof injected - 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_document_rename_peer(document, &dora, "\xff", 1, &error));
  EXPECT(WGKIT_OK, wgkit_document_remove_peer(document, &dora, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_document_remove_peer(document, &dora, &error));
  CHECK(strstr(text = text_of(document), "dorothy") == NULL);
  free(text);

  sentence("a peer that is disabled and enabled again is as it was");
  before = text_of(document);
  EXPECT(WGKIT_OK, wgkit_document_disable_peer(document, &anna, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_document_disable_peer(document, &anna, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, wgkit_document_add_peer(document, &anna, NULL, 0, &error));
  CHECK(strstr(text = text_of(document), "#[disabled] PublicKey = " ANNA) != NULL);
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_disable_peer(document, &bert, &error));
  EXPECT(WGKIT_OK, wgkit_document_enable_peer(document, &bert, &error));
  CHECK(strstr(text = text_of(document), "#[disabled] PublicKey = " ANNA) != NULL);
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_enable_peer(document, &anna, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, wgkit_document_enable_peer(document, &anna, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_document_enable_peer(document, &dora, &error));
  CHECK(strcmp(text = text_of(document), before) == 0);
  free(text);
  free(before);
  CHECK(wgkit_document_free(document) == WGKIT_OK);

  sentence("a document is made from nothing by edits");
  document = parsed("");
  EXPECT(WGKIT_OK, wgkit_document_set(document, NULL, WGKIT_CONFIG_MTU, "1420", 4, &error));
  EXPECT(WGKIT_OK, wgkit_document_add_peer(document, &anna, NULL, 0, &error));
  text = text_of(document);
  CHECK(strcmp(text, "[Interface]\nMTU = 1420\n\n[Peer]\nPublicKey = " ANNA "\n") == 0);
  free(text);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
}

static void test_document_updates(void) {
  wgkit_document *document = parsed(
      "[Interface]\nPrivateKey = " PRIVATE "\n[Peer]\nPublicKey = " ANNA
      "\nAllowedIPs = +10.0.0.0/8\nEndpoint = 192.0.2.1:5\n");
  wgkit_update *update = (wgkit_update *)&document;
  wgkit_error *failure = NULL;

  sentence("a document becomes an update, in each of its meanings");
  EXPECT(WGKIT_OK, wgkit_document_to_update(document, WGKIT_CONFIG_MEANS_ADD, &update, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_document_to_update(document, WGKIT_CONFIG_MEANS_REPLACE, &update, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);

  sentence("a whole with a sign in front of an allowed IP is no configuration");
  update = (wgkit_update *)&document;
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_document_to_update(document, WGKIT_CONFIG_MEANS_WHOLE, &update, &error));
  CHECK(update == (wgkit_update *)&document);
  EXPECT(
      WGKIT_OK,
      wgkit_document_set(document, &anna, WGKIT_CONFIG_ALLOWED_IPS, "10.0.0.0/8", 10, &error));
  EXPECT(WGKIT_OK, wgkit_document_to_update(document, WGKIT_CONFIG_MEANS_WHOLE, &update, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
  CHECK(wgkit_document_free(document) == WGKIT_OK);

  sentence("a host name and a scope of an endpoint are looked up, in each of the meanings");
  {
    uint32_t meaning;
    for (meaning = WGKIT_CONFIG_MEANS_WHOLE; meaning <= WGKIT_CONFIG_MEANS_ADD; meaning++) {
      document = parsed("[Peer]\nPublicKey = " ANNA "\nEndpoint = localhost:7\n");
      EXPECT(WGKIT_OK, wgkit_document_to_update(document, meaning, &update, &error));
      CHECK(wgkit_update_free(update) == WGKIT_OK && wgkit_document_free(document) == WGKIT_OK);
      document = parsed("[Peer]\nPublicKey = " ANNA "\nEndpoint = [fe80::1%none9]:7\n");
      EXPECT(
          WGKIT_ERROR_NO_SUCH_INTERFACE,
          wgkit_document_to_update(document, meaning, &update, &error));
      CHECK(wgkit_document_free(document) == WGKIT_OK);
    }
  }

  sentence("a value that is none is told with its place when an update is made");
  document = parsed("[Interface]\nListenPort = 7\n[Peer]\nPublicKey = x\n");
  CHECK(
      wgkit_document_to_update(document, WGKIT_CONFIG_MEANS_ADD, &update, &failure) ==
      WGKIT_ERROR_INVALID_CONFIGURATION);
  CHECK(wgkit_error_line(failure) == 4 && wgkit_error_column(failure) == 13);
  CHECK(wgkit_error_free(failure) == WGKIT_OK);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
}

static int slug_is(const char *text, const wgkit_text *taken, size_t count, const char *wanted) {
  char name[16];
  size_t size = 0;
  EXPECT(
      WGKIT_OK, wgkit_file_name_slug(
                    text, strlen(text), taken, count, sizeof *taken, name, sizeof name, &size,
                    &error));
  return strcmp(name, wanted) == 0 && size == strlen(wanted) + 1;
}

static void test_slugs(void) {
  wgkit_text taken[3];
  char name[16];
  size_t size = 0, index;

  sentence("a file's name is made out of any text, and gets a number when it is taken");
  for (index = 0; index < 3; index++) taken[index].bytes = "office-2";
  taken[0].length = 6;
  taken[1].length = 8;
  taken[2].length = 0;
  CHECK(slug_is("Anna's phone", NULL, 0, "Anna-s-phone"));
  CHECK(slug_is("", NULL, 0, "wg"));
  CHECK(slug_is("office", taken, 1, "office-2"));
  CHECK(slug_is("Office", taken, 3, "Office-3"));

  sentence("faults 92 and 93: bad arguments of a file's name are told apart");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_name_slug(NULL, 1, NULL, 0, 0, name, sizeof name, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_name_slug("a", 1, NULL, 1, sizeof *taken, name, sizeof name, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_name_slug("a", 1, taken, 3, 1, name, sizeof name, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_name_slug(
          "a", 1, taken, SIZE_MAX, sizeof *taken, name, sizeof name, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_name_slug(
          "a", 1, (const wgkit_text *)crooked(), 1, sizeof *taken, name, sizeof name, &size,
          &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_name_slug("\xff", 1, NULL, 0, 0, name, sizeof name, &size, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_file_name_slug("a", SIZE_MAX / 2, NULL, 0, 0, name, sizeof name, &size, &error));
  taken[1].bytes = NULL;
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_name_slug("a", 1, taken, 3, sizeof *taken, name, sizeof name, &size, &error));
  memset(name, 0x5a, sizeof name);
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL,
      wgkit_file_name_slug("office", 6, NULL, 0, 0, name, 6, &size, &error));
  CHECK(size == 7 && name[0] == 0x5a && name[6] == 0x5a);
}

/* A structure that has grown since. */
typedef struct {
  wgkit_text text;
  uint64_t more;
} newer_text;

static void test_slug_limits(void) {
  enum { longest = 65536, most = 10000 };
  char name[16], *text = (char *)malloc(longest + 1);
  wgkit_text *taken = (wgkit_text *)calloc(most + 1, sizeof *taken);
  newer_text newer[2] = {{{"office", 6}, 0}, {{"office-2", 8}, 0}};
  size_t index;

  sentence("a text or a list of taken names over its limit is too large, one at the limit is not");
  memset(text, 'a', longest + 1);
  EXPECT(
      WGKIT_OK, wgkit_file_name_slug(
                    text, longest, NULL, 0, 0, name, sizeof name, NULL, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_file_name_slug(text, longest + 1, NULL, 0, 0, name, sizeof name, NULL, &error));
  for (index = 0; index <= most; index++) taken[index].bytes = "b";
  taken[most - 1].length = 1;
  CHECK(slug_is("b", taken, most, "b-2"));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_file_name_slug(
          "b", 1, taken, most + 1, sizeof *taken, name, sizeof name, NULL, &error));

  sentence("taken names are read by their stride");
  EXPECT(
      WGKIT_OK, wgkit_file_name_slug(
                    "office", 6, &newer[0].text, 2, sizeof *newer, name, sizeof name, NULL,
                    &error));
  CHECK(strcmp(name, "office-3") == 0);
  free(taken);
  free(text);
}

void test_documents(void) {
  test_arguments();
  test_texts();
  test_edits();
  test_document_updates();
  test_slugs();
  test_slug_limits();
}
