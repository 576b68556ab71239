"""The routes of a network namespace as they are at one moment. Experimental."""

from __future__ import annotations

from ctypes import c_void_p
from dataclasses import dataclass
from struct import Struct

from . import _bindings as c
from ._errors import InvalidArgument
from ._managed import Handle, array_of, new_handle
from .addresses import IPAddress, IPNetwork, network_from, optional_address
from .namespace import Namespace, handle_of

# The structures wgkit_route and wgkit_next_hop; a test compares the places with theirs.
ROUTE = Struct("=20s16sB3xIIIBBBxQQ16x")
NEXT_HOP = Struct("=16sB3xIH6x")


@dataclass(frozen=True)
class NextHop:
    """One way that the packets of a route take."""

    #: None where the network is on the interface's own link.
    gateway: IPAddress | None
    interface_index: int
    #: The part of the packets that go this way, among the weights of all: 1 to 256.
    weight: int


@dataclass(frozen=True)
class Route:
    """A route of the kernel."""

    #: Of length 0 for a default route.
    network: IPNetwork
    #: The address that packets of this host are sent from; None when the kernel chooses.
    preferred_source: IPAddress | None
    table: int
    #: Of several routes to the same network in a table the one with the lowest metric counts.
    metric: int
    #: The number of the kernel's next-hop object, or 0.
    next_hop_id: int
    #: What is done with the packets, RTN_* of the kernel: 1 sent on, 2 for this host, 6 to 8
    #: dropped.
    kind: int
    #: How far away the network is: 0 anywhere, 253 on the link, 254 in this host.
    scope: int
    #: Who made it, RTPROT_* of the kernel: 2 the kernel, 3 or 4 an administrator, 16 DHCP.
    origin: int
    #: One for most, several when they share the packets, none when packets are dropped.
    next_hops: tuple[NextHop, ...]


def routes(namespace: Namespace | None = None) -> list[Route]:
    """The routes of all tables and both families, in the kernel's order. Needs no right.

    Raises NoSuchNamespace, Interrupted, OutOfResources, SystemFailure.
    """
    return _read(new_handle(c.wgkit_route_list_read, c.wgkit_route_list_free, handle_of(namespace)))


def default_route(version: int = 4, namespace: Namespace | None = None) -> Route:
    """The default route that packets of IPv4 or IPv6 take in the main table. Needs no right.

    Rules that lead to other tables are not followed. Raises NotFound when there is none.
    """
    if version not in (c.WGKIT_FAMILY_IPV4, c.WGKIT_FAMILY_IPV6):
        raise InvalidArgument(f"there is no version {version} of IP; there are 4 and 6")
    where: c_void_p | None = handle_of(namespace)
    handle = new_handle(c.wgkit_route_list_read_default, c.wgkit_route_list_free, where, version)
    return _read(handle)[0]


def _read(handle: Handle) -> list[Route]:
    found, stride = array_of(c.wgkit_route_list_routes, handle, ROUTE.size)
    hops, distance = array_of(c.wgkit_route_list_next_hops, handle, NEXT_HOP.size)
    return [_route(found, place, hops, distance) for place in range(0, len(found), stride)]


def _route(data: memoryview, place: int, hops: memoryview, distance: int) -> Route:
    network, source, family, table, metric, number, kind, scope, origin, first, count = (
        ROUTE.unpack_from(data, place)
    )
    return Route(
        network=network_from(network, 0),
        preferred_source=optional_address(source, family),
        table=table,
        metric=metric,
        next_hop_id=number,
        kind=kind,
        scope=scope,
        origin=origin,
        next_hops=tuple(
            _next_hop(hops, place)
            for place in range(first * distance, (first + count) * distance, distance)
        ),
    )


def _next_hop(data: memoryview, place: int) -> NextHop:
    gateway, family, index, weight = NEXT_HOP.unpack_from(data, place)
    return NextHop(optional_address(gateway, family), index, weight)
