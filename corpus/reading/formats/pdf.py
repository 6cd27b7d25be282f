"""PDF: the text of each page, column by column, wrapped lines joined, page numbers left out.

A page is a drawing: where a paragraph ends has to be seen. A line that reaches the right margin
goes on in the next one if that starts at the left margin, without an indent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from corpus.errors import MissingExtra
from corpus.model import Metadata, Note
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.layout import FormattedLine, assemble
from corpus.reading.formats.portable.fonts import one_font
from corpus.reading.formats.portable.layout import (
    GUTTER,
    Page,
    Printed,
    cells_apart,
    in_columns,
    without_furniture,
)
from corpus.reading.formats.raised import raised
from corpus.reading.refusal import refuse
from corpus.system.patterns import lazy

_SMALL = 0.75  # of a line's size: a raised figure is smaller
_LIFT = 0.2  # em above the line's foot
_SHORTFALL = 2.2  # em; a mark that must not start a line takes a character along to the next
_INDENT = 0.8  # em; a paragraph is indented by two
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’…—]")
_FINAL = "。！？；：!?;:"
UNKNOWN_FONT = "\ufffd"  # what is drawn, but of what character the file does not tell
_HYPHENS = "\x02\ufffe\xad"  # how PDFium gives a hyphen that was put in at the end of a line


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of a PDF.

    Raises
    ------
    MissingExtra
        If pypdfium2 is not installed.
    SourceError
        If the file is damaged, has a password, or holds pictures of text only.
    """
    pages, scans, said = _pages(data, options.name)
    pages, dropped = without_furniture(pages)
    ordered = [in_columns(page) for page in pages]
    printed = [line for lines, _ in ordered for line in cells_apart(lines)]
    if not printed:
        raise refuse(options.name, "no-text-layer")
    text, hints = assemble(FormattedLine(words) for words in _joined(printed))
    notes: list[Note] = []
    if dropped:
        example = dropped[0][:40]
        notes.append(Note.of("page-furniture", (0, 0), count=len(dropped), example=example))
    unsure = [number for number, (_, doubtful) in enumerate(ordered, 1) if doubtful]
    if unsure:
        notes.append(Note.of("reading-order", (0, 0), count=len(unsure), page=unsure[0]))
    if scans:
        notes.append(Note.of("scanned-pages", (0, 0), count=len(scans), page=scans[0]))
    if UNKNOWN_FONT in text:
        first = text.index(UNKNOWN_FONT)
        notes.append(Note.of("unnamed-glyphs", (first, first + 1), count=text.count(UNKNOWN_FONT)))
    return [Extract(text, "pdf", 1.0, hints, tuple(notes), metadata=Metadata.of(said))]


def _pages(data: bytes, name: str) -> tuple[list[Page], list[int], list[tuple[str, str]]]:
    """Lines of all pages, numbers of those that are pictures without text, what the file says."""
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
            pages = [_page(document, number) for number in range(len(document))]
            scans = [
                number
                for number, page in enumerate(pages, 1)
                if not page.lines and _is_picture(document, number - 1)
            ]
            return pages, scans, _properties(document)
    except pypdfium2.PdfiumError as error:
        raise refuse(name, "damaged-file", format="PDF", reason="PDFium") from error
    finally:
        document.close()


def _properties(document: Any) -> list[tuple[str, str]]:
    said = document.get_metadata_dict(skip_empty=True)
    return [(new, _iso(said[old])) for old, new in _PROPERTIES.items() if old in said]


def _iso(value: str) -> str:
    """Write a date of PDF (``D:20230517…``, ISO 32000-1, 7.9.4) as ISO 8601 does."""
    date = _PDF_DATE.match(value)
    return "-".join(part for part in date.groups() if part) if date else value


_PDF_DATE = lazy(r"D:(\d{4})(\d\d)?(\d\d)?")
_PROPERTIES = {
    "Title": "file_title", "Subject": "file_subject", "Author": "file_author",
    "Keywords": "file_keywords", "CreationDate": "file_created", "ModDate": "file_modified",
}  # fmt: skip
"""Entries of a PDF's information (ISO 32000-1, 14.3.3) → names of variables."""


def _is_picture(document: Any, number: int) -> bool:
    import pypdfium2.raw as pdfium

    page = document[number]
    found = any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    page.close()
    return found


def _page(document: Any, number: int) -> Page:
    import pypdfium2.raw as pdfium

    page = document[number]
    sheet = page.get_textpage()
    codes = [
        pdfium.FPDFText_GetUnicode(sheet, i) or _unnamed(sheet, i)
        for i in range(sheet.count_chars())
    ]
    lines: list[Printed] = []
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
    tall = page.get_height()
    sheet.close()
    page.close()
    return Page(lines, tall)


def _printed(sheet: Any, codes: Sequence[int], rows: Sequence[int], ink: Sequence[int]) -> Printed:
    boxes = {k: sheet.get_charbox(k, loose=True) for k in ink}
    whole = _piece(codes, rows, ink, boxes)
    cuts = [b for a, b in pairwise(ink) if boxes[b][0] - boxes[a][2] > GUTTER * whole.em]
    if not cuts:
        return whole
    bounds = [rows[0], *cuts, rows[-1] + 1]
    parts = []
    for first, last in pairwise(bounds):
        inside = [k for k in ink if first <= k < last]
        if inside:
            parts.append(_piece(codes, [k for k in rows if first <= k < last], inside, boxes))
    return whole._replace(parts=tuple(parts))


def _piece(
    codes: Sequence[int],
    rows: Sequence[int],
    ink: Sequence[int],
    boxes: Mapping[int, Sequence[float]],
) -> Printed:
    em = max(1.0, *(boxes[k][3] - boxes[k][1] for k in ink))
    base = min(boxes[k][1] for k in ink if boxes[k][3] - boxes[k][1] >= 0.9 * em)
    words: list[str] = []
    small = ""
    for k in rows:
        if codes[k] >= 0x110000:
            continue
        box = boxes.get(k)
        lifted = box is not None and box[3] - box[1] <= _SMALL * em and box[1] >= base + _LIFT * em
        if lifted:
            small += chr(codes[k])
            continue
        words += [raised(small), chr(codes[k])]
        small = ""
    # a character beyond U+FFFF may come as its two UTF-16 units
    units = "".join([*words, raised(small)])
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()
    first, last = boxes[ink[0]], boxes[ink[-1]]
    return Printed(text, first[0], last[2], max(1.0, first[3] - first[1]), first[1])


def _unnamed(sheet: Any, k: int) -> int:
    """Return what stands for a glyph without a character: a sign if it is seen, else nothing."""
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


def _joined(lines: Sequence[Printed]) -> list[str]:
    margins: dict[int, tuple[float, float, bool]] = {}
    for column in sorted({line.column for line in lines}):
        own = [line for line in lines if line.column == column]
        left, right = _left_margin(own), _right_margin(own)
        inset = any(left + _INDENT * line.em < line.left < left + 3 * line.em for line in own)
        margins[column] = left, right, inset
    out: list[str] = []
    before: Printed | None = None
    for line in lines:
        left, _, indented = margins[line.column]
        right = margins[before.column][1] if before is not None else 0.0
        goes_on = before is not None and (
            before.text[-1] in _HYPHENS
            or (
                before.right >= right - _SHORTFALL * before.em
                and line.left <= left + _INDENT * line.em
                and bool(line.column) == bool(before.column)
                and not (line.parts or before.parts)  # rows of a table are no running text
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


def _left_margin(lines: Sequence[Printed]) -> float:
    """The leftmost place where several lines start."""
    starts = Counter(round(line.left / 3) for line in lines)
    enough = max(2, len(lines) // 20)
    common = [place for place, count in starts.items() if count >= enough]
    return 3.0 * min(common or starts)


def _right_margin(lines: Sequence[Printed]) -> float:
    """The rightmost place that two lines reach, give or take a character and a half."""
    ends = sorted((line.right for line in lines), reverse=True)
    em = sorted(line.em for line in lines)[len(lines) // 2]
    for one, other in pairwise(ends):
        if one - other <= 1.5 * em:
            return one
    return ends[0]
