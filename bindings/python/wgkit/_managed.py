"""Owners of what the library hands out."""

from __future__ import annotations

from ctypes import byref, c_size_t, c_uint8, c_void_p, create_string_buffer
from typing import Any, Callable

from . import _bindings as c
from ._errors import WGKitError, error_from


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


def array_of(function: Callable[..., int], handle: Handle, size: int) -> tuple[memoryview, int]:
    """An array behind a handle as bytes, and the distance of its elements.

    The bytes are the library's own, and so is what is sliced or cast from them: each such view
    keeps the handle alive.
    """
    address = c_void_p()
    count = c_size_t()
    stride = c_size_t()
    call(function, handle.value, byref(address), byref(count), byref(stride))
    if stride.value < size:
        raise WGKitError(
            f"the library's elements have {stride.value} bytes and this package needs {size}; "
            f"install a library of version {c.WGKIT_VERSION_STRING} or later"
        )
    if address.value is None:
        return memoryview(b""), stride.value
    array: Any = (c_uint8 * (count.value * stride.value)).from_address(address.value)
    # Views refer to the array, and so to the handle.
    array._owner = handle
    return memoryview(array).cast("B").toreadonly(), stride.value


def text_of(function: Callable[..., int], *arguments: Any, capacity: int = 256) -> bytes:
    """A text that a function writes to a buffer, with a second call when it is longer."""
    size = c_size_t()
    while True:
        buffer = create_string_buffer(capacity)
        error = c_void_p()
        status = function(*arguments, buffer, capacity, byref(size), byref(error))
        if status == c.WGKIT_OK:
            return buffer.raw[: size.value - 1]
        if status != c.WGKIT_ERROR_BUFFER_TOO_SMALL or size.value <= capacity:
            raise error_from(status, error)
        c.wgkit_error_free(error)
        capacity = size.value
