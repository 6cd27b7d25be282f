"""Words: a hash and a place in 64 bits, so that one sort of plain integers groups equal hashes.

The place stands in the low bits: inside a group, places come in reading order. With c characters
64 − log₂ c bits of hash remain.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.system.threads import mapped, threads

Words = NDArray[np.uint64]

BLOCK = 1 << 18
"""Words worked on at once: a temporary array of all of them is slower to get than to fill."""


def place_bits(length: int) -> np.uint64:
    """Mask of the low bits of a word: they hold a place, and the rest what fits of a hash."""
    return np.uint64((1 << max(1, int(length).bit_length())) - 1)


def pieces(length: int) -> list[slice]:
    """Blocks of an array.

    >>> pieces(BLOCK + 1) == [slice(0, BLOCK), slice(BLOCK, BLOCK + 1)]
    True
    """
    return [slice(start, min(start + BLOCK, length)) for start in range(0, length, BLOCK)]


def sort_words(words: Words) -> None:
    """Sort in place, each thread a part: first what belongs in which part is brought there."""
    parts = threads()
    if parts < 2 or len(words) < BLOCK:
        words.sort()
        return
    cuts = [len(words) * part // parts for part in range(parts + 1)]
    words.partition(cuts[1:-1])
    mapped(np.ndarray.sort, [words[start:stop] for start, stop in pairwise(cuts)])


def split_words(words: Words, length: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Places, and where groups of equal hashes begin, of ordered words; overwrites them.

    Parameters
    ----------
    words
        Shape (m,), ascending: hashes, with a place in the low bits.
    length
        Number of characters, from which follows how many bits a place has.

    Examples
    --------
    >>> import numpy as np
    >>> places, first = split_words(np.array([8 + 1, 8 + 2, 16], np.uint64), 3)
    >>> places.tolist(), first.tolist()
    ([1, 2, 0], [True, False, True])
    """
    low = place_bits(length)
    first = np.ones(len(words), dtype=bool)

    def compared(piece: slice) -> None:
        begin, end = max(1, piece.start), piece.stop
        np.greater(words[begin:end] ^ words[begin - 1 : end - 1], low, out=first[begin:end])

    mapped(compared, pieces(len(words)))
    words &= low
    return words.view(np.int64), first
