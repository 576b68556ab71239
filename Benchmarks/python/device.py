"""Times how Python reads, writes and syncs a device of 10,000 peers. Needs root, and a kernel with
WireGuard.

Each contender that reads visits the public key and the counters of every peer; all must come to
the same sums. Beside them a loop receives the kernel's messages and looks at their headers alone:
no way of reading the device can take less.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import struct
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import wgkit
from turns import Cost, Work, cost_of, left_out, note, take_turns, version_of

NAME = "wgbench0"


def peers_of_wgkit():
    """The peers as objects, made one by one over the snapshot."""
    keys = received = sent = 0
    with wgkit.Device(NAME) as device:
        for peer in device.peers:
            keys += peer.public_key is not None
            received += peer.received_bytes
            sent += peer.sent_bytes
    return keys, received, sent


def counters_of_wgkit():
    """Keys and counters alone."""
    keys = received = sent = 0
    with wgkit.Device(NAME) as device:
        for key, peer_received, peer_sent in device.peers.counters():
            keys += key is not None
            received += peer_received
            sent += peer_sent
    return keys, received, sent


def arrays_of_wgkit():
    """The counters as flat arrays."""
    with wgkit.Device(NAME) as device:
        return None, sum(device.peers.received_bytes), sum(device.peers.sent_bytes)


def dump_of_wg():
    """What programs do that run `wg`: the output is split, numbers become numbers."""
    keys = received = sent = 0
    done = subprocess.run(
        ("wg", "show", NAME, "dump"), stdout=subprocess.PIPE, text=True, check=True
    )
    for line in done.stdout.splitlines()[1:]:
        fields = line.split("\t")
        keys += fields[0] is not None
        received += int(fields[5])
        sent += int(fields[6])
    return None, received, sent


def attributes_of_pyroute2():
    """pyroute2's messages, with the attributes that it decodes when they are asked for."""
    from pyroute2 import WireGuard

    keys = received = sent = 0
    with WireGuard() as wireguard:
        for message in wireguard.info(NAME):
            for peer in message.get("WGDEVICE_A_PEERS") or ():
                keys += peer.get("WGPEER_A_PUBLIC_KEY") is not None
                received += peer.get("WGPEER_A_RX_BYTES") or 0
                sent += peer.get("WGPEER_A_TX_BYTES") or 0
    return None, received, sent


def received_only() -> None:
    """The limit: every message of the dump, of which only the header is looked at."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 16) as kernel:  # NETLINK_GENERIC
        kernel.bind((0, 0))
        family_name = attribute(2, b"wireguard\0")  # CTRL_ATTR_FAMILY_NAME
        kernel.send(request(16, 0, 3, family_name))  # GENL_ID_CTRL, CTRL_CMD_GETFAMILY
        family = family_in(kernel.recv(RECEIVED_AT_ONCE))
        dump = 0x300  # NLM_F_DUMP
        kernel.send(request(family, dump, 0, attribute(2, NAME.encode() + b"\0")))
        buffer = bytearray(RECEIVED_AT_ONCE)
        while True:
            end, place = kernel.recv_into(buffer), 0
            while place < end:
                length, message_type = struct.unpack_from("=IH", buffer, place)
                if message_type == 3:  # NLMSG_DONE
                    return
                assert message_type == family, "the kernel refused the dump"
                place += length + -length % 4


# More is not sent at once, whatever there is room for.
RECEIVED_AT_ONCE = 32768


def request(message_type, flags, command, attributes):
    header = struct.pack("=IHHII", 20 + len(attributes), message_type, 1 | flags, 1, 0)
    return header + struct.pack("=BBH", command, 1, 0) + attributes


def attribute(number, value):
    return struct.pack("=HH", 4 + len(value), number) + value + bytes(-len(value) % 4)


def family_in(answer):
    place = 20
    while True:
        length, number = struct.unpack_from("=HH", answer, place)
        if number == 1:  # CTRL_ATTR_FAMILY_ID
            return struct.unpack_from("=H", answer, place + 4)[0]
        place += length + -length % 4


def peers_of_wireguard_tools():
    """wireguard-tools' own objects, over pyroute2's messages."""
    from wireguard_tools import WireguardDevice

    device = WireguardDevice.get(NAME)
    try:
        received = sent = 0
        for peer in device.get_config().peers.values():
            received += peer.rx_bytes or 0
            sent += peer.tx_bytes or 0
    finally:
        device.close()
    return None, received, sent


def peers_of_wgnlpy():
    """wgnlpy's own objects, over pyroute2's messages."""
    from wgnlpy import WireGuard

    received = sent = 0
    for peer in WireGuard().get_interface(NAME).peers.values():
        received += peer.rx_bytes
        sent += peer.tx_bytes
    return None, received, sent


def allowed_ips(number: int) -> list[str]:
    return [f"10.{number >> 8}.{number & 255}.0/24", f"fd00::{number + 1:x}/128"]


class Writing:
    """The ways to give a device all its peers, and to change one of them."""

    def __init__(self, interface: wgkit.Interface, count: int) -> None:
        self.interface = interface
        self.keys = [pair.public_key for pair in wgkit.generate_keypairs(count)]
        peers = [
            wgkit.PeerUpdate(key, allowed_ips=allowed_ips(number))
            for number, key in enumerate(self.keys)
        ]
        # Without a private key: with one the kernel multiplies on a curve for each peer.
        self.update = wgkit.DeviceUpdate(wgkit.CLEAR, peers=peers)
        changed = [*peers]
        changed[count // 2] = wgkit.PeerUpdate(
            self.keys[count // 2], allowed_ips=allowed_ips(count // 2), persistent_keepalive=21
        )
        self.changed = wgkit.DeviceUpdate(wgkit.CLEAR, peers=changed)

    def clear(self) -> None:
        self.interface.sync(wgkit.DeviceUpdate(wgkit.CLEAR))

    def fill(self) -> None:
        self.interface.sync(self.update)

    def after(self, prepare: Callable[[], None], work: Callable[[], object]) -> Work:
        """The work, timed after what it begins with was made."""

        def run() -> Cost:
            prepare()
            return cost_of(lambda: work() and None)

        return run

    def all_by_wgkit(self) -> None:
        self.interface.apply(self.update)

    def all_by_pyroute2(self) -> None:
        """One message a peer, as its documentation shows."""
        from pyroute2 import WireGuard

        with WireGuard() as wireguard:
            for number, key in enumerate(self.keys):
                peer = {"public_key": str(key), "allowed_ips": allowed_ips(number)}
                wireguard.set(NAME, peer=peer)

    def one_by_wgkit(self) -> None:
        difference = self.interface.sync(self.changed)
        assert difference, "the sync found nothing to do"

    def one_by_wg(self) -> None:
        """What programs do: the file is there, `wg` compares."""
        subprocess.run(("wg", "syncconf", NAME, self.file), check=True)

    def write_file(self, path: Path) -> None:
        self.file = str(path)
        lines = ["[Interface]\n"]
        changed = len(self.keys) // 2
        for number, key in enumerate(self.keys):
            lines.append(f"[Peer]\nPublicKey = {key}\nAllowedIPs = "
                         f"{', '.join(allowed_ips(number))}\n")  # fmt: skip
            if number == changed:
                lines.append("PersistentKeepalive = 21\n")
        path.write_text("".join(lines))


def messages(command: list[str]) -> int:
    """How many messages a program sends to the kernel."""
    with tempfile.NamedTemporaryFile("r") as log:
        calls = "trace=sendto,sendmsg,ioctl"
        subprocess.run(["strace", "-f", "-e", calls, "-o", log.name, *command], check=True)
        return sum("sendto(" in line or "sendmsg(" in line for line in log)


def count_messages(writing: Writing, wgk: str) -> None:
    if not shutil.which("strace"):
        return left_out("the number of messages", "strace is not installed")
    for tool, path in (("wgk", wgk), ("wg", shutil.which("wg"))):
        if not path:
            continue
        writing.clear()
        # A family is looked up first, and what is there is read first.
        note("fact", f"messages of {tool} setconf, 10,000 peers",
             messages([path, "setconf", NAME, writing.file]))  # fmt: skip
        writing.fill()
        for differing in ("one peer differs", "nothing differs"):
            note("fact", f"messages of {tool} syncconf, {differing}",
                 messages([path, "syncconf", NAME, writing.file]))  # fmt: skip


def others(peers: int) -> dict[str, Work]:
    """The packages of PyPI that read this device; each is tried once."""
    good: dict[str, Work] = {}
    for package, read in {
        "pyroute2": attributes_of_pyroute2,
        "wireguard-tools": peers_of_wireguard_tools,
        "wgnlpy": peers_of_wgnlpy,
    }.items():
        try:
            version_of(package)
            read()
        except Exception as error:  # whatever a package raises
            left_out(f"{package}, reading a device", f"{type(error).__name__}: {error}")
        else:
            good[package] = silent(read)
    return good


def silent(work: Callable[[], object]) -> Work:
    """The same without its result."""

    def run() -> None:
        work()

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--peers", type=int, default=10_000)
    parser.add_argument("--wgk", required=True)
    options = parser.parse_args()
    interface = wgkit.Interface(NAME)
    interface.create()
    writing = Writing(interface, options.peers)
    writing.write_file(Path(tempfile.mkdtemp()) / "device.conf")
    writing.fill()
    ways = {"wgkit, peers": peers_of_wgkit, "wgkit, counters": counters_of_wgkit,
            "wgkit, arrays": arrays_of_wgkit, "wg show dump, split": dump_of_wg}  # fmt: skip
    sums = {read()[1:] for read in ways.values()}
    assert len(sums) == 1, f"the contenders disagree: {sums}"
    quick = {name: silent(read) for name, read in ways.items()}
    quick["limit: receiving alone"] = received_only
    take_turns("python-read", quick, options.rounds)
    # They take too long for every round.
    slow = {"wgkit, peers": quick["wgkit, peers"], **others(options.peers)}
    take_turns("python-read-slow", slow, max(options.rounds // 5, 2))
    sync = {"wgkit": writing.after(writing.fill, writing.one_by_wgkit),
            "wg syncconf": writing.after(writing.fill, writing.one_by_wg)}  # fmt: skip
    take_turns("python-sync", sync, max(options.rounds // 3, 2))
    write = {"wgkit": writing.after(writing.clear, writing.all_by_wgkit),
             "pyroute2, one message a peer":
                 writing.after(writing.clear, writing.all_by_pyroute2)}  # fmt: skip
    # A minute each.
    take_turns("python-write", write, max(options.rounds // 10, 1), warm=0)
    count_messages(writing, options.wgk)
    interface.delete()


if __name__ == "__main__":
    main()
