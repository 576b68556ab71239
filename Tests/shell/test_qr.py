"""QR codes as a camera sees them: zbar reads what wgk and the package of Python have drawn.

Both forms are turned into pictures here: the squares of the SVG, and the halves of each character.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest

from wgkit import TooLarge
from wgkit.qrcode import QRCode

WGK = os.environ.get("WGKIT_WGK", "wgk")
KEY = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk="
SMALL = "[Interface]\n"
CLIENT = f"""[Interface]
PrivateKey = {KEY}
Address = 10.8.0.2/32, fd08::2/128
DNS = 10.8.0.1, 2001:db8::53

[Peer]
# Zo\u00eb's telephone
PublicKey = {KEY}
PresharedKey = {KEY}
Endpoint = vpn.example.org:51820
AllowedIPs = 0.0.0.0/0, ::/0
PersistentKeepalive = 25
"""
# As many networks as can be, and a comment that takes the last bytes.
LARGEST = (
    CLIENT + "AllowedIPs = " + ", ".join(f"10.{number}.0.0/16" for number in range(256))
)
LARGEST = LARGEST[:2900]
LARGEST += "\n#" + "x" * (2953 - len(LARGEST.encode()) - 2)
TEXTS = {"small": SMALL, "client": CLIENT, "largest": LARGEST}

SVG = re.compile(
    r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 (\d+) (\d+)"'
    r' shape-rendering="crispEdges">\n<rect width="(\d+)" height="(\d+)" fill="#fff"/>\n'
    r'<path fill="#000" d="([^"]*)"/>\n</svg>\n'
)
SQUARE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
# Which halves of a character are printed.
HALVES = {" ": (0, 0), "\u2580": (1, 0), "\u2584": (0, 1), "\u2588": (1, 1)}


def from_svg(text):
    """The rows of a picture of ours, 1 for dark."""
    width, height, *sides, path = SVG.fullmatch(text).groups()
    assert {width, height, *sides} == {width}
    rows = [[0] * int(width) for _ in range(int(width))]
    assert re.fullmatch(rf"(?:(?:{SQUARE.pattern})*\n)*", path)
    for column, row, right, left in SQUARE.findall(path):
        assert left == right
        for place in range(int(column), int(column) + int(right)):
            rows[int(row)][place] = 1
    return rows


def from_text(text, light):
    """The rows of what a terminal shows, 1 for dark."""
    rows = []
    for line in text.split("\n")[:-1]:
        for half in (0, 1):
            rows.append([HALVES[character][half] ^ (not light) for character in line])
    # The last half of a row is below the code.
    assert len({len(row) for row in rows}) == 1 and len(rows) == len(rows[0]) + 1
    return rows[:-1]


def read(rows, folder):
    """What zbar reads in a picture, each module four by four."""
    scale = 4
    lines = [
        bytes(0 if dark else 255 for dark in row for _ in range(scale)) for row in rows
    ]
    side = len(rows) * scale
    picture = folder / "code.pgm"
    picture.write_bytes(
        b"P5 %d %d 255\n" % (side, side) + b"".join(line * scale for line in lines)
    )
    command = ["zbarimg", "-q", "--raw", "--oneshot", "-Sbinary", str(picture)]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()


def wgk(*words, text=""):
    run = subprocess.run(
        [WGK, "qr", *words], input=text.encode(), capture_output=True, check=True
    )
    assert run.stderr == b""
    return run.stdout.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_zbar_reads_the_picture(name, tmp_path):
    text = TEXTS[name]
    with QRCode(text) as code:
        picture = code.expose_svg()
        assert len(from_svg(picture)) == code.width + 8
    assert read(from_svg(picture), tmp_path) == text
    assert wgk("-", "--svg", text=text) == picture


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("light", [False, True])
def test_zbar_reads_the_terminal(name, light, tmp_path):
    text = TEXTS[name]
    with QRCode(text) as code:
        shown = code.expose_text(light=light)
    assert read(from_text(shown, light), tmp_path) == text
    assert wgk("-", *(["--light"] if light else []), text=text) == shown


def test_a_code_that_was_changed_is_not_read(tmp_path):
    with QRCode(CLIENT) as code:
        rows = from_svg(code.expose_svg())
    for row in rows[len(rows) // 3 : 2 * len(rows) // 3]:
        row[:] = [1 - dark for dark in row]
    with pytest.raises(subprocess.CalledProcessError):
        read(rows, tmp_path)


def test_one_byte_more_is_too_long():
    assert len(LARGEST.encode()) == 2953
    with pytest.raises(TooLarge, match="2953 (bytes )?are the most"):
        QRCode(LARGEST + "x")
    run = subprocess.run(
        [WGK, "qr", "-"],
        input=(LARGEST + "x").encode(),
        capture_output=True,
        check=False,
    )
    assert (
        run.returncode == 1 and run.stdout == b"" and b"2953 are the most" in run.stderr
    )


def test_a_file_of_it_is_for_its_owner_alone(tmp_path):
    source, target = tmp_path / "client.conf", tmp_path / "client.svg"
    source.write_text(CLIENT)
    tmp_path.chmod(0o700)
    before = os.umask(0)
    try:
        assert wgk(str(source), "--svg", "--output", str(target)) == ""
    finally:
        os.umask(before)
    assert target.stat().st_mode & 0o777 == 0o600
    assert read(from_svg(target.read_text()), tmp_path) == CLIENT


# What a library of the name is, and what is said of it.
LIBRARIES = {
    "a library without the functions": (
        "int nothing;",
        b"is not the one that is known",
    ),
    "a library without one of them": (
        "void *QRcode_encodeData(int n, const char *t, int v, int l) { return 0; }",
        b"is not the one that is known",
    ),
    "a library that finds no memory": (
        "#include <errno.h>\n"
        "void *QRcode_encodeData(int n, const char *t, int v, int l) { errno = ENOMEM; return 0; }"
        "void QRcode_free(void *c) { }",
        b"Cannot allocate memory",
    ),
    "a library with another structure": (
        "static int code[8] = {1, 20};"
        "void *QRcode_encodeData(int n, const char *t, int v, int l) { return code; }"
        "void QRcode_free(void *c) { }",
        b"is not the one that is known",
    ),
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_another_library_of_the_name_is_refused(name, tmp_path):
    source, said = LIBRARIES[name]
    library = tmp_path / "libqrencode.so.4"
    command = ["gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library)]
    subprocess.run(command, input=source.encode(), check=True)
    run = subprocess.run(
        [WGK, "qr", "-"],
        input=b"[Interface]\n",
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1 and run.stdout == b"" and said in run.stderr


def test_without_the_library_its_package_is_named(tmp_path):
    # A copy that looks for one which nobody has.
    copy = tmp_path / "wgk"
    found = Path(WGK).read_bytes()
    assert found.count(b"libqrencode.so.4\0") == 1
    copy.write_bytes(found.replace(b"libqrencode.so.4\0", b"libqrencodf.so.4\0"))
    copy.chmod(0o700)
    run = subprocess.run(
        [copy, "qr", "-"], input=b"x", capture_output=True, check=False
    )
    assert run.returncode == 1 and run.stdout == b""
    assert (
        b"install libqrencode4 (Debian, Ubuntu) or libqrencode (Alpine)" in run.stderr
    )


def test_the_library_is_not_needed_by_who_makes_no_code():
    needed = subprocess.run(
        ["readelf", "-d", WGK], stdout=subprocess.PIPE, check=True
    ).stdout
    assert b"libqrencode" not in needed and b"NEEDED" in needed


def test_a_code_does_not_show_itself():
    code = QRCode(CLIENT)
    assert repr(code) == "QRCode(redacted)" and str(code) == repr(code)
    code.close()
    assert repr(code) == "QRCode(closed)"
