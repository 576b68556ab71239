#!/bin/sh
# Makes a client of a running interface: its keys, its configuration file, and the peer for it.
#
#   new_client.sh INTERFACE NAME ADDRESS ENDPOINT NETWORKS
#   new_client.sh wg0 anna 10.0.0.2/32 vpn.example.org:51820 10.0.0.0/24
#
# Writes NAME.conf, for the client alone. Needs to be root.
set -eu
# shellcheck source=bindings/shell/wgkit.sh
. "${WGKIT_SH:-/usr/share/wgkit/wgkit.sh}"

[ $# -eq 5 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
interface=$1 name=$2 address=$3 endpoint=$4 networks=$5

# The secrets stay in this folder, and go with it.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Not every shell runs that when a signal ends it.
trap 'exit 130' INT
trap 'exit 143' TERM
client=$(wgkit_keypair "$folder/private.key")
wgkit_preshared_key "$folder/preshared.key"
server=$(wgkit_field "$interface" public-key)

"${WGK:-wgk}" template render client --output "$name.conf" address="$address" \
  private_key="@$folder/private.key" preshared_key="@$folder/preshared.key" \
  public_key="$server" endpoint="$endpoint" allowed_ips="$networks" keepalive=25
# The file is complete before the peer can connect.
wgkit_peer_add "$interface" "$client" preshared-key "$folder/preshared.key" allowed-ips "$address"
printf '%s\n' "$client"
