"""Where libmnl is missing: keys work, and devices say which package to install."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1]
LIBRARY = os.environ.get("WGKIT_LIBRARY", "")
pytestmark = pytest.mark.skipif(not LIBRARY, reason="WGKIT_LIBRARY does not name the library")

# What needs no device, and then what does.
PROGRAM = """
import wgkit
pair = wgkit.PrivateKey.generate()
assert len(str(pair.public_key)) == 44
print("keys work")
for use in (wgkit.devices, lambda: wgkit.Device("wg0")):
    try:
        use()
    except OSError as error:
        print(type(error).__name__, error.errno, error)
    else:
        print("no error")
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A copy of the package as it is in a wheel: with its library and the stand-in."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(PACKAGE / "wgkit", folder / "wgkit")
    shutil.copy(LIBRARY, folder / "wgkit" / "libwgkit.so.0")
    standin = folder / "wgkit" / "libmnl-standin.so"
    subprocess.run((PACKAGE / "build-standin", LIBRARY, standin), check=True)
    return folder


def run(package, **environment):
    clean = {k: v for k, v in os.environ.items() if k != "WGKIT_LIBRARY"}
    return subprocess.run(
        (sys.executable, "-c", PROGRAM),
        env={**clean, "PYTHONPATH": str(package), **environment},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=120,
    )


def check(package, **environment):
    done = run(package, **environment)
    assert done.returncode == 0, done.stderr
    keys, listed, read = done.stdout.splitlines()
    assert keys == "keys work"
    for said in (listed, read):
        assert said.startswith("LibmnlMissing 79 "), said
        assert "libmnl0 of Debian" in said and "libmnl of Alpine" in said and "libmnl.so.0:" in said


def test_with_libmnl_the_stand_in_is_not_used(package):
    done = run(package)
    assert done.returncode == 0 and "LibmnlMissing" not in done.stdout, done.stderr


def test_with_a_libmnl_that_is_none_keys_work_and_devices_say_what_is_missing(package, tmp_path):
    # An empty file, which the loader finds first and cannot load.
    (tmp_path / "libmnl.so.0").touch()
    check(package, LD_LIBRARY_PATH=str(tmp_path))


@pytest.mark.kernel
def test_without_libmnl_keys_work_and_devices_say_what_is_missing(package):
    # In the emulated machine, where taking it away is real and vanishes with the machine.
    ctypes.CDLL("libmnl.so.0")
    maps = Path("/proc/self/maps").read_text().split()
    folder = Path(next(word for word in maps if "/libmnl.so.0" in word)).parent
    hidden = [(path, path.with_name("hidden-" + path.name)) for path in folder.glob("libmnl.so.0*")]
    for path, away in hidden:
        path.rename(away)
    try:
        check(package)
    finally:
        for path, away in hidden:
            away.rename(path)


def test_without_the_stand_in_the_import_names_the_package(package, tmp_path):
    shutil.copytree(package / "wgkit", tmp_path / "wgkit")
    (tmp_path / "wgkit" / "libmnl-standin.so").unlink()
    (tmp_path / "libmnl.so.0").touch()
    done = run(tmp_path, LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 1
    assert "ImportError" in done.stderr and "libmnl0 of Debian" in done.stderr
