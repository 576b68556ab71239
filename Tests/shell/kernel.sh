#!/usr/bin/env bash
# Tests of wgk against wg on a real kernel with WireGuard. Run them as root where nothing else uses
# the network:
#   Tests/kernel/vm Tests/shell/kernel.sh WGK [WG [PART...]]
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=${1:?usage: kernel.sh WGK [WG]}
wg=${2:-wg}
# The tests of traffic change the clock, the errors are those of the devices that show leaves.
parts=("${@:3}")
[ ${#parts[@]} -gt 0 ] || parts=(show terminal set conf sync link error large traffic)
# There is no DNS here, and wg would try fifteen times.
export WG_ENDPOINT_RESOLUTION_RETRIES=0
unset WG_COLOR_MODE WG_HIDE_KEYS NO_COLOR
fields=(public-key private-key listen-port fwmark peers preshared-keys endpoints allowed-ips
  latest-handshakes transfer persistent-keepalive dump)

# keys COUNT: that many different public keys, quickly: base64 with its last bits zero.
keys() { base64 -w 42 /dev/urandom | head -n "$1" | sed 's/$/A=/'; }

# same NAME WORD…: wgk WORD… does and prints what wg WORD… does.
same() {
  local name=$1 expected _
  shift
  for _ in 1 2 3; do
    expected=0
    "$wg" "$@" >"$scratch/expected" 2>/dev/null || expected=$?
    run "$wgk" "$@"
    same_result "$expected" && break
    # A packet may have come between the two; when none did, the difference is wgk's.
    "$wg" "$@" 2>/dev/null | cmp -s - "$scratch/expected" && break
  done
  check "$name" same_result "$expected"
}
same_result() {
  [ "$status" -eq "$1" ] && [ ! -s "$scratch/err" ] && cmp -s "$scratch/out" "$scratch/expected"
}

# shown DEVICE KIND: everything that show can print of a device.
shown() {
  local field
  for field in "${fields[@]}"; do same "show $field of $2" show "$1" "$field"; done
  same "showconf of $2" showconf "$1"
  still "show of $2" "$1"
  WG_HIDE_KEYS=never still "show of $2, with keys" "$1"
  WG_COLOR_MODE=always still "show of $2, in colours" "$1"
}

# still NAME DEVICE: wgk show is wg show; tried again, as the second can change in between.
still() {
  for _ in {1..10}; do
    "$wg" show "$2" >"$scratch/expected"
    run "$wgk" show "$2"
    cmp -s "$scratch/out" "$scratch/expected" && break
  done
  check "$1" same_result 0
}

# Devices of every kind, left in place for the tests of all of them together.
show_tests() {
  same 'show without devices' show
  same 'show all dump without devices' show all dump
  same 'show interfaces without devices' show interfaces

  ip link add wt-empty type wireguard
  shown wt-empty 'a new device'
  same 'show interfaces with one' show interfaces

  ip link add wt-one type wireguard
  "$wg" genkey >"$scratch/private"
  "$wg" genpsk >"$scratch/preshared"
  "$wg" set wt-one listen-port 5555 fwmark 0xfffffffe private-key "$scratch/private" \
    peer "$(keys 1)" preshared-key "$scratch/preshared" endpoint 192.0.2.1:65535 \
    persistent-keepalive 65535 allowed-ips 10.0.0.0/8,::/0
  shown wt-one 'a device with one peer'

  ip link add wt-forty type wireguard
  local line number=0
  while read -r line; do
    forty_options $((number++))
    "$wg" set wt-forty peer "$line" "${options[@]}"
  done < <(keys 40)
  "$wg" set wt-forty private-key "$scratch/private"
  shown wt-forty 'a device with forty peers'
  check 'the forty peers have scoped endpoints' grep -q '\[fe80::1%lo\]' "$scratch/expected"

  local field
  for field in "${fields[@]}"; do
    # wg before 2025 does not end its lines of endpoints.
    [ "$field" = endpoints ] || same "show all $field" show all "$field"
  done
  run "$wgk" show all endpoints
  for line in wt-empty wt-one wt-forty; do
    "$wg" show $line endpoints | sed "s/^/$line\t/"
  done >"$scratch/expected"
  check 'show all endpoints' same_result 0
  same 'show interfaces with three' show interfaces
  same 'show all' show all
  same 'show' show
  run "$wgk"
  check 'wgk alone is show' cmp -s "$scratch/out" "$scratch/expected"
}

# Colours are for a terminal, and for those who want them.
terminal_tests() {
  ip link add wt-tty type wireguard
  "$wg" set wt-tty listen-port 1 fwmark 2
  local escape words
  escape=$(printf '\033')
  on_terminal "$wg" show wt-tty
  mv "$scratch/out" "$scratch/expected"
  on_terminal "$wgk" show wt-tty
  check 'show on a terminal is what wg shows on one' same_result 0
  check 'show on a terminal has colours' said "$escape"
  on_terminal env NO_COLOR= "$wgk" show wt-tty
  check 'an empty NO_COLOR changes nothing' said "$escape"
  for words in NO_COLOR=1 WG_COLOR_MODE=never; do
    on_terminal env $words "$wgk" show wt-tty
    check "show on a terminal with $words has no colours" not said "$escape"
    check "show on a terminal with $words shows the device" said 'wt-tty'
  done
  on_terminal env NO_COLOR=1 WG_COLOR_MODE=always "$wgk" show wt-tty
  check 'WG_COLOR_MODE comes before NO_COLOR' said "$escape"
  on_terminal "$wgk" link show wt-tty
  check 'link show on a terminal has colours' said "$escape"
  run "$wgk" link show wt-tty
  check 'link show elsewhere has none' not said "$escape"
  ip link del wt-tty
}

# on_terminal COMMAND…: as run, with a terminal as standard output; its line ends are as in a file.
on_terminal() {
  status=0
  script -qec "$(printf '%q ' env -u NO_COLOR -u WG_COLOR_MODE "$@")" /dev/null >"$scratch/tty" \
    2>"$scratch/err" </dev/null || status=$?
  tr -d '\r' <"$scratch/tty" >"$scratch/out"
}

# forty_options NUMBER: the settings of one of forty peers, so that every kind of value occurs.
forty_options() {
  options=(allowed-ips "10.1.$1.0/24")
  case $(($1 % 10)) in
    0) options=(allowed-ips '') ;;
    1) options+=(endpoint "198.51.100.7:$(($1 + 1))" preshared-key "$scratch/preshared") ;;
    2) options+=(endpoint "[2001:db8::$1]:1") ;;
    3) options+=(endpoint '[fe80::1%lo]:7' persistent-keepalive 1) ;;
    4) options+=(endpoint '[fe80::1%4711]:7') ;;
    5) options+=(endpoint '[2001:db8::1%5]:7' persistent-keepalive 3600) ;;
    6) options+=(endpoint '[ff02::1%lo]:7') ;;
    7) options=(allowed-ips "$(printf "10.2.$1.%s," {1..9})10.3.$1.0/31") ;;
    8) options=(allowed-ips "::$1:0/112,::ffff:1.2.3.$1/128,::1.2.$1.4/128,fd00:0:0:1::$1/128,1:0:0:2::$1/128") ;;
    9) options=(allowed-ips "$1.0.0.0/9,2001:db8:0:$1:1:1:1:1/128,64:ff9b::$1.0.0.1/128"
      endpoint "[::ffff:192.0.2.$1]:9" persistent-keepalive 60) ;;
  esac
}

# Ten thousand peers with two allowed IPs each; without a private key, so that the kernel need not
# compute as many shared secrets.
large_tests() {
  ip link add wt-large type wireguard
  keys 10000 | awk '{
    printf "[Peer]\nPublicKey = %s\nEndpoint = 203.0.113.1:%d\n", $1, NR
    printf "AllowedIPs = 10.%d.%d.%d/32, fd00::%x/128\n", NR / 65536, NR / 256 % 256, NR % 256, NR
  }' >"$scratch/large.conf"
  "$wg" setconf wt-large "$scratch/large.conf"
  same 'show dump of ten thousand peers' show wt-large dump
  check 'ten thousand peers are 10001 lines' [ "$(wc -l <"$scratch/out")" -eq 10001 ]
  same 'show allowed-ips of ten thousand peers' show wt-large allowed-ips
  # A pipe takes less than the whole at once.
  "$wgk" show wt-large dump | (sleep 1; cat) >"$scratch/out"
  "$wg" show wt-large dump >"$scratch/expected"
  check 'a slow reader gets all of it' cmp -s "$scratch/out" "$scratch/expected"
  status=0
  "$wgk" show wt-large dump >/dev/full 2>"$scratch/err" || status=$?
  : >"$scratch/out"
  fails 'a long dump on a full disk is a failure' 'No space left on device'
  "$wgk" show wt-large dump 2>"$scratch/err" | head -n 1 >"$scratch/out"
  check 'a reader that goes early is no message' test ! -s "$scratch/err"
  # It is left to the end of the machine: deleting takes the emulated kernel 17 ms a peer.
}

# twins WORD…: wg set and wgk set with the same words end alike, on devices that are alike, and leave
# them alike. The words are those after the interface's name.
twins() {
  local expected=0
  "$wg" set wt-a "$@" >/dev/null 2>&1 </dev/null || expected=$?
  run "$wgk" set wt-b "$@" </dev/null
  "$wg" showconf wt-a >"$scratch/expected"
  "$wg" showconf wt-b >"$scratch/changed"
  check "set $*" same_change "$expected"
}
same_change() {
  [ "$status" -eq "$1" ] && [ ! -s "$scratch/out" ] && cmp -s "$scratch/changed" "$scratch/expected"
}

set_tests() {
  local words first second third
  # shellcheck disable=SC2034 # The words below name all three.
  { read -r first; read -r second; read -r third; } < <(keys 3)
  "$wg" genkey >"$scratch/other"
  printf '%s \t\n\n' "$(cat "$scratch/other")" >"$scratch/spaced"
  printf '%s' "$(cat "$scratch/other")" >"$scratch/bare"
  printf 'A%.0s' {1..43} >"$scratch/zero"
  printf '=\n' >>"$scratch/zero"
  : >"$scratch/nothing"
  printf 'x%s\n' "$(cat "$scratch/other")" >"$scratch/long"
  ip link add wt-a type wireguard
  ip link add wt-b type wireguard

  while IFS= read -r words <&3; do
    [ -n "$words" ] || continue
    eval "twins $words"
  done 3<<'END'
listen-port 1234
listen-port 0
listen-port 010
listen-port +5
listen-port 65535
listen-port off
listen-port 0x10
listen-port -1
fwmark 1
fwmark off
fwmark 0xffffffff
fwmark OFF
fwmark 010
fwmark 0x0a
fwmark 0X10
fwmark 0x
fwmark 4294967296
fwmark 4294967295
fwmark 0
private-key "$scratch/private"
private-key "$scratch/spaced"
private-key /dev/null
private-key "$scratch/bare"
private-key "$scratch/zero"
private-key "$scratch/private" listen-port 99 fwmark 0x77
private-key "$scratch/nothing"
private-key "$scratch/long"
private-key "$scratch/none"
private-key /
private-key "$scratch/private"
listen-port 1 listen-port 2
frobnicate 1
listen-port
listen-port 77 frobnicate
Listen-Port 1

peer "$first"
peer "$first" allowed-ips 10.0.0.0/8
peer "$first" endpoint 1.2.3.4:5
peer "$first" endpoint [2001:db8::1]:6
peer "$first" endpoint 2001:db8::1:6
peer "$first" endpoint [1.2.3.5]:6
peer "$first" endpoint [fe80::2%lo]:6
peer "$first" endpoint 1.2.3.4:007
peer "$first" endpoint localhost:9
peer "$first" endpoint [::1]
peer "$first" endpoint :5
peer "$first" endpoint []:5
peer "$first" endpoint 1.2.3.4
peer "$first" persistent-keepalive 25
peer "$first" persistent-keepalive off
peer "$first" persistent-keepalive 025
peer "$first" persistent-keepalive 0
peer "$first" persistent-keepalive 65535
peer "$first" persistent-keepalive Off
peer "$first" persistent-keepalive 25s
peer "$first" persistent-keepalive 65536
peer "$first" preshared-key "$scratch/preshared"
peer "$first" preshared-key "$scratch/zero"
peer "$first" preshared-key "$scratch/spaced"
peer "$first" preshared-key /dev/null
peer "$first" preshared-key "$scratch/long"
peer "$first" allowed-ips 10.0.0.1
peer "$first" allowed-ips 10.0.0.1/032,::1
peer "$first" allowed-ips " 10.0.0.1 , fd00 :: 1 / 6 4 "
peer "$first" allowed-ips 10.0.0.5/24
peer "$first" allowed-ips 10.0.0.1,10.0.0.1
peer "$first" allowed-ips 10.0.0.1 allowed-ips 10.0.0.2
peer "$first" allowed-ips 0.0.0.0/0,::/0
peer "$first" allowed-ips ::ffff:1.2.3.4/128,1:2::/32
peer "$first" allowed-ips ""
peer "$first" allowed-ips 10.0.0.1,
peer "$first" allowed-ips 10.0.0.1/33
peer "$first" allowed-ips ::1/129
peer "$first" allowed-ips 10/8
peer "$first" allowed-ips 10.0.0.1/+8
peer "$first" allowed-ips 10.0.0.1 peer "$second" allowed-ips 10.0.0.1,10.0.0.2
peer "$first" allowed-ips 10.0.0.2
peer "$second" peer "$first" persistent-keepalive 5 peer "$second" endpoint 1.1.1.1:1
peer "$third" preshared-key "$scratch/preshared" endpoint 9.9.9.9:9 persistent-keepalive 9 allowed-ips 9.9.9.9
listen-port 5 peer "$third" persistent-keepalive 7 allowed-ips 9.9.9.0/24
peer "$third" listen-port 5
endpoint 1.1.1.1:1
peer "$third" remove
peer "$third" remove
peer "$second" remove endpoint 8.8.8.8:8
peer "$first" peer "$second" remove peer "$third"
peer "$first" remove peer "$first"
peer "$first" remove peer "$second" remove peer "$third" remove
peer
peer "${first%=}"
peer x
END
  set_stdin_tests "$first"
  set_difference_tests "$first"
  ip link del wt-a
  ip link del wt-b
}

# conf_twins COMMAND FILE: wg COMMAND and wgk COMMAND with the same file end alike, on devices that
# are alike, and leave them alike.
conf_twins() {
  local expected=0
  "$wg" "$1" wt-a "$2" >/dev/null 2>&1 </dev/null || expected=$?
  run "$wgk" "$1" wt-b "$2" </dev/null
  "$wg" showconf wt-a >"$scratch/expected"
  "$wg" showconf wt-b >"$scratch/changed"
  check "$1 with $3" same_change "$expected"
}

# Files for setconf, addconf and syncconf. Those behind a line with = are for syncconf too: of the
# others this version of wg makes something else than later ones, or the port is missing. Their allowed
# IPs stand in order, since sync gives them in order.
conf_tests() {
  local first second third name text
  # shellcheck disable=SC2034 # The texts below name all three.
  { read -r first; read -r second; read -r third; } < <(keys 3)
  ip link add wt-a type wireguard
  ip link add wt-b type wireguard
  private=$(cat "$scratch/private") preshared=$(cat "$scratch/preshared")
  local both="[Interface]\nPrivateKey = $private\nListenPort = 5\nFwMark = 0x10\n"
  local whole="[Peer]\nPublicKey = $first\nPresharedKey = $preshared\nAllowedIPs = 10.0.0.5/24, fd00::/64
Endpoint = 1.2.3.4:5\nPersistentKeepalive = 25\n"
  while IFS='|' read -r name text <&3; do
    [ -n "$text" ] || continue
    eval "printf '%b' \"$text\"" >"$scratch/conf"
    conf_twins setconf "$scratch/conf" "$name"
    conf_twins addconf "$scratch/conf" "$name, again"
    if [ "${name#=}" != "$name" ]; then
      printf '%b' "${both}[Peer]\nPublicKey = $third\nAllowedIPs = 10.9.0.0/16\n" >"$scratch/base"
      conf_twins setconf "$scratch/base" 'another file'
      conf_twins syncconf "$scratch/conf" "$name"
      conf_twins syncconf "$scratch/conf" "$name, again"
    fi
  done 3<<'END'
an empty file|\n
=an interface alone|$both
=one peer|$both$whole
=two peers|$both$whole[Peer]\nPublicKey=$second\nAllowedIPs=10.1.0.0/16,10.9.0.0/16\n
an interface of two halves|[Interface]\nListenPort=7\n$whole[Interface]\nFwMark=off\nListenPort=8\n
a peer without an interface|[Peer]\nPublicKey = $second\n
a peer twice|[Peer]\nPublicKey=$second\nAllowedIPs=10.0.0.0/8\nEndpoint=1.1.1.1:1\n[Peer]\nPublicKey=$second\nAllowedIPs=10.1.0.0/16\n
an allowed IP of two peers|[Peer]\nPublicKey=$first\nAllowedIPs=10.0.0.0/8\n[Peer]\nPublicKey=$second\nAllowedIPs=10.0.0.0/8\n
=odd spelling|[ Inter face ]\r\nL istenPort = 5 1 8 #x\r\nfwmark=OFF\n$whole
a key of wg-quick|[Interface]\nAddress = 10.0.0.1/24\n
a peer without a key|[Peer]\nAllowedIPs = 10.0.0.0/8\n
a broken line behind good ones|$both${whole}Endpoint\n
a broken value|${both}[Peer]\nPublicKey = $second\nAllowedIPs = 10.0.0.0/33\n
END
  printf '%b' "$both$whole" >"$scratch/conf"
  for name in - /dev/stdin; do
    run "$wgk" setconf wt-b /dev/null
    succeeds 'setconf /dev/null'
    check 'setconf /dev/null wipes' [ "$("$wg" showconf wt-b)" = '[Interface]' ]
    run "$wgk" setconf wt-b $name <"$scratch/conf"
    succeeds "setconf $name"
    check "setconf $name takes it" [ "$("$wg" show wt-b listen-port)" = 5 ]
  done
  "$wg" setconf wt-b /dev/null
  run "$wgk" syncconf wt-b <("$wgk" strip "$scratch/conf")
  succeeds 'syncconf takes what a shell gives it of a command'
  check 'syncconf of a command is done' [ "$("$wg" show wt-b listen-port)" = 5 ]
  run "$wgk" setconf wt-none "$scratch/conf"
  fails 'setconf of no interface' 'wt-none'
  conf_difference_tests "$first" "$second"
  ip link del wt-a
  ip link del wt-b
}

# Where syncconf is not that of this version of wg.
conf_difference_tests() {
  printf '[Peer]\nPublicKey = %s\nAllowedIPs = 10.0.0.0/8\n' "$1" >"$scratch/conf"
  "$wg" set wt-b listen-port 4711 peer "$1" persistent-keepalive 5 preshared-key "$scratch/preshared"
  run "$wgk" syncconf wt-b "$scratch/conf"
  succeeds 'syncconf of a file without a port'
  check 'syncconf leaves a port that the file does not name' \
    [ "$("$wg" show wt-b listen-port)" = 4711 ]
  check 'syncconf clears the keys, the mark and the keepalive that the file does not name' \
    [ "$("$wg" show wt-b dump | cut -f 1,4 | head -n 1) $("$wg" show wt-b preshared-keys) $("$wg" show wt-b persistent-keepalive)" \
    = "$(printf '(none)\toff %s\t(none) %s\toff' "$1" "$1")" ]
  printf '[Peer]\nPublicKey = %s\n[Peer]\nPublicKey = %s\nAllowedIPs = 10.0.0.0/8\n' "$1" "$2" \
    >"$scratch/moved"
  run "$wgk" syncconf wt-b "$scratch/conf"
  printf '[Peer]\nPublicKey = %s\n' "$2" >>"$scratch/conf"
  "$wgk" syncconf wt-b "$scratch/conf"
  run "$wgk" syncconf wt-b "$scratch/moved"
  fails 'syncconf refuses to move an allowed IP' 'would move'
  run "$wgk" syncconf wt-b "$scratch/moved" --allow-moves
  succeeds 'syncconf moves it when it may'
  printf '[Peer]\nPublicKey = %s\nAllowedIPs = +10.0.0.0/8\n' "$1" >"$scratch/conf"
  run "$wgk" syncconf wt-b "$scratch/conf"
  fails 'syncconf takes no sign' 'a + or a -'
}

set_stdin_tests() {
  local name
  for name in - /dev/stdin; do
    "$wgk" set wt-b private-key /dev/null
    run "$wgk" set wt-b private-key $name <"$scratch/other"
    succeeds "set private-key $name"
    check "set private-key $name sets it" \
      [ "$("$wg" show wt-b private-key)" = "$(cat "$scratch/other")" ]
    # shellcheck disable=SC2094
    { sleep 0.2; cat "$scratch/preshared"; } | "$wgk" set wt-b peer "$1" preshared-key $name
    check "set preshared-key $name from a pipe" \
      [ "$("$wg" show wt-b preshared-keys)" = "$1$(printf '\t')$(cat "$scratch/preshared")" ]
    "$wgk" set wt-b peer "$1" remove
  done
  "$wgk" set wt-b private-key - <"$scratch/nothing"
  check 'empty standard input removes the key' [ "$("$wg" show wt-b private-key)" = '(none)' ]
}

# What wgk takes that this version of wg does not, and the other way round.
set_difference_tests() {
  local words
  "$wgk" set wt-b peer "$1" allowed-ips 10.0.0.1
  run "$wgk" set wt-b peer "$1" allowed-ips +10.0.0.2
  succeeds 'a plus sign is accepted'
  check 'a plus sign adds an allowed IP' allowed_ips_are "$1" 10.0.0.1/32 10.0.0.2/32
  "$wgk" set wt-b peer "$1" allowed-ips +10.0.0.3 allowed-ips 10.0.0.4
  check 'a list without a plus sign replaces, also after one with it' \
    allowed_ips_are "$1" 10.0.0.3/32 10.0.0.4/32
  "$wg" showconf wt-b >"$scratch/expected"
  while read -r words <&3; do
    # shellcheck disable=SC2086
    run "$wgk" set wt-b ${words//KEY/$1}
    check "set $words is refused" [ "$status" -eq 1 ]
    "$wg" showconf wt-b >"$scratch/changed"
    check "set $words changes nothing" cmp -s "$scratch/changed" "$scratch/expected"
  done 3<<'END'
listen-port 65536
listen-port 70000
listen-port domain
fwmark 7 listen-port 70000
peer KEY endpoint 127.1:5
peer KEY endpoint 0x7f000001:5
peer KEY endpoint 010.0.0.1:5
peer KEY allowed-ips -10.0.0.1/33
peer KEY allowed-ips 10.9.9.9 peer KEY allowed-ips x
END
}
allowed_ips_are() {
  local key=$1
  shift
  [ "$("$wg" show wt-b allowed-ips | grep -F "$key" | cut -f 2 | tr ' ' '\n' | sort)" = \
    "$(printf '%s\n' "$@")" ]
}

# sync and diff, in another network namespace.
sync_tests() {
  local a b c
  local first=10.1.0.0/16,10.2.0.0/16 second=10.1.0.0/16,10.3.0.0/16 third=10.3.0.0/16,10.4.0.0/16
  { read -r a && read -r b && read -r c; } < <(keys 3)
  ip netns add away
  ip -n away link add ws0 type wireguard
  "$wg" genkey >"$scratch/key"
  "$wg" genkey >"$scratch/psk"
  printf '%s' "$a" >"$scratch/not-a-key"
  local words=(private-key "$scratch/key" listen-port 51877
    peer "$a" preshared-key "$scratch/psk" endpoint 192.0.2.1:5 allowed-ips "$first"
    peer "$b" persistent-keepalive 25 allowed-ips fd00::/64)
  away diff ws0 "${words[@]}"
  printf '%s\n' 'private-key (hidden)' 'listen-port 51877' \
    "+ peer $a preshared-key (hidden) endpoint 192.0.2.1:5 allowed-ips 10.1.0.0/16,10.2.0.0/16" \
    "+ peer $b persistent-keepalive 25 allowed-ips fd00::/64" >"$scratch/expected"
  check 'diff says what is to be added' same_result 0
  check 'and does not do it' [ -z "$(dump_of ws0 | tail -n +2)" ]
  away sync ws0 "${words[@]}"
  succeeds 'sync does it, without a word' ''
  dump_of ws0 | cut -f 1 | tail -n +2 >"$scratch/out"
  printf '%s\n' "$a" "$b" >"$scratch/expected"
  check 'the peers are there' cmp -s "$scratch/out" "$scratch/expected"
  away diff ws0 "${words[@]}"
  succeeds 'then nothing differs' ''
  away diff ws0 --json "${words[@]}"
  check 'also in JSON' difference_is "not d['differs'] and d['peers'] == [] and d['moves'] == []"

  # The port, the key and the endpoint are not named, and stay; the rest that is not named goes.
  dump_of ws0 | head -n 1 >"$scratch/first"
  words=(peer "$a" allowed-ips "$second" peer "$c" allowed-ips 10.4.0.0/16)
  away diff ws0 "${words[@]}"
  printf '%s\n' "- peer $b" "~ peer $a preshared-key (none) allowed-ips +10.3.0.0/16,-10.2.0.0/16" \
    "+ peer $c allowed-ips 10.4.0.0/16" >"$scratch/expected"
  check 'diff says what is to be changed and removed' same_result 0
  away sync ws0 "${words[@]}"
  succeeds 'sync changes and removes' ''
  check 'the port and the key stay' [ "$(dump_of ws0 | head -n 1)" = "$(cat "$scratch/first")" ]
  {
    printf '%s\t(none)\t192.0.2.1:5\t10.3.0.0/16,10.1.0.0/16\t0\t0\t0\toff\n' "$a"
    printf '%s\t(none)\t(none)\t10.4.0.0/16\t0\t0\t0\toff\n' "$c"
  } >"$scratch/expected"
  dump_of ws0 | tail -n +2 | sed 's:10.1.0.0/16,10.3.0.0/16:10.3.0.0/16,10.1.0.0/16:' >"$scratch/out"
  check 'the peers are as described' cmp "$scratch/out" "$scratch/expected"

  # A network that would leave a peer that stays.
  words=(peer "$a" allowed-ips 10.1.0.0/16 peer "$c" allowed-ips "$third")
  away diff ws0 "${words[@]}"
  check 'diff names a move' said "! 10.3.0.0/16 from $a to $c"
  away diff ws0 --json "${words[@]}"
  check 'diff --json is JSON that says the same' difference_is "
    d['version'] == 1 and d['differs'] and d['interface'] == 'ws0' and d['listen_port'] is None
    and [(p['public_key'], p['action'], p['allowed_ips'], p['removed_allowed_ips'])
      for p in d['peers']] == [('$c', 'change', ['10.3.0.0/16'], [])]
    and d['moves'] == [{'allowed_ip': '10.3.0.0/16', 'from': '$a', 'to': '$c'}]"
  dump_of ws0 >"$scratch/expected"
  away sync ws0 "${words[@]}"
  fails 'sync refuses a move' 'would move'
  dump_of ws0 >"$scratch/out"
  check 'and changes nothing' cmp -s "$scratch/out" "$scratch/expected"
  away sync ws0 --allow-moves "${words[@]}"
  succeeds 'it makes a move that is allowed' ''
  away diff ws0 "${words[@]}"
  succeeds 'and then nothing differs either' ''

  away set ws0 peer "$c" allowed-ips -10.4.0.0/16
  succeeds 'set takes an allowed IP away' ''
  check 'and only that one' [ "$(dump_of ws0 | grep -F "$c" | cut -f 4)" = 10.3.0.0/16 ]
  away set ws0 peer "$c" allowed-ips +10.5.0.0/16,-10.3.0.0/16
  check 'adding and taking away go together' \
    [ "$(dump_of ws0 | grep -F "$c" | cut -f 4)" = 10.5.0.0/16 ]

  away sync ws0 peer "$a" remove
  fails 'of a whole nothing is removed' 'leave out'
  away sync ws0 peer "$a" peer "$a"
  fails 'a peer described twice is refused' 'twice'
  away sync ws0 private-key "$scratch/key" peer "$("$wg" pubkey <"$scratch/key")"
  fails 'the own key as a peer is refused' 'own key'
  away sync ws0
  fails 'a sync to nothing at all is a mistake' usage
  away sync ws0 private-key "$scratch/not-a-key/x"
  fails 'a key file that is none is named' not-a-key
  away diff wsnone listen-port 1
  fails 'an unknown interface is named' wsnone

  # The namespace by its path, and those that are none.
  run "$wgk" -n /run/netns/away show interfaces
  echo ws0 >"$scratch/expected"
  check 'a namespace by its path' same_result 0
  run "$wgk" --netns "pid:$$" show interfaces
  check 'a namespace by a process' [ "$status" -eq 0 ]
  run "$wgk" --netns nowhere show
  fails 'an unknown namespace is named' /run/netns/nowhere
  run "$wgk" --netns ../away show
  fails 'a name with a slash is refused' 'no name of a network namespace'
  run "$wgk" --netns
  fails 'a namespace is needed' "needs a name"
  run "$wgk" --netns away address list ws0
  succeeds 'address list there' ''
  ip netns del away
}

difference_is() {
  python3 -c "import json, sys
d = json.load(sys.stdin)
sys.exit(0 if ($1) else 1)" <"$scratch/out"
}

away() { run "$wgk" --netns away "$@"; }

dump_of() { ip netns exec away "$wg" show "$1" dump; }

# The same steps by ip in one network namespace and by wgk in another leave the same behind.
link_tests() {
  ip netns add one
  ip netns add two
  step 'link add' "link add wt0 type wireguard" "link add wt0"
  step 'link del' "link del wt0" "link del wt0"
  step 'link add with an MTU' "link add wt0 mtu 1300 type wireguard" "link add wt0 mtu 1300"
  step 'link set mtu' "link set wt0 mtu 1400" "link set wt0 mtu 1400"
  step 'link up' "link set wt0 up" "link up wt0"
  step 'link up again' "link set wt0 up" "link up wt0"

  local words
  for words in 10.77.0.1/24 10.77.0.2/24 192.0.2.9/32 fd00:77::1/64 2001:db8::5/128; do
    step "address add $words" "address add $words dev wt0" "address add wt0 $words"
  done
  step 'address del' "address del 10.77.0.2/24 dev wt0" "address del wt0 10.77.0.2/24"
  step 'address del of IPv6' "address del fd00:77::1/64 dev wt0" "address del wt0 fd00:77::1/64"
  ip -n two -o address show dev wt0 | sed -E 's/.* inet6? ([^ ]+) .*/\1/' >"$scratch/expected"
  run_in two "$wgk" address list wt0
  check 'address list prints what ip address show does' same_result 0
  check 'address list has something to print' [ "$(wc -l <"$scratch/out")" -eq 3 ]
  step 'address add without a length' "address add 10.78.0.1 dev wt0" "address add wt0 10.78.0.1"

  for words in 172.16.0.0/12 198.51.100.7/32 0.0.0.0/0 2001:db8:1::/48 ::/0; do
    step "route add $words" "route add $words dev wt0" "route add wt0 $words"
  done
  run_in two "$wgk" route list wt0
  check 'route list has the route of IPv4' \
    grep -qx "$(printf '172.16.0.0/12\t(none)\twt0\t0\t254\tunicast')" "$scratch/out"
  check 'route list has the route of IPv6' \
    grep -qx "$(printf '2001:db8:1::/48\t(none)\twt0\t1024\t254\tunicast')" "$scratch/out"
  step 'route add with host bits' "route add 172.32.0.0/16 dev wt0" "route add wt0 172.32.1.2/16"
  step 'route del' "route del 172.16.0.0/12 dev wt0" "route del wt0 172.16.0.0/12"
  step 'route del of the default' "route del default dev wt0" "route del wt0 0.0.0.0/0"
  step 'route del of IPv6' "route del 2001:db8:1::/48 dev wt0" "route del wt0 2001:db8:1::/48"

  while IFS='|' read -r words text <&3; do
    # shellcheck disable=SC2086
    run_in two "$wgk" $words
    fails "wgk $words" "$text"
  done 3<<'END'
link add wt0|there already
link del wt1|no such interface
link up wt1|no such interface
link down wt1|no such interface
link set wt1 mtu 1400|no such interface
link set wt0 mtu 2147483647|MTU
address add wt0 10.77.0.1/24|already
address add wt1 10.0.0.1/8|no such interface
address del wt0 10.1.1.1/8|does not have that address
address list wt1|no such interface
route add wt0 ::/0|already
route del wt0 10.1.0.0/16|no such route
route add wt1 10.0.0.0/8|no such interface
route list wt1|no such interface
END
  step 'link down' "link set wt0 down" "link down wt0"
  run_in two "$wgk" route add wt0 10.0.0.0/8
  fails 'route add on an interface that is down' 'link up wt0'
  step 'link del in the end' "link del wt0" "link del wt0"
  ip netns del one
  ip netns del two
}

run_in() {
  local namespace=$1
  shift
  run ip netns exec "$namespace" "$@"
}

# step NAME IP-WORDS WGK-WORDS: both do it, without a word, and leave the same.
step() {
  # shellcheck disable=SC2086
  ip -n one $2
  # shellcheck disable=SC2086
  run_in two "$wgk" $3
  succeeds "$1" ''
  network_of one >"$scratch/expected"
  network_of two >"$scratch/changed"
  check "$1 does what ip does" cmp "$scratch/changed" "$scratch/expected"
}

network_of() {
  printf '%s\n' 'link show' 'address show' 'route show table all' | ip -n "$1" -d -batch -
  ip -n "$1" -6 route show table all
}

# What goes wrong is said with what it concerns; nothing is printed, and the exit status is 1.
error_tests() {
  local everybody words text
  while IFS='|' read -r words text <&3; do
    # shellcheck disable=SC2086
    run "$wgk" $words
    fails "wgk $words" "$text"
  done 3<<'END'
show wt-none|wt-none
show wt-none|no interface of that name
show wt-none dump|no interface of that name
show lo|not a WireGuard interface
show lo public-key|not a WireGuard interface
set wt-none listen-port 1|no interface of that name
set lo listen-port 1|not a WireGuard interface
END

  # As a user without rights, from a place that such a user can read.
  everybody=$(mktemp -d)
  chmod 755 "$everybody"
  install -m 755 "$wgk" "$everybody/wgk"
  while IFS='|' read -r words text <&3; do
    # shellcheck disable=SC2086
    run setpriv --reuid=65534 --regid=65534 --clear-groups "$everybody/wgk" $words
    fails "without rights, wgk $words" "$text"
  done 3<<'END'
show wt-one|CAP_NET_ADMIN
show wt-one dump|wt-one
set wt-one fwmark 1|CAP_NET_ADMIN
link add wt-two|CAP_NET_ADMIN
link del wt-one|CAP_NET_ADMIN
link up wt-one|CAP_NET_ADMIN
link set wt-one mtu 1400|CAP_NET_ADMIN
address add wt-one 10.0.0.1/8|CAP_NET_ADMIN
route add wt-one 10.0.0.0/8|CAP_NET_ADMIN
END
  echo 1 >/proc/sys/net/ipv6/conf/wt-one/disable_ipv6
  run "$wgk" address add wt-one fd00:77::1/64
  fails 'an address of IPv6 where that is disabled' 'wt-one'
  check 'the refusal does not ask for a right that root has' \
    sh -c "! grep CAP_NET_ADMIN '$scratch/err'"
  echo 0 >/proc/sys/net/ipv6/conf/wt-one/disable_ipv6
  run setpriv --reuid=65534 --regid=65534 --clear-groups "$everybody/wgk" show interfaces
  succeeds 'without rights, show interfaces works' "$("$wg" show interfaces)"
  run setpriv --reuid=65534 --regid=65534 --clear-groups "$everybody/wgk" show all dump
  check 'without rights, show all names each interface it cannot read' \
    [ "$(grep -c '^wgk: .*wt-' "$scratch/err")" -eq "$("$wg" show interfaces | wc -w)" ]
  check 'without rights, show all fails' [ "$status" -eq 1 ]
  rm -rf "$everybody"

  ip link add wt-a type wireguard
  ip link add wt-b type wireguard
  "$wg" set wt-a listen-port 7777
  ip link set wt-a up
  "$wg" set wt-b listen-port 7777
  run "$wgk" link up wt-b
  fails 'link up with a port in use' 'port'
  ip link set wt-b up 2>/dev/null
  "$wg" set wt-b listen-port 7778
  ip link set wt-b up
  run "$wgk" set wt-b listen-port 7777
  fails 'set with a port in use' '7777'
  check 'the port stays as it was' [ "$("$wg" show wt-b listen-port)" = 7778 ]
  run "$wgk" set wt-b peer "$(printf 'A%.0s' {1..43})="
  fails 'a key with which no handshake can be made' 'key'
  ip link del wt-a
  ip link del wt-b
}

# Handshakes and traffic between two namespaces: ages, units and the order of the peers.
traffic_tests() {
  local number
  ip netns add far
  ip link add veth0 type veth peer name veth1 netns far
  ip address add 192.0.2.1/24 dev veth0
  ip -n far address add 192.0.2.2/24 dev veth1
  ip link set veth0 up
  ip -n far link set veth1 up
  ip link add wt-hub type wireguard
  "$wg" set wt-hub private-key "$scratch/private" listen-port 5000
  ip address add 10.9.0.254/24 dev wt-hub
  ip link set wt-hub up
  for number in 1 2 3; do
    "$wg" genkey >"$scratch/far"
    ip -n far link add "wt$number" type wireguard
    ip netns exec far "$wg" set "wt$number" private-key "$scratch/far" listen-port "600$number" \
      peer "$("$wg" show wt-hub public-key)" allowed-ips 10.9.0.254/32 endpoint 192.0.2.1:5000
    ip -n far link set "wt$number" up
    "$wg" set wt-hub peer "$("$wg" pubkey <"$scratch/far")" allowed-ips "10.9.0.$number/32" \
      endpoint "192.0.2.2:600$number"
  done
  # The latest handshake is the device's last peer's, and its first peer has none.
  for number in 2 3; do
    echo >"/dev/udp/10.9.0.$number/9"
    wait_for_handshakes $((number - 1))
    sleep 1.1
  done
  shown wt-hub 'a device with handshakes'
  head -c 300000 /dev/zero >/dev/udp/10.9.0.3/9 2>/dev/null
  for _ in {1..10}; do head -c 300000 /dev/zero >/dev/udp/10.9.0.2/9 2>/dev/null; done
  still "show after traffic" wt-hub
  check 'there are kibibytes' said 'KiB sent'
  check 'there are mebibytes' said 'MiB sent'

  local clock
  for clock in '+58 sec' '+1 min' '+59 min' '+22 hours' '+1 day' '+363 days' '+2 years' '-10 years'; do
    date -s "$clock" >/dev/null
    still "show of handshakes, clock $clock" wt-hub
  done
  check 'a clock that went backwards is said' said 'wound backward'
  ip link del wt-hub
  ip netns del far
}

wait_for_handshakes() {
  local try
  for try in {1..100}; do
    [ "$("$wg" show wt-hub latest-handshakes | grep -vc '	0$')" -ge "$1" ] && return
    sleep 0.1
  done
  echo "no handshake after $try tries" >&2
}

for part in "${parts[@]}"; do
  echo "$part: from second $SECONDS" >&2
  "${part}_tests"
done
closing
