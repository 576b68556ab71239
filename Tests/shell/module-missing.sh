#!/usr/bin/env bash
# What wgk and the C library say where the kernel has no WireGuard. It takes the module away for
# good, so it has a boot of its own:
#   Tests/kernel/vm Tests/shell/module-missing.sh WGK PYTHON
set -u
umask 077
PYTHONPATH=$(cd "$(dirname "$0")/../../bindings/python" && pwd)
export PYTHONPATH
# shellcheck source=Tests/shell/check.sh
. "$(dirname "$0")/check.sh"
wgk=${1:?usage: module-missing.sh WGK PYTHON}
python=${2:?usage: module-missing.sh WGK PYTHON}

run "$wgk" link add wt0
succeeds 'with the module, an interface is created'
run "$wgk" link del wt0
rmmod wireguard || exit 1
# From now on the kernel loads no module, whoever asks.
echo 1 >/proc/sys/kernel/modules_disabled || exit 1

run "$wgk" link add wt0
fails 'creating an interface says how to get WireGuard' 'modprobe wireguard'
run "$wgk" show wt0 dump
fails 'reading a device says how to get WireGuard' 'modprobe wireguard'
run "$wgk" set wt0 listen-port 1
fails 'changing a device says how to get WireGuard' 'modprobe wireguard'
run "$wgk" nat add wt0 --network 10.8.0.0/24
fails 'NAT says how to get nf_tables' 'modprobe nf_tables'
run "$wgk" nat show wt0
fails 'reading it says so too' 'modprobe nf_tables'
run "$wgk" usage collect wt0 --ledger "$scratch/usage.db"
fails 'counting an interface says how to get WireGuard' 'modprobe wireguard'
run "$wgk" usage collect --ledger "$scratch/usage.db"
succeeds 'counting all of them finds none' ''
run "$wgk" metrics
succeeds 'the metrics are those of no interface'
run "$wgk" show interfaces
succeeds 'listing the interfaces finds none' ''
run "$wgk" genkey
succeeds 'a key is made all the same'
run "$python" -c 'import wgkit
try:
    wgkit.Device("wt0")
except wgkit.ModuleMissing as error:
    print(error)'
check 'Python raises ModuleMissing, which says how to get WireGuard' said 'modprobe wireguard'
run "$python" -c 'import wgkit, wgkit.nat
try:
    wgkit.nat.add("wt0", ["10.8.0.0/24"])
except wgkit.ModuleMissing as error:
    print(error)'
check 'for NAT too, which says how to get nf_tables' said 'modprobe nf_tables'
closing
