"""The description of wgk's commands, read from commands.json and compared with itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# What a place can be filled with, besides words that stand there literally.
KINDS = {
    "@address": "an address of the interface",
    "@any": "what cannot be foreseen",
    "@command": "a command of wgk",
    "@configuration": "a file, or a name in /etc/wireguard",
    "@file": "a file",
    "@interface": "an interface of any kind",
    "@namespace": "a network namespace",
    "@peer": "the public key of a peer of the interface",
    "@route": "a network that is routed through the interface",
    "@setting": "a setting of 'wgk set', and its value",
    "@shipped": "a template that comes with wgk",
    "@subcommand": "a command of the command",
    "@template": "a template that comes with wgk, or a file",
    "@value": "a value of the template, NAME=VALUE, or +SECTION",
    "@wireguard": "a WireGuard interface",
}


class Mistake(Exception):
    """The description contradicts itself."""


@dataclass
class Option:
    """An option or a setting: a word that may have a value behind it."""

    name: str
    summary: str = ""
    value: str = ""
    takes: str = ""
    short: str = ""


@dataclass
class Command:
    path: str
    usage: str
    summary: str
    takes: list[str]
    more: str
    details: list[str]
    examples: list[list[str]]
    options: list[Option]
    # The settings of an interface and of a peer, where the command takes them.
    settings: list[str]
    peer_settings: list[str]
    commands: list[Command] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.split(" ")[-1]

    def help(self) -> str:
        """What wgk COMMAND --help prints."""
        lines = [f"usage: wgk {self.path} {self.usage}".rstrip(), "", f"{self.summary}."]
        if self.commands:
            lines += ["", *table(self.commands)]
        if self.details:
            lines += ["", *self.details]
        return "\n".join(lines) + "\n"


@dataclass
class Program:
    version: str
    date: str
    usage: str
    summary: str
    before: list[str]
    after: list[str]
    global_options: list[Option]
    settings: list[Option]
    environment: list[list[str]]
    files: list[list[str]]
    commands: list[Command]

    def help(self) -> str:
        """What wgk --help prints."""
        lines = [f"usage: wgk {self.usage}", "", *self.before, "", *table(self.commands)]
        return "\n".join([*lines, "", *self.after]) + "\n"

    def everything(self) -> Iterator[Command]:
        """Each command, and behind it those that it has."""
        for command in self.commands:
            yield command
            yield from command.commands

    def valued(self) -> list[Option]:
        """The options and settings that have a value, each once."""
        found = {option.name: option for option in self.settings if option.value}
        for command in self.everything():
            found.update({option.name: option for option in command.options if option.value})
        return list(found.values())


def table(commands: list[Command]) -> list[str]:
    """The commands as the help lists them."""
    return [f"  {command.name:<9} {command.summary}" for command in commands]


def read(path: Path) -> Program:
    """Reads the description; the version is that of the C header."""
    said = json.loads(path.read_text())
    header = (path.parents[2] / "include/wgkit.h").read_text()
    version = re.search(r'#define WGKIT_VERSION_STRING "([0-9.]+)"', header)
    if version is None:
        raise Mistake("include/wgkit.h names no version")
    known = options(said["options"])
    settings = options(said["settings"])
    program = Program(
        version=version[1],
        date=said["date"],
        usage=said["usage"],
        summary=said["summary"],
        before=said["before"],
        after=said["after"],
        global_options=list(options(said["global options"]).values()),
        settings=list(settings.values()),
        environment=said["environment"],
        files=said["files"],
        commands=[command(each, "", known, settings) for each in said["commands"]],
    )
    for each in (*known.values(), *settings.values(), *program.global_options):
        check_kinds(each.takes, each.name)
        if bool(each.value) != bool(each.takes):
            raise Mistake(f"'{each.name}' has a value and nothing that it can be, or the reverse")
    unused = set(known) - {o.name for each in program.everything() for o in each.options}
    if unused:
        raise Mistake(f"no command has the option {unused.pop()}")
    return program


def options(said: dict[str, Any]) -> dict[str, Option]:
    return {name: Option(name, **fields) for name, fields in said.items()}


def command(
    said: dict[str, Any], prefix: str, known: dict[str, Option], settings: dict[str, Option]
) -> Command:
    path = f"{prefix} {said['name']}".strip()
    usage = said["usage"]
    interface_words, peer_words = usage, ""
    if said.get("more") == "@setting":
        interface_words, peer_words = usage.split("[peer KEY", 1)
    made = Command(
        path=path,
        usage=usage,
        summary=said["summary"],
        takes=said.get("takes", []),
        more=said.get("more", ""),
        details=said.get("details", []),
        examples=said.get("examples", []),
        options=[*used_options(usage, known, path), known["--help"]],
        settings=[*keywords(interface_words), "peer"] if peer_words else [],
        peer_settings=[*keywords(peer_words), "peer"] if peer_words else [],
        commands=[command(each, path, known, settings) for each in said.get("commands", [])],
    )
    check(made, settings)
    return made


def used_options(usage: str, known: dict[str, Option], path: str) -> list[Option]:
    """The options that a usage line names, with their values."""
    found = []
    for name, value in re.findall(r"\[(--[a-z0-9-]+)(?: ([A-Z]+))?\]", usage):
        if name not in known or known[name].value != value:
            raise Mistake(f"'{path}' has the option '{name} {value}', which is not described")
        found.append(known[name])
    if len(found) != len(re.findall(r"--[a-z]", usage)):
        raise Mistake(f"'{path}' has an option outside of brackets")
    return found


def keywords(usage: str) -> list[str]:
    """The words of a usage line that are to be written as they stand there."""
    return re.findall(r"(?<![\w-])[a-z][a-z-]*", usage)


def check(command: Command, settings: dict[str, Option]) -> None:
    """Compares what completion knows of a command with its usage line."""
    for place in (*command.takes, command.more):
        check_kinds(place, command.path)
    offered = {word for place in command.takes for word in place.split() if word[0] != "@"}
    offered |= {*command.settings, *command.peer_settings}
    written = set(keywords(command.usage))
    for word in written - offered:
        raise Mistake(f"the usage of '{command.path}' has the word {word}, which nothing offers")
    # What the usage line calls FIELD is in the text.
    text = " ".join(command.details) if "FIELD" in command.usage else ""
    for word in offered - written - {"peer"}:
        if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
            raise Mistake(f"'{command.path}' offers {word}, of which its help does not speak")
    for word in {*command.settings, *command.peer_settings}:
        value = settings[word].value if word in settings else "nothing that is known"
        if not re.search(rf"(?<![\w-]){word}{' ' if value else ''}{value}[] ]", command.usage):
            raise Mistake(f"'{command.path}' has the setting {word}, not described like this")


def check_kinds(takes: str, path: str) -> None:
    for word in takes.split():
        if word[0] == "@" and word not in KINDS:
            raise Mistake(f"'{path}' takes {word}, and nothing is called so")
