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

    # A view sets the first two, and nothing else: making a peer has to be quick.
    __slots__ = ("_fields", "_networks", "_where")

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
        try:
            return self._networks
        except AttributeError:
            data, stride, base = self._where
            first, count = self._fields[10] - base, self._fields[11]
            places = range(first * stride, (first + count) * stride, stride)
            self._networks = tuple(network_from(data, place) for place in places)
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
