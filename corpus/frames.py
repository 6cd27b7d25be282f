"""DataFrames of a corpus: one row a document, section, sentence, token or note.

Column names are those of the output contract; a span is two integer columns, ``…_start`` and
``…_end``, missing (``<NA>``) where the contract has null.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.model import Compilation, Document, Span, Units, Value
from corpus.units import heading_mask, section_rows
from corpus.variables.documents import found_of, names_of, values_of
from corpus.variables.values import numbers_of

if TYPE_CHECKING:
    import pandas as pd

    from corpus.words.tokens import Tokenizer


def documents_frame(documents: Sequence[Document]) -> pd.DataFrame:
    """One row a document.

    Columns: ``id, source, number, embedded, title, kind``; spans ``marker, span, body,
    salutation, signature``; ``characters`` (code points of the body); counts ``sections,
    lists, paragraphs, sentences, notes`` (sentences without headings); ``signed_date, issuer``
    (what was found of who made it, and when); then the documents' variables, numbers where all
    their values are numbers. A variable called as one of these columns is ``metadata.…``.
    """
    import pandas as pd

    columns: dict[str, object] = {
        "id": [d.id for d in documents],
        "source": [d.source.id for d in documents],
        "number": pd.array([d.number for d in documents], dtype="Int64"),
        "embedded": [d.embedded for d in documents],
        "title": [d.title for d in documents],
        "kind": [d.kind for d in documents],
        **_span_columns("marker", [d.marker for d in documents]),
        **_span_columns("span", [d.span for d in documents]),
        **_span_columns("body", [d.body for d in documents]),
        **_span_columns("salutation", [d.salutation for d in documents]),
        **_span_columns("signature", [d.signature for d in documents]),
        "characters": [d.characters for d in documents],
        "sections": [len(d.sections) for d in documents],
        "lists": [len(d.lists) for d in documents],
        "paragraphs": [len(d.paragraphs) for d in documents],
        "sentences": [d.running_sentences for d in documents],
        "notes": [len(d.notes) for d in documents],
        "signed_date": [found_of(d, "signed_date") for d in documents],
        "issuer": [found_of(d, "issuer") for d in documents],
    }
    for name in names_of(documents):
        values = numbers_of(values_of(documents, name))
        columns[f"metadata.{name}" if name in columns else name] = _typed(values)
    return pd.DataFrame(columns)


def _typed(values: Sequence[Value]) -> object:
    """Whole numbers with gaps stay whole numbers."""
    import pandas as pd

    cells: list[Any] = list(values)
    return pd.array(cells, dtype="Int64") if set(map(type, cells)) == _GAPPED else cells


_GAPPED = {int, type(None)}


def sections_frame(documents: Iterable[Document]) -> pd.DataFrame:
    """One row a section, in reading order.

    Columns: ``id, document, parent, level, depth, number, heading`` (the title's text) and the
    spans ``marker, title, body, span``.
    """
    import pandas as pd

    rows = [(d, s) for d in documents for s in d.sections]
    columns: dict[str, object] = {
        "id": [s.id for _, s in rows],
        "document": [d.id for d, _ in rows],
        "parent": [s.parent for _, s in rows],
        "level": np.array([s.level for _, s in rows], dtype=np.int64),
        "depth": np.array([s.depth for _, s in rows], dtype=np.int64),
        "number": np.array([s.number for _, s in rows], dtype=np.int64),
        "heading": [None if s.title is None else d[s.title] for d, s in rows],
        **_span_columns("marker", [s.marker for _, s in rows]),
        **_span_columns("title", [s.title for _, s in rows]),
        **_span_columns("body", [s.body for _, s in rows]),
        **_span_columns("span", [s.span for _, s in rows]),
    }
    return pd.DataFrame(columns)


def units_frame(units: Units) -> pd.DataFrame:
    """One row a paragraph or sentence.

    Columns: ``id, document, section`` (id of the innermost section, or missing), ``heading``
    (sentences only: is it one), ``span_start, span_end, text``.
    """
    import pandas as pd

    sections: list[str | None] = []
    headings: list[bool] = []
    for document in units.documents:
        spans = document.paragraphs if units.grain == "paragraph" else document.sentences
        rows = section_rows(document, spans[:, 0]).tolist()
        sections += [document.sections[row].id if row >= 0 else None for row in rows]
        if units.grain == "sentence":
            headings += heading_mask(document).tolist()
    columns: dict[str, object] = {
        "id": units.ids,
        "document": [units.documents[d].id for d in units.document.tolist()],
        "section": sections,
        **({"heading": headings} if units.grain == "sentence" else {}),
        "span_start": units.spans[:, 0],
        "span_end": units.spans[:, 1],
        "text": units.texts,
    }
    return pd.DataFrame(columns)


def tokens_frame(documents: Sequence[Document], tokenizer: Tokenizer) -> pd.DataFrame:
    """One row a token: ``document, sentence`` (number from 1), ``start, end, word, tag``.

    ``word`` is in its reading form (:mod:`corpus.folding.reading`): 学校 for 學校, 工作 for ⼯作;
    the source's own characters are ``text[start:end]``.
    """
    import pandas as pd

    parts = []
    cuts = tokenizer.tokenize_many(document.text for document in documents)
    for document, tokens in zip(documents, cuts, strict=True):
        starts = tokens.starts + document.body.start
        rows = np.searchsorted(document.sentences[:, 0], starts, side="right")
        parts.append(
            pd.DataFrame(
                {
                    "document": document.id,
                    "sentence": rows,
                    "start": starts,
                    "end": tokens.ends + document.body.start,
                    "word": tokens.words,
                    "tag": tokens.tags,
                }
            )
        )
    names = ["document", "sentence", "start", "end", "word", "tag"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)


def notes_frame(compilations: Iterable[Compilation], lang: str = "zh") -> pd.DataFrame:
    """One row a note.

    Columns: ``source, document`` (or missing), ``code, span_start, span_end, message``.
    """
    import pandas as pd

    rows = [
        (c.source.id, owner, note.code, note.span.start, note.span.end, note.message(lang))
        for c in compilations
        for owner, notes in ((None, c.notes), *((d.id, d.notes) for d in c.documents))
        for note in notes
    ]
    names = ["source", "document", "code", "span_start", "span_end", "message"]
    return pd.DataFrame(rows, columns=names)


def _span_columns(name: str, spans: Sequence[Span | None]) -> dict[str, object]:
    import pandas as pd

    if all(span is not None for span in spans):
        pairs = np.array(spans, dtype=np.int64).reshape(-1, 2)
        return {f"{name}_start": pairs[:, 0], f"{name}_end": pairs[:, 1]}
    return {
        f"{name}_{side}": pd.array([None if s is None else s[i] for s in spans], dtype="Int64")
        for i, side in enumerate(("start", "end"))
    }
