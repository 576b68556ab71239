"""Differences: what has to change for a device to become what is wanted."""

from __future__ import annotations

from ctypes import POINTER, byref, c_size_t, c_void_p, cast
from struct import Struct
from typing import NamedTuple

from . import _bindings as c
from ._managed import Handle, array_of, call, new_handle
from .addresses import IPNetwork, network_from
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

    `Interface.apply` takes it as it takes an update.
    """

    __slots__ = ("_handle", "_info", "_moves")

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        info, size = c_void_p(), c_size_t()
        call(c.wgkit_difference_get_info, handle.value, byref(info), byref(size))
        self._info = cast(info, POINTER(c.wgkit_difference_info)).contents
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
        )

    def __repr__(self) -> str:
        return (
            f"<Difference: {self.added_peers} peers added, {self.changed_peers} changed, "
            f"{self.removed_peers} removed, {len(self._moves)} allowed IPs moved>"
        )


def _move(data: memoryview, place: int) -> Move:
    prefix, giver, taker = MOVE.unpack_from(data, place)
    return Move(network_from(prefix, 0), PublicKey.from_bytes(giver), PublicKey.from_bytes(taker))
