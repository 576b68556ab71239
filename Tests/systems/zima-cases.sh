# shellcheck shell=sh disable=SC2031 # a subshell reads scratch, and none changes it
# What zima.sh does without a device, and what a script that did it by hand got wrong. Run by
# Tests/shell/library.sh --cases: SHELL zima-cases.sh WGK LIBRARY
# shellcheck source=Tests/shell/library-check.sh
. "$(dirname "$0")/../shell/library-check.sh"
WGK=$1
# shellcheck source=bindings/shell/wgkit.sh
. "$2"
# shellcheck source=bindings/shell/zima.sh
. "$(dirname "$2")/zima.sh"
umask 022
return=$(printf '\r')

"$WGK" genkey >secret
"$WGK" genpsk >psk
"$WGK" pubkey <secret >public
# profile ADDRESS: a provider's file, with all that is odd in such files.
profile() {
  printf '[Interface]%s\n# Key for US-CA#842\n   PrivateKey=%s\n' "$return" "$(cat secret)"
  printf 'Address =%s # mine%s\nDNS = 10.2.0.1\n\n[ Peer ]\n# US-CA#842\n' "$1" "$return"
  printf '#PresharedKey = %s\nPublicKey = %s\n' "$(cat psk)" "$(cat public)"
  printf 'AllowedIPs = 0.0.0.0/0, ::/0\nEndpoint = 192.0.2.1:51820'
}
"$WGK" genkey | "$WGK" pubkey >public
profile 10.2.0.2/32 >a.conf
chmod 600 a.conf

# ---- Values ------------------------------------------------------------------------------------

# The old way: every key ends with =, which is a field's end too.
old_key() { grep "^ *$2" "$1" | cut -d= -f2 | tr -d ' \r'; }
check 'cut -d= -f2 loses a key its padding: the old way does' \
  [ "$(old_key a.conf PrivateKey)" = "$(sed 's/=$//' secret)" ]
run zima_key a.conf PrivateKey
check 'cut -d= -f2 loses a key its padding: not here' cmp -s out secret
run zima_key a.conf allowedips
check 'a value is printed as it stands there' prints '0.0.0.0/0, ::/0'
run zima_key a.conf Address
check 'a comment behind a value is none of it' prints 10.2.0.2/32
run zima_key a.conf PresharedKey
check 'a key in a comment is none' ends 1
run zima_key a.conf Colour
check 'a key that there is not is said' says 'no key'
run zima_key none.conf Address
check 'a file that is not there is no empty value' ends 1

# ---- Validation --------------------------------------------------------------------------------

run zima_validate a.conf
check 'a good profile is good' ends 0
check 'and nothing is said' prints ''
for key in PrivateKey Endpoint PublicKey AllowedIPs Address; do
  grep -v "^ *$key" a.conf >missing.conf
  run zima_validate missing.conf
  check "a profile without $key is none" ends 1
  check "and the reason names $key" grep -qi "$key" out
done
sed 's/^PublicKey = ./PublicKey = /' a.conf >short.conf
run zima_validate short.conf
check 'a key that lost a letter is none' ends 1
{ cat a.conf; printf '\nPostUp = touch ran\n'; } | sed 's/^DNS/PostUp = touch ran\nDNS/; $d' >hook.conf
run zima_validate hook.conf
check 'a hook of somebody else is no good' ends 1
check 'and is not run' [ ! -e ran ]
cp a.conf 'x:1:1: error: no'
run zima_validate 'x:1:1: error: no'
check 'what is in the name of a file is no finding' ends 0
run zima_validate none.conf
check 'of a file that cannot be read nothing is known' ends 2

# ---- Names -------------------------------------------------------------------------------------

run zima_profile_name a.conf
check 'the name is the first comment after [Peer]' prints 'US-CA#842'
sed 's/^# US-CA.*//' a.conf >other.conf
run zima_profile_name other.conf
check 'else it is the first comment without an equals sign' prints 'Key for US-CA#842'
check 'a key in a comment is no name' not grep -qFf psk out
grep -v '^#' a.conf >none
run zima_profile_name none
check 'there may be none' ends 1
for pair in 'a b/c=abc' '../../etc/passwd=etcpasswd' '--rf=rf' 'US-CA#842=US-CA#842' '///=profile' \
  '=profile' 'aäb=ab'; do
  run zima_sanitize_name "${pair%=*}"
  check "of '${pair%=*}' stays ${pair##*=}" prints "${pair##*=}"
done
run zima_sanitize_name 'a-very-long-name-of-a-tunnel' 15
check 'an interface has 15 bytes' prints a-very-long-nam
run zima_sanitize_name "a
b"
check 'a line end goes' prints ab

# ---- Writing -----------------------------------------------------------------------------------

cp a.conf b.conf
run zima_format b.conf
check 'a file is formatted' ends 0
check 'without carriage returns and leading blanks' not grep -q "$return\|^ " b.conf
check 'keys stand as manuals spell them' grep -qx 'Address = 10.2.0.2/32 # mine' b.conf
check 'comments are kept' [ "$(grep -c '#' b.conf)" = 4 ]
run zima_key b.conf PrivateKey
check 'the key is the same' cmp -s out secret
check 'the file is for its owner only' [ "$(stat -c %a b.conf)" = 600 ]
cp b.conf c.conf
run zima_format c.conf
check 'a second time changes nothing' cmp -s b.conf c.conf
printf 'no line\n' >bad.conf
cp bad.conf bad.copy
run zima_format bad.conf
check 'what is no configuration is not formatted' ends 1
check 'and stays' cmp -s bad.conf bad.copy

# The old way: the umask decides who may read the file, until chmod comes.
old_import() { base64 -d >"$1" && stat -c %a "$1" && chmod 600 "$1"; }
run old_import old.conf <<END
$(base64 a.conf)
END
check 'a config is created readable and then chmod-ed: the old way does' prints 644
base64 a.conf >a.b64
mkfifo slow
zima_import_b64 d.conf <slow &
{
  head -c 100 a.b64
  # Nothing of it may be there for others at any time: half of the text has come.
  find . -newer a.b64 -type f ! -perm 600 -size +0 >seen
  tail -c +101 a.b64
} >slow
wait $! || status=$?
check 'a config is created readable and then chmod-ed: not here' not grep -q 'd.conf\|tmp' seen
check 'what was imported is there' cmp -s a.conf d.conf
check 'with mode 600' [ "$(stat -c %a d.conf)" = 600 ]
echo 'no base64!' >bad.b64
run zima_import_b64 d.conf <bad.b64
check 'no base64 is no import' ends 1
check 'and what was there stays' cmp -s a.conf d.conf
base64 missing.conf >missing.b64
run zima_import_b64 d.conf <missing.b64
check 'nor is half a profile' ends 1
check 'and what was there stays then' cmp -s a.conf d.conf
run zima_import_b64 d.conf </dev/null
check 'nor is nothing' ends 1

# ---- Profiles ----------------------------------------------------------------------------------

ZIMA_PROFILES=profiles ZIMA_ACTIVE=active.conf
mkdir profiles
run zima_profile list
check 'an empty folder has no profiles' prints ''
check 'and that is no failure' ends 0
ZIMA_PROFILES=nowhere
run zima_profile list
check 'a folder that is not there is no empty one' ends 1
ZIMA_PROFILES=profiles
run zima_profile put first a.conf
check 'a profile is stored' ends 0
profile 10.2.0.3/32 >second
run zima_profile put 'second#2' <second
check 'from standard input too' ends 0
run zima_profile put second missing.conf
check 'half a profile is not' ends 1
for name in ../up .hidden -rf '' 'a/b' "a
b" 'a b' "$(printf '%070d' 0)"; do
  run zima_profile put "$name" a.conf
  check "a profile cannot be called '$name'" ends 1
done
check 'and nothing was made of it' [ "$(find . -name '*up*' -o -name '*rf*' | wc -l)" = 0 ]
run zima_profile activate first
check 'a profile is activated' ends 0
check 'the tunnel has its text' cmp -s active.conf a.conf
run zima_profile list
check 'the list says which is active' prints "first$(printf '\t')active
second#2$(printf '\t')stored"
run zima_profile delete first
check 'the active profile cannot be deleted' ends 1
check 'and is there' [ -e profiles/first.conf ]
# Of a hard link, in the place of a mount that needs a right: it cannot be replaced.
ln active.conf elsewhere.conf
# The old way: what fails is followed by a word of success.
old_activate() {
  ("$WGK" config activate profiles active.conf "$1" 2>/dev/null) || true
  echo activated
}
run old_activate 'second#2'
check 'success is reported when the apply failed: the old way does' \
  [ "$status $(cat out)" = '0 activated' ]
run zima_profile activate 'second#2'
check 'success is reported when the apply failed: not here' ends 1
check 'and the old one is active' cmp -s active.conf a.conf
rm elsewhere.conf
run zima_profile activate 'second#2'
check 'another one is activated' cmp -s active.conf second
run zima_profile delete first
check 'then the first can be deleted' ends 0
check 'and is not there' [ ! -e profiles/first.conf ]
run zima_profile delete first
check 'a second time it cannot' ends 1
run zima_profile
check 'a word is needed' ends 2
run zima_profile activate
check 'and a name' ends 2

# ---- State and secrets -------------------------------------------------------------------------

printf 'TOTAL=5\ntouch sourced\n' >state
# shellcheck disable=SC1091
(. ./state)
check 'a state file is sourced by a shell: the old way does' [ -e sourced ]
rm -f sourced
cp state state.copy
run zima_usage wg0 state
check 'a state file is sourced by a shell: not here' [ ! -e sourced ]
check 'it is an error' ends 1
check 'and stays as it is' cmp -s state state.copy

cat >note-words <<'END'
#!/bin/sh
printf '%s\n' "$0" "$@" >>"$NOTES"
exec "$REAL" "$@"
END
chmod +x note-words
NOTES=$scratch/notes
export NOTES REAL
# shellcheck disable=SC2016
password='correct horse $battery'
# The old way: a tool that takes the password as a word.
REAL=true
./note-words -nbB admin "$password"
check 'passwords and keys in argv: the old way has them' grep -qF "$password" notes
: >notes
REAL=$(command -v python3) PYTHON=$scratch/note-words
run zima_hash_password <<END
$password
END
# shellcheck disable=SC2016
check 'a password is hashed with bcrypt' grep -qE '^\$2b\$12\$[./A-Za-z0-9]{53}$' out
REAL=$WGK real=$WGK WGK=$scratch/note-words
run zima_import_b64 e.conf <a.b64
run zima_key e.conf PrivateKey
WGK=$real
unset PYTHON
check 'that was looked at' grep -q import notes
check 'passwords and keys in argv: not here' not grep -qF "$password" notes
check 'nor the key' not grep -qFf secret notes
run zima_hash_password --compose <<END
$password
END
# shellcheck disable=SC2016
check 'a compose file wants each dollar twice' grep -qE '^\$\$2b\$\$12\$\$[./A-Za-z0-9]{53}$' out
run zima_hash_password </dev/null
check 'no password is no hash' ends 1
# Over 72 bytes bcrypt would hash the first ones alone.
printf '%080d' 0 >long
run zima_hash_password <long
check 'a password that bcrypt would cut off is refused' ends 1
echo 'the end'
