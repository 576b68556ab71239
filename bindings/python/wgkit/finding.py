"""Mistakes in configuration files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from . import _bindings as c
from ._managed import new_handle, records_of, text_at
from .document import Target
from .file import File
from .keys import encode_content


class Severity(Enum):
    """How bad a finding is."""

    #: The file is rejected, or a part of it cannot work.
    ERROR = c.WGKIT_FINDING_ERROR
    #: The file works, and hardly as it was meant.
    WARNING = c.WGKIT_FINDING_WARNING


@dataclass(frozen=True)
class Finding:
    """Something in a configuration file that is wrong, or hardly what was meant."""

    #: A word for programs, "host-bits", which never changes; docs/files.md has them all.
    code: str
    #: A sentence for people, without a secret.
    message: str
    severity: Severity
    #: From 1 on; 1 and 1 for what is about the whole file.
    line: int
    #: The byte in the line, from 1 on.
    column: int


def check(content: File | str | bytes, target: Target = Target.WG_QUICK) -> list[Finding]:
    """Looks for mistakes, as `wgk check` does, in the order of the file.

    A text that breaks the grammar is a finding and no error. A File is checked for who may read and
    write it, too. Raises TooLarge for a text of 4 GiB or more.
    """
    number = Target(target).value
    if isinstance(content, File):
        handle = new_handle(c.wgkit_check_file, c.wgkit_check_free, content._open(), number)
    else:
        data = encode_content(content)
        handle = new_handle(c.wgkit_check_text, c.wgkit_check_free, data, len(data), number)
    return [
        Finding(
            text_at(finding.code) or "",
            text_at(finding.message) or "",
            Severity.ERROR if finding.severity == Severity.ERROR.value else Severity.WARNING,
            finding.line,
            finding.column,
        )
        for finding in records_of(c.wgkit_check_findings, handle, c.wgkit_finding)
    ]
