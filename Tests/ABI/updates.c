#include "check.h"

#include <sys/wait.h>
#include <unistd.h>

static const wgkit_public_key key = {{1, 2, 3}};
static const wgkit_public_key stranger = {{9}};
static const wgkit_private_key private_key = {{7}};
static const wgkit_preshared_key preshared_key = {{8}};
static const wgkit_prefix prefix = {{10}, WGKIT_FAMILY_IPV4, 8, {0}};

/* Every use of what is no living update. */
static void test_no_update(const void *handle, wgkit_status wanted) {
  wgkit_update *update = (wgkit_update *)handle;
  wgkit_endpoint endpoint;
  wgkit_peer_update peer;

  memset(&endpoint, 0, sizeof endpoint);
  endpoint.family = WGKIT_FAMILY_IPV4;
  memset(&peer, 0, sizeof peer);
  EXPECT(wanted, wgkit_update_set_private_key(update, &private_key, &error));
  EXPECT(wanted, wgkit_update_clear_private_key(update, &error));
  EXPECT(wanted, wgkit_update_set_listen_port(update, 1, &error));
  EXPECT(wanted, wgkit_update_set_firewall_mark(update, 1, &error));
  EXPECT(wanted, wgkit_update_replace_peers(update, &error));
  EXPECT(wanted, wgkit_update_put_peer(update, &key, 0, &error));
  EXPECT(wanted, wgkit_update_set_peer_preshared_key(update, &key, &preshared_key, &error));
  EXPECT(wanted, wgkit_update_clear_peer_preshared_key(update, &key, &error));
  EXPECT(wanted, wgkit_update_set_peer_endpoint(update, &key, &endpoint, &error));
  EXPECT(wanted, wgkit_update_set_peer_persistent_keepalive(update, &key, 1, &error));
  EXPECT(wanted, wgkit_update_add_peer_allowed_ips(update, &key, &prefix, 1, 20, &error));
  EXPECT(wanted, wgkit_update_remove_peer_allowed_ips(update, &key, &prefix, 1, 20, &error));
  EXPECT(wanted, wgkit_update_add_peers(update, &peer, 1, sizeof peer, NULL, 0, 0, &error));
  EXPECT(wanted, wgkit_device_apply(NULL, "abi-none", 8, update, &error));
  EXPECT(wanted, wgkit_device_sync(NULL, "abi-none", 8, update, 0, NULL, &error));
  if (handle != NULL) CHECK(wgkit_update_free(update) == WGKIT_ERROR_INVALID_HANDLE);
}

/* NULL for each pointer but the handle. */
static void test_null(wgkit_update *update) {
  wgkit_peer_update peer;

  memset(&peer, 0, sizeof peer);
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_update_create(NULL, &error));
  {
    wgkit_update *place[2] = {NULL, NULL};
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_create((wgkit_update **)(void *)((char *)place + 1), &error));
    CHECK(place[0] == NULL && place[1] == NULL);
  }
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_update_set_private_key(update, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_update_put_peer(update, NULL, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_set_peer_preshared_key(update, NULL, &preshared_key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_set_peer_preshared_key(update, &key, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_update_clear_peer_preshared_key(update, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_update_set_peer_endpoint(update, &key, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_set_peer_persistent_keepalive(update, NULL, 1, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_add_peer_allowed_ips(update, NULL, &prefix, 1, 20, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_add_peer_allowed_ips(update, &key, NULL, 1, 20, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_remove_peer_allowed_ips(update, NULL, &prefix, 1, 20, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_remove_peer_allowed_ips(update, &key, NULL, 1, 20, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_add_peers(update, NULL, 1, sizeof peer, NULL, 0, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_add_peers(update, &peer, 1, sizeof peer, NULL, 1, 20, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_apply(NULL, NULL, 3, update, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_apply(NULL, "a/b", 3, update, &error));
  EXPECT(WGKIT_ERROR_INVALID_NAME, wgkit_device_apply(NULL, "w", SIZE_MAX / 2, update, &error));
}

static void add(wgkit_status wanted, wgkit_update *update, wgkit_peer_update *peers, size_t count) {
  wgkit_prefix prefixes[2];
  prefixes[0] = prefixes[1] = prefix;
  EXPECT(
      wanted,
      wgkit_update_add_peers(
          update, peers, count, sizeof *peers, prefixes, 2, sizeof *prefixes, &error));
}

static void test_peer_structures(wgkit_update *update) {
  wgkit_peer_update peers[2];
  wgkit_prefix bad;

  memset(peers, 0, sizeof peers);
  sentence("a peer's structure is refused for a flag without a meaning, or two that contradict");
  peers[1].flags = 0x80;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].flags = 0x80000000u;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].flags = WGKIT_UPDATE_REMOVE | WGKIT_UPDATE_CHANGE_ONLY;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].flags = WGKIT_UPDATE_SET_PRESHARED_KEY | WGKIT_UPDATE_CLEAR_PRESHARED_KEY;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_put_peer(update, &key, WGKIT_UPDATE_SET_ENDPOINT, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_put_peer(update, &key, WGKIT_UPDATE_REMOVE | WGKIT_UPDATE_CHANGE_ONLY, &error));

  sentence("a structure is refused when something is in its reserved bytes");
  memset(peers, 0, sizeof peers);
  peers[1].reserved0 = 0x100;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].reserved0 = 0;
  peers[1].reserved[0] = 1;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].reserved[0] = 0;
  peers[1].reserved[1] = 1ull << 63;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].reserved[1] = 0;
  memset(&peers[1].endpoint, 0, sizeof peers[1].endpoint);
  peers[1].endpoint.family = WGKIT_FAMILY_IPV4;
  peers[1].endpoint.port = 1;
  peers[1].endpoint.reserved = 1;
  peers[1].flags = WGKIT_UPDATE_SET_ENDPOINT;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  memset(peers, 0, sizeof peers);
  memset(&bad, 0, sizeof bad);
  bad.family = WGKIT_FAMILY_IPV4;
  bad.length = 32;
  bad.reserved[1] = 1;
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_put_peer(update, &key, 0, &error) == WGKIT_OK
          ? wgkit_update_add_peer_allowed_ips(update, &key, &bad, 1, sizeof bad, &error)
          : WGKIT_OK);

  sentence("a peer's structure is refused for a value that is none, and the error says at which place");
  peers[1].flags = WGKIT_UPDATE_SET_PRESHARED_KEY;
  add(WGKIT_ERROR_INVALID_KEY, update, peers, 2);
  peers[1].flags = WGKIT_UPDATE_SET_ENDPOINT;
  add(WGKIT_ERROR_INVALID_ADDRESS, update, peers, 2);
  peers[1].flags = 0;
  bad = prefix;
  bad.length = 33;
  peers[1].allowed_ip_count = 1;
  EXPECT(
      WGKIT_ERROR_INVALID_ADDRESS,
      wgkit_update_add_peers(update, peers, 2, sizeof *peers, &bad, 1, sizeof bad, &error));
  {
    wgkit_error *error = NULL;
    CHECK(
        wgkit_update_add_peers(update, peers, 2, sizeof *peers, &bad, 1, sizeof bad, &error) ==
        WGKIT_ERROR_INVALID_ADDRESS);
    CHECK(strstr(wgkit_error_message(error), "place 1") != NULL);
    CHECK(wgkit_error_free(error) == WGKIT_OK);
  }

  sentence("a range beyond the array of prefixes is refused, also where its numbers would overflow");
  peers[1].allowed_ip_count = 3;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].first_allowed_ip = 2;
  peers[1].allowed_ip_count = 1;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].first_allowed_ip = UINT64_MAX;
  peers[1].allowed_ip_count = 2;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].first_allowed_ip = 1;
  peers[1].allowed_ip_count = UINT64_MAX;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  peers[1].first_allowed_ip = peers[1].allowed_ip_count = 0;
  peers[1].first_removed_ip = (uint64_t)1 << 63;
  peers[1].removed_ip_count = (uint64_t)1 << 63;
  add(WGKIT_ERROR_INVALID_ARGUMENT, update, peers, 2);
  /* The end of the array is a place for nothing. */
  peers[1].first_removed_ip = 2;
  peers[1].removed_ip_count = 0;
  add(WGKIT_OK, update, peers, 2);
}

static void test_arrays(wgkit_update *update) {
  union {
    wgkit_peer_update peers[2];
    char bytes[2 * sizeof(wgkit_peer_update)];
  } place;
  wgkit_peer_update *crooked = (wgkit_peer_update *)(void *)(place.bytes + 1);
  static const size_t counts[] = {
      WGKIT_PEERS_MAXIMUM + 1, SIZE_MAX / 2, SIZE_MAX / 2 + 1, SIZE_MAX, SIZE_MAX / 144 + 1};
  static const size_t strides[] = {0, 1, 143, 145, 0x10000, SIZE_MAX / 2, SIZE_MAX};
  size_t index;

  memset(&place, 0, sizeof place);
  sentence("counts and strides that cannot be are refused and nothing is looked at (fault 92)");
  for (index = 0; index < sizeof counts / sizeof *counts; index++) {
    size_t count = counts[index];
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_add_peers(update, place.peers, count, 144, NULL, 0, 0, &error));
    if (count == WGKIT_PEERS_MAXIMUM + 1) count = WGKIT_PREFIXES_MAXIMUM + 1;
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_add_peers(update, place.peers, 1, 144, &prefix, count, 20, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_add_peer_allowed_ips(update, &key, &prefix, count, 20, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_remove_peer_allowed_ips(update, &key, &prefix, count, 20, &error));
  }
  for (index = 0; index < sizeof strides / sizeof *strides; index++) {
    size_t stride = strides[index];
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_add_peers(update, place.peers, 1, stride, NULL, 0, 0, &error));
    if (stride == 143 || stride == 145) stride = 19;
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_add_peers(update, place.peers, 1, 144, &prefix, 1, stride, &error));
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_add_peer_allowed_ips(update, &key, &prefix, 1, stride, &error));
  }
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_update_add_peers(update, crooked, 1, 144, NULL, 0, 0, &error));
  EXPECT(WGKIT_OK, wgkit_update_add_peers(update, NULL, 0, 0, NULL, 0, 0, &error));
  EXPECT(WGKIT_OK, wgkit_update_add_peers(update, place.peers, 1, 288, &prefix, 1, 32, &error));

  sentence("peers that name the same prefixes over and over are refused, not unfolded without end");
  {
    wgkit_prefix *many = (wgkit_prefix *)calloc(1 << 20, sizeof *many);
    wgkit_peer_update *peers = (wgkit_peer_update *)calloc(17, sizeof *peers);
    for (index = 0; index < 1 << 20; index++) many[index].family = WGKIT_FAMILY_IPV6;
    for (index = 0; index < 17; index++) peers[index].allowed_ip_count = 1 << 20;
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT,
        wgkit_update_add_peers(update, peers, 17, 144, many, 1 << 20, 20, &error));
    free(peers);
    free(many);
  }
}

void test_updates(void) {
  wgkit_update *update = NULL;
  wgkit_endpoint endpoint;
  wgkit_private_key no_key;

  sentence("an update is made and freed once");
  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
  CHECK(wgkit_update_free(NULL) == WGKIT_OK);

  sentence("what is no living update is refused by every function that takes one (fault 94)");
  each_no_handle(test_no_update, update);

  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  sentence("NULL for each argument of an update is an invalid argument (fault 92)");
  test_null(update);

  sentence("a peer that the update does not name is not found");
  memset(&endpoint, 0, sizeof endpoint);
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &key, 0, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_update_set_peer_preshared_key(update, &stranger, &preshared_key, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND, wgkit_update_clear_peer_preshared_key(update, &stranger, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_update_set_peer_persistent_keepalive(update, &stranger, 1, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_update_add_peer_allowed_ips(update, &stranger, &prefix, 1, 20, &error));
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_update_remove_peer_allowed_ips(update, &stranger, &prefix, 1, 20, &error));

  sentence("a key of zeros and an address of no family are no values");
  memset(&no_key, 0, sizeof no_key);
  EXPECT(WGKIT_ERROR_INVALID_KEY, wgkit_update_set_private_key(update, &no_key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_KEY,
      wgkit_update_set_peer_preshared_key(
          update, &key, (const wgkit_preshared_key *)(const void *)&no_key, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ADDRESS,
      wgkit_update_set_peer_endpoint(update, &key, &endpoint, &error));
  endpoint.family = WGKIT_FAMILY_IPV6;
  EXPECT(WGKIT_OK, wgkit_update_set_peer_endpoint(update, &key, &endpoint, &error));

  test_peer_structures(update);
  test_arrays(update);

  sentence("an update that fails before the kernel is asked has applied nothing");
  {
    wgkit_error *error = NULL;
    CHECK(wgkit_device_apply(NULL, "abi-none", 8, update, &error) != WGKIT_OK);
    CHECK(wgkit_error_applied_settings(error) == 0 && wgkit_error_applied_peers(error) == 0);
    CHECK(wgkit_error_applied_allowed_ips(error) == 0);
    CHECK(wgkit_error_free(error) == WGKIT_OK);
    CHECK(wgkit_error_applied_settings(error) == 0 && wgkit_error_applied_peers(error) == 0);
    CHECK(wgkit_error_applied_allowed_ips((const wgkit_error *)&endpoint) == 0);
    CHECK(wgkit_error_applied_peers(NULL) == 0 && wgkit_error_applied_settings(NULL) == 0);
  }

  sentence("an update is valid in the child of a fork (fault 96)");
  {
    int status = -1;
    pid_t child;
    fflush(stdout);
    child = fork();
    if (child == 0)
      _exit(
          wgkit_update_put_peer(update, &stranger, 0, NULL) == WGKIT_OK &&
                  wgkit_update_free(update) == WGKIT_OK
              ? 0
              : 1);
    CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    EXPECT(
        WGKIT_ERROR_NOT_FOUND, wgkit_update_clear_peer_preshared_key(update, &stranger, &error));
    CHECK(wgkit_update_free(update) == WGKIT_OK);
  }
}
