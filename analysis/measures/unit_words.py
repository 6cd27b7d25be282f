"""The content words of units: each document is cut once, whatever its units are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from analysis.measures.wording import content_mask
from corpus.model import Spans, Units
from corpus.tokens import Tokenizer

GRAINS = ("document", "section")


def unit_words(
    units: Units,
    tokenizer: Tokenizer,
    stopwords: Collection[str],
    shared: Sequence[Spans] | None = None,
) -> Iterator[list[str]]:
    """Content words of each unit.

    Parameters
    ----------
    units
        Documents or sections, in reading order.
    tokenizer
        Cuts words.
    stopwords
        Words to leave out.
    shared
        For each document spans, shape (n, 2), in offsets of its source; words that begin inside
        one are left out.

    Yields
    ------
    list of str
        In reading order, repeated as often as they occur; one list a unit.

    Examples
    --------
    >>> import corpus
    >>> units = corpus.from_texts({"甲": "我们学习条例。学习笔记。"}).units("document")
    >>> list(unit_words(units, Tokenizer(), frozenset()))
    [['学习', '条例', '学习', '笔记']]
    """
    for row, places in groupby(range(len(units)), lambda place: int(units.document[place])):
        spans = units.spans[list(places)]
        document = units.documents[row]
        tokens = tokenizer.tokenize(document.text)
        starts = tokens.starts + document.body.start
        mask = content_mask(tokens.words, tokens.tags, stopwords)
        if shared is not None:
            mask &= ~inside(starts, shared[row])
        kept = np.flatnonzero(mask)
        bounds = np.searchsorted(starts[kept], spans)
        for first, last in bounds.tolist():
            yield [tokens.words[i] for i in kept[first:last].tolist()]


def inside(starts: NDArray[np.int64], spans: Spans) -> NDArray[np.bool_]:
    """Whether each place lies inside one of the spans, which may overlap.

    >>> inside(np.array([0, 3, 5]), np.array([[2, 5], [3, 4]])).tolist()
    [False, True, False]
    """
    places = np.asarray(spans, dtype=np.int64).reshape(-1, 2)
    opened = np.searchsorted(np.sort(places[:, 0]), starts, side="right")
    closed = np.searchsorted(np.sort(places[:, 1]), starts, side="right")
    return opened > closed
