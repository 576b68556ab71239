"""Devices that no kernel has: snapshots over arrays of this file's own."""

import ctypes

from wgkit import _bindings as c
from wgkit.device import Device


class FakeSnapshot:
    """What `Device` reads: the same fields as the real one."""

    living = 0

    def __init__(self, peers, prefixes, room=0):
        FakeSnapshot.living += 1
        self.info = c.wgkit_device_info(index=7, listen_port=51820, firewall_mark=0x1234)
        self.peers, self.peer_stride = lay_out(peers, room)
        self.allowed_ips, self.allowed_ip_stride = lay_out(prefixes, room)

    def __del__(self):
        FakeSnapshot.living -= 1


def lay_out(values, room):
    """The structures one after the other, each with room behind it for fields of the future."""
    if not values:
        return memoryview(b""), 128
    data = b"".join(bytes(value) + b"\xee" * room for value in values)
    return memoryview(data), ctypes.sizeof(values[0]) + room


def fake_device(peers=(), prefixes=(), room=0):
    device = Device.__new__(Device)
    device._name = "fake0"
    device._snapshot = FakeSnapshot(peers, prefixes, room)
    return device


def fake_peer(number, first=0, count=0, **fields):
    value = c.wgkit_peer(first_allowed_ip=first, allowed_ip_count=count, **fields)
    value.public_key.bytes[:] = number.to_bytes(32, "big")
    return value


def fake_prefix(family, address, length):
    value = c.wgkit_prefix(family=family, length=length)
    value.address[: len(address)] = address
    return value
