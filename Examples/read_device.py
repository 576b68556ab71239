"""Prints each peer of a WireGuard interface as a line: public key, endpoint, the time of the latest
handshake in seconds since 1970, bytes received, bytes sent. Needs to be root."""

import sys

import wgkit

device = wgkit.Device(sys.argv[1] if len(sys.argv) > 1 else "wg0")
for peer in device.peers:
    handshake = int(peer.latest_handshake.timestamp()) if peer.latest_handshake else 0
    print(
        peer.public_key, peer.endpoint or "(none)", handshake, peer.received_bytes, peer.sent_bytes,
        sep="\t",
    )
