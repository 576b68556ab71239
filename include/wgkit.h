/* wgkit.h: WireGuard on Linux, from C and from everything that speaks C.
 *
 * Link with -lwgkit. The library needs the C library and libmnl, nothing else.
 *
 * STATUS AND ERRORS. A function that can fail returns a wgkit_status: WGKIT_OK, which is 0, or one
 * of the errors below. Its last parameter is the address of a wgkit_error pointer, or NULL for callers
 * that want no more than the status. The pointer is always written: NULL on success, otherwise an
 * error object that the caller owns and gives to wgkit_error_free. Do not pass the address of a
 * pointer that still owns an error. On failure nothing else is written, except where a function
 * says so.
 *
 *   wgkit_error *error = NULL;
 *   wgkit_device *device = NULL;
 *   if (wgkit_device_read("wg0", 3, &device, &error) != WGKIT_OK) {
 *     fprintf(stderr, "%s\n", wgkit_error_message(error));
 *     wgkit_error_free(error);
 *   }
 *
 * HANDLES. wgkit_error, wgkit_device and wgkit_device_list are handles, never to be dereferenced.
 * Whoever receives one frees it, once, with the _free function of its type. Freeing NULL does
 * nothing. A handle that was freed before, that is of another type or that never was one is
 * answered with WGKIT_ERROR_INVALID_HANDLE. A handle stays valid in the child of a fork(2).
 *
 * BUFFERS. What goes in is a pointer and a length in bytes; text is UTF-8 and needs no NUL behind
 * it. What comes out as text goes to a buffer with a capacity: the text and a NUL are written when
 * both fit, and not one byte otherwise. Each such function tells the size needed, NUL included,
 * also when the buffer is NULL and the capacity 0, which only asks for the size. Input and output
 * may overlap. A pointer that must not be NULL, and is NULL or misaligned for its type, is answered
 * with WGKIT_ERROR_INVALID_ARGUMENT; so is a length or a capacity over SIZE_MAX / 2.
 *
 * SECRETS. Private and preshared keys leave the library only through functions with "generate" or
 * "expose" in their name, and through none of the others. The caller's copies are the caller's to
 * wipe: wgkit_secret_wipe. No error text contains a key that was passed in, nor the text of a bad
 * one.
 *
 * THREADS. Every function may be called from any thread at any time. What that means for the
 * memory behind a pointer is said at each function under "Threads". The library never changes the
 * process: no signal handler, no umask, no environment, no locale, no working directory. Memory
 * that runs out ends the process, as it does in most programs on Linux.
 *
 * COMPATIBILITY. A status value is never reused. Structures grow at their end only, which stride
 * and size announce; what is reserved reads as zero. While the version is 0.x, a release that
 * breaks the binary interface gets a new soname, and says so in the change log.
 *
 * Everything here is C89 with <stdint.h>, and C++11. */
#ifndef WGKIT_H
#define WGKIT_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define WGKIT_API __attribute__((visibility("default")))
#define WGKIT_MUST_USE __attribute__((warn_unused_result))
#else
#define WGKIT_API
#define WGKIT_MUST_USE
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version ------------------------------------------------------------------------------- */

/* The version of this header. The library that is loaded may be another: see wgkit_version. */
#define WGKIT_VERSION_MAJOR 0
#define WGKIT_VERSION_MINOR 1
#define WGKIT_VERSION_PATCH 0
#define WGKIT_VERSION_STRING "0.1.0"
/* One number that grows with the version: major * 1000000 + minor * 1000 + patch. */
#define WGKIT_VERSION_NUMBER 1000

/* The version of the library as text, "0.1.0".
 * Threads: any. The text lives as long as the library is loaded. */
WGKIT_API const char *wgkit_version(void);

/* The version of the library as a number, to compare with WGKIT_VERSION_NUMBER.
 * Threads: any. */
WGKIT_API uint32_t wgkit_version_number(void);

/* ---- Status -------------------------------------------------------------------------------- */

/* How a call ended. The set is open: a later library may answer a value that is not listed here. */
typedef int32_t wgkit_status;

enum {
  /* The call did what it was asked to. */
  WGKIT_OK = 0,
  /* An argument makes no sense, alone or with the others. */
  WGKIT_ERROR_INVALID_ARGUMENT = 1,
  /* Text or bytes that are no key. */
  WGKIT_ERROR_INVALID_KEY = 2,
  /* Text or bytes that are no IP address, prefix or endpoint. */
  WGKIT_ERROR_INVALID_ADDRESS = 3,
  /* Text that cannot be an interface's name. */
  WGKIT_ERROR_INVALID_NAME = 4,
  /* The caller lacks a right: CAP_NET_ADMIN in the network namespace, mostly. */
  WGKIT_ERROR_PERMISSION_DENIED = 5,
  /* No interface has that name. */
  WGKIT_ERROR_NO_SUCH_INTERFACE = 6,
  /* The interface exists and is of another kind. */
  WGKIT_ERROR_NOT_WIREGUARD = 7,
  /* The interface, address or route is there already. */
  WGKIT_ERROR_ALREADY_EXISTS = 8,
  /* The kernel has no WireGuard: the module is neither built in nor loaded. */
  WGKIT_ERROR_MODULE_MISSING = 9,
  /* Another socket has the UDP port. */
  WGKIT_ERROR_PORT_IN_USE = 10,
  /* The device kept changing while it was read. */
  WGKIT_ERROR_INTERRUPTED = 11,
  /* The kernel's answer cannot be decoded. */
  WGKIT_ERROR_MALFORMED_REPLY = 12,
  /* No answer came in time. */
  WGKIT_ERROR_TIMED_OUT = 13,
  /* Memory, buffers or file descriptors ran out. */
  WGKIT_ERROR_OUT_OF_RESOURCES = 14,
  /* Any other error of the system; wgkit_error_errno says which. */
  WGKIT_ERROR_SYSTEM = 15,
  /* A handle that is stale, freed or foreign. */
  WGKIT_ERROR_INVALID_HANDLE = 16,
  /* The caller's buffer is too small; nothing was written to it. */
  WGKIT_ERROR_BUFFER_TOO_SMALL = 17,
  /* A change of several messages failed after the first: part of it is in force. */
  WGKIT_ERROR_PARTIALLY_APPLIED = 18,
  /* A host name has no address. */
  WGKIT_ERROR_UNRESOLVED_HOST = 19,
  /* What was asked for is not there. */
  WGKIT_ERROR_NOT_FOUND = 20,
  /* An allowed IP would move away from the peer that has it. */
  WGKIT_ERROR_WOULD_MOVE = 21,
  /* There is no such network namespace. */
  WGKIT_ERROR_NO_SUCH_NAMESPACE = 22,
  /* The library's test of itself failed: its file or the machine is damaged. */
  WGKIT_ERROR_SELF_TEST_FAILED = 23,
  /* A configuration file that breaks its grammar, or says what cannot be. */
  WGKIT_ERROR_INVALID_CONFIGURATION = 24,
  /* A template that breaks its grammar, or a value that it cannot take. */
  WGKIT_ERROR_INVALID_TEMPLATE = 25,
  /* A file is no longer what was read: somebody else has written it. */
  WGKIT_ERROR_CHANGED_MEANWHILE = 26,
  /* A file that is not to be trusted or not to be replaced: a symbolic link, a FIFO, one that others
   * may write. */
  WGKIT_ERROR_UNSAFE_FILE = 27,
  /* A file or a result exceeds the limit. */
  WGKIT_ERROR_TOO_LARGE = 28
};

/* The name of a status as it stands above, "WGKIT_ERROR_INVALID_KEY"; "WGKIT_ERROR_UNKNOWN" for a
 * value that this library does not know. Never NULL.
 * Threads: any. The text lives as long as the library is loaded. */
WGKIT_API const char *wgkit_status_name(wgkit_status status);

/* ---- Errors -------------------------------------------------------------------------------- */

/* What went wrong, with what, and what to do about it. */
typedef struct wgkit_error wgkit_error;

/* The status that the failed call returned; WGKIT_OK for NULL, and WGKIT_ERROR_INVALID_HANDLE for
 * what is no error object.
 * Threads: any, shared. */
WGKIT_API wgkit_status wgkit_error_code(const wgkit_error *error);

/* A sentence for people, UTF-8, without a secret. Never NULL: it is empty for NULL, and says so for
 * what is no error object.
 * Threads: any, shared; the text lives until the error is freed, by whichever thread. */
WGKIT_API const char *wgkit_error_message(const wgkit_error *error);

/* The system's error number, when a system call or the kernel's answer was the cause; otherwise 0.
 * Threads: any, shared. */
WGKIT_API int wgkit_error_errno(const wgkit_error *error);

/* Frees an error object and its message.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_error_free(wgkit_error *error);

/* ---- Keys ---------------------------------------------------------------------------------- */

/* The bytes of a key. */
#define WGKIT_KEY_SIZE 32
/* The bytes of a key's base64 text: 44 characters and a NUL. */
#define WGKIT_KEY_TEXT_SIZE 45

/* A key names its role in its type: a compiler refuses one in the place of another. They have no
 * alignment of their own, so that 32 bytes anywhere can be seen as a key. */

/* The private key of a device: a secret. */
typedef struct wgkit_private_key {
  uint8_t bytes[WGKIT_KEY_SIZE];
} wgkit_private_key;

/* The public key of a device or of a peer: not a secret. */
typedef struct wgkit_public_key {
  uint8_t bytes[WGKIT_KEY_SIZE];
} wgkit_public_key;

/* The symmetric key that two peers may share besides their key pairs: a secret. */
typedef struct wgkit_preshared_key {
  uint8_t bytes[WGKIT_KEY_SIZE];
} wgkit_preshared_key;

/* Before its first private key, the library derives the public key of RFC 7748's test: should that be
 * wrong, every function that takes or makes a private key answers WGKIT_ERROR_SELF_TEST_FAILED. */

/* Makes a private key from the system's randomness, and the public key that belongs to it.
 * Errors: WGKIT_ERROR_SYSTEM when there is no randomness.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_keypair_generate(
    wgkit_private_key *private_key, wgkit_public_key *public_key, wgkit_error **error);

/* The public key of a private key: X25519 with the base point, RFC 7748 section 6.1. The time does
 * not depend on the private key.
 * Errors: WGKIT_ERROR_INVALID_KEY for a private key of 32 zero bytes, which means none.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_public_key_derive(
    const wgkit_private_key *private_key, wgkit_public_key *public_key, wgkit_error **error);

/* How many key pairs one call makes at most. */
#define WGKIT_KEYPAIRS_MAXIMUM 1000000

/* Makes `count` key pairs as wgkit_keypair_generate makes one, in less time than so many calls: the
 * public keys share a division. Both arrays have room for `count` keys; the same place in both is a
 * pair.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for a count over WGKIT_KEYPAIRS_MAXIMUM, WGKIT_ERROR_SYSTEM when
 * there is no randomness.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_keypairs_generate(
    size_t count, wgkit_private_key *private_keys, wgkit_public_key *public_keys,
    wgkit_error **error);

/* Makes a preshared key from the system's randomness.
 * Errors: WGKIT_ERROR_SYSTEM when there is no randomness.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_preshared_key_generate(
    wgkit_preshared_key *key, wgkit_error **error);

/* The base64 text of a public key: 44 characters and a NUL. `size` receives WGKIT_KEY_TEXT_SIZE,
 * also when the buffer is too small; it may be NULL.
 * Errors: WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_public_key_to_base64(
    const wgkit_public_key *key, char *text, size_t capacity, size_t *size, wgkit_error **error);

/* The base64 text of a private key, clamped, which is as secret as the key; otherwise as
 * wgkit_public_key_to_base64.
 * Errors: WGKIT_ERROR_INVALID_KEY for 32 zero bytes, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_private_key_expose_base64(
    const wgkit_private_key *key, char *text, size_t capacity, size_t *size, wgkit_error **error);

/* The base64 text of a preshared key, which is as secret as the key; otherwise as
 * wgkit_public_key_to_base64.
 * Errors: WGKIT_ERROR_INVALID_KEY for 32 zero bytes, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_preshared_key_expose_base64(
    const wgkit_preshared_key *key, char *text, size_t capacity, size_t *size,
    wgkit_error **error);

/* Reads a public key from its 44 base64 characters, in the canonical form only: no space, no line
 * end, no missing padding.
 * Errors: WGKIT_ERROR_INVALID_KEY.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_public_key_from_base64(
    const char *text, size_t length, wgkit_public_key *key, wgkit_error **error);

/* Reads a private key from its 44 base64 characters, and clamps it as X25519 wants it and as the
 * kernel does. The time does not depend on the characters.
 * Errors: WGKIT_ERROR_INVALID_KEY, for 32 zero bytes too, which mean none.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_private_key_from_base64(
    const char *text, size_t length, wgkit_private_key *key, wgkit_error **error);

/* Reads a preshared key from its 44 base64 characters. The time does not depend on them.
 * Errors: WGKIT_ERROR_INVALID_KEY, for 32 zero bytes too, which mean none.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_preshared_key_from_base64(
    const char *text, size_t length, wgkit_preshared_key *key, wgkit_error **error);

/* Overwrites memory of the caller with zeros, in a way that no compiler removes. NULL does nothing.
 * Threads: any. */
WGKIT_API void wgkit_secret_wipe(void *bytes, size_t count);

/* ---- Devices ------------------------------------------------------------------------------- */

/* ARRAYS. A snapshot hands out arrays as an address, a count, and a stride: the distance in bytes
 * from one element to the next. Step with the stride, not with sizeof, since a newer library may
 * know more fields than this header:
 *
 *   const wgkit_peer *peer = (const wgkit_peer *)((const char *)peers + i * stride);
 *
 * An array of no elements has the address NULL. The arrays never change. They belong to their
 * handle and live until it is freed: whoever shares them between threads frees the handle after
 * the last of them is done. A free during a call with the same handle is harmless, for the call has
 * a hold of its own on the snapshot; what the call hands out is gone with it. */

/* The name of an interface: 1 to 15 bytes, filled up with NUL. */
typedef struct wgkit_interface_name {
  char text[16];
} wgkit_interface_name;

/* The names of the WireGuard interfaces at one moment. */
typedef struct wgkit_device_list wgkit_device_list;

/* Lists the WireGuard interfaces of the calling thread's network namespace, in the order of their
 * creation. Needs no right.
 * Errors: WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_MALFORMED_REPLY, WGKIT_ERROR_INTERRUPTED,
 * WGKIT_ERROR_TIMED_OUT, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_list_read(
    wgkit_device_list **list, wgkit_error **error);

/* The names as an array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_list_names(
    const wgkit_device_list *list, const wgkit_interface_name **names, size_t *count,
    size_t *stride, wgkit_error **error);

/* Frees a list and its array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_device_list_free(wgkit_device_list *list);

/* A WireGuard interface with all its peers as it was at one moment. */
typedef struct wgkit_device wgkit_device;

/* The families of addresses; 0 means that there is no address. */
#define WGKIT_FAMILY_IPV4 4
#define WGKIT_FAMILY_IPV6 6

/* An address and a port. */
typedef struct wgkit_endpoint {
  /* In network byte order; an IPv4 address has the first four bytes, the rest are zero. */
  uint8_t address[16];
  /* The index of the interface that an IPv6 link-local address belongs to; otherwise 0. */
  uint32_t scope_id;
  /* The UDP port, in the byte order of the machine. */
  uint16_t port;
  /* WGKIT_FAMILY_IPV4, WGKIT_FAMILY_IPV6, or 0 when there is no endpoint. */
  uint8_t family;
  uint8_t reserved;
} wgkit_endpoint;

/* An allowed IP: an address whose host bits are zero, and the length of the network's prefix. */
typedef struct wgkit_prefix {
  /* In network byte order; an IPv4 address has the first four bytes, the rest are zero. */
  uint8_t address[16];
  /* WGKIT_FAMILY_IPV4 or WGKIT_FAMILY_IPV6. */
  uint8_t family;
  /* 0 to 32 or 0 to 128. */
  uint8_t length;
  uint8_t reserved[2];
} wgkit_prefix;

/* Flags of wgkit_device_info. */
/* A private key is set: `public_key` has a meaning, and wgkit_device_expose_private_key answers. */
#define WGKIT_DEVICE_HAS_PRIVATE_KEY 0x1u

/* The interface itself. */
typedef struct wgkit_device_info {
  wgkit_interface_name name;
  /* WGKIT_DEVICE_HAS_*; a bit that is not listed here means nothing to this header. */
  uint32_t flags;
  /* The interface's index in its network namespace. */
  uint32_t index;
  /* The mark on outgoing encrypted packets; 0 when off. */
  uint32_t firewall_mark;
  /* The UDP port that it listens on; 0 until one is set or the interface is up. */
  uint16_t listen_port;
  uint16_t reserved0;
  wgkit_public_key public_key;
  uint64_t reserved[4];
} wgkit_device_info;

/* Flags of wgkit_peer. */
/* A preshared key is set: wgkit_device_expose_preshared_key answers. */
#define WGKIT_PEER_HAS_PRESHARED_KEY 0x1u
/* The endpoint is known. */
#define WGKIT_PEER_HAS_ENDPOINT 0x2u
/* There has been a handshake. */
#define WGKIT_PEER_HAS_HANDSHAKE 0x4u

/* A peer: what the kernel says of it, save the preshared key. */
typedef struct wgkit_peer {
  wgkit_public_key public_key;
  /* Bytes since the peer was added. */
  uint64_t received_bytes;
  uint64_t sent_bytes;
  /* The last handshake in seconds since 1970-01-01 00:00 UTC, and nanoseconds past the second. */
  int64_t handshake_seconds;
  uint32_t handshake_nanoseconds;
  /* WGKIT_PEER_HAS_*; a bit that is not listed here means nothing to this header. */
  uint32_t flags;
  /* As configured, or where the last authentic packet came from. */
  wgkit_endpoint endpoint;
  /* The peer's range in the array of wgkit_device_allowed_ips. */
  uint64_t first_allowed_ip;
  uint64_t allowed_ip_count;
  /* The version of the protocol, 1 today. */
  uint32_t protocol_version;
  /* Seconds between keepalive packets; 0 when off. */
  uint16_t persistent_keepalive;
  uint16_t reserved0;
  uint64_t reserved[2];
} wgkit_peer;

/* Reads a device of the calling thread's network namespace: all of it, or an error. Needs
 * CAP_NET_ADMIN there.
 * Errors: WGKIT_ERROR_INVALID_NAME, WGKIT_ERROR_NO_SUCH_INTERFACE, WGKIT_ERROR_NOT_WIREGUARD,
 * WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_MODULE_MISSING, WGKIT_ERROR_INTERRUPTED,
 * WGKIT_ERROR_MALFORMED_REPLY, WGKIT_ERROR_TIMED_OUT, WGKIT_ERROR_OUT_OF_RESOURCES,
 * WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_read(
    const char *name, size_t name_length, wgkit_device **device, wgkit_error **error);

/* The interface's own fields. `size` receives the bytes of the structure as the library knows it;
 * fields beyond do not exist.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the structure lives until the device is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_get_info(
    const wgkit_device *device, const wgkit_device_info **info, size_t *size,
    wgkit_error **error);

/* The peers as an array, in the kernel's order.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the device is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_peers(
    const wgkit_device *device, const wgkit_peer **peers, size_t *count, size_t *stride,
    wgkit_error **error);

/* The allowed IPs of all peers as one array; each peer has a range of it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the device is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_allowed_ips(
    const wgkit_device *device, const wgkit_prefix **allowed_ips, size_t *count, size_t *stride,
    wgkit_error **error);

/* Copies the device's private key to the caller, who wipes it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_NOT_FOUND when none is set.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_expose_private_key(
    const wgkit_device *device, wgkit_private_key *key, wgkit_error **error);

/* Copies the preshared key of the peer at a place of the array of peers to the caller, who wipes
 * it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT for a place beyond the array,
 * WGKIT_ERROR_NOT_FOUND when the peer has none.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_expose_preshared_key(
    const wgkit_device *device, size_t peer_index, wgkit_preshared_key *key, wgkit_error **error);

/* Frees a device with its arrays; its secrets are wiped.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_device_free(wgkit_device *device);

#ifdef __cplusplus
}
#endif

#endif
