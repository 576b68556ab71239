"""One exception class for each status of the library."""

from __future__ import annotations

import errno as numbers
from ctypes import c_void_p
from typing import Any

from . import _bindings as c
from . import _ffi


class WGKitError(Exception):
    """What every failure of the library is.

    The text says what was wrong, with what, and what to do; it never contains a secret. `code` is
    the status of the C interface. `errno` is the system's error number, or None when no system call
    and no answer of the kernel was the cause.

    Where Python has a class for such a failure, the exception is one of that class too: bad
    arguments are a ValueError, a missing right is a PermissionError, and what the system refused is
    an OSError.
    """

    code: int = 0
    errno: int | None = None
    _default_errno: int | None = None

    def __init__(self, message: str, errno: int | None = None) -> None:
        errno = errno or self._default_errno
        if isinstance(self, OSError):
            OSError.__init__(self, errno, message)
        else:
            super().__init__(message)
        self.errno = errno
        self._message = message

    def _take(self, handle: c_void_p) -> None:
        """What else the library's error says."""

    def __str__(self) -> str:
        return self._message

    def __reduce__(self) -> Any:
        return type(self), (self._message, self.errno), vars(self)


class InvalidArgument(WGKitError, ValueError):
    """An argument makes no sense, alone or with the others."""

    code = c.WGKIT_ERROR_INVALID_ARGUMENT


class InvalidKey(WGKitError, ValueError):
    """Text or bytes that are no key."""

    code = c.WGKIT_ERROR_INVALID_KEY


class InvalidAddress(WGKitError, ValueError):
    """Text or bytes that are no IP address, prefix or endpoint."""

    code = c.WGKIT_ERROR_INVALID_ADDRESS


class InvalidName(WGKitError, ValueError):
    """Text that cannot be an interface's name."""

    code = c.WGKIT_ERROR_INVALID_NAME


class PermissionDenied(WGKitError, PermissionError):
    """The caller lacks a right: CAP_NET_ADMIN in the network namespace, mostly."""

    code = c.WGKIT_ERROR_PERMISSION_DENIED
    _default_errno = numbers.EPERM


class NoSuchInterface(WGKitError, OSError):
    """No interface has that name.

    The kernel's error is ENODEV, hence not a FileNotFoundError, which promises ENOENT.
    """

    code = c.WGKIT_ERROR_NO_SUCH_INTERFACE
    _default_errno = numbers.ENODEV


class NotWireGuard(WGKitError, OSError):
    """The interface exists and is of another kind."""

    code = c.WGKIT_ERROR_NOT_WIREGUARD
    _default_errno = numbers.EOPNOTSUPP


class AlreadyExists(WGKitError, FileExistsError):
    """The interface, address or route is there already."""

    code = c.WGKIT_ERROR_ALREADY_EXISTS
    _default_errno = numbers.EEXIST


class ModuleMissing(WGKitError, OSError):
    """The kernel has no WireGuard: the module is neither built in nor loaded."""

    code = c.WGKIT_ERROR_MODULE_MISSING


class PortInUse(WGKitError, OSError):
    """Another socket has the UDP port."""

    code = c.WGKIT_ERROR_PORT_IN_USE
    _default_errno = numbers.EADDRINUSE


class Interrupted(WGKitError):
    """The device kept changing while it was read. Not the InterruptedError of a signal."""

    code = c.WGKIT_ERROR_INTERRUPTED


class MalformedReply(WGKitError):
    """The kernel's answer cannot be decoded."""

    code = c.WGKIT_ERROR_MALFORMED_REPLY


class TimedOut(WGKitError, TimeoutError):
    """No answer came in time."""

    code = c.WGKIT_ERROR_TIMED_OUT
    _default_errno = numbers.ETIMEDOUT


class OutOfResources(WGKitError, OSError):
    """Memory, buffers or file descriptors ran out."""

    code = c.WGKIT_ERROR_OUT_OF_RESOURCES


class SystemFailure(WGKitError, OSError):
    """Any other error of the system; `errno` says which."""

    code = c.WGKIT_ERROR_SYSTEM


class LibmnlMissing(SystemFailure):
    """libmnl, which devices and interfaces need, is not installed; the text names the package."""

    _default_errno = numbers.ELIBACC


class InvalidHandle(WGKitError, ValueError):
    """Something was used after it was closed, as with a closed file."""

    code = c.WGKIT_ERROR_INVALID_HANDLE


class BufferTooSmall(WGKitError):
    """A buffer for the library is too small; this package's own never are."""

    code = c.WGKIT_ERROR_BUFFER_TOO_SMALL


class PartiallyApplied(WGKitError, OSError):
    """A change of several messages failed after the first: part of it is in force.

    `applied_settings` are the names of those fields of the update that are in force,
    `applied_peers` is the number of its peers, from the first on, that are as it wants them, and
    `applied_allowed_ips` how many allowed IPs the peer behind those has been given.
    """

    code = c.WGKIT_ERROR_PARTIALLY_APPLIED
    applied_settings: frozenset[str] = frozenset()
    applied_peers: int = 0
    applied_allowed_ips: int = 0

    def _take(self, handle: c_void_p) -> None:
        settings = c.wgkit_error_applied_settings(handle)
        self.applied_settings = frozenset(
            name for name, flag in _SETTINGS.items() if settings & flag
        )
        self.applied_peers = c.wgkit_error_applied_peers(handle)
        self.applied_allowed_ips = c.wgkit_error_applied_allowed_ips(handle)


_SETTINGS = {
    "private_key": c.WGKIT_APPLIED_PRIVATE_KEY,
    "listen_port": c.WGKIT_APPLIED_LISTEN_PORT,
    "firewall_mark": c.WGKIT_APPLIED_FIREWALL_MARK,
    "replace_peers": c.WGKIT_APPLIED_REPLACED_PEERS,
}


class UnresolvedHost(WGKitError, OSError):
    """A host name has no address."""

    code = c.WGKIT_ERROR_UNRESOLVED_HOST


class NotFound(WGKitError, LookupError):
    """What was asked for is not there."""

    code = c.WGKIT_ERROR_NOT_FOUND


class FileMissing(NotFound, FileNotFoundError):
    """A file, or a folder on the way to it, is not there."""

    _default_errno = numbers.ENOENT


class WouldMove(WGKitError):
    """An allowed IP would move away from the peer that has it."""

    code = c.WGKIT_ERROR_WOULD_MOVE


class NoSuchNamespace(WGKitError, LookupError):
    """There is no such network namespace."""

    code = c.WGKIT_ERROR_NO_SUCH_NAMESPACE


class SelfTestFailed(WGKitError):
    """The library's test of itself failed: its file or the machine is damaged."""

    code = c.WGKIT_ERROR_SELF_TEST_FAILED


class _InText(WGKitError, ValueError):
    """A fault at a place in a text."""

    #: The line from 1 on; None when the fault is at no such place.
    line: int | None = None
    #: The byte in the line from 1 on; None when the fault is at no such place.
    column: int | None = None

    def _take(self, handle: c_void_p) -> None:
        self.line = c.wgkit_error_line(handle) or None
        self.column = c.wgkit_error_column(handle) or None


class InvalidConfiguration(_InText):
    """A configuration file that breaks its grammar, or says what cannot be.

    `line` and `column` say where, from 1 on; None when the fault is at no such place.
    """

    code = c.WGKIT_ERROR_INVALID_CONFIGURATION


class InvalidTemplate(_InText):
    """A template that breaks its grammar, or a value that it cannot take.

    `line` and `column` say where, from 1 on; None when the fault is at no such place.
    """

    code = c.WGKIT_ERROR_INVALID_TEMPLATE


class ChangedMeanwhile(WGKitError):
    """A file is no longer what was read: somebody else has written it."""

    code = c.WGKIT_ERROR_CHANGED_MEANWHILE


class UnsafeFile(WGKitError):
    """A file that is not to be trusted or not to be replaced.

    A symbolic link, a FIFO, one that others may write.
    """

    code = c.WGKIT_ERROR_UNSAFE_FILE


class TooLarge(WGKitError):
    """A file or a result exceeds the limit."""

    code = c.WGKIT_ERROR_TOO_LARGE


class OutOfAddresses(WGKitError):
    """No address of a network is free."""

    code = c.WGKIT_ERROR_OUT_OF_ADDRESSES


class DamagedDatabase(WGKitError):
    """A database that is damaged, or that is none of WGKit's."""

    code = c.WGKIT_ERROR_DAMAGED_DATABASE


class NewerVersion(WGKitError):
    """A file that a later version has written, in a form that this one does not know."""

    code = c.WGKIT_ERROR_NEWER_VERSION


BY_CODE: dict[int, type[WGKitError]] = {
    cls.code: cls
    for cls in (
        InvalidArgument,
        InvalidKey,
        InvalidAddress,
        InvalidName,
        PermissionDenied,
        NoSuchInterface,
        NotWireGuard,
        AlreadyExists,
        ModuleMissing,
        PortInUse,
        Interrupted,
        MalformedReply,
        TimedOut,
        OutOfResources,
        SystemFailure,
        InvalidHandle,
        BufferTooSmall,
        PartiallyApplied,
        UnresolvedHost,
        NotFound,
        WouldMove,
        NoSuchNamespace,
        SelfTestFailed,
        InvalidConfiguration,
        InvalidTemplate,
        ChangedMeanwhile,
        UnsafeFile,
        TooLarge,
        DamagedDatabase,
        NewerVersion,
        OutOfAddresses,
    )
}


def error_from(status: int, handle: c_void_p) -> WGKitError:
    """The exception for a failed call; ends the error object."""
    message = c.wgkit_error_message(handle).decode("utf-8", "replace")
    number = c.wgkit_error_errno(handle) or None
    if number == numbers.ELIBACC and _ffi.libmnl_problem:
        error: WGKitError = LibmnlMissing(
            f"{message}: {_ffi.LIBMNL_ADVICE} ({_ffi.libmnl_problem})", number
        )
    elif status == c.WGKIT_ERROR_NOT_FOUND and number == numbers.ENOENT:
        error = FileMissing(message, number)
    else:
        name = c.wgkit_status_name(status).decode("ascii")
        error = BY_CODE.get(status, WGKitError)(message or name, number)
    error._take(handle)
    c.wgkit_error_free(handle)
    # A newer library may have a status that this package has no class for.
    error.code = status
    return error
