"""A corpus as TEI P5: header, divisions with their headings, paragraphs, sentences.

TEI Consortium, Guidelines for Electronic Text Encoding and Interchange, P5: ``teiCorpus`` holds a
``TEI`` a document; ``div`` a section, ``head`` its heading, ``p`` and ``s`` what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree as ET

import numpy as np

from corpus.export.workbook import safe_text
from corpus.model import Document
from corpus.units import heading_mask, section_rows

NAMESPACE = "http://www.tei-c.org/ns/1.0"


class _TeiSentence(NamedTuple):
    number: int
    start: int
    text: str
    heading: bool
    section: int
    paragraph: int


def tei(documents: Iterable[Document]) -> bytes:
    """Write documents as one ``teiCorpus``, UTF-8.

    Every character of a document that is no blank stands in it once, in its order.

    >>> import corpus
    >>> c = corpus.from_texts({"甲": "一、学习\\n每月一次。"})
    >>> text = tei(c).decode()
    >>> "<head>一、学习</head>" in text, '<s n="2">每月一次。</s>' in text
    (True, True)
    """
    root = ET.Element("teiCorpus", xmlns=NAMESPACE)
    _header(root, "leitong corpus", ())
    for document in documents:
        one = ET.SubElement(root, "TEI", {"n": safe_text(document.id)})
        facts = [("source", document.source.id), ("sha256", document.source.sha256),
                 ("kind", document.kind), *document.metadata.items()]  # fmt: skip
        _header(one, document.title or document.id, [(n, v) for n, v in facts if v])
        body = ET.SubElement(ET.SubElement(one, "text"), "body")
        _fill(body, document)
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def _header(parent: ET.Element, title: str, facts: Sequence[tuple[str, object]]) -> None:
    description = ET.SubElement(ET.SubElement(parent, "teiHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(description, "titleStmt"), "title").text = safe_text(title)
    ET.SubElement(ET.SubElement(description, "publicationStmt"), "p").text = "leitong"
    source = ET.SubElement(description, "sourceDesc")
    if not facts:
        ET.SubElement(source, "p").text = "corpus"
        return
    held = ET.SubElement(source, "list")
    for name, value in facts:
        ET.SubElement(held, "item", {"n": safe_text(name)}).text = safe_text(str(value))


def _fill(body: ET.Element, document: Document) -> None:
    open_at: list[tuple[int, ET.Element]] = []  # depth and division, the innermost last
    here, inside, last = body, body, -1
    for (section, paragraph, heading), several in groupby(
        _sentences(document), lambda each: (each.section, each.paragraph, each.heading)
    ):
        del paragraph
        if section != last and section >= 0:
            depth = document.sections[section].depth
            while open_at and open_at[-1][0] >= depth:
                open_at.pop()
            inside = open_at[-1][1] if open_at else body
            name = {"n": safe_text(document.sections[section].id)}
            here = ET.SubElement(inside, "div", name)
            open_at.append((depth, here))
        last = section
        if heading:
            ET.SubElement(here, "head").text = "".join(each.text for each in several)
            continue
        held = ET.SubElement(here, "p")
        for each in several:
            ET.SubElement(held, "s", {"n": str(each.number)}).text = each.text


def _sentences(document: Document) -> Iterator[_TeiSentence]:
    spans = document.sentences
    heads = heading_mask(document).tolist()
    sections = section_rows(document, spans[:, 0]).tolist()
    paragraphs = np.searchsorted(document.paragraphs[:, 0], spans[:, 0], side="right").tolist()
    for row, (start, end) in enumerate(spans.tolist()):
        text = safe_text(document.source.words[start:end].strip())
        yield _TeiSentence(row + 1, start, text, heads[row], sections[row], paragraphs[row])
