"""Which tests of the systems need a kernel is told as in the Python package: by a mark."""

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
    """A server and two clients in network namespaces of their own, with cables between them."""
    made = Hosts()
    yield made
    made.close()
