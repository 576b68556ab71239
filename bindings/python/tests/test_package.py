"""The package as a stranger gets it: installed, without its library, typed, documented."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wgkit

PACKAGE = Path(__file__).parents[1]
LIBRARY = os.environ.get("WGKIT_LIBRARY", "")
README = (PACKAGE / "README.md").read_text()
SNIPPETS = re.findall(r"```python( as root)?\n(.*?)```", README, re.S)


def run(*command, **environment):
    clean = {k: v for k, v in os.environ.items() if k not in ("WGKIT_LIBRARY", "PYTHONPATH")}
    return subprocess.run(
        command, env={**clean, **environment}, cwd="/", capture_output=True, text=True
    )


def test_it_is_installed_into_a_new_virtual_environment(tmp_path):
    if not LIBRARY:
        pytest.skip("WGKIT_LIBRARY does not name the library to install")
    venv = tmp_path / "venv"
    python = venv / "bin" / "python"
    # The environment is new, the pip that fills it is this one's: that is faster.
    assert run(sys.executable, "-m", "venv", "--without-pip", venv).returncode == 0
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    installed = run(*pip, "install", "-q", PACKAGE, WGKIT_LIBRARY=LIBRARY)
    assert installed.returncode == 0, installed.stderr
    program = "import wgkit; print(wgkit.__file__, wgkit.generate_keypair().public_key)"
    used = run(python, "-c", program)
    assert used.returncode == 0, used.stderr
    place, key = used.stdout.split()
    assert Path(place).is_relative_to(venv) and len(key) == 44
    files = {path.name for path in Path(place).parent.iterdir()}
    assert {"libwgkit.so.0", "py.typed"} <= files


def test_without_the_library_the_import_says_what_to_do():
    failed = run(sys.executable, "-c", "import wgkit", PYTHONPATH=str(PACKAGE))
    assert failed.returncode == 1
    assert "ImportError" in failed.stderr and "WGKIT_LIBRARY" in failed.stderr


def test_a_library_that_is_none_is_named():
    failed = run(
        sys.executable, "-c", "import wgkit", PYTHONPATH=str(PACKAGE), WGKIT_LIBRARY="/nowhere.so"
    )
    assert failed.returncode == 1 and "/nowhere.so" in failed.stderr.splitlines()[-1]


def test_a_library_without_a_function_of_the_header_is_called_too_old(tmp_path):
    if not LIBRARY:
        pytest.skip("WGKIT_LIBRARY does not name a library to change")
    old = tmp_path / "old.so"
    old.write_bytes(Path(LIBRARY).read_bytes().replace(b"wgkit_link_move", b"wgkit_link_xxxx"))
    failed = run(
        sys.executable, "-c", "import wgkit", PYTHONPATH=str(PACKAGE), WGKIT_LIBRARY=str(old)
    )
    assert failed.returncode == 1 and "ImportError" in failed.stderr
    assert "older than this package" in failed.stderr


def test_mypy_has_nothing_to_say():
    pytest.importorskip("mypy")
    mypy = (sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--cache-dir=/dev/null")
    # The oldest Python that is supported.
    checked = run(*mypy, "--python-version", "3.9", PACKAGE / "wgkit", PACKAGE / "generate")
    assert checked.returncode == 0, checked.stdout


def test_the_readme_has_its_snippets():
    assert README.count("```") == 2 * (len(SNIPPETS) + README.count("```sh"))
    assert [bool(root) for root, _ in SNIPPETS].count(True) == 5 and len(SNIPPETS) == 11


def run_snippets(as_root, capsys):
    """Runs them as one program, for a later one goes on with what a former one has."""
    names = {}
    for number, (root, text) in enumerate(SNIPPETS):
        if bool(root) == as_root:
            exec(compile(text, f"README snippet {number}", "exec"), names)
    return capsys.readouterr().out


@pytest.mark.kernel
def test_the_snippets_of_the_readme_that_need_root_run(capsys):
    shown = run_snippets(True, capsys)
    assert "<Difference: 1 peers added, 0 changed, 0 removed, 0 allowed IPs moved>" in shown
    assert "wg0 wireguard True 10.0.0.1/24" in shown and "no network namespace" in shown
    assert wgkit.devices() == []


def test_the_snippets_of_the_readme_that_need_no_device_run(capsys):
    shown = run_snippets(False, capsys)
    assert "PrivateKey(redacted)" in shown and "<Document>" in shown
    assert "51820 laptop 10.0.0.2/32 fd00::2/128" in shown and "ERROR" in shown
    assert "2 14" in shown and ("nothere" in shown or "modprobe" in shown)
    assert "\n60 4\n" in shown


def test_the_links_of_the_readme_lead_to_files():
    links = re.findall(r"\]\(([^):]+)\)", README)
    assert len(links) >= 3 and all((PACKAGE / link).exists() for link in links)


@pytest.mark.parametrize("name", wgkit.__all__)
def test_everything_public_is_documented(name):
    thing = getattr(wgkit, name)
    assert thing.__doc__
    if isinstance(thing, type) and thing.__module__.startswith("wgkit"):
        for member, value in vars(thing).items():
            if not member.startswith("_") and (
                callable(value) or isinstance(value, (property, classmethod))
            ):
                assert value.__doc__, f"{name}.{member}"
