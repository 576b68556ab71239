"""The example of a service, as a program of its own: what it does, and what it refuses."""

import contextlib
import http.client
import json
import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest

import wgkit

SERVICE = Path(__file__).parents[3] / "Examples" / "peer_service.py"
CODE = SERVICE.read_text().split('\n"""\n', 1)[1]


def test_it_has_about_forty_lines():
    assert len([line for line in CODE.splitlines() if line]) <= 45


class Connection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


@contextlib.contextmanager
def running(path):
    """The service, when it listens."""
    # The package of the tests, whether it is installed or not.
    environment = {**os.environ, "PYTHONPATH": str(Path(wgkit.__file__).parents[1])}
    command = (sys.executable, SERVICE, "wg0", path)
    service = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(600):
            with socket.socket(socket.AF_UNIX) as probe:
                if not probe.connect_ex(str(path)) or service.poll() is not None:
                    break
            time.sleep(0.1)
        yield service
    finally:
        service.kill()
        service.wait()


def send(path, *parts):
    """A connection to the service on which so much has been sent."""
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(60)
    connection.connect(str(path))
    connection.sendall(b"".join(parts))
    return connection


def test_a_socket_that_nobody_listens_on_is_no_obstacle(tmp_path):
    path = tmp_path / "peers.sock"
    for _ in range(2):  # the first one is killed, and leaves its socket
        with running(path) as service:
            assert service.poll() is None
        assert path.is_socket()
    # What is in use, or no socket, stays.
    with running(path) as service, running(path) as second:
        assert second.wait(60) != 0 and service.poll() is None and path.is_socket()
    file = tmp_path / "file"
    file.write_text("kept")
    with running(file) as service:
        assert service.wait(60) != 0 and file.read_text() == "kept"


@pytest.mark.parametrize("length", [b"-1", b"65537", b"9" * 30, b"many"])
def test_a_length_that_makes_no_sense_is_refused_at_once(tmp_path, length):
    path = tmp_path / "peers.sock"
    head = b"PUT /peers/%s HTTP/1.0\r\nContent-Length: " % (b"A" * 44)
    # The connection stays open: who reads to its end waits for ever.
    with running(path), send(path, head, length, b"\r\n\r\n[]") as connection:
        assert connection.recv(1000).split()[1] == b"400"


@pytest.fixture
def ask(tmp_path):
    """Asks the running service: the method, the path, a body; the status and the answer."""
    path = tmp_path / "peers.sock"
    interface = wgkit.Interface("wg0")
    interface.create()

    def ask(method, target, body=None):
        connection = Connection(path)
        connection.request(method, target, body)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    try:
        with running(path) as service:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
            yield ask
            assert service.poll() is None
    finally:
        interface.delete()


def at(key):
    return "/peers/" + quote(str(key), safe="")


@pytest.mark.kernel
def test_peers_are_added_listed_changed_and_removed(ask):
    first, second = (pair.public_key for pair in wgkit.generate_keypairs(2))
    assert ask("GET", "/peers") == (200, [])
    assert ask("PUT", at(first), '["10.0.0.2/32", "fd00::2/128"]') == (200, None)
    assert ask("PUT", at(second), '["10.0.0.3/32"]')[0] == 200
    status, listed = ask("GET", "/peers")
    assert status == 200 and {peer["key"] for peer in listed} == {str(first), str(second)}
    assert ask("PUT", at(first), '["10.0.0.4/32"]')[0] == 200
    (shown,) = ask("GET", at(first))[1]
    assert shown == {"key": str(first), "allowed_ips": ["10.0.0.4/32"], "received": 0, "sent": 0}
    assert ask("DELETE", at(first)) == (200, None)
    assert [peer.public_key for peer in wgkit.Device("wg0").peers] == [second]


@pytest.mark.kernel
def test_what_makes_no_sense_is_refused_and_changes_nothing(ask):
    first, second = (pair.public_key for pair in wgkit.generate_keypairs(2))
    assert ask("PUT", at(first), '["10.0.0.2/32"]')[0] == 200
    before = ask("GET", "/peers")
    for method, target, body, status in [
        ("PUT", at(second), '["10.0.0.2/32"]', 409),
        ("PUT", at(second), '["10.0.0.1/24"]', 400),
        ("PUT", at(second), '["10.0.0.9/32", "10.0.0.9/32; reboot"]', 400),
        ("PUT", at(second), "[7]", 400),
        ("PUT", at(second), "7", 400),
        ("PUT", at(second), "", 400),
        ("PUT", at(second), "[" * 60000, 500),
        ("PUT", "/peers/" + "A" * 44, '["10.0.0.9/32"]', 400),
        ("PUT", at(wgkit.PublicKey.from_bytes(bytes(32))), '["10.0.0.9/32"]', 400),
        ("PUT", at(f"{second}\n"), '["10.0.0.9/32"]', 400),
        ("PUT", "/peers/..%2F..%2Fetc", "[]", 400),
        ("PUT", "/peers", "[]", 404),
        ("GET", "/", None, 404),
        ("GET", "/peersX", None, 404),
        ("DELETE", at(second), None, 404),
        ("DELETE", "/peers", None, 404),
    ]:
        answered, answer = ask(method, target, body)
        assert answered == status and answer["error"], (method, target, body, answered, answer)
    assert ask("GET", "/peers") == before
    assert ask("GET", at(second)) == (200, [])


@pytest.mark.kernel
def test_a_client_that_takes_its_time_keeps_nobody_waiting(ask, tmp_path):
    key = wgkit.generate_keypair().public_key
    head = f"PUT {at(key)} HTTP/1.0\r\nContent-Length: 16\r\n\r\n".encode()
    with send(tmp_path / "peers.sock", head, b'["10.0.0.2') as slow:
        # Later than the slow one: each of them is answered in turn otherwise.
        for _ in range(3):
            assert ask("GET", "/peers") == (200, [])
        slow.sendall(b'/32" ]')
        assert slow.recv(1000).split()[1] == b"200"
    assert [peer["key"] for peer in ask("GET", "/peers")[1]] == [str(key)]


@pytest.mark.kernel
def test_other_users_cannot_open_its_socket(ask, tmp_path):
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setuid(65534)
            try:
                socket.socket(socket.AF_UNIX).connect(str(tmp_path / "peers.sock"))
            except PermissionError:
                os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
