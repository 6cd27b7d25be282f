"""Words found among single characters by a hidden Markov model of where in a word each stands.

A character begins a word, stands in its middle, ends it, or is one by itself (B, M, E, S). The
most probable row of states is found by the algorithm of Viterbi (1967), "Error bounds for
convolutional codes and an asymptotically optimum decoding algorithm", IEEE Trans. Information
Theory 13(2); the probabilities are jieba's. Sums are made in jieba's order, and ties are decided
as there, for many stretches side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

STATES = "BEMS"  # in the order in which ties are decided: the last one wins
BEFORE = {"B": "ES", "E": "BM", "M": "BM", "S": "ES"}
"""The two states that can stand before each, in the same order."""
LAST = "ES"
NEVER = -3.14e100
"""jieba's log of zero."""
LONG_STRETCH = 64
"""Characters; longer stretches of which there are few are cut one after the other."""
FEW = 12
"""A step for many stretches side by side takes as long as 12 for one alone (60 and 5 µs here)."""


class CharacterStates:
    """The model.

    Parameters
    ----------
    start
        Log probability of each state of the first character.
    transition
        ``transition[a][b]``: log probability that b follows a.
    emission
        ``emission[state][character]``: log probability of the character.
    """

    def __init__(
        self,
        start: Mapping[str, float],
        transition: Mapping[str, Mapping[str, float]],
        emission: Mapping[str, Mapping[str, float]],
    ) -> None:
        self._start = np.array([[start[state]] for state in STATES])
        self._before = [[STATES.index(a) for a in BEFORE[b]] for b in STATES]
        self._transition = [[transition[a].get(b, NEVER) for a in BEFORE[b]] for b in STATES]
        self._emission = np.full((len(STATES), 1 << 16), NEVER)
        for row, state in enumerate(STATES):
            table = emission[state]
            self._emission[row, list(map(ord, table))] = list(table.values())

    def cut(
        self,
        codes: NDArray[np.int64],
        starts: NDArray[np.int64],
        lengths: NDArray[np.int64],
        begins: NDArray[np.bool_],
    ) -> None:
        """Set in ``begins`` where words begin, for stretches of characters.

        Parameters
        ----------
        codes
            Shape (n,): code points, below 0x10000.
        starts, lengths
            Shape (m,): the stretches, each of one character or more.
        begins
            Shape (n,), bool: changed in place within the stretches.
        """
        if not len(starts):
            return
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        alone = int(np.count_nonzero(lengths[:FEW] > LONG_STRETCH))
        for start, length in zip(starts[:alone].tolist(), lengths[:alone].tolist(), strict=True):
            begins[start : start + length] = self._cut_one(codes[start : start + length])
        starts, lengths = starts[alone:], lengths[alone:]
        if not len(starts):
            return
        # having[t]: stretches with more than t characters, the first ones
        having = np.searchsorted(-lengths, -np.arange(int(lengths[0])), side="left").tolist()
        chance = self._start + self._emission[:, codes[starts]]
        back: list[NDArray[np.int8]] = []
        final = np.empty(len(starts), dtype=np.int8)
        for place in range(1, len(having) + 1):
            more = having[place] if place < len(having) else 0
            done = chance[:, more:]
            e, s = (done[STATES.index(state)] for state in LAST)
            final[more : more + done.shape[1]] = np.where(
                s >= e, STATES.index("S"), STATES.index("E")
            )
            if more:
                chance, source = self._next(chance[:, :more], codes[starts[:more] + place])
                back.append(source)
        state = final
        for place in range(len(having) - 1, -1, -1):
            now = state[: having[place]]
            begins[starts[: having[place]] + place] = (now == 0) | (now == len(STATES) - 1)
            if place:
                source = back[place - 1]
                state[: having[place]] = source[now, np.arange(len(now))]
        begins[starts] = True

    def _cut_one(self, codes: NDArray[np.int64]) -> list[bool]:
        """The same sums for one stretch: whether a word begins at each character."""
        emitted = self._emission[:, codes].T.tolist()
        steps = [
            (a, b, to_a, to_b)
            for (a, b), (to_a, to_b) in zip(self._before, self._transition, strict=True)
        ]
        chance = [first + out for (first,), out in zip(self._start, emitted[0], strict=True)]
        back: list[list[int]] = []
        for outs in emitted[1:]:
            after: list[float] = []
            source: list[int] = []
            for out, (a, b, to_a, to_b) in zip(outs, steps, strict=True):
                one = chance[a] + to_a + out
                other = chance[b] + to_b + out
                source.append(b if other >= one else a)
                after.append(max(one, other))
            chance = after
            back.append(source)
        end, single = (STATES.index(state) for state in LAST)
        state = single if chance[single] >= chance[end] else end
        states = [state]
        for source in reversed(back):
            state = source[state]
            states.append(state)
        begins = [STATES[state] in "BS" for state in reversed(states)]
        begins[0] = True
        return begins

    def _next(
        self, chance: NDArray[np.float64], codes: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        """Best log probability of each state, and the state before, one character further on."""
        emitted = self._emission[:, codes]
        after = np.empty_like(chance)
        source = np.empty(chance.shape, dtype=np.int8)
        for state, ((a, b), (to_a, to_b)) in enumerate(
            zip(self._before, self._transition, strict=True)
        ):
            one = chance[a] + to_a + emitted[state]
            other = chance[b] + to_b + emitted[state]
            source[state] = np.where(other >= one, b, a)
            after[state] = np.maximum(one, other)
        return after, source
