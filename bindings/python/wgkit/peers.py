"""The peers of a device: a view over the snapshot that decodes what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Any, Callable, overload

from . import _bindings as c
from ._errors import NotFound
from .keys import PublicKey
from .peer import Peer, peer_structure

if TYPE_CHECKING:
    from .device import Device, Snapshot

# So many peers are decoded in one go: a loop costs less then, and what it holds stays small.
_CHUNK = 512

_RECEIVED = c.wgkit_peer.received_bytes.offset
_SENT = c.wgkit_peer.sent_bytes.offset

_structure = lru_cache(peer_structure)


@lru_cache
def _counters(stride: int) -> Struct:
    """The key and the counters, which stand at the beginning."""
    return Struct(f"=32sQQ{stride - 48}x")


class Peers(Sequence[Peer]):
    """The peers of a device in the kernel's order.

    A view: a peer is decoded when it is asked for, and its cost does not depend on how many there
    are. Raises InvalidHandle when the device was closed; a peer that was taken out before stays.

    For many peers there are `counters`, which makes no peers, and `received_bytes` and
    `sent_bytes`, which make nothing at all.
    """

    __slots__ = ("_device",)

    def __init__(self, device: Device) -> None:
        self._device = device

    def __len__(self) -> int:
        snapshot = self._device._open()
        return len(snapshot.peers) // snapshot.peer_stride

    @overload
    def __getitem__(self, index: int) -> Peer: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Peer, ...]: ...

    def __getitem__(self, index: int | slice) -> Peer | tuple[Peer, ...]:
        # The reference keeps the memory when another thread closes the device meanwhile.
        snapshot = self._device._open()
        count = len(snapshot.peers) // snapshot.peer_stride
        if isinstance(index, slice):
            return tuple(_peer(snapshot, place) for place in range(*index.indices(count)))
        if not -count <= index < count:
            raise IndexError(f"there is no peer {index}: the device has {count}")
        return _peer(snapshot, index % count)

    def __iter__(self) -> Iterator[Peer]:
        device = self._device
        new = Peer.__new__
        snapshot = device._open()
        # Peers outlive the device, so they share a copy of all allowed IPs.
        where = (bytes(snapshot.allowed_ips), snapshot.allowed_ip_stride, 0)
        del snapshot
        for chunk in self._records(_structure):
            for key, received, sent, data in chunk:
                if device._snapshot is None:
                    device._open()
                peer = new(Peer)
                peer._key = key
                peer.received_bytes = received
                peer.sent_bytes = sent
                peer._data = data
                peer._where = where
                yield peer

    def counters(self) -> Iterator[tuple[PublicKey, int, int]]:
        """For each peer its public key, and the bytes received from it and sent to it.

        The same as `public_key`, `received_bytes` and `sent_bytes` of each peer, in a third of the
        time. Raises InvalidHandle when the device is closed.
        """
        device = self._device
        new = PublicKey.__new__
        for chunk in self._records(_counters):
            for data, received, sent in chunk:
                if device._snapshot is None:
                    device._open()
                key = new(PublicKey)
                key._data = data
                yield key, received, sent

    def _records(self, structure: Callable[[int], Struct]) -> Iterator[list[tuple[Any, ...]]]:
        # The memory is held while a chunk is decoded and not while the caller works with it.
        place = 0
        while True:
            snapshot = self._device._open()
            stride = snapshot.peer_stride
            part = snapshot.peers[place * stride : (place + _CHUNK) * stride]
            if not part:
                return
            chunk = list(structure(stride).iter_unpack(part))
            del snapshot, part
            yield chunk
            place += _CHUNK

    @property
    def received_bytes(self) -> memoryview:
        """The bytes received from each peer since it was added: unsigned numbers of 64 bits.

        No copy: it is the snapshot's own memory, which stays until this view is gone as well.
        `sum`, `tolist` and numpy's `asarray` take it as it is.
        """
        return self._numbers(_RECEIVED)

    @property
    def sent_bytes(self) -> memoryview:
        """The bytes sent to each peer since it was added, otherwise as `received_bytes`."""
        return self._numbers(_SENT)

    def _numbers(self, offset: int) -> memoryview:
        snapshot = self._device._open()
        return snapshot.peers.cast("Q")[offset // 8 :: snapshot.peer_stride // 8]

    def index_of(self, public_key: PublicKey) -> int:
        """The place of the peer with this key. Raises NotFound."""
        snapshot = self._device._open()
        wanted = bytes(public_key)
        peers = snapshot.peers
        for start in range(0, len(peers), snapshot.peer_stride):
            if peers[start : start + len(wanted)] == wanted:
                return start // snapshot.peer_stride
        raise NotFound(f"the device {self._device.name} has no peer {public_key}")

    def __repr__(self) -> str:
        return f"<{len(self)} peers of {self._device.name}>"


def _peer(snapshot: Snapshot, place: int) -> Peer:
    peer = Peer.__new__(Peer)
    stride = snapshot.allowed_ip_stride
    peer._key, peer.received_bytes, peer.sent_bytes, peer._data = _structure(
        snapshot.peer_stride
    ).unpack_from(snapshot.peers, place * snapshot.peer_stride)
    first, count = peer._rest()[7:9]
    allowed_ips = bytes(snapshot.allowed_ips[first * stride : (first + count) * stride])
    peer._where = (allowed_ips, stride, first)
    return peer
