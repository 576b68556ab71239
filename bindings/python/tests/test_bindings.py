"""_bindings.py says what the header says, and the library is what both are about."""

import ctypes
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wgkit
from wgkit import _bindings as c
from wgkit import addresses, peer

GENERATE = Path(__file__).parents[1] / "generate"
HEADER = (Path(__file__).parents[3] / "include" / "wgkit.h").read_text()
BARE = re.sub(r"/\*.*?\*/", "", HEADER, flags=re.S)


def generate(*arguments):
    return subprocess.run(
        (sys.executable, GENERATE, *arguments), capture_output=True, text=True, timeout=60
    )


def test_the_module_is_what_the_script_writes():
    checked = generate("--check")
    assert checked.returncode == 0, checked.stderr


def test_another_header_becomes_another_module(tmp_path):
    header = tmp_path / "other.h"
    header.write_text(HEADER.replace("WGKIT_KEY_TEXT_SIZE 45", "WGKIT_KEY_TEXT_SIZE 0x2eu"))
    written = generate("--header", header)
    assert written.returncode == 0, written.stderr
    module = (Path(c.__file__)).read_text()
    assert written.stdout == module.replace("_TEXT_SIZE = 45", "_TEXT_SIZE = 0x2E") != module


@pytest.mark.parametrize(
    "declaration",
    [
        "WGKIT_API unknown_t wgkit_new(void);",
        "WGKIT_API wgkit_status wgkit_new(void (*callback)(int));",
        "WGKIT_API wgkit_status wgkit_new(wgkit_peer ***peers);",
        "WGKIT_API wgkit_status wgkit_new(int numbers[4]);",
        "int wgkit_new(void);",
        "typedef struct wgkit_new { int a : 3; } wgkit_new;",
        "typedef union wgkit_new { int a; } wgkit_new;",
        "#define WGKIT_NEW (1 + sizeof(int))",
    ],
)
def test_what_the_script_does_not_understand_stops_it(declaration, tmp_path):
    header = tmp_path / "other.h"
    header.write_text(HEADER.replace("/* ---- Devices", declaration + "\n/* ---- Devices"))
    stopped = generate("--header", header)
    assert stopped.returncode == 1 and "generate:" in stopped.stderr and stopped.stdout == ""


def test_the_version_is_the_same_everywhere():
    assert wgkit.__version__ == wgkit.library_version() == c.WGKIT_VERSION_STRING
    assert c.wgkit_version_number() == c.WGKIT_VERSION_NUMBER


def test_each_constant_has_the_headers_value():
    constants = re.findall(r"#define (WGKIT_\w+) (\S+)", BARE) + re.findall(
        r"^  (WGKIT_\w+) = (\d+)", BARE, re.M
    )
    checked = 0
    for name, value in constants:
        if "__attribute__" in value:
            continue
        expected = value.strip('"') if value.startswith('"') else int(value.rstrip("u"), 0)
        assert getattr(c, name) == expected, name
        checked += 1
    assert checked > 30


def test_each_function_has_as_many_types_as_in_the_header():
    declared = re.findall(r"\b(wgkit_\w+)\(([^)]*)\);", BARE)
    assert len(declared) == BARE.count("WGKIT_API const") + BARE.count("WGKIT_API uint32_t") + len(
        re.findall(r"^WGKIT_API (WGKIT_MUST_USE )?(wgkit_status|int|size_t|void) ", BARE, re.M)
    )
    for name, parameters in declared:
        count = 0 if parameters == "void" else parameters.count(",") + 1
        function = getattr(c, name)
        assert len(function.argtypes) == count, name
        returns_nothing = re.search(rf"WGKIT_API void {name}\(", BARE) is not None
        assert (function.restype is None) == returns_nothing, name
    bound = {
        name
        for name in vars(c)
        if callable(getattr(vars(c)[name], "argtypes", None))
        or isinstance(getattr(vars(c)[name], "argtypes", None), tuple)
    }
    assert bound == {name for name, _ in declared}


def test_each_structure_has_the_headers_fields():
    structures = re.findall(r"typedef struct (\w+) \{(.*?)\} \1;", BARE, re.S)
    assert len(structures) >= 8
    for name, body in structures:
        fields = re.findall(r"(\w+)(?:\[\w+\])?;", body)
        assert [field[0] for field in getattr(c, name)._fields_] == fields, name


def test_the_layouts_are_those_that_the_c_tests_assert():
    sizes = {
        c.wgkit_private_key: 32,
        c.wgkit_public_key: 32,
        c.wgkit_preshared_key: 32,
        c.wgkit_interface_name: 16,
        c.wgkit_endpoint: 24,
        c.wgkit_prefix: 20,
        c.wgkit_device_info: 96,
        c.wgkit_peer: 128,
    }
    for structure, size in sizes.items():
        assert ctypes.sizeof(structure) == size


def test_a_peer_is_unpacked_from_the_places_of_its_structure():
    value = c.wgkit_peer()
    value.public_key.bytes[:] = range(1, 33)
    value.received_bytes = 2**64 - 1
    value.sent_bytes = 2**63
    value.handshake_seconds = -5
    value.handshake_nanoseconds = 999_999_999
    value.flags = 0x80000007
    value.endpoint.address[:] = range(100, 116)
    value.endpoint.scope_id = 2**32 - 2
    value.endpoint.port = 65534
    value.endpoint.family = 6
    value.first_allowed_ip = 2**40
    value.allowed_ip_count = 2**41
    value.protocol_version = 2**31
    value.persistent_keepalive = 65533
    assert peer.PEER_SIZE == ctypes.sizeof(value)
    *head, rest = peer.peer_structure(128).unpack(bytes(value))
    assert head == [bytes(range(1, 33)), 2**64 - 1, 2**63]
    assert peer._REST.unpack(rest) == (
        -5, 999_999_999, 0x80000007, bytes(range(100, 116)), 2**32 - 2, 65534, 6, 2**40, 2**41,
        2**31, 65533,
    )  # fmt: skip


def test_a_prefix_is_unpacked_from_the_places_of_its_structure():
    value = c.wgkit_prefix()
    value.address[:] = range(16)
    value.family = 4
    value.length = 32
    assert peer.PREFIX_SIZE == ctypes.sizeof(value)
    assert addresses.PREFIX.unpack(bytes(value)) == (bytes(range(16)), 4, 32)
