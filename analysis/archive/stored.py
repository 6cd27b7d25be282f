"""Documents as the catalogue holds them, and back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from corpus.model import Document, Metadata, Source, Span

_NOWHERE = np.zeros((0, 2), dtype=np.int64)
_ENCODING = ("utf-16-le", "surrogatepass")  # compresses Chinese 7 % better than UTF-8
_LEVEL = 6  # of zlib: 9 takes as long and saves nothing on texts of this length


class StoredDocument(NamedTuple):
    """A row of ``documents`` without its numbers."""

    id: str | None
    """None: the source's."""
    start: int
    stop: int
    facts: str | None


class StoredSource(NamedTuple):
    """A row of ``sources`` without its number, and the documents in it."""

    id: str
    facts: str | None
    digest: bytes
    text: bytes
    documents: tuple[StoredDocument, ...]


def packed_text(text: str) -> bytes:
    """Compress a text."""
    return zlib.compress(text.encode(*_ENCODING), _LEVEL)


def unpacked_text(stored: bytes) -> str:
    """Return a text as it was.

    Raises
    ------
    zlib.error, UnicodeDecodeError
        If it is damaged.

    >>> unpacked_text(packed_text("每月一次。"))
    '每月一次。'
    """
    return zlib.decompress(stored).decode(*_ENCODING)


def text_digest(facts: str | None, text: bytes) -> bytes:
    """Return the digest of what is stored of a source.

    Raises
    ------
    zlib.error
        If its text is damaged.
    """
    return _digest(facts, zlib.decompress(text))


def _digest(facts: str | None, plain: bytes) -> bytes:
    return hashlib.blake2b((facts or "").encode("utf-8") + b"\0" + plain, digest_size=16).digest()


def stored_sources(documents: Iterable[Document]) -> Iterator[StoredSource]:
    """Make rows of documents, source by source; those of one source stand together."""
    of_source: dict[str, list[Document]] = {}
    for document in documents:
        of_source.setdefault(document.source.id, []).append(document)
    for several in of_source.values():
        source = several[0].source
        facts = _facts(
            encoding=None if source.encoding == "utf-8" else [source.encoding],
            sha256=source.sha256,
            markup=[list(span) for span in source.markup] or None,
            metadata=[list(pair) for pair in source.metadata.pairs()] or None,
        )
        plain = source.text.encode(*_ENCODING)
        yield StoredSource(
            source.id,
            facts,
            _digest(facts, plain),
            zlib.compress(plain, _LEVEL),
            tuple(_stored(document) for document in several),
        )


def _stored(document: Document) -> StoredDocument:
    own = None if document.id == document.source.id else document.id
    span = None if document.span == document.body else list(document.span)
    facts = _facts(
        span=span,
        title=document.title,
        kind=document.kind,
        number=document.number,
        embedded=document.embedded or None,
        marker=None if document.marker is None else list(document.marker),
        given=[list(pair) for pair in document.given.pairs()] or None,
    )
    return StoredDocument(own, *document.body, facts)


def _facts(**facts: Any) -> str | None:
    there = {name: value for name, value in facts.items() if value is not None}
    return json.dumps(there, ensure_ascii=False, separators=(",", ":")) if there else None


def restored_source(name: str, facts: str | None, text: bytes) -> Source:
    """Make a source of its row.

    Raises
    ------
    zlib.error, UnicodeDecodeError
        If its text is damaged.
    """
    known: dict[str, Any] = json.loads(facts) if facts else {}
    (encoding,) = known.get("encoding", ["utf-8"])
    return Source(
        name,
        unpacked_text(text),
        encoding,
        known.get("sha256"),
        markup=tuple(Span(*span) for span in known.get("markup", ())),
        metadata=Metadata.of(known.get("metadata", ())),
    )


def restored(source: Source, row: StoredDocument) -> Document:
    """Make a document of its row: where it stands and what it is called, without structure."""
    known: dict[str, Any] = json.loads(row.facts) if row.facts else {}
    marker: Sequence[int] | None = known.get("marker")
    body = Span(row.start, row.stop)
    return Document(
        id=source.id if row.id is None else row.id,
        source=source,
        number=known.get("number"),
        embedded=known.get("embedded", False),
        marker=None if marker is None else Span(*marker),
        title=known.get("title"),
        kind=known.get("kind"),
        span=Span(*known["span"]) if "span" in known else body,
        body=body,
        salutation=None,
        signature=None,
        sections=(),
        lists=(),
        paragraphs=_NOWHERE,
        sentences=_NOWHERE,
        notes=(),
        given=Metadata.of(known.get("given", ())),
    )
