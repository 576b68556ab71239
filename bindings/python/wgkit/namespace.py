"""Network namespaces other than the calling thread's own."""

from __future__ import annotations

import os
from ctypes import c_void_p
from typing import Any, Callable, Union

from . import _bindings as c
from ._managed import Handle, new_handle
from .keys import encode

Path = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]


class Namespace:
    """A network namespace that is not the calling thread's.

    `Namespace("blue")` is the one that `ip netns add blue` made. It is looked up anew at each use,
    so it need not exist before; a use raises NoSuchNamespace when it is not there, and
    PermissionDenied when it may not be entered, which needs CAP_SYS_ADMIN. The calling thread is
    never moved.

    Raises InvalidArgument for what cannot be the name of one.
    """

    __slots__ = ("_handle", "_made_of", "_text")

    def __init__(self, name: str) -> None:
        data = encode(name)
        self._text = name
        self._take(f"{name!r}", c.wgkit_namespace_from_name, data, len(data))

    @classmethod
    def from_path(cls, path: Path) -> Namespace:
        """The namespace that a file stands for: "/proc/42/ns/net". The path is absolute.

        Raises InvalidArgument for a path that is not.
        """
        made = cls.__new__(cls)
        data = os.fsencode(path)
        made._text = os.fsdecode(path)
        made._take(f"path={path!r}", c.wgkit_namespace_from_path, data, len(data))
        return made

    @classmethod
    def from_pid(cls, pid: int) -> Namespace:
        """The namespace that a process is in, one in a container for example.

        Raises InvalidArgument for a number that no process has.
        """
        made = cls.__new__(cls)
        made._text = f"pid:{pid}"
        # The library refuses numbers below 1, and ctypes would cut larger ones.
        made._take(f"pid={pid}", c.wgkit_namespace_from_pid, pid if 0 < pid < 2**31 else 0)
        return made

    #: As wgk's --netns takes it.
    _text: str

    def _take(self, made_of: str, create: Callable[..., int], *arguments: Any) -> None:
        self._made_of = made_of
        self._handle: Handle = new_handle(create, c.wgkit_namespace_free, *arguments)

    def __repr__(self) -> str:
        return f"Namespace({self._made_of})"


def handle_of(namespace: Namespace | None) -> c_void_p | None:
    """The library's argument for a namespace; None is the calling thread's."""
    return None if namespace is None else namespace._handle.value
