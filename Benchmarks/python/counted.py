"""Times the rows of Benchmarks' program CountedRows, whose instructions are counted elsewhere.

The program does something once, or more times. The difference of the processor's time, divided by
the times, is what one time costs; that of the memory between once and never is what it needs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from turns import Cost, Work, note, say, take_turns

SIZES = (100, 1_000, 10_000, 100_000)
#: A row that is about one thing.
SINGLE = {"key pair"}
#: Seconds that the work of one turn is to take, so that the start of the program hardly counts.
WORTH = 0.15


class Program:
    """CountedRows, started by the helper that measures a process."""

    def __init__(self, helper: str, path: str) -> None:
        self.command = (helper, path)
        listed = subprocess.run([path, "--list"], stdout=subprocess.PIPE, text=True, check=True)
        self.rows = [line for line in listed.stdout.splitlines() if line]

    def cost(self, row: str, size: int, times: int) -> tuple[float, float]:
        """Nanoseconds of the processor, and the most memory in bytes."""
        done = subprocess.run([*self.command, row, str(size), str(times)], stdout=subprocess.PIPE,
                              check=True)  # fmt: skip
        _, processor, peak = map(float, done.stdout.split())
        return processor, peak

    def times_for(self, row: str, size: int) -> int:
        times = 1
        once = self.cost(row, size, 1)[0]
        while times < 1_000_000:
            more = self.cost(row, size, 1 + times)[0] - once
            if more > WORTH * 1e9 / 2:
                return max(1, round(times * WORTH * 1e9 / more))
            times *= 8
        return times

    def turn(self, row: str, size: int, times: int) -> Work:
        def work() -> Cost:
            never, nothing = self.cost(row, size, 0)
            some, _ = self.cost(row, size, times)
            _, peak = self.cost(row, size, 1)
            return {"cpu nanoseconds": max(some - never, 0.0) / times,
                    "peak bytes": max(peak - nothing, 0.0)}  # fmt: skip

        return work


def counted(path: str) -> None:
    """What Benchmarks/instructions --json said of the same rows, as samples."""
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)["rows"]
    for row, sizes in rows.items():
        for size, cost in sizes.items():
            for metric, value in cost.items():
                print("sample", f"{row}@{size}", "counted", "WGKit", metric, value, sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--helpers", required=True, help="the folder of process-cost")
    parser.add_argument("--program", required=True, help="CountedRows")
    parser.add_argument("--instructions", help="what Benchmarks/instructions --json printed")
    parser.add_argument("--only", action="append", default=[], help="rows with this in their name")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = Program(f"{options.helpers}/process-cost", options.program)
    rows = [row for row in program.rows
            if not options.only or any(word in row for word in options.only)]  # fmt: skip
    if not rows:
        sys.exit("counted.py: no row has such a name")
    for row in rows:
        say(row)
        for size in [1] if row in SINGLE else SIZES:
            # 64 allowed IPs a peer are 64 times as many networks.
            if "64 allowed IPs" in row and size > 10_000:
                note("fact", f"{row}, {size:,} peers", "not measured: 6.4 million networks")
                continue
            times = program.times_for(row, size)
            take_turns(f"{row}@{size}", {"WGKit": program.turn(row, size, times)}, options.rounds,
                       warm=0)  # fmt: skip
    if options.instructions:
        counted(options.instructions)


if __name__ == "__main__":
    main()
