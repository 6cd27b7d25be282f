"""A text taken apart into stretches of characters of one kind, as segmentation needs them.

Han characters as jieba knows them, with ASCII letters and digits, are a run, which is cut into
words; letters of other scripts, with ASCII letters that follow, are a word; any other character is
a mark, repeated ones together; white space lies between.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.system.patterns import lazy

Integers = NDArray[np.int64]

RUN_KIND, LETTERS, MARK_KIND, CHARACTER, BLANK_KIND = range(5)
"""Kinds: a run of words; a word of letters; marks; rare characters; white space."""
KEPT = 8
"""Kept stretches have this kind or a higher one: that of their mark."""

# Kinds of single characters: an ASCII letter may be of a run or of a word of letters.
_UNSEEN, _HAN, _ASCII, _LETTER, _MARK, _CHARACTER, _BLANK = range(7)
_KIND = np.array([BLANK_KIND, RUN_KIND, RUN_KIND, LETTERS, MARK_KIND, CHARACTER, BLANK_KIND])
_IS_RUN = lazy("[\u4e00-\u9fd50-9]")
_IS_LETTER = lazy("[^\\W\\d_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
PATTERN = f"{_IS_RUN.pattern}|{_IS_LETTER.pattern}"
"""What decides kinds: part of a tokenizer's fingerprint."""


class Stretches(NamedTuple):
    """The stretches of a text, which tile it."""

    starts: Integers
    lengths: Integers
    kinds: Integers


class Kinds:
    """Remembers the kind of every character it has seen."""

    def __init__(self) -> None:
        self._table = np.zeros(0x110000, dtype=np.uint8)

    def of(self, codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """Shape (n,): the kind of each character."""
        kinds = self._table[codes]
        new = codes[kinds == _UNSEEN]
        if len(new):
            for code in np.unique(new).tolist():
                self._table[code] = _kind_of(chr(code))
            kinds = self._table[codes]
        return kinds


def find_stretches(
    codes: NDArray[np.uint32], kinds: NDArray[np.uint8], kept: Integers, bounds: Integers
) -> Stretches:
    """Cut texts into stretches.

    Parameters
    ----------
    codes, kinds
        Shape (n,): the characters of all texts and their kinds.
    kept
        Shape (m, 3): start, end and kind of stretches that stay whole.
    bounds
        Where texts begin: no stretch reaches over.
    """
    n = len(codes)
    forced = np.zeros(n + 1, dtype=np.bool_)
    forced[bounds] = True
    forced[kept[:, 0]] = True
    forced[kept[:, 1]] = True
    kind = _KIND[kinds]
    _take_letters(kinds, kind, forced)
    edges = forced.copy()
    changed = kind[1:] != kind[:-1]
    changed |= (codes[1:] != codes[:-1]) & ((kind[1:] == MARK_KIND) | (kind[1:] == CHARACTER))
    edges[1:n] |= changed
    depth = np.zeros(n + 1, dtype=np.int8)
    depth[kept[:, 0]] += 1
    depth[kept[:, 1]] -= 1
    within = np.cumsum(depth) > 0
    edges[within] = False
    edges[kept[:, 0]] = True
    kind[kept[:, 0]] = kept[:, 2]
    starts = np.flatnonzero(edges[:n])
    return Stretches(starts, np.diff(starts, append=n), kind[starts])


def _take_letters(kinds: NDArray[np.uint8], kind: Integers, forced: NDArray[np.bool_]) -> None:
    """ASCII letters that follow a letter of another script belong to its word, in place."""
    if not (kinds == _LETTER).any():
        return
    place = np.arange(len(kinds))
    breaks = ((kinds != _LETTER) & (kinds != _ASCII)) | forced[:-1]
    last_break = np.maximum.accumulate(np.where(breaks, place, 0))
    last_letter = np.maximum.accumulate(np.where(kinds == _LETTER, place, -1))
    kind[(kinds == _ASCII) & (last_letter >= last_break)] = LETTERS


def _kind_of(char: str) -> int:
    if char.isspace():
        return _BLANK
    if _IS_RUN.match(char):
        return _HAN
    if char.isascii() and char.isalpha():
        return _ASCII
    if _IS_LETTER.match(char):
        return _LETTER
    return _CHARACTER if char.isalnum() else _MARK
