"""VPN Monitor over wgkit: its scenario, its old database, and each defect that must be impossible.

A test of a defect first lets a minimal re-creation of the old behaviour fail, then wgkit pass.
"""

import inspect
import os
import re
import sqlite3
import stat
import sys
from ipaddress import ip_interface
from types import SimpleNamespace

import pytest
import wgkit
from tunnels import ENDPOINT, ROOT, is_undisturbed, peer_of, run, server_text
from wgkit import Config, Namespace
from wgkit.adapters.vpn_monitor import Database, VPNMonitor, WireGuard, main
from wgkit.usage import Sample

KEYS = [str(wgkit.generate_keypair().public_key) for _ in range(3)]


def measured(received, sent, second=0, key=KEYS[0], handshake=None):
    """What get_peer_data answers of a peer."""
    clock = second * 10**9
    sample = Sample(received, sent, handshake or 0, 7 if handshake else 0, 1_700_000_000 + second,
                    clock, clock, 1, 1) if second else None  # fmt: skip
    return {"public_key": key, "received": received, "sent": sent, "sample": sample}


@pytest.fixture
def database(tmp_path):
    made = Database(str(tmp_path / "usage.db"))
    assert made.init_db() is None
    return made


def store(database, *measurements, month="2026-11"):
    connection = database.connect()
    for one in measurements:
        database.store_measurement(connection, one, month)
    connection.commit()
    connection.close()


def usage(database, month="2026-11", key=KEYS[0]):
    return [(one["received"], one["sent"]) for one in database.get_peer_usage(key, month)]


def offline(tmp_path, text=None):
    """The adapter's WireGuard with a file and no interface of that name."""
    path = tmp_path / "wg0.conf"
    path.write_text(text or server_text())
    path.chmod(0o600)
    return WireGuard("wgnone", str(path), ENDPOINT)


class OldDatabase:
    """The old accounting, as little of it as shows its defects."""

    def __init__(self):
        self.months = {}

    def store(self, received, sent, month):
        if month not in self.months:
            self.months[month] = [received, sent, received, sent]
            return
        row = self.months[month]
        if received < row[2] or sent < row[3]:
            row[0] += received
            row[1] += sent
        else:
            row[0] += received - row[2]
            row[1] += sent - row[3]
        row[2:] = [received, sent]

    def usage(self, month):
        return tuple(self.months[month][:2])


# ---- Each defect -------------------------------------------------------------------------------


def test_an_empty_list_on_error_followed_by_a_sync_that_deletes_every_peer(database, tmp_path):
    def old_sync(read, known):
        try:
            peers = read()
        except Exception:
            peers = []
        return known & set(peers)

    def failing():
        raise OSError("no device")

    assert old_sync(failing, {"a", "b"}) == set(), "the old program keeps nobody"
    store(database, measured(1, 1, 60), measured(1, 1, 60, KEYS[1]))
    monitor = VPNMonitor(offline(tmp_path), database)
    with pytest.raises((wgkit.WGKitError, OSError)):
        monitor.sync_database_with_interface(auto_fix=True)
    assert database.public_keys() == set(KEYS[:2])


def test_a_months_first_row_that_stores_the_raw_counter(database):
    old = OldDatabase()
    old.store(5_000, 700, "2026-11")
    assert old.usage("2026-11") == (5_000, 700), "the old program bills the raw counter"
    store(database, measured(5_000, 700, 60))
    assert usage(database) == [(0, 0)]


def test_a_stale_sample_taken_for_a_reset_100_becomes_199(database):
    old = OldDatabase()
    for value in (0, 100, 99):
        old.store(value, 0, "2026-11")
    assert old.usage("2026-11")[0] == 199
    store(database, measured(0, 0, 60), measured(100, 0, 120), measured(99, 0, 119))
    assert usage(database) == [(100, 0)]
    # A caller with nothing but counters, too.
    plain = [measured(0, 0, key=KEYS[1]), measured(100, 0, key=KEYS[1])]
    store(database, *plain, measured(99, 0, key=KEYS[1]))
    assert usage(database, key=KEYS[1]) == [(100, 0)]


def test_rx_and_tx_reset_judged_together(database):
    old = OldDatabase()
    for received, sent in ((0, 0), (1_000, 10), (5, 20)):
        old.store(received, sent, "2026-11")
    assert old.usage("2026-11") == (1_005, 30), "sent was counted twice"
    store(database, measured(0, 0, 60), measured(1_000, 10, 120), measured(5, 20, 180))
    assert usage(database) == [(1_005, 20)]


def test_a_previous_month_missing_so_everything_is_billed_again(database):
    old = OldDatabase()
    old.store(0, 0, "2026-09")
    old.store(9_000, 900, "2026-09")
    old.store(9_100, 910, "2026-11")
    assert old.usage("2026-11") == (9_100, 910), "the old program bills September again"
    store(database, measured(0, 0, 60), measured(9_000, 900, 120), month="2026-09")
    store(database, measured(9_100, 910, 180), month="2026-11")
    assert usage(database, "2026-09") == [(9_000, 900)] and usage(database) == [(100, 10)]


def test_the_devices_traffic_before_the_first_sample_billed_to_this_month(database):
    old = OldDatabase()
    old.store(10**12, 10**12, "2026-11")
    assert old.usage("2026-11")[0] == 10**12
    store(database, measured(10**12, 10**12, 60), measured(10**12 + 3, 10**12 + 4, 120))
    assert usage(database) == [(3, 4)]


def test_a_key_matched_as_a_substring(tmp_path):
    def old_remove(text, key):
        blocks = text.split("[Peer]")
        return "[Peer]".join(block for block in blocks if key not in block)

    wireguard = offline(tmp_path)
    wireguard.add_peer_to_config(KEYS[0], "10.8.0.2/32")
    text = (tmp_path / "wg0.conf").read_text()
    assert KEYS[0] not in old_remove(text, KEYS[0][:20]), "a part of the key was enough"
    with pytest.raises(wgkit.InvalidKey):
        wireguard.remove_peer(KEYS[0][:20])
    assert (tmp_path / "wg0.conf").read_text() == text


def test_a_failed_read_followed_by_a_truncating_write(tmp_path):
    path = tmp_path / "old.conf"
    path.write_bytes(b"[Interface]\nListenPort = 51820\n# \xff\n")

    def old_add(block):
        try:
            text = path.read_text(encoding="utf-8")
        except ValueError:
            text = ""
        path.write_text(text + block)

    old_add("[Peer]\n")
    assert path.read_text() == "[Peer]\n", "the old program has lost the file"
    wireguard = offline(tmp_path, server_text() + "[Peer\n")
    before = (tmp_path / "wg0.conf").read_bytes()
    with pytest.raises(wgkit.InvalidConfiguration):
        wireguard.add_peer_to_config(KEYS[0], "10.8.0.2/32")
    assert (tmp_path / "wg0.conf").read_bytes() == before
    with pytest.raises(wgkit.NotFound):
        WireGuard("wg0", str(tmp_path / "none.conf")).add_peer_to_config(KEYS[0], "10.8.0.2/32")
    assert not (tmp_path / "none.conf").exists()


def test_a_duplicate_block_for_a_key_that_is_there(tmp_path):
    old = tmp_path / "old.conf"
    old.write_text(server_text())

    def old_add(key, address):
        with old.open("a") as file:
            file.write(f"\n[Peer]\nPublicKey = {key}\nAllowedIPs = {address}\n")

    for address in ("10.8.0.2/32", "10.8.0.3/32"):
        old_add(KEYS[0], address)
    assert old.read_text().count(KEYS[0]) == 2, "the old program has the peer twice"
    wireguard = offline(tmp_path)
    wireguard.add_peer_to_config(KEYS[0], "10.8.0.2/32")
    with pytest.raises(wgkit.AlreadyExists):
        wireguard.add_peer_to_config(KEYS[0], "10.8.0.3/32")
    with pytest.raises(wgkit.AlreadyExists, match="overlaps"):
        wireguard.add_peer_to_config(KEYS[1], "10.8.0.2/32")
    with pytest.raises(wgkit.AlreadyExists, match="server"):
        wireguard.add_peer_to_config(KEYS[1], "10.8.0.1/32")
    assert (tmp_path / "wg0.conf").read_text().count("[Peer]") == 1


class _Known(WireGuard):
    """A WireGuard whose device has what the test says, without a kernel."""

    class _Device:
        def __init__(self, networks):
            self.peers = [type("Peer", (), {"allowed_ips": [one]})() for one in networks]

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    def __init__(self, path, networks=()):
        super().__init__("wgnone", str(path), ENDPOINT)
        device = self._Device(networks)
        self.interface = type("Interface", (), {"name": "wgnone", "read": lambda _: device})()


def test_handing_out_the_servers_own_address_or_one_past_the_subnet(tmp_path):
    def old_next(text):
        network = re.search(r"Address = (\S+)", text)[1].split("/")[0].rsplit(".", 1)[0]
        used = [int(last) for last in re.findall(r"AllowedIPs = [\d.]+\.(\d+)/32", text)]
        return f"{network}.{max(used, default=0) + 1}"

    text = server_text("10.8.0.1/30")
    assert old_next(text) == "10.8.0.1", "the old program hands out the server's own"
    path = tmp_path / "wg0.conf"
    path.write_text(text)
    path.chmod(0o600)
    wireguard = _Known(path)
    assert wireguard.get_next_ip() == "10.8.0.2"
    wireguard.add_peer_to_config(KEYS[0], "10.8.0.2/32")
    assert ip_interface(f"{old_next(path.read_text())}/32").ip == ip_interface("10.8.0.3/32").ip
    # 10.8.0.3 is the network's broadcast address: there is no address left.
    with pytest.raises(wgkit.OutOfAddresses):
        wireguard.get_next_ip()
    other = tmp_path / "other"
    other.mkdir()
    second = other / "wg0.conf"
    second.write_text(server_text())
    second.chmod(0o600)
    # What only the device has is taken as well.
    assert _Known(second, ["10.8.0.2/32"]).get_next_ip() == "10.8.0.3"


# ---- The old program's calls -------------------------------------------------------------------

SIGNATURES = {
    WireGuard: [
        "get_peer_data()",
        "generate_keys()",
        "add_peer_to_config(public_key, allowed_ips, config_file=None)",
        "get_next_ip(config_file=None)",
        "get_server_public_key(config_file=None)",
        "get_server_endpoint()",
        "remove_peer(public_key)",
    ],
    Database: [
        "init_db()",
        "ensure_peer_exists(conn, public_key)",
        "get_peer_usage(public_key=None, month=None, monthly_only=True)",
        "store_measurement(conn, peer_data, current_month)",
        "update_peer_info(public_key, name=None, email=None)",
        "find_peers_by_email(email)",
        "delete_peer(public_key, keep_usage_history=False)",
    ],
    VPNMonitor: [
        "setup()",
        "collect_data()",
        "get_usage(public_key=None, month=None, monthly_only=True)",
        "update_info(public_key, name=None, email=None)",
        "delete_peer(email, keep_usage_history=False)",
        "sync_database_with_interface(auto_fix=False)",
    ],
}


@pytest.mark.parametrize(
    "kind, call", [(kind, call) for kind, calls in SIGNATURES.items() for call in calls]
)
def test_each_call_is_made_as_the_old_program_makes_it(kind, call):
    name, _, words = call.partition("(")
    wanted = [word for word in words.rstrip(")").split(", ") if word]
    parameters = list(inspect.signature(getattr(kind, name)).parameters.values())[1:]
    found = [
        one.name if one.default is one.empty else f"{one.name}={one.default}" for one in parameters
    ]
    assert found[: len(wanted)] == wanted
    # What is new may be left out.
    assert all(one.default is not one.empty for one in parameters[len(wanted) :])


# ---- The database ------------------------------------------------------------------------------


def test_an_existing_database_keeps_working(tmp_path):
    path = tmp_path / "vpn.db"
    old = sqlite3.connect(path)
    old.executescript(
        "CREATE TABLE peers (public_key TEXT PRIMARY KEY, name TEXT, email TEXT,"
        " added_on TIMESTAMP DEFAULT CURRENT_TIMESTAMP);"
        "CREATE TABLE monthly_usage (public_key TEXT NOT NULL, year_month TEXT NOT NULL,"
        " accumulated_received INTEGER DEFAULT 0, accumulated_sent INTEGER DEFAULT 0,"
        " last_received INTEGER DEFAULT 0, last_sent INTEGER DEFAULT 0, last_updated TIMESTAMP,"
        " PRIMARY KEY (public_key, year_month),"
        " FOREIGN KEY (public_key) REFERENCES peers (public_key));"
    )
    old.execute("INSERT INTO peers VALUES (?, 'Anna', 'anna@example.org', '2026')", KEYS[:1])
    for month, total, last in (("2026-09", 500, 400), ("2026-10", 70, 470)):
        old.execute(
            "INSERT INTO monthly_usage VALUES (?, ?, ?, ?, ?, ?, '')",
            (KEYS[0], month, total, total, last, last),
        )
    old.commit()
    before = list(old.execute("SELECT * FROM monthly_usage ORDER BY year_month"))
    database = Database(str(path))
    backup = database.init_db()
    assert stat.S_IMODE(os.stat(backup).st_mode) == 0o600
    copy = sqlite3.connect(backup)
    assert list(copy.execute("SELECT * FROM monthly_usage ORDER BY year_month")) == before
    assert list(old.execute("SELECT * FROM monthly_usage ORDER BY year_month")) == before
    # The last value of the old program is the one to go on from, in a later month too.
    store(database, measured(480, 475, 60))
    assert usage(database) == [(10, 5)]
    # A value that has fallen since is that of a counter that began anew.
    store(database, measured(480, 475, 60))
    assert usage(database) == [(10, 5)]
    sums = database.get_peer_usage(KEYS[0], monthly_only=False)
    assert sums[0]["total_received"] == 580 and sums[0]["name"] == "Anna"
    # The old program reads what it always has.
    columns = [row[1] for row in old.execute("PRAGMA table_info(monthly_usage)")]
    assert columns[:4] == ["public_key", "year_month", "accumulated_received", "accumulated_sent"]
    row = old.execute("SELECT * FROM monthly_usage WHERE year_month = '2026-11'").fetchone()
    assert row[2:6] == (10, 5, 480, 475)
    schema = "SELECT sql FROM sqlite_master WHERE name IN ('peers', 'monthly_usage') ORDER BY name"
    assert list(old.execute(schema)) == list(copy.execute(schema))
    # It comes back for a while, as it always was: what it has counted is not counted again.
    old.execute("UPDATE monthly_usage SET accumulated_received = 30, accumulated_sent = 25,"
                " last_received = 500, last_sent = 495 WHERE year_month = '2026-11'")  # fmt: skip
    old.commit()
    store(database, measured(507, 496, 120))
    assert usage(database) == [(37, 26)]
    # A month that ends by other clocks does not make anything count twice.
    store(database, measured(510, 500, 180), month="2026-10")
    store(database, measured(520, 510, 240))
    assert usage(database) == [(47, 36)] and usage(database, "2026-10") == [(73, 74)]
    assert database.init_db() is None, "there is one backup"


def test_a_measurement_is_in_the_callers_transaction(database):
    connection = database.connect()
    database.store_measurement(connection, [measured(0, 0, 60)], "2026-11")
    assert connection.in_transaction
    database.store_measurement(connection, [measured(10, 0, 120)], "2026-11")
    database.ensure_peer_exists(connection, KEYS[1])
    connection.rollback()
    assert usage(database) == [] and database.public_keys() == set()
    with pytest.raises(wgkit.InvalidKey):
        database.store_measurement(
            connection, [measured(0, 0, 60), measured(0, 0, 60, "no key")], "2026-11"
        )
    connection.commit()
    assert usage(database) == [], "of several measurements all are stored or none"
    with pytest.raises(ValueError):
        database.store_measurement(connection, [], "November")
    connection.close()


def test_fault_86_values_over_2_to_the_63_do_not_end_the_program(database):
    high = 2**63
    store(database, measured(high, 0, 60), measured(high + 5, 2**64 - 1, 120))
    assert usage(database) == [(5, 2**63 - 1)]
    store(database, measured(high + 9, 2**64 - 1, 180))
    assert usage(database) == [(9, 2**63 - 1)]
    # Nor does a sum that SQLite's integers cannot hold.
    store(database, measured(2**64 - 1, 2**64 - 1, 240), measured(5, 0, 300))
    assert usage(database) == [(2**63 - 1, 2**63 - 1)]


def test_people_are_found_by_their_whole_address(database):
    for key, email in zip(KEYS, ("bob@example.org", "bobby@example.org", "bob@example.org")):
        store(database, measured(0, 0, 60, key))
        assert database.update_peer_info(key, email=email)
    assert database.find_peers_by_email("bob@example.org") == sorted([KEYS[0], KEYS[2]])
    assert database.find_peers_by_email("bob") == []
    assert not database.update_peer_info("nobody", name="x")
    assert database.delete_peer(KEYS[0], keep_usage_history=True)
    assert not database.delete_peer(KEYS[0])


def test_the_exit_codes_of_the_command_line(tmp_path, capsys):
    path = str(tmp_path / "usage.db")
    assert main(["--database", path, "setup"]) == 0
    assert main(["--database", path, "usage"]) == 0
    assert main(["--database", path, "update-peer", KEYS[0], "--name", "x"]) == 1
    assert main(["--database", path, "--interface", "wgnone", "collect"]) == 1
    assert "vpn_monitor: " in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["--database", path, "nonsense"])
    assert ended.value.code == 2


# ---- What an operator meets --------------------------------------------------------------------


class _Device:
    """A device with peers, without a kernel; `broken` is what a change of it raises."""

    name = "wgnone"
    namespace = None

    def __init__(self, keys=(), broken=None):
        self.keys = [wgkit.PublicKey(key) for key in keys]
        self.broken = broken

    def read(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    @property
    def peers(self):
        return [SimpleNamespace(public_key=key, allowed_ips=[]) for key in self.keys]

    def apply(self, update):
        if self.broken is not None:
            raise self.broken
        for peer in update.peers:
            if peer.remove:
                self.keys.remove(peer.public_key)
            else:
                self.keys.append(peer.public_key)


def known(tmp_path, *keys, broken=None):
    """A server whose file and device have these peers."""
    wireguard = offline(tmp_path)
    for number, key in enumerate(keys, 2):
        wireguard.add_peer_to_config(key, f"10.8.0.{number}/32")
    wireguard.interface = _Device(keys, broken)
    return wireguard


def test_a_peer_is_removed_from_file_and_device_or_from_neither(tmp_path):
    path = tmp_path / "wg0.conf"
    wireguard = known(tmp_path, *KEYS[:2], broken=wgkit.PermissionDenied("not today"))
    before = path.read_bytes()
    with pytest.raises(wgkit.PermissionDenied):
        wireguard.remove_peer(KEYS[0])
    assert path.read_bytes() == before
    # The other way round: the file cannot be written.
    wireguard.interface.broken = None
    wireguard.config_file = str(tmp_path / "away/wg0.conf")
    with pytest.raises(wgkit.FileMissing):
        wireguard.remove_peer(KEYS[0])
    assert len(wireguard.interface.keys) == 2, "it would be back with the next start"
    wireguard.config_file = str(path)
    wireguard.remove_peer(KEYS[0])
    assert KEYS[0] not in path.read_text() and len(wireguard.interface.keys) == 1
    with pytest.raises(wgkit.NotFound):
        wireguard.remove_peer(KEYS[0])


def test_people_are_deleted_only_when_the_file_is_there(database, tmp_path, monkeypatch):
    wireguard = known(tmp_path, KEYS[0])
    monitor = VPNMonitor(wireguard, database)
    store(database, measured(0, 0, 60))
    database.update_peer_info(KEYS[0], email="anna@example.org")
    monkeypatch.setattr(wireguard, "get_peer_data", lambda: [measured(5, 5, 120)])
    wireguard.config_file = str(tmp_path / "away/wg0.conf")
    with pytest.raises(wgkit.FileMissing):
        monitor.delete_peer("anna@example.org")
    assert database.public_keys() == {KEYS[0]} and len(wireguard.interface.keys) == 1


def test_a_peer_is_generated_everywhere_or_nowhere(database, tmp_path):
    path = tmp_path / "wg0.conf"
    wireguard = known(tmp_path, KEYS[0], broken=wgkit.PermissionDenied("not today"))
    monitor, before = VPNMonitor(wireguard, database), path.read_bytes()
    with pytest.raises(wgkit.PermissionDenied):
        monitor.generate_peer("anna")
    assert path.read_bytes() == before and database.public_keys() == set()
    wireguard.interface.broken = None

    class Full(sqlite3.Connection):
        def commit(self):
            raise sqlite3.OperationalError("database or disk is full")

    whole = database.connect
    database.connect = lambda: sqlite3.connect(database.path, factory=Full)
    with pytest.raises(sqlite3.OperationalError):
        monitor.generate_peer("anna")
    database.connect = whole
    assert Config.parse(path.read_text()).peers == Config.parse(before.decode()).peers
    assert len(wireguard.interface.keys) == 1 and database.public_keys() == set()
    made = monitor.generate_peer("anna")
    assert made["address"] == "10.8.0.3" and database.public_keys() == {made["public_key"]}


def test_a_server_that_nobody_names_is_an_error_and_nothing_is_made(
    database, tmp_path, monkeypatch
):
    wireguard = known(tmp_path)
    wireguard.endpoint = None
    monitor, before = VPNMonitor(wireguard, database), (tmp_path / "wg0.conf").read_bytes()
    monkeypatch.delenv("SERVERPORT", raising=False)
    for url in (None, "", "auto", "a b", "vpn.example.org\nPostUp = reboot", "a#b"):
        if url is None:
            monkeypatch.delenv("SERVERURL", raising=False)
        else:
            monkeypatch.setenv("SERVERURL", url)
        with pytest.raises((wgkit.NotFound, ValueError)):
            monitor.generate_peer("anna")
    monkeypatch.setenv("SERVERURL", "vpn.example.org")
    monkeypatch.setenv("SERVERPORT", "70000")
    with pytest.raises(ValueError):
        monitor.generate_peer("anna")
    assert (tmp_path / "wg0.conf").read_bytes() == before and database.public_keys() == set()
    monkeypatch.delenv("SERVERPORT")
    assert "Endpoint = vpn.example.org:51820" in monitor.generate_peer("anna")["config"]
    for url, said in (("2001:db8::1", "[2001:db8::1]:51820"), ("[::1]", "[::1]:51820")):
        monkeypatch.setenv("SERVERURL", url)
        assert wireguard.get_server_endpoint() == said


def test_a_database_that_is_not_there_is_an_error_and_is_not_made(tmp_path, capsys):
    path = tmp_path / "none.db"
    assert main(["--database", str(path), "usage"]) == 1
    assert "setup" in capsys.readouterr().err and not path.exists()
    assert main(["--database", str(path), "setup"]) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_one_is_deleted_by_no_address(database, tmp_path):
    store(database, measured(0, 0, 60), measured(0, 0, 60, KEYS[1]))
    # As the old program left those without one.
    with sqlite3.connect(database.path) as connection:
        connection.execute("UPDATE peers SET email = ''")
    for email in ("", " "):
        with pytest.raises(wgkit.InvalidArgument):
            VPNMonitor(known(tmp_path), database).delete_peer(email)
    assert database.public_keys() == set(KEYS[:2])


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "\x1b[2J", "a\x00", "a\u2028b"])
def test_a_name_cannot_have_a_line_end_or_a_control_character(database, tmp_path, capsys, text):
    store(database, measured(0, 0, 60))
    for field in ("name", "email"):
        with pytest.raises(wgkit.InvalidArgument, match=field):
            database.update_peer_info(KEYS[0], **{field: text})
        with pytest.raises(wgkit.InvalidArgument, match=field):
            VPNMonitor(known(tmp_path), database).generate_peer(**{field: text})
        (tmp_path / "wg0.conf").unlink()
    # What the old program has let in gets into no line of the new one.
    with sqlite3.connect(database.path) as connection:
        connection.execute("UPDATE peers SET name = ?", (text,))
    store(database, measured(1, 1, 120))
    assert main(["--database", database.path, "usage", "--month", "2026-11"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1 and printed.count("\t") == 5 and "\x1b" not in printed


def test_a_month_is_written_in_one_way(database, capsys):
    connection = database.connect()
    for month in ("2026-1", "2026-13", "26-01", " 2026-01", "2026-01\n", "２０２６-01"):
        with pytest.raises(ValueError):
            database.store_measurement(connection, [measured(0, 0, 60)], month)
        with pytest.raises(ValueError):
            database.get_peer_usage(month=month)
        assert main(["--database", database.path, "usage", "--month", month]) == 1
    connection.close()


def test_a_callers_connection_may_have_rows_of_its_own(database):
    connection = database.connect()
    connection.row_factory = lambda cursor, row: dict(zip([d[0] for d in cursor.description], row))
    for received, second in ((0, 60), (70, 120)):
        database.store_measurement(connection, measured(received, 0, second), "2026-11")
    connection.commit()
    assert usage(database) == [(70, 0)]
    # One that commits by itself is left to do so.
    connection.isolation_level = None
    database.store_measurement(connection, measured(75, 0, 180), "2026-11")
    assert not connection.in_transaction and usage(database) == [(75, 0)]
    connection.close()


def test_a_history_that_was_kept_is_answered(database):
    store(database, measured(0, 0, 60), measured(9, 8, 120))
    assert database.delete_peer(KEYS[0], keep_usage_history=True)
    (one,) = database.get_peer_usage(KEYS[0], "2026-11")
    assert (one["received"], one["sent"], one["name"]) == (9, 8, None)


def test_a_sync_reads_the_device_while_nobody_adds_a_peer(database, tmp_path, monkeypatch):
    wireguard = known(tmp_path)

    def read():
        other = sqlite3.connect(database.path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("INSERT INTO peers (public_key) VALUES ('new')")
        other.close()
        return []

    monkeypatch.setattr(wireguard, "get_peer_data", read)
    store(database, measured(0, 0, 60))
    found = VPNMonitor(wireguard, database).sync_database_with_interface(auto_fix=True)
    assert found == {"missing_in_database": [], "missing_on_interface": [KEYS[0]]}
    assert database.public_keys() == set()


def test_no_secret_is_in_an_error_or_in_a_representation(database, tmp_path):
    wireguard = known(tmp_path)
    key = Config.parse((tmp_path / "wg0.conf").read_text()).private_key.expose_base64()
    wireguard.interface.broken = wgkit.PermissionDenied("not today")
    with pytest.raises(wgkit.PermissionDenied) as caught:
        VPNMonitor(wireguard, database).generate_peer("anna")
    (tmp_path / "wg0.conf").write_text(f"[Interface]\nPrivateKey = {key}\nPrivateKey : {key}\n")
    with pytest.raises(wgkit.InvalidConfiguration) as broken:
        wireguard.get_server_public_key()
    for said in (caught.value, broken.value, wireguard, database):
        assert key not in str(said) and key not in repr(said)


# ---- The scenario ------------------------------------------------------------------------------


@pytest.mark.kernel
def test_the_scenario_of_vpn_monitor(hosts, tmp_path, monkeypatch):
    monkeypatch.setenv("SERVERURL", "192.0.2.1")
    path = tmp_path / "wg0.conf"
    path.write_text(server_text())
    path.chmod(0o600)
    server = hosts.serve(path.read_text())
    wireguard = WireGuard("wg0", str(path), namespace=Namespace("server"))
    monitor = VPNMonitor(wireguard, Database(str(tmp_path / "vpn.db")))
    assert monitor.setup() is None
    assert monitor.collect_data() == 0
    made = [monitor.generate_peer(name, f"{name}@example.org") for name in ("anna", "ben")]
    assert [one["address"] for one in made] == ["10.8.0.2", "10.8.0.3"]
    assert f"Endpoint = {ENDPOINT}" in made[0]["config"]
    assert len(Config.parse(path.read_text()).peers) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    monitor.collect_data("2026-10")
    for host, one in zip(("one", "two"), made):
        hosts.connect(host, one["config"].replace("0.0.0.0/0, ::/0", "10.8.0.0/24")
                      .replace("0.0.0.0/0,::/0", "10.8.0.0/24"))  # fmt: skip
        assert hosts.pings(host)
    # The last value is carried into the next month.
    assert monitor.collect_data("2026-11") == 2
    usage = {one["public_key"]: one for one in monitor.get_usage(month="2026-11")}
    for one in made:
        peer = peer_of(server, one["public_key"])
        counted = usage[one["public_key"]]
        assert 1_000 < counted["received"] <= peer.received_bytes
        assert 1_000 < counted["sent"] <= peer.sent_bytes
    assert usage[made[0]["public_key"]]["name"] == "anna"
    assert monitor.sync_database_with_interface() == {
        "missing_in_database": [],
        "missing_on_interface": [],
    }
    before = peer_of(server, made[1]["public_key"])
    assert monitor.delete_peer("anna@example.org", keep_usage_history=True) == [
        made[0]["public_key"]
    ]
    assert peer_of(server, made[0]["public_key"]) is None and not hosts.pings("one", wait=1)
    after = peer_of(server, made[1]["public_key"])
    assert after.latest_handshake >= before.latest_handshake and hosts.pings("two")
    assert made[0]["public_key"] not in path.read_text()
    # Somebody removed a peer by hand; then somebody takes the interface away.
    wireguard.interface.apply(
        wgkit.DeviceUpdate(peers=[wgkit.PeerUpdate(after.public_key, remove=True)])
    )
    found = monitor.sync_database_with_interface(auto_fix=True)
    assert found["missing_on_interface"] == [made[1]["public_key"]]
    server.delete()
    with pytest.raises(wgkit.NoSuchInterface):
        monitor.sync_database_with_interface(auto_fix=True)


@pytest.mark.kernel
def test_the_old_command_line_from_an_empty_folder_to_revocation(hosts, tmp_path):
    path = tmp_path / "wg0.conf"
    path.write_text(server_text())
    path.chmod(0o600)
    server = hosts.serve(path.read_text())
    given = {
        **os.environ,
        "SERVERURL": "192.0.2.1",
        "PYTHONPATH": str(ROOT / "bindings/python"),
    }

    def tool(*words, status=0):
        done = run("ip", "netns", "exec", "server", sys.executable, "-m",
                   "wgkit.adapters.vpn_monitor", "--config-file", str(path), "--database",
                   str(tmp_path / "vpn.db"), *words, ok=False, env=given)  # fmt: skip
        assert done.returncode == status, (words, done.stdout, done.stderr)
        assert status == 0 or done.stderr.startswith("vpn_monitor: "), done.stderr
        return done.stdout

    tool("collect", status=1)
    assert tool("setup") == "" and tool("collect") == "0 peers\n"
    keys = {}
    for host, name in (("one", "anna"), ("two", "ben")):
        text = tool("generate-peer", "--name", name, "--email", f"{name}@example.org")
        keys[name] = str(Config.parse(text).public_key)
        if host == "one":
            tool("collect")
        hosts.connect(host, text.replace("0.0.0.0/0, ::/0", "10.8.0.0/24"))
        assert hosts.pings(host)
    assert tool("collect") == "2 peers\n"
    lines = [line.split("\t") for line in tool("usage").splitlines()]
    used = {line[1]: [int(number) for number in line[4:]] for line in lines}
    # Ben was first seen with his traffic, which is none of this month's for certain.
    assert min(used["anna"]) > 1_000 and used["ben"] == [0, 0]
    tool("update-peer", keys["ben"], "--name", "benjamin")
    assert "\tbenjamin\tben@example.org\t" in tool("usage", "--all")
    other = peer_of(server, keys["ben"])
    assert tool("delete-peer", "anna@example.org") == f"{keys['anna']}\n"
    tool("delete-peer", "anna@example.org", status=1)
    assert is_undisturbed(server, other) and hosts.pings("two")
    assert not hosts.pings("one", wait=1) and keys["anna"] not in path.read_text()
    assert tool("sync") == ""
    server.delete()
    tool("sync", "--auto-fix", status=1)
    assert keys["ben"] in tool("usage")
