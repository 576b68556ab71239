"""Addresses, networks and endpoints: Python's own types, and how they stand in the library's."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import POINTER, addressof, byref, c_char, cast
from ipaddress import (
    IPv4Address,
    IPv4Interface,
    IPv4Network,
    IPv6Address,
    IPv6Interface,
    IPv6Network,
)
from struct import Struct
from typing import NamedTuple, Union, get_args

from . import _bindings as c
from ._errors import InvalidAddress, InvalidArgument
from ._managed import call, text_of
from ._numbers import checked
from .keys import encode

# The structures wgkit_prefix, wgkit_address and wgkit_endpoint; a test compares the places.
PREFIX = Struct("=16sBB2x")
ADDRESS = Struct("=16sB3x")
ENDPOINT = Struct("=16sIHBx")

IPAddress = Union[IPv4Address, IPv6Address]
IPInterface = Union[IPv4Interface, IPv6Interface]
IPNetwork = Union[IPv4Network, IPv6Network]

#: What is taken where a network or an address with its network is needed.
Prefix = Union[str, IPAddress, IPInterface, IPNetwork]


class Endpoint(NamedTuple):
    """Where a peer's packets go."""

    address: IPAddress
    #: The UDP port.
    port: int
    #: The index of the interface that an IPv6 link-local address belongs to; otherwise 0.
    scope_id: int = 0

    @classmethod
    def parse(cls, text: str) -> Endpoint:
        """Reads "192.0.2.1:51820" or "[2001:db8::1]:51820"; nothing is looked up.

        Raises InvalidAddress.
        """
        data = encode(text)
        value = c.wgkit_endpoint()
        call(c.wgkit_endpoint_from_text, data, len(data), byref(value))
        return endpoint_from(*ENDPOINT.unpack(bytes(value)))

    @classmethod
    def resolve(cls, text: str) -> Endpoint:
        """Reads an endpoint as `wg set` does: "vpn.example.org:51820", "[fe80::1%eth0]:51820".

        A host name is looked up once with the system's resolver, and the first address is taken.
        Raises InvalidAddress, UnresolvedHost, and NoSuchInterface for a scope that names none.
        """
        data = encode(text)
        value = c.wgkit_endpoint()
        call(c.wgkit_endpoint_resolve, data, len(data), byref(value))
        return endpoint_from(*ENDPOINT.unpack(bytes(value)))

    def __str__(self) -> str:
        if self.address.version == 4:
            return f"{self.address}:{self.port}"
        scope = f"%{self.scope_id}" if self.scope_id else ""
        return f"[{self.address}{scope}]:{self.port}"


def address_from(data: bytes, family: int) -> IPAddress:
    """The address of 16 bytes and a family."""
    return IPv4Address(data[:4]) if family == c.WGKIT_FAMILY_IPV4 else IPv6Address(data)


def endpoint_from(data: bytes, scope_id: int, port: int, family: int) -> Endpoint:
    """The endpoint of the fields of a wgkit_endpoint."""
    return Endpoint(address_from(data, family), port, scope_id)


def network_from(data: bytes | memoryview, start: int) -> IPNetwork:
    """The network of a wgkit_prefix at a place; host bits are cleared."""
    address, family, length = PREFIX.unpack_from(data, start)
    if family == c.WGKIT_FAMILY_IPV4:
        return IPv4Network((address[:4], length), strict=False)
    return IPv6Network((address, length), strict=False)


def interface_from(data: bytes | memoryview, start: int) -> IPInterface:
    """The address with its network of a wgkit_prefix at a place."""
    address, family, length = PREFIX.unpack_from(data, start)
    if family == c.WGKIT_FAMILY_IPV4:
        return IPv4Interface((address[:4], length))
    return IPv6Interface((address, length))


def optional_address(data: bytes, family: int) -> IPAddress | None:
    """The address of the fields of a wgkit_address; None when it has none."""
    return address_from(data, family) if family else None


def prefix_bytes(value: Prefix) -> bytes:
    """The bytes of a wgkit_prefix, host bits kept. Raises InvalidAddress."""
    if isinstance(value, (IPv4Network, IPv6Network)):
        address: IPAddress = value.network_address
        length = value.prefixlen
    elif isinstance(value, (IPv4Interface, IPv6Interface)):
        address, length = value.ip, value.network.prefixlen
    elif isinstance(value, (IPv4Address, IPv6Address)):
        address, length = value, value.max_prefixlen
    else:
        data = encode(value)
        prefix = c.wgkit_prefix()
        call(c.wgkit_prefix_from_text, data, len(data), byref(prefix))
        return bytes(prefix)
    return PREFIX.pack(packed(address), address.version, length)


def prefixes_of(values: Sequence[Prefix]) -> bytearray:
    """An array of wgkit_prefix, read from texts by one call for all. Raises InvalidAddress."""
    joined = b""
    if all(type(value) in _WRITTEN_AS_READ for value in values):
        joined = encode("\n".join(map(str, values)))
    # Another newline would be another prefix.
    if joined and joined.count(b"\n") == len(values) - 1:
        read = bytearray(len(values) * PREFIX.size)
        place = cast(addressof(c_char.from_buffer(read)), POINTER(c.wgkit_prefix))
        try:
            call(c.wgkit_prefixes_from_text, joined, len(joined), place, len(values))
            return read
        except (InvalidAddress, InvalidArgument):
            pass  # One by one, the one at fault says it about itself alone.
    return bytearray().join(map(prefix_bytes, values))


_WRITTEN_AS_READ = {str, *get_args(IPAddress), *get_args(IPInterface), *get_args(IPNetwork)}


def packed(address: IPAddress) -> bytes:
    """The bytes of an address, in which a scope has no place. Raises InvalidAddress."""
    if getattr(address, "scope_id", None):
        raise InvalidAddress(f"the address {address} has a scope, which only an endpoint can have")
    return address.packed


def prefix_argument(value: Prefix) -> c.wgkit_prefix:
    """A wgkit_prefix to be passed by reference. Raises InvalidAddress."""
    return c.wgkit_prefix.from_buffer_copy(prefix_bytes(value))


def endpoint_bytes(value: Endpoint | str) -> bytes:
    """The bytes of a wgkit_endpoint. Raises InvalidAddress, InvalidArgument."""
    if isinstance(value, str):
        value = Endpoint.parse(value)
    address, port, scope_id = value
    if not isinstance(address, (IPv4Address, IPv6Address)):
        raise TypeError(
            f"the address of an endpoint is an IPv4Address or IPv6Address, "
            f"not {type(address).__name__}; Endpoint.parse takes a text"
        )
    port = checked(port, 65535, "the port of an endpoint")
    scope_id = checked(scope_id, 2**32 - 1, "the scope of an endpoint")
    if port == 0:
        raise InvalidAddress("the port of an endpoint is 0, and can be 1 to 65535")
    if getattr(address, "scope_id", None):
        # A scope in the address itself is read as in a text: it has to be a number.
        address, port, scope_id = Endpoint.parse(str(Endpoint(address, port, scope_id)))
    return ENDPOINT.pack(address.packed, scope_id, port, address.version)


def prefix_text(value: Prefix) -> str:
    """The canonical text of a prefix, as configuration files have it. Raises InvalidAddress."""
    prefix = prefix_argument(value)
    return text_of(c.wgkit_prefix_to_text, byref(prefix), capacity=64).decode("ascii")
