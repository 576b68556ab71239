"""A Personal Internet Cell, from an empty folder to two connected peers; what it got wrong."""

import resource
import signal
import subprocess
from datetime import datetime

import pytest
import wgkit
from tunnels import ENDPOINT, is_undisturbed, peer_of, run, server_text
from wgkit import Interface
from wgkit.adapters.personal_cell import PersonalCell, answer
from wgkit.profiles import ProfileStore


def make(folder, hosts=None, networks=("10.8.0.0/24",)):
    """A cell of an empty folder; without hosts it has files and no device."""
    folder.mkdir(mode=0o700, exist_ok=True)
    config = folder / "wg0.conf"
    config.touch(0o600)
    config.write_text(server_text())
    if hosts is not None:
        hosts.serve(config.read_text())
    store = ProfileStore.create(
        folder / "peers", interface="wg0", config_file=config, networks=networks,
        endpoint=ENDPOINT, allowed_ips=["10.8.0.0/24"], files_only=hosts is None,
        namespace=None if hosts is None else hosts.server,
    )  # fmt: skip
    return PersonalCell(store, namespace=None if hosts is None else hosts.server)


@pytest.fixture
def files(tmp_path):
    return make(tmp_path / "etc")


@pytest.fixture
def cell(hosts, tmp_path):
    return make(tmp_path / "etc", hosts)


def join(hosts, cell, host, name, ip):
    """Somebody makes keys, has the public one added, and connects; the public key."""
    keys = cell.generate_keys(name)
    cell.add_peer({"name": name, "public_key": keys["public_key"], "ip": ip})
    with Interface("wg0", hosts.server).read() as device:
        server = device.public_key
    text = (
        f"[Interface]\nPrivateKey = {keys['private_key']}\nAddress = {ip}/32\n"
        f"[Peer]\nPublicKey = {server}\nEndpoint = {ENDPOINT}\nAllowedIPs = 10.8.0.0/24\n"
    )
    hosts.connect(host, text)
    return keys["public_key"]


@pytest.mark.kernel
def test_two_peers_are_added_connected_counted_and_one_removed(cell, hosts, tmp_path):
    status = cell.status()
    assert status["running"] and status["peers_count"] == 0
    assert (status["address"], status["port"]) == (["10.8.0.1/24"], 51820)
    keys = {
        host: join(hosts, cell, host, name, ip)
        for host, name, ip in (("one", "phone", "10.8.0.20"), ("two", "tv", "10.8.0.30"))
    }
    assert hosts.pings("one") and hosts.pings("two")
    phone, tv = cell.peers()
    assert (phone["name"], phone["ip"], phone["allowed_ips"]) == (
        "phone",
        "10.8.0.20",
        ["10.8.0.20/32"],
    )
    assert datetime.fromisoformat(phone["last_handshake"].replace("Z", "+00:00")).year > 2000
    traffic = cell.status()["total_traffic"]
    assert traffic["bytes_received"] == sum(peer["rx"] for peer in (phone, tv)) > 2000
    assert traffic["bytes_sent"] > 2000

    interface = Interface("wg0", hosts.server)
    other = peer_of(interface, keys["two"])
    assert cell.remove("phone")["public_key"] == keys["one"]
    assert not hosts.pings("one", wait=2)
    assert is_undisturbed(interface, other) and hosts.pings("two")
    assert [entry["name"] for entry in cell.registry()] == ["tv"]
    status, failure = answer(lambda: cell.remove("phone"))
    assert status == 404 and set(failure) == {"error", "timestamp", "service"}
    interface.delete()
    assert cell.status()["running"] is False
    assert answer(cell.peers)[0] == 404


@pytest.mark.kernel
def test_one_address_change_restarting_the_whole_tunnel(cell, hosts, tmp_path):
    key = join(hosts, cell, "one", "phone", "10.8.0.20")
    other_key = join(hosts, cell, "two", "tv", "10.8.0.30")
    assert hosts.pings("one") and hosts.pings("two")
    interface = Interface("wg0", hosts.server)
    other, own, index = peer_of(interface, other_key), peer_of(interface, key), interface.index
    assert cell.update_ip("phone", "10.8.0.99")["ip"] == "10.8.0.99"
    assert interface.index == index
    # Its own session goes on as well.
    assert is_undisturbed(interface, other) and is_undisturbed(interface, own)
    assert not hosts.pings("one", wait=2)
    client = Interface("wg0", wgkit.Namespace("one"))
    # In this order: with its last address an interface loses its routes.
    client.add_address("10.8.0.99/32")
    client.remove_address("10.8.0.20/32")
    assert hosts.pings("one") and hosts.pings("two")
    # What a restart does.
    interface.delete()
    hosts.serve((tmp_path / "etc/wg0.conf").read_text())
    assert interface.index != index and not is_undisturbed(interface, other)


@pytest.mark.kernel
def test_an_address_clash_that_silently_moves_an_allowed_ip_away_from_its_owner(cell, hosts):
    key = join(hosts, cell, "one", "phone", "10.8.0.20")
    assert hosts.pings("one")
    interface = Interface("wg0", hosts.server)
    thief = wgkit.generate_keypair().public_key
    for ip in ("10.8.0.20", "10.8.0.1"):
        status, failure = answer(
            lambda ip=ip: cell.add_peer({"name": "tv", "public_key": str(thief), "ip": ip})
        )
        assert status == 409 and ip in failure["error"]
    join(hosts, cell, "two", "tv", "10.8.0.30")
    assert answer(lambda: cell.update_ip("tv", "10.8.0.20"))[0] == 409
    assert answer(lambda: cell.set_route("tv", "bridge", ["10.8.0.0/28"]))[0] == 409
    assert [str(one) for one in peer_of(interface, key).allowed_ips] == ["10.8.0.20/32"]
    assert hosts.pings("one")
    # The old way: the kernel does as it is told.
    run("ip", "netns", "exec", "server", "wg", "set", "wg0", "peer", str(thief),
        "allowed-ips", "10.8.0.20/32")  # fmt: skip
    assert peer_of(interface, key).allowed_ips == ()


@pytest.mark.kernel
def test_two_cells_are_linked_and_their_networks_reach_each_other(cell, hosts):
    """The other cell is the host `one`, with a network of its own behind it."""
    pair = wgkit.generate_keypair()
    # Another cell's network overlaps the cell's own, or a peer's.
    for network in ("10.8.0.0/16", "10.8.0.128/25"):
        status, _ = answer(
            lambda network=network: cell.link_cell("b", str(pair.public_key), "192.0.2.2:51820",
                                                   [network])
        )  # fmt: skip
        assert status == 409 and cell.registry() == []
    cell.link_cell("b", str(pair.public_key), "192.0.2.2:51820", ["10.20.0.0/16"])
    status, _ = answer(
        lambda: cell.link_cell("c", str(wgkit.generate_keypair().public_key), "192.0.2.3:51820",
                               ["10.20.5.0/24"])
    )  # fmt: skip
    assert status == 409
    interface = Interface("wg0", hosts.server)
    peer = peer_of(interface, pair.public_key)
    assert str(peer.endpoint) == "192.0.2.2:51820" and len(peer.allowed_ips) == 2
    with interface.read() as device:
        server = device.public_key
    interface.add_route("10.20.0.0/16")
    hosts.connect("one", (
        f"[Interface]\nPrivateKey = {pair.private_key.expose_base64()}\nListenPort = 51820\n"
        f"Address = 10.20.0.1/16\n[Peer]\nPublicKey = {server}\nAllowedIPs = 10.8.0.0/24\n"
    ))  # fmt: skip
    # The cell begins: it knows where the other one is.
    assert hosts.pings("server", "10.20.0.1")
    assert hosts.pings("one", "10.8.0.1")


@pytest.mark.kernel
def test_a_link_that_cannot_be_finished_leaves_nothing(cell, hosts, monkeypatch):
    def fail(*_):
        raise wgkit.PermissionDenied("not today")

    monkeypatch.setattr(cell, "_set_endpoint", fail)
    key = str(wgkit.generate_keypair().public_key)
    assert answer(lambda: cell.link_cell("b", key, "192.0.2.2:1", ["10.20.0.0/16"]))[0] == 403
    assert cell.registry() == [] and len(Interface("wg0", hosts.server).read().peers) == 0


@pytest.mark.kernel
def test_nat_is_added_and_removed_whole(cell, hosts):
    assert cell.nat(True) is True
    assert "wgkit-wg0" in run("ip", "netns", "exec", "server", "nft", "list", "tables")
    assert cell.nat(True) is True and cell.nat(False) is False and cell.nat(False) is False
    assert "wgkit" not in run("ip", "netns", "exec", "server", "nft", "list", "tables")


def test_a_peer_half_written(files, tmp_path):
    """A disk that is full in the middle: the old way leaves a section without its end."""
    keys = files.generate_keys("phone")
    section = f"\n[Peer]\nPublicKey = {keys['public_key']}\nAllowedIPs = 10.8.0.5/32\n"
    config = tmp_path / "etc/wg0.conf"
    before = config.read_bytes()
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limits[1]))
    try:
        old = tmp_path / "old.conf"
        old.write_bytes(before)
        with pytest.raises(OSError), old.open("a") as file:
            file.write(section)
        # Nothing but the file of the server exceeds the limit.
        status, failure = answer(
            lambda: files.add_peer({"name": "phone", "public_key": keys["public_key"]})
        )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert "[Peer]" in old.read_text() and "AllowedIPs" not in old.read_text()
    assert status == 500 and failure["error"]
    assert config.read_bytes() == before and files.registry() == []
    assert files.add_peer({"name": "phone", "public_key": keys["public_key"]})["ip"] == "10.8.0.2"


@pytest.mark.parametrize(
    "name",
    ["../../etc/cron.d/x", "a/b", "a;touch ran", "$(touch ran)", "-rf", ".", "", "a b", "a\nb",
     "a" * 65, "a\0", "é"],
)  # fmt: skip
def test_a_name_that_is_a_path_or_a_command(files, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    old = tmp_path / "old/peers"
    old.mkdir(parents=True)
    if "touch" in name:
        subprocess.run(f"echo {name}", shell=True, check=False, capture_output=True)
        assert (tmp_path / "ran").exists()
        (tmp_path / "ran").unlink()
    elif name == "../../etc/cron.d/x":
        assert not (old / f"{name}.conf").resolve().is_relative_to(old)
    key = str(wgkit.generate_keypair().public_key)
    for operation in (
        lambda: files.add_peer({"name": name, "public_key": key}),
        lambda: files.generate_keys(name),
        lambda: files.remove(name),
        lambda: files.update_ip(name, "10.8.0.9"),
        lambda: files.link_cell(name, key, "192.0.2.2:1", ["10.20.0.0/16"]),
    ):
        assert answer(operation)[0] == 400
    assert not (tmp_path / "ran").exists() and files.registry() == []


def test_a_private_key_is_shown_once_and_kept_nowhere(files, tmp_path):
    keys = files.generate_keys("phone")
    files.add_peer({"name": "phone", "public_key": keys["public_key"]})
    texts = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert any(keys["public_key"] in text for text in texts)
    assert not any(keys["private_key"] in text for text in texts)


def test_peer_routes_are_split_full_or_bridge(files, tmp_path):
    pair = wgkit.generate_keypair()
    files.add_peer({"name": "phone", "public_key": str(pair.public_key)})
    text = files._store.expose_client_config
    assert files.set_route("phone", "full")["networks"] == []
    assert "AllowedIPs = 0.0.0.0/0, ::/0" in text("phone")
    assert files.set_route("phone", "bridge", ["10.20.0.0/16"])["networks"] == ["10.20.0.0/16"]
    assert "AllowedIPs = 10.8.0.0/24" in text("phone")
    assert "10.20.0.0/16" in (tmp_path / "etc/wg0.conf").read_text()
    assert files.set_route("phone", "split")["networks"] == []
    assert "10.20.0.0/16" not in (tmp_path / "etc/wg0.conf").read_text()
    for mode, networks in (("bridge", []), ("split", ["10.9.0.0/24"]), ("all", [])):
        assert answer(lambda m=mode, n=networks: files.set_route("phone", m, n))[0] == 400


def test_another_address_of_one_family_leaves_that_of_the_other(tmp_path):
    cell = make(tmp_path / "etc", networks=["10.8.0.0/24", "fd00:8::/64"])
    key = str(wgkit.generate_keypair().public_key)
    assert cell.add_peer({"name": "phone", "public_key": key})["ip"] == "10.8.0.2, fd00:8::1"
    assert cell.update_ip("phone", "10.8.0.9")["ip"] == "10.8.0.9, fd00:8::1"
    assert cell.update_ip("phone", "fd00:8::9")["ip"] == "10.8.0.9, fd00:8::9"
    for ip in ("", "10.8.0", "10.8.0.9; reboot", "10.8.0.0/24"):
        assert answer(lambda ip=ip: cell.update_ip("phone", ip))[0] == 400, ip
    assert cell.registry()[0]["ip"] == "10.8.0.9, fd00:8::9"


def test_what_the_api_is_sent_is_checked(files):
    key = str(wgkit.generate_keypair().public_key)
    for body in ({}, {"name": "a"}, {"name": 7, "public_key": key},
                 {"name": "a", "public_key": "x"},
                 {"name": "a", "public_key": key, "ip": 7},
                 {"name": "a", "public_key": key, "ip": "10.8.0.5; reboot"},
                 {"name": "a", "public_key": key, "ip": "10.8.0.0/24"}):  # fmt: skip
        assert answer(lambda body=body: files.add_peer(body))[0] == 400, body
    assert files.registry() == []
