"""Whether pairs are pairs, of the right kind, and whether families hold what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.gold import WEIGHT, Gold, Record
from analysis.evaluation.resampling import Floats, Task, agreement, by_kind, macro_f1, ratio

COPIES = frozenset(("identical", "duplicate", "revision"))
"""Verdicts whose documents share a family."""
TURNED = {"contains": "contained", "contained": "contains"}
Known = dict[tuple[str, str], str | None]


def pair_tasks(
    gold: Gold, found: Mapping[str, Sequence[Record]], documents: Sequence[str]
) -> list[Task]:
    """Return what can be measured of pairs.

    Parameters
    ----------
    gold
        ``pair`` records.
    found
        Type → records of ``duplicates``.
    documents
        Ids of all documents of the corpus.
    """
    judged = gold.of("pair")
    if not judged:
        return []
    known = _verdicts(judged)
    mine = _verdicts(found.get("pair", ()))
    if not gold.complete:
        mine = {pair: verdict for pair, verdict in mine.items() if pair in known}
    pairs = sorted(known | mine)
    row_of = {name: row for row, name in enumerate(documents)}
    a, b = (np.array([row_of[pair[side]] for pair in pairs], dtype=np.int64) for side in (0, 1))
    stand = {_ordered(r)[0]: float(r.get(WEIGHT, 1)) for r in judged}
    size = np.array([stand.get(pair, 1.0) for pair in pairs])
    right = [known.get(pair) for pair in pairs]
    given = [mine.get(pair) for pair in pairs]
    listed = len(judged)

    def matched(name: str, one: NDArray[np.bool_], two: NDArray[np.bool_]) -> Task:
        def compute(weights: Floats) -> tuple[float, float, float]:
            weight = weights[a] * weights[b] * size
            return agreement(weight, one, two)

        return Task(name, ("precision", "recall", "f1"), compute, len(documents), listed)

    any_one, any_two = (np.array([v is not None for v in vs]) for vs in (right, given))
    copy_one, copy_two = (np.array([v in COPIES for v in vs]) for vs in (right, given))
    kinds = sorted({v for v in right if v is not None})
    each = by_kind(right, given, kinds)

    def macro(weights: Floats) -> list[float]:
        weight = weights[a] * weights[b] * size
        return [macro_f1([agreement(weight, x, y) for x, y in each])]

    tasks = [
        matched("pairs", any_one, any_two),
        matched("copies", copy_one, copy_two),
        Task("verdicts", ("macro-f1",), macro, len(documents), listed),
    ]
    if gold.complete:
        tasks.append(_documents(known, mine, row_of, listed))
    return tasks


def _ordered(record: Record) -> tuple[tuple[str, str], str | None]:
    """Return a pair by the order of its ids, and its verdict seen that way."""
    a, b, verdict = record["a"], record["b"], record["verdict"]
    return ((a, b), verdict) if a <= b else ((b, a), TURNED.get(verdict, verdict))


def _verdicts(records: Iterable[Record]) -> Known:
    documents = (r for r in records if r.get("grain", "document") == "document")
    return dict(map(_ordered, documents))


def _documents(known: Known, mine: Known, row_of: Mapping[str, int], n: int) -> Task:
    """Whether a document has a copy at all: F1 of those that have and of those that have not."""
    has = np.zeros((2, len(row_of)), dtype=bool)
    for row, verdicts in enumerate((known, mine)):
        for pair, verdict in verdicts.items():
            if verdict in COPIES:
                has[row, [row_of[name] for name in pair]] = True

    def compute(weights: Floats) -> list[float]:
        values = [agreement(weights, one, two)[2] for one, two in (has, ~has)]
        there = [value for value in values if not np.isnan(value)]
        return [*values, ratio(sum(there), len(there))]

    names = ("f1-with-copies", "f1-without", "macro-f1")
    return Task("documents", names, compute, len(row_of), n)


def family_tasks(
    gold: Gold, found: Mapping[str, Sequence[Record]], documents: Sequence[str]
) -> list[Task]:
    """Return what can be measured of families; a document that is in none is one by itself.

    Parameters
    ----------
    gold
        ``family`` records, all of them.
    found, documents
        As for :func:`pair_tasks`.
    """
    if not gold.of("family") or not gold.complete:
        return []
    row_of = {name: row for row, name in enumerate(documents)}
    known, mine = (
        _labels([r["members"] for r in records if r.get("grain", "document") == "document"], row_of)
        for records in (gold.of("family"), found.get("family", ()))
    )
    precision, recall = b_cubed(known, mine)

    def compute(weights: Floats) -> list[float]:
        p, r = (
            ratio(float(weights @ share), float(weights.sum())) for share in (precision, recall)
        )
        return [p, r, ratio(2 * p * r, p + r), adjusted_rand(known, mine, weights)]

    names = ("b3-precision", "b3-recall", "b3-f1", "ari")
    return [Task("families", names, compute, len(documents), len(gold.of("family")))]


def _labels(families: Iterable[Sequence[str]], row_of: Mapping[str, int]) -> NDArray[np.int64]:
    labels = np.arange(len(row_of))
    for number, members in enumerate(families):
        labels[[row_of[name] for name in members]] = len(row_of) + number
    return np.unique(labels, return_inverse=True)[1]


def b_cubed(known: NDArray[np.int64], found: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return B³ precision and recall of every item.

    Bagga and Baldwin (1998), "Algorithms for scoring coreference chains", LREC: how much of an
    item's found group belongs to its known one, and how much of its known group was found with it.

    Parameters
    ----------
    known, found
        Shape (n,): labels from 0.

    Examples
    --------
    Three that belong together, of which one was put with a stranger:

    >>> precision, recall = b_cubed(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1]))
    >>> precision.tolist(), recall.round(3).tolist()
    ([1.0, 1.0, 0.5, 0.5], [0.667, 0.667, 0.333, 1.0])
    """
    if not len(known):
        return np.zeros(0), np.zeros(0)
    _, cell, both = np.unique(
        np.stack([known, found]), axis=1, return_inverse=True, return_counts=True
    )
    together = both[cell.reshape(-1)]
    return together / np.bincount(found)[found], together / np.bincount(known)[known]


def adjusted_rand(known: NDArray[np.int64], found: NDArray[np.int64], weights: Floats) -> float:
    """Return the Rand index of two groupings, corrected for chance.

    Hubert and Arabie (1985), "Comparing partitions", Journal of Classification 2. With all weights
    1 it is scikit-learn's ``adjusted_rand_score``; an item that was drawn twice makes no pair with
    itself.

    Parameters
    ----------
    known, found
        Shape (n,): labels from 0.
    weights
        Shape (n,): how often each item counts.

    Examples
    --------
    >>> labels = np.array([0, 0, 1, 1])
    >>> adjusted_rand(labels, labels, np.ones(4)), adjusted_rand(labels, labels[::-1], np.ones(4))
    (1.0, 1.0)
    >>> round(adjusted_rand(labels, np.array([0, 1, 0, 1]), np.ones(4)), 6)
    -0.5
    """

    def pairs(labels: NDArray[np.int64]) -> float:
        once, twice = np.bincount(labels, weights), np.bincount(labels, weights * weights)
        return float((once * once - twice).sum() / 2)

    every = pairs(np.zeros(len(known), dtype=np.int64)) if len(known) else 0.0
    both = pairs(np.unique(known * (int(found.max(initial=0)) + 1) + found, return_inverse=True)[1])
    one, two = pairs(known), pairs(found)
    if not every:
        return float("nan")
    chance = one * two / every
    most = (one + two) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)
