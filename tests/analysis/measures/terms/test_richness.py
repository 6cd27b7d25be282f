"""Variety of words and Zipf's law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.terms.richness import (
    fit_heaps,
    fit_zipf,
    hypergeometric_diversity,
    moving_type_ratio,
    vocabulary_growth,
)


@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=30), st.integers(1, 12))
def test_the_moving_ratio_is_the_mean_over_all_windows(words: list[str], window: int) -> None:
    if len(words) <= window:
        expected = len(set(words)) / len(words)
    else:
        starts = range(len(words) - window + 1)
        ratios = [len(set(words[i : i + window])) / window for i in starts]
        expected = sum(ratios) / len(ratios)
    assert moving_type_ratio(words, window) == pytest.approx(expected)


def test_no_words_have_no_variety() -> None:
    assert moving_type_ratio([]) == 0.0


@pytest.mark.parametrize("exponent", [0.7, 1.0, 1.6])
def test_the_fit_finds_the_exponent_of_an_exact_power_law(exponent: float) -> None:
    counts = np.round(1e6 * np.arange(1, 400.0) ** -exponent).astype(np.int64)
    fit = fit_zipf(counts)
    assert fit is not None
    assert fit.exponent == pytest.approx(exponent, abs=0.01)
    assert fit.scale == pytest.approx(1e6, rel=0.05)


@pytest.mark.parametrize("counts", [[], [5], [3, 3, 3], [10**9, 1]])
def test_too_little_for_a_power_law_gives_none(counts: list[int]) -> None:
    assert fit_zipf(np.array(counts, dtype=np.int64)) is None


@given(st.lists(st.integers(1, 20), min_size=1, max_size=12), st.integers(2, 42))
def test_hypergeometric_diversity_is_the_expected_share_of_types(
    counts: list[int], sample: int
) -> None:
    n = sum(counts)
    expected = len(counts) / n
    if n > sample:
        absent = [stats.hypergeom.pmf(0, n, f, sample) for f in counts]
        expected = sum(1 - p for p in absent) / sample
    found = hypergeometric_diversity(np.array(counts), sample)
    assert found == pytest.approx(expected)


def test_heaps_law_is_recovered_from_a_text_that_obeys_it() -> None:
    words, vocabulary = [], 0
    for n in range(1, 5001):
        grown = int(2 * n**0.6)
        words.append(str(grown if grown > vocabulary else 1))
        vocabulary = max(vocabulary, grown)
    fit = fit_heaps(*vocabulary_growth(words))
    assert fit is not None
    assert fit.exponent == pytest.approx(0.6, abs=0.06)
    assert fit_heaps(*vocabulary_growth(["学习"] * 9)) is None
    assert fit_heaps(*vocabulary_growth([])) is None
    assert hypergeometric_diversity(np.zeros(0, np.int64)) == 0.0
