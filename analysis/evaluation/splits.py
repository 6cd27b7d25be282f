"""Whether documents were cut where a person cuts them, and headings found with their parents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.gold import Gold, Record
from analysis.evaluation.resampling import Floats, Task, precision_recall_f1, ratio

Place = tuple[int, ...]


def split_tasks(gold: Gold, found: Mapping[str, Sequence[Record]]) -> list[Task]:
    """Return what can be measured of sources taken apart: splits, windows, headings, their tree.

    Parameters
    ----------
    gold
        ``document`` records, with ``body`` or ``span``, and ``sections`` where headings are gold.
    found
        Type → records of ``parse``.
    """
    known, mine = _by_source(gold.of("document")), _by_source(found.get("document", ()))
    if not known:
        return []
    names = list(known)
    starts = [_starts(known[name], mine.get(name, ())) for name in names]
    sizes = _sizes(gold, found)
    sized = [(*both, sizes[n]) for n, both in zip(names, starts, strict=True) if sizes.get(n)]
    tasks = [
        _matched("splits", [(one[1:], _without(two, one[:1])) for one, two in starts]),
        _windows(sized),
    ]
    outlined = [name for name in names if any("sections" in d for d in known[name])]
    if outlined:
        both = [(_headings(known[name]), _headings(mine.get(name, ()))) for name in outlined]
        tasks.append(_matched("headings", [(a[0], b[0]) for a, b in both]))
        tasks.append(_matched("heading-tree", [(a[1], b[1]) for a, b in both]))
    return tasks


def _by_source(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record["source"]].append(record)
    return dict(found)


def _starts(known: Sequence[Record], mine: Sequence[Record]) -> tuple[list[Place], list[Place]]:
    """Where documents begin: by their bodies, or by their spans where gold has no bodies."""
    field = "body" if all(record.get("body") for record in known) else "span"
    return (
        sorted((record[field][0],) for record in known),
        sorted((record[field][0],) for record in mine),
    )


def _without(places: Sequence[Place], others: Sequence[Place]) -> list[Place]:
    return [place for place in places if place not in others]


def _sizes(gold: Gold, found: Mapping[str, Sequence[Record]]) -> dict[str, int]:
    """Characters of each source; where nobody says, up to where its last document ends."""
    sizes: dict[str, int] = {}
    for record in gold.of("document"):
        end = (record.get("span") or record["body"])[1]
        sizes[record["source"]] = max(end, sizes.get(record["source"], 0))
    for record in [*gold.of("source"), *found.get("source", ())]:
        if record.get("characters"):
            sizes[record["id"]] = record["characters"]
    return sizes


def _headings(documents: Iterable[Record]) -> tuple[list[Place], list[Place]]:
    """Where headings begin, and the same together with where their parents begin."""
    alone: list[Place] = []
    edges: list[Place] = []
    for document in documents:
        sections = document.get("sections") or ()
        begin = {s["id"]: (s.get("marker") or s["span"])[0] for s in sections if "id" in s}
        for section in sections:
            if section.get("title", True) is not None:  # a numbered clause is no heading
                here = (section.get("marker") or section["span"])[0]
                alone.append((here,))
                edges.append((here, begin.get(section.get("parent"), -1)))
    return alone, edges


def _matched(name: str, both: Sequence[tuple[Sequence[Place], Sequence[Place]]]) -> Task:
    """Places that are known and found, source by source."""
    counts = np.array(
        [(len(set(one) & set(two)), len(set(two)), len(set(one))) for one, two in both],
        dtype=np.float64,
    )

    def compute(weights: Floats) -> tuple[float, float, float]:
        right, found, known = (weights @ counts).tolist()
        return precision_recall_f1(right, found, known)

    known = int(counts[:, 2].sum())
    return Task(name, ("precision", "recall", "f1"), compute, len(both), known)


def _windows(sources: Sequence[tuple[Sequence[Place], Sequence[Place], int]]) -> Task:
    values = np.array(
        [pk_windowdiff([p[0] for p in one], [p[0] for p in two], size)
         for one, two, size in sources]
    ).reshape(-1, 2)  # fmt: skip

    def compute(weights: Floats) -> list[float]:
        return [ratio(float(weights @ column), float(weights.sum())) for column in values.T]

    return Task("splits", ("pk", "windowdiff"), compute, len(sources), len(sources))


def pk_windowdiff(known: Sequence[int], found: Sequence[int], size: int) -> tuple[float, float]:
    """Return how often a window over a text meets another division than the known one.

    The window is half as long as a known piece is on average. Pk asks whether its ends lie in one
    piece: Beeferman, Berger and Lafferty (1999), "Statistical models for text segmentation",
    Machine Learning 34. WindowDiff asks how many pieces begin within: Pevzner and Hearst (2002), "A
    critique and improvement of an evaluation metric for text segmentation", Computational
    Linguistics 28(1).

    Parameters
    ----------
    known, found
        Where pieces begin, in characters; the first one need not be named.
    size
        Characters of the text.

    Returns
    -------
    tuple of float
        Pk and WindowDiff, 0 (the same division) to 1.

    Examples
    --------
    Two pieces of four characters; the second is found one character late, or not at all:

    >>> pk_windowdiff([0, 4], [0, 5], 8)
    (0.333333, 0.333333)
    >>> pk_windowdiff([0, 4], [0], 8)
    (0.333333, 0.333333)
    >>> pk_windowdiff([0, 4], [0, 4, 5], 8)
    (0.166667, 0.333333)
    """
    pieces = [_piece(places, size) for places in (known, found)]
    k = min(max(1, round(size / (2 * (int(pieces[0][-1]) + 1)))), size - 1)
    if k < 1:
        return 0.0, 0.0
    one, two = (piece[k:] - piece[:-k] for piece in pieces)
    return (
        round(float(np.mean((one == 0) != (two == 0))), 6),
        round(float(np.mean(one != two)), 6),
    )


def _piece(places: Sequence[int], size: int) -> NDArray[np.int64]:
    """Shape (size,): number of the piece that each character lies in."""
    begins = np.zeros(size, dtype=np.int64)
    begins[[place for place in set(places) if 0 < place < size]] = 1
    return np.cumsum(begins)
