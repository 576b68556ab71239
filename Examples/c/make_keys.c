/* Makes a key pair and a preshared key, and prints the public key. The secrets are not shown.
 *
 *   cc make_keys.c $(pkg-config --cflags --libs wgkit) -o make_keys */
#include <stdio.h>
#include <wgkit.h>

int main(void) {
  wgkit_private_key private_key;
  wgkit_preshared_key preshared_key;
  wgkit_public_key public_key;
  char text[WGKIT_KEY_TEXT_SIZE];
  wgkit_error *error = NULL;
  int status = 1;

  if (wgkit_keypair_generate(&private_key, &public_key, &error) == WGKIT_OK &&
      wgkit_preshared_key_generate(&preshared_key, &error) == WGKIT_OK &&
      wgkit_public_key_to_base64(&public_key, text, sizeof text, NULL, &error) == WGKIT_OK) {
    printf("%s\n", text);
    status = 0;
  } else {
    fprintf(stderr, "make_keys: %s\n", wgkit_error_message(error));
    wgkit_error_free(error);
  }
  wgkit_secret_wipe(&private_key, sizeof private_key);
  wgkit_secret_wipe(&preshared_key, sizeof preshared_key);
  return status;
}
