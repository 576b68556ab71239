#include "check.h"

void test_version(void) {
  int value;

  sentence("the version of the library is the header's");
  CHECK(strcmp(wgkit_version(), WGKIT_VERSION_STRING) == 0);
  CHECK(wgkit_version_number() == WGKIT_VERSION_NUMBER);
  CHECK(
      WGKIT_VERSION_NUMBER ==
      WGKIT_VERSION_MAJOR * 1000000 + WGKIT_VERSION_MINOR * 1000 + WGKIT_VERSION_PATCH);
  {
    char text[32];
    snprintf(
        text, sizeof text, "%d.%d.%d", WGKIT_VERSION_MAJOR, WGKIT_VERSION_MINOR,
        WGKIT_VERSION_PATCH);
    CHECK(strcmp(text, WGKIT_VERSION_STRING) == 0);
  }

  sentence("every status has a name of its own, and what is no status has one too");
  CHECK(strcmp(wgkit_status_name(WGKIT_OK), "WGKIT_OK") == 0);
  CHECK(strcmp(wgkit_status_name(WGKIT_ERROR_INVALID_KEY), "WGKIT_ERROR_INVALID_KEY") == 0);
  CHECK(strcmp(wgkit_status_name(WGKIT_ERROR_SELF_TEST_FAILED), "WGKIT_ERROR_SELF_TEST_FAILED") == 0);
  for (value = 1; value <= WGKIT_ERROR_NEWER_VERSION; value++) {
    int other;
    CHECK(strcmp(wgkit_status_name(value), "WGKIT_ERROR_UNKNOWN") != 0);
    for (other = 0; other < value; other++)
      CHECK(strcmp(wgkit_status_name(value), wgkit_status_name(other)) != 0);
  }
  CHECK(strcmp(wgkit_status_name(-1), "WGKIT_ERROR_UNKNOWN") == 0);
  CHECK(strcmp(wgkit_status_name(WGKIT_ERROR_NEWER_VERSION + 1), "WGKIT_ERROR_UNKNOWN") == 0);
  CHECK(strcmp(wgkit_status_name(INT32_MIN), "WGKIT_ERROR_UNKNOWN") == 0);

  sentence("the structures have the layout that callers without a C compiler count on");
  CHECK(sizeof(wgkit_private_key) == 32 && sizeof(wgkit_public_key) == 32);
  CHECK(sizeof(wgkit_preshared_key) == 32);
  CHECK(sizeof(wgkit_interface_name) == 16);
  CHECK(sizeof(wgkit_endpoint) == 24);
  CHECK(offsetof(wgkit_endpoint, scope_id) == 16 && offsetof(wgkit_endpoint, port) == 20);
  CHECK(offsetof(wgkit_endpoint, family) == 22);
  CHECK(sizeof(wgkit_prefix) == 20);
  CHECK(offsetof(wgkit_prefix, family) == 16 && offsetof(wgkit_prefix, length) == 17);
  CHECK(sizeof(wgkit_device_info) == 96);
  CHECK(offsetof(wgkit_device_info, flags) == 16 && offsetof(wgkit_device_info, index) == 20);
  CHECK(offsetof(wgkit_device_info, firewall_mark) == 24);
  CHECK(offsetof(wgkit_device_info, listen_port) == 28);
  CHECK(offsetof(wgkit_device_info, public_key) == 32);
  CHECK(sizeof(wgkit_peer) == 128);
  CHECK(offsetof(wgkit_peer, received_bytes) == 32 && offsetof(wgkit_peer, sent_bytes) == 40);
  CHECK(offsetof(wgkit_peer, handshake_seconds) == 48);
  CHECK(offsetof(wgkit_peer, handshake_nanoseconds) == 56);
  CHECK(offsetof(wgkit_peer, flags) == 60 && offsetof(wgkit_peer, endpoint) == 64);
  CHECK(offsetof(wgkit_peer, first_allowed_ip) == 88);
  CHECK(offsetof(wgkit_peer, allowed_ip_count) == 96);
  CHECK(offsetof(wgkit_peer, protocol_version) == 104);
  CHECK(offsetof(wgkit_peer, persistent_keepalive) == 108);
}
