#compdef wgk
# Completion of wgk for zsh 5 and later.
# Generated from bindings/shell/commands.json by bindings/shell/generate: change it there.

# Names that wgk prints, one a line, and words beside them.
_wgk_names() { # TITLE WORD... -- ARGUMENT OF WGK...
  local title=$1 split=${argv[(i)--]}
  local -a names=(${argv[2,split-1]})
  names+=(${(f)"$(_wgk_run ${argv[split+1,-1]} | cut -f 1)"})
  local expl
  _wanted names expl $title compadd -a names
}

_wgk_run() { $program $namespace "$@" 2>/dev/null }

# The first word behind the command that is no option: mostly the interface.
_wgk_first() {
  local word
  for word in ${words[2,-1]}; do
    [[ $word == --* ]] || { print -r -- $word; return }
  done
}

_wgk_wireguards() {
  local expl
  local -a names=("$@" ${=$(_wgk_run show interfaces)})
  _wanted interfaces expl 'interface' compadd -a names
}
_wgk_interfaces() { _wgk_names interface "$@" -- link list }
_wgk_peers() { _wgk_names 'public key' -- show "$(_wgk_first)" peers }
_wgk_addresss() { _wgk_names address -- address list "$(_wgk_first)" }
_wgk_routes() { _wgk_names network -- route list "$(_wgk_first)" }
_wgk_shippeds() { _wgk_names template -- template list }
_wgk_templates() { _alternative 'names:template:_wgk_shippeds' 'files:file:_files' }
_wgk_files() { _files }
_wgk_configurations() {
  local -a names=(/etc/wireguard/*.conf(N:t:r))
  _alternative 'names:name:compadd -a names' 'files:file:_files'
}
_wgk_namespaces() {
  local -a names=(/run/netns/*(N:t))
  _alternative 'names:namespace:compadd -a names' 'files:file:_files'
}
_wgk_commands() { _describe -t commands command wgk_commands }
_wgk_subcommands() {
  (( $+functions[_wgk_$words[2]] )) || return 1
  local -a names=(${(f)"$(_wgk_run help $words[2] | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p')"})
  compadd -a names
}
_wgk_values() {
  local -a names=(
    ${(f)"$(_wgk_run template names "$(_wgk_first)" |
      awk -F '\t' '{ print $2 == "section" ? "+" $1 : $1 "=" }' | sort -u)"})
  compadd -S '' -a names
}

# A setting of wgk set, or the value of the one in front.
_wgk_settings() {
  local -a known=(
    # SETTINGS
  )
  case $words[CURRENT-1] in
  # VALUES
  *)
    local -a offered=($settings)
    (( ! $words[(I)peer] )) || offered=($peer_settings)
    local -a found=(${(M)known:#(${(j:|:)~offered}):*})
    _describe -t settings setting found
    ;;
  esac
}

# The command that comes next, then what that takes.
_wgk_choose() { # NAME
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C '(- *)--help[print the help]' '1:command:->command' '*::word:->words'
  case $state in
  command) _describe -t commands command commands ;;
  words) (( ! $+functions[_wgk_$1_$words[1]] )) || _wgk_$1_$words[1] ;;
  esac
}

# FUNCTIONS

_wgk() {
  local curcontext=$curcontext state line program=$words[1]
  typeset -A opt_args
  local -a namespace
  local -a wgk_commands=(
    # COMMANDS
  )
  _arguments -C \
    # OPTIONS
    '1:command:_wgk_commands' '*::word:->words'
  (( ! $+opt_args[--netns] )) || namespace=(--netns ${(Q)opt_args[--netns]})
  (( ! $+opt_args[-n] )) || namespace=(--netns ${(Q)opt_args[-n]})
  [[ $state != words ]] || (( ! $+functions[_wgk_$words[1]] )) || _wgk_$words[1]
}

_wgk "$@"
