"""Which tests run where: those marked `kernel` in Tests/kernel/vm, the others outside."""

import os
from pathlib import Path

import pytest

IN_HARNESS = os.environ.get("WGKIT_KERNEL_HARNESS") == "1"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "kernel: needs root and a kernel with WireGuard")
    if IN_HARNESS:
        # Otherwise the kernel waits 20 ms for each peer that goes: minutes for 10,000.
        Path("/sys/kernel/rcu_expedited").write_text("1")


def pytest_collection_modifyitems(config: pytest.Config, items: "list[pytest.Item]") -> None:
    if IN_HARNESS:
        # What needs no kernel was tested outside, where it is faster.
        config.hook.pytest_deselected(
            items=[i for i in items if not i.get_closest_marker("kernel")]
        )
        items[:] = [i for i in items if i.get_closest_marker("kernel")]
        return
    skip = pytest.mark.skip(reason="needs a kernel with WireGuard: run it in Tests/kernel/vm")
    for item in items:
        if item.get_closest_marker("kernel"):
            item.add_marker(skip)
