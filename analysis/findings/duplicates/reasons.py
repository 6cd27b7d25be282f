"""Why a pair has the score it has: the sentences that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.findings.duplicates.evidence import Deciding, Slot
from analysis.measures.arrays.shingles import Ints, shingle_sets
from analysis.measures.similarity import rarity
from analysis.measures.similarity.coverage import (
    RUN_GAP,
    Diagonals,
    SideRuns,
    diagonals,
    pair_runs,
)
from analysis.measures.similarity.resemblance import Resemblance
from corpus.export.saved import Saved
from corpus.folding.comparable import Folded, fold_many
from corpus.model import Span, Units
from corpus.show import cell_html, heads_of, table_html

if TYPE_CHECKING:
    import pandas as pd

_T = TypeVar("_T", bound=np.generic)


class Reason(NamedTuple):
    """One sentence of the better covered unit, and where it comes back in the other."""

    span: Span
    text: str
    contribution: float
    """Its part of the score; the parts of all sentences sum to 1."""
    covered: float
    """Share of its folded characters that run along with the other unit."""
    families: int
    """The largest number of families that share a passage of it."""
    other_span: Span | None
    """Where the other unit has it: from the first to the last shingle that it shares in order."""
    other_text: str | None


@dataclass(frozen=True, eq=False, repr=False)
class Reasons(Saved):
    """Sentences that carry a pair's score, the weightiest first."""

    a: str
    """The better covered unit: the one whose sentences are listed."""
    b: str
    items: tuple[Reason, ...]
    verdict: str | None = None
    """The pair's verdict, None if it has none at this threshold."""
    deciding: tuple[Deciding, ...] = ()
    """What spoke for one occasion (odds above 0) or for two; documents only."""
    slots: tuple[Slot, ...] = ()
    """Where the two differ, with what stands there in ``first`` and ``second``."""
    first: str = ""
    second: str = ""
    """The units as they were asked for: sides a and b of the slots."""

    def record(self) -> dict[str, object]:
        """Return a ``reason`` record of the output contract."""
        return {
            "type": "reason", "schema": 1, "a": self.first, "b": self.second,
            "verdict": self.verdict,
            "evidence": [
                {"kind": each.kind, "odds": each.odds}
                | {lang: each.words(lang) for lang in ("zh", "en")}
                for each in self.deciding
            ],
            "slots": [
                {"kind": s.kind, "a_span": list(s.a_span), "a_text": s.a_text,
                 "b_span": list(s.b_span), "b_text": s.b_text}
                for s in self.slots
            ],
        }  # fmt: skip

    def __iter__(self) -> Iterator[Reason]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        lines = [f"{r.contribution:6.1%}  {r.text.strip()[:60]}" for r in self.items[:12]]
        return "\n".join([f"Reasons({self.a!r}, {self.b!r})", *lines])

    def table(self) -> pd.DataFrame:
        """One row a sentence; spans as two columns each."""
        import pandas as pd

        rows = [
            {
                "start": r.span.start,
                "end": r.span.end,
                "text": r.text,
                "contribution": r.contribution,
                "covered": r.covered,
                "families": r.families,
                "other_start": r.other_span.start if r.other_span else None,
                "other_end": r.other_span.end if r.other_span else None,
                "other_text": r.other_text,
            }
            for r in self.items
        ]
        frame = pd.DataFrame(rows)
        for name in ("other_start", "other_end"):
            if name in frame:
                frame[name] = frame[name].astype("Int64")
        return frame

    def _repr_html_(self) -> str:
        heads = [*heads_of("notebook-reasons-share"), self.a, self.b]
        rows = [(f"{r.contribution:.1%}", r.text, r.other_text or "—") for r in self.items]
        return cell_html(table_html(heads, rows, numbers=(0,), most=30))


def reasons(units: Units, a: int, b: int, evidence: Resemblance, level: str, k: int) -> Reasons:
    """Share a pair's score out among the sentences of its better covered unit.

    Parameters
    ----------
    units
        The units compared.
    a, b
        Two of them.
    evidence
        From which families each passage's rarity is known.
    level, k
        As in the comparison.
    """
    folded = fold_many([units[a].text, units[b].text], level)
    sets = shingle_sets(folded.codes, folded.bounds, k)
    found = pair_runs(sets, folded.codes, folded.bounds, np.array([0]), np.array([1]))
    # What was not compared, the number that a unit begins with, weighs nothing.
    sizes = np.diff(folded.bounds).tolist()
    weights = np.concatenate(
        [_of_size(_weights(evidence, unit), size) for unit, size in zip((a, b), sizes, strict=True)]
    )
    weights *= rarity.said_first(sets, folded.bounds[:-1], len(weights))
    sides = [_weighed(runs, weights) for runs in (found.in_a, found.in_b)]
    cut = int(folded.bounds[1])
    halves = (slice(0, cut), slice(cut, None))
    parts = [
        side[half].sum() / max(1, weights[half].sum())
        for side, half in zip(sides, halves, strict=True)
    ]
    first = 0 if parts[0] >= parts[1] else 1
    mine, other = ((a, b), (b, a))[first]
    if not sides[first].any():
        raise KeyError(f"{units.id(a)!r} and {units.id(b)!r} share nothing that counts")
    along = diagonals(sets, np.diff(folded.bounds), first)
    mark = sides[first][halves[first]]
    items = _sentences(units, mine, other, mark, along, folded[first], folded[1 - first], evidence)
    return Reasons(units.id(mine), units.id(other), items)


def _weights(evidence: Resemblance, unit: int) -> NDArray[np.int32]:
    return rarity.rarity_weights(_families(evidence, unit))


def _of_size(values: NDArray[_T], size: int) -> NDArray[_T]:
    """Fill up the front of what was counted for each compared character of a unit."""
    return np.concatenate([np.zeros(size - len(values), dtype=values.dtype), values])


def _families(evidence: Resemblance, unit: int) -> NDArray[np.uint8]:
    """Families sharing the passage around each folded character."""
    text = int(evidence.texts.text_of[unit])
    if text < 0:
        return np.zeros(0, dtype=np.uint8)
    return evidence.families[evidence.texts.begins[text] : evidence.texts.ends[text]]


def _weighed(runs: SideRuns, weights: NDArray[np.int32]) -> Ints:
    """Weight of each character that lies in a run; sums to what ``coverage.covered`` counts."""
    steps = np.zeros(len(weights) + 1, dtype=np.int64)
    np.add.at(steps, runs.start, 1)
    np.add.at(steps, runs.end, -1)
    mark = np.where(np.cumsum(steps[:-1]) > 0, weights, 0).astype(np.int64)
    around = np.minimum(weights[runs.end[runs.after - 1] - 1], weights[runs.start[runs.after]])
    mark[runs.loose] = np.minimum(weights[runs.loose], around)
    return mark


def _sentences(
    units: Units,
    mine: int,
    other: int,
    mark: Ints,
    along: Diagonals,
    folded: Folded,
    folded_other: Folded,
    evidence: Resemblance,
) -> tuple[Reason, ...]:
    unit, partner = units[mine], units[other]
    document = units.documents[units.document[mine]]
    spans = document.sentences
    inside = (spans[:, 1] > unit.span.start) & (spans[:, 0] < unit.span.end)
    cuts = np.clip(spans[inside], unit.span.start, unit.span.end)
    if not len(cuts):
        cuts = np.array([unit.span])
    total = max(1, int(mark.sum()))
    families = _of_size(_families(evidence, mine), len(mark))
    out = []
    for start, end in cuts.tolist():
        low = folded.position(start - unit.span.start)
        high = folded.position(end - unit.span.start)
        weight = int(mark[low:high].sum())
        if not weight:
            continue
        other_span = _other_span(along, (low, high), folded_other, partner.span.start)
        text = document.source.words
        out.append(
            Reason(
                Span(start, end),
                text[start:end],
                weight / total,
                float((mark[low:high] > 0).mean()),
                int(families[low:high].max(initial=0)),
                other_span,
                None if other_span is None else units.documents[units.document[other]][other_span],
            )
        )
    return tuple(sorted(out, key=lambda reason: (-reason.contribution, reason.span)))


def _other_span(
    along: Diagonals, stretch: tuple[int, int], folded: Folded, start: int
) -> Span | None:
    """Find the stretch of the other unit that answers, leaving stray hits aside."""
    there = np.flatnonzero((along.end > stretch[0]) & (along.start < stretch[1]))
    if not len(there):
        return None
    low = np.maximum(along.start[there], stretch[0])
    high = np.minimum(along.end[there], stretch[1])
    drift = along.other[there] - along.start[there]
    # The longest shared stretch says where to look; what lies far from its diagonal is elsewhere.
    near = np.abs(drift - drift[np.argmax(high - low)]) <= RUN_GAP
    span = folded.span(int((low + drift)[near].min()), int((high + drift)[near].max()))
    return Span(span.start + start, span.end + start)
