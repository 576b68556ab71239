"""WireGuard on Linux: keys and devices, through libwgkit.so."""

from ._bindings import wgkit_version as _wgkit_version
from ._errors import (
    AlreadyExists,
    BufferTooSmall,
    ChangedMeanwhile,
    Interrupted,
    InvalidAddress,
    InvalidArgument,
    InvalidConfiguration,
    InvalidHandle,
    InvalidKey,
    InvalidName,
    InvalidTemplate,
    LibmnlMissing,
    MalformedReply,
    ModuleMissing,
    NoSuchInterface,
    NoSuchNamespace,
    NotFound,
    NotWireGuard,
    OutOfResources,
    PartiallyApplied,
    PermissionDenied,
    PortInUse,
    SelfTestFailed,
    SystemFailure,
    TimedOut,
    TooLarge,
    UnresolvedHost,
    UnsafeFile,
    WGKitError,
    WouldMove,
)
from .addresses import Endpoint
from .device import Device, devices
from .keys import KeyPair, PresharedKey, PrivateKey, PublicKey, generate_keypair, generate_keypairs
from .peer import Peer
from .peers import Peers

__version__ = "0.1.0"

__all__ = [
    "AlreadyExists",
    "BufferTooSmall",
    "ChangedMeanwhile",
    "Device",
    "Endpoint",
    "Interrupted",
    "InvalidAddress",
    "InvalidArgument",
    "InvalidConfiguration",
    "InvalidHandle",
    "InvalidKey",
    "InvalidName",
    "InvalidTemplate",
    "KeyPair",
    "LibmnlMissing",
    "MalformedReply",
    "ModuleMissing",
    "NoSuchInterface",
    "NoSuchNamespace",
    "NotFound",
    "NotWireGuard",
    "OutOfResources",
    "PartiallyApplied",
    "Peer",
    "Peers",
    "PermissionDenied",
    "PortInUse",
    "PresharedKey",
    "PrivateKey",
    "PublicKey",
    "SelfTestFailed",
    "SystemFailure",
    "TimedOut",
    "TooLarge",
    "UnresolvedHost",
    "UnsafeFile",
    "WGKitError",
    "WouldMove",
    "devices",
    "generate_keypair",
    "generate_keypairs",
    "library_version",
]


def library_version() -> str:
    """The version of the library that was loaded; the package's own is `__version__`."""
    version: bytes = _wgkit_version()
    return version.decode("ascii")
