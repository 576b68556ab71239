#!/usr/bin/env python3
"""Kills a writer of configuration files, and looks at what it leaves.

usage: Tests/files/kill.py DRIVER CALLS.SO [--kills 500] [--seed NUMBER]

First before every system call of a writing, then at random moments. Whatever file is found is the old
one or the new one, whole, with mode 0600; what is left beside it is one temporary file at most, of mode
0600 too, and the next writer removes it.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KILL = 12  # faults_kill
passed = failed = 0


def verdict(name, faults):
    global passed, failed
    if faults:
        failed += 1
        print(f"FAILED: {name}")
        for fault in faults[:10]:
            print(f"    {fault}")
    else:
        passed += 1
        print(f"ok: {name}")


def number_of(path):
    """The number of the file, or why it is none of the driver's."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    if path.stat().st_mode & 0o7777 != 0o600:
        return f"its mode is {path.stat().st_mode & 0o7777:o}"
    lines = data.decode().splitlines()
    found = re.fullmatch(r"# end of (\d+), (\d+) lines", lines[-1]) if lines else None
    if not data.endswith(b"\n") or not found:
        return f"it has no end, {len(data)} bytes"
    number, count = int(found[1]), int(found[2])
    if len(lines) != count + 1 or set(lines[:-1]) != {f"# {number}"}:
        return f"it is a mixture, {len(lines)} lines"
    return number


def left_over(folder):
    faults = []
    others = [file for file in folder.iterdir() if file.name != "wg0.conf"]
    if len(others) > 1:
        faults.append(f"{len(others)} files are left")
    for file in others:
        if not file.name.startswith(".wgkit-tmp-") or file.stat().st_mode & 0o7777 & ~0o600:
            faults.append(f"{file.name} is left, mode {file.stat().st_mode & 0o7777:o}")
    return faults, len(others)


def clean(driver, folder, what):
    """The next writer takes away what is left."""
    path = folder / "wg0.conf"
    subprocess.run([driver, "once", path, "7"], check=True, stdout=subprocess.PIPE)
    if os.listdir(folder) != ["wg0.conf"] or number_of(path) != 7:
        return [f"{what}: after the next writer there are {os.listdir(folder)}"]
    return []


def crash_at_each_call(driver, calls, folder, is_new):
    path, log = folder / "wg0.conf", folder.parent / "log"
    faults, at, total = [], 0, 1
    while at <= total:
        for file in folder.iterdir():
            file.unlink()
        if not is_new:
            subprocess.run([driver, "once", path, "1"], check=True)
        environment = dict(os.environ, LD_PRELOAD=calls, WGKIT_FAULT_FILES="0",
                           WGKIT_FAULT=f"{at} {KILL} 0 0", WGKIT_FAULT_LOG=str(log))
        status = subprocess.run([driver, "once", path, "2"], env=environment).returncode
        if at == 0:
            total = int(log.read_text().split()[0])
            if status != 0 or total < 10:
                faults.append(f"without a kill: status {status}, {total} calls")
        elif status != -signal.SIGKILL:
            faults.append(f"call {at}: it was not killed but has status {status}")
        number = number_of(path)
        if number not in ((None, 2) if is_new else (1, 2)):
            faults.append(f"call {at}: {number}")
        leftovers, _ = left_over(folder)
        faults += [f"call {at}: {fault}" for fault in leftovers]
        if leftovers or at % 5 == 0:
            faults += clean(driver, folder, f"call {at}")
        at += 1
    return total, faults


def kill_at_random(driver, folder, kills, chance):
    path = folder / "wg0.conf"
    for file in folder.iterdir():
        file.unlink()
    faults, written, leftovers, last = [], 0, 0, None
    for kill in range(kills):
        writer = subprocess.Popen([driver, "writer", path], stdout=subprocess.PIPE)
        # From before its first file until after some of them.
        time.sleep(chance.uniform(0, 0.03))
        writer.kill()
        said = writer.communicate()[0]
        if said:
            faults.append(f"kill {kill}: {said}")
        number = number_of(path)
        if isinstance(number, str) or (number is None and last is not None):
            faults.append(f"kill {kill}: {number}")
        written += number != last
        last = number
        problems, count = left_over(folder)
        leftovers += count
        faults += [f"kill {kill}: {problem}" for problem in problems]
    faults += clean(driver, folder, "at the end")
    # Had none been killed while it wrote, nothing would have been shown.
    if written < kills / 10 or leftovers < kills / 50:
        faults.append(f"only {written} kills found another file, only {leftovers} a temporary one")
    print(f"    {written} kills found another file than the one before, {leftovers} a temporary one")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("calls")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    work = Path(tempfile.mkdtemp(prefix="wgkit-kill."))
    folder = work / "folder"
    folder.mkdir(mode=0o700)
    try:
        for is_new, what in ((True, "a new file"), (False, "a replaced file")):
            total, faults = crash_at_each_call(arguments.driver, arguments.calls, folder, is_new)
            verdict(f"fault 79: a crash before each of the {total} calls for {what} leaves it whole", faults)
        verdict(f"fault 79: {arguments.kills} kills at random moments leave old or new, whole",
                kill_at_random(arguments.driver, folder, arguments.kills,
                               random.Random(arguments.seed)))
    finally:
        shutil.rmtree(work)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
