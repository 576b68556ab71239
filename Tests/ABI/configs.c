#include "check.h"

#include "texts.h"

/* Every use of what are no living values. */
static void test_no_config(const void *handle, wgkit_status wanted) {
  wgkit_config *config = (wgkit_config *)(uintptr_t)handle;
  static const char untouched[] = "untouched";
  const wgkit_config_info *info = (const wgkit_config_info *)(const void *)untouched;
  const wgkit_prefix *prefixes = (const wgkit_prefix *)untouched;
  const wgkit_config_item *items = (const wgkit_config_item *)(const void *)untouched;
  const wgkit_config_peer *peers = (const wgkit_config_peer *)(const void *)untouched;
  const wgkit_config_entry *entries = (const wgkit_config_entry *)(const void *)untouched;
  wgkit_private_key private_key;
  wgkit_preshared_key preshared_key;
  size_t count = 77, stride = 77;

  memset(&private_key, 0x5a, 32);
  memset(&preshared_key, 0x5a, 32);
  CHECK(config == NULL || wgkit_config_free(config) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_config_get_info(config, &info, &count, &error));
  EXPECT(wanted, wgkit_config_addresses(config, &prefixes, &count, &stride, &error));
  EXPECT(wanted, wgkit_config_items(config, &items, &count, &stride, &error));
  EXPECT(wanted, wgkit_config_peers(config, &peers, &count, &stride, &error));
  EXPECT(wanted, wgkit_config_disabled_peers(config, &peers, &count, &stride, &error));
  EXPECT(wanted, wgkit_config_allowed_ips(config, &prefixes, &count, &stride, &error));
  EXPECT(wanted, wgkit_config_entries(config, &entries, &count, &stride, &error));
  EXPECT(wanted, wgkit_config_expose_private_key(config, &private_key, &error));
  EXPECT(wanted, wgkit_config_expose_preshared_key(config, 0, &preshared_key, &error));
  CHECK((const char *)info == untouched && (const char *)prefixes == untouched);
  CHECK((const char *)items == untouched && (const char *)peers == untouched);
  CHECK((const char *)entries == untouched && count == 77 && stride == 77);
  CHECK(private_key.bytes[0] == 0x5a && preshared_key.bytes[31] == 0x5a);
}

/* NULL and a misaligned pointer in each place of a result. */
static void test_bad_places(wgkit_config *config) {
  const wgkit_config_info *info = NULL;
  const wgkit_prefix *prefixes = NULL;
  const wgkit_config_item *items = NULL;
  const wgkit_config_peer *peers = NULL;
  const wgkit_config_entry *entries = NULL;
  size_t count = 77, *bad_size[2];
  void *bad[2];
  int index;

  bad[0] = NULL;
  bad[1] = crooked();
  bad_size[0] = NULL;
  bad_size[1] = (size_t *)crooked();
#define EACH(function, type, result)                                                             \
  do {                                                                                           \
    EXPECT(                                                                                      \
        WGKIT_ERROR_INVALID_ARGUMENT,                                                            \
        function(config, (const type **)bad[index], &count, &count, &error));                    \
    EXPECT(                                                                                      \
        WGKIT_ERROR_INVALID_ARGUMENT, function(config, &result, bad_size[index], &count, &error)); \
    EXPECT(                                                                                      \
        WGKIT_ERROR_INVALID_ARGUMENT, function(config, &result, &count, bad_size[index], &error)); \
  } while (0)
  for (index = 0; index < 2; index++) {
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_config_get_info(config, (const wgkit_config_info **)bad[index], &count, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_config_get_info(config, &info, bad_size[index], &error));
    EACH(wgkit_config_addresses, wgkit_prefix, prefixes);
    EACH(wgkit_config_items, wgkit_config_item, items);
    EACH(wgkit_config_peers, wgkit_config_peer, peers);
    EACH(wgkit_config_disabled_peers, wgkit_config_peer, peers);
    EACH(wgkit_config_allowed_ips, wgkit_prefix, prefixes);
    EACH(wgkit_config_entries, wgkit_config_entry, entries);
  }
#undef EACH
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_expose_private_key(config, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_expose_preshared_key(config, 0, NULL, &error));
  CHECK(crooked_is_untouched() && count == 77 && info == NULL && prefixes == NULL);
  CHECK(items == NULL && peers == NULL && entries == NULL);
}

/* Structures whose layout is part of the binary interface. */
static void test_config_layouts(void) {
  CHECK(sizeof(wgkit_config_info) == 32 + 4 + 4 + 4 + 2 + 2 + sizeof(char *) + 4 * 8);
  CHECK(sizeof(wgkit_config_item) == sizeof(char *) + 8);
  CHECK(sizeof(wgkit_config_peer) == 32 + 2 * sizeof(char *) + 4 * 8 + 8 + 2 * 8);
  CHECK(sizeof(wgkit_config_entry) == sizeof(char *) + 3 * 8 + 8);
}

static void test_interface(wgkit_config *config) {
  const wgkit_config_info *info = NULL;
  const wgkit_prefix *prefixes = NULL;
  const wgkit_config_item *items = NULL;
  wgkit_private_key private_key;
  size_t count = 0, stride = 0, size = 0, index;
  char text[64];
  static const struct {
    uint32_t kind;
    const char *text;
  } wanted[] = {
      {WGKIT_CONFIG_DNS_SERVER, "10.0.0.53"},
      {WGKIT_CONFIG_DNS_SERVER, "fd00::53"},
      {WGKIT_CONFIG_SEARCH_DOMAIN, "corp.example"},
      {WGKIT_CONFIG_HOOK_PRE_UP, "true"},
      {WGKIT_CONFIG_HOOK_POST_UP, "echo %i # not a comment"},
      {WGKIT_CONFIG_HOOK_PRE_DOWN, "false"},
      {WGKIT_CONFIG_HOOK_POST_DOWN, "id"},
  };

  sentence("the interface of a configuration has the values of the file");
  EXPECT(WGKIT_OK, wgkit_config_get_info(config, &info, &size, &error));
  CHECK(size == sizeof *info);
  CHECK(
      info->flags ==
      (WGKIT_CONFIG_HAS_PRIVATE_KEY | WGKIT_CONFIG_HAS_LISTEN_PORT |
       WGKIT_CONFIG_HAS_FIREWALL_MARK | WGKIT_CONFIG_HAS_MTU | WGKIT_CONFIG_HAS_SAVE_CONFIG |
       WGKIT_CONFIG_SAVES_CONFIG));
  CHECK(info->listen_port == 51820 && info->firewall_mark == 0x10 && info->mtu == 1420);
  CHECK(strcmp(info->table, "off") == 0);
  CHECK(info->reserved0 == 0 && info->reserved[0] == 0 && info->reserved[3] == 0);
  EXPECT(WGKIT_OK, wgkit_config_expose_private_key(config, &private_key, &error));
  EXPECT(
      WGKIT_OK, wgkit_private_key_expose_base64(&private_key, text, sizeof text, NULL, &error));
  CHECK(strcmp(text, PRIVATE) == 0);
  {
    wgkit_public_key own;
    EXPECT(WGKIT_OK, wgkit_public_key_derive(&private_key, &own, &error));
    CHECK(memcmp(&own, &info->public_key, 32) == 0);
  }
  EXPECT(WGKIT_OK, wgkit_config_addresses(config, &prefixes, &count, &stride, &error));
  CHECK(count == 2 && stride == sizeof *prefixes);
  CHECK(prefixes[0].address[3] == 1 && prefixes[0].length == 24 && prefixes[0].family == 4);
  CHECK(prefixes[1].address[15] == 1 && prefixes[1].length == 64 && prefixes[1].family == 6);

  sentence("servers, domains and commands come in their order, with a NUL behind each");
  EXPECT(WGKIT_OK, wgkit_config_items(config, &items, &count, &stride, &error));
  CHECK(count == sizeof wanted / sizeof wanted[0] && stride == sizeof *items);
  for (index = 0; index < count && index < sizeof wanted / sizeof wanted[0]; index++)
    CHECK(items[index].kind == wanted[index].kind &&
          strcmp(items[index].text, wanted[index].text) == 0);
}

static void test_peers(wgkit_config *config) {
  const wgkit_config_peer *peers = NULL;
  const wgkit_prefix *prefixes = NULL;
  wgkit_preshared_key key;
  size_t count = 0, stride = 0;
  char text[64];

  sentence("the peers of a configuration have the values of the file");
  EXPECT(WGKIT_OK, wgkit_config_allowed_ips(config, &prefixes, &count, &stride, &error));
  CHECK(count == 5 && stride == sizeof *prefixes);
  EXPECT(WGKIT_OK, wgkit_config_peers(config, &peers, &count, &stride, &error));
  CHECK(count == 2 && stride == sizeof *peers);
  CHECK(memcmp(&peers[0].public_key, &anna, 32) == 0 && strcmp(peers[0].name, "anna") == 0);
  CHECK(strcmp(peers[0].endpoint, "vpn.example.org:51820") == 0);
  CHECK(
      peers[0].flags ==
      (WGKIT_CONFIG_PEER_HAS_PRESHARED_KEY | WGKIT_CONFIG_PEER_HAS_KEEPALIVE));
  CHECK(peers[0].persistent_keepalive == 25);
  CHECK(peers[0].first_allowed_ip == 0 && peers[0].allowed_ip_count == 2);
  CHECK(peers[0].removed_ip_count == 0);
  CHECK(memcmp(&peers[1].public_key, &bert, 32) == 0);
  CHECK(peers[1].name == NULL && peers[1].endpoint == NULL);
  CHECK(peers[1].flags == WGKIT_CONFIG_PEER_KEEPS_ALLOWED_IPS);
  CHECK(peers[1].allowed_ip_count == 1 && peers[1].removed_ip_count == 1);
  CHECK(prefixes[peers[1].first_allowed_ip].address[2] == 3);
  CHECK(prefixes[peers[1].first_removed_ip].address[2] == 4);
  CHECK(peers[1].reserved0 == 0 && peers[1].reserved[0] == 0 && peers[1].reserved[1] == 0);

  sentence("disabled peers are a list of their own");
  EXPECT(WGKIT_OK, wgkit_config_disabled_peers(config, &peers, &count, &stride, &error));
  CHECK(count == 1 && stride == sizeof *peers);
  CHECK(memcmp(&peers[0].public_key, &cora, 32) == 0 && strcmp(peers[0].name, "cora") == 0);
  CHECK(prefixes[peers[0].first_allowed_ip].address[2] == 5);

  sentence("a preshared key comes out by the place of its peer alone");
  EXPECT(WGKIT_OK, wgkit_config_expose_preshared_key(config, 0, &key, &error));
  EXPECT(WGKIT_OK, wgkit_preshared_key_expose_base64(&key, text, sizeof text, NULL, &error));
  CHECK(strcmp(text, PRESHARED) == 0);
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_config_expose_preshared_key(config, 1, &key, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_config_expose_preshared_key(config, 2, &key, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_expose_preshared_key(config, 3, &key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_config_expose_preshared_key(config, SIZE_MAX, &key, &error));
}

static void test_entries(wgkit_config *config) {
  const wgkit_config_entry *entries = NULL;
  size_t count = 0, stride = 0, index, secrets = 0;
  const char *line;

  sentence("each key has its value and its place, and secrets have the place alone");
  EXPECT(WGKIT_OK, wgkit_config_entries(config, &entries, &count, &stride, &error));
  CHECK(count == 19 && stride == sizeof *entries);
  for (index = 0; index < count; index++) {
    const wgkit_config_entry *entry = &entries[index];
    const char *name = wgkit_config_key_name(entry->key);
    uint64_t number;
    CHECK(name != NULL && entry->reserved0 == 0);
    for (line = whole_text, number = 1; number < entry->line; number++)
      line = strchr(line, '\n') + 1;
    CHECK(strncmp(line, name, strlen(name)) == 0);
    if (entry->key == WGKIT_CONFIG_PRIVATE_KEY || entry->key == WGKIT_CONFIG_PRESHARED_KEY) {
      CHECK(entry->value == NULL);
      secrets++;
    } else {
      CHECK(strncmp(line + entry->column - 1, entry->value, strlen(entry->value)) == 0);
    }
    CHECK(entry->section == (entry->line < 16 ? 0u : entry->line < 24 ? 1u : 2u));
  }
  CHECK(secrets == 2);
  CHECK(strcmp(entries[1].value, "51820") == 0);

  sentence("numbers that are no keys have no name");
  CHECK(wgkit_config_key_name(0) == NULL && wgkit_config_key_name(18) == NULL);
  CHECK(wgkit_config_key_name(256) == NULL && wgkit_config_key_name(257) == NULL);
  CHECK(wgkit_config_key_name(UINT32_MAX) == NULL);
  {
    static const char *const names[] = {
        "PrivateKey", "ListenPort", "FwMark",   "Address",    "DNS",       "MTU",
        "Table",      "PreUp",      "PostUp",   "PreDown",    "PostDown",  "SaveConfig",
        "PublicKey",  "PresharedKey", "Endpoint", "AllowedIPs", "PersistentKeepalive"};
    for (index = 0; index < sizeof names / sizeof names[0]; index++)
      CHECK(strcmp(wgkit_config_key_name((uint32_t)index + 1), names[index]) == 0);
  }
}

static void test_zeros(void) {
  wgkit_document *document = parsed(
      "[Interface]\nPrivateKey = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nTable = 1234\n"
      "[Peer]\nPublicKey = " ANNA
      "\nPresharedKey = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
  const wgkit_config_info *info = NULL;
  const wgkit_config_peer *peers = NULL;
  const wgkit_prefix *prefixes = (const wgkit_prefix *)"untouched";
  wgkit_config *config = NULL;
  wgkit_private_key key;
  size_t count = 77, stride = 0;

  sentence("keys of zeros take away the keys that are there, and are none");
  EXPECT(WGKIT_OK, wgkit_config_read(document, &config, &error));
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_config_get_info(config, &info, &count, &error));
  CHECK(info->flags == WGKIT_CONFIG_CLEARS_PRIVATE_KEY && strcmp(info->table, "1234") == 0);
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_config_expose_private_key(config, &key, &error));
  EXPECT(WGKIT_OK, wgkit_config_peers(config, &peers, &count, &stride, &error));
  CHECK(peers[0].flags == WGKIT_CONFIG_PEER_CLEARS_PRESHARED_KEY);

  sentence("an array of no elements has no address");
  EXPECT(WGKIT_OK, wgkit_config_addresses(config, &prefixes, &count, &stride, &error));
  CHECK(prefixes == NULL && count == 0 && stride == sizeof *prefixes);
  CHECK(wgkit_config_free(config) == WGKIT_OK);
}

static void test_off(void) {
  wgkit_document *document = parsed(
      "[Interface]\nListenPort = 0\nFwMark = off\nTable = auto\nSaveConfig = false\n"
      "[Peer]\nPublicKey = " ANNA "\nPersistentKeepalive = off\nAllowedIPs = 10.0.0.9/24\n"
      "#[disabled] [Peer]\n#[disabled] PublicKey = " BERT
      "\n#[disabled] PresharedKey = " PRESHARED "\n");
  const wgkit_config_info *info = NULL;
  const wgkit_config_peer *peers = NULL;
  const wgkit_prefix *prefixes = NULL;
  wgkit_config *config = NULL;
  wgkit_preshared_key key;
  size_t count = 77, stride = 0;
  char text[64];

  sentence("what is off, false or chosen by others stands there all the same");
  EXPECT(WGKIT_OK, wgkit_config_read(document, &config, &error));
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_config_get_info(config, &info, &count, &error));
  CHECK(
      info->flags == (WGKIT_CONFIG_HAS_LISTEN_PORT | WGKIT_CONFIG_HAS_FIREWALL_MARK |
                      WGKIT_CONFIG_HAS_SAVE_CONFIG));
  CHECK(info->listen_port == 0 && info->firewall_mark == 0 && info->mtu == 0);
  CHECK(info->table != NULL && strcmp(info->table, "auto") == 0);
  EXPECT(WGKIT_OK, wgkit_config_peers(config, &peers, &count, &stride, &error));
  CHECK(count == 1 && peers[0].flags == WGKIT_CONFIG_PEER_HAS_KEEPALIVE);
  CHECK(peers[0].persistent_keepalive == 0);

  sentence("an allowed IP keeps its host bits");
  EXPECT(WGKIT_OK, wgkit_config_allowed_ips(config, &prefixes, &count, &stride, &error));
  CHECK(count == 1 && prefixes[0].address[3] == 9 && prefixes[0].length == 24);

  sentence("the preshared key of a disabled peer has its place behind the others");
  EXPECT(WGKIT_OK, wgkit_config_disabled_peers(config, &peers, &count, &stride, &error));
  CHECK(count == 1 && peers[0].flags == WGKIT_CONFIG_PEER_HAS_PRESHARED_KEY);
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_config_expose_preshared_key(config, 0, &key, &error));
  memset(&key, 0, sizeof key);
  EXPECT(WGKIT_OK, wgkit_config_expose_preshared_key(config, 1, &key, &error));
  EXPECT(WGKIT_OK, wgkit_preshared_key_expose_base64(&key, text, sizeof text, NULL, &error));
  CHECK(strcmp(text, PRESHARED) == 0);
  CHECK(wgkit_config_free(config) == WGKIT_OK);
}

static void test_long_texts(void) {
  enum { length = 20000 };
  char *command = (char *)malloc(length + 1);
  const wgkit_config_item *items = NULL;
  wgkit_document *document = parsed("");
  wgkit_config *config = NULL;
  size_t count = 0, stride = 0;

  sentence("a command of any length comes out whole, and so does what stands behind it");
  memset(command, 'a', length);
  command[length] = 0;
  EXPECT(
      WGKIT_OK,
      wgkit_document_set(document, NULL, WGKIT_CONFIG_POST_UP, command, length, &error));
  EXPECT(WGKIT_OK, wgkit_document_set(document, NULL, WGKIT_CONFIG_PRE_UP, "true", 4, &error));
  EXPECT(WGKIT_OK, wgkit_document_set(document, NULL, WGKIT_CONFIG_POST_DOWN, "id", 2, &error));
  EXPECT(WGKIT_OK, wgkit_config_read(document, &config, &error));
  EXPECT(WGKIT_OK, wgkit_config_items(config, &items, &count, &stride, &error));
  CHECK(count == 3 && strcmp(items[0].text, command) == 0);
  CHECK(count == 3 && strcmp(items[1].text, "true") == 0 && strcmp(items[2].text, "id") == 0);
  CHECK(wgkit_config_free(config) == WGKIT_OK && wgkit_document_free(document) == WGKIT_OK);
  free(command);
}

void test_configs(void) {
  wgkit_document *document = parsed(whole_text);
  wgkit_config *config = NULL;
  wgkit_error *failure = NULL;

  test_config_layouts();
  sentence("fault 92: NULL and misaligned places of configured values are invalid arguments");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_read(document, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_config_read(document, (wgkit_config **)crooked(), &error));
  EXPECT(WGKIT_OK, wgkit_config_read(document, &config, &error));
  test_bad_places(config);

  sentence("values stay as they are when their document is edited and freed");
  EXPECT(WGKIT_OK, wgkit_document_remove_peer(document, &anna, &error));
  EXPECT(WGKIT_OK, wgkit_document_remove(document, NULL, WGKIT_CONFIG_DNS, &error));
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  test_interface(config);
  test_peers(config);
  test_entries(config);

  sentence("fault 94: values that are none, or were freed, are told apart");
  CHECK(wgkit_config_free(NULL) == WGKIT_OK);
  CHECK(wgkit_config_free(config) == WGKIT_OK);
  CHECK(wgkit_config_free(config) == WGKIT_ERROR_INVALID_HANDLE);
  each_no_handle(test_no_config, config);

  sentence("a value that its key does not take is told with its place");
  document = parsed("[Interface]\nAddress = 10.0.0.1/24, 10.0.0.300/24\n");
  CHECK(wgkit_config_read(document, &config, &failure) == WGKIT_ERROR_INVALID_CONFIGURATION);
  CHECK(wgkit_error_line(failure) == 2 && wgkit_error_column(failure) == 24);
  CHECK(wgkit_error_free(failure) == WGKIT_OK);
  CHECK(wgkit_document_free(document) == WGKIT_OK);

  test_zeros();
  test_off();
  test_long_texts();
}
