"""Configuration files in Python: wgkit, and the packages of PyPI that read or write any such file.

Each class does three things: reads a file to values; changes one peer's keepalive in a text and
writes the text out; makes the file of a server from values.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Client(NamedTuple):
    """A peer of the server's file."""

    name: str
    public_key: str
    allowed_ip: str


class WGKit:
    name = "wgkit"
    package = None

    def parse(self, path: Path) -> int:
        import wgkit

        return len(wgkit.Config.parse(path.read_bytes()).peers)

    def edit(self, path: Path, key: str) -> str:
        import wgkit

        with wgkit.Document(path.read_bytes()) as document:
            document.set(wgkit.Key.PERSISTENT_KEEPALIVE, 21, wgkit.PublicKey(key))
            return document.expose_text()

    def render(self, private_key: str, clients: Sequence[Client]) -> str:
        import wgkit

        peers = [
            {"name": one.name, "public_key": wgkit.PublicKey(one.public_key),
             "allowed_ips": one.allowed_ip} for one in clients
        ]  # fmt: skip
        with wgkit.Template.shipped("server") as template:
            document = template.render(
                address="10.0.0.1/8", listen_port=51820,
                private_key=wgkit.PrivateKey.from_base64(private_key), peers=peers,
            )  # fmt: skip
            with document:
                return document.expose_text()


class WGKitDocument(WGKit):
    """Without values for all that stands there: what an edit and a check need."""

    name = "wgkit, document"
    edit = render = None

    def parse(self, path: Path) -> int:
        import wgkit

        with wgkit.Document(path.read_bytes()):
            return -1


class Wgconfig:
    name = package = "wgconfig"

    def read(self, path: Path):
        from wgconfig import WGConfig

        config = WGConfig(str(path))
        config.read_file()
        return config

    def parse(self, path: Path) -> int:
        return len(self.read(path).peers)

    def edit(self, path: Path, key: str) -> str:
        config = self.read(path)
        config.del_attr(key, "PersistentKeepalive")
        config.add_attr(key, "PersistentKeepalive", 21)
        return written(config)

    def render(self, private_key: str, clients: Sequence[Client]) -> str:
        from wgconfig import WGConfig

        config = WGConfig("none.conf")
        config.initialize_file()
        for key, value in server_values(private_key):
            config.add_attr(None, key, value)
        for one in clients:
            config.add_peer(one.public_key, f"# {one.name}")
            config.add_attr(one.public_key, "AllowedIPs", one.allowed_ip)
        return written(config)


class WireguardTools:
    name = package = "wireguard-tools"

    def read(self, path: Path):
        from wireguard_tools import WireguardConfig

        with path.open(encoding="utf-8") as file:
            return WireguardConfig.from_wgconfig(file)

    def parse(self, path: Path) -> int:
        return len(self.read(path).peers)

    def edit(self, path: Path, key: str) -> str:
        from wireguard_tools import WireguardKey

        config = self.read(path)
        config.peers[WireguardKey(key)].persistent_keepalive = 21
        return config.to_wgconfig(wgquick_format=True)

    def render(self, private_key: str, clients: Sequence[Client]) -> str:
        from wireguard_tools import WireguardConfig, WireguardPeer

        config = WireguardConfig.from_dict(
            {"private_key": private_key, "listen_port": 51820, "addresses": ["10.0.0.1/8"]}
        )
        for one in clients:
            config.add_peer(
                WireguardPeer.from_dict(
                    {
                        "public_key": one.public_key,
                        "allowed_ips": [one.allowed_ip],
                        "friendly_name": one.name,
                    }
                )  # fmt: skip
            )
        return config.to_wgconfig(wgquick_format=True)


class WgConf:
    name = package = "wg-conf"

    def read(self, path: Path):
        from wg_conf import WireguardConfig

        return WireguardConfig(str(path))

    def parse(self, path: Path) -> int:
        return len(self.read(path).peers)

    def edit(self, path: Path, key: str) -> str:
        config = self.read(path)
        config.set_peer_attr(key, "PersistentKeepalive", 21)
        return "\n".join(config._lines)

    render = None


def server_values(private_key: str):
    return (("PrivateKey", private_key), ("ListenPort", 51820), ("Address", "10.0.0.1/8"))


def written(config) -> str:
    text = io.StringIO()
    config.write_to_fileobj(text)
    return text.getvalue()


PACKAGES = [WGKit(), WGKitDocument(), Wgconfig(), WireguardTools(), WgConf()]
