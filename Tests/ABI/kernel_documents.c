#include "check.h"

#include "readback.h"
#include "texts.h"

/* Runs in the harness: what a document means to a device, read back. */

static wgkit_update *meant(const char *text, uint32_t meaning) {
  wgkit_document *document = parsed(text);
  wgkit_update *update = NULL;
  EXPECT(WGKIT_OK, wgkit_document_to_update(document, meaning, &update, &error));
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  return update;
}

static void apply(const char *text, uint32_t meaning) {
  wgkit_update *update = meant(text, meaning);
  EXPECT(WGKIT_OK, wgkit_device_apply(NULL, "abi7", 4, update, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
  read_back("abi7");
}

static void sync_with(const char *text) {
  wgkit_update *update = meant(text, WGKIT_CONFIG_MEANS_WHOLE);
  EXPECT(WGKIT_OK, wgkit_device_sync(NULL, "abi7", 4, update, 0, NULL, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
  read_back("abi7");
}

static int has_preshared_key(size_t place) {
  wgkit_preshared_key key;
  char text[64] = "";
  if (wgkit_device_expose_preshared_key(device, place, &key, NULL) != WGKIT_OK) return 0;
  EXPECT(WGKIT_OK, wgkit_preshared_key_expose_base64(&key, text, sizeof text, NULL, &error));
  return strcmp(text, PRESHARED) == 0;
}

static const char with_anna[] =
    "[Interface]\nPrivateKey = " PRIVATE "\nListenPort = 51831\nFwMark = 0x77\n"
    "[Peer]\nPublicKey = " ANNA "\nPresharedKey = " PRESHARED
    "\nAllowedIPs = 10.71.0.0/16, 10.72.0.0/16\nEndpoint = 192.0.2.9:4567\n"
    "PersistentKeepalive = 33\n";
static const char with_bert[] =
    "[Interface]\nFwMark = 0x78\n[Peer]\nPublicKey = " BERT "\nAllowedIPs = 10.73.0.0/16\n";

/* The only peer is Anna's, as `with_anna` has it. */
static void expect_anna(void) {
  CHECK((info->flags & WGKIT_DEVICE_HAS_PRIVATE_KEY) != 0);
  CHECK(info->listen_port == 51831 && info->firewall_mark == 0x77);
  CHECK(peer_count == 1 && memcmp(&peers[0].public_key, &anna, 32) == 0);
  CHECK(has_preshared_key(0) && peers[0].persistent_keepalive == 33);
  CHECK((peers[0].flags & WGKIT_PEER_HAS_ENDPOINT) != 0 && peers[0].endpoint.port == 4567);
  CHECK(allowed_ip_count == 2);
}

void test_kernel_documents(void) {
  EXPECT(WGKIT_OK, wgkit_link_create(NULL, "abi7", 4, 0, &error));

  sentence("a document that replaces gives a device all that it names");
  apply(with_bert, WGKIT_CONFIG_MEANS_REPLACE);
  apply(with_anna, WGKIT_CONFIG_MEANS_REPLACE);
  expect_anna();

  sentence("a document that adds leaves what it does not name");
  apply(with_bert, WGKIT_CONFIG_MEANS_ADD);
  CHECK(peer_count == 2 && allowed_ip_count == 3 && info->firewall_mark == 0x78);
  CHECK(info->listen_port == 51831 && (info->flags & WGKIT_DEVICE_HAS_PRIVATE_KEY) != 0);

  sentence("a document that replaces clears what it does not name");
  apply(with_bert, WGKIT_CONFIG_MEANS_REPLACE);
  CHECK(peer_count == 1 && memcmp(&peers[0].public_key, &bert, 32) == 0);
  CHECK(allowed_ip_count == 1 && (info->flags & WGKIT_DEVICE_HAS_PRIVATE_KEY) == 0);

  sentence("a whole makes a device what the document says");
  sync_with(with_anna);
  expect_anna();
  apply(
      "[Peer]\nPublicKey = " ANNA "\nAllowedIPs = 10.74.0.0/16, 10.75.0.0/16, 10.76.0.0/16\n",
      WGKIT_CONFIG_MEANS_ADD);
  CHECK(allowed_ip_count == 3);
  sync_with(with_anna);
  expect_anna();

  sentence("a whole keeps a port and an endpoint that the document does not name, and no peer");
  sync_with("[Peer]\nPublicKey = " ANNA "\nAllowedIPs = 10.71.0.0/16\n");
  CHECK(peer_count == 1 && allowed_ip_count == 1 && info->listen_port == 51831);
  CHECK((info->flags & WGKIT_DEVICE_HAS_PRIVATE_KEY) == 0 && info->firewall_mark == 0);
  CHECK((peers[0].flags & WGKIT_PEER_HAS_ENDPOINT) != 0 && !has_preshared_key(0));
  sync_with(with_bert);
  CHECK(peer_count == 1 && memcmp(&peers[0].public_key, &bert, 32) == 0);

  forget_device();
  EXPECT(WGKIT_OK, wgkit_link_delete(NULL, "abi7", 4, &error));
}
