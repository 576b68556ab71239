#!/usr/bin/env bash
# Tests bindings/shell/wgkit.sh under dash, bash and busybox ash.
#
#   Tests/shell/library.sh WGK                 what needs no device
#   Tests/shell/library.sh WGK --devices       what does: in Tests/kernel/vm
#   Tests/shell/library.sh WGK --cases FILE    other cases, of functions over wgkit.sh
set -u
here=$(cd "$(dirname "$0")" && pwd -P)
wgk=$(realpath "${1:?usage: library.sh WGK [--devices | --cases FILE]}")
cases=$here/library-cases.sh
shells=(dash bash 'bash --posix' 'busybox ash')
# A script of somebody else may have any of these.
options=('' -eu -x)
if [ "${2-}" = --devices ]; then
  # A process takes its time in an emulator.
  cases=$here/library-devices.sh shells=(dash bash 'busybox ash') options=(-eu)
fi
if [ "${2-}" = --cases ]; then cases=${3:?--cases needs a file} options=('' -eu); fi
# busybox has another one built in.
IP=$(command -v ip)
export IP
passed=0 failed=0
traces=$(mktemp)
trap 'rm -f "$traces"' EXIT
for shell in "${shells[@]}"; do
  read -ra command <<<"$shell"
  if ! command -v "${command[0]}" >/dev/null; then
    echo "FAILED: there is no ${command[0]}"
    failed=$((failed + 1))
    continue
  fi
  for option in "${options[@]}"; do
    output=$("${command[@]}" ${option:+"$option"} "$cases" "$wgk" "$here/../../bindings/shell/wgkit.sh" 2>"$traces")
    # The names of those that passed are only counted.
    passed=$((passed + $(grep -c '^ok ' <<<"$output")))
    failed=$((failed + $(grep -c '^FAILED ' <<<"$output")))
    if [ "$(tail -n 1 <<<"$output")" != 'the end' ]; then
      failed=$((failed + 1))
      echo "FAILED: $shell $option did not come to the end"
      tail -n 5 <<<"$output"
      tail -n 5 "$traces"
    fi
    sed -n "s/^FAILED /FAILED under $shell $option: /p" <<<"$output"
    [ -z "${SHOW-}" ] || printf '%s\n' "$output"
  done
done
if [ "${2-}" != --devices ]; then
  for shell in dash bash 'busybox ash'; do
    for signal in INT TERM; do
      # shellcheck disable=SC2086 # two words
      if output=$(timeout 60 "$here/library-signal.sh" $signal "$wgk" $shell 2>&1); then
        passed=$((passed + 1))
      else
        failed=$((failed + 1))
        echo "FAILED under $shell: an example that SIG$signal ends leaves no key: $output"
      fi
    done
  done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
