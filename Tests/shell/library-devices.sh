# shellcheck shell=sh
# What wgkit.sh does with devices, where nothing else uses the network: Tests/kernel/vm.
#   SHELL library-devices.sh WGK LIBRARY
# shellcheck source=Tests/shell/library-check.sh
. "$(dirname "$0")/library-check.sh"
WGK=$1
# shellcheck source=bindings/shell/wgkit.sh
. "$2"
tab=$(printf '\t')

public=$(wgkit_keypair server.key)
anna=$(wgkit_keypair anna.key)
ben=$(wgkit_keypair ben.key)
wgkit_preshared_key anna.psk
(
  umask 077
  {
    printf '[Interface]\nListenPort = 51820\nAddress = 10.77.0.1/24\nPrivateKey = '
    cat server.key
    printf '[Peer]\nPublicKey = %s\nAllowedIPs = 10.77.0.2/32\nPresharedKey = ' "$anna"
    cat anna.psk
  } >wg0.conf
)

run wgkit_interfaces
check 'no interfaces are no line' prints ''
run wgkit_up wg0 "$scratch/wg0.conf"
check 'an interface is brought up' ends 0
check 'it is there' wgkit_has_interface wg0
run wgkit_interfaces
check 'it is listed' prints wg0
run wgkit_up wg0 "$scratch/wg0.conf"
check 'it is not brought up twice' ends 1
check 'and is still there' wgkit_has_interface wg0
run wgkit_field wg0 public-key
check 'it has the key of its file' prints "$public"
run wgkit_field wg0 listen-port
check 'it has the port of its file' prints 51820
run "$WGK" address list wg0
check 'it has the address of its file' prints 10.77.0.1/24

run wgkit_peer_add wg0 "$ben" allowed-ips 10.77.0.3/32,fd00::3/128 endpoint 192.0.2.3:5 preshared-key anna.psk
check 'a peer is added' ends 0
run wgkit_peers wg0
check 'both are listed' prints "$anna
$ben"
run wgkit_peer_add wg0 "$ben" allowed-ips 10.77.0.4/32
check 'a peer is not added twice' ends 1
run wgkit_peer_field wg0 "$ben" allowed-ips
check 'and keeps what it has' prints '10.77.0.3/32 fd00::3/128'
run wgkit_peer_change wg0 "$ben" persistent-keepalive 25
check 'a peer is changed' ends 0
run wgkit_peer_field wg0 "$ben" persistent-keepalive
check 'and has the new value' prints 25
run wgkit_peer_table wg0
check 'the table is right' prints "$anna$tab(none)${tab}10.77.0.2/32${tab}0${tab}0${tab}0${tab}off
$ben${tab}192.0.2.3:5${tab}10.77.0.3/32,fd00::3/128${tab}0${tab}0${tab}0${tab}25"
check 'and shows no secret' not grep -qFf anna.psk out err
run wgkit_peer_remove wg0 "$anna"
check 'a peer is removed' ends 0
run wgkit_has_peer wg0 "$anna"
check 'and is gone' ends 1
run wgkit_peer_remove wg0 "$anna"
check 'it is not removed twice' ends 1
run wgkit_peer_add wg0 nonsense
check 'what is no key is refused' ends 1
run wgkit_peers wg7
check 'an interface that is not there is no success' ends 1
run wgkit_has_peer wg7 "$ben"
check 'and no answer' ends 2

printf '[Interface]\nNonsense = 1\n' >bad.conf
run wgkit_up wg1 "$scratch/bad.conf"
check 'a bad file is no success' ends 1
run wgkit_has_interface wg1
check 'and leaves no interface' ends 1

"$IP" netns add blue || echo 'FAILED: ip netns add'
WGK_NETNS=blue
run wgkit_interfaces
check 'in a namespace of its own there are no interfaces' prints ''
run wgkit_up wg0 "$scratch/wg0.conf"
check 'one can be brought up there' ends 0
run wgkit_peers wg0
check 'and has the peers of its file' prints "$anna"
run wgkit_down wg0
check 'and be taken down' ends 0
WGK_NETNS=
"$IP" netns del blue
run wgkit_peers wg0
check 'the one outside is as it was' prints "$ben"
run wgkit_down wg0
check 'an interface is taken down' ends 0
run wgkit_down wg0
check 'but not twice' ends 1
run wgkit_down lo
check 'what is no WireGuard interface is left alone' ends 1
echo 'the end'
