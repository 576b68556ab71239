# shellcheck shell=bash
# What the shell tests share: run a command, look at what it did, count.

passed=0
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# run COMMAND…: keeps what it writes and its exit status, for the checks that follow.
run() {
  status=0
  "$@" >"$scratch/out" 2>"$scratch/err" || status=$?
}

# verdict NAME STATUS: counts one check; on failure shows what the last command did.
verdict() {
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1))
    return
  fi
  failed=$((failed + 1))
  printf 'FAILED: %s\n' "$1"
  {
    printf 'exit status %s\n' "${status:-none}"
    printf 'standard output: %s\n' "$(head -c 600 "$scratch/out" | tr '\0' '?')"
    printf 'standard error: %s\n' "$(head -c 600 "$scratch/err" | tr '\0' '?')"
  } | sed 's/^/    /'
}

# check NAME COMMAND…: passes when the command succeeds.
check() {
  local name=$1 result=0
  shift
  "$@" || result=1
  verdict "$name" "$result"
}

# succeeds NAME [LINE]: the last command exited with 0, said nothing on standard error and, when
# LINE is given, printed exactly that line.
succeeds() {
  local result=0
  [ "$status" -eq 0 ] || result=1
  [ ! -s "$scratch/err" ] || result=1
  if [ $# -gt 1 ] && [ "$(cat "$scratch/out")" != "$2" ]; then result=1; fi
  verdict "$1" "$result"
}

# fails NAME TEXT: the last command exited with 1, printed nothing, and said one line on standard
# error that starts with the program's name and holds TEXT.
fails() {
  local result=0
  [ "$status" -eq 1 ] || result=1
  [ ! -s "$scratch/out" ] || result=1
  [ "$(wc -l <"$scratch/err")" -eq 1 ] || result=1
  grep -q '^wgk: ' "$scratch/err" || result=1
  grep -qiF -- "$2" "$scratch/err" || result=1
  verdict "$1" "$result"
}

# said TEXT: standard output or standard error of the last command holds the text.
said() { grep -qF -- "$1" "$scratch/out" "$scratch/err"; }

# not COMMAND…: succeeds when the command fails.
not() { ! "$@"; }

# closing: the last line of a test, and its exit status.
closing() {
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
