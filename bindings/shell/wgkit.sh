# shellcheck shell=sh
# wgkit.sh: functions over wgk for POSIX shells. Source it: . /usr/share/wgkit/wgkit.sh
#
# docs/shell.md says what each function takes, prints and answers. In short:
#
#   WGK         the path of wgk; without it, the one on the PATH
#   WGK_NETNS   the network namespace to work in, as wgk --netns takes it; without it, the script's
#
# Each function runs in a subshell: it leaves no variable behind and changes no option of the shell
# that calls it. Statuses: 0 when all was done; what wgk answered when it failed, which is 1; 2 for a
# call that makes no sense; 127 when there is no wgk. The message is on standard error. No secret is
# ever an argument, a variable or in a message: keys go from file to file.

# ---- Keys --------------------------------------------------------------------------------------

# wgkit_keypair FILE: makes a private key in a new file and prints its public key.
wgkit_keypair() (
  [ "$#" -eq 1 ] || wgkit__usage 'wgkit_keypair FILE' || exit
  wgkit__new_file genkey "$1" || exit
  wgkit__wgk pubkey <"$1"
)

# wgkit_preshared_key FILE: makes a preshared key in a new file.
wgkit_preshared_key() (
  [ "$#" -eq 1 ] || wgkit__usage 'wgkit_preshared_key FILE' || exit
  wgkit__new_file genpsk "$1"
)

# wgkit_public_key FILE: prints the public key of the private key in a file.
wgkit_public_key() (
  [ "$#" -eq 1 ] || wgkit__usage 'wgkit_public_key FILE' || exit
  [ -r "$1" ] || {
    wgkit__say "cannot read the file '$1'"
    exit 1
  }
  wgkit__wgk pubkey <"$1"
)

# ---- Interfaces --------------------------------------------------------------------------------

# wgkit_interfaces: prints the WireGuard interfaces, one a line.
wgkit_interfaces() (
  names=$(wgkit__wgk show interfaces) || exit
  [ -z "$names" ] || printf '%s\n' "$names" | tr ' ' '\n'
)

# wgkit_has_interface INTERFACE: 0 when it is there, 1 when not, 2 when that cannot be told.
wgkit_has_interface() (
  [ "$#" -eq 1 ] || wgkit__usage 'wgkit_has_interface INTERFACE' || exit
  names=$(wgkit_interfaces) || exit 2
  wgkit__has_line "$names" "$1"
)

# wgkit_field INTERFACE FIELD: prints public-key, listen-port or fwmark.
wgkit_field() (
  [ "$#" -eq 2 ] || wgkit__usage 'wgkit_field INTERFACE FIELD' || exit
  case $2 in
  public-key | listen-port | fwmark) wgkit__wgk show "$1" "$2" ;;
  *) wgkit__usage 'wgkit_field INTERFACE public-key|listen-port|fwmark' ;;
  esac
)

# wgkit_up INTERFACE [FILE]: creates an interface, brings it up, and makes it what its file says. When
# that fails, it is deleted again.
wgkit_up() (
  [ "$#" -eq 1 ] || [ "$#" -eq 2 ] || wgkit__usage 'wgkit_up INTERFACE [FILE]' || exit
  wgkit__wgk link add "$1" || exit
  status=0
  { wgkit__wgk link up "$1" && wgkit__wgk reload "$@"; } || status=$?
  [ "$status" -eq 0 ] || wgkit__wgk link del "$1"
  exit "$status"
)

# wgkit_down INTERFACE: deletes a WireGuard interface.
wgkit_down() (
  [ "$#" -eq 1 ] || wgkit__usage 'wgkit_down INTERFACE' || exit
  wgkit_has_interface "$1" || {
    status=$?
    [ "$status" -ne 1 ] || wgkit__say "there is no WireGuard interface '$1'"
    exit "$status"
  }
  wgkit__wgk link del "$1"
)

# ---- Peers -------------------------------------------------------------------------------------

# wgkit_peers INTERFACE: prints the public keys of its peers, one a line.
wgkit_peers() (
  [ "$#" -eq 1 ] || wgkit__usage 'wgkit_peers INTERFACE' || exit
  wgkit__wgk show "$1" peers
)

# wgkit_has_peer INTERFACE KEY: 0 when it is there, 1 when not, 2 when that cannot be told.
wgkit_has_peer() (
  [ "$#" -eq 2 ] || wgkit__usage 'wgkit_has_peer INTERFACE KEY' || exit
  keys=$(wgkit_peers "$1") || exit 2
  wgkit__has_line "$keys" "$2"
)

# wgkit_peer_table INTERFACE: prints each peer as a line, with tabs between public key, endpoint,
# allowed IPs, latest handshake, bytes received, bytes sent and keepalive. No secrets.
wgkit_peer_table() (
  [ "$#" -eq 1 ] || wgkit__usage 'wgkit_peer_table INTERFACE' || exit
  # A pipeline ends as its last command does: wgk's status goes through it.
  { wgkit__wgk show "$1" dump || printf 'failed\t%s\n' "$?"; } | awk -F '\t' '
    BEGIN { OFS = FS }
    $1 == "failed" && NF == 2 { exit $2 }
    NF == 8 { print $1, $3, $4, $5, $6, $7, $8 }'
)

# wgkit_peer_field INTERFACE KEY FIELD: prints endpoint, allowed-ips, latest-handshake, received, sent
# or persistent-keepalive of a peer.
wgkit_peer_field() (
  usage='wgkit_peer_field INTERFACE KEY FIELD'
  [ "$#" -eq 3 ] || wgkit__usage "$usage" || exit
  column=1
  case $3 in
  endpoint) field=endpoints ;;
  allowed-ips) field=allowed-ips ;;
  latest-handshake) field=latest-handshakes ;;
  received) field=transfer ;;
  sent) field=transfer column=2 ;;
  persistent-keepalive) field=persistent-keepalive ;;
  *) wgkit__usage "$usage: there is no field '$3'" || exit ;;
  esac
  lines=$(wgkit__wgk show "$1" "$field") || exit
  printf '%s\n' "$lines" | KEY=$2 COLUMN=$column awk -F '\t' '
    $1 == ENVIRON["KEY"] { found = 1; print $(ENVIRON["COLUMN"] + 1) }
    END { exit !found }' || {
    wgkit__say "the interface '$1' has no such peer"
    exit 1
  }
)

# wgkit_peer_add INTERFACE KEY WORD...: adds a peer that is not there yet; the words are those of
# wgk set.
wgkit_peer_add() (
  [ "$#" -ge 2 ] || wgkit__usage 'wgkit_peer_add INTERFACE KEY [WORD...]' || exit
  status=0
  wgkit_has_peer "$1" "$2" || status=$?
  case $status in
  0)
    wgkit__say "the interface '$1' has this peer already"
    exit 1
    ;;
  1) wgkit__set_peer "$@" ;;
  *) exit "$status" ;;
  esac
)

# wgkit_peer_change INTERFACE KEY WORD...: changes a peer that is there.
wgkit_peer_change() (
  [ "$#" -ge 3 ] || wgkit__usage 'wgkit_peer_change INTERFACE KEY WORD...' || exit
  wgkit__need_peer "$1" "$2" || exit
  wgkit__set_peer "$@"
)

# wgkit_peer_remove INTERFACE KEY: removes a peer that is there.
wgkit_peer_remove() (
  [ "$#" -eq 2 ] || wgkit__usage 'wgkit_peer_remove INTERFACE KEY' || exit
  wgkit__need_peer "$1" "$2" || exit
  wgkit__set_peer "$1" "$2" remove
)

# ---- What the functions share; not for scripts --------------------------------------------------

wgkit__wgk() {
  if [ -n "${WGK_NETNS-}" ]; then
    "${WGK:-wgk}" --netns "$WGK_NETNS" "$@"
  else
    "${WGK:-wgk}" "$@"
  fi
}

wgkit__say() { printf 'wgkit: %s\n' "$1" >&2; }

wgkit__usage() {
  wgkit__say "usage: $1"
  return 2
}

# A new file of mode 0600 with what a command prints. What is there already is never written to,
# whatever it is: the file gets its name when it is complete, with a call that takes no name over.
# set -C would write to a FIFO or a device.
wgkit__new_file() (
  umask 077
  case $2 in
  */*) folder=${2%/*}/ ;;
  *) folder=./ ;;
  esac
  status=0
  new=$(mktemp "${folder}.wgkit.XXXXXX" 2>/dev/null) || status=1
  if [ "$status" -eq 0 ]; then
    trap 'rm -f "$new"; exit 129' HUP
    trap 'rm -f "$new"; exit 130' INT
    trap 'rm -f "$new"; exit 143' TERM
    wgkit__wgk "$1" >|"$new" || {
      status=$?
      rm -f "$new"
      exit "$status"
    }
    # Not ln, which puts it into a folder of that name.
    link "$new" "$folder${2##*/}" 2>/dev/null || status=1
    rm -f "$new"
  fi
  [ "$status" -eq 0 ] || wgkit__say "cannot make the file '$2', or it is there already"
  exit "$status"
)

# Not grep: a name may begin with a dash, and a pattern is none.
wgkit__has_line() (
  set -f
  IFS='
'
  for line in $1; do [ "$line" != "$2" ] || exit 0; done
  exit 1
)

wgkit__need_peer() {
  wgkit_has_peer "$1" "$2" || {
    set -- "$1" "$?"
    [ "$2" -ne 1 ] || wgkit__say "the interface '$1' has no such peer"
    return "$2"
  }
}

wgkit__set_peer() (
  interface=$1 key=$2
  shift 2
  wgkit__wgk set "$interface" peer "$key" "$@"
)
