#define _POSIX_C_SOURCE 200809L
/* Folders of configurations. */
#include "check.h"

#include <sys/stat.h>
#include <unistd.h>

#include "texts.h"

/* A folder with the profiles' folder and the active file in it; what stays is in /tmp. */
static char folder[64], active[64];

#define PLACE folder, strlen(folder), active, strlen(active)

static const char profile[] =
    "[Interface]\nPrivateKey = " PRIVATE "\nAddress = 10.2.0.2/32\n"
    "[Peer]\nPublicKey = " ANNA "\nEndpoint = 192.0.2.1:51820\nAllowedIPs = 0.0.0.0/0\n";

static wgkit_status put(const char *name, uint32_t options, const char *text, wgkit_error **error) {
  return wgkit_config_folder_put(
      PLACE, name, strlen(name), options, text, strlen(text), error);
}

static int names_are(const char *wanted) {
  char text[128];
  size_t size = 0;
  return wgkit_config_folder_get_names(PLACE, text, sizeof text, &size, NULL) == WGKIT_OK &&
         strcmp(text, wanted) == 0 && size == strlen(wanted) + 1;
}

static int active_is(const char *wanted) {
  char text[128];
  return wgkit_config_folder_get_active(PLACE, text, sizeof text, NULL, NULL) == WGKIT_OK &&
         strcmp(text, wanted) == 0;
}

static void test_null(void) {
  char text[8];
  size_t size;
  int which;

  sentence("fault 92: NULL and absurd lengths of a folder's functions are invalid arguments");
  for (which = 0; which < 3; which++) {
    const char *f = which == 0 ? NULL : folder, *a = which == 1 ? NULL : active;
    size_t length = which == 2 ? SIZE_MAX : 4;
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_config_folder_get_names(f, length, a, length, text, sizeof text, &size, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_config_folder_get_active(f, length, a, length, text, sizeof text, &size, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_config_folder_put(f, length, a, length, "x", 1, 0, profile, 3, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_config_folder_activate(f, length, a, length, "x", 1, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_config_folder_remove(f, length, a, length, "x", 1, &error));
  }
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_config_folder_get_names(PLACE, NULL, 1, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_config_folder_get_active(PLACE, text, SIZE_MAX, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_config_folder_get_names(PLACE, text, 8, (size_t *)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_config_folder_put(PLACE, NULL, 1, 0, profile, 3, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_folder_put(PLACE, "x", 1, 0, NULL, 3, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_config_folder_put(PLACE, "x", 1, 0, profile, SIZE_MAX / 2, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_config_folder_put(PLACE, "x", 4096, 0, "x", 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_folder_activate(PLACE, NULL, 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_folder_remove(PLACE, NULL, 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_folder_get_names("", 0, "x", 1, NULL, 0, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, put("x", WGKIT_FILE_FOLLOWS_LINKS, profile, &error));
  CHECK(crooked_is_untouched() && names_are(""));
}

void test_folders(void) {
  char base[] = "/tmp/wgkit-folders.XXXXXX", text[8] = "same", path[96];
  size_t size = 77;
  struct stat status;

  if (mkdtemp(base) == NULL) abort();
  sprintf(folder, "%s/profiles", base);
  sprintf(active, "%s/active.conf", base);
  sentence("a folder of configurations that is not there is no empty one");
  EXPECT(
      WGKIT_ERROR_NOT_FOUND, wgkit_config_folder_get_names(PLACE, text, sizeof text, &size, &error));
  CHECK(size == 77 && strcmp(text, "same") == 0);
  if (mkdir(folder, 0700) != 0) abort();
  test_null();

  sentence("configurations are stored, activated and removed");
  EXPECT(WGKIT_OK, put("b#2", WGKIT_FILE_MUST_BE_NEW, profile, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, put("b#2", WGKIT_FILE_MUST_BE_NEW, profile, &error));
  EXPECT(WGKIT_OK, put("a", 0, profile, &error));
  CHECK(names_are("a\nb#2\n") && active_is(""));
  sprintf(path, "%s/a.conf", folder);
  CHECK(stat(path, &status) == 0 && (status.st_mode & 0777) == 0600);
  EXPECT(WGKIT_OK, wgkit_config_folder_activate(PLACE, "b#2", 3, &error));
  CHECK(active_is("b#2") && stat(active, &status) == 0 && (status.st_mode & 0777) == 0600);
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_folder_remove(PLACE, "b#2", 3, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_config_folder_activate(PLACE, "c", 1, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_config_folder_remove(PLACE, "c", 1, &error));

  sentence("fault 93: a short buffer gets no part of a name");
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL,
      wgkit_config_folder_get_active(PLACE, text, 3, &size, &error));
  CHECK(size == 4 && strcmp(text, "same") == 0);
  EXPECT(WGKIT_OK, wgkit_config_folder_get_names(PLACE, NULL, 0, &size, &error));
  CHECK(size == 7);

  sentence("what a client cannot use, hooks and names that are none are refused");
  EXPECT(WGKIT_ERROR_INVALID_CONFIGURATION, put("d", 0, "[Interface]\n", &error));
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION, put("d", 0, "[Interface]\nPostUp = true\n", &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, put("../d", 0, profile, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, put("", 0, profile, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, put(".d", 0, profile, &error));
  CHECK(names_are("a\nb#2\n"));

  EXPECT(WGKIT_OK, put("b#2", 0, "[Interface]\nPrivateKey = " PRIVATE "\nAddress = 10.2.0.3/32\n"
      "[Peer]\nPublicKey = " ANNA "\nEndpoint = 192.0.2.1:1\nAllowedIPs = 0.0.0.0/0\n", &error));
  sentence("the active one is that whose text the tunnel's file has");
  CHECK(active_is("a"));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_config_folder_remove(PLACE, "b#2", 3, &error));
  EXPECT(WGKIT_OK, wgkit_config_folder_activate(PLACE, "b#2", 3, &error));
  EXPECT(WGKIT_OK, wgkit_config_folder_remove(PLACE, "a", 1, &error));
  CHECK(names_are("b#2\n") && active_is("b#2"));

  sprintf(path, "%s/b#2.conf", folder);
  CHECK(remove(path) == 0 && remove(active) == 0);
  sprintf(path, "%s/.active", folder);
  CHECK(remove(path) == 0 && rmdir(folder) == 0 && rmdir(base) == 0);
}
