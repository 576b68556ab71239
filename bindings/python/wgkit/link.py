"""The interfaces of a network namespace, of every kind, as they are at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct

from . import _bindings as c
from ._managed import array_of, new_handle
from .addresses import IPInterface, interface_from
from .namespace import Namespace, handle_of

# The structures wgkit_link and wgkit_link_address; a test compares the places with theirs.
LINK = Struct("=16s32sIIIBB2x32sQQ32x")
LINK_ADDRESS = Struct("=20s20sB7x")


@dataclass(frozen=True)
class Link:
    """A network interface of any kind."""

    name: str
    #: "wireguard", "veth", "bridge" and so on; empty for hardware and the loopback.
    kind: str
    #: The index in its network namespace.
    index: int
    #: The largest packet in bytes.
    mtu: int
    #: Administratively up: somebody asked for it.
    is_up: bool
    #: The driver has what it needs to send, a cable for example.
    is_running: bool
    #: The state of RFC 2863: 0 unknown, as of every WireGuard interface, 2 down, 6 up.
    operational_state: int
    #: Empty when there is none.
    hardware_address: bytes
    #: The addresses with their networks, in the kernel's order.
    addresses: tuple[IPInterface, ...]


def links(namespace: Namespace | None = None) -> list[Link]:
    """The interfaces of every kind, in the order of their indexes. Needs no right.

    Raises NoSuchNamespace, Interrupted, OutOfResources, SystemFailure.
    """
    handle = new_handle(c.wgkit_link_list_read, c.wgkit_link_list_free, handle_of(namespace))
    found, stride = array_of(c.wgkit_link_list_links, handle, LINK.size)
    addresses, distance = array_of(c.wgkit_link_list_addresses, handle, LINK_ADDRESS.size)
    return [_link(found, place, addresses, distance) for place in range(0, len(found), stride)]


def _link(data: memoryview, place: int, addresses: memoryview, distance: int) -> Link:
    name, kind, index, mtu, flags, state, length, hardware, first, count = LINK.unpack_from(
        data, place
    )
    places = range(first * distance, (first + count) * distance, distance)
    return Link(
        name=text_in(name),
        kind=text_in(kind),
        index=index,
        mtu=mtu,
        is_up=bool(flags & c.WGKIT_LINK_UP),
        is_running=bool(flags & c.WGKIT_LINK_RUNNING),
        operational_state=state,
        hardware_address=hardware[:length],
        addresses=tuple(interface_from(addresses, place) for place in places),
    )


def text_in(field: bytes) -> str:
    """The text in a field that is filled up with NUL."""
    return field.split(b"\0", 1)[0].decode("utf-8", "surrogateescape")
