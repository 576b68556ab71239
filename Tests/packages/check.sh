# shellcheck shell=bash
# What the tests of installation share.

work=$(mktemp -d "${TMPDIR:-/tmp}/wgkit-install.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
passed=0 failed=0

check() { # WHAT COMMAND...
  local what=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "ok: $what"
  else
    failed=$((failed + 1))
    echo "FAILED: $what"
    tail -n 20 "$work/log" | sed 's/^/    /'
  fi
}

not() { ! "$@"; }

prints() { # PATTERN COMMAND...
  local pattern=$1 output
  shift
  output=$("$@") || { echo "status $? of $*"; return 1; }
  echo "$output"
  [[ $output =~ $pattern ]]
}

# shellcheck disable=SC2034 # for those that source this
key_pattern='^[A-Za-z0-9+/]{43}=$'

closing() {
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}
