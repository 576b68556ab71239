"""What Prometheus is told of WireGuard devices. docs/metrics.md has the names. Experimental."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import byref

from . import _bindings as c
from ._managed import call, new_handle, text_of
from .device import Device
from .document import Document
from .keys import PublicKey

__all__ = ["metrics_text"]


def metrics_text(*devices: Device, names: Mapping[PublicKey, str] | Document | None = None) -> str:
    """The metrics of devices in Prometheus's text format; no secret is among them.

    `names` are the label friendly_name: by the peers' keys, or a configuration file whose comments
    give them. Serve the text as "text/plain; version=0.0.4", or write it to a file for the textfile
    collector of node_exporter. Raises AlreadyExists for two devices of one name.
    """
    handle = new_handle(c.wgkit_metrics_create, c.wgkit_metrics_free)
    if isinstance(names, Document):
        call(c.wgkit_metrics_add_names, handle.value, names._open())
    elif names is not None:
        for key, name in names.items():
            value = c.wgkit_public_key.from_buffer_copy(bytes(key))
            # What is no UTF-8 has no place in the text.
            data = name.encode("utf-8", "replace")
            call(c.wgkit_metrics_add_name, handle.value, byref(value), data, len(data))
    peers = 0
    for device in devices:
        snapshot = device._open()
        call(c.wgkit_metrics_add_device, handle.value, snapshot.handle.value)
        peers += len(device.peers)
    capacity = 1024 + 1024 * peers
    return text_of(c.wgkit_metrics_to_text, handle.value, capacity=capacity).decode("utf-8")
