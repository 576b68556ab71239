"""Differences: what has to change for a device to become what is wanted."""

from __future__ import annotations

from ctypes import byref, c_uint32
from struct import Struct
from typing import NamedTuple

from . import _bindings as c
from ._managed import Handle, array_of, call, new_handle, structure_of
from .addresses import PREFIX, IPInterface, IPNetwork, interface_from, network_from
from .keys import PublicKey

# The structure wgkit_move; a test compares the places with its.
MOVE = Struct("=20s32s32s")


class Move(NamedTuple):
    """An allowed IP that goes from one peer to another, which cuts the first off from it."""

    allowed_ip: IPNetwork
    from_peer: PublicKey
    to_peer: PublicKey


class Difference:
    """What has to change for a device to become what is wanted: false when nothing has.

    `Interface.apply` takes it as it takes an update, save the addresses and routes of a reload.
    """

    __slots__ = ("_handle", "_info", "_moves")

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._info = structure_of(c.wgkit_difference_get_info, handle, c.wgkit_difference_info)
        moves, stride = array_of(c.wgkit_difference_moves, handle, MOVE.size)
        self._moves = tuple(_move(moves, place) for place in range(0, len(moves), stride))

    @property
    def changes_private_key(self) -> bool:
        """Whether the device gets another private key, or none."""
        return self._has(c.WGKIT_APPLIED_PRIVATE_KEY)

    @property
    def changes_listen_port(self) -> bool:
        """Whether the device gets another UDP port."""
        return self._has(c.WGKIT_APPLIED_LISTEN_PORT)

    @property
    def changes_firewall_mark(self) -> bool:
        """Whether the device gets another firewall mark."""
        return self._has(c.WGKIT_APPLIED_FIREWALL_MARK)

    @property
    def added_peers(self) -> int:
        """How many peers are added."""
        return int(self._info.added_peers)

    @property
    def changed_peers(self) -> int:
        """How many peers are changed."""
        return int(self._info.changed_peers)

    @property
    def removed_peers(self) -> int:
        """How many peers are removed."""
        return int(self._info.removed_peers)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The allowed IPs that go from a peer that stays to another one."""
        return self._moves

    @property
    def mtu(self) -> int | None:
        """The MTU that it gets in a reload, in bytes; None when it stays. Experimental."""
        mtu = c_uint32()
        call(c.wgkit_difference_get_mtu, self._handle.value, byref(mtu))
        return mtu.value or None

    @property
    def added_addresses(self) -> tuple[IPInterface, ...]:
        """The addresses that an interface gets in a reload. Experimental."""
        return self._networks(c.WGKIT_NETWORKS_ADDED_ADDRESSES)

    @property
    def removed_addresses(self) -> tuple[IPInterface, ...]:
        """The addresses that an interface loses in a reload. Experimental."""
        return self._networks(c.WGKIT_NETWORKS_REMOVED_ADDRESSES)

    @property
    def added_routes(self) -> tuple[IPNetwork, ...]:
        """The networks that are routed through an interface after a reload. Experimental."""
        return tuple(one.network for one in self._networks(c.WGKIT_NETWORKS_ADDED_ROUTES))

    @property
    def removed_routes(self) -> tuple[IPNetwork, ...]:
        """The networks that are not routed through it any more. Experimental."""
        return tuple(one.network for one in self._networks(c.WGKIT_NETWORKS_REMOVED_ROUTES))

    def _networks(self, which: int) -> tuple[IPInterface, ...]:
        data, stride = array_of(c.wgkit_difference_networks, self._handle, PREFIX.size, which)
        return tuple(interface_from(data, place) for place in range(0, len(data), stride))

    def _has(self, flag: int) -> bool:
        return bool(self._info.settings & flag)

    def _update(self) -> Handle:
        return new_handle(c.wgkit_difference_update, c.wgkit_update_free, self._handle.value)

    def __bool__(self) -> bool:
        info = self._info
        return bool(
            info.settings
            or info.added_peers
            or info.changed_peers
            or info.removed_peers
            or self._moves
            or self.mtu
            or self.added_addresses
            or self.removed_addresses
            or self.added_routes
            or self.removed_routes
        )

    def __repr__(self) -> str:
        return (
            f"<Difference: {self.added_peers} peers added, {self.changed_peers} changed, "
            f"{self.removed_peers} removed, {len(self._moves)} allowed IPs moved>"
        )


def _move(data: memoryview, place: int) -> Move:
    prefix, giver, taker = MOVE.unpack_from(data, place)
    return Move(network_from(prefix, 0), PublicKey.from_bytes(giver), PublicKey.from_bytes(taker))
