# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# Whole processes and the loading of libraries: wgk, wg, openssl.

packages_processes() { printf '%s\n' wireguard-tools openssl libsodium23; }

measure_processes() {
  prepare_artefacts
  prepare_python
  if command -v wg >/dev/null; then note version wg "$(wg --version | cut -d ' ' -f 2)"; fi
  say "timing processes"
  run_python processes.py --helpers "$work" --wgk "$wgk" --library "$WGKIT_LIBRARY" \
    --rounds "${rounds:-200}"
  say "timing processes that are answered as the kernel does"
  if command -v wg >/dev/null; then
    run_python answered.py --helpers "$work" --wgk "$wgk" --rounds "${rounds:-50}"
  fi
}
