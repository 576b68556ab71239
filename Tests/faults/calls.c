/* The seam below the system calls: a library to be preloaded, which stands between a program and the
 * C library, counts the calls that WGKit makes, and lets any of them fail or answer with something
 * else. It does nothing until it is given a plan, by faults_begin (see include/faults.h) or by
 *
 *   WGKIT_FAULT='AT ACTION VALUE FOREVER'    numbers, as for faults_begin
 *
 * for a program as a whole; with WGKIT_FAULT_FILES=0, calls about files count too. WGKIT_FAULT_RECORD=FILE appends what is received, each datagram behind
 * its length of two bytes; WGKIT_FAULT_LOG=FILE holds at the end how many calls there were and whether
 * the plan came to act.
 *
 * The monotonic clock moves on by itself at each failure and with each wait that is cut short, so
 * that a patience of five seconds is over in no time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "include/faults.h"

#define FORWARD(type, name)                  \
  ({                                         \
    static void *found;                      \
    if (found == NULL) found = real(#name);  \
    (type) found;                            \
  })
/* The refusal that is forged: an error number that netlink never has. */
enum { FORGED_ERRNO = ENOTUNIQ, MOST_NAMES = 4096, DATAGRAM = 65536 };

struct datagram {
  size_t size;
  int flags;
  struct sockaddr_nl sender;
  unsigned char bytes[DATAGRAM];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int active, in_hook, acted, action, value, forever;
static long calls, at;
static const char *names[MOST_NAMES];
static void (*hook)(void);
/* What was taken from the kernel and is yet to be given to the program, first in, first out. */
static struct datagram held[2];
static int held_count;
static int is_late;
/* -1: calls about files do not count; else they do, and a rename fails with this, unless it is 0. */
static int files = -1;
static long long skipped_ms;
static int record = -1;

static void *real(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (function == NULL) abort();
  return function;
}

static void reset(void) {
  calls = 0;
  acted = 0;
  is_late = 0;
  held_count = 0;
}

void faults_begin_(long new_at, int new_action, int new_value, int new_forever) {
  pthread_mutex_lock(&lock);
  reset();
  at = new_at;
  action = new_action;
  value = new_value;
  forever = new_forever;
  active = 1;
  pthread_mutex_unlock(&lock);
}

long faults_end_(void) {
  pthread_mutex_lock(&lock);
  active = 0;
  held_count = 0;
  is_late = 0;
  pthread_mutex_unlock(&lock);
  return calls;
}

void faults_count_files_(int rename_error) { files = rename_error; }
int faults_acted_(void) { return acted; }
void faults_on_call_(void (*function)(void)) { hook = function; }
const char *faults_name_(long number) {
  return number > 0 && number <= calls && number < MOST_NAMES ? names[number] : "?";
}

__attribute__((constructor)) static void start(void) {
  const char *plan = getenv("WGKIT_FAULT"), *file = getenv("WGKIT_FAULT_RECORD");
  int new_action, new_value, new_forever;
  long new_at;
  if (file != NULL)
    record = FORWARD(int (*)(const char *, int, ...), open)(
        file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (plan == NULL) return;
  if (getenv("WGKIT_FAULT_FILES") != NULL) files = atoi(getenv("WGKIT_FAULT_FILES"));
  if (sscanf(plan, "%ld %d %d %d", &new_at, &new_action, &new_value, &new_forever) != 4) abort();
  faults_begin_(new_at, new_action, new_value, new_forever);
}

__attribute__((destructor)) static void finish(void) {
  const char *name = getenv("WGKIT_FAULT_LOG");
  FILE *file = name == NULL ? NULL : (active = 0, fopen(name, "we"));
  if (file == NULL) return;
  fprintf(file, "%ld %d\n", calls, acted);
  fclose(file);
}

/* Counts a call. Answers what is to be done with it; at a failure errno is set. */
static int count(const char *name) {
  int todo = faults_none, error = errno;
  pthread_mutex_lock(&lock);
  if (active && !in_hook) {
    calls++;
    if (calls < MOST_NAMES) names[calls] = name;
    if (calls == at || (forever && calls > at)) todo = action;
  }
  if (todo == faults_fail) {
    acted = 1;
    error = value;
    skipped_ms += 50;
  }
  if (todo == faults_kill) kill(getpid(), SIGKILL);
  if (todo == faults_hook && hook != NULL) {
    acted = 1;
    in_hook = 1;
    pthread_mutex_unlock(&lock);
    hook();
    pthread_mutex_lock(&lock);
    in_hook = 0;
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return todo;
}

#define FAIL_IF_PLANNED(name, result) \
  int todo = count(name);             \
  if (todo == faults_fail) return (result)

int socket(int domain, int type, int protocol) {
  FAIL_IF_PLANNED("socket", -1);
  return FORWARD(int (*)(int, int, int), socket)(domain, type, protocol);
}

int bind(int fd, const struct sockaddr *address, socklen_t size) {
  FAIL_IF_PLANNED("bind", -1);
  return FORWARD(int (*)(int, const struct sockaddr *, socklen_t), bind)(fd, address, size);
}

int setsockopt(int fd, int level, int name, const void *option, socklen_t size) {
  FAIL_IF_PLANNED("setsockopt", -1);
  return FORWARD(int (*)(int, int, int, const void *, socklen_t), setsockopt)(
      fd, level, name, option, size);
}

int getsockname(int fd, struct sockaddr *address, socklen_t *size) {
  FAIL_IF_PLANNED("getsockname", -1);
  int status =
      FORWARD(int (*)(int, struct sockaddr *, socklen_t *), getsockname)(fd, address, size);
  if (todo == faults_short) {
    *size /= 2;
    acted = 1;
  }
  return status;
}

ssize_t sendto(int fd, const void *bytes, size_t size, int flags, const struct sockaddr *to,
               socklen_t to_size) {
  FAIL_IF_PLANNED("sendto", -1);
  if (todo == faults_short) {
    size /= 2;
    acted = 1;
  }
  return FORWARD(ssize_t(*)(int, const void *, size_t, int, const struct sockaddr *, socklen_t),
                 sendto)(fd, bytes, size, flags, to, to_size);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  FAIL_IF_PLANNED("sendmsg", -1);
  return FORWARD(ssize_t(*)(int, const struct msghdr *, int), sendmsg)(fd, message, flags);
}

/* Of the calls by number these are WGKit's. */
long syscall(long number, ...) {
  long a[6];
  va_list arguments;
  va_start(arguments, number);
  for (int index = 0; index < 6; index++) a[index] = va_arg(arguments, long);
  va_end(arguments);
  if (number == SYS_setns) {
    FAIL_IF_PLANNED("setns", -1);
  } else if (number == SYS_renameat2 && files >= 0) {
    FAIL_IF_PLANNED("renameat2", -1);
  }
  return FORWARD(long (*)(long, ...), syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *),
                   void *argument) {
  FAIL_IF_PLANNED("pthread_create", value);
  return FORWARD(int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *),
                 pthread_create)(thread, attributes, body, argument);
}

ssize_t getrandom(void *bytes, size_t size, unsigned flags) {
  FAIL_IF_PLANNED("getrandom", -1);
  if (todo == faults_short && size > 1) {
    size /= 2;
    acted = 1;
  }
  return FORWARD(ssize_t(*)(void *, size_t, unsigned), getrandom)(bytes, size, flags);
}

/* As on Linux, a close that fails has closed. */
int close(int fd) {
  int todo = count("close"), error = errno;
  int status = FORWARD(int (*)(int), close)(fd);
  if (todo != faults_fail) return status;
  errno = error;
  return -1;
}

#define OPEN(name)                                                           \
  int name(const char *path, int flags, ...) {                               \
    va_list arguments;                                                       \
    va_start(arguments, flags);                                              \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments);                                                       \
    FAIL_IF_PLANNED("open", -1);                                             \
    return FORWARD(int (*)(const char *, int, ...), name)(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

/* What is done with files. A program that is no test of that does too much of it. */
#define FILE_CALL(name, types, ...)                      \
  int name types {                                       \
    if (files >= 0) {                                    \
      FAIL_IF_PLANNED(#name, -1);                        \
    }                                                    \
    return FORWARD(int(*) types, name)(__VA_ARGS__);     \
  }
FILE_CALL(fstat, (int fd, struct stat *status), fd, status)
FILE_CALL(fstatat, (int folder, const char *name, struct stat *status, int flags), folder, name,
          status, flags)
FILE_CALL(fsync, (int fd), fd)
FILE_CALL(ftruncate, (int fd, off_t size), fd, size)
FILE_CALL(unlinkat, (int folder, const char *name, int flags), folder, name, flags)
FILE_CALL(mkdirat, (int folder, const char *name, mode_t mode), folder, name, mode)
FILE_CALL(flock, (int fd, int operation), fd, operation)
FILE_CALL(fchmod, (int fd, mode_t mode), fd, mode)

int openat(int folder, const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if (files >= 0) {
    FAIL_IF_PLANNED("openat", -1);
  }
  return FORWARD(int (*)(int, const char *, int, ...), openat)(folder, path, flags, mode);
}

int renameat(int old_folder, const char *old, int new_folder, const char *new) {
  if (files >= 0) {
    FAIL_IF_PLANNED("renameat", -1);
  }
  if (files > 0) {
    errno = files;
    return -1;
  }
  return FORWARD(int (*)(int, const char *, int, const char *), renameat)(old_folder, old,
                                                                         new_folder, new);
}

ssize_t read(int fd, void *bytes, size_t size) {
  if (files >= 0) {
    FAIL_IF_PLANNED("read", -1);
    if (todo == faults_short && size > 1) {
      size /= 2;
      acted = 1;
    }
  }
  return FORWARD(ssize_t(*)(int, void *, size_t), read)(fd, bytes, size);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t place) {
  if (files >= 0) {
    FAIL_IF_PLANNED("pwrite", -1);
    if (todo == faults_short && size > 1) {
      size /= 2;
      acted = 1;
    }
  }
  return FORWARD(ssize_t(*)(int, const void *, size_t, off_t), pwrite)(fd, bytes, size, place);
}

static int is_netlink(int fd) {
  int domain = 0;
  socklen_t size = sizeof domain;
  return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_NETLINK;
}

/* The next datagram of the kernel's, or one that was held back. */
static ssize_t take(int fd, struct datagram *datagram) {
  if (held_count > 0) {
    *datagram = held[0];
    held[0] = held[1];
    held_count--;
    return (ssize_t)datagram->size;
  }
  struct iovec part = {.iov_base = datagram->bytes, .iov_len = sizeof datagram->bytes};
  struct msghdr message = {.msg_name = &datagram->sender,
                           .msg_namelen = sizeof datagram->sender,
                           .msg_iov = &part,
                           .msg_iovlen = 1};
  ssize_t size =
      FORWARD(ssize_t(*)(int, struct msghdr *, int), recvmsg)(fd, &message, MSG_DONTWAIT);
  if (size < 0) return size;
  datagram->size = (size_t)size;
  datagram->flags = message.msg_flags;
  if (record >= 0) {
    uint16_t length = (uint16_t)size;
    if (write(record, &length, sizeof length) < 0 || write(record, datagram->bytes, (size_t)size) < 0)
      abort();
  }
  return size;
}

static void hold(const struct datagram *datagram) {
  if (held_count == 2) abort();
  held[held_count++] = *datagram;
}

/* Whether the end of a list is in a datagram, by itself or behind the last of the list. */
static int has_verdict(const struct datagram *datagram) {
  struct nlmsghdr message;
  for (size_t start = 0; start + sizeof message <= datagram->size;
       start += NLMSG_ALIGN(message.nlmsg_len)) {
    memcpy(&message, datagram->bytes + start, sizeof message);
    if (message.nlmsg_type == NLMSG_DONE || message.nlmsg_len < sizeof message) return 1;
  }
  return 0;
}

/* Makes a refusal that looks as if it belonged to what the datagram belongs to, but for one thing. */
static void forge(struct datagram *datagram, int how) {
  struct {
    struct nlmsghdr header;
    struct nlmsgerr error;
  } refusal = {.error.error = -FORGED_ERRNO};
  memcpy(&refusal.header, datagram->bytes, sizeof refusal.header);
  refusal.error.msg = refusal.header;
  refusal.header.nlmsg_type = NLMSG_ERROR;
  refusal.header.nlmsg_flags = 0;
  refusal.header.nlmsg_len = sizeof refusal;
  if (how == faults_forged_sequence) refusal.header.nlmsg_seq++;
  if (how == faults_forged_port) refusal.header.nlmsg_pid++;
  if (how == faults_forged_no_port) refusal.header.nlmsg_pid = 0;
  if (how == faults_forged_sender) datagram->sender.nl_pid = refusal.header.nlmsg_pid;
  memcpy(datagram->bytes, &refusal, sizeof refusal);
  datagram->size = sizeof refusal;
}

/* Changes what was received, according to the plan. */
static void alter(int fd, struct datagram *datagram, int todo) {
  static struct datagram next;
  switch (todo) {
  /* Messages begin at multiples of four, so that this cuts through one. */
  case faults_short: datagram->size = datagram->size / 2 | 1; break;
  case faults_truncated:
    datagram->size = datagram->size / 2 | 1;
    datagram->flags |= MSG_TRUNC;
    break;
  case faults_swap:
    /* What the kernel cannot do is not tried: its queue keeps the end of a list behind the list. */
    if (take(fd, &next) < 0) return;
    if (has_verdict(&next)) {
      hold(&next);
      return;
    }
    hold(datagram);
    *datagram = next;
    break;
  case faults_forged_sender:
  case faults_forged_sequence:
  case faults_forged_port:
  case faults_forged_no_port:
    hold(datagram);
    forge(datagram, todo);
    break;
  default: return;
  }
  acted = 1;
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
  static struct datagram datagram;
  FAIL_IF_PLANNED("recvmsg", -1);
  if (!is_netlink(fd))
    return FORWARD(ssize_t(*)(int, struct msghdr *, int), recvmsg)(fd, message, flags);
  if (todo == faults_late || todo == faults_late_fail) {
    is_late = todo;
    acted = 1;
    errno = EAGAIN;
    return -1;
  }
  int was_held = held_count > 0;
  if (take(fd, &datagram) < 0) return -1;
  if (!was_held) alter(fd, &datagram, todo);
  size_t room = message->msg_iov[0].iov_len;
  size_t size = datagram.size < room ? datagram.size : room;
  memcpy(message->msg_iov[0].iov_base, datagram.bytes, size);
  message->msg_flags = datagram.flags | (datagram.size > room ? MSG_TRUNC : 0);
  message->msg_controllen = 0;
  if (message->msg_name != NULL && message->msg_namelen >= sizeof datagram.sender) {
    memcpy(message->msg_name, &datagram.sender, sizeof datagram.sender);
    message->msg_namelen = sizeof datagram.sender;
  }
  return (ssize_t)size;
}

int poll(struct pollfd *descriptors, nfds_t number, int milliseconds) {
  int late = is_late;
  is_late = 0;
  FAIL_IF_PLANNED("poll", -1);
  if (late == faults_late_fail) {
    errno = value;
    return -1;
  }
  if (late == faults_late || todo == faults_late) {
    skipped_ms += forever ? milliseconds : milliseconds / 2;
    return 0;
  }
  return FORWARD(int (*)(struct pollfd *, nfds_t, int), poll)(descriptors, number, milliseconds);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int status = FORWARD(int (*)(clockid_t, struct timespec *), clock_gettime)(clock, now);
  if (status == 0 && clock == CLOCK_MONOTONIC) {
    now->tv_sec += skipped_ms / 1000;
    now->tv_nsec += skipped_ms % 1000 * 1000000;
    if (now->tv_nsec >= 1000000000) {
      now->tv_nsec -= 1000000000;
      now->tv_sec++;
    }
  }
  return status;
}
