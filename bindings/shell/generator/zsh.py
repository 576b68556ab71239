"""The completion for zsh: a function for each command, over those that are in the frame."""

from __future__ import annotations

from pathlib import Path

from .description import Command, Option, Program

FRAME = Path(__file__).with_name("frame.zsh")


def completion(program: Program) -> str:
    commands = described(program.commands)
    functions = [function(command) for command in program.everything()]
    values = [
        f"  {option.name}) {action(option.takes, '_message ' + option.value)} ;;"
        for option in program.settings
        if option.value
    ]
    summaries = [
        f"    {quoted(each.name + ':' + (each.value or 'no value'))}" for each in program.settings
    ]
    netns = program.global_options[0]
    text = FRAME.read_text()
    for mark, lines in (
        ("    # COMMANDS\n", commands),
        ("# FUNCTIONS\n", functions),
        ("  # VALUES\n", values),
        ("    # SETTINGS\n", summaries),
        ("    # OPTIONS\n", [f"    {spec} \\" for spec in global_specs(program)]),
    ):
        text = text.replace(mark, "\n".join(lines) + "\n")
    assert netns.name == "--netns"
    return text


def global_specs(program: Program) -> list[str]:
    made = []
    for option in program.global_options:
        # Those without a value print something and end.
        group = f"({option.short} {option.name})" if option.value else "(- *)"
        value = f":{option.value}: _wgk_namespaces" if option.value else ""
        text = f"[{plain(option.summary)}]{value}"
        made.append(f"{quoted(group)}{{{option.short},{option.name}}}{quoted(text)}")
    return made


def described(commands: list[Command]) -> list[str]:
    return [f"    {quoted(f'{each.name}:{each.summary}')}" for each in commands]


def function(command: Command) -> str:
    """The function that completes what comes after a command."""
    lines = [f"_wgk_{command.path.replace(' ', '_')}() {{"]
    if command.commands:
        lines += ["  local -a commands=(", *described(command.commands), "  )"]
        lines += [f"  _wgk_choose {command.name}", "}"]
        return "\n".join(lines)
    if command.settings:
        lines += [f"  local -a settings=({' '.join(command.settings)})"]
        lines += [f"  local -a peer_settings=({' '.join(command.peer_settings)})"]
    lines += ["  _arguments \\"]
    lines += [f"    {quoted(option_spec(option))} \\" for option in command.options]
    for place, takes in enumerate(command.takes, 1):
        lines.append(f"    {quoted(f'{place}:{title(takes)}:{action(takes)}')} \\")
    if command.more:
        lines.append(f"    {quoted(f'*:{title(command.more)}:{action(command.more)}')} \\")
    lines[-1] = lines[-1][:-2]
    return "\n".join([*lines, "}"])


def option_spec(option: Option) -> str:
    value = f":{option.value}:{action(option.takes)}" if option.value else ""
    alone = "(- *)" if option.name == "--help" else ""
    return f"{alone}{option.name}[{plain(option.summary)}]{value}"


def title(takes: str) -> str:
    return " ".join(word.lstrip("@") for word in takes.split()[:1])


def action(takes: str, otherwise: str = "()") -> str:
    """What _arguments does for a place: call a function, or offer words."""
    if takes == "@any":
        return otherwise
    words = takes.split()
    if words[0][0] != "@":
        return f"compadd - {takes}" if otherwise != "()" else f"({takes})"
    # With a space in front, _arguments calls it with these words and no others.
    return " ".join([f" _wgk_{words[0][1:]}s", *words[1:]])


def plain(text: str) -> str:
    """Text without what _arguments would take for its own."""
    return text.replace("[", "(").replace("]", ")").replace(":", "\\:")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
