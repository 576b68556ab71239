# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# Key pairs from Python.

packages_python() { :; }

measure_python() {
  prepare_artefacts
  prepare_python
  say "timing key pairs from Python"
  run_python keys.py --rounds "${rounds:-40}"
}
