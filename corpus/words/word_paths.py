"""Many runs of characters cut into words at once, exactly as jieba cuts each of them.

jieba takes the division into dictionary words whose frequencies, as shares of the whole, have the
greatest product (a unigram model, solved from the end by dynamic programming); among equals the
one whose word here is longest. Single characters in a row, which are no word together, are cut
again by a hidden Markov model (:mod:`corpus.words.character_states`). Here the same sums are made
in the same order, so that not even rounding differs, but for all runs side by side: runs are sorted
by length, and what is n characters from the end of its run is computed for all of them in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from corpus.words.character_states import CharacterStates
from corpus.words.trie import NOWHERE, ROOT, Trie

PATH_BATCH = 1 << 18  # characters looked at together: some 100 bytes each
LONG_RUN = 200  # characters of a run that is solved alone: arrays over one run do not pay
HAN = 0x4E00  # the first Han character; letters and digits stand below

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


class WordPaths:
    """A dictionary with frequencies, and the way to cut by it.

    Parameters
    ----------
    words, frequencies
        The dictionary; a later entry replaces an earlier one.
    total
        The sum that frequencies are shares of.
    states
        Cuts what the dictionary leaves in single characters.
    """

    def __init__(
        self,
        words: Sequence[str],
        frequencies: Sequence[int],
        total: int,
        states: CharacterStates,
    ) -> None:
        self._trie = Trie(words)
        known, which = np.unique(np.array(frequencies, dtype=np.int64), return_inverse=True)
        # math.log, as jieba: np.log may differ in the last bit
        logs = np.array([log(value) if value else -np.inf for value in known.tolist()])
        self._log_share = np.full(self._trie.n_nodes, -np.inf)
        self._log_share[self._trie.ends] = logs[which] - log(total)
        self._unknown = log(1) - log(total)
        self._states = states
        first = np.arange(1 << 16)
        self._first = self._trie.step(np.full(len(first), ROOT), first)

    def begins(self, runs: Sequence[str]) -> NDArray[np.bool_]:
        """Cut runs of Han characters (U+4E00 to U+9FD5), ASCII letters and digits.

        Parameters
        ----------
        runs
            Any number, each of any length.

        Returns
        -------
        ndarray
            Shape (n characters of all runs,), bool: whether a word begins there.
        """
        found = [np.zeros(0, dtype=np.bool_)]
        first = size = 0
        for row, run in enumerate(runs, 1):
            size += len(run)
            if size >= PATH_BATCH or row == len(runs):
                found.append(self._batch(runs[first:row]))
                first, size = row, 0
        return np.concatenate(found)

    def _batch(self, runs: Sequence[str]) -> NDArray[np.bool_]:
        codes = np.frombuffer("".join(runs).encode("utf-32-le"), np.uint32).astype(np.int64)
        lengths = np.fromiter(map(len, runs), np.int64, len(runs))
        return self._begins(codes, _Layout(lengths)) if len(codes) else np.zeros(0, np.bool_)

    def _begins(self, codes: Integers, layout: _Layout) -> NDArray[np.bool_]:
        """Shape (n,): whether a word begins at each character."""
        shares = self._shares(codes, layout)
        taken = _lengths_taken(shares, layout)
        begins = _follow(taken, layout)
        starts, sizes = _single_rows(begins, layout)
        known = np.zeros(len(starts), dtype=bool)
        # jieba leaves a row of single characters alone where it happens to be a word
        for size in range(2, len(shares) + 1):
            rows = np.flatnonzero(sizes == size)
            known[rows] = shares[size - 1][layout.place[starts[rows]]] > -np.inf
        self._cut_again(codes, starts[~known], sizes[~known], begins)
        return begins

    def _shares(self, codes: Integers, layout: _Layout) -> list[Floats]:
        """For each length, shape (n,): log share of the word of that length there, or -inf."""
        at = np.arange(len(codes))
        node = self._first[codes]
        unknown = np.ones(len(codes), dtype=bool)
        shares: list[Floats] = []
        while len(at):
            there = node != NOWHERE
            at, node = at[there], node[there]
            found = np.full(len(codes), -np.inf)
            share = self._log_share[node]
            found[layout.place[at]] = share
            unknown[layout.place[at[share > -np.inf]]] = False
            shares.append(found)
            further = at + len(shares) < layout.end[at]
            at, node = at[further], node[further]
            node = self._trie.step(node, codes[at + len(shares)])
        shares[0][unknown] = self._unknown
        return shares

    def _cut_again(
        self, codes: Integers, starts: Integers, sizes: Integers, begins: NDArray[np.bool_]
    ) -> None:
        """Cut rows of single characters by the model of characters, in place.

        Letters and digits in such a row stay together; each stretch of Han characters is cut.
        """
        if not len(starts):
            return
        rows = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))
        han = codes[rows] >= HAN
        fresh = np.zeros(len(rows), dtype=bool)  # a new row, or the other kind of character
        fresh[np.cumsum(sizes) - sizes] = True
        fresh[1:] |= han[1:] != han[:-1]
        begins[rows[~han & ~fresh]] = False
        edges = np.flatnonzero(fresh)
        lengths = np.diff([*edges.tolist(), len(rows)])
        mine = han[edges] & (lengths > 1)
        self._states.cut(codes, rows[edges[mine]], lengths[mine], begins)


class _Layout:
    """Where the characters of each run go when all that are n from their end stand together."""

    def __init__(self, lengths: Integers) -> None:
        longest = int(lengths.max(initial=0))
        self.bounds = np.concatenate([[0], np.cumsum(lengths)])
        order = np.argsort(-lengths, kind="stable")
        rank = np.empty(len(lengths), dtype=np.int64)
        rank[order] = np.arange(len(lengths))
        run = np.repeat(np.arange(len(lengths)), lengths)
        self.end = self.bounds[1:][run]
        """Shape (n,): where the run of each character ends."""
        ahead = self.end - 1 - np.arange(len(run))
        having = len(lengths) - np.cumsum(np.bincount(lengths, minlength=longest + 1))[:longest]
        self.steps = np.concatenate([[0], np.cumsum(having)])
        """Shape (longest + 1,): where the characters with n to follow begin, run by run."""
        self.place = self.steps[ahead] + rank[run]
        """Shape (n,): the new place of each character."""


def _lengths_taken(shares: Sequence[Floats], layout: _Layout) -> NDArray[np.int8]:
    """At each place the length of the word that begins the best division of what follows."""
    longest = len(shares)
    score = np.zeros(len(layout.place))
    taken = np.ones(len(layout.place), dtype=np.int8)
    steps = layout.steps.tolist()
    used = [np.logical_or.reduceat(row > -np.inf, layout.steps[:-1]).tolist() for row in shares]
    for ahead in range(min(len(steps) - 1, LONG_RUN)):
        first, last = steps[ahead], steps[ahead + 1]
        many = last - first
        best = shares[0][first:last] + (score[steps[ahead - 1] :][:many] if ahead else 0.0)
        length = taken[first:last]
        for size in range(2, min(ahead + 1, longest) + 1):
            if used[size - 1][ahead]:
                rest = score[steps[ahead - size] :][:many] if size <= ahead else 0.0
                other = shares[size - 1][first:last] + rest
                length[other >= best] = size
                np.maximum(best, other, out=best)
        score[first:last] = best
    if len(steps) - 1 > LONG_RUN:
        _solve_tail(shares, layout.steps, score, taken)
    return taken


def _solve_tail(
    shares: Sequence[Floats], steps: Integers, score: Floats, taken: NDArray[np.int8]
) -> None:
    """The same, one place after the other, for what is LONG characters or more from its end."""
    begin = int(steps[LONG_RUN])
    tail = np.stack([found[begin:] for found in shares], axis=1)
    place, row = np.nonzero(tail > -np.inf)
    share = tail[place, row]
    place, size = place + begin, row + 1
    ahead = np.searchsorted(steps, place, side="right") - 1
    rest = steps[ahead - size] + place - steps[ahead]
    best = score.tolist()
    best[begin:] = [-np.inf] * (len(best) - begin)
    chosen = taken.tolist()
    for here, length, value, there in zip(
        place.tolist(), size.tolist(), share.tolist(), rest.tolist(), strict=True
    ):
        together = value + best[there]
        if together >= best[here]:
            best[here], chosen[here] = together, length
    taken[:] = chosen


def _follow(taken: NDArray[np.int8], layout: _Layout) -> NDArray[np.bool_]:
    """From the start of each run, word by word: where words begin."""
    begins = np.zeros(len(layout.place), dtype=bool)
    at = layout.bounds[:-1]
    at = at[at < layout.bounds[1:]]
    while len(at):
        begins[at] = True
        end = layout.end[at]
        at = at + taken[layout.place[at]]
        at = at[at < end]
    return begins


def _single_rows(begins: NDArray[np.bool_], layout: _Layout) -> tuple[Integers, Integers]:
    """Start and number of single characters in a row within a run, where there are two or more."""
    starts = np.flatnonzero(begins)
    single = starts[np.diff([*starts.tolist(), len(begins)]) == 1]
    if not len(single):
        return single, single
    fresh = np.ones(len(single), dtype=bool)
    fresh[1:] = (single[1:] != single[:-1] + 1) | (
        layout.end[single[1:]] != layout.end[single[:-1]]
    )
    edges = np.flatnonzero(fresh)
    sizes = np.diff([*edges.tolist(), len(single)])
    return single[edges[sizes > 1]], sizes[sizes > 1]
