"""WireGuard on Linux: keys, devices, interfaces and configuration, through libwgkit.so."""

from ._bindings import wgkit_version as _wgkit_version
from ._errors import (
    AlreadyExists,
    BufferTooSmall,
    ChangedMeanwhile,
    DamagedDatabase,
    FileMissing,
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
    NewerVersion,
    NoSuchInterface,
    NoSuchNamespace,
    NotFound,
    NotWireGuard,
    OutOfAddresses,
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
from .config import Config, ConfigPeer, Entry, document_entries
from .device import Device, devices
from .difference import Difference, Move
from .document import Dialect, Document, Key, Target
from .file import File, write_file
from .finding import Finding, Severity, check
from .folder import ConfigFolder
from .interface import Interface
from .keys import KeyPair, PresharedKey, PrivateKey, PublicKey, generate_keypair, generate_keypairs
from .link import Link, links
from .namespace import Namespace
from .peer import Peer
from .peers import Peers
from .route import NextHop, Route, default_route, routes
from .template import (
    Place,
    ShippedTemplate,
    Template,
    TemplateName,
    shipped_templates,
)
from .update import CLEAR, Clear, DeviceUpdate, PeerUpdate

__version__ = "0.1.0"

__all__ = [
    "CLEAR",
    "AlreadyExists",
    "BufferTooSmall",
    "ChangedMeanwhile",
    "Clear",
    "Config",
    "ConfigFolder",
    "ConfigPeer",
    "DamagedDatabase",
    "Device",
    "DeviceUpdate",
    "Dialect",
    "Difference",
    "Document",
    "Endpoint",
    "Entry",
    "File",
    "FileMissing",
    "Finding",
    "Interface",
    "Interrupted",
    "InvalidAddress",
    "InvalidArgument",
    "InvalidConfiguration",
    "InvalidHandle",
    "InvalidKey",
    "InvalidName",
    "InvalidTemplate",
    "Key",
    "KeyPair",
    "LibmnlMissing",
    "Link",
    "MalformedReply",
    "ModuleMissing",
    "Move",
    "Namespace",
    "NewerVersion",
    "NextHop",
    "NoSuchInterface",
    "NoSuchNamespace",
    "NotFound",
    "NotWireGuard",
    "OutOfAddresses",
    "OutOfResources",
    "PartiallyApplied",
    "Peer",
    "PeerUpdate",
    "Peers",
    "PermissionDenied",
    "Place",
    "PortInUse",
    "PresharedKey",
    "PrivateKey",
    "PublicKey",
    "Route",
    "SelfTestFailed",
    "Severity",
    "ShippedTemplate",
    "SystemFailure",
    "Target",
    "Template",
    "TemplateName",
    "TimedOut",
    "TooLarge",
    "UnresolvedHost",
    "UnsafeFile",
    "WGKitError",
    "WouldMove",
    "check",
    "default_route",
    "devices",
    "document_entries",
    "generate_keypair",
    "generate_keypairs",
    "library_version",
    "links",
    "routes",
    "shipped_templates",
    "write_file",
]


def library_version() -> str:
    """The version of the library that was loaded; the package's own is `__version__`."""
    version: bytes = _wgkit_version()
    return version.decode("ascii")
