"""Each script of Benchmarks/python works: a few rounds, without a figure that is asserted.

What it is compared with need not be there: it is left out then, which is tested by it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent
WGK = os.environ.get("WGKIT_WGK", "")
LIBRARY = os.environ.get("WGKIT_LIBRARY", "")


@pytest.fixture(scope="module")
def helpers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("helpers")
    sources = [*(BENCHMARKS / "c").glob("*.c")]
    sources.append(BENCHMARKS.parent / "Tests/config-speed/baseline.c")
    for source in sources:
        subprocess.run(["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-o",
                        folder / source.stem, source, "-ldl"], check=True)  # fmt: skip
    subprocess.run(["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
                    "-o", folder / "kernel.so", BENCHMARKS / "c/preload/kernel.c"],
                   check=True)  # fmt: skip
    return folder


def samples_of(script, *arguments, before=()):
    command = [*before, sys.executable, BENCHMARKS / "python" / script, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    kinds = {"sample": 6, "left out": 3, "version": 3, "fact": 3}
    assert lines and all(kinds[line[0]] == len(line) for line in lines)
    assert all(float(line[5]) >= 0 for line in lines if line[0] == "sample")
    return {(line[1], line[3]) for line in lines if line[0] == "sample"}


def test_processes_are_timed(helpers):
    found = samples_of("processes.py", "--helpers", helpers, "--wgk", WGK, "--library", LIBRARY,
                       "--rounds", 2)  # fmt: skip
    assert {("start", "wgk"), ("genkey", "wgk"), ("load", "libwgkit"), ("import", "wgkit")} <= found


def test_configuration_files_are_timed(helpers):
    found = samples_of("config.py", "--baseline", helpers / "baseline", "--sizes", "1,16",
                       "--rounds", 1)  # fmt: skip
    for row in ("parse@16", "edit@16", "render@1"):
        assert (row, "wgkit") in found
    assert ("parse-swift@16", "limit: copy, newlines") in found


def test_wg_and_wgk_are_timed_without_the_kernel(helpers):
    """The script itself compares what both print and what they set."""
    found = samples_of("answered.py", "--helpers", helpers, "--wgk", WGK, "--sizes", "3,300",
                       "--rounds", 1)  # fmt: skip
    for size in (3, 300):
        assert {(f"answered-setconf@{size}", "wg setconf"),
                (f"answered-setconf@{size}", "wgk setconf"),
                (f"answered-dump@{size}", "wgk show dump"),
                (f"answered-syncconf@{size}", "wgk syncconf")} <= found  # fmt: skip


def test_clients_and_samples_are_timed():
    found = samples_of("profiles.py", "--sizes", "3", "--rounds", 1)
    assert ("profile@3", "wgkit") in found and ("profile@3", "limit: two files") in found
    assert ("usage@3", "wgkit") in found


def test_key_pairs_are_timed():
    assert ("python-pair", "wgkit") in samples_of("keys.py", "--rounds", 1)


def test_the_counted_rows_are_timed(helpers, tmp_path):
    """With a program in the place of CountedRows, which takes minutes to build."""
    program = tmp_path / "rows"
    program.write_text(
        "#!/bin/sh\n[ $1 != --list ] || { echo one row; exit; }\n"
        "i=0; while [ $i -lt $(($3 * 20000)) ]; do i=$((i + 1)); done\n"
    )
    program.chmod(0o755)
    counted = tmp_path / "counted.json"
    counted.write_text('{"one row": {"7": {"instructions": 5, "allocations": 1}}}')
    found = samples_of("counted.py", "--helpers", helpers, "--program", program, "--rounds", 1,
                       "--instructions", counted)  # fmt: skip
    assert {(f"one row@{size}", "WGKit") for size in (7, 100, 1_000, 10_000, 100_000)} <= found
