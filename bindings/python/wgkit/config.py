"""Configurations: what a document says, as values."""

from __future__ import annotations

from ctypes import byref
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from . import _bindings as c
from ._managed import Handle, array_of, call, new_handle, records_of, structure_of, text_at
from .addresses import IPAddress, IPInterface, IPNetwork, interface_from, network_from
from .document import Dialect, Document, Key
from .keys import PresharedKey, PrivateKey, PublicKey
from .update import CLEAR, Clear


@dataclass(frozen=True)
class ConfigPeer:
    """A [Peer] section."""

    public_key: PublicKey
    #: The name that a comment gives, or None.
    name: str | None
    #: CLEAR for 32 zero bytes, which take a peer's key away; None when there is none.
    preshared_key: PresharedKey | Clear | None
    #: As it stands there, its host not looked up: see Endpoint.resolve.
    endpoint: str | None
    #: The networks that may come from the peer, host bits cleared.
    allowed_ips: tuple[IPNetwork, ...]
    #: The networks with a minus sign, to be taken from the peer.
    removed_allowed_ips: tuple[IPNetwork, ...]
    #: Whether a network has a sign: they are added to those that the peer has, or taken away.
    keeps_allowed_ips: bool
    #: Seconds between keepalive packets, 0 for none; None when it is not there.
    persistent_keepalive: int | None

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Config:
    """What a configuration file says, at one moment; Document has the file itself.

    `repr` does not show the keys in it.
    """

    #: CLEAR for 32 zero bytes, which take a device's key away; None when there is none.
    private_key: PrivateKey | Clear | None
    #: The public key that belongs to the private key.
    public_key: PublicKey | None
    #: The UDP port, 0 for any; None when it is not there.
    listen_port: int | None
    #: The mark on outgoing encrypted packets, 0 for none; None when it is not there.
    firewall_mark: int | None
    addresses: tuple[IPInterface, ...]
    dns_servers: tuple[IPAddress, ...]
    search_domains: tuple[str, ...]
    #: The largest packet in bytes; None when it is not there.
    mtu: int | None
    #: "auto", "off", or the name or number of a table; None when it is not there.
    table: str | None
    #: Commands for wg-quick, which this library never runs.
    pre_up: tuple[str, ...]
    post_up: tuple[str, ...]
    pre_down: tuple[str, ...]
    post_down: tuple[str, ...]
    save_config: bool | None
    peers: tuple[ConfigPeer, ...]
    #: Those that `Document.disable_peer` made comments of.
    disabled_peers: tuple[ConfigPeer, ...]

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def parse(cls, text: str | bytes, dialect: Dialect = Dialect.WG_QUICK) -> Config:
        """Reads a text. Raises InvalidConfiguration with line and column, TooLarge."""
        with Document(text, dialect) as document:
            return cls.of(document)

    @classmethod
    def of(cls, document: Document) -> Config:
        """Reads a document. Raises InvalidConfiguration for a value that its key does not take."""
        handle = _read(document)
        info = structure_of(c.wgkit_config_get_info, handle, c.wgkit_config_info)
        flags = info.flags
        items: dict[int, list[str]] = {}
        for item in records_of(c.wgkit_config_items, handle, c.wgkit_config_item):
            items.setdefault(item.kind, []).append(text_at(item.text) or "")
        peers = list(records_of(c.wgkit_config_peers, handle, c.wgkit_config_peer))
        disabled = list(records_of(c.wgkit_config_disabled_peers, handle, c.wgkit_config_peer))
        networks = _networks(handle)
        made = [_peer(handle, place, p, networks) for place, p in enumerate([*peers, *disabled])]
        has_key = bool(flags & c.WGKIT_CONFIG_HAS_PRIVATE_KEY)

        def texts(kind: int) -> tuple[str, ...]:
            return tuple(items.get(kind, ()))

        def number(flag: int, value: int) -> int | None:
            return value if flags & flag else None

        private_key: PrivateKey | Clear | None = _private_key(handle) if has_key else None
        if flags & c.WGKIT_CONFIG_CLEARS_PRIVATE_KEY:
            private_key = CLEAR
        save_config = bool(flags & c.WGKIT_CONFIG_SAVES_CONFIG)
        return cls(
            private_key=private_key,
            public_key=PublicKey.from_bytes(bytes(info.public_key)) if has_key else None,
            listen_port=number(c.WGKIT_CONFIG_HAS_LISTEN_PORT, info.listen_port),
            firewall_mark=number(c.WGKIT_CONFIG_HAS_FIREWALL_MARK, info.firewall_mark),
            addresses=_addresses(handle),
            dns_servers=tuple(ip_address(text) for text in texts(c.WGKIT_CONFIG_DNS_SERVER)),
            search_domains=texts(c.WGKIT_CONFIG_SEARCH_DOMAIN),
            mtu=number(c.WGKIT_CONFIG_HAS_MTU, info.mtu),
            table=text_at(info.table),
            pre_up=texts(c.WGKIT_CONFIG_HOOK_PRE_UP),
            post_up=texts(c.WGKIT_CONFIG_HOOK_POST_UP),
            pre_down=texts(c.WGKIT_CONFIG_HOOK_PRE_DOWN),
            post_down=texts(c.WGKIT_CONFIG_HOOK_POST_DOWN),
            save_config=save_config if flags & c.WGKIT_CONFIG_HAS_SAVE_CONFIG else None,
            peers=tuple(made[: len(peers)]),
            disabled_peers=tuple(made[len(peers) :]),
        )


@dataclass(frozen=True)
class Entry:
    """A key with its value, and where they stand."""

    key: Key
    #: As it stands in the file; None for PrivateKey and PresharedKey.
    value: str | None
    #: From 1 on.
    line: int
    #: The first byte of the value in the line, from 1 on.
    column: int
    #: Which of the file's sections it is in, from 0 on.
    section: int


_KEYS = {key._number: key for key in Key}


def document_entries(document: Document) -> list[Entry]:
    """All keys that stand in a document, in its order.

    Raises InvalidConfiguration for a value that its key does not take.
    """
    records = records_of(c.wgkit_config_entries, _read(document), c.wgkit_config_entry)
    return [
        Entry(_KEYS[r.key], text_at(r.value), r.line, r.column, r.section)
        for r in records
        if r.key in _KEYS
    ]


def _read(document: Document) -> Handle:
    return new_handle(c.wgkit_config_read, c.wgkit_config_free, document._open())


def _addresses(handle: Handle) -> tuple[IPInterface, ...]:
    data, stride = array_of(c.wgkit_config_addresses, handle, 20)
    return tuple(interface_from(data, place) for place in range(0, len(data), stride))


def _networks(handle: Handle) -> list[IPNetwork]:
    data, stride = array_of(c.wgkit_config_allowed_ips, handle, 20)
    return [network_from(data, place) for place in range(0, len(data), stride)]


def _private_key(handle: Handle) -> PrivateKey:
    key = PrivateKey._empty()
    call(c.wgkit_config_expose_private_key, handle.value, byref(key._key))
    return key


def _peer(handle: Handle, place: int, peer: Any, networks: list[IPNetwork]) -> ConfigPeer:
    flags = peer.flags
    preshared_key: PresharedKey | Clear | None = None
    if flags & c.WGKIT_CONFIG_PEER_HAS_PRESHARED_KEY:
        preshared_key = PresharedKey._empty()
        call(c.wgkit_config_expose_preshared_key, handle.value, place, byref(preshared_key._key))
    elif flags & c.WGKIT_CONFIG_PEER_CLEARS_PRESHARED_KEY:
        preshared_key = CLEAR
    first, removed = peer.first_allowed_ip, peer.first_removed_ip
    return ConfigPeer(
        public_key=PublicKey.from_bytes(bytes(peer.public_key)),
        name=text_at(peer.name),
        preshared_key=preshared_key,
        endpoint=text_at(peer.endpoint),
        allowed_ips=tuple(networks[first : first + peer.allowed_ip_count]),
        removed_allowed_ips=tuple(networks[removed : removed + peer.removed_ip_count]),
        keeps_allowed_ips=bool(flags & c.WGKIT_CONFIG_PEER_KEEPS_ALLOWED_IPS),
        persistent_keepalive=(
            peer.persistent_keepalive if flags & c.WGKIT_CONFIG_PEER_HAS_KEEPALIVE else None
        ),
    )
