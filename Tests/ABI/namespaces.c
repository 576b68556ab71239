#include "check.h"

#include <unistd.h>

/* What takes a namespace refuses what is no living one; NULL is the thread's own. */
static void test_no_namespace(const void *handle, wgkit_status wanted) {
  const wgkit_namespace *netns = (const wgkit_namespace *)handle;
  wgkit_device_list *names = (wgkit_device_list *)"untouched";
  wgkit_link_list *links = (wgkit_link_list *)"untouched";
  wgkit_route_list *routes = (wgkit_route_list *)"untouched";
  wgkit_device *device = (wgkit_device *)"untouched";
  wgkit_update *update = NULL;
  uint32_t index = 77;

  if (netns == NULL) return;
  EXPECT(WGKIT_OK, wgkit_update_create(&update, &error));
  EXPECT(wanted, wgkit_device_apply(netns, "abi-none", 8, update, &error));
  EXPECT(wanted, wgkit_device_sync(netns, "abi-none", 8, update, 0, NULL, &error));
  CHECK(wgkit_update_free(update) == WGKIT_OK);
  EXPECT(wanted, wgkit_device_list_read(netns, &names, &error));
  EXPECT(wanted, wgkit_device_read(netns, "lo", 2, &device, &error));
  EXPECT(wanted, wgkit_link_create(netns, "lo", 2, 0, &error));
  EXPECT(wanted, wgkit_link_delete(netns, "abi-none", 8, &error));
  EXPECT(wanted, wgkit_link_bring_up(netns, "abi-none", 8, &error));
  EXPECT(wanted, wgkit_link_bring_down(netns, "abi-none", 8, &error));
  EXPECT(wanted, wgkit_link_set_mtu(netns, "abi-none", 8, 1400, &error));
  EXPECT(wanted, wgkit_link_get_index(netns, "lo", 2, &index, &error));
  EXPECT(wanted, wgkit_link_move(netns, "abi-none", 8, NULL, &error));
  EXPECT(wanted, wgkit_link_move(NULL, "abi-none", 8, netns, &error));
  EXPECT(wanted, wgkit_link_list_read(netns, &links, &error));
  EXPECT(wanted, wgkit_route_list_read(netns, &routes, &error));
  EXPECT(wanted, wgkit_route_list_read_default(netns, WGKIT_FAMILY_IPV4, &routes, &error));
  CHECK(memcmp(names, "untouched", 9) == 0 && memcmp(device, "untouched", 9) == 0);
  CHECK(memcmp(links, "untouched", 9) == 0 && memcmp(routes, "untouched", 9) == 0);
  CHECK(index == 77);
  CHECK(wgkit_namespace_free((wgkit_namespace *)handle) == WGKIT_ERROR_INVALID_HANDLE);
}

void test_namespaces(void) {
  wgkit_namespace *netns = NULL, *other = (wgkit_namespace *)"untouched";
  wgkit_link_list *links = NULL;
  const wgkit_link *link = NULL;
  size_t count, stride;
  union {
    void *aligned[2];
    char bytes[2 * sizeof(void *)];
  } place;

  sentence("the namespace of a process is the one that the process is in");
  EXPECT(WGKIT_OK, wgkit_namespace_from_pid((int32_t)getpid(), &netns, &error));
  CHECK(wgkit_namespace_free(netns) == WGKIT_OK);
  CHECK(wgkit_namespace_free(NULL) == WGKIT_OK);

  sentence("what is no namespace is refused");
  each_no_handle(test_no_namespace, netns);

  sentence("what is no name, path or process of a namespace is refused (fault 92)");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_pid(0, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_pid(INT32_MIN, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_pid(1, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name("", 0, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name("..", 2, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name("a/b", 3, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name("a\0b", 3, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name("a\xff", 2, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name(NULL, 1, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name("a", 1, NULL, &error));
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_namespace_from_name("a", SIZE_MAX / 2, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_name("a", SIZE_MAX, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_path("a", 1, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_path("/a\0b", 4, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_path(NULL, 1, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_path("/a", 2, NULL, &error));
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_namespace_from_path("/", SIZE_MAX / 2, &other, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_namespace_from_path("/", SIZE_MAX, &other, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_namespace_from_path(
          "/a", 2, (wgkit_namespace **)(void *)(place.bytes + 1), &error));
  CHECK(memcmp(other, "untouched", 9) == 0);

  sentence("a namespace that is not there is named when it is used");
  EXPECT(WGKIT_OK, wgkit_namespace_from_name("no-such-namespace", 17, &netns, &error));
  EXPECT(WGKIT_ERROR_NO_SUCH_NAMESPACE, wgkit_link_list_read(netns, &links, &error));
  CHECK(wgkit_namespace_free(netns) == WGKIT_OK);

  sentence("the links of the thread's own namespace have the loopback among them, with its address");
  EXPECT(WGKIT_OK, wgkit_link_list_read(NULL, &links, &error));
  EXPECT(WGKIT_OK, wgkit_link_list_links(links, &link, &count, &stride, &error));
  CHECK(count >= 1 && stride == sizeof(wgkit_link));
  if (count >= 1) {
    CHECK(strcmp(link->name.text, "lo") == 0 && link->index == 1 && link->kind[0] == 0);
    CHECK(link->mtu >= 1280 && link->first_address == 0);
  }
  CHECK(wgkit_link_list_free(links) == WGKIT_OK);
}
