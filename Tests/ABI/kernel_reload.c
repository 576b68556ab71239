#include "check.h"

/* Runs in the harness: an interface made what its file says. */

#define FIRST "AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define SECOND "AgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

static wgkit_document *parse(const char *text) {
  wgkit_document *document = NULL;
  EXPECT(
      WGKIT_OK,
      wgkit_document_parse(text, strlen(text), WGKIT_DIALECT_WG_QUICK, &document, &error));
  return document;
}

static wgkit_status reload(
    const char *text, uint32_t flags, wgkit_difference **difference, wgkit_error **error) {
  wgkit_document *document = parse(text);
  wgkit_status status =
      wgkit_interface_reload(NULL, "abi6", 4, document, flags, difference, error);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  return status;
}

/* The networks of a kind, as a text with spaces between them. */
static const char *networks(const wgkit_difference *difference, uint32_t which) {
  static char text[400];
  const wgkit_prefix *array = NULL;
  size_t count = 0, stride = 0, index, end = 0, size;
  EXPECT(
      WGKIT_OK,
      wgkit_difference_networks(difference, which, &array, &count, &stride, &error));
  CHECK(stride == sizeof *array && (array == NULL) == (count == 0));
  text[0] = 0;
  for (index = 0; index < count && end < 300; index++) {
    EXPECT(
        WGKIT_OK, wgkit_prefix_to_text(&array[index], text + end, 60, &size, &error));
    end += size - 1;
    if (index + 1 < count) strcpy(text + end++, " ");
  }
  return text;
}

static void expect_networks(
    const wgkit_difference *difference, const char *added, const char *removed,
    const char *added_routes, const char *removed_routes, uint32_t wanted_mtu) {
  uint32_t mtu = 77;
  CHECK(strcmp(networks(difference, WGKIT_NETWORKS_ADDED_ADDRESSES), added) == 0);
  CHECK(strcmp(networks(difference, WGKIT_NETWORKS_REMOVED_ADDRESSES), removed) == 0);
  CHECK(strcmp(networks(difference, WGKIT_NETWORKS_ADDED_ROUTES), added_routes) == 0);
  CHECK(strcmp(networks(difference, WGKIT_NETWORKS_REMOVED_ROUTES), removed_routes) == 0);
  EXPECT(WGKIT_OK, wgkit_difference_get_mtu(difference, &mtu, &error));
  CHECK(mtu == wanted_mtu);
}

static const char one[] =
    "[Interface]\nAddress = 10.50.0.1/24\nMTU = 1400\nPostUp = touch /run/abi-hook\n"
    "[Peer]\nPublicKey = " FIRST "\nAllowedIPs = 10.51.0.0/16\n";
static const char two[] =
    "[Interface]\nAddress = 10.60.0.1/24\nMTU = 1400\n"
    "[Peer]\nPublicKey = " FIRST "\nAllowedIPs = 10.61.0.0/16\n"
    "[Peer]\nPublicKey = " SECOND "\nAllowedIPs = 10.51.0.0/16\n";

void test_kernel_reload(void) {
  wgkit_difference *difference = NULL, *untouched = (wgkit_difference *)"untouched";
  wgkit_document *document = NULL;
  const wgkit_difference_info *info = NULL;
  const wgkit_prefix *array = NULL;
  size_t count, stride;
  uint32_t mtu;

  sentence("an interface that is down is not reloaded");
  EXPECT(WGKIT_OK, wgkit_link_create(NULL, "abi6", 4, 0, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, reload(one, 0, &untouched, &error));

  sentence("a dry run tells what a reload would do, and does nothing");
  EXPECT(WGKIT_OK, wgkit_link_bring_up(NULL, "abi6", 4, &error));
  EXPECT(WGKIT_OK, reload(one, WGKIT_RELOAD_DRY_RUN, &difference, &error));
  expect_networks(difference, "10.50.0.1/24", "", "10.51.0.0/16", "", 1400);
  CHECK(wgkit_difference_free(difference) == WGKIT_OK);

  sentence("a reload does it and runs no hook; a second one finds nothing to do");
  EXPECT(WGKIT_OK, reload(one, 0, &difference, &error));
  expect_networks(difference, "10.50.0.1/24", "", "10.51.0.0/16", "", 1400);
  EXPECT(WGKIT_OK, wgkit_difference_get_info(difference, &info, &count, &error));
  CHECK(info->added_peers == 1);
  CHECK(wgkit_difference_free(difference) == WGKIT_OK);
  EXPECT(WGKIT_OK, reload(one, 0, &difference, &error));
  expect_networks(difference, "", "", "", "", 0);
  CHECK(wgkit_difference_free(difference) == WGKIT_OK);
  CHECK(fopen("/run/abi-hook", "r") == NULL);

  sentence("a reload that moves an allowed IP is refused unless it is allowed; a dry run shows it");
  EXPECT(WGKIT_ERROR_WOULD_MOVE, reload(two, 0, &untouched, &error));
  CHECK(memcmp(untouched, "untouched", 9) == 0);
  EXPECT(WGKIT_OK, reload(two, WGKIT_RELOAD_DRY_RUN, &difference, &error));
  EXPECT(WGKIT_OK, wgkit_difference_get_info(difference, &info, &count, &error));
  CHECK(info->moves == 1 && wgkit_difference_free(difference) == WGKIT_OK);
  EXPECT(WGKIT_OK, reload(two, WGKIT_RELOAD_ALLOW_MOVES, &difference, &error));
  expect_networks(difference, "10.60.0.1/24", "10.50.0.1/24", "10.61.0.0/16", "", 0);

  sentence("bad arguments of a reload and of its difference are told apart (faults 92 and 94)");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_difference_networks(difference, 0, &array, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_difference_networks(difference, 5, &array, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_difference_networks(difference, UINT32_MAX, &array, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_difference_networks(difference, 1, NULL, &count, &stride, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_difference_get_mtu(difference, NULL, &error));
  CHECK(wgkit_difference_free(difference) == WGKIT_OK);
  EXPECT(WGKIT_ERROR_INVALID_HANDLE, wgkit_difference_get_mtu(difference, &mtu, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE,
      wgkit_difference_networks(difference, 1, &array, &count, &stride, &error));
  document = parse(one);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_interface_reload(NULL, "abi6", 4, document, 4, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_interface_reload(NULL, "abi6", 4, NULL, 0, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_interface_reload(NULL, NULL, 4, document, 0, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_NAME,
      wgkit_interface_reload(NULL, "abi6", SIZE_MAX / 2, document, 0, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE,
      wgkit_interface_reload(
          (const wgkit_namespace *)document, "abi6", 4, document, 0, NULL, &error));
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE,
      wgkit_interface_reload(NULL, "abi6", 4, document, 0, NULL, &error));

  EXPECT(WGKIT_OK, wgkit_link_delete(NULL, "abi6", 4, &error));
}
