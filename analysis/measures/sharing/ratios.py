"""Headline shares of a corpus: how much of its running text stands elsewhere, four ways.

Running text is what is neither heading nor residue of a web site. All shares are of characters.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints


class Ratios(NamedTuple):
    """Shares of running text, 0 to 1; all are 0 where there is none."""

    repeated: float
    """Stands in another document, too."""
    without_formula: float
    """The same without what many families share."""
    without_copies: float
    """The same as ``repeated`` when only one of each family of copies is kept."""
    own: float
    """Stands in one document alone; 1 − ``repeated``."""


def ratios(counts: Ints, voters: Ints) -> Ratios:
    """Return the headline shares.

    Parameters
    ----------
    counts
        Shape (documents, 4 or more): characters that are distinct, reused, boilerplate and
        duplicate, in this order; further columns are no running text.
    voters
        Shape (documents,): row of the representative of each document's family.

    Returns
    -------
    Ratios

    Examples
    --------
    Two copies of ten characters, four of them boilerplate, and a document that says ten of its
    own.

    >>> counts = np.array([[0, 0, 4, 6], [0, 0, 4, 6], [10, 0, 0, 0]])
    >>> [round(value, 3) for value in ratios(counts, np.array([0, 0, 2]))]
    [0.667, 0.4, 0.2, 0.333]
    """
    running = counts[:, :4]
    kept = running[np.asarray(voters) == np.arange(len(counts))]
    total, alone = int(running.sum()), int(kept.sum())
    distinct, reused, formula, duplicate = running.sum(axis=0).tolist()
    _, reused_alone, formula_alone, _ = kept.sum(axis=0).tolist()
    return Ratios(
        _share(reused + formula + duplicate, total),
        _share(reused + duplicate, total),
        _share(reused_alone + formula_alone, alone),
        _share(distinct, total),
    )


def running_shares(counts: Ints) -> NDArray[np.float64]:
    """Return each document's shares of running text: distinct, reused, boilerplate, duplicate.

    Parameters
    ----------
    counts
        As for :func:`ratios`.

    Returns
    -------
    ndarray
        Shape (documents, 4); a row of noughts for a document without running text.

    Examples
    --------
    >>> running_shares(np.array([[3, 0, 1, 0, 96, 0]])).tolist()
    [[0.75, 0.0, 0.25, 0.0]]
    """
    running = counts[:, :4]
    return running / np.maximum(running.sum(axis=1, keepdims=True), 1)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
