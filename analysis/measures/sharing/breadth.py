"""How widely each character is shared: by how many documents, by how many families of copies.

The unit of evidence is the run of k folded characters: a character is as widely shared as the
widest-shared run over it. Counting *voters* (families of copies) beside documents keeps copies from
making their own text look common.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.rolling import best_of_windows
from analysis.measures.arrays.shingles import Ints, repeated

RUN = 8
"""Shortest shared run, in folded characters: about the four words of Lang and Stice-Lawrence."""

_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd: multiplying by it loses nothing


class Sharing(NamedTuple):
    """How widely each folded character is shared; both have shape (n characters,), int64."""

    documents: Ints
    """Documents that hold the widest-shared run over the character, itself included: 1 and up."""
    families: Ints
    """Voters that hold it: at least 1, at most ``documents``."""


class SharedRuns(NamedTuple):
    """Runs of k characters that several documents hold, by place and by wording."""

    starts: Ints
    """Shape (m,), ascending: where such a run starts."""
    wording: Ints
    """Shape (m,): number of its wording, 0 to g − 1."""
    documents: Ints
    """Shape (g,): documents that hold the wording, 2 and up."""
    families: Ints
    """Shape (g,): voters that hold it."""
    holders: NDArray[np.int32]
    """Shape (sum of ``documents``,): the holders of each wording, ascending."""
    bounds: Ints
    """Shape (g + 1,): wording ``j`` is held by ``holders[bounds[j]:bounds[j + 1]]``."""
    company: NDArray[np.uint64]
    """Shape (g,): a hash of the set of holders."""


def default_many(families: int) -> int:
    """How many families make a run boilerplate: a quarter of them, at least 3, at most 10.

    A quarter is near the 30 % floor of Lang and Stice-Lawrence; below 3 a shared run is one
    borrowing; above 10 independent authors a run is formula however large the corpus is.

    >>> [default_many(n) for n in (2, 13, 100_000)]
    [3, 4, 10]
    """
    return min(max(3, -(-families // 4)), 10)


def sharing(codes: NDArray[np.uint32], bounds: Ints, voters: Ints, *, k: int) -> Sharing:
    """Count, for every character, the texts and voters that share a run over it.

    Parameters
    ----------
    codes
        Folded characters of all texts, one after the other, shape (n,).
    bounds
        Where each text starts and the last one ends, shape (texts + 1,).
    voters
        Row of each text's representative, shape (texts,).
    k
        Length of the runs, in folded characters. A text shorter than that shares nothing.

    Returns
    -------
    Sharing

    Examples
    --------
    >>> text = np.frombuffer("甲乙丙丁子丑甲乙丙寅".encode("utf-32-le"), np.uint32)
    >>> sharing(text, np.array([0, 6, 10]), np.array([0, 1]), k=3).families.tolist()
    [2, 2, 2, 1, 1, 1, 2, 2, 2, 1]
    """
    return widest(shared_runs(codes, bounds, voters, k=k), len(codes), k=k)


def shared_runs(codes: NDArray[np.uint32], bounds: Ints, voters: Ints, *, k: int) -> SharedRuns:
    """Find the runs that stand in two texts or more; parameters as for :func:`sharing`.

    One sort of the runs' hashes; everything after it is linear in the runs found.
    """
    starts, first = repeated(codes, bounds, k)
    owner = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
    document = owner[starts]
    # a text shorter than k stands for itself among the hashes and is no run
    whole = starts + k <= bounds[1:][document]
    starts, first, document = starts[whole], first[whole], document[whole]
    new = first.copy()
    new[1:] |= document[1:] != document[:-1]  # in a group, places ascend: so do documents
    number = np.cumsum(first) - 1
    several = np.bincount(number[new], minlength=int(first.sum())) > 1
    kept = several[number]
    starts, document, new = starts[kept], document[kept], new[kept]
    wording = (np.cumsum(several) - 1)[number[kept]]
    held, holders = wording[new], document[new]
    documents = np.bincount(held, minlength=int(several.sum()))
    edges = np.concatenate([[0], np.cumsum(documents)])
    place = np.full(len(codes), -1, dtype=np.int64)
    place[starts] = wording
    where = np.flatnonzero(place >= 0)
    return SharedRuns(
        where,
        place[where],
        documents,
        _distinct(held, voters[holders], len(documents)),
        holders,
        edges,
        _company(holders, edges),
    )


def widest(runs: SharedRuns, n: int, *, k: int) -> Sharing:
    """Return for every character the counts of the widest-shared run over it.

    Parameters
    ----------
    runs
        From :func:`shared_runs`.
    n
        Number of characters.
    k
        Length of the runs.
    """
    documents = np.ones(n, dtype=np.int64)
    families = np.ones(n, dtype=np.int64)
    # one integer that orders by families first, then by documents
    scale = int(runs.documents.max(initial=0)) + 1
    at = np.zeros(n, dtype=np.int64)
    at[runs.starts] = (runs.families * scale + runs.documents)[runs.wording]
    widest_over = best_of_windows(at, k, np.maximum)
    covered = widest_over > 0
    families[covered], documents[covered] = np.divmod(widest_over[covered], scale)
    return Sharing(documents, families)


def _distinct(group: Ints, owners: Ints, groups: int) -> Ints:
    """How many distinct owners each group has; shape (groups,)."""
    width = int(owners.max(initial=0)) + 1
    pairs = np.sort(group * width + owners)
    new = np.ones(len(pairs), dtype=bool)
    new[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[new] // width, minlength=groups)


def _company(holders: NDArray[np.int32], bounds: Ints) -> NDArray[np.uint64]:
    """Hash sets of documents so that the order of members does not matter: a sum of hashes."""
    mixed = (holders.astype(np.uint64) + np.uint64(1)) * _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(32)
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    return total[bounds[1:]] - total[bounds[:-1]]
