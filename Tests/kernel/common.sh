# shellcheck shell=bash
# What vm, fetch-kernel and selftest share: how to speak, where the cache is,
# and which tools of the host are needed. Sourced, never run.

# Debian keeps depmod and modprobe in sbin, which is not on a user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# shellcheck disable=SC2034 # for those who source this
cache=${WGKIT_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/wgkit}

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# 125 is what a failure of the harness itself exits with, never the command's.
fail() {
    say "$*"
    exit 125
}

# Each line: a command, and the Debian package that brings it.
tools='
qemu-system-x86_64 qemu-system-x86
busybox busybox-static
cpio cpio
depmod kmod
xz xz-utils
zstd zstd
apt-get apt
dpkg-deb dpkg
flock util-linux
setpriv util-linux
'

# Not a command, but without it Debian's signatures cannot be checked.
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

requirements() {
    local tool package
    while read -r tool package; do
        case $package in
        apt | dpkg | util-linux | '') ;; # every Debian has these
        *) echo "$package" ;;
        esac
    done <<<"$tools"
    echo debian-archive-keyring
}

check_requirements() {
    local tool package missing=
    [ "$(uname -s) $(uname -m)" = 'Linux x86_64' ] ||
        fail "runs on Linux on x86-64 only; this is $(uname -s) on $(uname -m)"
    while read -r tool package; do
        [ -z "$tool" ] || command -v "$tool" >/dev/null || {
            say "the command $tool is missing; it is in the Debian package $package"
            missing="$missing $package"
        }
    done <<<"$tools"
    [ -e "$keyring" ] || {
        say "the file $keyring is missing; it is in the Debian package debian-archive-keyring"
        missing="$missing debian-archive-keyring"
    }
    [ -z "$missing" ] || fail "install what is missing: apt-get install$missing"
    # busybox runs inside before any library of the host is in sight.
    ! ldd "$(command -v busybox)" >/dev/null 2>&1 ||
        fail "busybox is linked dynamically; install the Debian package busybox-static"
}
