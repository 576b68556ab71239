#!/usr/bin/env bash
# Tests that help, man pages and completions of wgk say the same, and that they work.
#
#   Tests/shell/description.sh WGK
set -u
here=$(cd "$(dirname "$0")" && pwd -P)
# shellcheck source=Tests/shell/check.sh
. "$here/check.sh"

wgk=$(realpath "${1:?usage: description.sh WGK}")
root=$(cd "$here/../.." && pwd -P)
shell=$root/bindings/shell

# ---- The files are what the description says ---------------------------------------------------

run "$shell/generate" --check
succeeds 'the man pages and completions are those of the description'
run "$shell/generate" --compare-help "$wgk"
succeeds 'each help text of wgk is that of the description'

# broken NAME FILE SCRIPT OPTION...: what the generator says of a copy of the project that a sed
# script has changed.
broken() {
  local copy=$scratch/copy
  rm -rf "$copy"
  mkdir -p "$copy/bindings" "$copy/include"
  cp -r "$shell" "$copy/bindings/shell"
  cp "$root/include/wgkit.h" "$copy/include"
  sed -i "$3" "$copy/bindings/shell/$2"
  run "$copy/bindings/shell/generate" "${@:4}"
  check "$1" [ "$status" -eq 1 ]
}
broken 'a summary that is not that of wgk is seen' commands.json \
  's/"Delete an interface"/"Remove an interface"/' --compare-help "$wgk"
broken 'a line of help that is not that of wgk is seen' commands.json \
  's/is read as/is taken for/; s/1 to 65535, or off/1 to 65535/' --compare-help "$wgk"
broken 'a man page that somebody changed is seen' man/wgk-link.1 's/Delete an/Remove an/' --check
broken 'a completion that somebody changed is seen' completions/_wgk 's/fwmark/mark/' --check
broken 'an option without a description is refused' commands.json 's/^    "--dry-run"/    "--dry"/'
broken 'a field that the help does not name is refused' commands.json 's/endpoints allowed-ips /&nothing /'
broken 'a word of a usage line that nothing offers is refused' commands.json \
  's/"@wireguard all interfaces"/"@wireguard all"/'
broken 'a setting with another value is refused' commands.json 's/"value": "HOST:PORT"/"value": "HOST"/'

# ---- Man pages ---------------------------------------------------------------------------------

# mandoc knows no page that is not installed, and minds that the footer names WGKit.
lint() {
  mandoc -T lint -W all "$@" 2>/dev/null |
    grep -vE 'referenced manual not found|operating system explicitly specified' >"$scratch/lint"
  cp "$scratch/lint" "$scratch/out"
  [ ! -s "$scratch/lint" ]
}
check 'mandoc has nothing to say about the man pages' lint "$shell"/man/*.1
printf '.Sh NAME\n.Zz\n' >"$scratch/bad.1"
check 'mandoc would say something' not lint "$scratch/bad.1"

while read -r command; do
  page=$shell/man/wgk-$command.1
  check "wgk $command has a man page" test -s "$page"
  check "wgk(1) names wgk-$command(1)" grep -q "^.Xr wgk-$command 1" "$shell/man/wgk.1"
  mandoc -T utf8 -O width=1000 "$page" | col -b >"$scratch/page"
  # What the help says in whole lines, the page says too.
  "$wgk" help "$command" | sed -n '3,$p' | grep -oE -- '--[a-z-]+' | sort -u >"$scratch/options"
  while read -r option; do
    check "wgk-$command(1) has $option" grep -q -- "$option" "$scratch/page"
  done <"$scratch/options"
  said_by_page() { tr -s ' \n' ' ' <"$scratch/page" | grep -qF -- "$1"; }
  check "wgk-$command(1) has the command's usage" said_by_page \
    "$("$wgk" help "$command" | sed -n '1s/^usage: //p' | sed 's/ *$//')"
done < <("$wgk" --help | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p')

# ---- Completions -------------------------------------------------------------------------------

check 'bash takes its completion' bash -n "$shell/completions/wgk"
check 'zsh takes its completion' zsh -n "$shell/completions/_wgk"
run "$here/completion.py" "$wgk"
grep '^FAILED' "$scratch/out"
read -r inner_passed _ inner_failed _ < <(tail -n 1 "$scratch/out")
check 'the completions are tried' [ "${inner_passed:-0}" -gt 100 ]
passed=$((passed + ${inner_passed:-0}))
failed=$((failed + ${inner_failed:-1}))
closing
