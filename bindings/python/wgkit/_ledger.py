"""Traffic that is counted in a file, through libwgkit-usage.so."""

from __future__ import annotations

import os
import time as clocks
from collections.abc import Iterator, Mapping
from ctypes import Structure, byref, c_size_t, c_void_p, create_string_buffer, sizeof
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any, Callable, TypeVar

from . import _usage_bindings as u
from ._bindings import WGKIT_ERROR_BUFFER_TOO_SMALL, wgkit_public_key
from ._errors import BY_CODE, InvalidArgument, WGKitError
from ._managed import Handle, Owner, bytes_at, text_at
from ._numbers import checked
from .keys import PublicKey, encode
from .link import text_in
from .namespace import Namespace, Path
from .usage import Sample, check_month, sample_from, structure_of

_Record = TypeVar("_Record", bound=Structure)
_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True)
class UsageRecord:
    """What a peer has sent and received in a period.

    `interface` and `namespace` say where, `first_seen` since when it is counted: what the peer did
    before was not. `month` is "2026-11" in a record of one month, None otherwise.
    """

    public_key: PublicKey
    interface: str
    namespace: str | None
    received_bytes: int
    sent_bytes: int
    first_seen: datetime
    month: str | None = None


@dataclass(frozen=True)
class UsageRate:
    """How fast a peer sends and receives, over five minutes; None when nobody measured."""

    public_key: PublicKey
    interface: str
    namespace: str | None
    received_bytes_per_second: int | None
    sent_bytes_per_second: int | None


@dataclass(frozen=True)
class UsageInterval:
    """A part of a history; the numbers are None for a gap, in which nobody measured."""

    start: datetime
    seconds: int
    received_bytes_per_second: int | None
    sent_bytes_per_second: int | None


class UsageLedger(Owner):
    """A file in which the traffic of peers is counted: docs/usage.md says how.

    It is made, with mode 0600, when it is not there; with `must_exist` that is NotFound. Other
    writers are waited for `patience` seconds. A day ends by the clocks of `zone`, UTC unless it is
    given. Several programs and threads may use one file; a child of a fork opens its own.

    Raises NewerVersion, DamagedDatabase, UnsafeFile, PermissionDenied, TimedOut, OutOfResources,
    SystemFailure; after `close`, InvalidHandle.
    """

    __slots__ = ("_path", "_zone")

    def __init__(
        self,
        path: Path,
        *,
        must_exist: bool = False,
        patience: float = 10.0,
        zone: tzinfo = timezone.utc,
    ) -> None:
        self._path = path
        self._zone = zone
        data = os.fsencode(path)
        milliseconds = checked(round(patience * 1000), 2**31 - 1, "the patience in ms")
        value = c_void_p()
        options = u.WGKIT_USAGE_MUST_EXIST if must_exist else 0
        _call(u.wgkit_usage_ledger_open, data, len(data), options, milliseconds, byref(value))
        self._handle = Handle(value, u.wgkit_usage_ledger_free)

    def collect(self, interface: str, namespace: Namespace | None = None) -> None:
        """Reads a device and adds what its peers have sent and received since the time before.

        Raises what reading a Device raises, and what opening a ledger raises; nothing was added
        then.
        """
        _call(
            u.wgkit_usage_ledger_collect,
            self._open(),
            *_place(namespace),
            *_text(interface),
            self._offset(int(clocks.time())),
        )

    def remove_peer(
        self, interface: str, peer: PublicKey, namespace: Namespace | None = None
    ) -> Sample:
        """Collects, removes a peer from the device, and answers its last counters.

        Raises NotFound when the device does not have it, and what `collect` raises: nothing is
        removed that was not counted.
        """
        last = structure_of(Sample(0, 0))
        _call(
            u.wgkit_usage_ledger_remove_peer,
            self._open(),
            *_place(namespace),
            *_text(interface),
            byref(_structure(peer)),
            self._offset(int(clocks.time())),
            byref(last),
        )
        return sample_from(last)

    def record(
        self, interface: str, samples: Mapping[PublicKey, Sample], *, namespace: str | None = None
    ) -> None:
        """Adds samples that were read from one device, in one transaction.

        The same ones again change nothing. Raises InvalidArgument for a sample without `time`, which
        says the day, and what opening a ledger raises.
        """
        entries = (u.wgkit_usage_entry * len(samples))()
        first = 0
        for entry, (key, sample) in zip(entries, samples.items()):
            entry.public_key = _structure(key)
            entry.sample = structure_of(sample)
            first = first or sample.time
        _call(
            u.wgkit_usage_ledger_record,
            self._open(),
            *_optional(namespace),
            *_text(interface),
            entries,
            len(samples),
            sizeof(u.wgkit_usage_entry),
            self._offset(first),
        )

    def usage(
        self,
        peer: PublicKey | None = None,
        *,
        month: str | None = None,
        day: date | None = None,
    ) -> list[UsageRecord]:
        """What peers have sent and received: all that was counted, or in a month or on a day.

        A month is written as "2026-11". Raises InvalidArgument for another text.
        """
        first, end = _days(month, day)
        return [
            _record(each, month)
            for each in _report(
                u.wgkit_usage_report_read,
                u.wgkit_usage_report_records,
                u.wgkit_usage_record,
                self._open(),
                _key(peer),
                first,
                end,
            )
        ]

    def months(self, peer: PublicKey | None = None) -> list[UsageRecord]:
        """What peers have sent and received in each month with traffic, the first one first."""
        found = _report(
            u.wgkit_usage_report_read_months,
            u.wgkit_usage_report_records,
            u.wgkit_usage_record,
            self._open(),
            _key(peer),
        )
        return [
            _record(each, f"{_FIRST_DAY + timedelta(days=each.first_day):%Y-%m}") for each in found
        ]

    def rates(
        self, peer: PublicKey | None = None, *, now: datetime | None = None
    ) -> list[UsageRate]:
        """How fast peers sent and received in the five minutes before now, or another moment."""
        found = _report(
            u.wgkit_usage_report_read_rates,
            u.wgkit_usage_report_rates,
            u.wgkit_usage_rate,
            self._open(),
            _key(peer),
            _seconds(now),
        )
        return [
            UsageRate(
                PublicKey.from_bytes(bytes(each.public_key)),
                text_in(bytes(each.interface_name)),
                text_at(each.netns) or None,
                each.received_bytes_per_second if each.milliseconds else None,
                each.sent_bytes_per_second if each.milliseconds else None,
            )
            for each in found
        ]

    def history(
        self, peer: PublicKey, *, hours: int = 24, step: int = 300, now: datetime | None = None
    ) -> list[UsageInterval]:
        """How fast a peer sent and received, in intervals of `step` seconds, the first one first.

        Raises NotFound for a peer that was never seen, InvalidArgument.
        """
        found = _report(
            u.wgkit_usage_report_read_history,
            u.wgkit_usage_report_intervals,
            u.wgkit_usage_interval,
            self._open(),
            byref(_structure(peer)),
            _seconds(now),
            checked(hours, 2**31, "the hours"),
            checked(step, 2**31, "the step"),
        )
        return [
            UsageInterval(
                datetime.fromtimestamp(each.start, timezone.utc),
                each.seconds,
                each.received_bytes_per_second if each.flags & 1 else None,
                each.sent_bytes_per_second if each.flags & 1 else None,
            )
            for each in found
        ]

    def forget(self, peer: PublicKey) -> None:
        """Forgets all that was counted of a peer. Raises NotFound when it was never seen."""
        _call(u.wgkit_usage_ledger_forget, self._open(), byref(_structure(peer)))

    def metrics(self) -> str:
        """What Prometheus is told of all that was counted, in its text format."""
        size, capacity = c_size_t(), 4096
        while True:
            buffer = create_string_buffer(capacity)
            try:
                _call(u.wgkit_usage_ledger_metrics, self._open(), buffer, capacity, byref(size))
            except WGKitError as error:
                if error.code != WGKIT_ERROR_BUFFER_TOO_SMALL:
                    raise
                capacity = size.value + size.value // 8
            else:
                return buffer.value.decode("utf-8")

    def _offset(self, moment: int) -> int:
        offset = datetime.fromtimestamp(moment, self._zone).utcoffset()
        return 0 if offset is None else round(offset.total_seconds())

    def __repr__(self) -> str:
        return f"<UsageLedger {os.fsdecode(self._path)!r}{', closed' if self.closed else ''}>"


def _call(function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function of libwgkit-usage, whose last parameter is an error of its own."""
    error = c_void_p()
    status = function(*arguments, byref(error))
    if not status:
        return
    message = u.wgkit_usage_error_message(error).decode("utf-8", "replace")
    number = u.wgkit_usage_error_errno(error) or None
    u.wgkit_usage_error_free(error)
    failure = BY_CODE.get(status, WGKitError)(message, number)
    failure.code = status
    raise failure


def _report(
    read: Callable[..., int], get: Callable[..., int], structure: type[_Record], *arguments: Any
) -> Iterator[_Record]:
    """Copies of the structures of a report, which lives while they are read."""
    value = c_void_p()
    _call(read, *arguments, byref(value))
    report = Handle(value, u.wgkit_usage_report_free)
    address, count, stride = c_void_p(), c_size_t(), c_size_t()
    _call(get, report.value, byref(address), byref(count), byref(stride))
    data = bytes_at(address, count.value, stride.value, sizeof(structure), report)
    for place in range(0, len(data), stride.value):
        yield structure.from_buffer_copy(data[place : place + sizeof(structure)])


def _record(record: Any, month: str | None) -> UsageRecord:
    return UsageRecord(
        PublicKey.from_bytes(bytes(record.public_key)),
        text_in(bytes(record.interface_name)),
        text_at(record.netns) or None,
        record.received_bytes,
        record.sent_bytes,
        datetime.fromtimestamp(record.first_seen, timezone.utc),
        month,
    )


def _days(month: str | None, day: date | None) -> tuple[int, int]:
    if day is not None:
        first = (day - _FIRST_DAY).days
        return first, first + 1
    if month is None:
        return 0, 0
    try:
        begin = date.fromisoformat(f"{check_month(month)}-01")
        end = (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
    except (ValueError, OverflowError):
        raise InvalidArgument(f"{month!r} is no month; write one such as 2026-11") from None
    return (begin - _FIRST_DAY).days, (end - _FIRST_DAY).days


def _seconds(moment: datetime | None) -> int:
    return int(clocks.time() if moment is None else moment.timestamp())


def _structure(key: PublicKey) -> wgkit_public_key:
    return wgkit_public_key.from_buffer_copy(bytes(key))


def _key(peer: PublicKey | None) -> Any:
    return None if peer is None else byref(_structure(peer))


def _text(text: str) -> tuple[bytes, int]:
    data = encode(text)
    return data, len(data)


def _optional(text: str | None) -> tuple[bytes | None, int]:
    return (None, 0) if text is None else _text(text)


def _place(namespace: Namespace | None) -> tuple[bytes | None, int]:
    return _optional(None if namespace is None else namespace._text)
