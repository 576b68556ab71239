"""Which tests run where: those marked `kernel` in Tests/kernel/vm, the others outside."""

import os

import pytest

IN_HARNESS = os.environ.get("WGKIT_KERNEL_HARNESS") == "1"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "kernel: needs root and a kernel with WireGuard")
    config.addinivalue_line("markers", "last: leaves something behind that others would see")


def pytest_collection_modifyitems(config: pytest.Config, items: "list[pytest.Item]") -> None:
    if IN_HARNESS:
        # What needs no kernel was tested outside, where it is faster.
        config.hook.pytest_deselected(
            items=[i for i in items if not i.get_closest_marker("kernel")]
        )
        items[:] = [i for i in items if i.get_closest_marker("kernel")]
        items.sort(key=lambda item: item.get_closest_marker("last") is not None)
        return
    skip = pytest.mark.skip(reason="needs a kernel with WireGuard: run it in Tests/kernel/vm")
    for item in items:
        if item.get_closest_marker("kernel"):
            item.add_marker(skip)
