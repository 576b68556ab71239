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

# Experimental

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
