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
 *   if (wgkit_device_read(NULL, "wg0", 3, &device, &error) != WGKIT_OK) {
 *     fprintf(stderr, "%s\n", wgkit_error_message(error));
 *     wgkit_error_free(error);
 *   }
 *
 * HANDLES. A type without fields, such as wgkit_error or wgkit_device, is that of a handle, never to
 * be dereferenced. Whoever receives one frees it, once, with the _free function of its type. Freeing
 * NULL does nothing. A handle that was freed before, that is of another type or that never was one is
 * answered with WGKIT_ERROR_INVALID_HANDLE. A handle stays valid in the child of a fork(2). There can be
 * 16,777,216 of a type at a time: a function that makes one more answers
 * WGKIT_ERROR_OUT_OF_RESOURCES, and where that many errors were never freed, the pointer to the error is
 * NULL although the status is not WGKIT_OK.
 *
 * BUFFERS. What goes in is a pointer and a length in bytes; text is UTF-8 and needs no NUL behind
 * it. What comes out as text goes to a buffer with a capacity: the text and a NUL are written when
 * both fit, and not one byte otherwise. Each such function tells the size needed, NUL included,
 * also when the buffer is NULL and the capacity 0, which only asks for the size. Input and output
 * may overlap. A pointer that must not be NULL, and is NULL or misaligned for its type, is answered
 * with WGKIT_ERROR_INVALID_ARGUMENT; so is a length or a capacity over SIZE_MAX / 2.
 *
 * ARRAYS. An array is an address, a count, and a stride: the distance in bytes from one element to the
 * next. The library hands one out that way; step through it with the stride, not with sizeof, since a
 * newer library may know more fields than this header:
 *
 *   const wgkit_peer *peer = (const wgkit_peer *)((const char *)peers + i * stride);
 *
 * An array of no elements has the address NULL. It never changes, belongs to its handle and lives
 * until that is freed: whoever shares it between threads frees the handle after the last of them is
 * done. A free during a call with the same handle is harmless, for the call has a hold of its own on
 * what the handle stands for; what the call hands out is gone with it. What the caller passes as an
 * array has the sizeof of this header as its stride, or more, up to 65535; the address may be NULL when
 * the count is 0. Fields of reserved bytes are passed as zeros. A flag that the library does not know is
 * answered with WGKIT_ERROR_INVALID_ARGUMENT, and so is a reserved field that is not zero.
 *
 * NAMESPACES. What touches the kernel has a network namespace as its first parameter; NULL is the one
 * that the calling thread is in. A thread of the caller's is never moved to another one.
 *
 * SECRETS. Private and preshared keys leave the library only through functions with "generate" or
 * "expose" in their name, and through none of the others. The caller's copies are the caller's to
 * wipe: wgkit_secret_wipe. No error text contains a key that was passed in, nor the text of a bad
 * one.
 *
 * THREADS. Every function may be called from any thread at any time. What that means for the
 * memory behind a pointer is said at each function under "Threads". The library never changes the
 * process: no signal handler, no umask, no environment, no locale, no working directory. Memory
 * that runs out ends the process, as it does in most programs on Linux. No function is a cancellation
 * point: a pthread_cancel during a call takes effect after it.
 *
 * COMPATIBILITY. A status value is never reused. Structures grow at their end only, which stride
 * and size announce; what is reserved reads as zero. The first part of this header is stable: a
 * function in it keeps its name, its parameters and what it promises within all versions 0.x that
 * have the same soname, libwgkit.so.0. A release that has to break that gets a new soname and says so
 * in the change log. The second part, from "Experimental" on, may change with each 0.x under the same
 * soname, which the change log says too; WGKIT_STABLE_ONLY, defined before this header is included,
 * hides it. A program that was linked with an older library of the same soname runs with a newer one.
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
  /* The caller lacks a right, CAP_NET_ADMIN in the network namespace mostly, or the system allows it to
   * nobody: an address of IPv6 where IPv6 is disabled. The message says which. */
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
  WGKIT_ERROR_TOO_LARGE = 28,
  /* No address of a network is free. */
  WGKIT_ERROR_OUT_OF_ADDRESSES = 29,
  /* A database that is damaged, or that is none of WGKit's. */
  WGKIT_ERROR_DAMAGED_DATABASE = 30,
  /* A file that a later version has written, in a form that this one does not know. */
  WGKIT_ERROR_NEWER_VERSION = 31
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

/* The line of the fault in a text that was read, a configuration or a template, from 1 on; 0 when there
 * is no such place.
 * Threads: any, shared. */
WGKIT_API size_t wgkit_error_line(const wgkit_error *error);

/* The byte of the fault in its line, from 1 on; 0 when there is no such place.
 * Threads: any, shared. */
WGKIT_API size_t wgkit_error_column(const wgkit_error *error);

/* Bits of wgkit_error_applied_settings. */
#define WGKIT_APPLIED_PRIVATE_KEY 0x1u
#define WGKIT_APPLIED_LISTEN_PORT 0x2u
#define WGKIT_APPLIED_FIREWALL_MARK 0x4u
/* The peers that were there before are gone. */
#define WGKIT_APPLIED_REPLACED_PEERS 0x8u

/* After an update that failed: which of the device's own values are in force as the update wants
 * them, WGKIT_APPLIED_*; otherwise 0. A bit that is not listed here means nothing to this header.
 * Threads: any, shared. */
WGKIT_API uint32_t wgkit_error_applied_settings(const wgkit_error *error);

/* After an update that failed: how many of its peers, from the first on, are as it wants them;
 * otherwise 0.
 * Threads: any, shared. */
WGKIT_API size_t wgkit_error_applied_peers(const wgkit_error *error);

/* After an update that failed: how many allowed IPs, from the first on, the peer behind those has of
 * the ones that it is to get; otherwise 0.
 * Threads: any, shared. */
WGKIT_API size_t wgkit_error_applied_allowed_ips(const wgkit_error *error);

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

/* ---- Addresses ----------------------------------------------------------------------------- */

/* The families of addresses; 0 means that there is no address. */
#define WGKIT_FAMILY_IPV4 4
#define WGKIT_FAMILY_IPV6 6

/* An IP address. */
typedef struct wgkit_address {
  /* In network byte order; an IPv4 address has the first four bytes, the rest are zero. */
  uint8_t address[16];
  /* WGKIT_FAMILY_IPV4, WGKIT_FAMILY_IPV6, or 0 when there is no address. */
  uint8_t family;
  uint8_t reserved[3];
} wgkit_address;

/* A network: an address and the length of the network's prefix. The host bits of an allowed IP and of
 * a route are zero; an interface's address has them. */
typedef struct wgkit_prefix {
  /* In network byte order; an IPv4 address has the first four bytes, the rest are zero. */
  uint8_t address[16];
  /* WGKIT_FAMILY_IPV4, WGKIT_FAMILY_IPV6, or 0 when there is no prefix. */
  uint8_t family;
  /* 0 to 32 or 0 to 128. */
  uint8_t length;
  uint8_t reserved[2];
} wgkit_prefix;

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

/* The name of an interface: 1 to 15 bytes, filled up with NUL. */
typedef struct wgkit_interface_name {
  char text[16];
} wgkit_interface_name;

/* The bytes of the longest texts, with a NUL. */
#define WGKIT_ADDRESS_TEXT_SIZE 46
#define WGKIT_PREFIX_TEXT_SIZE 50
#define WGKIT_ENDPOINT_TEXT_SIZE 65

/* Reads an address: "10.0.0.1" or "2001:db8::1", what inet_pton(3) takes and nothing else.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_address_from_text(
    const char *text, size_t length, wgkit_address *address, wgkit_error **error);

/* The canonical text of an address, that of RFC 5952 for IPv6: at most WGKIT_ADDRESS_TEXT_SIZE bytes.
 * `size` receives the bytes needed, also when the buffer is too small; it may be NULL.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS for a family that is none, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_address_to_text(
    const wgkit_address *address, char *text, size_t capacity, size_t *size, wgkit_error **error);

/* Reads a prefix: "10.0.0.0/8", "2001:db8::/32", or an address alone, which is a prefix of all its
 * bits. Host bits are kept. The length is plain decimal without leading zeros.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_prefix_from_text(
    const char *text, size_t length, wgkit_prefix *prefix, wgkit_error **error);

/* Reads many prefixes by one call, each as wgkit_prefix_from_text does: a newline is between two of
 * them, and may stand behind the last. `count` is how many there are and `prefixes` has room for.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS, whose text says at which place; WGKIT_ERROR_INVALID_ARGUMENT
 * when the text has more or fewer, or more than WGKIT_PREFIXES_MAXIMUM.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_prefixes_from_text(
    const char *text, size_t length, wgkit_prefix *prefixes, size_t count, wgkit_error **error);

/* The canonical text of a prefix, always with the length; otherwise as wgkit_address_to_text, with
 * WGKIT_PREFIX_TEXT_SIZE.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS for a family or a length that is none,
 * WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_prefix_to_text(
    const wgkit_prefix *prefix, char *text, size_t capacity, size_t *size, wgkit_error **error);

/* Reads an endpoint of numbers: "192.0.2.1:51820", "[2001:db8::1]:51820", or "[fe80::1%3]:51820" with
 * the index of an interface. The port is 1 to 65535. Nothing is looked up.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_endpoint_from_text(
    const char *text, size_t length, wgkit_endpoint *endpoint, wgkit_error **error);

/* The canonical text of an endpoint; otherwise as wgkit_address_to_text, with
 * WGKIT_ENDPOINT_TEXT_SIZE.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS for a family that is none, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_endpoint_to_text(
    const wgkit_endpoint *endpoint, char *text, size_t capacity, size_t *size,
    wgkit_error **error);

/* The endpoint that a text names, in the grammar of wg(8): as wgkit_endpoint_from_text, or with a host
 * name, "vpn.example.org:51820", or with the name of an interface, "[fe80::1%eth0]:51820". A host name
 * is looked up once with the system's resolver, in the calling thread's network namespace; of several
 * addresses the first is taken.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS, WGKIT_ERROR_UNRESOLVED_HOST for a name without an address,
 * WGKIT_ERROR_NO_SUCH_INTERFACE for a scope that names none.
 * Threads: any; may wait for DNS. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_endpoint_resolve(
    const char *text, size_t length, wgkit_endpoint *endpoint, wgkit_error **error);

/* Reads the name of an interface: 1 to 15 characters of printable ASCII, no white space, none of "/",
 * ":" and "%", no "-" in front, and neither "." nor "..".
 * Errors: WGKIT_ERROR_INVALID_NAME.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_interface_name_from_text(
    const char *text, size_t length, wgkit_interface_name *name, wgkit_error **error);

/* ---- Namespaces ---------------------------------------------------------------------------- */

/* A network namespace that is not the calling thread's. It is looked up anew at each use, so that it
 * need not exist before; working in it needs CAP_SYS_ADMIN there and in the caller's user
 * namespace. A use answers WGKIT_ERROR_NO_SUCH_NAMESPACE when it is not there,
 * WGKIT_ERROR_INVALID_ARGUMENT when the file is not that of a network namespace, and
 * WGKIT_ERROR_PERMISSION_DENIED when it may not be entered. */
typedef struct wgkit_namespace wgkit_namespace;

/* A namespace by the name that "ip netns add" gave it: 1 to 255 bytes without a slash.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT, WGKIT_ERROR_TOO_LARGE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_namespace_from_name(
    const char *name, size_t length, wgkit_namespace **netns, wgkit_error **error);

/* A namespace by a file that stands for it, "/proc/42/ns/net": an absolute path, up to 4095 bytes.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT, WGKIT_ERROR_TOO_LARGE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_namespace_from_path(
    const char *path, size_t length, wgkit_namespace **netns, wgkit_error **error);

/* The namespace that a process is in, also one in a container.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for a number below 1.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_namespace_from_pid(
    int32_t pid, wgkit_namespace **netns, wgkit_error **error);

/* Frees a namespace's handle; the namespace itself stays.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_namespace_free(wgkit_namespace *netns);

/* ---- Devices ------------------------------------------------------------------------------- */

/* The names of the WireGuard interfaces at one moment. */
typedef struct wgkit_device_list wgkit_device_list;

/* Lists the WireGuard interfaces of a network namespace, in the order of their creation. Needs no
 * right.
 * Errors: WGKIT_ERROR_NO_SUCH_NAMESPACE, WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_MALFORMED_REPLY,
 * WGKIT_ERROR_INTERRUPTED, WGKIT_ERROR_TIMED_OUT, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_list_read(
    const wgkit_namespace *netns, wgkit_device_list **list, wgkit_error **error);

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

/* Reads a device: all of it, or an error. Needs CAP_NET_ADMIN in the network namespace.
 * Errors: WGKIT_ERROR_INVALID_NAME, WGKIT_ERROR_NO_SUCH_INTERFACE, WGKIT_ERROR_NOT_WIREGUARD,
 * WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_NO_SUCH_NAMESPACE, WGKIT_ERROR_MODULE_MISSING,
 * WGKIT_ERROR_INTERRUPTED, WGKIT_ERROR_MALFORMED_REPLY, WGKIT_ERROR_TIMED_OUT,
 * WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_read(
    const wgkit_namespace *netns, const char *name, size_t name_length, wgkit_device **device,
    wgkit_error **error);

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

/* ---- Updates ------------------------------------------------------------------------------- */

/* What to change on a device: what it does not name stays as it is. It can be applied to any number
 * of devices, and changed between. Calls that change one update are carried out one after the
 * other. */
typedef struct wgkit_update wgkit_update;

/* How many peers one call takes at most, as many as the kernel lets a device have; and how many
 * prefixes, those of all peers counted as often as a peer names them. */
#define WGKIT_PEERS_MAXIMUM 1048576
#define WGKIT_PREFIXES_MAXIMUM 16777216

/* Makes an update that changes nothing.
 * Errors: WGKIT_ERROR_OUT_OF_RESOURCES.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_create(
    wgkit_update **update, wgkit_error **error);

/* Frees an update; its secrets are wiped.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; a call that uses it meanwhile ends as if it were not freed. */
WGKIT_API wgkit_status wgkit_update_free(wgkit_update *update);

/* Sets the device's private key. The peer that has this key's public key goes from the device.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_KEY for 32 zero bytes.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_set_private_key(
    wgkit_update *update, const wgkit_private_key *key, wgkit_error **error);

/* Clears the device's private key: it makes no handshakes then.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_clear_private_key(
    wgkit_update *update, wgkit_error **error);

/* Sets the UDP port; 0 asks the kernel for a random one.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_set_listen_port(
    wgkit_update *update, uint16_t port, wgkit_error **error);

/* Sets the mark on outgoing encrypted packets; 0 turns it off.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_set_firewall_mark(
    wgkit_update *update, uint32_t mark, wgkit_error **error);

/* Makes the peers of the update replace all that the device has.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_replace_peers(
    wgkit_update *update, wgkit_error **error);

/* Flags of a peer in an update. */
/* Remove the peer; that it is not there is no error. */
#define WGKIT_UPDATE_REMOVE 0x1u
/* Change the peer when it is there, and do not add it. */
#define WGKIT_UPDATE_CHANGE_ONLY 0x2u
/* The allowed IPs replace those that the peer has. */
#define WGKIT_UPDATE_REPLACE_ALLOWED_IPS 0x4u
/* Flags of wgkit_peer_update alone: the field of that name is set, or the preshared key cleared. */
#define WGKIT_UPDATE_SET_PRESHARED_KEY 0x8u
#define WGKIT_UPDATE_CLEAR_PRESHARED_KEY 0x10u
#define WGKIT_UPDATE_SET_ENDPOINT 0x20u
#define WGKIT_UPDATE_SET_PERSISTENT_KEEPALIVE 0x40u

/* Names a peer, behind those that were named before; the functions below say what changes on it. For a
 * peer that the update names already, it sets the flags anew: WGKIT_UPDATE_REMOVE,
 * WGKIT_UPDATE_CHANGE_ONLY, WGKIT_UPDATE_REPLACE_ALLOWED_IPS. Without the first two, the peer is added
 * when the device does not have it. The time grows with the peers of the update: many are for
 * wgkit_update_add_peers.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT for flags that do not go together.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_put_peer(
    wgkit_update *update, const wgkit_public_key *peer, uint32_t flags, wgkit_error **error);

/* Sets the preshared key of a peer that the update names.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_NOT_FOUND for a peer that the update does not name,
 * WGKIT_ERROR_INVALID_KEY for 32 zero bytes.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_set_peer_preshared_key(
    wgkit_update *update, const wgkit_public_key *peer, const wgkit_preshared_key *key,
    wgkit_error **error);

/* Clears the preshared key of a peer that the update names.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_NOT_FOUND for a peer that the update does not name.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_clear_peer_preshared_key(
    wgkit_update *update, const wgkit_public_key *peer, wgkit_error **error);

/* Sets where packets to a peer go that the update names.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_NOT_FOUND for a peer that the update does not name,
 * WGKIT_ERROR_INVALID_ADDRESS for a family that is none.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_set_peer_endpoint(
    wgkit_update *update, const wgkit_public_key *peer, const wgkit_endpoint *endpoint,
    wgkit_error **error);

/* Sets the seconds between keepalive packets to a peer that the update names; 0 turns them off.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_NOT_FOUND for a peer that the update does not name.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_set_peer_persistent_keepalive(
    wgkit_update *update, const wgkit_public_key *peer, uint16_t seconds, wgkit_error **error);

/* Gives allowed IPs to a peer that the update names, behind those that it was given before. One that
 * another peer of the device has moves over from there. Host bits are cleared.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_NOT_FOUND for a peer that the update does not name,
 * WGKIT_ERROR_INVALID_ADDRESS for a prefix that is none, WGKIT_ERROR_INVALID_ARGUMENT for a count over
 * WGKIT_PREFIXES_MAXIMUM.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_add_peer_allowed_ips(
    wgkit_update *update, const wgkit_public_key *peer, const wgkit_prefix *prefixes, size_t count,
    size_t stride, wgkit_error **error);

/* Takes allowed IPs from a peer that the update names; one that it does not have is passed over. They
 * are taken before those above are given, and not at all where those replace the list. The kernel has
 * this from Linux 6.16 on; before, the library does the same in another way.
 * Errors: as wgkit_update_add_peer_allowed_ips.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_remove_peer_allowed_ips(
    wgkit_update *update, const wgkit_public_key *peer, const wgkit_prefix *prefixes, size_t count,
    size_t stride, wgkit_error **error);

/* A peer of an update, whole: what no flag names stays as it is. */
typedef struct wgkit_peer_update {
  wgkit_public_key public_key;
  wgkit_preshared_key preshared_key;
  wgkit_endpoint endpoint;
  /* WGKIT_UPDATE_*. */
  uint32_t flags;
  /* Seconds between keepalive packets; 0 turns them off. */
  uint16_t persistent_keepalive;
  uint16_t reserved0;
  /* The allowed IPs to give to the peer: a range of the array of prefixes. */
  uint64_t first_allowed_ip;
  uint64_t allowed_ip_count;
  /* The allowed IPs to take from the peer: a range of the same array. */
  uint64_t first_removed_ip;
  uint64_t removed_ip_count;
  uint64_t reserved[2];
} wgkit_peer_update;

/* Adds many peers to an update behind those that it names, in the order of the array, with their
 * allowed IPs in one array of prefixes for all: all of them, or none and an error, which says at which
 * place. A key may come again; the later peer is applied later.
 * Errors: WGKIT_ERROR_INVALID_HANDLE; WGKIT_ERROR_INVALID_ARGUMENT for a count over
 * WGKIT_PEERS_MAXIMUM or WGKIT_PREFIXES_MAXIMUM, a stride smaller than its structure or unaligned, a
 * range beyond the array, and flags that do not go together; WGKIT_ERROR_INVALID_KEY for a preshared
 * key of 32 zero bytes; WGKIT_ERROR_INVALID_ADDRESS for an endpoint or a prefix that is none.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_update_add_peers(
    wgkit_update *update, const wgkit_peer_update *peers, size_t count, size_t stride,
    const wgkit_prefix *prefixes, size_t prefix_count, size_t prefix_stride, wgkit_error **error);

/* Carries out an update on a device. Needs CAP_NET_ADMIN in the network namespace. A large one travels
 * in several messages. When one fails, what was carried out before stays: wgkit_error_applied_settings,
 * _applied_peers and _applied_allowed_ips say what of the update is in force, and the text does.
 * Errors: as wgkit_device_read, and WGKIT_ERROR_PORT_IN_USE, WGKIT_ERROR_INVALID_KEY for a public key
 * of low order, with which there is no handshake, WGKIT_ERROR_PARTIALLY_APPLIED.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_apply(
    const wgkit_namespace *netns, const char *name, size_t name_length, const wgkit_update *update,
    wgkit_error **error);

/* ---- Sync and difference ------------------------------------------------------------------- */

/* WHOLES. Here an update says how a device is to be, whole: a peer that it does not name is not
 * wanted, an allowed IP that a peer is not given is not either, nor is a preshared key or a keepalive
 * that is not set. The private key, the port and the firewall mark stay when it does not name them, and
 * so does a peer's endpoint, for a peer may roam. It removes nothing, and no peer of it is
 * WGKIT_UPDATE_CHANGE_ONLY: WGKIT_ERROR_INVALID_ARGUMENT when that is so, or when it names a peer twice
 * or with the device's own key. */

/* What has to change for a device to become what is wanted: the smallest update that does it, in which
 * peers that are as wanted do not occur. */
typedef struct wgkit_difference wgkit_difference;

/* A difference in numbers. */
typedef struct wgkit_difference_info {
  /* The device's own values that change: WGKIT_APPLIED_*. */
  uint32_t settings;
  uint32_t reserved0;
  uint64_t added_peers;
  /* Without those that only lose an allowed IP by a move. */
  uint64_t changed_peers;
  uint64_t removed_peers;
  /* The allowed IPs that go from a peer that stays to another one. */
  uint64_t moves;
  uint64_t reserved[4];
} wgkit_difference_info;

/* An allowed IP that goes from one peer to another, which cuts the first off from it. */
typedef struct wgkit_move {
  wgkit_prefix allowed_ip;
  wgkit_public_key from;
  wgkit_public_key to;
} wgkit_move;

/* Compares a device, as it was read, with what is wanted: see WHOLES. Nothing is read and nothing is
 * sent.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_difference(
    const wgkit_device *device, const wgkit_update *wanted, wgkit_difference **difference,
    wgkit_error **error);

/* A flag of wgkit_device_sync: allowed IPs may go from a peer that stays to another one. */
#define WGKIT_SYNC_ALLOW_MOVES 0x1u

/* Makes a device what is wanted, see WHOLES, by sending only what differs: reads it, compares, and
 * applies the difference. Peers that are as wanted keep their handshakes and counters; a device that is
 * as wanted is sent nothing. `difference` may be NULL; otherwise it receives what was changed, for the
 * caller to free. What others change between reading and sending is not seen: sync again.
 * Errors: as wgkit_device_apply, and WGKIT_ERROR_INVALID_ARGUMENT; WGKIT_ERROR_WOULD_MOVE, before
 * anything is changed, when there are moves and no flag allows them.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_device_sync(
    const wgkit_namespace *netns, const char *name, size_t name_length, const wgkit_update *wanted,
    uint32_t flags, wgkit_difference **difference, wgkit_error **error);

/* The numbers of a difference: all 0 when the device is as wanted. `size` receives the bytes of the
 * structure as the library knows it; fields beyond do not exist.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the structure lives until the difference is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_difference_get_info(
    const wgkit_difference *difference, const wgkit_difference_info **info, size_t *size,
    wgkit_error **error);

/* The moves as an array, in the order of the allowed IPs. One that several peers are to have is among
 * them: the last of them gets it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the difference is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_difference_moves(
    const wgkit_difference *difference, const wgkit_move **moves, size_t *count, size_t *stride,
    wgkit_error **error);

/* The update that makes the difference, as an update of its own for the caller to apply and to free.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_OUT_OF_RESOURCES.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_difference_update(
    const wgkit_difference *difference, wgkit_update **update, wgkit_error **error);

/* Frees a difference with its array; its secrets are wiped.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_difference_free(wgkit_difference *difference);

/* ---- Links --------------------------------------------------------------------------------- */

/* Creates a WireGuard interface; it is down and has neither key nor peers. `mtu` is its largest packet
 * in bytes; 0 leaves that to the kernel, which takes 1420. This and what else changes a link needs
 * CAP_NET_ADMIN in the network namespace.
 * Errors: WGKIT_ERROR_INVALID_NAME, WGKIT_ERROR_ALREADY_EXISTS, WGKIT_ERROR_MODULE_MISSING,
 * WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_NO_SUCH_NAMESPACE, WGKIT_ERROR_OUT_OF_RESOURCES,
 * WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_create(
    const wgkit_namespace *netns, const char *name, size_t name_length, uint32_t mtu,
    wgkit_error **error);

/* Deletes an interface, whatever its kind, with its addresses and routes.
 * Errors: WGKIT_ERROR_INVALID_NAME, WGKIT_ERROR_NO_SUCH_INTERFACE, WGKIT_ERROR_PERMISSION_DENIED,
 * WGKIT_ERROR_NO_SUCH_NAMESPACE, WGKIT_ERROR_INVALID_ARGUMENT for what the kernel does not take,
 * WGKIT_ERROR_TIMED_OUT, WGKIT_ERROR_MALFORMED_REPLY, WGKIT_ERROR_OUT_OF_RESOURCES,
 * WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_delete(
    const wgkit_namespace *netns, const char *name, size_t name_length, wgkit_error **error);

/* Brings an interface up. A WireGuard interface takes its UDP port now.
 * Errors: as wgkit_link_delete, and WGKIT_ERROR_PORT_IN_USE.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_bring_up(
    const wgkit_namespace *netns, const char *name, size_t name_length, wgkit_error **error);

/* Brings an interface down; its routes are lost.
 * Errors: as wgkit_link_delete.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_bring_down(
    const wgkit_namespace *netns, const char *name, size_t name_length, wgkit_error **error);

/* Sets the largest packet of an interface in bytes.
 * Errors: as wgkit_link_delete.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_set_mtu(
    const wgkit_namespace *netns, const char *name, size_t name_length, uint32_t mtu,
    wgkit_error **error);

/* The index of an interface, as the scope_id of a wgkit_endpoint wants it. Needs no right.
 * Errors: as wgkit_link_delete.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_get_index(
    const wgkit_namespace *netns, const char *name, size_t name_length, uint32_t *index,
    wgkit_error **error);

/* Gives an address to an interface, host bits kept; its network is routed through the interface once
 * that is up.
 * Errors: as wgkit_link_delete, and WGKIT_ERROR_ALREADY_EXISTS, WGKIT_ERROR_INVALID_ADDRESS for a
 * prefix that is none.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_add_address(
    const wgkit_namespace *netns, const char *name, size_t name_length,
    const wgkit_prefix *address, wgkit_error **error);

/* Takes an address from an interface.
 * Errors: as wgkit_link_delete, and WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_INVALID_ADDRESS for a prefix
 * that is none.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_remove_address(
    const wgkit_namespace *netns, const char *name, size_t name_length,
    const wgkit_prefix *address, wgkit_error **error);

/* Flags of wgkit_link. */
/* Administratively up: somebody asked for it. */
#define WGKIT_LINK_UP 0x1u
/* The driver has what it needs to send, a cable for example. */
#define WGKIT_LINK_RUNNING 0x2u

/* A network interface of any kind. */
typedef struct wgkit_link {
  wgkit_interface_name name;
  /* "wireguard", "veth", "bridge" and so on, filled up with NUL, one at least; empty for hardware and
   * the loopback. */
  char kind[32];
  /* The index in the network namespace. */
  uint32_t index;
  /* The largest packet in bytes. */
  uint32_t mtu;
  /* WGKIT_LINK_*; a bit that is not listed here means nothing to this header. */
  uint32_t flags;
  /* The state of RFC 2863: 0 unknown, as of every WireGuard interface, 1 not present, 2 down, 3 lower
   * layer down, 4 testing, 5 dormant, 6 up. */
  uint8_t operational_state;
  /* The bytes of the hardware address, 0 when there is none. */
  uint8_t hardware_address_length;
  uint8_t reserved0[2];
  uint8_t hardware_address[32];
  /* The link's range in the array of wgkit_link_list_addresses. */
  uint64_t first_address;
  uint64_t address_count;
  uint64_t reserved[4];
} wgkit_link;

/* An address of an interface. */
typedef struct wgkit_link_address {
  /* Host bits kept. */
  wgkit_prefix prefix;
  /* The other end of a link that has two; its family is 0 otherwise. */
  wgkit_prefix peer;
  /* How far the address means something: 0 everywhere, 253 on the link, 254 in this host. */
  uint8_t scope;
  uint8_t reserved[7];
} wgkit_link_address;

/* The interfaces of a network namespace with their addresses at one moment. */
typedef struct wgkit_link_list wgkit_link_list;

/* Lists the interfaces of every kind, in the order of their indexes. Needs no right.
 * Errors: WGKIT_ERROR_NO_SUCH_NAMESPACE, WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_MALFORMED_REPLY,
 * WGKIT_ERROR_INTERRUPTED, WGKIT_ERROR_TIMED_OUT, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_list_read(
    const wgkit_namespace *netns, wgkit_link_list **list, wgkit_error **error);

/* The interfaces as an array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_list_links(
    const wgkit_link_list *list, const wgkit_link **links, size_t *count, size_t *stride,
    wgkit_error **error);

/* The addresses of all interfaces as one array; each interface has a range of it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_list_addresses(
    const wgkit_link_list *list, const wgkit_link_address **addresses, size_t *count,
    size_t *stride, wgkit_error **error);

/* Frees a list with its arrays.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_link_list_free(wgkit_link_list *list);

/* ---- Configuration documents --------------------------------------------------------------- */

/* Whose grammar a configuration file is in: that of `wg setconf`, or that of wg-quick, which takes
 * addresses, DNS servers and hooks too. */
#define WGKIT_DIALECT_WG 1
#define WGKIT_DIALECT_WG_QUICK 2

/* A program that a configuration file is for. */
#define WGKIT_TARGET_WG 1
#define WGKIT_TARGET_WG_QUICK 2
#define WGKIT_TARGET_ANDROID 3
#define WGKIT_TARGET_APPLE 4

/* The keys of an interface. */
#define WGKIT_CONFIG_PRIVATE_KEY 1
#define WGKIT_CONFIG_LISTEN_PORT 2
#define WGKIT_CONFIG_FIREWALL_MARK 3
#define WGKIT_CONFIG_ADDRESS 4
#define WGKIT_CONFIG_DNS 5
#define WGKIT_CONFIG_MTU 6
#define WGKIT_CONFIG_TABLE 7
#define WGKIT_CONFIG_PRE_UP 8
#define WGKIT_CONFIG_POST_UP 9
#define WGKIT_CONFIG_PRE_DOWN 10
#define WGKIT_CONFIG_POST_DOWN 11
#define WGKIT_CONFIG_SAVE_CONFIG 12
/* The keys of a peer. */
#define WGKIT_CONFIG_PUBLIC_KEY 13
#define WGKIT_CONFIG_PRESHARED_KEY 14
#define WGKIT_CONFIG_ENDPOINT 15
#define WGKIT_CONFIG_ALLOWED_IPS 16
#define WGKIT_CONFIG_PERSISTENT_KEEPALIVE 17

/* A key as manuals spell it, "ListenPort"; NULL for a number that is no key.
 * Threads: any. The text lives as long as the library is loaded. */
WGKIT_API const char *wgkit_config_key_name(uint32_t key);

/* A configuration file with all that is in it: comments, white space, order. What was parsed is what
 * comes out, byte for byte, and an edit touches the lines that it is about and no others. */
typedef struct wgkit_document wgkit_document;

/* Parses a text, which is copied; the copy is wiped when nothing needs it any more. An empty text is
 * a document without sections, to be filled by edits.
 * Errors: WGKIT_ERROR_INVALID_CONFIGURATION with line and column, WGKIT_ERROR_TOO_LARGE from 4 GiB
 * on, WGKIT_ERROR_INVALID_ARGUMENT for what is no WGKIT_DIALECT_*.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_parse(
    const char *text, size_t length, uint32_t dialect, wgkit_document **document,
    wgkit_error **error);

/* A second document that says the same, to be edited by itself; they share the text until then.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_copy(
    const wgkit_document *document, wgkit_document **copy, wgkit_error **error);

/* The text of a document, keys and all: as secret as they are.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_expose_text(
    const wgkit_document *document, char *text, size_t capacity, size_t *size,
    wgkit_error **error);

/* The file as wg-quick hands it to wg, byte for byte what `wg-quick strip` prints: a new document of
 * the dialect WGKIT_DIALECT_WG.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_TOO_LARGE.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_strip(
    const wgkit_document *document, wgkit_document **stripped, wgkit_error **error);

/* Writes what a document says anew, for a program that imports it and without what the program
 * rejects: phones get neither hooks, Table, FwMark nor SaveConfig, and each peer once. Names of peers
 * stay, other comments do not.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_CONFIGURATION for a value that its key does
 * not take or that cannot be written for the target, WGKIT_ERROR_INVALID_ARGUMENT for what is no
 * WGKIT_TARGET_*.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_convert(
    const wgkit_document *document, uint32_t target, wgkit_document **converted,
    wgkit_error **error);

/* EDITS. An edit is done as a whole or not at all, as if by one thread after the other: no other
 * thread sees half of it. */

/* Sets a key of the interface, or of a peer when `peer` is not NULL. The value takes the place of the
 * one that counts, in its line; of a key whose lines add up (Address, DNS, AllowedIPs, hooks) the first
 * line takes it and the others go. A key that is not there gets a line.
 * Errors: WGKIT_ERROR_INVALID_CONFIGURATION for a value that the key does not take,
 * WGKIT_ERROR_NOT_FOUND for a peer that is not there or is disabled, WGKIT_ERROR_INVALID_ARGUMENT
 * for a key that does not belong there, WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_TOO_LARGE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_set(
    wgkit_document *document, const wgkit_public_key *peer, uint32_t key, const char *value,
    size_t value_length, wgkit_error **error);

/* Removes all lines of a key of the interface, or of a peer when `peer` is not NULL. Nothing happens
 * when there is none.
 * Errors: WGKIT_ERROR_NOT_FOUND for a peer that is not there or is disabled,
 * WGKIT_ERROR_INVALID_ARGUMENT for a key that does not belong there and for PublicKey,
 * WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_remove(
    wgkit_document *document, const wgkit_public_key *peer, uint32_t key, wgkit_error **error);

/* Adds a peer with its public key, and with a name when `name` is not NULL, at the end of the file.
 * What else it has is set with wgkit_document_set.
 * Errors: WGKIT_ERROR_ALREADY_EXISTS, for one that is disabled too, WGKIT_ERROR_INVALID_CONFIGURATION
 * for a name that cannot stand in a line, WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_TOO_LARGE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_add_peer(
    wgkit_document *document, const wgkit_public_key *peer, const char *name, size_t name_length,
    wgkit_error **error);

/* Removes a peer: its lines, the comments that belong to it, and the blank lines behind it.
 * Errors: WGKIT_ERROR_NOT_FOUND for a peer that is not there or is disabled,
 * WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_remove_peer(
    wgkit_document *document, const wgkit_public_key *peer, wgkit_error **error);

/* Makes comments of a peer's lines, so that wgkit_document_enable_peer gives them back byte for byte.
 * Errors: WGKIT_ERROR_NOT_FOUND for a peer that is not there, WGKIT_ERROR_INVALID_CONFIGURATION when it
 * could not be given back so, WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_disable_peer(
    wgkit_document *document, const wgkit_public_key *peer, wgkit_error **error);

/* Takes a disabled peer into the file again, as it was.
 * Errors: WGKIT_ERROR_NOT_FOUND when none of that key is disabled, WGKIT_ERROR_ALREADY_EXISTS when
 * the file has it enabled too, WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_enable_peer(
    wgkit_document *document, const wgkit_public_key *peer, wgkit_error **error);

/* Gives a peer a name, in the form of the comment that names it now, or in a line
 * "# friendly_name = ..." below the header.
 * Errors: WGKIT_ERROR_NOT_FOUND for a peer that is not there or is disabled,
 * WGKIT_ERROR_INVALID_CONFIGURATION for a name that cannot stand in the comment,
 * WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_rename_peer(
    wgkit_document *document, const wgkit_public_key *peer, const char *name, size_t name_length,
    wgkit_error **error);

/* Frees a document; its text is wiped when nothing else shares it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_document_free(wgkit_document *document);

/* A text and its length in bytes, for arrays of them; it needs no NUL behind it. */
typedef struct wgkit_text {
  const char *bytes;
  size_t length;
} wgkit_text;

/* The name of a file in which phones import a configuration, made out of any text, such as a peer's
 * name: 1 to 15 of a-zA-Z0-9_=+.- to stand before ".conf". A name that is one of `taken` gets a
 * number behind it, "office-2"; letters of either case are the same.
 * Errors: WGKIT_ERROR_BUFFER_TOO_SMALL, WGKIT_ERROR_TOO_LARGE for a text over 64 KiB or over 10000
 * taken names.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_file_name_slug(
    const char *text, size_t text_length, const wgkit_text *taken, size_t taken_count,
    size_t taken_stride, char *name, size_t capacity, size_t *size, wgkit_error **error);

/* What a document says, as values, at one moment: later edits of the document do not show in it. Texts
 * in it have a NUL behind them, and live until it is freed. */
typedef struct wgkit_config wgkit_config;

/* Reads the values of a document.
 * Errors: WGKIT_ERROR_INVALID_CONFIGURATION with line and column for the first value that its key
 * does not take, and for a peer without a public key; WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_read(
    const wgkit_document *document, wgkit_config **config, wgkit_error **error);

/* Flags of wgkit_config_info. */
/* A private key is there: `public_key` has a meaning, and wgkit_config_expose_private_key answers. */
#define WGKIT_CONFIG_HAS_PRIVATE_KEY 0x1u
/* The private key is 32 zero bytes, which takes away the one that a device has. */
#define WGKIT_CONFIG_CLEARS_PRIVATE_KEY 0x2u
/* The fields of these names have a meaning. */
#define WGKIT_CONFIG_HAS_LISTEN_PORT 0x4u
#define WGKIT_CONFIG_HAS_FIREWALL_MARK 0x8u
#define WGKIT_CONFIG_HAS_MTU 0x10u
/* SaveConfig is there, and it is true. */
#define WGKIT_CONFIG_HAS_SAVE_CONFIG 0x20u
#define WGKIT_CONFIG_SAVES_CONFIG 0x40u

/* What the [Interface] sections say together. */
typedef struct wgkit_config_info {
  /* The public key that belongs to the private key. */
  wgkit_public_key public_key;
  /* WGKIT_CONFIG_HAS_* and the like; a bit that is not listed here means nothing to this header. */
  uint32_t flags;
  /* 0 when off. */
  uint32_t firewall_mark;
  /* In bytes. */
  uint32_t mtu;
  /* 0 when the kernel is to choose. */
  uint16_t listen_port;
  uint16_t reserved0;
  /* Where routes for allowed IPs go: "auto", "off", or a table's name or number; NULL when Table is
   * not there. */
  const char *table;
  uint64_t reserved[4];
} wgkit_config_info;

/* What the [Interface] sections say. `size` receives the bytes of the structure as the library knows
 * it; fields beyond do not exist.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the structure lives until the values are freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_get_info(
    const wgkit_config *config, const wgkit_config_info **info, size_t *size, wgkit_error **error);

/* The interface's addresses, host bits kept, as an array in the order of the file.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the values are freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_addresses(
    const wgkit_config *config, const wgkit_prefix **addresses, size_t *count, size_t *stride,
    wgkit_error **error);

/* What a wgkit_config_item is. */
#define WGKIT_CONFIG_DNS_SERVER 1
#define WGKIT_CONFIG_SEARCH_DOMAIN 2
#define WGKIT_CONFIG_HOOK_PRE_UP 3
#define WGKIT_CONFIG_HOOK_POST_UP 4
#define WGKIT_CONFIG_HOOK_PRE_DOWN 5
#define WGKIT_CONFIG_HOOK_POST_DOWN 6

/* A DNS server, a domain to search, or a command, which this library never runs. */
typedef struct wgkit_config_item {
  const char *text;
  /* One of the above; another number means nothing to this header. */
  uint32_t kind;
  uint32_t reserved0;
} wgkit_config_item;

/* The DNS servers, then the domains to search, then the hooks, each in the order of the file.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the values are freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_items(
    const wgkit_config *config, const wgkit_config_item **items, size_t *count, size_t *stride,
    wgkit_error **error);

/* Flags of wgkit_config_peer. */
/* A preshared key is there: wgkit_config_expose_preshared_key answers. */
#define WGKIT_CONFIG_PEER_HAS_PRESHARED_KEY 0x1u
/* The preshared key is 32 zero bytes, which takes away the one that a peer has. */
#define WGKIT_CONFIG_PEER_CLEARS_PRESHARED_KEY 0x2u
/* PersistentKeepalive is there. */
#define WGKIT_CONFIG_PEER_HAS_KEEPALIVE 0x4u
/* An allowed IP has a sign: they are added to those that the peer has, or taken away from them. */
#define WGKIT_CONFIG_PEER_KEEPS_ALLOWED_IPS 0x8u

/* A [Peer] section. */
typedef struct wgkit_config_peer {
  wgkit_public_key public_key;
  /* The name that a comment gives, or NULL. */
  const char *name;
  /* The endpoint as it stands there, its host not looked up, or NULL. */
  const char *endpoint;
  /* The ranges in the array of wgkit_config_allowed_ips: those to give, and those to take away. */
  uint64_t first_allowed_ip;
  uint64_t allowed_ip_count;
  uint64_t first_removed_ip;
  uint64_t removed_ip_count;
  /* WGKIT_CONFIG_PEER_*; a bit that is not listed here means nothing to this header. */
  uint32_t flags;
  /* Seconds between keepalive packets; 0 when off. */
  uint16_t persistent_keepalive;
  uint16_t reserved0;
  uint64_t reserved[2];
} wgkit_config_peer;

/* The peers as an array in the order of the file; one that stands there twice is in it twice.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the values are freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_peers(
    const wgkit_config *config, const wgkit_config_peer **peers, size_t *count, size_t *stride,
    wgkit_error **error);

/* The peers that are disabled, as they would be.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the values are freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_disabled_peers(
    const wgkit_config *config, const wgkit_config_peer **peers, size_t *count, size_t *stride,
    wgkit_error **error);

/* The allowed IPs of all peers, host bits kept, as one array; each peer has two ranges of it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the values are freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_allowed_ips(
    const wgkit_config *config, const wgkit_prefix **allowed_ips, size_t *count, size_t *stride,
    wgkit_error **error);

/* A key with its value, and where they stand. */
typedef struct wgkit_config_entry {
  /* The value as it stands in the file, white space and a comment behind it left out; NULL for
   * PrivateKey and PresharedKey. */
  const char *value;
  /* The line, and the first byte of the value in it, from 1 on. */
  uint64_t line;
  uint64_t column;
  /* Which of the file's sections it is in, from 0 on. */
  uint64_t section;
  /* WGKIT_CONFIG_PRIVATE_KEY to WGKIT_CONFIG_PERSISTENT_KEEPALIVE. */
  uint32_t key;
  uint32_t reserved0;
} wgkit_config_entry;

/* All keys that stand in the file, in its order.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the values are freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_entries(
    const wgkit_config *config, const wgkit_config_entry **entries, size_t *count, size_t *stride,
    wgkit_error **error);

/* Copies the private key to the caller, who wipes it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_NOT_FOUND when there is none.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_expose_private_key(
    const wgkit_config *config, wgkit_private_key *key, wgkit_error **error);

/* Copies the preshared key of the peer at a place of the array of peers to the caller, who wipes it.
 * The disabled peers have the places behind.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT for a place beyond both arrays,
 * WGKIT_ERROR_NOT_FOUND when the peer has none.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_expose_preshared_key(
    const wgkit_config *config, size_t peer_index, wgkit_preshared_key *key, wgkit_error **error);

/* Frees values with their arrays; secrets are wiped.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_config_free(wgkit_config *config);

/* What a configuration means to a device. */
/* What `wg syncconf` makes of it, for wgkit_device_sync and wgkit_device_difference, see WHOLES: all
 * that the device is to be. A port and an endpoint that are not in it stay. */
#define WGKIT_CONFIG_MEANS_WHOLE 1
/* What `wg setconf` makes of it, for wgkit_device_apply: all peers are replaced, and a private key, port
 * and firewall mark that are not in it are cleared. */
#define WGKIT_CONFIG_MEANS_REPLACE 2
/* What `wg addconf` makes of it, for wgkit_device_apply: what it does not name stays. */
#define WGKIT_CONFIG_MEANS_ADD 3

/* The update that a configuration means to a device; the keys of wg-quick are none of its business.
 * Host names are looked up as wgkit_endpoint_resolve does it. `meaning` is one of the above.
 * Errors: WGKIT_ERROR_INVALID_CONFIGURATION with line and column for a value that its key does not
 * take, and for an allowed IP with a sign in a whole; WGKIT_ERROR_INVALID_ARGUMENT for another
 * meaning, before anything is looked at; WGKIT_ERROR_UNRESOLVED_HOST,
 * WGKIT_ERROR_NO_SUCH_INTERFACE for a scope that names none, WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; waits for the resolver. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_document_to_update(
    const wgkit_document *document, uint32_t meaning, wgkit_update **update, wgkit_error **error);

/* ---- Files --------------------------------------------------------------------------------- */

/* Files are read whole, and replaced whole or not at all; docs/files.md says what is guaranteed. A
 * path is bytes without a NUL, at most 4095 of them; a relative one is relative to the working
 * directory at the time of the call. */

/* Options of a path. */
/* The file, or a folder on the way, may be a symbolic link; otherwise one is
 * WGKIT_ERROR_UNSAFE_FILE. */
#define WGKIT_FILE_FOLLOWS_LINKS 0x1u
/* For writing: the file must not be there. */
#define WGKIT_FILE_MUST_BE_NEW 0x2u

/* The usual number of milliseconds that a file in use is waited for: 1000 to read it, 10000 to write
 * it. */
#define WGKIT_FILE_USUAL_PATIENCE 0xffffffffu

/* What stood in a file at one moment, and who might read and write it. The memory is wiped. */
typedef struct wgkit_file wgkit_file;

/* Reads a file whole: a regular one, of `limit` bytes at most, or of 16 MiB when `limit` is 0. One that
 * is being rewritten in place is waited for `patience` milliseconds, and read as it is then.
 * Errors: WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_UNSAFE_FILE,
 * WGKIT_ERROR_TOO_LARGE, WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_file_read(
    const char *path, size_t path_length, uint32_t options, size_t limit, uint32_t patience,
    wgkit_file **file, wgkit_error **error);

/* Reads an open descriptor, such as a pipe, to its end; it stays open. `limit` is as with
 * wgkit_file_read.
 * Errors: WGKIT_ERROR_TOO_LARGE, WGKIT_ERROR_SYSTEM, WGKIT_ERROR_INVALID_ARGUMENT for a negative
 * descriptor.
 * Threads: any; waits for whoever writes. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_file_read_descriptor(
    int descriptor, size_t limit, wgkit_file **file, wgkit_error **error);

/* What was read, which may be secret. A NUL in it is copied like any byte: `size` says how long it is.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_file_expose_text(
    const wgkit_file *file, char *text, size_t capacity, size_t *size, wgkit_error **error);

/* Parses what was read, as wgkit_document_parse does a text; no copy of the keys is made on the way.
 * Errors: those of wgkit_document_parse, WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_file_parse(
    const wgkit_file *file, uint32_t dialect, wgkit_document **document, wgkit_error **error);

/* Writes a text as a whole file: there is the old one until there is the new one, on the disk, with
 * mode 0600 or less. `expected` is what was read before; the file is written only if it still says the
 * same. NULL means that whatever is there is replaced. The lock that all writers of WGKit take is
 * waited for `patience` milliseconds.
 * Errors: WGKIT_ERROR_CHANGED_MEANWHILE, WGKIT_ERROR_ALREADY_EXISTS, WGKIT_ERROR_UNSAFE_FILE,
 * WGKIT_ERROR_TIMED_OUT for the lock, WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_NOT_FOUND for the
 * folder, WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_SYSTEM, WGKIT_ERROR_INVALID_HANDLE,
 * WGKIT_ERROR_INVALID_ARGUMENT for a file that must be new and has been read. The old file is intact
 * unless the message says otherwise.
 * Threads: any; waits for the lock and for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_file_write_text(
    const char *path, size_t path_length, uint32_t options, const char *text, size_t text_length,
    const wgkit_file *expected, uint32_t patience, wgkit_error **error);

/* Writes a document as wgkit_file_write_text does a text; no copy of the keys is made on the way.
 * Errors: those of wgkit_file_write_text.
 * Threads: any; waits for the lock and for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_file_write_document(
    const char *path, size_t path_length, uint32_t options, const wgkit_document *document,
    const wgkit_file *expected, uint32_t patience, wgkit_error **error);

/* Frees what was read, and wipes it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_file_free(wgkit_file *file);

/* ---- Check --------------------------------------------------------------------------------- */

/* How bad a finding is. */
/* The file is rejected, or a part of it cannot work. */
#define WGKIT_FINDING_ERROR 1
/* The file works, and hardly as it was meant. */
#define WGKIT_FINDING_WARNING 2

/* Something in a configuration file that is wrong, or hardly what was meant. */
typedef struct wgkit_finding {
  /* A word for programs, "host-bits", which never changes; docs/files.md has them all. */
  const char *code;
  /* A sentence for people, without a secret. */
  const char *message;
  /* Where it is, from 1 on; 1 and 1 for what is about the whole file. */
  uint64_t line;
  uint64_t column;
  /* WGKIT_FINDING_ERROR or WGKIT_FINDING_WARNING. */
  uint32_t severity;
  uint32_t reserved0;
  uint64_t reserved[2];
} wgkit_finding;

/* What is wrong with a configuration file. */
typedef struct wgkit_check wgkit_check;

/* Looks for mistakes in a text, as `wgk check` does. A text that breaks the grammar is a finding and
 * no error.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for what is no WGKIT_TARGET_*, WGKIT_ERROR_TOO_LARGE from
 * 4 GiB on.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_check_text(
    const char *text, size_t length, uint32_t target, wgkit_check **check, wgkit_error **error);

/* Looks for mistakes in what was read, and whether others than the owner may read or write the file.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT for what is no WGKIT_TARGET_*.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_check_file(
    const wgkit_file *file, uint32_t target, wgkit_check **check, wgkit_error **error);

/* The findings as an array in the order of the file; none when nothing is wrong. Their texts have a
 * NUL behind them, and live as long as the array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the check is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_check_findings(
    const wgkit_check *check, const wgkit_finding **findings, size_t *count, size_t *stride,
    wgkit_error **error);

/* Frees a check with its findings.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_check_free(wgkit_check *check);

/* ---- Templates ----------------------------------------------------------------------------- */

/* A configuration file with places for values, ${name}; docs/templates.md has the syntax. Nothing in
 * it is ever run, and a value cannot add a line, a key or an entry of a list. */
typedef struct wgkit_template wgkit_template;

/* Options of a template. */
/* {name} is a place as well as ${name}. */
#define WGKIT_TEMPLATE_BRACES 0x1u

/* Reads a template of 256 KiB at most; the copy of the text is wiped.
 * Errors: WGKIT_ERROR_INVALID_TEMPLATE with line and column, WGKIT_ERROR_TOO_LARGE,
 * WGKIT_ERROR_INVALID_ARGUMENT for an option that is not known.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_parse(
    const char *text, size_t length, uint32_t options, wgkit_template **result,
    wgkit_error **error);

/* A template that comes with the library. All texts have a NUL behind them. */
typedef struct wgkit_shipped_template {
  /* Its name: "client". */
  const char *name;
  /* One line that says what it is for. */
  const char *summary;
  /* The template, which begins with a comment that says what its names mean. */
  const char *text;
} wgkit_shipped_template;

/* The templates that come with the library, in the order of their names.
 * Threads: any; the array lives as long as the library is loaded. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_list_shipped(
    const wgkit_shipped_template **templates, size_t *count, size_t *stride, wgkit_error **error);

/* A template that comes with the library, by its name.
 * Errors: WGKIT_ERROR_NOT_FOUND.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_shipped(
    const char *name, size_t name_length, wgkit_template **result, wgkit_error **error);

/* What stands in the place of a name. */
/* One word in a line of the configuration. */
#define WGKIT_PLACE_TEXT 1
/* An entry or a list of them: Address, DNS, AllowedIPs. */
#define WGKIT_PLACE_LIST 2
#define WGKIT_PLACE_ENDPOINT 3
#define WGKIT_PLACE_PRIVATE_KEY 4
#define WGKIT_PLACE_PRESHARED_KEY 5
#define WGKIT_PLACE_PUBLIC_KEY 6
/* One word in a command that is run as root. */
#define WGKIT_PLACE_HOOK 7
/* Free text in a comment. */
#define WGKIT_PLACE_NOTE 8
/* No text: it decides whether or how often a section is rendered. */
#define WGKIT_PLACE_SECTION 9

/* What a template asks for. */
typedef struct wgkit_template_name {
  const char *name;
  /* The sections it stands in, outermost first, with "/" between them; NULL when there is none. A value
   * is needed when they are rendered. */
  const char *sections;
  /* WGKIT_PLACE_*; another number means nothing to this header. */
  uint32_t kind;
  /* 1 when it stands only in sections of its own name, which are left out without a value; else 0. */
  uint32_t is_optional;
} wgkit_template_name;

/* What a template asks for, in the order in which the names first stand in it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the template is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_names(
    const wgkit_template *source, const wgkit_template_name **names, size_t *count, size_t *stride,
    wgkit_error **error);

/* Frees a template.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_template_free(wgkit_template *source);

/* Values by their names, to be put into a template. */
typedef struct wgkit_template_values wgkit_template_values;

/* Makes a collection without values.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_create(
    wgkit_template_values **values, wgkit_error **error);

/* Adds a text: a word, a number, a prefix, an endpoint, or any line where it is to stand in a
 * comment. A name that has a value already gets a list; so it is with all functions that add. An
 * empty text is no value. The texts are not wiped.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT for what is not UTF-8,
 * WGKIT_ERROR_TOO_LARGE for a text over 16 MiB, a name over 64 bytes, and more than a million values
 * in all.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_add_text(
    wgkit_template_values *values, const char *name, size_t name_length, const char *text,
    size_t text_length, wgkit_error **error);

/* Adds an IP address: one of IPv6 gets brackets where a port stands behind it.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS for one that is none, and those of wgkit_template_values_add_text.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_add_address(
    wgkit_template_values *values, const char *name, size_t name_length,
    const wgkit_address *address, wgkit_error **error);

/* Adds a yes or a no, which decides about a section and has no text: 0 is no.
 * Errors: those of wgkit_template_values_add_text.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_add_flag(
    wgkit_template_values *values, const char *name, size_t name_length, int flag,
    wgkit_error **error);

/* Adds a public key.
 * Errors: those of wgkit_template_values_add_text.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_add_public_key(
    wgkit_template_values *values, const char *name, size_t name_length,
    const wgkit_public_key *key, wgkit_error **error);

/* Adds a private key, which stands in a PrivateKey line and nowhere else; the copy is wiped.
 * Errors: WGKIT_ERROR_INVALID_KEY for 32 zero bytes, and those of wgkit_template_values_add_text.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_add_private_key(
    wgkit_template_values *values, const char *name, size_t name_length,
    const wgkit_private_key *key, wgkit_error **error);

/* Adds a preshared key, which stands in a PresharedKey line and nowhere else; the copy is wiped.
 * Errors: WGKIT_ERROR_INVALID_KEY for 32 zero bytes, and those of wgkit_template_values_add_text.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_add_preshared_key(
    wgkit_template_values *values, const char *name, size_t name_length,
    const wgkit_preshared_key *key, wgkit_error **error);

/* Adds an element to a section, which is rendered once for each and sees its own values alone. The
 * record is copied as it is now. Values of the name that are no records give way to it.
 * Errors: WGKIT_ERROR_TOO_LARGE for more than 16 records within each other, and those of
 * wgkit_template_values_add_text.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_values_add_record(
    wgkit_template_values *values, const char *name, size_t name_length,
    const wgkit_template_values *record, wgkit_error **error);

/* Frees values; keys among them are wiped.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_template_values_free(wgkit_template_values *values);

/* Puts values into the places of a template: a configuration file for wg-quick with the lines that the
 * template's author wrote and no others, or an error. `values` has a value for each name that is needed
 * and none that is not asked for; NULL has none.
 * Errors: WGKIT_ERROR_INVALID_TEMPLATE, with line and column of the template where there is a place,
 * WGKIT_ERROR_TOO_LARGE for a result over 16 MiB, WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_template_render(
    const wgkit_template *source, const wgkit_template_values *values, wgkit_document **document,
    wgkit_error **error);

/* ---- Experimental -------------------------------------------------------------------------- */

#ifndef WGKIT_STABLE_ONLY

/* What follows may change with each 0.x: see COMPATIBILITY. */

/* ---- Folders of configurations -------------------------------------------------------------- */

/* A folder of configurations, NAME.conf each, of which one is active: its text stands in a file that a
 * tunnel reads, `active`, which is rewritten in place where it is mounted. Each function takes the two
 * paths; what changes something holds a lock in the folder. A name has 1 to 64 letters, digits or -_.#,
 * with neither a dot nor a dash in front, and is refused otherwise. docs/files.md says more. */

/* Writes the names of all configurations, each with a line end, in the order of their bytes.
 * Errors: WGKIT_ERROR_NOT_FOUND for the folder, WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_SYSTEM,
 * WGKIT_ERROR_INVALID_ARGUMENT, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any; waits for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_folder_get_names(
    const char *folder, size_t folder_length, const char *active, size_t active_length, char *names,
    size_t capacity, size_t *size, wgkit_error **error);

/* Writes the name of the active configuration, the one whose text `active` has, or else the one that was
 * activated last and has been changed since; an empty text when there is none.
 * Errors: those of wgkit_config_folder_get_names and of wgkit_file_read.
 * Threads: any; waits for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_folder_get_active(
    const char *folder, size_t folder_length, const char *active, size_t active_length, char *name,
    size_t capacity, size_t *size, wgkit_error **error);

/* Stores a configuration; one of that name is replaced, or with WGKIT_FILE_MUST_BE_NEW an error. It must
 * be one that a client's tunnel can use, and have no hook, which would be run as root.
 * Errors: WGKIT_ERROR_INVALID_NAME, WGKIT_ERROR_INVALID_CONFIGURATION with its place,
 * WGKIT_ERROR_ALREADY_EXISTS, and those of wgkit_file_write_text. What was there is there then.
 * Threads: any; waits for the lock and for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_folder_put(
    const char *folder, size_t folder_length, const char *active, size_t active_length,
    const char *name, size_t name_length, uint32_t options, const char *text, size_t text_length,
    wgkit_error **error);

/* Makes a configuration the active one: `active` gets its text, whole or not at all.
 * Errors: WGKIT_ERROR_NOT_FOUND, and those of wgkit_config_folder_put.
 * Threads: any; waits for the lock and for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_folder_activate(
    const char *folder, size_t folder_length, const char *active, size_t active_length,
    const char *name, size_t name_length, wgkit_error **error);

/* Removes a configuration.
 * Errors: WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_INVALID_ARGUMENT for the active one, and those of
 * wgkit_config_folder_put.
 * Threads: any; waits for the lock and for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_config_folder_remove(
    const char *folder, size_t folder_length, const char *active, size_t active_length,
    const char *name, size_t name_length, wgkit_error **error);

/* ---- Routes -------------------------------------------------------------------------------- */

/* The table that is asked when no rule says otherwise, and the kernel's own of this host's
 * addresses. */
#define WGKIT_ROUTE_TABLE_MAIN 254
#define WGKIT_ROUTE_TABLE_LOCAL 255

/* Routes a network through an interface, in a table; host bits are cleared. Needs CAP_NET_ADMIN in the
 * network namespace.
 * Errors: as wgkit_link_delete, and WGKIT_ERROR_ALREADY_EXISTS when the network has a route in the
 * table with the same metric, elsewhere too; WGKIT_ERROR_INVALID_ARGUMENT for an interface that is
 * down and for table 0; WGKIT_ERROR_INVALID_ADDRESS for a prefix that is none.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_route_add(
    const wgkit_namespace *netns, const char *name, size_t name_length,
    const wgkit_prefix *network, uint32_t table, wgkit_error **error);

/* Takes away a route through an interface from a table, host bits cleared.
 * Errors: as wgkit_link_delete, and WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_INVALID_ARGUMENT for table 0,
 * WGKIT_ERROR_INVALID_ADDRESS for a prefix that is none.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_route_remove(
    const wgkit_namespace *netns, const char *name, size_t name_length,
    const wgkit_prefix *network, uint32_t table, wgkit_error **error);

/* Routes every allowed IP of a device's peers through its interface, each once, in the main table. A
 * network that has its route already is passed over.
 * Errors: as wgkit_route_add; WGKIT_ERROR_INVALID_ARGUMENT, before anything is changed, for a default
 * route, which would carry the tunnel's own packets; WGKIT_ERROR_PARTIALLY_APPLIED when some were
 * added.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_route_add_allowed_ips(
    const wgkit_namespace *netns, const wgkit_device *device, wgkit_error **error);

/* A route of the kernel. */
typedef struct wgkit_route {
  /* The network that it leads to; of length 0 for a default route. */
  wgkit_prefix network;
  /* The address that packets of this host are sent from; its family is 0 when the kernel chooses. */
  wgkit_address preferred_source;
  uint32_t table;
  /* Of several routes to the same network in a table the one with the lowest metric counts. */
  uint32_t metric;
  /* The number of the kernel's next-hop object, or 0. */
  uint32_t next_hop_id;
  /* What is done with the packets, RTN_* of the kernel: 1 sent on, 2 for this host, 6 to 8 dropped. */
  uint8_t kind;
  /* How far away the network is: 0 anywhere, 253 on the link, 254 in this host. */
  uint8_t scope;
  /* Who made it, RTPROT_* of the kernel: 2 the kernel, 3 or 4 an administrator, 16 DHCP. */
  uint8_t origin;
  uint8_t reserved0;
  /* The route's range in the array of wgkit_route_list_next_hops: one for most, several when they share
   * the packets, none when packets are dropped. */
  uint64_t first_next_hop;
  uint64_t next_hop_count;
  uint64_t reserved[2];
} wgkit_route;

/* One way that the packets of a route take. */
typedef struct wgkit_next_hop {
  /* Its family is 0 where the network is on the interface's own link. */
  wgkit_address gateway;
  uint32_t interface_index;
  /* The part of the packets that go this way, among the weights of all: 1 to 256. */
  uint16_t weight;
  uint16_t reserved[3];
} wgkit_next_hop;

/* Routes of a network namespace at one moment. */
typedef struct wgkit_route_list wgkit_route_list;

/* Lists the routes of all tables, of both families, in the kernel's order. Needs no right.
 * Errors: as wgkit_link_list_read.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_route_list_read(
    const wgkit_namespace *netns, wgkit_route_list **list, wgkit_error **error);

/* Reads the default route that packets of a family take, as a list of one: of those of the main table
 * that send packets on, the one with the lowest metric. Rules that lead to other tables are not
 * followed. Needs no right.
 * Errors: as wgkit_link_list_read, and WGKIT_ERROR_NOT_FOUND when there is none,
 * WGKIT_ERROR_INVALID_ARGUMENT for a family that is none.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_route_list_read_default(
    const wgkit_namespace *netns, uint8_t family, wgkit_route_list **list, wgkit_error **error);

/* The routes as an array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_route_list_routes(
    const wgkit_route_list *list, const wgkit_route **routes, size_t *count, size_t *stride,
    wgkit_error **error);

/* The next hops of all routes as one array; each route has a range of it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_route_list_next_hops(
    const wgkit_route_list *list, const wgkit_next_hop **next_hops, size_t *count, size_t *stride,
    wgkit_error **error);

/* Frees a list with its arrays.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_route_list_free(wgkit_route_list *list);

/* ---- Interfaces ---------------------------------------------------------------------------- */

/* Moves an interface to another network namespace, NULL being the calling thread's; it is down there
 * and has no addresses. A WireGuard interface keeps its encrypted packets in the namespace in which it
 * was created. Needs CAP_NET_ADMIN in both.
 * Errors: as wgkit_link_delete, and WGKIT_ERROR_ALREADY_EXISTS when there is an interface of that name
 * there.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_link_move(
    const wgkit_namespace *netns, const char *name, size_t name_length,
    const wgkit_namespace *target, wgkit_error **error);

/* Flags of wgkit_interface_reload. */
/* Allowed IPs may go from a peer that stays to another one. */
#define WGKIT_RELOAD_ALLOW_MOVES 0x1u
/* Find out what differs, and change nothing. */
#define WGKIT_RELOAD_DRY_RUN 0x2u

/* Makes a running WireGuard interface what a configuration file in the dialect of wg-quick says, by
 * changing only what differs: peers, addresses, the MTU, and the routes for allowed IPs. Peers that are
 * as wanted keep their handshakes, endpoints and counters. Hooks are not run; DNS and rules are not
 * touched. Host names are looked up as wgkit_endpoint_resolve does it. When a step fails, those before
 * it are taken back, and the text says so. `difference` may be NULL; otherwise it receives what was
 * changed, or with WGKIT_RELOAD_DRY_RUN would be, moves included whether they are allowed or not. Needs
 * CAP_NET_ADMIN in the network namespace.
 * Errors: as wgkit_device_sync and wgkit_document_to_update; WGKIT_ERROR_INVALID_ARGUMENT, before
 * anything is changed, for an interface that is down and where a default route would come or go;
 * WGKIT_ERROR_ALREADY_EXISTS for a network that is routed elsewhere; WGKIT_ERROR_PARTIALLY_APPLIED when
 * not all could be taken back.
 * Threads: any; waits for the kernel and the resolver. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_interface_reload(
    const wgkit_namespace *netns, const char *name, size_t name_length,
    const wgkit_document *document, uint32_t flags, wgkit_difference **difference,
    wgkit_error **error);

/* What of an interface's networks changes. */
#define WGKIT_NETWORKS_ADDED_ADDRESSES 1
#define WGKIT_NETWORKS_REMOVED_ADDRESSES 2
#define WGKIT_NETWORKS_ADDED_ROUTES 3
#define WGKIT_NETWORKS_REMOVED_ROUTES 4

/* The addresses or routes of an interface that a difference adds or removes, as an array; `which` is
 * one of the above. There are none in a difference of a device alone.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT for another `which`.
 * Threads: any, shared; the array lives until the difference is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_difference_networks(
    const wgkit_difference *difference, uint32_t which, const wgkit_prefix **networks,
    size_t *count, size_t *stride, wgkit_error **error);

/* The MTU that a difference sets, in bytes; 0 when it stays.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_difference_get_mtu(
    const wgkit_difference *difference, uint32_t *mtu, wgkit_error **error);

/* ---- Usage --------------------------------------------------------------------------------- */

/* The counters of a peer at one moment, and what tells that moment and that peer from others. What is
 * not known is 0: docs/usage.md says what can be told apart without it. */
typedef struct wgkit_usage_sample {
  /* Which start of the machine it was read in, and which interface: wgkit_usage_read_epoch. */
  uint64_t boot;
  uint64_t device;
  /* When the reading began and when it had ended, in nanoseconds of CLOCK_BOOTTIME. */
  int64_t began;
  int64_t ended;
  /* The wall clock's time of the reading, in seconds since 1970-01-01 00:00 UTC. */
  int64_t time;
  /* The peer's counters. */
  uint64_t received_bytes;
  uint64_t sent_bytes;
  /* When its last handshake was; both 0 for never. */
  int64_t handshake_seconds;
  uint32_t handshake_nanoseconds;
  uint32_t reserved;
} wgkit_usage_sample;

/* Why a sample adds what it adds. */
/* The first sample of a peer, from which it is counted on: no traffic. */
#define WGKIT_USAGE_BASELINE 0
/* What the counters have grown by. */
#define WGKIT_USAGE_GROWTH 1
/* A counter began anew since the last sample. */
#define WGKIT_USAGE_RESTART 2
/* Nothing: the sample was read before the last one, or is the same. */
#define WGKIT_USAGE_STALE 3

/* What a sample adds to what was counted before, each direction for itself. */
typedef struct wgkit_usage_delta {
  uint64_t received_bytes;
  uint64_t sent_bytes;
  /* WGKIT_USAGE_BASELINE to WGKIT_USAGE_STALE. */
  uint32_t kind;
  uint32_t reserved;
} wgkit_usage_delta;

/* Compares a sample with the one that was kept of the same peer, NULL for a peer that was never seen.
 * `kept` receives the sample to compare the next one with, in whichever month that is; it may be the
 * same as `last`. Keep it wherever you like, together with what you add: nothing is remembered here.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_compare(
    const wgkit_usage_sample *last, const wgkit_usage_sample *next, wgkit_usage_delta *delta,
    wgkit_usage_sample *kept, wgkit_error **error);

/* Reads what tells an interface from all that had its name before it: the number of this start of the
 * machine, the kernel's boot_id, and one of the interface's index and its namespace (SO_NETNS_COOKIE of
 * Linux 5.14). The index is that of wgkit_device_info. Needs no right.
 * Errors: WGKIT_ERROR_NO_SUCH_NAMESPACE, WGKIT_ERROR_PERMISSION_DENIED for a namespace that may not be
 * entered, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_read_epoch(
    const wgkit_namespace *netns, uint32_t index, uint64_t *boot, uint64_t *device,
    wgkit_error **error);

/* A day of the calendar. */
typedef struct wgkit_usage_date {
  int64_t year;
  /* From 1 on. */
  uint8_t month;
  uint8_t day;
  uint8_t reserved[6];
} wgkit_usage_date;

/* The day at a moment, where clocks are so many seconds ahead of UTC: 0 for UTC itself.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_date_at(
    int64_t time, int32_t offset, wgkit_usage_date *date, wgkit_error **error);

/* ---- Profiles ------------------------------------------------------------------------------ */

/* The clients of a server: the files of a store's folder, their sections in the server's file and their
 * peers on the device, changed together or not at all; docs/profiles.md describes it. A store's handle
 * holds nothing open, and any number of threads and processes may use one store: each call locks its
 * folder. */
typedef struct wgkit_profile_store wgkit_profile_store;

/* Clients of a store as they were at one moment, or as a call has left them. Texts have a NUL behind
 * them, and live until it is freed. */
typedef struct wgkit_profile_list wgkit_profile_list;

/* A setting of a server, by its name in profiles.conf: "Interface", "ConfigFile", "Endpoint",
 * "Networks", "DNS", "AllowedIPs", "PersistentKeepalive", "MTU", "Template", "Layout", "Reserved",
 * "Excluded". Lists have commas between their entries. */
typedef struct wgkit_setting {
  wgkit_text name;
  wgkit_text value;
} wgkit_setting;

/* How many settings one call takes at most. */
#define WGKIT_SETTINGS_MAXIMUM 64

/* Flags of wgkit_profile_store_create and _open. */
/* Change files alone, and no device. */
#define WGKIT_PROFILE_FILES_ONLY 0x1u

/* Makes a store in a folder, which is made when it is not there. Interface, ConfigFile, Endpoint and
 * Networks are needed; the server's file must be there, and it or the device have a private key. The
 * peers that are there stay as they are and are no clients of the store.
 * Errors: WGKIT_ERROR_ALREADY_EXISTS when the folder has a store, WGKIT_ERROR_INVALID_ARGUMENT and
 * WGKIT_ERROR_INVALID_CONFIGURATION for settings that make no sense, those of wgkit_file_write_text, and
 * without WGKIT_PROFILE_FILES_ONLY those of wgkit_device_read.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_create(
    const wgkit_namespace *netns, const char *folder, size_t folder_length,
    const wgkit_setting *settings, size_t count, size_t stride, uint32_t flags,
    wgkit_profile_store **store, wgkit_error **error);

/* Opens a store, and finishes or takes back what an interrupted call had begun.
 * Errors: WGKIT_ERROR_NOT_FOUND when the folder has none, and those of wgkit_profile_store_create.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_open(
    const wgkit_namespace *netns, const char *folder, size_t folder_length, uint32_t flags,
    wgkit_profile_store **store, wgkit_error **error);

/* Frees the handle of a store; the store itself stays.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_profile_store_free(wgkit_profile_store *store);

/* A setting of the server, by its name, as text; empty when it is not set. The list of the clients'
 * AllowedIPs, for example.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for a name that is none, WGKIT_ERROR_INVALID_HANDLE,
 * WGKIT_ERROR_BUFFER_TOO_SMALL, and those of reading a file.
 * Threads: any, shared. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_get_setting(
    const wgkit_profile_store *store, const char *name, size_t name_length, char *text,
    size_t capacity, size_t *size, wgkit_error **error);

/* Makes sure that a text can be the name of a client: 1 to 64 of A-Z a-z 0-9 _ . -, neither a dot nor a
 * dash in front, and none of the words that a layout of files uses itself. A text is never changed.
 * Errors: WGKIT_ERROR_INVALID_NAME, which says what is wrong.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_name_check(
    const char *name, size_t length, wgkit_error **error);

/* Flags of wgkit_profile. */
/* The server lets it connect. */
#define WGKIT_PROFILE_ENABLED 0x1u
/* The store has its private key; otherwise the client alone does. */
#define WGKIT_PROFILE_HAS_PRIVATE_KEY 0x2u
/* `expires` has a meaning. */
#define WGKIT_PROFILE_EXPIRES 0x4u
/* The fields from `received_bytes` to `interface_index` have a meaning: what the device said about the
 * peer immediately before this call has removed it. */
#define WGKIT_PROFILE_HAS_COUNTERS 0x8u
/* `handshake_seconds` has a meaning: the peer was there. */
#define WGKIT_PROFILE_HAS_HANDSHAKE 0x10u

/* A client. */
typedef struct wgkit_profile {
  wgkit_public_key public_key;
  const char *name;
  /* Its own addresses, each of one host: a range of the array of prefixes. */
  uint64_t first_address;
  uint64_t address_count;
  /* The networks behind it, likewise. */
  uint64_t first_network;
  uint64_t network_count;
  /* What it sends through the tunnel, likewise; none when it is what the server's settings say. */
  uint64_t first_allowed_ip;
  uint64_t allowed_ip_count;
  /* When it was made, and when it is to be removed: seconds since 1970-01-01 00:00 UTC. */
  int64_t created;
  int64_t expires;
  uint64_t received_bytes;
  uint64_t sent_bytes;
  int64_t handshake_seconds;
  /* When the counters were read. */
  int64_t read_at;
  uint32_t interface_index;
  /* WGKIT_PROFILE_*; a bit that is not listed here means nothing to this header. */
  uint32_t flags;
  uint64_t reserved[4];
} wgkit_profile;

/* The clients of a list as an array, in the order in which they were made.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_list_profiles(
    const wgkit_profile_list *list, const wgkit_profile **profiles, size_t *count, size_t *stride,
    wgkit_error **error);

/* The prefixes that the clients of a list refer to, as an array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_list_prefixes(
    const wgkit_profile_list *list, const wgkit_prefix **prefixes, size_t *count, size_t *stride,
    wgkit_error **error);

/* Something that an import does not take over. */
typedef struct wgkit_rejection {
  /* Where it stands: the name of a file or folder, or of a client, in printable ASCII. */
  const char *source;
  /* Why, for people. */
  const char *message;
  /* Why, for programs: WGKIT_ERROR_*. */
  wgkit_status status;
  uint32_t reserved;
} wgkit_rejection;

/* What wgkit_profile_store_import has not taken over, as an array; none in any other list.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_list_rejections(
    const wgkit_profile_list *list, const wgkit_rejection **rejections, size_t *count,
    size_t *stride, wgkit_error **error);

/* Frees a list.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_profile_list_free(wgkit_profile_list *list);

/* All clients of a store.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, and those of reading a file.
 * Threads: any, shared; waits for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_list(
    const wgkit_profile_store *store, wgkit_profile_list **list, wgkit_error **error);

/* The client of a name, alone in a list.
 * Errors: WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_INVALID_NAME, and those of wgkit_profile_store_list.
 * Threads: any, shared; waits for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_get(
    const wgkit_profile_store *store, const char *name, size_t name_length,
    wgkit_profile_list **list, wgkit_error **error);

/* Flags of wgkit_new_profile. Without the first two a key pair is made, and the private key stands in
 * the client's file; without the next two a preshared key is made. */
/* The client keeps its private key to itself: `public_key` is the one. */
#define WGKIT_NEW_PROFILE_HAS_PUBLIC_KEY 0x1u
/* There is a key pair: `private_key` is one half. */
#define WGKIT_NEW_PROFILE_HAS_PRIVATE_KEY 0x2u
/* `preshared_key` is the one. */
#define WGKIT_NEW_PROFILE_HAS_PRESHARED_KEY 0x4u
/* There is no preshared key. */
#define WGKIT_NEW_PROFILE_NO_PRESHARED_KEY 0x8u
/* `expires` has a meaning. */
#define WGKIT_NEW_PROFILE_EXPIRES 0x10u
/* The server does not let it connect yet. */
#define WGKIT_NEW_PROFILE_DISABLED 0x20u

/* A client that is to be made. */
typedef struct wgkit_new_profile {
  wgkit_public_key public_key;
  wgkit_private_key private_key;
  wgkit_preshared_key preshared_key;
  wgkit_text name;
  /* Its addresses, each of one host: a range of the array of prefixes; none for the lowest free one of
   * each network. */
  uint64_t first_address;
  uint64_t address_count;
  /* The networks behind it, likewise. */
  uint64_t first_network;
  uint64_t network_count;
  /* What it sends through the tunnel, likewise; none for what the server's settings say. */
  uint64_t first_allowed_ip;
  uint64_t allowed_ip_count;
  /* Seconds since 1970-01-01 00:00 UTC. */
  int64_t expires;
  /* WGKIT_NEW_PROFILE_*. */
  uint32_t flags;
  uint32_t reserved0;
  uint64_t reserved[4];
} wgkit_new_profile;

/* How many clients one call adds at most. */
#define WGKIT_PROFILES_MAXIMUM 65536

/* Adds clients: keys, addresses, files, sections in the server's file, and peers; all of them, or none.
 * `list` receives them in the order of the array, and may be NULL.
 * Errors: WGKIT_ERROR_ALREADY_EXISTS when a name, a key or an address is taken, WGKIT_ERROR_WOULD_MOVE
 * when a network overlaps what another peer has, WGKIT_ERROR_OUT_OF_ADDRESSES,
 * WGKIT_ERROR_INVALID_NAME, WGKIT_ERROR_INVALID_TEMPLATE; WGKIT_ERROR_CHANGED_MEANWHILE when another
 * program wrote the server's file, WGKIT_ERROR_TIMED_OUT when another process kept the store locked,
 * WGKIT_ERROR_PARTIALLY_APPLIED when a change failed and could not be taken back whole, which the next
 * call goes on with; and those of writing files and of wgkit_device_apply.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_add(
    const wgkit_profile_store *store, const wgkit_new_profile *profiles, size_t count,
    size_t stride, const wgkit_prefix *prefixes, size_t prefix_count, size_t prefix_stride,
    wgkit_profile_list **list, wgkit_error **error);

/* Gives a client another name, and its files with it.
 * Errors: WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_ALREADY_EXISTS when another client has the name or one
 * that differs from it in the case of letters alone, and those of wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_rename(
    const wgkit_profile_store *store, const char *name, size_t name_length, const char *new_name,
    size_t new_name_length, wgkit_error **error);

/* What wgkit_profile_store_readdress changes. */
#define WGKIT_READDRESS_ADDRESSES 0x1u
#define WGKIT_READDRESS_NETWORKS 0x2u
#define WGKIT_READDRESS_ALLOWED_IPS 0x4u

/* Changes where a client is and what it may reach, without taking its peer away: its handshake and its
 * counters stay, and nobody else's peer is touched. `changes` are WGKIT_READDRESS_*, and `prefixes` first
 * the client's own addresses, each of one host, then the networks behind it, then what it sends through
 * the tunnel, as many of each as the counts say. The client must be given its file again by hand.
 * Errors: WGKIT_ERROR_NOT_FOUND; WGKIT_ERROR_INVALID_ARGUMENT for prefixes of what is not changed, for
 * no address and for another flag; those of wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_readdress(
    const wgkit_profile_store *store, const char *name, size_t name_length, uint32_t changes,
    const wgkit_prefix *prefixes, size_t address_count, size_t network_count,
    size_t allowed_ip_count, size_t stride, wgkit_error **error);

/* Lets a client connect again; nothing happens when it may.
 * Errors: WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_WOULD_MOVE when another peer has got its addresses, and
 * those of wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_enable(
    const wgkit_profile_store *store, const char *name, size_t name_length, wgkit_error **error);

/* Keeps a client from connecting: its peer goes, its section becomes comments, its files and addresses
 * stay. `list` receives it with its last counters, and may be NULL.
 * Errors: WGKIT_ERROR_NOT_FOUND, and those of wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_disable(
    const wgkit_profile_store *store, const char *name, size_t name_length,
    wgkit_profile_list **list, wgkit_error **error);

/* Sets when a client expires, in seconds since 1970-01-01 00:00 UTC; NULL for never. Nothing else happens
 * then: somebody has to call wgkit_profile_store_remove_expired.
 * Errors: WGKIT_ERROR_NOT_FOUND, and those of wgkit_profile_store_add.
 * Threads: any; waits for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_expire(
    const wgkit_profile_store *store, const char *name, size_t name_length, const int64_t *moment,
    wgkit_error **error);

/* Removes the clients whose time has come by the system's clock, in one step. `list` receives them with
 * their last counters, and may be NULL.
 * Errors: those of wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_remove_expired(
    const wgkit_profile_store *store, wgkit_profile_list **list, wgkit_error **error);

/* Removes the client of exactly this key: its peer, its section and its files. `list` receives it with
 * its last counters, and may be NULL.
 * Errors: WGKIT_ERROR_NOT_FOUND, and those of wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_revoke(
    const wgkit_profile_store *store, const wgkit_public_key *key, wgkit_profile_list **list,
    wgkit_error **error);

/* Changes settings of the server, renders all files of clients anew, and changes the server's file and
 * the device where that needs it. All but Interface, ConfigFile and Layout can be changed; an empty
 * value takes a setting away. With other Networks a client keeps its place in the network where it can;
 * "ServerAddresses" are then the server's own, which otherwise keep theirs. `list` receives the clients
 * that must be given their file again by hand, and may be NULL.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for a setting that is none or cannot be changed, and those of
 * wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_change_server(
    const wgkit_profile_store *store, const wgkit_setting *settings, size_t count, size_t stride,
    wgkit_profile_list **list, wgkit_error **error);

/* Whose files are imported. */
/* A folder with NAME.conf for each client, or with the server's file, or with both. */
#define WGKIT_IMPORT_FOLDER 1
/* The folder /config of the linuxserver image: peer_NAME/ with keys and a file for each client. */
#define WGKIT_IMPORT_LINUXSERVER 2
/* The file wg0.json of wg-easy. */
#define WGKIT_IMPORT_WG_EASY 3

/* Flags of wgkit_profile_store_import. */
/* Take over what can be, and leave the rest. Without it, one client that cannot be taken over is an
 * error, and nothing is changed. */
#define WGKIT_IMPORT_SKIP_REJECTED 0x1u
/* Find out what can be taken over, and change nothing. The clients of the list are those that would be. */
#define WGKIT_IMPORT_DRY_RUN 0x2u

/* Takes over the clients that another program's files describe, in one step. Peers that the server's
 * file has under a client's key become the client's. Nothing in the files is run, trusted or made to
 * fit: a name, a key or an address that cannot be taken as it is stands among the rejections of the
 * list. `list` may be NULL.
 * Errors: WGKIT_ERROR_INVALID_CONFIGURATION for files that say nothing, and for clients that cannot be
 * taken over unless they are skipped; WGKIT_ERROR_INVALID_ARGUMENT for another format or flag; those of
 * reading files and of wgkit_profile_store_add.
 * Threads: any; waits for the disk and the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_import(
    const wgkit_profile_store *store, const char *path, size_t path_length, uint32_t format,
    uint32_t flags, wgkit_profile_list **list, wgkit_error **error);

/* The configuration file of a client for a program, WGKIT_TARGET_*, with its private key when the store
 * has that: as secret as the key.
 * Errors: WGKIT_ERROR_NOT_FOUND, WGKIT_ERROR_INVALID_ARGUMENT for another target,
 * WGKIT_ERROR_INVALID_CONFIGURATION for what cannot be written for the target, and those of
 * wgkit_profile_store_list.
 * Threads: any, shared; waits for the disk. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_profile_store_expose_client_config(
    const wgkit_profile_store *store, const char *name, size_t name_length, uint32_t target,
    wgkit_document **document, wgkit_error **error);

/* Addresses for clients, without a store: the lowest free one of each network. */
typedef struct wgkit_address_pool wgkit_address_pool;

/* Makes a pool of networks that do not overlap. Free is what lies in a network and is in nothing that
 * was taken, kept or excluded, nor the network's own address or its broadcast address.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for no network, one that overlaps another, or over
 * WGKIT_PREFIXES_MAXIMUM; WGKIT_ERROR_INVALID_ADDRESS for a prefix that is none.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_address_pool_create(
    const wgkit_prefix *networks, size_t count, size_t stride, wgkit_address_pool **pool,
    wgkit_error **error);

/* Marks the addresses of prefixes as taken: allowed IPs of peers, the server's own addresses. One of
 * length 0 or 1 takes nothing: it says where the rest goes.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ADDRESS, WGKIT_ERROR_INVALID_ARGUMENT.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_address_pool_take(
    wgkit_address_pool *pool, const wgkit_prefix *prefixes, size_t count, size_t stride,
    wgkit_error **error);

/* Keeps a range back, "10.8.0.10-10.8.0.19", a network or one address: it is given to nobody who does
 * not ask for it, or, when `excluded` is not 0, to nobody.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ADDRESS, WGKIT_ERROR_TOO_LARGE for a text over
 * 256 bytes.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_address_pool_keep(
    wgkit_address_pool *pool, const char *range, size_t length, int excluded, wgkit_error **error);

/* Takes addresses that somebody has chosen, each of one host: all of them, or none.
 * Errors: WGKIT_ERROR_ALREADY_EXISTS when one is not free; as wgkit_address_pool_take.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_address_pool_claim(
    wgkit_address_pool *pool, const wgkit_prefix *addresses, size_t count, size_t stride,
    wgkit_error **error);

/* Takes the lowest free address of each network, in their order. `addresses` has room for `capacity` of
 * them; `count` receives how many there are, also when there is no room, and nothing is taken then.
 * Errors: WGKIT_ERROR_OUT_OF_ADDRESSES when a network has none, WGKIT_ERROR_BUFFER_TOO_SMALL,
 * WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_address_pool_next(
    wgkit_address_pool *pool, wgkit_prefix *addresses, size_t capacity, size_t *count,
    wgkit_error **error);

/* Frees a pool.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_address_pool_free(wgkit_address_pool *pool);

/* ---- Networks of a peer -------------------------------------------------------------------- */

/* Networks that were computed or read. */
typedef struct wgkit_network_list wgkit_network_list;

/* The networks as an array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the list is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_network_list_networks(
    const wgkit_network_list *list, const wgkit_prefix **networks, size_t *count, size_t *stride,
    wgkit_error **error);

/* Frees a list with its array.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS. */
WGKIT_API wgkit_status wgkit_network_list_free(wgkit_network_list *list);

/* What a client sends through its tunnel, as the server's allowed IPs in the client's file: these
 * networks alone. They are in order, host bits cleared, and none contains another one.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for no network, WGKIT_ERROR_INVALID_ADDRESS for a prefix that is
 * none.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_network_list_split(
    const wgkit_prefix *networks, size_t count, size_t stride, wgkit_network_list **list,
    wgkit_error **error);

/* The same for a client that sends everything but these networks: exactly the addresses of both families
 * that are in none of them, in as few networks as can be. With a count of 0 they are 0.0.0.0/0 and ::/0.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT when nothing is left, WGKIT_ERROR_INVALID_ADDRESS.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_network_list_full(
    const wgkit_prefix *excluded, size_t count, size_t stride, wgkit_network_list **list,
    wgkit_error **error);

/* The same for a link between two sites, of which `local` are this one's networks and `remote` the other
 * one's: those of the other one, when the two have no address in common.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT when they have, or `remote` has no network;
 * WGKIT_ERROR_INVALID_ADDRESS.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_network_list_bridge(
    const wgkit_prefix *remote, size_t remote_count, size_t remote_stride,
    const wgkit_prefix *local, size_t local_count, size_t local_stride,
    wgkit_network_list **list, wgkit_error **error);

/* Where two sets of networks have addresses in common: those of two peers, or of two sites. The list has
 * pairs, one network of `first` and behind it one of `second`; it is empty when they share nothing.
 * Errors: WGKIT_ERROR_INVALID_ADDRESS.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_network_list_overlaps(
    const wgkit_prefix *first, size_t first_count, size_t first_stride,
    const wgkit_prefix *second, size_t second_count, size_t second_stride,
    wgkit_network_list **list, wgkit_error **error);

/* ---- NAT ----------------------------------------------------------------------------------- */

/* Adds NAT for a tunnel, in the place of what is there for it: packets from the networks that leave by
 * another interface get its address, and packets forwarded from the tunnel or into it are accepted. The
 * rules are in a table of nf_tables of their own, wgkit- and the name of the interface; no other one is
 * touched, and what another one drops stays dropped. With a count of 0 the networks are those of the
 * interface's addresses. `out` names the one interface by which packets leave with its address; NULL
 * stands for all but the tunnel itself and the loopback. Needs CAP_NET_ADMIN in the network namespace.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT when the networks cannot be told, or `out` is the tunnel;
 * WGKIT_ERROR_TOO_LARGE for more than 100; WGKIT_ERROR_INVALID_NAME, WGKIT_ERROR_INVALID_ADDRESS,
 * WGKIT_ERROR_NO_SUCH_INTERFACE; WGKIT_ERROR_MODULE_MISSING when the kernel lacks nf_tables or a part of
 * it; WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_NO_SUCH_NAMESPACE, WGKIT_ERROR_OUT_OF_RESOURCES,
 * WGKIT_ERROR_TIMED_OUT, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_nat_add(
    const wgkit_namespace *netns, const char *name, size_t name_length,
    const wgkit_prefix *networks, size_t count, size_t stride, const char *out, size_t out_length,
    wgkit_error **error);

/* Removes a tunnel's NAT whole. Connections that are known keep their addresses until they end.
 * Errors: as wgkit_nat_add, and WGKIT_ERROR_NOT_FOUND when there is none.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_nat_remove(
    const wgkit_namespace *netns, const char *name, size_t name_length, wgkit_error **error);

/* Reads the networks of a tunnel's NAT. `out` receives the one interface that packets leave by, zeros
 * when there is not one. Needs CAP_NET_ADMIN in the network namespace.
 * Errors: as wgkit_nat_remove, and WGKIT_ERROR_MALFORMED_REPLY when the table has other rules than the
 * library makes.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_nat_read(
    const wgkit_namespace *netns, const char *name, size_t name_length, wgkit_network_list **list,
    wgkit_interface_name *out, wgkit_error **error);

/* Whether the kernel forwards packets of a family, without which NAT has nothing to do: 1 or 0. Needs no
 * right.
 * Errors: WGKIT_ERROR_INVALID_ARGUMENT for a family that is none, WGKIT_ERROR_NO_SUCH_NAMESPACE,
 * WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_SYSTEM.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_nat_get_forwarding(
    const wgkit_namespace *netns, uint8_t family, uint32_t *forwards, wgkit_error **error);

/* Makes the kernel forward packets of a family, on all interfaces, until it is started anew: it writes
 * net.ipv4.ip_forward or net.ipv6.conf.all.forwarding of the network namespace.
 * Errors: as wgkit_nat_get_forwarding, and WGKIT_ERROR_PERMISSION_DENIED; WGKIT_ERROR_SYSTEM where
 * /proc/sys is read-only.
 * Threads: any; waits for the kernel. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_nat_enable_forwarding(
    const wgkit_namespace *netns, uint8_t family, wgkit_error **error);

/* ---- Metrics ------------------------------------------------------------------------------- */

/* What Prometheus is told of devices, in its text format. No secret is in it. */
typedef struct wgkit_metrics wgkit_metrics;

/* Creates metrics of no device.
 * Errors: WGKIT_ERROR_OUT_OF_RESOURCES.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_metrics_create(
    wgkit_metrics **metrics, wgkit_error **error);

/* Gives a name to a peer, the label friendly_name, for devices that are added from now on. Of several
 * the last one counts. Any UTF-8 up to 1024 bytes.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_INVALID_ARGUMENT for text that is not UTF-8,
 * WGKIT_ERROR_TOO_LARGE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_metrics_add_name(
    wgkit_metrics *metrics, const wgkit_public_key *key, const char *name, size_t name_length,
    wgkit_error **error);

/* Gives the names to peers that comments of a configuration file give them.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_metrics_add_names(
    wgkit_metrics *metrics, const wgkit_document *document, wgkit_error **error);

/* Adds a device with all its peers.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_ALREADY_EXISTS when one of its name was added.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_metrics_add_device(
    wgkit_metrics *metrics, const wgkit_device *device, wgkit_error **error);

/* The text, to be served as text/plain; version=0.0.4, or written to a file for node_exporter.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_metrics_to_text(
    const wgkit_metrics *metrics, char *text, size_t capacity, size_t *size, wgkit_error **error);

/* Frees metrics.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_metrics_free(wgkit_metrics *metrics);

/* ---- QR codes ------------------------------------------------------------------------------ */

/* The most bytes of a text that a QR code can hold. */
#define WGKIT_QR_CODE_MOST_BYTES 2953

/* A QR code of a text, in memory that is wiped: it says all that the text says. */
typedef struct wgkit_qr_code wgkit_qr_code;

/* Makes the smallest QR code that holds a text, with libqrencode.so.4, which is loaded for it.
 * Errors: WGKIT_ERROR_TOO_LARGE for more than WGKIT_QR_CODE_MOST_BYTES; WGKIT_ERROR_NOT_FOUND when there
 * is no libqrencode, whose package the text names; WGKIT_ERROR_INVALID_ARGUMENT for no bytes;
 * WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_SYSTEM.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_qr_code_create(
    const char *text, size_t length, wgkit_qr_code **code, wgkit_error **error);

/* The modules on a side of the code, without the light ones around it: 21 to 177.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_qr_code_get_width(
    const wgkit_qr_code *code, uint32_t *width, wgkit_error **error);

/* What a terminal shows where nothing is printed. */
#define WGKIT_BACKGROUND_DARK 0
#define WGKIT_BACKGROUND_LIGHT 1

/* The code as lines of text for a terminal of such a background: a character is two modules, one above
 * the other, in UTF-8 without colours.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_BUFFER_TOO_SMALL, WGKIT_ERROR_INVALID_ARGUMENT for
 * another background.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_qr_code_expose_text(
    const wgkit_qr_code *code, uint32_t background, char *text, size_t capacity, size_t *size,
    wgkit_error **error);

/* The code as a picture in the format SVG.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, WGKIT_ERROR_BUFFER_TOO_SMALL.
 * Threads: any. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_qr_code_expose_svg(
    const wgkit_qr_code *code, char *text, size_t capacity, size_t *size, wgkit_error **error);

/* Frees a code and wipes it.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_qr_code_free(wgkit_qr_code *code);

#endif

#ifdef __cplusplus
}
#endif

#endif
