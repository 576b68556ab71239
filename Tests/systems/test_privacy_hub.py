"""Privacy Hub, from an empty folder to two connected peers; what its two generations got wrong."""

import json
import os
import re
import subprocess

import pytest
import wgkit
from tunnels import ENDPOINT, ROOT, is_undisturbed, peer_of, run, server_text, wgk
from wgkit.adapters.privacy_hub import PrivacyHub, http_status
from wgkit.profiles import ProfileStore

SHELL = ROOT / "bindings/shell"


def zima(script, **variables):
    """What a script of zima.sh's functions prints, under dash."""
    text = f'. "{SHELL}/wgkit.sh"\n. "{SHELL}/zima.sh"\n{script}'
    return run("dash", "-eu", "-c", text, env={**os.environ, "WGK": wgk(), **variables})


@pytest.fixture
def hub(hosts, tmp_path):
    """A hub with an interface of its own and nothing else."""
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o700)
    (folder / "wg0.conf").touch(0o600)
    (folder / "wg0.conf").write_text(server_text())
    (tmp_path / "profiles").mkdir(mode=0o700)
    hosts.serve((folder / "wg0.conf").read_text())
    store = ProfileStore.create(
        folder / "wg0.profiles", interface="wg0", config_file=folder / "wg0.conf",
        networks=["10.8.0.0/24"], endpoint=ENDPOINT, namespace=hosts.server,
    )  # fmt: skip
    return PrivacyHub(
        "wg0", store=store, profiles=tmp_path / "profiles", active=tmp_path / "active.conf",
        namespace=hosts.server,
    )  # fmt: skip


@pytest.mark.kernel
def test_two_peers_are_generated_connected_counted_and_one_revoked(hub, hosts, tmp_path):
    made = {host: hub.generate(name) for host, name in (("one", "anna"), ("two", "ben"))}
    assert made["one"]["address"] != made["two"]["address"]
    for host, answer in made.items():
        hosts.connect(host, answer["config"])
        assert hosts.pings(host)
    status = hub.status()
    assert (status["clients"], status["connected"]) == (2, 2)
    assert {peer["name"] for peer in status["peers"]} == {"anna", "ben"}
    assert all(0 <= peer["handshake_age"] < 180 for peer in status["peers"])
    assert status["total_rx"] == sum(peer["rx"] for peer in status["peers"]) > 2000

    interface = wgkit.Interface("wg0", hosts.server)
    other = peer_of(interface, made["two"]["public_key"])
    revoked = hub.revoke("anna")
    assert revoked["public_key"] == made["one"]["public_key"] and revoked["rx"] > 1000
    assert not hosts.pings("one", wait=2)
    assert is_undisturbed(interface, other) and hosts.pings("two")
    assert made["one"]["public_key"] not in (tmp_path / "etc/wg0.conf").read_text()
    with pytest.raises(wgkit.NotFound) as caught:
        hub.revoke("anna")
    assert http_status(caught.value) == 404


@pytest.mark.kernel
def test_a_provider_s_configuration_is_uploaded_and_becomes_a_tunnel(hub, hosts):
    given = hub.generate("laptop")["config"]
    assert hub.upload({"name": "US-CA#842", "config": given}) == {
        "name": "US-CA#842",
        "active": False,
    }
    hub.activate("US-CA#842")
    assert hub.config() == given
    hosts.connect("one", hub.config())
    assert hosts.pings("one")
    with pytest.raises(wgkit.InvalidArgument):
        hub.delete("US-CA#842")
    assert hub.profiles() == [{"name": "US-CA#842", "active": True}]


@pytest.mark.kernel
def test_parsing_gib_out_of_human_output(hub, hosts, tmp_path):
    """The old status reads "1.21 GiB"; the numbers here are those of the kernel."""
    hosts.connect("one", hub.generate("anna")["config"])
    for _ in range(3):
        assert hosts.pings("one")
    shown = run("ip", "netns", "exec", "server", "wg", "show", "wg0")
    number, unit = re.search(r"transfer: ([\d.]+) (\w+) received", shown).groups()
    old = int(float(number) * {"B": 1, "KiB": 1024, "MiB": 1024**2}[unit])
    (exact,) = (int(line.split()[1]) for line in run(
        "ip", "netns", "exec", "server", "wg", "show", "wg0", "transfer").splitlines())  # fmt: skip
    assert unit == "KiB" and old != exact
    assert hub.status()["total_rx"] == exact
    status = json.loads(zima("zima_status wg0 --json", WGK_NETNS="server"))
    assert status["received"] == exact


@pytest.mark.kernel
def test_counting_every_number_under_180_as_a_connected_peer(hub, hosts):
    """A peer that was never there has the handshake 0, and ages are what `wg` does not print."""
    hosts.connect("one", hub.generate("anna")["config"])
    assert hosts.pings("one")
    hub.generate("ben")
    hub.generate("cora")
    shown = run("ip", "netns", "exec", "server", "wg", "show", "wg0")
    old = sum(int(number) < 180 for number in re.findall(r"\b\d+\b", shown))
    assert old != 1
    assert hub.status()["connected"] == 1
    status = json.loads(zima("zima_status wg0 --json", WGK_NETNS="server"))
    assert (status["clients"], status["connected"]) == (3, 1)


@pytest.mark.kernel
def test_reporting_success_when_the_apply_failed(hub, hosts, tmp_path):
    """The old hub writes its file, lets `wg` fail, and says success."""
    config = tmp_path / "etc/wg0.conf"
    before = config.read_bytes()
    key = wgkit.generate_keypair().public_key

    def old_generate():
        text = f"{before.decode()}\n[Peer]\nPublicKey = {key}\nAllowedIPs = 10.8.0.9/32\n"
        (tmp_path / "old.conf").write_text(text)
        subprocess.run(["wg", "set", "wg0", "peer", str(key)], capture_output=True, check=False)
        return {"success": True}

    wgkit.Interface("wg0", hosts.server).delete()
    assert old_generate() == {"success": True}
    with pytest.raises(wgkit.NoSuchInterface):
        hub.generate("anna")
    assert config.read_bytes() == before
    assert os.listdir(tmp_path / "profiles") == []


def test_a_profile_that_cannot_be_answered_is_not_made(tmp_path, monkeypatch):
    (tmp_path / "wg0.conf").touch(0o600)
    (tmp_path / "wg0.conf").write_text(server_text())
    before = (tmp_path / "wg0.conf").read_bytes()
    store = ProfileStore.create(
        tmp_path / "profiles", interface="wg0", config_file=tmp_path / "wg0.conf",
        networks=["10.8.0.0/24"], endpoint=ENDPOINT, files_only=True,
    )  # fmt: skip
    hub = PrivacyHub("wg0", store=store)

    def fail(self, name):
        raise wgkit.SystemFailure("cannot read the file")

    with monkeypatch.context() as patch:
        patch.setattr(ProfileStore, "expose_client_config", fail)
        with pytest.raises(wgkit.SystemFailure):
            hub.generate("anna")
    assert store.profiles() == [] and (tmp_path / "wg0.conf").read_bytes() == before
    assert hub.generate("anna")["address"] == "10.8.0.2"
    with pytest.raises(wgkit.AlreadyExists):
        hub.generate("anna")
    assert [profile.name for profile in store] == ["anna"]


@pytest.mark.kernel
def test_totals_survive_an_interface_that_is_made_anew(hub, hosts, tmp_path):
    text = hub.generate("anna")["config"]
    hosts.connect("one", text)
    assert hosts.pings("one")
    state = tmp_path / "state"
    script = f'zima_usage wg0 "{state}" --json'
    first = json.loads(zima(script, WGK_NETNS="server"))
    assert first["total_received"] == first["received"] > 1000
    interface = wgkit.Interface("wg0", hosts.server)
    interface.delete()
    hosts.serve((tmp_path / "etc/wg0.conf").read_text())
    second = json.loads(zima(script, WGK_NETNS="server"))
    assert second["received"] == 0 and second["total_received"] == first["total_received"]
    # The client begins anew as well: by itself it would notice after some seconds.
    wgkit.Interface("wg0", wgkit.Namespace("one")).delete()
    hosts.connect("one", text)
    assert hosts.pings("one")
    third = json.loads(zima(script, WGK_NETNS="server"))
    assert third["total_received"] == first["total_received"] + third["received"]
