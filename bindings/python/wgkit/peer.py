"""One peer of a device, decoded from the library's flat arrays."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from struct import Struct
from typing import Any

from . import _bindings as c
from .addresses import PREFIX, Endpoint, IPNetwork, endpoint_from, network_from
from .keys import PublicKey

# The structure wgkit_peer: what is looked at most, and the rest, which is decoded when it is asked
# for. A test compares the places.
_REST = Struct("=qII16sIHBxQQIH18x")
PEER_SIZE = 48 + _REST.size
PREFIX_SIZE = PREFIX.size

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def peer_structure(stride: int) -> Struct:
    """A peer in an array of this stride: public key, received and sent bytes, the rest."""
    return Struct(f"=32sQQ{_REST.size}s{stride - PEER_SIZE}x")


class Peer:
    """A peer as it was when its device was read: a value that outlives the device."""

    # A view sets the first five, and nothing else: making a peer has to be quick.
    __slots__ = {
        "received_bytes": "Bytes received from the peer since it was added.",
        "sent_bytes": "Bytes sent to the peer since it was added.",
        "_key": "",
        "_data": "",
        "_where": "",
        "_fields": "",
        "_networks": "",
    }

    received_bytes: int
    sent_bytes: int
    _key: bytes
    # The rest of the structure, and what is in it.
    _data: bytes
    _fields: tuple[Any, ...]
    # The bytes in which the allowed IPs are, the distance of two, the number of the first.
    _where: tuple[bytes, int, int]
    _networks: tuple[IPNetwork, ...]

    def __init__(self) -> None:
        raise TypeError("peers come from Device.peers; PeerUpdate says what to change on one")

    @property
    def public_key(self) -> PublicKey:
        """The key that names the peer."""
        key = _new_key(PublicKey)
        key._data = self._key
        return key

    def _rest(self) -> tuple[Any, ...]:
        try:
            return self._fields
        except AttributeError:
            self._fields = _REST.unpack(self._data)
            return self._fields

    @property
    def latest_handshake(self) -> datetime | None:
        """When the last handshake was made, in UTC and to the microsecond; None for never."""
        seconds, nanoseconds, flags = self._rest()[:3]
        if not flags & c.WGKIT_PEER_HAS_HANDSHAKE:
            return None
        return _EPOCH + timedelta(seconds=seconds, microseconds=nanoseconds // 1000)

    @property
    def _handshake(self) -> tuple[int, int]:
        """Seconds and nanoseconds of the last handshake; 0 and 0 for never."""
        return self._rest()[0], self._rest()[1]

    @property
    def has_preshared_key(self) -> bool:
        """Whether a preshared key is set; `Device.expose_preshared_key` gives it."""
        return bool(self._rest()[2] & c.WGKIT_PEER_HAS_PRESHARED_KEY)

    @property
    def endpoint(self) -> Endpoint | None:
        """Where its packets go: as configured, or where the last authentic one came from."""
        fields = self._rest()
        if not fields[2] & c.WGKIT_PEER_HAS_ENDPOINT:
            return None
        return endpoint_from(*fields[3:7])

    @property
    def persistent_keepalive(self) -> int:
        """Seconds between keepalive packets; 0 when off."""
        return self._rest()[10]  # type: ignore[no-any-return]

    @property
    def protocol_version(self) -> int:
        """The version of the protocol, 1 today."""
        return self._rest()[9]  # type: ignore[no-any-return]

    @property
    def allowed_ips(self) -> tuple[IPNetwork, ...]:
        """The networks that may come from the peer and are routed to it."""
        try:
            return self._networks
        except AttributeError:
            data, stride, base = self._where
            first, count = self._rest()[7:9]
            first -= base
            places = range(first * stride, (first + count) * stride, stride)
            self._networks = tuple(network_from(data, place) for place in places)
            return self._networks

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Peer):
            return NotImplemented
        mine, theirs = self._rest(), other._rest()
        # Where the allowed IPs stood is no part of the value.
        return (
            self._key == other._key
            and self.received_bytes == other.received_bytes
            and self.sent_bytes == other.sent_bytes
            and mine[:7] == theirs[:7]
            and mine[8:] == theirs[8:]
            and self.allowed_ips == other.allowed_ips
        )

    def __hash__(self) -> int:
        return hash(self._key)

    def __reduce__(self) -> Any:
        # One from an iteration shares the allowed IPs of its whole device: its own are enough.
        data, stride, base = self._where
        first, count = self._rest()[7:9]
        own = data[(first - base) * stride : (first - base + count) * stride]
        values = (self._key, self.received_bytes, self.sent_bytes, self._data, (own, stride, first))
        return _peer_of, values

    def __repr__(self) -> str:
        return f"<Peer {self.public_key}>"


def _peer_of(
    key: bytes, received: int, sent: int, data: bytes, where: tuple[bytes, int, int]
) -> Peer:
    peer = Peer.__new__(Peer)
    peer._key, peer.received_bytes, peer.sent_bytes, peer._data = key, received, sent, data
    peer._where = where
    return peer


_new_key = PublicKey.__new__
