/* The header alone, twice, in C89 and in C++: it needs nothing before it. */
#include <wgkit.h>
#include <wgkit.h>

int main(void) {
  wgkit_error *error = NULL;
  wgkit_public_key key;
  wgkit_status status = wgkit_public_key_from_base64("", 0, &key, &error);
  int as_expected = status == WGKIT_ERROR_INVALID_KEY && wgkit_error_code(error) == status;
  return wgkit_error_free(error) == WGKIT_OK && as_expected ? 0 : 1;
}
