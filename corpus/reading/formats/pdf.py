"""PDF: the text of each page, with hard-wrapped lines joined and page numbers left out.

A page is a drawing: where a paragraph ends has to be seen. A line that reaches the right margin
goes on in the next one if that starts at the left margin, without an indent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.errors import MissingExtra
from corpus.model import Note
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.layout import FormattedLine, assemble
from corpus.reading.formats.pdf_fonts import one_font
from corpus.reading.refusal import refuse

_SHORTFALL = 2.2  # em; a mark that must not start a line takes a character along to the next
_INDENT = 0.8  # em; a paragraph is indented by two
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’…—]")
_FINAL = "。！？；：!?;:"
_DASHED = re.compile(
    r"[-—–－―·•~]+ {0,3}([0-9]{1,4}) {0,3}[-—–－―·•~]+|第 {0,3}([0-9]{1,4}) {0,3}页.{0,12}"
    r"|([0-9]{1,4}) {0,3}/ {0,3}[0-9]{1,4}"
)
_BARE = re.compile(r"[0-9]{1,4}")
_DIGITS = re.compile(r"[0-9]+")
_FEWEST_HEADERS = 3  # pages that a line must head before it is a page header
UNKNOWN_FONT = "\ufffd"  # what is drawn, but of what character the file does not tell
_HYPHENS = "\x02\ufffe\xad"  # how PDFium gives a hyphen that was put in at the end of a line


class _Printed(NamedTuple):
    """A line as it stands on the page; lengths in points."""

    text: str
    left: float
    right: float
    em: float


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of a PDF.

    Raises
    ------
    MissingExtra
        If pypdfium2 is not installed.
    SourceError
        If the file is damaged, has a password, or holds pictures of text only.
    """
    pages = _pages(data, options.name)
    pages, dropped = _without_furniture(pages)
    printed = [line for page in pages for line in page]
    if not printed:
        raise refuse(options.name, "no-text-layer")
    text, hints = assemble(FormattedLine(words) for words in _joined(printed))
    notes: list[Note] = []
    if dropped:
        example = dropped[0][:40]
        notes.append(Note.of("page-furniture", (0, 0), count=len(dropped), example=example))
    if UNKNOWN_FONT in text:
        first = text.index(UNKNOWN_FONT)
        notes.append(Note.of("unnamed-glyphs", (first, first + 1), count=text.count(UNKNOWN_FONT)))
    return [Extract(text, "pdf", 1.0, hints, tuple(notes))]


def _pages(data: bytes, name: str) -> list[list[_Printed]]:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("reading .pdf", "pdf") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refuse(name, "encrypted-file", format="PDF") from error
        raise refuse(name, "damaged-file", format="PDF", reason="PDFium") from error
    try:
        with one_font():
            return [_lines(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise refuse(name, "damaged-file", format="PDF", reason="PDFium") from error
    finally:
        document.close()


def _lines(document: Any, number: int) -> list[_Printed]:
    import pypdfium2.raw as pdfium

    page = document[number]
    sheet = page.get_textpage()
    codes = [
        pdfium.FPDFText_GetUnicode(sheet, i) or _unnamed(sheet, i)
        for i in range(sheet.count_chars())
    ]
    lines: list[_Printed] = []
    start = 0
    for i, code in enumerate([*codes, 10]):
        if code in (10, 13):
            rows = [
                k
                for k in range(start, i)
                if codes[k] and not (codes[k] == 32 and _spurious(pdfium, sheet, codes, k))
            ]
            ink = [k for k in rows if not chr(codes[k]).isspace()]
            if ink:
                lines.append(_printed(sheet, codes, rows, ink))
            start = i + 1
    sheet.close()
    page.close()
    return lines


def _printed(sheet: Any, codes: Sequence[int], rows: Sequence[int], ink: Sequence[int]) -> _Printed:
    # a character beyond U+FFFF may come as its two UTF-16 units
    units = "".join(chr(codes[k]) for k in rows if codes[k] < 0x110000)
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()
    first, last = sheet.get_charbox(ink[0], loose=True), sheet.get_charbox(ink[-1], loose=True)
    return _Printed(text, first[0], last[2], max(1.0, first[3] - first[1]))


def _unnamed(sheet: Any, k: int) -> int:
    """Give what stands for a glyph without a character: a sign if it is seen, else nothing."""
    left, bottom, right, top = sheet.get_charbox(k)
    return ord(UNKNOWN_FONT) if right > left and top > bottom else 0


def _spurious(pdfium: Any, sheet: Any, codes: Sequence[int], k: int) -> bool:
    """Whether a blank was put between two Chinese characters for their loose spacing alone."""
    if not 0 < k < len(codes) - 1 or pdfium.FPDFText_IsGenerated(sheet, k) != 1:
        return False
    if not (_HAN.match(chr(codes[k - 1])) and _HAN.match(chr(codes[k + 1]))):
        return False
    before, after = sheet.get_charbox(k - 1), sheet.get_charbox(k + 1)
    return bool(after[0] - before[2] < 0.8 * (before[3] - before[1]))


def _without_furniture(pages: list[list[_Printed]]) -> tuple[list[list[_Printed]], list[str]]:
    """Take page numbers, and headers that most pages repeat, off the edges of the pages."""
    dropped: list[str] = []
    for edge in (0, -1, 0, -1):  # a header and a number may stand at the same edge
        edges = [page[edge].text if page else "" for page in pages]
        offsets = Counter(int(text) - n for n, text in enumerate(edges) if _BARE.fullmatch(text))
        repeated = Counter(_DIGITS.sub("0", text) for text in edges if text)
        for number, text in enumerate(edges):
            bare = _BARE.fullmatch(text) and offsets[int(text) - number] > 1
            same = repeated[_DIGITS.sub("0", text)]
            header = same >= _FEWEST_HEADERS and 2 * same > len(pages)
            if text and (bare or header or _DASHED.fullmatch(text)):
                dropped.append(text)
                pages[number] = pages[number][1:] if edge == 0 else pages[number][:-1]
    return pages, dropped


def _joined(lines: Sequence[_Printed]) -> list[str]:
    left, right = _left_margin(lines), _right_margin(lines)
    indented = any(left + _INDENT * line.em < line.left < left + 3 * line.em for line in lines)
    out: list[str] = []
    before: _Printed | None = None
    for line in lines:
        goes_on = before is not None and (
            before.text[-1] in _HYPHENS
            or (
                before.right >= right - _SHORTFALL * before.em
                and line.left <= left + _INDENT * line.em
                and abs(before.em - line.em) < 0.2 * line.em
                and (indented or before.text[-1] not in _FINAL)
            )
        )
        if goes_on:
            out[-1] = _glued(out[-1], line.text)
        else:
            out.append(line.text)
        before = line
    return out


def _glued(before: str, after: str) -> str:
    if before[-1] in _HYPHENS:
        return before[:-1] + after
    blank = "" if _HAN.match(before[-1]) or _HAN.match(after[0]) else " "
    return before + blank + after


def _left_margin(lines: Sequence[_Printed]) -> float:
    """The leftmost place where several lines start."""
    starts = Counter(round(line.left / 3) for line in lines)
    enough = max(2, len(lines) // 20)
    common = [place for place, count in starts.items() if count >= enough]
    return 3.0 * min(common or starts)


def _right_margin(lines: Sequence[_Printed]) -> float:
    """The rightmost place that two lines reach, give or take a character and a half."""
    ends = sorted((line.right for line in lines), reverse=True)
    em = sorted(line.em for line in lines)[len(lines) // 2]
    for one, other in pairwise(ends):
        if one - other <= 1.5 * em:
            return one
    return ends[0]
