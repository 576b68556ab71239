# What the parser of wg-quick makes of files, one NUL-terminated record after the other: sourced by a
# bash that has the functions of wg-quick, with the files as arguments.
readlink() { printf '%s\n' "${*: -1}"; }
stat() { echo 0600; }
dump() {
  parse_options "$1" || exit 1
  local item
  for item in "${ADDRESSES[@]}"; do printf 'address=%s\0' "$item"; done
  for item in "${DNS[@]}"; do printf 'dns=%s\0' "$item"; done
  for item in "${DNS_SEARCH[@]}"; do printf 'search=%s\0' "$item"; done
  printf 'mtu=%s\0table=%s\0saveconfig=%s\0' "$MTU" "$TABLE" "$SAVE_CONFIG"
  for item in "${PRE_UP[@]}"; do printf 'preup=%s\0' "$item"; done
  for item in "${POST_UP[@]}"; do printf 'postup=%s\0' "$item"; done
  for item in "${PRE_DOWN[@]}"; do printf 'predown=%s\0' "$item"; done
  for item in "${POST_DOWN[@]}"; do printf 'postdown=%s\0' "$item"; done
  printf 'strip=%s\n\0' "$WG_CONFIG"
}
for file in "$@"; do
  (dump "$file") 2>/dev/null || printf 'failed\0'
  printf '.\0'
done
