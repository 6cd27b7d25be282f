"""What PDFium sees on the pages of a PDF: lines with their places, as plain data.

This runs in a process of its own: a file that ends PDFium ends nothing else. So nothing is imported
here that takes long, and what is wrong with a file is told by a code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.reading.portable.fonts import one_font
from corpus.system.patterns import lazy
from corpus.writing.raised import raised

_SMALL = 0.75  # of a line's size: a raised figure is smaller
_SMALLER, _TO_TOP = 0.86, 0.95
"""Browsers print raised figures at five sixths of the size, up to the line's top and beyond."""
_LIFT = 0.2  # em above the line's foot
_TOUCHING = 0.25  # em between a word and the figure raised behind it
HAN = lazy("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’…—]")
UNKNOWN_FONT = "\ufffd"  # what is drawn, but of what character the file does not tell
GUTTER = 1.4
"""Em; a wider blank within a line may be the gutter between columns. A Chinese blank is one."""


class Printed(NamedTuple):
    """A line as it stands on the page; lengths in points, heights from the page's foot."""

    text: str
    left: float
    right: float
    em: float
    height: float = 0.0
    """Of its lower edge."""
    parts: tuple[Printed, ...] = ()
    """What wide blanks cut it into; empty where there is none."""
    column: int = 0
    """0: the page's whole width; 1, 2: the left and the right column."""

    @classmethod
    def again(cls, text: str, *rest: Any) -> Printed:
        """Make one again of the list that JSON made of it."""
        left, right, em, height, parts, column = rest
        cut = tuple(cls.again(*part) for part in parts)
        return cls(text, left, right, em, height, cut, column)


class Page(NamedTuple):
    """Lines of a page, in the order they were drawn."""

    lines: list[Printed]
    tall: float
    """Height in points."""


class Seen(NamedTuple):
    """What a PDF holds, or why it cannot be read."""

    pages: Sequence[Page] = ()
    scans: tuple[int, ...] = ()
    """Numbers, from 1, of pages that are pictures without text."""
    said: tuple[tuple[str, str], ...] = ()
    """What the file says of itself."""
    refused: str = ""
    """A reason of :mod:`corpus.reading.refusal`."""

    @classmethod
    def again(cls, pages: Any, scans: Any, said: Any, refused: str) -> Seen:
        """Make it again of the lists that JSON made of it."""
        made = tuple(Page([Printed.again(*line) for line in lines], tall) for lines, tall in pages)
        return cls(made, tuple(scans), tuple((name, value) for name, value in said), refused)


def pages_of(data: bytes) -> Seen:
    """Look at all pages of a PDF.

    Parameters
    ----------
    data
        The file.

    Returns
    -------
    Seen
        Lines in the order they are drawn.

    Examples
    --------
    >>> pages_of(b"no PDF").refused
    'damaged-file'
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return Seen(refused="encrypted-file" if locked else "damaged-file")
    try:
        with one_font():
            pages = [_page(document, number) for number in range(len(document))]
            scans = tuple(
                number
                for number, page in enumerate(pages, 1)
                if not page.lines and _is_picture(document, number - 1)
            )
            return Seen(pages, scans, tuple(_properties(document)))
    except pypdfium2.PdfiumError:
        return Seen(refused="damaged-file")
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
    for rows in _one_line(sheet, codes, _drawn(pdfium, sheet, codes)):
        ink = [k for k in rows if not chr(codes[k]).isspace()]
        lines.append(_printed(sheet, codes, rows, ink))
    tall = page.get_height()
    sheet.close()
    page.close()
    return Page(lines, tall)


def _drawn(pdfium: Any, sheet: Any, codes: Sequence[int]) -> list[list[int]]:
    """Places of the characters of each line, as PDFium ends them."""
    found: list[list[int]] = []
    start = 0
    for i, code in enumerate([*codes, 10]):
        if code in (10, 13):
            rows = [
                k
                for k in range(start, i)
                if codes[k] and not (codes[k] == 32 and _spurious(pdfium, sheet, codes, k))
            ]
            if any(not chr(codes[k]).isspace() for k in rows):
                found.append(rows)
            start = i + 1
    return found


def _one_line(sheet: Any, codes: Sequence[int], drawn: Sequence[list[int]]) -> list[list[int]]:
    """Put together what PDFium ends before a raised figure: it begins where the other ends."""
    found: list[list[int]] = []
    for rows in drawn:
        if found and _goes_on(sheet, codes, found[-1], rows):
            found[-1] = found[-1] + rows
        else:
            found.append(rows)
    return found


def _goes_on(sheet: Any, codes: Sequence[int], before: list[int], rows: list[int]) -> bool:
    last = next(k for k in reversed(before) if not chr(codes[k]).isspace())
    first = next(k for k in rows if not chr(codes[k]).isspace())
    _, foot, end, top = sheet.get_charbox(last, loose=True)
    left, lower, _, upper = sheet.get_charbox(first, loose=True)
    em = max(1.0, top - foot)
    small = upper - lower <= _SMALLER * em
    return bool(small and abs(left - end) < _TOUCHING * em and foot < lower < top)


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
        lifted = box is not None and _is_raised(box, base, em)
        if lifted:
            small += chr(codes[k])
            continue
        words += [raised(small), chr(codes[k])]
        small = ""
    # a character beyond U+FFFF may come as its two UTF-16 units
    units = "".join([*words, raised(small)])
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()
    first, last = boxes[ink[0]], boxes[ink[-1]]
    # some fonts measure single characters as they look: most of a line tell its size
    sizes = sorted(boxes[k][3] - boxes[k][1] for k in ink)
    size = sizes[len(sizes) // 2]
    foot = next(boxes[k][1] for k in ink if boxes[k][3] - boxes[k][1] == size)
    return Printed(text, first[0], last[2], max(1.0, size), foot)


def _is_raised(box: Sequence[float], base: float, em: float) -> bool:
    _, foot, _, top = box
    small = top - foot <= _SMALL * em
    smaller = top - foot <= _SMALLER * em and top >= base + _TO_TOP * em
    return (small or smaller) and foot >= base + _LIFT * em


def _unnamed(sheet: Any, k: int) -> int:
    """Return what stands for a glyph without a character: a sign if it is seen, else nothing."""
    left, bottom, right, top = sheet.get_charbox(k)
    return ord(UNKNOWN_FONT) if right > left and top > bottom else 0


def _spurious(pdfium: Any, sheet: Any, codes: Sequence[int], k: int) -> bool:
    """Whether a blank was put between two Chinese characters for their loose spacing alone."""
    if not 0 < k < len(codes) - 1 or pdfium.FPDFText_IsGenerated(sheet, k) != 1:
        return False
    if not (HAN.match(chr(codes[k - 1])) and HAN.match(chr(codes[k + 1]))):
        return False
    before, after = sheet.get_charbox(k - 1), sheet.get_charbox(k + 1)
    return bool(after[0] - before[2] < 0.8 * (before[3] - before[1]))
