"""What the page's figures rest on, so that a reader may leave something out and see them change.

Each text is cut at every place where a shared run, a reused passage or a stretch that may be set
aside begins or ends. Between two cuts all characters are alike, so that lengths are all that has
to be known of them: the page counts again what :mod:`analysis.findings.boilerplate`,
:mod:`analysis.findings.reuse` and :mod:`analysis.findings.duplicates` counted, and gets what they
say of the documents that are left.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.asides import Aside, set_aside
from analysis.findings.boilerplate.classes import HEADING
from analysis.findings.choices import ASIDE_KINDS
from analysis.findings.duplicates.finding import Duplicates, questionable
from analysis.measures.similarity import verdicts
from analysis.measures.similarity.occasions import Occasions
from analysis.studies import Study
from analysis.views.page.columns import columns
from analysis.views.page.offsets import OffsetMap
from corpus.folding.codepoints import blank_mask
from corpus.folding.comparable import fold_many
from corpus.model import Document
from corpus.units import heading_mask

MOST_NUMBERS = 500_000
"""Numbers sent at most, about 2 MB: beyond, a page would be slow to open, and the command line is
the place to leave something out."""
ACCEPTABLE = 100
"""Formulas that can be accepted one by one: the places of all would be more than the rest."""
THOUSAND = 1_000
"""Thresholds are sent as whole thousandths: as fractions they would not be equal."""

Ints = NDArray[np.int64]


class _Cut(NamedTuple):
    """A text cut into pieces."""

    points: Ints
    """Shape (m + 1,): offsets in the source where pieces begin, and where the last one ends."""
    folded: Ints
    """Shape (m,): folded characters of each, as reuse counts them."""
    solid: Ints
    """Shape (m,): characters that are no blanks nor headings, as shares of classes count them."""


def evidence_data(
    found: Study, places: dict[str, OffsetMap], aside: Aside | None = None
) -> dict[str, Any] | None:
    """Everything that shares, classes and families are counted from; None if it is too much.

    Parameters
    ----------
    found
        The study.
    places
        For each document id the map from source offsets to places in its text in the page.
    aside
        What was set aside before the study.
    """
    runs = _FoundRuns(found)
    pairs = found.duplicates.evidence
    size = 3 * len(runs.first) + len(runs.held) + 7 * len(found.reuse) + 6 * len(pairs.a)
    if size > MOST_NUMBERS:
        return None
    asides, formulas = _asides(found, aside), _formulas(found)
    cuts = _cuts(found, runs, [*asides, *formulas])
    return {
        "texts": [_text(found, row, cut, places) for row, cut in enumerate(cuts)],
        "sets": [part.tolist() for part in np.split(runs.held, runs.set_bounds[1:-1])],
        "runs": runs.columns(cuts),
        "passages": _passages(found, cuts),
        "asides": columns(
            "kind document first last",
            ([kind, row, *_between(cuts[row], start, end)] for row, kind, start, end in asides),
        ),
        "formulas": columns(
            "formula document first last",
            ([int(n), row, *_between(cuts[row], start, end)] for row, n, start, end in formulas),
        ),
        "kinds": [kind for kind in ASIDE_KINDS if any(one[1] == kind for one in asides)],
        "likeness": _likeness(found.duplicates),
    }  # fmt: skip


class _FoundRuns:
    """Stretches of text whose runs stand in the same documents, wording after wording."""

    def __init__(self, found: Study) -> None:
        self.texts = found.boilerplate.texts
        shared, k = found.boilerplate.runs, found.boilerplate.run
        inside = shared.starts < self.texts.bounds[len(found.corpus)]
        starts, wording = shared.starts[inside], shared.wording[inside]
        company = shared.company[wording]
        owner = np.searchsorted(self.texts.bounds, starts, side="right") - 1
        lead = np.ones(len(starts), dtype=bool)
        lead[1:] = (
            (np.diff(starts) != 1)
            | (company[1:] != company[:-1])
            | (owner[1:] != owner[:-1])
        )  # fmt: skip
        heads = np.flatnonzero(lead)
        tails = np.append(heads[1:], len(starts))[: len(heads)] - 1
        self.document = owner[heads]
        self.first: Ints = starts[heads]
        self.last: Ints = starts[tails] + k
        """Folded characters, end to end, that these runs cover: ``[first, last)``."""
        _, which, self.set = np.unique(company[heads], return_index=True, return_inverse=True)
        sets = [
            shared.holders[shared.bounds[w] : shared.bounds[w + 1]]
            for w in wording[heads][which].tolist()
        ]
        self.held = np.concatenate(sets) if sets else np.zeros(0, np.int32)
        self.set_bounds = np.concatenate([[0], np.cumsum([len(s) for s in sets])]).astype(np.int64)

    def spans(self, row: int, document: Document) -> tuple[Ints, Ints, Ints]:
        """Sets of the runs of one document, and the source offsets where they begin and end."""
        mine = self.document == row
        high = int(self.texts.bounds[row + 1])
        ends = self.last[mine]
        inner = np.minimum(ends, high - 1)
        stops = np.where(ends < high, self.texts.offsets[inner], document.body.end)
        return self.set[mine], self.texts.offsets[self.first[mine]], stops

    def columns(self, cuts: list[_Cut]) -> list[dict[str, list[int]]]:
        """For each document pieces from one run to the next, pieces of each, and who holds it."""
        out = []
        for row, cut in enumerate(cuts):
            sets, starts, stops = self.spans(row, self.texts.items[row])
            first, last = (np.searchsorted(cut.points, ends) for ends in (starts, stops))
            step = np.diff(first, prepend=0)
            out.append({"step": step.tolist(), "pieces": (last - first).tolist(),
                        "set": sets.tolist()})  # fmt: skip
        return out


Stretch = tuple[int, str, int, int]
"""Row of a document, kind, start and end of what may be set aside."""


def _asides(found: Study, aside: Aside | None) -> list[Stretch]:
    rows = {document.id: row for row, document in enumerate(found.corpus)}
    stretches = set_aside(aside.whole if aside else found.corpus, kinds=ASIDE_KINDS).stretches
    return [(rows[s.document], s.kind, *s.span) for s in stretches if s.document in rows]


def _formulas(found: Study) -> list[Stretch]:
    """Every place of the first formulas; the kind is the number of the formula."""
    rows = {document.id: row for row, document in enumerate(found.corpus)}
    return [
        (rows[at.document], str(number), *at.span)
        for number, phrase in enumerate(found.phrases[:ACCEPTABLE])
        for at in phrase.places
    ]


def _cuts(found: Study, runs: _FoundRuns, asides: list[Stretch]) -> list[_Cut]:
    reuse, documents = found.reuse, found.corpus.items
    sides = [(reuse.a_row, reuse.spans[:, :2]), (reuse.b_row, reuse.spans[:, 2:])]
    folded = fold_many([document.text for document in documents])
    of_document: dict[int, list[int]] = {}
    for row, _, start, end in asides:
        of_document.setdefault(row, []).extend((start, end))
    cuts = []
    for row, document in enumerate(documents):
        body = document.body
        _, starts, stops = runs.spans(row, document)
        edges = [spans[owner == row].ravel() for owner, spans in sides]
        known = np.concatenate(
            [[body.start, body.end], starts, stops, *edges, of_document.get(row, [])]
        )
        points = np.unique(np.clip(known.astype(np.int64), body.start, body.end))
        offsets = folded.offsets[folded.bounds[row] : folded.bounds[row + 1]] + body.start
        texts = runs.texts
        classed = texts.offsets[texts.bounds[row] : texts.bounds[row + 1]]
        solid = _solid(document, classed)
        upto = np.concatenate([[0], np.cumsum(solid)])
        cuts.append(
            _Cut(
                points,
                np.diff(np.searchsorted(offsets, points)),
                np.diff(upto[np.searchsorted(classed, points)]),
            )
        )
    return cuts


def _solid(document: Document, offsets: Ints) -> Ints:
    """Characters that go with each folded one: no blanks, no headings."""
    if not len(offsets):
        return np.zeros(0, dtype=np.int64)
    body = document.body
    counted = ~blank_mask(document.source.words[body.start : body.end])
    heads = [*document.sentences[heading_mask(document)].tolist()]
    heads += [document.marker] if document.marker is not None else []
    for start, end in heads:
        counted[max(0, start - body.start) : max(0, end - body.start)] = False
    upto = np.concatenate([[0], np.cumsum(counted)])
    edges = np.append(offsets, body.end) - body.start
    edges[0] = 0
    return np.diff(upto[edges])


def _text(found: Study, row: int, cut: _Cut, places: dict[str, OffsetMap]) -> dict[str, Any]:
    counts = found.boilerplate.counts[row]
    units = places[found.corpus[row].id].units(cut.points)
    return {
        "gap": [after - before for before, after in pairwise(units)],
        "folded": cut.folded.tolist(),
        "solid": cut.solid.tolist(),
        "alone": int(counts[:HEADING].sum() - cut.solid.sum()),
        "heading": int(counts[HEADING]),
        "residue": int(counts[HEADING + 1]),
    }


def _between(cut: _Cut, start: int, end: int) -> tuple[int, int]:
    first, last = np.searchsorted(cut.points, [start, end]).tolist()
    return first, last


def _passages(found: Study, cuts: list[_Cut]) -> dict[str, list[Any]]:
    reuse = found.reuse
    facts = (reuse.a_row, reuse.b_row, reuse.spans, reuse.group)
    return columns(
        "a b firstA lastA firstB lastB group",
        (
            [a, b, *_between(cuts[a], *span[:2]), *_between(cuts[b], *span[2:]), group]
            for a, b, span, group in zip(*(fact.tolist() for fact in facts), strict=True)
        ),
    )


def _likeness(found: Duplicates) -> dict[str, Any]:
    """Pairs of texts, and from which threshold on they are no longer of one family.

    ``same`` says of each document which one first has its text; ``until`` is the highest
    threshold at which a pair is linked (0: at none), ``rival`` the lowest at which the two may not
    share a family (null: at none). Both follow one way with the threshold.
    """
    lowest = found.every_pair()
    evidence = found.evidence
    own = round(found.threshold * THOUSAND)
    floor = round(lowest.threshold * THOUSAND)
    steps = sorted({own, *range(floor, THOUSAND + 1, 10)})
    until = np.zeros(len(evidence.a), dtype=np.int64)
    rival = np.full(len(evidence.a), THOUSAND + 1, dtype=np.int64)
    score = verdicts.similarity(evidence)  # a study compares by nothing else
    for step in steps:
        threshold = found.threshold if step == own else step / THOUSAND
        told = _asked(lowest, threshold)
        word = verdicts.verdicts(evidence, score, threshold, told)
        until[verdicts.related(evidence, word)] = step
        formal = word == verdicts.SAME_FORM
        worded = verdicts.are_copies(verdicts.verdicts(evidence, score, threshold))
        apart = formal & (evidence.one_form | (worded if told is not None else False))
        rival[apart] = np.minimum(rival[apart], step)
    first = evidence.texts.first
    text_of = evidence.texts.text_of
    close = verdicts.closeness(evidence, score)
    return {
        "steps": steps,
        "own": own,
        "same": [int(first[text]) if text >= 0 else row for row, text in enumerate(text_of)],
        "pairs": columns(
            "a b score close until rival",
            zip(
                first[evidence.a].tolist(),
                first[evidence.b].tolist(),
                score.round(4).tolist(),
                close.round(6).tolist(),
                until.tolist(),
                [None if step > THOUSAND else step for step in rival.tolist()],
                strict=True,
            ),
        ),
    }


def _asked(lowest: Duplicates, threshold: float) -> Occasions | None:
    """What is known of occasions at a threshold: only what is asked there."""
    told = lowest.told
    if told is None:
        return None
    asked = told.asked & questionable(lowest.evidence, lowest.preset, threshold)
    return told._replace(asked=asked, law=told.law & asked)
