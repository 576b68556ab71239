#!/bin/sh
# Prints each peer of a WireGuard interface as a line: public key, endpoint, the time of the latest
# handshake in seconds since 1970, bytes received, bytes sent. Needs to be root.
set -eu
# shellcheck source=bindings/shell/wgkit.sh
. "${WGKIT_SH:-/usr/share/wgkit/wgkit.sh}"

# Before the pipeline, which would end as its last command does.
peers=$(wgkit_peer_table "${1:-wg0}")
[ -z "$peers" ] || printf '%s\n' "$peers" | cut -f 1,2,4-6
