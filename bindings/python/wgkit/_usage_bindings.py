"""include/wgkit-usage.h in Python. Written by bindings/python/generate: do not edit."""

from __future__ import annotations

from ctypes import (
    POINTER,
    Structure,
    c_char_p,
    c_int,
    c_int32,
    c_int64,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
)

from ._bindings import (
    wgkit_interface_name,
    wgkit_public_key,
    wgkit_status,
    wgkit_usage_sample,
)
from ._usage_ffi import function

# Version

wgkit_usage_version = function("wgkit_usage_version", c_char_p)

# Errors

wgkit_usage_error_p = c_void_p
wgkit_usage_error_code = function("wgkit_usage_error_code", wgkit_status, wgkit_usage_error_p)
wgkit_usage_error_message = function("wgkit_usage_error_message", c_char_p, wgkit_usage_error_p)
wgkit_usage_error_errno = function("wgkit_usage_error_errno", c_int, wgkit_usage_error_p)
wgkit_usage_error_free = function("wgkit_usage_error_free", wgkit_status, wgkit_usage_error_p)

# Ledgers

wgkit_usage_ledger_p = c_void_p
WGKIT_USAGE_MUST_EXIST = 0x1
wgkit_usage_ledger_open = function(
    "wgkit_usage_ledger_open",
    wgkit_status,
    c_char_p,
    c_size_t,
    c_uint32,
    c_uint32,
    POINTER(wgkit_usage_ledger_p),
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_ledger_free = function("wgkit_usage_ledger_free", wgkit_status, wgkit_usage_ledger_p)
wgkit_usage_ledger_collect = function(
    "wgkit_usage_ledger_collect",
    wgkit_status,
    wgkit_usage_ledger_p,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    c_int32,
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_ledger_remove_peer = function(
    "wgkit_usage_ledger_remove_peer",
    wgkit_status,
    wgkit_usage_ledger_p,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    POINTER(wgkit_public_key),
    c_int32,
    POINTER(wgkit_usage_sample),
    POINTER(wgkit_usage_error_p),
)


class wgkit_usage_entry(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("sample", wgkit_usage_sample),
    ]


wgkit_usage_ledger_record = function(
    "wgkit_usage_ledger_record",
    wgkit_status,
    wgkit_usage_ledger_p,
    c_char_p,
    c_size_t,
    c_char_p,
    c_size_t,
    POINTER(wgkit_usage_entry),
    c_size_t,
    c_size_t,
    c_int32,
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_ledger_forget = function(
    "wgkit_usage_ledger_forget",
    wgkit_status,
    wgkit_usage_ledger_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_ledger_metrics = function(
    "wgkit_usage_ledger_metrics",
    wgkit_status,
    wgkit_usage_ledger_p,
    c_void_p,
    c_size_t,
    POINTER(c_size_t),
    POINTER(wgkit_usage_error_p),
)

# Reports

wgkit_usage_report_p = c_void_p


class wgkit_usage_record(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("interface_name", wgkit_interface_name),
        ("received_bytes", c_uint64),
        ("sent_bytes", c_uint64),
        ("first_seen", c_int64),
        ("first_day", c_int64),
        ("netns", c_void_p),
        ("reserved", c_uint64 * 2),
    ]


wgkit_usage_report_read = function(
    "wgkit_usage_report_read",
    wgkit_status,
    wgkit_usage_ledger_p,
    POINTER(wgkit_public_key),
    c_int64,
    c_int64,
    POINTER(wgkit_usage_report_p),
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_report_read_months = function(
    "wgkit_usage_report_read_months",
    wgkit_status,
    wgkit_usage_ledger_p,
    POINTER(wgkit_public_key),
    POINTER(wgkit_usage_report_p),
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_report_records = function(
    "wgkit_usage_report_records",
    wgkit_status,
    wgkit_usage_report_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_usage_error_p),
)


class wgkit_usage_rate(Structure):
    _fields_ = [
        ("public_key", wgkit_public_key),
        ("interface_name", wgkit_interface_name),
        ("milliseconds", c_int64),
        ("received_bytes_per_second", c_uint64),
        ("sent_bytes_per_second", c_uint64),
        ("netns", c_void_p),
        ("reserved", c_uint64 * 2),
    ]


wgkit_usage_report_read_rates = function(
    "wgkit_usage_report_read_rates",
    wgkit_status,
    wgkit_usage_ledger_p,
    POINTER(wgkit_public_key),
    c_int64,
    POINTER(wgkit_usage_report_p),
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_report_rates = function(
    "wgkit_usage_report_rates",
    wgkit_status,
    wgkit_usage_report_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_usage_error_p),
)
WGKIT_USAGE_IS_MEASURED = 0x1


class wgkit_usage_interval(Structure):
    _fields_ = [
        ("start", c_int64),
        ("seconds", c_int64),
        ("received_bytes_per_second", c_uint64),
        ("sent_bytes_per_second", c_uint64),
        ("flags", c_uint32),
        ("reserved", c_uint32),
    ]


wgkit_usage_report_read_history = function(
    "wgkit_usage_report_read_history",
    wgkit_status,
    wgkit_usage_ledger_p,
    POINTER(wgkit_public_key),
    c_int64,
    c_uint32,
    c_uint32,
    POINTER(wgkit_usage_report_p),
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_report_intervals = function(
    "wgkit_usage_report_intervals",
    wgkit_status,
    wgkit_usage_report_p,
    POINTER(c_void_p),
    POINTER(c_size_t),
    POINTER(c_size_t),
    POINTER(wgkit_usage_error_p),
)
wgkit_usage_report_free = function("wgkit_usage_report_free", wgkit_status, wgkit_usage_report_p)
