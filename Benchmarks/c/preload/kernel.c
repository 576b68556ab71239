/* A kernel with one WireGuard device, as far as a program can tell that is started with this library
 * preloaded: its sockets of generic netlink are answered here, in its own process.
 *
 * So the programs of two projects are compared by what they do themselves, on any machine, without
 * the right to make a device. It takes whatever the device is to become, and tells of peers that a
 * file has, in messages as large as the kernel makes them.
 *
 *   WGKIT_PEERS=FILE   the peers: of each the attributes, behind their length of two bytes
 *   WGKIT_COUNT=FILE   gets a line at the end: the peers and the allowed IPs that were set */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/wireguard.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the kernel makes of the largest receive so far: skb's of a page at least, of 32 KiB at most. */
enum { FAMILY = 0x1c, LEAST = 3776, MOST = 32768 };
#define FORWARD(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int descriptor = -1;
static size_t largest;
/* Answers that wait, and the dump behind them. */
static unsigned char waiting[1024];
static size_t waiting_size;
static struct nlmsghdr dump;
static int dumping;
static const unsigned char *peers, *peers_end, *place;
static long peers_set, allowed_ips_set;

static void put(unsigned char **at, uint16_t type, const void *bytes, size_t size) {
  struct nlattr head = {.nla_len = (uint16_t)(NLA_HDRLEN + size), .nla_type = type};
  memcpy(*at, &head, sizeof head);
  memcpy(*at + NLA_HDRLEN, bytes, size);
  memset(*at + NLA_HDRLEN + size, 0, NLA_ALIGN(size) - size);
  *at += NLA_HDRLEN + NLA_ALIGN(size);
}

static void queue(const struct nlmsghdr *request, uint16_t type, const void *bytes, size_t size) {
  struct nlmsghdr head = *request;
  head.nlmsg_len = NLMSG_LENGTH(size);
  head.nlmsg_type = type;
  head.nlmsg_flags = 0;
  if (waiting_size + NLMSG_SPACE(size) > sizeof waiting) abort();
  memcpy(waiting + waiting_size, &head, sizeof head);
  memcpy(waiting + waiting_size + NLMSG_HDRLEN, bytes, size);
  waiting_size += NLMSG_SPACE(size);
}

static void acknowledge(const struct nlmsghdr *request) {
  struct nlmsgerr verdict = {.error = 0, .msg = *request};
  if (request->nlmsg_flags & NLM_F_ACK) queue(request, NLMSG_ERROR, &verdict, sizeof verdict);
}

static const struct nlattr *find(const unsigned char *at, const unsigned char *end, int type) {
  for (; at + NLA_HDRLEN <= end; at += NLA_ALIGN(((const struct nlattr *)at)->nla_len)) {
    const struct nlattr *one = (const struct nlattr *)at;
    if (one->nla_len < NLA_HDRLEN) abort();
    if ((one->nla_type & NLA_TYPE_MASK) == type) return one;
  }
  return NULL;
}

static long nested(const struct nlattr *list, void (*body)(const struct nlattr *)) {
  long count = 0;
  if (list == NULL) return 0;
  const unsigned char *at = (const unsigned char *)list + NLA_HDRLEN;
  const unsigned char *end = (const unsigned char *)list + list->nla_len;
  for (; at < end; at += NLA_ALIGN(((const struct nlattr *)at)->nla_len), count++) {
    if (body != NULL) body((const struct nlattr *)at);
  }
  return count;
}

static void count_allowed_ips(const struct nlattr *peer) {
  const unsigned char *at = (const unsigned char *)peer + NLA_HDRLEN;
  const unsigned char *end = (const unsigned char *)peer + peer->nla_len;
  allowed_ips_set += nested(find(at, end, WGPEER_A_ALLOWEDIPS), NULL);
}

static void open_peers(void) {
  struct stat file;
  const char *path = getenv("WGKIT_PEERS");
  int from = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (from < 0 || fstat(from, &file) != 0 || file.st_size == 0) return;
  peers = mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, from, 0);
  close(from);
  if (peers == MAP_FAILED) abort();
  peers_end = peers + file.st_size;
  place = peers;
}

static void take(const struct nlmsghdr *request) {
  const unsigned char *at = (const unsigned char *)request + NLMSG_HDRLEN + GENL_HDRLEN;
  const unsigned char *end = (const unsigned char *)request + request->nlmsg_len;
  const struct genlmsghdr *head = NLMSG_DATA(request);
  if (request->nlmsg_type == GENL_ID_CTRL) {
    unsigned char answer[64] = {CTRL_CMD_NEWFAMILY, 2}, *next = answer + GENL_HDRLEN;
    uint16_t family = FAMILY;
    put(&next, CTRL_ATTR_FAMILY_NAME, WG_GENL_NAME, sizeof WG_GENL_NAME);
    put(&next, CTRL_ATTR_FAMILY_ID, &family, sizeof family);
    queue(request, GENL_ID_CTRL, answer, (size_t)(next - answer));
    acknowledge(request);
  } else if (head->cmd == WG_CMD_GET_DEVICE) {
    dump = *request;
    dumping = 1;
    open_peers();
  } else {
    if (getenv("WGKIT_COUNT") != NULL)
      peers_set += nested(find(at, end, WGDEVICE_A_PEERS), count_allowed_ips);
    acknowledge(request);
  }
}

/* One message of the dump: the device, which only the first tells of, and as many peers as fit. */
static size_t tell(unsigned char *into, size_t room) {
  static const unsigned char key[WG_KEY_LEN] = {8, 1, [31] = 64};
  struct nlmsghdr *message = (struct nlmsghdr *)into;
  unsigned char *next = into + NLMSG_HDRLEN, *list;
  *message = dump;
  message->nlmsg_flags = NLM_F_MULTI;
  if (place == peers_end && peers_end != NULL) {
    int none = 0;
    message->nlmsg_type = NLMSG_DONE;
    memcpy(next, &none, sizeof none);
    dumping = 0;
    return message->nlmsg_len = NLMSG_LENGTH(sizeof none);
  }
  memcpy(next, &(struct genlmsghdr){WG_CMD_GET_DEVICE, 1, 0}, GENL_HDRLEN);
  next += GENL_HDRLEN;
  if (place == peers) {
    put(&next, WGDEVICE_A_LISTEN_PORT, &(uint16_t){51820}, 2);
    put(&next, WGDEVICE_A_FWMARK, &(uint32_t){0}, 4);
    put(&next, WGDEVICE_A_IFINDEX, &(uint32_t){7}, 4);
    put(&next, WGDEVICE_A_IFNAME, "wgbench0", sizeof "wgbench0");
    put(&next, WGDEVICE_A_PRIVATE_KEY, key, sizeof key);
    put(&next, WGDEVICE_A_PUBLIC_KEY, key, sizeof key);
  }
  list = next;
  put(&next, WGDEVICE_A_PEERS | NLA_F_NESTED, "", 0);
  while (place < peers_end) {
    uint16_t size;
    memcpy(&size, place, sizeof size);
    if ((size_t)(next - into) + NLA_HDRLEN + size > room) break;
    put(&next, NLA_F_NESTED, place + sizeof size, size);
    place += sizeof size + size;
  }
  ((struct nlattr *)list)->nla_len = (uint16_t)(next - list);
  if (peers == NULL) peers = place = peers_end = (const unsigned char *)"";
  return message->nlmsg_len = (uint32_t)(next - into);
}

int socket(int domain, int type, int protocol) {
  int made = FORWARD(socket)(domain, type, protocol);
  if (domain == AF_NETLINK && protocol == NETLINK_GENERIC) descriptor = made;
  return made;
}

ssize_t sendto(int to, const void *bytes, size_t size, int flags, const struct sockaddr *address,
               socklen_t address_size) {
  if (to != descriptor || to < 0)
    return FORWARD(sendto)(to, bytes, size, flags, address, address_size);
  for (size_t at = 0; at + NLMSG_HDRLEN <= size;) {
    struct nlmsghdr request = *(const struct nlmsghdr *)((const char *)bytes + at);
    if (request.nlmsg_len < NLMSG_HDRLEN || at + request.nlmsg_len > size) abort();
    take((const struct nlmsghdr *)((const char *)bytes + at));
    at += NLMSG_ALIGN(request.nlmsg_len);
  }
  return (ssize_t)size;
}

ssize_t recvmsg(int from, struct msghdr *message, int flags) {
  size_t size = 0;
  if (from != descriptor || from < 0) return FORWARD(recvmsg)(from, message, flags);
  unsigned char *into = message->msg_iov[0].iov_base;
  size_t room = message->msg_iov[0].iov_len;
  if (room > largest) largest = room < MOST ? room : MOST;
  if (waiting_size > 0) {
    size = waiting_size;
    if (size > room) abort();
    memcpy(into, waiting, size);
    waiting_size = 0;
  } else if (dumping) {
    size_t most = largest > LEAST ? largest : LEAST;
    size = tell(into, most < room ? most : room);
  } else {
    errno = EAGAIN;
    return -1;
  }
  if (message->msg_name != NULL) {
    struct sockaddr_nl sender = {.nl_family = AF_NETLINK};
    memcpy(message->msg_name, &sender, sizeof sender);
    message->msg_namelen = sizeof sender;
  }
  message->msg_controllen = 0;
  message->msg_flags = 0;
  return (ssize_t)size;
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("WGKIT_COUNT");
  FILE *file = path == NULL || descriptor < 0 ? NULL : fopen(path, "a");
  if (file == NULL) return;
  fprintf(file, "%ld %ld\n", peers_set, allowed_ips_set);
  fclose(file);
}
