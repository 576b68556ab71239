"""A Personal Internet Cell's WireGuard in its own names and shapes.

docs/systems/personal-internet-cell.md is the guide. Address, network and port come from the
configuration: nothing here is a constant. Every method raises what wgkit raises; `answer` makes of
it what the API sends.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from ipaddress import ip_interface
from typing import Any, Callable, TypedDict

from .. import nat
from .._errors import InvalidArgument, NoSuchInterface, NotFound
from ..addresses import Endpoint, IPNetwork
from ..config import Config
from ..device import Device
from ..document import Key
from ..file import File, write_file
from ..interface import Interface
from ..keys import PublicKey, generate_keypair
from ..link import links
from ..namespace import Namespace
from ..networks import full, split
from ..peer import Peer
from ..profiles import Profile, ProfileStore, check_profile_name
from ..update import DeviceUpdate, PeerUpdate
from ._shapes import handshake_epoch, http_status, iso_time, now

__all__ = ["PersonalCell", "answer", "http_status"]

#: The name of the service in its errors.
SERVICE = "wireguard"


class Failure(TypedDict):
    error: str
    timestamp: str
    service: str


class Traffic(TypedDict):
    bytes_sent: int
    bytes_received: int


class CellStatus(TypedDict):
    running: bool
    interface: str
    address: list[str]
    port: int
    peers_count: int
    total_traffic: Traffic


class PeerShape(TypedDict):
    name: str
    public_key: str
    ip: str
    allowed_ips: list[str]
    #: ISO 8601, in UTC; None for never.
    last_handshake: str | None
    rx: int
    tx: int


class NewKeys(TypedDict):
    """Shown once: nothing keeps the private key."""

    name: str
    private_key: str
    public_key: str


class RegistryEntry(TypedDict):
    name: str
    public_key: str
    ip: str
    networks: list[str]


def answer(operation: Callable[[], Any], service: str = SERVICE) -> tuple[int, Any]:
    """What the API sends for an operation: the status of HTTP, and its result or a failure."""
    try:
        return 200, operation()
    except Exception as error:
        failure: Failure = {
            "error": str(error),
            "timestamp": iso_time(now()) or "",
            "service": service,
        }
        return http_status(error), failure


class PersonalCell:
    """The operations of the cell's API on WireGuard."""

    def __init__(
        self,
        store: ProfileStore,
        *,
        outside: str | None = None,
        namespace: Namespace | None = None,
    ) -> None:
        """`outside` is the interface towards the internet, for NAT; None is any."""
        self._store = store
        self._outside = outside
        self._namespace = namespace

    # ---- Status

    def status(self) -> CellStatus:
        """Whether it runs, and what went through. An interface that cannot be read is an error."""
        interface = self._store.setting("Interface")
        with File.read(self._store.setting("ConfigFile")) as file, file.parse() as document:
            config = Config.of(document)
        address = [str(one) for one in config.addresses]
        try:
            device = Device(interface, self._namespace)
        except NoSuchInterface:
            # It is certain that it does not run; that is no error of reading.
            return {
                "running": False,
                "interface": interface,
                "address": address,
                "port": config.listen_port or 0,
                "peers_count": 0,
                "total_traffic": {"bytes_sent": 0, "bytes_received": 0},
            }
        with device:
            peers = device.peers
            up = {link.name for link in links(self._namespace) if link.is_up}
            return {
                "running": interface in up,
                "interface": interface,
                "address": address,
                "port": device.listen_port,
                "peers_count": len(peers),
                "total_traffic": {
                    "bytes_sent": sum(peers.sent_bytes),
                    "bytes_received": sum(peers.received_bytes),
                },
            }

    def peers(self) -> list[PeerShape]:
        """The peers of the registry, with what the device says about them."""
        with Device(self._store.setting("Interface"), self._namespace) as device:
            found = {peer.public_key: peer for peer in device.peers}
        return [_peer(profile, found.get(profile.public_key)) for profile in self._store]

    # ---- Peers

    def generate_keys(self, name: str) -> NewKeys:
        """A key pair for somebody who adds the public key later; the private key is shown once."""
        check_profile_name(name)
        pair = generate_keypair()
        return {
            "name": name,
            "private_key": pair.private_key.expose_base64(),
            "public_key": str(pair.public_key),
        }

    def add_peer(self, body: Mapping[str, object]) -> RegistryEntry:
        """Adds {"name", "public_key", "ip"}: the caller's key and address; without "ip" a free one.

        Raises AlreadyExists when the name, the key or the address is somebody's: nothing is moved
        away from its owner.
        """
        name, key, ip = body.get("name"), body.get("public_key"), body.get("ip")
        if not isinstance(name, str) or not isinstance(key, str):
            raise InvalidArgument('a peer has a "name" and a "public_key", both texts')
        if ip is not None and not isinstance(ip, str):
            raise InvalidArgument('the "ip" of a peer is a text')
        profile = self._store.add(
            name,
            public_key=PublicKey(key),
            without_preshared_key=True,
            addresses=None if ip is None else [ip],
        )
        return _entry(profile)

    # ---- The registry

    def registry(self) -> list[RegistryEntry]:
        """All peers, connected or not."""
        return [_entry(profile) for profile in self._store]

    def remove(self, name: str) -> RegistryEntry:
        """Removes the peer of exactly this name. Raises NotFound."""
        profile = self._store.get(name)
        self._store.revoke(profile.public_key)
        return _entry(profile)

    def update_ip(self, name: str, ip: str) -> RegistryEntry:
        """PUT …/update-ip: another address for a peer that stays. Nobody else's peer is touched.

        It takes the place of the peer's address of the same family; one of the other stays.
        """
        version = ip_interface(ip).version
        others = [one for one in self._store.get(name).addresses if one.version != version]
        new = [ip, *others] if version == 4 else [*others, ip]
        return _entry(self._store.readdress(name, addresses=new))

    # ---- Routes of a peer

    def set_route(
        self, name: str, mode: str, networks: Sequence[IPNetwork | str] = ()
    ) -> RegistryEntry:
        """What goes through a peer's tunnel.

        "split" is the cell's networks, "full" everything, and "bridge" the cell's networks, where
        `networks` behind the peer are reached through it.

        Raises WouldMove for networks that overlap those of another peer or the cell's own.
        """
        if mode not in ("split", "full", "bridge"):
            raise InvalidArgument(f"{mode!r} is no mode: it is split, full or bridge")
        if bool(networks) != (mode == "bridge"):
            raise InvalidArgument("a bridge has networks behind its peer, and no other mode has")
        allowed = full() if mode == "full" else split(self._store.setting("Networks").split(", "))
        return _entry(self._store.readdress(name, networks=networks, allowed_ips=allowed))

    # ---- Other cells

    def link_cell(
        self, name: str, public_key: str, endpoint: str, subnets: Sequence[IPNetwork | str]
    ) -> RegistryEntry:
        """Links another cell: a peer with its subnets and its endpoint.

        Raises WouldMove, before anything is changed, when a subnet overlaps the cell's own networks
        or those of a peer.
        """
        where = Endpoint.resolve(endpoint)
        profile = self._store.add(
            name, public_key=PublicKey(public_key), without_preshared_key=True, networks=subnets
        )
        try:
            self._set_endpoint(profile.public_key, endpoint, where)
        except BaseException:
            self._store.revoke(profile.public_key)
            raise
        return _entry(profile)

    def _set_endpoint(self, key: PublicKey, text: str, endpoint: Endpoint) -> None:
        path = self._store.setting("ConfigFile")
        with File.read(path) as file, file.parse() as document:
            document.set(Key.ENDPOINT, text, key)
            write_file(path, document, expected=file)
        interface = Interface(self._store.setting("Interface"), self._namespace)
        interface.apply(DeviceUpdate(peers=[PeerUpdate(key, endpoint=endpoint, change_only=True)]))

    # ---- NAT

    def nat(self, on: bool) -> bool:
        """Gives the cell's peers the internet through this host, or takes it from them.

        Whether there is NAT afterwards. That there was none to take away is no error.
        """
        interface = self._store.setting("Interface")
        if on:
            networks = self._store.setting("Networks").split(", ")
            nat.add(interface, networks, out=self._outside, namespace=self._namespace)
            return True
        with contextlib.suppress(NotFound):
            nat.remove(interface, namespace=self._namespace)
        return False


def _ip(profile: Profile) -> str:
    return ", ".join(str(address) for address in profile.addresses)


def _entry(profile: Profile) -> RegistryEntry:
    return {
        "name": profile.name,
        "public_key": str(profile.public_key),
        "ip": _ip(profile),
        "networks": [str(network) for network in profile.networks],
    }


def _peer(profile: Profile, peer: Peer | None) -> PeerShape:
    return {
        "name": profile.name,
        "public_key": str(profile.public_key),
        "ip": _ip(profile),
        "allowed_ips": [] if peer is None else [str(network) for network in peer.allowed_ips],
        "last_handshake": iso_time(handshake_epoch(peer)),
        "rx": 0 if peer is None else peer.received_bytes,
        "tx": 0 if peer is None else peer.sent_bytes,
    }
