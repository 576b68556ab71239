"""Owners of what the library hands out."""

from __future__ import annotations

from ctypes import byref, c_size_t, c_uint8, c_void_p
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

    The bytes are the library's own: they must not be used without a reference to the handle.
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
    array = (c_uint8 * (count.value * stride.value)).from_address(address.value)
    return memoryview(array).cast("B").toreadonly(), stride.value
