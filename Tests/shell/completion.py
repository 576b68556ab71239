#!/usr/bin/env python3
"""Presses keys in an interactive bash and an interactive zsh, and looks at what wgk's completions
put on the command line.

usage: Tests/shell/completion.py WGK [--devices]

Without --devices the interfaces are those of a stand-in, for the machine's kernel may have no
WireGuard; with it they are those of this kernel, as root: Tests/kernel/vm, and only bash is asked, for
zsh takes minutes there to read its own completions.
"""

import json
import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = json.loads((ROOT / "bindings/shell/commands.json").read_text())
KEY = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="
# The kernel takes it for a name: whatever expands it runs a command.
EVIL = "$(touch${IFS}x)"
STAND_IN = """#!/bin/sh
case $* in
*netns*show\\ interfaces) echo blue0 ;;
show\\ interfaces) echo 'wg0 wg1 {evil}' ;;
'link list') printf '%s\\t1\\n' lo wg0 wg1 '{evil}' ;;
'show wg0 peers') echo {key} ;;
'address list wg0') printf '%s\\n' 10.0.0.1/24 fd00::1/64 ;;
'route list wg0') printf '%s\\t(none)\\n' 10.0.0.0/24 10.9.0.0/16 ;;
show* | link* | address* | route*) exit 1 ;;
*) exec {wgk} "$@" ;;
esac
"""
PREPARE = {
    "bash": r"""
set +o history; unset HISTFILE; PS1='$ '
bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; bind '"\C-x*": insert-completions'
source {completions}/wgk
""",
    "zsh": r"""
PS1='$ '; unsetopt beep prompt_sp; unset zle_bracketed_paste; bindkey -e
fpath=({completions} $fpath); autoload -U compinit; compinit -u -d {scratch}/zcompdump
zle -C all-matches complete-word _generic; bindkey '^X*' all-matches
zstyle ':completion:all-matches:*' insert yes
zstyle ':completion:all-matches::::' completer _all_matches _complete
""",
}
START = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}


def cases(devices: bool) -> "list[tuple[str, set[str]]]":
    """What is typed, its last word as far as it is, and what may come in the place of that word."""
    commands = DESCRIPTION["commands"]
    made: "list[tuple[str, set[str]]]" = [
        ("wgk ", {each["name"] for each in commands}),
        ("wgk li", {"link"}),
        ("wgk s", {"show", "set", "sync", "showconf", "setconf", "syncconf", "strip"}),
        ("wgk --ne", {"--netns"}),
        ("wgk show wg0 tr", {"transfer"}),
        ("wgk show wg0 public", {"public-key"}),
        ("wgk show --json w", {"wg0", "wg1"}),
        ("wgk set wg0 ", {"listen-port", "fwmark", "private-key", "peer"}),
        ("wgk set wg0 listen-port 1 f", {"fwmark"}),
        ("wgk set wg0 fwmark o", {"off"}),
        ("wgk set wg0 private-key ke", {"key file", "keys"}),
        ("wgk set wg0 peer ", {KEY}),
        ("wgk set wg0 peer xTI", {KEY}),
        (f"wgk set wg0 peer {KEY} pe", {"peer", "persistent-keepalive"}),
        (f"wgk set wg0 peer {KEY} endpoint 192.0.2.1:5 a", {"allowed-ips"}),
        (f"wgk set wg0 peer {KEY} re", {"remove"}),
        (f"wgk sync wg0 peer {KEY} r", set()),
        ("wgk setconf wg0 k", {"key file", "keys"}),
        ("wgk check --target w", {"wg", "wg-quick"}),
        ("wgk check --target apple k", {"key file", "keys"}),
        ("wgk help l", {"link"}),
        ("wgk help route ", {"add", "del", "list"}),
        ("wgk link del w", {"wg0", "wg1"}),
        ("wgk link add new ", {"mtu"}),
        ("wgk link add new mtu ", set()),
        ("wgk address del wg0 1", {"10.0.0.1/24"}),
        ("wgk address del wg0 fd", {"fd00::1/64"}),
        ("wgk route del wg0 10.9", {"10.9.0.0/16"}),
        ("wgk template show s", {"server", "site-to-site", "split-tunnel"}),
        ("wgk template render cl", {"client"}),
        ("wgk template render k", {"key file", "keys"}),
        ("wgk template render server --output k", {"key file", "keys"}),
        ("wgk template render server pri", {"private_key="}),
        ("wgk template render server +", {"+peers"}),
        ("wgk nothing ", set()),
        ("wgk link nothing ", set()),
    ]
    if not devices:
        for each in commands:
            for inner in each.get("commands", []):
                made.append(options(f"{each['name']} {inner['name']}", inner))
            made.append(options(each["name"], each))
            if "commands" in each:
                made.append((f"wgk {each['name']} ", {inner["name"] for inner in each["commands"]}))
        made += [
            ("wgk show ", {"wg0", "wg1", EVIL, "all", "interfaces"}),
            ("wgk link up ", {"lo", "wg0", "wg1", EVIL}),
            ("wgk reload ", {"wg0", "wg1", EVIL}),
            ("wgk --netns blue show b", {"blue0"}),
            ("wgk -n blue show b", {"blue0"}),
        ]
    else:
        # In the emulator each takes a second: those that ask the kernel.
        asking = ("w", KEY, "xTI", "1", "fd", "10.9")
        made = [case for case in made if case[0].split(" ")[-1] in asking]
        made += [
            ("wgk show ", {"wg0", "wg1", "all", "interfaces"}),
            ("wgk set wg0 peer ", {KEY}),
            ("wgk reload ", {"wg0", "wg1"}),
            ("wgk link up l", {"lo"}),
            ("wgk --netns blue show b", {"blue0"}),
            ("wgk --netns bl", {"blue"}),
            ("wgk -n blue link del b", {"blue0"}),
        ]
    return made


def options(path: str, command: "dict[str, str]") -> "tuple[str, set[str]]":
    """What the completions offer for a dash is what the usage line has in it."""
    used = set(re.findall(r"--[a-z0-9-]+", command["usage"]))
    return f"wgk {path} --", (used & set(DESCRIPTION["options"])) | {"--help"}


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, name: str, scratch: Path, programs: Path) -> None:
        self.name = name
        self.answer = scratch / "answer"
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}", "TERM": "dumb", "HOME": str(scratch),
            "LC_ALL": "C.UTF-8", "COLUMNS": "4000", "LINES": "1000",
        }  # fmt: skip
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(scratch / "files")
            os.execvpe(START[name][0], START[name], environment)
        completions = ROOT / "bindings/shell/completions"
        prepare = scratch / f"prepare.{name}"
        said = f"said() {{ printf '%s\\0' \"$@\" >{self.answer}.new; mv {self.answer}.new {self.answer}; }}\n"
        prepare.write_text(PREPARE[name].format(completions=completions, scratch=scratch) + said)
        self.type(f". {prepare}\n")
        if self.ask("said ready\n") != ["ready"]:
            raise RuntimeError(f"{name} does not start")

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def ask(self, keys: str) -> "list[str] | None":
        """Types keys that call `said`, and answers with its words."""
        self.answer.unlink(missing_ok=True)
        self.type(keys)
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            # Read what the shell draws, or it would wait for that.
            if select.select([self.terminal], [], [], 0.02)[0]:
                os.read(self.terminal, 65536)
            if self.answer.exists():
                return self.answer.read_text().split("\0")[:-1]
        return None

    def completed(self, line: str) -> "set[str] | None":
        """The words that a key puts in the place of the last one of a line."""
        words = self.ask(f"{line}\x18*\x01said \n")
        if words is None:
            return None
        typed = line.split(" ")
        if words[: len(typed) - 1] != typed[:-1]:
            return {f"the line became {words}"}
        found = {word for word in words[len(typed) - 1 :] if word}
        # Where nothing fits, what was typed stays there.
        return set() if found == {typed[-1]} and typed[-1] != "all" else found

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def prepare_devices(wgk: str) -> None:
    for command in (
        "link add wg0", "link add wg1", f"set wg0 peer {KEY} allowed-ips 10.9.0.0/16",
        "address add wg0 10.0.0.1/24", "address add wg0 fd00::1/64", "link up wg0",
        "route add wg0 10.9.0.0/16", "-n blue link add blue0",
    ):  # fmt: skip
        if command.startswith("-n"):
            subprocess.run(["ip", "netns", "add", "blue"], check=True)
        subprocess.run([wgk, *command.split()], check=True)


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__)
        return 0 if len(sys.argv) > 1 else 2
    wgk, devices = os.path.abspath(sys.argv[1]), "--devices" in sys.argv[2:]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        programs = scratch / "bin"
        for place in (programs, scratch / "files", scratch / "files/keys"):
            place.mkdir()
        (scratch / "files/key file").touch()
        program = programs / "wgk"
        if devices:
            prepare_devices(wgk)
            program.symlink_to(wgk)
        else:
            program.write_text(STAND_IN.format(evil=EVIL, key=KEY, wgk=shlex.quote(wgk)))
            program.chmod(0o755)
        for name in ["bash"] if devices else START:
            if not shutil.which(name):
                print(f"FAILED: there is no {name}")
                failed += 1
                continue
            shell = Shell(name, scratch, programs)
            for line, expected in cases(devices):
                found = shell.completed(line)
                if found == expected:
                    passed += 1
                    continue
                failed += 1
                print(f"FAILED: {name} completes {line!r} to {found}, not to {expected}")
            shell.close()
            harmed = sorted(path.name for path in (scratch / "files").iterdir()) != [
                "key file",
                "keys",
            ]
            passed, failed = passed + (not harmed), failed + harmed
            if harmed:
                print(f"FAILED: {name} ran what an interface is called")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
