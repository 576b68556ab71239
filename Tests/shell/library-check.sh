# shellcheck shell=sh
# What the cases of Tests/shell/library.sh share.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# run COMMAND...: keeps what it prints and its status, in files: no variable of the caller's.
run() {
  status=0
  "$@" >|out 2>|err || status=$?
}

check() { # NAME COMMAND...
  name=$1
  shift
  if "$@"; then printf 'ok %s\n' "$name"; else printf 'FAILED %s (status %s)\n' "$name" "$status"; fi
}

# Not with the traces of -x, which are on standard error as messages are.
says() { grep -v '^+' err | grep -qF -- "$1"; }
prints() { [ "$(cat out)" = "$1" ]; }
ends() { [ "$status" -eq "$1" ]; }
not() { ! "$@"; }
