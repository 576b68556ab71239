#include "check.h"

#include <sys/stat.h>
#include <unistd.h>

#include "texts.h"

static char folder[] = "/tmp/wgkit-abi-profiles.XXXXXX";
static char store_path[128], server_path[128];

static wgkit_text said(const char *text) {
  wgkit_text made;
  made.bytes = text;
  made.length = strlen(text);
  return made;
}

static wgkit_setting setting_of(const char *name, const char *value) {
  wgkit_setting made;
  made.name = said(name);
  made.value = said(value);
  return made;
}

/* Interface, ConfigFile, Endpoint, Networks. */
static void usual_settings(wgkit_setting settings[4]) {
  settings[0] = setting_of("Interface", "wg0");
  settings[1] = setting_of("ConfigFile", server_path);
  settings[2] = setting_of("Endpoint", "vpn.example.org:51820");
  settings[3] = setting_of("networks", "10.8.0.0/29, fd00:8::/64");
}

static wgkit_status create(
    const char *path, const wgkit_setting *settings, size_t count, wgkit_profile_store **store,
    wgkit_error **error) {
  return wgkit_profile_store_create(
      NULL, path, strlen(path), settings, count, sizeof *settings, WGKIT_PROFILE_FILES_ONLY, store,
      error);
}

static wgkit_status add(
    wgkit_profile_store *store, const char *name, wgkit_profile_list **list, wgkit_error **error) {
  wgkit_new_profile profile;
  memset(&profile, 0, sizeof profile);
  profile.name = said(name);
  return wgkit_profile_store_add(
      store, &profile, 1, sizeof profile, NULL, 0, sizeof(wgkit_prefix), list, error);
}

/* The one client of a list. */
static const wgkit_profile *only(const wgkit_profile_list *list) {
  const wgkit_profile *profiles = NULL;
  size_t count = 0, stride = 0;
  EXPECT(WGKIT_OK, wgkit_profile_list_profiles(list, &profiles, &count, &stride, &error));
  CHECK(count == 1 && stride == sizeof *profiles);
  return profiles;
}

static size_t count_of(const wgkit_profile_store *store) {
  wgkit_profile_list *list = NULL;
  const wgkit_profile *profiles;
  size_t count = 99, stride;
  EXPECT(WGKIT_OK, wgkit_profile_store_list(store, &list, &error));
  EXPECT(WGKIT_OK, wgkit_profile_list_profiles(list, &profiles, &count, &stride, &error));
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);
  return count;
}

/* Every use of what is no living store. */
static void test_no_store(const void *handle, wgkit_status wanted) {
  wgkit_profile_store *store = (wgkit_profile_store *)(uintptr_t)handle;
  wgkit_profile_list *list = (wgkit_profile_list *)&check_failures;
  wgkit_document *document = (wgkit_document *)&check_failures;
  wgkit_public_key key;
  wgkit_setting setting = setting_of("Endpoint", "a.example.org:1");
  int64_t moment = 0;
  char text[8] = "same";
  size_t size = 77;
  memset(&key, 0x5a, sizeof key);
  CHECK(store == NULL || wgkit_profile_store_free(store) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_profile_store_get_setting(store, "MTU", 3, text, sizeof text, &size, &error));
  EXPECT(wanted, wgkit_profile_store_list(store, &list, &error));
  EXPECT(wanted, wgkit_profile_store_get(store, "a", 1, &list, &error));
  EXPECT(wanted, add(store, "a", &list, &error));
  EXPECT(wanted, wgkit_profile_store_rename(store, "a", 1, "b", 1, &error));
  EXPECT(wanted, wgkit_profile_store_enable(store, "a", 1, &error));
  EXPECT(wanted, wgkit_profile_store_disable(store, "a", 1, &list, &error));
  EXPECT(wanted, wgkit_profile_store_expire(store, "a", 1, &moment, &error));
  EXPECT(wanted, wgkit_profile_store_remove_expired(store, &list, &error));
  EXPECT(wanted, wgkit_profile_store_revoke(store, &key, &list, &error));
  EXPECT(
      wanted, wgkit_profile_store_change_server(store, &setting, 1, sizeof setting, &list, &error));
  EXPECT(
      wanted,
      wgkit_profile_store_import(store, "/tmp", 4, WGKIT_IMPORT_FOLDER, 0, &list, &error));
  EXPECT(
      wanted, wgkit_profile_store_expose_client_config(
                  store, "a", 1, WGKIT_TARGET_WG_QUICK, &document, &error));
  CHECK((void *)list == &check_failures && (void *)document == &check_failures);
  CHECK(size == 77 && strcmp(text, "same") == 0);
}

static void test_no_list(const void *handle, wgkit_status wanted) {
  wgkit_profile_list *list = (wgkit_profile_list *)(uintptr_t)handle;
  const wgkit_profile *profiles = (const wgkit_profile *)(const void *)"untouched";
  const wgkit_prefix *prefixes = (const wgkit_prefix *)"untouched";
  const wgkit_rejection *rejections = (const wgkit_rejection *)(const void *)"untouched";
  size_t count = 77, stride = 77;
  CHECK(list == NULL || wgkit_profile_list_free(list) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_profile_list_profiles(list, &profiles, &count, &stride, &error));
  EXPECT(wanted, wgkit_profile_list_prefixes(list, &prefixes, &count, &stride, &error));
  EXPECT(wanted, wgkit_profile_list_rejections(list, &rejections, &count, &stride, &error));
  CHECK(count == 77 && stride == 77 && memcmp(profiles, "untouched", 9) == 0);
  CHECK(memcmp(prefixes, "untouched", 9) == 0 && memcmp(rejections, "untouched", 9) == 0);
}

static void test_no_pool(const void *handle, wgkit_status wanted) {
  wgkit_address_pool *pool = (wgkit_address_pool *)(uintptr_t)handle;
  wgkit_prefix prefix;
  size_t count = 77;
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.8.0.2", 8, &prefix, &error));
  CHECK(pool == NULL || wgkit_address_pool_free(pool) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_address_pool_take(pool, &prefix, 1, sizeof prefix, &error));
  EXPECT(wanted, wgkit_address_pool_claim(pool, &prefix, 1, sizeof prefix, &error));
  EXPECT(wanted, wgkit_address_pool_keep(pool, "10.8.0.3", 8, 1, &error));
  EXPECT(wanted, wgkit_address_pool_next(pool, &prefix, 1, &count, &error));
  CHECK(count == 77);
}

static void test_life(void) {
  wgkit_setting settings[4];
  wgkit_profile_store *store = NULL, *again = NULL;
  wgkit_profile_list *list = NULL;
  const wgkit_profile *profile;
  const wgkit_prefix *prefixes;
  wgkit_document *document = NULL;
  wgkit_public_key key;
  int64_t moment = 1000;
  char text[4096], base64[WGKIT_KEY_TEXT_SIZE];
  size_t count, stride, size;

  sentence("a store is made, and made once");
  usual_settings(settings);
  EXPECT(WGKIT_OK, create(store_path, settings, 4, &store, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, create(store_path, settings, 4, &again, &error));
  EXPECT(
      WGKIT_OK, wgkit_profile_store_open(
                    NULL, store_path, strlen(store_path), WGKIT_PROFILE_FILES_ONLY, &again, &error));
  CHECK(wgkit_profile_store_free(again) == WGKIT_OK);

  sentence("a client has keys, the lowest free addresses and its place in the list");
  EXPECT(WGKIT_OK, add(store, "anna", &list, &error));
  profile = only(list);
  CHECK(strcmp(profile->name, "anna") == 0 && profile->address_count == 2);
  CHECK(profile->flags == (WGKIT_PROFILE_ENABLED | WGKIT_PROFILE_HAS_PRIVATE_KEY));
  CHECK(profile->created > 1000000000);
  EXPECT(WGKIT_OK, wgkit_profile_list_prefixes(list, &prefixes, &count, &stride, &error));
  CHECK(count == 2 && stride == sizeof *prefixes && prefixes[0].address[3] == 2);
  CHECK(prefixes[0].length == 32 && prefixes[1].length == 128);
  key = profile->public_key;
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, add(store, "ANNA", NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, add(store, "../anna", NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, add(store, "", NULL, &error));
  EXPECT(WGKIT_OK, add(store, "ben", NULL, &error));
  CHECK(count_of(store) == 2);

  sentence("the file of a client is exposed by a function of that name");
  EXPECT(
      WGKIT_OK, wgkit_profile_store_expose_client_config(
                    store, "anna", 4, WGKIT_TARGET_ANDROID, &document, &error));
  EXPECT(WGKIT_OK, wgkit_document_expose_text(document, text, sizeof text, &size, &error));
  CHECK(strstr(text, "PrivateKey = ") != NULL && strstr(text, "10.8.0.2/32") != NULL);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_expose_client_config(store, "anna", 4, 99, &document, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND, wgkit_profile_store_expose_client_config(
                                 store, "nobody", 6, WGKIT_TARGET_WG, &document, &error));

  sentence("a client is renamed, disabled, enabled, and expires when it is asked for");
  EXPECT(WGKIT_OK, wgkit_profile_store_rename(store, "anna", 4, "carol", 5, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_profile_store_get(store, "anna", 4, &list, &error));
  EXPECT(WGKIT_OK, wgkit_profile_store_disable(store, "carol", 5, &list, &error));
  CHECK(only(list)->flags == WGKIT_PROFILE_HAS_PRIVATE_KEY);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_profile_store_get(store, "carol", 5, &list, &error));
  CHECK(only(list)->flags == WGKIT_PROFILE_HAS_PRIVATE_KEY);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_profile_store_enable(store, "carol", 5, &error));
  EXPECT(WGKIT_OK, wgkit_profile_store_expire(store, "ben", 3, &moment, &error));
  EXPECT(WGKIT_OK, wgkit_profile_store_remove_expired(store, &list, &error));
  CHECK(strcmp(only(list)->name, "ben") == 0 && only(list)->expires == 1000);
  CHECK((only(list)->flags & WGKIT_PROFILE_EXPIRES) != 0);
  CHECK((only(list)->flags & WGKIT_PROFILE_HAS_COUNTERS) == 0);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_profile_store_expire(store, "carol", 5, &moment, &error));
  EXPECT(WGKIT_OK, wgkit_profile_store_expire(store, "carol", 5, NULL, &error));
  EXPECT(WGKIT_OK, wgkit_profile_store_remove_expired(store, NULL, &error));
  CHECK(count_of(store) == 1);

  sentence("settings are read and changed by their names");
  EXPECT(
      WGKIT_OK, wgkit_profile_store_get_setting(store, "Networks", 8, text, sizeof text, &size, &error));
  CHECK(strcmp(text, "10.8.0.0/29, fd00:8::/64") == 0 && size == strlen(text) + 1);
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL,
      wgkit_profile_store_get_setting(store, "Networks", 8, text, 10, &size, &error));
  CHECK(size == strlen("10.8.0.0/29, fd00:8::/64") + 1);
  EXPECT(WGKIT_OK, wgkit_profile_store_get_setting(store, "Networks", 8, NULL, 0, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_get_setting(store, "Colour", 6, text, sizeof text, &size, &error));
  settings[0] = setting_of("Endpoint", "new.example.org:443");
  EXPECT(
      WGKIT_OK, wgkit_profile_store_change_server(
                    store, settings, 1, sizeof settings[0], &list, &error));
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);
  settings[0] = setting_of("Interface", "wg1");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_profile_store_change_server(
                                        store, settings, 1, sizeof settings[0], NULL, &error));
  settings[0] = setting_of("Endpoint", "no endpoint");
  EXPECT(
      WGKIT_ERROR_INVALID_ADDRESS, wgkit_profile_store_change_server(
                                       store, settings, 1, sizeof settings[0], NULL, &error));

  sentence("a client goes by its exact key");
  EXPECT(WGKIT_OK, wgkit_public_key_to_base64(&key, base64, sizeof base64, &size, &error));
  key.bytes[31] ^= 1;
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_profile_store_revoke(store, &key, &list, &error));
  key.bytes[31] ^= 1;
  EXPECT(WGKIT_OK, wgkit_profile_store_revoke(store, &key, &list, &error));
  CHECK(strcmp(only(list)->name, "carol") == 0);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK && count_of(store) == 0);
  each_no_handle(test_no_list, list);
  CHECK(wgkit_profile_store_free(store) == WGKIT_OK);
  each_no_handle(test_no_store, store);
}

static void test_new(wgkit_profile_store *store) {
  wgkit_new_profile profile;
  wgkit_prefix prefixes[3];
  wgkit_profile_list *list = NULL;
  wgkit_private_key private_key;
  wgkit_public_key public_key;
  const wgkit_profile *made;

  sentence("a new client can have all that it may have");
  EXPECT(WGKIT_OK, wgkit_keypair_generate(&private_key, &public_key, &error));
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.8.0.5", 8, &prefixes[0], &error));
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("192.168.7.0/24", 14, &prefixes[1], &error));
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.0.0.0/8", 10, &prefixes[2], &error));
  memset(&profile, 0, sizeof profile);
  profile.name = said("site");
  profile.private_key = private_key;
  memset(profile.preshared_key.bytes, 7, 32);
  profile.flags = WGKIT_NEW_PROFILE_HAS_PRIVATE_KEY | WGKIT_NEW_PROFILE_HAS_PRESHARED_KEY |
                  WGKIT_NEW_PROFILE_EXPIRES | WGKIT_NEW_PROFILE_DISABLED;
  profile.expires = 2000000000;
  profile.address_count = profile.network_count = profile.allowed_ip_count = 1;
  profile.first_network = 1;
  profile.first_allowed_ip = 2;
  EXPECT(
      WGKIT_OK, wgkit_profile_store_add(
                    store, &profile, 1, sizeof profile, prefixes, 3, sizeof prefixes[0], &list,
                    &error));
  made = only(list);
  CHECK(memcmp(&made->public_key, &public_key, sizeof public_key) == 0);
  CHECK(made->flags == (WGKIT_PROFILE_HAS_PRIVATE_KEY | WGKIT_PROFILE_EXPIRES));
  CHECK(made->expires == 2000000000 && made->address_count == 1 && made->network_count == 1);
  CHECK(made->allowed_ip_count == 1);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);

  sentence("what makes no sense about a new client is refused");
  profile.name = said("other");
#define REFUSED(status)                                                                        \
  EXPECT(                                                                                      \
      status, wgkit_profile_store_add(                                                         \
                  store, &profile, 1, sizeof profile, prefixes, 3, sizeof prefixes[0], NULL, \
                  &error))
  REFUSED(WGKIT_ERROR_ALREADY_EXISTS);
  profile.flags |= WGKIT_NEW_PROFILE_HAS_PUBLIC_KEY;
  REFUSED(WGKIT_ERROR_INVALID_ARGUMENT);
  profile.flags = WGKIT_NEW_PROFILE_HAS_PRESHARED_KEY | WGKIT_NEW_PROFILE_NO_PRESHARED_KEY;
  REFUSED(WGKIT_ERROR_INVALID_ARGUMENT);
  profile.flags = 0x40;
  REFUSED(WGKIT_ERROR_INVALID_ARGUMENT);
  profile.flags = WGKIT_NEW_PROFILE_HAS_PRIVATE_KEY;
  memset(&profile.private_key, 0, 32);
  REFUSED(WGKIT_ERROR_INVALID_KEY);
  profile.flags = 0;
  profile.reserved[3] = 1;
  REFUSED(WGKIT_ERROR_INVALID_ARGUMENT);
  profile.reserved[3] = 0;
  profile.first_address = 1;
  REFUSED(WGKIT_ERROR_INVALID_ADDRESS);
  profile.first_address = 3;
  REFUSED(WGKIT_ERROR_INVALID_ARGUMENT);
  profile.address_count = UINT64_MAX;
  REFUSED(WGKIT_ERROR_INVALID_ARGUMENT);
  profile.first_address = profile.address_count = profile.network_count = 0;
  profile.name.bytes = NULL;
  REFUSED(WGKIT_ERROR_INVALID_ARGUMENT);
  CHECK(count_of(store) == 1);
}

static void test_import(wgkit_profile_store *store) {
  wgkit_profile_list *list = NULL;
  const wgkit_profile *profiles;
  const wgkit_rejection *rejections;
  size_t count = 9, stride = 9;
  char path[128];
  FILE *file;

  sentence("what an import cannot take over is listed, and nothing is changed");
  snprintf(path, sizeof path, "%s/wg0.json", folder);
  file = fopen(path, "w");
  CHECK(file != NULL);
  if (file == NULL) return;
  fprintf(
      file,
      "{\"server\": {}, \"clients\": {\"1\": {\"name\": \"a b\", \"address\": \"10.8.0.4\","
      " \"publicKey\": \"xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=\", \"enabled\": true},"
      " \"2\": {\"name\": \"good\", \"address\": \"10.8.0.3\", \"enabled\": true,"
      " \"publicKey\": \"TrMvSoP4jYQlY6RIzBgbssQqY3vxI2Pi+y71lOWWXX0=\"}}}");
  fclose(file);
#define IMPORT(flags)                                                                         \
  wgkit_profile_store_import(                                                                 \
      store, path, strlen(path), WGKIT_IMPORT_WG_EASY, flags, &list, &error)
  EXPECT(WGKIT_ERROR_INVALID_CONFIGURATION, IMPORT(0));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, IMPORT(8));
  EXPECT(WGKIT_OK, IMPORT(WGKIT_IMPORT_DRY_RUN));
  CHECK(strcmp(only(list)->name, "good") == 0);
  EXPECT(WGKIT_OK, wgkit_profile_list_rejections(list, &rejections, &count, &stride, &error));
  CHECK(count == 1 && stride == sizeof *rejections);
  CHECK(rejections->status == WGKIT_ERROR_INVALID_NAME && rejections->message[0] != 0);
  CHECK(strcmp(rejections->source, "'a b'") == 0);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK && count_of(store) == 1);

  sentence("what can be taken over is, when the rest may be left out");
  EXPECT(WGKIT_OK, IMPORT(WGKIT_IMPORT_SKIP_REJECTED));
  EXPECT(WGKIT_OK, wgkit_profile_list_profiles(list, &profiles, &count, &stride, &error));
  CHECK(count == 1 && strcmp(profiles->name, "good") == 0);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK && count_of(store) == 2);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_import(store, path, strlen(path), 4, 0, &list, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND, wgkit_profile_store_import(
                                 store, "/nowhere", 8, WGKIT_IMPORT_FOLDER, 0, &list, &error));
}

static void test_arguments(wgkit_profile_store *store) {
  wgkit_setting settings[4];
  wgkit_profile_store *made = NULL;
  wgkit_profile_list *list = NULL;
  wgkit_document *document = NULL;
  wgkit_new_profile profile;
  wgkit_public_key key;
  wgkit_prefix prefix;
  const wgkit_profile *profiles;
  const wgkit_prefix *prefixes;
  const wgkit_rejection *rejections;
  int64_t moment = 0;
  size_t length = strlen(store_path), size, count, stride;
  char text[64];

  usual_settings(settings);
  memset(&profile, 0, sizeof profile);
  memset(&key, 0, sizeof key);
  profile.name = said("nobody");
#define BAD(call) EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, call)
  sentence("fault 92: NULL for each pointer of a store's functions is an invalid argument");
  BAD(wgkit_profile_store_create(
      NULL, NULL, 1, settings, 4, sizeof settings[0], 1, &made, &error));
  BAD(wgkit_profile_store_create(
      NULL, store_path, length, NULL, 4, sizeof settings[0], 1, &made, &error));
  BAD(wgkit_profile_store_create(
      NULL, store_path, length, settings, 4, sizeof settings[0], 1, NULL, &error));
  BAD(wgkit_profile_store_open(NULL, NULL, 1, 1, &made, &error));
  BAD(wgkit_profile_store_open(NULL, store_path, length, 1, NULL, &error));
  BAD(wgkit_profile_store_get_setting(store, NULL, 1, text, sizeof text, &size, &error));
  BAD(wgkit_profile_store_get_setting(store, "MTU", 3, NULL, 1, &size, &error));
  BAD(wgkit_profile_name_check(NULL, 1, &error));
  BAD(wgkit_profile_store_list(store, NULL, &error));
  BAD(wgkit_profile_store_get(store, NULL, 1, &list, &error));
  BAD(wgkit_profile_store_get(store, "a", 1, NULL, &error));
  BAD(wgkit_profile_store_add(store, NULL, 1, sizeof profile, NULL, 0, 20, &list, &error));
  BAD(wgkit_profile_store_add(store, &profile, 1, sizeof profile, NULL, 1, 20, &list, &error));
  BAD(wgkit_profile_store_rename(store, NULL, 1, "b", 1, &error));
  BAD(wgkit_profile_store_rename(store, "a", 1, NULL, 1, &error));
  BAD(wgkit_profile_store_enable(store, NULL, 1, &error));
  BAD(wgkit_profile_store_disable(store, NULL, 1, &list, &error));
  BAD(wgkit_profile_store_expire(store, NULL, 1, &moment, &error));
  BAD(wgkit_profile_store_revoke(store, NULL, &list, &error));
  BAD(wgkit_profile_store_change_server(store, NULL, 1, sizeof settings[0], &list, &error));
  BAD(wgkit_profile_store_import(store, NULL, 1, 1, 0, &list, &error));
  BAD(wgkit_profile_store_expose_client_config(store, NULL, 1, 1, &document, &error));
  BAD(wgkit_profile_store_expose_client_config(store, "a", 1, 1, NULL, &error));
  EXPECT(WGKIT_OK, wgkit_profile_store_list(store, &list, &error));
  BAD(wgkit_profile_list_profiles(list, NULL, &count, &stride, &error));
  BAD(wgkit_profile_list_profiles(list, &profiles, NULL, &stride, &error));
  BAD(wgkit_profile_list_profiles(list, &profiles, &count, NULL, &error));
  BAD(wgkit_profile_list_prefixes(list, NULL, &count, &stride, &error));
  BAD(wgkit_profile_list_prefixes(list, &prefixes, NULL, &stride, &error));
  BAD(wgkit_profile_list_prefixes(list, &prefixes, &count, NULL, &error));
  BAD(wgkit_profile_list_rejections(list, NULL, &count, &stride, &error));
  BAD(wgkit_profile_list_rejections(list, &rejections, NULL, &stride, &error));
  BAD(wgkit_profile_list_rejections(list, &rejections, &count, NULL, &error));
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);
  CHECK(wgkit_profile_list_free(NULL) == WGKIT_OK && wgkit_profile_store_free(NULL) == WGKIT_OK);

  sentence("a setting's text, a stride, a flag and a count are checked too");
  settings[1].value.bytes = NULL;
  BAD(create("/nowhere/else", settings, 4, &made, &error));
  usual_settings(settings);
  settings[1].name.bytes = NULL;
  BAD(create("/nowhere/else", settings, 4, &made, &error));
  usual_settings(settings);
  BAD(wgkit_profile_store_create(NULL, store_path, length, settings, 4, 8, 1, &made, &error));
  BAD(wgkit_profile_store_create(
      NULL, store_path, length, settings, WGKIT_SETTINGS_MAXIMUM + 1, sizeof settings[0], 1, &made,
      &error));
  BAD(wgkit_profile_store_open(NULL, store_path, length, 2, &made, &error));
  BAD(wgkit_profile_store_add(store, &profile, 1, 8, NULL, 0, 20, &list, &error));
  BAD(wgkit_profile_store_add(
      store, &profile, WGKIT_PROFILES_MAXIMUM + 1, sizeof profile, NULL, 0, 20, &list, &error));
  settings[3] = setting_of("Endpoint", "twice.example.org:1");
  BAD(create("/nowhere/else", settings, 4, &made, &error));
  EXPECT(WGKIT_ERROR_INVALID_CONFIGURATION, create("/nowhere/else", settings, 2, &made, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_profile_name_check("server", 6, &error));
  EXPECT(WGKIT_OK, wgkit_profile_name_check("anna", 4, &error));

  sentence("fault 92: NULL for each pointer of a pool's functions is an invalid argument");
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.8.0.0/30", 11, &prefix, &error));
  BAD(wgkit_address_pool_create(NULL, 1, sizeof prefix, (wgkit_address_pool **)&made, &error));
  BAD(wgkit_address_pool_create(&prefix, 1, sizeof prefix, NULL, &error));
}

static void test_pool(void) {
  wgkit_address_pool *pool = NULL;
  wgkit_prefix network, found, wanted;
  size_t count = 0;

  sentence("a pool gives the lowest free address, and an error when there is none");
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.8.0.0/29", 11, &network, &error));
  BAD(wgkit_address_pool_create(&network, 0, sizeof network, &pool, &error));
  EXPECT(WGKIT_OK, wgkit_address_pool_create(&network, 1, sizeof network, &pool, &error));
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.8.0.1", 8, &wanted, &error));
  EXPECT(WGKIT_OK, wgkit_address_pool_take(pool, &wanted, 1, sizeof wanted, &error));
  EXPECT(WGKIT_OK, wgkit_address_pool_keep(pool, "10.8.0.2-10.8.0.3", 17, 0, &error));
  EXPECT(WGKIT_OK, wgkit_address_pool_keep(pool, "10.8.0.4", 8, 1, &error));
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL, wgkit_address_pool_next(pool, NULL, 0, &count, &error));
  CHECK(count == 1);
  EXPECT(WGKIT_OK, wgkit_address_pool_next(pool, &found, 1, &count, &error));
  CHECK(found.address[3] == 5 && found.length == 32 && found.family == WGKIT_FAMILY_IPV4);
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.8.0.2", 8, &wanted, &error));
  EXPECT(WGKIT_OK, wgkit_address_pool_claim(pool, &wanted, 1, sizeof wanted, &error));
  EXPECT(
      WGKIT_ERROR_ALREADY_EXISTS,
      wgkit_address_pool_claim(pool, &wanted, 1, sizeof wanted, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ADDRESS,
      wgkit_address_pool_claim(pool, &network, 1, sizeof network, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_address_pool_keep(pool, "x", 1, 0, &error));
  BAD(wgkit_address_pool_take(pool, NULL, 1, sizeof wanted, &error));
  BAD(wgkit_address_pool_claim(pool, NULL, 1, sizeof wanted, &error));
  BAD(wgkit_address_pool_keep(pool, NULL, 1, 0, &error));
  BAD(wgkit_address_pool_next(pool, NULL, 1, &count, &error));
  BAD(wgkit_address_pool_next(pool, &found, 1, NULL, &error));
  EXPECT(WGKIT_OK, wgkit_address_pool_next(pool, &found, 1, &count, &error));
  CHECK(found.address[3] == 6);
  EXPECT(
      WGKIT_ERROR_OUT_OF_ADDRESSES, wgkit_address_pool_next(pool, &found, 1, &count, &error));
  CHECK(wgkit_address_pool_free(pool) == WGKIT_OK && wgkit_address_pool_free(NULL) == WGKIT_OK);
  each_no_handle(test_no_pool, pool);
}

static void test_profile_layouts(void) {
  sentence("the structures of profiles have their layout");
  CHECK(sizeof(wgkit_setting) == 32 && offsetof(wgkit_setting, value) == 16);
  CHECK(sizeof(wgkit_profile) == 176 && offsetof(wgkit_profile, name) == 32);
  CHECK(offsetof(wgkit_profile, first_address) == 40 && offsetof(wgkit_profile, created) == 88);
  CHECK(offsetof(wgkit_profile, received_bytes) == 104 && offsetof(wgkit_profile, flags) == 140);
  CHECK(sizeof(wgkit_rejection) == 24 && offsetof(wgkit_rejection, status) == 16);
  /* The library reads these where they are. */
  CHECK(sizeof(wgkit_new_profile) == 208 && offsetof(wgkit_new_profile, private_key) == 32);
  CHECK(offsetof(wgkit_new_profile, preshared_key) == 64);
  CHECK(offsetof(wgkit_new_profile, name) == 96);
  CHECK(offsetof(wgkit_new_profile, first_address) == 112);
  CHECK(offsetof(wgkit_new_profile, flags) == 168 && offsetof(wgkit_new_profile, reserved) == 176);
}

void test_profiles(void) {
  wgkit_setting settings[4];
  wgkit_profile_store *store = NULL;
  wgkit_private_key private_key;
  wgkit_public_key public_key;
  char base64[WGKIT_KEY_TEXT_SIZE], command[256];
  FILE *file;

  test_profile_layouts();
  CHECK(mkdtemp(folder) != NULL);
  snprintf(server_path, sizeof server_path, "%s/wg0.conf", folder);
  snprintf(store_path, sizeof store_path, "%s/one", folder);
  EXPECT(WGKIT_OK, wgkit_keypair_generate(&private_key, &public_key, &error));
  EXPECT(
      WGKIT_OK,
      wgkit_private_key_expose_base64(&private_key, base64, sizeof base64, NULL, &error));
  file = fopen(server_path, "w");
  CHECK(file != NULL);
  if (file == NULL) return;
  fprintf(
      file, "[Interface]\nAddress = 10.8.0.1/29, fd00:8::1/64\nPrivateKey = %s\n", base64);
  fclose(file);
  CHECK(chmod(server_path, 0600) == 0);
  test_life();
  snprintf(store_path, sizeof store_path, "%s/two", folder);
  usual_settings(settings);
  EXPECT(WGKIT_OK, create(store_path, settings, 4, &store, &error));
  test_new(store);
  test_import(store);
  test_arguments(store);
  CHECK(wgkit_profile_store_free(store) == WGKIT_OK);
  test_pool();
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  CHECK(system(command) == 0);
}
