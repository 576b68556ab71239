"""What the shapes of several programs have in common."""

from __future__ import annotations

import time
from datetime import datetime, timezone

from .. import _errors as errors
from ..peer import Peer

#: A handshake is good for so many seconds: a peer that is in use makes a new one before.
HANDSHAKE_LIFETIME = 180

_STATUSES: tuple[tuple[int, tuple[type[Exception], ...]], ...] = (
    (403, (errors.PermissionDenied,)),
    (404, (errors.NotFound, errors.NoSuchInterface, errors.NoSuchNamespace)),
    (409, (errors.AlreadyExists, errors.ChangedMeanwhile, errors.OutOfAddresses, errors.WouldMove)),
    (503, (errors.Interrupted, errors.TimedOut)),
    (400, (ValueError, TypeError, errors.InvalidArgument)),
)


def http_status(error: Exception) -> int:
    """The status of HTTP for an error of wgkit; 500 for one that is nobody's fault outside."""
    for status, kinds in _STATUSES:
        if isinstance(error, kinds):
            return status
    return 500


def now() -> int:
    """The wall clock, in whole seconds since 1970."""
    return int(time.time())


def handshake_epoch(peer: Peer | None) -> int:
    """When a peer's last handshake was made, in seconds since 1970; 0 for never."""
    moment = None if peer is None else peer.latest_handshake
    return 0 if moment is None else int(moment.timestamp())


def handshake_age(peer: Peer | None, at: int) -> int | None:
    """The seconds since a peer's last handshake, 0 when the clock was set back; None for never."""
    epoch = handshake_epoch(peer)
    return max(0, at - epoch) if epoch else None


def is_connected(peer: Peer | None, at: int) -> bool:
    """Whether a handshake was made, and less than 180 seconds ago."""
    age = handshake_age(peer, at)
    return age is not None and age < HANDSHAKE_LIFETIME


def iso_time(epoch: int) -> str | None:
    """A time in ISO 8601, in UTC; None for 0, which stands for never."""
    if epoch == 0:
        return None
    return datetime.fromtimestamp(epoch, timezone.utc).isoformat().replace("+00:00", "Z")
