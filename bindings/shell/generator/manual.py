"""The man pages, in mdoc(7)."""

from __future__ import annotations

import re
import textwrap

from .description import Command, Option, Program

NOTE = '.\\" Generated from bindings/shell/commands.json by bindings/shell/generate.'


def pages(program: Program) -> dict[str, str]:
    """The pages by the names of their files."""
    made = {"wgk.1": overview(program)}
    for command in program.commands:
        made[f"wgk-{command.name}.1"] = page(program, command)
    return made


def overview(program: Program) -> str:
    lines = head(program, "WGK", "wgk", program.summary)
    lines += [".Sh SYNOPSIS", ".Nm", *synopsis(program.usage)]
    # The paragraph about the option is in a section of its own.
    about = [block for block in blocks(program.before) if not block[0].startswith("--")]
    lines += [".Sh DESCRIPTION", *paragraphs(about)]
    lines += [".Sh OPTIONS", *option_list(program.global_options)]
    lines += [".Sh COMMANDS", ".Bl -tag -width Ds"]
    for command in program.commands:
        lines += [f".It Xr wgk-{command.name} 1", escaped(f"{command.summary}.")]
    lines += [".El"]
    lines += [".Sh ENVIRONMENT", ".Bl -tag -width Ds"]
    for name, text in program.environment:
        lines += [f".It Ev {name}", *sentences(f"{capital(text)}.")]
    lines += [".El", ".Sh FILES", ".Bl -tag -width Ds"]
    for name, text in program.files:
        lines += [f".It Pa {name}", *sentences(f"{capital(text)}.")]
    lines += [".El", ".Sh EXIT STATUS", *paragraphs(blocks(program.after)[1:])]
    lines += [".Sh SEE ALSO"]
    lines += references([f"wgk-{command.name} 1" for command in program.commands] + ["wg 8"])
    return "\n".join(lines) + "\n"


def page(program: Program, command: Command) -> str:
    title = f"wgk-{command.name}"
    summary = command.summary[0].lower() + command.summary[1:]
    lines = head(program, title.upper(), title, summary)
    lines += [".Sh SYNOPSIS", f'.Nm "wgk {command.path}"', *synopsis(command.usage)]
    lines += [".Sh DESCRIPTION", escaped(f"{command.summary}.")]
    if command.details:
        lines += paragraphs(blocks(command.details), follow=True)
    if command.commands:
        lines += [".Sh COMMANDS"]
    for each in command.commands:
        lines += [f".Ss wgk {each.path}", f'.Nm "wgk {each.path}"', *synopsis(each.usage)]
        lines += [".Pp", escaped(f"{each.summary}.")]
        if each.details:
            lines += paragraphs(blocks(each.details), follow=True)
    lines += [".Sh OPTIONS", *option_list(all_options(command)), ".Pp", "The options of"]
    lines += [".Xr wgk 1", "come before the command."]
    lines += [".Sh EXIT STATUS", *exit_status(command)]
    if command.examples:
        lines += [".Sh EXAMPLES"]
    for number, (example, text) in enumerate(command.examples):
        lines += [".Pp"] if number else []
        lines += [escaped(f"{capital(text)}:"), ".Pp", f".Dl {escaped(example)}"]
    lines += [".Sh SEE ALSO", *references(["wgk 1", "wg 8"])]
    return "\n".join(lines) + "\n"


def all_options(command: Command) -> list[Option]:
    """The options of a command and of those that it has, each once."""
    found: dict[str, Option] = {}
    for each in (*command.commands, command):
        found.update({option.name: option for option in each.options})
    return list(found.values())


def exit_status(command: Command) -> list[str]:
    """What the description says of it, or what holds for the others."""
    for block in blocks(command.details):
        if block[0].startswith("The exit status"):
            return sentences(" ".join(block))
    return ["0 when all was done and 1 otherwise."]


def head(program: Program, title: str, name: str, summary: str) -> list[str]:
    lines = [NOTE, f".Dd {program.date}", f".Dt {title} 1", f".Os WGKit {program.version}"]
    return [*lines, ".Sh NAME", f".Nm {name}", f".Nd {escaped(summary)}"]


def references(names: list[str]) -> list[str]:
    lines = [f".Xr {name} ," for name in sorted(names, key=lambda name: (name[-1], name))]
    lines[-1] = lines[-1][:-2]
    return lines


def option_list(options: list[Option]) -> list[str]:
    lines = [".Bl -tag -width Ds"]
    for option in options:
        value = f" Ar {option.value}" if option.value else ""
        short = f"Fl {option.short[1:]}{value} , " if option.short else ""
        lines += [f".It {short}Fl {option.name[1:]}{value}"]
        lines += sentences(f"{capital(option.summary)}.")
    return [*lines, ".El"]


def synopsis(usage: str) -> list[str]:
    """A usage line as macros: brackets, words to be written as they are, words to be replaced."""
    lines: list[str] = []
    for word in re.findall(r"\]\.\.\.|[\[\]|]|(?:[^\s\[\]|]|\[/|(?<=LENGTH)\]|(?<=E)\|)+", usage):
        if word == "[":
            lines.append(".Oo")
        elif word.startswith("]"):
            lines.append(".Oc" if word == "]" else ".Oc Ns ...")
        elif word == "|":
            lines.append("|")
        elif word.startswith("--"):
            lines.append(f".Fl {word[1:]}")
        elif re.fullmatch(r"[a-z-]+", word):
            lines.append(f".Cm {word}")
        else:
            lines.append(f".Ar {word}")
    return lines


def blocks(lines: list[str]) -> list[list[str]]:
    """The groups of lines between empty ones."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        else:
            found.append([])
    return [block for block in found if block]


def paragraphs(groups: list[list[str]], follow: bool = False) -> list[str]:
    """Paragraphs are filled; what is a table stays as it is.

    They follow something when there is text in front of them already.
    """
    made: list[str] = []
    for block in groups:
        if any(re.search(r"^ |\S {2,}\S", line) for line in block):
            made += [".Bd -literal", *(f"\\&{escaped(line)}" for line in block), ".Ed"]
        else:
            made += [".Pp"] if made or follow else []
            made += sentences(" ".join(block))
    return made


def sentences(text: str) -> list[str]:
    """A line for each sentence, as mdoc(7) wants it, and further ones where it is long."""
    lines = []
    for sentence in re.split(r"(?<=[.?!]) (?=[A-Z'])", text):
        lines += textwrap.wrap(
            escaped(sentence), 78, break_long_words=False, break_on_hyphens=False
        )
    return [f"\\&{line}" if line.startswith(".") else line for line in lines]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def escaped(text: str) -> str:
    """Text that comes out as it is: quotes, hyphens and tildes as ASCII has them."""
    for character, escape in (
        ("\\", "\\e"),
        ("-", "\\-"),
        ("'", "\\(aq"),
        ("`", "\\(ga"),
        ("^", "\\(ha"),
        ("~", "\\(ti"),
    ):
        text = text.replace(character, escape)
    return text
