/* The C library and kernel calls that WGKit uses, in a form that Swift can import: without a module
 * of the platform (Embedded Swift has none), and with inline functions in place of variadic
 * functions, of macros that compute, and of errno. */
#ifndef WGKIT_CLINUX_H
#define WGKIT_CLINUX_H

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static inline int wgkit_errno(void) { return errno; }
static inline void wgkit_clear_errno(void) { errno = 0; }

/* A variable of the environment, or NULL where the program has more rights than who called it: one with
 * file capabilities or a set-user-id bit obeys nothing that the caller's environment says. */
static inline const char *wgkit_environment(const char *name) {
  return getauxval(AT_SECURE) != 0 ? NULL : getenv(name);
}

/* Whether the calling thread can be cancelled, from here on not: Swift has nothing that would close
 * what is open and give back what is locked. Returns what to give to wgkit_allow_cancellation. */
static inline int wgkit_forbid_cancellation(void) {
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  return before;
}

static inline void wgkit_allow_cancellation(int before) {
  int ignored;
  pthread_setcancelstate(before, &ignored);
}

/* Their types differ between C libraries. */
static const int wgkit_SOCK_CLOEXEC = SOCK_CLOEXEC;
static const int wgkit_MSG_TRUNC = MSG_TRUNC;
static const uint32_t wgkit_IFF_UP = IFF_UP;
static const uint32_t wgkit_IFF_RUNNING = IFF_RUNNING;

/* One datagram of a netlink socket, without waiting. `sender` is the port id it came from. */
static inline ssize_t wgkit_receive(
    int descriptor, void *buffer, size_t size, uint32_t *sender, int *flags) {
  struct sockaddr_nl from;
  memset(&from, 0, sizeof from);
  struct iovec part = {.iov_base = buffer, .iov_len = size};
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_name = &from;
  message.msg_namelen = sizeof from;
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  ssize_t count = recvmsg(descriptor, &message, MSG_DONTWAIT);
  /* A sender that is no netlink address at all is reported as one that is not the kernel. */
  *sender = message.msg_namelen == sizeof from && from.nl_family == AF_NETLINK ? from.nl_pid
                                                                               : UINT32_MAX;
  *flags = message.msg_flags;
  return count;
}

/* strerror_r(3) has two forms and strerror(3) shares a buffer: the text, cut to fit. */
static inline void wgkit_error_text(int number, void *text, size_t size) {
  locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (size == 0) return;
  strncpy((char *)text, c == (locale_t)0 ? "unknown error" : strerror_l(number, c), size - 1);
  ((char *)text)[size - 1] = 0;
  if (c != (locale_t)0) freelocale(c);
}

/* The first UDP address of a host name: 4 or 16 bytes into `address`, which has room for 16.
 * Answers 0 or an error of getaddrinfo(3). */
static inline int wgkit_look_up(
    const char *host, void *address, long *count, uint32_t *scope) {
  struct addrinfo hints;
  struct addrinfo *found = NULL;
  memset(&hints, 0, sizeof hints);
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_DGRAM;
  hints.ai_protocol = IPPROTO_UDP;
  int status = getaddrinfo(host, NULL, &hints, &found);
  if (status != 0) return status;
  status = EAI_NONAME;
  for (const struct addrinfo *next = found; next != NULL && status != 0; next = next->ai_next) {
    if (next->ai_family == AF_INET) {
      const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)next->ai_addr;
      memcpy(address, &v4->sin_addr, 4);
      *count = 4;
      *scope = 0;
      status = 0;
    } else if (next->ai_family == AF_INET6) {
      const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)next->ai_addr;
      memcpy(address, &v6->sin6_addr, 16);
      *count = 16;
      *scope = v6->sin6_scope_id;
      status = 0;
    }
  }
  freeaddrinfo(found);
  return status;
}

/* A clock that nobody sets. */
static inline int64_t wgkit_monotonic_milliseconds(void) {
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A clock that nobody sets and that goes on while the machine sleeps. */
static inline int64_t wgkit_boot_nanoseconds(void) {
  struct timespec now = {0, 0};
  clock_gettime(7 /* CLOCK_BOOTTIME, not in every header by default */, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* The seconds that this machine's clocks are ahead of UTC at a moment. */
static inline int32_t wgkit_local_offset(int64_t moment) {
  time_t given = (time_t)moment;
  struct tm local, utc;
  if (localtime_r(&given, &local) == NULL || gmtime_r(&given, &utc) == NULL) return 0;
  int days = local.tm_year != utc.tm_year ? (local.tm_year > utc.tm_year ? 1 : -1)
                                          : local.tm_yday - utc.tm_yday;
  return ((days * 24 + local.tm_hour - utc.tm_hour) * 60 + local.tm_min - utc.tm_min) * 60 +
         local.tm_sec - utc.tm_sec;
}

/* The first 64 bits of the number that the kernel draws at each start; 0 when it cannot be read. */
static inline uint64_t wgkit_boot_id(void) {
  char text[19];
  uint64_t id = 0;
  int descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  ssize_t count = read(descriptor, text, sizeof text);
  close(descriptor);
  if (count != (ssize_t)sizeof text) return 0;
  for (size_t index = 0; index < sizeof text; index++) {
    char digit = text[index];
    if (digit == '-') continue;
    id = id << 4 | (uint64_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  return id;
}

/* The number of the network namespace of a socket, which no other one gets until the machine's next
 * start: SO_NETNS_COOKIE, Linux 5.14. Before, the answer is 0. */
static inline uint64_t wgkit_namespace_cookie(int descriptor) {
  uint64_t cookie = 0;
  socklen_t size = sizeof cookie;
  return getsockopt(descriptor, SOL_SOCKET, 71, &cookie, &size) == 0 ? cookie : 0;
}

/* Whole seconds since 1970-01-01 00:00 UTC. */
static inline int64_t wgkit_unix_seconds(void) {
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec;
}

/* open(2) is variadic. */
static inline int wgkit_open(const char *path, int flags, unsigned mode) {
  return open(path, flags, mode);
}

static inline int wgkit_openat(int folder, const char *name, int flags, unsigned mode) {
  return openat(folder, name, flags, mode);
}

/* Becomes a program that stands in the folder of this one, or in a folder beside that: "wgk-usage",
 * "../libexec/wgkit/wgk-usage". No search path is asked. Where the kernel has given this program rights
 * that its caller lacks, program and folder must be root's and nobody else's to write. Answers an error
 * number, or not at all. */
static inline int wgkit_become(const char *place, char *const *arguments) {
  extern char **environ;
  char path[4096 + 64];
  ssize_t length = readlink("/proc/self/exe", path, 4096);
  if (length <= 0 || length >= 4096) return ENOENT;
  while (length > 0 && path[length - 1] != '/') length--;
  if (strlen(place) >= 64) return ENAMETOOLONG;
  strcpy(path + length, place);
  if (getauxval(AT_SECURE) != 0) {
    struct stat status;
    char *slash = strrchr(path, '/');
    if (stat(path, &status) != 0) return errno;
    if (status.st_uid != 0 || (status.st_mode & 022) != 0) return EACCES;
    *slash = 0;
    if (stat(slash == path ? "/" : path, &status) != 0) return errno;
    *slash = '/';
    if (status.st_uid != 0 || (status.st_mode & 022) != 0) return EACCES;
  }
  execve(path, arguments, environ);
  return errno;
}

/* Runs the program that wgkit_become finds at one of two places, and waits for its end. Answers its exit
 * status, 127 when it is at neither place, 126 when it cannot be run or was killed, or a negative error
 * number when there was no process for it. */
static inline int wgkit_run_beside(
    const char *place, const char *other, char *const *arguments) {
  int status = 0;
  pid_t child = fork();
  if (child < 0) return -errno;
  if (child == 0) {
    int error = wgkit_become(place, arguments);
    if (error == ENOENT) error = wgkit_become(other, arguments);
    _exit(error == ENOENT ? 127 : 126);
  }
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -errno;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}

/* For openat. O_PATH is not in every header by default. */
#ifdef O_PATH
static const int wgkit_O_PATH = O_PATH;
#else
static const int wgkit_O_PATH = 010000000;
#endif
static const int wgkit_O_DIRECTORY = O_DIRECTORY;
static const int wgkit_O_NOFOLLOW = O_NOFOLLOW;

/* Gives a file another name unless something has it already: renameat2(2) with RENAME_NOREPLACE. */
static inline int wgkit_rename_new(int folder, const char *old_name, const char *new_name) {
  return (int)syscall(SYS_renameat2, folder, old_name, folder, new_name, 1u);
}

/* Whether something is mounted at a name, a single file for instance: statx(2), whose attribute
 * STATX_ATTR_MOUNT_ROOT Linux has since 5.8. Before, the answer is no. */
static inline int wgkit_is_mount_point(int folder, const char *name) {
  uint64_t status[32]; /* struct statx, of which the second word is stx_attributes */
  memset(status, 0, sizeof status);
  return syscall(SYS_statx, folder, name, AT_SYMLINK_NOFOLLOW, 0u, status) == 0 &&
         (status[1] & 0x2000) != 0;
}

/* The names in a folder, one after the other. */
static inline void *wgkit_list(int folder) {
  int descriptor = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return NULL;
  DIR *list = fdopendir(descriptor);
  if (list == NULL) close(descriptor);
  return list;
}

static inline const char *wgkit_next_name(void *list) {
  struct dirent *entry = readdir((DIR *)list);
  return entry == NULL ? NULL : entry->d_name;
}

static inline void wgkit_end_list(void *list) { closedir((DIR *)list); }

/* A symbol of libqrencode: struct QRcode of its header, the same in all of libqrencode.so.4. */
struct wgkit_qr_symbol {
  int version;
  int width;
  unsigned char *data;
};

#define WGKIT_QR_NO_LIBRARY (-1)
#define WGKIT_QR_FOREIGN_LIBRARY (-2)
/* The modules on a side of the largest symbol. */
#define WGKIT_QR_LARGEST 177

/* Makes the smallest QR code of bytes, with the least error correction, with libqrencode, which is loaded
 * for this and let go. A byte of `modules`, which has room for those of the largest symbol, is a module,
 * row by row: 1 is dark. Answers 0, an error number of libqrencode's, or one of the above. */
static inline int wgkit_make_qr_code(
    const void *text, int count, unsigned char *modules, long *width) {
  void *library = dlopen("libqrencode.so.4", RTLD_NOW | RTLD_LOCAL);
  int status = WGKIT_QR_FOREIGN_LIBRARY;
  if (library == NULL) return WGKIT_QR_NO_LIBRARY;
  /* POSIX has it that the pointers can be converted; C does not. */
  struct wgkit_qr_symbol *(*encode)(int, const unsigned char *, int, int) = NULL;
  void (*end)(struct wgkit_qr_symbol *) = NULL;
  void *found = dlsym(library, "QRcode_encodeData");
  memcpy(&encode, &found, sizeof encode);
  found = dlsym(library, "QRcode_free");
  memcpy(&end, &found, sizeof end);
  if (encode != NULL && end != NULL) {
    errno = 0;
    struct wgkit_qr_symbol *symbol = encode(count, (const unsigned char *)text, 0, 0);
    if (symbol == NULL) {
      status = errno != 0 ? errno : EINVAL;
    } else {
      long side = symbol->width;
      if (symbol->data != NULL && side >= 21 && side <= WGKIT_QR_LARGEST && side % 4 == 1) {
        for (long place = 0; place < side * side; place++) modules[place] = symbol->data[place] & 1;
        *width = side;
        status = 0;
        explicit_bzero(symbol->data, (size_t)(side * side));
      }
      end(symbol);
    }
  }
  dlclose(library);
  return status;
}

/* What a thread does in another network namespace. */
struct wgkit_visit {
  int descriptor;
  int error;
  void (*body)(void *);
  void *context;
};

static inline void *wgkit_visit_thread(void *argument) {
  struct wgkit_visit *visit = (struct wgkit_visit *)argument;
  /* setns(2), by number: its declaration depends on what is defined before the first include. */
  if (syscall(SYS_setns, visit->descriptor, 0x40000000 /* CLONE_NEWNET */) != 0) {
    visit->error = errno;
  } else {
    visit->body(visit->context);
  }
  return NULL;
}

/* Runs `body` in a network namespace, on a thread that lives for this alone: a thread that had
 * entered it would stay there. Signals are blocked on it, so that no handler of the program runs in
 * the wrong namespace. Answers 0 or an error number; then `body` has not run. */
static inline int wgkit_visit_namespace(int descriptor, void (*body)(void *), void *context) {
  struct wgkit_visit visit = {descriptor, 0, body, context};
  pthread_t thread;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int status = pthread_create(&thread, NULL, wgkit_visit_thread, &visit);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (status != 0) return status;
  status = pthread_join(thread, NULL);
  return status != 0 ? status : visit.error;
}

/* Keeps the signals that end a program from a terminal or a service manager waiting; `before` receives
 * what was kept waiting already, for wgkit_let_signals. */
static inline void wgkit_hold_signals(sigset_t *before) {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGHUP);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, before);
}

static inline void wgkit_let_signals(const sigset_t *before) {
  pthread_sigmask(SIG_SETMASK, before, NULL);
}

/* For a program that ends soon: memory that it lets go is kept for what it needs next, rather than given
 * back to the system and asked for anew, which takes longer. Weak, since only glibc has this. */
extern int wgkit_mallopt(int, int) __asm__("mallopt") __attribute__((weak));
static inline void wgkit_keep_memory(void) {
  enum { TRIM_THRESHOLD = -1, MMAP_THRESHOLD = -3, MOST = 32 << 20 };
  if (wgkit_mallopt == NULL) return;
  wgkit_mallopt(MMAP_THRESHOLD, MOST);
  wgkit_mallopt(TRIM_THRESHOLD, MOST);
}

/* An optimiser may not remove this one. */
static inline void wgkit_wipe(void *bytes, size_t count) { explicit_bzero(bytes, count); }

/* Overwrites what a function that handled a secret and returned has left behind: the stack below the
 * caller's frame, by more than the deepest of those functions uses (1.2 KB), and the registers that a
 * function leaves as it likes, the vector registers among them. */
static inline __attribute__((noinline)) void wgkit_wipe_traces(void) {
  char dead[2048];
#if defined(__x86_64__)
  __asm__ volatile(
      "pxor %%xmm0, %%xmm0\n\tpxor %%xmm1, %%xmm1\n\tpxor %%xmm2, %%xmm2\n\t"
      "pxor %%xmm3, %%xmm3\n\tpxor %%xmm4, %%xmm4\n\tpxor %%xmm5, %%xmm5\n\t"
      "pxor %%xmm6, %%xmm6\n\tpxor %%xmm7, %%xmm7\n\tpxor %%xmm8, %%xmm8\n\t"
      "pxor %%xmm9, %%xmm9\n\tpxor %%xmm10, %%xmm10\n\tpxor %%xmm11, %%xmm11\n\t"
      "pxor %%xmm12, %%xmm12\n\tpxor %%xmm13, %%xmm13\n\tpxor %%xmm14, %%xmm14\n\t"
      "pxor %%xmm15, %%xmm15"
      :
      :
      : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
        "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
  __asm__ volatile(
      "xorl %%eax, %%eax\n\txorl %%ecx, %%ecx\n\txorl %%edx, %%edx\n\txorl %%esi, %%esi\n\t"
      "xorl %%edi, %%edi\n\txorl %%r8d, %%r8d\n\txorl %%r9d, %%r9d\n\txorl %%r10d, %%r10d\n\t"
      "xorl %%r11d, %%r11d"
      :
      :
      : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "cc");
#endif
  /* Last: the first call of a function of another library saves all registers on the stack. */
  explicit_bzero(dead, sizeof dead);
}

/* The same value, of which the compiler knows nothing: it cannot make a branch of a mask. */
static inline int32_t wgkit_opaque(int32_t value) {
  __asm__("" : "+r"(value));
  return value;
}

/* The same value by way of a branch, which no compiler turns into a copy. */
static inline _Bool wgkit_branch(_Bool value) {
  unsigned known = 0;
  if (value) __asm__ volatile("" : "=r"(known) : "0"(1));
  return known != 0;
}

#endif
