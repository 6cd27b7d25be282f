"""A tokenizer that cuts every text once: a study asks for the words of one corpus many times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.words.numbered_tokens import NumberedTokens
from corpus.words.tokens import Tokenizer

MOST_KEPT = 1 << 23
"""Tokens kept, 200 MB; a larger corpus is cut again from there on."""
SHORT_KEPT = 64
"""Characters from which on a text is also kept by itself, to be found among others: shorter ones
are sooner cut again."""


class _KeptPlace(NamedTuple):
    """Where the tokens of a text are kept."""

    tokens: NumberedTokens
    row: int


class KeepingTokenizer(Tokenizer):
    """A :class:`corpus.words.tokens.Tokenizer` that keeps what it has cut, as long as it lives.

    Texts are cut some at a time; whoever asks for the same texts in the same order gets the same
    arrays, which nobody may write to. Texts that were cut before, among others, are put together
    from what was kept, and only the others are cut.

    Examples
    --------
    >>> cutter = KeepingTokenizer()
    >>> next(cutter.number(["学习条例。"])) is next(cutter.number(["学习条例。"]))
    True
    """

    _kept: dict[tuple[str, ...], NumberedTokens]
    _places: dict[str, _KeptPlace]
    _room: int

    def _number(self, texts: Sequence[str]) -> NumberedTokens:
        if "_kept" not in vars(self):
            self._kept, self._places, self._room = {}, {}, MOST_KEPT
        key = tuple(texts)
        found = self._kept.get(key)
        if found is None:
            places = [self._places.get(text) for text in texts]
            new = [text for text, place in zip(texts, places, strict=True) if place is None]
            if len(new) == len(texts):
                found = super()._number(texts)
            else:
                cut = super()._number(new) if new else None
                rest = (_KeptPlace(cut, row) for row in range(len(new)) if cut is not None)
                found = _together([place or next(rest) for place in places])
            if len(found.types) <= self._room:
                self._keep(key, found)
        return found

    def _keep(self, texts: tuple[str, ...], found: NumberedTokens) -> None:
        for column in (found.types, found.starts, found.ends, found.bounds):
            column.setflags(write=False)
        self._kept[texts] = found
        self._room -= len(found.types)
        for row, text in enumerate(texts):
            if len(text) >= SHORT_KEPT:
                self._places.setdefault(text, _KeptPlace(found, row))


def _together(places: Sequence[_KeptPlace]) -> NumberedTokens:
    """Put the tokens of texts together as if these had been cut together."""
    numbers: dict[tuple[str, str], int] = {}
    global_of: dict[int, NDArray[np.int64]] = {}
    for tokens, _ in places:
        if id(tokens) not in global_of:
            pairs = zip(tokens.words, tokens.tags, strict=True)
            of_types = [numbers.setdefault(pair, len(numbers)) for pair in pairs]
            global_of[id(tokens)] = np.array(of_types, dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    types, starts, ends, sizes = [none], [none], [none], [0]
    for tokens, row in places:
        mine = slice(int(tokens.bounds[row]), int(tokens.bounds[row + 1]))
        types.append(global_of[id(tokens)][tokens.types[mine]])
        starts.append(tokens.starts[mine])
        ends.append(tokens.ends[mine])
        sizes.append(mine.stop - mine.start)
    every = np.concatenate(types)
    # numbered by where each type stands first, as those of texts that are cut together
    first = np.full(len(numbers), len(every), dtype=np.int64)
    first[every[::-1]] = np.arange(len(every))[::-1]  # what is written last stays
    there = np.flatnonzero(first < len(every))
    order = there[np.argsort(first[there])]
    number = np.zeros(len(numbers), dtype=np.int64)
    number[order] = np.arange(len(order))
    names = list(numbers)
    chosen = [names[row] for row in order.tolist()]
    return NumberedTokens(
        [word for word, _ in chosen],
        [tag for _, tag in chosen],
        number[every],
        np.concatenate(starts),
        np.concatenate(ends),
        np.cumsum(sizes),
    )
