"""Owners of what the library hands out."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import (
    POINTER,
    Structure,
    byref,
    c_size_t,
    c_uint8,
    c_void_p,
    cast,
    create_string_buffer,
    sizeof,
    string_at,
)
from types import TracebackType
from typing import Any, Callable, TypeVar

from . import _bindings as c
from ._errors import InvalidHandle, WGKitError, error_from

_Record = TypeVar("_Record", bound=Structure)
_Closed = TypeVar("_Closed", bound="Closable")
_Owned = TypeVar("_Owned", bound="Owner")


class Handle:
    """Owns a handle and frees it when the last reference goes.

    Whoever reads memory behind the handle keeps a reference meanwhile: that makes a `close` in
    another thread harmless.
    """

    __slots__ = ("_free", "value")

    def __init__(self, value: c_void_p, free: Callable[[c_void_p], Any]) -> None:
        self.value = value
        self._free = free

    def __del__(self) -> None:
        self._free(self.value)


def call(function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function whose last parameter is the error."""
    error = c_void_p()
    status = function(*arguments, byref(error))
    if status:
        raise error_from(status, error)


def new_handle(
    create: Callable[..., int], free: Callable[[c_void_p], Any], *arguments: Any
) -> Handle:
    """A handle that a function creates."""
    value = c_void_p()
    call(create, *arguments, byref(value))
    return Handle(value, free)


def structure_of(function: Callable[..., int], handle: Handle, structure: type[_Record]) -> _Record:
    """The structure behind a handle: the library's own memory, which keeps the handle alive."""
    address, size = c_void_p(), c_size_t()
    call(function, handle.value, byref(address), byref(size))
    found: Any = cast(address, POINTER(structure)).contents
    found._owner = handle
    return found  # type: ignore[no-any-return]


def array_of(
    function: Callable[..., int], handle: Handle, size: int, *arguments: Any
) -> tuple[memoryview, int]:
    """An array behind a handle as bytes, and the distance of its elements.

    The bytes are the library's own, and so is what is sliced or cast from them: each such view
    keeps the handle alive.
    """
    address = c_void_p()
    count = c_size_t()
    stride = c_size_t()
    call(function, handle.value, *arguments, byref(address), byref(count), byref(stride))
    return bytes_at(address, count.value, stride.value, size, handle), stride.value


def bytes_at(
    address: c_void_p, count: int, stride: int, size: int, owner: Handle | None
) -> memoryview:
    """The bytes of an array of the library's."""
    if stride < size:
        raise WGKitError(
            f"the library's elements have {stride} bytes and this package needs {size}; "
            f"install a library of version {c.WGKIT_VERSION_STRING} or later"
        )
    if address.value is None:
        return memoryview(b"")
    array: Any = (c_uint8 * (count * stride)).from_address(address.value)
    # Views refer to the array, and so to the handle.
    array._owner = owner
    return memoryview(array).cast("B").toreadonly()


def records_of(
    function: Callable[..., int], handle: Handle, structure: type[_Record]
) -> Iterator[_Record]:
    """Copies of the structures of an array behind a handle, which lives while they are read."""
    size = sizeof(structure)
    data, stride = array_of(function, handle, size)
    for place in range(0, len(data), stride):
        yield structure.from_buffer_copy(data[place : place + size])


def shared_records(function: Callable[..., int], structure: type[_Record]) -> Iterator[_Record]:
    """Copies of the structures of an array that lives as long as the library."""
    address, count, stride = c_void_p(), c_size_t(), c_size_t()
    call(function, byref(address), byref(count), byref(stride))
    size = sizeof(structure)
    data = bytes_at(address, count.value, stride.value, size, None)
    for place in range(0, len(data), stride.value):
        yield structure.from_buffer_copy(data[place : place + size])


def text_of(function: Callable[..., int], *arguments: Any, capacity: int = 256) -> bytes:
    """A text that a function writes to a buffer, with a second call when it is longer.

    The buffer is wiped: the text may be a secret.
    """
    size = c_size_t()
    while True:
        buffer = create_string_buffer(capacity)
        error = c_void_p()
        try:
            status = function(*arguments, buffer, capacity, byref(size), byref(error))
            if status == c.WGKIT_OK:
                return string_at(buffer, size.value - 1)
        finally:
            c.wgkit_secret_wipe(buffer, capacity)
        if status != c.WGKIT_ERROR_BUFFER_TOO_SMALL or size.value <= capacity:
            raise error_from(status, error)
        c.wgkit_error_free(error)
        # What it is about may grow between the calls.
        capacity = size.value + size.value // 8


def text_at(address: int | None) -> str | None:
    """The text with a NUL behind it at an address of the library's; None for NULL."""
    return None if not address else string_at(address).decode("utf-8", "surrogateescape")


class Closable:
    """What is closed at the end of a `with`, and cannot enter one when it was closed before."""

    __slots__ = ()

    def _open(self) -> Any:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self: _Closed) -> _Closed:
        self._open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Owner(Closable):
    """What has a handle until it is closed, or let go."""

    __slots__ = ("__weakref__", "_handle")

    _handle: Handle | None

    @classmethod
    def _of(cls: type[_Owned], handle: Handle) -> _Owned:
        owner = cls.__new__(cls)
        owner._handle = handle
        return owner

    def _owned(self) -> Handle:
        """The handle, which lives while the caller has it."""
        handle = self._handle
        if handle is None:
            raise InvalidHandle(f"the {type(self).__name__} was closed")
        return handle

    def _open(self) -> c_void_p:
        return self._owned().value

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._handle is None

    def close(self) -> None:
        """Gives the memory back, and wipes the secrets in it; a second time does nothing."""
        self._handle = None

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} is not pickled: it may hold secrets")
