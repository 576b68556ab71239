#include "check.h"

static wgkit_error *some_error(void) {
  wgkit_error *error = NULL;
  CHECK(wgkit_device_list_read(NULL, NULL, &error) == WGKIT_ERROR_INVALID_ARGUMENT);
  return error;
}

void test_errors(void) {
  wgkit_error *error, *other;
  wgkit_public_key key;

  sentence("an error has a code, a message that names the argument, and no errno of its own");
  error = some_error();
  CHECK(wgkit_error_code(error) == WGKIT_ERROR_INVALID_ARGUMENT);
  CHECK(strstr(wgkit_error_message(error), "list") != NULL);
  CHECK(wgkit_error_errno(error) == 0);
  CHECK(wgkit_error_line(error) == 0 && wgkit_error_column(error) == 0);
  CHECK(wgkit_error_free(error) == WGKIT_OK);

  sentence("NULL in the place of an error object is no error");
  CHECK(wgkit_error_code(NULL) == WGKIT_OK);
  CHECK(wgkit_error_message(NULL)[0] == 0);
  CHECK(wgkit_error_errno(NULL) == 0);
  CHECK(wgkit_error_line(NULL) == 0 && wgkit_error_column(NULL) == 0);
  CHECK(wgkit_error_free(NULL) == WGKIT_OK);

  sentence("an error object that was freed is told apart");
  error = some_error();
  CHECK(wgkit_error_free(error) == WGKIT_OK);
  CHECK(wgkit_error_free(error) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_error_code(error) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(strstr(wgkit_error_message(error), "freed") != NULL);
  CHECK(wgkit_error_errno(error) == 0);
  CHECK(wgkit_error_line(error) == 0 && wgkit_error_column(error) == 0);

  sentence("an error object that was freed does not become the next one");
  other = some_error();
  CHECK(other != error);
  CHECK(wgkit_error_free(error) == WGKIT_ERROR_INVALID_HANDLE);
  CHECK(wgkit_error_code(other) == WGKIT_ERROR_INVALID_ARGUMENT);
  CHECK(wgkit_error_free(other) == WGKIT_OK);

  sentence("a caller without use for an error object gets the status alone");
  CHECK(wgkit_device_list_read(NULL, NULL, NULL) == WGKIT_ERROR_INVALID_ARGUMENT);
  CHECK(wgkit_public_key_from_base64("x", 1, &key, NULL) == WGKIT_ERROR_INVALID_KEY);

  sentence("a misaligned place for the error object is left alone");
  {
    union {
      wgkit_error *aligned[2];
      char bytes[2 * sizeof(wgkit_error *)];
    } place;
    memset(&place, 0x5a, sizeof place);
    CHECK(
        wgkit_device_list_read(NULL, NULL, (wgkit_error **)(void *)(place.bytes + 1)) ==
        WGKIT_ERROR_INVALID_ARGUMENT);
    CHECK(place.bytes[1] == 0x5a && place.bytes[8] == 0x5a);
  }
}
