"""Finds and loads libwgkit.so."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Callable

SONAME = "libwgkit.so.0"


def _load() -> ctypes.CDLL:
    named = os.environ.get("WGKIT_LIBRARY")
    if named:
        return _open(named, f"the environment variable WGKIT_LIBRARY names {named}")
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), SONAME)
    if os.path.exists(beside):
        return _open(beside, f"the package has {beside}")
    return _open(
        SONAME, f"{SONAME} is neither in the package nor installed; set WGKIT_LIBRARY to its path"
    )


def _open(path: str, situation: str) -> ctypes.CDLL:
    try:
        # Calls through a CDLL release the interpreter's lock.
        return ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"cannot load the library of wgkit: {situation}: {error}") from error


library = _load()


def function(name: str, restype: Any, *argtypes: Any) -> Callable[..., Any]:
    """One function of the library with all its types."""
    found: Any = getattr(library, name)
    found.restype = restype
    found.argtypes = argtypes
    return found  # type: ignore[no-any-return]
