"""Traffic that is counted in a file, through libwgkit-usage.so."""

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import date, datetime, timedelta, timezone

import pytest

import wgkit
from wgkit.usage import Sample

try:
    from wgkit.usage import UsageLedger
except ImportError:
    pytest.skip("there is no libwgkit-usage.so", allow_module_level=True)

KEY = wgkit.PublicKey.from_bytes(bytes(range(32)))
START = 1_764_543_600  # 2025-11-30 23:00 UTC
UTC = timezone.utc


def sample(received, sent, second, device=1):
    clock = second * 10**9 + 1
    return Sample(received, sent, time=START + second, began=clock, ended=clock, boot=1,
                  device=device)  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    return UsageLedger(tmp_path / "usage.db")


def totals(ledger, **period):
    return [(one.received_bytes, one.sent_bytes) for one in ledger.usage(**period)]


def test_traffic_is_counted_by_day_month_and_in_total(ledger):
    for numbers in ((1_000, 500, 0), (1_100, 520, 60), (1_150, 521, 3_700)):
        ledger.record("wg0", {KEY: sample(*numbers)})
    assert totals(ledger) == [(150, 21)]
    assert totals(ledger, month="2025-11") == [(100, 20)]
    assert totals(ledger, month="2025-12") == [(50, 1)]
    assert totals(ledger, day=date(2025, 11, 30)) == [(100, 20)]
    months = ledger.months(KEY)
    assert [(one.month, one.received_bytes) for one in months] == [
        ("2025-11", 100),
        ("2025-12", 50),
    ]
    one = ledger.usage()[0]
    assert (one.public_key, one.interface, one.namespace) == (KEY, "wg0", None)
    assert one.first_seen == datetime.fromtimestamp(START, UTC)
    for month in (
        "November",
        "2026-1",
        "2026-13",
        "0000-01",
        "9999-12",
        "2026-01\n",
        "２０２６-01",
    ):
        with pytest.raises(wgkit.InvalidArgument, match="no month"):
            ledger.usage(month=month)
    zoned = UsageLedger(str(ledger._path) + "2", zone=timezone(timedelta(hours=1)))
    zoned.record("wg0", {KEY: sample(0, 0, 0)})
    zoned.record("wg0", {KEY: sample(7, 9, 60)})
    assert totals(zoned, month="2025-12") == [(7, 9)]


def test_rates_and_history_have_gaps_where_nobody_measured(ledger):
    for minute in [*range(10), *range(15, 21)]:
        ledger.record("wg0", {KEY: sample(minute * 6_000, minute * 60, minute * 60)})
    now = datetime.fromtimestamp(START + 1_200, UTC)
    rate = ledger.rates(now=now)[0]
    assert (rate.received_bytes_per_second, rate.sent_bytes_per_second) == (100, 1)
    assert ledger.rates(KEY, now=now + timedelta(minutes=9))[0].sent_bytes_per_second is None
    history = ledger.history(KEY, hours=1, step=60, now=now)
    assert [one.received_bytes_per_second for one in history[-20:]] == (
        [100] * 9 + [None] * 6 + [100] * 5
    )
    assert history[-1].start == now - timedelta(minutes=1) and history[-1].seconds == 60
    with pytest.raises(wgkit.NotFound):
        ledger.history(wgkit.generate_keypair().public_key)
    with pytest.raises(wgkit.InvalidArgument):
        ledger.history(KEY, hours=25)


def test_what_was_counted_is_told_to_prometheus_and_forgotten(ledger):
    ledger.record("wg0", {KEY: sample(0, 0, 0)}, namespace="blue")
    ledger.record("wg0", {KEY: sample(2**63, 2**64 - 1, 60)}, namespace="blue")
    assert totals(ledger) == [(2**63, 2**64 - 1)]
    assert ledger.usage()[0].namespace == "blue"
    line = f'wgkit_peer_received_bytes_total{{interface="wg0",namespace="blue",public_key="{KEY}"}}'
    assert f"\n{line} {2**63}\n" in ledger.metrics()
    for number in range(60):
        ledger.record("wg1", {wgkit.PublicKey.from_bytes(bytes([number] * 32)): sample(0, 0, 0)})
    assert len(ledger.metrics().splitlines()) == 2 * 63
    ledger.forget(KEY)
    with pytest.raises(wgkit.NotFound):
        ledger.forget(KEY)
    assert len(ledger.usage()) == 60


def test_fault_91_and_others_are_exceptions_that_say_what_to_do(tmp_path):
    path = tmp_path / "usage.db"
    with UsageLedger(path) as ledger:
        ledger.record("wg0", {KEY: sample(0, 0, 0)})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(wgkit.InvalidHandle):
        ledger.usage()
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 2")
    other.close()
    with pytest.raises(wgkit.NewerVersion, match="later one"):
        UsageLedger(path)
    path.write_bytes(b"no database at all " * 500)
    with pytest.raises(wgkit.DamagedDatabase, match="backup"):
        UsageLedger(path)
    with pytest.raises(wgkit.NotFound):
        UsageLedger(tmp_path / "none.db", must_exist=True)
    with pytest.raises((wgkit.NoSuchInterface, wgkit.ModuleMissing)):
        UsageLedger(tmp_path / "new.db").collect("wgnone")


def test_a_sample_without_a_time_is_refused(ledger):
    ledger.record("wg0", {KEY: sample(1, 1, 0)})
    with pytest.raises(wgkit.InvalidArgument, match="no time"):
        ledger.record("wg0", {KEY: Sample(5, 5)})
    assert totals(ledger) == [(0, 0)]


def test_a_ledger_is_an_error_in_the_child_of_a_fork(ledger):
    ledger.record("wg0", {KEY: sample(0, 0, 0)})
    child = os.fork()
    if child == 0:
        try:
            ledger.usage()
        except wgkit.InvalidHandle:
            os._exit(7)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert totals(ledger) == [(0, 0)]


WRITER = """
import sys
from wgkit import PublicKey
from wgkit.usage import Sample, UsageLedger
ledger, key, second = UsageLedger(sys.argv[1]), PublicKey(sys.argv[2]), int(sys.argv[3])
while True:
    clock = second * 10**9 + 1
    one = Sample(second * 100, second, time=1764543600 + second, began=clock, ended=clock, boot=1,
                 device=1)
    ledger.record("wg0", {key: one})
    sys.stdout.write(f"{second}\\n")
    sys.stdout.flush()
    second += 1
"""


def test_fault_90_kill_9_at_500_points_loses_no_committed_sample_and_counts_none_twice(tmp_path):
    path = tmp_path / "usage.db"
    seed = int(os.environ.get("WGKIT_SEED", "90"))
    kills = int(os.environ.get("WGKIT_USAGE_KILLS", "500"))
    generator = random.Random(seed)
    print(f"seed {seed}, {kills} kills (WGKIT_SEED, WGKIT_USAGE_KILLS)")
    committed = replayed = 0
    for kill in range(kills):
        # What was said to be stored last is sent again: it must not count twice.
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, path, str(KEY), str(committed)],
            stdout=subprocess.PIPE,
        )
        assert writer.stdout is not None
        # Somewhere in the first few samples, which take a millisecond or so each.
        writer.stdout.readline()
        time.sleep(generator.random() * 0.006)
        writer.send_signal(signal.SIGKILL)
        said = [int(line) for line in writer.stdout.read().split(b"\n")[:-1] if line]
        writer.wait()
        writer.stdout.close()
        committed = max([committed, *said])
        with UsageLedger(path) as ledger:
            received, sent = totals(ledger)[0]
            assert received == sent * 100, f"kill {kill}: half a sample"
            assert committed <= sent <= committed + 1, f"kill {kill}: {sent} after {committed}"
            assert totals(ledger, month="2025-11") == [(received, sent)] or sent > 3_600
        replayed += sent - committed
        committed = sent
    print(f"{committed} samples, {replayed} committed and not said")
    assert committed > kills / 5


@pytest.mark.kernel
def test_a_device_is_collected_and_a_peer_counted_for_the_last_time(tmp_path):
    interface = wgkit.Interface("wgled")
    interface.create()
    try:
        pair = wgkit.generate_keypair()
        update = wgkit.PeerUpdate(pair.public_key, allowed_ips=["10.9.0.2/32"])
        interface.apply(wgkit.DeviceUpdate(peers=[update]))
        ledger = UsageLedger(tmp_path / "usage.db")
        ledger.collect("wgled")
        ledger.collect("wgled")
        assert totals(ledger) == [(0, 0)]
        last = ledger.remove_peer("wgled", pair.public_key)
        assert last.received_bytes == 0 and last.boot != 0 and last.device != 0
        with interface.read() as device:
            assert len(device.peers) == 0
        with pytest.raises(wgkit.NotFound):
            ledger.remove_peer("wgled", pair.public_key)
        # Another interface of the same name has another number, the same one has the same.
        first = last.device
        interface.delete()
        interface.create()
        interface.apply(wgkit.DeviceUpdate(peers=[update]))
        assert ledger.remove_peer("wgled", pair.public_key).device != first
    finally:
        interface.delete()
