/* Prints each peer of a WireGuard interface as a line: public key, endpoint, the time of the latest
 * handshake in seconds since 1970, bytes received, bytes sent. Needs to be root.
 *
 *   cc read_device.c $(pkg-config --cflags --libs wgkit) -o read_device */
#include <stdio.h>
#include <string.h>
#include <wgkit.h>

static wgkit_status print_peer(const wgkit_peer *peer, wgkit_error **error) {
  char key[WGKIT_KEY_TEXT_SIZE];
  char endpoint[128] = "(none)";
  wgkit_status status = wgkit_public_key_to_base64(&peer->public_key, key, sizeof key, NULL, error);

  if (status == WGKIT_OK && (peer->flags & WGKIT_PEER_HAS_ENDPOINT) != 0) {
    status = wgkit_endpoint_to_text(&peer->endpoint, endpoint, sizeof endpoint, NULL, error);
  }
  if (status == WGKIT_OK) {
    printf("%s\t%s\t%lld\t%llu\t%llu\n", key, endpoint, (long long)peer->handshake_seconds,
           (unsigned long long)peer->received_bytes, (unsigned long long)peer->sent_bytes);
  }
  return status;
}

int main(int count, char **words) {
  const char *name = count > 1 ? words[1] : "wg0";
  wgkit_error *error = NULL;
  wgkit_device *device = NULL;
  const wgkit_peer *peers;
  size_t peer_count, stride, i;

  /* NULL is the network namespace that the program is in. */
  if (wgkit_device_read(NULL, name, strlen(name), &device, &error) == WGKIT_OK &&
      wgkit_device_peers(device, &peers, &peer_count, &stride, &error) == WGKIT_OK) {
    for (i = 0; i < peer_count && error == NULL; i++) {
      /* A newer library may have larger elements than this program's header. */
      const void *place = (const char *)peers + i * stride;
      if (print_peer((const wgkit_peer *)place, &error) != WGKIT_OK) break;
    }
  }
  wgkit_device_free(device);
  if (error == NULL) return 0;
  fprintf(stderr, "read_device: %s\n", wgkit_error_message(error));
  wgkit_error_free(error);
  return 1;
}
