# shellcheck shell=bash
# Completion of wgk for bash 4.3 and later.
# Generated from bindings/shell/commands.json by bindings/shell/generate: change it there.

# What may follow a command: its commands, its options, what stands at each place, and what behind.
_wgk_command() { # COMMAND
  commands=() options=() places=() more='' settings=() peer_settings=()
  case $1 in
  # COMMANDS
  *) return 1 ;;
  esac
}

# What stands behind an option or a setting.
_wgk_value() { # WORD
  takes=()
  case $1 in
  # VALUES
  *) return 1 ;;
  esac
}

# Offers words of others, one a line of standard input, where they begin as what was typed. Never
# through compgen -W: it would expand them, and an interface may be called $(COMMAND).
_wgk_lines() {
  local line quoted
  while IFS= read -r line; do
    [[ -n $line && $line == "$current"* ]] || continue
    printf -v quoted %q "$line"
    # A key ends in =, and is best left readable.
    [[ $line == *[!A-Za-z0-9+/=.:_@-]* ]] || quoted=$line
    COMPREPLY+=("$quoted")
  done
}

_wgk_files() {
  local file
  compopt -o filenames 2>/dev/null
  while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$current")
}

# The names of those files that are there.
_wgk_found() {
  local file
  for file; do [[ ! -e $file ]] || printf '%s\n' "${file##*/}"; done
}

_wgk_run() { "$program" "${namespace[@]}" "$@" 2>/dev/null; }

_wgk_offer() { # WORD-OR-KIND...
  local word
  for word; do
    case $word in
    @any) ;;
    @file) _wgk_files ;;
    @wireguard) _wgk_lines < <(_wgk_run show interfaces | tr ' ' '\n') ;;
    @interface) _wgk_lines < <(_wgk_run link list | cut -f 1) ;;
    @peer) _wgk_lines < <(_wgk_run show "$first" peers) ;;
    @address) _wgk_lines < <(_wgk_run address list "$first") ;;
    @route) _wgk_lines < <(_wgk_run route list "$first" | cut -f 1) ;;
    @shipped) _wgk_lines < <(_wgk_run template list | cut -f 1) ;;
    @template) _wgk_offer @shipped @file ;;
    @value)
      compopt -o nospace 2>/dev/null
      _wgk_lines < <(_wgk_run template names "$first" |
        awk -F '\t' '{ print $2 == "section" ? "+" $1 : $1 "=" }' | sort -u)
      ;;
    @configuration)
      _wgk_files
      _wgk_lines < <(_wgk_found /etc/wireguard/*.conf | sed 's/\.conf$//')
      ;;
    @namespace)
      _wgk_files
      _wgk_lines < <(_wgk_found /run/netns/*)
      ;;
    @command) _wgk_command '' && _wgk_offer "${commands[@]}" ;;
    @subcommand) _wgk_command "$first" && _wgk_offer "${commands[@]}" ;;
    *) [[ $word != "$current"* ]] || COMPREPLY+=("$word") ;;
    esac
  done
}

_wgk() {
  local program=$1 current=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT}
  local command='' first='' more='' word position=0 in_peer=''
  local -a words namespace=() commands options places settings peer_settings takes
  COMPREPLY=()
  # The words before the one that is typed. As they stand: readline parts them at = and : too.
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] || words=("${words[@]:0:${#words[@]}-1}")
  set -- "${words[@]:1}"
  while [[ ${1-} == -n || ${1-} == --netns ]]; do
    [[ $# -gt 1 ]] || { _wgk_offer @namespace; return; }
    namespace=(--netns "$2")
    shift 2
  done
  _wgk_command ''
  while [[ ${#commands[@]} -gt 0 ]]; do
    if [[ $# = 0 ]]; then
      _wgk_offer "${commands[@]}"
      [[ $current != -* ]] || _wgk_offer "${options[@]}"
      return
    fi
    command="${command:+$command }$1"
    shift
    _wgk_command "$command" || return
  done
  while [[ $# -gt 0 ]]; do
    word=$1
    shift
    # A setting's place is behind the places that have their meaning by number.
    if [[ " ${options[*]} " == *" $word "* ]] ||
      [[ $position -ge ${#places[@]} && " ${settings[*]} ${peer_settings[*]} " == *" $word "* ]]; then
      [[ $word != peer ]] || in_peer=yes
      _wgk_value "$word" || continue
      [[ $# -gt 0 ]] || { _wgk_offer "${takes[@]}"; return; }
      shift
    else
      [[ $position -gt 0 ]] || first=$word
      position=$((position + 1))
    fi
  done
  if [[ $current != -* ]]; then
    if [[ $position -lt ${#places[@]} ]]; then
      read -ra takes <<<"${places[position]}"
      _wgk_offer "${takes[@]}"
      return
    elif [[ $more == @setting ]]; then
      if [[ $in_peer ]]; then _wgk_offer "${peer_settings[@]}"; else _wgk_offer "${settings[@]}"; fi
    elif [[ -n $more ]]; then
      _wgk_offer "$more"
    fi
  fi
  # Where words are missing, options are offered to a dash only.
  [[ ${#COMPREPLY[@]} -gt 0 ]] || _wgk_offer "${options[@]}"
}

complete -F _wgk wgk
