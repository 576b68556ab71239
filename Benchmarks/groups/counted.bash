# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# What WGKit does by itself, for sizes up to 100,000: times here, instructions by another program.

packages_counted() {
  echo libsqlite3-dev
  [ -z "$instructions" ] || echo valgrind
}

measure_counted() {
  local program counted=$here/instructions.json
  prepare_artefacts
  program=$(build_of_wgkit CountedRows .build-counted -Xlinker --strip-debug)
  # Those that are recorded are what the tests hold WGKit to.
  if [ -n "$instructions" ] && command -v valgrind >/dev/null; then
    say "counting instructions"
    counted=$work/instructions.json
    "$here/instructions" --json >"$counted" || fail "the instructions are not counted"
  fi
  say "timing what WGKit does by itself"
  python3 "$here/python/counted.py" --helpers "$work" --program "$program" \
    --rounds "${rounds:-5}" --instructions "$counted"
}
