"""VPN Monitor over wgkit: its scenario, its old database, and each defect that must be impossible.

A test of a defect first lets a minimal re-creation of the old behaviour fail, then wgkit pass.
"""

import os
import re
import sqlite3
import stat
from ipaddress import ip_interface

import pytest
import wgkit
from tunnels import ENDPOINT, peer_of, server_text
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
    text = f"[Peer]\nPublicKey = {KEYS[0]}\n"
    assert (text + text).count(KEYS[0]) == 2, "the old program appended"
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


# ---- The database ------------------------------------------------------------------------------


def test_an_existing_database_keeps_working(tmp_path):
    path = tmp_path / "vpn.db"
    old = sqlite3.connect(path)
    old.executescript(
        "CREATE TABLE peers (public_key TEXT PRIMARY KEY, name TEXT, email TEXT, added_on TEXT);"
        "CREATE TABLE monthly_usage (public_key TEXT, year_month TEXT, accumulated_received"
        " INTEGER, accumulated_sent INTEGER, last_received INTEGER, last_sent INTEGER,"
        " last_updated TEXT, PRIMARY KEY (public_key, year_month));"
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
    assert database.init_db() is None, "there is one backup"


def test_a_measurement_is_in_the_callers_transaction(database):
    connection = database.connect()
    database.store_measurement(connection, [measured(0, 0, 60)], "2026-11")
    assert connection.in_transaction
    database.store_measurement(connection, [measured(10, 0, 120)], "2026-11")
    connection.rollback()
    assert usage(database) == []
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
