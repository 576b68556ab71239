#include "check.h"
#include "readback.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

/* Runs in the harness: updates of a device, read back. */

static const wgkit_public_key first = {{1, 1}}, second = {{2, 2}}, stranger = {{3, 3}};
static const wgkit_preshared_key preshared_key = {{8, 8, 8}};
static const wgkit_prefix prefixes[3] = {
    {{10, 1, 9, 9}, WGKIT_FAMILY_IPV4, 16, {0}},
    {{0x20, 1, 0xd, 0xb8}, WGKIT_FAMILY_IPV6, 32, {0}},
    {{10, 2}, WGKIT_FAMILY_IPV4, 16, {0}},
};

static wgkit_update *new_update(void) {
  wgkit_update *update = NULL;
  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  return update;
}

/* Applies and frees an update. */
static void apply(wgkit_update *update) {
  EXPECT(WGKIT_OK, wgkit_device_apply(NULL, "abi2", 4, update, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
}

static const wgkit_peer *find(const wgkit_public_key *key) {
  static const wgkit_peer none;
  size_t index;
  for (index = 0; index < peer_count; index++)
    if (memcmp(&peers[index].public_key, key, 32) == 0) return &peers[index];
  check_at(0, "the peer is there", __FILE__, __LINE__);
  return &none;
}

static int has(const wgkit_peer *peer, const wgkit_prefix *prefix, size_t bytes) {
  uint64_t index;
  for (index = peer->first_allowed_ip; index < peer->first_allowed_ip + peer->allowed_ip_count;
       index++)
    if (memcmp(allowed_ips[index].address, prefix->address, bytes) == 0 &&
        allowed_ips[index].length == prefix->length)
      return 1;
  return 0;
}

static void set_everything(void) {
  wgkit_update *update = new_update();
  wgkit_private_key key;
  wgkit_public_key own;
  wgkit_preshared_key read;
  wgkit_endpoint endpoint;
  const wgkit_peer *peer;

  sentence("an update sets what it names on the device and on its peers");
  EXPECT(WGKIT_OK, wgkit_keypair_generate(&key, &own, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_private_key(update, &key, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_listen_port(update, 51900, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_firewall_mark(update, 0xabcd, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &first, 0, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_peer_preshared_key(update, &first, &preshared_key, &error));
  EXPECT(WGKIT_OK, wgkit_endpoint_from_text("[2001:db8::7]:99", 16, &endpoint, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_peer_endpoint(update, &first, &endpoint, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_peer_persistent_keepalive(update, &first, 21, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &second, 0, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_add_peer_allowed_ips(update, &first, prefixes, 2, 20, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_add_peer_allowed_ips(update, &second, prefixes + 2, 1, 20, &error));
  apply(update);
  read_back("abi2");
  CHECK(memcmp(&info->public_key, &own, 32) == 0);
  CHECK(info->listen_port == 51900 && info->firewall_mark == 0xabcd && peer_count == 2);
  peer = find(&first);
  CHECK(memcmp(&peer->endpoint, &endpoint, sizeof endpoint) == 0);
  CHECK(peer->persistent_keepalive == 21 && peer->allowed_ip_count == 2);
  CHECK(has(peer, &prefixes[0], 2) && has(peer, &prefixes[1], 16));
  EXPECT(
      WGKIT_OK,
      wgkit_device_expose_preshared_key(device, (size_t)(peer - peers), &read, &error));
  CHECK(memcmp(&read, &preshared_key, 32) == 0);
  CHECK(find(&second)->allowed_ip_count == 1 && has(find(&second), &prefixes[2], 16));
}

static void change_a_little(void) {
  wgkit_update *update = new_update();
  const wgkit_peer *peer;

  sentence("what an update does not name stays, and a list is added to or taken from");
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &first, WGKIT_UPDATE_CHANGE_ONLY, &error));
  EXPECT(WGKIT_OK, wgkit_update_clear_peer_preshared_key(update, &first, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_remove_peer_allowed_ips(update, &first, prefixes, 1, 20, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &stranger, WGKIT_UPDATE_CHANGE_ONLY, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_peer_persistent_keepalive(update, &stranger, 5, &error));
  apply(update);
  read_back("abi2");
  CHECK(info->listen_port == 51900 && info->flags == WGKIT_DEVICE_HAS_PRIVATE_KEY);
  CHECK(peer_count == 2);
  peer = find(&first);
  CHECK(peer->flags == WGKIT_PEER_HAS_ENDPOINT && peer->persistent_keepalive == 21);
  CHECK(peer->allowed_ip_count == 1 && has(peer, &prefixes[1], 16));

  sentence("a list is replaced, a peer removed, a key cleared");
  update = new_update();
  EXPECT(WGKIT_OK, wgkit_update_clear_private_key(update, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &first, WGKIT_UPDATE_REMOVE, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_put_peer(update, &second, WGKIT_UPDATE_REPLACE_ALLOWED_IPS, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_add_peer_allowed_ips(update, &second, prefixes, 1, 20, &error));
  /* Named again, a peer has its flags anew. */
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &stranger, WGKIT_UPDATE_REMOVE, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &stranger, 0, &error));
  apply(update);
  read_back("abi2");
  CHECK(info->flags == 0 && peer_count == 2);
  CHECK(find(&second)->allowed_ip_count == 1 && has(find(&second), &prefixes[0], 2));
  CHECK(find(&stranger)->allowed_ip_count == 0);

  sentence("the peers of an update replace all when it says so");
  update = new_update();
  EXPECT(WGKIT_OK, wgkit_update_replace_peers(update, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &first, 0, &error));
  apply(update);
  read_back("abi2");
  CHECK(peer_count == 1 && find(&first)->allowed_ip_count == 0);
}

enum { many = 10000 };

static void add_many(void) {
  /* A newer header's structure: longer, with what this library does not know. */
  struct longer {
    wgkit_peer_update known;
    uint64_t unknown[2];
  } *list = (struct longer *)calloc(many, sizeof *list);
  wgkit_prefix *all = (wgkit_prefix *)calloc(2 * many, sizeof *all);
  wgkit_update *update = new_update();
  size_t index;

  sentence("10,000 peers with two allowed IPs each are set in one call, by a longer structure too");
  for (index = 0; index < many; index++) {
    wgkit_peer_update *peer = &list[index].known;
    wgkit_prefix *v4 = &all[2 * index], *v6 = v4 + 1;
    memset(list[index].unknown, 0xff, sizeof list[index].unknown);
    peer->public_key.bytes[0] = 5;
    peer->public_key.bytes[1] = (uint8_t)(index >> 8);
    peer->public_key.bytes[2] = (uint8_t)index;
    peer->preshared_key.bytes[5] = (uint8_t)(1 + index % 7);
    peer->persistent_keepalive = (uint16_t)(index + 1);
    peer->endpoint.family = WGKIT_FAMILY_IPV4;
    peer->endpoint.address[3] = 1;
    peer->endpoint.port = (uint16_t)(index + 1);
    peer->flags = WGKIT_UPDATE_SET_PRESHARED_KEY | WGKIT_UPDATE_SET_ENDPOINT |
                  WGKIT_UPDATE_SET_PERSISTENT_KEEPALIVE;
    peer->first_allowed_ip = 2 * index;
    peer->allowed_ip_count = 2;
    v4->family = WGKIT_FAMILY_IPV4;
    v4->length = 32;
    v6->family = WGKIT_FAMILY_IPV6;
    v6->length = 128;
    v4->address[0] = v6->address[0] = 20;
    v4->address[2] = v6->address[2] = (uint8_t)(index >> 8);
    v4->address[3] = v6->address[3] = (uint8_t)index;
  }
  EXPECT(WGKIT_OK, wgkit_update_replace_peers(update, &error));
  EXPECT(
      WGKIT_OK,
      wgkit_update_add_peers(
          update, &list->known, many, sizeof *list, all, 2 * many, sizeof *all, &error));
  apply(update);
  read_back("abi2");
  CHECK(peer_count == many && allowed_ip_count == 2 * many);
  for (index = 0; index < peer_count; index++) {
    const wgkit_peer *peer = &peers[index];
    size_t number = (size_t)peer->public_key.bytes[1] << 8 | peer->public_key.bytes[2];
    CHECK(peer->public_key.bytes[0] == 5 && peer->allowed_ip_count == 2 && number < many);
    CHECK(peer->flags == (WGKIT_PEER_HAS_PRESHARED_KEY | WGKIT_PEER_HAS_ENDPOINT));
    CHECK(peer->persistent_keepalive == number + 1 && peer->endpoint.port == number + 1);
    CHECK(has(peer, &all[2 * number], 16) && has(peer, &all[2 * number + 1], 16));
  }

  sentence("the same structure removes peers and takes allowed IPs away");
  for (index = 0; index < many; index++) {
    wgkit_peer_update *peer = &list[index].known;
    peer->flags = index < 2 ? WGKIT_UPDATE_CHANGE_ONLY | WGKIT_UPDATE_CLEAR_PRESHARED_KEY
                            : WGKIT_UPDATE_REMOVE;
    peer->first_removed_ip = peer->first_allowed_ip;
    peer->removed_ip_count = 1;
    peer->allowed_ip_count = 0;
  }
  update = new_update();
  EXPECT(
      WGKIT_OK,
      wgkit_update_add_peers(
          update, &list->known, many, sizeof *list, all, 2 * many, sizeof *all, &error));
  apply(update);
  read_back("abi2");
  CHECK(peer_count == 2 && allowed_ip_count == 2);
  for (index = 0; index < peer_count; index++) {
    CHECK(peers[index].flags == WGKIT_PEER_HAS_ENDPOINT && peers[index].allowed_ip_count == 1);
    CHECK(allowed_ips[index].family == WGKIT_FAMILY_IPV6);
  }
  free(list);
  free(all);
}

static void fail_in_the_middle(void) {
  wgkit_update *update = new_update();
  wgkit_error *error = NULL;
  struct sockaddr_in address;
  int taken = socket(AF_INET, SOCK_DGRAM, 0);

  sentence("of an update that fails the error says what is in force");
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(51901);
  CHECK(bind(taken, (struct sockaddr *)&address, sizeof address) == 0);
  EXPECT(WGKIT_OK, wgkit_update_replace_peers(update, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &first, 0, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &second, 0, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_add_peer_allowed_ips(update, &second, prefixes, 1, 20, &error));
  apply(update);
  EXPECT(WGKIT_OK, wgkit_link_bring_up(NULL, "abi2", 4, &error));
  update = new_update();
  EXPECT(WGKIT_OK, wgkit_update_set_firewall_mark(update, 0x77, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_listen_port(update, 51901, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &first, 0, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &second, 0, &error));
  EXPECT(
      WGKIT_OK, wgkit_update_add_peer_allowed_ips(update, &second, prefixes, 3, 20, &error));
  CHECK(wgkit_device_apply(NULL, "abi2", 4, update, &error) == WGKIT_ERROR_PORT_IN_USE);
  CHECK(wgkit_error_errno(error) != 0);
  CHECK(wgkit_error_applied_settings(error) == WGKIT_APPLIED_FIREWALL_MARK);
  CHECK(wgkit_error_applied_peers(error) == 1 && wgkit_error_applied_allowed_ips(error) == 1);
  CHECK(wgkit_error_free(error) == WGKIT_OK && wgkit_update_free(update) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_link_bring_down(NULL, "abi2", 4, &error));
  close(taken);

  sentence("a public key that makes no handshake is refused, and nothing is sent");
  {
    wgkit_public_key low_order;
    memset(&low_order, 0, sizeof low_order);
    update = new_update();
    EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &low_order, 0, &error));
    EXPECT(WGKIT_ERROR_INVALID_KEY, wgkit_device_apply(NULL, "abi2", 4, update, &error));
    CHECK(wgkit_update_free(update) == WGKIT_OK);
  }
}

void test_kernel_updates(void) {
  sentence("a device is created, and not twice");
  EXPECT(WGKIT_OK, wgkit_link_create(NULL, "abi2", 4, 0, &error));
  EXPECT(WGKIT_ERROR_ALREADY_EXISTS, wgkit_link_create(NULL, "abi2", 4, 0, &error));
  device = NULL;
  set_everything();
  change_a_little();
  add_many();
  fail_in_the_middle();
  forget_device();
  sentence("a device is deleted, and not twice");
  EXPECT(WGKIT_OK, wgkit_link_delete(NULL, "abi2", 4, &error));
  EXPECT(WGKIT_ERROR_NO_SUCH_INTERFACE, wgkit_link_delete(NULL, "abi2", 4, &error));
}
