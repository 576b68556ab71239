"""Interfaces: what is done to them while they live."""

from __future__ import annotations

from ctypes import byref, c_uint32
from typing import Any, Callable

from . import _bindings as c
from ._managed import Handle, call, new_handle
from ._numbers import checked
from .addresses import Prefix, prefix_argument
from .device import Device
from .difference import Difference
from .document import Document
from .keys import encode
from .namespace import Namespace, handle_of
from .update import DeviceUpdate, update_handle

_MAXIMUM = 2**32 - 1


class Interface:
    """An interface by its name, in the calling thread's network namespace or in another one.

    Making this object touches nothing; the interface need not be there. What changes something
    needs the right CAP_NET_ADMIN in the namespace, and each call raises PermissionDenied,
    NoSuchInterface, NoSuchNamespace, InvalidName, OutOfResources or SystemFailure when it must.
    """

    __slots__ = ("_name", "_namespace")

    def __init__(self, name: str, namespace: Namespace | None = None) -> None:
        encode(name)
        self._name = name
        self._namespace = namespace

    @property
    def name(self) -> str:
        """The interface's name."""
        return self._name

    @property
    def namespace(self) -> Namespace | None:
        """The network namespace; None is the calling thread's."""
        return self._namespace

    @property
    def index(self) -> int:
        """The interface's index in its network namespace. Needs no right."""
        index = c_uint32()
        self._call(c.wgkit_link_get_index, byref(index))
        return index.value

    # ---- The link

    def create(self, mtu: int | None = None) -> None:
        """Creates a WireGuard interface: down, without key and peers.

        `mtu` is its largest packet in bytes; None leaves that to the kernel, which takes 1420.
        Raises AlreadyExists, and ModuleMissing where the kernel has no WireGuard.
        """
        self._call(c.wgkit_link_create, checked(mtu or 0, _MAXIMUM, "the MTU"))

    def delete(self) -> None:
        """Deletes the interface, whatever its kind, with its addresses and routes."""
        self._call(c.wgkit_link_delete)

    def bring_up(self) -> None:
        """Brings it up; it takes its UDP port now. Raises PortInUse when somebody else has that."""
        self._call(c.wgkit_link_bring_up)

    def bring_down(self) -> None:
        """Brings it down; its routes are lost."""
        self._call(c.wgkit_link_bring_down)

    def set_mtu(self, mtu: int) -> None:
        """Sets the largest packet in bytes."""
        self._call(c.wgkit_link_set_mtu, checked(mtu, _MAXIMUM, "the MTU"))

    def move(self, namespace: Namespace | None) -> Interface:
        """Moves it to another network namespace, and returns it as it is there.

        It is down there and has no addresses; encrypted packets stay where it was created. None is
        the calling thread's namespace. Raises AlreadyExists. Experimental.
        """
        self._call(c.wgkit_link_move, handle_of(namespace))
        return Interface(self._name, namespace)

    # ---- Addresses and routes

    def add_address(self, address: Prefix) -> None:
        """Gives it an address: "10.0.0.1/24", an IPv4Interface or an IPv6Interface.

        Raises AlreadyExists, InvalidAddress.
        """
        self._call(c.wgkit_link_add_address, byref(prefix_argument(address)))

    def remove_address(self, address: Prefix) -> None:
        """Takes an address from it. Raises NotFound, InvalidAddress."""
        self._call(c.wgkit_link_remove_address, byref(prefix_argument(address)))

    def add_route(self, network: Prefix, table: int = c.WGKIT_ROUTE_TABLE_MAIN) -> None:
        """Routes a network through it; host bits are cleared. Experimental.

        Raises AlreadyExists when the network has a route in the table, InvalidArgument when the
        interface is down and for table 0, InvalidAddress.
        """
        table = checked(table, _MAXIMUM, "the table")
        self._call(c.wgkit_route_add, byref(prefix_argument(network)), table)

    def remove_route(self, network: Prefix, table: int = c.WGKIT_ROUTE_TABLE_MAIN) -> None:
        """Takes away a route through it. Raises NotFound, InvalidAddress. Experimental."""
        table = checked(table, _MAXIMUM, "the table")
        self._call(c.wgkit_route_remove, byref(prefix_argument(network)), table)

    def add_allowed_ip_routes(self) -> None:
        """Routes every allowed IP of its peers through it, in the main table. Experimental.

        A network that has its route already is passed over. Raises InvalidArgument, before anything
        is changed, for a default route, which would carry the tunnel's own packets.
        """
        with self.read() as device:
            handle = device._open().handle.value
            call(c.wgkit_route_add_allowed_ips, handle_of(self._namespace), handle)

    # ---- The device

    def read(self) -> Device:
        """The WireGuard device as it is now: see Device."""
        return Device(self._name, self._namespace)

    def apply(self, update: DeviceUpdate | Document | Difference) -> None:
        """Carries out an update: what it does not name stays as it is.

        A document is added to what is there, as `wg addconf` does it; its keys for wg-quick are
        none of a device's business, and its host names are looked up.

        A large one travels in several messages; PartiallyApplied says how much is in force when one
        of them fails. Raises PortInUse, InvalidKey for a public key of low order, and what reading
        a device raises.
        """
        if isinstance(update, Difference):
            handle = update._update()
        else:
            handle = update_handle(update, c.WGKIT_CONFIG_MEANS_ADD)
        self._call(c.wgkit_device_apply, handle.value)

    def replace(self, document: Document) -> None:
        """Gives the device what a document says and nothing else, as `wg setconf` does it.

        All peers are replaced, also those that are as wanted: see `sync`. Raises what `apply`
        raises, InvalidConfiguration and UnresolvedHost.
        """
        handle = update_handle(document, c.WGKIT_CONFIG_MEANS_REPLACE)
        self._call(c.wgkit_device_apply, handle.value)

    def sync(self, wanted: DeviceUpdate | Document, *, allow_moves: bool = False) -> Difference:
        """Makes the device what is wanted by sending only what differs, and says what that was.

        `wanted` is the device whole: a peer that it does not name is removed, as is an allowed IP,
        a preshared key or a keepalive that it does not set. The private key, port and firewall mark
        stay where it has None, and endpoints do, for a peer may roam. Peers that are as wanted keep
        their handshakes and counters.

        Raises WouldMove, before anything is changed, when an allowed IP would go from a peer that
        stays to another one and `allow_moves` is false; otherwise as `apply`.
        """
        update = update_handle(wanted, c.WGKIT_CONFIG_MEANS_WHOLE)
        flags = c.WGKIT_SYNC_ALLOW_MOVES if allow_moves else 0
        return Difference(
            self._handle(c.wgkit_device_sync, c.wgkit_difference_free, update.value, flags)
        )

    def reload(
        self, document: Document, *, allow_moves: bool = False, dry_run: bool = False
    ) -> Difference:
        """Makes a running interface what a file for wg-quick says, by changing only what differs.

        Peers, addresses, the MTU and the routes for allowed IPs; hooks are not run, and neither DNS
        nor rules are touched. When a step fails, those before it are taken back. `dry_run` finds
        out what differs and changes nothing. Experimental.

        Raises what `sync` raises; InvalidArgument, before anything is changed, for an interface
        that is down and where a default route would come or go; AlreadyExists for a network that is
        routed elsewhere; PartiallyApplied when not all could be taken back.
        """
        flags = c.WGKIT_RELOAD_ALLOW_MOVES if allow_moves else 0
        flags |= c.WGKIT_RELOAD_DRY_RUN if dry_run else 0
        open_document = document._open()
        return Difference(
            self._handle(c.wgkit_interface_reload, c.wgkit_difference_free, open_document, flags)
        )

    # ---- Calls

    def _arguments(self) -> tuple[Any, bytes, int]:
        data = encode(self._name)
        return handle_of(self._namespace), data, len(data)

    def _call(self, function: Callable[..., int], *arguments: Any) -> None:
        call(function, *self._arguments(), *arguments)

    def _handle(self, create: Callable[..., int], free: Any, *arguments: Any) -> Handle:
        return new_handle(create, free, *self._arguments(), *arguments)

    def __repr__(self) -> str:
        where = f", {self._namespace!r}" if self._namespace else ""
        return f"Interface({self._name!r}{where})"
