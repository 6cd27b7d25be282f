"""How varied a vocabulary is, and how its frequencies fall off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln


class ZipfFit(NamedTuple):
    """``count ≈ scale · rank ** -exponent``."""

    exponent: float
    scale: float
    distance: float = 0.0
    """Kolmogorov and Smirnov's: the greatest difference between the shares of all occurrences that
    the first ranks have and should have; 0 is a perfect fit (Clauset, Shalizi and Newman, 2009)."""


class HeapsFit(NamedTuple):
    """``different words ≈ scale · words ** exponent``."""

    exponent: float
    scale: float
    error: float = 0.0
    """The greatest relative error from a tenth of the text on: 0.1 is a tenth too many or few."""


def moving_type_ratio(words: Sequence[str], window: int = 100) -> float:
    """Moving-average type-token ratio (MATTR): variety that does not depend on length.

    The share of different words in every stretch of ``window`` words, averaged: Covington and
    McFall (2010), "Cutting the Gordian knot: the moving-average type-token ratio", J.
    Quantitative Linguistics 17(2). A text shorter than the window is one stretch.

    Parameters
    ----------
    words
        The words of a text in order.
    window
        Length of a stretch, in words.

    Returns
    -------
    float
        Between 0 (no words) and 1.

    Examples
    --------
    Stretches of two: 学习 责任 (2 of 2), 责任 责任 (1 of 2).

    >>> moving_type_ratio(["学习", "责任", "责任"], window=2)
    0.75
    """
    numbers: dict[str, int] = {}
    types = np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int64)
    return float(moving_type_ratios(types, np.array([0, len(words)]), window)[0])


def moving_type_ratios(
    words: NDArray[np.int64], bounds: NDArray[np.int64], window: int = 100
) -> NDArray[np.float64]:
    """:func:`moving_type_ratio` of many texts at once.

    A word adds one to each stretch that it lies in and its last occurrence before does not.

    Parameters
    ----------
    words
        Shape (n words,): the words of all texts in a row, as numbers.
    bounds
        Shape (n texts + 1,): the words of text i are ``words[bounds[i]:bounds[i + 1]]``.
    window
        Length of a stretch, in words.

    Returns
    -------
    ndarray
        Shape (n texts,), float64.

    Examples
    --------
    >>> moving_type_ratios(np.array([0, 1, 1, 5]), np.array([0, 3, 4]), window=2).tolist()
    [0.75, 1.0]
    """
    sizes = np.diff(bounds)
    if not len(words):
        return np.zeros(len(sizes))
    text = np.repeat(np.arange(len(sizes)), sizes)
    at = np.arange(len(words)) - bounds[text]
    keys = text * (int(words.max()) + 1) + words
    order = np.argsort(keys, kind="stable")
    again = order[1:][keys[order[1:]] == keys[order[:-1]]]
    before = np.full(len(words), -1, dtype=np.int64)
    before[again] = at[order[:-1][keys[order[1:]] == keys[order[:-1]]]]
    span = np.minimum(window, sizes)  # a text shorter than the window is one stretch
    first = np.maximum(before + 1, np.maximum(at - span[text] + 1, 0))
    stretches = np.maximum(0, np.minimum(at, (sizes - span)[text]) - first + 1)
    total = np.diff(np.concatenate([[0], np.cumsum(stretches)])[bounds])
    return total / np.maximum(span * (sizes - span + 1), 1)


def hypergeometric_diversity(counts: NDArray[np.int64], sample: int = 42) -> float:
    """HD-D: expected share of different words in a random sample of 42 words.

    The sum over all words of the chance to be in the sample, ``1 - C(N - f, s) / C(N, s)``,
    divided by s: McCarthy and Jarvis (2010), "MTLD, vocd-D, and HD-D", Behavior Research Methods
    42(2). A text shorter than the sample is one sample.

    Parameters
    ----------
    counts
        Shape (n words,): occurrences of each different word.
    sample
        Words of a sample.

    Returns
    -------
    float
        Between 0 (no words) and 1.

    Examples
    --------
    Two words of two occurrences each, samples of two: each is in a sample with chance
    1 - C(2, 2) / C(4, 2) = 5/6.

    >>> round(hypergeometric_diversity(np.array([2, 2]), sample=2), 6)
    0.833333
    """
    return float(diversities(counts, np.array([0, len(counts)]), sample)[0])


def diversities(
    counts: NDArray[np.int64], bounds: NDArray[np.int64], sample: int = 42
) -> NDArray[np.float64]:
    """:func:`hypergeometric_diversity` of many texts at once.

    Parameters
    ----------
    counts
        Shape (n,): occurrences of the different words of all texts in a row.
    bounds
        Shape (n texts + 1,): the counts of text i are ``counts[bounds[i]:bounds[i + 1]]``.
    sample
        Words of a sample.

    Returns
    -------
    ndarray
        Shape (n texts,), float64.

    Examples
    --------
    >>> diversities(np.array([2, 2, 1]), np.array([0, 2, 3]), sample=2).round(6).tolist()
    [0.833333, 1.0]
    """
    types = np.diff(bounds)
    text = np.repeat(np.arange(len(types)), types)
    sizes = np.diff(np.concatenate([[0], np.cumsum(counts)])[bounds])
    left = (sizes[text] - counts).astype(np.float64)
    possible = left >= sample
    kept, n = left[possible], sizes[text][possible].astype(np.float64)
    absent = np.zeros(len(counts))
    absent[possible] = np.exp(
        gammaln(kept + 1) - gammaln(kept - sample + 1) - gammaln(n + 1.0) + gammaln(n - sample + 1)
    )
    seen = np.bincount(text, 1.0 - absent, minlength=len(types)) / sample
    return np.where(sizes <= sample, types / np.maximum(sizes, 1), seen)


def vocabulary_growth(
    words: Sequence[str] | NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many different words a text has after so many words of it.

    Parameters
    ----------
    words
        The words of a text in order, or numbers for them.

    Returns
    -------
    lengths, types : ndarray
        Shape (m,) each, m at most 100: lengths in geometric steps, different words by then.

    Examples
    --------
    >>> lengths, types = vocabulary_growth(["学习", "宣传", "学习"])
    >>> lengths.tolist(), types.tolist()
    ([1, 2, 3], [1, 2, 2])
    """
    n = len(words)
    if not n:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    if not isinstance(words, np.ndarray):
        numbers: dict[str, int] = {}
        words = np.array([numbers.setdefault(word, len(numbers)) for word in words])
    order = np.argsort(words, kind="stable")
    first = np.zeros(n, dtype=np.int64)
    first[order[np.diff(words[order], prepend=words[order[0]] - 1) != 0]] = 1
    lengths = np.unique(np.geomspace(1, n, 100).round().astype(np.int64))
    return lengths, np.cumsum(first)[lengths - 1]


def fit_heaps(lengths: NDArray[np.int64], types: NDArray[np.int64]) -> HeapsFit | None:
    """Fit Heaps' law, how many different words a text of n words has, by least squares of logs.

    Heaps (1978), "Information Retrieval: Computational and Theoretical Aspects", section 7.5;
    found before by Herdan (1960). The lengths are geometric steps, so that the long end, where
    most of the text is, does not decide alone.

    Parameters
    ----------
    lengths, types
        From :func:`vocabulary_growth`.

    Returns
    -------
    HeapsFit or None
        None for fewer than ten words.

    Examples
    --------
    A text that never repeats itself grows by one word a word.

    >>> fit = fit_heaps(*vocabulary_growth([str(n) for n in range(1000)]))
    >>> round(fit.scale, 6), round(fit.exponent, 6)
    (1.0, 1.0)
    """
    if not len(lengths) or lengths[-1] < 10:
        return None
    x, y = np.log(lengths), np.log(types)
    exponent = float(((x - x.mean()) @ (y - y.mean())) / ((x - x.mean()) @ (x - x.mean())))
    scale = float(np.exp(y.mean() - exponent * x.mean()))
    long = lengths * 10 >= lengths[-1]  # below, the curve lies in a corner of the chart
    error = np.abs(scale * lengths[long] ** exponent / types[long] - 1.0).max()
    return HeapsFit(exponent, scale, round(float(error), 6))


def fit_zipf(counts: NDArray[np.int64]) -> ZipfFit | None:
    """Fit Zipf's law to word frequencies by maximum likelihood.

    Each occurrence is a draw of a rank with probability ``rank ** -s / H(N, s)``, N the number of
    different words and H the generalised harmonic number; s maximises the likelihood. A straight
    line through the logarithms would weigh the many rare words as much as the few frequent ones
    (Clauset, Shalizi and Newman, 2009, "Power-law distributions in empirical data").

    Parameters
    ----------
    counts
        Shape (n words,), occurrences, the most frequent word first.

    Returns
    -------
    ZipfFit or None
        None for fewer than two words, or where all are equally frequent.

    Examples
    --------
    >>> fit = fit_zipf(np.array([1200, 600, 400, 300]))
    >>> round(fit.exponent, 3), round(fit.scale)
    (1.0, 1200)
    """
    n, total = len(counts), float(counts.sum())
    if n < 2 or counts[0] == counts[-1]:
        return None
    logs = np.log(np.arange(1, n + 1))
    mean_log = float(counts @ logs) / total

    def surplus(s: float) -> float:
        weights = np.exp(-s * logs)
        return float(weights @ logs / weights.sum()) - mean_log

    if surplus(20.0) > 0:  # one word is nearly everything; no power law is that steep
        return None
    low, high = 0.0, 20.0  # halved here: importing an optimiser takes longer than all of this
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if surplus(middle) > 0 else (low, middle)
    exponent = (low + high) / 2
    weights = np.exp(-exponent * logs)
    apart = np.abs(np.cumsum(counts) / total - np.cumsum(weights) / weights.sum()).max()
    return ZipfFit(exponent, total / float(weights.sum()), round(float(apart), 6))
