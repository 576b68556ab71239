#!/usr/bin/env bash
# Tests of what wgk profile counts before it removes a peer (--ledger), on a real kernel: wgk-usage is
# executed, and the ledger compared with what the kernel had. Run them as root where nothing else uses
# the network:
#   Tests/kernel/vm Tests/shell/revoke.sh WGK
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=$(realpath "${1:?usage: revoke.sh WGK}")
usage=$(dirname "$wgk")/wgk-usage
cd "${scratch:?}" || exit
store=$scratch/clients
ledger="$scratch/the ledger.db"

# A server, and a host on which each client is connected for as long as it has something to send.
make_hosts() {
  local host
  for host in server client; do
    ip netns add $host
    ip -n $host link set lo up
  done
  ip link add uplink netns server type veth peer name uplink netns client
  ip -n server address add 192.168.1.1/24 dev uplink
  ip -n client address add 192.168.1.2/24 dev uplink
  ip -n server link set uplink up
  ip -n client link set uplink up
  printf '[Interface]\nListenPort = 51820\nPrivateKey = %s\n' "$("$wgk" genkey)" >"$scratch/wg0.conf"
  "$wgk" --netns server link add wg0
  "$wgk" --netns server setconf wg0 "$scratch/wg0.conf"
  ip -n server address add 10.8.0.1/24 dev wg0
  sed -i 's|^ListenPort|Address = 10.8.0.1/24\n&|' "$scratch/wg0.conf"
  "$wgk" --netns server profile init "$store" Interface=wg0 "ConfigFile=$scratch/wg0.conf" \
    Endpoint=192.168.1.1:51820 Networks=10.8.0.0/24
}

# add NAME…: clients, and the first sample of all, which is a baseline.
declare -A key
add() {
  local name
  for name; do
    "$wgk" --netns server profile add "$store" "$name" >"$scratch/added"
    key[$name]=$(cut -f 2 "$scratch/added")
  done
  "$wgk" --netns server usage collect wg0 --ledger "$ledger"
}

# talks NAME COUNT: the client sends, and the server answers. Its interface is down before and after,
# so that no keepalive and no handshake comes between two readings.
talks() {
  local address result=0
  address=$(sed -n 's|^Address = \([0-9.]*\).*|\1|p' "$store/$1.conf")
  "$wgk" --netns client link add wg0
  "$wgk" strip "$store/$1.conf" >"$scratch/client.conf"
  "$wgk" --netns client setconf wg0 "$scratch/client.conf"
  ip -n client address add "$address/24" dev wg0
  ip -n server link set wg0 up
  ip -n client link set wg0 up
  ip netns exec client ping -q -c "$2" -i 0.2 -W 10 10.8.0.1 >"$scratch/ping" 2>&1 || result=1
  ip -n server link set wg0 down
  ip -n client link delete wg0
  return $result
}

# counters KEY: what the kernel has of a peer: received and sent.
counters() { "$wgk" --netns server show wg0 transfer | grep -F "$1" | cut -f 2,3; }
on_device() { "$wgk" --netns server show wg0 peers | grep -qxF "$1"; }

# counted KEY RECEIVED SENT [LEDGER]: the ledger has exactly these bytes of the peer, in one row.
counted() {
  "$wgk" usage show "$1" --ledger "${4:-$ledger}" --json >"$scratch/usage" &&
    python3 -c 'import json, sys
rows = [(one["interface"], one["public_key"], one["received_bytes"], one["sent_bytes"])
        for one in json.load(open(sys.argv[1]))["usage"]]
sys.exit(f"{rows}" if rows != [("wg0", sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))] else 0)' \
      "$scratch/usage" "$1" "$2" "$3"
}

# state: all that a removal would change.
state() {
  "$wgk" --netns server show wg0 dump
  cat "$scratch/wg0.conf"
  find "$store" -type f ! -name '*.lock' -print0 | sort -z | xargs -0 sha256sum
}

# refused NAME TEXT: the last command failed, said so in wgk's last line, and removed nothing.
refused() {
  local result=0
  [ "$status" -eq 1 ] && [ ! -s "$scratch/out" ] || result=1
  tail -n 1 "$scratch/err" | grep '^wgk: ' | grep -qF -- "$2" || result=1
  verdict "$1" "$result"
  state >"$scratch/after"
  check "$1: nothing was removed" cmp -s "$scratch/before" "$scratch/after"
}

revoke() { run "${program:-$wgk}" --netns server profile revoke "$store" "$@"; }

make_hosts

### Counted once

add anna ben cora
check 'a client has traffic' talks anna 5
check 'another one has other traffic' talks ben 9
read -r received sent < <(counters "${key[anna]}")
read -r others_received others_sent < <(counters "${key[ben]}")
check 'which the kernel has counted' [ $((received > 500 && others_received > received)) = 1 ]
revoke anna --ledger "$ledger"
succeeds 'a client is revoked and counted' "$(printf 'anna\t%s\t%s\t%s' "${key[anna]}" "$received" "$sent")"
check 'its peer is gone' not on_device "${key[anna]}"
check 'the ledger has what the kernel had' counted "${key[anna]}" "$received" "$sent"
check 'of the other peers as well' counted "${key[ben]}" "$others_received" "$others_sent"
check 'the ledger is for its owner only' [ "$(stat -c %a "$ledger")" = 600 ]
"$wgk" --netns server usage collect wg0 --ledger "$ledger"
check 'the sample after it adds nothing' counted "${key[anna]}" "$received" "$sent"

run "$wgk" --netns server profile disable "$store" ben --json --ledger "$ledger"
succeeds 'a client is disabled and counted'
check 'as JSON it has the same counters' python3 -c 'import json, sys
(one,) = json.load(open(sys.argv[1]))["profiles"]
last = one["last_counters"]
sys.exit((last["received_bytes"], last["sent_bytes"]) != (int(sys.argv[2]), int(sys.argv[3])))' \
  "$scratch/out" "$others_received" "$others_sent"
check 'what was counted already is not counted again' \
  counted "${key[ben]}" "$others_received" "$others_sent"
"$wgk" --netns server profile enable "$store" ben
check 'enabled again, it has traffic again' talks ben 2
read -r received sent < <(counters "${key[ben]}")
check 'the kernel counts it from zero' [ "$received" -lt "$others_received" ]
revoke "${key[ben]}" --ledger "$ledger"
succeeds 'then it is revoked by its key'
check 'the ledger has the sum' \
  counted "${key[ben]}" $((others_received + received)) $((others_sent + sent))

check 'a client that expires has traffic' talks cora 3
read -r received sent < <(counters "${key[cora]}")
"$wgk" --netns server profile expire "$store" cora 2021-02-03T04:05:06Z
run "$wgk" --netns server profile remove-expired "$store" --ledger "$ledger"
succeeds 'expired clients are removed and counted' \
  "$(printf 'cora\t%s\t%s\t%s' "${key[cora]}" "$received" "$sent")"
check 'the ledger has it' counted "${key[cora]}" "$received" "$sent"

### In the namespace itself, and a file with an unusual name

add emil
odd=$'-a b\n"\\\'$(id)*.db'
ip netns exec server "$wgk" usage collect wg0 --ledger "$odd"
check 'a client has traffic once more' talks emil 4
read -r received sent < <(counters "${key[emil]}")
run ip netns exec server "$wgk" profile revoke "$store" emil --ledger "$odd"
succeeds 'a file whose name begins with a dash is a file'
check 'and it is in that file' counted "${key[emil]}" "$received" "$sent" "$odd"

### What is executed

# A wgk-usage of our own: it writes down how it was called, and what it has open.
mkdir "$scratch/watched"
cp "$wgk" "$scratch/watched/wgk"
# shellcheck disable=SC2016 # its own variables
printf '%s\n' '#!/bin/sh' \
  'tr "\0" "\n" </proc/$$/cmdline >"$NOTES/called"' \
  'tr "\0" "\n" </proc/$$/environ >"$NOTES/environment"' \
  'for one in /proc/$$/fd/*; do readlink "$one"; done >"$NOTES/open"' \
  'exec "$USAGE" "$@"' >"$scratch/watched/wgk-usage"
chmod 700 "$scratch/watched/wgk-usage"
add fritz
check 'a client has traffic before it is watched' talks fritz 3
read -r received sent < <(counters "${key[fritz]}")
grep -rhoE '(PrivateKey|PresharedKey) = .*' "$store" "$scratch/wg0.conf" | sed 's/.* = //' | sort -u \
  >"$scratch/secrets"
export NOTES=$scratch USAGE=$usage
program=$scratch/watched/wgk
revoke fritz --ledger "$ledger"
succeeds 'the program beside wgk is executed'
check 'it has counted' counted "${key[fritz]}" "$received" "$sent"
printf '%s\n' /bin/sh "$scratch/watched/wgk-usage" --netns /run/netns/server collect wg0 \
  --ledger "$ledger" >"$scratch/wanted"
check 'its words are these' diff "$scratch/wanted" "$scratch/called"
check 'there are secrets' [ "$(wc -l <"$scratch/secrets")" -ge 3 ]
check 'it was told none' not grep -qFf "$scratch/secrets" "$scratch/called" "$scratch/environment"
check 'it was given no file of the store' not grep -qE 'clients|wg0\.conf' "$scratch/open"
unset program

### When it cannot count

add dora
check 'a client has traffic that cannot be counted' talks dora 2
state >"$scratch/before"
printf 'this is no database, but longer than its header: line %s\n' {1..200} >"$scratch/text"
cp "$scratch/text" "$scratch/same"
revoke dora --ledger "$scratch/text"
refused 'a ledger that is none' 'was not counted, so nothing was removed'
check 'what is wrong with it is said' said 'no ledger at all; move it away'
check 'and it is as it was' cmp -s "$scratch/text" "$scratch/same"
run "$wgk" --netns server profile disable "$store" dora --ledger "$scratch/text"
refused 'nor is a client disabled' 'was not counted, so nothing was removed'
"$wgk" --netns server profile expire "$store" dora 2021-02-03T04:05:06Z
state >"$scratch/before"
run "$wgk" --netns server profile remove-expired "$store" --ledger "$scratch/text"
refused 'nor are expired ones removed' 'was not counted, so nothing was removed'
revoke dora --ledger "$scratch/none/usage.db"
refused 'a folder that is not there' 'was not counted, so nothing was removed'
check 'is said too' said 'there is no such folder'
ln -s "$ledger" "$scratch/link"
revoke dora --ledger "$scratch/link"
refused 'a link' 'was not counted, so nothing was removed'
revoke dora --ledger ''
refused 'an empty name' 'was not counted, so nothing was removed'

mkdir "$scratch/alone"
cp "$wgk" "$scratch/alone/wgk"
program=$scratch/alone/wgk
revoke dora --ledger "$ledger"
refused 'without wgk-usage' 'install the package wgkit-usage'
check 'that nothing was removed is said' said 'nothing was removed'
# shellcheck disable=SC2016 # its own $$
for line in 'exit 3' 'kill -KILL $$'; do
  printf '#!/bin/sh\n%s\n' "$line" >"$scratch/alone/wgk-usage"
  chmod 700 "$scratch/alone/wgk-usage"
  revoke dora --ledger "$ledger"
  refused "a wgk-usage that does not do it ($line)" 'nothing was removed'
done
chmod 600 "$scratch/alone/wgk-usage"
revoke dora --ledger "$ledger"
refused 'a wgk-usage that cannot be executed' 'wgk-usage beside wgk'
unset program

### With rights that the caller lacks

# setuid, hence AT_SECURE. The caller by himself can read neither the store nor the ledger.
chmod 711 "$scratch"
mkdir -m 711 "$scratch/rights"
cp "$wgk" "$usage" "$scratch/rights"
chmod 4755 "$scratch/rights/wgk"
chmod 755 "$scratch/rights/wgk-usage"
program=others_revoke
others_revoke() {
  setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "$scratch/rights/wgk" "$@"
}
state >"$scratch/before"
for change in 'chown 65534' 'chmod 775' 'chmod 757'; do
  $change "$scratch/rights/wgk-usage"
  revoke dora --ledger "$ledger"
  refused "a wgk-usage that another may write ($change) is not executed" 'wgk-usage beside wgk'
  chown 0 "$scratch/rights/wgk-usage"
  chmod 755 "$scratch/rights/wgk-usage"
done
chmod 777 "$scratch/rights"
revoke dora --ledger "$ledger"
refused 'nor one in a folder that another may write' 'wgk-usage beside wgk'
chmod 711 "$scratch/rights"
read -r received sent < <(counters "${key[dora]}")
revoke dora --ledger "$ledger"
succeeds "root's own is"
check 'and has counted, after all that went wrong' counted "${key[dora]}" "$received" "$sent"
unset program

### Without the device

add gina
run "$wgk" --netns server profile revoke "$store" gina --ledger "$scratch/unused" --files-only
succeeds 'without the device nothing is to be counted'
check 'and no ledger is made' [ ! -e "$scratch/unused" ]

closing
