"""Lets every call of the C library's operations fail, once and for good.

Run by Tests/faults/run with calls.c preloaded: python3 library.py, with WGKIT_LIBRARY and PYTHONPATH
set as for the tests of bindings/python.
"""

import ctypes
import errno
import os
import sys

import wgkit

calls = ctypes.CDLL(None)
calls.faults_end_.restype = ctypes.c_long
calls.faults_begin_.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_int]
FAIL = 1
NUMBERS = [errno.EINTR, errno.EIO, errno.EAGAIN, errno.EMFILE, errno.ENOBUFS, errno.EPERM]
OPERATIONS = {
    "list the devices": lambda: str(wgkit.devices()),
    "read a device": lambda: describe(wgkit.Device("wgfault")),
    "make keys": lambda: str(len(wgkit.generate_keypair())),
}


def describe(device):
    with device:
        return str([(str(peer.public_key), str(peer.allowed_ips)) for peer in device.peers])


def descriptors():
    return len(os.listdir("/proc/self/fd"))


def attempt(operation, at, number, forever):
    """What was read or the exception; whether the plan acted; the number of calls."""
    calls.faults_begin_(at, FAIL if at else 0, number, forever)
    try:
        result = operation()
    except Exception as error:  # any is looked at below
        result = error
    count = calls.faults_end_()
    return result, calls.faults_acted_(), count


def sweep(operation):
    """The faults found, as sentences, and the number of attempts."""
    expected, _, count = attempt(operation, 0, 0, 0)
    if isinstance(expected, Exception) or count == 0:
        return [f"without a fault: {expected!r}, {count} calls"], 0
    faults, attempts = [], 0
    before = descriptors()
    for at in range(1, count + 1):
        for number in NUMBERS:
            for forever in (0, 1):
                result, acted, _ = attempt(operation, at, number, forever)
                attempts += acted
                good = result == expected or (
                    isinstance(result, wgkit.WGKitError) and str(result).startswith("cannot ")
                )
                if not good:
                    faults.append(f"call {at}, {errno.errorcode[number]}, {forever}: {result!r}")
                if descriptors() != before:
                    return [*faults, f"call {at}, {errno.errorcode[number]}: a descriptor leaks"], 0
    return faults, attempts


def main():
    failed = total = 0
    for name, operation in OPERATIONS.items():
        faults, attempts = sweep(operation)
        total += attempts
        failed += bool(faults)
        print(f"{'FAILED' if faults else 'ok'}: libwgkit.so: {name}")
        for fault in faults[:20]:
            print(f"    {fault}")
    print(f"{total} calls failed")
    print(f"{len(OPERATIONS) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
