# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# Configuration files: WGKit, packages of PyPI.

packages_config() { :; }

measure_config() {
  local driver
  prepare_artefacts
  prepare_python
  driver=$(build_of_wgkit ConfigDriver .build-optimised)
  say "timing configuration files"
  run_python config.py --driver "$driver" --baseline "$work/baseline" --rounds "${rounds:-20}"
}
