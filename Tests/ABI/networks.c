#include "check.h"

#include "texts.h"

/* Networks of a peer, metrics, QR codes, and NAT as far as that goes without a kernel. */

static const wgkit_prefix ten = {{10, 1, 2, 3}, WGKIT_FAMILY_IPV4, 8, {0}};
static const wgkit_prefix half = {{10, 128}, WGKIT_FAMILY_IPV4, 9, {0}};
static const wgkit_prefix other = {{192, 168}, WGKIT_FAMILY_IPV4, 16, {0}};

static const wgkit_prefix *in_list(const wgkit_network_list *list, size_t wanted) {
  const wgkit_prefix *networks = NULL;
  size_t count = 77, stride = 77;
  EXPECT(WGKIT_OK, wgkit_network_list_networks(list, &networks, &count, &stride, &error));
  CHECK(count == wanted && stride == sizeof(wgkit_prefix) && (count == 0) == (networks == NULL));
  return networks;
}

static void test_no_network_list(const void *handle, wgkit_status wanted) {
  const wgkit_prefix *networks = (const wgkit_prefix *)"untouched";
  size_t count = 77, stride = 77;
  EXPECT(
      wanted, wgkit_network_list_networks(
                  (const wgkit_network_list *)handle, &networks, &count, &stride, &error));
  CHECK(memcmp(networks, "untouched", 9) == 0 && count == 77 && stride == 77);
  if (handle != NULL)
    CHECK(
        wgkit_network_list_free((wgkit_network_list *)handle) == WGKIT_ERROR_INVALID_HANDLE);
}

static void test_lists_of_networks(void) {
  wgkit_network_list *list = NULL, *kept = (wgkit_network_list *)"untouched";
  wgkit_prefix both[2], bad = ten;
  const wgkit_prefix *found;
  size_t size = sizeof(wgkit_prefix), count, stride;

  both[0] = half;
  both[1] = ten;
  sentence("the networks that a peer is sent are in order, and none contains another one");
  EXPECT(WGKIT_OK, wgkit_network_list_split(both, 2, size, &list, &error));
  found = in_list(list, 1);
  CHECK(found != NULL && found->length == 8 && found->address[0] == 10 && found->address[1] == 0);
  CHECK(wgkit_network_list_free(list) == WGKIT_OK);

  sentence("everything is two networks, and everything but some is exactly that");
  EXPECT(WGKIT_OK, wgkit_network_list_full(NULL, 0, 0, &list, &error));
  found = in_list(list, 2);
  CHECK(found != NULL && found[0].length == 0 && found[1].family == WGKIT_FAMILY_IPV6);
  CHECK(wgkit_network_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_network_list_full(both, 2, size, &list, &error));
  found = in_list(list, 9);
  CHECK(found != NULL && found[0].address[0] == 0 && found[0].length == 5);
  CHECK(wgkit_network_list_free(list) == WGKIT_OK);

  sentence("two sites are bridged unless they overlap");
  EXPECT(WGKIT_OK, wgkit_network_list_bridge(&other, 1, size, both, 2, size, &list, &error));
  found = in_list(list, 1);
  CHECK(found != NULL && found->address[0] == 192);
  CHECK(wgkit_network_list_free(list) == WGKIT_OK);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_network_list_bridge(&half, 1, size, &ten, 1, size, &kept, &error));

  sentence("overlaps are pairs");
  EXPECT(WGKIT_OK, wgkit_network_list_overlaps(&half, 1, size, both, 2, size, &list, &error));
  found = in_list(list, 4);
  CHECK(found != NULL && found[0].length == 9 && found[1].length == 8 && found[3].length == 9);
  CHECK(wgkit_network_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_network_list_overlaps(&other, 1, size, both, 2, size, &list, &error));
  in_list(list, 0);

  sentence("NULL and nonsense for each argument of networks is an invalid one (fault 92)");
  bad.family = 5;
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_networks(list, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_networks(list, &found, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_networks(list, &found, &count, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_split(NULL, 1, size, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_split(NULL, 0, 0, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_split(&ten, 1, 1, &kept, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_split(&ten, SIZE_MAX / 2, size, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_network_list_split(&bad, 1, size, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_split(&ten, 1, size, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_full(NULL, 1, size, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_network_list_full(NULL, 0, 0, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_network_list_bridge(NULL, 1, size, &ten, 1, size, &kept, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_network_list_bridge(&other, 1, size, NULL, 1, size, &kept, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_network_list_bridge(&other, 1, size, &ten, 1, size, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_network_list_overlaps(NULL, 1, size, &ten, 1, size, &kept, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ADDRESS,
      wgkit_network_list_overlaps(&ten, 1, size, &bad, 1, size, &kept, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_network_list_overlaps(&ten, 1, size, &ten, 1, size, NULL, &error));
  CHECK(memcmp(kept, "untouched", 9) == 0);

  sentence("what is no living list of networks is refused (fault 94)");
  CHECK(wgkit_network_list_free(list) == WGKIT_OK && wgkit_network_list_free(NULL) == WGKIT_OK);
  each_no_handle(test_no_network_list, list);
}

static void test_no_metrics(const void *handle, wgkit_status wanted) {
  wgkit_metrics *metrics = (wgkit_metrics *)handle;
  wgkit_document *document = parsed("[Interface]\n");
  char text[] = "as it is";
  size_t size = 77;
  EXPECT(wanted, wgkit_metrics_add_name(metrics, &anna, "anna", 4, &error));
  EXPECT(wanted, wgkit_metrics_add_names(metrics, document, &error));
  EXPECT(wanted, wgkit_metrics_to_text(metrics, text, sizeof text, &size, &error));
  CHECK(memcmp(text, "as it is", sizeof text) == 0 && size == 77);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
  if (handle != NULL) CHECK(wgkit_metrics_free(metrics) == WGKIT_ERROR_INVALID_HANDLE);
}

static void test_metrics_of_none(const void *handle, wgkit_status wanted) {
  wgkit_metrics *metrics = NULL;
  EXPECT(WGKIT_OK, wgkit_metrics_create(&metrics, &error));
  EXPECT(wanted, wgkit_metrics_add_device(metrics, (const wgkit_device *)handle, &error));
  EXPECT(wanted, wgkit_metrics_add_names(metrics, (const wgkit_document *)handle, &error));
  CHECK(wgkit_metrics_free(metrics) == WGKIT_OK);
}

static void test_metrics(void) {
  wgkit_metrics *metrics = NULL;
  size_t size = 0;
  char *text;

  sentence("metrics of no device are help and types, and a short buffer is not written to");
  EXPECT(WGKIT_OK, wgkit_metrics_create(&metrics, &error));
  EXPECT(WGKIT_OK, wgkit_metrics_to_text(metrics, NULL, 0, &size, &error));
  text = (char *)calloc(1, size);
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL, wgkit_metrics_to_text(metrics, text, size - 1, &size, &error));
  CHECK(text[0] == 0);
  EXPECT(WGKIT_OK, wgkit_metrics_to_text(metrics, text, size, &size, &error));
  CHECK(strstr(text, "# TYPE wireguard_peers gauge\n") != NULL && strchr(text, '{') == NULL);
  free(text);

  sentence("names are UTF-8 and not too long");
  EXPECT(WGKIT_OK, wgkit_metrics_add_name(metrics, &anna, "a\"b\\c\n", 6, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_metrics_add_name(metrics, &anna, "\xff", 1, &error));
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_metrics_add_name(metrics, &anna, "a", 1025, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_metrics_add_name(metrics, NULL, "a", 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_metrics_add_name(metrics, &anna, NULL, 1, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_metrics_create(NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_metrics_to_text(metrics, NULL, 1, &size, &error));

  sentence("what is no living metrics, device or document is refused (fault 94)");
  CHECK(wgkit_metrics_free(metrics) == WGKIT_OK && wgkit_metrics_free(NULL) == WGKIT_OK);
  each_no_handle(test_no_metrics, metrics);
  each_no_handle(test_metrics_of_none, metrics);
}

static void test_no_code(const void *handle, wgkit_status wanted) {
  wgkit_qr_code *code = (wgkit_qr_code *)handle;
  char text[] = "as it is";
  size_t size = 77;
  uint32_t width = 77;
  EXPECT(wanted, wgkit_qr_code_get_width(code, &width, &error));
  EXPECT(wanted, wgkit_qr_code_expose_text(code, 0, text, sizeof text, &size, &error));
  EXPECT(wanted, wgkit_qr_code_expose_svg(code, text, sizeof text, &size, &error));
  CHECK(memcmp(text, "as it is", sizeof text) == 0 && size == 77 && width == 77);
  if (handle != NULL) CHECK(wgkit_qr_code_free(code) == WGKIT_ERROR_INVALID_HANDLE);
}

static void test_codes(void) {
  static char text[WGKIT_QR_CODE_MOST_BYTES + 1], picture[400000];
  wgkit_qr_code *code = NULL, *kept = (wgkit_qr_code *)"untouched";
  uint32_t width = 0, indexes[2];
  size_t size = 0;

  memset(text, 'a', sizeof text);
  sentence("a QR code has the size that its text needs");
  EXPECT(WGKIT_OK, wgkit_qr_code_create(text, WGKIT_QR_CODE_MOST_BYTES, &code, &error));
  EXPECT(WGKIT_OK, wgkit_qr_code_get_width(code, &width, &error));
  CHECK(width == 177 && wgkit_qr_code_free(code) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_qr_code_create(text, 1, &code, &error));
  EXPECT(WGKIT_OK, wgkit_qr_code_get_width(code, &width, &error));
  CHECK(width == 21);

  sentence("its forms go to a buffer that is long enough, or not at all");
  EXPECT(WGKIT_OK, wgkit_qr_code_expose_text(code, WGKIT_BACKGROUND_DARK, NULL, 0, &size, &error));
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL,
      wgkit_qr_code_expose_text(code, WGKIT_BACKGROUND_DARK, picture, size - 1, &size, &error));
  CHECK(picture[0] == 0);
  EXPECT(
      WGKIT_OK,
      wgkit_qr_code_expose_text(code, WGKIT_BACKGROUND_DARK, picture, size, &size, &error));
  CHECK(strlen(picture) == size - 1 && memcmp(picture, "\xe2\x96\x88", 3) == 0);
  EXPECT(
      WGKIT_OK, wgkit_qr_code_expose_text(
                    code, WGKIT_BACKGROUND_LIGHT, picture, sizeof picture, &size, &error));
  CHECK(picture[0] == ' ');
  memset(picture, 0, sizeof picture);
  EXPECT(WGKIT_OK, wgkit_qr_code_expose_svg(code, NULL, 0, &size, &error));
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL,
      wgkit_qr_code_expose_svg(code, picture, size - 1, &size, &error));
  CHECK(picture[0] == 0);
  EXPECT(WGKIT_OK, wgkit_qr_code_expose_svg(code, picture, size, &size, &error));
  CHECK(strlen(picture) == size - 1 && memcmp(picture, "<svg ", 5) == 0);

  sentence("NULL and nonsense for each argument of a QR code is an invalid one (fault 92)");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_create(text, 0, &kept, &error));
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_qr_code_create(text, sizeof text, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_create(NULL, 1, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_create(text, SIZE_MAX, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_create(text, 1, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_get_width(code, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_qr_code_get_width(code, (uint32_t *)(void *)((char *)indexes + 1), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_expose_text(code, 2, NULL, 0, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_expose_text(code, 0, NULL, 1, &size, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_qr_code_expose_svg(code, NULL, 1, &size, &error));
  CHECK(memcmp(kept, "untouched", 9) == 0);

  sentence("what is no living QR code is refused (fault 94)");
  CHECK(wgkit_qr_code_free(code) == WGKIT_OK && wgkit_qr_code_free(NULL) == WGKIT_OK);
  each_no_handle(test_no_code, code);
}

static void test_nat(void) {
  wgkit_network_list *list = (wgkit_network_list *)"untouched";
  wgkit_interface_name out;
  uint32_t forwards = 77;
  size_t size = sizeof(wgkit_prefix);
  wgkit_prefix bad = ten;

  sentence("whether packets are forwarded is read without a right");
  EXPECT(WGKIT_OK, wgkit_nat_get_forwarding(NULL, WGKIT_FAMILY_IPV4, &forwards, &error));
  CHECK(forwards <= 1);

  sentence("NULL and nonsense for each argument of NAT is an invalid one (fault 92)");
  memset(&out, 0x5a, sizeof out);
  bad.length = 33;
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_nat_get_forwarding(NULL, WGKIT_FAMILY_IPV4, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_get_forwarding(NULL, 5, &forwards, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_enable_forwarding(NULL, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_add(NULL, NULL, 3, &ten, 1, size, NULL, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_NAME, wgkit_nat_add(NULL, "a/b", 3, &ten, 1, size, NULL, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_add(NULL, "wg0", 3, NULL, 1, size, NULL, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ADDRESS, wgkit_nat_add(NULL, "wg0", 3, &bad, 1, size, NULL, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_NAME, wgkit_nat_add(NULL, "wg0", 3, &ten, 1, size, "", 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_nat_add(NULL, "wg0", 3, &ten, 1, size, "wg0", 3, &error));
  EXPECT(
      WGKIT_ERROR_NO_SUCH_INTERFACE,
      wgkit_nat_add(NULL, "abi-none", 8, NULL, 0, 0, NULL, 0, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_remove(NULL, NULL, 0, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_read(NULL, NULL, 3, &list, &out, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_read(NULL, "wg0", 3, NULL, &out, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_nat_read(NULL, "wg0", 3, &list, NULL, &error));
  CHECK(memcmp(list, "untouched", 9) == 0 && out.text[0] == 0x5a && forwards <= 1);
}

void test_networks(void) {
  test_lists_of_networks();
  test_metrics();
  test_codes();
  test_nat();
}

/* Runs in the harness, where the device "abi1" has two peers. */
void test_kernel_nat(void) {
  wgkit_network_list *list = NULL;
  wgkit_interface_name out;
  wgkit_metrics *metrics = NULL;
  wgkit_device *device = NULL;
  const wgkit_prefix *found;
  const wgkit_prefix address = {{10, 40, 0, 1}, WGKIT_FAMILY_IPV4, 24, {0}};
  static char text[8192];
  uint32_t forwards = 77;
  size_t size = sizeof(wgkit_prefix);

  sentence("NAT is added, read and removed");
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_nat_read(NULL, "abi1", 4, &list, &out, &error));
  EXPECT(WGKIT_OK, wgkit_nat_add(NULL, "abi1", 4, &ten, 1, size, "uplink", 6, &error));
  EXPECT(WGKIT_OK, wgkit_nat_read(NULL, "abi1", 4, &list, &out, &error));
  found = in_list(list, 1);
  CHECK(found != NULL && found->length == 8 && found->address[0] == 10 && found->address[1] == 0);
  CHECK(strcmp(out.text, "uplink") == 0 && wgkit_network_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_link_add_address(NULL, "abi1", 4, &address, &error));
  EXPECT(WGKIT_OK, wgkit_nat_add(NULL, "abi1", 4, NULL, 0, 0, NULL, 0, &error));
  EXPECT(WGKIT_OK, wgkit_nat_read(NULL, "abi1", 4, &list, &out, &error));
  found = in_list(list, 1);
  CHECK(found != NULL && found->length == 24 && found->address[1] == 40 && found->address[3] == 0);
  CHECK(out.text[0] == 0 && wgkit_network_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_nat_remove(NULL, "abi1", 4, &error));
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_nat_remove(NULL, "abi1", 4, &error));
  EXPECT(WGKIT_OK, wgkit_link_remove_address(NULL, "abi1", 4, &address, &error));

  sentence("forwarding is turned on");
  EXPECT(WGKIT_OK, wgkit_nat_get_forwarding(NULL, WGKIT_FAMILY_IPV6, &forwards, &error));
  CHECK(forwards == 0);
  EXPECT(WGKIT_OK, wgkit_nat_enable_forwarding(NULL, WGKIT_FAMILY_IPV6, &error));
  EXPECT(WGKIT_OK, wgkit_nat_get_forwarding(NULL, WGKIT_FAMILY_IPV6, &forwards, &error));
  CHECK(forwards == 1);

  sentence("a device has metrics, once");
  EXPECT(WGKIT_OK, wgkit_device_read(NULL, "abi1", 4, &device, &error));
  EXPECT(WGKIT_OK, wgkit_metrics_create(&metrics, &error));
  EXPECT(WGKIT_OK, wgkit_metrics_add_device(metrics, device, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, wgkit_metrics_add_device(metrics, device, &error));
  EXPECT(WGKIT_OK, wgkit_metrics_to_text(metrics, text, sizeof text, &size, &error));
  CHECK(strstr(text, "\nwireguard_peers{interface=\"abi1\"} ") != NULL);
  CHECK(strstr(text, "allowed_ips=\"10.1.1.0/24,2001:db8::/32\"} 1\n") != NULL);
  CHECK(wgkit_metrics_free(metrics) == WGKIT_OK && wgkit_device_free(device) == WGKIT_OK);
}
