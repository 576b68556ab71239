"""The wheel, as build-wheel builds it and as a stranger installs it."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1]
LIBRARY = os.environ.get("WGKIT_LIBRARY", "")
USAGE_LIBRARY = Path(os.path.dirname(LIBRARY), "libwgkit-usage.so")
pytestmark = pytest.mark.skipif(not LIBRARY, reason="WGKIT_LIBRARY does not name the library")


def run(*command, **environment):
    done = tried(*command, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tried(*command, **environment):
    """A command without what this one's environment says about the library."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("WGKIT_", "PYTHONPATH"))}
    return subprocess.run(
        command, env={**clean, **environment}, cwd="/", capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    built = run(PACKAGE / "build-wheel", "--library", LIBRARY, "--output", folder)
    assert [Path(line) for line in built.splitlines()] == list(folder.iterdir())
    return Path(built.strip())


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The interpreter of a new virtual environment in which the wheel is all there is."""
    venv = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    python = venv / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", wheel)
    return python


def test_the_wheel_has_the_libraries_the_stand_in_and_the_types(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read("wgkit/libwgkit.so.0") == Path(LIBRARY).read_bytes()
        assert archive.read("wgkit/libwgkit-usage.so.0") == USAGE_LIBRARY.read_bytes()
        texts = {name.partition("/")[2]: name for name in names if ".dist-info/" in name}
        licence = archive.read(texts["licenses/LICENSE"])
        metadata = archive.read(texts["METADATA"]).decode().split("\n\n")[0].splitlines()
    assert licence == (PACKAGE.parents[1] / "LICENSE").read_bytes() and b"MIT" in licence
    assert {"License-Expression: MIT", "License-File: LICENSE"} <= set(metadata)
    assert {"wgkit/libmnl-standin.so", "wgkit/py.typed", "wgkit/_bindings.py"} <= names
    # Nothing was grafted in, and no tests came with it.
    assert all(name.startswith(("wgkit/", "wgkit-")) for name in names)
    assert sum(".so" in name for name in names) == 3


def test_the_wheels_tag_is_what_its_library_needs(wheel):
    tag = re.fullmatch(r"wgkit-[0-9.]+-py3-none-manylinux_(\d+)_(\d+)_x86_64\.whl", wheel.name)
    assert tag is not None, wheel.name
    symbols = run("objdump", "-T", LIBRARY) + run("objdump", "-T", USAGE_LIBRARY)
    needed = re.findall(r"GLIBC_(\d+)\.(\d+)", symbols)
    assert (int(tag[1]), int(tag[2])) == max((int(major), int(minor)) for major, minor in needed)


def test_it_works_in_a_new_virtual_environment(python):
    shown = run(python, "-c", "import wgkit; print(wgkit.__file__); print(wgkit.devices())")
    place, names = shown.splitlines()
    assert Path(place).is_relative_to(python.parents[1]) and names.startswith("[")


def test_it_makes_keys_where_libmnl_is_missing(python, tmp_path):
    (tmp_path / "libmnl.so.0").touch()
    program = "import wgkit; print(wgkit.PrivateKey.generate().public_key)"
    shown = run(python, "-c", program, LD_LIBRARY_PATH=str(tmp_path))
    assert len(shown.strip()) == 44


LEDGER = """
import sys
import wgkit
from wgkit.usage import Sample, delta
assert delta(Sample(1, 2, time=1), Sample(5, 9, time=61)).sent_bytes == 7
print("compared")
from wgkit.usage import UsageLedger
key = wgkit.generate_keypair().public_key
with UsageLedger(sys.argv[1]) as ledger:
    for number in (0, 70):
        ledger.record("wg0", {key: Sample(number, 0, time=1 + number)})
    print(ledger.usage(key)[0].received_bytes)
"""


def test_it_counts_traffic(python, tmp_path):
    assert run(python, "-c", LEDGER, tmp_path / "usage.db") == "compared\n70\n"


def test_where_sqlite_is_missing_a_ledger_names_the_package_and_the_rest_works(python, tmp_path):
    (tmp_path / "libsqlite3.so.0").touch()
    done = tried(python, "-c", LEDGER, tmp_path / "usage.db", LD_LIBRARY_PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "compared\n")
    assert "ImportError" in done.stderr and "libsqlite3-0 of Debian" in done.stderr
