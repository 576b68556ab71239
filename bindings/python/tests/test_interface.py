"""Interfaces of a real kernel: made, configured, compared, routed, moved, deleted from Python."""

import os
import subprocess
import threading
from ipaddress import ip_address, ip_interface, ip_network

import pytest

import wgkit
from wgkit import CLEAR, DeviceUpdate, Interface, Namespace, PeerUpdate, PresharedKey, PrivateKey

pytestmark = pytest.mark.kernel

NETWORK = ip_network("10.0.0.0/8")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


@pytest.fixture
def wg0():
    interface = Interface("wg0")
    interface.create()
    yield interface
    run("ip", "link", "del", "wg0")


@pytest.fixture
def blue():
    run("ip", "netns", "add", "blue")
    yield Namespace("blue")
    run("ip", "netns", "del", "blue")


def keys(count):
    return [pair.public_key for pair in wgkit.generate_keypairs(count)]


def network(number):
    return f"10.{number >> 8}.{number & 255}.0/24"


def test_an_update_is_what_wg_shows(wg0):
    key, psk, private_key = *keys(1), PresharedKey.generate(), PrivateKey.generate()
    peer = PeerUpdate(key, psk, "192.0.2.1:51820", ["10.1.0.1/16", "fd00::/64"], 25)
    wg0.apply(DeviceUpdate(private_key, 51821, 0xCAFE, [peer]))
    with wg0.read() as device:
        (read,) = device.peers
        assert (device.listen_port, device.firewall_mark) == (51821, 0xCAFE)
        assert device.expose_private_key() == private_key
        assert device.expose_preshared_key(key) == psk
        assert (read.public_key, str(read.endpoint)) == (key, "192.0.2.1:51820")
        assert set(read.allowed_ips) == {ip_network("10.1.0.0/16"), ip_network("fd00::/64")}
        assert read.persistent_keepalive == 25
    shown = run("wg", "show", "wg0", "dump").splitlines()[1].split("\t")
    assert shown[0] == str(key) and shown[2] == "192.0.2.1:51820" and shown[7] == "25"

    # What an update does not name stays.
    wg0.apply(DeviceUpdate(firewall_mark=0, peers=[PeerUpdate(key, CLEAR)]))
    with wg0.read() as device:
        assert (device.listen_port, device.firewall_mark) == (51821, 0)
        assert not device.peers[0].has_preshared_key and device.peers[0].persistent_keepalive == 25
    other = PeerUpdate(key, removed_allowed_ips=["fd00::/64"])
    wg0.apply(DeviceUpdate(CLEAR, peers=[other, PeerUpdate(keys(1)[0], change_only=True)]))
    with wg0.read() as device:
        assert device.public_key is None and len(device.peers) == 1
        assert device.peers[0].allowed_ips == (ip_network("10.1.0.0/16"),)
    wg0.apply(DeviceUpdate(peers=[PeerUpdate(key, remove=True)]))
    assert len(wg0.read().peers) == 0


def test_a_sync_sends_only_what_differs_and_keeps_the_rest(wg0):
    first, second, third = keys(3)
    wanted = [PeerUpdate(first, allowed_ips=["10.1.0.0/16"]), PeerUpdate(second)]
    made = wg0.sync(DeviceUpdate(listen_port=5000, peers=wanted))
    assert made and made.changes_listen_port and not made.changes_private_key
    assert (made.added_peers, made.changed_peers, made.removed_peers) == (2, 0, 0)
    assert not wg0.sync(DeviceUpdate(listen_port=5000, peers=wanted))

    wanted = [PeerUpdate(first, allowed_ips=["10.1.0.0/16", "10.2.0.0/16"]), PeerUpdate(third)]
    with wg0.read() as device:
        difference = device.difference(DeviceUpdate(peers=wanted))
    assert (difference.added_peers, difference.changed_peers, difference.removed_peers) == (1, 1, 1)
    assert len(wg0.read().peers) == 2  # nothing was sent
    wg0.apply(difference)
    assert {peer.public_key for peer in wg0.read().peers} == {first, third}
    assert not wg0.sync(DeviceUpdate(peers=wanted))


def test_an_allowed_ip_moves_only_when_that_is_allowed(wg0):
    first, second = keys(2)
    wg0.sync(DeviceUpdate(peers=[PeerUpdate(first, allowed_ips=[NETWORK]), PeerUpdate(second)]))
    wanted = DeviceUpdate(peers=[PeerUpdate(first), PeerUpdate(second, allowed_ips=[NETWORK])])
    with pytest.raises(wgkit.WouldMove, match="10.0.0.0/8"):
        wg0.sync(wanted)
    assert wg0.read().peers[0].allowed_ips or wg0.read().peers[1].allowed_ips
    made = wg0.sync(wanted, allow_moves=True)
    assert made.moves == (wgkit.Move(NETWORK, first, second),)


def test_a_link_has_addresses_and_routes(wg0):
    wg0.set_mtu(1300)
    wg0.add_address("10.9.0.1/24")
    wg0.add_address(ip_interface("fd09::1/64"))
    wg0.bring_up()
    wg0.add_route("10.10.1.0/24")
    wg0.add_route("10.11.0.0/16", table=100)
    (link,) = [link for link in wgkit.links() if link.name == "wg0"]
    assert (link.kind, link.mtu, link.is_up, link.index) == ("wireguard", 1300, True, wg0.index)
    assert ip_interface("10.9.0.1/24") in link.addresses
    assert ip_interface("fd09::1/64") in link.addresses
    found = {(route.network, route.table) for route in wgkit.routes()}
    assert (ip_network("10.10.1.0/24"), 254) in found and (ip_network("10.11.0.0/16"), 100) in found
    (route,) = [r for r in wgkit.routes() if r.network == ip_network("10.9.0.0/24")]
    assert route.preferred_source == ip_address("10.9.0.1") and route.origin == 2
    assert route.next_hops == (wgkit.NextHop(None, wg0.index, 1),)
    with pytest.raises(FileExistsError):
        wg0.add_address("10.9.0.1/24")
    with pytest.raises(wgkit.AlreadyExists):
        wg0.add_route("10.10.1.0/24")
    wg0.remove_route("10.10.1.0/24")
    wg0.remove_route("10.11.0.0/16", table=100)
    with pytest.raises(LookupError):
        wg0.remove_route("10.10.1.0/24")
    wg0.remove_address("10.9.0.1/24")
    with pytest.raises(wgkit.NotFound):
        wg0.remove_address("10.9.0.1/24")
    wg0.bring_down()
    (link,) = [link for link in wgkit.links() if link.name == "wg0"]
    assert not link.is_up
    with pytest.raises(wgkit.NotFound):
        wgkit.default_route()
    with pytest.raises(wgkit.InvalidArgument):
        wgkit.default_route(5)


def test_allowed_ips_are_routed(wg0):
    wg0.apply(DeviceUpdate(peers=[PeerUpdate(key, allowed_ips=[network(n)]) for n, key in
                                  enumerate(keys(3))]))  # fmt: skip
    wg0.bring_up()
    wg0.add_allowed_ip_routes()
    wg0.add_allowed_ip_routes()
    ways = {
        r.network for r in wgkit.routes() if wg0.index in {h.interface_index for h in r.next_hops}
    }
    assert {ip_network(network(n)) for n in range(3)} <= ways
    wg0.apply(DeviceUpdate(peers=[PeerUpdate(keys(1)[0], allowed_ips=["0.0.0.0/0"])]))
    with pytest.raises(wgkit.InvalidArgument):
        wg0.add_allowed_ip_routes()


def test_fault_99_a_namespace_is_worked_in_without_moving_the_thread(blue):
    here = os.readlink("/proc/thread-self/ns/net")
    there = Interface("wg5", blue)
    there.create()
    there.apply(DeviceUpdate(listen_port=5555))
    assert wgkit.devices(blue) == ["wg5"] and "wg5" not in wgkit.devices()
    assert wgkit.Device("wg5", blue).listen_port == 5555
    assert wgkit.devices(Namespace.from_path("/run/netns/blue")) == ["wg5"]
    assert {link.name for link in wgkit.links(blue)} == {"lo", "wg5"}
    with pytest.raises(wgkit.NoSuchInterface):
        wgkit.Device("wg5")
    assert wgkit.devices(Namespace.from_pid(os.getpid())) == wgkit.devices()
    back = there.move(None)
    assert back.namespace is None and "wg5" in wgkit.devices() and wgkit.devices(blue) == []
    back.move(blue).delete()
    assert os.readlink("/proc/thread-self/ns/net") == here
    with pytest.raises(wgkit.NoSuchNamespace, match="green") as caught:
        wgkit.devices(Namespace("green"))
    assert isinstance(caught.value, LookupError)


def test_errors_are_pythons_own(wg0):
    with pytest.raises(wgkit.AlreadyExists):
        wg0.create()
    with pytest.raises(wgkit.NoSuchInterface):
        Interface("wg7").delete()
    with pytest.raises(wgkit.InvalidName):
        Interface("no/name").bring_up()
    with pytest.raises(wgkit.NotWireGuard):
        Interface("lo").apply(DeviceUpdate(listen_port=1))
    zero = wgkit.PublicKey.from_bytes(bytes(32))
    with pytest.raises(wgkit.InvalidKey):
        wg0.apply(DeviceUpdate(peers=[PeerUpdate(zero)]))
    with pytest.raises(wgkit.InvalidArgument):
        wg0.sync(DeviceUpdate(peers=[PeerUpdate(key) for key in keys(1) * 2]))
    wg1 = Interface("wg1")
    wg1.create()
    try:
        for interface in (wg0, wg1):
            interface.apply(DeviceUpdate(listen_port=6000))
        wg0.bring_up()
        with pytest.raises(wgkit.PortInUse):
            wg1.bring_up()
    finally:
        wg1.delete()


def test_a_change_that_fails_halfway_says_what_is_in_force(wg0):
    peers = [PeerUpdate(key) for key in keys(2000)]
    peers.append(PeerUpdate(wgkit.PublicKey.from_bytes(bytes(32))))
    try:
        wg0.apply(DeviceUpdate(listen_port=7000, peers=peers))
    except wgkit.InvalidKey:
        assert len(wg0.read().peers) == 0
    except wgkit.PartiallyApplied as error:
        assert error.applied_peers == len(wg0.read().peers)
        assert "listen_port" in error.applied_settings


def test_threads_change_one_device(wg0):
    """fault 97"""
    wrong = []
    mine = [keys(20) for _ in range(4)]

    def work(own):
        try:
            for key in own:
                wg0.apply(DeviceUpdate(peers=[PeerUpdate(key)]))
                try:
                    wg0.read().peers.index_of(key)
                except wgkit.Interrupted:
                    pass
        except BaseException as error:  # a thread's exception would be lost
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(own,)) for own in mine]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and len(wg0.read().peers) == 80


def test_the_child_of_a_fork_goes_on_with_what_it_has(wg0):
    """fault 96"""
    with wg0.read() as device:
        difference = device.difference(DeviceUpdate(peers=[PeerUpdate(key) for key in keys(3)]))
    child = os.fork()
    if child == 0:
        try:
            wg0.apply(difference)
            os._exit(0 if len(wg0.read().peers) == 3 else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert not wg0.sync(DeviceUpdate(peers=[PeerUpdate(p.public_key) for p in wg0.read().peers]))


def test_without_the_right_nothing_is_changed(wg0):
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setuid(65534)
            refused = 0
            for change in (
                wg0.delete,
                wg0.bring_up,
                lambda: wg0.apply(DeviceUpdate(listen_port=1)),
                lambda: wg0.add_address("10.0.0.1/24"),
                Interface("wg9").create,
            ):
                try:
                    change()
                except PermissionError:
                    refused += 1
            os._exit(0 if refused == 5 else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert wgkit.devices() == ["wg0"]


def test_ten_thousand_peers_are_made_read_synced_and_deleted():
    interface = Interface("big0")
    interface.create()
    names = keys(10_000)
    wanted = [PeerUpdate(key, allowed_ips=[network(n)]) for n, key in enumerate(names)]
    interface.apply(DeviceUpdate(PrivateKey.generate(), peers=wanted))
    with interface.read() as device:
        assert {key for key, _, _ in device.peers.counters()} == set(names)
        assert len(device.peers.received_bytes) == 10_000
    assert not interface.sync(DeviceUpdate(peers=wanted))
    (extra,) = keys(1)
    made = interface.sync(DeviceUpdate(peers=[*wanted[:-1], PeerUpdate(extra)]))
    assert (made.added_peers, made.changed_peers, made.removed_peers) == (1, 0, 1)
    interface.delete()
    assert "big0" not in wgkit.devices()
