#include "check.h"

/* Runs in the harness: a device made what is wanted. */

static const wgkit_public_key keys[4] = {{{1, 1}}, {{2, 2}}, {{3, 3}}, {{4, 4}}};
static const wgkit_prefix networks[3] = {
    {{10, 1}, WGKIT_FAMILY_IPV4, 16, {0}},
    {{10, 2}, WGKIT_FAMILY_IPV4, 16, {0}},
    {{10, 3}, WGKIT_FAMILY_IPV4, 16, {0}},
};

static void give(wgkit_update *update, int peer, int network) {
  EXPECT(WGKIT_OK, wgkit_update_put_peer(update, &keys[peer], 0, &error));
  EXPECT(
      WGKIT_OK,
      wgkit_update_add_peer_allowed_ips(
          update, &keys[peer], &networks[network], 1, sizeof *networks, &error));
}

static void expect_counts(
    const wgkit_difference *difference, uint64_t added, uint64_t changed, uint64_t removed,
    uint64_t moves) {
  const wgkit_difference_info *info = NULL;
  const wgkit_move *array = NULL;
  size_t size = 0, count = 77, stride = 0;
  EXPECT(WGKIT_OK, wgkit_difference_get_info(difference, &info, &size, &error));
  CHECK(size == sizeof *info);
  CHECK(info->added_peers == added && info->changed_peers == changed);
  CHECK(info->removed_peers == removed && info->moves == moves);
  EXPECT(WGKIT_OK, wgkit_difference_moves(difference, &array, &count, &stride, &error));
  CHECK(count == moves && stride == sizeof *array && (array == NULL) == (moves == 0));
}

static size_t count_peers(wgkit_device **device) {
  const wgkit_peer *peers;
  size_t count = 0, stride;
  EXPECT(WGKIT_OK, wgkit_device_read(NULL, "abi3", 4, device, &error));
  EXPECT(WGKIT_OK, wgkit_device_peers(*device, &peers, &count, &stride, &error));
  return count;
}

void test_kernel_sync(void) {
  wgkit_update *wanted = NULL, *other = NULL, *made = NULL;
  wgkit_difference *difference = NULL, *freed;
  wgkit_device *device = NULL;
  const wgkit_move *moves = NULL;
  const wgkit_difference_info *info = NULL;
  size_t count, stride;

  EXPECT(WGKIT_OK, wgkit_link_create(NULL, "abi3", 4, 0, &error));
  EXPECT(WGKIT_OK, wgkit_update_create(&wanted, &error));
  EXPECT(WGKIT_OK, wgkit_update_set_firewall_mark(wanted, 5, &error));
  give(wanted, 0, 0);
  give(wanted, 1, 1);

  sentence("a sync adds what is missing, and tells so");
  EXPECT(WGKIT_OK, wgkit_device_sync(NULL, "abi3", 4, wanted, 0, &difference, &error));
  expect_counts(difference, 2, 0, 0, 0);
  EXPECT(WGKIT_OK, wgkit_difference_get_info(difference, &info, &count, &error));
  CHECK(info->settings == WGKIT_APPLIED_FIREWALL_MARK);
  CHECK(wgkit_difference_free(difference) == WGKIT_OK);

  sentence("of a device that is as wanted the difference is empty");
  CHECK(count_peers(&device) == 2);
  EXPECT(WGKIT_OK, wgkit_device_difference(device, wanted, &difference, &error));
  expect_counts(difference, 0, 0, 0, 0);
  EXPECT(WGKIT_OK, wgkit_difference_get_info(difference, &info, &count, &error));
  CHECK(info->settings == 0);
  CHECK(wgkit_difference_free(difference) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_device_sync(NULL, "abi3", 4, wanted, 0, NULL, &error));

  sentence("a whole with a peer that is only to be changed is refused, and nothing is changed");
  EXPECT(WGKIT_OK, wgkit_update_create(&other, &error));
  EXPECT(WGKIT_OK, wgkit_update_put_peer(other, &keys[1], WGKIT_UPDATE_CHANGE_ONLY, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_difference(device, other, &freed, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_sync(NULL, "abi3", 4, other, 0, NULL, &error));
  CHECK(wgkit_update_free(other) == WGKIT_OK && wgkit_device_free(device) == WGKIT_OK);
  CHECK(count_peers(&device) == 2);

  sentence("a move is reported, and refused unless it is allowed");
  EXPECT(WGKIT_OK, wgkit_update_create(&other, &error));
  give(other, 0, 0);
  give(other, 0, 1);
  EXPECT(WGKIT_OK, wgkit_update_put_peer(other, &keys[1], 0, &error));
  give(other, 2, 2);
  EXPECT(WGKIT_OK, wgkit_device_difference(device, other, &difference, &error));
  expect_counts(difference, 1, 1, 0, 1);
  EXPECT(WGKIT_OK, wgkit_difference_moves(difference, &moves, &count, &stride, &error));
  if (count == 1) {
    CHECK(memcmp(&moves->allowed_ip, &networks[1], sizeof *networks) == 0);
    CHECK(memcmp(&moves->from, &keys[1], 32) == 0 && memcmp(&moves->to, &keys[0], 32) == 0);
  }
  CHECK(wgkit_device_free(device) == WGKIT_OK);
  freed = (wgkit_difference *)"untouched";
  EXPECT(
      WGKIT_ERROR_WOULD_MOVE, wgkit_device_sync(NULL, "abi3", 4, other, 0, &freed, &error));
  CHECK(memcmp(freed, "untouched", 9) == 0);
  CHECK(count_peers(&device) == 2);

  sentence("the update of a difference can be applied by itself, after its device and it are freed");
  EXPECT(WGKIT_OK, wgkit_difference_update(difference, &made, &error));
  CHECK(wgkit_device_free(device) == WGKIT_OK && wgkit_difference_free(difference) == WGKIT_OK);
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE,
      wgkit_difference_moves(difference, &moves, &count, &stride, &error));
  CHECK(wgkit_difference_free(difference) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(WGKIT_OK, wgkit_device_apply(NULL, "abi3", 4, made, &error));
  CHECK(wgkit_update_free(made) == WGKIT_OK && count_peers(&device) == 3);
  EXPECT(WGKIT_OK, wgkit_device_difference(device, other, &difference, &error));
  expect_counts(difference, 0, 0, 0, 0);
  CHECK(wgkit_difference_free(difference) == WGKIT_OK && wgkit_device_free(device) == WGKIT_OK);

  sentence("a sync with moves allowed moves them, and removes what is not wanted");
  EXPECT(
      WGKIT_OK,
      wgkit_device_sync(NULL, "abi3", 4, wanted, WGKIT_SYNC_ALLOW_MOVES, &difference, &error));
  /* The peer that loses by the move alone is sent nothing. */
  expect_counts(difference, 0, 1, 1, 1);
  CHECK(wgkit_difference_free(difference) == WGKIT_OK && count_peers(&device) == 2);

  sentence("what is no whole is an invalid argument: a removal, a peer twice");
  EXPECT(WGKIT_OK, wgkit_update_put_peer(wanted, &keys[3], WGKIT_UPDATE_REMOVE, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_difference(device, wanted, &difference, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_device_sync(NULL, "abi3", 4, wanted, 0, NULL, &error));
  {
    wgkit_peer_update twice[2];
    memset(twice, 0, sizeof twice);
    twice[0].public_key = twice[1].public_key = keys[3];
    EXPECT(
        WGKIT_OK,
        wgkit_update_add_peers(other, twice, 2, sizeof *twice, NULL, 0, 0, &error));
  }
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_difference(device, other, &difference, &error));

  sentence("NULL for each argument of a difference is an invalid argument (fault 92)");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_difference(device, NULL, &difference, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_device_difference(device, other, NULL, &error));
  CHECK(wgkit_update_free(other) == WGKIT_OK && wgkit_update_create(&other, NULL) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_device_difference(device, other, &difference, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_difference_get_info(difference, NULL, &count, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_difference_get_info(difference, &info, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_difference_moves(difference, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_difference_moves(difference, &moves, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_difference_moves(difference, &moves, &count, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_difference_update(difference, NULL, &error));
  CHECK(wgkit_difference_free(difference) == WGKIT_OK && wgkit_device_free(device) == WGKIT_OK);
  CHECK(wgkit_update_free(other) == WGKIT_OK && wgkit_update_free(wanted) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_link_delete(NULL, "abi3", 4, &error));
}
