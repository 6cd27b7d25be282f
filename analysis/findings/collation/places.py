"""Where versions of a text differ: places cut to whole numbers and to the ends of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.findings.collation.variants import NUMERALS, POINTS, is_word, parts
from analysis.measures.alignment.witnesses import common_runs
from corpus.folding.codepoints import code_points

Stretch = tuple[int, int]

SLIDE = 200
"""Characters over which an added passage is moved so that it begins or ends with a clause."""
_BREAKS = "\n。;；,，、:：.!?！？"


class VariantPlace(NamedTuple):
    """One differing place: a stretch of each text, and what precedes and follows it in all."""

    stretches: tuple[Stretch, ...]
    left: str
    right: str


def differing_places(texts: Sequence[str], *, context: int = 12) -> list[VariantPlace]:
    """Find the places where texts differ, in order.

    Between two places next to each other, and before the first and after the last, all texts
    are equal, character by character.

    Parameters
    ----------
    texts
        Two or more different texts.
    context
        Characters of ``left`` and ``right``, as many as all texts share there.

    Examples
    --------
    >>> for place in differing_places(["集中学习12次,效果好", "通过集中学习18次。效果好"]):
    ...     print(place.stretches, place.left, place.right)
    ((0, 0), (0, 2))  集中学习
    ((4, 6), (6, 8)) 集中学习 次
    ((7, 8), (9, 10)) 次 效果好
    """
    rough = _gaps(texts)
    whole = _merged([_widened(texts, rough, row) for row in range(len(rough))])
    slid = [_slid(texts, whole, row) for row in range(len(whole))]
    fine = [part for stretches in slid for part in _parted(texts, stretches)]
    return [_in_context(texts, fine, row, context) for row in range(len(fine))]


def _gaps(texts: Sequence[str]) -> list[tuple[Stretch, ...]]:
    """Stretches between the runs that all texts have in common."""
    codes = [code_points(text) for text in texts]
    common = common_runs(codes)
    begins = np.vstack((common.begins, [[len(text) for text in texts]]))
    ends = np.vstack(([[0] * len(texts)], common.begins + common.lengths[:, None]))
    return [
        tuple(zip(left, right, strict=True))
        for left, right in zip(ends.tolist(), begins.tolist(), strict=True)
        if left != right
    ]


def _room(texts: Sequence[str], places: Sequence[tuple[Stretch, ...]], row: int) -> tuple[int, int]:
    """Characters that all texts share just before a place and just after it."""
    here = places[row][0]
    before = here[0] - (places[row - 1][0][1] if row else 0)
    follows = places[row + 1][0][0] if row + 1 < len(places) else len(texts[0])
    return before, follows - here[1]


def _widened(
    texts: Sequence[str], places: Sequence[tuple[Stretch, ...]], row: int
) -> tuple[Stretch, ...]:
    """A place with all of the numbers that it cuts into."""
    before, after = _room(texts, places, row)
    begin, end = places[row][0]
    readings = [text[b:e] for text, (b, e) in zip(texts, places[row], strict=True)]
    left = right = 0
    text = texts[0]
    if any(reading[:1].isdecimal() or reading[:1] in tuple(POINTS) for reading in readings):
        while left < before and _in_number(text, begin - left - 1):
            left += 1
    if any(reading[-1:].isdecimal() or reading[-1:] in tuple(POINTS) for reading in readings):
        while right < after and _in_number(text, end + right):
            right += 1
    # 十九 and 二十: an alignment by characters takes 二 for added and 九 for missing.
    if all(char in NUMERALS for reading in readings for char in reading):
        while left < before and text[begin - left - 1] in NUMERALS:
            left += 1
        while right < after and text[end + right] in NUMERALS:
            right += 1
    return tuple((b - left, e + right) for b, e in places[row])


def _in_number(text: str, place: int) -> bool:
    if text[place].isdecimal():
        return True
    return (
        text[place] in POINTS
        and text[place - 1 : place].isdecimal()
        and text[place + 1 : place + 2].isdecimal()
    )


def _merged(places: Sequence[tuple[Stretch, ...]]) -> list[tuple[Stretch, ...]]:
    """Make one of places that have grown into each other."""
    merged: list[tuple[Stretch, ...]] = []
    for place in places:
        if merged and merged[-1][0][1] >= place[0][0]:
            joined = zip(merged[-1], place, strict=True)
            merged[-1] = tuple((one[0], max(one[1], other[1])) for one, other in joined)
        else:
            merged.append(place)
    return merged


def _slid(
    texts: Sequence[str], places: Sequence[tuple[Stretch, ...]], row: int
) -> tuple[Stretch, ...]:
    """Move an added passage along equal characters to where a clause begins or ends.

    ``甲。乙。丙。`` beside ``甲。丙。`` may be read as ``乙。`` or as ``。乙`` added.
    """
    readings = {text[b:e] for text, (b, e) in zip(texts, places[row], strict=True)}
    if len(readings) != 2 or "" not in readings:
        return places[row]
    added = max(readings)
    if len(added) == 1:
        return places[row]
    before, after = _room(texts, places, row)
    begin, end = places[row][0]
    text = texts[0]
    best, best_score = 0, _clause(text[begin - 1 : begin], added)
    ways: list[tuple[int, str]] = []
    moved = added
    # One character at least stays between two places, so that they do not touch.
    for step in range(1, min(before, SLIDE)):
        if text[begin - step] != moved[-1]:
            break
        moved = moved[-1] + moved[:-1]
        ways.append((-step, moved))
    moved = added
    for step in range(1, min(after, SLIDE)):
        if text[end + step - 1] != moved[0]:
            break
        moved = moved[1:] + moved[0]
        ways.append((step, moved))
    for step, moved in ways:
        place = begin + step if step < 0 else end + step
        score = _clause(text[place - 1 : place], moved)
        if score > best_score:
            best, best_score = step, score
    return tuple((b + best, e + best) for b, e in places[row])


def _clause(before: str, added: str) -> int:
    """Score how well a passage is a clause of its own: 2 for a line, 1 for a clause."""
    begins = 2 if before in ("", "\n") else int(before in _BREAKS)
    ends = 2 if added[-1] == "\n" else int(added[-1] in _BREAKS)
    return begins + ends if begins and ends else int(is_word(added[0]) and is_word(added[-1])) - 1


def _parted(texts: Sequence[str], place: tuple[Stretch, ...]) -> list[tuple[Stretch, ...]]:
    """Part a place by sorts of difference; leave out parts in which all texts agree."""
    readings = [text[b:e] for text, (b, e) in zip(texts, place, strict=True)]
    places = [begin for begin, _ in place]
    found = []
    for part in parts(readings):
        following = [begin + len(text) for begin, text in zip(places, part, strict=True)]
        if len(set(part)) > 1:
            found.append(tuple(zip(places, following, strict=True)))
        places = following
    return found


def _in_context(
    texts: Sequence[str], places: Sequence[tuple[Stretch, ...]], row: int, context: int
) -> VariantPlace:
    before, after = _room(texts, places, row)
    begin, end = places[row][0]
    left = texts[0][begin - min(before, context) : begin]
    return VariantPlace(places[row], left, texts[0][end : end + min(after, context)])
