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
WGKIT_ERROR_OUT_OF_ADDRESSES = 29
WGKIT_ERROR_DAMAGED_DATABASE = 30
WGKIT_ERROR_NEWER_VERSION = 31
wgkit_status_name = function("wgkit_status_name", c_char_p, wgkit_status)

# Errors

wgkit_error_p = c_void_p
wgkit_error_code = function("wgkit_error_code", wgkit_status, wgkit_error_p)
wgkit_error_message = function("wgkit_error_message", c_char_p, wgkit_error_p)
wgkit_error_errno = function("wgkit_error_errno", c_int, wgkit_error_p)
wgkit_error_line = function("wgkit_error_line", c_size_t, wgkit_error_p)
wgkit_error_column = function("wgkit_error_column", c_size_t, wgkit_error_p)
WGKIT_APPLIED_PRIVATE_KEY = 0x1
WGKIT_APPLIED_LISTEN_PORT = 0x2
WGKIT_APPLIED_FIREWALL_MARK = 0x4
WGKIT_APPLIED_REPLACED_PEERS = 0x8
wgkit_error_applied_settings = function("wgkit_error_applied_settings", c_uint32, wgkit_error_p)
wgkit_error_applied_peers = function("wgkit_error_applied_peers", c_size_t, wgkit_error_p)
wgkit_error_applied_allowed_ips = function(
    "wgkit_error_applied_allowed_ips", c_size_t, wgkit_error_p
)
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

# Addresses

WGKIT_FAMILY_IPV4 = 4
WGKIT_FAMILY_IPV6 = 6


class wgkit_address(Structure):
    _fields_ = [
        ("address", c_uint8 * 16),
        ("family", c_uint8),
        ("reserved", c_uint8 * 3),
    ]


class wgkit_prefix(Structure):
    _fields_ = [
        ("address", c_uint8 * 16),
        ("family", c_uint8),
        ("length", c_uint8),
        ("reserved", c_uint8 * 2),
    ]


class wgkit_endpoint(Structure):
    _fields_ = [
        ("address", c_uint8 * 16),
        ("scope_id", c_uint32),
        ("port", c_uint16),
        ("family", c_uint8),
        ("reserved", c_uint8),
    ]


class wgkit_interface_name(Structure):
    _fields_ = [
        ("text", c_char * 16),
    ]


WGKIT_ADDRESS_TEXT_SIZE = 46
WGKIT_PREFIX_TEXT_SIZE = 50
WGKIT_ENDPOINT_TEXT_SIZE = 65
wgkit_address_from_text = function(
    "wgkit_address_from_text",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_address),
    POINTER(wgkit_error_p),
)
wgkit_address_to_text = function(
    "wgkit_address_to_text",
    wgkit_status,
    POINTER(wgkit_address),
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_prefix_from_text = function(
    "wgkit_prefix_from_text",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_prefix),
    POINTER(wgkit_error_p),
)
wgkit_prefixes_from_text = function(
    "wgkit_prefixes_from_text",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_prefix),
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_prefix_to_text = function(
    "wgkit_prefix_to_text",
    wgkit_status,
    POINTER(wgkit_prefix),
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_endpoint_from_text = function(
    "wgkit_endpoint_from_text",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_endpoint),
    POINTER(wgkit_error_p),
)
wgkit_endpoint_to_text = function(
    "wgkit_endpoint_to_text",
    wgkit_status,
    POINTER(wgkit_endpoint),
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_endpoint_resolve = function(
    "wgkit_endpoint_resolve",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_endpoint),
    POINTER(wgkit_error_p),
)
wgkit_interface_name_from_text = function(
    "wgkit_interface_name_from_text",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_interface_name),
    POINTER(wgkit_error_p),
)

# Namespaces

wgkit_namespace_p = c_void_p
wgkit_namespace_from_name = function(
    "wgkit_namespace_from_name",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_namespace_p),
    POINTER(wgkit_error_p),
)
wgkit_namespace_from_path = function(
    "wgkit_namespace_from_path",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_namespace_p),
    POINTER(wgkit_error_p),
)
wgkit_namespace_from_pid = function(
    "wgkit_namespace_from_pid",
    wgkit_status,
    c_int32,
    POINTER(wgkit_namespace_p),
    POINTER(wgkit_error_p),
)
wgkit_namespace_free = function("wgkit_namespace_free", wgkit_status, wgkit_namespace_p)

# Devices

wgkit_device_list_p = c_void_p
wgkit_device_list_read = function(
    "wgkit_device_list_read",
    wgkit_status,
    wgkit_namespace_p,
    POINTER(wgkit_device_list_p),
    POINTER(wgkit_error_p),
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
    wgkit_namespace_p,
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

# Updates

wgkit_update_p = c_void_p
WGKIT_PEERS_MAXIMUM = 1048576
WGKIT_PREFIXES_MAXIMUM = 16777216
wgkit_update_create = function(
    "wgkit_update_create", wgkit_status, POINTER(wgkit_update_p), POINTER(wgkit_error_p)
)
wgkit_update_free = function("wgkit_update_free", wgkit_status, wgkit_update_p)
wgkit_update_set_private_key = function(
    "wgkit_update_set_private_key",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_private_key),
    POINTER(wgkit_error_p),
)
wgkit_update_clear_private_key = function(
    "wgkit_update_clear_private_key", wgkit_status, wgkit_update_p, POINTER(wgkit_error_p)
)
wgkit_update_set_listen_port = function(
    "wgkit_update_set_listen_port", wgkit_status, wgkit_update_p, c_uint16, POINTER(wgkit_error_p)
)
wgkit_update_set_firewall_mark = function(
    "wgkit_update_set_firewall_mark", wgkit_status, wgkit_update_p, c_uint32, POINTER(wgkit_error_p)
)
wgkit_update_replace_peers = function(
    "wgkit_update_replace_peers", wgkit_status, wgkit_update_p, POINTER(wgkit_error_p)
)
WGKIT_UPDATE_REMOVE = 0x1
WGKIT_UPDATE_CHANGE_ONLY = 0x2
WGKIT_UPDATE_REPLACE_ALLOWED_IPS = 0x4
WGKIT_UPDATE_SET_PRESHARED_KEY = 0x8
WGKIT_UPDATE_CLEAR_PRESHARED_KEY = 0x10
WGKIT_UPDATE_SET_ENDPOINT = 0x20
WGKIT_UPDATE_SET_PERSISTENT_KEEPALIVE = 0x40
wgkit_update_put_peer = function(
    "wgkit_update_put_peer",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_public_key),
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_update_set_peer_preshared_key = function(
    "wgkit_update_set_peer_preshared_key",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_preshared_key),
    POINTER(wgkit_error_p),
)
wgkit_update_clear_peer_preshared_key = function(
    "wgkit_update_clear_peer_preshared_key",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_update_set_peer_endpoint = function(
    "wgkit_update_set_peer_endpoint",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_endpoint),
    POINTER(wgkit_error_p),
)
wgkit_update_set_peer_persistent_keepalive = function(
    "wgkit_update_set_peer_persistent_keepalive",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_public_key),
    c_uint16,
    POINTER(wgkit_error_p),
)
wgkit_update_add_peer_allowed_ips = function(
    "wgkit_update_add_peer_allowed_ips",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_update_remove_peer_allowed_ips = function(
    "wgkit_update_remove_peer_allowed_ips",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_error_p),
)


class wgkit_peer_update(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("preshared_key", wgkit_preshared_key),
        ("endpoint", wgkit_endpoint),
        ("flags", c_uint32),
        ("persistent_keepalive", c_uint16),
        ("reserved0", c_uint16),
        ("first_allowed_ip", c_uint64),
        ("allowed_ip_count", c_uint64),
        ("first_removed_ip", c_uint64),
        ("removed_ip_count", c_uint64),
        ("reserved", c_uint64 * 2),
    ]


wgkit_update_add_peers = function(
    "wgkit_update_add_peers",
    wgkit_status,
    wgkit_update_p,
    POINTER(wgkit_peer_update),
    c_size_t,
    c_size_t,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_device_apply = function(
    "wgkit_device_apply",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    wgkit_update_p,
    POINTER(wgkit_error_p),
)

# Sync and difference

wgkit_difference_p = c_void_p


class wgkit_difference_info(Structure):
    _fields_ = [
        ("settings", c_uint32),
        ("reserved0", c_uint32),
        ("added_peers", c_uint64),
        ("changed_peers", c_uint64),
        ("removed_peers", c_uint64),
        ("moves", c_uint64),
        ("reserved", c_uint64 * 4),
    ]


class wgkit_move(Structure):
    _fields_ = [
        ("allowed_ip", wgkit_prefix),
        ("from", wgkit_public_key),
        ("to", wgkit_public_key),
    ]


wgkit_device_difference = function(
    "wgkit_device_difference",
    wgkit_status,
    wgkit_device_p,
    wgkit_update_p,
    POINTER(wgkit_difference_p),
    POINTER(wgkit_error_p),
)
WGKIT_SYNC_ALLOW_MOVES = 0x1
wgkit_device_sync = function(
    "wgkit_device_sync",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    wgkit_update_p,
    c_uint32,
    POINTER(wgkit_difference_p),
    POINTER(wgkit_error_p),
)
wgkit_difference_get_info = function(
    "wgkit_difference_get_info",
    wgkit_status,
    wgkit_difference_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_difference_moves = function(
    "wgkit_difference_moves",
    wgkit_status,
    wgkit_difference_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_difference_update = function(
    "wgkit_difference_update",
    wgkit_status,
    wgkit_difference_p,
    POINTER(wgkit_update_p),
    POINTER(wgkit_error_p),
)
wgkit_difference_free = function("wgkit_difference_free", wgkit_status, wgkit_difference_p)

# Links

wgkit_link_create = function(
    "wgkit_link_create",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_link_delete = function(
    "wgkit_link_delete", wgkit_status, wgkit_namespace_p, c_char_p, c_size_t, POINTER(wgkit_error_p)
)
wgkit_link_bring_up = function(
    "wgkit_link_bring_up",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_link_bring_down = function(
    "wgkit_link_bring_down",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_link_set_mtu = function(
    "wgkit_link_set_mtu",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_link_get_index = function(
    "wgkit_link_get_index",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(c_uint32),
    POINTER(wgkit_error_p),
)
wgkit_link_add_address = function(
    "wgkit_link_add_address",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_prefix),
    POINTER(wgkit_error_p),
)
wgkit_link_remove_address = function(
    "wgkit_link_remove_address",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_prefix),
    POINTER(wgkit_error_p),
)
WGKIT_LINK_UP = 0x1
WGKIT_LINK_RUNNING = 0x2


class wgkit_link(Structure):
    _fields_ = [
        ("name", wgkit_interface_name),
        ("kind", c_char * 32),
        ("index", c_uint32),
        ("mtu", c_uint32),
        ("flags", c_uint32),
        ("operational_state", c_uint8),
        ("hardware_address_length", c_uint8),
        ("reserved0", c_uint8 * 2),
        ("hardware_address", c_uint8 * 32),
        ("first_address", c_uint64),
        ("address_count", c_uint64),
        ("reserved", c_uint64 * 4),
    ]


class wgkit_link_address(Structure):
    _fields_ = [
        ("prefix", wgkit_prefix),
        ("peer", wgkit_prefix),
        ("scope", c_uint8),
        ("reserved", c_uint8 * 7),
    ]


wgkit_link_list_p = c_void_p
wgkit_link_list_read = function(
    "wgkit_link_list_read",
    wgkit_status,
    wgkit_namespace_p,
    POINTER(wgkit_link_list_p),
    POINTER(wgkit_error_p),
)
wgkit_link_list_links = function(
    "wgkit_link_list_links",
    wgkit_status,
    wgkit_link_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_link_list_addresses = function(
    "wgkit_link_list_addresses",
    wgkit_status,
    wgkit_link_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_link_list_free = function("wgkit_link_list_free", wgkit_status, wgkit_link_list_p)

# Configuration documents

WGKIT_DIALECT_WG = 1
WGKIT_DIALECT_WG_QUICK = 2
WGKIT_TARGET_WG = 1
WGKIT_TARGET_WG_QUICK = 2
WGKIT_TARGET_ANDROID = 3
WGKIT_TARGET_APPLE = 4
WGKIT_CONFIG_PRIVATE_KEY = 1
WGKIT_CONFIG_LISTEN_PORT = 2
WGKIT_CONFIG_FIREWALL_MARK = 3
WGKIT_CONFIG_ADDRESS = 4
WGKIT_CONFIG_DNS = 5
WGKIT_CONFIG_MTU = 6
WGKIT_CONFIG_TABLE = 7
WGKIT_CONFIG_PRE_UP = 8
WGKIT_CONFIG_POST_UP = 9
WGKIT_CONFIG_PRE_DOWN = 10
WGKIT_CONFIG_POST_DOWN = 11
WGKIT_CONFIG_SAVE_CONFIG = 12
WGKIT_CONFIG_PUBLIC_KEY = 13
WGKIT_CONFIG_PRESHARED_KEY = 14
WGKIT_CONFIG_ENDPOINT = 15
WGKIT_CONFIG_ALLOWED_IPS = 16
WGKIT_CONFIG_PERSISTENT_KEEPALIVE = 17
wgkit_config_key_name = function("wgkit_config_key_name", c_char_p, c_uint32)
wgkit_document_p = c_void_p
wgkit_document_parse = function(
    "wgkit_document_parse",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_document_p),
    POINTER(wgkit_error_p),
)
wgkit_document_copy = function(
    "wgkit_document_copy",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_document_p),
    POINTER(wgkit_error_p),
)
wgkit_document_expose_text = function(
    "wgkit_document_expose_text",
    wgkit_status,
    wgkit_document_p,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_document_strip = function(
    "wgkit_document_strip",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_document_p),
    POINTER(wgkit_error_p),
)
wgkit_document_convert = function(
    "wgkit_document_convert",
    wgkit_status,
    wgkit_document_p,
    c_uint32,
    POINTER(wgkit_document_p),
    POINTER(wgkit_error_p),
)
wgkit_document_set = function(
    "wgkit_document_set",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_public_key),
    c_uint32,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_document_remove = function(
    "wgkit_document_remove",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_public_key),
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_document_add_peer = function(
    "wgkit_document_add_peer",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_public_key),
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_document_remove_peer = function(
    "wgkit_document_remove_peer",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_document_disable_peer = function(
    "wgkit_document_disable_peer",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_document_enable_peer = function(
    "wgkit_document_enable_peer",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_document_rename_peer = function(
    "wgkit_document_rename_peer",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_public_key),
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_document_free = function("wgkit_document_free", wgkit_status, wgkit_document_p)


class wgkit_text(Structure):
    _fields_ = [
        ("bytes", c_void_p),
        ("length", c_size_t),
    ]


wgkit_file_name_slug = function(
    "wgkit_file_name_slug",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_text),
    c_size_t,
    c_size_t,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_config_p = c_void_p
wgkit_config_read = function(
    "wgkit_config_read",
    wgkit_status,
    wgkit_document_p,
    POINTER(wgkit_config_p),
    POINTER(wgkit_error_p),
)
WGKIT_CONFIG_HAS_PRIVATE_KEY = 0x1
WGKIT_CONFIG_CLEARS_PRIVATE_KEY = 0x2
WGKIT_CONFIG_HAS_LISTEN_PORT = 0x4
WGKIT_CONFIG_HAS_FIREWALL_MARK = 0x8
WGKIT_CONFIG_HAS_MTU = 0x10
WGKIT_CONFIG_HAS_SAVE_CONFIG = 0x20
WGKIT_CONFIG_SAVES_CONFIG = 0x40


class wgkit_config_info(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("flags", c_uint32),
        ("firewall_mark", c_uint32),
        ("mtu", c_uint32),
        ("listen_port", c_uint16),
        ("reserved0", c_uint16),
        ("table", c_void_p),
        ("reserved", c_uint64 * 4),
    ]


wgkit_config_get_info = function(
    "wgkit_config_get_info",
    wgkit_status,
    wgkit_config_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_config_addresses = function(
    "wgkit_config_addresses",
    wgkit_status,
    wgkit_config_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
WGKIT_CONFIG_DNS_SERVER = 1
WGKIT_CONFIG_SEARCH_DOMAIN = 2
WGKIT_CONFIG_HOOK_PRE_UP = 3
WGKIT_CONFIG_HOOK_POST_UP = 4
WGKIT_CONFIG_HOOK_PRE_DOWN = 5
WGKIT_CONFIG_HOOK_POST_DOWN = 6


class wgkit_config_item(Structure):
    _fields_ = [
        ("text", c_void_p),
        ("kind", c_uint32),
        ("reserved0", c_uint32),
    ]


wgkit_config_items = function(
    "wgkit_config_items",
    wgkit_status,
    wgkit_config_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
WGKIT_CONFIG_PEER_HAS_PRESHARED_KEY = 0x1
WGKIT_CONFIG_PEER_CLEARS_PRESHARED_KEY = 0x2
WGKIT_CONFIG_PEER_HAS_KEEPALIVE = 0x4
WGKIT_CONFIG_PEER_KEEPS_ALLOWED_IPS = 0x8


class wgkit_config_peer(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("name", c_void_p),
        ("endpoint", c_void_p),
        ("first_allowed_ip", c_uint64),
        ("allowed_ip_count", c_uint64),
        ("first_removed_ip", c_uint64),
        ("removed_ip_count", c_uint64),
        ("flags", c_uint32),
        ("persistent_keepalive", c_uint16),
        ("reserved0", c_uint16),
        ("reserved", c_uint64 * 2),
    ]


wgkit_config_peers = function(
    "wgkit_config_peers",
    wgkit_status,
    wgkit_config_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_config_disabled_peers = function(
    "wgkit_config_disabled_peers",
    wgkit_status,
    wgkit_config_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_config_allowed_ips = function(
    "wgkit_config_allowed_ips",
    wgkit_status,
    wgkit_config_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)


class wgkit_config_entry(Structure):
    _fields_ = [
        ("value", c_void_p),
        ("line", c_uint64),
        ("column", c_uint64),
        ("section", c_uint64),
        ("key", c_uint32),
        ("reserved0", c_uint32),
    ]


wgkit_config_entries = function(
    "wgkit_config_entries",
    wgkit_status,
    wgkit_config_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_config_expose_private_key = function(
    "wgkit_config_expose_private_key",
    wgkit_status,
    wgkit_config_p,
    POINTER(wgkit_private_key),
    POINTER(wgkit_error_p),
)
wgkit_config_expose_preshared_key = function(
    "wgkit_config_expose_preshared_key",
    wgkit_status,
    wgkit_config_p,
    c_size_t,
    POINTER(wgkit_preshared_key),
    POINTER(wgkit_error_p),
)
wgkit_config_free = function("wgkit_config_free", wgkit_status, wgkit_config_p)
WGKIT_CONFIG_MEANS_WHOLE = 1
WGKIT_CONFIG_MEANS_REPLACE = 2
WGKIT_CONFIG_MEANS_ADD = 3
wgkit_document_to_update = function(
    "wgkit_document_to_update",
    wgkit_status,
    wgkit_document_p,
    c_uint32,
    POINTER(wgkit_update_p),
    POINTER(wgkit_error_p),
)

# Files

WGKIT_FILE_FOLLOWS_LINKS = 0x1
WGKIT_FILE_MUST_BE_NEW = 0x2
WGKIT_FILE_USUAL_PATIENCE = 0xFFFFFFFF
wgkit_file_p = c_void_p
wgkit_file_read = function(
    "wgkit_file_read",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_uint32,
    c_size_t,
    c_uint32,
    POINTER(wgkit_file_p),
    POINTER(wgkit_error_p),
)
wgkit_file_read_descriptor = function(
    "wgkit_file_read_descriptor",
    wgkit_status,
    c_int,
    c_size_t,
    POINTER(wgkit_file_p),
    POINTER(wgkit_error_p),
)
wgkit_file_expose_text = function(
    "wgkit_file_expose_text",
    wgkit_status,
    wgkit_file_p,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_file_parse = function(
    "wgkit_file_parse",
    wgkit_status,
    wgkit_file_p,
    c_uint32,
    POINTER(wgkit_document_p),
    POINTER(wgkit_error_p),
)
wgkit_file_write_text = function(
    "wgkit_file_write_text",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_uint32,
    c_char_p,
    c_size_t,
    wgkit_file_p,
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_file_write_document = function(
    "wgkit_file_write_document",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_uint32,
    wgkit_document_p,
    wgkit_file_p,
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_file_free = function("wgkit_file_free", wgkit_status, wgkit_file_p)

# Check

WGKIT_FINDING_ERROR = 1
WGKIT_FINDING_WARNING = 2


class wgkit_finding(Structure):
    _fields_ = [
        ("code", c_void_p),
        ("message", c_void_p),
        ("line", c_uint64),
        ("column", c_uint64),
        ("severity", c_uint32),
        ("reserved0", c_uint32),
        ("reserved", c_uint64 * 2),
    ]


wgkit_check_p = c_void_p
wgkit_check_text = function(
    "wgkit_check_text",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_check_p),
    POINTER(wgkit_error_p),
)
wgkit_check_file = function(
    "wgkit_check_file",
    wgkit_status,
    wgkit_file_p,
    c_uint32,
    POINTER(wgkit_check_p),
    POINTER(wgkit_error_p),
)
wgkit_check_findings = function(
    "wgkit_check_findings",
    wgkit_status,
    wgkit_check_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_check_free = function("wgkit_check_free", wgkit_status, wgkit_check_p)

# Templates

wgkit_template_p = c_void_p
WGKIT_TEMPLATE_BRACES = 0x1
wgkit_template_parse = function(
    "wgkit_template_parse",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_template_p),
    POINTER(wgkit_error_p),
)


class wgkit_shipped_template(Structure):
    _fields_ = [
        ("name", c_void_p),
        ("summary", c_void_p),
        ("text", c_void_p),
    ]


wgkit_template_list_shipped = function(
    "wgkit_template_list_shipped",
    wgkit_status,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_template_shipped = function(
    "wgkit_template_shipped",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_template_p),
    POINTER(wgkit_error_p),
)
WGKIT_PLACE_TEXT = 1
WGKIT_PLACE_LIST = 2
WGKIT_PLACE_ENDPOINT = 3
WGKIT_PLACE_PRIVATE_KEY = 4
WGKIT_PLACE_PRESHARED_KEY = 5
WGKIT_PLACE_PUBLIC_KEY = 6
WGKIT_PLACE_HOOK = 7
WGKIT_PLACE_NOTE = 8
WGKIT_PLACE_SECTION = 9


class wgkit_template_name(Structure):
    _fields_ = [
        ("name", c_void_p),
        ("sections", c_void_p),
        ("kind", c_uint32),
        ("is_optional", c_uint32),
    ]


wgkit_template_names = function(
    "wgkit_template_names",
    wgkit_status,
    wgkit_template_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_template_free = function("wgkit_template_free", wgkit_status, wgkit_template_p)
wgkit_template_values_p = c_void_p
wgkit_template_values_create = function(
    "wgkit_template_values_create",
    wgkit_status,
    POINTER(wgkit_template_values_p),
    POINTER(wgkit_error_p),
)
wgkit_template_values_add_text = function(
    "wgkit_template_values_add_text",
    wgkit_status,
    wgkit_template_values_p,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_template_values_add_address = function(
    "wgkit_template_values_add_address",
    wgkit_status,
    wgkit_template_values_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_address),
    POINTER(wgkit_error_p),
)
wgkit_template_values_add_flag = function(
    "wgkit_template_values_add_flag",
    wgkit_status,
    wgkit_template_values_p,
    c_char_p,
    c_size_t,
    c_int,
    POINTER(wgkit_error_p),
)
wgkit_template_values_add_public_key = function(
    "wgkit_template_values_add_public_key",
    wgkit_status,
    wgkit_template_values_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_public_key),
    POINTER(wgkit_error_p),
)
wgkit_template_values_add_private_key = function(
    "wgkit_template_values_add_private_key",
    wgkit_status,
    wgkit_template_values_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_private_key),
    POINTER(wgkit_error_p),
)
wgkit_template_values_add_preshared_key = function(
    "wgkit_template_values_add_preshared_key",
    wgkit_status,
    wgkit_template_values_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_preshared_key),
    POINTER(wgkit_error_p),
)
wgkit_template_values_add_record = function(
    "wgkit_template_values_add_record",
    wgkit_status,
    wgkit_template_values_p,
    c_char_p,
    c_size_t,
    wgkit_template_values_p,
    POINTER(wgkit_error_p),
)
wgkit_template_values_free = function(
    "wgkit_template_values_free", wgkit_status, wgkit_template_values_p
)
wgkit_template_render = function(
    "wgkit_template_render",
    wgkit_status,
    wgkit_template_p,
    wgkit_template_values_p,
    POINTER(wgkit_document_p),
    POINTER(wgkit_error_p),
)

# Experimental

# Folders of configurations

wgkit_config_folder_get_names = function(
    "wgkit_config_folder_get_names",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_config_folder_get_active = function(
    "wgkit_config_folder_get_active",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_config_folder_put = function(
    "wgkit_config_folder_put",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    c_uint32,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_config_folder_activate = function(
    "wgkit_config_folder_activate",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_config_folder_remove = function(
    "wgkit_config_folder_remove",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)

# Routes

WGKIT_ROUTE_TABLE_MAIN = 254
WGKIT_ROUTE_TABLE_LOCAL = 255
wgkit_route_add = function(
    "wgkit_route_add",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_prefix),
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_route_remove = function(
    "wgkit_route_remove",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_prefix),
    c_uint32,
    POINTER(wgkit_error_p),
)
wgkit_route_add_allowed_ips = function(
    "wgkit_route_add_allowed_ips",
    wgkit_status,
    wgkit_namespace_p,
    wgkit_device_p,
    POINTER(wgkit_error_p),
)


class wgkit_route(Structure):
    _fields_ = [
        ("network", wgkit_prefix),
        ("preferred_source", wgkit_address),
        ("table", c_uint32),
        ("metric", c_uint32),
        ("next_hop_id", c_uint32),
        ("kind", c_uint8),
        ("scope", c_uint8),
        ("origin", c_uint8),
        ("reserved0", c_uint8),
        ("first_next_hop", c_uint64),
        ("next_hop_count", c_uint64),
        ("reserved", c_uint64 * 2),
    ]


class wgkit_next_hop(Structure):
    _fields_ = [
        ("gateway", wgkit_address),
        ("interface_index", c_uint32),
        ("weight", c_uint16),
        ("reserved", c_uint16 * 3),
    ]


wgkit_route_list_p = c_void_p
wgkit_route_list_read = function(
    "wgkit_route_list_read",
    wgkit_status,
    wgkit_namespace_p,
    POINTER(wgkit_route_list_p),
    POINTER(wgkit_error_p),
)
wgkit_route_list_read_default = function(
    "wgkit_route_list_read_default",
    wgkit_status,
    wgkit_namespace_p,
    c_uint8,
    POINTER(wgkit_route_list_p),
    POINTER(wgkit_error_p),
)
wgkit_route_list_routes = function(
    "wgkit_route_list_routes",
    wgkit_status,
    wgkit_route_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_route_list_next_hops = function(
    "wgkit_route_list_next_hops",
    wgkit_status,
    wgkit_route_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_route_list_free = function("wgkit_route_list_free", wgkit_status, wgkit_route_list_p)

# Interfaces

wgkit_link_move = function(
    "wgkit_link_move",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    wgkit_namespace_p,
    POINTER(wgkit_error_p),
)
WGKIT_RELOAD_ALLOW_MOVES = 0x1
WGKIT_RELOAD_DRY_RUN = 0x2
wgkit_interface_reload = function(
    "wgkit_interface_reload",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    wgkit_document_p,
    c_uint32,
    POINTER(wgkit_difference_p),
    POINTER(wgkit_error_p),
)
WGKIT_NETWORKS_ADDED_ADDRESSES = 1
WGKIT_NETWORKS_REMOVED_ADDRESSES = 2
WGKIT_NETWORKS_ADDED_ROUTES = 3
WGKIT_NETWORKS_REMOVED_ROUTES = 4
wgkit_difference_networks = function(
    "wgkit_difference_networks",
    wgkit_status,
    wgkit_difference_p,
    c_uint32,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_difference_get_mtu = function(
    "wgkit_difference_get_mtu",
    wgkit_status,
    wgkit_difference_p,
    POINTER(c_uint32),
    POINTER(wgkit_error_p),
)

# Usage


class wgkit_usage_sample(Structure):
    _fields_ = [
        ("boot", c_uint64),
        ("device", c_uint64),
        ("began", c_int64),
        ("ended", c_int64),
        ("time", c_int64),
        ("received_bytes", c_uint64),
        ("sent_bytes", c_uint64),
        ("handshake_seconds", c_int64),
        ("handshake_nanoseconds", c_uint32),
        ("reserved", c_uint32),
    ]


WGKIT_USAGE_BASELINE = 0
WGKIT_USAGE_GROWTH = 1
WGKIT_USAGE_RESTART = 2
WGKIT_USAGE_STALE = 3


class wgkit_usage_delta(Structure):
    _fields_ = [
        ("received_bytes", c_uint64),
        ("sent_bytes", c_uint64),
        ("kind", c_uint32),
        ("reserved", c_uint32),
    ]


wgkit_usage_compare = function(
    "wgkit_usage_compare",
    wgkit_status,
    POINTER(wgkit_usage_sample),
    POINTER(wgkit_usage_sample),
    POINTER(wgkit_usage_delta),
    POINTER(wgkit_usage_sample),
    POINTER(wgkit_error_p),
)
wgkit_usage_read_epoch = function(
    "wgkit_usage_read_epoch",
    wgkit_status,
    wgkit_namespace_p,
    c_uint32,
    POINTER(c_uint64),
    POINTER(c_uint64),
    POINTER(wgkit_error_p),
)


class wgkit_usage_date(Structure):
    _fields_ = [
        ("year", c_int64),
        ("month", c_uint8),
        ("day", c_uint8),
        ("reserved", c_uint8 * 6),
    ]


wgkit_usage_date_at = function(
    "wgkit_usage_date_at",
    wgkit_status,
    c_int64,
    c_int32,
    POINTER(wgkit_usage_date),
    POINTER(wgkit_error_p),
)

# Profiles

wgkit_profile_store_p = c_void_p
wgkit_profile_list_p = c_void_p


class wgkit_setting(Structure):
    _fields_ = [
        ("name", wgkit_text),
        ("value", wgkit_text),
    ]


WGKIT_SETTINGS_MAXIMUM = 64
WGKIT_PROFILE_FILES_ONLY = 0x1
wgkit_profile_store_create = function(
    "wgkit_profile_store_create",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_setting),
    c_size_t,
    c_size_t,
    c_uint32,
    POINTER(wgkit_profile_store_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_open = function(
    "wgkit_profile_store_open",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_profile_store_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_free = function("wgkit_profile_store_free", wgkit_status, wgkit_profile_store_p)
wgkit_profile_store_get_setting = function(
    "wgkit_profile_store_get_setting",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_profile_name_check = function(
    "wgkit_profile_name_check", wgkit_status, c_char_p, c_size_t, POINTER(wgkit_error_p)
)
WGKIT_PROFILE_ENABLED = 0x1
WGKIT_PROFILE_HAS_PRIVATE_KEY = 0x2
WGKIT_PROFILE_EXPIRES = 0x4
WGKIT_PROFILE_HAS_COUNTERS = 0x8
WGKIT_PROFILE_HAS_HANDSHAKE = 0x10


class wgkit_profile(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("name", c_void_p),
        ("first_address", c_uint64),
        ("address_count", c_uint64),
        ("first_network", c_uint64),
        ("network_count", c_uint64),
        ("first_allowed_ip", c_uint64),
        ("allowed_ip_count", c_uint64),
        ("created", c_int64),
        ("expires", c_int64),
        ("received_bytes", c_uint64),
        ("sent_bytes", c_uint64),
        ("handshake_seconds", c_int64),
        ("read_at", c_int64),
        ("interface_index", c_uint32),
        ("flags", c_uint32),
        ("reserved", c_uint64 * 4),
    ]


wgkit_profile_list_profiles = function(
    "wgkit_profile_list_profiles",
    wgkit_status,
    wgkit_profile_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_profile_list_prefixes = function(
    "wgkit_profile_list_prefixes",
    wgkit_status,
    wgkit_profile_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)


class wgkit_rejection(Structure):
    _fields_ = [
        ("source", c_void_p),
        ("message", c_void_p),
        ("status", wgkit_status),
        ("reserved", c_uint32),
    ]


wgkit_profile_list_rejections = function(
    "wgkit_profile_list_rejections",
    wgkit_status,
    wgkit_profile_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_profile_list_free = function("wgkit_profile_list_free", wgkit_status, wgkit_profile_list_p)
wgkit_profile_store_list = function(
    "wgkit_profile_store_list",
    wgkit_status,
    wgkit_profile_store_p,
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_get = function(
    "wgkit_profile_store_get",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
WGKIT_NEW_PROFILE_HAS_PUBLIC_KEY = 0x1
WGKIT_NEW_PROFILE_HAS_PRIVATE_KEY = 0x2
WGKIT_NEW_PROFILE_HAS_PRESHARED_KEY = 0x4
WGKIT_NEW_PROFILE_NO_PRESHARED_KEY = 0x8
WGKIT_NEW_PROFILE_EXPIRES = 0x10
WGKIT_NEW_PROFILE_DISABLED = 0x20


class wgkit_new_profile(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("private_key", wgkit_private_key),
        ("preshared_key", wgkit_preshared_key),
        ("name", wgkit_text),
        ("first_address", c_uint64),
        ("address_count", c_uint64),
        ("first_network", c_uint64),
        ("network_count", c_uint64),
        ("first_allowed_ip", c_uint64),
        ("allowed_ip_count", c_uint64),
        ("expires", c_int64),
        ("flags", c_uint32),
        ("reserved0", c_uint32),
        ("reserved", c_uint64 * 4),
    ]


WGKIT_PROFILES_MAXIMUM = 65536
wgkit_profile_store_add = function(
    "wgkit_profile_store_add",
    wgkit_status,
    wgkit_profile_store_p,
    POINTER(wgkit_new_profile),
    c_size_t,
    c_size_t,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_rename = function(
    "wgkit_profile_store_rename",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
WGKIT_READDRESS_ADDRESSES = 0x1
WGKIT_READDRESS_NETWORKS = 0x2
WGKIT_READDRESS_ALLOWED_IPS = 0x4
wgkit_profile_store_readdress = function(
    "wgkit_profile_store_readdress",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    c_size_t,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_profile_store_enable = function(
    "wgkit_profile_store_enable",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_profile_store_disable = function(
    "wgkit_profile_store_disable",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_expire = function(
    "wgkit_profile_store_expire",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    POINTER(c_int64),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_remove_expired = function(
    "wgkit_profile_store_remove_expired",
    wgkit_status,
    wgkit_profile_store_p,
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_revoke = function(
    "wgkit_profile_store_revoke",
    wgkit_status,
    wgkit_profile_store_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_change_server = function(
    "wgkit_profile_store_change_server",
    wgkit_status,
    wgkit_profile_store_p,
    POINTER(wgkit_setting),
    c_size_t,
    c_size_t,
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
WGKIT_IMPORT_FOLDER = 1
WGKIT_IMPORT_LINUXSERVER = 2
WGKIT_IMPORT_WG_EASY = 3
WGKIT_IMPORT_SKIP_REJECTED = 0x1
WGKIT_IMPORT_DRY_RUN = 0x2
wgkit_profile_store_import = function(
    "wgkit_profile_store_import",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    c_uint32,
    c_uint32,
    POINTER(wgkit_profile_list_p),
    POINTER(wgkit_error_p),
)
wgkit_profile_store_expose_client_config = function(
    "wgkit_profile_store_expose_client_config",
    wgkit_status,
    wgkit_profile_store_p,
    c_char_p,
    c_size_t,
    c_uint32,
    POINTER(wgkit_document_p),
    POINTER(wgkit_error_p),
)
wgkit_address_pool_p = c_void_p
wgkit_address_pool_create = function(
    "wgkit_address_pool_create",
    wgkit_status,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_address_pool_p),
    POINTER(wgkit_error_p),
)
wgkit_address_pool_take = function(
    "wgkit_address_pool_take",
    wgkit_status,
    wgkit_address_pool_p,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_address_pool_keep = function(
    "wgkit_address_pool_keep",
    wgkit_status,
    wgkit_address_pool_p,
    c_char_p,
    c_size_t,
    c_int,
    POINTER(wgkit_error_p),
)
wgkit_address_pool_claim = function(
    "wgkit_address_pool_claim",
    wgkit_status,
    wgkit_address_pool_p,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_address_pool_next = function(
    "wgkit_address_pool_next",
    wgkit_status,
    wgkit_address_pool_p,
    POINTER(wgkit_prefix),
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_address_pool_free = function("wgkit_address_pool_free", wgkit_status, wgkit_address_pool_p)

# Networks of a peer

wgkit_network_list_p = c_void_p
wgkit_network_list_networks = function(
    "wgkit_network_list_networks",
    wgkit_status,
    wgkit_network_list_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_network_list_free = function("wgkit_network_list_free", wgkit_status, wgkit_network_list_p)
wgkit_network_list_split = function(
    "wgkit_network_list_split",
    wgkit_status,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_network_list_p),
    POINTER(wgkit_error_p),
)
wgkit_network_list_full = function(
    "wgkit_network_list_full",
    wgkit_status,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_network_list_p),
    POINTER(wgkit_error_p),
)
wgkit_network_list_bridge = function(
    "wgkit_network_list_bridge",
    wgkit_status,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_network_list_p),
    POINTER(wgkit_error_p),
)
wgkit_network_list_overlaps = function(
    "wgkit_network_list_overlaps",
    wgkit_status,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    POINTER(wgkit_network_list_p),
    POINTER(wgkit_error_p),
)

# NAT

wgkit_nat_add = function(
    "wgkit_nat_add",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_prefix),
    c_size_t,
    c_size_t,
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_nat_remove = function(
    "wgkit_nat_remove", wgkit_status, wgkit_namespace_p, c_char_p, c_size_t, POINTER(wgkit_error_p)
)
wgkit_nat_read = function(
    "wgkit_nat_read",
    wgkit_status,
    wgkit_namespace_p,
    c_char_p,
    c_size_t,
    POINTER(wgkit_network_list_p),
    POINTER(wgkit_interface_name),
    POINTER(wgkit_error_p),
)
wgkit_nat_get_forwarding = function(
    "wgkit_nat_get_forwarding",
    wgkit_status,
    wgkit_namespace_p,
    c_uint8,
    POINTER(c_uint32),
    POINTER(wgkit_error_p),
)
wgkit_nat_enable_forwarding = function(
    "wgkit_nat_enable_forwarding", wgkit_status, wgkit_namespace_p, c_uint8, POINTER(wgkit_error_p)
)

# Metrics

wgkit_metrics_p = c_void_p
wgkit_metrics_create = function(
    "wgkit_metrics_create", wgkit_status, POINTER(wgkit_metrics_p), POINTER(wgkit_error_p)
)
wgkit_metrics_add_name = function(
    "wgkit_metrics_add_name",
    wgkit_status,
    wgkit_metrics_p,
    POINTER(wgkit_public_key),
    c_char_p,
    c_size_t,
    POINTER(wgkit_error_p),
)
wgkit_metrics_add_names = function(
    "wgkit_metrics_add_names",
    wgkit_status,
    wgkit_metrics_p,
    wgkit_document_p,
    POINTER(wgkit_error_p),
)
wgkit_metrics_add_device = function(
    "wgkit_metrics_add_device",
    wgkit_status,
    wgkit_metrics_p,
    wgkit_device_p,
    POINTER(wgkit_error_p),
)
wgkit_metrics_to_text = function(
    "wgkit_metrics_to_text",
    wgkit_status,
    wgkit_metrics_p,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_metrics_free = function("wgkit_metrics_free", wgkit_status, wgkit_metrics_p)

# QR codes

WGKIT_QR_CODE_MOST_BYTES = 2953
wgkit_qr_code_p = c_void_p
wgkit_qr_code_create = function(
    "wgkit_qr_code_create",
    wgkit_status,
    c_char_p,
    c_size_t,
    POINTER(wgkit_qr_code_p),
    POINTER(wgkit_error_p),
)
wgkit_qr_code_get_width = function(
    "wgkit_qr_code_get_width",
    wgkit_status,
    wgkit_qr_code_p,
    POINTER(c_uint32),
    POINTER(wgkit_error_p),
)
WGKIT_BACKGROUND_DARK = 0
WGKIT_BACKGROUND_LIGHT = 1
wgkit_qr_code_expose_text = function(
    "wgkit_qr_code_expose_text",
    wgkit_status,
    wgkit_qr_code_p,
    c_uint32,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_qr_code_expose_svg = function(
    "wgkit_qr_code_expose_svg",
    wgkit_status,
    wgkit_qr_code_p,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_error_p),
)
wgkit_qr_code_free = function("wgkit_qr_code_free", wgkit_status, wgkit_qr_code_p)
