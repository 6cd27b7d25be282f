"""A tokenizer that cuts every text once: a study asks for the words of one corpus many times."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.words.numbered_tokens import NumberedTokens
from corpus.words.tokens import Tokenizer

MOST_KEPT = 1 << 23
"""Tokens kept, 200 MB; a larger corpus is cut again from there on."""


class KeepingTokenizer(Tokenizer):
    """A :class:`corpus.words.tokens.Tokenizer` that keeps what it has cut, as long as it lives.

    Texts are cut some at a time; whoever asks for the same texts in the same order gets the same
    arrays, which nobody may write to.

    Examples
    --------
    >>> cutter = KeepingTokenizer()
    >>> next(cutter.number(["学习条例。"])) is next(cutter.number(["学习条例。"]))
    True
    """

    _kept: dict[tuple[str, ...], NumberedTokens]
    _room: int

    def _number(self, texts: Sequence[str]) -> NumberedTokens:
        if "_kept" not in vars(self):
            self._kept, self._room = {}, MOST_KEPT
        key = tuple(texts)
        found = self._kept.get(key)
        if found is None:
            found = super()._number(texts)
            if len(found.types) <= self._room:
                for column in (found.types, found.starts, found.ends, found.bounds):
                    column.setflags(write=False)
                self._kept[key] = found
                self._room -= len(found.types)
        return found
