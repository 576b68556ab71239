# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# What WGKit does by itself, for sizes up to 100,000: times here, instructions by another program.

packages_counted() { echo valgrind; }

measure_counted() {
  local program counted=()
  prepare_artefacts
  program=$(build_of_wgkit CountedRows .build-counted -Xlinker --strip-debug)
  if command -v valgrind >/dev/null; then
    say "counting instructions (minutes)"
    "$here/instructions" --json >"$work/instructions.json" || fail "the instructions are not counted"
    counted=(--instructions "$work/instructions.json")
  else
    note "left out" "instructions and allocations" "valgrind is not installed"
  fi
  say "timing the same"
  python3 "$here/python/counted.py" --helpers "$work" --program "$program" \
    --rounds "${rounds:-5}" ${counted[@]+"${counted[@]}"}
}
