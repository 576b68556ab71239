# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# A device of 10,000 peers, in the kernel harness: all of one comparison in one boot.

packages_device() {
  printf '%s\n' wireguard-tools strace
  "$root/Tests/kernel/vm" --requirements | tr ' ' '\n'
}

measure_device() {
  local program command
  export WGKIT_BENCHMARK_CONTENDERS=""
  prepare_artefacts
  prepare_python
  # All in one file: nothing of Swift is to be loaded over the harness's file system.
  program=$(build device-read --static-swift-stdlib)
  command=("$program" --wgk "$wgk")
  if command -v wg >/dev/null; then
    command+=(--wg "$(command -v wg)")
    note version wg "$(wg --version | cut -d ' ' -f 2)"
  else
    note "left out" wg "wireguard-tools is not installed"
  fi
  note version libmnl "$(pkg-config --modversion libmnl)"
  say "timing a device in the kernel harness"
  "$root/Tests/kernel/vm" --timeout 1800 -- "${command[@]}" --rounds "${rounds:-30}"
  say "counting the instructions of the same in another boot"
  # On this clock the processor's time is the number of instructions, the kernel's among them.
  "$root/Tests/kernel/vm" --timeout 1800 --instruction-clock -- "${command[@]}" --rounds 5 |
    awk -F '\t' -v OFS='\t' '$1 == "sample" && $5 == "cpu nanoseconds" {
      $3 = "counted " $3; $5 = "instructions"; print }'
  say "timing the device from Python"
  "$root/Tests/kernel/vm" --memory 2048 --timeout 1800 --env "PYTHONPATH=$PYTHONPATH" \
    --env PYTHONDONTWRITEBYTECODE=1 -- "$python" "$here/python/device.py" --wgk "$wgk" \
    --rounds "${rounds:-10}"
}
