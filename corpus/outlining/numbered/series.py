"""Which of a row of numbered candidates form a series: one, two, three beats any pattern.

A dynamic programme over the candidates of one style in one scope. Each candidate accepted gains
its weight; following the one before by exactly one gains more; gaps, repeats, restarts and steps
back cost. What does not pay for itself (a date, a citation, a decimal at a line's start) is left
out. One pass, a bounded look-back: linear in the number of candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

NEXT = 1.0
"""Gain of following the number before: two soft candidates in order outweigh one plain one."""
REPEAT = 1.5
"""Cost of the same number again, (二) (二): less than a strong candidate gains, so it is kept."""
RESTART = 1.5
"""Cost of beginning again with 1."""
GAP, GAP_STEP, GAP_MOST = 1.0, 0.5, 3.0
"""Cost of leaving out numbers: at first, per number, at most."""
BACK = 4.0
"""Cost of a number lower than the one before and not 1: more than any single candidate gains."""
LATE_START = 1.0
"""Cost of beginning with another number than 1: a strong candidate alone can bear it."""
NESTED = 2.0
"""Cost of a series of the same style inside another (1. [1. 2. 3.] 2.): dearer than a restart."""
_LOOK_BACK = 6  # false candidates between two true ones that the programme sees past


def best_series(
    numbers: Sequence[int], weights: Sequence[float], *, after: int = 0
) -> tuple[list[int], float]:
    """Find the candidates that make up the best series, and what they score together.

    Parameters
    ----------
    numbers
        What the candidates say, in reading order.
    weights
        Evidence of each on its own, positive.
    after
        The last number of the same style before this scope; going on from there is no late start
        (第七条 opens chapter two).

    Returns
    -------
    list of int
        Rows of the accepted candidates, ascending.
    float
        Their total score; 0 and no rows if nothing pays.

    Examples
    --------
    >>> best_series([1, 4, 2, 3, 3, 5], [3, 1, 3, 3, 3, 3])
    ([0, 2, 3, 4, 5], 14.0)
    """
    size = len(numbers)
    if list(numbers) == list(range(1, size + 1)):
        return list(range(size)), float(sum(weights)) + NEXT * max(size - 1, 0)
    inner = _nested_gains(numbers, weights)
    score: list[float] = []
    before: list[int] = []
    latest: dict[int, int] = {}
    leader = -1  # best row beyond the look-back
    for row, number in enumerate(numbers):
        gone = row - _LOOK_BACK - 1
        if gone >= 0 and (leader < 0 or score[gone] > score[leader]):
            leader = gone
        best, came = 0.0 if number in (1, after + 1) else -LATE_START, -1
        for earlier in _rows_before(row, latest.get(number - 1, -1), leader):
            gained = score[earlier] - _cost(numbers[earlier], number)
            if number == numbers[earlier] + 1 and inner[row][0] == earlier:
                gained += inner[row][1]
            if gained > best:
                best, came = gained, earlier
        score.append(best + weights[row])
        before.append(came)
        latest[number] = row
    end = max(range(size), key=score.__getitem__)
    if score[end] <= 0:
        return [], 0.0
    rows = []
    row = end
    while row >= 0:
        rows.append(row)
        row = before[row]
    return rows[::-1], score[end]


def _rows_before(row: int, same: int, leader: int) -> list[int]:
    """List the rows that may precede ``row``, nearest first."""
    rows = list(range(row - 1, max(row - _LOOK_BACK, 0) - 1, -1))
    if 0 <= same < row - _LOOK_BACK:
        rows.append(same)
    if leader >= 0:
        rows.append(leader)
    return rows


def _cost(last: int, number: int) -> float:
    """Weigh what it costs that ``number`` follows ``last``; a gain is a negative cost."""
    step = number - last
    if step == 1:
        return -NEXT
    if step > 1:
        return min(GAP + GAP_STEP * (step - 1), GAP_MOST)
    if step == 0:
        return REPEAT
    return RESTART if number == 1 else BACK


def _nested_gains(numbers: Sequence[int], weights: Sequence[float]) -> list[tuple[int, float]]:
    """For each row, the row before the unbroken run 1 2 3 … that ends in front of it.

    Skipping such a run is no loss: it is a series inside the member before it, and its own gain,
    less the cost of nesting, counts for the outer series. Without a run the first entry is -2.
    """
    found: list[tuple[int, float]] = []
    first, gain = 0, 0.0
    for row, number in enumerate(numbers):
        nested = row - first > 1 and numbers[first] == 1
        found.append((first - 1, gain - NESTED) if nested else (-2, 0.0))
        if row and number == numbers[row - 1] + 1:
            gain += weights[row] + NEXT
        else:
            first, gain = row, weights[row]
    return found
