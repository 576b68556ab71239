# shellcheck shell=bash disable=SC2154 # what Benchmarks/run sets
# Key pairs in one program: WGKit, OpenSSL, libsodium, swift-crypto.

packages_keys() {
  printf '%s\n' libsodium-dev libssl-dev
  [ -z "$instructions" ] || echo valgrind
}

measure_keys() {
  local contenders=() program name library resolve
  for name in libsodium:libsodium openssl:libcrypto; do
    library=${name#*:} name=${name%:*}
    if pkg-config --exists "$library"; then
      contenders+=("$name")
    else
      note "left out" "$name" "its headers are not installed"
    fi
  done
  resolve=(swift package --package-path "$here" --scratch-path "$here/.build-key-pair")
  export WGKIT_BENCHMARK_CONTENDERS="${contenders[*]} swift-crypto"
  if ! "${resolve[@]}" resolve >&2; then
    export WGKIT_BENCHMARK_CONTENDERS="${contenders[*]}"
    note "left out" swift-crypto "the package cannot be fetched"
  else
    note version swift-crypto "$("${resolve[@]}" show-dependencies --format json |
      python3 -c 'import json, sys; print(*(d["version"] + " (BoringSSL)"
for d in json.load(sys.stdin)["dependencies"] if d["identity"] == "swift-crypto"))')"
  fi
  program=$(build key-pair)
  say "timing key pairs"
  "$program" --rounds "${rounds:-1000}" | tee "$work/samples"
  [ -z "$instructions" ] || count_instructions "$program"
}

# valgrind knows neither the debug information of swift-crypto nor AVX-512 and ADX, which no
# contender then uses.
count_instructions() {
  local program=$work/key-pair row name few many
  if ! command -v valgrind >/dev/null; then
    say "valgrind is not installed: no instructions are counted"
    return
  fi
  say "counting instructions"
  strip -o "$program" "$1"
  for row in pair derive; do
    sed -n "s/^sample\t$row\t[0-9]*\t\([^\t]*\)\t.*/\1/p" "$work/samples" | sort -u |
      while read -r name; do
        case $name in limit:*) continue ;; esac
        few=$(instructions_of "$row" "$name" 20)
        many=$(instructions_of "$row" "$name" 120)
        printf 'sample\t%s\tcounted\t%s\tinstructions\t%d\n' \
          "$row" "$name" $(((many - few) / 100))
      done
  done
}

instructions_of() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$work/key-pair" --work "$@" 2>&1 | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
