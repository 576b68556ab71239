# shellcheck shell=sh
# zima.sh: what a deployment script of a privacy hub does with WireGuard, as functions for POSIX shells.
# Source it after wgkit.sh: . /usr/share/wgkit/wgkit.sh; . /usr/share/wgkit/zima.sh
#
# docs/systems/privacy-hub.md says what each function takes, prints and answers. In short:
#
#   ZIMA_PROFILES   the folder of profiles
#   ZIMA_ACTIVE     the file that the tunnel reads, which may be mounted there
#   WGK, WGK_NETNS  as for wgkit.sh
#
# The statuses are those of wgkit.sh. What is text of a configuration, a counter or a key goes through wgk
# and through no text tool. No secret is ever an argument, a variable or in a message.

# ---- Files -------------------------------------------------------------------------------------

# zima_validate FILE: 0 for a profile that a tunnel can use; else 1, and prints why.
zima_validate() (
  [ "$#" -eq 1 ] || wgkit__usage 'zima_validate FILE' || exit
  [ -r "$1" ] || {
    wgkit__say "cannot read the file '$1'"
    exit 2
  }
  # By its descriptor, so that nothing in the file's name gets into the lines.
  lines=$(wgkit__wgk check --client - <"$1") || {
    status=$?
    # 2 is a file that cannot be read, of which nothing is known.
    [ "$status" -eq 1 ] || exit "$status"
  }
  # Warnings are no reason to refuse a profile.
  reason=$(printf '%s\n' "$lines" | grep -m 1 '^-:[0-9]*:[0-9]*: error: ') || exit 0
  printf '%s\n' "${reason#*: error: }"
  exit 1
)

# zima_profile_name FILE: prints the first comment after [Peer], else the first without an equals sign.
zima_profile_name() (
  [ "$#" -eq 1 ] || wgkit__usage 'zima_profile_name FILE' || exit
  wgkit__wgk config name "$1"
)

# zima_sanitize_name NAME [LENGTH]: prints what of a name may stay, a-zA-Z0-9-_#, and LENGTH bytes of it
# at most: 15 for an interface. It is never empty, and no option.
zima_sanitize_name() (
  [ "$#" -eq 1 ] || [ "$#" -eq 2 ] || wgkit__usage 'zima_sanitize_name NAME [LENGTH]' || exit
  length=${2-64}
  case $length in
  '' | 0* | *[!0-9]* | ???*) wgkit__usage 'zima_sanitize_name NAME [LENGTH], 1 to 99' || exit ;;
  esac
  name=$(printf '%s' "$1" | LC_ALL=C tr -cd 'a-zA-Z0-9_#-' | LC_ALL=C sed 's/^-*//' |
    LC_ALL=C cut -c "1-$length")
  printf '%s\n' "${name:-profile}"
)

# zima_format FILE: rewrites a file in the usual spelling, whole or not at all.
zima_format() (
  [ "$#" -eq 1 ] || wgkit__usage 'zima_format FILE' || exit
  wgkit__wgk config format "$1"
)

# zima_key FILE FIELD: prints the values of a key, one a line, with all that belongs to them.
zima_key() (
  [ "$#" -eq 2 ] || wgkit__usage 'zima_key FILE FIELD' || exit
  wgkit__wgk config get "$1" "$2"
)

# zima_import_b64 FILE: stores the profile that standard input has as base64. What was there stays unless
# all went well.
zima_import_b64() (
  [ "$#" -eq 1 ] || wgkit__usage 'zima_import_b64 FILE <BASE64' || exit
  wgkit__wgk config import "$1" --base64
)

# ---- Profiles ----------------------------------------------------------------------------------

# zima_profile list | put NAME [FILE] | activate NAME | delete NAME: without FILE, put reads standard
# input.
zima_profile() (
  usage='zima_profile list | put NAME [FILE] | activate NAME | delete NAME'
  case ${1-}$# in
  list1) set -- list ;;
  put2) set -- put "$2" ;;
  put3)
    [ -r "$3" ] || {
      wgkit__say "cannot read the file '$3'"
      exit 1
    }
    exec <"$3"
    ;;
  activate2) ;;
  delete2) set -- remove "$2" ;;
  *) wgkit__usage "$usage" || exit ;;
  esac
  if [ -z "${ZIMA_PROFILES-}" ] || [ -z "${ZIMA_ACTIVE-}" ]; then
    wgkit__say 'ZIMA_PROFILES and ZIMA_ACTIVE name the folder of profiles and the file of the tunnel'
    exit 2
  fi
  command=$1
  wgkit__wgk config "$command" "$ZIMA_PROFILES" "$ZIMA_ACTIVE" ${2+"$2"}
)

# ---- Status and usage --------------------------------------------------------------------------

# zima_status INTERFACE [--json]: prints clients, connected, received, sent, handshake.
zima_status() (
  [ "$#" -eq 1 ] || { [ "$#" -eq 2 ] && [ "$2" = --json ]; } ||
    wgkit__usage 'zima_status INTERFACE [--json]' || exit
  wgkit__wgk totals "$@"
)

# zima_usage INTERFACE STATEFILE [--json]: the same with totals that survive resets, kept in a file.
zima_usage() (
  [ "$#" -eq 2 ] || { [ "$#" -eq 3 ] && [ "$3" = --json ]; } ||
    wgkit__usage 'zima_usage INTERFACE STATEFILE [--json]' || exit
  wgkit__wgk totals "$@"
)

# ---- Passwords ---------------------------------------------------------------------------------

# zima_hash_password [--compose]: prints the bcrypt hash of the line on standard input; with --compose
# each $ twice, as compose files want it. The hash is made by the system's crypt library, which Python
# finds: libcrypt of Debian, the C library itself of Alpine.
zima_hash_password() (
  case ${1-}$# in
  0) twice=no ;;
  --compose1) twice=yes ;;
  *) wgkit__usage 'zima_hash_password [--compose] <PASSWORD' || exit ;;
  esac
  # Python's own module crypt is gone since 3.13.
  # shellcheck disable=SC2016 # it is Python's
  "${PYTHON:-python3}" -I -c '
import ctypes, secrets, sys
crypt = None
for name in ("libcrypt.so.1", "libcrypt.so.2", None):
    try:
        crypt = ctypes.CDLL(name).crypt
        break
    except (AttributeError, OSError):
        pass
if crypt is None:
    sys.exit("wgkit: there is no crypt library; install libcrypt1 (Debian) or libxcrypt")
line = sys.stdin.buffer.read(4096)
if line.endswith(b"\n"):
    line = line[:-1]
if not line or b"\0" in line or b"\n" in line:
    sys.exit("wgkit: standard input must have one line, the password")
if len(line) > 72:
    sys.exit("wgkit: bcrypt takes 72 bytes of a password, and this has more")
letters = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
# 128 bits in 22 letters: the last one has two.
salt = "".join(secrets.choice(letters) for _ in range(21)) + secrets.choice(".Oeu")
crypt.restype = ctypes.c_char_p
text = crypt(line, b"$2b$12$" + salt.encode())
if not text or not text.startswith(b"$2b$12$") or len(text) != 60:
    sys.exit("wgkit: the crypt library makes no bcrypt hashes")
hash = text.decode("ascii")
print(hash.replace("$", "$$") if sys.argv[1] == "yes" else hash)
' "$twice"
)
