#include "check.h"

/* Differences, links and routes, as far as that goes without WireGuard. */

static const wgkit_prefix prefix = {{10}, WGKIT_FAMILY_IPV4, 8, {0}};

static void test_no_difference(const void *handle, wgkit_status wanted) {
  const wgkit_difference *difference = (const wgkit_difference *)handle;
  const wgkit_difference_info *info = (const wgkit_difference_info *)(const void *)"untouched";
  const wgkit_move *moves = (const wgkit_move *)"untouched";
  wgkit_update *update = (wgkit_update *)"untouched";
  size_t count = 77, stride = 77;

  EXPECT(wanted, wgkit_difference_get_info(difference, &info, &count, &error));
  EXPECT(wanted, wgkit_difference_moves(difference, &moves, &count, &stride, &error));
  EXPECT(wanted, wgkit_difference_update(difference, &update, &error));
  CHECK(memcmp(info, "untouched", 9) == 0 && memcmp(moves, "untouched", 9) == 0);
  CHECK(memcmp(update, "untouched", 9) == 0 && count == 77 && stride == 77);
  if (handle != NULL)
    CHECK(wgkit_difference_free((wgkit_difference *)handle) == WGKIT_ERROR_INVALID_HANDLE);
}

static void test_no_links(const void *handle, wgkit_status wanted) {
  const wgkit_link_list *list = (const wgkit_link_list *)handle;
  const wgkit_link *links = (const wgkit_link *)(const void *)"untouched";
  const wgkit_link_address *addresses = (const wgkit_link_address *)"untouched";
  size_t count = 77, stride = 77;

  EXPECT(wanted, wgkit_link_list_links(list, &links, &count, &stride, &error));
  EXPECT(wanted, wgkit_link_list_addresses(list, &addresses, &count, &stride, &error));
  CHECK(memcmp(links, "untouched", 9) == 0 && memcmp(addresses, "untouched", 9) == 0);
  CHECK(count == 77 && stride == 77);
  if (handle != NULL)
    CHECK(wgkit_link_list_free((wgkit_link_list *)handle) == WGKIT_ERROR_INVALID_HANDLE);
}

static void test_no_routes(const void *handle, wgkit_status wanted) {
  const wgkit_route_list *list = (const wgkit_route_list *)handle;
  const wgkit_route *routes = (const wgkit_route *)(const void *)"untouched";
  const wgkit_next_hop *hops = (const wgkit_next_hop *)(const void *)"untouched";
  size_t count = 77, stride = 77;

  EXPECT(wanted, wgkit_route_list_routes(list, &routes, &count, &stride, &error));
  EXPECT(wanted, wgkit_route_list_next_hops(list, &hops, &count, &stride, &error));
  CHECK(memcmp(routes, "untouched", 9) == 0 && memcmp(hops, "untouched", 9) == 0);
  CHECK(count == 77 && stride == 77);
  if (handle != NULL)
    CHECK(wgkit_route_list_free((wgkit_route_list *)handle) == WGKIT_ERROR_INVALID_HANDLE);
}

static void test_no_device(const void *handle, wgkit_status wanted) {
  const wgkit_device *device = (const wgkit_device *)handle;
  wgkit_difference *difference = (wgkit_difference *)"untouched";
  wgkit_update *update = NULL;

  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  EXPECT(wanted, wgkit_device_difference(device, update, &difference, &error));
  EXPECT(wanted, wgkit_route_add_allowed_ips(NULL, device, &error));
  CHECK(memcmp(difference, "untouched", 9) == 0);
  CHECK(wgkit_update_free(update) == WGKIT_OK);
}

/* Every function with the name of an interface, for a name that is none. */
static void name_is_refused(wgkit_status wanted, const char *name, size_t length) {
  wgkit_update *update = NULL;
  uint32_t index = 77;

  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  EXPECT(wanted, wgkit_device_apply(NULL, name, length, update, &error));
  EXPECT(wanted, wgkit_device_sync(NULL, name, length, update, 0, NULL, &error));
  EXPECT(wanted, wgkit_link_create(NULL, name, length, 0, &error));
  EXPECT(wanted, wgkit_link_delete(NULL, name, length, &error));
  EXPECT(wanted, wgkit_link_bring_up(NULL, name, length, &error));
  EXPECT(wanted, wgkit_link_bring_down(NULL, name, length, &error));
  EXPECT(wanted, wgkit_link_set_mtu(NULL, name, length, 1400, &error));
  EXPECT(wanted, wgkit_link_get_index(NULL, name, length, &index, &error));
  EXPECT(wanted, wgkit_link_add_address(NULL, name, length, &prefix, &error));
  EXPECT(wanted, wgkit_link_remove_address(NULL, name, length, &prefix, &error));
  EXPECT(wanted, wgkit_link_move(NULL, name, length, NULL, &error));
  EXPECT(wanted, wgkit_route_add(NULL, name, length, &prefix, 254, &error));
  EXPECT(wanted, wgkit_route_remove(NULL, name, length, &prefix, 254, &error));
  CHECK(index == 77 && wgkit_update_free(update) == WGKIT_OK);
}

static void test_bad_arguments(void) {
  wgkit_update *update = NULL;
  wgkit_prefix bad = prefix;
  uint32_t indexes[2];
  wgkit_route_list *routes = (wgkit_route_list *)"untouched";

  sentence("NULL for each argument of links, routes and sync is an invalid argument (fault 92)");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_link_list_read(NULL, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_list_read(NULL, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_list_read_default(NULL, 4, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_link_get_index(NULL, "lo", 2, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_link_add_address(NULL, "lo", 2, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_link_remove_address(NULL, "lo", 2, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_add(NULL, "lo", 2, NULL, 254, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_remove(NULL, "lo", 2, NULL, 254, &error));

  sentence("a misaligned place, a flag, a family and a table that are none are invalid arguments");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_link_get_index(NULL, "lo", 2, (uint32_t *)(void *)((char *)indexes + 1), &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_list_read_default(NULL, 0, &routes, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_list_read_default(NULL, 5, &routes, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_add(NULL, "lo", 2, &prefix, 0, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_remove(NULL, "lo", 2, &prefix, 0, &error));
  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_sync(NULL, "lo", 2, update, 2, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_sync(
          NULL, "lo", 2, update, 0, (wgkit_difference **)(void *)((char *)&update + 1), &error));
  CHECK(memcmp(routes, "untouched", 9) == 0 && wgkit_update_free(update) == WGKIT_OK);

  sentence("a prefix that is none is an invalid address");
  bad.family = 0;
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_link_add_address(NULL, "lo", 2, &bad, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_link_remove_address(NULL, "lo", 2, &bad, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_route_add(NULL, "lo", 2, &bad, 254, &error));
  EXPECT(WGKIT_ERROR_INVALID_ADDRESS, wgkit_route_remove(NULL, "lo", 2, &bad, 254, &error));

  sentence("a name that is none is refused by every function that takes one");
  name_is_refused(WGKIT_ERROR_INVALID_ARGUMENT, NULL, 3);
  name_is_refused(WGKIT_ERROR_INVALID_ARGUMENT, "wg0", SIZE_MAX);
  name_is_refused(WGKIT_ERROR_INVALID_NAME, "wg0", SIZE_MAX / 2);
  name_is_refused(WGKIT_ERROR_INVALID_NAME, "", 0);
  name_is_refused(WGKIT_ERROR_INVALID_NAME, "../x", 4);
}

void test_lists(void) {
  wgkit_link_list *links = NULL;
  wgkit_route_list *routes = NULL;
  const wgkit_link *link = NULL;
  const wgkit_link_address *address = NULL;
  const wgkit_route *route = NULL;
  const wgkit_next_hop *hop = NULL;
  size_t count, stride, total, index;
  uint64_t next = 0;

  sentence("the ranges of links and routes cover their arrays");
  EXPECT(WGKIT_OK, wgkit_link_list_read(NULL, &links, &error));
  EXPECT(WGKIT_OK, wgkit_link_list_addresses(links, &address, &total, &stride, &error));
  CHECK(stride == sizeof(wgkit_link_address) && (total == 0) == (address == NULL));
  EXPECT(WGKIT_OK, wgkit_link_list_links(links, &link, &count, &stride, &error));
  for (index = 0; index < count; index++) {
    CHECK(link[index].first_address == next);
    next += link[index].address_count;
  }
  CHECK(next == total);
  EXPECT(WGKIT_OK, wgkit_route_list_read(NULL, &routes, &error));
  EXPECT(WGKIT_OK, wgkit_route_list_next_hops(routes, &hop, &total, &stride, &error));
  CHECK(stride == sizeof(wgkit_next_hop));
  EXPECT(WGKIT_OK, wgkit_route_list_routes(routes, &route, &count, &stride, &error));
  CHECK(stride == sizeof(wgkit_route));
  for (next = 0, index = 0; index < count; index++) {
    CHECK(route[index].first_next_hop == next);
    next += route[index].next_hop_count;
  }
  CHECK(next == total);

  sentence("NULL for each place of a list is an invalid argument (fault 92)");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_link_list_links(links, NULL, &count, &stride, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_link_list_links(links, &link, NULL, &stride, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_link_list_links(links, &link, &count, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_link_list_addresses(links, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_link_list_addresses(links, &address, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_link_list_addresses(links, &address, &count, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_list_routes(routes, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_list_routes(routes, &route, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_list_routes(routes, &route, &count, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_route_list_next_hops(routes, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_route_list_next_hops(routes, &hop, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_route_list_next_hops(routes, &hop, &count, NULL, &error));

  sentence("what is no living list or difference is refused by every function that takes one (fault 94)");
  CHECK(wgkit_link_list_free(links) == WGKIT_OK && wgkit_route_list_free(routes) == WGKIT_OK);
  CHECK(wgkit_link_list_free(NULL) == WGKIT_OK && wgkit_route_list_free(NULL) == WGKIT_OK);
  CHECK(wgkit_difference_free(NULL) == WGKIT_OK);
  each_no_handle(test_no_links, links);
  each_no_handle(test_no_routes, routes);
  each_no_handle(test_no_difference, routes);
  each_no_handle(test_no_device, links);

  test_bad_arguments();
}
