"""Times the creation of clients in a store, and samples of traffic in a ledger, files and all.

Beside each stands what the disk alone takes: the same number of files written and flushed, the same
rows put into SQLite.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
import time
from pathlib import Path

import wgkit
from turns import Work, left_out, say, take_turns
from wgkit.profiles import ProfileStore
from wgkit.usage import Sample

START = 1_764_543_600


def store_of(folder: Path, clients: int) -> ProfileStore:
    """A store of so many clients, which works on files alone."""
    path = folder / "wg0.conf"
    key = wgkit.PrivateKey.generate().expose_base64()
    path.touch(mode=0o600)
    path.write_text(f"[Interface]\nAddress = 10.0.0.1/8\nListenPort = 51820\nPrivateKey = {key}\n")
    store = ProfileStore.create(
        folder / "profiles", interface="wg0", config_file=path, networks=["10.0.0.0/8"],
        endpoint="vpn.example.org:51820", files_only=True,
    )  # fmt: skip
    if clients:
        store.add_all([wgkit.profiles.NewProfile(f"client-{n}") for n in range(clients)])
    return store


def adding(store: ProfileStore) -> Work:
    numbers = iter(range(10**9))

    def work() -> None:
        store.add(f"new-{next(numbers)}")

    return work


def rewriting(folder: Path) -> Work:
    """What is written for a client: its file and the server's, each flushed and renamed."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    largest = sorted(files, key=lambda path: path.stat().st_size)[-1]
    small = next(path for path in files if "client" in path.name or "new" in path.name)
    texts = [(path, path.read_bytes()) for path in (largest, small)]

    def work() -> None:
        for path, text in texts:
            copy = path.with_suffix(".copy")
            with copy.open("wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            copy.rename(path.with_suffix(".renamed"))
            place = os.open(path.parent, os.O_RDONLY)
            os.fsync(place)
            os.close(place)

    return work


def measure_profiles(size: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("WGKIT_BENCHMARK_DISK")) as name:
        store = store_of(Path(name), size)
        store.add("client-first")
        contenders = {"wgkit": adding(store), "limit: two files": rewriting(Path(name))}
        take_turns(f"profile@{size}", contenders, rounds)


def samples_at(minute: int, size: int) -> dict[wgkit.PublicKey, Sample]:
    clock = minute * 60 * 10**9 + 1
    return {
        wgkit.PublicKey.from_bytes(n.to_bytes(4, "little") + bytes(28)): Sample(
            minute * 6_000 + n, minute * 60 + n, time=START + minute * 60, began=clock, ended=clock,
            boot=1, device=1,
        )
        for n in range(size)
    }  # fmt: skip


def recording(path: Path, size: int) -> Work:
    ledger = wgkit.usage.UsageLedger(path)
    minutes = iter(range(10**6))

    def work() -> dict[str, float]:
        samples = samples_at(next(minutes), size)
        start, processor = time.perf_counter_ns(), time.process_time_ns()
        ledger.record("wg0", samples)
        return {"nanoseconds": time.perf_counter_ns() - start,
                "cpu nanoseconds": time.process_time_ns() - processor}  # fmt: skip

    return work


def inserting(path: Path, size: int) -> Work:
    """One row a peer put in, another one updated, in one transaction of SQLite."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE total(peer BLOB PRIMARY KEY, received, sent) WITHOUT ROWID")
    database.execute("CREATE TABLE minute(peer INTEGER, time INTEGER, received, sent,"
                     " PRIMARY KEY(time, peer)) WITHOUT ROWID")  # fmt: skip
    minutes = iter(range(10**6))
    keys = [n.to_bytes(4, "little") + bytes(28) for n in range(size)]

    def work() -> dict[str, float]:
        minute = next(minutes)
        totals = [(key, minute, minute) for key in keys]
        rows = [(n, minute, minute, minute) for n in range(size)]
        start, processor = time.perf_counter_ns(), time.process_time_ns()
        with database:
            database.executemany("INSERT OR REPLACE INTO total VALUES(?, ?, ?)", totals)
            database.executemany("INSERT INTO minute VALUES(?, ?, ?, ?)", rows)
        return {"nanoseconds": time.perf_counter_ns() - start,
                "cpu nanoseconds": time.process_time_ns() - processor}  # fmt: skip

    return work


def measure_usage(size: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("WGKIT_BENCHMARK_DISK")) as name:
        folder = Path(name)
        contenders = {
            "wgkit": recording(folder / "usage.db", size),
            "limit: rows in SQLite": inserting(folder / "plain.db", size),
        }
        take_turns(f"usage@{size}", contenders, rounds, warm=2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10,100,1000,10000")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        say(f"{size:,} clients")
        measure_profiles(size, options.rounds)
        try:
            measure_usage(size, options.rounds)
        except (AttributeError, ImportError) as error:
            left_out("usage", error)


if __name__ == "__main__":
    main()
