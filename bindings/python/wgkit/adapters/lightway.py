"""Lightway's operations in its own names and shapes; docs/systems/lightway.md is the guide.

The clients are those of a ProfileStore, mostly in a layout of the linuxserver image, and their
files are made from its template, in which nothing is ever run. History and bandwidth come from a
UsageLedger. Every method raises what wgkit raises: `http_status` says which status of HTTP that is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import quote, unquote

from .._errors import InvalidArgument
from ..device import Device
from ..file import File
from ..interface import Interface
from ..keys import PublicKey
from ..namespace import Namespace
from ..peer import Peer
from ..profiles import Layout, Profile, ProfileStore
from ._shapes import handshake_age, handshake_epoch, http_status, is_connected, now

if TYPE_CHECKING:
    from ..usage import UsageLedger

__all__ = ["Lightway", "http_status", "key_from_url", "key_in_url", "legacy_mbps"]


class Bandwidth(TypedDict):
    """Over the last five minutes. Sent and received are the server's view."""

    sent_bytes_per_second: int
    received_bytes_per_second: int
    #: The old field: mebibits a second, 1,048,576 bits, whatever its name says.
    mbps_sent: float
    mbps_received: float


class PeerMetrics(TypedDict):
    sent: int
    received: int
    total: int
    #: Seconds since 1970; 0 for never.
    latest_handshake: int
    #: Seconds; None for never.
    handshake_age: int | None
    #: A handshake was made less than 180 seconds ago.
    active: bool
    #: None without a ledger, or when it has too little.
    bandwidth: Bandwidth | None


class PeerRecord(TypedDict):
    name: str
    address: str
    public_key: str
    enabled: bool
    metrics: PeerMetrics


class AddedPeer(TypedDict):
    name: str
    address: str
    public_key: str
    config_file: str
    folder: str


class HistoryPoint(TypedDict):
    #: Seconds since 1970.
    start: int
    seconds: int
    #: None where nothing is known: a gap is not zero.
    sent_bytes_per_second: int | None
    received_bytes_per_second: int | None


class ServerInformation(TypedDict):
    interface: str
    public_key: str | None
    listen_port: int
    endpoint: str
    networks: list[str]
    peers: int


class Summary(TypedDict):
    peers: int
    active: int
    sent: int
    received: int
    total: int


class Reloaded(TypedDict):
    added: int
    changed: int
    removed: int


def legacy_mbps(bytes_per_second: int) -> float:
    """What the old program calls "mbps": mebibits a second, which are 1,048,576 bits."""
    return bytes_per_second * 8 / (1024 * 1024)


def key_in_url(key: PublicKey | str) -> str:
    """A public key as one part of a URL's path: it may have "/", "+" and "=" in it."""
    return quote(str(key), safe="")


def key_from_url(part: str) -> PublicKey:
    """The public key of a part of a URL's path. Raises InvalidKey."""
    return PublicKey(unquote(part))


class Lightway:
    """The operations of the configuration manager's API."""

    def __init__(
        self,
        store: ProfileStore,
        *,
        ledger: UsageLedger | None = None,
        namespace: Namespace | None = None,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._namespace = namespace

    # ---- Peers

    def peers(self) -> list[PeerRecord]:
        """All peers with their metrics, from one reading of the device."""
        at = now()
        found = self._read()
        return [self._record(profile, found.get(profile.public_key), at) for profile in self._store]

    def add_peer(self, body: Mapping[str, object]) -> AddedPeer:
        """Adds the peer {"name"}: keys, address, folder, configuration, and the peer on the device.

        The address is the lowest that nobody has. No other peer is touched.
        """
        name = body.get("name")
        if not isinstance(name, str):
            raise InvalidArgument('a peer has a "name", a text')
        profile = self._store.add(name)
        config_file = self._config_file(name)
        return {
            "name": profile.name,
            "address": _addresses(profile),
            "public_key": str(profile.public_key),
            "config_file": config_file,
            "folder": os.path.dirname(config_file),
        }

    def peer_config(self, name: str) -> str:
        """The configuration of a peer, with its private key. Raises NotFound."""
        return self._store.expose_client_config(name)

    def delete_peer(self, name: str) -> PeerMetrics:
        """Deletes the peer of exactly this name, and says what it had counted. Raises NotFound.

        With a ledger it is counted there for the last time before.
        """
        profile = self._store.get(name)
        if self._ledger is not None:
            self._ledger.collect(self._store.setting("Interface"), self._namespace)
        counters = self._store.revoke(profile.public_key).last_counters
        received = counters.received_bytes if counters else 0
        sent = counters.sent_bytes if counters else 0
        return _metrics(received, sent, 0, None, False, None)

    # ---- The server

    def server(self) -> ServerInformation:
        """The server as it is now. No secret is in it."""
        setting = self._store.setting
        with Device(setting("Interface"), self._namespace) as device:
            key = device.public_key
            return {
                "interface": device.name,
                "public_key": None if key is None else str(key),
                "listen_port": device.listen_port,
                "endpoint": setting("Endpoint"),
                "networks": setting("Networks").split(", "),
                "peers": len(device.peers),
            }

    def reload(self) -> Reloaded:
        """Makes the running interface match its file, touching only what differs."""
        interface = Interface(self._store.setting("Interface"), self._namespace)
        with File.read(self._store.setting("ConfigFile")) as file, file.parse() as document:
            made = interface.reload(document)
        return {
            "added": made.added_peers,
            "changed": made.changed_peers,
            "removed": made.removed_peers,
        }

    # ---- Metrics

    def metrics(self, name: str) -> PeerMetrics:
        """The metrics of one peer. Raises NotFound."""
        key = self._store.get(name).public_key
        return self._metrics(key, self._read().get(key), now())

    def history(self, name: str, hours: int = 24) -> list[HistoryPoint]:
        """Bytes per second over the last 1 to 24 hours, oldest first; a gap is None."""
        if not isinstance(hours, int) or not 1 <= hours <= 24:
            raise InvalidArgument(f"a history has 1 to 24 hours, not {hours!r}")
        if self._ledger is None:
            raise InvalidArgument("there is no history without a ledger of usage")
        key = self._store.get(name).public_key
        return [
            {
                "start": int(point.start.timestamp()),
                "seconds": point.seconds,
                "sent_bytes_per_second": point.sent_bytes_per_second,
                "received_bytes_per_second": point.received_bytes_per_second,
            }
            for point in self._ledger.history(key, hours=hours)
        ]

    def summary(self) -> Summary:
        """All peers of the interface together."""
        at = now()
        peers = self._read().values()
        sent = sum(peer.sent_bytes for peer in peers)
        received = sum(peer.received_bytes for peer in peers)
        return {
            "peers": len(peers),
            "active": sum(is_connected(peer, at) for peer in peers),
            "sent": sent,
            "received": received,
            "total": sent + received,
        }

    # ---- Shapes

    def _config_file(self, name: str) -> str:
        layout = Layout(self._store.setting("Layout"))
        if layout is Layout.PLAIN:
            return os.path.join(self._store.folder, f"{name}.conf")
        file = f"{name}.conf" if layout is Layout.LINUXSERVER else "peer.conf"
        return os.path.join(self._store.folder, name, file)

    def _read(self) -> dict[PublicKey, Peer]:
        with Device(self._store.setting("Interface"), self._namespace) as device:
            return {peer.public_key: peer for peer in device.peers}

    def _record(self, profile: Profile, peer: Peer | None, at: int) -> PeerRecord:
        return {
            "name": profile.name,
            "address": _addresses(profile),
            "public_key": str(profile.public_key),
            "enabled": profile.enabled,
            "metrics": self._metrics(profile.public_key, peer, at),
        }

    def _metrics(self, key: PublicKey, peer: Peer | None, at: int) -> PeerMetrics:
        return _metrics(
            0 if peer is None else peer.received_bytes,
            0 if peer is None else peer.sent_bytes,
            handshake_epoch(peer),
            handshake_age(peer, at),
            is_connected(peer, at),
            self._bandwidth(key),
        )

    def _bandwidth(self, key: PublicKey) -> Bandwidth | None:
        rates = [] if self._ledger is None else self._ledger.rates(key)
        # One for each interface that has had the peer; of some nobody measures anything.
        sent = [one.sent_bytes_per_second for one in rates]
        received = [one.received_bytes_per_second for one in rates]
        known_sent = [one for one in sent if one is not None]
        known_received = [one for one in received if one is not None]
        if not known_sent or not known_received:
            return None
        all_sent, all_received = sum(known_sent), sum(known_received)
        return {
            "sent_bytes_per_second": all_sent,
            "received_bytes_per_second": all_received,
            "mbps_sent": legacy_mbps(all_sent),
            "mbps_received": legacy_mbps(all_received),
        }


def _addresses(profile: Profile) -> str:
    return ", ".join(str(address) for address in profile.addresses)


def _metrics(
    received: int,
    sent: int,
    handshake: int,
    age: int | None,
    active: bool,
    bandwidth: Bandwidth | None,
) -> PeerMetrics:
    return {
        "sent": sent,
        "received": received,
        "total": sent + received,
        "latest_handshake": handshake,
        "handshake_age": age,
        "active": active,
        "bandwidth": bandwidth,
    }
