"""Keys: each role has a type of its own, and a secret is not shown unless it is asked for."""

from __future__ import annotations

from binascii import b2a_base64
from ctypes import (
    POINTER,
    addressof,
    byref,
    c_char,
    cast,
    create_string_buffer,
    string_at,
)
from typing import Any, Callable, ClassVar, NamedTuple, TypeVar

from . import _bindings as c
from ._errors import InvalidArgument, InvalidKey
from ._ffi import untyped
from ._managed import call

_SIZE = c.WGKIT_KEY_SIZE

_Secret = TypeVar("_Secret", bound="SecretKey")


def encode(text: str | bytes) -> bytes:
    """The bytes of a text; what is no UTF-8 stays wrong, for the library to say so."""
    if isinstance(text, str):
        return text.encode("utf-8", "surrogatepass")
    if isinstance(text, bytes):
        return text
    raise TypeError(f"a str or bytes is needed, not {type(text).__name__}")


def encode_content(text: str | bytes) -> bytes:
    """The bytes of a file's text; what was read from bytes that are no UTF-8 becomes them again."""
    try:
        if isinstance(text, str):
            return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        pass
    return encode(text)


def _check_size(data: bytes | bytearray | memoryview) -> None:
    if len(data) != _SIZE:
        raise InvalidKey(f"a key has {_SIZE} bytes, and this has {len(data)}")


class PublicKey:
    """The public key of a device or of a peer: 32 bytes, not secret.

    `str` of it is the base64 text, `bytes` of it the 32 bytes. It can be the key of a dictionary.
    """

    __slots__ = ("_data",)
    _data: bytes

    def __init__(self, text: str | bytes) -> None:
        """Reads the 44 base64 characters. Raises InvalidKey."""
        data = encode(text)
        key = c.wgkit_public_key()
        call(c.wgkit_public_key_from_base64, data, len(data), byref(key))
        self._data = string_at(addressof(key), _SIZE)

    @classmethod
    def from_base64(cls, text: str | bytes) -> PublicKey:
        """Reads the 44 base64 characters. Raises InvalidKey."""
        return cls(text)

    @classmethod
    def from_bytes(cls, data: bytes | bytearray | memoryview) -> PublicKey:
        """Makes a key of its 32 bytes. Raises InvalidKey when there are more or fewer."""
        # Not bytes(data) alone, which makes 32 zero bytes of the number 32.
        data = bytes(memoryview(data))
        _check_size(data)
        key = cls.__new__(cls)
        key._data = data
        return key

    def __bytes__(self) -> bytes:
        return self._data

    def __str__(self) -> str:
        return b2a_base64(self._data, newline=False).decode("ascii")

    def __repr__(self) -> str:
        return f"PublicKey('{self}')"

    def __eq__(self, other: object) -> bool:
        return self._data == other._data if isinstance(other, PublicKey) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._data)

    def __reduce__(self) -> Any:
        return PublicKey.from_bytes, (self._data,)


class SecretKey:
    """What private and preshared keys have in common, which is not their type.

    The 32 bytes are overwritten when the object goes. What `expose_…` returned cannot be.
    """

    __slots__ = ("_key",)
    _key: Any

    _structure: ClassVar[Callable[[], Any]]
    _from_base64: ClassVar[Callable[..., int]]
    _expose_base64: ClassVar[Callable[..., int]]

    def __init__(self) -> None:
        raise TypeError(f"use {type(self).__name__}.generate, .from_base64 or .from_bytes")

    @classmethod
    def _empty(cls: type[_Secret]) -> _Secret:
        key = cls.__new__(cls)
        key._key = cls._structure()
        return key

    @classmethod
    def from_base64(cls: type[_Secret], text: str | bytes) -> _Secret:
        """Reads the 44 base64 characters. Raises InvalidKey."""
        data = encode(text)
        key = cls._empty()
        call(cls._from_base64, data, len(data), byref(key._key))
        return key

    @classmethod
    def from_bytes(cls: type[_Secret], data: bytes | bytearray | memoryview) -> _Secret:
        """Makes a key of its 32 bytes. Raises InvalidKey when there are more or fewer."""
        _check_size(data)
        # By way of the text, so that the library alone says what a key is.
        return cls.from_base64(b2a_base64(data, newline=False))

    def expose_base64(self) -> str:
        """The secret itself as 44 base64 characters, for a file or another program."""
        text = create_string_buffer(c.WGKIT_KEY_TEXT_SIZE)
        try:
            call(self._expose_base64, byref(self._key), text, len(text), None)
            return text.value.decode("ascii")
        finally:
            c.wgkit_secret_wipe(text, len(text))

    def expose_bytes(self) -> bytes:
        """The secret itself as 32 bytes."""
        return string_at(addressof(self._key), _SIZE)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        assert isinstance(other, SecretKey)
        import hmac  # here, since it brings OpenSSL along, which takes longer than all else to load

        return hmac.compare_digest(self._key, other._key)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(redacted)"

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} is not pickled; store what expose_base64 returns")

    # Bound here, these names are there while the interpreter shuts down.
    def __del__(self, wipe: Callable[..., None] = c.wgkit_secret_wipe, byref: Any = byref) -> None:
        key = getattr(self, "_key", None)
        if key is not None:
            wipe(byref(key), _SIZE)


class PrivateKey(SecretKey):
    """The private key of a device.

    `repr` does not show it, and it is neither hashable nor pickled; comparing takes the same time
    for all keys.
    """

    __slots__ = ()

    _structure = c.wgkit_private_key
    _from_base64 = staticmethod(c.wgkit_private_key_from_base64)
    _expose_base64 = staticmethod(c.wgkit_private_key_expose_base64)

    @classmethod
    def generate(cls) -> PrivateKey:
        """Makes a key from the system's randomness."""
        return generate_keypair().private_key

    @property
    def public_key(self) -> PublicKey:
        """The public key that belongs to it; computed at each use."""
        key = c.wgkit_public_key()
        call(c.wgkit_public_key_derive, byref(self._key), byref(key))
        return PublicKey.from_bytes(string_at(addressof(key), _SIZE))


class PresharedKey(SecretKey):
    """The symmetric key that two peers may share besides their key pairs.

    It is as secret as a PrivateKey, and shown as little.
    """

    __slots__ = ()

    _structure = c.wgkit_preshared_key
    _from_base64 = staticmethod(c.wgkit_preshared_key_from_base64)
    _expose_base64 = staticmethod(c.wgkit_preshared_key_expose_base64)

    @classmethod
    def generate(cls) -> PresharedKey:
        """Makes a key from the system's randomness."""
        key = cls._empty()
        call(c.wgkit_preshared_key_generate, byref(key._key))
        return key


class KeyPair(NamedTuple):
    """A private key and the public key that belongs to it."""

    private_key: PrivateKey
    public_key: PublicKey


def generate_keypair() -> KeyPair:
    """Makes a key pair from the system's randomness."""
    secret = c.wgkit_private_key()
    public = _PUBLIC_KEY()
    if _generate_pair(byref(secret), public, None):
        # Once more for the reason, should it not work now.
        call(c.wgkit_keypair_generate, byref(secret), cast(public, _PUBLIC_KEYS))
    private_key = _new_private_key(PrivateKey)
    private_key._key = secret
    public_key = _new_public_key(PublicKey)
    public_key._data = public.raw
    return KeyPair(private_key, public_key)


# The same function without what costs more than the rest of the call: types and an error object.
_generate_pair = untyped("wgkit_keypair_generate", c.wgkit_status, 3)
_PUBLIC_KEY = c_char * _SIZE
_PUBLIC_KEYS = POINTER(c.wgkit_public_key)
_new_private_key = PrivateKey.__new__
_new_public_key = PublicKey.__new__


def generate_keypairs(count: int) -> list[KeyPair]:
    """Makes many key pairs in less time than one by one.

    Raises InvalidArgument for a negative count and for one over 1,000,000.
    """
    if not 0 <= count <= c.WGKIT_KEYPAIRS_MAXIMUM:
        raise InvalidArgument(f"cannot make {count} key pairs at once")
    secrets = (c.wgkit_private_key * count)()
    publics = create_string_buffer(count * _SIZE)
    call(c.wgkit_keypairs_generate, count, secrets, cast(publics, _PUBLIC_KEYS))
    data = publics.raw
    pairs = []
    for place in range(0, count * _SIZE, _SIZE):
        private_key = _new_private_key(PrivateKey)
        # Its part of the memory of all: no copy is left behind, and each key wipes its own.
        private_key._key = secrets[place // _SIZE]
        public_key = _new_public_key(PublicKey)
        public_key._data = data[place : place + _SIZE]
        pairs.append(KeyPair(private_key, public_key))
    return pairs
