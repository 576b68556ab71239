#include "walk.h"

#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/genetlink.h>
#include <linux/wireguard.h>
#include <stdlib.h>
#include <time.h>

static void add_bytes(struct walk *walk, const struct nlattr *attribute) {
  const uint8_t *bytes = mnl_attr_get_payload(attribute);
  uint16_t count = mnl_attr_get_payload_len(attribute);
  uint64_t sum = 0;
  for (uint16_t i = 0; i < count; i++) sum += bytes[i];
  walk->sum += sum;
}

static void walk_allowed_ip(struct walk *walk, const struct nlattr *allowed_ip) {
  const struct nlattr *attribute;
  walk->allowed_ips++;
  mnl_attr_for_each_nested(attribute, allowed_ip) add_bytes(walk, attribute);
}

static void walk_peer(struct walk *walk, const struct nlattr *peer) {
  const struct nlattr *attribute, *allowed_ip;
  mnl_attr_for_each_nested(attribute, peer) {
    switch (mnl_attr_get_type(attribute)) {
    case WGPEER_A_ALLOWEDIPS:
      mnl_attr_for_each_nested(allowed_ip, attribute) walk_allowed_ip(walk, allowed_ip);
      break;
    case WGPEER_A_PROTOCOL_VERSION: /* absent where a split peer goes on */
      walk->peers++;
      /* fall through */
    default:
      add_bytes(walk, attribute);
    }
  }
}

void walk_payload(const void *payload, size_t count, struct walk *result) {
  const void *attributes = (const char *)payload + sizeof(struct genlmsghdr);
  const struct nlattr *attr, *peer;
  mnl_attr_for_each_payload(attributes, count - sizeof(struct genlmsghdr)) {
    if (mnl_attr_get_type(attr) == WGDEVICE_A_PEERS)
      mnl_attr_for_each_nested(peer, attr) walk_peer(result, peer);
    else
      add_bytes(result, attr);
  }
}

static int walk_message(const struct nlmsghdr *message, void *data) {
  walk_payload(mnl_nlmsg_get_payload(message), mnl_nlmsg_get_payload_len(message), data);
  return MNL_CB_OK;
}

static int take_family(const struct nlmsghdr *message, void *data) {
  const struct nlattr *attribute;
  mnl_attr_for_each(attribute, message, sizeof(struct genlmsghdr)) {
    if (mnl_attr_get_type(attribute) == CTRL_ATTR_FAMILY_ID)
      *(uint16_t *)data = mnl_attr_get_u16(attribute);
  }
  return MNL_CB_OK;
}

struct conversation {
  struct mnl_socket *socket;
  char *buffer;
  size_t size;
  uint32_t sequence;
  uint32_t receives;
};

static struct nlmsghdr *request(
    struct conversation *talk, uint16_t type, uint16_t flags, uint8_t command, uint8_t version) {
  struct nlmsghdr *message = mnl_nlmsg_put_header(talk->buffer);
  struct genlmsghdr *generic = mnl_nlmsg_put_extra_header(message, sizeof *generic);
  message->nlmsg_type = type;
  message->nlmsg_flags = NLM_F_REQUEST | flags;
  message->nlmsg_seq = ++talk->sequence;
  generic->cmd = command;
  generic->version = version;
  return message;
}

static int exchange(
    struct conversation *talk, const struct nlmsghdr *message, mnl_cb_t callback, void *data) {
  uint32_t port = mnl_socket_get_portid(talk->socket);
  int more = MNL_CB_OK;
  if (mnl_socket_sendto(talk->socket, message, message->nlmsg_len) < 0) return errno;
  while (more > MNL_CB_STOP) {
    ssize_t count = mnl_socket_recvfrom(talk->socket, talk->buffer, talk->size);
    if (count < 0) return errno;
    talk->receives++;
    more = mnl_cb_run(talk->buffer, (size_t)count, talk->sequence, port, callback, data);
    if (more < 0) return errno;
  }
  return 0;
}

int walk_device(const char *name, size_t buffer_size, struct walk *result) {
  struct conversation talk = {.size = buffer_size, .sequence = (uint32_t)time(NULL)};
  struct nlmsghdr *message;
  uint16_t family = 0;
  int status = ENOMEM;

  *result = (struct walk){0};
  talk.buffer = malloc(buffer_size);
  talk.socket = mnl_socket_open(NETLINK_GENERIC);
  if (talk.buffer == NULL || talk.socket == NULL) goto out;
  status = 0;
  if (mnl_socket_bind(talk.socket, 0, MNL_SOCKET_AUTOPID) < 0) status = errno;
  if (status != 0) goto out;

  message = request(&talk, GENL_ID_CTRL, NLM_F_ACK, CTRL_CMD_GETFAMILY, 1);
  mnl_attr_put_strz(message, CTRL_ATTR_FAMILY_NAME, WG_GENL_NAME);
  status = exchange(&talk, message, take_family, &family);
  if (status != 0) goto out;

  talk.receives = 0;
  message = request(&talk, family, NLM_F_DUMP, WG_CMD_GET_DEVICE, WG_GENL_VERSION);
  mnl_attr_put_strz(message, WGDEVICE_A_IFNAME, name);
  status = exchange(&talk, message, walk_message, result);
  result->receives = talk.receives;

out:
  if (talk.socket != NULL) mnl_socket_close(talk.socket);
  free(talk.buffer);
  return status;
}
