"""Word's styles: what a paragraph inherits, from its own settings down to the document's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.reading.formats.safe_xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])\Z|标题 ?([1-9])\Z", re.I)
_OFF = ("0", "false", "off")
_LONGEST_CHAIN = 50  # styles based on styles; Word allows eleven


class DocxStyle(NamedTuple):
    """What a style says itself; None where it says nothing."""

    id: str
    name: str
    based_on: str | None
    outline: int | None
    """Outline level, 0 to 8; 9 is body text."""
    bold: bool | None
    hidden: bool | None
    number: str | None
    """``numId`` of a list of ``numbering.xml``."""
    depth: int | None
    """``ilvl``, the level within that list."""


class Styles:
    """All styles of a document.

    Parameters
    ----------
    root
        Root of ``styles.xml``; None where there is none.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, DocxStyle] = {}
        self._default: str | None = None
        self.bold = False
        if root is None:
            return
        for element in root.iterfind(f"{W}style"):
            style = _style(element)
            self._styles[style.id] = style
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in (
                "1",
                "true",
            ):
                self._default = style.id
        self.bold = switch(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), "b") or False

    def chain(self, style_id: str | None, *, paragraph: bool = True) -> Iterator[DocxStyle]:
        """Return a style, what it is based on, and so on."""
        name = style_id if style_id in self._styles else self._default if paragraph else None
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = style.based_on

    def number_of(self, style_id: str) -> str | None:
        """The list that a style (also one that only names a list) belongs to."""
        return next((s.number for s in self.chain(style_id, paragraph=False) if s.number), None)

    def level(self, style_id: str | None, own: int | None) -> int | None:
        """Return the heading level, 1 to 9; 0 for a document's title; None for body text.

        Parameters
        ----------
        style_id
            Of the paragraph.
        own
            The paragraph's own outline level, which goes before its style's.
        """
        if own is not None:
            return own + 1 if own < 9 else None
        for style in self.chain(style_id):
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else None
            heading = _HEADING.match(style.name)
            if heading:
                return int(heading[1] or heading[2])
            if style.name.lower() in ("title", "subtitle", "标题", "副标题"):
                return 0
        return None


def switch(properties: Element | None, name: str) -> bool | None:
    """Read an on/off property: None where it is not there."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else (found.get(f"{W}val") or "1").lower() not in _OFF


def value(parent: Element | None, path: str) -> str | None:
    """Read the ``w:val`` of an element below, given as ``a/b``."""
    if parent is None:
        return None
    found = parent.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def whole(text: str | None) -> int | None:
    """Read a small whole number; None where there is none.

    >>> whole("3"), whole("x"), whole(None)
    (3, None, None)
    """
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text, re.A) else None


def _style(element: Element) -> DocxStyle:
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    return DocxStyle(
        element.get(f"{W}styleId") or "",
        value(element, "name") or "",
        value(element, "basedOn"),
        whole(value(paragraph, "outlineLvl")),
        switch(run, "b"),
        switch(run, "vanish"),
        value(paragraph, "numPr/numId"),
        whole(value(paragraph, "numPr/ilvl")),
    )
