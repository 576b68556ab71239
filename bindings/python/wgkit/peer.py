"""One peer of a device, decoded from the library's flat arrays."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from struct import Struct
from typing import Any

from . import _bindings as c
from .addresses import PREFIX, Endpoint, IPNetwork, endpoint_from, network_from
from .keys import PublicKey

# The structure wgkit_peer, with as many bytes behind it as there are; a test compares the places.
_PEER = "=32sQQqII16sIHBxQQIH18x"
PEER_SIZE = Struct(_PEER).size
PREFIX_SIZE = PREFIX.size

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def peer_structure(stride: int) -> Struct:
    """The structure of a peer in an array of this stride."""
    return Struct(f"{_PEER}{stride - PEER_SIZE}x")


class Peer:
    """A peer as it was when its device was read: a value that outlives the device."""

    __slots__ = ("_allowed_ips", "_fields", "_first", "_networks", "_stride")

    _fields: tuple[Any, ...]
    # The bytes in which the peer's allowed IPs are, the place of the first, their distance.
    _allowed_ips: bytes
    _first: int
    _stride: int
    _networks: tuple[IPNetwork, ...] | None

    def __init__(self) -> None:
        raise TypeError("peers come from Device.peers; PeerUpdate says what to change on one")

    @property
    def public_key(self) -> PublicKey:
        """The key that names the peer."""
        key = _new_key(PublicKey)
        key._data = self._fields[0]
        return key

    @property
    def received_bytes(self) -> int:
        """Bytes received from the peer since it was added."""
        return self._fields[1]  # type: ignore[no-any-return]

    @property
    def sent_bytes(self) -> int:
        """Bytes sent to the peer since it was added."""
        return self._fields[2]  # type: ignore[no-any-return]

    @property
    def latest_handshake(self) -> datetime | None:
        """When the last handshake was made, in UTC and to the microsecond; None for never."""
        if not self._fields[5] & c.WGKIT_PEER_HAS_HANDSHAKE:
            return None
        return _EPOCH + timedelta(seconds=self._fields[3], microseconds=self._fields[4] // 1000)

    @property
    def has_preshared_key(self) -> bool:
        """Whether a preshared key is set; `Device.expose_preshared_key` gives it."""
        return bool(self._fields[5] & c.WGKIT_PEER_HAS_PRESHARED_KEY)

    @property
    def endpoint(self) -> Endpoint | None:
        """Where its packets go: as configured, or where the last authentic one came from."""
        if not self._fields[5] & c.WGKIT_PEER_HAS_ENDPOINT:
            return None
        return endpoint_from(*self._fields[6:10])

    @property
    def persistent_keepalive(self) -> int:
        """Seconds between keepalive packets; 0 when off."""
        return self._fields[13]  # type: ignore[no-any-return]

    @property
    def protocol_version(self) -> int:
        """The version of the protocol, 1 today."""
        return self._fields[12]  # type: ignore[no-any-return]

    @property
    def allowed_ips(self) -> tuple[IPNetwork, ...]:
        """The networks that may come from the peer and are routed to it."""
        if self._networks is None:
            first, stride, count = self._first, self._stride, self._fields[11]
            places = range(first, first + count * stride, stride)
            self._networks = tuple(network_from(self._allowed_ips, place) for place in places)
        return self._networks

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Peer):
            return NotImplemented
        # Where the allowed IPs stood is no part of the value.
        mine, theirs = self._fields, other._fields
        return (
            mine[:10] == theirs[:10]
            and mine[11:] == theirs[11:]
            and self.allowed_ips == other.allowed_ips
        )

    def __hash__(self) -> int:
        return hash(self._fields[0])

    def __repr__(self) -> str:
        return f"<Peer {self.public_key}>"


_new_key = PublicKey.__new__
