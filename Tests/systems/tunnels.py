"""A server and its clients in network namespaces, and what people do with a tunnel between them."""

import os
import subprocess
from ipaddress import ip_network
from pathlib import Path

import wgkit
from wgkit import Config, DeviceUpdate, Document, Interface, Namespace

ROOT = Path(__file__).parents[2]
#: Where clients find the server.
ENDPOINT = "192.0.2.1:51820"


def run(*command, ok=True, **options):
    """Runs a command; what it printed."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert not ok or done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout if ok else done


def wgk():
    """The binary that is tested."""
    return os.environ.get("WGKIT_WGK") or "wgk"


def server_text(address="10.8.0.1/24", port=51820):
    """A server's file without peers."""
    key = wgkit.PrivateKey.generate().expose_base64()
    return f"[Interface]\nPrivateKey = {key}\nAddress = {address}\nListenPort = {port}\n"


class Hosts:
    """The namespaces `server`, `one` and `two`; the clients reach the server, not each other."""

    def __init__(self):
        self.server = Namespace("server")
        self.names = ("server", "one", "two")
        for name in self.names:
            run("ip", "netns", "add", name)
            run("ip", "-n", name, "link", "set", "lo", "up")
        for number, name in enumerate(("one", "two"), 2):
            cable = f"to-{name}"
            run("ip", "link", "add", cable, "netns", "server", "type", "veth",
                "peer", "name", "eth0", "netns", name)  # fmt: skip
            run("ip", "-n", "server", "address", "add", "192.0.2.1/32", "peer",
                f"192.0.2.{number}/32", "dev", cable)  # fmt: skip
            run("ip", "-n", name, "address", "add", f"192.0.2.{number}/32", "peer",
                "192.0.2.1/32", "dev", "eth0")  # fmt: skip
            run("ip", "-n", "server", "link", "set", cable, "up")
            run("ip", "-n", name, "link", "set", "eth0", "up")

    def close(self):
        for name in self.names:
            run("ip", "netns", "del", name)

    def serve(self, text, name="wg0"):
        """Brings the server's interface up as its file says."""
        return self.up("server", text, name)

    def up(self, host, text, name="wg0"):
        """Brings an interface up as a file for wg-quick says, its hooks and DNS left out."""
        interface = Interface(name, Namespace(host))
        interface.create()
        with Document(text) as document, document.strip() as stripped:
            interface.replace(stripped)
            config = Config.of(document)
        for address in config.addresses:
            interface.add_address(address)
        interface.bring_up()
        for peer in config.peers:
            for network in peer.allowed_ips:
                # A default route would carry the packets of the cable too.
                if network.prefixlen:
                    try:
                        interface.add_route(network)
                    except wgkit.AlreadyExists:
                        pass
        return interface

    def connect(self, host, text, network="10.8.0.0/24", name="wg0"):
        """A client takes the file that it was given; all of the tunnel's network goes through."""
        interface = self.up(host, text, name)
        try:
            interface.add_route(ip_network(network))
        except wgkit.AlreadyExists:
            pass
        return interface

    def pings(self, host, address="10.8.0.1", wait=5):
        """Whether an answer comes within some seconds."""
        done = run("ip", "netns", "exec", host, "ping", "-c", "1", "-W", str(wait), "-s", "1000",
                   address, ok=False)  # fmt: skip
        return done.returncode == 0


def peer_of(interface, key):
    """A peer as the kernel has it; None when it has not."""
    with interface.read() as device:
        for peer in device.peers:
            if str(peer.public_key) == str(key):
                return peer
    return None


def is_undisturbed(interface, before):
    """Whether a peer goes on: its handshake is there, and its counters have not fallen."""
    after = peer_of(interface, before.public_key)
    return (
        after is not None
        and after.latest_handshake is not None
        and after.latest_handshake >= before.latest_handshake
        and after.received_bytes >= before.received_bytes
        and after.sent_bytes >= before.sent_bytes
    )


def old_restart(interface, text, host):
    """How scripts apply a change: the interface goes, and another one comes."""
    interface.delete()
    made = Hosts.up(None, host, text, interface.name)
    with made.read() as device:
        device.peers  # noqa: B018
    return made


__all__ = ["ENDPOINT", "DeviceUpdate", "Hosts", "ROOT", "is_undisturbed", "old_restart", "peer_of",
           "run", "server_text", "wgk"]  # fmt: skip
