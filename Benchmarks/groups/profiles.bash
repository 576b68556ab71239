# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# Clients of a server and samples of traffic, on a disk.

packages_profiles() { echo libsqlite3-dev; }

measure_profiles() {
  prepare_artefacts
  prepare_python
  say "timing profiles and samples"
  run_python profiles.py --rounds "${rounds:-20}"
}
