"""Times the parser of `wg`: `wg setconf` to a socket that pretends to be an interface.

The start of the process is taken off, which is that of `--version`. WGKit has no door to WireGuard
in userspace, so that the same cannot be asked of it: beside it stand `wgk strip`, which parses and
prints a file, and `wgk check`, which decodes every value of it and looks for mistakes besides.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import tempfile
import threading
from pathlib import Path

from config import clients, told, write_file
from processes import process
from turns import Cost, Work, say, take_turns

NAME = "wgbench0"


def serve() -> None:
    """Takes what wg sends, and says that all is well."""
    Path("/run/wireguard").mkdir()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"/run/wireguard/{NAME}.sock")
    listener.listen(8)

    def answer() -> None:
        buffer = bytearray(1 << 20)
        while True:
            connection, _ = listener.accept()
            with connection:
                end = b""
                while not end.endswith(b"\n\n"):
                    count = connection.recv_into(buffer)
                    if not count:
                        break
                    end = (end + bytes(buffer[max(count - 2, 0) : count]))[-2:]
                else:
                    connection.sendall(b"errno=0\n\n")

    threading.Thread(target=answer, daemon=True).start()


def without_start(work: Work, start: float) -> Work:
    def run() -> Cost:
        cost = work()
        return {"cpu nanoseconds": max(cost["cpu nanoseconds"] - start, 0.0),
                "peak bytes": cost["peak bytes"]}  # fmt: skip

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--helpers", required=True)
    parser.add_argument("--wgk", required=True)
    parser.add_argument("--driver", help="the optimised program ConfigDriver")
    parser.add_argument("--sizes", default="256,4096,65536")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    serve()
    helper = f"{options.helpers}/process-cost"
    start = {
        tool: statistics.median(
            process(helper, tool, "--version")()["cpu nanoseconds"] for _ in range(50)
        )
        for tool in ("/usr/bin/wg", options.wgk)
    }
    for size in map(int, options.sizes.split(",")):
        say(f"{size:,} peers")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file.conf"
            write_file(path, *clients(size))
            # Address is wg-quick's.
            path.write_text(path.read_text().replace("Address = 10.0.0.1/8\n", ""))
            commands = {
                "wgk strip": (options.wgk, "strip", str(path)),
                "wgk check": (options.wgk, "check", str(path), "--target", "wg"),
                "wg setconf": ("/usr/bin/wg", "setconf", NAME, str(path)),
            }
            contenders = {
                name: without_start(process(helper, *command), start[command[0]])
                for name, command in commands.items()
            }
            if options.driver:
                swift = told("config", [options.driver, "--speed", str(path)])
                contenders = {"WGKit, every value": swift, **contenders}
            take_turns(f"wg-parser@{size}", contenders, options.rounds)


if __name__ == "__main__":
    main()
