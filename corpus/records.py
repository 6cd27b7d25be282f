"""The output contract's ``source`` and ``document`` records: plain dictionaries, keys in order.

What other programs read. The fields are described by the JSON Schemas in ``resources/schema``;
spans are ``[start, end]`` in code points of the decoded source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from corpus.model import Compilation, Document, Note, PointList, Section, Span
from corpus.system.resource import FOLDER, resource

SCHEMA = 1
"""Version of the output contract. A field may be added under the same number, never changed."""

Record = dict[str, object]


def records(compilations: Iterable[Compilation], *, lang: str = "zh") -> Iterator[Record]:
    r"""Return one ``source`` record per source, each followed by its ``document`` records.

    Parameters
    ----------
    compilations
        In reading order.
    lang
        Language of the notes' messages, ``"zh"`` or ``"en"``.

    Examples
    --------
    >>> from corpus.parse import parse
    >>> from corpus.model import Source
    >>> compilation = parse(Source("甲.txt", "一、学习情况\n每月学习一次。"))
    >>> [(r["type"], r["id"]) for r in records([compilation])]
    [('source', '甲.txt'), ('document', '甲.txt')]
    """
    for compilation in compilations:
        yield source_record(compilation, lang=lang)
        for document in compilation.documents:
            yield document_record(document, lang=lang)


def source_record(compilation: Compilation, *, lang: str = "zh") -> Record:
    """Say what a file turned out to be."""
    source = compilation.source
    return {
        "type": "source",
        "schema": SCHEMA,
        "id": source.id,
        "characters": len(source.text),
        "encoding": source.encoding,
        "sha256": source.sha256,
        "title": _span(compilation.title),
        "promised": compilation.promised,
        "found": len(compilation.documents),
        "pieces": compilation.pieces,
        "residue": [{"span": _span(r.span), "kind": r.kind} for r in compilation.residue],
        "notes": [_note(note, lang) for note in compilation.notes],
    }


def document_record(document: Document, *, lang: str = "zh") -> Record:
    """Return one document with its whole structure."""
    return {
        "type": "document",
        "schema": SCHEMA,
        "id": document.id,
        "source": document.source.id,
        "number": document.number,
        "embedded": document.embedded,
        "marker": _span(document.marker),
        "title": document.title,
        "kind": document.kind,
        "span": _span(document.span),
        "body": _span(document.body),
        "salutation": _span(document.salutation),
        "signature": _span(document.signature),
        "sections": [_section(section) for section in document.sections],
        "lists": [_list(points) for points in document.lists],
        "paragraphs": document.paragraphs.tolist(),
        "sentences": document.sentences.tolist(),
        "notes": [_note(note, lang) for note in document.notes],
        "parts": [{"kind": part.kind, "span": _span(part.span)} for part in document.parts],
        "metadata": [{"name": n, "value": v} for n, v in document.metadata.items()],
    }


@cache
def schema(record_type: str) -> dict[str, object]:
    """Load the JSON Schema of one record type, its shared definitions included.

    >>> list(schema("pair")["properties"])[:4]
    ['type', 'schema', 'grain', 'a']

    Raises
    ------
    FileNotFoundError
        If the contract has no such type; :func:`types` lists them.
    """
    return json.loads(resource(f"schema/{record_type}.json"))


@cache
def types() -> tuple[str, ...]:
    """List all record types of the contract that have a schema."""
    names = (entry.name for entry in FOLDER.joinpath("schema").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [int(span[0]), int(span[1])]


def _note(note: Note, lang: str) -> Record:
    return {"code": note.code, "span": _span(note.span), "message": note.message(lang)}


def _section(section: Section) -> Record:
    return {
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "depth": section.depth,
        "number": section.number,
        "marker": _span(section.marker),
        "title": _span(section.title),
        "body": _span(section.body),
        "span": _span(section.span),
    }


def _list(points: PointList) -> Record:
    items = [
        {"number": item.number, "marker": _span(item.marker), "span": _span(item.span)}
        for item in points.items
    ]
    return {"style": points.style, "items": items}
