"""The completion for bash: a table of the commands, in a frame that reads the command line."""

from __future__ import annotations

from pathlib import Path

from .description import Program

FRAME = Path(__file__).with_name("frame.bash")


def completion(program: Program) -> str:
    top = [command.name for command in program.commands]
    options = [option.name for option in program.global_options]
    rows = [f"  '') {array('commands', top)} {array('options', options)} ;;"]
    for command in program.everything():
        row = [array("options", [option.name for option in command.options])]
        if command.commands:
            row.append(array("commands", [each.name for each in command.commands]))
        if command.takes:
            row.append(array("places", [f"'{place}'" for place in command.takes]))
        if command.more:
            row.append(f"more='{command.more}'")
        if command.settings:
            row.append(array("settings", command.settings))
            row.append(array("peer_settings", command.peer_settings))
        rows.append(f"  '{command.path}')\n    " + "\n    ".join(row) + "\n    ;;")
    values = [
        f"  {each.name}) {array('takes', each.takes.split())} ;;" for each in program.valued()
    ]
    frame = FRAME.read_text()
    return frame.replace("  # COMMANDS\n", "\n".join(rows) + "\n").replace(
        "  # VALUES\n", "\n".join(values) + "\n"
    )


def array(name: str, words: list[str]) -> str:
    return f"{name}=({' '.join(words)})"
