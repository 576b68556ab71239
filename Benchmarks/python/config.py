"""Times configuration files: wgkit and its Swift, packages of PyPI, `wg`, and a bare scan in C."""

from __future__ import annotations

import argparse
import base64
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from config_packages import PACKAGES, Client
from turns import Cost, Work, at_most, left_out, peak_of, say, take_turns, version_of

# A contender that takes longer is left out from that size on.
PATIENCE = 20.0


def clients(count: int) -> tuple[str, list[Client]]:
    """A private key, and peers that are the same each time."""
    made = random.Random(count)

    def key() -> str:
        return base64.b64encode(made.randbytes(32)).decode()

    private = bytearray(made.randbytes(32))
    private[0] &= 248
    private[31] = private[31] & 127 | 64
    return base64.b64encode(private).decode(), [
        Client(f"client-{n}", key(), f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}/32")
        for n in range(count)
    ]


def write_file(path: Path, private_key: str, peers: list[Client]) -> None:
    parts = [f"[Interface]\nPrivateKey = {private_key}\nListenPort = 51820\nAddress = 10.0.0.1/8\n"]
    parts += [
        f"\n[Peer]\nPublicKey = {one.public_key}\nAllowedIPs = {one.allowed_ip}\n"
        f"Endpoint = 203.0.113.{n & 255}:{1024 + n % 60000}\nPersistentKeepalive = 25\n"
        for n, one in enumerate(peers)
    ]
    path.touch(mode=0o600)
    path.write_text("".join(parts))


def told(name: str, command: list[str]) -> Work:
    """What a program says that it took: lines `NAME SECONDS`."""

    def work() -> Cost:
        lines = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True, check=True).stdout.splitlines()  # fmt: skip
        said = dict(line.split() for line in lines)
        nanoseconds = float(said[name]) * 1e9
        cost = {"nanoseconds": nanoseconds, "cpu nanoseconds": nanoseconds}
        if name == "document" and "memory" in said:
            cost["peak bytes"] = float(said["memory"]) * Path(command[-1]).stat().st_size
        return cost

    return work


class Patience:
    """Remembers who has failed or taken too long, and is not asked for a larger size."""

    def __init__(self) -> None:
        self.gone: set[tuple[str, str]] = set()

    def passes(self, row: str, name: str, size: int, work, check) -> bool:
        if (row, name) in self.gone:
            return False
        try:
            with at_most(PATIENCE):
                if not check(work()):
                    raise ValueError("it does not have what it should")
        except Exception as error:  # whatever a package raises
            reason = str(error) or type(error).__name__
            left_out(f"{name}, {ROWS[row]} from {size:,} peers on", reason)
            self.gone.add((row, name))
            return False
        return True


ROWS = {"parse": "parsing", "edit": "editing", "render": "writing"}


def memory(row: str, name: str, path: Path) -> None:
    """What a fresh process needs to parse the file."""
    command = [sys.executable, __file__, "--memory", name, str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    print("sample", row, "peak", name, "peak bytes", int(done.stdout), sep="\t")


def print_memory(name: str, path: Path) -> None:
    (one,) = (one for one in PACKAGES if one.name == name)
    with tempfile.TemporaryDirectory() as folder:  # what it brings into memory in any case
        write_file(Path(folder) / "small.conf", *clients(1))
        one.parse(Path(folder) / "small.conf")
    print(peak_of(lambda: one.parse(path)))


def measure(size: int, rounds: int, options: argparse.Namespace, patience: Patience) -> None:
    private_key, peers = clients(size)
    path = Path(options.folder) / f"{size}.conf"
    write_file(path, private_key, peers)
    key = peers[size // 2].public_key
    in_swift: dict[str, Work] = {}
    parse: dict[str, Work] = {}
    if options.driver:
        in_swift["WGKit"] = told("config", [options.driver, "--speed", str(path)])
        in_swift["WGKit, document"] = told("document", [options.driver, "--speed", str(path)])
    if options.baseline:
        in_swift["limit: copy, newlines"] = told("baseline", [options.baseline, str(path)])
    edit: dict[str, Work] = {}
    render: dict[str, Work] = {}
    for one in PACKAGES:
        if one.name in options.without:
            continue
        # Each must read all peers, and write what it was told to.
        works = {
            "parse": (lambda one=one: one.parse(path), lambda count: count in (size, -1)),
            "edit": (
                lambda one=one: one.edit(path, key),
                lambda text: text.count("PersistentKeepalive = 21") == 1,
            ),
            "render": (
                lambda one=one: one.render(private_key, peers),
                lambda text: all(peer.public_key in text for peer in peers[:10] + peers[-1:]),
            ),
        }
        for row, contenders in (("parse", parse), ("edit", edit), ("render", render)):
            if getattr(one, row) and patience.passes(row, one.name, size, *works[row]):
                contenders[one.name] = silent(works[row][0])
        if one.name in parse:
            memory(f"parse@{size}", one.name, path)
    others = {name: work for name, work in parse.items() if not name.startswith("wgkit")}
    take_turns(f"parse-swift@{size}", {**in_swift, **others}, rounds)
    for row, contenders in (("parse", parse), ("edit", edit), ("render", render)):
        take_turns(f"{row}@{size}", contenders, rounds)


def silent(work) -> Work:
    """The same without its result."""

    def run() -> None:
        work()

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--driver", help="the optimised program ConfigDriver")
    parser.add_argument("--baseline", help="Tests/config-speed/baseline.c, built")
    parser.add_argument("--sizes", default="1,16,256,4096,65536")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--memory", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        return print_memory(options.memory[0], Path(options.memory[1]))
    options.without = set()
    for one in PACKAGES:
        if one.package:
            try:
                version_of(one.package)
            except Exception as error:
                left_out(one.package, error)
                options.without.add(one.name)
    patience = Patience()
    with tempfile.TemporaryDirectory() as options.folder:
        for size in map(int, options.sizes.split(",")):
            say(f"{size:,} peers")
            # The largest take seconds each, and vary little.
            rounds = options.rounds if size < 10_000 else max(options.rounds // 5, 2)
            measure(size, rounds, options, patience)


if __name__ == "__main__":
    main()
