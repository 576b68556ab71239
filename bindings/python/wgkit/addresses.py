"""Addresses, networks and endpoints: Python's own types, and how they stand in the library's."""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv4Interface,
    IPv4Network,
    IPv6Address,
    IPv6Interface,
    IPv6Network,
)
from struct import Struct
from typing import NamedTuple, Union

from . import _bindings as c

# The structures wgkit_prefix and wgkit_endpoint; a test compares the places with theirs.
PREFIX = Struct("=16sBB2x")
ENDPOINT = Struct("=16sIHBx")

IPAddress = Union[IPv4Address, IPv6Address]
IPInterface = Union[IPv4Interface, IPv6Interface]
IPNetwork = Union[IPv4Network, IPv6Network]


class Endpoint(NamedTuple):
    """Where a peer's packets go."""

    address: IPAddress
    #: The UDP port.
    port: int
    #: The index of the interface that an IPv6 link-local address belongs to; otherwise 0.
    scope_id: int = 0

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
    """The network of a wgkit_prefix at a place."""
    address, family, length = PREFIX.unpack_from(data, start)
    if family == c.WGKIT_FAMILY_IPV4:
        return IPv4Network((address[:4], length), strict=False)
    return IPv6Network((address, length), strict=False)


def interface_from(data: bytes | memoryview, start: int) -> IPInterface | None:
    """The address with its prefix length of a wgkit_prefix at a place; None for none."""
    address, family, length = PREFIX.unpack_from(data, start)
    if family == c.WGKIT_FAMILY_IPV4:
        return IPv4Interface((address[:4], length))
    return IPv6Interface((address, length)) if family else None
