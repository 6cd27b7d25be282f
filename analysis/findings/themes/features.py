"""Passages as rows of numbers: which words count for a theme, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.themes.units import ThemeUnit
from analysis.measures.terms.counts import (
    count_terms,
    document_frequency,
    inverse_frequency,
    tf_idf,
    unit_length,
)
from analysis.measures.terms.wording import split_compound

HEADING_WEIGHT = 2
"""How often a word of the passage's own heading is counted beyond its place in the text: the
heading is the writer's own summary. The heading above it is counted once."""
LEAST_TERM_UNITS = 3  # a word in fewer ties nothing together
LEAST_FAMILIES = 2  # what one family alone says is its own matter, no theme of the corpus
MOST_TERM_UNITS = 0.5  # a word in more than half of all passages tells none of them apart


@dataclass(frozen=True)
class Features:
    """Passages by words."""

    scores: csr_array
    """Shape (n passages, n terms), TF-IDF, rows of length 1."""
    presence: csr_array
    """Shape (n passages, n terms), int64 counts; non-zero where the passage holds the term."""
    terms: tuple[str, ...]


def build_features(
    passages: Sequence[ThemeUnit], votes: NDArray[np.bool_], families: NDArray[np.int64]
) -> Features:
    """Weigh the words of all passages by what the voting ones say.

    Parameters
    ----------
    passages
        All passages, copies among them.
    votes
        Shape (n passages,): whether a passage takes part in deciding what words weigh.
    families
        Shape (n passages,): family of documents of each.

    Returns
    -------
    Features
        ``(1 + ln tf) · ln(n / df)``, n and df over voting passages, times a factor between 1/3
        and 1 that falls with the share of its own document's passages that hold the word: a word
        that a document says everywhere marks the document, not a theme.
    """
    vocabulary = {
        word
        for passage, vote in zip(passages, votes, strict=True)
        if vote
        for word in passage.words
    }
    vocabulary.discard("")
    pieces = {word: (word, *split_compound(word, vocabulary)) for word in _distinct(passages)}
    counted = count_terms([_evidence(passage, pieces) for passage in passages])
    matrix = counted.matrix
    voting = csr_array(matrix[votes])
    in_passages, n = document_frequency(voting)
    in_families, n_families = document_frequency(voting, families[votes])
    keep = (
        (in_passages >= LEAST_TERM_UNITS)
        & (in_families >= min(LEAST_FAMILIES, n_families))
        & (in_passages <= MOST_TERM_UNITS * n)
    )
    presence = csr_array(matrix[:, keep])
    weights = inverse_frequency(in_passages[keep], n)
    scores = tf_idf(presence, weights, sublinear=True)
    documents = np.array([passage.document for passage in passages], dtype=np.int64)
    scores = csr_array(scores.multiply(_own_words(presence, documents)))
    terms = tuple(term for term, kept in zip(counted.terms, keep.tolist(), strict=True) if kept)
    return Features(unit_length(scores), presence, terms)


def _distinct(passages: Sequence[ThemeUnit]) -> set[str]:
    found: set[str] = set()
    for passage in passages:
        found.update(passage.words, passage.heading_words, passage.context_words)
    return found


def _evidence(passage: ThemeUnit, pieces: dict[str, tuple[str, ...]]) -> list[str]:
    words = (*passage.words, *passage.heading_words * HEADING_WEIGHT, *passage.context_words)
    return [piece for word in words if word for piece in pieces[word]]


def _own_words(presence: csr_array, documents: NDArray[np.int64]) -> csr_array:
    """One factor a cell: ``1 - (m - 1) / (n + 2)``, m of the document's n passages hold the word.

    A document with a single passage has no say (factor 1); n + 2 keeps a document of few passages
    from losing its subject.
    """
    rows, columns = presence.nonzero()
    owners, place = np.unique(documents, return_inverse=True)
    sizes = np.bincount(place, minlength=len(owners))
    cells = place[rows] * presence.shape[1] + columns
    _, which, holding = np.unique(cells, return_inverse=True, return_counts=True)
    factor = 1.0 - (holding[which] - 1) / (sizes[place[rows]] + 2)
    return csr_array((factor, (rows, columns)), shape=presence.shape)
