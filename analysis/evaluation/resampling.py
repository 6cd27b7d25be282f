"""Scores with the interval that another sample of documents like these might give.

The documents are drawn again with replacement, and every measure is taken of the new sample:
Efron (1979), "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1). What
belongs to two documents counts as often as both were drawn, together: Owen (2007), "The pigeonhole
bootstrap", Annals of Applied Statistics 1(2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 1000
"""Samples that are drawn: the ends of a 95 % interval then rest on 25 samples each."""
LOW, HIGH = 2.5, 97.5
"""Percentiles at which the interval begins and ends."""


class TaskScore(NamedTuple):
    """One measure of one task."""

    task: str
    measure: str
    value: float | None
    """None where there is nothing to measure."""
    low: float | None
    high: float | None
    """Ends of the 95 % interval."""
    n: int
    """How many gold records it rests on."""


@dataclass(frozen=True)
class Task:
    """Something to be measured.

    Parameters
    ----------
    name
        ``"pairs"``, ``"splits"``…
    measures
        Names of what ``compute`` returns.
    compute
        Weights of the documents, shape (n_documents,), how often each was drawn → one value a
        measure; NaN where there is nothing to measure.
    documents
        How many documents are drawn from.
    n
        How many gold records there are.
    """

    name: str
    measures: tuple[str, ...]
    compute: Callable[[Floats], Sequence[float]]
    documents: int
    n: int


def scores(task: Task, *, rounds: int = ROUNDS, random_state: int = 0) -> list[TaskScore]:
    """Take the measures of a task, each with its interval.

    Parameters
    ----------
    task
        What to measure.
    rounds
        Samples to draw; 0 for no interval.
    random_state
        Seed of the drawing.

    Examples
    --------
    Of four documents three are right:

    >>> right = np.array([1.0, 1.0, 1.0, 0.0])
    >>> task = Task("x", ("share",), lambda w: [float(w @ right / w.sum())], 4, 4)
    >>> scores(task)
    [TaskScore(task='x', measure='share', value=0.75, low=0.25, high=1.0, n=4)]
    """
    value = np.array(task.compute(np.ones(task.documents)), dtype=np.float64)
    drawn = np.full((max(rounds, 1), len(value)), np.nan)
    chance = np.random.default_rng(random_state)
    for row in range(rounds):
        which = chance.integers(0, task.documents, task.documents)
        drawn[row] = task.compute(np.bincount(which, minlength=task.documents).astype(np.float64))
    found = []
    for column, name in enumerate(task.measures):
        known = drawn[~np.isnan(drawn[:, column]), column]
        ends = np.percentile(known, (LOW, HIGH)).tolist() if len(known) else (None, None)
        best = None if np.isnan(value[column]) else float(value[column])
        low, high = (None, None) if best is None else ends
        found.append(TaskScore(task.name, name, best, low, high, task.n))
    return found


def ratio(part: float, whole: float) -> float:
    """Divide; NaN where there is nothing to divide by."""
    return float(part / whole) if whole else float("nan")


def precision_recall_f1(right: float, found: float, known: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 (van Rijsbergen 1979) of counts.

    Parameters
    ----------
    right, found, known
        How many of those found are known; how many were found; how many are known.

    Returns
    -------
    tuple of float
        Precision is NaN where nothing was found, recall where nothing is known, F1 where neither.
    """
    return ratio(right, found), ratio(right, known), ratio(2 * right, found + known)


def agreement(
    weights: Floats, known: NDArray[np.bool_], found: NDArray[np.bool_]
) -> tuple[float, float, float]:
    """Return precision, recall and F1 of items that each count as often as their weight says.

    Parameters
    ----------
    weights
        Shape (n,).
    known, found
        Shape (n,), bool: whether each item is one, and was said to be one.

    Examples
    --------
    >>> known, found = np.array([True, True, False]), np.array([True, False, True])
    >>> agreement(np.array([1.0, 1.0, 2.0]), known, found)
    (0.3333333333333333, 0.5, 0.4)
    """
    right = float(weights @ (known & found))
    return precision_recall_f1(right, float(weights @ found), float(weights @ known))


def by_kind(
    known: Sequence[str | None], found: Sequence[str | None], kinds: Sequence[str]
) -> list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """For each kind, which of n items are of it and which were said to be: arrays (n,), bool."""
    return [
        (np.array([v == kind for v in known]), np.array([v == kind for v in found]))
        for kind in kinds
    ]


def macro_f1(measures: Sequence[tuple[float, float, float]]) -> float:
    """Return the mean F1 over kinds, those that neither side has left out; NaN where all are."""
    there = [f1 for *_, f1 in measures if not np.isnan(f1)]
    return ratio(sum(there), len(there))
