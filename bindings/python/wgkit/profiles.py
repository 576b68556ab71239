"""Clients of a server, with their files and their addresses. Experimental.

A `ProfileStore` is a folder. Each change is made to the clients' files, the server's file and the
device together, or not at all; docs/profiles.md says how.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from ctypes import (
    POINTER,
    addressof,
    byref,
    c_char,
    c_char_p,
    c_int64,
    c_size_t,
    c_void_p,
    cast,
    memmove,
)
from dataclasses import dataclass
from datetime import datetime, timezone
from enum import Enum, IntEnum
from typing import Any, Callable, Protocol, Union

from . import _bindings as c
from ._errors import BY_CODE, WGKitError
from ._managed import (
    Handle,
    Owner,
    array_of,
    call,
    new_handle,
    records_of,
    text_at,
    text_of,
)
from .addresses import (
    PREFIX,
    IPAddress,
    IPNetwork,
    Prefix,
    address_from,
    network_from,
    prefix_argument,
    prefix_bytes,
)
from .document import Document, Target
from .keys import PresharedKey, PrivateKey, PublicKey, encode
from .namespace import Namespace, Path, handle_of

__all__ = [
    "AddressPool",
    "ImportFormat",
    "ImportResult",
    "Layout",
    "NewProfile",
    "PeerCounters",
    "Profile",
    "ProfileLedger",
    "ProfileStore",
    "Rejection",
    "RemovedProfile",
    "check_profile_name",
]

#: One entry of a list of networks, or several.
Prefixes = Union[Prefix, Iterable[Prefix]]


class Layout(Enum):
    """How the files of clients lie in the folder of a store."""

    #: NAME.conf, and nothing else.
    PLAIN = "plain"
    #: A folder NAME with NAME.conf, privatekey-NAME, publickey-NAME and presharedkey-NAME.
    LINUXSERVER = "linuxserver"
    #: The same, with the configuration in peer.conf.
    LINUXSERVER_PEER = "linuxserver-peer"


class ImportFormat(IntEnum):
    """Whose files are imported."""

    #: A folder with NAME.conf for each client, or with the server's file, or with both.
    FOLDER = c.WGKIT_IMPORT_FOLDER
    #: The folder /config of the linuxserver image.
    LINUXSERVER = c.WGKIT_IMPORT_LINUXSERVER
    #: The file wg0.json of wg-easy.
    WG_EASY = c.WGKIT_IMPORT_WG_EASY


@dataclass(frozen=True)
class Profile:
    """A client of a server, as the store has it written down."""

    name: str
    public_key: PublicKey
    #: Its own addresses in the tunnel.
    addresses: tuple[IPAddress, ...]
    #: The networks behind it, which the server sends to it besides its addresses.
    networks: tuple[IPNetwork, ...]
    #: What it sends through the tunnel; empty when it is what the server's settings say.
    allowed_ips: tuple[IPNetwork, ...]
    created: datetime
    #: From when on `remove_expired` removes it; None for never.
    expires: datetime | None
    #: Whether the server lets it connect.
    enabled: bool
    #: Whether the store has its private key; otherwise the client alone does.
    has_private_key: bool


@dataclass(frozen=True)
class PeerCounters:
    """What a device said about a peer immediately before it was removed."""

    received_bytes: int
    sent_bytes: int
    #: None when the peer never was there.
    latest_handshake: datetime | None
    #: The index of the interface, which is another one after the interface was made anew.
    interface_index: int
    read_at: datetime


@dataclass(frozen=True)
class RemovedProfile:
    """A client that was removed or disabled."""

    profile: Profile
    #: None when the device did not have the peer, or when there is no device.
    last_counters: PeerCounters | None


@dataclass(frozen=True)
class Rejection:
    """Something that an import does not take over."""

    #: Where it stands: the name of a file or folder, or of a client.
    source: str
    #: Why, as a call would raise it.
    reason: WGKitError


@dataclass(frozen=True)
class ImportResult:
    """What an import has taken over, or would take over, and what not."""

    profiles: tuple[Profile, ...]
    rejected: tuple[Rejection, ...]


@dataclass
class NewProfile:
    """A client that is to be made; all but the name has a usual value.

    With `public_key` the client keeps its private key to itself. Without `private_key` a pair is
    made, and its private key stands in the client's file. `preshared_key` is made unless it is
    given or `without_preshared_key` is true. `addresses` are the lowest free ones unless given.
    """

    name: str
    public_key: PublicKey | None = None
    private_key: PrivateKey | None = None
    preshared_key: PresharedKey | None = None
    without_preshared_key: bool = False
    addresses: Prefixes | None = None
    networks: Prefixes = ()
    allowed_ips: Prefixes = ()
    expires: datetime | None = None
    enabled: bool = True


class ProfileLedger(Protocol):
    """Where the last counters of a peer go that the store removes: a `wgkit.usage.UsageLedger`."""

    def collect(self, interface: str, namespace: Namespace | None = None) -> Any:
        """Reads a sample of every peer of an interface."""


class ProfileStore(Owner):
    """The clients of a WireGuard server: files, sections of the server's file, peers of the device.

    The object holds nothing open but a small handle, and threads may share it; each call locks the
    folder, so that any number of processes may use one store. Changes need the right CAP_NET_ADMIN
    in the interface's namespace, unless `files_only` is true: then no device is touched.

    With a `ledger`, its `collect` is called before a peer goes, so that its last bytes are counted.

    Besides what each call names, changes raise AlreadyExists, ChangedMeanwhile when another program
    has written the server's file, TimedOut when another process kept the store locked, UnsafeFile,
    PermissionDenied, InvalidConfiguration, NoSuchInterface and SystemFailure; PartiallyApplied when
    a change failed and could not be taken back whole, which the next call goes on with.
    """

    __slots__ = ("_folder", "_ledger", "_namespace")

    def __init__(
        self,
        folder: Path,
        *,
        namespace: Namespace | None = None,
        files_only: bool = False,
        ledger: ProfileLedger | None = None,
    ) -> None:
        """Opens a store, and takes back what an interrupted call had begun.

        Raises NotFound when the folder has none.
        """
        data = os.fsencode(folder)
        flags = c.WGKIT_PROFILE_FILES_ONLY if files_only else 0
        self._handle = new_handle(
            c.wgkit_profile_store_open,
            c.wgkit_profile_store_free,
            handle_of(namespace),
            data,
            len(data),
            flags,
        )
        self._folder = os.fsdecode(folder)
        self._namespace = namespace
        self._ledger = None if files_only else ledger

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        interface: str,
        config_file: Path,
        networks: Prefixes,
        endpoint: str,
        dns: str | Iterable[str | IPAddress] = (),
        allowed_ips: Prefixes | None = None,
        persistent_keepalive: int | None = None,
        mtu: int | None = None,
        template: str | None = None,
        layout: Layout | str = Layout.PLAIN,
        reserved: str | Iterable[str] = (),
        excluded: str | Iterable[str] = (),
        namespace: Namespace | None = None,
        files_only: bool = False,
        ledger: ProfileLedger | None = None,
    ) -> ProfileStore:
        """Makes a store in a folder, which is made when it is not there.

        The server's file must be there, and it or the device have a private key. The peers that it
        has stay and are no clients of the store. `allowed_ips` is what clients send through the
        tunnel, everything unless it is given; `dns` are servers and domains to search; `reserved`
        are addresses or ranges ("10.8.0.10-10.8.0.19") that a client gets only when asked for,
        `excluded` such that none gets.

        Raises AlreadyExists when the folder has a store.
        """
        settings = _settings(
            Endpoint=endpoint, Networks=networks, DNS=dns, AllowedIPs=allowed_ips,
            PersistentKeepalive=persistent_keepalive, MTU=mtu, Template=template,
            Layout=Layout(layout).value, Reserved=reserved, Excluded=excluded,
        )  # fmt: skip
        settings += [(b"Interface", encode(interface)), (b"ConfigFile", os.fsencode(config_file))]
        array = _setting_array([pair for pair in settings if pair[1]])
        data = os.fsencode(folder)
        flags = c.WGKIT_PROFILE_FILES_ONLY if files_only else 0
        handle = new_handle(
            c.wgkit_profile_store_create,
            c.wgkit_profile_store_free,
            handle_of(namespace),
            data,
            len(data),
            *array,
            flags,
        )
        store = cls._of(handle)
        store._folder = os.fsdecode(folder)
        store._namespace = namespace
        store._ledger = None if files_only else ledger
        return store

    # ---- The server

    @property
    def folder(self) -> str:
        """The folder's path."""
        return self._folder

    def setting(self, name: str) -> str:
        """A setting of the server by its name in profiles.conf: "Endpoint", "Networks", "DNS".

        A list has commas between its entries; what is not set is empty. Raises InvalidArgument for
        a name that is none.
        """
        data = encode(name)
        text = text_of(c.wgkit_profile_store_get_setting, self._open(), data, len(data))
        return text.decode("utf-8", "surrogateescape")

    def change_server(
        self,
        *,
        endpoint: str | None = None,
        dns: str | Iterable[str | IPAddress] | None = None,
        networks: Prefixes | None = None,
        server_addresses: Prefixes | None = None,
        allowed_ips: Prefixes | None = None,
        persistent_keepalive: int | None = None,
        mtu: int | None = None,
        template: str | None = None,
        reserved: str | Iterable[str] | None = None,
        excluded: str | Iterable[str] | None = None,
    ) -> list[str]:
        """Changes what is named, and writes all files of clients anew, in one step.

        With other networks a client keeps its place in the network where it can.

        Returns the names of the clients that must be given their file again by hand.
        """
        settings = _settings(
            Endpoint=endpoint, Networks=networks, ServerAddresses=server_addresses, DNS=dns,
            AllowedIPs=allowed_ips, PersistentKeepalive=persistent_keepalive, MTU=mtu,
            Template=template, Reserved=reserved, Excluded=excluded,
        )  # fmt: skip
        array = _setting_array(settings)
        return [one.name for one in self._list(c.wgkit_profile_store_change_server, *array)]

    # ---- Reading

    def profiles(self) -> list[Profile]:
        """All clients, in the order in which they were made, as they are now."""
        return self._list(c.wgkit_profile_store_list)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self.profiles())

    def get(self, name: str) -> Profile:
        """The client of a name. Raises NotFound, InvalidName."""
        data = encode(name)
        return self._list(c.wgkit_profile_store_get, data, len(data))[0]

    @property
    def by_key(self) -> dict[PublicKey, Profile]:
        """All clients by their public keys, as they are now."""
        return {profile.public_key: profile for profile in self.profiles()}

    def expose_client_config(self, name: str, target: Target = Target.WG_QUICK) -> str:
        """A client's configuration for a program, with its private key when the store has that.

        Raises NotFound.
        """
        return self.expose_client_document(name, target).expose_text()

    def expose_client_document(self, name: str, target: Target = Target.WG_QUICK) -> Document:
        """The same as a document, of which no copy is left when it is closed. Raises NotFound."""
        data = encode(name)
        return Document._of(
            new_handle(
                c.wgkit_profile_store_expose_client_config,
                c.wgkit_document_free,
                self._open(),
                data,
                len(data),
                Target(target).value,
            )
        )

    # ---- Changing

    def add(
        self,
        name: str,
        *,
        public_key: PublicKey | None = None,
        private_key: PrivateKey | None = None,
        preshared_key: PresharedKey | None = None,
        without_preshared_key: bool = False,
        addresses: Prefixes | None = None,
        networks: Prefixes = (),
        allowed_ips: Prefixes = (),
        expires: datetime | None = None,
        enabled: bool = True,
    ) -> Profile:
        """Adds a client: see NewProfile for what the arguments mean.

        Raises AlreadyExists when its name, key or an address is taken, OutOfAddresses, InvalidName,
        WouldMove when a network behind it overlaps what another peer has.
        """
        return self.add_all(
            [
                NewProfile(
                    name, public_key, private_key, preshared_key, without_preshared_key,
                    addresses, networks, allowed_ips, expires, enabled,
                )
            ]
        )[0]  # fmt: skip

    def add_all(self, profiles: Iterable[NewProfile]) -> list[Profile]:
        """Adds several clients in one step, all or none; what was added, in their order."""
        new = list(profiles)
        records = (c.wgkit_new_profile * len(new))()
        prefixes = bytearray()
        names = [encode(one.name) for one in new]
        try:
            for record, one, name in zip(records, new, names):
                _fill(record, one, name, prefixes)
            array = (
                cast(addressof(c_char.from_buffer(prefixes)), POINTER(c.wgkit_prefix))
                if prefixes
                else None
            )
            return self._list(
                c.wgkit_profile_store_add,
                records,
                len(new),
                _NEW_SIZE,
                array,
                len(prefixes) // PREFIX.size,
                PREFIX.size,
            )
        finally:
            c.wgkit_secret_wipe(records, len(new) * _NEW_SIZE)

    def rename(self, name: str, new_name: str) -> Profile:
        """Gives a client another name, and its files with it. Raises NotFound, AlreadyExists."""
        old, new = encode(name), encode(new_name)
        call(c.wgkit_profile_store_rename, self._open(), old, len(old), new, len(new))
        return self.get(new_name)

    def readdress(
        self,
        name: str,
        *,
        addresses: Prefixes | None = None,
        networks: Prefixes | None = None,
        allowed_ips: Prefixes | None = None,
    ) -> Profile:
        """Changes where a client is and what it may reach; its session and its counters stay.

        What is None stays. The client must be given its file again by hand. Raises NotFound, and
        what `add` raises for addresses and networks that are not free.
        """
        data = encode(name)
        prefixes = bytearray()
        changes, counts = 0, []
        for flag, values in (
            (c.WGKIT_READDRESS_ADDRESSES, addresses),
            (c.WGKIT_READDRESS_NETWORKS, networks),
            (c.WGKIT_READDRESS_ALLOWED_IPS, allowed_ips),
        ):
            changes |= 0 if values is None else flag
            counts.append(_append(() if values is None else values, prefixes)[1])
        array = (c.wgkit_prefix * sum(counts)).from_buffer_copy(prefixes)
        call(
            c.wgkit_profile_store_readdress,
            self._open(),
            data,
            len(data),
            changes,
            array,
            *counts,
            PREFIX.size,
        )
        return self.get(name)

    def enable(self, name: str) -> Profile:
        """Lets a client connect again. Raises NotFound, WouldMove."""
        data = encode(name)
        call(c.wgkit_profile_store_enable, self._open(), data, len(data))
        return self.get(name)

    def disable(self, name: str) -> RemovedProfile:
        """Keeps a client from connecting; its files and addresses stay. Raises NotFound."""
        data = encode(name)
        return self._remove(c.wgkit_profile_store_disable, data, len(data))[0]

    def expire(self, name: str, at: datetime | None) -> Profile:
        """Sets when a client expires; None is never. Somebody has to call `remove_expired` then.

        A time without a zone is a ValueError. Raises NotFound.
        """
        data = encode(name)
        moment = None if at is None else byref(c_int64(_seconds(at)))
        call(c.wgkit_profile_store_expire, self._open(), data, len(data), moment)
        return self.get(name)

    def remove_expired(self) -> list[RemovedProfile]:
        """Removes the clients whose time has come, in one step."""
        return self._remove(c.wgkit_profile_store_remove_expired)

    def revoke(self, public_key: PublicKey) -> RemovedProfile:
        """Removes the client of exactly this key: its peer, its section, its files.

        Raises NotFound.
        """
        if not isinstance(public_key, PublicKey):
            raise TypeError("a client is revoked by its PublicKey")
        key = c.wgkit_public_key.from_buffer_copy(bytes(public_key))
        return self._remove(c.wgkit_profile_store_revoke, byref(key))[0]

    # ---- Importing

    def plan_import(self, path: Path, format: ImportFormat = ImportFormat.FOLDER) -> ImportResult:
        """Finds out what of another program's files can be taken over, and changes nothing."""
        return self._import(path, format, c.WGKIT_IMPORT_DRY_RUN)

    def import_profiles(
        self,
        path: Path,
        format: ImportFormat = ImportFormat.FOLDER,
        *,
        skip_rejected: bool = False,
    ) -> ImportResult:
        """Takes over the clients of another program's files, in one step.

        Nothing in them is run, trusted or made to fit. Without `skip_rejected`, one client that
        cannot be taken over is InvalidConfiguration, and nothing is changed; `plan_import` lists
        them all.
        """
        return self._import(path, format, c.WGKIT_IMPORT_SKIP_REJECTED if skip_rejected else 0)

    def _import(self, path: Path, format: ImportFormat, flags: int) -> ImportResult:
        data = os.fsencode(path)
        handle = self._handle_of(
            c.wgkit_profile_store_import, data, len(data), ImportFormat(format).value, flags
        )
        rejected = tuple(
            Rejection(
                text_at(one.source) or "",
                BY_CODE.get(one.status, WGKitError)(text_at(one.message) or ""),
            )
            for one in records_of(c.wgkit_profile_list_rejections, handle, c.wgkit_rejection)
        )
        return ImportResult(tuple(removed.profile for removed in _read(handle)), rejected)

    # ---- Calls

    def _handle_of(self, function: Callable[..., int], *arguments: Any) -> Handle:
        return new_handle(function, c.wgkit_profile_list_free, self._open(), *arguments)

    def _list(self, function: Callable[..., int], *arguments: Any) -> list[Profile]:
        return [one.profile for one in _read(self._handle_of(function, *arguments))]

    def _remove(self, function: Callable[..., int], *arguments: Any) -> list[RemovedProfile]:
        if self._ledger is not None:
            self._ledger.collect(self.setting("Interface"), self._namespace)
        return _read(self._handle_of(function, *arguments))

    def __repr__(self) -> str:
        state = ", closed" if self.closed else ""
        return f"<ProfileStore {self._folder!r}{state}>"


class AddressPool(Owner):
    """Addresses for clients, without a store: the lowest free one of each network.

    Free is what lies in a network and is in nothing that was taken, reserved or excluded, nor the
    network's own address or its broadcast address. Raises InvalidArgument for networks that
    overlap.
    """

    __slots__ = ("_count",)

    def __init__(self, networks: Prefixes) -> None:
        array = _prefix_array(networks)
        self._count: int = array[1]
        self._handle = new_handle(c.wgkit_address_pool_create, c.wgkit_address_pool_free, *array)

    def take(self, prefixes: Prefixes) -> None:
        """Marks addresses as taken: allowed IPs of peers, the server's own addresses."""
        call(c.wgkit_address_pool_take, self._open(), *_prefix_array(prefixes))

    def reserve(self, addresses: str) -> None:
        """Keeps "10.8.0.10-10.8.0.19", a network or an address for those who ask for it."""
        self._keep(addresses, False)

    def exclude(self, addresses: str) -> None:
        """Keeps a range from everybody."""
        self._keep(addresses, True)

    def claim(self, addresses: Prefixes) -> None:
        """Takes addresses that somebody has chosen. Raises AlreadyExists when one is not free."""
        call(c.wgkit_address_pool_claim, self._open(), *_prefix_array(addresses))

    def next(self) -> tuple[IPAddress, ...]:
        """Takes the lowest free address of each network. Raises OutOfAddresses."""
        found = (c.wgkit_prefix * self._count)()
        count = c_size_t()
        call(c.wgkit_address_pool_next, self._open(), found, self._count, byref(count))
        return tuple(_address(bytes(one), 0) for one in found)

    def _keep(self, addresses: str, excluded: bool) -> None:
        data = encode(addresses)
        call(c.wgkit_address_pool_keep, self._open(), data, len(data), excluded)

    def __repr__(self) -> str:
        return "<AddressPool, closed>" if self.closed else "<AddressPool>"


def check_profile_name(name: str) -> str:
    """The name as it is, when a client may have it.

    1 to 64 of A-Z a-z 0-9 _ . -, neither a dot nor a dash in front, and no word that a layout of
    files uses itself. Raises InvalidName, which says what is wrong.
    """
    data = encode(name)
    call(c.wgkit_profile_name_check, data, len(data))
    return name


# ---- Structures

_NEW_SIZE = memoryview(c.wgkit_new_profile()).nbytes
_PRIVATE_KEY = c.wgkit_new_profile.private_key.offset
_PRESHARED_KEY = c.wgkit_new_profile.preshared_key.offset


def _read(handle: Handle) -> list[RemovedProfile]:
    data, stride = array_of(c.wgkit_profile_list_prefixes, handle, PREFIX.size)
    found = []
    for one in records_of(c.wgkit_profile_list_profiles, handle, c.wgkit_profile):
        first = one.first_address
        addresses = range(first, first + one.address_count)
        networks = range(one.first_network, one.first_network + one.network_count)
        allowed = range(one.first_allowed_ip, one.first_allowed_ip + one.allowed_ip_count)
        profile = Profile(
            name=text_at(one.name) or "",
            public_key=PublicKey.from_bytes(bytes(one.public_key)),
            addresses=tuple(_address(data, place * stride) for place in addresses),
            networks=tuple(network_from(data, place * stride) for place in networks),
            allowed_ips=tuple(network_from(data, place * stride) for place in allowed),
            created=_moment(one.created),
            expires=_moment(one.expires) if one.flags & c.WGKIT_PROFILE_EXPIRES else None,
            enabled=bool(one.flags & c.WGKIT_PROFILE_ENABLED),
            has_private_key=bool(one.flags & c.WGKIT_PROFILE_HAS_PRIVATE_KEY),
        )
        found.append(RemovedProfile(profile, _counters(one)))
    return found


def _counters(one: Any) -> PeerCounters | None:
    if not one.flags & c.WGKIT_PROFILE_HAS_COUNTERS:
        return None
    was_there = one.flags & c.WGKIT_PROFILE_HAS_HANDSHAKE
    return PeerCounters(
        received_bytes=one.received_bytes,
        sent_bytes=one.sent_bytes,
        latest_handshake=_moment(one.handshake_seconds) if was_there else None,
        interface_index=one.interface_index,
        read_at=_moment(one.read_at),
    )


def _fill(record: Any, new: NewProfile, name: bytes, prefixes: bytearray) -> None:
    flags = 0
    # The text lives as long as `name`, which the caller keeps.
    record.name = _text(name)
    for key, kind, place, flag in (
        (new.public_key, PublicKey, 0, c.WGKIT_NEW_PROFILE_HAS_PUBLIC_KEY),
        (new.private_key, PrivateKey, _PRIVATE_KEY, c.WGKIT_NEW_PROFILE_HAS_PRIVATE_KEY),
        (new.preshared_key, PresharedKey, _PRESHARED_KEY, c.WGKIT_NEW_PROFILE_HAS_PRESHARED_KEY),
    ):
        if key is None:
            continue
        if not isinstance(key, kind):
            raise TypeError(f"a {kind.__name__} is needed, not {type(key).__name__}")
        flags |= flag
        # Straight from the key's own memory: no copy of a secret is left anywhere.
        source = bytes(key) if isinstance(key, PublicKey) else byref(key._key)
        memmove(addressof(record) + place, source, c.WGKIT_KEY_SIZE)
    if new.without_preshared_key:
        flags |= c.WGKIT_NEW_PROFILE_NO_PRESHARED_KEY
    if not new.enabled:
        flags |= c.WGKIT_NEW_PROFILE_DISABLED
    if new.expires is not None:
        flags |= c.WGKIT_NEW_PROFILE_EXPIRES
        record.expires = _seconds(new.expires)
    record.flags = flags
    record.first_address, record.address_count = _append(new.addresses or (), prefixes)
    record.first_network, record.network_count = _append(new.networks, prefixes)
    record.first_allowed_ip, record.allowed_ip_count = _append(new.allowed_ips, prefixes)


def _append(values: Prefixes, prefixes: bytearray) -> tuple[int, int]:
    first = len(prefixes) // PREFIX.size
    for value in _entries(values):
        prefixes += prefix_bytes(value)
    return first, len(prefixes) // PREFIX.size - first


def _entries(values: Prefixes) -> list[Prefix]:
    """One prefix or several; a network is one, although it can be iterated over."""
    if isinstance(values, str) or hasattr(values, "max_prefixlen"):
        return [values]  # type: ignore[list-item]
    return list(values)


def _prefix_array(values: Prefixes) -> tuple[Any, int, int]:
    entries = [prefix_argument(value) for value in _entries(values)]
    return (c.wgkit_prefix * len(entries))(*entries), len(entries), PREFIX.size


def _settings(**values: Any) -> list[tuple[bytes, bytes]]:
    """The settings that are not None, as texts."""
    found = []
    for name, value in values.items():
        if value is None:
            continue
        if not isinstance(value, str) and (
            hasattr(value, "max_prefixlen") or not hasattr(value, "__iter__")
        ):
            value = str(value)
        text = value if isinstance(value, str) else ", ".join(str(one) for one in value)
        found.append((name.encode(), encode(text)))
    return found


def _setting_array(settings: list[tuple[bytes, bytes]]) -> tuple[Any, int, int]:
    array: Any = (c.wgkit_setting * len(settings))()
    for setting, (name, value) in zip(array, settings):
        setting.name, setting.value = _text(name), _text(value)
    # The texts live as long as the array.
    array._texts = settings
    return array, len(settings), memoryview(c.wgkit_setting()).nbytes


def _text(data: bytes) -> Any:
    """A wgkit_text of bytes that the caller keeps."""
    return c.wgkit_text(cast(c_char_p(data), c_void_p), len(data))


def _address(data: bytes | memoryview, place: int) -> IPAddress:
    address, family, _ = PREFIX.unpack_from(data, place)
    return address_from(address, family)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


def _seconds(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone: pass datetime(..., tzinfo=timezone.utc)")
    return int(moment.timestamp())
