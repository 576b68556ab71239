"""A user who is not root serves in another network namespace, by wgk with file capabilities."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import wgkit
from tunnels import ENDPOINT, is_undisturbed, peer_of, run, wgk

pytestmark = pytest.mark.kernel

USER = 1000
FOLDER = Path("/run/hub")


class User:
    """User 1000, in the namespace of the test, with a wgk that has capabilities, or another one."""

    def __init__(self):
        FOLDER.mkdir(mode=0o755)
        self.wgk = FOLDER / "wgk"
        self.plain = FOLDER / "plain-wgk"
        for path in (self.wgk, self.plain):
            shutil.copyfile(wgk(), path)
            path.chmod(0o755)
        run("setcap", "cap_net_admin,cap_sys_admin=ep", self.wgk)
        self.home = FOLDER / "home"
        self.home.mkdir(mode=0o700)
        os.chown(self.home, USER, USER)

    def run(self, *words, binary=None, given=None, **variables):
        """What wgk does for the user: status, standard output, standard error."""
        return subprocess.run(
            [binary or self.wgk, *words], capture_output=True, text=True, cwd=self.home,
            user=USER, group=USER, extra_groups=[], umask=0o022, input=given,
            env={"PATH": "/usr/bin:/bin", **variables},
        )  # fmt: skip

    def does(self, *words, **options):
        done = self.run(*words, **options)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout


@pytest.fixture
def user():
    made = User()
    yield made
    shutil.rmtree(FOLDER)


def client_text(address, key, server):
    return (
        f"[Interface]\nPrivateKey = {key.expose_base64()}\nAddress = {address}/32\n"
        f"[Peer]\nPublicKey = {server}\nEndpoint = {ENDPOINT}\nAllowedIPs = 10.8.0.0/24\n"
    )


def test_user_1000_serves_two_peers_in_another_namespace(hosts, user):
    assert os.listdir(user.home) == []
    far = ("--netns", "server")
    (user.home / "server.key").touch(0o600)
    os.chown(user.home / "server.key", USER, USER)
    (user.home / "server.key").write_text(user.does("genkey"))
    user.does(*far, "link", "add", "wg0")
    user.does(*far, "set", "wg0", "private-key", "server.key", "listen-port", "51820")
    user.does(*far, "address", "add", "wg0", "10.8.0.1/24")
    user.does(*far, "link", "up", "wg0")
    assert wgkit.devices() == [] and wgkit.devices(hosts.server) == ["wg0"]
    server = user.does(*far, "show", "wg0", "public-key").strip()

    clients = {}
    for host, address in (("one", "10.8.0.2"), ("two", "10.8.0.3")):
        pair = wgkit.generate_keypair()
        user.does(*far, "set", "wg0", "peer", str(pair.public_key), "allowed-ips", f"{address}/32")
        hosts.connect(host, client_text(address, pair.private_key, server))
        clients[host] = pair.public_key
    assert hosts.pings("one") and hosts.pings("two")

    totals = json.loads(user.does(*far, "totals", "wg0", "totals", "--json"))
    assert (totals["clients"], totals["connected"]) == (2, 2)
    assert totals["total_received"] > 2000 and totals["handshake"] > 0
    assert (user.home / "totals").stat().st_mode & 0o777 == 0o600

    interface = wgkit.Interface("wg0", hosts.server)
    other = peer_of(interface, clients["two"])
    user.does(*far, "set", "wg0", "peer", str(clients["one"]), "remove")
    assert not hosts.pings("one", wait=2)
    assert is_undisturbed(interface, other) and hosts.pings("two")


def test_without_capabilities_the_user_may_do_nothing(hosts, user):
    refused = user.run("--netns", "server", "link", "add", "wg0", binary=user.plain)
    assert refused.returncode == 1 and "wgk: " in refused.stderr
    assert wgkit.devices(hosts.server) == []


def test_with_file_capabilities_no_variable_of_the_environment_is_obeyed(hosts, user):
    key = wgkit.PrivateKey.generate()
    interface = wgkit.Interface("wg0", hosts.server)
    interface.create()
    interface.apply(wgkit.DeviceUpdate(private_key=key))
    text = key.expose_base64()
    variables = {"WG_HIDE_KEYS": "never", "WG_COLOR_MODE": "always"}
    shown = user.does("--netns", "server", "show", "wg0", **variables)
    assert text not in shown and "\x1b" not in shown and "(hidden)" in shown
    shown = user.does("--netns", "server", "show", "wg0", "--json", **variables)
    assert text not in shown
    # The same variables count for a program that has no more rights than who calls it.
    obeyed = run(wgk(), "--netns", "server", "show", "wg0", env={**os.environ, **variables})
    assert text in obeyed and "\x1b" in obeyed


def test_with_file_capabilities_files_are_read_as_the_user(user):
    secret = FOLDER / "secret.conf"
    secret.write_text("[Interface]\nListenPort = 1\n")
    secret.chmod(0o600)
    assert run(wgk(), "config", "get", secret, "ListenPort") == "1\n"
    refused = user.run("config", "get", str(secret), "ListenPort")
    assert refused.returncode == 1 and refused.stdout == ""
