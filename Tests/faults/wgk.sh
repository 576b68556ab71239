#!/usr/bin/env bash
# Lets each call of each subcommand of the binary fail once, a process each time.
#   wgk.sh WGK CALLS.SO
set -u
umask 077
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/../shell/check.sh"
wgk=${1:?usage: wgk.sh WGK CALLS.SO}
calls=${2:?usage: wgk.sh WGK CALLS.SO}
fail=1
error=5 # EIO
attempts=0

# broken AT ERRNO WORD…: runs wgk with its call number AT failing; `count` calls, `acted` or not.
broken() {
  local plan="$1 $fail $2 0"
  shift 2
  LD_PRELOAD=$calls WGKIT_FAULT=$plan WGKIT_FAULT_LOG=$scratch/log run "$wgk" "$@"
  read -r count acted <"$scratch/log"
  attempts=$((attempts + acted))
}

# typed: it did what it does without a fault, or said in one line what failed. No other process is
# started for it: that is slow where this runs.
typed() {
  local said
  said=$(<"$scratch/err")
  if [ "$status" -eq 0 ]; then
    [ -z "$said" ] && [ "$(<"$scratch/out")" = "$whole" ]
  else
    [ "$status" -eq 1 ] && [[ $said == 'wgk: cannot '* ]] && [[ $said != *$'\n'* ]]
  fi
}

# sweep [-u UNDO] WORD…: every call of the command fails once.
sweep() {
  local undo=true at whole bad=0
  if [ "$1" = -u ]; then
    undo=$2
    shift 2
  fi
  broken 0 0 "$@"
  whole=$(<"$scratch/out")
  check "wgk $* succeeds and makes calls" test "$status" -eq 0 -a "$count" -gt 0
  at=$count
  while [ "$at" -gt 0 ]; do
    eval "$undo" >"$scratch/undo" 2>&1
    broken "$at" "$error" "$@"
    typed || { verdict "wgk $* survives a failure of call $at" 1; bad=1; }
    at=$((at - 1))
  done
  verdict "wgk $* survives" $bad
}

"$wgk" genkey >"$scratch/key"
ip link add wgsmall type wireguard
"$wgk" set wgsmall private-key "$scratch/key" fwmark 1
ip link set wgsmall up
sweep show all dump
sweep show interfaces
sweep address list wgsmall
sweep route list wgsmall
sweep set wgsmall private-key "$scratch/key" fwmark 2
sweep -u 'ip link del wgadd' link add wgadd
sweep -u "$wgk address del wgsmall 10.0.0.1/24" address add wgsmall 10.0.0.1/24
sweep -u "$wgk route del wgsmall 10.1.0.0/16" route add wgsmall 10.1.0.0/16
ip link del wgsmall
echo "$attempts calls failed"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
