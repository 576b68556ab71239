#!/usr/bin/env python3
"""Kills processes that work on a store of clients, lets their calls fail, lets two meet.

usage: Tests/profiles/crash.py DRIVER CALLS.SO INTERFACE [--kills 100] [--seed NUMBER]

After each crash the store is opened, and has to be what it was before the operation, byte for byte,
or what the operation makes of it; files, sections and the device have to agree either way. INTERFACE
is one of the kernel's, or - for files alone.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FAIL, KILL = 1, 12  # faults_fail, faults_kill
EPERM, EIO, ENOSPC = 1, 5, 28
OPERATIONS = {
    "add": "a b c d new",
    "revoke": "b c d",
    "rename": "other b c d",
    "disable": "a b c d",
    "enable": "a b c d",
    "expire": "a b c d",
    "remove-expired": "a b c",
    "endpoint": "a b c d",
    "networks": "a b c d",
}
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
    sys.stdout.flush()


class Store:
    """A store in a folder that can be put back, with the device."""

    def __init__(self, driver, calls, interface, work, layout):
        self.driver, self.calls, self.interface = driver, calls, interface
        self.folder, self.saved = work / "server", work / "saved"
        self.log = work / "log"
        for folder in (self.folder, self.saved):
            shutil.rmtree(folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        self.command("create", layout, check=True)
        shutil.copytree(self.folder, self.saved)
        self.names, self.sum, faults = self.look()
        assert not faults, faults

    def command(self, word, *more, check=False, environment=None):
        return subprocess.run(
            [self.driver, word, self.folder, self.interface, *more],
            check=check, env=environment, stdout=subprocess.PIPE, text=True)

    def look(self):
        done = self.command("check")
        lines = done.stdout.splitlines()
        names = [line[6:] for line in lines if line.startswith("names ")]
        sums = [line[4:] for line in lines if line.startswith("sum ")]
        faults = [line for line in lines if line.startswith("WRONG ")]
        if done.returncode != 0 and not faults or not sums:
            faults.append(f"check: status {done.returncode}: {done.stdout.strip()}")
        return names[0] if names else "", sums[0] if sums else "", faults

    def put_back(self):
        shutil.rmtree(self.folder)
        shutil.copytree(self.saved, self.folder)
        if self.interface != "-":
            subprocess.run(["ip", "address", "flush", "dev", self.interface], check=True)
            for address in ("10.8.0.1/16", "fd00:8::1/64"):
                subprocess.run(["ip", "address", "add", address, "dev", self.interface], check=True)
            config = (self.folder / "wg0.conf").read_text()
            lines = config.splitlines(True)
            plain = "".join(line for line in lines if not line.startswith("Address"))
            file = self.log.with_suffix(".conf")
            file.write_text(plain)
            subprocess.run(["wg", "setconf", self.interface, file], check=True)

    def attempt(self, operation, at, action, value):
        environment = dict(
            os.environ, LD_PRELOAD=self.calls, WGKIT_FAULT_FILES="0",
            WGKIT_FAULT=f"{at} {action} {value} 0", WGKIT_FAULT_LOG=str(self.log))
        return self.command("once", operation, environment=environment)

    def judge(self, operation, what, is_old_wanted=False):
        names, total, faults = self.look()
        is_old = total == self.sum
        if not is_old and names != OPERATIONS[operation]:
            faults.append(f"it is neither old nor new: {names}")
        if not is_old and is_old_wanted:
            faults.append(f"it is not as it was: {names}")
        return is_old, [f"{operation}, {what}: {fault}" for fault in faults]


def each_call(store, operation, action, value):
    # An attempt takes half a second in the emulator, and files alone have had all of them.
    step = 1 if store.interface == "-" else 12
    faults, old, new, total, places = [], 0, 0, 0, [0]
    while places:
        at = places.pop(0)
        store.put_back()
        done = store.attempt(operation, at, action if at else 0, value)
        if at == 0:
            total = int(store.log.read_text().split()[0])
            if done.returncode != 0 or total < 20:
                faults.append(f"{operation} alone: {done.returncode}, {total} calls, {done.stdout}")
            places = [place for place in range(1, total + 1) if place % step in (0, total % step)]
        elif action == KILL and done.returncode != -signal.SIGKILL:
            faults.append(f"{operation}, call {at}: it was not killed: {done.returncode}")
        elif action == FAIL and done.returncode not in (0, 1):
            faults.append(f"{operation}, call {at}: status {done.returncode}")
        # After an error all is as it was, unless it says that it is done.
        is_done = "may be taken back" in done.stdout or "the old one may be back" in done.stdout
        is_old, problems = store.judge(
            operation, f"call {at}: {done.stdout.strip()}", done.returncode == 1 and not is_done)
        faults += problems
        old, new = old + is_old, new + (not is_old)
    if not old or not new:
        faults.append(f"{operation}: {old} found the old state, {new} the new one")
    return total, faults


def kill_at_random(store, kills, chance):
    faults, seen = [], set()
    store.put_back()
    for kill in range(kills):
        worker = subprocess.Popen(
            [store.driver, "churn", store.folder, store.interface, str(chance.randrange(1 << 32))],
            stdout=subprocess.PIPE, text=True)
        time.sleep(chance.uniform(0.005, 0.1 if store.interface == "-" else 1.0))
        worker.kill()
        said = worker.communicate()[0]
        if said:
            faults.append(f"kill {kill}: {said}")
        seen.add((store.folder / "wg0.profiles" / ".journal").exists())
        faults += [f"kill {kill}: {fault}" for fault in store.look()[2]]
    if seen != {False, True}:
        faults.append(f"of {kills} kills none or each met a change: {seen}")
    return faults


def meet(store, count):
    store.put_back()
    workers = [
        subprocess.Popen(
            [store.driver, "add", store.folder, store.interface, word, str(count)],
            stdout=subprocess.PIPE, text=True)
        for word in ("x", "y")
    ]
    lines = [worker.communicate()[0].splitlines() for worker in workers]
    addresses = [address for part in lines for line in part for address in line.split()]
    faults = [f"status {worker.returncode}: {part[-1:]}" for worker, part in zip(workers, lines)
              if worker.returncode != 0]
    if len(addresses) != 4 * count or len(set(addresses)) != len(addresses):
        faults.append(f"{len(addresses)} addresses, {len(set(addresses))} different ones")
    return faults + store.look()[2]


def plan(layout, is_live):
    """What is tried with each operation: in the emulator, an attempt takes a tenth of a second."""
    for operation in OPERATIONS:
        if layout != "plain":
            if operation in ("add", "revoke", "rename") and not is_live:
                yield operation, KILL, 0, "SIGKILL"
        elif not is_live:
            yield operation, KILL, 0, "SIGKILL"
            yield operation, FAIL, ENOSPC, "ENOSPC"
            if operation == "add":
                yield operation, FAIL, EIO, "EIO"
        elif operation in ("add", "revoke", "disable", "networks"):
            yield operation, KILL, 0, "SIGKILL"
            if operation in ("add", "revoke"):
                yield operation, FAIL, EPERM, "EPERM"
                yield operation, FAIL, ENOSPC, "ENOSPC"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("calls")
    parser.add_argument("interface")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    work = Path(tempfile.mkdtemp(prefix="wgkit-crash."))
    where = "files alone" if arguments.interface == "-" else "files and the device"
    try:
        for layout in ("plain", "linuxserver"):
            store = Store(arguments.driver, arguments.calls, arguments.interface, work, layout)
            for operation, action, value, name in plan(layout, arguments.interface != "-"):
                total, faults = each_call(store, operation, action, value)
                each = "each" if arguments.interface == "-" else "every sixth"
                what = "a crash before" if action == KILL else f"{name} at"
                result = "leaves old or new" if action == KILL else "is success or changes nothing"
                calls = f"{each} of the {total} calls of {operation} ({layout})"
                verdict(f"{what} {calls} {result}: {where}", faults)
        store = Store(arguments.driver, arguments.calls, arguments.interface, work, "plain")
        verdict(f"{arguments.kills} kills at random moments leave old or new: {where}",
                kill_at_random(store, arguments.kills, random.Random(arguments.seed)))
        verdict(f"two processes that add clients at once share no address: {where}", meet(store, 30))
    finally:
        shutil.rmtree(work)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
