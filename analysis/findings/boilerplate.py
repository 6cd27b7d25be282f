"""Boilerplate (套话): what everybody writes, and what is left that one document alone says.

Whole sentences are hardly ever shared by many documents; clauses and phrases are. So the evidence
is the shared run of folded characters, the vote is the family of copies, and a sentence's class
follows from how much of it is covered by such runs. The idea of counting text in phrases that are
common to many documents is Lang and Stice-Lawrence's (2015, "Textual analysis and international
financial reporting", Journal of Accounting and Economics 60, section 3.2, their tetragrams); here
phrases are runs of characters, copies vote once and every count leads back to a span.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.sharing import RUN, Sharing, default_many, sharing
from corpus.codepoints import blank_mask
from corpus.collection import Corpus
from corpus.folding import fold_many
from corpus.model import Document, Span
from corpus.units import heading_mask, section_rows

if TYPE_CHECKING:
    import pandas as pd

CLASSES = ("distinct", "reused", "boilerplate", "duplicate", "heading", "residue")
DISTINCT, REUSED, BOILERPLATE, DUPLICATE, HEADING, RESIDUE = range(6)
HALF = 0.5
"""A sentence belongs to a class when at least this share of it does."""


class Covered(NamedTuple):
    """A stretch of a sentence that others share."""

    span: Span
    documents: int
    families: int


class SharedSentence(NamedTuple):
    """One sentence with its class and the runs that decide it."""

    id: str
    document: str
    section: str | None
    span: Span
    kind: str
    documents: int
    families: int
    score: float
    covered: tuple[Covered, ...]


@dataclass(frozen=True, eq=False)
class Boilerplate:
    """Every sentence with its class, and each document's shares."""

    sentences: tuple[SharedSentence, ...] = field(repr=False)
    shares: NDArray[np.float64] = field(repr=False)
    """Shape (documents, 6): shares of characters by class, in the order of :data:`CLASSES`."""
    characters: NDArray[np.int64] = field(repr=False)
    """Shape (documents,): non-blank characters of each document's span."""
    documents: tuple[Document, ...] = field(repr=False)
    many: int
    """A run is boilerplate when at least this many families share it."""
    run: int

    def records(self) -> Iterator[dict[str, object]]:
        """``sentence`` records, then ``share`` records, as the output contract has them."""
        for s in self.sentences:
            yield {
                "type": "sentence", "schema": 1, "id": s.id, "document": s.document,
                "section": s.section, "span": list(s.span), "class": s.kind,
                "documents": s.documents, "families": s.families, "score": round(s.score, 6),
                "covered": [
                    {"span": list(c.span), "documents": c.documents, "families": c.families}
                    for c in s.covered
                ],
            }  # fmt: skip
        for row, document in enumerate(self.documents):
            yield {
                "type": "share", "schema": 1, "document": document.id,
                "characters": int(self.characters[row]),
                **{name: round(float(self.shares[row, i]), 6) for i, name in enumerate(CLASSES)},
            }  # fmt: skip

    def table(self) -> pd.DataFrame:
        """One row a sentence, with its text, most widely shared first."""
        import pandas as pd

        texts = {d.id: d for d in self.documents}
        rows = [
            {
                "id": s.id, "document": s.document, "section": s.section,
                "span_start": s.span.start, "span_end": s.span.end, "class": s.kind,
                "documents": s.documents, "families": s.families, "score": round(s.score, 6),
                "text": texts[s.document][s.span],
            }
            for s in self.sentences
        ]  # fmt: skip
        names = ["id", "document", "section", "span_start", "span_end", "class", "documents",
                 "families", "score", "text"]  # fmt: skip
        frame = pd.DataFrame(rows, columns=names)
        order = ["families", "documents", "score"]
        return frame.sort_values(order, ascending=False, kind="stable", ignore_index=True)

    def shares_table(self) -> pd.DataFrame:
        """One row a document: characters, and the share of each class; the shares sum to 1."""
        import pandas as pd

        frame = pd.DataFrame(self.shares.round(6), columns=list(CLASSES))
        frame.insert(0, "characters", self.characters)
        frame.insert(0, "document", [d.id for d in self.documents])
        return frame

    def distinct(self, document: str) -> pd.DataFrame:
        """What only this document says: its distinct sentences, the longest first."""
        frame = self.table()
        mine = frame[(frame["document"] == document) & (frame["class"] == "distinct")]
        longest = (mine["span_end"] - mine["span_start"]).sort_values(
            ascending=False, kind="stable"
        )
        return mine.loc[longest.index].reset_index(drop=True)

    def _repr_html_(self) -> str:
        return str(self.shares_table().to_html(index=False, border=0))


def find_boilerplate(
    corpus: Corpus,
    *,
    voters: NDArray[np.int64] | None = None,
    many: int | None = None,
    run: int = RUN,
    level: str = "standard",
) -> Boilerplate:
    """Class every sentence, and count each document's shares in characters.

    Parameters
    ----------
    corpus
        The documents to compare with one another.
    voters
        Row of each document's representative, shape (documents,): copies vote once. By default
        every document votes.
    many
        Families that make a run boilerplate; see :func:`default_many`.
    run
        Shortest shared run, in folded characters.
    level
        Folding level.

    Returns
    -------
    Boilerplate
        ``boilerplate`` is shared by at least ``many`` families, ``reused`` by at least two,
        ``duplicate`` only inside its own family, ``distinct`` by nobody.
    """
    documents = corpus.items
    votes = np.arange(len(documents)) if voters is None else np.asarray(voters, dtype=np.int64)
    threshold = default_many(len(np.unique(votes))) if many is None else many
    folded = fold_many([d.text for d in documents], level)
    offsets, bounds = folded.offsets, folded.bounds
    found = sharing(folded.codes, bounds, votes, k=run)
    classes = _classes(found, threshold)
    sentences: list[SharedSentence] = []
    shares = np.zeros((len(documents), len(CLASSES)))
    characters = np.zeros(len(documents), dtype=np.int64)
    for row, document in enumerate(documents):
        part = slice(int(bounds[row]), int(bounds[row + 1]))
        here = offsets[part] + document.body.start
        inner = Sharing(*(column[part] for column in found))
        sentences += _sentences(document, here, classes[part], inner)
        counts = _character_counts(document, here, classes[part])
        characters[row] = counts.sum()
        shares[row] = counts / max(1, counts.sum())
    return Boilerplate(tuple(sentences), shares, characters, documents, threshold, run)


def _classes(found: Sharing, many: int) -> NDArray[np.int64]:
    """Class of each folded character, from the widest-shared run over it."""
    return np.select(
        [found.families >= many, found.families >= 2, found.documents >= 2],
        [BOILERPLATE, REUSED, DUPLICATE],
        DISTINCT,
    )


def _sentences(
    document: Document,
    offsets: NDArray[np.int64],
    classes: NDArray[np.int64],
    found: Sharing,
) -> Iterator[SharedSentence]:
    spans = document.sentences
    edges = np.searchsorted(offsets, spans)
    headings = heading_mask(document).tolist()
    owners = section_rows(document, spans[:, 0]).tolist()
    for number, (start, end) in enumerate(spans.tolist()):
        first, last = edges[number].tolist()
        inside = classes[first:last]
        shared = found.families[first:last] >= 2
        kind = HEADING if headings[number] else _sentence_class(inside)
        typical = _typical(found, first, last, kind)
        yield SharedSentence(
            id=f"{document.id}:s{number + 1}",
            document=document.id,
            section=document.sections[owners[number]].id if owners[number] >= 0 else None,
            span=Span(start, end),
            kind=CLASSES[kind],
            documents=typical[0],
            families=typical[1],
            score=float(shared.mean()) if len(shared) else 0.0,
            covered=tuple(_runs(offsets[first:last], inside, found, first)),
        )


def _sentence_class(inside: NDArray[np.int64]) -> int:
    """The class that at least half of a sentence has, the most widely shared first."""
    if not len(inside):
        return DISTINCT
    if (inside == BOILERPLATE).mean() >= HALF:
        return BOILERPLATE
    if np.isin(inside, (BOILERPLATE, REUSED)).mean() >= HALF:
        return REUSED
    if (inside != DISTINCT).mean() >= HALF:
        return DUPLICATE if (inside == DUPLICATE).any() else REUSED
    return DISTINCT


def _typical(found: Sharing, first: int, last: int, kind: int) -> tuple[int, int]:
    """Documents and families that share a sentence: the median over its characters."""
    if last <= first or kind == DISTINCT:
        return 1, 1
    middle = (last - first) // 2
    return tuple(  # type: ignore[return-value]
        int(np.partition(column[first:last], middle)[middle])
        for column in (found.documents, found.families)
    )


def _runs(
    offsets: NDArray[np.int64], classes: NDArray[np.int64], found: Sharing, first: int
) -> Iterator[Covered]:
    """Maximal stretches of one class that others share."""
    if not len(classes):
        return
    cuts = np.flatnonzero(np.diff(classes)) + 1
    for start, end in zip([0, *cuts.tolist()], [*cuts.tolist(), len(classes)], strict=True):
        if classes[start] != DISTINCT:
            yield Covered(
                Span(int(offsets[start]), int(offsets[end - 1]) + 1),
                int(found.documents[first + start : first + end].max()),
                int(found.families[first + start : first + end].max()),
            )


def _character_counts(
    document: Document, offsets: NDArray[np.int64], classes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Non-blank characters of the document's span by class; shape (6,).

    A character that folding drops (punctuation) goes with the one before it. The separator line
    counts as heading; what stands in the span outside marker and body is residue.
    """
    text = document.source.text
    span = document.span
    solid = ~blank_mask(text[span.start : span.end])
    kinds = np.full(len(solid), RESIDUE)
    body = slice(document.body.start - span.start, document.body.end - span.start)
    if len(offsets):
        places = np.arange(document.body.start, document.body.end)
        kinds[body] = classes[np.maximum(np.searchsorted(offsets, places, side="right") - 1, 0)]
    else:
        kinds[body] = DISTINCT
    for start, end in document.sentences[heading_mask(document)].tolist():
        kinds[start - span.start : end - span.start] = HEADING
    if document.marker is not None:
        kinds[document.marker.start - span.start : document.marker.end - span.start] = HEADING
    return np.bincount(kinds[solid], minlength=len(CLASSES))
