#!/usr/bin/env bash
# Tests of wgk template, which need neither WireGuard in the kernel nor a right.
#
#   Tests/shell/template.sh WGK
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"

wgk=$(realpath "${1:?usage: template.sh WGK}")
root=$(cd "$(dirname "$0")/../.." && pwd -P)
private=$("$wgk" genkey)
public=$("$wgk" pubkey <<<"$private")
preshared=$("$wgk" genpsk)
printf '%s\n' "$private" >"$scratch/private"
printf '%s\n' "$preshared" >"$scratch/preshared"

client=(client address=10.0.0.2/32 private_key="@$scratch/private" public_key="$public"
  endpoint=vpn.example.org:51820 allowed_ips=10.0.0.0/24)

shipped_tests() {
  local name
  run "$wgk" template list
  succeeds 'template list'
  check 'a line of template list is a name, a tab and a sentence' \
    [ "$(grep -cP '^[a-z-]+\t[A-Z].*\.$' "$scratch/out")" -eq 5 ]
  cut -f 1 "$scratch/out" >"$scratch/names"
  while read -r name; do
    run "$wgk" template show "$name"
    succeeds "template show $name"
    check "template show $name prints the file of the project" \
      cmp -s "$scratch/out" "$root/Templates/$name.conf"
    mv "$scratch/out" "$scratch/mine"
    run "$wgk" template names "$name"
    succeeds "template names $name"
    check "template names $name: a private key is required" \
      grep -qP '^private_key\tprivate-key\trequired\t\(none\)$' "$scratch/out"
    mv "$scratch/out" "$scratch/expected"
    run "$wgk" template names "$scratch/mine"
    check "the names of a copy of $name are the same" cmp -s "$scratch/out" "$scratch/expected"
  done <"$scratch/names"
  run "$wgk" template names server
  check 'the names of a section stand in it' \
    grep -qP '^allowed_ips\tlist\trequired\tpeers$' "$scratch/out"
  run "$wgk" template list --json
  check 'template list --json is JSON' json 'len(d["templates"]) == 5 and d["version"] == 1'
  run "$wgk" template names server --json
  check 'template names --json is JSON' \
    json '{"name": "name", "kind": "note", "required": False, "sections": ["peers"]} in d["names"]'
}

# json EXPRESSION: what the last command printed is JSON, d, of which the expression is true.
json() { python3 -c "import json, sys; d = json.load(sys.stdin); assert $1" <"$scratch/out"; }

render_tests() {
  run "$wgk" template render "${client[@]}"
  succeeds 'a client is rendered' "[Interface]
Address = 10.0.0.2/32
PrivateKey = $private

[Peer]
PublicKey = $public
Endpoint = vpn.example.org:51820
AllowedIPs = 10.0.0.0/24"
  run "$wgk" template render "${client[@]}" preshared_key=- allowed_ips=fd00::/64 note='Ännchens  phone' \
    <"$scratch/preshared"
  succeeds 'a client is rendered with a key from standard input'
  check 'a name given twice is a list' said 'AllowedIPs = 10.0.0.0/24, fd00::/64'
  check 'a note may be any text of a line' said '# Ännchens  phone'
  check 'standard input gives the preshared key' said "PresharedKey = $preshared"
  printf 'from a file\r\n\n' >"$scratch/note"
  run "$wgk" template render "${client[@]}" note="@$scratch/note"
  check 'a text from a file loses the line ends at its end' grep -qx '# from a file' "$scratch/out"
  run "$wgk" template render server address=10.0.0.1/24 listen_port=1 private_key="@$scratch/private" \
    +peers name=a public_key="$public" allowed_ips=10.0.0.2/32 allowed_ips=10.1.0.0/16 \
    +peers public_key="$public" preshared_key="@$scratch/preshared" allowed_ips=10.0.0.3/32
  succeeds 'a server is rendered with two elements of a section'
  check 'there are two peers' [ "$(grep -cx '\[Peer\]' "$scratch/out")" -eq 2 ]
  check 'an element has a list' said 'AllowedIPs = 10.0.0.2/32, 10.1.0.0/16'
  check 'wg-quick takes what was rendered' wg_quick_strips
  printf '[Interface]\nAddress = {ip}\n' >"$scratch/braces"
  run "$wgk" template render "$scratch/braces" --braces ip=10.0.0.1
  succeeds 'places in braces are filled when asked for' "$(printf '[Interface]\nAddress = 10.0.0.1')"
  run "$wgk" template render "$scratch/braces"
  fails 'places in braces are none by themselves' 'braces:2:1:'
  # shellcheck disable=SC2016 # what a template holds
  printf '[Interface]\n${#save}\nSaveConfig = true\n${/save}\n' >"$scratch/flag"
  run "$wgk" template render "$scratch/flag" save=yes
  succeeds 'a section is there' "$(printf '[Interface]\nSaveConfig = true')"
  run "$wgk" template render "$scratch/flag" save=no
  succeeds 'a section is not there' '[Interface]'
  (
    cd "$scratch" || exit 1
    # shellcheck disable=SC2016 # what a template holds
    printf '[Interface]\nPrivateKey = $(cat /config/${ID}/privatekey-${ID})\nAddress = ${NET}.1\n' >client
    run "$wgk" template render ./client privatekey-ID=@private NET=10.13.13
    [ "$(cat out)" = "$(printf '[Interface]\nPrivateKey = %s\nAddress = 10.13.13.1' "$private")" ]
  )
  verdict 'a template that a shell used to expand works as it is' $?
  run "$wgk" template render "${client[@]}" --output "$scratch/wg0.conf"
  succeeds 'a file is written' ''
  check 'it has mode 0600' [ "$(stat -c %a "$scratch/wg0.conf")" = 600 ]
  run "$wgk" template render "${client[@]}"
  check 'it has what would have been printed' cmp -s "$scratch/out" "$scratch/wg0.conf"
}

wg_quick_strips() {
  command -v wg-quick >/dev/null || return 0
  cp "$scratch/out" "$scratch/wgt0.conf"
  wg-quick strip "$scratch/wgt0.conf" >"$scratch/stripped" 2>/dev/null &&
    [ "$(grep -c PublicKey "$scratch/stripped")" -eq 2 ]
}

refusal_tests() {
  local words text
  while IFS='|' read -r words text; do
    eval "run \"\$wgk\" template $words </dev/null"
    fails "wgk template $words" "$text"
  done <<'END'
|usage: wgk template
frobnicate|no command 'frobnicate'
list x|usage: wgk template list
show|usage: wgk template show
show none|no template 'none'
show ../client|no template '../client'
names|usage: wgk template names
names none|neither a template nor a file 'none'
names "$scratch"|folder
render|usage: wgk template render
render none|neither a template nor a file 'none'
render client|'address' has no value
render client x|'x' is no value
render client =1|does not ask for ''
render client frobnicate=1|does not ask for 'frobnicate'
render client +peers|no such section
render client --output|needs a file
render client note=@"$scratch/none"|none
render client note=- dns=-|standard input can give one value only
render client private_key=@"$scratch/note"|44 characters
render client private_key=-|empty
render client private_key=@"$scratch/private" private_key=@"$scratch/private"|given twice
render client mtu=maybe|'address' has no value
render "${client[@]}" mtu=maybe|client:
render "${client[@]}" allowed_ips=10.0.0.0/8,::/0|a list is given as one
render "${client[@]}" note='#'|'#'
render "${client[@]}" note="$(printf 'a\nb')"|line end
render "${client[@]:0:4}" endpoint= allowed_ips=::/0|'endpoint' is empty
render "${client[@]}" mtu=1420 mtu=1421|'mtu' is given twice
render "${client[@]}" public_key=x|no public key
render "${client[@]:0:4}" endpoint='$(id)' allowed_ips=::/0|a value has
render server +peers +peers frobnicate=1|'frobnicate'
render server nat_interface='eth0;id'|'address' has no value
render server address=10.0.0.1 listen_port=1 private_key=@"$scratch/private" nat_interface='eth0;id'|run as root
render server address=10.0.0.1 listen_port=1 private_key=@"$scratch/private" +peers name=x|'public_key' has no value
END
  run "$wgk" template render "${client[@]}" mtu=x --output "$scratch/never"
  fails 'an error writes no file' 'client:'
  check 'there is no file' test ! -e "$scratch/never"
  head -c 300000 /dev/zero | tr '\0' '#' >"$scratch/large"
  run "$wgk" template names "$scratch/large"
  fails 'a template that is too large is refused' '262144'
}

# A secret on the command line is refused and not repeated.
secret_tests() {
  local word
  for word in private_key="$private" preshared_key="$preshared" address="$private" note="$preshared" \
    frobnicate="$private" "$private" "+$private" mtu="x$private" "$private=1" --output="$private"; do
    run "$wgk" template render "${client[@]}" "$word"
    check "a key is refused in ${word%%=*}" [ "$status" -eq 1 ]
    check "a key is not repeated in ${word%%=*}" not_repeated
  done
  run "$wgk" template render client private_key="$private"
  fails 'how to pass a secret is said' 'NAME=@FILE'
  (umask 022; rm -f "$scratch/world"; "$wgk" template render "${client[@]}" >"$scratch/world" 2>"$scratch/warning")
  check 'a world-readable file is warned about' grep -q 'world accessible' "$scratch/warning"
}

not_repeated() { ! said "${private:8:20}" && ! said "${preshared:8:20}"; }

help_tests() {
  local command
  for command in list show names render; do
    run "$wgk" template $command --help
    succeeds "wgk template $command --help"
    check "wgk template $command --help starts with its usage" \
      grep -q "^usage: wgk template $command\b" "$scratch/out"
    check "no line of it is wider than 80 columns but the usage" \
      [ "$(grep -v '^usage: ' "$scratch/out" | grep -cE '.{81}')" -eq 0 ]
  done
}

shipped_tests
render_tests
refusal_tests
secret_tests
help_tests
closing
