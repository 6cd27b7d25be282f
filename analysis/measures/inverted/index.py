"""An inverted index of runs: key → the texts entered under it, in two arrays of 32 bits.

The upper bits of a key say in which bucket it lies; the word of an entry holds the others, and the
text below them. Words ascend within a bucket, so that the entries of one key lie together, in the
order of their texts. Four buckets a text, as many bits for a text as there are then left, and both
come to 32 bits whatever the size: an entry costs four bytes, a text 16 more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import sort_words
from analysis.measures.arrays.shingles import Ints
from analysis.measures.inverted.runs import KEY_BITS, ChosenRuns

Words = NDArray[np.uint32]

MOST_TEXTS = 1 << 20
"""Texts in one index at most: the word of an entry has 20 bits for them."""
MOST_ENTRIES = (1 << 32) - 1
"""Entries at most, so that 32 bits say where a bucket begins."""
_FEWEST_BITS = 10
_BUCKETS_A_TEXT = 2  # as a power of two
_LOW = np.uint64((1 << 32) - 1)
_WORD = np.uint64(32)
_PARTS = 16  # stretches of keys that are merged one at a time, to save memory


class InvertedRuns(NamedTuple):
    """Entries of some texts, by key."""

    bounds: Words
    """Shape (2^b + 1,), uint32: where each bucket begins, and where the last one ends."""
    words: Words
    """Shape (m,), uint32."""

    @property
    def bits(self) -> int:
        """b: the bits of a key that say which bucket."""
        return (len(self.bounds) - 1).bit_length() - 1

    @property
    def text_bits(self) -> int:
        """Bits of a word that say which text."""
        return self.bits - _BUCKETS_A_TEXT

    def entries(self, part: int = 0, parts: int = 1) -> NDArray[np.uint64]:
        """Return bucket and word of each entry in 64 bits, ascending; of one part of the keys.

        Parameters
        ----------
        part, parts
            The buckets are cut into ``parts`` stretches, a power of two; the ``part``-th is
            returned.
        """
        wide = (len(self.bounds) - 1) // parts
        edges = self.bounds[part * wide : (part + 1) * wide + 1].astype(np.int64)
        found = np.repeat(
            np.arange(part * wide, (part + 1) * wide, dtype=np.uint64), np.diff(edges)
        )
        found <<= _WORD
        found |= self.words[edges[0] : edges[-1]]
        return found

    def ranges(self, keys: NDArray[np.uint64]) -> tuple[Ints, Ints]:
        """Find the words of some keys.

        Parameters
        ----------
        keys
            Shape (q,), uint64.

        Returns
        -------
        first, last : ndarray
            Shape (q,) each, int64: ``words[first:last]`` are those of the key.
        """
        rest = np.uint64(KEY_BITS - self.bits)
        bucket = (keys >> rest).astype(np.int64)
        begin, end = (self.bounds[bucket + step].astype(np.int64) for step in (0, 1))
        least = (keys & ((np.uint64(1) << rest) - np.uint64(1))) << np.uint64(self.text_bits)
        first = _from(self.words, begin, end, least)
        return first, _from(self.words, first, end, least + np.uint64(1 << self.text_bits))

    def texts(self, places: Ints) -> Ints:
        """Return the texts of some words."""
        return (self.words[places] & np.uint32((1 << self.text_bits) - 1)).astype(np.int64)


def inverted(chosen: ChosenRuns, texts: int) -> InvertedRuns:
    """Make the index of some texts.

    Parameters
    ----------
    chosen
        The runs they are entered under; a key that a text has several times is entered once.
    texts
        How many texts there are, up to :data:`MOST_TEXTS`.

    Examples
    --------
    >>> chosen = ChosenRuns(np.array([7, 9, 7, 7], np.uint64), np.array([0, 0, 1, 1]))
    >>> found = inverted(chosen, 2)
    >>> [a.tolist() for a in found.ranges(np.array([7, 8, 9], np.uint64))]
    [[0, 2, 2], [2, 2, 3]]
    >>> found.texts(np.array([0, 1, 2])).tolist()
    [0, 1, 0]
    """
    bits = _bits(texts)
    low = np.uint64(bits - _BUCKETS_A_TEXT)
    entries = (chosen.keys << low) | chosen.texts.view(np.uint64)
    sort_words(entries)
    entries = entries[np.append(True, entries[1:] != entries[:-1])[: len(entries)]]
    return InvertedRuns(*_packed([entries], bits))


def merged_runs(
    indexes: Sequence[InvertedRuns], renumbered: Sequence[Ints], texts: int
) -> InvertedRuns:
    """Make one index of several.

    Parameters
    ----------
    indexes
        What is merged.
    renumbered
        For each of them the new number of each of its texts, −1 for one that is left out.
    texts
        How many texts there are afterwards.
    """
    bits = _bits(texts)
    low = np.uint64(bits - _BUCKETS_A_TEXT)

    def parts() -> Iterator[NDArray[np.uint64]]:
        for part in range(_PARTS):
            found = [np.zeros(0, dtype=np.uint64)]
            for index, numbers in zip(indexes, renumbered, strict=True):
                entries = index.entries(part, _PARTS)
                mask = np.uint64((1 << index.text_bits) - 1)
                text = numbers[(entries & mask).astype(np.int64)]
                entries = (entries >> np.uint64(index.text_bits)) << low
                entries |= text.view(np.uint64)
                found.append(entries[text >= 0])
            together = np.concatenate(found)
            sort_words(together)
            yield together

    return InvertedRuns(*_packed(parts(), bits))


def _bits(texts: int) -> int:
    return max(_FEWEST_BITS, (max(texts, 1) - 1).bit_length() + _BUCKETS_A_TEXT)


def _packed(parts: Iterable[NDArray[np.uint64]], bits: int) -> tuple[Words, Words]:
    """Bounds and words of entries that ascend from part to part."""
    counts = np.zeros((1 << bits) + 1, dtype=np.int64)
    words = [np.zeros(0, dtype=np.uint32)]
    for entries in parts:
        bucket = (entries >> _WORD).astype(np.int64)
        if len(bucket):
            first, last = int(bucket[0]), int(bucket[-1])
            counts[first + 1 : last + 2] += np.bincount(bucket - first)
        words.append((entries & _LOW).astype(np.uint32))
    return np.cumsum(counts).astype(np.uint32), np.concatenate(words)


def _from(words: Words, begin: Ints, end: Ints, least: NDArray[np.uint64]) -> Ints:
    """First places in stretches of ascending words from which on they are ``least`` or more."""
    begin, end = begin.copy(), end.copy()
    open_ = np.flatnonzero(begin < end)
    while len(open_):
        middle = (begin[open_] + end[open_]) >> 1
        below = words[middle] < least[open_]
        begin[open_[below]] = middle[below] + 1
        end[open_[~below]] = middle[~below]
        open_ = open_[begin[open_] < end[open_]]
    return begin
