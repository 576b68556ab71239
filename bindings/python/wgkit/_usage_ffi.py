"""Finds and loads libwgkit-usage.so, when traffic is counted."""

from __future__ import annotations

from typing import Any, Callable

from . import _ffi

library = _ffi.load("libwgkit-usage.so.0", "WGKIT_USAGE_LIBRARY")


def function(name: str, restype: Any, *argtypes: Any) -> Callable[..., Any]:
    """One function of the library with all its types."""
    return _ffi.function_of(library, name, restype, *argtypes)
