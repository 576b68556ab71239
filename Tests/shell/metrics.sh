#!/usr/bin/env bash
# Tests of wgk metrics with 10,000 peers on a real kernel; Prometheus's own promtool reads them. Run
# them as root where nothing else uses the network:
#   Tests/kernel/vm Tests/shell/metrics.sh WGK PROMTOOL
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=${1:?usage: metrics.sh WGK PROMTOOL}
promtool=${2:?usage: metrics.sh WGK PROMTOOL}
file=$scratch/wg0.conf

# linted FILE: promtool takes the metrics, and has nothing to say about them.
linted() {
  "$promtool" check metrics <"$1" >"$scratch/lint" 2>&1 && [ ! -s "$scratch/lint" ]
}

# The server's file: the peers of a number, each with a name that somebody else has chosen.
server_file() {
  printf '[Interface]\nPrivateKey = %s\nListenPort = 51820\n' "$("$wgk" genkey)"
  python3 - <<'END'
import base64
NAMES = ["anna", "a b", '"', "\\", '\\"', '"} 1', "x\\n", "# HELP x y", "{a=\"b\"}", "Zo\u00eb", "\u2028",
         "\U0001f600", "'", "`id`", "$(id)", "%s", ",", "=", "a,b=\"c\"", "\\\\n", "\u202e"]
for number in range(10_000):
    key = base64.b64encode(number.to_bytes(4, "little") + bytes(range(4, 32))).decode()
    name = f"{NAMES[number % len(NAMES)]} {number}" if number % 50 else ""
    print(f"\n[Peer]")
    if name:
        print(f"# friendly_name = {name}")
    print(f"PublicKey = {key}\nAllowedIPs = 10.{number >> 8}.{number & 255}.0/24, fd00::{number:x}/128")
END
}

# compared METRICS DUMP FILE: every value of the metrics is that of the dump, every name that of the
# file, and nothing is missing.
compared() {
  python3 - "$@" <<'END'
import re, sys
metrics, dump, file = (open(path, encoding="utf-8", newline="\n").read() for path in sys.argv[1:4])
LINE = re.compile(r'([a-z_]+)\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*)\} (\d+)')
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\\n]|\\["\\n])*)"')
ESCAPES = {"\\n": "\n", "\\\\": "\\", '\\"': '"'}
found = {}
order = []
for line in metrics.split("\n")[:-1]:
    if line.startswith("# "):
        continue
    name, labels, value = LINE.fullmatch(line).groups()
    labels = {k: re.sub(r"\\.", lambda m: ESCAPES[m[0]], v) for k, v in LABEL.findall(labels)}
    if not order or order[-1] != name:
        order.append(name)
    found.setdefault(name, []).append((labels, int(value)))
assert len(order) == len(set(order)) == 5, order
names, name, key = {}, None, None
for line in file.split("\n"):
    if line == "[Peer]":
        name = None
    elif line.startswith("# friendly_name = "):
        name = line[len("# friendly_name = "):].strip(" ")
    elif line.startswith("PublicKey = ") and name is not None:
        names[line[12:]] = name
wanted = {metric: [] for metric in order if metric != "wireguard_peers"}
peers = [line.split("\t") for line in dump.split("\n")[1:-1]]
for key, _, _, allowed, handshake, received, sent, _ in peers:
    labels = {"interface": "wg0", "public_key": key, "allowed_ips": allowed}
    if key in names:
        labels["friendly_name"] = names[key]
    for metric, value in (
        ("wireguard_peer_info", 1), ("wireguard_sent_bytes_total", sent),
        ("wireguard_received_bytes_total", received),
        ("wireguard_latest_handshake_seconds", handshake),
    ):
        wanted[metric].append((labels, int(value)))
wanted["wireguard_peers"] = [({"interface": "wg0"}, len(peers))]
assert len(peers) == 10_001 and len(names) == 9_800, (len(peers), len(names))
assert any(value for _, value in wanted["wireguard_sent_bytes_total"])
assert any(value for _, value in wanted["wireguard_latest_handshake_seconds"])
assert found == wanted
END
}

ip netns add client
ip link add uplink type veth peer name uplink netns client
ip address add 192.168.1.1/24 dev uplink
ip -n client address add 192.168.1.2/24 dev uplink
ip link set uplink up
ip -n client link set uplink up
"$wgk" link add wg0
"$wgk" --netns client link add wg0
server_file >"$file"
"$wgk" syncconf wg0 "$file"
"$wgk" genkey >"$scratch/client"
"$wgk" set wg0 peer "$("$wgk" pubkey <"$scratch/client")" allowed-ips 10.99.0.2/32
"$wgk" --netns client set wg0 private-key "$scratch/client" \
  peer "$("$wgk" show wg0 public-key)" endpoint 192.168.1.1:51820 allowed-ips 10.99.0.0/24
ip address add 10.99.0.1/24 dev wg0
ip -n client address add 10.99.0.2/24 dev wg0
ip link set wg0 up
ip -n client link set wg0 up
ip netns exec client ping -q -c 3 -i 0.2 -W 10 10.99.0.1 >"$scratch/ping" 2>&1
# Counters stay where they are: no keepalive comes between two readings.
ip link set wg0 down

run "$wgk" metrics wg0 --config "$file"
succeeds 'the metrics of 10,000 peers are printed'
cp "$scratch/out" "$scratch/metrics"
"$wgk" show wg0 dump >"$scratch/dump"
check 'each value is that of the device, each name that of the file' \
  compared "$scratch/metrics" "$scratch/dump" "$file"
check 'promtool has nothing to say about them' linted "$scratch/metrics"
sed 's/^\(wireguard_peers.*} \).*/\1x/' "$scratch/metrics" >"$scratch/bad"
check 'promtool would say something' not linted "$scratch/bad"
{ printf '# TYPE wireguard_bytes counter\nwireguard_bytes 1\n'; } >"$scratch/bad"
check 'about a bad name as well' not linted "$scratch/bad"

### Files

mkdir -m 755 "$scratch/textfile"
target=$scratch/textfile/wireguard.prom
run "$wgk" metrics --output "$target" --config "$file"
succeeds 'they are written to a file' ''
check 'which says the same' cmp -s "$target" "$scratch/metrics"
check 'which all may read, whatever the umask' [ "$(stat -c %a "$target")" = 644 ]
check 'and nothing else is there' [ "$(ls -A "$scratch/textfile")" = wireguard.prom ]
run "$wgk" metrics all --output "$target"
succeeds 'it is replaced, and "all" is the same as nothing' ''
check 'without a configuration there are no names' not grep -q friendly_name "$target"
check 'promtool takes that too' linted "$target"
cp "$target" "$scratch/before"
run "$wgk" metrics wg9 --output "$target"
fails 'an interface that is not there is an error' 'wg9'
check 'and the file is as it was' cmp -s "$target" "$scratch/before"
run "$wgk" metrics wg0 --config "$scratch/nothing.conf" --output "$target"
fails 'so is a configuration that is not there' 'nothing.conf'
run "$wgk" metrics wg0 --output "$scratch/no/folder"
fails 'and a folder that is not there' 'no/folder'
chmod 600 "$target"
run "$wgk" metrics wg0 --output "$target"
check 'a narrower mode stays' [ "$(stat -c %a "$target")" = 600 ]

### None and several

ip netns add other
run "$wgk" --netns other metrics
succeeds 'without interfaces there are help and types'
check 'and nothing else' not grep -q '^[^#]' "$scratch/out"
check 'which promtool takes' linted "$scratch/out"
"$wgk" --netns other link add wga
"$wgk" --netns other link add wgb
run "$wgk" --netns other metrics all
check 'each interface is counted' [ "$(grep -c '^wireguard_peers{.*} 0$' "$scratch/out")" = 2 ]
check 'and promtool takes them' linted "$scratch/out"

closing
