#!/usr/bin/env bash
# Tests of wgk reload on a real kernel with WireGuard. Run them as root where nothing else uses the
# network:
#   Tests/kernel/vm Tests/shell/reload.sh WGK
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=${1:?usage: reload.sh WGK}
sites=(1 2 3)
file=$scratch/wg0.conf

# key NUMBER: a public key made of a number, the same for the same number.
key() { printf '%042dA=' "$1"; }

# Three hosts behind links of their own, each with a tunnel to the server here.
make_hosts() {
  local site
  ip link set lo up
  "$wgk" genkey >"$scratch/server"
  for site in "${sites[@]}"; do
    "$wgk" genkey >"$scratch/host$site"
    ip netns add "host$site"
    ip link add "link$site" type veth peer name uplink netns "host$site"
    ip address add "192.168.$site.1/30" dev "link$site"
    ip link set "link$site" up
    ip -n "host$site" address add "192.168.$site.2/30" dev uplink
    ip -n "host$site" link set uplink up
    "$wgk" --netns "host$site" link add tunnel
    "$wgk" --netns "host$site" set tunnel private-key "$scratch/host$site" \
      peer "$("$wgk" pubkey <"$scratch/server")" endpoint "192.168.$site.1:51820" \
      allowed-ips 10.77.0.0/16
    ip -n "host$site" address add "10.77.255.$site/32" dev tunnel
    ip -n "host$site" link set tunnel up
    ip -n "host$site" route add 10.77.0.0/16 dev tunnel
  done
}

# server_file CHANGED: the server's file: a thousand peers, of which one is as CHANGED says.
server_file() {
  local site number
  printf '[Interface]\nPrivateKey = %s\nListenPort = 51820\nAddress = 10.77.0.1/24\nMTU = 1400\n' \
    "$(cat "$scratch/server")"
  for site in "${sites[@]}"; do
    printf '\n[Peer]\n# host %s\nPublicKey = %s\nAllowedIPs = 10.77.255.%s/32\n' "$site" \
      "$("$wgk" pubkey <"$scratch/host$site")" "$site"
  done
  for ((number = 1; number <= 997; number++)); do
    printf '\n[Peer]\nPublicKey = %s\n' "$(key "$number")"
    if [ "$number" -eq 500 ]; then
      printf '%s\n' "$1"
    else
      printf 'AllowedIPs = 10.78.%s.%s/32\n' $((number / 256)) $((number % 256))
    fi
  done
}

# The counters and handshakes of the three hosts, in their order.
hosts() {
  local site
  for site in "${sites[@]}"; do
    "$wgk" show wg0 dump | awk -v key="$("$wgk" pubkey <"$scratch/host$site")" '$1 == key'
  done
}

# no_loss FILE…: of the pings up to the last one that was answered, each was. Those behind it may have
# been on their way when ping was ended.
no_loss() {
  local file
  for file; do
    awk -F 'icmp_seq=' 'NF == 2 && $2 + 0 != ++last { exit 1 } END { if (last < 20) exit 1 }' "$file" || {
      grep -m 30 -e icmp_seq -e transmitted "$file" >>"$scratch/err"
      return 1
    }
  done
}

# answered FILE: how many pings were answered.
answered() { grep -c 'icmp_seq=' "$1"; }

# still_answered FILE…: ten more pings are answered, within half a minute.
still_answered() {
  local file goal
  for file; do
    goal=$(($(answered "$file") + 10))
    for _ in {1..300}; do
      [ "$(answered "$file")" -lt $goal ] || continue 2
      sleep 0.1
    done
    return 1
  done
}

# counting_on BEFORE AFTER: the same handshakes and endpoints, and counters that went on.
counting_on() {
  [ "$(wc -l <"$1")" -eq 3 ] && paste "$1" "$2" | awk '
    { if ($1 != $9 || $3 != $11 || $5 != $13 || $5 == 0 || $14 <= $6 || $15 <= $7) exit 1 }'
}

make_hosts
"$wgk" link add wg0
"$wgk" link up wg0
server_file 'AllowedIPs = 10.79.0.0/16' >"$file"
run "$wgk" reload wg0 "$file"
succeeds 'an empty interface becomes what its file says'
check 'it has the peers' test "$("$wgk" show wg0 peers | wc -l)" -eq 1000
check 'it has the address' test "$("$wgk" address list wg0 | grep -c '10\.77\.0\.1/24')" -eq 1
check 'it has the routes' test "$(ip route show dev wg0 | grep -c '^10\.7[89]\.')" -eq 997
check 'it has the MTU' grep -q 1400 /sys/class/net/wg0/mtu
run "$wgk" reload wg0 "$file" --dry-run
succeeds 'nothing is left to do' ''

for site in "${sites[@]}"; do
  ip netns exec "host$site" ping -i 0.1 -W 5 10.77.0.1 >"$scratch/ping$site" 2>&1 &
done
for _ in {1..100}; do
  hosts >"$scratch/before"
  awk '$5 == 0 { exit 1 }' "$scratch/before" && break
  sleep 0.1
done
server_file $'AllowedIPs = 10.79.0.0/17, 10.80.0.0/16\nPersistentKeepalive = 25' >"$file"
run "$wgk" reload wg0 "$file" --dry-run
check 'a dry run says what would be done' said "~ peer $(key 500) persistent-keepalive 25"
check 'and names the routes' said '+ route 10.80.0.0/16'
check 'and does nothing' test -z "$("$wgk" show wg0 allowed-ips | grep 10.80)"
run "$wgk" reload wg0 "$file"
succeeds 'one changed peer among a thousand'
check 'the change is in force' grep -q "^$(key 500).*10\.79\.0\.0/17 10\.80\.0\.0/16" \
  <("$wgk" show wg0 allowed-ips)
check 'the routes follow' test "$(ip route show dev wg0 | grep -cE '^10\.(79\.0\.0/17|80\.0\.0/16) ')" -eq 2
check 'and the old one is gone' not grep -q '^10\.79\.0\.0/16 ' <(ip route show dev wg0)
check 'the others are answered after it' still_answered "$scratch"/ping?
hosts >"$scratch/after"
pkill -INT -x ping
wait
check 'no ping through the others was lost' no_loss "$scratch"/ping?
check 'their handshakes stand, and their counters go on' \
  counting_on "$scratch/before" "$scratch/after"

### What goes wrong

cp "$file" "$scratch/good.conf"
"$wgk" showconf wg0 >"$scratch/held"
ip link add blocker type dummy
ip link set blocker up
ip route add 10.81.0.0/16 dev blocker
server_file 'AllowedIPs = 10.79.0.0/17, 10.81.0.0/16' >"$file"
run "$wgk" reload wg0 "$file"
fails 'a network that is routed elsewhere is refused' 'has a route elsewhere already'
"$wgk" link add blocker2
"$wgk" set blocker2 listen-port 51821
"$wgk" link up blocker2
# The address changes before the device.
server_file 'AllowedIPs = 10.79.0.0/17' | sed 's/51820/51821/; s#10\.77\.0\.1/24#10.77.0.2/24#' >"$file"
run "$wgk" reload wg0 "$file"
fails 'a reload that fails in the middle says so' 'what had been changed is as it was before'
"$wgk" showconf wg0 >"$scratch/now"
check 'and is taken back' cmp -s "$scratch/held" "$scratch/now"
run "$wgk" reload wg0 "$scratch/good.conf" --dry-run
succeeds 'with all that belongs to it' ''

run "$wgk" reload wg9 "$file"
fails 'there is no such interface' 'wg9'
run "$wgk" reload wg0 "$scratch/nothing.conf"
fails 'there is no such file' 'nothing.conf'
printf '[Interface]\nPrivateKey = nonsense\n' >"$file"
run "$wgk" reload wg0 "$file"
fails 'the file is broken' '2'
check 'the key is not repeated' not said nonsense
printf '[Interface]\n[Peer]\nPublicKey = %s\nAllowedIPs = 0.0.0.0/0\n' "$(key 1)" >"$file"
run "$wgk" reload wg0 "$file"
fails 'a default route needs more than a reload' 'take it down and bring it up'
"$wgk" showconf wg0 >"$scratch/now"
check 'nothing was changed by any of them' cmp -s "$scratch/held" "$scratch/now"

mkdir -p /etc/wireguard
cp "$scratch/good.conf" /etc/wireguard/wg0.conf
run "$wgk" reload wg0
succeeds 'without a file it is the one of that name in /etc/wireguard'

closing
