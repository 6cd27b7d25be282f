"""Forms: documents that fill in one form for different occasions, grouped apart from copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.findings.duplicates.evidence import between, place_of
from analysis.findings.duplicates.families import Assembled
from analysis.measures.similarity import verdicts
from analysis.measures.similarity.families import stars
from analysis.measures.similarity.resemblance import Resemblance
from corpus.folding.comparable import fold
from corpus.model import Units

LOOKED_AT = 4
"""Members that a template is read off beside its representative: a fifth hardly changes it."""
SHORTEST_CONSTANT = 3
"""Characters that must be left between two slots; less belongs to them by chance."""


class FormGroup(NamedTuple):
    """Documents of one form: each is of one form with the representative."""

    id: int
    members: tuple[str, ...]
    representative: str


def forms(units: Units, evidence: Resemblance, assembled: Assembled) -> tuple[FormGroup, ...]:
    """Group documents of one form, in the order of their first members.

    Parameters
    ----------
    units
        The documents compared.
    evidence, assembled
        Their counts, and what follows from them.

    Notes
    -----
    Groups are stars, like families: everyone is of one form with the representative, and 50,000
    copies of one form make no 1.25 billion pairs. Copies of a member go with it.
    """
    texts = evidence.texts
    n = len(texts.first)
    centre = assembled.found.centre
    rows = np.flatnonzero(assembled.word == verdicts.SAME_FORM)
    a, b = centre[evidence.a[rows]], centre[evidence.b[rows]]
    one, two = np.minimum(a, b), np.maximum(a, b)
    close = np.maximum(assembled.close[rows], 1e-6)
    # One link between two families, the closest.
    order = np.lexsort([-close, two, one])
    one, two, close = one[order], two[order], close[order]
    new = (one != two) & np.append(True, (one[1:] != one[:-1]) | (two[1:] != two[:-1]))[: len(one)]
    group = stars(n, one[new], two[new], close[new]).centre
    some = np.flatnonzero(texts.text_of >= 0)
    heads = group[centre[texts.text_of[some]]]
    linked = np.zeros(n, dtype=bool)
    linked[group[group != np.arange(n)]] = True
    inside = linked[heads]
    some, heads = some[inside], heads[inside]
    order = np.argsort(heads, kind="stable")
    members = np.split(some[order], np.flatnonzero(np.diff(heads[order])) + 1) if len(some) else []
    members.sort(key=lambda each: int(each[0]))
    found = []
    for number, each in enumerate(members, start=1):
        head = int(group[centre[texts.text_of[each[0]]]])
        representative = int(texts.first[head])
        ids = tuple(units.id(unit) for unit in each.tolist())
        found.append(FormGroup(number, ids, units.id(representative)))
    return tuple(found)


def template(units: Units, row: int, others: Sequence[int], level: str) -> tuple[str, int]:
    """Write a unit with ``{}`` wherever one of some others differs; and count these slots."""
    others = others[:LOOKED_AT]
    text = units[row].text
    gaps = between(units, [row] * len(others), others, level)
    folded = fold(text, level)
    slots: list[list[int]] = []
    for low, high in sorted(zip(gaps.start_a.tolist(), gaps.end_a.tolist(), strict=True)):
        start, end = place_of(text, folded, low, high)
        if slots and start - slots[-1][1] < SHORTEST_CONSTANT:
            slots[-1][1] = max(slots[-1][1], end)
        else:
            slots.append([start, end])
    out, at = [], 0
    for start, end in slots:
        out.append(_braced(text[at:start]))
        at = end
    out.append(_braced(text[at:]))
    return "{}".join(out).strip(), len(slots)


def _braced(text: str) -> str:
    return text.replace("{", "｛").replace("}", "｝")
