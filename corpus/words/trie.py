"""Words as a tree of characters, kept in arrays and walked from many places at once.

A node is a number; a branch is the pair (node, character), found in a hash table with open
addressing (Knuth, *The Art of Computer Programming* 3, section 6.4). One step of the walk costs a
few array operations, whatever the number of places.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROOT = 0
NOWHERE = -1
_CHARACTER_BITS = 21  # Unicode ends at 0x10FFFF
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: neighbours land far apart
_ROOM = 4  # slots a branch: most are found at the first look


class Trie:
    """All beginnings of some words.

    Parameters
    ----------
    words
        The words; a word may stand there more than once.

    Attributes
    ----------
    ends : ndarray
        Shape (n words,), int64: the node at which each word ends.
    n_nodes : int
        Nodes, the root among them.

    Examples
    --------
    >>> trie = Trie(["学习", "学"])
    >>> node = trie.step(np.array([ROOT, ROOT]), np.array([ord("学"), ord("习")]))
    >>> node.tolist() == [int(trie.ends[1]), NOWHERE]
    True
    """

    def __init__(self, words: Sequence[str]) -> None:
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        text = "".join(words).encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(text, np.uint32).astype(np.int64)
        starts = np.cumsum(lengths) - lengths
        node = np.zeros(len(words), dtype=np.int64)
        rows = np.arange(len(words))
        branches = []
        self.n_nodes = 1
        for depth in range(int(lengths.max(initial=0))):
            rows = rows[lengths[rows] > depth]
            keys = _keys(node[rows], codes[starts[rows] + depth])
            found, which = np.unique(keys, return_inverse=True)
            node[rows] = self.n_nodes + which
            self.n_nodes += len(found)
            branches.append(found)
        self.ends = node
        self._fill(np.concatenate([*branches, np.zeros(0, np.int64)]))

    def step(self, node: NDArray[np.int64], codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Follow one character from each node.

        Parameters
        ----------
        node, codes
            Shape (n,), int64: nodes, and code points.

        Returns
        -------
        ndarray
            Shape (n,), int64: the nodes below, :data:`NOWHERE` where no word goes on like this.
        """
        keys = _keys(node, codes)
        slots = self._slots(keys)
        there = self._branch[slots]
        below = np.where(there == keys, self._below[slots], NOWHERE)
        open_ = np.flatnonzero((there != keys) & (there != NOWHERE))
        while len(open_):
            slots[open_] = (slots[open_] + 1) & self._mask
            there = self._branch[slots[open_]]
            hit = there == keys[open_]
            below[open_[hit]] = self._below[slots[open_[hit]]]
            open_ = open_[~hit & (there != NOWHERE)]
        return below

    def _fill(self, keys: NDArray[np.int64]) -> None:
        size = 1 << max(4, (_ROOM * len(keys)).bit_length())
        self._mask = size - 1
        self._shift = np.uint64(64 - self._mask.bit_length())
        self._branch = np.full(size, NOWHERE, dtype=np.int64)
        self._below = np.zeros(size, dtype=np.int64)
        rows, slots = np.arange(len(keys)), self._slots(keys)
        while len(rows):
            free = self._branch[slots] == NOWHERE
            self._branch[slots[free]] = keys[rows[free]]
            # of those that wanted the same slot one has got it
            placed = self._branch[slots] == keys[rows]
            self._below[slots[placed]] = rows[placed] + 1
            rows, slots = rows[~placed], (slots[~placed] + 1) & self._mask

    def _slots(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        return ((keys.view(np.uint64) * _SPREAD) >> self._shift).astype(np.int64)


def _keys(node: NDArray[np.int64], codes: NDArray[np.int64]) -> NDArray[np.int64]:
    return (node << _CHARACTER_BITS) | codes
