"""VPN Monitor's modules over wgkit: WireGuard, Database and VPNMonitor, and its command line.

Names and shapes are the program's; what they do is done by the package. Its database is used as it
is: the old tables stay as they are, for the old program too, and one is added for what tells a late
sample from a reset. docs/usage.md says how traffic is counted.

An error is an exception, never an empty list: a device that cannot be read deletes nobody.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Callable

from .._errors import (
    AlreadyExists,
    FileMissing,
    InvalidArgument,
    InvalidConfiguration,
    NotFound,
    WGKitError,
)
from ..config import Config
from ..document import Document
from ..file import File, write_file
from ..interface import Interface
from ..keys import PublicKey, generate_keypair
from ..namespace import Namespace
from ..profiles import AddressPool
from ..update import DeviceUpdate, PeerUpdate
from ..usage import Sample, check_month, delta, month_at, read_samples

__all__ = ["Database", "VPNMonitor", "WireGuard", "main"]

#: What SQLite's integers go up to.
_MOST = 2**63 - 1


class WireGuard:
    """The interface and its configuration file.

    `endpoint` is what clients connect to, "vpn.example.org:51820"; without it get_server_endpoint
    asks the environment's SERVERURL and SERVERPORT, and nobody outside.
    """

    def __init__(
        self,
        interface: str = "wg0",
        config_file: str | None = None,
        endpoint: str | None = None,
        namespace: Namespace | None = None,
    ) -> None:
        self.interface = Interface(interface, namespace)
        self.config_file = config_file or f"/etc/wireguard/{interface}.conf"
        self.endpoint = endpoint

    def get_peer_data(self) -> list[dict[str, Any]]:
        """The peers of the device: public_key, received, sent, latest_handshake (epoch), sample.

        `received` and `sent` are bytes, from the server's point of view. Raises what reading a
        Device raises: an empty list means that there are no peers.
        """
        samples = read_samples(self.interface.name, namespace=self.interface.namespace)
        return [
            {
                "public_key": str(key),
                "received": sample.received_bytes,
                "sent": sample.sent_bytes,
                "latest_handshake": sample.handshake_seconds,
                "sample": sample,
            }
            for key, sample in samples.items()
        ]

    def generate_keys(self) -> tuple[str, str]:
        """A new private key and its public key, as text."""
        pair = generate_keypair()
        return pair.private_key.expose_base64(), str(pair.public_key)

    def add_peer_to_config(
        self, public_key: str, allowed_ips: str | Iterable[str], config_file: str | None = None
    ) -> None:
        """Adds a peer to the file, which is replaced whole or not at all.

        Raises AlreadyExists for a peer that is there, and for networks that another peer or the
        server has; what reading and writing a File raise. Nothing was written then.
        """
        key, networks = PublicKey(public_key), _networks(allowed_ips)
        self._change(config_file, lambda document: _add_peer(document, key, networks))

    def get_next_ip(self, config_file: str | None = None) -> str:
        """The lowest free address of the server's first network, without a prefix length.

        Free is what neither the file nor the device nor the server itself has. Raises
        OutOfAddresses when there is none, InvalidConfiguration for a file without an address, and
        what reading the File and the Device raise.
        """
        config = self._config(config_file)
        if not config.addresses:
            raise InvalidConfiguration(f"{self._path(config_file)} has no Address: write one")
        with AddressPool([str(config.addresses[0].network)]) as pool:
            pool.take([str(address.ip) for address in config.addresses])
            for peer in (*config.peers, *config.disabled_peers):
                pool.take([str(network) for network in peer.allowed_ips])
            with self.interface.read() as device:
                for one in device.peers:
                    pool.take([str(network) for network in one.allowed_ips])
            return str(pool.next()[0])

    def get_server_public_key(self, config_file: str | None = None) -> str:
        """The public key that belongs to the file's private key. Raises NotFound without one."""
        key = self._config(config_file).public_key
        if key is None:
            raise NotFound(f"{self._path(config_file)} has no PrivateKey")
        return str(key)

    def get_server_endpoint(self) -> str:
        """What clients connect to: the caller's, or SERVERURL with SERVERPORT or the file's port.

        Raises NotFound when nobody says.
        """
        if self.endpoint:
            return self.endpoint
        host = os.environ.get("SERVERURL", "")
        if host in ("", "auto"):
            raise NotFound("nobody says what clients connect to: give an endpoint or set SERVERURL")
        if not host.isprintable() or " " in host:
            raise InvalidArgument(f"SERVERURL is {host!r}, and no host has white space")
        if ":" in host and not host.startswith("["):
            host = f"[{host}]"
        port = os.environ.get("SERVERPORT") or self._config(None).listen_port
        if not port:
            raise NotFound(
                "nobody says the server's port: set SERVERPORT, or ListenPort in the file"
            )
        return f"{host}:{port}"

    def remove_peer(self, public_key: str) -> None:
        """Removes the peer with exactly this key from the file and the device.

        Raises NotFound when neither has it, FileMissing without a file: the peer would be back
        with the next start. A failure of the device leaves the file as it was.
        """
        key = PublicKey(public_key)
        with self.interface.read() as device:
            on_device = key in {peer.public_key for peer in device.peers}
        with File.read(self.config_file) as file, file.parse() as document:
            config = Config.of(document)
            in_file = key in {peer.public_key for peer in (*config.peers, *config.disabled_peers)}
        if not on_device and not in_file:
            raise NotFound(f"neither {self.config_file} nor the device has the peer {key}")

        def from_device() -> None:
            if on_device:
                self.interface.apply(DeviceUpdate(peers=[PeerUpdate(key, remove=True)]))

        if in_file:
            self._change(None, lambda document: document.remove_peer(key), from_device)
        else:
            from_device()

    def _path(self, config_file: str | None) -> str:
        return config_file or self.config_file

    def _config(self, config_file: str | None) -> Config:
        with File.read(self._path(config_file)) as file, file.parse() as document:
            return Config.of(document)

    def _change(
        self,
        config_file: str | None,
        edit: Callable[[Document], None],
        then: Callable[[], None] | None = None,
    ) -> None:
        """Edits the file, if it still says what was read, and does the rest.

        The file is what it was again when the rest fails, unless somebody has changed it since.
        """
        path = self._path(config_file)
        with File.read(path) as file, file.parse() as before, file.parse() as document:
            edit(document)
            write_file(path, document, expected=file)
            if then is None:
                return
            with File.read(path) as written:
                try:
                    then()
                except BaseException:
                    write_file(path, before, expected=written)
                    raise


class Database:
    """The program's SQLite database."""

    def __init__(self, path: str) -> None:
        self.path = path

    def connect(self) -> sqlite3.Connection:
        """A connection of Python's own; the caller commits and closes it.

        Raises NotFound when there is no file: `init_db` makes it.
        """
        if not os.path.exists(self.path):
            raise NotFound(f"there is no database {self.path}: make it with setup")
        # An empty one would be made otherwise, for everybody to read.
        uri = f"{Path(self.path).absolute().as_uri()}?mode=rw"
        return sqlite3.connect(uri, uri=True, timeout=10)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self.connect()
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
        finally:
            connection.close()

    def init_db(self) -> str | None:
        """Makes the tables that are missing.

        A database of the old program is copied first, with mode 0600, to a file beside it whose
        path is answered; its tables and totals stay.
        """
        with suppress(FileExistsError):
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        backup = None
        connection = self.connect()
        try:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if tables and "wgkit_samples" not in tables:
                backup = _back_up(connection, self.path)
            for sql in _TABLES:
                connection.execute(sql)
            connection.commit()
        finally:
            connection.close()
        return backup

    def ensure_peer_exists(self, conn: sqlite3.Connection, public_key: str) -> None:
        """Adds a peer that is not there, in the caller's transaction."""
        conn.execute(
            "INSERT OR IGNORE INTO peers (public_key, added_on) VALUES (?, ?)",
            (public_key, _now()),
        )

    def store_measurement(
        self,
        conn: sqlite3.Connection,
        peer_data: Mapping[str, Any] | Iterable[Mapping[str, Any]],
        current_month: str,
    ) -> None:
        """Adds what is new in the data of a peer, or of several, to a month ("2026-11").

        On the caller's connection, in its open transaction: nothing is committed here. `peer_data`
        is what get_peer_data answers; without `sample` less can be told apart (docs/usage.md).
        """
        # One spelling: a row for each month, in the order of its text.
        check_month(current_month)
        if isinstance(peer_data, Mapping):
            peer_data = [peer_data]
        # Since Python 3.12 a connection says whether it commits by itself; before, by its level.
        commits = getattr(conn, "autocommit", -1) is True or conn.isolation_level is None
        if not conn.in_transaction and not commits:
            conn.execute("BEGIN")
        # All of it or nothing, whatever the caller does with an exception.
        conn.execute("SAVEPOINT wgkit")
        try:
            for one in peer_data:
                self._store(conn, one, current_month)
        except BaseException:
            conn.execute("ROLLBACK TO wgkit")
            raise
        finally:
            conn.execute("RELEASE wgkit")

    def _store(self, conn: sqlite3.Connection, one: Mapping[str, Any], month: str) -> None:
        key = str(PublicKey(one["public_key"]))
        sample = one.get("sample") or Sample(
            one["received"], one["sent"], handshake_seconds=int(one.get("latest_handshake") or 0)
        )
        self.ensure_peer_exists(conn, key)
        # The caller's own rows may be dictionaries.
        cursor = conn.cursor()
        cursor.row_factory = None
        found = delta(_last_sample(cursor, key), sample)
        kept = found.kept
        conn.execute(
            "INSERT OR REPLACE INTO wgkit_samples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, *(_signed(getattr(kept, name)) for name in _COLUMNS)),
        )
        row = cursor.execute(
            "SELECT accumulated_received, accumulated_sent FROM monthly_usage"
            " WHERE public_key = ? AND year_month = ?",
            (key, month),
        ).fetchone() or (0, 0)
        conn.execute(
            "INSERT INTO monthly_usage (public_key, year_month, accumulated_received,"
            " accumulated_sent, last_received, last_sent, last_updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (public_key, year_month) DO UPDATE SET"
            " accumulated_received = excluded.accumulated_received,"
            " accumulated_sent = excluded.accumulated_sent, last_received = excluded.last_received,"
            " last_sent = excluded.last_sent, last_updated = excluded.last_updated",
            (
                key,
                month,
                min(row[0] + found.received_bytes, _MOST),
                min(row[1] + found.sent_bytes, _MOST),
                min(kept.received_bytes, _MOST),
                min(kept.sent_bytes, _MOST),
                _now(),
            ),
        )
        # By the last month's values it is known whether the old program was there since.
        conn.execute(
            "UPDATE monthly_usage SET last_received = ?, last_sent = ?"
            " WHERE public_key = ? AND year_month > ?",
            (min(kept.received_bytes, _MOST), min(kept.sent_bytes, _MOST), key, month),
        )

    def get_peer_usage(
        self, public_key: str | None = None, month: str | None = None, monthly_only: bool = True
    ) -> list[dict[str, Any]]:
        """Usage by month: of one peer or all, in this month unless one is named.

        A peer that was deleted and whose history was kept has no name. Without `monthly_only`, of
        all months when none is named, each with the peer's totals in `total_received` and
        `total_sent`.
        """
        if month is not None:
            check_month(month)
        elif monthly_only:
            month = month_at(datetime.now(timezone.utc))
        connection = self.connect()
        try:
            connection.row_factory = sqlite3.Row
            rows = connection.execute(
                "SELECT m.public_key, p.name, p.email, m.year_month,"
                " m.accumulated_received AS received, m.accumulated_sent AS sent, m.last_updated"
                " FROM monthly_usage m LEFT JOIN peers p ON p.public_key = m.public_key"
                " WHERE (?1 IS NULL OR m.public_key = ?1) AND (?2 IS NULL OR m.year_month = ?2)"
                " ORDER BY m.public_key, m.year_month",
                (public_key, month),
            ).fetchall()
            usage = [dict(row) for row in rows]
            if not monthly_only:
                for one in usage:
                    sums = connection.execute(
                        "SELECT accumulated_received, accumulated_sent FROM monthly_usage"
                        " WHERE public_key = ?",
                        (one["public_key"],),
                    ).fetchall()
                    # In Python: SQLite's sum would overflow.
                    one["total_received"] = sum(row[0] for row in sums)
                    one["total_sent"] = sum(row[1] for row in sums)
            return usage
        finally:
            connection.close()

    def update_peer_info(
        self, public_key: str, name: str | None = None, email: str | None = None
    ) -> bool:
        """Sets what is not None; whether there is such a peer.

        Raises InvalidArgument for a text with a line end or a control character.
        """
        _check_line(name=name, email=email)
        with self._transaction() as connection:
            changed = connection.execute(
                "UPDATE peers SET name = coalesce(?, name), email = coalesce(?, email)"
                " WHERE public_key = ?",
                (name, email, public_key),
            )
            return changed.rowcount == 1

    def find_peers_by_email(self, email: str) -> list[str]:
        """The public keys of the peers with exactly this address."""
        connection = self.connect()
        try:
            rows = connection.execute(
                "SELECT public_key FROM peers WHERE email = ? ORDER BY public_key", (email,)
            )
            return [row[0] for row in rows]
        finally:
            connection.close()

    def delete_peer(self, public_key: str, keep_usage_history: bool = False) -> bool:
        """Deletes a peer, with what was counted unless that is to be kept; whether it was there."""
        with self._transaction() as connection:
            return self._delete(connection, public_key, keep_usage_history)

    def _delete(self, conn: sqlite3.Connection, key: str, keep_usage_history: bool) -> bool:
        gone = conn.execute("DELETE FROM peers WHERE public_key = ?", (key,))
        if not keep_usage_history:
            conn.execute("DELETE FROM monthly_usage WHERE public_key = ?", (key,))
            conn.execute("DELETE FROM wgkit_samples WHERE public_key = ?", (key,))
        return gone.rowcount == 1

    def public_keys(self) -> set[str]:
        """The keys of all peers in it."""
        connection = self.connect()
        try:
            return self._keys(connection)
        finally:
            connection.close()

    def _keys(self, conn: sqlite3.Connection) -> set[str]:
        return {row[0] for row in conn.execute("SELECT public_key FROM peers")}


class VPNMonitor:
    """The core: the interface, its file and the database together."""

    def __init__(self, wireguard: WireGuard, database: Database) -> None:
        self.wireguard = wireguard
        self.database = database

    def setup(self) -> str | None:
        """Makes the database ready; the path of a backup when one was made."""
        return self.database.init_db()

    def collect_data(self, current_month: str | None = None) -> int:
        """Reads the device once and counts; the number of its peers.

        The month is this one in UTC unless the caller names one by its own clocks. The device is
        read while nobody else writes, so that collectors at the same time count nothing twice.
        """
        with self.database._transaction() as connection:
            peers = self.wireguard.get_peer_data()
            month = current_month or month_at(datetime.now(timezone.utc))
            self.database.store_measurement(connection, peers, month)
        return len(peers)

    def get_usage(
        self, public_key: str | None = None, month: str | None = None, monthly_only: bool = True
    ) -> list[dict[str, Any]]:
        """As Database.get_peer_usage."""
        return self.database.get_peer_usage(public_key, month, monthly_only)

    def update_info(
        self, public_key: str, name: str | None = None, email: str | None = None
    ) -> bool:
        """As Database.update_peer_info."""
        return self.database.update_peer_info(public_key, name, email)

    def generate_peer(
        self, name: str | None = None, email: str | None = None, dns: str | None = None
    ) -> dict[str, str]:
        """Makes keys, takes the next address, and adds the peer to file, device and database.

        Answers public_key, address and config, the client's file with its private key in it. What
        fails leaves none of the three changed. Two at once wait for each other.
        """
        _check_line(name=name, email=email)
        wireguard = self.wireguard
        server_key = PublicKey(wireguard.get_server_public_key())
        private_key, public_key = wireguard.generate_keys()
        key = PublicKey(public_key)
        client = Document()
        client.set("PrivateKey", private_key)
        if dns:
            client.set("DNS", dns)
        client.add_peer(server_key)
        client.set("Endpoint", wireguard.get_server_endpoint(), server_key)
        client.set("AllowedIPs", ["0.0.0.0/0", "::/0"], server_key)
        added = False
        try:
            with self.database._transaction() as connection:
                address = ip_network(wireguard.get_next_ip())
                client.set("Address", str(address))
                self.database.ensure_peer_exists(connection, public_key)
                connection.execute(
                    "UPDATE peers SET name = ?, email = ? WHERE public_key = ?",
                    (name, email, public_key),
                )
                update = DeviceUpdate(peers=[PeerUpdate(key, allowed_ips=[address])])
                wireguard._change(
                    None,
                    lambda document: _add_peer(document, key, [str(address)]),
                    lambda: wireguard.interface.apply(update),
                )
                added = True
        except BaseException:
            # The database has not taken what file and device have.
            if added:
                wireguard.remove_peer(public_key)
            raise
        return {
            "public_key": public_key,
            "address": str(address.network_address),
            "config": client.expose_text(),
        }

    def delete_peer(self, email: str, keep_usage_history: bool = False) -> list[str]:
        """Removes the peers with exactly this address from device, file and database.

        They are counted for the last time before. The keys that were removed; raises NotFound when
        there are none, InvalidArgument for no address: those without one are not meant.
        """
        if not email.strip():
            raise InvalidArgument("peers are deleted by an address, and this one is empty")
        keys = self.database.find_peers_by_email(email)
        if not keys:
            raise NotFound(f"no peer has the address {email!r}")
        self.collect_data()
        for key in keys:
            try:
                self.wireguard.remove_peer(key)
            except FileMissing:
                raise
            except NotFound:
                # Only the database had it.
                pass
            self.database.delete_peer(key, keep_usage_history)
        return keys

    def sync_database_with_interface(self, auto_fix: bool = False) -> dict[str, list[str]]:
        """Compares the database with the device: missing_in_database, missing_on_interface.

        With `auto_fix`, those that are missing in the database are added, and those that are no
        longer on the device are deleted, but not what was counted of them. A device that cannot be
        read is an exception, and changes nothing. Nobody generates a peer meanwhile.
        """
        with self.database._transaction() as connection:
            on_device = {one["public_key"] for one in self.wireguard.get_peer_data()}
            known = self.database._keys(connection)
            added, gone = sorted(on_device - known), sorted(known - on_device)
            if auto_fix:
                for key in added:
                    self.database.ensure_peer_exists(connection, key)
                for key in gone:
                    self.database._delete(connection, key, keep_usage_history=True)
        return {"missing_in_database": added, "missing_on_interface": gone}


_TABLES = (
    "CREATE TABLE IF NOT EXISTS peers (public_key TEXT PRIMARY KEY, name TEXT, email TEXT,"
    " added_on TEXT)",
    "CREATE TABLE IF NOT EXISTS monthly_usage (public_key TEXT, year_month TEXT,"
    " accumulated_received INTEGER DEFAULT 0, accumulated_sent INTEGER DEFAULT 0,"
    " last_received INTEGER DEFAULT 0, last_sent INTEGER DEFAULT 0, last_updated TEXT,"
    " PRIMARY KEY (public_key, year_month))",
    # The last sample of a peer, whichever month it was in; numbers from 2^63 on are negative.
    "CREATE TABLE IF NOT EXISTS wgkit_samples (public_key TEXT PRIMARY KEY, received INTEGER,"
    " sent INTEGER, handshake_seconds INTEGER, handshake_nanoseconds INTEGER, time INTEGER,"
    " began INTEGER, ended INTEGER, boot INTEGER, device INTEGER)",
)

# The fields of a sample in the order of that table.
_COLUMNS = (
    "received_bytes",
    "sent_bytes",
    "handshake_seconds",
    "handshake_nanoseconds",
    "time",
    "began",
    "ended",
    "boot",
    "device",
)


def _last_sample(cursor: sqlite3.Cursor, key: str) -> Sample | None:
    ours = cursor.execute(
        "SELECT received, sent, handshake_seconds, handshake_nanoseconds, time, began, ended, boot,"
        " device FROM wgkit_samples WHERE public_key = ?",
        (key,),
    ).fetchone()
    last = cursor.execute(
        "SELECT last_received, last_sent FROM monthly_usage WHERE public_key = ?"
        " ORDER BY year_month DESC LIMIT 1",
        (key,),
    ).fetchone()
    if ours is not None:
        values = dict(zip(_COLUMNS, ours))
        for name in ("received_bytes", "sent_bytes", "boot", "device"):
            values[name] %= 2**64
        sample = Sample(**values)
        counted = min(sample.received_bytes, _MOST), min(sample.sent_bytes, _MOST)
        if last is None or last == counted:
            return sample
    # The old program's, of whichever month was the last: it was read before, for certain.
    return None if last is None else Sample(last[0] or 0, last[1] or 0, time=1)


def _signed(number: int) -> int:
    return number - 2**64 if number > _MOST else number


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


def _check_line(**texts: str | None) -> None:
    for field, text in texts.items():
        if text is not None and not text.isprintable():
            raise InvalidArgument(f"the {field} {text!r} has a line end or a control character")


def _add_peer(document: Document, key: PublicKey, networks: list[str]) -> None:
    config = Config.of(document)
    taken = [(str(address.ip), "the server") for address in config.addresses]
    for peer in (*config.peers, *config.disabled_peers):
        taken += [(str(network), f"the peer {peer.public_key}") for network in peer.allowed_ips]
    for network in networks:
        for other, owner in taken:
            if _overlap(network, other):
                raise AlreadyExists(f"{network} overlaps with {other} of {owner}")
    document.add_peer(key)
    document.set("AllowedIPs", networks, key)


def _networks(allowed_ips: str | Iterable[str]) -> list[str]:
    texts = allowed_ips.split(",") if isinstance(allowed_ips, str) else allowed_ips
    try:
        return [str(ip_network(text.strip())) for text in texts]
    except ValueError as error:
        raise InvalidArgument(f"the allowed IPs are no networks: {error}") from None


def _overlap(one: str, other: str) -> bool:
    left, right = ip_network(one), ip_network(other)
    return left.version == right.version and left.overlaps(right)


def _back_up(connection: sqlite3.Connection, path: str) -> str:
    target = f"{path}.before-wgkit"
    number = 1
    while os.path.exists(target):
        number += 1
        target = f"{path}.before-wgkit-{number}"
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    except BaseException:
        # Half a copy is none.
        os.unlink(target)
        raise
    finally:
        copy.close()
    return target


# ---- The command line


def main(arguments: list[str] | None = None) -> int:
    """Runs a command. 0: done; 1: failed, as standard error says; 2: a wrong command line."""
    parser = argparse.ArgumentParser(
        prog="python -m wgkit.adapters.vpn_monitor",
        description="VPN Monitor's commands over wgkit.",
        epilog="exit status: 0 done, 1 failed, 2 wrong command line",
    )
    parser.add_argument("--interface", default="wg0")
    parser.add_argument("--config-file", help="without it /etc/wireguard/INTERFACE.conf")
    parser.add_argument("--database", default="vpn_usage.db")
    parser.add_argument("--endpoint", help="what clients connect to; without it SERVERURL")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("setup", help="make the database ready")
    commands.add_parser("collect", help="read the device once and count")
    usage = commands.add_parser("usage", help="print what peers have sent and received")
    usage.add_argument("--public-key")
    usage.add_argument("--month", help="2026-11; without it this month")
    usage.add_argument("--all", action="store_true", help="all months, with totals")
    update = commands.add_parser("update-peer", help="set a peer's name or address")
    update.add_argument("public_key")
    update.add_argument("--name")
    update.add_argument("--email")
    generate = commands.add_parser("generate-peer", help="make a peer; print its file")
    generate.add_argument("--name")
    generate.add_argument("--email")
    generate.add_argument("--dns")
    delete = commands.add_parser("delete-peer", help="remove the peers of an e-mail address")
    delete.add_argument("email")
    delete.add_argument("--keep-usage-history", action="store_true")
    sync = commands.add_parser("sync", help="compare the database with the device")
    sync.add_argument("--auto-fix", action="store_true")
    given = parser.parse_args(arguments)
    wireguard = WireGuard(given.interface, given.config_file, given.endpoint)
    monitor = VPNMonitor(wireguard, Database(given.database))
    try:
        for line in _run(monitor, given):
            print(line)
    except (WGKitError, OSError, sqlite3.Error, ValueError) as error:
        print(f"vpn_monitor: {error}", file=sys.stderr)
        return 1
    return 0


def _column(value: object) -> str:
    """A value of a line; what the old program has let into a name ends neither column nor line."""
    text = "-" if value is None else str(value)
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _run(monitor: VPNMonitor, given: argparse.Namespace) -> list[str]:
    if given.command == "setup":
        backup = monitor.setup()
        return [f"backup: {backup}"] if backup else []
    if given.command == "collect":
        return [f"{monitor.collect_data()} peers"]
    if given.command == "usage":
        found = monitor.get_usage(given.public_key, given.month, not given.all)
        return [
            "\t".join(
                _column(one[name])
                for name in ("public_key", "name", "email", "year_month", "received", "sent")
            )
            for one in found
        ]
    if given.command == "update-peer":
        if not monitor.update_info(given.public_key, given.name, given.email):
            raise NotFound(f"the database has no peer {given.public_key}")
        return []
    if given.command == "generate-peer":
        return [monitor.generate_peer(given.name, given.email, given.dns)["config"].rstrip("\n")]
    if given.command == "delete-peer":
        return monitor.delete_peer(given.email, given.keep_usage_history)
    found_out = monitor.sync_database_with_interface(given.auto_fix)
    return [f"{what}\t{key}" for what, keys in found_out.items() for key in keys]


if __name__ == "__main__":
    sys.exit(main())
