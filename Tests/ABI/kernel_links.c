#include "check.h"

/* Runs in the harness: links, addresses, routes and namespaces. The namespace "abi" is there, and a
 * default route through the interface "uplink". */

static wgkit_link_list *list;
static const wgkit_link_address *addresses;

/* The link of a name in a namespace, or zeros. */
static const wgkit_link *find(const wgkit_namespace *netns, const char *name) {
  static const wgkit_link none;
  const wgkit_link *links = NULL;
  size_t count = 0, stride, index;
  CHECK(wgkit_link_list_free(list) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_link_list_read(netns, &list, &error));
  EXPECT(WGKIT_OK, wgkit_link_list_addresses(list, &addresses, &count, &stride, &error));
  EXPECT(WGKIT_OK, wgkit_link_list_links(list, &links, &count, &stride, &error));
  for (index = 0; index < count; index++)
    if (strcmp(links[index].name.text, name) == 0) return &links[index];
  return &none;
}

/* How many routes lead to a network through a link, in a table; the last of them. */
static int routes_to(const wgkit_prefix *network, uint32_t index, uint32_t table) {
  wgkit_route_list *routes = NULL;
  const wgkit_route *route = NULL;
  const wgkit_next_hop *hops = NULL;
  size_t count = 0, hop_count, stride, place;
  int found = 0;
  EXPECT(WGKIT_OK, wgkit_route_list_read(NULL, &routes, &error));
  EXPECT(WGKIT_OK, wgkit_route_list_next_hops(routes, &hops, &hop_count, &stride, &error));
  EXPECT(WGKIT_OK, wgkit_route_list_routes(routes, &route, &count, &stride, &error));
  for (place = 0; place < count; place++)
    if (memcmp(&route[place].network, network, sizeof *network) == 0 &&
        route[place].table == table && route[place].next_hop_count == 1) {
      const wgkit_next_hop *hop = &hops[route[place].first_next_hop];
      CHECK(route[place].kind == 1 && hop->weight == 1 && hop->gateway.family == 0);
      found += hop->interface_index == index;
    }
  CHECK(wgkit_route_list_free(routes) == WGKIT_OK);
  return found;
}

static void test_addresses_and_state(void) {
  const wgkit_prefix address = {{10, 9, 8, 7}, WGKIT_FAMILY_IPV4, 24, {0}};
  const wgkit_link *link;
  uint32_t index = 0;

  sentence("a link has the MTU and the kind that it was created with, and an index");
  EXPECT(WGKIT_OK, wgkit_link_create(NULL, "abi4", 4, 1380, &error));
  EXPECT(WGKIT_OK, wgkit_link_get_index(NULL, "abi4", 4, &index, &error));
  link = find(NULL, "abi4");
  CHECK(link->index == index && index != 0 && link->mtu == 1380 && link->flags == 0);
  CHECK(strcmp(link->kind, "wireguard") == 0 && link->hardware_address_length == 0);
  EXPECT(
      WGKIT_ERROR_NO_SUCH_INTERFACE, wgkit_link_get_index(NULL, "abi9", 4, &index, &error));

  sentence("a link is brought up and down, and its MTU is set");
  EXPECT(WGKIT_OK, wgkit_link_set_mtu(NULL, "abi4", 4, 1420, &error));
  EXPECT(WGKIT_OK, wgkit_link_bring_up(NULL, "abi4", 4, &error));
  link = find(NULL, "abi4");
  CHECK(link->mtu == 1420 && link->flags == (WGKIT_LINK_UP | WGKIT_LINK_RUNNING));
  EXPECT(WGKIT_OK, wgkit_link_bring_down(NULL, "abi4", 4, &error));
  CHECK((find(NULL, "abi4")->flags & WGKIT_LINK_UP) == 0);
  CHECK(wgkit_link_set_mtu(NULL, "abi4", 4, UINT32_MAX, NULL) != WGKIT_OK);

  sentence("an address is given once and taken once, host bits kept");
  EXPECT(WGKIT_OK, wgkit_link_add_address(NULL, "abi4", 4, &address, &error));
  EXPECT(
      WGKIT_ERROR_ALREADY_EXISTS, wgkit_link_add_address(NULL, "abi4", 4, &address, &error));
  link = find(NULL, "abi4");
  CHECK(link->address_count == 1);
  if (link->address_count == 1) {
    CHECK(memcmp(&addresses[link->first_address].prefix, &address, sizeof address) == 0);
    CHECK(addresses[link->first_address].peer.family == 0);
    CHECK(addresses[link->first_address].scope == 0);
  }
  EXPECT(WGKIT_OK, wgkit_link_remove_address(NULL, "abi4", 4, &address, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND, wgkit_link_remove_address(NULL, "abi4", 4, &address, &error));
  CHECK(find(NULL, "abi4")->address_count == 0);

  sentence("a link of another kind has its kind and its hardware address");
  link = find(NULL, "uplink");
  CHECK(strcmp(link->kind, "dummy") == 0 && link->hardware_address_length == 6);
  CHECK(memcmp(link->hardware_address, "\x52\x54\0\x12\x34\x56", 6) == 0);
}

static void test_routes(void) {
  const wgkit_public_key key = {{1, 1}};
  const wgkit_prefix network = {{10, 7}, WGKIT_FAMILY_IPV4, 16, {0}};
  const wgkit_prefix hosts = {{10, 7, 1, 1}, WGKIT_FAMILY_IPV4, 16, {0}};
  const wgkit_prefix all = {{0}, WGKIT_FAMILY_IPV4, 0, {0}};
  wgkit_update *update = NULL;
  wgkit_device *device = NULL;
  wgkit_route_list *routes = NULL;
  const wgkit_route *route = NULL;
  const wgkit_next_hop *hop = NULL;
  uint32_t index = 0;
  size_t count = 0, stride;

  sentence("a route is added once and removed once, in the table that is named");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_add(NULL, "abi4", 4, &network, 254, &error));
  EXPECT(WGKIT_OK, wgkit_link_bring_up(NULL, "abi4", 4, &error));
  EXPECT(WGKIT_OK, wgkit_link_get_index(NULL, "abi4", 4, &index, &error));
  EXPECT(WGKIT_OK, wgkit_route_add(NULL, "abi4", 4, &hosts, 1234, &error));
  EXPECT(
      WGKIT_ERROR_ALREADY_EXISTS, wgkit_route_add(NULL, "abi4", 4, &network, 1234, &error));
  CHECK(routes_to(&network, index, 1234) == 1 && routes_to(&network, index, 254) == 0);
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_route_remove(NULL, "abi4", 4, &network, WGKIT_ROUTE_TABLE_MAIN, &error));
  EXPECT(WGKIT_OK, wgkit_route_remove(NULL, "abi4", 4, &network, 1234, &error));
  CHECK(routes_to(&network, index, 1234) == 0);

  sentence("the allowed IPs of a device are routed, and a default route is refused");
  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &key, 0, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_add_peer_allowed_ips(update, &key, &network, 1, 20, &error));
  EXPECT(WGKIT_OK, wgkit_device_apply(NULL, "abi4", 4, update, &error));
  EXPECT(WGKIT_OK, wgkit_device_read(NULL, "abi4", 4, &device, &error));
  EXPECT(WGKIT_OK, wgkit_route_add_allowed_ips(NULL, device, &error));
  CHECK(routes_to(&network, index, WGKIT_ROUTE_TABLE_MAIN) == 1);
  EXPECT(WGKIT_OK, wgkit_route_add_allowed_ips(NULL, device, &error));
  CHECK(wgkit_device_free(device) == WGKIT_OK);
  EXPECT(
      WGKIT_OK, wgkit_update_add_peer_allowed_ips(update, &key, &all, 1, 20, &error));
  EXPECT(WGKIT_OK, wgkit_device_apply(NULL, "abi4", 4, update, &error));
  EXPECT(WGKIT_OK, wgkit_device_read(NULL, "abi4", 4, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_route_add_allowed_ips(NULL, device, &error));
  CHECK(wgkit_device_free(device) == WGKIT_OK && wgkit_update_free(update) == WGKIT_OK);

  sentence("the default route is found with its gateway, and one that is not there is not");
  EXPECT(
      WGKIT_OK, wgkit_route_list_read_default(NULL, WGKIT_FAMILY_IPV4, &routes, &error));
  EXPECT(WGKIT_OK, wgkit_route_list_routes(routes, &route, &count, &stride, &error));
  CHECK(count == 1);
  if (count == 1) {
    CHECK(memcmp(&route->network, &all, sizeof all) == 0 && route->table == 254);
    CHECK(route->metric == 10 && route->next_hop_count == 1);
    CHECK(memcmp(route->preferred_source.address, "\xc0\0\2\2", 4) == 0);
    CHECK(route->preferred_source.family == WGKIT_FAMILY_IPV4);
  }
  EXPECT(WGKIT_OK, wgkit_route_list_next_hops(routes, &hop, &count, &stride, &error));
  CHECK(count == 1);
  if (count == 1) {
    CHECK(hop->gateway.family == WGKIT_FAMILY_IPV4);
    CHECK(memcmp(hop->gateway.address, "\xc0\0\2\1", 4) == 0);
    EXPECT(WGKIT_OK, wgkit_link_get_index(NULL, "uplink", 6, &index, &error));
    CHECK(hop->interface_index == index);
  }
  CHECK(wgkit_route_list_free(routes) == WGKIT_OK);
  CHECK(wgkit_route_list_free(routes) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_route_list_read_default(NULL, WGKIT_FAMILY_IPV6, &routes, &error));
}

static void test_other_namespace(void) {
  wgkit_namespace *by_name = NULL, *by_path = NULL;
  wgkit_device_list *devices = NULL;
  const wgkit_interface_name *names = NULL;
  wgkit_device *device = NULL;
  wgkit_update *update = NULL;
  size_t count = 0, stride;

  sentence("an interface moves to a namespace, is used there by its name and its path, and comes back");
  EXPECT(WGKIT_OK, wgkit_namespace_from_name("abi", 3, &by_name, &error));
  EXPECT(WGKIT_OK, wgkit_namespace_from_path("/run/netns/abi", 14, &by_path, &error));
  EXPECT(WGKIT_OK, wgkit_link_move(NULL, "abi4", 4, by_name, &error));
  CHECK(find(NULL, "abi4")->index == 0 && find(by_path, "abi4")->index != 0);
  EXPECT(WGKIT_ERROR_NO_SUCH_INTERFACE, wgkit_device_read(NULL, "abi4", 4, &device, &error));
  EXPECT(WGKIT_OK, wgkit_device_read(by_name, "abi4", 4, &device, &error));
  CHECK(wgkit_device_free(device) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_device_list_read(by_path, &devices, &error));
  EXPECT(WGKIT_OK, wgkit_device_list_names(devices, &names, &count, &stride, &error));
  CHECK(count == 1 && wgkit_device_list_free(devices) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_firewall_mark(update, 9, &error));
  EXPECT(WGKIT_OK, wgkit_device_apply(by_path, "abi4", 4, update, &error));
  EXPECT(WGKIT_ERROR_NO_SUCH_INTERFACE, wgkit_device_apply(NULL, "abi4", 4, update, &error));
  EXPECT(WGKIT_OK, wgkit_device_sync(by_path, "abi4", 4, update, 0, NULL, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_link_move(by_path, "abi4", 4, NULL, &error));
  CHECK(find(NULL, "abi4")->index != 0 && find(by_name, "abi4")->index == 0);

  sentence("a link is created and deleted in another namespace");
  EXPECT(WGKIT_OK, wgkit_link_create(by_name, "abi5", 4, 0, &error));
  CHECK(find(NULL, "abi5")->index == 0 && find(by_name, "abi5")->index != 0);
  EXPECT(WGKIT_OK, wgkit_link_delete(by_path, "abi5", 4, &error));
  CHECK(wgkit_namespace_free(by_name) == WGKIT_OK && wgkit_namespace_free(by_path) == WGKIT_OK);
  CHECK(wgkit_namespace_free(by_name) == WGKIT_ERROR_INVALID_HANDLE);
}

void test_kernel_links(void) {
  list = NULL;
  test_addresses_and_state();
  test_routes();
  test_other_namespace();
  EXPECT(WGKIT_OK, wgkit_link_delete(NULL, "abi4", 4, &error));
  CHECK(wgkit_link_list_free(list) == WGKIT_OK);
}
