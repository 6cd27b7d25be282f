"""Placeholders: runs of signs that stand for a masked name or figure.

Reports are masked before they are passed on, each by its own hand: ``xx镇``, ``ⅩX市``,
``20xx年``, ``20_年``, ``_x镇``, ``党_治国理政``, ``**县``, ``○○村``, ``某市``, ``x.x万元``.
Documents that differ only in this must match, so each run becomes one and the same code. Read
in a stream without blanks, a run is a placeholder as follows.

* Crosses (``x X ｘ × х Ⅹ ⅹ``) and rules (``_ *``), alone or in any mixture and number. Not where
  letters of an alphabet stand on both sides (``Excel``, ``a_b``), nor on one side unless there
  are two crosses or more (``iPhone X``, ``PX项目``; but ``XXAPP``), nor singly between two digits
  (``3x4``, ``5×8``: multiplication).
* Two or more shapes (``□□``, ``△△``; one is a bullet or a box to tick) or rings (``○○``, ``〇〇``).
  Rings beside a Han or Arabic numeral are noughts instead: ``二〇〇八``, ``二○二○``.
* ``某``, except singly before a numeral or a word of quantity: ``某些``, ``某种``, ``某一``.
* One to three digits directly before a run belong to it: ``20xx``, ``201x``, ``138****``. Four are
  a year that was left standing (``2020xx镇``) and stay; digits after a run stay (``_5个村``).
* Placeholders that touch, or are joined by a full stop (``x.x``), are one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpus.folding.characters import KIND_SHIFT, Kind

HEAD_SIZE = 3
"""Digits that can be the head of a masked figure: of a year at most 20x, of a telephone 138."""

_CANDIDATE = np.uint32(Kind.POINT << KIND_SHIFT)


def find_placeholders(
    stream: NDArray[np.uint32],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Where the placeholders are in a stream of table entries without blanks.

    Parameters
    ----------
    stream
        Shape (n,), dtype uint32: entries of :func:`corpus.folding.characters.standard`, zeros left
        out.

    Returns
    -------
    starts, stops : numpy.ndarray
        Shape (m,), dtype int64: half-open stretches, ascending, none touching another.
    figures : numpy.ndarray
        Shape (k,), dtype int64: full stops and rings that are part of a number, in no order.
    """
    candidates = np.flatnonzero(stream >= _CANDIDATE)
    kinds = stream[candidates] >> KIND_SHIFT
    is_point = kinds == Kind.POINT
    points = candidates[is_point]
    starts, stops, noughts = _runs(stream, candidates[~is_point], kinds[~is_point])
    starts = _with_head(stream, starts, stops)
    points = points[kinds_at(stream, points - 1) == Kind.DIGIT]
    points = points[kinds_at(stream, points + 1) == Kind.DIGIT]
    points = points[~_among(points + 1, starts)]  # 1.5xx: the 5 went into the placeholder
    starts, stops = _joined(stream, starts, stops)
    return starts, stops, np.concatenate((points, noughts))


def kinds_at(stream: NDArray[np.uint32], places: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Kinds at some places of a stream, OTHER beyond its ends: shape as ``places``."""
    if not len(stream):
        return np.zeros(len(places), dtype=np.uint32)
    kinds = stream.take(places, mode="clip") >> np.uint32(KIND_SHIFT)
    kinds[(places < 0) | (places >= len(stream))] = Kind.OTHER
    return kinds


def _runs(
    stream: NDArray[np.uint32], places: NDArray[np.int64], kinds: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Find runs that are placeholders, and rings that are noughts.

    某 and the other signs form runs of their own, so that no run's verdict can change when
    what stood between it and the next has been dropped.
    """
    if not len(places):
        return places, places, places
    is_some = kinds == Kind.SOME
    begins = np.concatenate(([True], (np.diff(places) != 1) | (is_some[1:] != is_some[:-1])))
    first = np.flatnonzero(begins)
    length = np.diff(np.append(first, len(places)))
    starts = places[first]
    stops = starts + length
    left, right = kinds_at(stream, starts - 1), kinds_at(stream, stops)

    crosses = np.add.reduceat(kinds == Kind.CROSS, first, dtype=np.int64)
    signs = crosses + np.add.reduceat(kinds == Kind.RULE, first, dtype=np.int64)
    rings = np.add.reduceat((kinds == Kind.RING) | (kinds == Kind.NOUGHT), first, dtype=np.int64)
    letters = (left == Kind.LETTER).astype(np.int64) + (right == Kind.LETTER)
    in_word = (letters == 2) | ((letters == 1) & (crosses < 2))
    product = (length == 1) & (left == Kind.DIGIT) & (right == Kind.DIGIT)
    number = (rings == length) & (_is_numeral(left) | _is_numeral(right))
    signs_mask = ((signs > 0) | (length > 1)) & ~in_word & ~product & ~number
    some_mask = (length > 1) | ~((right == Kind.QUANTITY) | (right == Kind.NUMERAL))
    masked = np.where(is_some[first], some_mask, signs_mask)
    noughts = places[np.repeat(number, length) & (kinds == Kind.RING)]
    return starts[masked], stops[masked], noughts


def _is_numeral(kinds: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return (kinds == Kind.NUMERAL) | (kinds == Kind.DIGIT)


def _with_head(
    stream: NDArray[np.uint32], starts: NDArray[np.int64], stops: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Move starts back over one to HEAD digits; not in ``3x4xx``, where 4 is a factor."""
    moved = starts.copy()
    going = np.flatnonzero(kinds_at(stream, starts - 1) == Kind.DIGIT)
    for distance in range(1, HEAD_SIZE + 1):
        before = kinds_at(stream, starts[going] - distance - 1)
        ends = before != Kind.DIGIT
        # A cross that is no placeholder itself makes the digits a factor.
        factor = (before == Kind.CROSS) & ~_among(starts[going] - distance, stops)
        moved[going[ends & ~factor]] -= distance
        going = going[~ends]
    return moved


def _among(places: NDArray[np.int64], ascending: NDArray[np.int64]) -> NDArray[np.bool_]:
    if not len(ascending):
        return np.zeros(len(places), dtype=bool)
    return ascending.take(np.searchsorted(ascending, places), mode="clip") == places


def _joined(
    stream: NDArray[np.uint32], starts: NDArray[np.int64], stops: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Stretches that touch or have only a full stop between them made one."""
    if not len(starts):
        return starts, stops
    gap = starts[1:] - stops[:-1]
    point = (gap == 1) & (kinds_at(stream, stops[:-1]) == Kind.POINT)
    apart = ~((gap == 0) | point)
    return starts[np.append(True, apart)], stops[np.append(apart, True)]
