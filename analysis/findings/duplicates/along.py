"""Copies along a variable: documents of each group that have one, groups that share them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from analysis.findings.flows import Flows, flows_between
from analysis.findings.groups import By, Groups

if TYPE_CHECKING:
    import pandas as pd

    from analysis.findings.duplicates.finding import Duplicates

MOST_PAIRED = 100
"""Members of a family that are tied each with each; of a larger one, each with the first."""


def duplicates_along(found: Duplicates, groups: Groups) -> pd.DataFrame:
    """One row a group; see :meth:`analysis.findings.duplicates.finding.Duplicates.along`."""
    own = groups.over([document.id for document in found.units.documents])
    inside, across = set[int](), set[int]()
    for members in _families(found):
        rows = set(members)
        inside |= rows if len(rows) > 1 else set()
        if len({int(own.of[row]) for row in rows}) > 1:
            across |= rows
    frame = own.counted(_count(inside, own))
    frame["across"] = _count(across, own)
    return frame


def duplicates_flows(found: Duplicates, groups: Groups, when: By | None) -> Flows:
    """Copies and revisions between groups, once for each two documents."""
    documents = found.units.documents
    ties = sorted({(min(pair), max(pair)) for pair in _ties(found)})
    both = np.array(ties, dtype=np.int64).reshape(-1, 2)
    own = groups.over([document.id for document in documents])
    return flows_between(own, documents, both[:, 0], both[:, 1], when=when)


def _count(rows: Iterable[int], groups: Groups) -> list[int]:
    counted = Counter(int(groups.of[row]) for row in rows)
    return [counted[group] for group in range(len(groups))]


def _families(found: Duplicates) -> Iterator[list[int]]:
    """Yield for each family the rows of its documents; sections of one stand for it."""
    document = found.units.document.tolist()
    row = {name: at for at, name in enumerate(found.units.ids)}
    for family in found.families:
        yield [document[row[member]] for member in family.members]


def _ties(found: Duplicates) -> Iterator[tuple[int, int]]:
    for members in _families(found):
        firsts = members if len(members) <= MOST_PAIRED else members[:1]
        yield from ((a, b) for a in firsts for b in members if a != b)
