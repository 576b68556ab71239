"""QR codes of configuration files, for the cameras of telephones. Experimental.

It needs libqrencode: the package libqrencode4 of Debian and Ubuntu, libqrencode of Alpine.
"""

from __future__ import annotations

from ctypes import byref, c_uint32

from . import _bindings as c
from ._managed import Owner, call, new_handle, text_of
from .document import Document

__all__ = ["QRCode"]


class QRCode(Owner):
    """The smallest QR code that holds a text or a document. It says all that the text says.

    It is in memory that is wiped when it is closed or let go; what the methods return is Python's,
    and is not. Raises TooLarge for more than 2953 bytes, NotFound when there is no libqrencode,
    InvalidArgument for no text at all.
    """

    __slots__ = ()

    def __init__(self, text: str | bytes | Document) -> None:
        if isinstance(text, Document):
            data = text.expose_bytes()
        elif isinstance(text, str):
            data = text.encode("utf-8")
        else:
            data = text
        self._handle = new_handle(c.wgkit_qr_code_create, c.wgkit_qr_code_free, data, len(data))

    @property
    def width(self) -> int:
        """The modules on a side, without the light ones around: 21 to 177."""
        width = c_uint32()
        call(c.wgkit_qr_code_get_width, self._open(), byref(width))
        return width.value

    def expose_text(self, *, light: bool = False) -> str:
        """The code as lines for a terminal, two modules a character.

        `light` is for one with dark letters on a light ground.
        """
        background = c.WGKIT_BACKGROUND_LIGHT if light else c.WGKIT_BACKGROUND_DARK
        width = self.width + 8
        found = text_of(
            c.wgkit_qr_code_expose_text, self._open(), background, capacity=2 * width * width + 512
        )
        return found.decode("utf-8")

    def expose_svg(self) -> str:
        """The code as a picture in the format SVG."""
        size = self.width * self.width * 8 + 1024
        return text_of(c.wgkit_qr_code_expose_svg, self._open(), capacity=size).decode("ascii")

    def __repr__(self) -> str:
        return "QRCode(closed)" if self.closed else "QRCode(redacted)"
