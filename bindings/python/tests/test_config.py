"""Configuration documents, what they say, edits, files, findings and templates."""

import errno
import os
import pickle
import stat
import threading
from ipaddress import ip_address, ip_interface, ip_network

import pytest

import wgkit
from wgkit import (
    CLEAR,
    Config,
    Dialect,
    Document,
    File,
    Key,
    Severity,
    Target,
    Template,
    template,
)
from wgkit import _bindings as c

PRIVATE = "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LGo="
PUBLIC = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="
FIRST = wgkit.PublicKey("xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=")
SECOND = wgkit.PublicKey(PUBLIC)
TEXT = f"""# ours
[Interface]
PrivateKey = {PRIVATE}   # secret
ListenPort=51820
Address = 10.0.0.1/24, fd00::1/64
DNS = 10.0.0.53, example.org
MTU = 1380
Table = off
PostUp = echo up; echo %i
SaveConfig = true

[Peer]
# friendly_name = first peer
PublicKey = {FIRST}
PresharedKey = {PRIVATE}
AllowedIPs = 10.0.0.2/32, fd00::2/128
Endpoint = vpn.example.org:51820
PersistentKeepalive = 25
"""


def test_a_configuration_is_read_as_values():
    config = Config.parse(TEXT)
    assert config.private_key == wgkit.PrivateKey.from_base64(PRIVATE)
    assert str(config.public_key) == PUBLIC
    assert (config.listen_port, config.firewall_mark, config.mtu) == (51820, None, 1380)
    assert config.addresses == (ip_interface("10.0.0.1/24"), ip_interface("fd00::1/64"))
    assert config.dns_servers == (ip_address("10.0.0.53"),)
    assert config.search_domains == ("example.org",)
    assert (config.table, config.save_config) == ("off", True)
    assert config.post_up == ("echo up; echo %i",) and config.pre_up == config.pre_down == ()
    (peer,) = config.peers
    assert (peer.public_key, peer.name, peer.endpoint) == (
        FIRST, "first peer", "vpn.example.org:51820",
    )  # fmt: skip
    assert peer.preshared_key == wgkit.PresharedKey.from_base64(PRIVATE)
    assert peer.allowed_ips == (ip_network("10.0.0.2/32"), ip_network("fd00::2/128"))
    assert (peer.persistent_keepalive, peer.keeps_allowed_ips) == (25, False)
    assert config.disabled_peers == () and config == Config.parse(TEXT.encode())
    assert PRIVATE not in repr(config) and "redacted" in repr(config)


def test_what_is_not_there_is_none_and_zeros_clear():
    config = Config.parse("")
    assert config.private_key is None and config.public_key is None and config.peers == ()
    assert (config.listen_port, config.table, config.save_config) == (None, None, None)
    zero = wgkit.PublicKey.from_bytes(bytes(32))
    config = Config.parse(
        f"[Interface]\nPrivateKey = {zero}\n[Peer]\nPublicKey = {FIRST}\nPresharedKey = {zero}\n"
        "AllowedIPs = +10.0.0.0/8, -10.1.0.0/16\n",
        Dialect.WG,
    )
    assert config.private_key is CLEAR and config.peers[0].preshared_key is CLEAR
    assert config.peers[0].keeps_allowed_ips
    assert config.peers[0].allowed_ips == (ip_network("10.0.0.0/8"),)
    assert config.peers[0].removed_allowed_ips == (ip_network("10.1.0.0/16"),)


def test_each_key_has_the_name_that_the_library_gives_it():
    named = {c.wgkit_config_key_name(key._number).decode(): key for key in Key}
    assert named == {key.value: key for key in Key}
    assert c.wgkit_config_key_name(len(Key) + 1) is None


def test_where_each_key_stands_is_told():
    found = wgkit.document_entries(Document(TEXT))
    assert (found[0].key, found[0].value, found[0].line) == (Key.PRIVATE_KEY, None, 3)
    assert (found[1].key, found[1].value, found[1].column) == (Key.LISTEN_PORT, "51820", 12)
    assert found[-1].key == Key.PERSISTENT_KEEPALIVE and found[-1].section == 1


def test_a_text_comes_out_as_it_went_in():
    for text in (TEXT, "", "# \udcff\r\n", TEXT.replace("\n", "\r\n")):
        assert Document(text).expose_text() == text
    data = b"# \xff\xfe\n"
    assert Document(data).expose_bytes() == data


def test_an_edit_touches_its_lines_and_no_others():
    document = Document.parse(TEXT)
    document.set("ListenPort", 51821)
    document.set(Key.ADDRESS, [ip_interface("10.0.0.1/16"), "fd00::1/64"])
    document.set(Key.SAVE_CONFIG, False)
    document.set(Key.ALLOWED_IPS, ip_network("10.0.0.0/28"), peer=FIRST)
    document.set(Key.ENDPOINT, wgkit.Endpoint.parse("[fd00::9]:1"), peer=FIRST)
    document.remove("PersistentKeepalive", peer=FIRST)
    psk = wgkit.PresharedKey.generate()
    document.set(Key.PRESHARED_KEY, psk, peer=FIRST)
    expected = (
        TEXT.replace("51820\nAddress", "51821\nAddress")
        .replace("10.0.0.1/24, fd00::1/64", "10.0.0.1/16, fd00::1/64")
        .replace("SaveConfig = true", "SaveConfig = false")
        .replace("10.0.0.2/32, fd00::2/128", "10.0.0.0/28")
        .replace("vpn.example.org:51820", "[fd00::9]:1")
        .replace("PersistentKeepalive = 25\n", "")
        .replace(f"PresharedKey = {PRIVATE}", f"PresharedKey = {psk.expose_base64()}")
    )
    assert document.expose_text() == expected


def test_peers_come_and_go():
    document = Document(TEXT)
    before = document.expose_text()
    document.add_peer(SECOND, "the second")
    document.set("AllowedIPs", "10.0.0.3/32", peer=SECOND)
    assert [peer.name for peer in Config.of(document).peers] == ["first peer", "the second"]
    with pytest.raises(FileExistsError):
        document.add_peer(SECOND)
    document.rename_peer(SECOND, "another")
    copy = document.copy()
    document.disable_peer(SECOND)
    config = Config.of(document)
    assert [peer.public_key for peer in config.peers] == [FIRST]
    assert [peer.name for peer in config.disabled_peers] == ["another"]
    with pytest.raises(wgkit.NotFound):
        document.set("AllowedIPs", "10.0.0.4/32", peer=SECOND)
    document.enable_peer(SECOND)
    assert document.expose_text() == copy.expose_text()
    document.remove_peer(SECOND)
    assert document.expose_text().rstrip() == before.rstrip()
    with pytest.raises(LookupError):
        document.remove_peer(SECOND)


def test_a_document_is_made_for_other_programs():
    document = Document(TEXT)
    stripped = document.strip().expose_text()
    assert "ListenPort" in stripped and "Address" not in stripped
    android = document.convert(Target.ANDROID).expose_text()
    assert "PostUp" not in android and "Address" in android and "friendly_name" in android


# Made anew for each test: what `str` makes a text of, and is no value.
NO_VALUES = [
    lambda: None,
    lambda: 1.5,
    lambda: (one for one in ["10.0.0.1/24"]),
    lambda: {"10.0.0.1/24"},
    lambda: {"10.0.0.1/24": 1},
    lambda: bytearray(b"10.0.0.1/24"),
    lambda: memoryview(b"10.0.0.1/24"),
    lambda: object(),
]


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (lambda d: d.set("ListenPort", 65536), wgkit.InvalidConfiguration),
        (lambda d: d.set("PostUp", "a\nPostUp = b"), wgkit.InvalidConfiguration),
        (lambda d: d.set("Address", "10.0.0.1/24\n[Peer]"), wgkit.InvalidConfiguration),
        (lambda d: d.set("Nonsense", "1"), wgkit.InvalidArgument),
        (lambda d: d.set("AllowedIPs", "10.0.0.0/8"), wgkit.InvalidArgument),
        (lambda d: d.set("ListenPort", 1, peer=FIRST), wgkit.InvalidArgument),
        (lambda d: d.set("ListenPort", 1, peer=str(FIRST)), TypeError),
        (lambda d: d.set("PrivateKey", b"bytes"), TypeError),
        (lambda d: d.set("PostUp", ["echo one", "echo two"]), TypeError),
        (lambda d: d.set("MTU", [1400]), TypeError),
        (lambda d: d.set("Address", [["10.0.0.1/24"]]), TypeError),
        (lambda d: d.set("DNS", ["10.0.0.53", None]), TypeError),
        *(
            (lambda d, key=key, value=value: d.set(key, value()), TypeError)
            for key in ("Address", "DNS", "PostUp", "ListenPort")
            for value in NO_VALUES
        ),
        (lambda d: d.set("Address", [wgkit.PrivateKey.generate()]), TypeError),
        (lambda d: d.remove("PublicKey", peer=FIRST), wgkit.InvalidArgument),
        (lambda d: d.add_peer(None), wgkit.InvalidArgument),
        (lambda d: d.add_peer(SECOND, "two\nlines"), wgkit.InvalidConfiguration),
        (lambda d: d.rename_peer(SECOND, "name"), wgkit.NotFound),
        (lambda d: d.enable_peer(FIRST), wgkit.AlreadyExists),
        (lambda d: d.enable_peer(SECOND), wgkit.NotFound),
        (lambda d: d.convert("android"), ValueError),
    ],
)
def test_an_edit_that_makes_no_sense_changes_nothing(edit, error):
    document = Document(TEXT)
    with pytest.raises(error) as caught:
        edit(document)
    assert document.expose_text() == TEXT and PRIVATE not in str(caught.value)


def test_a_mistake_has_its_place_and_no_secret():
    with pytest.raises(wgkit.InvalidConfiguration) as caught:
        Config.parse(TEXT.replace(PRIVATE, PRIVATE[:-2], 1))
    error = caught.value
    assert (error.line, error.column) == (3, 14) and isinstance(error, ValueError)
    assert PRIVATE[:8] not in str(error)
    stored = pickle.loads(pickle.dumps(error))
    assert (stored.line, stored.column, str(stored)) == (3, 14, str(error))
    with pytest.raises(wgkit.InvalidConfiguration) as caught:
        Document("[Interface]\nListenPort\n")
    assert caught.value.line == 2


def test_what_is_closed_says_so():
    """fault 97"""
    document, template = Document(TEXT), Template.shipped("client")
    (read, write) = os.pipe()
    os.close(write)
    file = File.read_descriptor(read)
    os.close(read)
    for owner, uses in (
        (document, [document.expose_text, document.strip, lambda: document.set("MTU", 1400),
                    lambda: Config.of(document), lambda: wgkit.document_entries(document)]),
        (template, [lambda: template.names, template.render]),
        (file, [file.expose_text, file.parse, lambda: wgkit.check(file)]),
    ):  # fmt: skip
        with owner:
            assert not owner.closed
        assert owner.closed and "closed" in repr(owner)
        for use in [*uses, owner.__enter__]:
            with pytest.raises(wgkit.InvalidHandle, match="was closed"):
                use()
        owner.close()
        with pytest.raises(TypeError):
            pickle.dumps(owner)
    with pytest.raises(TypeError):
        File()


def test_threads_edit_one_document():
    """fault 97"""
    document = Document(TEXT)
    mine = [[pair.public_key for pair in wgkit.generate_keypairs(50)] for _ in range(4)]
    wrong = []

    def work(keys):
        try:
            for key in keys:
                document.add_peer(key)
                document.set("AllowedIPs", "10.0.0.9/32", peer=key)
                Config.of(document)
        except BaseException as error:  # a thread's exception would be lost
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(keys,)) for keys in mine]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and len(Config.of(document).peers) == 201


# ---- Files


def test_a_file_is_written_read_and_replaced(tmp_path):
    path = tmp_path / "wg0.conf"
    wgkit.write_file(path, Document(TEXT), must_be_new=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and path.read_text() == TEXT
    with pytest.raises(wgkit.AlreadyExists):
        wgkit.write_file(path, "", must_be_new=True)
    with File.read(path) as file:
        assert file.expose_text() == TEXT and file.expose_bytes() == TEXT.encode()
        document = file.parse()
        document.set("MTU", 1400)
        wgkit.write_file(path, document, expected=file)
        assert "MTU = 1400" in path.read_text()
        with pytest.raises(wgkit.ChangedMeanwhile):
            wgkit.write_file(path, TEXT, expected=file)
    wgkit.write_file(bytes(path), b"# bytes\n")
    assert path.read_text() == "# bytes\n"


def test_files_that_are_not_to_be_trusted_are_refused(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text(TEXT)
    link.symlink_to(target)
    with pytest.raises(wgkit.UnsafeFile):
        File.read(link)
    assert File.read(link, follow_links=True).expose_text() == TEXT
    with pytest.raises(wgkit.UnsafeFile):
        wgkit.write_file(link, "")
    with pytest.raises(wgkit.TooLarge):
        File.read(target, limit=10)
    for missing in (tmp_path / "none", tmp_path / "none" / "wg0.conf"):
        for kind in (wgkit.NotFound, wgkit.FileMissing, FileNotFoundError, LookupError):
            with pytest.raises(kind, match="none") as caught:
                File.read(missing)
            assert caught.value.code == c.WGKIT_ERROR_NOT_FOUND
            assert caught.value.errno == errno.ENOENT
    with pytest.raises(FileExistsError):
        wgkit.write_file(target, "", must_be_new=True)
    with pytest.raises(wgkit.NotFound) as caught:
        Document(TEXT).remove_peer(SECOND)
    assert not isinstance(caught.value, OSError)
    for wrong in (
        lambda: File.read("a\0b"),
        lambda: File.read("x" * 5000),
        lambda: File.read_descriptor(-1),
        lambda: File.read_descriptor(2**40),
        lambda: File.read(target, limit=-1),
        lambda: File.read(target, patience=-1),
    ):
        with pytest.raises(wgkit.WGKitError):
            wrong()


def test_a_pipe_is_read_to_its_end():
    read, write = os.pipe()
    os.write(write, TEXT.encode())
    os.close(write)
    assert File.read_descriptor(read).parse().expose_text() == TEXT
    os.close(read)


def test_mistakes_are_found(tmp_path):
    path = tmp_path / "wg0.conf"
    path.write_text(TEXT.replace("10.0.0.2/32", "10.0.0.2/24"))
    path.chmod(0o644)
    (found,) = (f for f in wgkit.check(path.read_text()) if f.code == "host-bits")
    assert (found.severity, found.line) == (Severity.WARNING, 16) and "10.0.0" in found.message
    assert len(wgkit.check(File.read(path))) > len(wgkit.check(path.read_bytes()))
    (broken,) = wgkit.check("[Interface]\nListenPort\n")
    assert broken.severity is Severity.ERROR and broken.line == 2
    assert [f.code for f in wgkit.check(TEXT, Target.ANDROID)] != [
        f.code for f in wgkit.check(TEXT)
    ]
    with pytest.raises(ValueError, match="7"):
        wgkit.check(TEXT, 7)


# ---- Templates


def test_a_template_is_rendered():
    template = Template.parse(
        "[Interface]\nPrivateKey = ${key}\nAddress = ${address}\n"
        "${#dns}\nDNS = ${dns}\n${/dns}\n"
        "${#peers}\n[Peer]\nPublicKey = ${public}\nAllowedIPs = ${ips}\n"
        "${#psk}\nPresharedKey = ${psk}\n${/psk}\nEndpoint = ${host}:51820\n${/peers}\n"
    )
    private_key, psk = wgkit.PrivateKey.generate(), wgkit.PresharedKey.generate()
    document = template.render(
        {"address": [ip_interface("10.0.0.1/24"), "fd00::1/64"]},
        key=private_key,
        dns=ip_address("10.0.0.53"),
        peers=[
            {"public": FIRST, "ips": ip_network("10.0.0.2/32"), "psk": psk, "host": "a.example"},
            {"public": SECOND, "ips": ["10.0.0.3/32"], "psk": None, "host": ip_address("fd00::9")},
        ],
    )
    assert document.expose_text() == (
        f"[Interface]\nPrivateKey = {private_key.expose_base64()}\n"
        "Address = 10.0.0.1/24, fd00::1/64\nDNS = 10.0.0.53\n"
        f"[Peer]\nPublicKey = {FIRST}\nAllowedIPs = 10.0.0.2/32\n"
        f"PresharedKey = {psk.expose_base64()}\nEndpoint = a.example:51820\n"
        f"[Peer]\nPublicKey = {SECOND}\nAllowedIPs = 10.0.0.3/32\nEndpoint = [fd00::9]:51820\n"
    )


def test_a_template_says_what_it_asks_for():
    names = {name.name: name for name in Template.shipped("client").names}
    assert names["private_key"].place is wgkit.Place.PRIVATE_KEY
    assert not names["private_key"].is_optional and names["private_key"].sections == ()
    assert any(name.is_optional for name in names.values())
    shipped = wgkit.shipped_templates()
    assert [one.name for one in shipped] == sorted(one.name for one in shipped)
    for one in shipped:
        assert one.summary and Template.parse(one.text).names == Template.shipped(one.name).names


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"a": "1.2.3.4/32\nPostUp = id"},
        {"a": "10.0.0.1/32", "b": "not asked for"},
        {"a": wgkit.PrivateKey.from_base64(PRIVATE)},
        {"a": PRIVATE + " "},
        {"a": {"record": "1"}},
    ],
)
def test_a_value_that_a_place_does_not_take_is_refused(values):
    template = Template("[Interface]\nAddress = ${a}\n")
    with pytest.raises(wgkit.InvalidTemplate) as caught:
        template.render(values)
    assert PRIVATE[:8] not in str(caught.value)


def test_a_template_with_a_mistake_has_its_place():
    with pytest.raises(wgkit.InvalidTemplate) as caught:
        Template("[Interface]\nAddress = ${a\n")
    assert caught.value.line == 2
    assert Template("[Interface]\nAddress = {a}\n", braces=True).names[0].name == "a"
    with pytest.raises(wgkit.NotFound):
        Template.shipped("none")


@pytest.mark.parametrize("value", [*NO_VALUES[1:], lambda: b"bytes", lambda: [["10.0.0.1/24"]]])
def test_what_is_no_value_for_a_template_is_refused(value):
    made = value()
    if isinstance(made, dict):
        made = {"a": made}  # a mapping of names to values is a record; one of anything else is not
    with pytest.raises((TypeError, wgkit.InvalidTemplate)) as caught:
        Template("[Interface]\nAddress = ${a}\n").render(a=made)
    assert isinstance(made, dict) or isinstance(caught.value, TypeError)


def test_a_place_of_a_newer_library_is_unknown(monkeypatch):
    record = c.wgkit_template_name(kind=99)
    monkeypatch.setattr(template, "records_of", lambda *arguments: [record])
    (name,) = Template.shipped("client").names
    assert name.place is wgkit.Place.UNKNOWN


# ---- Devices


@pytest.mark.kernel
def test_a_document_is_applied_synced_and_compared():
    interface = wgkit.Interface("wg0")
    interface.create()
    try:
        text = TEXT.replace("vpn.example.org", "192.0.2.1")
        made = interface.sync(Document(text))
        assert made.added_peers == 1 and made.changes_private_key
        assert not interface.sync(Document(text))
        with interface.read() as device:
            assert not device.difference(Document(text))
            assert str(device.public_key) == PUBLIC and device.listen_port == 51820
        interface.apply(Document(f"[Peer]\nPublicKey = {FIRST}\nAllowedIPs = 10.9.0.0/24\n"))
        assert not interface.read().difference(Document(text)).removed_peers
        interface.replace(Document("[Interface]\nListenPort = 5\n"))
        with interface.read() as device:
            assert device.public_key is None and len(device.peers) == 0 and device.listen_port == 5
        with pytest.raises(wgkit.UnresolvedHost):
            interface.sync(Document(TEXT.replace("example.org", "invalid")))
    finally:
        interface.delete()


@pytest.mark.kernel
def test_a_document_is_reloaded():
    interface = wgkit.Interface("wg0")
    interface.create()
    try:
        interface.bring_up()
        document = Document(f"[Interface]\nAddress = 10.7.0.1/24\nMTU = 1300\n[Peer]\n"
                            f"PublicKey = {FIRST}\nAllowedIPs = 10.8.0.0/16\n")  # fmt: skip
        for dry_run in (True, False):
            difference = interface.reload(document, dry_run=dry_run)
            assert difference and difference.added_peers == 1 and difference.mtu == 1300
            assert difference.added_addresses == (ip_interface("10.7.0.1/24"),)
            assert difference.added_routes == (ip_network("10.8.0.0/16"),)
            assert difference.removed_addresses == difference.removed_routes == ()
        assert not interface.reload(document)
        document.set("Address", "10.7.0.2/24")
        assert interface.reload(document).removed_addresses == (ip_interface("10.7.0.1/24"),)
        document.remove_peer(FIRST)
        assert interface.reload(document).removed_routes == (ip_network("10.8.0.0/16"),)
        interface.bring_down()
        with pytest.raises(wgkit.InvalidArgument):
            interface.reload(document)
    finally:
        interface.delete()
