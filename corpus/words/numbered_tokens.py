"""Tokens in columns: of one text with their words, of many texts with numbers for words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.words.equal_stretches import inside
from corpus.words.stretches import Stretches


class Tokens(NamedTuple):
    """The tokens of one text, column by column.

    ``text[starts[i]:ends[i]]`` reads ``words[i]``, and is it where the text needs no other reading
    form (:func:`corpus.folding.reading.reading_form`); they ascend, do not overlap, and nothing but
    white space lies between them.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: list[str]
    tags: list[str]


@dataclass(frozen=True)
class NumberedTokens:
    """The tokens of several texts. A type is a word with a tag; a token has its type's number.

    Whatever depends on word and tag alone is found once for each type, and handed to the tokens
    by ``of_types[tokens.types]``.
    """

    words: list[str]
    """The word of each type."""
    tags: list[str]
    """Its tag."""
    types: NDArray[np.int64]
    """Shape (n tokens,): the type of each token."""
    starts: NDArray[np.int64]
    """Shape (n tokens,): where each begins, in its own text."""
    ends: NDArray[np.int64]
    bounds: NDArray[np.int64]
    """Shape (n texts + 1,): tokens ``bounds[i]`` to ``bounds[i + 1]`` are those of text i."""

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def of(self, row: int) -> Tokens:
        """Return the tokens of one text."""
        mine = slice(int(self.bounds[row]), int(self.bounds[row + 1]))
        types = self.types[mine].tolist()
        return Tokens(
            self.starts[mine],
            self.ends[mine],
            list(map(self.words.__getitem__, types)),
            list(map(self.tags.__getitem__, types)),
        )


def spread(
    pieces: Stretches,
    which: NDArray[np.int64],
    bounds: NDArray[np.int64],
    owner: NDArray[np.int64],
    ahead: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Put the tokens of each different piece wherever it stands.

    Parameters
    ----------
    pieces
        The n pieces that tile the texts, in order.
    which
        Shape (n,): which of the different pieces each is.
    bounds
        Shape (n texts + 1,): where texts begin.
    owner, ahead
        Shape (m,): for each token of the different pieces, piece after piece, the number of its
        piece and the characters before it there.

    Returns
    -------
    rows : ndarray
        Shape (n tokens,): which of the m each token is.
    starts : ndarray
        Shape (n tokens,): where it begins in its text.
    first : ndarray
        Shape (n texts + 1,): where the tokens of each text begin.
    """
    many = np.bincount(owner, minlength=int(which.max(initial=-1)) + 1)
    here = many[which]
    rows = inside((np.cumsum(many) - many)[which], here)
    texts = np.searchsorted(pieces.starts, bounds)
    base = pieces.starts - np.repeat(bounds[:-1], np.diff(texts))
    before = np.concatenate([[0], np.cumsum(here)])
    return rows, np.repeat(base, here) + ahead[rows], before[texts]
