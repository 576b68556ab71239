"""Folders of configurations, of which a tunnel reads one."""

import os
import threading

import pytest

import wgkit
from wgkit import ConfigFolder


def profile(address="10.2.0.2/32"):
    key, peer = wgkit.generate_keypairs(2)
    return (
        f"[Interface]\nPrivateKey = {key.private_key.expose_base64()}\nAddress = {address}\n"
        f"[Peer]\nPublicKey = {peer.public_key}\nEndpoint = 192.0.2.1:1\nAllowedIPs = 0.0.0.0/0\n"
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "profiles").mkdir()
    return ConfigFolder(tmp_path / "profiles", tmp_path / "active.conf")


def test_configurations_are_stored_activated_and_removed(folder, tmp_path):
    assert folder.names() == [] and folder.active is None
    one, two = profile(), profile()
    folder.put("two#2", two)
    folder.put("one", one.encode())
    assert folder.names() == ["one", "two#2"] and folder.active is None
    folder.activate("one")
    assert folder.active == "one" and (tmp_path / "active.conf").read_text() == one
    with pytest.raises(wgkit.InvalidArgument, match="active"):
        folder.remove("one")
    folder.activate("two#2")
    folder.remove("one")
    assert folder.names() == ["two#2"]
    with pytest.raises(wgkit.NotFound):
        folder.remove("one")


def test_a_folder_that_cannot_be_listed_is_no_empty_one(tmp_path):
    folder = ConfigFolder(tmp_path / "nowhere", tmp_path / "active.conf")
    with pytest.raises(wgkit.NotFound):
        folder.names()
    with pytest.raises(wgkit.NotFound):
        folder.put("one", profile())


def test_many_names_come_whole(folder):
    text = profile()
    names = sorted(f"{'n' * 50}{number:03}" for number in range(120))
    for name in names:
        folder.put(name, text)
    assert folder.names() == names


def test_what_is_refused_changes_nothing(folder, tmp_path):
    text = profile()
    folder.put("one", text)
    with pytest.raises(wgkit.AlreadyExists):
        folder.put("one", profile(), must_be_new=True)
    with pytest.raises(wgkit.InvalidConfiguration, match="PostUp") as caught:
        folder.put("one", text.replace("[Peer]", "PostUp = touch ran\n[Peer]"))
    assert caught.value.line == 4
    for name in ("../one", "a/b", "", ".x", "-x", "a b", "a\nb", "a\0b", "x" * 65, "ü"):
        with pytest.raises(wgkit.InvalidName):
            folder.put(name, text)
        with pytest.raises(wgkit.InvalidName):
            folder.activate(name)
    assert folder.names() == ["one"]
    assert (tmp_path / "profiles/one.conf").read_text() == text
    assert not (tmp_path / "active.conf").exists()


def test_an_active_file_that_cannot_be_written_leaves_all_as_it_was(folder, tmp_path):
    one, two = profile(), profile()
    folder.put("one", one)
    folder.put("two", two)
    folder.activate("one")
    # A second name: the file cannot be replaced without leaving that behind.
    os.link(tmp_path / "active.conf", tmp_path / "other.conf")
    with pytest.raises(wgkit.UnsafeFile):
        folder.activate("two")
    assert folder.active == "one" and (tmp_path / "active.conf").read_text() == one


def test_what_is_active_is_never_removed_while_others_activate(folder, tmp_path):
    texts = {"one": profile(), "two": profile()}
    for name, text in texts.items():
        folder.put(name, text)
    folder.activate("one")
    wrong = []

    def activate():
        for number in range(40):
            name = ("one", "two")[number % 2]
            try:
                folder.activate(name)
            except wgkit.NotFound:
                # Removed while the other one was active: it is put back.
                folder.put(name, texts[name])

    def remove():
        for number in range(40):
            try:
                folder.remove(("one", "two")[number % 2])
            except (wgkit.InvalidArgument, wgkit.NotFound):
                pass
            except wgkit.WGKitError as error:
                wrong.append(error)

    threads = [threading.Thread(target=work) for work in (activate, remove)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    # Whatever came between: the tunnel's text is that of a profile that is there.
    assert (tmp_path / "profiles" / f"{folder.active}.conf").read_text() == (
        tmp_path / "active.conf"
    ).read_text()


def test_repr_shows_paths(folder):
    assert repr(folder).startswith("ConfigFolder('/")
