"""The views over a snapshot: what they decode, what they cost, and what they say after `close`."""

import contextlib
import copy
import ctypes
import pickle
import threading
import weakref
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address, ip_network

import pytest
from fakes import FakeSnapshot, fake_device, fake_peer, fake_prefix

import wgkit
from wgkit import _bindings as c
from wgkit._managed import Handle, array_of, structure_of

ROOM = [0, 8, 104]


@pytest.mark.parametrize("room", ROOM)
def test_a_peer_has_its_own_fields_and_its_range_of_allowed_ips(room):
    first = fake_peer(
        1, 0, 2, received_bytes=2**63, sent_bytes=5, persistent_keepalive=25, protocol_version=1,
        handshake_seconds=1_700_000_000, handshake_nanoseconds=123_456_789,
        flags=c.WGKIT_PEER_HAS_PRESHARED_KEY
        | c.WGKIT_PEER_HAS_ENDPOINT
        | c.WGKIT_PEER_HAS_HANDSHAKE,
    )  # fmt: skip
    first.endpoint.address[:4] = bytes([192, 0, 2, 7])
    first.endpoint.family, first.endpoint.port = 4, 4567
    second = fake_peer(2, 2, 1, flags=c.WGKIT_PEER_HAS_ENDPOINT)
    second.endpoint.address[:2] = b"\xfe\x80"
    second.endpoint.family, second.endpoint.port, second.endpoint.scope_id = 6, 65535, 3
    prefixes = [
        fake_prefix(4, [10, 0, 0, 0], 8), fake_prefix(6, [0x20, 1, 0xD, 0xB8], 32),
        fake_prefix(4, [0], 0),
    ]  # fmt: skip
    peers = fake_device([first, second], prefixes, room).peers

    peer = peers[0]
    assert peer.public_key == wgkit.PublicKey.from_bytes(bytes(31) + b"\x01")
    assert peer.endpoint == (ip_address("192.0.2.7"), 4567, 0)
    assert str(peer.endpoint) == "192.0.2.7:4567"
    assert peer.allowed_ips == (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))
    assert peer.latest_handshake == datetime(2023, 11, 14, 22, 13, 20, 123456, timezone.utc)
    assert peer.latest_handshake.utcoffset() == timedelta(0)
    assert (peer.received_bytes, peer.sent_bytes) == (2**63, 5)
    assert (peer.persistent_keepalive, peer.protocol_version) == (25, 1)
    assert peer.has_preshared_key is True

    peer = peers[1]
    assert str(peer.endpoint) == "[fe80::%3]:65535" and peer.endpoint.scope_id == 3
    assert peer.allowed_ips == (ip_network("0.0.0.0/0"),)
    assert peer.latest_handshake is None and peer.has_preshared_key is False


def test_a_peer_without_anything_has_none_of_it():
    (peer,) = fake_device([fake_peer(1)]).peers
    assert peer.endpoint is None and peer.latest_handshake is None and peer.allowed_ips == ()
    assert "PublicKey" in repr(peer) or str(peer.public_key) in repr(peer)


def test_the_peers_are_a_sequence():
    peers = fake_device([fake_peer(n) for n in range(5)]).peers
    keys = [wgkit.PublicKey.from_bytes(n.to_bytes(32, "big")) for n in range(5)]
    assert len(peers) == 5 and [p.public_key for p in peers] == keys
    assert [p.public_key for p in peers[1:4:2]] == keys[1:4:2]
    assert peers[-1].public_key == keys[4] and peers[-5].public_key == keys[0]
    assert [p.public_key for p in reversed(peers)] == keys[::-1]
    for beyond in (5, -6, 10**30):
        with pytest.raises(IndexError):
            peers[beyond]
    assert peers.index_of(keys[3]) == 3 and peers[3] in peers
    with pytest.raises(wgkit.NotFound):
        peers.index_of(wgkit.PublicKey.from_bytes(b"\xff" * 32))
    assert len(fake_device().peers) == 0 and list(fake_device().peers) == []


def test_peers_are_equal_when_all_they_say_is():
    prefix = fake_prefix(4, [10], 8)
    first = fake_device([fake_peer(1, 0, 1)], [prefix]).peers[0]
    moved = fake_device([fake_peer(1, 1, 1)], [fake_prefix(4, [11], 8), prefix]).peers[0]
    assert first == moved and hash(first) == hash(moved)
    other = fake_device([fake_peer(1, 0, 1)], [fake_prefix(4, [11], 8)]).peers[0]
    assert first != other and first != fake_device([fake_peer(1, 0, 0)], [prefix]).peers[0]
    assert first != fake_device([fake_peer(1, 0, 1, sent_bytes=1)], [prefix]).peers[0]


def test_a_stored_peer_is_the_same_and_has_its_own_allowed_ips_alone():
    count = 2000
    prefixes = [fake_prefix(4, [10, *divmod(number, 256)], 24) for number in range(2 * count)]
    values = [fake_peer(n, 2 * n, 2, received_bytes=n, sent_bytes=1) for n in range(count)]
    peers = fake_device(values, prefixes).peers
    for place, peer in enumerate(peers):
        if place % 500 == 3:
            stored = pickle.dumps(peer)
            assert len(stored) < 1000
            for same in (pickle.loads(stored), copy.copy(peer), copy.deepcopy(peer)):
                assert same == peer == peers[place] and same.allowed_ips == peer.allowed_ips
                assert len(same.allowed_ips) == 2
                assert pickle.loads(pickle.dumps(same)) == peer


def test_a_closed_device_says_so():
    both = [fake_peer(1, 0, 1), fake_peer(2)]
    with fake_device(both, [fake_prefix(4, [10], 8)]) as device:
        peers, peer = device.peers, device.peers[0]
        iterator = iter(peers)
        counters = peers.counters()
        assert next(counters)[0] == peer.public_key
        assert next(iterator) == peer and not device.closed
    assert device.closed and device.name == "fake0" and "closed" in repr(device)
    uses = [
        lambda: device.index,
        lambda: device.public_key,
        lambda: device.listen_port,
        lambda: device.firewall_mark,
        lambda: device.peers,
        lambda: device.expose_private_key(),
        lambda: device.expose_preshared_key(peer.public_key),
        lambda: device.__enter__(),
        lambda: len(peers),
        lambda: peers[0],
        lambda: peers[0:1],
        lambda: peers.index_of(peer.public_key),
        lambda: list(peers.counters()),
        lambda: next(counters),
        lambda: peers.received_bytes,
        lambda: peers.sent_bytes,
        lambda: list(peers),
        lambda: next(iterator),
    ]
    for use in uses:
        with pytest.raises(wgkit.InvalidHandle, match="fake0 was closed") as caught:
            use()
        assert isinstance(caught.value, ValueError)
    device.close()
    assert peer.allowed_ips == (ip_network("10.0.0.0/8"),)


def test_closing_gives_the_memory_back():
    before = FakeSnapshot.living
    device = fake_device([fake_peer(1)])
    kept = (device.peers, device.peers[0], iter(device.peers))
    next(kept[2])
    assert FakeSnapshot.living == before + 1
    device.close()
    assert FakeSnapshot.living == before and kept


@pytest.mark.parametrize("room", ROOM)
def test_the_counters_are_there_as_tuples_and_as_arrays(room):
    numbers = range(1300)
    peers = fake_device(
        [fake_peer(n, received_bytes=2**64 - 1 - n, sent_bytes=n) for n in numbers], room=room
    ).peers
    expected = [(peer.public_key, peer.received_bytes, peer.sent_bytes) for peer in peers]
    assert list(peers.counters()) == expected and expected[1299][2] == 1299
    assert peers.received_bytes.tolist() == [2**64 - 1 - n for n in numbers]
    assert peers.sent_bytes.tolist() == list(numbers)
    for array in (peers.received_bytes, peers.sent_bytes):
        assert array.readonly and (array.format, array.shape) == ("Q", (1300,))
    nothing = fake_device().peers
    assert list(nothing.counters()) == [] and nothing.sent_bytes.tolist() == []


def test_a_peer_is_not_made_by_hand():
    with pytest.raises(TypeError, match=r"Device\.peers"):
        wgkit.Peer()


def test_an_array_keeps_what_it_is_a_view_of():
    freed = []
    numbers = (ctypes.c_uint64 * 16)(*range(16))

    def array(handle, address, count, stride, error):
        address._obj.value, count._obj.value = ctypes.addressof(numbers), 1
        stride._obj.value = 128
        return 0

    handle = Handle(ctypes.c_void_p(1), freed.append)
    view, stride = array_of(array, handle, 128)
    part = view.cast("Q")[4::16]
    del handle, view
    assert part.tolist() == [4] and stride == 128 and freed == []
    del part
    assert len(freed) == 1


def test_a_structure_keeps_what_it_is_a_part_of():
    """fault 97"""
    freed = []
    memory = c.wgkit_device_info(index=7)

    def get_info(handle, address, size, error):
        address._obj.value, size._obj.value = ctypes.addressof(memory), ctypes.sizeof(memory)
        return 0

    handle = Handle(ctypes.c_void_p(1), freed.append)
    info = structure_of(get_info, handle, c.wgkit_device_info)
    del handle
    assert info.index == 7 and freed == []
    del info
    assert len(freed) == 1


@pytest.mark.parametrize("name", ["index", "listen_port", "firewall_mark", "public_key"])
def test_a_close_in_the_middle_of_a_look_frees_nothing(name):
    """fault 97"""
    alive = []

    class Info:
        """Another thread closes the device just before a field is read."""

        def __getattr__(self, field):
            device.close()
            alive.append(snapshot() is not None)
            return c.WGKIT_DEVICE_HAS_PRIVATE_KEY if field == "flags" else bytes(32)

    class Snapshot:
        info = Info()

    device = fake_device()
    device._snapshot = Snapshot()
    snapshot = weakref.ref(device._snapshot)
    with contextlib.suppress(ValueError):  # the numbers are none
        getattr(device, name)
    assert alive and all(alive)


def test_a_device_is_not_pickled():
    for store in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError, match="secrets"):
            store(fake_device())


def test_a_close_in_another_thread_leaves_a_reader_whole_or_told():
    wrong = []
    for _ in range(200):
        device = fake_device(
            [fake_peer(n, n, 1) for n in range(50)], [fake_prefix(4, [10], 8)] * 50
        )
        peers = device.peers
        start = threading.Barrier(3)

        def read(start=start, peers=peers):
            start.wait()
            try:
                for number, peer in enumerate(peers):
                    if int.from_bytes(bytes(peer.public_key), "big") != number:
                        wrong.append(peer)
                    if peer.allowed_ips != (ip_network("10.0.0.0/8"),):
                        wrong.append(peer)
            except wgkit.InvalidHandle:
                pass
            except BaseException as error:  # a thread's exception would be lost
                wrong.append(error)

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        start.wait()
        device.close()
        for reader in readers:
            reader.join()
    assert wrong == []
