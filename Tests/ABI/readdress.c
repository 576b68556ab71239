#define _POSIX_C_SOURCE 200809L
/* A client of a store that gets another address. */
#include "check.h"

#include <unistd.h>

#include "texts.h"

#define SETTING(name, value) {{name, sizeof name - 1}, {value, sizeof value - 1}}
#define STRIDE sizeof(wgkit_prefix)

static wgkit_profile_store *made(const char *base) {
  wgkit_profile_store *store = NULL;
  char config[96], folder[96];
  wgkit_setting settings[4] = {
      SETTING("Interface", "wg0"), SETTING("ConfigFile", ""), SETTING("Endpoint", "192.0.2.1:1"),
      SETTING("Networks", "10.8.0.0/24")};
  FILE *file;
  sprintf(config, "%s/wg0.conf", base);
  sprintf(folder, "%s/store", base);
  settings[1].value.bytes = config;
  settings[1].value.length = strlen(config);
  file = fopen(config, "w");
  if (file == NULL) abort();
  fprintf(file, "[Interface]\nPrivateKey = " PRIVATE "\nAddress = 10.8.0.1/24\n");
  fclose(file);
  EXPECT(
      WGKIT_OK, wgkit_profile_store_create(
                    NULL, folder, strlen(folder), settings, 4, sizeof *settings,
                    WGKIT_PROFILE_FILES_ONLY, &store, &error));
  return store;
}

static void test_no_store(const void *handle, wgkit_status wanted) {
  const wgkit_profile_store *store = (const wgkit_profile_store *)handle;
  EXPECT(
      wanted, wgkit_profile_store_readdress(store, "anna", 4, 0, NULL, 0, 0, 0, STRIDE, &error));
}

void test_readdress(void) {
  char base[] = "/tmp/wgkit-readdress.XXXXXX", command[64];
  wgkit_profile_store *store;
  wgkit_profile_list *list = NULL;
  wgkit_new_profile client;
  wgkit_prefix prefixes[3];
  const wgkit_profile *profiles;
  size_t count, stride;

  if (mkdtemp(base) == NULL) abort();
  store = made(base);
  memset(&client, 0, sizeof client);
  client.name.bytes = "anna";
  client.name.length = 4;
  EXPECT(
      WGKIT_OK,
      wgkit_profile_store_add(store, &client, 1, sizeof client, NULL, 0, 0, NULL, &error));
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.8.0.9/32", 11, &prefixes[0], &error));
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("10.9.0.0/24", 11, &prefixes[1], &error));
  EXPECT(WGKIT_OK, wgkit_prefix_from_text("0.0.0.0/0", 9, &prefixes[2], &error));

  sentence("fault 92: NULL and absurd counts of a client's prefixes are invalid arguments");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_readdress(store, NULL, 4, 1, prefixes, 1, 0, 0, STRIDE, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_readdress(store, "anna", 4, 1, NULL, 1, 0, 0, STRIDE, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_readdress(
          store, "anna", 4, 1, (const wgkit_prefix *)crooked(), 1, 0, 0, 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_readdress(
          store, "anna", 4, 7, prefixes, SIZE_MAX, 1, 1, STRIDE, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_readdress(store, "anna", 4, 8, NULL, 0, 0, 0, STRIDE, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_readdress(store, "anna", 4, 1, prefixes, 1, 1, 0, STRIDE, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_profile_store_readdress(store, "anna", 4, 1, NULL, 0, 0, 0, STRIDE, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_profile_store_readdress(store, "cora", 4, 1, prefixes, 1, 0, 0, STRIDE, &error));

  sentence("a client gets another address, networks behind it and what it may reach");
  EXPECT(
      WGKIT_OK, wgkit_profile_store_readdress(
                    store, "anna", 4,
                    WGKIT_READDRESS_ADDRESSES | WGKIT_READDRESS_NETWORKS |
                        WGKIT_READDRESS_ALLOWED_IPS,
                    prefixes, 1, 1, 1, STRIDE, &error));
  EXPECT(WGKIT_OK, wgkit_profile_store_get(store, "anna", 4, &list, &error));
  EXPECT(WGKIT_OK, wgkit_profile_list_profiles(list, &profiles, &count, &stride, &error));
  CHECK(count == 1 && profiles->address_count == 1 && profiles->network_count == 1);
  CHECK(profiles->allowed_ip_count == 1);
  CHECK(wgkit_profile_list_free(list) == WGKIT_OK);

  sentence("fault 94: a store that is none, or was freed, is told apart when it readdresses");
  CHECK(wgkit_profile_store_free(store) == WGKIT_OK);
  each_no_handle(test_no_store, store);
  sprintf(command, "rm -r %s", base);
  CHECK(system(command) == 0);
}
