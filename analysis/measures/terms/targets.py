"""Targets of a comparison beside what each is compared with: two counts for every term looked at.

A target is some rows of a matrix of counts; what it is compared with are totals less some rows and
with some added again. Both are sums of rows, so all targets are summed up in one product, and only
what a target says is looked up in its rest: rows are many, and hardly any term stands in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
DENSE_CELLS = 1 << 22
"""Cells of a dense table of targets and terms held at once: 32 MB for each of the two counts."""


class TargetRows(NamedTuple):
    """The rows of one target."""

    chosen: Ints
    """Rows that it is."""
    without: Ints
    """Rows that are taken out of the totals it is compared with."""
    again: Ints
    """Rows of these that are put back."""


class TargetCells(NamedTuple):
    """The terms of some targets, one cell after the other, by target and term."""

    target: Ints
    """Shape (n cells,): number of the target, from 0."""
    term: Ints
    """Shape (n cells,): column."""
    times: Ints
    """Shape (n cells,): occurrences in the target."""
    rest: Ints
    """Shape (n cells,): occurrences in what it is compared with."""
    holders: Ints
    """Shape (n cells,): rows of the target that hold the term."""
    size: Ints
    """Shape (n cells,): words of the target."""
    rest_size: Ints
    """Shape (n cells,): words of what it is compared with."""


def compared(
    matrix: csr_array, totals: Ints, targets: Sequence[TargetRows], *, absent: bool = False
) -> Iterator[TargetCells]:
    """Put the terms of targets beside their rest.

    Parameters
    ----------
    matrix
        Shape (n rows, n terms), int64: counts.
    totals
        Shape (n terms,): counts of all that targets are compared with.
    targets
        Rows of each.
    absent
        Whether a term counts that the target does not hold; all terms are looked at then, some
        targets at a time.

    Yields
    ------
    TargetCells
        In the order of the targets; none of targets, or rests, without any word.

    Examples
    --------
    >>> none = np.zeros(0, dtype=np.int64)
    >>> matrix = csr_array(np.array([[2, 0], [1, 1]]))
    >>> (cells,) = compared(
    ...     matrix, np.array([3, 1]), [TargetRows(np.array([0]), np.array([0]), none)]
    ... )
    >>> cells.term.tolist(), cells.times.tolist(), cells.rest.tolist(), cells.rest_size.tolist()
    ([0], [2], [1], [2])
    """
    step = max(1, DENSE_CELLS // max(1, matrix.shape[1])) if absent else max(1, len(targets))
    presence = csr_array(
        (np.ones(matrix.nnz, dtype=np.int64), matrix.indices, matrix.indptr), shape=matrix.shape
    )
    for first in range(0, len(targets), step):
        batch = targets[first : first + step]
        chosen = _sums([rows.chosen for rows in batch], matrix)
        taken = _sums([rows.without for rows in batch], matrix)
        again = _sums([rows.again for rows in batch], matrix)
        size = np.asarray(chosen.sum(axis=1), dtype=np.int64)
        change = np.asarray(again.sum(axis=1) - taken.sum(axis=1), dtype=np.int64)
        rest_size = int(totals.sum()) + change
        if absent:
            target, term = (part.ravel() for part in np.indices(chosen.shape))
        else:
            target, term = row_numbers(chosen), chosen.indices.astype(np.int64)
        filled = (np.minimum(size, rest_size) > 0)[target]
        target, term = target[filled], term[filled]
        rest = totals[term] + cells_of(again, target, term) - cells_of(taken, target, term)
        yield TargetCells(
            target + first,
            term,
            cells_of(chosen, target, term),
            rest,
            cells_of(_sums([rows.chosen for rows in batch], presence), target, term),
            size[target],
            rest_size[target],
        )


def row_numbers(matrix: csr_array) -> Ints:
    """Row of each cell of a matrix, in the order in which it holds them.

    >>> row_numbers(csr_array(np.array([[0, 1], [2, 3]]))).tolist()
    [0, 1, 1]
    """
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def cells_of(matrix: csr_array, rows: Ints, columns: Ints) -> Ints:
    """What stands in some cells of a matrix whose indices are sorted; 0 where nothing does.

    Parameters
    ----------
    matrix
        Shape (n rows, n columns), int64.
    rows, columns
        Shape (m,); 0 is given in a row before the first.

    >>> matrix = csr_array(np.array([[0, 1], [2, 3]]))
    >>> cells_of(matrix, np.array([0, 1, -1]), np.array([1, 0, 1])).tolist()
    [1, 2, 0]
    """
    if not matrix.nnz:
        return np.zeros(len(rows), dtype=np.int64)
    width = matrix.shape[1]
    keys = row_numbers(matrix) * width + matrix.indices
    wanted = rows * width + columns
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where((rows >= 0) & (keys[at] == wanted), matrix.data[at], 0)


def _sums(rows: Sequence[Ints], matrix: csr_array) -> csr_array:
    """Sum up some rows of a matrix for each target; indices are sorted."""
    places = np.concatenate([np.zeros(0, dtype=np.int64), *rows])
    bounds = np.cumsum([0, *map(len, rows)])
    member = csr_array(
        (np.ones(len(places), dtype=np.int64), places, bounds), shape=(len(rows), matrix.shape[0])
    )
    summed = csr_array(member @ matrix)
    summed.sort_indices()
    return summed
