#include "check.h"

/* The structures that came after those in version.c. */
void test_layouts(void) {
  sentence("the structures of addresses, updates and differences have their layout");
  CHECK(sizeof(wgkit_address) == 20 && offsetof(wgkit_address, family) == 16);
  CHECK(sizeof(wgkit_peer_update) == 144);
  /* Read at this place by the library. */
  CHECK(offsetof(wgkit_peer_update, preshared_key) == 32);
  CHECK(offsetof(wgkit_peer_update, endpoint) == 64 && offsetof(wgkit_peer_update, flags) == 88);
  CHECK(offsetof(wgkit_peer_update, persistent_keepalive) == 92);
  CHECK(offsetof(wgkit_peer_update, first_allowed_ip) == 96);
  CHECK(offsetof(wgkit_peer_update, allowed_ip_count) == 104);
  CHECK(offsetof(wgkit_peer_update, first_removed_ip) == 112);
  CHECK(offsetof(wgkit_peer_update, removed_ip_count) == 120);
  CHECK(sizeof(wgkit_difference_info) == 72);
  CHECK(offsetof(wgkit_difference_info, added_peers) == 8);
  CHECK(offsetof(wgkit_difference_info, changed_peers) == 16);
  CHECK(offsetof(wgkit_difference_info, removed_peers) == 24);
  CHECK(offsetof(wgkit_difference_info, moves) == 32);
  CHECK(sizeof(wgkit_move) == 84 && offsetof(wgkit_move, from) == 20);
  CHECK(offsetof(wgkit_move, to) == 52);

  sentence("the structures of links and routes have their layout");
  CHECK(sizeof(wgkit_link) == 144 && offsetof(wgkit_link, kind) == 16);
  CHECK(offsetof(wgkit_link, index) == 48 && offsetof(wgkit_link, mtu) == 52);
  CHECK(offsetof(wgkit_link, flags) == 56 && offsetof(wgkit_link, operational_state) == 60);
  CHECK(offsetof(wgkit_link, hardware_address_length) == 61);
  CHECK(offsetof(wgkit_link, hardware_address) == 64);
  CHECK(offsetof(wgkit_link, first_address) == 96 && offsetof(wgkit_link, address_count) == 104);
  CHECK(sizeof(wgkit_link_address) == 48 && offsetof(wgkit_link_address, peer) == 20);
  CHECK(offsetof(wgkit_link_address, scope) == 40);
  CHECK(sizeof(wgkit_route) == 88 && offsetof(wgkit_route, preferred_source) == 20);
  CHECK(offsetof(wgkit_route, table) == 40 && offsetof(wgkit_route, metric) == 44);
  CHECK(offsetof(wgkit_route, next_hop_id) == 48 && offsetof(wgkit_route, kind) == 52);
  CHECK(offsetof(wgkit_route, scope) == 53 && offsetof(wgkit_route, origin) == 54);
  CHECK(offsetof(wgkit_route, first_next_hop) == 56);
  CHECK(offsetof(wgkit_route, next_hop_count) == 64);
  CHECK(sizeof(wgkit_next_hop) == 32 && offsetof(wgkit_next_hop, interface_index) == 20);
  CHECK(offsetof(wgkit_next_hop, weight) == 24);
}
