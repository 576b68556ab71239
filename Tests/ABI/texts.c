#include "texts.h"

#include "check.h"

const char whole_text[] =
    "# made by hand\n"
    "[Interface]\n"
    "PrivateKey = " PRIVATE "\n"
    "ListenPort = 51820 # the usual\n"
    "FwMark = 0x10\n"
    "Address = 10.0.0.1/24, fd00::1/64\n"
    "DNS = 10.0.0.53, corp.example, fd00::53\n"
    "MTU = 1420\n"
    "Table = off\n"
    "PreUp = true\n"
    "PostUp = echo %i # not a comment\n"
    "PreDown = false\n"
    "PostDown = id\n"
    "SaveConfig = true\n"
    "\n"
    "[Peer]\n"
    "# friendly_name = anna\n"
    "PublicKey = " ANNA "\n"
    "PresharedKey = " PRESHARED "\n"
    "AllowedIPs = 10.0.0.2/32, fd00::2/128\n"
    "Endpoint = vpn.example.org:51820\n"
    "PersistentKeepalive = 25\n"
    "\n"
    "[Peer]\n"
    "PublicKey = " BERT "\n"
    "AllowedIPs = +10.0.3.0/24, -10.0.4.0/24\n"
    "\n"
    "#[disabled] [Peer] # cora\n"
    "#[disabled] PublicKey = " CORA "\n"
    "#[disabled] AllowedIPs = 10.0.5.0/24\n";

const char secret_nonsense[] = "[Interface]\n" PRIVATE "\n";
char bad_buffer[8];

wgkit_public_key anna, bert, cora, dora;

void make_keys(void) {
  CHECK(wgkit_public_key_from_base64(ANNA, 44, &anna, NULL) == WGKIT_OK);
  CHECK(wgkit_public_key_from_base64(BERT, 44, &bert, NULL) == WGKIT_OK);
  CHECK(wgkit_public_key_from_base64(CORA, 44, &cora, NULL) == WGKIT_OK);
  memset(&dora, 7, sizeof dora);
}

wgkit_document *parsed(const char *text) {
  wgkit_document *document = NULL;
  EXPECT(
      WGKIT_OK,
      wgkit_document_parse(text, strlen(text), WGKIT_DIALECT_WG_QUICK, &document, &error));
  return document;
}

char *text_of(const wgkit_document *document) {
  size_t size = 0;
  char *text;
  EXPECT(WGKIT_OK, wgkit_document_expose_text(document, NULL, 0, &size, &error));
  text = (char *)calloc(1, size + 1);
  EXPECT(WGKIT_OK, wgkit_document_expose_text(document, text, size, NULL, &error));
  CHECK(strlen(text) + 1 == size);
  return text;
}

static union {
  uint64_t aligned[8];
  char bytes[64];
} place;

void *crooked(void) {
  memset(&place, 0x5a, sizeof place);
  return place.bytes + 1;
}

int crooked_is_untouched(void) {
  size_t index;
  for (index = 0; index < sizeof place; index++)
    if (place.bytes[index] != 0x5a) return 0;
  return 1;
}
