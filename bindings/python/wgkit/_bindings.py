"""include/wgkit.h in Python. Written by bindings/python/generate: do not edit."""

from __future__ import annotations

from ctypes import (
    POINTER,
    Structure,
    c_char,
    c_char_p,
    c_int,
    c_int32,
    c_int64,
    c_size_t,
    c_uint8,
    c_uint16,
    c_uint32,
    c_uint64,
    c_void_p,
)

from ._ffi import function

# Version

WGKIT_VERSION_MAJOR = 0
WGKIT_VERSION_MINOR = 1
WGKIT_VERSION_PATCH = 0
WGKIT_VERSION_STRING = "0.1.0"
WGKIT_VERSION_NUMBER = 1000
wgkit_version = function("wgkit_version", c_char_p)
wgkit_version_number = function("wgkit_version_number", c_uint32)

# Status

wgkit_status = c_int32
WGKIT_OK = 0
WGKIT_ERROR_INVALID_ARGUMENT = 1
WGKIT_ERROR_INVALID_KEY = 2
WGKIT_ERROR_INVALID_ADDRESS = 3
WGKIT_ERROR_INVALID_NAME = 4
WGKIT_ERROR_PERMISSION_DENIED = 5
WGKIT_ERROR_NO_SUCH_INTERFACE = 6
WGKIT_ERROR_NOT_WIREGUARD = 7
WGKIT_ERROR_ALREADY_EXISTS = 8
WGKIT_ERROR_MODULE_MISSING = 9
WGKIT_ERROR_PORT_IN_USE = 10
WGKIT_ERROR_INTERRUPTED = 11
WGKIT_ERROR_MALFORMED_REPLY = 12
WGKIT_ERROR_TIMED_OUT = 13
WGKIT_ERROR_OUT_OF_RESOURCES = 14
WGKIT_ERROR_SYSTEM = 15
WGKIT_ERROR_INVALID_HANDLE = 16
WGKIT_ERROR_BUFFER_TOO_SMALL = 17
WGKIT_ERROR_PARTIALLY_APPLIED = 18
WGKIT_ERROR_UNRESOLVED_HOST = 19
WGKIT_ERROR_NOT_FOUND = 20
WGKIT_ERROR_WOULD_MOVE = 21
WGKIT_ERROR_NO_SUCH_NAMESPACE = 22
WGKIT_ERROR_SELF_TEST_FAILED = 23
WGKIT_ERROR_INVALID_CONFIGURATION = 24
WGKIT_ERROR_INVALID_TEMPLATE = 25
WGKIT_ERROR_CHANGED_MEANWHILE = 26
WGKIT_ERROR_UNSAFE_FILE = 27
WGKIT_ERROR_TOO_LARGE = 28
wgkit_status_name = function("wgkit_status_name", c_char_p, wgkit_status)

# Errors

wgkit_error_p = c_void_p
wgkit_error_code = function("wgkit_error_code", wgkit_status, wgkit_error_p)
wgkit_error_message = function("wgkit_error_message", c_char_p, wgkit_error_p)
wgkit_error_errno = function("wgkit_error_errno", c_int, wgkit_error_p)
wgkit_error_free = function("wgkit_error_free", wgkit_status, wgkit_error_p)

# Keys

WGKIT_KEY_SIZE = 32
WGKIT_KEY_TEXT_SIZE = 45


class wgkit_private_key(Structure):
    _fields_ = [
        ("bytes", c_uint8 * WGKIT_KEY_SIZE),
    ]


class wgkit_public_key(Structure):
    _fields_ = [
        ("bytes", c_uint8 * WGKIT_KEY_SIZE),
    ]


class wgkit_preshared_key(Structure):
    _fields_ = [
        ("bytes", c_uint8 * WGKIT_KEY_SIZE),
    ]


wgkit_keypair_generate = function(
    "wgkit_keypair_generate",
    wgkit_status,
    POINTER(wgkit_private_key),
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_public_key_derive = function(
    "wgkit_public_key_derive",
    wgkit_status,
    POINTER(wgkit_private_key),
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
WGKIT_KEYPAIRS_MAXIMUM = 1000000
wgkit_keypairs_generate = function(
    "wgkit_keypairs_generate",
    wgkit_status,
    c_size_t,
    POINTER(wgkit_private_key),
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_preshared_key_generate = function(
    "wgkit_preshared_key_generate",
    wgkit_status,
    POINTER(wgkit_preshared_key),
    POINTER(wgkit_error_p),
)
wgkit_public_key_to_base64 = function(
    "wgkit_public_key_to_base64",
    wgkit_status,
    POINTER(wgkit_public_key),
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_private_key_expose_base64 = function(
    "wgkit_private_key_expose_base64",
    wgkit_status,
    POINTER(wgkit_private_key),
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_preshared_key_expose_base64 = function(
    "wgkit_preshared_key_expose_base64",
    wgkit_status,
    POINTER(wgkit_preshared_key),
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_public_key_from_base64 = function(
    "wgkit_public_key_from_base64",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_private_key_from_base64 = function(
    "wgkit_private_key_from_base64",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_private_key),
    POINTER(wgkit_error_p),
)
wgkit_preshared_key_from_base64 = function(
    "wgkit_preshared_key_from_base64",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_preshared_key),
    POINTER(wgkit_error_p),
)
wgkit_secret_wipe = function("wgkit_secret_wipe", None, c_void_p, c_size_t)

# Devices


class wgkit_interface_name(Structure):
    _fields_ = [
        ("text", c_char * 16),
    ]


wgkit_device_list_p = c_void_p
wgkit_device_list_read = function(
    "wgkit_device_list_read", wgkit_status, POINTER(wgkit_device_list_p), POINTER(wgkit_error_p)
)
wgkit_device_list_names = function(
    "wgkit_device_list_names",
    wgkit_status,
    wgkit_device_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_device_list_free = function("wgkit_device_list_free", wgkit_status, wgkit_device_list_p)
wgkit_device_p = c_void_p
WGKIT_FAMILY_IPV4 = 4
WGKIT_FAMILY_IPV6 = 6


class wgkit_endpoint(Structure):
    _fields_ = [
        ("address", c_uint8 * 16),
        ("scope_id", c_uint32),
        ("port", c_uint16),
        ("family", c_uint8),
        ("reserved", c_uint8),
    ]


class wgkit_prefix(Structure):
    _fields_ = [
        ("address", c_uint8 * 16),
        ("family", c_uint8),
        ("length", c_uint8),
        ("reserved", c_uint8 * 2),
    ]


WGKIT_DEVICE_HAS_PRIVATE_KEY = 0x1


class wgkit_device_info(Structure):
    _fields_ = [
        ("name", wgkit_interface_name),
        ("flags", c_uint32),
        ("index", c_uint32),
        ("firewall_mark", c_uint32),
        ("listen_port", c_uint16),
        ("reserved0", c_uint16),
        ("public_key", wgkit_public_key),
        ("reserved", c_uint64 * 4),
    ]


WGKIT_PEER_HAS_PRESHARED_KEY = 0x1
WGKIT_PEER_HAS_ENDPOINT = 0x2
WGKIT_PEER_HAS_HANDSHAKE = 0x4


class wgkit_peer(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("received_bytes", c_uint64),
        ("sent_bytes", c_uint64),
        ("handshake_seconds", c_int64),
        ("handshake_nanoseconds", c_uint32),
        ("flags", c_uint32),
        ("endpoint", wgkit_endpoint),
        ("first_allowed_ip", c_uint64),
        ("allowed_ip_count", c_uint64),
        ("protocol_version", c_uint32),
        ("persistent_keepalive", c_uint16),
        ("reserved0", c_uint16),
        ("reserved", c_uint64 * 2),
    ]


wgkit_device_read = function(
    "wgkit_device_read",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_device_p),
    POINTER(wgkit_error_p),
)
wgkit_device_get_info = function(
    "wgkit_device_get_info",
    wgkit_status,
    wgkit_device_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_device_peers = function(
    "wgkit_device_peers",
    wgkit_status,
    wgkit_device_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_device_allowed_ips = function(
    "wgkit_device_allowed_ips",
    wgkit_status,
    wgkit_device_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_device_expose_private_key = function(
    "wgkit_device_expose_private_key",
    wgkit_status,
    wgkit_device_p,
    POINTER(wgkit_private_key),
    POINTER(wgkit_error_p),
)
wgkit_device_expose_preshared_key = function(
    "wgkit_device_expose_preshared_key",
    wgkit_status,
    wgkit_device_p,
    c_size_t,
    POINTER(wgkit_preshared_key),
    POINTER(wgkit_error_p),
)
wgkit_device_free = function("wgkit_device_free", wgkit_status, wgkit_device_p)
