"""Configuration files on disk: read whole, and replaced whole or not at all."""

from __future__ import annotations

import os

from . import _bindings as c
from ._errors import InvalidArgument
from ._managed import Owner, call, new_handle, text_of
from ._numbers import checked
from .document import Dialect, Document
from .keys import encode_content
from .namespace import Path


class File(Owner):
    """What stood in a file at one moment, and who might read and write it.

    The memory is wiped when it is closed or let go. After `close`, every use raises InvalidHandle.
    docs/files.md says what is guaranteed.
    """

    __slots__ = ()

    def __init__(self) -> None:
        raise TypeError("use File.read or File.read_descriptor")

    @classmethod
    def read(
        cls,
        path: Path,
        *,
        follow_links: bool = False,
        limit: int = 0,
        patience: float | None = None,
    ) -> File:
        """Reads a regular file of `limit` bytes at most, or of 16 MiB when that is 0.

        A file that is being rewritten in place is waited for `patience` seconds, one unless it is
        given, and read as it is then. `follow_links` allows symbolic links.

        Raises FileMissing, PermissionDenied, UnsafeFile, TooLarge, SystemFailure.
        """
        data = os.fsencode(path)
        options = c.WGKIT_FILE_FOLLOWS_LINKS if follow_links else 0
        return cls._of(
            new_handle(
                c.wgkit_file_read,
                c.wgkit_file_free,
                data,
                len(data),
                options,
                checked(limit, 2**62, "the limit"),
                _milliseconds(patience),
            )
        )

    @classmethod
    def read_descriptor(cls, descriptor: int, *, limit: int = 0) -> File:
        """Reads an open descriptor, such as a pipe, to its end; it stays open.

        Raises TooLarge, SystemFailure, InvalidArgument for a negative descriptor.
        """
        limit = checked(limit, 2**62, "the limit")
        if not -1 <= descriptor < 2**31:
            raise InvalidArgument(f"{descriptor} is no descriptor")
        return cls._of(
            new_handle(c.wgkit_file_read_descriptor, c.wgkit_file_free, descriptor, limit)
        )

    def expose_text(self) -> str:
        """What was read, which may be secret; bytes that are no UTF-8 become surrogates."""
        return self.expose_bytes().decode("utf-8", "surrogateescape")

    def expose_bytes(self) -> bytes:
        """What was read, which may be secret."""
        return text_of(c.wgkit_file_expose_text, self._open(), capacity=4096)

    def parse(self, dialect: Dialect = Dialect.WG_QUICK) -> Document:
        """Parses what was read; no copy of the keys is made on the way.

        Raises InvalidConfiguration with line and column.
        """
        number = Dialect(dialect).value
        return Document._of(
            new_handle(c.wgkit_file_parse, c.wgkit_document_free, self._open(), number)
        )

    def __repr__(self) -> str:
        return "<File, closed>" if self.closed else "<File>"


def write_file(
    path: Path,
    content: Document | str | bytes,
    *,
    expected: File | None = None,
    must_be_new: bool = False,
    follow_links: bool = False,
    patience: float | None = None,
) -> None:
    """Writes a whole file: there is the old one until there is the new one, on the disk.

    Its mode is 0600 or less. `expected` is what was read before: the file is written only if it
    still says the same. `must_be_new` refuses to replace a file. Other writers of WGKit are waited
    for `patience` seconds, ten unless it is given.

    Raises ChangedMeanwhile, AlreadyExists, UnsafeFile, TimedOut, PermissionDenied, FileMissing for
    the folder, OutOfResources for a full disk, SystemFailure. The old file is intact unless the
    text of the error says otherwise.
    """
    data = os.fsencode(path)
    options = c.WGKIT_FILE_FOLLOWS_LINKS if follow_links else 0
    options |= c.WGKIT_FILE_MUST_BE_NEW if must_be_new else 0
    before = None if expected is None else expected._open()
    milliseconds = _milliseconds(patience)
    if isinstance(content, Document):
        document = content._open()
        call(c.wgkit_file_write_document, data, len(data), options, document, before, milliseconds)
        return
    text = encode_content(content)
    call(c.wgkit_file_write_text, data, len(data), options, text, len(text), before, milliseconds)


def _milliseconds(patience: float | None) -> int:
    if patience is None:
        return int(c.WGKIT_FILE_USUAL_PATIENCE)
    return checked(round(patience * 1000), c.WGKIT_FILE_USUAL_PATIENCE - 1, "the patience in ms")
