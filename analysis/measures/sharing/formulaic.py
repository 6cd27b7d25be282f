"""How formulaic texts are, by the measures of the literature on company reports.

*Boilerplate* as in Lang and Stice-Lawrence (2015), "Textual analysis and international financial
reporting: Large sample evidence", Journal of Accounting and Economics 60: tetragrams of words
within a sentence that stand in at least 30 % of the documents, or on average five times or more in
each, and in less than 75 % of them (the most common ones they take for the law's own language); the
measure is the share of words in sentences that contain one. In a compilation of fifteen pieces
the ceiling throws away just the strongest formulas, so here it is a parameter and off unless asked
for. (Checked against the account of it in the package MoreThanSentiments, Jiang and Srinivasan,
2023, Software Impacts 15: 100456, not against the paper itself.)

*Redundancy* as in Cazier and Pfeiffer (2016), "Why are 10-K filings so long?", Accounting Horizons
30, in the form of the same package: the share of ten-grams that stand more than once in the same
document.

*Specificity* as in Hope, Hu and Lu (2016), "The benefits of specific risk-factor disclosures",
Review of Accounting Studies 21: names, figures and dates per word.

Copies count once where documents are counted, if the voters say so; the papers count every one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints

TETRAGRAM = 4
TEN = 10
LEAST_FORMULAIC = 0.3
"""Share of documents from which on a tetragram is a formula: Lang and Stice-Lawrence's."""
OFTEN = 5.0
"""Occurrences a document, on average, that make one a formula whatever its documents: theirs."""
CEILING = 0.75
"""Their share of documents above which a tetragram is nobody's formula; not the default here."""


def formulaic_share(
    words: Ints,
    sentences: Ints,
    documents: Ints,
    voters: Ints,
    *,
    n: int = TETRAGRAM,
    floor: float = LEAST_FORMULAIC,
    ceiling: float = 1.0,
    often: float = OFTEN,
) -> NDArray[np.float64]:
    """Return the share of words in sentences with a formula, for each document.

    Parameters
    ----------
    words
        Shape (w,): number of each word, in reading order, all documents one after another.
    sentences
        Shape (w,), ascending: number of the sentence of each word.
    documents
        Shape (w,), ascending: row of the document of each word.
    voters
        Shape (documents,): who votes for each document; ``arange`` for the paper's own count.
    n
        Words of a phrase.
    floor, ceiling
        Shares of the voters: a phrase of fewer is no formula, nor is one of the ceiling or more,
        unless the ceiling is 1.
    often
        Occurrences a voter, on average, from which on a phrase is a formula without the floor.

    Returns
    -------
    ndarray
        Shape (documents,); 0 for a document without words.

    Examples
    --------
    Two documents, the phrase 1 2 3 4 in both, in one sentence of four words and one of six.

    >>> words = np.array([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 7, 8])
    >>> sentences = np.array([0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2])
    >>> documents = np.repeat([0, 1], 6)
    >>> formulaic_share(words, sentences, documents, np.arange(2), floor=1.0).round(3).tolist()
    [0.667, 1.0]
    """
    grams, starts = _grams(words, sentences, n)
    row = documents[starts]
    total = np.bincount(documents, minlength=len(voters))
    if not len(grams):
        return np.zeros(len(voters))
    kinds = int(grams.max()) + 1
    # only a family's representative counts, so that copies add neither documents nor occurrences
    counted = voters[row] == row
    width = len(voters)
    pairs = distinct(grams[counted] * width + row[counted])
    held = np.bincount(pairs // width, minlength=kinds)
    stood = np.bincount(grams[counted], minlength=kinds)
    there = len(distinct(voters[total > 0]))
    share = held / max(1, there)
    formula = (
        ((share >= floor) | (stood >= often * there))
        & ((share < ceiling) | (ceiling >= 1))
        & (held >= 2)
    )
    marked = np.zeros(int(sentences.max()) + 1, dtype=bool)
    marked[sentences[starts[formula[grams]]]] = True
    inside = np.bincount(documents, weights=marked[sentences], minlength=len(voters))
    return (inside / np.maximum(total, 1)).astype(np.float64)


def redundancy(
    words: Ints, sentences: Ints, documents: Ints, rows: int, *, n: int = TEN
) -> NDArray[np.float64]:
    """Return the share of n-grams that stand more than once in their own document.

    Parameters
    ----------
    words, sentences, documents
        As for :func:`formulaic_share`.
    rows
        Number of documents.
    n
        Words of a phrase.

    Returns
    -------
    ndarray
        Shape (rows,); 0 for a document without a phrase of that length.

    Examples
    --------
    1 2, 2 1 and 1 2 again: two of three stand twice.

    >>> zero = np.zeros(4, dtype=int)
    >>> redundancy(np.array([1, 2, 1, 2]), zero, zero, 1, n=2).round(3).tolist()
    [0.667]
    """
    grams, starts = _grams(words, sentences, n)
    if not len(grams):
        return np.zeros(rows)
    row = documents[starts]
    _, inverse, count = np.unique(grams * rows + row, return_inverse=True, return_counts=True)
    again = np.bincount(row, weights=count[inverse] > 1, minlength=rows)
    return (again / np.maximum(np.bincount(row, minlength=rows), 1)).astype(np.float64)


def specificity(specific: NDArray[np.bool_], documents: Ints, rows: int) -> NDArray[np.float64]:
    """Return the share of words that are names, figures or dates.

    Parameters
    ----------
    specific
        Shape (w,): which words are.
    documents
        Shape (w,): row of the document of each word.
    rows
        Number of documents.

    Returns
    -------
    ndarray
        Shape (rows,); 0 for a document without words.

    >>> specificity(np.array([True, False, False, True]), np.array([0, 0, 0, 1]), 3).round(
    ...     3
    ... ).tolist()
    [0.333, 1.0, 0.0]
    """
    total = np.bincount(documents, minlength=rows)
    found = np.bincount(documents, weights=specific, minlength=rows)
    return (found / np.maximum(total, 1)).astype(np.float64)


def _grams(words: Ints, sentences: Ints, n: int) -> tuple[Ints, Ints]:
    """Number of each phrase of n words inside a sentence, and where it starts."""
    count = len(words) - n + 1
    if count <= 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    inside = sentences[n - 1 :] == sentences[:count]
    starts = np.flatnonzero(inside)
    number = words[starts].astype(np.int64)
    for step in range(1, n):
        # numbers stay small: they are made dense again after each word
        _, number = np.unique(
            number * (int(words.max()) + 1) + words[starts + step], return_inverse=True
        )
    return number.astype(np.int64), starts
