"""Finds and loads libwgkit.so."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Callable

SONAME = "libwgkit.so.0"
LIBMNL = "libmnl.so.0"
LIBMNL_ADVICE = "install libmnl: the package libmnl0 of Debian and Ubuntu, libmnl of Alpine"
SQLITE = "libsqlite3.so.0"
SQLITE_ADVICE = (
    "install SQLite: the package libsqlite3-0 of Debian and Ubuntu, sqlite-libs of Alpine"
)
STANDIN = "libmnl-standin.so"

_FOLDER = os.path.dirname(os.path.abspath(__file__))

#: What the system's loader said when it found no libmnl; empty when there is one.
libmnl_problem = ""


def load(soname: str, variable: str) -> ctypes.CDLL:
    """A library that a variable names, that is in the package, or that is installed."""
    named = os.environ.get(variable)
    if named:
        return _open(named, f"the environment variable {variable} names {named}")
    beside = os.path.join(_FOLDER, soname)
    if os.path.exists(beside):
        return _open(beside, f"the package has {beside}")
    return _open(
        soname, f"{soname} is neither in the package nor installed; set {variable} to its path"
    )


def _open(path: str, situation: str) -> ctypes.CDLL:
    global libmnl_problem
    try:
        try:
            # Calls through a CDLL release the interpreter's lock.
            return ctypes.CDLL(path)
        except OSError as error:
            standin = os.path.join(_FOLDER, STANDIN)
            if LIBMNL not in str(error) or not os.path.exists(standin):
                raise
            libmnl_problem = str(error)
            # It has libmnl's soname: the loader takes it for libmnl from here on. Only devices and
            # interfaces need the real one, and they say so.
            ctypes.CDLL(standin)
            return ctypes.CDLL(path)
    except OSError as error:
        if LIBMNL in str(error):
            situation = LIBMNL_ADVICE
        elif SQLITE in str(error):
            situation = SQLITE_ADVICE
        raise ImportError(f"cannot load the library of wgkit: {situation}: {error}") from error


library = load(SONAME, "WGKIT_LIBRARY")


def function(name: str, restype: Any, *argtypes: Any) -> Callable[..., Any]:
    """One function of the library with all its types."""
    return function_of(library, name, restype, *argtypes)


def function_of(
    library: ctypes.CDLL, name: str, restype: Any, *argtypes: Any
) -> Callable[..., Any]:
    """One function of a library with all its types."""
    try:
        found: Any = getattr(library, name)
    except AttributeError:
        raise ImportError(
            f"the library of wgkit, {library._name}, has no {name}: it is older than this package"
        ) from None
    found.restype = restype
    found.argtypes = argtypes
    return found  # type: ignore[no-any-return]


def untyped(name: str, restype: Any, addresses: int) -> Callable[..., Any]:
    """The same function a second time, for addresses of anything: a quicker call."""
    found: Any = library[name]
    found.restype = restype
    found.argtypes = (ctypes.c_void_p,) * addresses
    return found  # type: ignore[no-any-return]
