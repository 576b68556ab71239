# shellcheck shell=sh
# What wgkit.sh does without a device. Run by Tests/shell/library.sh: SHELL library-cases.sh WGK LIBRARY
# shellcheck source=Tests/shell/library-check.sh
. "$(dirname "$0")/library-check.sh"
WGK=$1
# shellcheck source=bindings/shell/wgkit.sh
. "$2"
umask 022

# ---- Keys --------------------------------------------------------------------------------------

run wgkit_keypair 'a key'
check 'a key pair is made' ends 0
check 'its public key is printed' prints "$("$WGK" pubkey <'a key')"
check 'its file is for its owner only' [ "$(stat -c %a 'a key')" = 600 ]
# Under set -x, neither does the trace.
check 'no message repeats a key' not grep -qFf 'a key' err
cp 'a key' copy
run wgkit_keypair 'a key'
check 'a key that is there is no success' ends 1
check 'and is said' says "'a key', or it is there already"
check 'and stays as it is' cmp -s 'a key' copy
run wgkit_keypair none/key
check 'a file that cannot be made is no success' ends 1
ln -s target link
run wgkit_keypair link
check 'a link that leads nowhere is not followed' ends 1
check 'to where it leads' [ ! -e target ]
mkdir folder
mkfifo fifo
cp "$WGK" kept
ln -s kept to-a-file
# Open at both ends, it takes what is written without a wait.
exec 4<>fifo
for there in link folder folder/ fifo to-a-file kept . / '' /dev/null; do
  stat -c '%F %i %s %a' "$there" >was 2>/dev/null || :
  run wgkit_preshared_key "$there"
  check "what is there is no success: '$there'" ends 1
  check "and is said: '$there'" says "cannot make the file '$there', or it is there already"
  stat -c '%F %i %s %a' "$there" >now 2>/dev/null || :
  check "and it stays: '$there'" cmp -s was now
done
check 'nothing is written to a FIFO' [ -z "$(timeout 1 cat <&4)" ]
exec 4<&-
# A node of our own, which nobody would miss; only root can make one.
if mknod null c 1 3 2>/dev/null; then
  run wgkit_preshared_key null
  check 'a device is no success' ends 1
  check 'and stays' [ -c null ]
  rm null
fi
check 'the target of a link is as it was' cmp -s kept "$WGK"
check 'a folder has got no file' [ -z "$(ls -A folder)" ]
check 'no file is left over' not sh -c 'ls -d .wgkit.* 2>/dev/null'
run wgkit_keypair -- -
check 'a word too many is a mistake' ends 2
check 'and the usage is said' says 'usage: wgkit_keypair FILE'
run wgkit_keypair
check 'a word too few as well' ends 2
run wgkit_keypair -key
check 'a name may begin with a dash' ends 0
run wgkit_preshared_key psk
check 'a preshared key is made' [ "$(wc -c <psk)" -eq 45 ]
check 'its file is for its owner only' [ "$(stat -c %a psk)" = 600 ]
check 'it is not printed' prints ''
run wgkit_public_key 'a key'
check 'the public key of a file is printed' prints "$("$WGK" pubkey <'a key')"
run wgkit_public_key none
check 'a missing file is no success' ends 1
check 'and is said' says "cannot read the file 'none'"
echo 'no key' >bad
run wgkit_public_key bad
check 'a bad key is no success' ends 1
(umask 0; wgkit_keypair open >/dev/null)
check 'whatever the umask is, a key is for its owner' [ "$(stat -c %a open)" = 600 ]
set -C
run wgkit_keypair exclusive 2>/dev/null
check 'set -C of the caller does no harm' [ -s exclusive ]
set +C

# ---- Statuses and words, with a stand-in -------------------------------------------------------

cat >wgk-stand-in <<'END'
#!/bin/sh
# Notes its words, one a line, and answers as it is told.
printf '%s\n' "$@" >"$NOTES"
case $* in
*'show interfaces') echo 'wg0 wg1 *' ;;
*'show wg0 peers') printf '%s\n' KEY1= KEY2= ;;
*'show wg0 transfer') printf 'KEY1=\t10\t20\nKEY2=\t30\t40\n' ;;
*'show wg0 endpoints') printf 'KEY1=\t(none)\nKEY2=\t[fd00::1]:5\n' ;;
*'show wg0 allowed-ips') printf 'KEY1=\t\nKEY2=\t10.0.0.1/32 10.0.0.2/32\n' ;;
*'show wg0 dump')
  printf 'SECRET=\tPUBLIC=\t1\toff\n'
  printf 'KEY1=\tSECRET=\t(none)\t10.0.0.1/32,10.0.0.2/32\t5\t10\t20\toff\n'
  printf 'KEY2=\t(none)\t1.2.3.4:5\t\t0\t0\t0\t25\n'
  exit "${LATE:-0}"
  ;;
genkey) echo half; exit 7 ;;
esac
exit "${ANSWER:-0}"
END
chmod +x wgk-stand-in
real=$WGK WGK=$scratch/wgk-stand-in NOTES=$scratch/notes
export NOTES
tab=$(printf '\t')

run wgkit_keypair failed
check 'the status of wgk is passed on' ends 7
check 'no half of a key is left' [ ! -e failed ]
exec 4<>fifo
run wgkit_keypair fifo
exec 4<&-
check 'and what was there before is not taken away' [ -p fifo ]
run wgkit_interfaces
check 'interfaces are printed one a line' prints "wg0
wg1
*"
run wgkit_has_interface wg1
check 'an interface that is there is there' ends 0
run wgkit_has_interface wg
check 'one that is not is not' ends 1
run wgkit_has_interface '*'
check 'a name is no pattern' ends 0
run wgkit_field wg0 listen-port
check 'a field is asked for' [ "$(tr '\n' ' ' <notes)" = 'show wg0 listen-port ' ]
run wgkit_field wg0 private-key
check 'a field that is a secret is refused' ends 2
run wgkit_has_peer wg0 KEY2=
check 'a peer that is there is there' ends 0
run wgkit_has_peer wg0 KEY
check 'one that is not is not' ends 1
run wgkit_peer_field wg0 KEY2= received
check 'bytes received are printed' prints 30
run wgkit_peer_field wg0 KEY2= sent
check 'bytes sent are printed' prints 40
run wgkit_peer_field wg0 KEY2= endpoint
check 'an endpoint is printed' prints '[fd00::1]:5'
run wgkit_peer_field wg0 KEY2= allowed-ips
check 'allowed IPs are printed' prints '10.0.0.1/32 10.0.0.2/32'
run wgkit_peer_field wg0 KEY1= allowed-ips
check 'no allowed IPs are an empty line' prints ''
check 'and a success' ends 0
run wgkit_peer_field wg0 KEY3= sent
check 'a field of no peer is no success' ends 1
check 'and is said' says "the interface 'wg0' has no such peer"
run wgkit_peer_field wg0 KEY sent
check 'a part of a key is no peer' ends 1
run wgkit_peer_field wg0 KEY2= colour
check 'a field that there is not is a mistake' ends 2
run wgkit_peer_table wg0
check 'the table has a line for each peer and no secret' prints \
  "KEY1=$tab(none)${tab}10.0.0.1/32,10.0.0.2/32${tab}5${tab}10${tab}20${tab}off
KEY2=${tab}1.2.3.4:5$tab${tab}0${tab}0${tab}0${tab}25"
LATE=9
export LATE
run wgkit_peer_table wg0
check 'the status of wgk comes through a pipeline' ends 9
run wgkit_peer_add wg0 KEY9= allowed-ips '10.0.0.1/32, 10.0.0.2/32' preshared-key '*'
check 'the words of a peer reach wgk as they are' [ "$(cat notes)" = 'set
wg0
peer
KEY9=
allowed-ips
10.0.0.1/32, 10.0.0.2/32
preshared-key
*' ]
run wgkit_peer_add wg0 KEY1= allowed-ips 10.0.0.3/32
check 'a peer that is there is not added' ends 1
check 'and that is said' says 'has this peer already'
run wgkit_peer_change wg0 KEY1= endpoint 1.2.3.4:5
check 'a peer is changed' [ "$(tail -n 1 notes)" = 1.2.3.4:5 ]
run wgkit_peer_change wg0 KEY3= endpoint 1.2.3.4:5
check 'a peer that is not there is not changed' ends 1
run wgkit_peer_remove wg0 KEY2=
check 'a peer is removed' [ "$(tail -n 2 notes | tr '\n' ' ')" = 'KEY2= remove ' ]
run wgkit_peer_remove wg0 KEY3=
check 'a peer that is not there is not removed' ends 1
run wgkit_down wg7
check 'an interface that is not there is not deleted' ends 1
check 'and that is said' says "there is no WireGuard interface 'wg7'"
WGK_NETNS='a place'
run wgkit_peers wg0
check 'the namespace is one word' [ "$(head -n 2 notes | tr '\n' ' ')" = '--netns a place ' ]
WGK_NETNS=
ANSWER=1
export ANSWER
for words in 'wgkit_has_interface wg0' 'wgkit_has_peer wg0 KEY1=' 'wgkit_peer_add wg0 KEY9= endpoint x' \
  'wgkit_peer_remove wg0 KEY1='; do
  # shellcheck disable=SC2086
  run $words
  check "what cannot be told is no answer: $words" ends 2
done
for words in wgkit_interfaces 'wgkit_peers wg0' 'wgkit_field wg0 fwmark' 'wgkit_up wg0' \
  'wgkit_peer_field wg0 KEY1= sent'; do
  # shellcheck disable=SC2086
  run $words
  check "a failure of wgk is one here: $words" ends 1
done
ANSWER=0
WGK=$scratch/none
run wgkit_interfaces
check 'without wgk the status is 127' ends 127
run wgkit_keypair without
check 'and no file is left' [ ! -e without ]

# ---- What the functions leave behind -----------------------------------------------------------

WGK=$real
check 'the umask is as it was' [ "$(umask)" = 0022 ]
check 'the folder is as it was' [ "$(pwd)" = "$scratch" ]
IFS=1=k
run wgkit_keypair other
IFS=' 	
'
check 'IFS of the caller does no harm' ends 0
variables() { set | sed -n 's/^\([A-Za-z][A-Za-z_0-9]*\)=.*/\1/p'; }
{
  variables >before
  wgkit_keypair third
  wgkit_public_key third
  wgkit_preshared_key fourth
  WGK=$scratch/wgk-stand-in
  wgkit_peer_field wg0 KEY1= sent
  wgkit_peer_add wg0 KEY9= endpoint 1.2.3.4:5
  wgkit_peer_remove wg0 KEY1=
  wgkit_interfaces
  variables >after
} >calls 2>&1
check 'no variable is left behind' cmp -s before after
check 'that was tried' grep -qx wg1 calls
check 'and variables were seen' grep -qx WGK before
echo 'the end'
