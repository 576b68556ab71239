"""Lightway, from an empty folder to two connected peers; what it got wrong before."""

import os
import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
import wgkit
from tunnels import ENDPOINT, is_undisturbed, peer_of, run, server_text
from wgkit.adapters.lightway import (
    Lightway,
    http_status,
    key_from_url,
    key_in_url,
    legacy_mbps,
)
from wgkit.profiles import ProfileStore
from wgkit.usage import UsageLedger

#: The template of the linuxserver image, as it is.
TEMPLATE = """[Interface]
Address = ${CLIENT_IP}
PrivateKey = $(cat /config/${PEER_ID}/privatekey-${PEER_ID})
ListenPort = 51820
DNS = ${PEERDNS}

[Peer]
PublicKey = $(cat /config/server/publickey-server)
PresharedKey = $(cat /config/${PEER_ID}/presharedkey-${PEER_ID})
Endpoint = ${SERVERURL}:${SERVERPORT}
AllowedIPs = ${ALLOWEDIPS}
"""


class Ledger:
    """What a ledger says, as far as it is asked."""

    def __init__(self):
        self.collected = []

    def collect(self, interface, namespace=None):
        self.collected.append((interface, namespace))

    def rates(self, peer):
        return [
            # It was there once, and is not any more.
            SimpleNamespace(sent_bytes_per_second=None, received_bytes_per_second=None),
            SimpleNamespace(sent_bytes_per_second=125_000, received_bytes_per_second=0),
        ]

    def history(self, peer, *, hours):
        moment = datetime(2026, 11, 21, tzinfo=timezone.utc)
        later = moment + timedelta(seconds=300)
        return [
            SimpleNamespace(start=moment, seconds=300, sent_bytes_per_second=None,
                            received_bytes_per_second=None),
            SimpleNamespace(start=later, seconds=300, sent_bytes_per_second=7,
                            received_bytes_per_second=9),
        ]  # fmt: skip


def make(folder, hosts=None, template=TEMPLATE, ledger=None):
    """A manager of an empty folder; without hosts it has files and no device."""
    namespace = None if hosts is None else hosts.server
    config = folder / "config"
    config.mkdir(mode=0o700)
    (config / "wg0.conf").touch(0o600)
    (config / "wg0.conf").write_text(server_text("10.13.13.1/24"))
    (folder / "peer.template").write_text(template)
    if hosts is not None:
        hosts.serve((config / "wg0.conf").read_text())
    store = ProfileStore.create(
        config / "peers", interface="wg0", config_file=config / "wg0.conf",
        networks=["10.13.13.0/24"], endpoint=ENDPOINT, dns=["10.13.13.1"],
        layout="linuxserver-peer", allowed_ips=["10.13.13.0/24"],
        template=str(folder / "peer.template"), namespace=namespace, files_only=namespace is None,
    )  # fmt: skip
    return Lightway(store, ledger=ledger or Ledger(), namespace=namespace)


@pytest.fixture
def files(tmp_path):
    return make(tmp_path)


@pytest.fixture
def way(hosts, tmp_path):
    return make(tmp_path, hosts, ledger=UsageLedger(tmp_path / "usage.db"))


@pytest.mark.kernel
def test_two_peers_are_added_connected_counted_and_one_deleted(way, hosts, tmp_path):
    added = {host: way.add_peer({"name": name}) for host, name in (("one", "anna"), ("two", "ben"))}
    assert sorted(os.listdir(added["one"]["folder"])) == [
        "peer.conf",
        "presharedkey-anna",
        "privatekey-anna",
        "publickey-anna",
    ]
    ledger = way._ledger
    ledger.collect("wg0", hosts.server)
    for host, name in (("one", "anna"), ("two", "ben")):
        text = way.peer_config(name)
        assert open(added[host]["config_file"]).read() == text
        # Both ends are on one machine here, and have one port each all the same.
        hosts.connect(host, text, "10.13.13.0/24")
        assert hosts.pings(host, "10.13.13.1")
    listed = {peer["name"]: peer for peer in way.peers()}
    metrics = listed["anna"]["metrics"]
    assert metrics["active"] and 0 <= metrics["handshake_age"] < 180
    assert metrics["sent"] > 1000 and metrics["received"] > 1000
    assert metrics["total"] == metrics["sent"] + metrics["received"]
    summary = way.summary()
    assert (summary["peers"], summary["active"]) == (2, 2)
    assert summary["total"] == sum(peer["metrics"]["total"] for peer in way.peers())
    server = way.server()
    assert (server["peers"], server["networks"]) == (2, ["10.13.13.0/24"])

    interface = wgkit.Interface("wg0", hosts.server)
    other = peer_of(interface, added["two"]["public_key"])
    assert way.delete_peer("anna")["received"] >= metrics["received"]
    assert not hosts.pings("one", "10.13.13.1", wait=2)
    assert is_undisturbed(interface, other) and hosts.pings("two", "10.13.13.1")
    assert not os.path.exists(added["one"]["config_file"])
    # Nobody collected meanwhile: what went through to the last is counted all the same.
    counted = {str(one.public_key): one for one in ledger.usage()}
    anna = counted[added["one"]["public_key"]]
    assert anna.received_bytes >= metrics["received"] and anna.sent_bytes >= metrics["sent"]


@pytest.mark.kernel
def test_restarting_the_container_on_each_add(way, hosts, tmp_path):
    """The old way drops every tunnel and sets all counters to zero."""
    anna = way.add_peer({"name": "anna"})
    hosts.connect("one", way.peer_config("anna"), "10.13.13.0/24")
    assert hosts.pings("one", "10.13.13.1")
    interface = wgkit.Interface("wg0", hosts.server)
    before, index = peer_of(interface, anna["public_key"]), interface.index
    way.add_peer({"name": "ben"})
    assert is_undisturbed(interface, before) and interface.index == index
    # What a restart does.
    interface.delete()
    hosts.serve((tmp_path / "config/wg0.conf").read_text())
    assert not is_undisturbed(interface, before) and interface.index != index


@pytest.mark.kernel
def test_an_unstripped_wg_quick_file_handed_to_syncconf(way, tmp_path):
    config = tmp_path / "config/wg0.conf"
    way.add_peer({"name": "anna"})
    old = subprocess.run(["ip", "netns", "exec", "server", "wg", "syncconf", "wg0", config],
                         capture_output=True, text=True, check=False)  # fmt: skip
    assert old.returncode != 0 and "Address" in old.stderr
    key = wgkit.generate_keypair().public_key
    with config.open("a") as file:
        file.write(f"\n[Peer]\nPublicKey = {key}\nAllowedIPs = 10.13.13.77/32\n")
    assert way.reload() == {"added": 1, "changed": 0, "removed": 0}
    assert way.reload() == {"added": 0, "changed": 0, "removed": 0}
    assert peer_of(wgkit.Interface("wg0", wgkit.Namespace("server")), key) is not None


def test_the_next_address_taken_as_a_count_of_folders(files, tmp_path):
    """A deleted peer leaves a hole: the next one gets the address of the last."""
    addresses = [files.add_peer({"name": name})["address"] for name in ("a", "b", "c")]
    files.delete_peer("b")
    folder = tmp_path / "config/peers"
    old = f"10.13.13.{2 + sum(path.is_dir() for path in folder.iterdir())}"
    assert old in addresses and old != addresses[1]
    assert files.add_peer({"name": "d"})["address"] == addresses[1]


def test_deleting_bob_revoking_bobby(files, tmp_path):
    keys = {name: files.add_peer({"name": name})["public_key"] for name in ("bob", "bobby")}
    config = tmp_path / "config/wg0.conf"
    old = re.split(r"\n(?=\[Peer\])", config.read_text())
    kept = [section for section in old if "bob" not in section]
    assert not any(keys["bobby"] in section for section in kept)
    files.delete_peer("bob")
    text = config.read_text()
    assert keys["bobby"] in text and keys["bob"] not in text
    assert [peer.name for peer in files._store] == ["bobby"]
    with pytest.raises(wgkit.NotFound):
        files.delete_peer("bo")


def test_a_name_that_sanitizes_to_nothing_deleting_everything(files, tmp_path):
    files.add_peer({"name": "anna"})
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / "config/peers", copy)

    def old_delete(name):
        shutil.rmtree(os.path.join(copy, re.sub(r"[^A-Za-z0-9]", "", name)))

    old_delete("../..")
    assert not copy.exists()
    for name in ("", "..", "../..", "/", ".", "///", "\0"):
        with pytest.raises(wgkit.InvalidName) as caught:
            files.delete_peer(name)
        assert http_status(caught.value) == 400
    assert (tmp_path / "config/peers/anna/peer.conf").exists()


@pytest.mark.parametrize("name", ["server", "templates", "Server", "wg_confs", "coredns"])
def test_server_or_templates_as_a_peer_s_name(files, tmp_path, name):
    old = tmp_path / "old/server"
    old.mkdir(parents=True)
    (old / "privatekey-server").write_text("the server's own")
    # The old add makes what is not there and writes over what is.
    os.makedirs(old, exist_ok=True)
    (old / "privatekey-server").write_text("a peer's")
    assert (old / "privatekey-server").read_text() != "the server's own"
    with pytest.raises(wgkit.InvalidName):
        files.add_peer({"name": name})
    assert not (tmp_path / "config/peers" / name).exists()


def test_a_preshared_key_that_is_an_x25519_private_key(files, tmp_path):
    """A private key has five bits of no choice; 32 random bytes have all."""

    def is_clamped(key):
        data = key.expose_bytes()
        return data[0] & 7 == 0 and data[31] & 0xC0 == 0x40

    old = [wgkit.PrivateKey.generate() for _ in range(20)]
    assert all(is_clamped(key) for key in old)
    made = []
    for number in range(20):
        folder = files.add_peer({"name": f"p{number}"})["folder"]
        text = open(os.path.join(folder, f"presharedkey-p{number}")).read().strip()
        made.append(wgkit.PresharedKey.from_base64(text))
    assert not all(is_clamped(key) for key in made)


def test_a_public_key_with_a_slash_that_breaks_a_url():
    keys = [pair.public_key for pair in wgkit.generate_keypairs(200)]
    old = [f"/peers/{key}".split("/") for key in keys]
    assert any(len(parts) != 3 for parts in old)
    new = [f"/peers/{key_in_url(key)}".split("/") for key in keys]
    assert all(len(parts) == 3 for parts in new)
    assert [key_from_url(parts[2]) for parts in new] == keys


def test_a_peer_is_counted_for_the_last_time_before_it_goes(files):
    files.add_peer({"name": "anna"})
    files.delete_peer("anna")
    assert files._ledger.collected == [("wg0", None)]
    with pytest.raises(wgkit.NotFound):
        files.delete_peer("anna")
    assert len(files._ledger.collected) == 1


def test_mbps_that_are_mebibits(files):
    files.add_peer({"name": "anna"})
    bandwidth = files._bandwidth(files._store.get("anna").public_key)
    # 125,000 bytes a second are one megabit a second, and the old field says less.
    assert bandwidth["mbps_sent"] == legacy_mbps(125_000) != 1.0
    assert bandwidth["sent_bytes_per_second"] == 125_000


def test_a_history_has_gaps_and_its_limits(files):
    files.add_peer({"name": "anna"})
    first, second = files.history("anna", 24)
    assert first["sent_bytes_per_second"] is None and second["received_bytes_per_second"] == 9
    assert second["start"] == first["start"] + first["seconds"]
    for hours in (0, 25, -1, 1.5, "1"):
        with pytest.raises(wgkit.InvalidArgument):
            files.history("anna", hours)


def test_templates_expanded_by_a_shell_s_eval(tmp_path):
    template = TEMPLATE.replace("${PEERDNS}", f"$(touch {tmp_path}/ran)10.13.13.1")
    old = template.replace("$(cat /config", "$(true /config")
    run("sh", "-c", f'eval "cat <<END\n{old}\nEND"')
    assert (tmp_path / "ran").exists()
    (tmp_path / "ran").unlink()
    with pytest.raises(wgkit.InvalidTemplate):
        make(tmp_path, template=template)
    assert not (tmp_path / "ran").exists()
