"""Traffic of peers over time: what a new sample of the counters adds to what was counted.

`delta` is pure, so that a program keeps its counts where it likes, in its own database for
instance. `UsageLedger` keeps them in a file of its own; it needs libwgkit-usage.so.
"""

from __future__ import annotations

import re
import time as clocks
from ctypes import byref, c_uint64
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from . import _bindings as c
from ._errors import InvalidArgument
from ._managed import call
from .device import Device
from .keys import PublicKey
from .namespace import Namespace, handle_of

if TYPE_CHECKING:
    from ._ledger import UsageInterval, UsageLedger, UsageRate, UsageRecord

__all__ = [
    "Delta",
    "DeltaKind",
    "Sample",
    "UsageInterval",
    "UsageLedger",
    "UsageRate",
    "UsageRecord",
    "delta",
    "month_at",
    "read_samples",
]


def __getattr__(name: str) -> Any:
    # Only who keeps a ledger needs libwgkit-usage.so.
    if name in ("UsageInterval", "UsageLedger", "UsageRate", "UsageRecord"):
        from . import _ledger

        return getattr(_ledger, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@dataclass(frozen=True)
class Sample:
    """The counters of a peer at one moment, and what tells that moment and that peer from others.

    What is not known is 0: docs/usage.md says what can be told apart without it. `boot` and
    `device` are numbers of the machine's start and of the interface; `began` and `ended` frame the
    reading in nanoseconds of CLOCK_BOOTTIME; `time` is the wall clock's, in seconds since 1970.
    """

    received_bytes: int
    sent_bytes: int
    handshake_seconds: int = 0
    handshake_nanoseconds: int = 0
    time: int = 0
    began: int = 0
    ended: int = 0
    boot: int = 0
    device: int = 0


class DeltaKind(IntEnum):
    """Why a sample adds what it adds."""

    #: The first sample of a peer, from which it is counted on: no traffic.
    BASELINE = c.WGKIT_USAGE_BASELINE
    #: What the counters have grown by.
    GROWTH = c.WGKIT_USAGE_GROWTH
    #: A counter began anew since the last sample.
    RESTART = c.WGKIT_USAGE_RESTART
    #: Nothing: the sample was read before the last one, or is the same.
    STALE = c.WGKIT_USAGE_STALE


@dataclass(frozen=True)
class Delta:
    """What a sample adds, each direction for itself, and the sample to keep for the next time."""

    kind: DeltaKind
    received_bytes: int
    sent_bytes: int
    kept: Sample


_UNSIGNED = ("received_bytes", "sent_bytes", "boot", "device", "handshake_nanoseconds")
_SIGNED = ("handshake_seconds", "time", "began", "ended")


def delta(last: Sample | None, sample: Sample) -> Delta:
    """What a sample adds to what was counted before of the same peer.

    `last` is the `kept` of the time before, None for a peer that was never seen. Nothing is
    remembered here: keep `kept` together with what you add, in one transaction of yours.

    Raises InvalidArgument for a number that is none of 64 bits.
    """
    result, kept = c.wgkit_usage_delta(), c.wgkit_usage_sample()
    before = None if last is None else byref(structure_of(last))
    call(c.wgkit_usage_compare, before, byref(structure_of(sample)), byref(result), byref(kept))
    return Delta(
        DeltaKind(result.kind), result.received_bytes, result.sent_bytes, sample_from(kept)
    )


def sample_from(structure: c.wgkit_usage_sample) -> Sample:
    """A sample in the library's form."""
    return Sample(**{name: getattr(structure, name) for name in (*_UNSIGNED, *_SIGNED)})


def structure_of(sample: Sample) -> c.wgkit_usage_sample:
    """The library's form of a sample. Raises InvalidArgument for a number that does not fit."""
    made = c.wgkit_usage_sample()
    for name in _UNSIGNED:
        # ctypes would cut what does not fit, without a word.
        bits = 32 if name == "handshake_nanoseconds" else 64
        setattr(made, name, _within(sample, name, 0, 2**bits))
    for name in _SIGNED:
        setattr(made, name, _within(sample, name, -(2**63), 2**63))
    return made


def _within(sample: Sample, name: str, least: int, end: int) -> int:
    value: int = getattr(sample, name)
    if not least <= value < end:
        raise InvalidArgument(f"the sample's {name} is {value}, and can be {least} to {end - 1}")
    return value


def read_samples(interface: str, *, namespace: Namespace | None = None) -> dict[PublicKey, Sample]:
    """Reads a device and makes a sample of each of its peers.

    Raises what reading a Device raises.
    """
    began = _boot_nanoseconds()
    boot, number = c_uint64(), c_uint64()
    with Device(interface, namespace=namespace) as device:
        ended = _boot_nanoseconds()
        now = int(clocks.time())
        call(
            c.wgkit_usage_read_epoch,
            handle_of(namespace),
            device.index,
            byref(boot),
            byref(number),
        )
        return {
            peer.public_key: Sample(
                peer.received_bytes,
                peer.sent_bytes,
                *peer._handshake,
                now,
                began,
                ended,
                boot.value,
                number.value,
            )
            for peer in device.peers
        }


def _boot_nanoseconds() -> int:
    return clocks.clock_gettime_ns(clocks.CLOCK_BOOTTIME)


def month_at(moment: datetime) -> str:
    """The month of a moment, "2026-11", by the clocks of its own time zone.

    Raises InvalidArgument for one without a zone: whose month would it be?
    """
    if moment.tzinfo is None:
        raise InvalidArgument("the moment has no time zone; give it one, such as timezone.utc")
    return f"{moment.year:04}-{moment.month:02}"


def check_month(month: str) -> str:
    """The month as it is, when it is written like "2026-11". Raises InvalidArgument."""
    if not re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", month):
        raise InvalidArgument(f"{month!r} is no month; write one such as 2026-11")
    return month
