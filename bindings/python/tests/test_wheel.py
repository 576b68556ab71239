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
pytestmark = pytest.mark.skipif(not LIBRARY, reason="WGKIT_LIBRARY does not name the library")


def run(*command, **environment):
    clean = {k: v for k, v in os.environ.items() if k not in ("WGKIT_LIBRARY", "PYTHONPATH")}
    done = subprocess.run(
        command, env={**clean, **environment}, cwd="/", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


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


def test_the_wheel_has_the_library_the_stand_in_and_the_types(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read("wgkit/libwgkit.so.0") == Path(LIBRARY).read_bytes()
        texts = {name.partition("/")[2]: name for name in names if ".dist-info/" in name}
        licence = archive.read(texts["licenses/LICENSE"])
        metadata = archive.read(texts["METADATA"]).decode().split("\n\n")[0].splitlines()
    assert licence == (PACKAGE.parents[1] / "LICENSE").read_bytes() and b"MIT" in licence
    assert {"License-Expression: MIT", "License-File: LICENSE"} <= set(metadata)
    assert {"wgkit/libmnl-standin.so", "wgkit/py.typed", "wgkit/_bindings.py"} <= names
    # Nothing was grafted in, and no tests came with it.
    assert all(name.startswith(("wgkit/", "wgkit-")) for name in names)
    assert sum(".so" in name for name in names) == 2


def test_the_wheels_tag_is_what_its_library_needs(wheel):
    tag = re.fullmatch(r"wgkit-[0-9.]+-py3-none-manylinux_(\d+)_(\d+)_x86_64\.whl", wheel.name)
    assert tag is not None, wheel.name
    needed = re.findall(r"GLIBC_(\d+)\.(\d+)", run("objdump", "-T", LIBRARY))
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
