"""Contenders that take turns, and the samples of them, which Benchmarks/report reads.

A line is `sample ROW ROUND CONTENDER METRIC VALUE`, separated by tabs; ROW is NAME or NAME@SIZE.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import metadata

#: What one turn cost, by metric; work that returns None is timed.
Cost = Mapping[str, float]
Work = Callable[[], "Cost | None"]


def note(kind: str, name: str, text: object) -> None:
    print(kind, name, text, sep="\t", flush=True)


def left_out(name: str, reason: object) -> None:
    note("left out", name, " ".join(str(reason).split()))


def version_of(package: str) -> str:
    """The version of a package of PyPI, which is printed too."""
    version = metadata.version(package)
    note("version", package, version)
    return version


def say(text: str) -> None:
    print(f"{os.path.basename(sys.argv[0])}: {text}", file=sys.stderr, flush=True)


def processor_seconds() -> float:
    """The processor's time of this process and of its children that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def cost_of(work: Work) -> Cost:
    gc.collect()
    start, processor = time.perf_counter_ns(), processor_seconds()
    told = work()
    if told is not None:
        return told
    clock = time.perf_counter_ns() - start
    return {
        "nanoseconds": clock,
        "cpu nanoseconds": (processor_seconds() - processor) * 1e9,
    }


def take_turns(
    row: str, contenders: Mapping[str, Work], rounds: int, *, each: int = 1, warm: int = 1
) -> None:
    """Runs the contenders round by round, each round beginning with another one.

    The first `warm` rounds are not counted; a cost is divided by `each`, the number of things done.
    """
    names = list(contenders)
    for turn in range(-warm, rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            cost = cost_of(contenders[name])
            if turn >= 0:
                for metric, value in cost.items():
                    number = value if metric == "peak bytes" else value / each
                    print("sample", row, turn, name, metric, number, sep="\t")
    sys.stdout.flush()


def peak_of(work: Callable[[], object]) -> int:
    """How many bytes more this process comes to have while it works. A fresh process tells most."""
    with open("/proc/self/clear_refs", "w") as peak:
        peak.write("5")
    before = resident("VmRSS")
    work()
    return max(resident("VmHWM") - before, 0)


class TooLong(Exception):
    """It took longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Ends work in Python that takes longer, with TooLong."""

    def ring(*_: object) -> None:
        raise TooLong(f"it takes more than {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def resident(field: str) -> int:
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0
