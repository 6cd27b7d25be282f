"""The best sequence of numbered marks, by dynamic programming.

A pattern alone says little: 篇1 may be quoted, (一) is mostly a heading. What convinces is
that the numbers go on. Each mark brings a score of its own; going on by one costs nothing,
gaps, repeats, restarts and jumps cost; the chain with the best total wins.
"""

from __future__ import annotations

from collections.abc import Sequence

LARGEST_GAP = 8
"""Missing numbers in a row that are still one sequence (a page may drop pieces)."""
GAP = 0.5
REPEAT = 1.6
RESTART = 1.8
JUMP = 2.4
LATE = 0.15
LATEST = 1.5
"""Costs. A mark on its own line scores about 3: it is kept whatever its number, since
pieces do get misnumbered. One inside a sentence scores about 1: it must fit."""


def best_chain(
    numbers: Sequence[int],
    scores: Sequence[float],
    *,
    places: Sequence[int] | None = None,
    once: bool = False,
) -> list[int]:
    """Choose the marks that make the best sequence.

    Parameters
    ----------
    numbers
        The marks' numbers, in reading order, length n.
    scores
        What each mark is worth by itself, length n.
    places
        Where each mark stands, ascending, length n: of those at one place (篇1 and 篇12 read
        out of 篇12) a sequence has one at most. None: all stand apart.
    once
        The numbers run once, upwards: no restarts, jumps or repeats.

    Returns
    -------
    list of int
        Indices of the chosen marks, ascending. Time O(n · LARGEST_GAP).

    Examples
    --------
    >>> best_chain([1, 2, 7, 3, 4], [3, 3, 1, 3, 3])
    [0, 1, 3, 4]
    >>> best_chain([1, 2, 4, 5], [3, 3, 3, 3])
    [0, 1, 2, 3]
    >>> best_chain([1, 12, 13], [3, 3, 3], places=[0, 0, 9])
    [1, 2]
    """
    back: list[int] = []
    total: list[float] = []
    last: dict[int, int] = {}  # number → the best chain's mark that ends in it
    best = -1
    here: list[int] = []  # marks of this place, which follow none of the others
    for at, (number, score) in enumerate(zip(numbers, scores, strict=True)):
        if places is None or (here and places[here[0]] != places[at]):
            best = _arrive(here, numbers, total, last, best)
            here = []
        # a chain of its own, or one that goes on from the best chain whatever its number
        gain, source = -min(LATEST, LATE * abs(number - 1)), -1
        if (
            not once
            and best >= 0
            and total[best] - (cost := RESTART if number == 1 else JUMP) > gain
        ):
            gain, source = total[best] - cost, best
        for missing in range(LARGEST_GAP + 1):
            before = last.get(number - 1 - missing)
            if before is not None and total[before] - GAP * missing > gain:
                gain, source = total[before] - GAP * missing, before
        before = last.get(number)
        if not once and before is not None and total[before] - REPEAT > gain:
            gain, source = total[before] - REPEAT, before
        back.append(source)
        total.append(gain + score)
        here.append(at)
    best = _arrive(here, numbers, total, last, best)
    chain = []
    while best >= 0:
        chain.append(best)
        best = back[best]
    return chain[::-1]


def _arrive(
    here: Sequence[int],
    numbers: Sequence[int],
    total: Sequence[float],
    last: dict[int, int],
    best: int,
) -> int:
    """Make the marks of a place ready to be followed; give the best chain's last mark."""
    for at in here:
        number = numbers[at]
        if number not in last or total[at] >= total[last[number]]:
            last[number] = at
        if best < 0 or total[at] >= total[best]:
            best = at
    return best
