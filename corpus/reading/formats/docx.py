"""Word documents (.docx): paragraphs a line each, automatic numbers written out, tables by tabs.

The XML is read directly, one block at a time, under the bounds of :mod:`corpus.reading.limits`.
Text boxes follow the paragraph they hang on. Deleted and hidden text, notes, headers and footers
are left out; how much that is stands in a note.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from corpus.errors import SourceError
from corpus.model import Metadata, Note
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.archive import Archive
from corpus.reading.formats.layout import BOLD, FormattedLine, assemble, row_lines
from corpus.reading.formats.safe_xml import Element, children, parse
from corpus.reading.formats.word.numbering import Numbering
from corpus.reading.formats.word.styles import Styles, W, switch, value, whole
from corpus.reading.refusal import refuse
from corpus.writing.raised import raised

_FORMAT = ".docx"
_OLD_WORD = "WordDocument".encode("utf-16-le")
"""Stream of a .doc that was given the wrong ending."""
_TINY = 2  # half-points; nobody reads a letter of one point
_OLE = b"\xd0\xcf\x11\xe0"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = W[1:-1].encode()
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_APART = ("footnotes", "endnotes", "header", "footer")
_THROUGH = frozenset(W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt",
                     "sdtContent", "fldSimple", "customXml", "bdo", "dir", "rubyBase",
                     "ruby"))  # fmt: skip
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n",
          f"{W}noBreakHyphen": "-"}  # fmt: skip
_BLANKS = re.compile(r"\s*\n\s*")


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of a Word document.

    Raises
    ------
    SourceError
        If it is damaged, has a password, brings a document type or is over a limit.
    """
    if data.startswith(_OLE):
        # what Word wraps a .docx in when it has a password ([MS-OFFCRYPTO] 1.3.3)
        if _OLD_WORD not in data:
            raise refuse(options.name, "encrypted-file", format=_FORMAT)
        raise refuse(options.name, "unsupported-format", suffix=".doc")
    archive = Archive(data, _FORMAT)
    main = _related(archive, "", ("officeDocument",)).get("officeDocument", "word/document.xml")
    body = _part(archive, main)
    if body is None:
        raise refuse(options.name, "damaged-file", format=_FORMAT, reason=main)
    parts = _related(archive, main, ("styles", "numbering", *_APART))
    styles = Styles(_tree(archive, parts.get("styles")))
    reader = _Reader(styles, Numbering(_tree(archive, parts.get("numbering")), styles))
    lines: list[FormattedLine] = []
    for block in children(body, f"{W}body", _FORMAT):
        lines += reader.block(block)
    lines += reader.rest()
    text, hints = assemble(lines)
    notes = [
        Note.of("numbering-format", (0, 0), format=name)
        for name in sorted(reader.numbering.unknown)
    ]
    left = {name: _count(archive, parts.get(name)) for name in _APART}
    left |= {"deleted": reader.deleted, "hidden": reader.hidden, "zero-size": reader.tiny}
    if any(left.values()):
        what = ", ".join(name for name, count in left.items() if count)
        notes.append(Note.of("left-out", (0, 0), what=what, count=sum(left.values())))
    if reader.white:
        first = text.find(reader.white[0])
        count, example = sum(map(len, reader.white)), reader.white[0][:_EXAMPLE]
        span = (max(first, 0), max(first, 0) + (len(reader.white[0]) if first >= 0 else 0))
        notes.append(Note.of("white-text", span, count=count, example=example))
    return [Extract(text, "docx", 1.0, hints, tuple(notes), metadata=_properties(archive))]


def _properties(archive: Archive) -> Metadata:
    """What the file says of itself: its author, when it was made; a title is often a template's."""
    try:
        root = _tree(archive, _related(archive, "", ("core-properties",)).get("core-properties"))
    except SourceError:  # properties shall not cost the document
        root = None
    said = {} if root is None else {
        element.tag.rsplit("}", 1)[-1]: "".join(element.itertext()).strip()
        for element in root if isinstance(element.tag, str)
    }  # fmt: skip
    return Metadata.of((new, said[old]) for old, new in _PROPERTIES.items() if said.get(old))


_PROPERTIES = {
    "title": "file_title", "subject": "file_subject", "creator": "file_author",
    "lastModifiedBy": "file_last_author", "category": "file_category",
    "keywords": "file_keywords", "created": "file_created", "modified": "file_modified",
}  # fmt: skip
"""Core properties of a package (ECMA-376 part 2, 11) → names of variables."""


_EXAMPLE = 40  # characters


class _Reader:
    """Turns blocks into lines; remembers the numbers and what was left out."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.deleted = self.hidden = self.tiny = 0
        self.white: list[str] = []
        """White words on white paper, which stay in the text."""
        self._boxes: list[Element] = []
        self._open = ""
        """Text of paragraphs whose end was deleted: it goes on in the next one."""

    def rest(self) -> list[FormattedLine]:
        """Return what a last deleted end of a paragraph left."""
        left, self._open = self._open, ""
        return [FormattedLine(left)] if left else []

    def block(self, element: Element) -> Iterator[FormattedLine]:
        """Lines of a paragraph, a table, or whatever wraps them."""
        if element.tag == f"{W}p":
            yield from self._paragraph(element)
        elif element.tag == f"{W}tbl":
            yield from self.rest()
            yield from self._table(element)
        elif element.tag in _THROUGH:
            for child in element:
                yield from self.block(child)

    def _paragraph(self, element: Element) -> Iterator[FormattedLine]:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        chain = list(self.styles.chain(style))
        number, depth = value(properties, "numPr/numId"), whole(value(properties, "numPr/ilvl"))
        bold = next((s.bold for s in chain if s.bold is not None), self.styles.bold)
        unseen = self.hidden + self.tiny
        runs = list(self._runs(element, bold=bold))
        ended = properties is None or properties.find(f"{W}rPr/{W}del") is None
        if not ended or (not runs and self.hidden + self.tiny > unseen):
            marker = ""  # Word neither shows nor counts a paragraph that is hidden or joined
        else:
            marker = self.numbering.marker(number, depth, chain)
        boxes, self._boxes = self._boxes, []
        text = self._open + "".join(words for words, _ in runs)
        self._open = ""
        if not ended and not boxes:
            self._open = text
            return
        level = self.styles.level(style, whole(value(properties, "outlineLvl")))
        if level is None and text.strip() and all(heavy or not w.strip() for w, heavy in runs):
            level = BOLD
        if level is not None:
            text = _BLANKS.sub(" ", text.strip())  # one heading, in two lines on the page
        for line_number, line in enumerate(text.split("\n")):
            yield FormattedLine((marker if not line_number else "") + line, level)
        for box in boxes:
            for child in box:
                yield from self.block(child)

    def _table(self, element: Element) -> Iterator[FormattedLine]:
        for row in _below(element, "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                yield from row_lines([self._cell(cell) for cell in _below(row, "tc")])

    def _cell(self, element: Element) -> list[FormattedLine]:
        merged = element.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(f"{W}val") != "restart":
            return []
        return [line for child in element for line in self.block(child)]

    def _runs(self, element: Element, *, bold: bool) -> Iterator[tuple[str, bool]]:
        """Pieces of text with whether they are bold."""
        for child in element:
            if child.tag == f"{W}r":
                yield from self._run(child, bold=bold)
            elif child.tag in _THROUGH:
                yield from self._runs(child, bold=bold)
            elif child.tag in (f"{W}del", f"{W}moveFrom"):
                self.deleted += _length(child)
            elif child.tag == f"{_COMPATIBLE}AlternateContent":
                chosen = child.find(f"{_COMPATIBLE}Choice")
                if chosen is not None:
                    yield from self._runs(chosen, bold=bold)
            elif str(child.tag).startswith(_MATH):
                yield "".join(t.text or "" for t in child.iter(f"{_MATH}t")), bold

    def _run(self, element: Element, *, bold: bool) -> Iterator[tuple[str, bool]]:
        properties = element.find(f"{W}rPr")
        chain = list(self.styles.chain(value(properties, "rStyle"), paragraph=False))
        own = switch(properties, "b")
        if own is None:
            own = next((s.bold for s in chain if s.bold is not None), bold)
        hidden = switch(properties, "vanish")
        if hidden is None:
            hidden = next((s.hidden for s in chain if s.hidden is not None), False)
        if hidden:
            self.hidden += _length(element)
            return
        size = whole(value(properties, "sz"))
        if size is not None and size <= _TINY:
            self.tiny += _length(element)
            return
        words = "".join(self._content(child, bold=own) for child in element)
        if value(properties, "vertAlign") == "superscript":
            words = raised(words)
        if words.strip() and _is_white(element, properties):
            self.white.append(words.strip())
        if words:
            yield words, own

    def _content(self, element: Element, *, bold: bool) -> str:
        if element.tag == f"{W}t":
            return element.text or ""
        if element.tag in _SIGNS:
            return _SIGNS[element.tag]
        if element.tag == f"{W}sym":
            code = element.get(f"{W}char") or ""
            point = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
            return chr(point) if point and not 0xD800 <= point <= 0xDFFF else ""
        if element.tag == f"{W}ruby":
            return "".join(words for words, _ in self._runs(element, bold=bold))
        if element.tag == f"{_COMPATIBLE}AlternateContent":
            chosen = element.find(f"{_COMPATIBLE}Choice")  # the fallback says the same again
            element = element if chosen is None else chosen
        self._boxes += _outer(element, f"{W}txbxContent")
        return ""


def _is_white(run: Element, properties: Element | None) -> bool:
    """Whether words are white, with nothing dark behind them."""
    if (value(properties, "color") or "").upper() != "FFFFFF":
        return False
    if value(properties, "highlight") not in (None, "none", "white"):
        return False
    places = ((run, "rPr"), *((up, f"{up.tag}Pr") for up in run.iterancestors()))
    for element, name in places:
        shade = element.find(f"{W}{name.removeprefix(W)}/{W}shd")
        fill = "" if shade is None else (shade.get(f"{W}fill") or "").upper()
        if fill not in ("", "AUTO", "FFFFFF"):
            return False
    return True


def _outer(element: Element, name: str) -> list[Element]:
    """Elements of a name, without those inside another: a box brings its own along."""
    found: list[Element] = []
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag == name:
            found.append(here)
        elif here.tag == f"{_COMPATIBLE}AlternateContent":
            chosen = here.find(f"{_COMPATIBLE}Choice")
            waiting += reversed(here) if chosen is None else (chosen,)
        else:
            waiting += reversed(here)
    return found


def _below(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside a content control."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in _THROUGH:
            yield from _below(child, name)


def _length(element: Element) -> int:
    texts = (t.text or "" for t in element.iter(f"{W}t", f"{W}delText"))
    return sum(len("".join(text.split())) for text in texts)


def _part(archive: Archive, name: str) -> bytes | None:
    member = archive.find(name)
    return None if member is None else archive.read(member, name).replace(_STRICT, _USUAL)


def _tree(archive: Archive, name: str | None) -> Element | None:
    data = _part(archive, name) if name else None
    return None if data is None else parse(data, _FORMAT)


def _count(archive: Archive, name: str | None) -> int:
    try:
        root = _tree(archive, name)
    except SourceError:  # what is only counted shall not cost the document
        return 0
    return 0 if root is None else _length(root)


def _related(archive: Archive, name: str, kinds: tuple[str, ...]) -> dict[str, str]:
    """Kind → path of the (first) part that a part says it is related to."""
    folder, base = posixpath.split(name)
    data = _part(archive, posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, str] = {}
    if data is None:
        return {kind: posixpath.join(folder, f"{kind}.xml") for kind in kinds if folder}
    for relation in parse(data, _FORMAT).iter(_RELATION):
        kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
        if kind in kinds and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target") or ""))
            found.setdefault(kind, target.lstrip("/"))
    return found
