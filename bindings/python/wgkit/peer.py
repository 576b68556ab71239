"""One peer of a device, decoded from the library's flat arrays."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from struct import Struct
from typing import NamedTuple, Union

from . import _bindings as c
from .keys import PublicKey

# The structures wgkit_peer and wgkit_prefix; a test compares the places with theirs.
_PEER = Struct("=32sQQqII16sIHBxQQIH18x")
_PREFIX = Struct("=16sBB2x")
PEER_SIZE = _PEER.size
PREFIX_SIZE = _PREFIX.size

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

IPAddress = Union[IPv4Address, IPv6Address]
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


class Peer:
    """A peer as it was when its device was read: a value that outlives the device."""

    __slots__ = ("_allowed_ips", "_fields", "_networks")

    def __init__(
        self, peers: memoryview, start: int, allowed_ips: memoryview, allowed_ip_stride: int
    ) -> None:
        """Copies what is at a place of the library's memory."""
        self._fields = fields = _PEER.unpack_from(peers, start)
        first, count = fields[10], fields[11]
        self._allowed_ips = (
            bytes(allowed_ips[first * allowed_ip_stride : (first + count) * allowed_ip_stride]),
            allowed_ip_stride,
        )
        self._networks: tuple[IPNetwork, ...] | None = None

    @property
    def public_key(self) -> PublicKey:
        """The key that names the peer."""
        return PublicKey.from_bytes(self._fields[0])

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
        data, scope_id, port, family = self._fields[6:10]
        address = IPv4Address(data[:4]) if family == c.WGKIT_FAMILY_IPV4 else IPv6Address(data)
        return Endpoint(address, port, scope_id)

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
            data, stride = self._allowed_ips
            self._networks = tuple(_network(data, start) for start in range(0, len(data), stride))
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


def _network(data: bytes, start: int) -> IPNetwork:
    address, family, length = _PREFIX.unpack_from(data, start)
    if family == c.WGKIT_FAMILY_IPV4:
        return IPv4Network((address[:4], length), strict=False)
    return IPv6Network((address, length), strict=False)
