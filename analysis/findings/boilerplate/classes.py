"""Classes of characters and of sentences, from how widely runs are shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.choices import CLASSES
from analysis.measures.arrays.ragged import nth
from analysis.measures.sharing.breadth import SharedRuns, Sharing
from analysis.measures.sharing.holders import holders, most
from corpus.folding.codepoints import blank_mask
from corpus.folding.comparable import FoldedTexts
from corpus.model import Document, Spans
from corpus.units import heading_mask, section_rows

DISTINCT, REUSED, BOILERPLATE, DUPLICATE, HEADING, RESIDUE = range(6)

Ints = NDArray[np.int64]


class Characters(NamedTuple):
    """Folded characters of all documents end to end, with the way back to their sources."""

    items: tuple[Document, ...]
    bodies: Sequence[str]
    level: str
    codes: NDArray[np.uint32]
    offsets: Ints
    """Offset of each character in its document's source."""
    ends: Ints
    bounds: Ints

    @classmethod
    def of(
        cls, items: tuple[Document, ...], bodies: Sequence[str], folded: FoldedTexts, level: str
    ) -> Characters:
        """Shift the offsets of folded bodies to those of the documents' sources."""
        begins = np.array([d.body.start for d in items], dtype=np.int64)
        shift = np.repeat(begins, np.diff(folded.bounds))
        ends = folded.offsets + 1
        ends[folded.wide] = folded.stops
        return cls(
            items, bodies, level, folded.codes, folded.offsets + shift, ends + shift, folded.bounds
        )

    def spans(self, start: Ints, stop: Ints) -> Spans:
        """Source spans of stretches ``[start, stop)`` of characters, none empty."""
        return np.stack([self.offsets[start], self.ends[stop - 1]], axis=1)


@dataclass(frozen=True, eq=False)
class SentenceColumns:
    """All sentences, column by column, in reading order."""

    document: Ints
    number: Ints
    """Place of the sentence within its document, from 0."""
    section: Ints
    """Row of its section, −1 where there is none."""
    spans: Spans
    kind: NDArray[np.int8]
    documents: Ints
    families: Ints
    score: NDArray[np.float64]
    stretch_bounds: Ints = field(repr=False)
    """Shape (n + 1,): sentence ``i`` has stretches ``stretch_bounds[i]:stretch_bounds[i + 1]``."""
    stretch_spans: Spans = field(repr=False)
    """Maximal stretches of a sentence that are equally widely shared."""
    stretch_documents: Ints = field(repr=False)
    stretch_families: Ints = field(repr=False)

    def __len__(self) -> int:
        return len(self.document)

    def id(self, row: int, documents: Sequence[Document]) -> str:
        """The id of a sentence, as the output contract writes it."""
        return f"{documents[self.document[row]].id}:s{self.number[row] + 1}"

    def section_id(self, row: int, documents: Sequence[Document]) -> str | None:
        """The id of a sentence's section, None before the first heading."""
        if self.section[row] < 0:
            return None
        return documents[self.document[row]].sections[self.section[row]].id

    def edges_of(self, folded: FoldedTexts, documents: Sequence[Document]) -> Ints:
        """Where each sentence begins among folded characters, and the last one ends."""
        offsets = [
            folded.offsets[folded.bounds[row] : folded.bounds[row + 1]] + d.body.start
            for row, d in enumerate(documents)
        ]
        return _edges(documents, offsets, folded.bounds)


def character_classes(found: Sharing, many: int) -> NDArray[np.int8]:
    """Class of each folded character, from the widest-shared run over it."""
    kinds = np.full(len(found.families), DISTINCT, dtype=np.int8)
    kinds[found.documents >= 2] = DUPLICATE
    kinds[found.families >= 2] = REUSED
    kinds[found.families >= many] = BOILERPLATE
    return kinds


def sentence_columns(
    documents: Sequence[Document],
    texts: Characters,
    runs: SharedRuns,
    found: Sharing,
    kinds: NDArray[np.int8],
    voters: Ints,
    *,
    k: int,
    many: int,
) -> SentenceColumns:
    """Class every sentence of the first documents of ``texts``."""
    here = [texts.offsets[a:b] for a, b in _bounds(texts.bounds, len(documents))]
    edges = _edges(documents, here, texts.bounds)
    size = np.diff(edges)
    lengths = np.array([len(d.sentences) for d in documents], dtype=np.int64)
    owner = np.repeat(np.arange(len(documents)), lengths)
    spans = [d.sentences for d in documents]
    sections = [section_rows(d, d.sentences[:, 0]) for d in documents]
    heads = [heading_mask(d) for d in documents]
    held = holders(_of_first(runs, int(edges[-1])), found, edges, owner, voters, k=k)
    kind = _kinds(kinds, edges, held.documents, held.families, many)
    kind[np.concatenate(heads) if heads else np.zeros(0, dtype=bool)] = HEADING
    shared = np.concatenate([[0], np.cumsum(found.families[: edges[-1]] >= 2)])
    stretches = _stretches(found, edges)
    return SentenceColumns(
        document=owner,
        number=nth(lengths),
        section=np.concatenate(sections) if sections else owner,
        spans=np.concatenate(spans) if spans else np.zeros((0, 2), dtype=np.int64),
        kind=kind,
        documents=held.documents,
        families=held.families,
        score=(shared[edges[1:]] - shared[edges[:-1]]) / np.maximum(size, 1),
        stretch_bounds=np.searchsorted(stretches[0], edges),
        stretch_spans=texts.spans(*stretches),
        stretch_documents=found.documents[stretches[0]],
        stretch_families=found.families[stretches[0]],
    )


def character_counts(
    documents: Sequence[Document], texts: Characters, kinds: NDArray[np.int8]
) -> Ints:
    """Non-blank characters of each document's span by class; shape (documents, 6).

    A character that folding drops (punctuation) goes with the one before it. The separator line
    counts as heading; what stands in the span outside marker and body is residue.
    """
    counts = np.zeros((len(documents), len(CLASSES)), dtype=np.int64)
    for row, (start, end) in enumerate(_bounds(texts.bounds, len(documents))):
        counts[row] = _counts(documents[row], texts.offsets[start:end], kinds[start:end])
    return counts


def _counts(document: Document, offsets: Ints, classes: NDArray[np.int8]) -> Ints:
    span, inner = document.span, document.body
    solid = ~blank_mask(document.source.words[span.start : span.end])
    kinds = np.full(len(solid), RESIDUE, dtype=np.int8)
    body = slice(inner.start - span.start, inner.end - span.start)
    if len(offsets):
        reach = np.diff(np.append(offsets, inner.end))
        reach[0] += offsets[0] - inner.start
        kinds[body] = np.repeat(classes, reach)
    else:
        kinds[body] = DISTINCT
    for start, end in document.sentences[heading_mask(document)].tolist():
        kinds[start - span.start : end - span.start] = HEADING
    if document.marker is not None:
        kinds[document.marker.start - span.start : document.marker.end - span.start] = HEADING
    return np.bincount(kinds[solid], minlength=len(CLASSES))


def _bounds(bounds: Ints, documents: int) -> list[tuple[int, int]]:
    inner = bounds[: documents + 1].tolist()
    return list(pairwise(inner))


def _edges(documents: Sequence[Document], offsets: Sequence[Ints], bounds: Ints) -> Ints:
    """Where each sentence begins among the characters; the last edge ends the last document."""
    starts = [
        np.searchsorted(here, document.sentences[:, 0]) + int(bounds[row])
        for row, (document, here) in enumerate(zip(documents, offsets, strict=True))
    ]
    return np.concatenate([*starts, bounds[len(documents) : len(documents) + 1]])


def _of_first(runs: SharedRuns, end: int) -> SharedRuns:
    """Runs that start in the first ``end`` characters: those of the documents judged."""
    kept = int(np.searchsorted(runs.starts, end))
    return runs._replace(starts=runs.starts[:kept], wording=runs.wording[:kept])


def _kinds(
    kinds: NDArray[np.int8], edges: Ints, documents: Ints, families: Ints, many: int
) -> NDArray[np.int8]:
    """The most widely shared class that most of a sentence has, or that its holders give it."""
    size = np.diff(edges)
    inner = kinds[: edges[-1]]

    def mostly(*classes: int) -> NDArray[np.bool_]:
        total = np.concatenate([[0], np.cumsum(np.isin(inner, classes))])
        return most(total[edges[1:]] - total[edges[:-1]], size)

    out = np.full(len(size), DISTINCT, dtype=np.int8)
    anyhow = mostly(BOILERPLATE, REUSED, DUPLICATE)
    foreign = mostly(BOILERPLATE, REUSED)
    out[(documents >= 2) | anyhow] = DUPLICATE
    out[(families >= 2) | foreign] = REUSED
    out[(families >= many) | mostly(BOILERPLATE)] = BOILERPLATE
    return out


def _stretches(found: Sharing, edges: Ints) -> tuple[Ints, Ints]:
    """Maximal stretches inside sentences with the same counts, of what others share."""
    end = int(edges[-1])
    documents, families = found.documents[:end], found.families[:end]
    cut = np.zeros(end + 1, dtype=bool)
    cut[1:-1] = (documents[1:] != documents[:-1]) | (families[1:] != families[:-1])
    cut[edges] = True
    marks = np.flatnonzero(cut)
    starts, stops = marks[:-1], marks[1:]
    shared = documents[starts] >= 2
    return starts[shared], stops[shared]
