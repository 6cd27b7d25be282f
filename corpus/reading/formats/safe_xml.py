"""XML from strangers: no document type, no entities, nothing from outside, bounded depth."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, TypeAlias
from xml.parsers import expat

from lxml import etree

from corpus.reading.refusal import refuse

Element: TypeAlias = Any
"""``lxml.etree._Element``: lxml has no types of its own."""


class _RootReached(Exception):  # noqa: N818 - no error: the part before the root is done
    """A document type can only stand before the root."""


def parse(data: bytes, format: str) -> Element:  # noqa: A002 - the user's word
    """Parse a whole document.

    Raises
    ------
    SourceError
        If it brings a document type (``document-type``) or is not well-formed.

    >>> parse(b"<a><b/></a>", ".docx").tag
    'a'
    """
    _refuse_document_type(data, format)
    parser = etree.XMLParser(**_SAFE)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(error, format) from error


def children(data: bytes, parent: str, format: str) -> Iterator[Element]:  # noqa: A002
    """Return the elements directly below each ``parent``, one at a time; each is then forgotten.

    Parameters
    ----------
    data
        The document.
    parent
        Qualified name, ``{namespace}name``.
    format
        What the user calls such a file, for messages.
    """
    _refuse_document_type(data, format)
    events = etree.iterparse(io.BytesIO(data), events=("start", "end"), **_SAFE)
    inside, depth = 0, 0
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            if event == "start":
                if element.tag == parent and not inside:
                    inside = depth
                continue
            if inside and depth == inside:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif depth < inside:
                inside = 0
    except etree.XMLSyntaxError as error:
        raise _damaged(error, format) from error


_SAFE = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def _damaged(error: etree.XMLSyntaxError, format: str) -> Exception:  # noqa: A002
    return refuse("", "damaged-file", format=format, reason=f"XML, line {error.lineno or 0}")


def _refuse_document_type(data: bytes, format: str) -> None:  # noqa: A002
    """Look at what stands before the root, with a parser that stops at the first <!DOCTYPE."""
    parser = expat.ParserCreate()

    def document_type(*_: object) -> None:
        raise refuse("", "document-type")

    def root(*_: object) -> None:
        raise _RootReached

    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except _RootReached:
        return
    except expat.ExpatError as error:
        reason = f"XML, line {error.lineno}"
        raise refuse("", "damaged-file", format=format, reason=reason) from error
