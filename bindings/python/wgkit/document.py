"""Configuration documents: files with all that is in them, parsed, edited and written out again."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import addressof, byref, create_string_buffer
from enum import Enum
from typing import Any, Callable, Union, get_args

from . import _bindings as c
from ._errors import InvalidArgument
from ._managed import Owner, call, new_handle, text_of
from .addresses import Endpoint, IPAddress, IPInterface, IPNetwork
from .keys import PublicKey, SecretKey, encode, encode_content


class Dialect(Enum):
    """Whose grammar a configuration file is in."""

    #: That of `wg setconf`.
    WG = c.WGKIT_DIALECT_WG
    #: That of wg-quick, which takes addresses, DNS servers and hooks too.
    WG_QUICK = c.WGKIT_DIALECT_WG_QUICK


class Target(Enum):
    """A program that a configuration file is for."""

    WG = c.WGKIT_TARGET_WG
    WG_QUICK = c.WGKIT_TARGET_WG_QUICK
    ANDROID = c.WGKIT_TARGET_ANDROID
    APPLE = c.WGKIT_TARGET_APPLE


class Key(Enum):
    """A key of a configuration file; its value is its name there, "ListenPort"."""

    PRIVATE_KEY = "PrivateKey"
    LISTEN_PORT = "ListenPort"
    FIREWALL_MARK = "FwMark"
    ADDRESS = "Address"
    DNS = "DNS"
    MTU = "MTU"
    TABLE = "Table"
    PRE_UP = "PreUp"
    POST_UP = "PostUp"
    PRE_DOWN = "PreDown"
    POST_DOWN = "PostDown"
    SAVE_CONFIG = "SaveConfig"
    PUBLIC_KEY = "PublicKey"
    PRESHARED_KEY = "PresharedKey"
    ENDPOINT = "Endpoint"
    ALLOWED_IPS = "AllowedIPs"
    PERSISTENT_KEEPALIVE = "PersistentKeepalive"

    @property
    def _number(self) -> int:
        number: int = getattr(c, f"WGKIT_CONFIG_{self.name}")
        return number


#: What a key can be set to. Address, DNS and AllowedIPs take several, which stand in one line with
#: commas between them.
_One = Union[str, int, IPAddress, IPInterface, IPNetwork, Endpoint, PublicKey, SecretKey]
Value = Union[_One, Sequence[_One]]


class Document(Owner):
    """A configuration file with all that is in it: comments, white space, order.

    What was parsed is what comes out, byte for byte, and an edit touches the lines that it is about
    and no others. An edit is done as a whole or not at all. `Config` has what it says as values.

    Keys are in it: it is wiped when it is closed or let go, and `repr` does not show it. After
    `close`, every use raises InvalidHandle. Threads may share it.
    """

    __slots__ = ()

    def __init__(self, text: str | bytes = "", dialect: Dialect = Dialect.WG_QUICK) -> None:
        """Parses a text, as `parse` does; an empty one is a document to be filled by edits."""
        data = encode_content(text)
        self._handle = new_handle(
            c.wgkit_document_parse, c.wgkit_document_free, data, len(data), Dialect(dialect).value
        )

    @classmethod
    def parse(cls, text: str | bytes, dialect: Dialect = Dialect.WG_QUICK) -> Document:
        """Parses a text. Raises InvalidConfiguration with line and column, TooLarge."""
        return cls(text, dialect)

    def copy(self) -> Document:
        """A second document that says the same, to be edited by itself."""
        return self._made(c.wgkit_document_copy)

    def expose_text(self) -> str:
        """The text, keys and all: as secret as they are.

        Bytes that are no UTF-8 become surrogates, which `parse` takes back.
        """
        return self.expose_bytes().decode("utf-8", "surrogateescape")

    def expose_bytes(self) -> bytes:
        """The text as bytes, keys and all: as secret as they are."""
        return text_of(c.wgkit_document_expose_text, self._open(), capacity=4096)

    def strip(self) -> Document:
        """The file as wg-quick hands it to wg: byte for byte what `wg-quick strip` prints."""
        return self._made(c.wgkit_document_strip)

    def convert(self, target: Target) -> Document:
        """What it says, written anew for a program and without what that program rejects.

        Raises InvalidConfiguration for a value that its key does not take or that cannot be written
        for the target.
        """
        return self._made(c.wgkit_document_convert, Target(target).value)

    # ---- Edits

    def set(self, key: Key | str, value: Value, peer: PublicKey | None = None) -> None:
        """Sets a key of the interface, or of a peer, in the line in which it stands.

        A key whose lines add up, such as AllowedIPs, has one line afterwards; one that is not there
        gets a line. Raises InvalidConfiguration for a value that the key does not take, NotFound
        for a peer that is not there or is disabled, InvalidArgument for a key that does not belong
        there, TypeError for a value that is no Value and for several where there can be one.
        """
        key = _key(key)
        number = key._number
        if isinstance(value, SecretKey):
            # By way of a buffer that can be wiped.
            text = create_string_buffer(c.WGKIT_KEY_TEXT_SIZE)
            try:
                call(type(value)._expose_base64, byref(value._key), text, len(text), None)
                self._edit(c.wgkit_document_set, peer, number, text, len(text) - 1)
            finally:
                c.wgkit_secret_wipe(addressof(text), len(text))
            return
        data = encode_content(_text(key, value))
        self._edit(c.wgkit_document_set, peer, number, data, len(data))

    def remove(self, key: Key | str, peer: PublicKey | None = None) -> None:
        """Removes all lines of a key of the interface, or of a peer; there may be none.

        Raises NotFound for a peer that is not there or is disabled, InvalidArgument for a key that
        does not belong there and for PublicKey.
        """
        self._edit(c.wgkit_document_remove, peer, _key(key)._number)

    def add_peer(self, peer: PublicKey, name: str | None = None) -> None:
        """Adds a peer at the end, with a name in a comment; what else it has is `set`.

        Raises AlreadyExists, for one that is disabled too, and InvalidConfiguration for a name that
        cannot stand in a line.
        """
        data = None if name is None else encode(name)
        self._edit(c.wgkit_document_add_peer, peer, data, len(data or b""))

    def remove_peer(self, peer: PublicKey) -> None:
        """Removes a peer with the comments that belong to it. Raises NotFound."""
        self._edit(c.wgkit_document_remove_peer, peer)

    def disable_peer(self, peer: PublicKey) -> None:
        """Makes comments of a peer's lines, which `enable_peer` gives back byte for byte.

        Raises NotFound, and InvalidConfiguration when they could not be given back so.
        """
        self._edit(c.wgkit_document_disable_peer, peer)

    def enable_peer(self, peer: PublicKey) -> None:
        """Takes a disabled peer into the file again, as it was. Raises NotFound, AlreadyExists."""
        self._edit(c.wgkit_document_enable_peer, peer)

    def rename_peer(self, peer: PublicKey, name: str) -> None:
        """Gives a peer a name, in a comment that other programs show too.

        Raises NotFound, and InvalidConfiguration for a name that cannot stand in the comment.
        """
        data = encode(name)
        self._edit(c.wgkit_document_rename_peer, peer, data, len(data))

    # ---- Calls

    def _made(self, create: Callable[..., int], *arguments: Any) -> Document:
        return Document._of(new_handle(create, c.wgkit_document_free, self._open(), *arguments))

    def _edit(self, function: Callable[..., int], peer: PublicKey | None, *arguments: Any) -> None:
        key = None
        if isinstance(peer, PublicKey):
            key = byref(c.wgkit_public_key.from_buffer_copy(bytes(peer)))
        elif peer is not None:
            raise TypeError(f"a peer is named by its PublicKey, not {type(peer).__name__}")
        call(function, self._open(), key, *arguments)

    def __repr__(self) -> str:
        return "<Document, closed>" if self.closed else "<Document>"


def _key(key: Key | str) -> Key:
    try:
        return Key(key)
    except ValueError:
        raise InvalidArgument(f"there is no key {str(key)[:40]!r} in configuration files") from None


# Hooks are several lines, and each may have commas in it.
_LISTS = (Key.ADDRESS, Key.DNS, Key.ALLOWED_IPS)
_ONES = (
    str, int, *get_args(IPAddress), *get_args(IPInterface), *get_args(IPNetwork), Endpoint,
    PublicKey,
)  # fmt: skip


def is_several(value: Any) -> bool:
    """Whether a value is a sequence of them; a text, bytes and an endpoint are one."""
    one = (str, bytes, bytearray, memoryview, Endpoint)
    return isinstance(value, Sequence) and not isinstance(value, one)


def _text(key: Key, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _ONES):
        return str(value)
    # str() would make a text of anything: "None", or what a generator is called.
    if not is_several(value):
        raise TypeError(f"a value in a configuration file is no {type(value).__name__}")
    if key not in _LISTS:
        raise TypeError(f"{key.value} takes one value, not a {type(value).__name__} of them")
    for one in value:
        if not isinstance(one, _ONES):
            raise TypeError(f"an entry of {key.value} is no {type(one).__name__}")
    return ", ".join(str(one) for one in value)
