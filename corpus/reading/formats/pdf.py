"""PDF: the text of each page, column by column, wrapped lines joined, page numbers left out.

A page is a drawing: where a paragraph ends has to be seen. A line that reaches the right margin
goes on in the next one if that starts at the left margin, without an indent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise

from corpus.errors import MissingExtra
from corpus.model import Metadata, Note
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.layout import FormattedLine, assemble
from corpus.reading.portable.layout import cells_apart, in_columns, without_furniture
from corpus.reading.portable.pages import HAN, UNKNOWN_FONT, Printed, Seen
from corpus.reading.refusal import refuse
from corpus.system.isolated import Isolated, IsolatedError

_SHORTFALL = 2.2  # em; a mark that must not start a line takes a character along to the next
_INDENT = 0.8  # em; a paragraph is indented by two
_FINAL = "。！？；：!?;:"
_HYPHENS = "\x02\ufffe\xad"  # how PDFium gives a hyphen that was put in at the end of a line
_SECONDS, _SECONDS_A_MB = 120, 10
"""Processor time that a file may take: 3,000 pages, or 5 MB, of text take a quarter of it."""
_FAULTS = {"ended": "reader-ended", "time": "reader-time", "memory": "reader-memory",
           "failed": "failed-reader"}  # fmt: skip
"""What happened to the process → reason of a refusal."""
_seen = Isolated("corpus.reading.portable.pages:pages_of")


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of a PDF.

    Raises
    ------
    MissingExtra
        If pypdfium2 is not installed.
    SourceError
        If the file is damaged, has a password, holds pictures of text only, ends PDFium, or
        takes too much time or memory.
    """
    pages, scans, said = _looked_at(data, options.name)[:3]
    pages, dropped = without_furniture(pages)
    ordered = [in_columns(page) for page in pages]
    printed = [line for lines, _ in ordered for line in cells_apart(lines)]
    if not printed:
        raise refuse(options.name, "no-text-layer")
    # a page that lies on its side has margins of its own
    sheets = [
        round(page.tall) for page, (lines, _) in zip(pages, ordered, strict=True) for _ in lines
    ]
    text, hints = assemble(FormattedLine(words) for words in _joined(printed, sheets))
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


def _looked_at(data: bytes, name: str) -> Seen:
    """Have the pages looked at in a process of its own."""
    if find_spec("pypdfium2") is None:
        raise MissingExtra("reading .pdf", "pdf")
    try:
        answer = _seen(data, seconds=_SECONDS + _SECONDS_A_MB * len(data) // 10**6)
    except IsolatedError as fault:
        raise refuse(name, _FAULTS[fault.kind], reason=fault.what) from fault
    seen = Seen.again(*answer)
    if seen.refused:
        raise refuse(name, seen.refused, format="PDF", reason="PDFium")
    return seen


def _joined(lines: Sequence[Printed], sheets: Sequence[int]) -> list[str]:
    """Join what one paragraph was broken into; ``sheets`` are heights of the lines' pages."""
    margins: dict[tuple[int, int], tuple[float, float, bool]] = {}
    places = [(sheet, line.column) for sheet, line in zip(sheets, lines, strict=True)]
    for place in sorted(set(places)):
        own = [line for line, its in zip(lines, places, strict=True) if its == place]
        left, right = _left_margin(own), _right_margin(own)
        inset = any(left + _INDENT * line.em < line.left < left + 3 * line.em for line in own)
        margins[place] = left, right, inset
    out: list[str] = []
    before: Printed | None = None
    right = 0.0
    for line, place in zip(lines, places, strict=True):
        left, _, indented = margins[place]
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
        before, right = line, margins[place][1]
    return out


def _glued(before: str, after: str) -> str:
    if before[-1] in _HYPHENS:
        return before[:-1] + after
    blank = "" if HAN.match(before[-1]) or HAN.match(after[0]) else " "
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
