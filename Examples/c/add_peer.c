/* Adds a peer to a configuration file, which otherwise stays as it is, comments and all.
 *
 *   cc add_peer.c $(pkg-config --cflags --libs wgkit) -o add_peer
 *   ./add_peer /etc/wireguard/wg0.conf PUBLIC-KEY NAME ALLOWED-IPS */
#include <stdio.h>
#include <string.h>
#include <wgkit.h>

int main(int count, char **words) {
  wgkit_public_key key;
  wgkit_error *error = NULL;
  wgkit_file *file = NULL;
  wgkit_document *document = NULL;
  size_t path_length;

  if (count != 5) {
    fprintf(stderr, "usage: add_peer FILE PUBLIC-KEY NAME ALLOWED-IPS\n");
    return 2;
  }
  path_length = strlen(words[1]);
  if (wgkit_public_key_from_base64(words[2], strlen(words[2]), &key, &error) == WGKIT_OK &&
      wgkit_file_read(words[1], path_length, 0, 0, WGKIT_FILE_USUAL_PATIENCE, &file, &error) ==
          WGKIT_OK &&
      wgkit_file_parse(file, WGKIT_DIALECT_WG_QUICK, &document, &error) == WGKIT_OK &&
      wgkit_document_add_peer(document, &key, words[3], strlen(words[3]), &error) == WGKIT_OK &&
      wgkit_document_set(document, &key, WGKIT_CONFIG_ALLOWED_IPS, words[4], strlen(words[4]),
                         &error) == WGKIT_OK &&
      /* Given the file that was read, it refuses when somebody else has written it since. */
      wgkit_file_write_document(words[1], path_length, 0, document, file,
                                WGKIT_FILE_USUAL_PATIENCE, &error) == WGKIT_OK) {
    printf("added %s\n", words[3]);
  }
  wgkit_document_free(document);
  wgkit_file_free(file);
  if (error == NULL) return 0;
  fprintf(stderr, "add_peer: %s\n", wgkit_error_message(error));
  wgkit_error_free(error);
  return 1;
}
