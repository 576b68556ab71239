"""Devices: a snapshot of an interface, read in one go and looked at in place."""

from __future__ import annotations

from ctypes import byref
from typing import Any

from . import _bindings as c
from ._errors import InvalidHandle, NotFound
from ._managed import Closable, array_of, call, new_handle, structure_of
from .difference import Difference
from .document import Document
from .keys import PresharedKey, PrivateKey, PublicKey, encode
from .link import text_in
from .namespace import Namespace, handle_of
from .peer import PEER_SIZE, PREFIX_SIZE
from .peers import Peers
from .update import DeviceUpdate, update_handle


def devices(namespace: Namespace | None = None) -> list[str]:
    """The names of the WireGuard interfaces, in the order of their creation. Needs no right.

    Raises NoSuchNamespace, Interrupted, OutOfResources, SystemFailure.
    """
    where = handle_of(namespace)
    handle = new_handle(c.wgkit_device_list_read, c.wgkit_device_list_free, where)
    names, stride = array_of(c.wgkit_device_list_names, handle, 16)
    return [text_in(bytes(names[start : start + 16])) for start in range(0, len(names), stride)]


class Snapshot:
    """The library's memory of one device. Who reads it holds a reference to it."""

    __slots__ = ("allowed_ip_stride", "allowed_ips", "handle", "info", "peer_stride", "peers")

    def __init__(self, name: str, namespace: Namespace | None) -> None:
        data = encode(name)
        where = handle_of(namespace)
        self.handle = new_handle(c.wgkit_device_read, c.wgkit_device_free, where, data, len(data))
        self.info = structure_of(c.wgkit_device_get_info, self.handle, c.wgkit_device_info)
        self.peers, self.peer_stride = array_of(c.wgkit_device_peers, self.handle, PEER_SIZE)
        self.allowed_ips, self.allowed_ip_stride = array_of(
            c.wgkit_device_allowed_ips, self.handle, PREFIX_SIZE
        )


class Device(Closable):
    """A WireGuard interface with all its peers as it was at one moment.

    It is read when it is made: `Device("wg0")`; the interface may have changed since. Reading needs
    the right CAP_NET_ADMIN in its network namespace, which is the calling thread's unless another
    is given.

    Raises InvalidName, NoSuchInterface, NotWireGuard, PermissionDenied, ModuleMissing, Interrupted
    and other kinds of WGKitError; after `close`, InvalidHandle. A device may be shared between
    threads, and closed by any of them; it stays usable in the child of a fork.
    """

    __slots__ = ("__weakref__", "_name", "_snapshot")

    def __init__(self, name: str, namespace: Namespace | None = None) -> None:
        self._name = name
        self._snapshot: Snapshot | None = None
        self._snapshot = Snapshot(name, namespace)

    def _open(self) -> Snapshot:
        # The caller names the result: another thread may close the device while it is looked at.
        snapshot = self._snapshot
        if snapshot is None:
            raise InvalidHandle(f"the device {self._name} was closed; read it again")
        return snapshot

    @property
    def name(self) -> str:
        """The interface's name; known after `close` too."""
        return self._name

    @property
    def index(self) -> int:
        """The interface's index in its network namespace."""
        snapshot = self._open()
        return int(snapshot.info.index)

    @property
    def public_key(self) -> PublicKey | None:
        """The public key, or None when no private key is set."""
        snapshot = self._open()
        if not snapshot.info.flags & c.WGKIT_DEVICE_HAS_PRIVATE_KEY:
            return None
        return PublicKey.from_bytes(bytes(snapshot.info.public_key))

    @property
    def listen_port(self) -> int:
        """The UDP port that it listens on; 0 until one is set or the interface is up."""
        snapshot = self._open()
        return int(snapshot.info.listen_port)

    @property
    def firewall_mark(self) -> int:
        """The mark on outgoing encrypted packets; 0 when off."""
        snapshot = self._open()
        return int(snapshot.info.firewall_mark)

    @property
    def peers(self) -> Peers:
        """The peers in the kernel's order, as a view."""
        self._open()
        return Peers(self)

    def expose_private_key(self) -> PrivateKey | None:
        """A copy of the private key, or None when none is set."""
        snapshot = self._open()
        key = PrivateKey._empty()
        try:
            call(c.wgkit_device_expose_private_key, snapshot.handle.value, byref(key._key))
        except NotFound:
            return None
        return key

    def expose_preshared_key(self, peer: PublicKey | int) -> PresharedKey | None:
        """A copy of the preshared key of a peer, or None when it has none.

        The peer is named by its public key, which is looked for, or by its place in `peers`, which
        is faster. Raises NotFound or IndexError when there is no such peer.
        """
        snapshot = self._open()
        if isinstance(peer, PublicKey):
            place = self.peers.index_of(peer)
        else:
            place = range(len(snapshot.peers) // snapshot.peer_stride)[peer]
        key = PresharedKey._empty()
        try:
            call(c.wgkit_device_expose_preshared_key, snapshot.handle.value, place, byref(key._key))
        except NotFound:
            return None
        return key

    def difference(self, wanted: DeviceUpdate | Document) -> Difference:
        """What has to change for the device to become what is wanted, as with `Interface.sync`.

        Nothing is read and nothing is sent. Raises InvalidArgument for an update that removes
        something or names a peer twice.
        """
        handle = self._open().handle
        update = update_handle(wanted, c.WGKIT_CONFIG_MEANS_WHOLE)
        return Difference(
            new_handle(
                c.wgkit_device_difference, c.wgkit_difference_free, handle.value, update.value
            )
        )

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._snapshot is None

    def close(self) -> None:
        """Gives the memory back and wipes the secrets in it; a second time does nothing.

        The memory goes with the last view of it: see `Peers.received_bytes`.
        """
        self._snapshot = None

    def __reduce__(self) -> Any:
        raise TypeError("a Device is not pickled: it holds secrets; read it where it is needed")

    def __repr__(self) -> str:
        snapshot = self._snapshot
        if snapshot is None:
            return f"<Device {self._name}, closed>"
        return f"<Device {self._name}, {len(snapshot.peers) // snapshot.peer_stride} peers>"
