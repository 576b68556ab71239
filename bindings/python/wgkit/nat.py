"""NAT for a tunnel: its packets leave with the address of this host. Experimental.

docs/nat.md shows the rules. They are in a table of nf_tables of their own, added and removed whole;
no program is run. All but `forwards` needs the right CAP_NET_ADMIN in the network namespace.
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import byref, c_uint32
from dataclasses import dataclass

from . import _bindings as c
from ._errors import InvalidArgument
from ._managed import Handle, call, new_handle
from .addresses import IPNetwork, Prefix
from .keys import encode
from .link import text_in
from .namespace import Namespace, handle_of
from .networks import networks_of, packed

__all__ = ["TunnelNAT", "add", "enable_forwarding", "forwards", "read", "remove"]


@dataclass(frozen=True)
class TunnelNAT:
    """What of a tunnel's packets is given another source address, and where."""

    networks: tuple[IPNetwork, ...]
    #: The one interface by which packets leave with its address; None for all but the tunnel.
    out: str | None


def add(
    name: str,
    networks: Iterable[Prefix] = (),
    *,
    out: str | None = None,
    namespace: Namespace | None = None,
) -> None:
    """Adds NAT for a tunnel, in the place of what is there for it.

    Without networks they are those of the interface's own addresses. Raises InvalidArgument when
    these do not tell, ModuleMissing when the kernel lacks nf_tables, TooLarge for more than 100
    networks, PermissionDenied, NoSuchInterface, NoSuchNamespace.
    """
    data = encode(name)
    way = None if out is None else encode(out)
    arguments = (*packed(networks), way, 0 if way is None else len(way))
    call(c.wgkit_nat_add, handle_of(namespace), data, len(data), *arguments)


def remove(name: str, *, namespace: Namespace | None = None) -> None:
    """Removes a tunnel's NAT whole. Raises NotFound when there is none."""
    data = encode(name)
    call(c.wgkit_nat_remove, handle_of(namespace), data, len(data))


def read(name: str, *, namespace: Namespace | None = None) -> TunnelNAT:
    """A tunnel's NAT as the kernel has it.

    Raises NotFound when there is none, and MalformedReply when somebody has changed its rules.
    """
    data = encode(name)
    handle, out = _read(data, namespace)
    way = text_in(bytes(out))
    return TunnelNAT(tuple(networks_of(handle)), way or None)


def forwards(version: int = 4, *, namespace: Namespace | None = None) -> bool:
    """Whether the kernel forwards packets of IPv4 or IPv6, without which NAT has nothing to do."""
    value = c_uint32()
    call(c.wgkit_nat_get_forwarding, handle_of(namespace), _family(version), byref(value))
    return bool(value.value)


def enable_forwarding(version: int = 4, *, namespace: Namespace | None = None) -> None:
    """Makes the kernel forward packets of IPv4 or IPv6, on all interfaces, until its next start.

    Raises PermissionDenied, and SystemFailure where /proc/sys is read-only, as in most containers.
    """
    call(c.wgkit_nat_enable_forwarding, handle_of(namespace), _family(version))


def _read(name: bytes, namespace: Namespace | None) -> tuple[Handle, c.wgkit_interface_name]:
    out = c.wgkit_interface_name()

    def function(where: object, text: bytes, length: int, result: object, error: object) -> int:
        return c.wgkit_nat_read(where, text, length, result, byref(out), error)  # type: ignore[no-any-return]

    return new_handle(
        function, c.wgkit_network_list_free, handle_of(namespace), name, len(name)
    ), out


def _family(version: int) -> int:
    if version not in (c.WGKIT_FAMILY_IPV4, c.WGKIT_FAMILY_IPV6):
        raise InvalidArgument(f"there is no version {version} of IP; there are 4 and 6")
    return version
