#!/usr/bin/env bash
# Ends Examples/shell/new_client.sh by a signal while its keys are on the disk.
#
#   Tests/shell/library-signal.sh SIGNAL WGK SHELL...
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
signal=$1 real=$2
shift 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/tmp"
mkfifo "$scratch/ready" "$scratch/go"

# Asked for the interface, it says that the keys are there, and waits.
cat >"$scratch/wgk" <<END
#!/bin/sh
[ "\$1" = show ] || exec '$real' "\$@"
echo ready >'$scratch/ready'
read -r word <'$scratch/go'
END
chmod +x "$scratch/wgk"

# A shell's own children in the background ignore SIGINT.
cd "$scratch"
TMPDIR=$scratch/tmp WGK=$scratch/wgk WGKIT_SH=$here/../../bindings/shell/wgkit.sh \
  env --default-signal "$@" "$here/../../Examples/shell/new_client.sh" \
  wg0 anna 10.0.0.2/32 vpn.example.org:51820 10.0.0.0/24 &
example=$!
read -r word <ready
[ "$word" = ready ]
[ -n "$(find tmp -type f -name private.key)" ] || { echo "there was no key"; exit 1; }
kill -s "$signal" $example
echo go >go
status=0
wait $example || status=$?
left=$(find tmp -mindepth 1)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
[ "$status" = "$((128 + $(kill -l "$signal")))" ] || { echo "status $status"; exit 1; }
