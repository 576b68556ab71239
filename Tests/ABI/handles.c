#include "check.h"

#include <sys/wait.h>
#include <unistd.h>

/* Every use of what is no living device. */
static void test_no_device(const wgkit_device *device, wgkit_status wanted) {
  const wgkit_device_info *info = (const wgkit_device_info *)"untouched";
  const wgkit_peer *peers = (const wgkit_peer *)(const void *)"untouched";
  const wgkit_prefix *prefixes = (const wgkit_prefix *)"untouched";
  wgkit_private_key private_key;
  wgkit_preshared_key preshared_key;
  size_t count = 77, stride = 77;

  memset(&private_key, 0x5a, 32);
  memset(&preshared_key, 0x5a, 32);
  EXPECT(wanted, wgkit_device_get_info(device, &info, &count, &error));
  EXPECT(wanted, wgkit_device_peers(device, &peers, &count, &stride, &error));
  EXPECT(wanted, wgkit_device_allowed_ips(device, &prefixes, &count, &stride, &error));
  EXPECT(wanted, wgkit_device_expose_private_key(device, &private_key, &error));
  EXPECT(wanted, wgkit_device_expose_preshared_key(device, 0, &preshared_key, &error));
  CHECK(memcmp(info, "untouched", 9) == 0 && memcmp(peers, "untouched", 9) == 0);
  CHECK(memcmp(prefixes, "untouched", 9) == 0 && count == 77 && stride == 77);
  CHECK(private_key.bytes[0] == 0x5a && preshared_key.bytes[31] == 0x5a);
}

static void test_no_list(const wgkit_device_list *list, wgkit_status wanted) {
  const wgkit_interface_name *names = (const wgkit_interface_name *)"untouched";
  size_t count = 77, stride = 77;

  EXPECT(wanted, wgkit_device_list_names(list, &names, &count, &stride, &error));
  CHECK(memcmp(names, "untouched", 9) == 0 && count == 77 && stride == 77);
}

/* What was never a handle of any type. */
static void test_foreign(const void *foreign) {
  union {
    const void *from;
    wgkit_device *device;
    wgkit_device_list *list;
    wgkit_error *error;
  } as;
  as.from = foreign;
  test_no_device(as.device, WGKIT_ERROR_INVALID_HANDLE);
  test_no_list(as.list, WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_device_free(as.device) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_device_list_free(as.list) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_error_free(as.error) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_error_code(as.error) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_error_message(as.error)[0] != 0);
  CHECK(wgkit_error_errno(as.error) == 0);
}

void test_handles(void) {
  wgkit_device_list *list = NULL, *second = NULL;
  const wgkit_interface_name *names = NULL;
  wgkit_device *device = (wgkit_device *)&list;
  size_t count = 0, stride = 0;
  uintptr_t bits;

  sentence("a list of devices can be read without a right, and freed");
  EXPECT(WGKIT_OK, wgkit_device_list_read(NULL, &list, &error));
  CHECK(list != NULL);
  EXPECT(WGKIT_OK, wgkit_device_list_names(list, &names, &count, &stride, &error));
  CHECK(stride == sizeof(wgkit_interface_name) && (count == 0) == (names == NULL));
  CHECK(wgkit_device_list_free(list) == WGKIT_OK);

  sentence("freeing NULL does nothing");
  CHECK(wgkit_device_free(NULL) == WGKIT_OK);
  CHECK(wgkit_device_list_free(NULL) == WGKIT_OK);

  sentence("NULL in the place of a handle is an invalid argument");
  test_no_device(NULL, WGKIT_ERROR_INVALID_ARGUMENT);
  test_no_list(NULL, WGKIT_ERROR_INVALID_ARGUMENT);

  sentence("a handle that was freed is told apart, at its second free too");
  test_no_list(list, WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_device_list_free(list) == WGKIT_ERROR_INVALID_HANDLE);

  sentence("a handle that was freed does not become the next one");
  EXPECT(WGKIT_OK, wgkit_device_list_read(NULL, &second, &error));
  CHECK(list != second);
  test_no_list(list, WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_device_list_free(list) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(WGKIT_OK, wgkit_device_list_names(second, &names, &count, &stride, &error));

  sentence("a handle of another type is told apart");
  test_no_device((const wgkit_device *)second, WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_device_free((wgkit_device *)second) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_error_free((wgkit_error *)second) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(WGKIT_OK, wgkit_device_list_names(second, &names, &count, &stride, &error));

  sentence("a handle with one bit changed is told apart");
  for (bits = 1; bits != 0; bits <<= 1)
    test_no_list(
        (const wgkit_device_list *)((uintptr_t)second ^ bits),
        ((uintptr_t)second ^ bits) == 0 ? WGKIT_ERROR_INVALID_ARGUMENT
                                        : WGKIT_ERROR_INVALID_HANDLE);

  sentence("what was never a handle is told apart and not looked at");
  test_foreign(&list);
  test_foreign("text");
  test_foreign((const void *)1);
  test_foreign((const void *)UINTPTR_MAX);
  test_foreign((const void *)(UINTPTR_MAX / 2));
  {
    void *memory = malloc(64);
    test_foreign(memory);
    free(memory);
  }

  sentence("NULL for each place of a result is an invalid argument");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_list_read(NULL, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_list_names(second, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_list_names(second, &names, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_list_names(second, &names, &count, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_read(NULL, NULL, 3, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_read(NULL, "wg0", 3, NULL, &error));
  CHECK(device == (wgkit_device *)&list);

  sentence("a misaligned place of a result is an invalid argument");
  {
    union {
      size_t aligned[3];
      char bytes[3 * sizeof(size_t)];
    } place;
    size_t *crooked = (size_t *)(void *)(place.bytes + 1);
    memset(&place, 0x5a, sizeof place);
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_device_list_names(second, &names, crooked, &stride, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_device_list_names(second, &names, &count, crooked, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_device_list_read(NULL, (wgkit_device_list **)(void *)crooked, &error));
    CHECK(place.bytes[1] == 0x5a && place.bytes[8] == 0x5a);
  }

  sentence("a name that is none is an invalid name, whatever its length claims");
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_read(NULL, "", 0, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_read(NULL, "a/b", 3, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_read(NULL, "wg0", 4, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_read(NULL, "\xff\xfe", 2, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_read(NULL, "sixteen-bytes-it", 16, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_read(NULL, "w", SIZE_MAX / 2, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_read(NULL, "w", SIZE_MAX, &device, &error));
  CHECK(device == (wgkit_device *)&list);

  sentence("a handle is valid in the child of a fork, and both free it");
  {
    int status = -1;
    pid_t child;
    fflush(stdout);
    child = fork();
    if (child == 0) {
      int fine = wgkit_device_list_names(second, &names, &count, &stride, NULL) == WGKIT_OK &&
                 wgkit_device_list_free(second) == WGKIT_OK &&
                 wgkit_device_list_free(second) == WGKIT_ERROR_INVALID_HANDLE;
      _exit(fine ? 0 : 1);
    }
    CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    CHECK(wgkit_device_list_free(second) == WGKIT_OK);
  }
}
