"""Times `wg` and `wgk` against a kernel that answers from within their own processes.

Both are started with the same library (c/preload/kernel.c), which takes what they send to WireGuard
and tells them of a device: so what they do themselves is compared, on any machine and without the
harness, which emulates one.
"""

from __future__ import annotations

import argparse
import base64
import os
import random
import statistics
import struct
import subprocess
import tempfile
from pathlib import Path

from processes import process
from turns import Cost, Work, say, take_turns

NAME = "wgbench0"
PRIVATE_KEY = bytes([8, 1]) + bytes(29) + bytes([64])


def attribute(kind: int, payload: bytes) -> bytes:
    return struct.pack("=HH", len(payload) + 4, kind) + payload + bytes(-len(payload) % 4)


def nested(kind: int, payload: bytes) -> bytes:
    return attribute(0x8000 | kind, payload)


class Peer:
    """A peer with an IPv4 and an IPv6 allowed IP, as a file has it and as the kernel tells of it."""

    def __init__(self, number: int, key: bytes) -> None:
        self.number, self.key = number, key
        self.v4 = bytes([10]) + number.to_bytes(3, "big")
        self.v6 = b"\xfd" + bytes(12) + number.to_bytes(3, "big")
        self.host, self.port = bytes([203, 0, 113, number & 255]), 1024 + number % 60000

    def text(self, keepalive: int) -> str:
        low = self.number & 0xFFFF
        v6 = f"fd00::{self.number >> 16:x}:{low:x}" if self.number >> 16 else f"fd00::{low:x}"
        return (
            f"\n[Peer]\nPublicKey = {base64.b64encode(self.key).decode()}\n"
            f"AllowedIPs = {'.'.join(map(str, self.v4))}/32, {v6}/128\n"
            f"Endpoint = {'.'.join(map(str, self.host))}:{self.port}\n"
            f"PersistentKeepalive = {keepalive}\n"
        )

    def attributes(self) -> bytes:
        """Those of `enum wgpeer_attribute`, in the kernel's order."""

        def allowed_ip(length: int, family: int, address: bytes) -> bytes:
            return nested(0, attribute(3, bytes([length])) + attribute(1, struct.pack("=H", family))
                          + attribute(2, address))  # fmt: skip

        endpoint = struct.pack("=H", 2) + struct.pack(">H", self.port) + self.host + bytes(8)
        return b"".join(
            (
                attribute(1, self.key),
                attribute(2, bytes(32)),
                attribute(6, struct.pack("=qq", 1760000000 + self.number, 0)),
                attribute(5, struct.pack("=H", 25)),
                attribute(8, struct.pack("=Q", self.number * 1000)),
                attribute(7, struct.pack("=Q", self.number * 3000)),
                attribute(10, struct.pack("=I", 1)),
                attribute(4, endpoint),
                nested(9, allowed_ip(32, 2, self.v4) + allowed_ip(128, 10, self.v6)),
            )
        )


def prepare(count: int, folder: Path) -> None:
    """Writes the device's peers, the file that it has, and one in which one peer differs."""
    made = random.Random(count)
    peers = [Peer(number, made.randbytes(32)) for number in range(count)]
    told = (peer.attributes() for peer in peers)
    (folder / "peers").write_bytes(b"".join(struct.pack("=H", len(one)) + one for one in told))
    private = base64.b64encode(PRIVATE_KEY).decode()
    head = f"[Interface]\nPrivateKey = {private}\nListenPort = 51820\n"
    same = [head, *(peer.text(25) for peer in peers)]
    for name, last in (("same.conf", same[-1]), ("differs.conf", peers[-1].text(26))):
        (folder / name).touch(mode=0o600)
        (folder / name).write_text("".join([*same[:-1], last]))


def check(tools: dict[str, str], folder: Path, count: int) -> None:
    """All must print the same device, and set all peers of it."""
    printed = {subprocess.run([tool, "show", NAME, "dump"], stdout=subprocess.PIPE, check=True).stdout
               for tool in tools.values()}  # fmt: skip
    assert len(printed) == 1 and printed.pop().count(b"\n") == count + 1
    for tool in tools.values():
        counted = folder / "count"
        counted.write_text("")
        subprocess.run([tool, "setconf", NAME, folder / "same.conf"], check=True,
                       env={**os.environ, "WGKIT_COUNT": str(counted)})  # fmt: skip
        assert counted.read_text().split() == [str(count), str(2 * count)]


def without_start(work: Work, start: float) -> Work:
    def run() -> Cost:
        cost = dict(work())
        cost["cpu nanoseconds"] = max(cost["cpu nanoseconds"] - start, 0.0)
        del cost["nanoseconds"]
        return cost

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--helpers", required=True, help="the folder of process-cost and kernel.so")
    parser.add_argument("--wgk", required=True)
    parser.add_argument("--sizes", default="256,4096,65536")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    helper = f"{options.helpers}/process-cost"
    tools = {"wgk": options.wgk, "wg": "/usr/bin/wg"}
    os.environ["LD_PRELOAD"] = f"{options.helpers}/kernel.so"
    start = {
        name: statistics.median(
            process(helper, tool, "--version")()["cpu nanoseconds"] for _ in range(50)
        )
        for name, tool in tools.items()
    }
    for size in map(int, options.sizes.split(",")):
        say(f"{size:,} peers")
        with tempfile.TemporaryDirectory() as path:
            folder = Path(path)
            prepare(size, folder)
            os.environ["WGKIT_PEERS"] = str(folder / "peers")
            check(tools, folder, size)
            rounds = options.rounds if size < 10_000 else max(options.rounds // 2, 1)
            take_turns(
                f"answered-setconf@{size}",
                {
                    f"{name} setconf": without_start(
                        process(helper, tool, "setconf", NAME, str(folder / "same.conf")),
                        start[name],
                    )
                    for name, tool in tools.items()
                },
                rounds,
            )
            for row, words in (
                ("answered-dump", ("show", NAME, "dump")),
                ("answered-syncconf", ("syncconf", NAME, str(folder / "differs.conf"))),
            ):
                contenders = {
                    f"{name} {'show dump' if row == 'answered-dump' else 'syncconf'}": process(
                        helper, tool, *words
                    )
                    for name, tool in tools.items()
                }
                take_turns(f"{row}@{size}", contenders, rounds)


if __name__ == "__main__":
    main()
