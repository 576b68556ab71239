"""A privacy hub's operations in its own names and shapes; docs/systems/privacy-hub.md is the guide.

A hub has clients of its own server, in a ProfileStore, and configurations that providers gave it,
in a ConfigFolder. Either may be missing. Every method raises what wgkit raises: `http_status` says
which status of HTTP that is. No success is answered before it is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from .._errors import InvalidArgument
from ..device import Device
from ..file import File
from ..folder import ConfigFolder
from ..keys import PublicKey
from ..namespace import Namespace, Path
from ..profiles import ProfileStore
from ._shapes import handshake_age, handshake_epoch, http_status, is_connected, now

__all__ = ["PrivacyHub", "http_status"]


class GeneratedProfile(TypedDict):
    """The answer of POST /wg/gen. The configuration has the private key."""

    name: str
    public_key: str
    address: str
    config: str


class RevokedProfile(TypedDict):
    """The answer of DELETE /wg/profile, with what the peer had counted."""

    name: str
    public_key: str
    rx: int
    tx: int


class StoredProfile(TypedDict):
    name: str
    active: bool


class PeerStatus(TypedDict):
    name: str | None
    public_key: str
    allowed_ips: list[str]
    #: Seconds since 1970; 0 for never.
    latest_handshake: int
    #: Seconds; None for never.
    handshake_age: int | None
    connected: bool
    rx: int
    tx: int


class HubStatus(TypedDict):
    interface: str
    clients: int
    connected: int
    total_rx: int
    total_tx: int
    peers: list[PeerStatus]


class PrivacyHub:
    """The operations of a hub's API."""

    def __init__(
        self,
        interface: str = "wg0",
        *,
        store: ProfileStore | None = None,
        profiles: Path | None = None,
        active: Path | None = None,
        namespace: Namespace | None = None,
    ) -> None:
        """`store` has the clients of the hub's server; `profiles` is the folder of configurations
        from elsewhere and `active` the file that a tunnel reads, which may be mounted there."""
        self._interface = interface
        self._store = store
        self._namespace = namespace
        if (profiles is None) != (active is None):
            raise InvalidArgument("a folder of profiles needs the file of the active one too")
        self._active = active
        self._folder = (
            ConfigFolder(profiles, active) if profiles is not None and active is not None else None
        )

    # ---- Clients of the hub's server

    def generate(self, name: str) -> GeneratedProfile:
        """POST /wg/gen: a new client, with keys, an address, a file and a peer, or an error."""
        store = self._clients()
        profile = store.add(name)
        try:
            config = store.expose_client_config(name)
        except BaseException:
            # Nobody has got it.
            store.revoke(profile.public_key)
            raise
        return {
            "name": profile.name,
            "public_key": str(profile.public_key),
            "address": ", ".join(str(address) for address in profile.addresses),
            "config": config,
        }

    def revoke(self, name: str) -> RevokedProfile:
        """DELETE /wg/profile: the client of exactly this name. Raises NotFound."""
        store = self._clients()
        profile = store.get(name)
        counters = store.revoke(profile.public_key).last_counters
        return {
            "name": profile.name,
            "public_key": str(profile.public_key),
            "rx": counters.received_bytes if counters else 0,
            "tx": counters.sent_bytes if counters else 0,
        }

    # ---- Configurations from elsewhere

    def config(self) -> str:
        """GET /wg/config: the configuration that the tunnel uses, private key included."""
        self._stored()
        assert self._active is not None
        with File.read(self._active) as file:
            return file.expose_text()

    def profiles(self) -> list[StoredProfile]:
        """The stored configurations, and which is active. Raises NotFound for the folder."""
        folder = self._stored()
        active = folder.active
        return [{"name": name, "active": name == active} for name in folder.names()]

    def upload(self, body: Mapping[str, object]) -> StoredProfile:
        """Stores {"name", "config"}; one that a tunnel cannot use, or with a hook, is refused."""
        name, config = body.get("name"), body.get("config")
        if not isinstance(name, str) or not isinstance(config, str):
            raise InvalidArgument('an upload has "name" and "config", both texts')
        folder = self._stored()
        folder.put(name, config)
        return {"name": name, "active": folder.active == name}

    def activate(self, name: str) -> StoredProfile:
        """Makes a stored configuration the tunnel's. When this returns, the file has its text."""
        self._stored().activate(name)
        return {"name": name, "active": True}

    def delete(self, name: str) -> None:
        """Deletes a stored configuration. Raises InvalidArgument for the active one."""
        self._stored().remove(name)

    # ---- Status

    def status(self) -> HubStatus:
        """The interface now, in bytes and seconds as numbers. Needs CAP_NET_ADMIN."""
        at = now()
        names: dict[PublicKey, str] = {}
        if self._store is not None:
            names = {profile.public_key: profile.name for profile in self._store}
        with Device(self._interface, self._namespace) as device:
            peers: list[PeerStatus] = [
                {
                    "name": names.get(peer.public_key),
                    "public_key": str(peer.public_key),
                    "allowed_ips": [str(network) for network in peer.allowed_ips],
                    "latest_handshake": handshake_epoch(peer),
                    "handshake_age": handshake_age(peer, at),
                    "connected": is_connected(peer, at),
                    "rx": peer.received_bytes,
                    "tx": peer.sent_bytes,
                }
                for peer in device.peers
            ]
        return {
            "interface": self._interface,
            "clients": len(peers),
            "connected": sum(peer["connected"] for peer in peers),
            "total_rx": sum(peer["rx"] for peer in peers),
            "total_tx": sum(peer["tx"] for peer in peers),
            "peers": peers,
        }

    # ---- What is there

    def _clients(self) -> ProfileStore:
        if self._store is None:
            raise InvalidArgument("this hub has no store of clients")
        return self._store

    def _stored(self) -> ConfigFolder:
        if self._folder is None:
            raise InvalidArgument("this hub has no folder of profiles")
        return self._folder
