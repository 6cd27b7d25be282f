"""Phrases that may name a theme, with where they stand: runs of words that were neighbours.

There are a hundred phrases in a passage, and only those with one of a few words are asked for. So
all phrases of all passages are looked at in columns of word numbers, and strings are made of the
few that are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.themes.units import rules
from analysis.measures.arrays.distinct import distinct

LONGEST_LABEL = 12  # characters of a label
SHORTEST_LABEL = 3
MOST_WORDS = 4
_BASE = 0x9E3779B97F4A7C15
"""Base of the polynomial that tells strings apart, odd, modulo 2⁶⁴; strings decide in the end."""

Integers = NDArray[np.int64]


class LabelPlaces(NamedTuple):
    """Where a phrase stands within the passages of one theme."""

    words: tuple[str, ...]
    theme: int
    passages: int
    """Passages that hold it, of whatever theme."""
    inside: int
    """Those of this theme."""
    families: int
    """Families of documents that these are of."""
    titles: int
    """Families that have it in a heading there."""


def candidates(
    passages: Sequence[tuple[Sequence[str], Sequence[str]]],
    theme: Integers,
    families: Integers,
    marks: Collection[str],
) -> list[tuple[str, LabelPlaces]]:
    """Find the phrases with one of some words, and where they stand.

    Parameters
    ----------
    passages
        Words of the heading and of the text of each, with ``""`` between words that were no
        neighbours.
    theme
        Shape (n passages,): theme of each; those of none (-1) are left out.
    families
        Shape (n passages,).
    marks
        Words, one of which a phrase has.

    Returns
    -------
    list of (str, LabelPlaces)
        One for each phrase and each theme that it stands in. Where one string is cut in several
        ways, all are counted, and the words are those of the first.

    Examples
    --------
    >>> words = ["强化", "理论", "学习", "", "党委", "领导"]
    >>> found = candidates([((), words)], np.array([0]), np.array([0]), {"学习"})
    >>> [name for name, _ in found]
    ['强化理论学习', '理论学习']
    """
    stream = _WordStream.of(passages, theme)
    at, size, name = _windows(stream)
    if not len(at):
        return []
    wanted = distinct(name[_marked(stream, at, size, marks)])
    kept = np.flatnonzero(np.isin(name, wanted))
    kept = kept[np.lexsort((size[kept], at[kept]))]  # as they are read
    at, size = at[kept], size[kept]
    number: dict[str, int] = {}
    first: list[tuple[str, ...]] = []
    phrase = np.empty(len(at), dtype=np.int64)
    read = [stream.terms[n] for n in stream.numbers.tolist()]
    for row, (start, many) in enumerate(zip(at.tolist(), size.tolist(), strict=True)):
        words = tuple(read[start : start + many])
        place = number.setdefault("".join(words), len(first))
        if place == len(first):
            first.append(words)
        phrase[row] = place
    return list(_places(phrase, stream, at, theme, families, list(number), first))


class _WordStream(NamedTuple):
    """The words of all passages in a row, 0 where a run of neighbours ends."""

    terms: list[str]
    numbers: Integers
    passage: Integers
    heading: NDArray[np.bool_]

    @classmethod
    def of(
        cls, passages: Sequence[tuple[Sequence[str], Sequence[str]]], theme: Integers
    ) -> _WordStream:
        number = {"": 0}
        numbers: list[int] = []
        sizes: list[int] = []
        for row in np.flatnonzero(theme >= 0).tolist():
            for words in passages[row]:
                numbers += [number.setdefault(word, len(number)) for word in words]
                numbers.append(0)
                sizes.append(len(words) + 1)
        part = np.repeat(np.arange(len(sizes)), sizes)
        rows = np.flatnonzero(theme >= 0)
        return cls(list(number), np.array(numbers, np.int64), rows[part // 2], part % 2 == 0)


def _windows(stream: _WordStream) -> tuple[Integers, Integers, NDArray[np.uint64]]:
    """Start, number of words and a number for the string of each phrase that could be a label."""
    sizes = np.array([len(term) for term in stream.terms])
    not_first, not_last = _edges(stream.terms)
    names, powers = _hashes(stream.terms)
    length = np.zeros(len(stream.numbers), dtype=np.int64)
    name = np.zeros(len(stream.numbers), dtype=np.uint64)
    begins = np.flatnonzero((stream.numbers > 0) & ~not_first[stream.numbers])
    found = []
    for many in range(1, MOST_WORDS + 1):
        begins = begins[begins + many - 1 < len(stream.numbers)]
        last = stream.numbers[begins + many - 1]
        begins, last = begins[last > 0], last[last > 0]
        length[begins] += sizes[last]
        name[begins] = name[begins] * powers[sizes[last]] + names[last]
        fits = (length[begins] >= SHORTEST_LABEL) & (length[begins] <= LONGEST_LABEL)
        kept = begins[fits & ~not_last[last]]
        found.append((kept, np.full(len(kept), many), name[kept]))
    at, size, key = (np.concatenate(column) for column in zip(*found, strict=True))
    return at, size, key


def _edges(terms: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words no label begins with, and none ends with."""
    urging, trailing, beside = (
        frozenset(rules()["heading"][name]) for name in ("urging", "trailing", "beside")
    )
    first = [term in urging or term in beside for term in terms]
    return np.array(first), np.array([term in trailing for term in terms])


def _hashes(terms: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """A number for each word, and what a number is multiplied by before a word of some length."""
    mask = (1 << 64) - 1
    values = []
    for term in terms:
        value = 0
        for char in term:
            value = (value * _BASE + ord(char)) & mask
        values.append(value)
    powers = [pow(_BASE, n, 1 << 64) for n in range(max(map(len, terms), default=0) + 1)]
    return np.array(values, dtype=np.uint64), np.array(powers, dtype=np.uint64)


def _marked(
    stream: _WordStream, at: Integers, size: Integers, marks: Collection[str]
) -> NDArray[np.bool_]:
    """Which phrases have one of some words."""
    of_terms = np.array([term in marks for term in stream.terms])
    before = np.concatenate([[0], np.cumsum(of_terms[stream.numbers])])
    found: NDArray[np.bool_] = before[at + size] > before[at]
    return found


def _places(
    phrase: Integers,
    stream: _WordStream,
    at: Integers,
    theme: Integers,
    families: Integers,
    names: Sequence[str],
    words: Sequence[tuple[str, ...]],
) -> Iterator[tuple[str, LabelPlaces]]:
    passage, heading = stream.passage[at], stream.heading[at]
    n_themes, width = int(theme.max(initial=0)) + 1, int(families.max(initial=0)) + 1
    held = distinct(phrase * len(theme) + passage)
    owner, row = held // len(theme), held % len(theme)
    passages = np.bincount(owner, minlength=len(names))
    group = owner * n_themes + theme[row]
    every = phrase * n_themes + theme[passage]
    n_groups = len(names) * n_themes
    inside = np.bincount(group, minlength=n_groups)
    spread = _different(group * width + families[row], width, n_groups)
    titles = _different((every * width + families[passage])[heading], width, n_groups)
    for place in np.flatnonzero(inside).tolist():
        number, of = divmod(place, n_themes)
        yield (
            names[number],
            LabelPlaces(
                words[number],
                of,
                int(passages[number]),
                int(inside[place]),
                int(spread[place]),
                int(titles[place]),
            ),
        )


def _different(keys: Integers, width: int, groups: int) -> Integers:
    """How many different keys each group has."""
    return np.bincount(distinct(keys) // width, minlength=groups)
