#!/usr/bin/env bash
# Tests of wgk check and wgk strip, which need no WireGuard in the kernel and no right.
#
#   Tests/shell/config.sh WGK [WG_QUICK]    what wgk strip prints is compared with wg-quick strip
set -u
umask 077
# What is piped into a function is to count here, not in a shell of its own.
shopt -s lastpipe
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=$(realpath "${1:?usage: config.sh WGK [WG_QUICK]}")
wg_quick=${2:-wg-quick}
cd "$scratch" || exit 1
private=$("$wgk" genkey)
own=$("$wgk" pubkey <<<"$private")
one=$("$wgk" genkey | "$wgk" pubkey)
two=$("$wgk" genkey | "$wgk" pubkey)
psk=$("$wgk" genpsk)

# A file in which nothing is wrong.
good() {
  cat <<END
[Interface]
PrivateKey = $private
Address = 10.0.0.1/24, fd00::1/64
MTU = 1420

[Peer]
PublicKey = $one
PresharedKey = $psk
AllowedIPs = 10.0.0.2/32, fd00::2/128
Endpoint = vpn.example.org:51820

[Peer]
PublicKey = $two
AllowedIPs = 0.0.0.0/0
END
}

# finds WHAT PLACE TEXT [OPTION…]: the file of standard input has one finding, this one.
finds() {
  local what=$1 place=$2 text=$3
  shift 3
  cat >wrong.conf
  run "$wgk" check wrong.conf "$@"
  check "check finds $what" one_finding "wrong.conf:$place: $text"
  check "the finding of $what shows no secret" not said "$private"
}
one_finding() {
  local line
  line=$(cat out)
  [ "$status" -eq 1 ] && [ ! -s err ] && [ "$(wc -l <out)" -eq 1 ] && [[ $line == "$1"* ]]
}

check_tests() {
  good >good.conf
  run "$wgk" check good.conf
  succeeds 'check of a good file' ''
  run "$wgk" check good.conf --target android
  succeeds 'check of a good file for a phone' ''
  run "$wgk" check --target apple good.conf
  succeeds 'check of a good file for another phone' ''
  run "$wgk" check - <good.conf
  succeeds 'check of standard input' ''
  : >empty.conf
  run "$wgk" check empty.conf
  succeeds 'check of an empty file' ''

  good | sed 's/MTU = 1420/MTU 1420/' | finds 'a broken line' 4:1 'error: '
  good | sed 's/51820/99999999/' | finds 'a value that its key does not take' 10:12 'error: '
  good | sed '9s#10.0.0.2/32#10.0.0.2/24#' | finds 'host bits' 9:14 \
    'warning: 10.0.0.2/24 has host bits and means 10.0.0.0/24'
  good | sed '14s#0.0.0.0/0#10.0.0.2#' | finds 'the same allowed IP of two peers' 14:14 \
    'warning: the peer of line 9 has 10.0.0.2/32 too'
  good | sed '14s#0.0.0.0/0#fd00::/112, 10.9.0.0/16#' | finds 'an overlap' 9:27 \
    'warning: fd00::2/128 is a part of fd00::/112, which the peer of line 14 has'
  good | sed "13s#$two#$one#" | finds 'a peer twice' 13:13 \
    'warning: this peer stands in line 7 already'
  good | sed "13s#$two#$own#" | finds "the interface's own key" 13:13 "error: this is the interface's own"
  good | sed "13s#= .*#= AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=#" |
    finds 'a key of low order' 13:13 'error: no handshake can succeed'
  good | sed "13s#$two#$private#" | finds 'the private key as a public one' 13:13 \
    "error: this is the interface's private key"
  good | sed "8s#$psk#$private#" | finds 'the private key as a preshared one' 8:16 \
    "error: this is the interface's private key"
  good | sed 's/1420/1279/' | finds 'an MTU too small for IPv6' 4:7 'error: an MTU of 1279 is too small for IPv6'
  good | sed 's/1420/575/' | finds 'an MTU too small for anybody' 4:7 'error: an MTU of 575 is too small'
  good | sed 's/1420/65476/' | finds 'an MTU too large' 4:7 'error: an MTU of 65476 is too large'
  good | sed 's/MTU = 1420/PostUp = true # x/' | finds 'what Android rejects' 4:10 \
    'error: the Android app rejects a file with PostUp' --target android
  good | sed 's/MTU = 1420/FwMark = 5/' | finds 'what macOS rejects' 4:10 \
    'error: the app of macOS and iOS rejects a file with FwMark' --target apple
  good | sed '4s/.*/MTU = 1420\nMTU = 1300/' | finds 'what macOS rejects twice' 5:7 \
    'error: the app of macOS and iOS rejects a second MTU' --target apple
  good | sed '2d;4d' | finds 'a missing private key' 1:1 \
    'error: the Android app rejects a file without PrivateKey' --target android
  good | sed '4d' | finds 'what wg rejects' 3:11 'error: wg rejects a file with Address' --target wg

  good | sed '4s/1420/1279/;4d' >wrong.conf
  chmod 640 wrong.conf
  run "$wgk" check wrong.conf
  check 'check finds a file that others may read' \
    one_finding 'wrong.conf:1:1: warning: other users may read this file, which holds keys'
  printf '[Peer]\nPublicKey = %s\n' "$one" >open.conf
  chmod 644 open.conf
  run "$wgk" check open.conf
  succeeds 'a file without keys may be read by others' ''
  chmod 622 open.conf
  run "$wgk" check open.conf
  check 'check finds a file that others may write' said 'open.conf:1:1: error: other users may change'

  run "$wgk" check none.conf
  unreadable 'a missing file' 'none.conf'
  mkfifo fifo
  run "$wgk" check fifo
  unreadable 'a FIFO' 'it is a FIFO'
  head -c 17000000 /dev/zero | tr '\0' '#' >huge.conf
  run "$wgk" check huge.conf
  unreadable 'a huge file' 'more than 16777216 bytes'
  rm huge.conf
  for words in '' '--target wg' 'good.conf --target' 'good.conf --target none' 'good.conf other.conf'; do
    # shellcheck disable=SC2086
    run "$wgk" check $words
    unreadable "check $words is a mistake" "try 'wgk check --help'"
  done
  json_tests
  large_test
}

unreadable() { # NAME TEXT
  check "check of $1 exits with 2" [ "$status" -eq 2 ]
  check "check of $1 says what is wrong" said "$2"
  check "check of $1 prints nothing" [ ! -s out ]
}

json_tests() {
  rm wrong.conf
  good | sed "13s#$two#$own#" >wrong.conf
  run "$wgk" check wrong.conf --json
  check 'check --json is one finding as JSON' python3 - <<'END'
import json
document = json.load(open("out"))
message = document["findings"][0].pop("message")
assert document == {
    "version": 1, "file": "wrong.conf", "target": "wg-quick",
    "findings": [{"severity": "error", "code": "own-key", "line": 13, "column": 13}],
}, document
assert "own key" in message
END
  check 'check --json has the exit status of check' [ "$status" -eq 1 ]
  run "$wgk" check good.conf --json --target apple
  succeeds 'check --json of a good file'
  check 'check --json of a good file has no findings' python3 - <<'END'
import json
document = json.load(open("out"))
assert document["findings"] == [] and document["target"] == "apple", document
END
}

# Whose allowed IPs overlap is found without comparing each with each: with that, this would take hours.
large_test() {
  base64 -w 42 /dev/urandom | head -n 30000 | awk '{
    printf "[Peer]\nPublicKey = %sA=\nAllowedIPs = 10.%d.%d.0/24, 10.%d.%d.7/32\n", $1,
      NR / 256 % 256, NR % 256, (NR + 1) / 256 % 256, (NR + 1) % 256
  }' >large.conf
  run timeout 60 "$wgk" check large.conf
  check 'thirty thousand peers that overlap are found' [ "$(grep -c 'is a part of' out)" -ge 29999 ]
}

# stripped NAME: the file of standard input is stripped as wg-quick does it.
stripped() {
  cat >wg-strip.conf
  "$wg_quick" strip ./wg-strip.conf >expected 2>/dev/null
  run "$wgk" strip wg-strip.conf
  check "strip of $1" same_text
}
same_text() { [ "$status" -eq 0 ] && [ ! -s err ] && cmp -s out expected; }

strip_tests() {
  good | stripped 'a good file'
  printf '' | stripped 'an empty file'
  good | sed 's/^/ \t/;s/$/  /' | stripped 'a file with white space around its lines'
  good | sed 's/MTU/ m t u/;s/= 1420/=1420 # comment/' | sed '/m t u/d' | stripped 'a file without MTU'
  good | head -c -1 | stripped 'a file without a last newline'
  # shellcheck disable=SC2016
  good | sed 's/MTU = 1420/# note\nPostUp = echo "%i" $x; true\npostdown=a\nDNS=1.1.1.1\nSaveConfig=true\nTable = off/' |
    stripped 'a file with all that wg-quick knows'
  good | sed 's/\[Peer\]/[peer] # Name/' | stripped 'a file with comments'
  good >good.conf
  "$wg_quick" strip ./good.conf >expected 2>/dev/null
  run "$wgk" strip - <good.conf
  check 'strip of standard input' same_text
  run "$wgk" strip <(cat good.conf)
  check 'strip of what a shell gives it of a command' same_text
  ln -s good.conf link.conf
  run "$wgk" strip ./link.conf
  check 'strip of a link' same_text
  run "$wgk" strip wgk-none
  fails 'strip of a name looks in /etc/wireguard' '/etc/wireguard/wgk-none.conf'
  run "$wgk" strip ../good
  fails 'fault 74: strip of a path with a slash is a path' "'../good'"
  run "$wgk" strip 'wg;0'
  fails 'fault 74: strip of a name that is none' 'use letters, digits'
  good | sed 's/^PublicKey = /PublicKey /' >broken.conf
  run "$wgk" strip broken.conf
  fails 'strip of a broken file says where' "'broken.conf':7:"
  check 'strip of a broken file repeats no key' not said "$one"
}

check_tests
strip_tests
closing
