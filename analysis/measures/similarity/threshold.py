"""Where to draw the line between scores: advice from the scores themselves.

The widest stretch without a pair, near the usual threshold, separates what is alike from what is
not, if there is such a stretch. Dolos (Maertens et al. 2022) looks for a minimum of the histogram;
here the scores may be very few, so the gap is measured between neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STEPS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
"""Thresholds shown in the table of advice."""
CLEAR_GAP = 0.1
"""A gap as wide as this is clear: whatever lies in it, the same pairs are found."""
ADVICE_REACH = 0.15
"""How far from the usual threshold the advice may move."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What the scores say about the threshold."""

    threshold: float
    """The advice: the middle of the widest gap near the usual value, or the usual value."""
    usual: float
    gap: tuple[float, float] | None
    """The stretch without any pair around the advice; None if there is no clear one."""
    table: tuple[tuple[float, int], ...]
    """(threshold, how many pairs score at least that)."""

    @property
    def clear(self) -> bool:
        """Whether the scores fall into two groups."""
        return self.gap is not None


def advise(scores: NDArray[np.float64], usual: float) -> Advice:
    """Advice from the scores of all compared pairs of different texts.

    Parameters
    ----------
    scores
        Shape (p,), 0 to 1.
    usual
        The threshold that serves most corpora.

    Returns
    -------
    Advice

    Examples
    --------
    >>> import numpy as np
    >>> advice = advise(np.array([0.12, 0.2, 0.93, 0.97]), usual=0.4)
    >>> advice.threshold, advice.gap, advice.table[2]
    (0.4, (0.2, 0.93), (0.8, 2))
    """
    ordered = np.sort(scores)
    table = tuple((step, int((scores >= step).sum())) for step in STEPS)
    edges = np.concatenate([[0.0], ordered, [1.0]])
    low, high = edges[:-1], edges[1:]
    inside = np.minimum(high, usual + ADVICE_REACH) - np.maximum(low, usual - ADVICE_REACH)
    best = int(np.argmax(inside))
    if not len(scores) or inside[best] < CLEAR_GAP:
        return Advice(usual, usual, None, table)
    left, right = float(low[best]), float(high[best])
    # The usual value is kept where it lies well inside the gap: less to explain.
    middle = min(max(usual, left + CLEAR_GAP / 2), right - CLEAR_GAP / 2)
    return Advice(round(middle, 3), usual, (round(left, 6), round(right, 6)), table)
