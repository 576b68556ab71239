"""Profiles through the Python door: a store in a temporary folder, without and with a device."""

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from ipaddress import IPv4Address, IPv6Address, ip_network
from pathlib import Path

import pytest

import wgkit
from wgkit.profiles import (
    AddressPool,
    ImportFormat,
    Layout,
    NewProfile,
    ProfileStore,
    check_profile_name,
)

SERVER = """[Interface]
Address = 10.8.0.1/24, fd00:8::1/64
ListenPort = 51820
PrivateKey = {key}
"""


def put_server(folder, **changes):
    pair = wgkit.generate_keypair()
    text = SERVER.format(key=pair.private_key.expose_base64())
    path = folder / "wg0.conf"
    path.write_text(text)
    path.chmod(0o600)
    return path, pair


def make(folder, **changes):
    path, _ = put_server(folder)
    arguments = {
        "interface": "wg0",
        "config_file": path,
        "networks": ["10.8.0.0/24", "fd00:8::/64"],
        "endpoint": "vpn.example.org:51820",
        "files_only": True,
        **changes,
    }
    return ProfileStore.create(folder / "profiles", **arguments)


def keys_in(path):
    """The peers that a server's file has, enabled."""
    return [peer.public_key for peer in wgkit.Config.of(wgkit.File.read(path).parse()).peers]


@pytest.fixture
def store(tmp_path):
    return make(tmp_path, dns=["10.8.0.1", "example.org"])


def test_a_client_is_added_with_keys_addresses_and_files(store, tmp_path):
    before = datetime.now(timezone.utc).replace(microsecond=0)
    anna = store.add("anna")
    assert anna.name == "anna"
    assert anna.addresses == (IPv4Address("10.8.0.2"), IPv6Address("fd00:8::2"))
    assert anna.enabled and anna.has_private_key and anna.expires is None
    assert anna.created >= before
    config = store.expose_client_config("anna")
    values = wgkit.Config.parse(config)
    assert values.private_key.public_key == anna.public_key
    assert [str(one) for one in values.dns_servers] == ["10.8.0.1"]
    assert (tmp_path / "profiles/anna.conf").stat().st_mode & 0o777 == 0o600
    assert str(anna.public_key) in (tmp_path / "wg0.conf").read_text()
    assert "# friendly_name = anna" in (tmp_path / "wg0.conf").read_text()


def test_a_client_may_keep_its_private_key_to_itself(store):
    pair = wgkit.generate_keypair()
    ben = store.add("ben", public_key=pair.public_key, addresses="10.8.0.77")
    assert ben.public_key == pair.public_key and not ben.has_private_key
    assert ben.addresses == (IPv4Address("10.8.0.77"),)
    assert store.by_key[pair.public_key] == ben
    with pytest.raises(wgkit.AlreadyExists):
        store.add("other", public_key=pair.public_key)


def test_all_that_a_client_can_have_is_read_back(store):
    pair = wgkit.generate_keypair()
    moment = datetime(2031, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))
    made = store.add(
        "site",
        private_key=pair.private_key,
        preshared_key=wgkit.PresharedKey.generate(),
        addresses=["10.8.0.9", "fd00:8::9"],
        networks=ip_network("192.168.7.0/24"),
        allowed_ips=["10.8.0.0/24", "192.168.0.0/16"],
        expires=moment,
        enabled=False,
    )
    assert made == store.get("site")
    assert made.public_key == pair.public_key and made.has_private_key
    assert made.networks == (ip_network("192.168.7.0/24"),)
    assert made.allowed_ips == (ip_network("10.8.0.0/24"), ip_network("192.168.0.0/16"))
    assert made.expires == moment and not made.enabled


def test_iteration_is_in_the_order_of_making_and_by_key_finds_each(store):
    names = [f"client-{number}" for number in (3, 1, 2)]
    store.add_all(NewProfile(name) for name in names)
    assert [one.name for one in store] == names
    assert {one.name for one in store.by_key.values()} == set(names)


def test_several_are_added_whole_or_not_at_all(store, tmp_path):
    before = (tmp_path / "wg0.conf").read_bytes()
    with pytest.raises(wgkit.InvalidName):
        store.add_all([NewProfile("good"), NewProfile("../bad")])
    with pytest.raises(wgkit.AlreadyExists):
        store.add_all([NewProfile("good"), NewProfile("GOOD")])
    assert store.profiles() == []
    assert (tmp_path / "wg0.conf").read_bytes() == before
    assert not (tmp_path / "profiles/good.conf").exists()


@pytest.mark.parametrize(
    "name", ["", ".", "..", "-x", "a/b", "a b", "a\nb", "a#b", "server", "TEMPLATES", "x" * 65, "é"]
)
def test_a_bad_name_is_refused_as_it_is(store, name):
    with pytest.raises(wgkit.InvalidName):
        check_profile_name(name)
    with pytest.raises(wgkit.InvalidName):
        store.add(name)
    assert store.profiles() == []


def test_rename_keeps_keys_and_addresses(store, tmp_path):
    anna = store.add("anna")
    store.add("ben")
    renamed = store.rename("anna", "anna-phone")
    assert (renamed.public_key, renamed.addresses) == (anna.public_key, anna.addresses)
    assert not (tmp_path / "profiles/anna.conf").exists()
    assert (tmp_path / "profiles/anna-phone.conf").exists()
    with pytest.raises(wgkit.AlreadyExists):
        store.rename("anna-phone", "ben")
    with pytest.raises(wgkit.NotFound):
        store.rename("nobody", "somebody")


def test_disable_and_enable(store, tmp_path):
    anna = store.add("anna")
    gone = store.disable("anna")
    assert gone.profile.name == "anna" and gone.last_counters is None
    assert not store.get("anna").enabled
    assert anna.public_key not in keys_in(tmp_path / "wg0.conf")
    assert store.enable("anna").enabled
    assert anna.public_key in keys_in(tmp_path / "wg0.conf")


def test_revoke_takes_the_exact_key_and_leaves_the_neighbour(store, tmp_path):
    bob, bobby = store.add("bob"), store.add("bobby")
    assert store.revoke(bob.public_key).profile == bob
    assert store.profiles() == [bobby]
    assert not (tmp_path / "profiles/bob.conf").exists()
    assert (tmp_path / "profiles/bobby.conf").exists()
    with pytest.raises(wgkit.NotFound):
        store.revoke(bob.public_key)
    assert store.add("carol").addresses == bob.addresses
    with pytest.raises(TypeError):
        store.revoke("bobby")


def test_what_has_expired_is_removed_when_it_is_asked_for(store):
    store.add("old", expires=datetime(2020, 1, 1, tzinfo=timezone.utc))
    store.add("new", expires=datetime.now(timezone.utc) + timedelta(days=1))
    store.add("always")
    assert store.expire("always", datetime(2021, 1, 1, tzinfo=timezone.utc)).expires is not None
    assert store.expire("always", None).expires is None
    assert [one.profile.name for one in store.remove_expired()] == ["old"]
    assert [one.name for one in store] == ["new", "always"]
    with pytest.raises(ValueError, match="time zone"):
        store.expire("new", datetime(2030, 1, 1))


def test_the_server_is_changed_for_all_clients_in_one_step(store):
    store.add("anna")
    store.add("ben", public_key=wgkit.generate_keypair().public_key)
    assert store.change_server(endpoint="new.example.org:443") == ["ben"]
    assert store.setting("Endpoint") == "new.example.org:443"
    assert "new.example.org:443" in store.expose_client_config("anna")
    again = store.change_server(networks=["10.9.0.0/24", "fd00:9::/64"])
    assert sorted(again) == ["anna", "ben"]
    assert store.get("anna").addresses == (IPv4Address("10.9.0.2"), IPv6Address("fd00:9::2"))
    assert store.setting("networks") == "10.9.0.0/24, fd00:9::/64"
    with pytest.raises(wgkit.InvalidArgument):
        store.setting("Colour")


def test_no_secret_is_shown_unless_it_is_asked_for(store):
    store.add("anna")
    secret = wgkit.Config.parse(store.expose_client_config("anna")).private_key
    text = secret.expose_base64()
    for shown in (repr(store), repr(store.get("anna")), str(store.profiles())):
        assert text not in shown


def test_a_client_file_for_a_phone_has_what_the_phone_takes(store):
    store.add("anna")
    for target in wgkit.Target:
        config = store.expose_client_config("anna", target)
        assert "PrivateKey" in config and "PostUp" not in config
        findings = wgkit.check(config, target)
        assert [one for one in findings if one.severity is wgkit.Severity.ERROR] == []


def test_the_layout_of_the_linuxserver_image(tmp_path):
    store = make(tmp_path, layout=Layout.LINUXSERVER_PEER)
    anna = store.add("anna")
    names = sorted(os.listdir(tmp_path / "profiles/anna"))
    assert names == ["peer.conf", "presharedkey-anna", "privatekey-anna", "publickey-anna"]
    text = (tmp_path / "profiles/anna/publickey-anna").read_text()
    assert text.strip() == str(anna.public_key)


def test_a_store_is_found_again_and_not_made_twice(store, tmp_path):
    store.add("anna")
    again = ProfileStore(tmp_path / "profiles", files_only=True)
    assert [one.name for one in again] == ["anna"]
    with pytest.raises(wgkit.AlreadyExists):
        make(tmp_path)
    with pytest.raises(wgkit.NotFound):
        ProfileStore(tmp_path / "nothing", files_only=True)


def test_addresses_run_out_with_an_error(tmp_path):
    store = make(
        tmp_path, networks="10.8.0.0/29", excluded="10.8.0.4-10.8.0.6", reserved="10.8.0.3"
    )
    assert store.add("anna").addresses == (IPv4Address("10.8.0.2"),)
    with pytest.raises(wgkit.OutOfAddresses):
        store.add("ben")
    assert store.add("carol", addresses="10.8.0.3").addresses == (IPv4Address("10.8.0.3"),)


def test_a_closed_store_answers_nothing(store):
    store.close()
    for use in (store.profiles, lambda: store.add("anna"), store.remove_expired):
        with pytest.raises(wgkit.InvalidHandle):
            use()
    assert "closed" in repr(store)


def test_a_pool_gives_the_lowest_free_address_of_each_network():
    pool = AddressPool(["10.8.0.0/29", "fd00::/64"])
    pool.take(["10.8.0.1", "fd00::1"])
    pool.reserve("10.8.0.2-10.8.0.3")
    pool.exclude("10.8.0.4")
    assert pool.next() == (IPv4Address("10.8.0.5"), IPv6Address("fd00::2"))
    pool.claim("10.8.0.2")
    with pytest.raises(wgkit.AlreadyExists):
        pool.claim("10.8.0.4")
    pool.next()
    with pytest.raises(wgkit.OutOfAddresses):
        pool.next()
    with pytest.raises(wgkit.InvalidArgument):
        AddressPool(["10.0.0.0/8", "10.8.0.0/24"])


class Ledger:
    def __init__(self, store):
        self.store, self.calls = store, []

    def collect(self, interface, namespace=None):
        self.calls.append(interface)


def test_without_a_device_no_ledger_is_asked(tmp_path):
    store = make(tmp_path)
    ledger = Ledger(store)
    again = ProfileStore(tmp_path / "profiles", files_only=True, ledger=ledger)
    again.revoke(store.add("anna").public_key)
    assert ledger.calls == []


# ---- Importing


def wg_easy(pair, clients):
    return json.dumps(
        {
            "server": {
                "privateKey": pair.private_key.expose_base64(),
                "publicKey": str(pair.public_key),
                "address": "10.8.0.1",
            },
            "clients": clients,
        }
    )


def client_of(name, address, **more):
    pair = wgkit.generate_keypair()
    return {
        "name": name,
        "address": address,
        "privateKey": pair.private_key.expose_base64(),
        "publicKey": str(pair.public_key),
        "preSharedKey": wgkit.PresharedKey.generate().expose_base64(),
        "createdAt": "2024-05-01T12:34:56.789Z",
        "enabled": True,
        **more,
    }


@pytest.fixture
def easy(tmp_path):
    path, pair = put_server(tmp_path)
    store = ProfileStore.create(
        tmp_path / "profiles", interface="wg0", config_file=path, networks="10.8.0.0/24",
        endpoint="vpn.example.org:51820", files_only=True,
    )  # fmt: skip
    return store, pair, tmp_path / "wg0.json"


def test_wg_easy_is_taken_over_with_keys_and_addresses(easy):
    store, pair, file = easy
    clients = {"1": client_of("anna", "10.8.0.7"), "2": client_of("ben", "10.8.0.3", enabled=False)}
    file.write_text(wg_easy(pair, clients))
    plan = store.plan_import(file, ImportFormat.WG_EASY)
    assert [one.name for one in plan.profiles] == ["anna", "ben"] and plan.rejected == ()
    assert store.profiles() == []
    result = store.import_profiles(file, ImportFormat.WG_EASY)
    assert [one.name for one in result.profiles] == ["anna", "ben"]
    anna = store.get("anna")
    assert str(anna.public_key) == clients["1"]["publicKey"]
    assert anna.addresses == (IPv4Address("10.8.0.7"),)
    assert anna.created == datetime(2024, 5, 1, 12, 34, 56, tzinfo=timezone.utc)
    assert not store.get("ben").enabled
    config = store.expose_client_config("anna")
    assert clients["1"]["privateKey"] in config and clients["1"]["preSharedKey"] in config
    # A second time all of them are there.
    plan = store.plan_import(file, ImportFormat.WG_EASY)
    assert plan.profiles == () and len(plan.rejected) == 2


def test_conflicts_are_listed_before_anything_is_changed(easy, tmp_path):
    store, pair, file = easy
    taken = store.add("taken")
    clients = {
        "1": client_of("good", "10.8.0.9"),
        "2": client_of("TAKEN", "10.8.0.10"),
        "3": client_of("address", str(taken.addresses[0])),
        "4": client_of("outside", "10.99.0.2"),
        "5": client_of("the-server", "10.8.0.1"),
        "6": client_of("Anna's phone", "10.8.0.11"),
    }
    file.write_text(wg_easy(pair, clients))
    before = (tmp_path / "wg0.conf").read_bytes()
    plan = store.plan_import(file, ImportFormat.WG_EASY)
    assert [one.name for one in plan.profiles] == ["good"]
    reasons = {one.source: one.reason for one in plan.rejected}
    assert len(reasons) == 5
    assert isinstance(reasons["'TAKEN'"], wgkit.AlreadyExists)
    assert isinstance(reasons["'address'"], wgkit.AlreadyExists)
    assert isinstance(reasons["'outside'"], wgkit.InvalidAddress)
    assert isinstance(reasons["'the-server'"], wgkit.AlreadyExists)
    assert isinstance(reasons["'Anna\\'s phone'"], wgkit.InvalidName)
    with pytest.raises(wgkit.InvalidConfiguration, match="5 cannot be taken over"):
        store.import_profiles(file, ImportFormat.WG_EASY)
    assert (tmp_path / "wg0.conf").read_bytes() == before
    assert [one.name for one in store] == ["taken"]
    result = store.import_profiles(file, ImportFormat.WG_EASY, skip_rejected=True)
    assert [one.name for one in result.profiles] == ["good"] and len(result.rejected) == 5
    assert [one.name for one in store] == ["taken", "good"]


def test_the_clients_of_another_server_are_refused(easy):
    store, _, file = easy
    file.write_text(wg_easy(wgkit.generate_keypair(), {"1": client_of("anna", "10.8.0.7")}))
    with pytest.raises(wgkit.InvalidConfiguration, match="private key first"):
        store.plan_import(file, ImportFormat.WG_EASY)


def test_peers_that_the_server_has_become_the_imported_clients(tmp_path):
    old = tmp_path / "old"
    (old / "wg_confs").mkdir(parents=True)
    path, pair = put_server(tmp_path)
    anna = wgkit.generate_keypair()
    psk = wgkit.PresharedKey.generate().expose_base64()
    section = (
        f"\n[Peer]\n# peer_anna\nPublicKey = {anna.public_key}\nPresharedKey = {psk}\n"
        "AllowedIPs = 10.8.0.2/32,192.168.3.0/24\n"
    )
    path.write_text(path.read_text() + section)
    (old / "wg_confs/wg0.conf").write_text(path.read_text())
    folder = old / "peer_anna"
    folder.mkdir()
    (folder / "privatekey-peer_anna").write_text(anna.private_key.expose_base64() + "\n")
    (folder / "publickey-peer_anna").write_text(f"{anna.public_key}\n")
    (folder / "presharedkey-peer_anna").write_text(psk + "\n")
    (folder / "peer_anna.conf").write_text(
        f"[Interface]\nAddress = 10.8.0.2\nPrivateKey = {anna.private_key.expose_base64()}\n"
        f"[Peer]\nPublicKey = {pair.public_key}\nPresharedKey = {psk}\n"
        "Endpoint = old.example.org:51820\nAllowedIPs = 0.0.0.0/0, ::/0\n"
    )
    store = ProfileStore.create(
        tmp_path / "profiles", interface="wg0", config_file=path, networks="10.8.0.0/24",
        endpoint="vpn.example.org:51820", layout="linuxserver", files_only=True,
    )  # fmt: skip
    result = store.import_profiles(old, ImportFormat.LINUXSERVER)
    assert [one.name for one in result.profiles] == ["anna"]
    assert store.get("anna").networks == (ip_network("192.168.3.0/24"),)
    assert keys_in(path) == [anna.public_key]
    assert psk in store.expose_client_config("anna")


def test_folders_that_are_not_there_are_no_empty_lists(store, tmp_path):
    for format in ImportFormat:
        with pytest.raises(wgkit.NotFound):
            store.plan_import(tmp_path / "nothing", format)


# ---- Processes

ADDING = """
import sys
from wgkit.profiles import ProfileStore
store = ProfileStore(sys.argv[1], files_only=sys.argv[4] == "files")
for number in range(int(sys.argv[3])):
    store.add(f"{sys.argv[2]}-{number}")
"""


def add_in_two_processes(folder, count, how):
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ADDING, str(folder), who, str(count), how],
            env={**os.environ, "PYTHONPATH": str(Path(wgkit.__file__).parents[1])},
        )
        for who in ("one", "two")
    ]
    assert [process.wait(timeout=600) for process in running] == [0, 0]


def test_two_processes_at_once_never_share_an_address(store, tmp_path):
    add_in_two_processes(tmp_path / "profiles", 20, "files")
    profiles = store.profiles()
    assert len(profiles) == 40
    assert len({one.addresses for one in profiles}) == 40
    assert {str(one.addresses[0]) for one in profiles} == {f"10.8.0.{n}" for n in range(2, 42)}


# ---- With a device


@pytest.fixture
def kernel_store(tmp_path):
    path, pair = put_server(tmp_path)
    wg0 = wgkit.Interface("wgprofiles")
    wg0.create()
    wg0.apply(wgkit.DeviceUpdate(private_key=pair.private_key))
    yield ProfileStore.create(
        tmp_path / "profiles", interface="wgprofiles", config_file=path,
        networks=["10.8.0.0/16", "fd00:8::/64"], endpoint="vpn.example.org:51820",
    )  # fmt: skip
    wg0.delete()


def peers_of(name):
    with wgkit.Device(name) as device:
        return {peer.public_key: peer for peer in device.peers}


@pytest.mark.kernel
def test_clients_are_on_the_device(kernel_store):
    anna = kernel_store.add("anna", networks="192.168.9.0/24")
    peer = peers_of("wgprofiles")[anna.public_key]
    allowed = {str(one) for one in peer.allowed_ips}
    assert allowed == {"10.8.0.2/32", "fd00:8::2/128", "192.168.9.0/24"}
    assert peer.has_preshared_key
    gone = kernel_store.disable("anna")
    assert gone.last_counters.received_bytes == 0 and gone.last_counters.interface_index > 0
    assert gone.last_counters.latest_handshake is None
    assert len(wgkit.Device("wgprofiles").peers) == 0
    kernel_store.enable("anna")
    assert anna.public_key in peers_of("wgprofiles")
    assert kernel_store.revoke(anna.public_key).last_counters is not None
    assert len(wgkit.Device("wgprofiles").peers) == 0


@pytest.mark.kernel
def test_a_ledger_is_asked_before_a_peer_goes(kernel_store):
    seen = []

    class Counting:
        def collect(self, interface, namespace=None):
            seen.append((interface, len(wgkit.Device(interface).peers)))

    store = ProfileStore(kernel_store.folder, ledger=Counting())
    anna = store.add("anna")
    store.disable("anna")
    store.enable("anna")
    store.revoke(anna.public_key)
    assert seen == [("wgprofiles", 1), ("wgprofiles", 1)]


def give_traffic(wg0, private_key):
    """A client of this key shakes hands; then its counters on the server stay as they are."""
    client = wgkit.Interface("wgclient")
    client.create()
    try:
        wg0.apply(wgkit.DeviceUpdate(listen_port=51820))
        server = wgkit.PeerUpdate(
            wg0.read().public_key,
            endpoint="127.0.0.1:51820",
            allowed_ips=["10.8.0.1/32"],
            persistent_keepalive=1,
        )
        client.apply(wgkit.DeviceUpdate(private_key=private_key, peers=[server]))
        wg0.bring_up()
        client.bring_up()
        for _ in range(200):
            peer = peers_of(wg0.name)[private_key.public_key]
            if peer.received_bytes > 148 and peer.sent_bytes:
                break
            time.sleep(0.1)
        wg0.bring_down()
    finally:
        client.delete()
    peer = peers_of(wg0.name)[private_key.public_key]
    assert peer.received_bytes > 148 and peer.sent_bytes > 0
    return peer.received_bytes, peer.sent_bytes


@pytest.mark.kernel
def test_the_last_bytes_of_a_peer_are_in_the_ledger_once(kernel_store, tmp_path):
    usage = pytest.importorskip("wgkit.usage")
    wg0 = wgkit.Interface("wgprofiles")
    ledger = usage.UsageLedger(tmp_path / "the usage.db")
    store = ProfileStore(kernel_store.folder, ledger=ledger)
    own = wgkit.PrivateKey.generate()
    anna = store.add("anna", private_key=own, without_preshared_key=True)

    def counted():
        return [
            (one.interface, one.received_bytes, one.sent_bytes)
            for one in ledger.usage(anna.public_key)
        ]

    ledger.collect("wgprofiles")  # a baseline
    first = give_traffic(wg0, own)
    # A revocation that fails when the bytes have been read: they are counted, and the peer stays.
    path = Path(store.setting("ConfigFile"))
    text = path.read_bytes()
    path.write_bytes(text + b"[Peer\n")
    for _ in range(2):
        with pytest.raises(wgkit.InvalidConfiguration):
            store.revoke(anna.public_key)
        assert counted() == [("wgprofiles", *first)]
        peer = peers_of("wgprofiles")[anna.public_key]
        assert (peer.received_bytes, peer.sent_bytes) == first
        assert store.get("anna") == anna
    path.write_bytes(text)
    last = store.disable("anna").last_counters
    assert (last.received_bytes, last.sent_bytes) == first
    assert counted() == [("wgprofiles", *first)]
    # The kernel counts it from zero, and the ledger goes on.
    ledger.collect("wgprofiles")
    store.enable("anna")
    ledger.collect("wgprofiles")
    second = give_traffic(wg0, own)
    last = store.revoke(anna.public_key).last_counters
    assert (last.received_bytes, last.sent_bytes) == second
    ledger.collect("wgprofiles")
    assert counted() == [("wgprofiles", first[0] + second[0], first[1] + second[1])]


@pytest.mark.kernel
def test_what_cannot_be_counted_is_not_removed(kernel_store, tmp_path):
    usage = pytest.importorskip("wgkit.usage")
    ledger = usage.UsageLedger(tmp_path / "usage.db")
    store = ProfileStore(kernel_store.folder, ledger=ledger)
    anna = store.add("anna", expires=datetime(2021, 2, 3, tzinfo=timezone.utc))
    before = Path(store.setting("ConfigFile")).read_bytes()
    ledger.close()
    for remove in (
        lambda: store.revoke(anna.public_key),
        lambda: store.disable("anna"),
        store.remove_expired,
    ):
        with pytest.raises(wgkit.InvalidHandle):
            remove()
        assert anna.public_key in peers_of("wgprofiles")
        assert store.profiles() == [anna]
        assert Path(store.setting("ConfigFile")).read_bytes() == before


@pytest.mark.kernel
def test_two_processes_with_a_device_never_share_an_address(kernel_store):
    add_in_two_processes(kernel_store.folder, 25, "device")
    assert len({one.addresses for one in kernel_store}) == 50
    owners = [str(ip) for peer in wgkit.Device("wgprofiles").peers for ip in peer.allowed_ips]
    assert len(owners) == len(set(owners)) == 100


@pytest.mark.kernel
def test_an_address_that_the_device_alone_has_is_not_given_away(kernel_store):
    stranger = wgkit.generate_keypair().public_key
    wgkit.Interface("wgprofiles").apply(
        wgkit.DeviceUpdate(peers=[wgkit.PeerUpdate(stranger, allowed_ips=["10.8.0.2/32"])])
    )
    assert kernel_store.add("anna").addresses[0] == IPv4Address("10.8.0.3")


@pytest.mark.kernel
def test_a_thousand_clients_cost_the_same_each(kernel_store):
    index = wgkit.Interface("wgprofiles").index
    times = []
    for hundred in range(10):
        started = time.monotonic()
        for number in range(100):
            kernel_store.add(f"client-{hundred}-{number}")
        times.append(time.monotonic() - started)
    print("ms a client, each hundred:", *(f"{one * 10:.1f}" for one in times))
    assert len(kernel_store.profiles()) == 1000
    assert len(wgkit.Device("wgprofiles").peers) == 1000
    assert wgkit.Interface("wgprofiles").index == index


def test_a_client_is_readdressed_and_keeps_its_key(tmp_path):
    (tmp_path / "wg0.conf").touch(0o600)
    key = wgkit.PrivateKey.generate().expose_base64()
    (tmp_path / "wg0.conf").write_text(f"[Interface]\nPrivateKey = {key}\nAddress = 10.8.0.1/24\n")
    store = ProfileStore.create(
        tmp_path / "store", interface="wg0", config_file=tmp_path / "wg0.conf",
        networks="10.8.0.0/24", endpoint="vpn.example.org:51820", files_only=True,
    )  # fmt: skip
    anna, ben = store.add("anna"), store.add("ben", networks=["10.9.0.0/24"])
    moved = store.readdress(
        "anna", addresses=["10.8.0.77"], networks=["10.20.0.1/16"], allowed_ips=["0.0.0.0/0"]
    )
    assert (moved.public_key, moved.created) == (anna.public_key, anna.created)
    assert [str(one) for one in moved.addresses] == ["10.8.0.77"]
    assert [str(one) for one in moved.networks] == ["10.20.0.0/16"]
    text = store.expose_client_config("anna")
    assert "10.8.0.77" in text and "AllowedIPs = 0.0.0.0/0" in text
    config = wgkit.Config.parse((tmp_path / "wg0.conf").read_bytes())
    (peer,) = [peer for peer in config.peers if peer.public_key == anna.public_key]
    assert [str(one) for one in peer.allowed_ips] == ["10.8.0.77/32", "10.20.0.0/16"]
    # What is not named stays.
    again = store.readdress("anna", networks=[])
    assert again.addresses == moved.addresses and again.networks == ()
    assert again.allowed_ips == moved.allowed_ips
    before = (tmp_path / "wg0.conf").read_bytes(), store.profiles()
    for change, error in (
        ({"addresses": [ben.addresses[0]]}, wgkit.AlreadyExists),
        ({"addresses": ["10.8.0.1"]}, wgkit.AlreadyExists),
        ({"addresses": ["10.8.0.0/24"]}, wgkit.InvalidAddress),
        ({"addresses": []}, wgkit.InvalidArgument),
        ({"networks": ["10.9.0.128/25"]}, wgkit.WouldMove),
        ({"networks": ["10.8.0.128/25"]}, wgkit.WouldMove),
    ):
        with pytest.raises(error):
            store.readdress("anna", **change)
    with pytest.raises(wgkit.NotFound):
        store.readdress("cora", addresses=["10.8.0.5"])
    assert ((tmp_path / "wg0.conf").read_bytes(), store.profiles()) == before
