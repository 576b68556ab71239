"""Networks that a peer is sent: split, full and bridge, and whether two lists overlap.

Pure functions: nothing is read and nothing changed. Experimental.
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import c_void_p
from typing import Any, Callable

from . import _bindings as c
from ._managed import Handle, array_of, new_handle
from .addresses import PREFIX, IPNetwork, Prefix, network_from, prefixes_of

__all__ = ["bridge", "full", "overlaps", "split"]


def split(networks: Iterable[Prefix]) -> list[IPNetwork]:
    """The allowed IPs of a client that sends these networks alone through its tunnel.

    They are in order, host bits cleared, and none contains another one. Raises InvalidArgument when
    there is none.
    """
    return _made(c.wgkit_network_list_split, networks)


def full(excluding: Iterable[Prefix] = ()) -> list[IPNetwork]:
    """The allowed IPs of a client that sends everything but some networks through its tunnel.

    Exactly the addresses of both families that are in none of them, in as few networks as can be.
    Raises InvalidArgument when nothing is left.
    """
    return _made(c.wgkit_network_list_full, excluding)


def bridge(remote: Iterable[Prefix], local: Iterable[Prefix]) -> list[IPNetwork]:
    """The allowed IPs of a link to another site: its networks.

    Raises InvalidArgument when one of them has addresses in common with one of this site's, and
    names both.
    """
    return _made(c.wgkit_network_list_bridge, remote, local)


def overlaps(
    first: Iterable[Prefix], second: Iterable[Prefix]
) -> list[tuple[IPNetwork, IPNetwork]]:
    """Where two lists of networks have addresses in common: one of the first, one of the second."""
    both = _made(c.wgkit_network_list_overlaps, first, second)
    return list(zip(both[::2], both[1::2]))


def packed(networks: Iterable[Prefix]) -> tuple[Any, int, int]:
    """Networks as three arguments: an array of the library's structures, its count and stride.

    Raises InvalidAddress, and TypeError for a single text, which is no list.
    """
    if isinstance(networks, str):
        raise TypeError("a list of networks is needed, and this is a single text")
    data = list(networks)
    array = (c.wgkit_prefix * len(data)).from_buffer(prefixes_of(data))
    return array, len(data), PREFIX.size


def networks_of(handle: Handle) -> list[IPNetwork]:
    """The networks of a wgkit_network_list."""
    data, stride = array_of(c.wgkit_network_list_networks, handle, PREFIX.size)
    return [network_from(data, place) for place in range(0, len(data), stride)]


def _made(create: Callable[..., int], *lists: Iterable[Prefix]) -> list[IPNetwork]:
    arguments: list[int | c_void_p | Any] = []
    for networks in lists:
        arguments += packed(networks)
    return networks_of(new_handle(create, c.wgkit_network_list_free, *arguments))
