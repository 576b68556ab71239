# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# Configuration files: WGKit, packages of PyPI, wg.

packages_config() { echo wireguard-tools; }

measure_config() {
  local driver
  prepare_artefacts
  prepare_python
  driver=$(build_of_wgkit ConfigDriver .build-optimised)
  say "timing configuration files"
  run_python config.py --driver "$driver" --baseline "$work/baseline" --rounds "${rounds:-20}"
  measure_wg "$driver"
}

# wg takes a socket of that name for an interface in userspace: in a /run of its own it is given one.
measure_wg() { # DRIVER
  if ! command -v wg >/dev/null; then
    note "left out" "wg setconf" "wireguard-tools is not installed"
    return
  fi
  note version wg "$(wg --version | cut -d ' ' -f 2)"
  say "timing the parser of wg"
  # shellcheck disable=SC2016 # for the inner shell
  "$root/Tests/private-mounts" sh -c 'mount -t tmpfs wgkit /run && exec "$@"' - \
    "$python" "$here/python/wg_parser.py" --helpers "$work" --wgk "$wgk" \
    --driver "$1" --rounds "${rounds:-20}" ||
    note "left out" "wg setconf" "this system lets nobody have a /run of their own"
}
