"""Times how Python reads a device of 10,000 peers: wgkit, `wg show dump`, pyroute2. Needs root.

Each contender reads the device and visits the public key and the counters of every peer; all must
come to the same sums. Beside them a loop receives the kernel's messages and looks at their headers
alone: no way of reading the device can take less. They take turns, round by round, and what is
printed is the median of the ratios within a round, with their quartiles: of the time by the clock,
and of the processor's time.
"""

from __future__ import annotations

import argparse
import resource
import socket
import statistics
import struct
import subprocess
import time

import wgkit

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


def received_only():
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


def life(count):
    """Makes the device and configures it; what that takes, and a sync that finds nothing to do."""
    interface = wgkit.Interface(NAME)
    peers = [
        wgkit.PeerUpdate(
            pair.public_key,
            endpoint=f"192.0.2.1:{1 + number % 65535}",
            allowed_ips=[f"10.{number >> 8}.{number & 255}.0/24", f"fd00::{number + 1:x}/128"],
        )
        for number, pair in enumerate(wgkit.generate_keypairs(count))
    ]
    update = wgkit.DeviceUpdate(wgkit.PrivateKey.generate(), peers=peers)
    print(f"the life of a device of {count} peers, in milliseconds here")
    print(f"  create: {milliseconds(interface.create):.1f}")
    print(f"  configure: {milliseconds(lambda: interface.apply(update)):.1f}")
    seconds, difference = timed(lambda: interface.sync(update))
    assert not difference
    print(f"  sync, nothing to do: {seconds[0] * 1000:.1f}", flush=True)
    return interface


def processor_seconds():
    """The processor's time of this process and of its children that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(contender):
    start, processor = time.perf_counter(), processor_seconds()
    result = contender()
    return (time.perf_counter() - start, processor_seconds() - processor), result


def milliseconds(work):
    return timed(work)[0][0] * 1000


def spread(ratios):
    """The median and the quartiles."""
    low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return f"{middle:.1f} ({low:.1f} to {high:.1f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--peers", type=int, default=10_000)
    options = parser.parse_args()
    interface = life(options.peers)
    ways = [peers_of_wgkit, counters_of_wgkit, arrays_of_wgkit]
    quick = [*ways, dump_of_wg, received_only]
    # It takes too long for every round.
    slow = [attributes_of_pyroute2]
    sums = {contender()[1:] for contender in [*ways, dump_of_wg]}
    assert len(sums) == 1, f"the contenders disagree: {sums}"
    times = {contender: [] for contender in quick + slow}
    for round in range(options.rounds):
        turn = round % len(quick)
        contenders = quick[turn:] + quick[:turn]
        for contender in contenders + (slow if round % 5 == 0 else []):
            seconds, result = timed(contender)
            assert result is None or result[1:] in sums
            times[contender].append((round, seconds))
    print(f"reading {options.peers} peers: how many times as long as each of wgkit's ways")
    for mine in [*ways, received_only]:
        reference = dict(times[mine])
        median = statistics.median(clock for clock, _ in reference.values())
        print(f"{mine.__name__} ({median * 1000:.1f} ms here)")
        for other in [dump_of_wg, *slow]:
            clock = [s[0] / reference[round][0] for round, s in times[other]]
            processor = [s[1] / reference[round][1] for round, s in times[other]]
            print(f"  {other.__name__}: {spread(clock)}; processor's time {spread(processor)}")
    print(f"deleting the device: {milliseconds(interface.delete):.1f} ms here")


if __name__ == "__main__":
    main()
