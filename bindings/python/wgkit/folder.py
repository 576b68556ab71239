"""A folder of configurations, of which a tunnel reads one."""

from __future__ import annotations

import os
from typing import Any, Callable

from . import _bindings as c
from ._managed import call, text_of
from .keys import encode, encode_content
from .namespace import Path


class ConfigFolder:
    """A folder of configurations, NAME.conf each, of which one is active: a file has its text.

    What changes something holds a lock in the folder, also against other processes. The active file
    is rewritten in place where it is mounted. A name has 1 to 64 letters, digits or -_.#, with
    neither a dot nor a dash in front; anything else raises InvalidName and is never rewritten.
    Making this object touches nothing. Experimental.
    """

    __slots__ = ("_active", "_folder")

    def __init__(self, folder: Path, active: Path) -> None:
        self._folder = os.fsencode(folder)
        self._active = os.fsencode(active)

    def names(self) -> list[str]:
        """The names of all configurations. Raises NotFound for the folder, PermissionDenied."""
        text = text_of(c.wgkit_config_folder_get_names, *self._paths(), capacity=4096)
        return text.decode("ascii").split("\n")[:-1]

    @property
    def active(self) -> str | None:
        """The name of the active configuration; None when there is none.

        It is the one whose text the tunnel's file has, or else the one that was activated last and
        has been changed since.
        """
        name = text_of(c.wgkit_config_folder_get_active, *self._paths())
        return name.decode("ascii") or None

    def put(self, name: str, content: str | bytes, *, must_be_new: bool = False) -> None:
        """Stores a configuration, in the place of one of that name unless it `must_be_new`.

        Raises InvalidConfiguration, with line and column, for one that a client's tunnel cannot use
        and for one with a hook, which would be run as root; InvalidName, AlreadyExists and what
        `write_file` raises. What was there is there then.
        """
        text = encode_content(content)
        options = c.WGKIT_FILE_MUST_BE_NEW if must_be_new else 0
        self._change(c.wgkit_config_folder_put, name, options, text, len(text))

    def activate(self, name: str) -> None:
        """Makes a configuration the active one. Raises NotFound, and what `put` raises."""
        self._change(c.wgkit_config_folder_activate, name)

    def remove(self, name: str) -> None:
        """Removes a configuration. Raises NotFound, and InvalidArgument for the active one."""
        self._change(c.wgkit_config_folder_remove, name)

    def _paths(self) -> tuple[bytes, int, bytes, int]:
        return self._folder, len(self._folder), self._active, len(self._active)

    def _change(self, function: Callable[..., int], name: str, *arguments: Any) -> None:
        data = encode(name)
        call(function, *self._paths(), data, len(data), *arguments)

    def __repr__(self) -> str:
        return f"ConfigFolder({os.fsdecode(self._folder)!r}, {os.fsdecode(self._active)!r})"
