"""The tests of the systems are told apart as those of the Python package are: by the mark `kernel`."""

import importlib.util
from pathlib import Path

import pytest

from tunnels import Hosts

_HOOKS = Path(__file__).parents[2] / "bindings/python/tests/conftest.py"
_SPEC = importlib.util.spec_from_file_location("python_conftest", _HOOKS)
assert _SPEC is not None and _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)

pytest_configure = _MODULE.pytest_configure
pytest_collection_modifyitems = _MODULE.pytest_collection_modifyitems


@pytest.fixture
def hosts():
    """A server and two clients, each in a network namespace of its own, with cables between them."""
    made = Hosts()
    yield made
    made.close()
