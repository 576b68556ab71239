"""Updates: what to change on a device. What an update does not name stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import POINTER, addressof, byref, c_char, cast, memmove
from dataclasses import dataclass
from enum import Enum
from struct import Struct
from typing import Final, get_args

from . import _bindings as c
from ._managed import Handle, call, new_handle
from ._numbers import checked
from .addresses import (
    PREFIX,
    Endpoint,
    IPAddress,
    IPInterface,
    IPNetwork,
    Prefix,
    endpoint_bytes,
    prefixes_of,
)
from .document import Document
from .keys import PresharedKey, PrivateKey, PublicKey


class Clear(Enum):
    """What takes a key away, where None leaves it as it is."""

    CLEAR = "clear"


#: In the place of a key: the device or the peer is to have none.
CLEAR: Final = Clear.CLEAR


@dataclass
class PeerUpdate:
    """What to change on a peer; a peer that the device does not have is added."""

    #: The key that names the peer.
    public_key: PublicKey
    #: A key to set, CLEAR to take the peer's away, None to leave it.
    preshared_key: PresharedKey | Clear | None = None
    #: Where packets to it go, as an Endpoint or in numbers, "192.0.2.1:51820"; None to leave it.
    endpoint: Endpoint | str | None = None
    #: Networks to give to the peer. One that another peer has moves over from there.
    allowed_ips: Iterable[Prefix] = ()
    #: Seconds between keepalive packets, 0 for none; None to leave it.
    persistent_keepalive: int | None = None
    #: Whether `allowed_ips` replace those that the peer has.
    replace_allowed_ips: bool = False
    #: Networks to take from the peer; one that it does not have is passed over.
    removed_allowed_ips: Iterable[Prefix] = ()
    #: Remove the peer; that it is not there is no error.
    remove: bool = False
    #: Change the peer when it is there, and do not add it.
    change_only: bool = False

    def __post_init__(self) -> None:
        # An iterator would be empty at the second use of the update.
        self.allowed_ips = _several(self.allowed_ips)
        self.removed_allowed_ips = _several(self.removed_allowed_ips)


@dataclass
class DeviceUpdate:
    """What to change on a device: for `Interface.apply`; or how it is to be: `Interface.sync`."""

    #: A key to set, CLEAR to take the device's away, None to leave it.
    private_key: PrivateKey | Clear | None = None
    #: The UDP port, 0 for any; None to leave it.
    listen_port: int | None = None
    #: The mark on outgoing encrypted packets, 0 for none; None to leave it.
    firewall_mark: int | None = None
    #: The peers to add, change or remove, in this order.
    peers: Iterable[PeerUpdate] = ()
    #: Whether `peers` replace all that the device has.
    replace_peers: bool = False

    def __post_init__(self) -> None:
        # An iterator would be empty at the second use of the update.
        self.peers = tuple(self.peers)


# The structure wgkit_peer_update, from the endpoint on; a test compares the places.
_PEER = Struct("=32s32x24sIHxxQQQQ16x")
_PRESHARED_KEY = c.wgkit_peer_update.preshared_key.offset


def update_handle(update: DeviceUpdate | Document, meaning: int) -> Handle:
    """The library's copy of an update, or what a document means to a device.

    Raises InvalidArgument, InvalidAddress, InvalidKey; for a document InvalidConfiguration and
    UnresolvedHost.
    """
    if isinstance(update, Document):
        return new_handle(c.wgkit_document_to_update, c.wgkit_update_free, update._open(), meaning)
    handle = new_handle(c.wgkit_update_create, c.wgkit_update_free)
    target = handle.value
    if isinstance(update.private_key, PrivateKey):
        call(c.wgkit_update_set_private_key, target, byref(update.private_key._key))
    elif update.private_key is CLEAR:
        call(c.wgkit_update_clear_private_key, target)
    elif update.private_key is not None:
        raise TypeError("a private key is a PrivateKey, CLEAR or None")
    if update.listen_port is not None:
        port = checked(update.listen_port, 65535, "the listen port")
        call(c.wgkit_update_set_listen_port, target, port)
    if update.firewall_mark is not None:
        mark = checked(update.firewall_mark, 2**32 - 1, "the firewall mark")
        call(c.wgkit_update_set_firewall_mark, target, mark)
    if update.replace_peers:
        call(c.wgkit_update_replace_peers, target)
    peers = list(update.peers)
    if peers:
        _add_peers(handle, peers)
    return handle


def _add_peers(handle: Handle, peers: list[PeerUpdate]) -> None:
    networks: list[Prefix] = []
    records = bytearray(len(peers) * _PEER.size)
    base = addressof(c_char.from_buffer(records))
    try:
        for place, peer in enumerate(peers):
            start = place * _PEER.size
            _PEER.pack_into(records, start, *_fields(peer, networks))
            if isinstance(peer.preshared_key, PresharedKey):
                # Straight from the key's own memory: no copy of it is left anywhere.
                memmove(base + start + _PRESHARED_KEY, byref(peer.preshared_key._key), 32)
        prefixes = prefixes_of(networks)
        call(
            c.wgkit_update_add_peers,
            handle.value,
            cast(base, POINTER(c.wgkit_peer_update)),
            len(peers),
            _PEER.size,
            cast(addressof(c_char.from_buffer(prefixes)), POINTER(c.wgkit_prefix))
            if prefixes
            else None,
            len(networks),
            PREFIX.size,
        )
    finally:
        c.wgkit_secret_wipe(base, len(records))


def _fields(peer: PeerUpdate, networks: list[Prefix]) -> tuple[object, ...]:
    """The fields of a peer; its allowed IPs go to the end of `networks`."""
    flags = 0
    if peer.remove:
        flags |= c.WGKIT_UPDATE_REMOVE
    if peer.change_only:
        flags |= c.WGKIT_UPDATE_CHANGE_ONLY
    if peer.replace_allowed_ips:
        flags |= c.WGKIT_UPDATE_REPLACE_ALLOWED_IPS
    if isinstance(peer.preshared_key, PresharedKey):
        flags |= c.WGKIT_UPDATE_SET_PRESHARED_KEY
    elif peer.preshared_key is CLEAR:
        flags |= c.WGKIT_UPDATE_CLEAR_PRESHARED_KEY
    elif peer.preshared_key is not None:
        raise TypeError("a preshared key is a PresharedKey, CLEAR or None")
    endpoint = b""
    if peer.endpoint is not None:
        flags |= c.WGKIT_UPDATE_SET_ENDPOINT
        endpoint = endpoint_bytes(peer.endpoint)
    keepalive = 0
    if peer.persistent_keepalive is not None:
        flags |= c.WGKIT_UPDATE_SET_PERSISTENT_KEEPALIVE
        keepalive = checked(peer.persistent_keepalive, 65535, "the persistent keepalive")
    if not isinstance(peer.public_key, PublicKey):
        raise TypeError("a peer's public key is a PublicKey")
    first = len(networks)
    networks += _several(peer.allowed_ips)
    first_removed = len(networks)
    networks += _several(peer.removed_allowed_ips)
    return (
        bytes(peer.public_key),
        endpoint,
        flags,
        keepalive,
        first,
        first_removed - first,
        first_removed,
        len(networks) - first_removed,
    )


def _several(networks: Iterable[Prefix]) -> tuple[Prefix, ...]:
    """The networks, and no single one: Python takes that apart into its addresses."""
    if type(networks) is tuple:
        return networks
    if isinstance(networks, _ONE):
        raise TypeError("allowed IPs are a sequence of networks, not a single one")
    return tuple(networks)


_ONE = (str, bytes, *get_args(IPAddress), *get_args(IPInterface), *get_args(IPNetwork))
