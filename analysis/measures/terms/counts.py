"""Arithmetic on counts of words: document frequency, TF-IDF, keyness, coherence.

Rows are units (documents, sections), columns are terms in code-point order, so that nothing
depends on the order in which texts were read. Copies vote once: where ``voters`` is given, a
term's document frequency counts families, not files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.measures.arrays.distinct import distinct

Voters = NDArray[np.int64]
"""Shape (n units,): the row of the unit that votes for this one, itself if it is no copy, or -1
for a unit that does not vote at all."""

Sizes = int | NDArray[np.int64]
"""Numbers of words: one, or one for each term."""


class TermCounts(NamedTuple):
    """How often each term stands in each unit."""

    matrix: csr_array
    """Shape (n units, n terms), int64, indices sorted."""
    terms: tuple[str, ...]
    """The columns, in code-point order."""

    def totals(self) -> dict[str, int]:
        """How often each term stands in all units together.

        >>> count_terms([["学习", "责任"], ["责任"]]).totals()
        {'学习': 1, '责任': 2}
        """
        return dict(zip(self.terms, self.matrix.sum(axis=0).tolist(), strict=True))


def count_terms(units: Iterable[Sequence[str]]) -> TermCounts:
    """Count the words of each unit.

    Parameters
    ----------
    units
        The words of each unit, repeated as often as they occur.

    Returns
    -------
    TermCounts

    Examples
    --------
    >>> counted = count_terms([["学习", "责任", "学习"], ["责任"]])
    >>> counted.terms
    ('学习', '责任')
    >>> counted.matrix.toarray().tolist()
    [[2, 1], [0, 1]]
    """
    lists = [list(words) for words in units]
    terms = tuple(sorted(set(chain.from_iterable(lists))))
    column = {term: i for i, term in enumerate(terms)}
    bounds = np.cumsum([0, *map(len, lists)])
    flat = map(column.__getitem__, chain.from_iterable(lists))
    columns = np.fromiter(flat, np.int64, int(bounds[-1]))
    ones = np.ones(len(columns), dtype=np.int64)
    matrix = csr_array((ones, columns, bounds), shape=(len(lists), len(terms)))
    matrix.sum_duplicates()
    return TermCounts(matrix, terms)


def document_frequency(
    counts: csr_array, voters: Voters | None = None
) -> tuple[NDArray[np.int64], int]:
    """In how many units, copies taken together, each term occurs.

    Parameters
    ----------
    counts
        Shape (n units, n terms).
    voters
        Shape (n units,); by default every unit votes.

    Returns
    -------
    frequency : ndarray
        Shape (n terms,), int64: number of distinct voters that hold the term in at least one
        of the units they vote for.
    n : int
        Number of distinct voters.

    Examples
    --------
    >>> counts = count_terms([["学习"], ["学习"], ["责任"]]).matrix
    >>> document_frequency(counts)
    (array([2, 1]), 3)
    >>> document_frequency(counts, np.array([0, 0, 2]))
    (array([1, 1]), 2)
    """
    n_units, n_terms = counts.shape
    rows, columns = counts.nonzero()
    if voters is None:
        return np.bincount(columns, minlength=n_terms).astype(np.int64), n_units
    owner = np.asarray(voters, dtype=np.int64)[rows]
    width = int(owner.max(initial=0)) + 1
    votes = distinct((columns.astype(np.int64) * width + owner)[owner >= 0]) // width
    n = len(distinct(voters[voters >= 0]))
    return np.bincount(votes, minlength=n_terms).astype(np.int64), n


def inverse_frequency(frequency: NDArray[np.int64], n: int) -> NDArray[np.float64]:
    """Inverse document frequency, ``ln(n / df)``.

    Spärck Jones (1972), "A statistical interpretation of term specificity and its application
    in retrieval", J. Documentation 28(1). A term in every unit weighs 0. A term that no voter
    holds (it stands in copies only) counts as held by one. With a single voter nothing can be
    compared: every weight is 1, so that ranking falls back to plain frequency.

    >>> inverse_frequency(np.array([4, 2, 1, 0]), 4).round(3).tolist()
    [0.0, 0.693, 1.386, 1.386]
    """
    if n <= 1:
        return np.ones(len(frequency))
    return np.log(n / np.maximum(frequency, 1))


def tf_idf(
    counts: csr_array, weights: NDArray[np.float64], *, sublinear: bool = False
) -> csr_array:
    """Term frequency times inverse document frequency.

    Salton and Buckley (1988), "Term-weighting approaches in automatic text retrieval",
    Information Processing & Management 24(5).

    Parameters
    ----------
    counts
        Shape (n units, n terms).
    weights
        Shape (n terms,), from :func:`inverse_frequency`.
    sublinear
        Use ``1 + ln(tf)`` for the frequency, so that the tenth occurrence adds little.

    Returns
    -------
    csr_array
        Shape (n units, n terms), float64, same places as ``counts``.

    Examples
    --------
    >>> counts = count_terms([["学习", "学习", "责任"], ["责任"]]).matrix
    >>> df, n = document_frequency(counts)
    >>> tf_idf(counts, inverse_frequency(df, n)).toarray().round(3).tolist()
    [[1.386, 0.0], [0.0, 0.0]]
    """
    scores = csr_array(counts, dtype=np.float64, copy=True)
    if sublinear:
        scores.data = 1.0 + np.log(scores.data)
    scores.data *= weights[scores.indices]
    return scores


def unit_length(scores: csr_array) -> csr_array:
    """Rows scaled to Euclidean length 1; an empty row stays empty.

    >>> unit_length(csr_array([[3.0, 4.0], [0.0, 0.0]])).toarray().tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    norms = np.sqrt(scores.multiply(scores).sum(axis=1))
    scaled = csr_array(scores, dtype=np.float64, copy=True)
    scaled.data /= np.repeat(np.where(norms > 0, norms, 1.0), np.diff(scaled.indptr))
    return scaled


def class_tf_idf(counts: NDArray[np.int64] | csr_array) -> NDArray[np.float64]:
    """Class-based TF-IDF: which terms mark a class of units, each class one long text.

    ``tf(t, c) · ln(1 + A / f(t))`` with tf the term's share of the class, f(t) its count in all
    classes and A the average number of words of a class: Grootendorst (2022), "BERTopic: Neural
    topic modeling with a class-based TF-IDF procedure", arXiv:2203.05794, equation 2.

    Parameters
    ----------
    counts
        Shape (n classes, n terms).

    Returns
    -------
    ndarray
        Shape (n classes, n terms), float64.

    Examples
    --------
    Two classes of 4 words: A = 4; 学习 stands 3 times, so 3/4 · ln(1 + 4/3) = 0.635.

    >>> class_tf_idf(np.array([[3, 1], [0, 4]])).round(3).tolist()
    [[0.635, 0.147], [0.0, 0.588]]
    """
    table = np.asarray(counts.toarray() if isinstance(counts, csr_array) else counts, dtype=float)
    sizes = table.sum(axis=1, keepdims=True)
    share = np.divide(table, sizes, out=np.zeros_like(table), where=sizes > 0)
    totals = table.sum(axis=0)
    average = sizes.mean() if len(sizes) else 0.0
    return share * np.log1p(np.divide(average, totals, out=np.zeros_like(totals), where=totals > 0))


def log_likelihood(
    target: NDArray[np.int64], target_size: Sizes, rest: NDArray[np.int64], rest_size: Sizes
) -> NDArray[np.float64]:
    """Keyness by log-likelihood, G²: how sure it is that two shares of a term differ.

    ``G² = 2 (a ln(a / E₁) + b ln(b / E₂))`` with expected counts ``Eᵢ = nᵢ (a + b) / (n₁ + n₂)``:
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence",
    Computational Linguistics 19(1), in the two-cell form of Rayson and Garside (2000),
    "Comparing corpora using frequency profiling". The sign is ours: negative where the target
    uses the term less than expected. |G²| > 10.83 is p < 0.001 for one comparison.

    Parameters
    ----------
    target, rest
        Shape (n terms,): counts of each term.
    target_size, rest_size
        Number of words in each; one for all terms, or shape (n terms,).

    Returns
    -------
    ndarray
        Shape (n terms,), float64; 0 where either side has no words.

    Examples
    --------
    10 of 100 words against 5 of 200: E = 5 and 10, G² = 2 (10 ln 2 + 5 ln ½) = 6.931.

    >>> log_likelihood(np.array([10]), 100, np.array([5]), 200).round(3).tolist()
    [6.931]
    """
    a, b = np.asarray(target, dtype=np.float64), np.asarray(rest, dtype=np.float64)
    compared = np.minimum(target_size, rest_size) > 0
    total = np.maximum(np.add(target_size, rest_size), 1)
    expected_a = target_size * (a + b) / total
    expected_b = rest_size * (a + b) / total
    value = 2.0 * (_x_log_ratio(a, expected_a) + _x_log_ratio(b, expected_b))
    return np.where(compared, np.where(a < expected_a, -value, value), 0.0)


def log_ratio(
    target: NDArray[np.int64], target_size: Sizes, rest: NDArray[np.int64], rest_size: Sizes
) -> NDArray[np.float64]:
    """Effect size of keyness: log₂ of the ratio of the two relative frequencies.

    Hardie (2014), "Log Ratio: an informal introduction": +1 means twice as frequent in the
    target, +3 eight times; a count of zero is taken as one half.

    >>> log_ratio(np.array([8, 2]), 100, np.array([2, 0]), 200).round(3).tolist()
    [3.0, 3.0]
    """
    compared = np.minimum(target_size, rest_size) > 0
    a = np.where(target > 0, target, 0.5) / np.maximum(target_size, 1)
    b = np.where(rest > 0, rest, 0.5) / np.maximum(rest_size, 1)
    return np.where(compared, np.log2(a / b), 0.0)


def log_odds(
    target: NDArray[np.float64], rest: NDArray[np.float64], *, prior_words: float = 50.0
) -> NDArray[np.float64]:
    """Weighted log-odds with an informative Dirichlet prior, as z-scores.

    Monroe, Colaresi and Quinn (2008), "Fightin' Words", Political Analysis 16(4), equations
    16, 20 and 22. The prior is the terms' shares in both together, worth ``prior_words`` words;
    it keeps rare words of a single text from the top of the list.

    Parameters
    ----------
    target, rest
        Shape (n terms,): counts, or numbers of units that hold the term.
    prior_words
        Weight of the prior, in words.

    Returns
    -------
    ndarray
        Shape (n terms,), float64.

    Examples
    --------
    Two terms, prior 20/70 and 50/70 of 50 words; the first: ln(24.29 / 45.71) -
    ln(24.29 / 75.71) = 0.505, over sqrt(2 / 24.29) = 0.287.

    >>> log_odds(np.array([10, 10]), np.array([10, 40])).round(2).tolist()
    [1.76, -2.69]
    """
    a, b = np.asarray(target, dtype=np.float64), np.asarray(rest, dtype=np.float64)
    both = a + b
    if not both.sum():
        return np.zeros(len(a))
    prior = prior_words * both / both.sum()
    known = (both > 0) & (both < both.sum())  # a single term has nothing to be odds against
    scores = np.zeros(len(a))
    y, z = (a + prior)[known], (b + prior)[known]
    delta = np.log(y / (a.sum() + prior_words - y)) - np.log(z / (b.sum() + prior_words - z))
    scores[known] = delta / np.sqrt(1.0 / y + 1.0 / z)
    return scores


def npmi(presence: csr_array, columns: Sequence[int]) -> float:
    """Coherence of a list of terms: mean normalised pointwise mutual information of its pairs.

    ``ln(p(x, y) / (p(x) p(y))) / -ln p(x, y)`` per pair, probabilities over the units: Bouma
    (2009), "Normalized (pointwise) mutual information in collocation extraction"; as a measure
    of topics Lau, Newman and Baldwin (2014), "Machine reading tea leaves". A pair that never
    meets counts -1, one that always meets +1.

    Parameters
    ----------
    presence
        Shape (n units, n terms): anything non-zero means the unit holds the term.
    columns
        The terms.

    Returns
    -------
    float
        Between -1 and 1; 0 for fewer than two terms.

    Examples
    --------
    >>> npmi(csr_array(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 1]])), [0, 1])
    1.0
    """
    n = presence.shape[0]
    if len(columns) < 2 or not n:
        return 0.0
    held = (presence[:, np.asarray(columns)].toarray() != 0).astype(np.float64)
    together = (held.T @ held) / n
    alone = np.diag(together)
    upper = np.triu_indices(len(columns), 1)
    joint, independent = together[upper], np.outer(alone, alone)[upper]
    value = np.where(joint > 0, 1.0, -1.0)
    some = (joint > 0) & (joint < 1)
    value[some] = np.log(joint[some] / independent[some]) / -np.log(joint[some])
    return float(value.mean())


def _x_log_ratio(x: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """``x ln(x / expected)``, 0 where x is 0."""
    ratio = np.divide(x, expected, out=np.ones_like(x), where=(x > 0) & (expected > 0))
    return x * np.log(ratio)
