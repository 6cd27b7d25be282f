"""Pairs, families and collations of the page."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.findings.collation.corrections import Correction
from analysis.findings.collation.finding import Collation
from analysis.findings.collation.variants import KINDS
from analysis.studies import Study
from analysis.views.page.offsets import OffsetMap

MOST_PAIRS = 4_000
MOST_VARIANTS = 4_000
"""Differing places of one collation; texts with more are hardly copies."""
PARTS = 10_000
"""Shares are sent in so many parts of one: never 0 or all of them but for exactly 0 or 1."""


def pairs_data(
    found: Study, rows: dict[str, int], places: dict[str, OffsetMap], shown: set[str]
) -> dict[str, Any]:
    """Likeness of all, listed pairs, families, and what differs in them."""
    pairs = sorted(found.duplicates.pairs, key=lambda p: -p.similarity)[:MOST_PAIRS]
    collations = [
        c for c in (*found.collations, *found.comparisons) if all(n in shown for n in c.ids)
    ]
    at = {c.family: number for number, c in enumerate(collations) if c.family is not None}
    return {
        "likeness": _likeness(found),
        "pairs": [
            [rows[p.a], rows[p.b], p.verdict, p.similarity, p.distinct_similarity,
             p.containment_a, p.containment_b, p.jaccard, p.family]
            for p in pairs
        ],
        "pairsLeftOut": len(found.duplicates.pairs) - len(pairs),
        "families": [
            {
                "id": f.id,
                "members": [rows[name] for name in f.members],
                "representative": rows[f.representative],
                "cohesion": f.cohesion,
                "weakest": [rows[name] for name in f.weakest],
                "collation": at.get(f.id),
            }
            for f in found.duplicates.families
        ],
        "collations": [_collation(c, rows, places) for c in collations],
        "kinds": list(KINDS),
    }  # fmt: skip


def _likeness(found: Study) -> dict[str, Any]:
    near = found.likeness
    return {
        "rows": near.rows.tolist(),
        "whole": _parts(near.whole),
        "rest": _parts(near.without_formula),
        "leftOut": near.left_out,
    }


def _parts(shares: NDArray[np.float64]) -> list[list[int]]:
    parts = np.rint(shares * PARTS).astype(np.int64)
    parts = np.where((shares > 0) & (parts == 0), 1, parts)
    return np.where((shares < 1) & (parts == PARTS), PARTS - 1, parts).tolist()


def _collation(
    collation: Collation, rows: dict[str, int], places: dict[str, OffsetMap]
) -> dict[str, Any]:
    kind = {name: number for number, name in enumerate(KINDS)}
    variants = collation.variants[:MOST_VARIANTS]
    ends = {
        name: places[name].units([v.readings[name].span for v in variants])
        for name in collation.ids
    }
    records = []
    for number, v in enumerate(variants):
        usual = None if v.usage is None else [v.usage.preferred, v.usage.phrase, v.usage.times]
        spans = [unit for name in collation.ids for unit in ends[name][2 * number : 2 * number + 2]]
        records.append([kind[v.kind], v.partner or 0, usual, *spans])
    return {
        "family": collation.family,
        "witnesses": [rows[name] for name in collation.ids],
        "agreement": collation.agreement,
        "counts": [[kind[name], count] for name, count in collation.counts.items()],
        "variants": records,
        "leftOut": len(collation.variants) - len(variants),
        "corrections": [_correction(c, rows, places) for c in collation.corrections],
        "links": [
            [rows[link.parent], rows[link.child], link.confidence.replace(" ", "-"), link.support,
             link.against, link.differences]
            for link in collation.descent.links
        ],
        "evidence": [
            [e.kind, [rows[n] for n in e.witnesses], [rows[n] for n in e.against], e.n, e.text,
             e.other, e.original]
            for e in collation.descent.evidence
        ],
    }  # fmt: skip


def _correction(
    correction: Correction, rows: dict[str, int], places: dict[str, OffsetMap]
) -> dict[str, Any]:
    def flat(held: Any) -> list[list[int]]:
        return [
            [rows[name], *places[name].units(span)]
            for name, spans in held.items()
            for span in spans
        ]

    return {
        "wrong": correction.wrong,
        "right": correction.right,
        "wrongIn": flat(correction.wrong_in),
        "rightIn": flat(correction.right_in),
        "phrase": correction.phrase,
        "times": correction.times,
    }
