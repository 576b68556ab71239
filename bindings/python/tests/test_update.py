"""Updates and what is made of them, without a kernel: what the library takes and refuses."""

import ctypes
import pickle
from ipaddress import IPv6Address, ip_address, ip_interface, ip_network

import pytest

import wgkit
from wgkit import (
    CLEAR,
    DeviceUpdate,
    Endpoint,
    PeerUpdate,
    PresharedKey,
    PrivateKey,
    addresses,
    difference,
    link,
    route,
    update,
)
from wgkit import _bindings as c

KEY = wgkit.PublicKey("xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=")


def test_the_structures_are_laid_out_as_the_header_says():
    for layout, structure in [
        (addresses.PREFIX, c.wgkit_prefix),
        (addresses.ADDRESS, c.wgkit_address),
        (addresses.ENDPOINT, c.wgkit_endpoint),
        (difference.MOVE, c.wgkit_move),
        (link.LINK, c.wgkit_link),
        (link.LINK_ADDRESS, c.wgkit_link_address),
        (route.ROUTE, c.wgkit_route),
        (route.NEXT_HOP, c.wgkit_next_hop),
        (update._PEER, c.wgkit_peer_update),
    ]:
        assert layout.size == ctypes.sizeof(structure)


def read_back(layout, structure, **values):
    """What the layout unpacks from a structure whose fields were set by name."""
    value = structure()
    for name, content in values.items():
        target, _, field = name.partition("__")
        if field:
            setattr(getattr(value, target), field, content)
        elif isinstance(content, bytes):
            ctypes.memmove(
                ctypes.byref(value, getattr(structure, name).offset), content, len(content)
            )
        else:
            setattr(value, name, content)
    return layout.unpack(bytes(value))


def test_links_are_unpacked_from_the_places_of_their_structures():
    assert read_back(
        link.LINK, c.wgkit_link, name=b"n" * 16, kind=b"k" * 32, index=1, mtu=2, flags=3,
        operational_state=4, hardware_address_length=5, hardware_address=b"h" * 32,
        first_address=6, address_count=7,
    ) == (b"n" * 16, b"k" * 32, 1, 2, 3, 4, 5, b"h" * 32, 6, 7)  # fmt: skip
    assert read_back(
        link.LINK_ADDRESS, c.wgkit_link_address, prefix=b"p" * 20, peer=b"q" * 20, scope=9
    ) == (b"p" * 20, b"q" * 20, 9)


def test_routes_are_unpacked_from_the_places_of_their_structures():
    assert read_back(
        route.ROUTE, c.wgkit_route, network=b"n" * 20, preferred_source=b"s" * 16 + b"\6",
        table=1, metric=2, next_hop_id=3, kind=4, scope=5, origin=6, first_next_hop=7,
        next_hop_count=8,
    ) == (b"n" * 20, b"s" * 16, 6, 1, 2, 3, 4, 5, 6, 7, 8)  # fmt: skip
    assert read_back(
        route.NEXT_HOP, c.wgkit_next_hop, gateway=b"g" * 16 + b"\4", interface_index=1, weight=2
    ) == (b"g" * 16, 4, 1, 2)


def test_a_move_is_unpacked_from_the_places_of_its_structure():
    packed = bytes([10] + [0] * 15 + [4, 8, 0, 0]) + b"f" * 32 + b"t" * 32
    value = c.wgkit_move.from_buffer_copy(packed)
    assert bytes(value.to.bytes) == b"t" * 32
    move = difference._move(memoryview(packed), 0)
    assert move.allowed_ip == ip_network("10.0.0.0/8")
    assert bytes(move.from_peer) == b"f" * 32 and bytes(move.to_peer) == b"t" * 32


def test_a_peers_fields_are_at_the_places_of_its_structure():
    networks = []
    peer = PeerUpdate(
        KEY, PresharedKey.generate(), "[fe80::1%3]:51820", ["10.0.0.0/8"], 25, True,
        ["192.0.2.0/24", "fd00::/8"],
    )  # fmt: skip
    value = c.wgkit_peer_update.from_buffer_copy(update._PEER.pack(*update._fields(peer, networks)))
    assert bytes(value.public_key.bytes) == bytes(KEY) and value.persistent_keepalive == 25
    assert (value.endpoint.port, value.endpoint.scope_id, value.endpoint.family) == (51820, 3, 6)
    assert value.flags == (
        c.WGKIT_UPDATE_SET_PRESHARED_KEY
        | c.WGKIT_UPDATE_SET_ENDPOINT
        | c.WGKIT_UPDATE_SET_PERSISTENT_KEEPALIVE
        | c.WGKIT_UPDATE_REPLACE_ALLOWED_IPS
    )
    assert (value.first_allowed_ip, value.allowed_ip_count) == (0, 1)
    assert (value.first_removed_ip, value.removed_ip_count) == (1, 2)
    assert networks == ["10.0.0.0/8", "192.0.2.0/24", "fd00::/8"]
    other = PeerUpdate(KEY, CLEAR, change_only=True)
    value = c.wgkit_peer_update.from_buffer_copy(
        update._PEER.pack(*update._fields(other, networks))
    )
    assert value.flags == c.WGKIT_UPDATE_CLEAR_PRESHARED_KEY | c.WGKIT_UPDATE_CHANGE_ONLY
    assert (value.first_allowed_ip, value.allowed_ip_count) == (3, 0)


def test_an_update_of_everything_is_taken():
    peers = [
        PeerUpdate(
            wgkit.generate_keypair().public_key, PresharedKey.generate(),
            Endpoint(ip_address("192.0.2.1"), 51820),
            [f"10.0.{n}.0/24", ip_network("fd00::/64")], 25,
        )
        for n in range(200)
    ]  # fmt: skip
    whole = DeviceUpdate(PrivateKey.generate(), 51820, 0xCAFE, peers, True)
    assert update.update_handle(whole, c.WGKIT_CONFIG_MEANS_ADD).value
    assert "redacted" in repr(whole)
    assert update.update_handle(DeviceUpdate(private_key=CLEAR), c.WGKIT_CONFIG_MEANS_ADD).value
    assert update.update_handle(
        DeviceUpdate(peers=(peer for peer in peers)), c.WGKIT_CONFIG_MEANS_ADD
    ).value


def test_an_update_says_the_same_at_its_second_use():
    peer = PeerUpdate(
        KEY, allowed_ips=(n for n in ["10.0.0.0/8"]), removed_allowed_ips=iter(["192.0.2.0/24"])
    )
    whole = DeviceUpdate(peers=(one for one in [peer]))
    for _ in range(2):
        (used,) = whole.peers
        networks = []
        update._fields(used, networks)
        assert networks == ["10.0.0.0/8", "192.0.2.0/24"]


def test_many_networks_are_read_as_each_is_by_itself():
    many = ["10.1.2.3/8", "fd00::1", ip_network("192.0.2.0/24"), ip_address("fd00::2"),
            ip_interface("10.0.0.1/24"), "0.0.0.0/0"]  # fmt: skip
    for some in ([], many[:1], many, [*many, b"10.0.0.0/8"]):
        assert addresses.prefixes_of(some) == b"".join(map(addresses.prefix_bytes, some))


@pytest.mark.parametrize(
    "wrong", ["10.0.0.0/33", "", "10.0.0.0/8\n10.0.0.0/8", "10.0.0.0/8\n", "\n", "\udcff",
              ip_address("fe80::1%3"), 5, None]
)  # fmt: skip
def test_of_many_networks_a_wrong_one_says_what_it_says_by_itself(wrong):
    with pytest.raises((wgkit.InvalidAddress, TypeError)) as alone:
        addresses.prefix_bytes(wrong)
    for some in ([wrong], ["10.0.0.0/8", wrong], [wrong, "10.0.0.0/8"]):
        with pytest.raises(type(alone.value)) as among:
            addresses.prefixes_of(some)
        assert str(among.value) == str(alone.value)


def test_a_single_network_is_told_from_several_at_once_and_when_it_is_put_in_later():
    for one in ("10.0.0.0/8", ip_network("10.0.0.0/24"), ip_address("fd00::1")):
        with pytest.raises(TypeError, match="a sequence of networks"):
            PeerUpdate(KEY, allowed_ips=one)
    peer = PeerUpdate(KEY)
    peer.allowed_ips = ip_network("10.0.0.0/24")
    with pytest.raises(TypeError, match="a sequence of networks"):
        update.update_handle(DeviceUpdate(peers=[peer]), c.WGKIT_CONFIG_MEANS_ADD)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda: DeviceUpdate(listen_port=65536), wgkit.InvalidArgument),
        (lambda: DeviceUpdate(listen_port=-1), wgkit.InvalidArgument),
        (lambda: DeviceUpdate(firewall_mark=2**32), wgkit.InvalidArgument),
        (lambda: DeviceUpdate(listen_port="51820"), TypeError),
        (lambda: DeviceUpdate(private_key="secret"), TypeError),
        (
            lambda: DeviceUpdate(peers=[PeerUpdate(KEY, persistent_keepalive=65536)]),
            wgkit.InvalidArgument,
        ),
        (lambda: DeviceUpdate(peers=[PeerUpdate(KEY, preshared_key="secret")]), TypeError),
        (
            lambda: DeviceUpdate(peers=[PeerUpdate(KEY, allowed_ips=["10.0.0.0/33"])]),
            wgkit.InvalidAddress,
        ),
        (
            lambda: DeviceUpdate(peers=[PeerUpdate(KEY, allowed_ips=["10.0.0.0/8 "])]),
            wgkit.InvalidAddress,
        ),
        (lambda: DeviceUpdate(peers=[PeerUpdate(KEY, allowed_ips="10.0.0.0/8")]), TypeError),
        *(
            (
                lambda name=name, one=one: DeviceUpdate(peers=[PeerUpdate(KEY, **{name: one})]),
                TypeError,
            )
            for name in ("allowed_ips", "removed_allowed_ips")
            for one in (b"10.0.0.0/8", ip_network("10.0.0.0/24"), ip_network("fd00::/120"))
        ),
        (
            lambda: DeviceUpdate(peers=[PeerUpdate(KEY, endpoint="a.example:1")]),
            wgkit.InvalidAddress,
        ),
        (
            lambda: DeviceUpdate(peers=[PeerUpdate(KEY, endpoint="192.0.2.1:0")]),
            wgkit.InvalidAddress,
        ),
        (lambda: DeviceUpdate(peers=[PeerUpdate("no key")]), TypeError),
        (
            lambda: DeviceUpdate(
                peers=[PeerUpdate(KEY, endpoint=Endpoint(ip_address("::1"), 65536))]
            ),
            wgkit.InvalidArgument,
        ),
        (
            lambda: DeviceUpdate(peers=[PeerUpdate(KEY, remove=True, change_only=True)]),
            wgkit.InvalidArgument,
        ),
    ],
)
def test_what_makes_no_sense_is_refused(wrong, error):
    with pytest.raises(error) as caught:
        update.update_handle(wrong(), c.WGKIT_CONFIG_MEANS_ADD)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10.0.0.1/24", "10.0.0.1/24"),
        ("10.0.0.1", "10.0.0.1/32"),
        (ip_address("fd00::1"), "fd00::1/128"),
        (ip_interface("10.0.0.1/24"), "10.0.0.1/24"),
        (ip_network("fd00::/8"), "fd00::/8"),
    ],
)
def test_networks_are_taken_in_all_of_pythons_types(value, text):
    assert addresses.prefix_text(value) == text


def test_an_endpoint_is_read_and_written():
    for text in ("192.0.2.1:51820", "[2001:db8::1]:1", "[fe80::1%3]:65535"):
        assert str(Endpoint.parse(text)) == text
        assert Endpoint.resolve(text) == Endpoint.parse(text)
    assert Endpoint.resolve("localhost:7").port == 7
    for text in ("192.0.2.1", "a.example:1", "[fe80::1%eth0]:1", "192.0.2.1:51820\n", "é"):
        with pytest.raises(wgkit.InvalidAddress):
            Endpoint.parse(text)
    with pytest.raises(wgkit.UnresolvedHost):
        Endpoint.resolve("no-such-host.invalid:1")


def test_an_address_with_its_scope_is_an_endpoints():
    for endpoint in (
        Endpoint(IPv6Address("fe80::1%3"), 51820),
        Endpoint(IPv6Address("fe80::1"), 51820, 3),
    ):
        assert str(endpoint) == "[fe80::1%3]:51820"
        packed = addresses.endpoint_bytes(endpoint)
        assert packed == addresses.endpoint_bytes("[fe80::1%3]:51820")
    for wrong in (
        Endpoint(IPv6Address("fe80::1%eth0"), 51820),
        Endpoint(IPv6Address("fe80::1%3"), 51820, 4),
        Endpoint(IPv6Address("fe80::1"), 0),
    ):
        with pytest.raises(wgkit.InvalidAddress):
            addresses.endpoint_bytes(wrong)
    with pytest.raises(TypeError, match="not str; Endpoint.parse"):
        addresses.endpoint_bytes(Endpoint("192.0.2.1", 51820))


def test_a_scope_is_not_lost_where_it_has_no_place():
    with pytest.raises(wgkit.InvalidAddress, match="fe80::1%3 has a scope"):
        addresses.prefix_bytes(IPv6Address("fe80::1%3"))
    with pytest.raises(wgkit.InvalidAddress, match="fe80::1%3 has a scope"):
        wgkit.Template("[Interface]\nDNS = ${a}\n").render(a=IPv6Address("fe80::1%3"))


def test_a_preshared_key_leaves_no_copy_in_an_update():
    """The array that the library copied from is wiped."""
    wiped = []
    original = update.c.wgkit_secret_wipe

    def spy(address, count):
        kept = ctypes.string_at(address, count)
        original(address, count)
        wiped.append((kept, ctypes.string_at(address, count)))

    key = PresharedKey.generate()
    update.c.wgkit_secret_wipe = spy
    try:
        update.update_handle(DeviceUpdate(peers=[PeerUpdate(KEY, key)]), c.WGKIT_CONFIG_MEANS_ADD)
    finally:
        update.c.wgkit_secret_wipe = original
    ((before, after),) = wiped
    assert key.expose_bytes() in before and after == bytes(len(before))


def test_a_partly_applied_change_says_what_is_in_force():
    error = wgkit.PartiallyApplied("half", 5)
    error.applied_peers, error.applied_settings = 7, frozenset({"listen_port"})
    stored = pickle.loads(pickle.dumps(error))
    assert (stored.applied_peers, stored.applied_settings) == (7, {"listen_port"})
    assert stored.applied_allowed_ips == 0
