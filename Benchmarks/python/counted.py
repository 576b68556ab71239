"""Times the rows of Benchmarks' program CountedRows, whose instructions are counted elsewhere.

The program does something once, or more times. The difference of the processor's time, divided by
the times, is what one time costs; that of the memory between once and never is what it needs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile

from turns import Cost, Work, say, take_turns

SIZES = (100, 1_000, 10_000, 100_000)
#: A row that is about one thing.
SINGLE = {"key pair"}
#: Larger ones take too long to be made: 64 allowed IPs a peer, a store with a file for each client.
LARGEST = {"64 allowed IPs": 10_000, "batch": 10_000, "profile": 1_000, "ledger": 10_000}
#: What cannot be done with less: it takes turns with its row.
LIMITS = {
    "dump decoded, 1 allowed IP a peer": "dump walked in C, 1 allowed IP a peer",
    "dump decoded, 2 allowed IPs a peer": "dump walked in C, 2 allowed IPs a peer",
    "dump decoded, 64 allowed IPs a peer": "dump walked in C, 64 allowed IPs a peer",
    "file parsed as a document": "file copied",
}
#: Seconds that the work of one turn is to take at least, so that the start of the program hardly
#: counts; what is prepared can take longer, and varies: half as long as that.
WORTH = 0.15


class Program:
    """CountedRows, started by the helper that measures a process."""

    def __init__(self, helper: str, path: str) -> None:
        self.command = (helper, path)
        listed = subprocess.run([path, "--list"], stdout=subprocess.PIPE, text=True, check=True)
        self.rows = [line for line in listed.stdout.splitlines() if line]

    def cost(self, row: str, size: int, times: int) -> tuple[float, float]:
        """Nanoseconds of the processor, and the most memory in bytes."""
        with tempfile.TemporaryDirectory() as folder:  # for what ends on a disk
            done = subprocess.run([*self.command, row, str(size), str(times), folder],
                                  stdout=subprocess.PIPE, check=True)  # fmt: skip
        _, processor, peak = map(float, done.stdout.split())
        return processor, peak

    def times_for(self, row: str, size: int) -> int:
        times = 1
        once = self.cost(row, size, 1)[0]
        worth = max(WORTH * 1e9, once / 2)
        while times < 1_000_000:
            more = self.cost(row, size, 1 + times)[0] - once
            if more > worth / 2:
                return max(1, round(times * worth / more))
            times *= 8
        return times

    def turn(self, row: str, size: int) -> Work:
        times = self.times_for(row, size)

        def work() -> Cost:
            never, _ = self.cost(row, size, 0)
            some, _ = self.cost(row, size, times)
            return {"cpu nanoseconds": max(some - never, 0.0) / times}

        return work

    def memory(self, row: str, size: int) -> int:
        """What one time needs besides what is prepared."""
        never, once = (self.cost(row, size, times)[1] for times in (0, 1))
        return max(int(once - never), 0)


def counted(path: str) -> None:
    """What Benchmarks/instructions has recorded of the same rows, or said, as samples."""
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)
    rows = rows.get("rows", rows)
    owners = {limit: row for row, limit in LIMITS.items()}
    for row, sizes in rows.items():
        name = f"limit: {row}" if row in owners else "WGKit"
        for size, cost in sizes.items():
            for metric, value in cost.items():
                place = f"{owners.get(row, row)}@{size}"
                print("sample", place, "counted", name, metric, value, sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--helpers", required=True, help="the folder of process-cost")
    parser.add_argument("--program", required=True, help="CountedRows")
    parser.add_argument("--instructions", help="what Benchmarks/instructions recorded or printed")
    parser.add_argument("--only", action="append", default=[], help="rows with this in their name")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = Program(f"{options.helpers}/process-cost", options.program)
    rows = [row for row in program.rows
            if not options.only or any(word in row for word in options.only)]  # fmt: skip
    if not rows:
        sys.exit("counted.py: no row has such a name")
    for row in rows:
        if row in LIMITS.values():
            continue
        say(row)
        largest = min((LARGEST[word] for word in LARGEST if word in row), default=SIZES[-1])
        for size in [1] if row in SINGLE else SIZES:
            if size > largest:
                break
            contenders = {"WGKit": program.turn(row, size)}
            if row in LIMITS:
                contenders[f"limit: {LIMITS[row]}"] = program.turn(LIMITS[row], size)
            take_turns(f"{row}@{size}", contenders, options.rounds, warm=0)
            needed = program.memory(row, size)
            print("sample", f"{row}@{size}", "peak", "WGKit", "peak bytes", needed, sep="\t")
    if options.instructions:
        counted(options.instructions)


if __name__ == "__main__":
    main()
