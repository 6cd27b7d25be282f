"""Synonyms: words that are put for one another become one, at the level that asks for it.

The list is ours (``resources/synonyms.tsv``): classes of words of office language, each class of
one number of characters. So a word takes another's place character by character, and no place in
the text moves. It knows no grammar: 强化 in 强化工艺 becomes 加强, too. That is why no other level
has it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.errors import FormatError
from corpus.folding.folded import Codes, Places

_RESOURCE = Path(__file__).parents[1] / "resources" / "synonyms.tsv"
MOST_ROUNDS = 8
"""No text of two words and a character needs more than three rounds."""
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd: multiplying by it loses nothing


class SynonymTable(NamedTuple):
    """All words of one number of characters, in the order of their keys."""

    keys: NDArray[np.uint64]
    """Shape (n,), uint64: a hash of each word; what has an equal one is compared."""
    words: Codes
    """Shape (n, characters), uint32: codes of each word."""
    instead: Codes
    """Shape (n, characters), uint32: codes of the word that stands for its class."""


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Read the classes; the first word stands for the others.

    Raises
    ------
    FormatError
        If a word is in two classes, or a class has words of different lengths.

    >>> next(words for words in synonyms() if "强化" in words)
    ('加强', '强化', '增强')
    """
    lines = _RESOURCE.read_text(encoding="utf-8").split("\n")
    classes = tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))
    seen: set[str] = set()
    for words in classes:
        if len(words) < 2 or len({*map(len, words)}) > 1 or seen.intersection(words):
            raise FormatError(
                f"resources/synonyms.tsv: class {' '.join(words)!r} must have two words or more, "
                "all of one length, none of them in another class"
            )
        seen.update(words)
    return classes


def synonym_tables(codes_of: dict[str, Codes]) -> tuple[SynonymTable, ...]:
    """Make a table for each length of words, the longest first.

    Parameters
    ----------
    codes_of
        The codes of every word of :func:`synonyms`, as texts are folded.
    """
    tables = []
    for size in sorted({len(codes) for codes in codes_of.values()}, reverse=True):
        pairs = [
            (codes_of[word], codes_of[words[0]])
            for words in synonyms()
            for word in words
            if len(codes_of[word]) == size
        ]
        words, instead = (np.array(side, dtype=np.uint32) for side in zip(*pairs, strict=True))
        keys = _keys(words.T)
        order = np.argsort(keys)
        tables.append(SynonymTable(keys[order], words[order], instead[order]))
    return tuple(tables)


def with_synonyms(codes: Codes, bounds: Places, tables: tuple[SynonymTable, ...]) -> Codes:
    """Put for each word the one that stands for its class.

    Parameters
    ----------
    codes
        Shape (n,), uint32: folded characters of texts, end to end.
    bounds
        Shape (texts + 1,): where each text begins and the last one ends.
    tables
        From :func:`synonym_tables`.

    Returns
    -------
    ndarray
        Shape (n,). Words are taken from the left, the longest first, and none of two texts; and
        once more, as long as what was put in makes a word with its neighbour (扎推行: 扎实施).
    """
    for _ in range(MOST_ROUNDS):
        out = _replaced(codes, bounds, tables)
        if np.array_equal(out, codes):
            break
        codes = out
    return codes


def _replaced(codes: Codes, bounds: Places, tables: tuple[SynonymTable, ...]) -> Codes:
    found: list[tuple[int, int, int]] = []  # start, −length, row of its table
    for table in tables:
        size = table.words.shape[1]
        if len(codes) < size:
            continue
        windows = [codes[at : len(codes) - size + at + 1] for at in range(size)]
        keys = _keys(np.array(windows))
        rows = np.searchsorted(table.keys, keys).clip(max=len(table.keys) - 1)
        starts = np.flatnonzero(table.keys[rows] == keys)
        rows = rows[starts]
        same = (codes[starts[:, None] + np.arange(size)] == table.words[rows]).all(axis=1)
        same &= np.searchsorted(bounds, starts, "right") == np.searchsorted(
            bounds, starts + size - 1, "right"
        )
        rows, starts = rows[same], starts[same]
        found += [(at, -size, row) for at, row in zip(starts.tolist(), rows.tolist(), strict=True)]
    of_size = {table.words.shape[1]: table for table in tables}
    out, free = codes.copy(), 0
    for start, negative, row in sorted(found):
        if start >= free:
            free = start - negative
            out[start:free] = of_size[-negative].instead[row]
    return out


def _keys(columns: Codes) -> NDArray[np.uint64]:
    """One hash for each row of characters; shape (characters, n) to (n,), uint64."""
    keys = np.zeros(columns.shape[1], dtype=np.uint64)
    for column in columns:
        keys = (keys ^ column.astype(np.uint64)) * _MIX
        keys ^= keys >> np.uint64(29)
    return keys
