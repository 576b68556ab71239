#!/usr/bin/env bash
# Tests of wgk profile, which need neither WireGuard in the kernel nor a right.
#
#   Tests/shell/profile.sh WGK
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=$(realpath "${1:?usage: profile.sh WGK}")
private=$("$wgk" genkey)
server=$("$wgk" pubkey <<<"$private")
printf '[Interface]\nAddress = 10.8.0.1/24\nListenPort = 51820\nPrivateKey = %s\n' "$private" \
  >"$scratch/wg0.conf"
store=$scratch/clients

# profile COMMAND WORD...: with the store and without a device.
profile() {
  local command=$1
  shift
  run "$wgk" profile "$command" "$store" "$@" --files-only
}

# json EXPRESSION: what the last command printed is JSON, d, of which the expression is true.
json() { python3 -c "import json, sys; d = json.load(sys.stdin); assert $1" <"$scratch/out"; }

# secret: what the last command wrote has a private or preshared key in it.
secret() { grep -qE 'PrivateKey|PresharedKey' "$scratch/out" "$scratch/err" || holds_secret; }
holds_secret() {
  grep -hoE '[A-Za-z0-9+/]{43}=' "$scratch/out" "$scratch/err" | sort -u >"$scratch/shown"
  { [ ! -d "$store" ] || grep -rhoE '(PrivateKey|PresharedKey) = .*' "$store" "$scratch/wg0.conf"; } |
    sed 's/.* = //' | sort -u >"$scratch/secrets"
  [ -n "$(comm -12 "$scratch/shown" "$scratch/secrets")" ]
}

settings=(Interface=wg0 "ConfigFile=$scratch/wg0.conf" Endpoint=vpn.example.org:51820
  Networks=10.8.0.0/24)

life_tests() {
  local key
  profile init Interface=wg0
  fails 'a store needs four settings' 'Endpoint'
  profile init "${settings[@]}" Colour=blue
  fails 'an unknown setting is refused' "'Colour' is no setting"
  profile init "${settings[@]}" DNS=10.8.0.1
  succeeds 'a store is made' ''
  profile init "${settings[@]}"
  fails 'a store is made once' 'has a store already'

  profile add anna
  succeeds 'a client is added'
  check 'a line says who it is' \
    grep -qP '^anna\t[A-Za-z0-9+/]{43}=\t10\.8\.0\.2\t\(none\)\t\(default\)\t\S+\tnever\tenabled$' "$scratch/out"
  check 'no secret is printed with it' not secret
  check 'its file is for its owner only' [ "$(stat -c %a "$store/anna.conf")" = 600 ]
  key=$(cut -f 2 "$scratch/out")
  profile add ANNA
  fails 'a name that differs in case alone is taken' 'anna'
  local name
  for name in ../x -x a/b 'a b' $'a\nb' server ''; do
    profile add "$name"
    fails "'$name' is no name" 'name'
  done
  profile add ben Addresses=10.8.0.77 Networks=192.168.7.0/24 AllowedIPs=10.8.0.0/24 \
    Expires=2020-01-01T00:00:00Z State=disabled --json
  succeeds 'a client may be described'
  check 'as JSON it is what was described' json 'd["version"] == 1 and d["profiles"][0]["addresses"] == ["10.8.0.77"]
p = d["profiles"][0]
assert p["networks"] == ["192.168.7.0/24"] and p["allowed_ips"] == ["10.8.0.0/24"]
assert p["expires"] == "2020-01-01T00:00:00Z" and p["enabled"] is False and p["has_private_key"] is True'

  profile export anna
  succeeds 'the file of a client is printed when it is asked for'
  check 'it has the keys of the client and of the server' grep -qF "PublicKey = $server" "$scratch/out"
  check 'it has a private key' grep -q '^PrivateKey = ' "$scratch/out"
  run "$wgk" check "$store/anna.conf" --target android
  succeeds 'a telephone takes it' ''
  profile export anna --target apple --output "$scratch/phone.conf"
  succeeds 'it may be written to a file' ''
  check 'which is for its owner only' [ "$(stat -c %a "$scratch/phone.conf")" = 600 ]
  profile export anna --target fridge
  fails 'another target is refused' 'apple'

  profile disable anna
  succeeds 'a client is disabled' "$(printf 'anna\t%s\t(none)\t(none)' "$key")"
  profile show anna
  check 'it says so' grep -qP '\tdisabled$' "$scratch/out"
  profile enable anna
  succeeds 'and enabled' ''
  profile rename anna anna-phone
  succeeds 'a client is renamed' ''
  profile show anna
  fails 'its old name is gone' 'anna'
  profile expire anna-phone 2021-02-03T04:05:06Z
  succeeds 'an end is set' ''
  profile expire anna-phone never
  succeeds 'and taken away' ''
  profile expire anna-phone tomorrow
  fails 'tomorrow is no time' '2026-11-21T08:05:00Z'
  profile remove-expired --json
  succeeds 'what has expired is removed'
  check 'and named' json '[p["name"] for p in d["profiles"]] == ["ben"] and d["profiles"][0]["last_counters"] is None'

  profile server
  succeeds 'the settings are printed'
  check 'a line each' grep -qx 'Endpoint = vpn.example.org:51820' "$scratch/out"
  profile server Endpoint=new.example.org:443 DNS=
  succeeds 'settings are changed'
  profile server --json
  check 'and are as JSON' json 'd["settings"]["Endpoint"] == "new.example.org:443" and d["settings"]["DNS"] is None'
  profile export anna-phone
  check 'the files of the clients follow' grep -qx 'Endpoint = new.example.org:443' "$scratch/out"

  profile revoke "${key%?}"
  fails 'a part of a key is nobody' ''
  profile revoke "$key"
  succeeds 'the exact key is' "$(printf 'anna-phone\t%s\t(none)\t(none)' "$key")"
  profile list
  succeeds 'then nobody is left' ''
}

secret_tests() {
  local own
  own=$("$wgk" genkey)
  "$wgk" pubkey <<<"$own" >"$scratch/own.pub"
  printf '%s\n' "$own" >"$scratch/own"
  profile add dora "PrivateKey=$own"
  fails 'a key in the command line is refused' '@FILE'
  check 'and not repeated' not said "$own"
  profile add dora "PrivateKey=@$scratch/own" PresharedKey=none
  succeeds 'a key in a file is taken'
  check 'its public key is the client' grep -qF "$(cat "$scratch/own.pub")" "$scratch/out"
  profile export dora
  check 'there is no preshared key' not grep -q PresharedKey "$scratch/out"
  profile list --json
  check 'no list shows a secret' not secret
  profile revoke dora
  succeeds 'an exact name is enough' "$(printf 'dora\t%s\t(none)\t(none)' "$(cat "$scratch/own.pub")")"
}

import_tests() {
  local first second
  first=$("$wgk" genkey) second=$("$wgk" genkey)
  python3 - "$private" "$server" "$first" "$("$wgk" pubkey <<<"$first")" \
    "$second" "$("$wgk" pubkey <<<"$second")" >"$scratch/wg0.json" <<'END'
import json, sys
private, server, a, A, b, B = sys.argv[1:]
client = {"createdAt": "2024-05-01T12:34:56.789Z", "enabled": True}
print(json.dumps({"server": {"privateKey": private, "publicKey": server, "address": "10.8.0.1"},
  "clients": {
    "1": {"name": "emil", "address": "10.8.0.9", "privateKey": a, "publicKey": A, **client},
    "2": {"name": "Emil's tablet", "address": "10.8.0.10", "privateKey": b, "publicKey": B, **client}}}))
END
  profile import wg-easy "$scratch/wg0.json" --dry-run
  succeeds 'an import is planned'
  check 'who comes' grep -qP '^\+ emil\t\S+\t10\.8\.0\.9\t' "$scratch/out"
  check 'and who does not' grep -qF "! 'Emil\\'s tablet': " "$scratch/out"
  profile list
  succeeds 'a plan changes nothing' ''
  profile import wg-easy "$scratch/wg0.json"
  check 'one that cannot be taken over spoils all' [ "$status" -eq 1 ]
  profile list
  succeeds 'nothing is changed then' ''
  profile import wg-easy "$scratch/wg0.json" --skip-rejected --json
  succeeds 'unless it may be left out'
  check 'as JSON too' json 'len(d["profiles"]) == 1 and "Emil" in d["rejected"][0]["source"]'
  check 'no secret is printed with it' not secret
  profile export emil
  check 'it keeps its key' grep -qF "$first" "$scratch/out"
  profile import wg-hard "$scratch/wg0.json"
  fails 'another format is refused' 'linuxserver'
  profile import folder "$scratch/nothing"
  fails 'a folder that is not there is an error' 'no such file'
}

# A signal either comes before the change or behind it.
signal_tests() {
  local number pid delay torn=0
  for number in $(seq 1 40); do
    "$wgk" profile add "$store" "s$number" --files-only >"$scratch/line" 2>&1 &
    pid=$!
    delay=$(printf '0.%03d' $((number % 20)))
    sleep "$delay"
    kill -TERM "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    if [ -e "$store/s$number.conf" ]; then
      grep -q "friendly_name = s$number\$" "$scratch/wg0.conf" || torn=1
      grep -q "^Name = s$number\$" "$store/profiles.conf" || torn=1
    else
      not grep -q "friendly_name = s$number\$" "$scratch/wg0.conf" || torn=1
      not grep -q "^Name = s$number\$" "$store/profiles.conf" || torn=1
    fi
  done
  verdict 'forty clients that were interrupted are there whole or not at all' $torn
  check 'nothing else is left in the store' \
    [ -z "$(find "$store" -mindepth 1 ! -name '*.conf' ! -name '.*')" ]
}

life_tests
secret_tests
import_tests
signal_tests
closing
