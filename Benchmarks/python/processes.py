"""Times whole processes: start-up, `genkey | pubkey`, libraries loaded into C and Python."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys

from turns import Cost, Work, left_out, take_turns


def process(helper: str, *command: str) -> Work:
    """A process from its start to its end, timed by the helper that starts it."""

    def work() -> Cost:
        told = subprocess.run([helper, *command], stdout=subprocess.PIPE, check=True).stdout.split()
        names = ("nanoseconds", "cpu nanoseconds", "peak bytes")
        return dict(zip(names, map(float, told)))

    return work


def load(helper: str, library: str) -> Work:
    """A library that a program of C loads."""

    def work() -> Cost:
        told = subprocess.run([helper, library], stdout=subprocess.PIPE, check=True).stdout.split()
        return {"nanoseconds": float(told[0]), "peak bytes": float(told[1])}

    return work


LOAD = """
import ctypes, sys, time
start = time.perf_counter_ns()
ctypes.CDLL(sys.argv[1])
print(time.perf_counter_ns() - start)
"""
IMPORT = """
import sys, time
start = time.perf_counter_ns()
__import__(sys.argv[1])
print(time.perf_counter_ns() - start)
"""


def in_python(script: str, argument: str) -> Work:
    """What a fresh interpreter takes for it, its own start not counted."""

    def work() -> Cost:
        command = [sys.executable, "-c", script, argument]
        return {"nanoseconds": float(subprocess.run(command, stdout=subprocess.PIPE,
                                                    check=True).stdout)}  # fmt: skip

    return work


def present(contenders: dict[str, Work]) -> dict[str, Work]:
    """Those that work here."""
    good = {}
    for name, work in contenders.items():
        try:
            work()
        except (subprocess.CalledProcessError, OSError) as error:
            left_out(name, error)
        else:
            good[name] = work
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--helpers", required=True, help="the folder of process-cost and load")
    parser.add_argument("--wgk", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    wgk, cost = options.wgk, f"{options.helpers}/process-cost"
    wg, openssl = shutil.which("wg"), shutil.which("openssl")
    start = {"wgk": process(cost, wgk, "--version")}
    keys = {"wgk": process(cost, wgk, "genkey", "--", wgk, "pubkey")}
    if wg:
        start["wg"] = process(cost, wg, "--version")
        keys["wg"] = process(cost, wg, "genkey", "--", wg, "pubkey")
    else:
        left_out("wg", "wireguard-tools is not installed")
    if openssl:
        make = (openssl, "genpkey", "-algorithm", "X25519")
        keys["openssl"] = process(cost, *make, "--", openssl, "pkey", "-pubout")
    start["limit: /bin/true"] = process(cost, "/bin/true")
    keys["limit: two of /bin/true"] = process(cost, "/bin/true", "--", "/bin/true")
    take_turns("start", start, options.rounds, warm=3)
    take_turns("genkey", keys, options.rounds, warm=3)
    names = {"libwgkit": options.library, "libsodium": "libsodium.so.23",
             "libcrypto": "libcrypto.so.3", "libmnl": "libmnl.so.0"}  # fmt: skip
    helper = f"{options.helpers}/load"
    loaded = {name: load(helper, library) for name, library in names.items()}
    take_turns("load", present(loaded), options.rounds, warm=3)
    fewer = max(options.rounds // 4, 2)
    loaded = {name: in_python(LOAD, library) for name, library in names.items()}
    take_turns("load-python", present(loaded), fewer)
    modules = {"wgkit": "wgkit", "cryptography": "cryptography.hazmat.primitives.asymmetric.x25519",
               "PyNaCl": "nacl.public", "pyroute2": "pyroute2", "wgconfig": "wgconfig",
               "wireguard-tools": "wireguard_tools"}  # fmt: skip
    imported = {name: in_python(IMPORT, module) for name, module in modules.items()}
    take_turns("import", present(imported), fewer)


if __name__ == "__main__":
    main()
