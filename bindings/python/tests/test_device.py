"""Devices of a real kernel, compared with what `wg show dump` says."""

import errno
import os
import random
import socket
import subprocess
import threading
import time

import pytest

import wgkit

pytestmark = pytest.mark.kernel


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


@pytest.fixture
def wg0():
    run("ip", "link", "add", "wg0", "type", "wireguard")
    yield "wg0"
    run("ip", "link", "del", "wg0")


def configuration(count, seed=1):
    """A configuration of `wg setconf` whose peers have all that peers can have."""
    draw = random.Random(seed)

    def key():
        return str(wgkit.PublicKey.from_bytes(draw.randbytes(32)))

    lines = ["[Interface]", f"PrivateKey = {key()}", "ListenPort = 51820"]
    if count % 2 == 0:
        lines.append("FwMark = 0xcafe")
    for number in range(count):
        lines += ["[Peer]", f"PublicKey = {key()}"]
        if number % 3:
            lines.append(f"PresharedKey = {key()}")
        high, low = divmod(number, 256)
        if number % 7 != 1:
            lines.append(f"AllowedIPs = 10.{high}.{low}.0/24, fd00::{number + 1:x}/128")
        if number % 4 == 1:
            lines.append(f"Endpoint = 192.0.2.{low}:{1 + number}")
        elif number % 4 == 2:
            lines.append(f"Endpoint = [2001:db8::{number + 1:x}]:65535")
        elif number % 4 == 3:
            lines.append("Endpoint = [fe80::1%lo]:51820")
        if number % 5 == 0:
            lines.append(f"PersistentKeepalive = {1 + number}")
    return "\n".join(lines) + "\n"


def dump(device):
    """The snapshot in the words of `wg show INTERFACE dump`."""
    none = "(none)"
    private_key = device.expose_private_key()
    lines = [[
        private_key.expose_base64() if private_key else none,
        str(device.public_key or none),
        str(device.listen_port),
        f"{device.firewall_mark:#x}" if device.firewall_mark else "off",
    ]]  # fmt: skip
    for index, peer in enumerate(device.peers):
        preshared_key = peer.has_preshared_key and device.expose_preshared_key(index)
        handshake = peer.latest_handshake
        lines.append([
            str(peer.public_key),
            preshared_key.expose_base64() if preshared_key else none,
            endpoint(peer.endpoint) if peer.endpoint else none,
            ",".join(network(n) for n in peer.allowed_ips) or none,
            str(int(handshake.timestamp()) if handshake else 0),
            str(peer.received_bytes),
            str(peer.sent_bytes),
            str(peer.persistent_keepalive or "off"),
        ])  # fmt: skip
    return "".join("\t".join(line) + "\n" for line in lines)


def network(value):
    return f"{address(value.network_address)}/{value.prefixlen}"


def address(value):
    return socket.inet_ntop(socket.AF_INET if value.version == 4 else socket.AF_INET6, value.packed)


def endpoint(value):
    scope = f"%{socket.if_indextoname(value.scope_id)}" if value.scope_id else ""
    text = address(value.address)
    return f"{text}:{value.port}" if value.address.version == 4 else f"[{text}{scope}]:{value.port}"


@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_device_says_what_wg_says(wg0, count):
    run("wg", "setconf", wg0, "/dev/stdin", text=configuration(count))
    with wgkit.Device(wg0) as device:
        assert len(device.peers) == count
        assert list(device.peers) == [device.peers[place] for place in range(count)]
        assert dump(device) == run("wg", "show", wg0, "dump")


def test_a_preshared_key_is_found_by_the_public_key(wg0):
    run("wg", "setconf", wg0, "/dev/stdin", text=configuration(40))
    device = wgkit.Device(wg0)
    for place, peer in enumerate(device.peers):
        assert device.expose_preshared_key(peer.public_key) == device.expose_preshared_key(place)
        assert (device.expose_preshared_key(place) is not None) == peer.has_preshared_key
    with pytest.raises(IndexError):
        device.expose_preshared_key(40)
    with pytest.raises(wgkit.NotFound):
        device.expose_preshared_key(device.public_key)


def test_a_device_with_nothing_has_nothing(wg0):
    device = wgkit.Device(wg0)
    assert device.public_key is None and device.expose_private_key() is None
    assert (device.listen_port, device.firewall_mark) == (0, 0)
    assert device.index == socket.if_nametoindex(wg0) and device.name == wg0
    assert dump(device) == run("wg", "show", wg0, "dump")


def test_a_tunnel_has_a_handshake_and_counters(wg0):
    pairs = [wgkit.generate_keypair() for _ in range(2)]
    run("ip", "link", "add", "wg1", "type", "wireguard")
    try:
        for here, name in enumerate(("wg0", "wg1")):
            there = 1 - here
            text = (
                f"[Interface]\nPrivateKey = {pairs[here].private_key.expose_base64()}\n"
                f"ListenPort = {51820 + here}\n[Peer]\nPublicKey = {pairs[there].public_key}\n"
                f"Endpoint = 127.0.0.1:{51820 + there}\nAllowedIPs = 10.9.{there}.0/24\n"
            )
            run("wg", "setconf", name, "/dev/stdin", text=text)
            run("ip", "link", "set", name, "up")
        before = time.time()
        run("wg", "set", "wg0", "peer", str(pairs[1].public_key), "persistent-keepalive", "1")
        for _ in range(200):
            (peer,) = wgkit.Device("wg0").peers
            if peer.latest_handshake and peer.received_bytes and peer.sent_bytes:
                break
            time.sleep(0.1)
        run("wg", "set", "wg0", "peer", str(pairs[1].public_key), "persistent-keepalive", "0")
        device = wgkit.Device("wg0")
        (peer,) = device.peers
        assert peer.latest_handshake is not None
        assert before - 5 < peer.latest_handshake.timestamp() < time.time() + 5
        assert peer.received_bytes > 0 and peer.sent_bytes > 0
        assert device.public_key == pairs[0].public_key
        assert device.expose_private_key() == pairs[0].private_key
        assert dump(device) == run("wg", "show", "wg0", "dump")
        assert str(peer.endpoint) == "127.0.0.1:51821"
    finally:
        run("ip", "link", "del", "wg1")


def test_the_devices_are_listed_in_the_order_of_their_creation(wg0):
    names = ["wg0", "zz", "aa", "fifteen-bytes-n"]
    for name in names[1:]:
        run("ip", "link", "add", name, "type", "wireguard")
    try:
        assert wgkit.devices() == names
    finally:
        for name in names[1:]:
            run("ip", "link", "del", name)
    assert wgkit.devices() == ["wg0"]


def test_an_interface_that_is_not_there_is_named():
    with pytest.raises(wgkit.NoSuchInterface, match="wg7") as caught:
        wgkit.Device("wg7")
    assert caught.value.errno == errno.ENODEV and isinstance(caught.value, OSError)


def test_an_interface_of_another_kind_is_told_apart():
    with pytest.raises(wgkit.NotWireGuard, match="lo") as caught:
        wgkit.Device("lo")
    assert caught.value.errno == errno.EOPNOTSUPP


def test_without_the_right_there_is_a_list_and_no_device(wg0):
    outcome, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setuid(65534)
            text = " ".join(wgkit.devices()) + "\n"
            try:
                wgkit.Device(wg0)
            except PermissionError as error:
                text += f"{type(error).__name__}\n{error.errno}\n{error}"
            os.write(told, text.encode())
        finally:
            os._exit(0)
    os.close(told)
    with open(outcome) as pipe:
        listed, name, number, message = pipe.read().split("\n")
    os.waitpid(child, 0)
    assert (listed, name, int(number)) == (wg0, "PermissionDenied", errno.EPERM)
    assert wg0 in message and "CAP_NET_ADMIN" in message


def test_a_device_works_in_the_child_of_a_fork(wg0):
    run("wg", "setconf", wg0, "/dev/stdin", text=configuration(40))
    device = wgkit.Device(wg0)
    expected = dump(device)
    child = os.fork()
    if child == 0:
        try:
            same = dump(device) == expected == dump(wgkit.Device(wg0))
            device.close()
            os._exit(0 if same else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert dump(device) == expected


def test_threads_read_while_peers_come_and_go(wg0):
    run("wg", "setconf", wg0, "/dev/stdin", text=configuration(100))
    wrong = []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            try:
                with wgkit.Device(wg0) as device:
                    keys = [peer.public_key for peer in device.peers]
                    if len(set(keys)) != len(keys):
                        wrong.append("a peer came twice")
            except wgkit.Interrupted:
                pass
            except BaseException as error:
                wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for seed in range(5):
        run("wg", "addconf", wg0, "/dev/stdin", text=configuration(20, seed=seed + 2))
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_many_snapshots_leave_no_descriptor_behind(wg0):
    run("wg", "setconf", wg0, "/dev/stdin", text=configuration(1))
    before = os.listdir("/proc/self/fd")
    for _ in range(200):
        wgkit.Device(wg0)
        wgkit.devices()
        with pytest.raises(wgkit.NoSuchInterface):
            wgkit.Device("wg7")
    assert os.listdir("/proc/self/fd") == before


def test_a_device_of_10000_peers_says_what_wg_says(wg0):
    run("wg", "setconf", wg0, "/dev/stdin", text=configuration(10_000))
    with wgkit.Device(wg0) as device:
        assert len(device.peers) == 10_000
        assert dump(device) == run("wg", "show", wg0, "dump")
