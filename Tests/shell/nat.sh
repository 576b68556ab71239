#!/usr/bin/env bash
# Tests of wgk nat on a real kernel with WireGuard and nf_tables; nft and packets say what came of
# it. Run them as root where nothing else uses the network:
#   Tests/kernel/vm Tests/shell/nat.sh WGK
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=${1:?usage: nat.sh WGK}

# A client behind a server, with a tunnel between them, and a host outside that knows of neither the
# tunnel nor the client. The client reaches the outside through the tunnel alone.
make_hosts() {
  local host
  for host in client server outside; do
    ip netns add $host
    ip -n $host link set lo up
    "$wgk" genkey >"$scratch/$host"
  done
  ip link add uplink netns client type veth peer name inner netns server
  ip link add outer netns server type veth peer name uplink netns outside
  ip -n client address add 192.168.1.2/24 dev uplink
  ip -n server address add 192.168.1.1/24 dev inner
  ip -n server address add 192.168.2.1/24 dev outer
  ip -n outside address add 192.168.2.2/24 dev uplink
  ip -n server address add fd02::1/64 dev outer nodad
  ip -n outside address add fd02::2/64 dev uplink nodad
  for host in client/uplink server/inner server/outer outside/uplink; do
    ip -n ${host%/*} link set ${host#*/} up
  done
  "$wgk" --netns server link add wg0
  "$wgk" --netns server set wg0 listen-port 51820 private-key "$scratch/server" \
    peer "$("$wgk" pubkey <"$scratch/client")" allowed-ips 10.8.0.2/32,fd08::2/128,10.9.0.0/24
  "$wgk" --netns client link add wg0
  "$wgk" --netns client set wg0 private-key "$scratch/client" \
    peer "$("$wgk" pubkey <"$scratch/server")" endpoint 192.168.1.1:51820 \
    allowed-ips 10.8.0.0/24,fd08::/64,192.168.2.0/24,fd02::/64
  ip -n server address add 10.8.0.1/24 dev wg0
  ip -n server address add fd08::1/64 dev wg0 nodad
  ip -n client address add 10.8.0.2/24 dev wg0
  ip -n client address add fd08::2/64 dev wg0 nodad
  ip -n client address add 10.9.0.2/32 dev lo
  ip -n server link set wg0 up
  ip -n client link set wg0 up
  ip -n server route add 10.9.0.0/24 dev wg0
  ip -n client route add 192.168.2.0/24 dev wg0
  ip -n client -6 route add fd02::/64 dev wg0
  # What the outside sees: echo requests, counted by where they come from.
  ip netns exec outside nft -f - <<'END'
table inet seen {
  chain input {
    type filter hook input priority 0;
    icmp type echo-request ip saddr 192.168.2.1 counter comment "server4"
    icmp type echo-request ip saddr 10.0.0.0/8 counter comment "tunnel4"
    icmpv6 type echo-request ip6 saddr fd02::1 counter comment "server6"
    icmpv6 type echo-request ip6 saddr fd08::/64 counter comment "tunnel6"
  }
}
END
}

# seen WHO: how many echo requests of these have reached the outside.
seen() {
  ip netns exec outside nft list table inet seen |
    sed -n "s/.*counter packets \([0-9]*\).*comment \"$1\"/\1/p"
}

# reaches ADDRESS [OPTION…]: the client gets an answer.
reaches() { ip netns exec client ping -q -c 1 -W 3 "${@:2}" "$1" >"$scratch/ping" 2>&1; }

nat() { "$wgk" --netns server nat "$@"; }
ruleset() { ip netns exec server nft list ruleset; }
table() { ip netns exec server nft list table inet "wgkit-$1"; } # TUNNEL

make_hosts
check 'the server and the client are connected' reaches 10.8.0.1
ip netns exec server nft -f - <<'END'
table inet filter {
  chain forward {
    type filter hook forward priority 10; policy accept;
    tcp dport 25 drop
  }
}
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr 172.16.0.0/12 oifname "outer" masquerade
  }
}
END
ruleset >"$scratch/others"

### Adding

run nat show wg0
fails 'where there is none, that is said' 'there is no NAT of wg0'
run nat add wg0
check 'it is added with the networks of the interface' [ "$status" -eq 0 ]
check 'that IPv4 is not forwarded is said' said 'net.ipv4.ip_forward is 0'
check 'that IPv6 is not forwarded is said' said 'net.ipv6.conf.all.forwarding is 0'
check 'and forwarding was not touched' \
  [ "$(ip netns exec server cat /proc/sys/net/ipv4/ip_forward)" = 0 ]
check 'without forwarding nothing gets through' not reaches 192.168.2.2
cat >"$scratch/wanted" <<'END'
table inet wgkit-wg0 {
	chain forward {
		type filter hook forward priority filter; policy accept;
		iifname "wg0" accept
		oifname "wg0" accept
	}

	chain postrouting {
		type nat hook postrouting priority srcnat; policy accept;
		ip saddr 10.8.0.0/24 oifname != "wg0" oifname != "lo" masquerade
		ip6 saddr fd08::/64 oifname != "wg0" oifname != "lo" masquerade
	}
}
END
table wg0 >"$scratch/out" 2>"$scratch/err"
check 'nft prints the table that docs/nat.md shows' cmp -s "$scratch/wanted" "$scratch/out"
run nat show wg0
succeeds 'wgk shows the same' $'10.8.0.0/24\t(any)\tnot-forwarded\nfd08::/64\t(any)\tnot-forwarded'
run nat add wg0 --enable-forwarding
succeeds 'it is added again, and forwarding is turned on when that is asked for'
check 'of IPv4' [ "$(ip netns exec server cat /proc/sys/net/ipv4/ip_forward)" = 1 ]
check 'of IPv6' [ "$(ip netns exec server cat /proc/sys/net/ipv6/conf/all/forwarding)" = 1 ]
check 'and not in another namespace' [ "$(cat /proc/sys/net/ipv4/ip_forward)" = 0 ]
table wg0 >"$scratch/out" 2>"$scratch/err"
check 'added twice it is there once' cmp -s "$scratch/wanted" "$scratch/out"

### Packets

check 'a host behind the tunnel reaches the outside over IPv4' reaches 192.168.2.2
check 'and over IPv6' reaches fd02::2
check 'it arrives with the address of the server' [ "$(seen server4)" -ge 1 ]
check 'and with that of IPv6' [ "$(seen server6)" -ge 1 ]
check 'never with its own' [ "$(seen tunnel4) $(seen tunnel6)" = '0 0' ]
check 'a network that was not named keeps its address' not reaches 192.168.2.2 -I 10.9.0.2
check 'and is seen with it' [ "$(seen tunnel4)" -ge 1 ]
ruleset | sed '/^table inet wgkit-wg0 {/,/^}/d' >"$scratch/now"
check 'no other table was touched' cmp -s "$scratch/others" "$scratch/now"

run nat add wg0 --network 10.9.0.0/24 --network 10.8.0.0/25 --out outer
succeeds 'networks and the way out can be named'
run nat show wg0
succeeds 'they take the place of what was there' \
  $'10.8.0.0/25\touter\tforwarded\n10.9.0.0/24\touter\tforwarded'
check 'nft says so too' [ "$(table wg0 | grep -c 'oifname "outer" masquerade')" = 2 ]
check 'the network that is named now gets through' reaches 192.168.2.2 -I 10.9.0.2
run nat add wg0 --network 10.8.0.0/24 --out inner
check 'by another way out nothing is translated' not reaches 192.168.2.2
run nat show wg0 --json
check 'JSON has it all' python3 -c '
import json, sys
said = json.load(open(sys.argv[1]))
sys.exit(said != {"version": 1, "interface": "wg0", "out_interface": "inner",
    "forwards_ipv4": True, "forwards_ipv6": True, "networks": ["10.8.0.0/24"]})' "$scratch/out"

### Every length of a prefix, as nft reads it

networks=()
for length in 1 3 7 8 9 15 16 17 23 24 25 31 32; do networks+=(--network "255.255.255.255/$length"); done
for length in 1 7 8 31 32 33 63 64 65 127 128; do
  networks+=(--network "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/$length")
done
run nat add wg0 "${networks[@]}" --network 0.0.0.0/0 --network ::/0
succeeds 'networks of many lengths are added'
table wg0 | grep masquerade | sed 's/^\t*//' >"$scratch/out"
python3 - >"$scratch/wanted" <<'END'
from ipaddress import ip_network
both = {}
for bits, top, word, lengths in (
    (32, "255.255.255.255", "ip", (0, 1, 3, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 32)),
    (128, "ffff:" * 7 + "ffff", "ip6", (0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 127, 128)),
):
    for network in sorted(ip_network(f"{top}/{length}", strict=False) for length in lengths):
        text = str(network) if 0 < network.prefixlen < bits else str(network.network_address)
        source = f"{word} saddr {text}" if network.prefixlen else f"meta nfproto ipv{4 if bits == 32 else 6}"
        print(f'{source} oifname != "wg0" oifname != "lo" masquerade')
END
check 'nft reads each as it was meant' cmp -s "$scratch/wanted" "$scratch/out"
run nat show wg0
check 'wgk reads each as it was meant' [ "$(wc -l <"$scratch/out")" = 26 ]

### Who changed it

ip netns exec server nft add rule inet wgkit-wg0 forward tcp dport 25 drop
run nat show wg0
fails 'a rule that somebody added is seen' 'somebody has changed its rules'
run nat add wg0 --network 10.8.0.0/24
succeeds 'adding makes it as it was'
ip netns exec server nft add rule inet wgkit-wg0 postrouting ip saddr 10.0.0.0/8 masquerade random
run nat show wg0
fails 'a masquerade with options is another one' 'somebody has changed its rules'

### Removing

run nat add wg1 --network 10.11.0.0/24
succeeds 'a tunnel that is not there yet can have rules'
run nat remove wg0
succeeds 'it is removed'
check 'whole' not table wg0 >/dev/null 2>&1
check 'that of another tunnel stays' table wg1 >/dev/null
ip netns exec server nft delete table inet wgkit-wg1
ruleset >"$scratch/now"
check 'what is left is what was there before' cmp -s "$scratch/others" "$scratch/now"
check 'without it the client gets no answer' not reaches 192.168.2.2
run nat remove wg0
fails 'it cannot be removed twice' 'there is none'
run nat add wg0 --network 10.8.0.0/24
check 'and added again, it works again' reaches 192.168.2.2
run nat remove wg0

### What goes wrong

run nat add wg9
fails 'an interface that is not there has no networks' 'no such interface'
run nat add wg0 --out wg0 --network 10.8.0.0/24
fails 'the tunnel is not its own way out' 'packets that leave by it stay in the tunnel'
run nat add wg0 --network nonsense
fails 'a network that is none is refused' 'nonsense'
run nat add wg0 --network
fails 'an option without its value is refused' "'--network' needs a value"
networks=()
for ((number = 0; number < 101; number++)); do networks+=(--network "10.20.$number.0/24"); done
run nat add wg0 "${networks[@]}"
fails 'too many networks are refused' '100 are the most'
run nat add wg0 "${networks[@]:2}"
succeeds 'as many as can be are not'
run nat show wg0
check 'and all are there' [ "$(wc -l <"$scratch/out")" = 100 ]
run setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "$wgk" nat add wg0 --network 10.0.0.0/8
fails 'without the right it says which' 'CAP_NET_ADMIN'
run nat remove wg0

### A kernel that lacks a part of it

ip netns exec server nft flush ruleset
for module in nft_masq nft_chain_nat; do
  lsmod | grep -q "^$module " && rmmod "$module"
done
echo 1 >/proc/sys/kernel/modules_disabled
run "$wgk" nat add wg0 --network 10.8.0.0/24
fails 'a kernel without a part of nf_tables is told apart' 'modprobe -a nft_chain_nat nft_masq'
run "$wgk" nat show wg0
fails 'and nothing was added' 'there is no NAT of wg0'

closing
