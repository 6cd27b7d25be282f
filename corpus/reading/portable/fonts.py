"""One font for all PDFs that bring none, so that every machine reads the same characters.

PDFium measures the characters of a font that is not in the file by a font of the machine. Where
that has no such character, the measure is nothing, and a character that stands alone is left out
of the page's text: one machine loses a bracket, another a figure. So while a file is read, PDFium
is given the font that comes with this project, which has Chinese and Latin.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from corpus.reading.bundled_font import bundled_font

_HANDLE = 1  # other fonts' handles are addresses
_NAME = b"NotoSansSC-Regular\0"
_GB2312_CHARSET = 134  # as PDFium numbers character sets (fpdf_sysfontinfo.h)


@contextmanager
def one_font() -> Iterator[None]:
    """Let PDFium take this project's font for every one that a file does not bring.

    Before and after, the machine's fonts serve whoever else uses PDFium in this process. Where
    the font is not installed, nothing changes.
    """
    fonts = _fonts()
    if fonts is None:
        yield
        return
    fonts.ours = True
    try:
        yield
    finally:
        fonts.ours = False


@cache
def _fonts() -> Any:
    """PDFium's way to a machine's fonts, with a switch for ours; None where it is not there."""
    import pypdfium2

    path = bundled_font()
    if path is None:
        return None
    font = path.read_bytes()
    tables = _tables(font)

    class Fonts(pypdfium2.PdfSysfontBase):  # type: ignore[misc] # the library asks for a subclass
        ours = False

        def MapFont(self, *asked: Any) -> Any:  # noqa: N802 - these names are PDFium's
            return _HANDLE if self.ours else super().MapFont(*asked)

        def GetFont(self, *asked: Any) -> Any:  # noqa: N802
            return _HANDLE if self.ours else super().GetFont(*asked)

        def GetFontData(self, at: Any, handle: int, table: int, buffer: Any, size: int) -> Any:  # noqa: N802
            if handle != _HANDLE:
                return super().GetFontData(at, handle, table, buffer, size)
            begin, length = (0, len(font)) if table == 0 else tables.get(table, (0, 0))
            return _copied(font[begin : begin + length], buffer, size)

        def GetFaceName(self, at: Any, handle: int, buffer: Any, size: int) -> Any:  # noqa: N802
            if handle != _HANDLE:
                return super().GetFaceName(at, handle, buffer, size)
            return _copied(_NAME, buffer, size)

        def GetFontCharset(self, at: Any, handle: int) -> Any:  # noqa: N802
            return _GB2312_CHARSET if handle == _HANDLE else super().GetFontCharset(at, handle)

        def DeleteFont(self, at: Any, handle: int) -> None:  # noqa: N802
            if handle != _HANDLE:
                super().DeleteFont(at, handle)

    fonts = Fonts()
    fonts.setup()  # until the process ends: the library closes it then
    return fonts


def _copied(content: bytes, buffer: Any, size: int) -> int:
    """Hand PDFium what it asked for, if there is room; the length in any case."""
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)


def _tables(data: bytes) -> dict[int, tuple[int, int]]:
    """Where each table of a TrueType file begins and how long it is, by its tag as a number."""
    count = int.from_bytes(data[4:6], "big")
    entries = (data[12 + 16 * n : 28 + 16 * n] for n in range(count))
    return {
        int.from_bytes(entry[:4], "big"): (
            int.from_bytes(entry[8:12], "big"),
            int.from_bytes(entry[12:16], "big"),
        )
        for entry in entries
    }
