"""Traffic over time: the pure comparison, with a database of the caller's own."""

import random
import sqlite3
from datetime import datetime, timedelta, timezone

import pytest

from wgkit import InvalidArgument
from wgkit.usage import DeltaKind, Sample, delta, month_at


def sample(received, sent, second=0, **fields):
    clock = second * 1_000_000_000
    known = {"time": second, "began": clock, "ended": clock, "boot": 1, "device": 1}
    return Sample(received, sent, **{**known, **fields})


def test_the_first_sample_is_a_baseline_and_no_traffic():
    found = delta(None, sample(5_000, 7_000, 60))
    assert (found.kind, found.received_bytes, found.sent_bytes) == (DeltaKind.BASELINE, 0, 0)
    assert found.kept == sample(5_000, 7_000, 60)


def test_fault_85_and_88_each_direction_counts_for_itself_and_stale_samples_count_nothing():
    last = delta(None, sample(100, 10, 60)).kept
    found = delta(last, sample(150, 5, 120))
    assert (found.kind, found.received_bytes, found.sent_bytes) == (DeltaKind.RESTART, 50, 5)
    stale = delta(last, sample(99, 9, 59))
    assert (stale.kind, stale.received_bytes, stale.kept) == (DeltaKind.STALE, 0, last)
    high = delta(last, sample(2**64 - 1, 2**63, 61))
    assert (high.received_bytes, high.sent_bytes) == (2**64 - 101, 2**63 - 10)


@pytest.mark.parametrize(
    "wrong",
    [{"received_bytes": -1}, {"sent_bytes": 2**64}, {"time": 2**63}, {"boot": -1}],
)
def test_a_number_that_does_not_fit_is_refused_and_not_cut(wrong):
    name = next(iter(wrong))
    with pytest.raises(InvalidArgument, match=name):
        delta(None, Sample(**{"received_bytes": 1, "sent_bytes": 1, **wrong}))


def test_a_month_is_that_of_the_zone_and_a_moment_without_one_is_refused():
    moment = datetime(2025, 11, 30, 23, 59, tzinfo=timezone.utc)
    assert month_at(moment) == "2025-11"
    assert month_at(moment.astimezone(timezone(timedelta(hours=1)))) == "2025-12"
    with pytest.raises(InvalidArgument, match="time zone"):
        month_at(datetime(2025, 11, 30))


def test_a_caller_counts_in_a_database_of_its_own():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE counted (received INTEGER, sent INTEGER)")
    kept, generator, true = None, random.Random(84), [0, 0]
    print("seed 84")
    received = sent = 0
    for second in range(1, 500):
        if generator.random() < 0.05:
            received = sent = 0
            restarted = True
        else:
            restarted = False
        grown = generator.randrange(1_000), generator.randrange(1_000)
        received, sent = received + grown[0], sent + grown[1]
        # A peer that was added again has another handshake, to the nanosecond.
        device = kept.device + restarted if kept else 1
        found = delta(kept, sample(received, sent, second, device=device))
        if kept:
            true = [true[0] + grown[0], true[1] + grown[1]]
        with database:
            database.execute(
                "INSERT INTO counted VALUES (?, ?)", (found.received_bytes, found.sent_bytes)
            )
        kept = found.kept
    counted = database.execute("SELECT sum(received), sum(sent) FROM counted").fetchone()
    assert list(counted) == true
