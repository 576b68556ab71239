#!/usr/bin/env bash
# Tests of wgk that need no WireGuard in the kernel and no right: help, exit statuses, keys, bad
# command lines, secrets in errors, writes that fail.
#
#   Tests/shell/cli.sh WGK [WG]      paths of the two programs; wg is what wgk is compared with
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=${1:?usage: cli.sh WGK [WG]}
wg=${2:-wg}
unset WG_COLOR_MODE WG_HIDE_KEYS NO_COLOR

help_tests() {
  local command
  run "$wgk" --help
  succeeds 'help is printed on standard output'
  for command in show set sync diff showconf setconf addconf syncconf strip check genkey genpsk \
    pubkey link address route template help; do
    check "the help lists $command" grep -q "^  $command " "$scratch/out"
  done
  mv "$scratch/out" "$scratch/overview"
  for command in -h help; do
    run "$wgk" "$command"
    check "$command is --help" cmp -s "$scratch/out" "$scratch/overview"
  done

  while read -r command; do
    # shellcheck disable=SC2086
    run "$wgk" $command --help
    succeeds "wgk $command --help"
    check "wgk $command --help starts with its usage" \
      grep -q "^usage: wgk $command\b" "$scratch/out"
    mv "$scratch/out" "$scratch/long"
    # shellcheck disable=SC2086
    run "$wgk" $command -h
    check "wgk $command -h is the same" cmp -s "$scratch/out" "$scratch/long"
    # shellcheck disable=SC2086
    run "$wgk" help $command
    check "wgk help $command is the same" cmp -s "$scratch/out" "$scratch/long"
  done <<'END'
show
set
showconf
setconf
addconf
syncconf
strip
check
genkey
genpsk
pubkey
help
link
link list
link show
link add
link del
link up
link down
link set
address
address add
address del
address list
route
route add
route del
route list
template
template list
template show
template names
template render
END
  run "$wgk" link add wg0 --help
  check 'help is given after other words' grep -q '^usage: wgk link add ' "$scratch/out"
  run "$wgk" show help
  check 'show help is help, as with wg' grep -q '^usage: wgk show ' "$scratch/out"
  run "$wgk" set wgk-none private-key --help
  fails 'a file called --help is no request for help' "'--help'"
  for command in --version -v version; do
    run "$wgk" "$command"
    check "wgk $command" grep -Eq '^wgk [0-9]+\.[0-9]+\.[0-9]+$' "$scratch/out"
  done
  check 'no line of a help is wider than 80 columns but the usage of set' \
    wide_lines_are_usage_lines
}

wide_lines_are_usage_lines() {
  local command
  for command in '' show link 'link list' 'link show' address 'address list' route 'route list' set; do
    # shellcheck disable=SC2086
    "$wgk" help $command | grep -v '^usage: ' | grep -E '.{81}' && return 1
  done
  return 0
}

usage_tests() {
  while IFS='|' read -r words text; do
    eval "run \"\$wgk\" $words"
    fails "wgk $words" "$text"
  done <<'END'
frobnicate|no command 'frobnicate'
Show|no command 'Show'
''|no command ''
help frobnicate|no command 'frobnicate'
help link frobnicate|no command 'frobnicate'
genkey x|usage: wgk genkey
genpsk x|usage: wgk genpsk
pubkey x|usage: wgk pubkey
show wg0 frobnicate|no field 'frobnicate'
show all frobnicate|no field 'frobnicate'
show wg0 Dump|no field 'Dump'
show wg0 dump x|usage: wgk show
show interfaces dump|'interfaces' has no fields
show a-name-of-16-chr|a-name-of-16-chr
show a/b|a/b
link|usage: wgk link COMMAND
link frobnicate|no command 'frobnicate'
link add|usage: wgk link add
link add wg0 mtu|'mtu' needs a number
link add wg0 mtu 1420 x|usage: wgk link add
link add wg0 mtv 1420|'mtv'
link add wg0 mtu 14x|'14x'
link add wg0 mtu -1|'-1'
link add wg0 mtu 4294967296|'4294967296'
link add a/b|a/b
link del|usage: wgk link del
link del wg0 wg1|usage: wgk link del
link up|usage: wgk link up
link down wg0 x|usage: wgk link down
link set wg0|usage: wgk link set
link set wg0 mtu|usage: wgk link set
link set wg0 mtu abc|'abc'
link set wg0 up 1|'up'
address|usage: wgk address COMMAND
address add wg0|usage: wgk address add
address add wg0 10.0.0.1/24 x|usage: wgk address add
address add wg0 10.0.0.256/24|10.0.0.256
address add wg0 10.0.0.1/33|10.0.0.1/33
address add wg0 nonsense|nonsense
address del wg0|usage: wgk address del
address del wg0 ::1/129|::1/129
address list|usage: wgk address list
address list wg0 x|usage: wgk address list
route|usage: wgk route COMMAND
route add wg0|usage: wgk route add
route add wg0 default|default
route del wg0|usage: wgk route del
route list wg0 x|usage: wgk route list
route list --jsn|--jsn
link list x|usage: wgk link list
link list --show-keys|usage: wgk link list
link show|usage: wgk link show
link show --json|usage: wgk link show
link show wgk-none|no such interface
show wg0 dump --json|takes no field
show --json interfaces|'interfaces' has no JSON form
show --json a/b|a/b
show wg0 dump x --show-keys|usage: wgk show
route del wg0 10.0.0.0/x|10.0.0.0/x
END
}

# What reads the machine's network without changing it, and needs neither WireGuard nor a right.
network_tests() {
  run "$wgk" link list
  succeeds 'link list'
  check 'link list has seven fields for each interface' \
    [ "$(awk -F '\t' 'NF != 7' "$scratch/out" | wc -l)" -eq 0 ]
  check 'link list has the names of all interfaces' \
    [ "$(cut -f 1 "$scratch/out" | sort)" = "$(find /sys/class/net -type l -printf '%f\n' | sort)" ]
  check 'link list says what the loopback is' \
    grep -qP '^lo\t1\t\(none\)\t(up|down)\t\w+\t65536\t00:00:00:00:00:00$' "$scratch/out"
  run "$wgk" link show lo
  succeeds 'link show'
  check 'link show has the name and the index' said "$(printf 'interface: lo\n  index: 1\n')"
  check 'link show has the MTU' said '  mtu: 65536'
  run "$wgk" route list lo
  succeeds 'route list of an interface'
  run "$wgk" route list
  succeeds 'route list'
  check 'route list has six fields for each way' \
    [ "$(awk -F '\t' 'NF != 6' "$scratch/out" | wc -l)" -eq 0 ]
  mv "$scratch/out" "$scratch/expected"
  run "$wgk" link show --json lo
  mv "$scratch/out" "$scratch/before"
  run "$wgk" link show lo --json
  check 'an option stands before or behind the other words' cmp -s "$scratch/out" "$scratch/before"
  check 'JSON begins with the version of its form' \
    [ "$(head -n 2 "$scratch/out")" = "$(printf '{\n  "version": 1,')" ]
}

# A malformed command line of set is refused before the kernel is asked: the error names the
# mistake, not the interface, which does not exist.
set_tests() {
  local words text
  printf 'short\n' >"$scratch/short"
  printf '%s\nx\n' "$private" >"$scratch/trailing"
  printf '%s %s\n' "$private" "$private" >"$scratch/two"
  printf ' %s\n' "$private" >"$scratch/leading"
  printf '%s' "${private%=}B" >"$scratch/unpadded"
  printf '%s\0' "$private" >"$scratch/zero-byte"
  printf '%s\n' "$private" >"$scratch/unreadable"
  while IFS='|' read -r words text; do
    eval "run \"\$wgk\" set wgk-none $words </dev/null"
    fails "wgk set wgk-none $words" "$text"
  done <<'END'
|usage: wgk set
frobnicate|no setting 'frobnicate'
frobnicate 1|no setting 'frobnicate'
Listen-Port 1|no setting 'Listen-Port'
''|no setting ''
listen-port|'listen-port' needs a value
listen-port ''|port
listen-port x|port
listen-port off|port
listen-port -1|port
listen-port 0x10|port
listen-port 65536|port
listen-port 70000|port
listen-port 4294967296|port
listen-port 18446744073709551617|port
listen-port 99999999999999999999999|port
listen-port ++1|port
listen-port +|port
listen-port '1 '|port
fwmark|'fwmark' needs a value
fwmark ''|firewall mark
fwmark 0x|firewall mark
fwmark 0X10|firewall mark
fwmark 0xg|firewall mark
fwmark 12ab|firewall mark
fwmark -1|firewall mark
fwmark +1|firewall mark
fwmark 4294967296|firewall mark
fwmark 0x100000000|firewall mark
fwmark 99999999999999999999999|firewall mark
private-key|'private-key' needs a value
private-key "$scratch/none"|No such file
private-key "$scratch"|Is a directory
private-key "$scratch/short"|44 characters
private-key "$scratch/trailing"|44 characters
private-key "$scratch/two"|44 characters
private-key "$scratch/leading"|key
private-key "$scratch/unpadded"|key
private-key "$scratch/zero-byte"|44 characters
private-key - peer "$public" preshared-key -|one key only
private-key /dev/stdin peer "$public" preshared-key -|one key only
peer|'peer' needs a value
peer ''|key
peer x|key
peer "$public"=|key
peer "${public%=}"|key
peer "$public" frobnicate|no setting 'frobnicate'
peer "$public" listen-port 1|'listen-port' belongs to the interface
peer "$public" fwmark 1|'fwmark' belongs to the interface
peer "$public" private-key /dev/null|'private-key' belongs to the interface
remove|'remove' belongs to a peer
endpoint 1.2.3.4:5|'endpoint' belongs to a peer
allowed-ips 1.2.3.4|'allowed-ips' belongs to a peer
persistent-keepalive 1|'persistent-keepalive' belongs to a peer
preshared-key /dev/null|'preshared-key' belongs to a peer
peer "$public" endpoint|'endpoint' needs a value
peer "$public" endpoint ''|endpoint
peer "$public" endpoint 1.2.3.4|port
peer "$public" endpoint 1.2.3.4:|port
peer "$public" endpoint 1.2.3.4:65536|port
peer "$public" endpoint [::1]|port
peer "$public" endpoint [::1]:|port
peer "$public" endpoint [::1]5|endpoint
peer "$public" endpoint [::1:5|endpoint
peer "$public" endpoint :5|endpoint
peer "$public" endpoint []:5|endpoint
peer "$public" endpoint 127.1:5|127.1
peer "$public" endpoint 0x7f000001:5|0x7f000001
peer "$public" endpoint 010.0.0.1:5|010.0.0.1
peer "$public" persistent-keepalive|'persistent-keepalive' needs a value
peer "$public" persistent-keepalive ''|keepalive
peer "$public" persistent-keepalive -1|keepalive
peer "$public" persistent-keepalive +1|keepalive
peer "$public" persistent-keepalive 25s|keepalive
peer "$public" persistent-keepalive 0x19|keepalive
peer "$public" persistent-keepalive 65536|keepalive
peer "$public" preshared-key|'preshared-key' needs a value
peer "$public" preshared-key "$scratch/none"|No such file
peer "$public" preshared-key "$scratch/short"|44 characters
peer "$public" allowed-ips|'allowed-ips' needs a value
peer "$public" allowed-ips ,|comma
peer "$public" allowed-ips 10.0.0.1,|comma
peer "$public" allowed-ips ,10.0.0.1|comma
peer "$public" allowed-ips 10.0.0.1,,10.0.0.2|comma
peer "$public" allowed-ips 10/8|'10'
peer "$public" allowed-ips 010.0.0.1|010.0.0.1
peer "$public" allowed-ips 10.0.0.1/33|10.0.0.1/33
peer "$public" allowed-ips 10.0.0.1/|10.0.0.1/
peer "$public" allowed-ips 10.0.0.1/+8|10.0.0.1/+8
peer "$public" allowed-ips 10.0.0.1/255.0.0.0|10.0.0.1/255.0.0.0
peer "$public" allowed-ips ::1/129|::1/129
peer "$public" allowed-ips fe80::1%lo|fe80::1%lo
peer "$public" allowed-ips [::1]|[::1]
peer "$public" allowed-ips +|IP
peer "$public" allowed-ips ++10.0.0.1|IP
END
  run "$wgk" set wgk-none
  fails 'set without a setting is a mistake' 'usage: wgk set'
  run "$wgk" set
  fails 'set without an interface is a mistake' 'usage: wgk set'
}

key_tests() {
  local name
  for name in genkey genpsk; do
    run "$wgk" $name
    check "$name prints 44 characters and a line end" [ "$(wc -c <"$scratch/out")" -eq 45 ]
    check "$name prints base64 of 32 bytes" \
      [ "$(base64 -d <"$scratch/out" 2>"$scratch/err" | wc -c)" -eq 32 ]
    check "$name prints another key each time" \
      [ "$("$wgk" $name)" != "$("$wgk" $name)" ]
  done
  check 'genkey prints clamped keys' genkey_is_clamped
  check 'a hundred public keys equal those of wg' public_keys_are_equal

  local text n=0
  for text in "$private" "$private\n" "$private \t\v\f\r\n" "$private\n\n\n" "$private\0\n" \
    "$private\0" "$private\n " "//////////////////////////////////////////8=\n" \
    "" "\n" "$private\nx" "${private}x" "$private$private" " $private" "${private%?}" \
    "${private%=}\n" "${private%=}A\n" "${private%?}-" "${private%=}B" \
    "//////////////////////////////////////////9=" "\0$private" "${private:0:20}\n${private:20}"; do
    n=$((n + 1))
    # shellcheck disable=SC2059
    printf "$text" >"$scratch/key"
    run "$wg" pubkey <"$scratch/key"
    local expected=$status
    mv "$scratch/out" "$scratch/expected"
    run "$wgk" pubkey <"$scratch/key"
    check "pubkey ends as wg pubkey does on input $n" [ "$status" -eq "$expected" ]
    check "pubkey prints what wg pubkey does on input $n" cmp -s "$scratch/out" "$scratch/expected"
  done
  # The key that means none is one like others here, as for wg.
  printf 'A%.0s' {1..43} >"$scratch/key"
  echo "=" >>"$scratch/key"
  "$wg" pubkey <"$scratch/key" >"$scratch/expected"
  run "$wgk" pubkey <"$scratch/key"
  check 'pubkey takes the key that means none, as wg does' cmp -s "$scratch/out" "$scratch/expected"
  run "$wgk" pubkey <&-
  fails 'pubkey says that standard input cannot be read' 'Bad file descriptor'
  run "$wgk" pubkey </
  fails 'pubkey says that standard input is a folder' 'Is a directory'
  { printf '%s' "${private:0:20}"; sleep 0.1; printf '%s' "${private:20}"; sleep 0.1; echo; } |
    "$wgk" pubkey >"$scratch/out"
  check 'pubkey reads a key that comes in pieces' [ "$(cat "$scratch/out")" = "$public" ]
}

genkey_is_clamped() {
  local first last
  for _ in {1..20}; do
    first=$("$wgk" genkey | base64 -d | od -An -tu1 -N1)
    last=$("$wgk" genkey | base64 -d | od -An -tu1 -j31)
    [ $((first & 7)) -eq 0 ] && [ $((last & 192)) -eq 64 ] || return 1
  done
}

public_keys_are_equal() {
  local key
  for _ in {1..100}; do
    key=$("$wgk" genkey)
    [ -n "$key" ] && [ "$("$wgk" pubkey <<<"$key")" = "$("$wg" pubkey <<<"$key")" ] || return 1
  done
}

warning_tests() {
  local name
  for name in genkey genpsk; do
    (umask 022; rm -f "$scratch/world"; "$wgk" $name >"$scratch/world" 2>"$scratch/warning")
    (umask 022; rm -f "$scratch/world"; "$wg" $name >"$scratch/world" 2>"$scratch/expected")
    check "$name warns as wg does about a world-readable file" \
      cmp -s "$scratch/warning" "$scratch/expected"
    check "$name has something to warn about" test -s "$scratch/warning"
    (umask 077; rm -f "$scratch/own"; "$wgk" $name >"$scratch/own" 2>"$scratch/warning")
    check "$name does not warn about a file of one's own" test ! -s "$scratch/warning"
  done
}

# A key anywhere on the command line is not repeated, neither whole nor in part.
secret_tests() {
  local words key
  for key in "$private" "${private%=}" "${private}=" "$(base64 -d <<<"$private" | od -An -tx1 | tr -d ' \n')" \
    "x=$private"; do
    while read -r words; do
      words=${words//KEY/"$key"}
      words=${words//PUBLIC/"$public"}
      # shellcheck disable=SC2086
      run "$wgk" $words </dev/null
      check "a key is not repeated by: wgk ${words//"$key"/KEY}" not said "${key:8:20}"
      check "a key is refused by: wgk ${words//"$key"/KEY}" [ "$status" -eq 1 ]
    done <<'END'
KEY
help KEY
genkey KEY
pubkey KEY
show KEY
show KEY dump
show wgk-none KEY
show all KEY
link KEY
link add KEY
link add wgk-none KEY 1420
link add wgk-none mtu KEY
link set wgk-none mtu KEY
link del KEY
address KEY
address add wgk-none KEY
address add KEY 10.0.0.1/24
address list KEY
link show KEY
route list KEY --json
show KEY --json --show-keys
route add wgk-none KEY
set KEY listen-port 1
set wgk-none KEY
set wgk-none listen-port KEY
set wgk-none fwmark KEY
set wgk-none private-key KEY
set wgk-none private-key ./KEY
set wgk-none private-key /dev/null KEY
set wgk-none peer xKEY
set wgk-none peer PUBLIC preshared-key KEY
set wgk-none peer PUBLIC endpoint KEY
set wgk-none peer PUBLIC endpoint KEY:5
set wgk-none peer PUBLIC persistent-keepalive KEY
set wgk-none peer PUBLIC allowed-ips KEY
set wgk-none peer PUBLIC allowed-ips 10.0.0.1,KEY
set wgk-none peer PUBLIC KEY
END
  done
  printf '%sx' "$private" >"$scratch/bad"
  run "$wgk" pubkey <"$scratch/bad"
  check 'pubkey does not repeat a bad key' not said "${private:0:20}"
  run "$wgk" set wgk-none private-key "$scratch/bad"
  check 'set does not repeat a bad key of a file' not said "${private:0:20}"
  printf '%s-%s' "${private:0:20}" "${private:21}" >"$scratch/bad"
  run "$wgk" set wgk-none private-key "$scratch/bad"
  check 'set does not repeat a misspelt key of a file' not said "${private:0:20}"
}

# A result that could not be written is no success.
write_tests() {
  local command
  for command in genkey genpsk --help --version 'set --help'; do
    status=0
    # shellcheck disable=SC2086
    "$wgk" $command >/dev/full 2>"$scratch/err" || status=$?
    : >"$scratch/out"
    fails "wgk $command says that there is no space" 'No space left on device'
    status=0
    # shellcheck disable=SC2086
    "$wgk" $command >&- 2>"$scratch/err" || status=$?
    fails "wgk $command says that standard output is closed" 'Bad file descriptor'
  done
  status=0
  "$wgk" pubkey <<<"$private" >/dev/full 2>"$scratch/err" || status=$?
  fails 'wgk pubkey says that there is no space' 'No space left on device'

  status=0
  "$wgk" frobnicate 2>&- >"$scratch/out" || status=$?
  check 'an error without standard error is still an error' [ "$status" -eq 1 ]
  check 'an error is not written to standard output instead' test ! -s "$scratch/out"
  status=0
  "$wgk" genkey <&- >"$scratch/out" 2>&- || status=$?
  check 'two closed streams do no harm to the third' [ "$(wc -c <"$scratch/out")" -eq 45 ]

  # A file that is opened must not become the standard input that another key is read from.
  printf '%s\n' "$private" >"$scratch/key"
  run "$wgk" set wgk-none private-key "$scratch/key" peer "$public" preshared-key - <&-
  fails 'a key file is not taken for a closed standard input' 'Bad file descriptor'

  { sleep 0.3; status=0; "$wgk" genkey 2>"$scratch/err" || status=$?; echo "$status" >"$scratch/status"; } | true
  check 'a reader that has gone ends wgk by its signal' [ "$(cat "$scratch/status")" -eq 141 ]
  check 'a reader that has gone is no message' test ! -s "$scratch/err"
  { trap '' PIPE; sleep 0.3; status=0; "$wgk" genkey 2>"$scratch/err" || status=$?; echo "$status" >"$scratch/status"; } | true
  check 'where SIGPIPE is ignored, a reader that has gone is a failure' [ "$(cat "$scratch/status")" -eq 1 ]
  check 'and no message either' test ! -s "$scratch/err"
}

private=$("$wg" genkey)
public=$("$wg" pubkey <<<"$private")
help_tests
usage_tests
network_tests
set_tests
key_tests
warning_tests
secret_tests
write_tests
closing
