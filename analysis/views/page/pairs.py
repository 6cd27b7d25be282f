"""Pairs, families and collations of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.findings.collation.attestation import Usage
from analysis.findings.collation.corrections import Correction
from analysis.findings.collation.finding import Collation
from analysis.findings.collation.variants import VARIANT_KINDS
from analysis.findings.duplicates.evidence import differing
from analysis.findings.duplicates.finding import Pair
from analysis.studies import Study
from analysis.views.page.columns import Columns, columns
from analysis.views.page.offsets import OffsetMap

MOST_PAIRS = 4_000
MOST_VARIANTS = 4_000
"""Differing places of one collation; texts with more are hardly copies."""
PARTS = 10_000
"""Likeness is sent in so many parts of one: never 0 or all of them but for exactly 0 or 1."""


MOST_DECIDED = 200
"""Pairs of which the page says what decided: asking takes about five milliseconds each."""
DECIDED = ("same-form", "revision")
"""Verdicts that say more than that wording is shared."""
MOST_SLOTS = 40
SLOT_SHOWN = 80
"""Characters of what stands in a slot: the longest value that counts as one."""


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
        "pairs": columns(
            "a b verdict similarity distinct containmentA containmentB jaccard family",
            ([rows[p.a], rows[p.b], p.verdict, p.similarity, p.distinct_similarity,
              p.containment_a, p.containment_b, p.jaccard, p.family] for p in pairs),
        ),
        "decided": _decided(found, pairs, rows),
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
        "kinds": list(VARIANT_KINDS),
    }  # fmt: skip


def _decided(found: Study, pairs: Sequence[Pair], rows: dict[str, int]) -> Columns:
    """What decided forms and revisions, and what stands on both sides where they differ."""
    some = [pair for pair in pairs if pair.verdict in DECIDED][:MOST_DECIDED]
    out = []
    for pair in some:
        one, two = sorted((rows[pair.a], rows[pair.b]))
        said = differing(found.duplicates, one, two)
        shown = [
            [slot.kind, _short(slot.a_text), _short(slot.b_text)]
            for slot in said.slots[:MOST_SLOTS]
        ]
        evidence = [[each.kind, each.odds] for each in said.deciding]
        out.append([one, two, evidence, shown, len(said.slots) - len(shown)])
    return columns("a b evidence slots leftOut", out)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SLOT_SHOWN else line[: SLOT_SHOWN - 1] + "…"


def _likeness(found: Study) -> dict[str, Any]:
    near = found.likeness
    return {
        "rows": near.rows.tolist(),
        "parts": PARTS,
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
    kind = {name: number for number, name in enumerate(VARIANT_KINDS)}
    variants = collation.variants[:MOST_VARIANTS]
    ends = {
        name: places[name].units([v.readings[name].span for v in variants])
        for name in collation.ids
    }
    drawn = []
    for number, v in enumerate(variants):
        held = [[units[2 * number + end] for units in ends.values()] for end in (0, 1)]
        drawn.append([kind[v.kind], _usual(v.usage), *held])
    return {
        "family": collation.family,
        "witnesses": [rows[name] for name in collation.ids],
        "agreement": collation.agreement,
        "counts": columns(
            "kind count", ((kind[name], count) for name, count in collation.counts.items())
        ),
        "variants": columns("kind usual starts ends", drawn),
        "leftOut": len(collation.variants) - len(variants),
        "corrections": [_correction(c, rows, places) for c in collation.corrections],
        "links": columns(
            "parent child confidence support against differences",
            ([rows[link.parent], rows[link.child], link.confidence.replace(" ", "-"),
              link.support, link.against, link.differences] for link in collation.descent.links),
        ),
        "evidence": columns(
            "kind witnesses against n text other original",
            ([e.kind, [rows[n] for n in e.witnesses], [rows[n] for n in e.against], e.n, e.text,
              e.other, e.original] for e in collation.descent.evidence),
        ),
    }  # fmt: skip


def _usual(usage: Usage | None) -> dict[str, Any] | None:
    if usage is None:
        return None
    return {"reading": usage.preferred, "phrase": usage.phrase, "times": usage.times}


def _correction(
    correction: Correction, rows: dict[str, int], places: dict[str, OffsetMap]
) -> dict[str, Any]:
    def at(held: Any) -> Columns:
        return columns(
            "document start end",
            (
                [rows[name], *places[name].units(span)]
                for name, spans in held.items()
                for span in spans
            ),
        )

    return {
        "wrong": correction.wrong,
        "right": correction.right,
        "wrongIn": at(correction.wrong_in),
        "rightIn": at(correction.right_in),
        "phrase": correction.phrase,
        "times": correction.times,
    }
