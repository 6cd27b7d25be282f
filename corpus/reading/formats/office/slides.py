"""Slides (.pptx): one text a presentation; each slide's title is a heading, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Note
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.layout import FormattedLine, assemble, row_lines
from corpus.reading.formats.office.packages import RELATION_ID, package, related, tree
from corpus.reading.formats.safe_xml import Element

_FORMAT = ".pptx"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES = frozenset(("title", "ctrTitle"))
_FURNITURE = frozenset(("dt", "ftr", "sldNum", "hdr"))
"""Placeholders that stand on every slide: date, footer, number, header."""


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of a presentation, slide by slide in its order.

    Hidden slides and the speaker's notes are left out; how much that is stands in a note.

    Raises
    ------
    SourceError
        If it is damaged, has a password or is over a limit.
    """
    archive = package(data, options.name, _FORMAT)
    main = next(
        (path for kind, path in related(archive, "").values() if kind == "officeDocument"),
        "ppt/presentation.xml",
    )
    parts = related(archive, main)
    lines: list[FormattedLine] = []
    left = {"hidden": 0, "notes": 0}
    for each in tree(archive, main).iter(f"{_P}sldId"):
        kind, path = parts.get(each.get(RELATION_ID) or "", ("", ""))
        if kind != "slide":
            continue
        slide = tree(archive, path)
        found = list(_shapes(slide))
        if slide.get("show") in ("0", "false"):
            left["hidden"] += sum(len("".join(line.text.split())) for line in found)
            continue
        lines += found
        for kind, other in related(archive, path).values():
            if kind == "notesSlide" and archive.find(other) is not None:
                said = _shapes(tree(archive, other))
                left["notes"] += sum(len("".join(line.text.split())) for line in said)
    text, hints = assemble(lines)
    what = ", ".join(name for name, count in left.items() if count)
    notes = (Note.of("left-out", (0, 0), what=what, count=sum(left.values())),) if what else ()
    return [Extract(text, "pptx", 1.0, hints, notes)]


def _shapes(root: Element) -> Iterator[FormattedLine]:
    """Lines of all shapes, groups gone into, in the order of the file: title first by custom."""
    for element in root.iter(f"{_P}sp", f"{_A}tbl"):
        if element.tag == f"{_A}tbl":
            for row in element.iter(f"{_A}tr"):
                cells = [c for c in row.iter(f"{_A}tc") if c.get("vMerge") not in ("1", "true")]
                yield from row_lines([list(_paragraphs(cell, None)) for cell in cells])
            continue
        holder = element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        role = "" if holder is None else holder.get("type") or ""
        if role not in _FURNITURE:
            yield from _paragraphs(element, 1 if role in _TITLES else None)


def _paragraphs(element: Element, level: int | None) -> Iterator[FormattedLine]:
    for paragraph in element.iter(f"{_A}p"):
        pieces = paragraph.iter(f"{_A}t", f"{_A}br")
        text = "".join("\n" if one.tag == f"{_A}br" else one.text or "" for one in pieces)
        if level is not None:
            yield FormattedLine(" ".join(text.split()), level)
            continue
        for line in text.split("\n"):
            yield FormattedLine(line)
