"""OpenDocument text (.odt): paragraphs a line each, headings by their level, tables by rows.

OASIS OpenDocument 1.3. Tracked changes, comments, footnotes, headers and footers are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Note
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.archive import Archive
from corpus.reading.formats.layout import FormattedLine, assemble, row_lines
from corpus.reading.formats.office.packages import part
from corpus.reading.formats.safe_xml import Element, parse
from corpus.reading.refusal import refuse

_FORMAT = ".odt"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LEFT_OUT = {
    f"{_T}tracked-changes": "deleted",
    f"{_O}annotation": "comments",
    f"{_T}note": "footnotes",
}
_MOST_BLANKS = 1_000
"""Blanks that one sign may stand for: a page's width many times over."""


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of an OpenDocument text.

    Raises
    ------
    SourceError
        If it is damaged, has a password or is over a limit.
    """
    archive = Archive(data, _FORMAT)
    manifest = archive.find("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in archive.read(manifest, manifest.filename):
        raise refuse(options.name, "encrypted-file", format=_FORMAT)
    root = parse(part(archive, "content.xml"), _FORMAT)
    body = root.find(f"{_O}body/{_O}text")
    if body is None:
        raise refuse(options.name, "damaged-file", format=_FORMAT, reason="office:text")
    left: dict[str, int] = {}
    text, hints = assemble(_blocks(body, left))
    what = ", ".join(name for name, count in left.items() if count)
    notes = (Note.of("left-out", (0, 0), what=what, count=sum(left.values())),) if what else ()
    return [Extract(text, "odt", 1.0, hints, notes)]


def _blocks(parent: Element, left: dict[str, int]) -> Iterator[FormattedLine]:
    for element in parent:
        if element.tag in _LEFT_OUT:
            _count(element, left)
        elif element.tag == f"{_T}h":
            level = element.get(f"{_T}outline-level") or "1"
            words = " ".join(_words(element, left).split())
            yield FormattedLine(words, int(level) if level.isdecimal() else 1)
        elif element.tag == f"{_T}p":
            for line in _words(element, left).split("\n"):
                yield FormattedLine(line)
        elif element.tag == f"{_TABLE}table":
            for row in element.iter(f"{_TABLE}table-row"):
                cells = row.iterchildren(f"{_TABLE}table-cell")
                yield from row_lines([list(_blocks(cell, left)) for cell in cells])
        else:
            yield from _blocks(element, left)


def _words(element: Element, left: dict[str, int]) -> str:
    words = [element.text or ""]
    for child in element:
        if child.tag in _LEFT_OUT:
            _count(child, left)
        elif child.tag == f"{_T}s":
            count = child.get(f"{_T}c") or "1"
            words.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
        elif child.tag == f"{_T}tab":
            words.append("\t")
        elif child.tag == f"{_T}line-break":
            words.append("\n")
        else:
            words.append(_words(child, left))
        words.append(child.tail or "")
    return "".join(words)


def _count(element: Element, left: dict[str, int]) -> None:
    name = _LEFT_OUT[element.tag]
    left[name] = left.get(name, 0) + len("".join("".join(element.itertext()).split()))
