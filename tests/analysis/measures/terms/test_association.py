"""Measures of attraction."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.terms.association import (
    log_dice,
    log_likelihood_2x2,
    mutual_information,
    normalised_information,
    t_score,
)

TABLES = st.tuples(*[st.integers(1, 60)] * 4)


@given(TABLES)
def test_log_likelihood_is_that_of_the_textbook(cells: tuple[int, int, int, int]) -> None:
    a, b, c, d = cells
    expected = stats.chi2_contingency([[a, b], [c, d]], correction=False, lambda_="log-likelihood")[
        0
    ]
    found = log_likelihood_2x2(np.array([a]), np.array([a + b]), np.array([a + c]), sum(cells))[0]
    assert abs(found) == pytest.approx(expected, abs=1e-9)
    if abs(found) > 1e-9:
        assert (found > 0) == (a * d > b * c)


@given(TABLES)
def test_information_is_bounded_and_has_the_sign_of_attraction(
    cells: tuple[int, int, int, int],
) -> None:
    a, b, c, d = cells
    table = np.array([a]), np.array([a + b]), np.array([a + c]), sum(cells)
    assert -1 <= normalised_information(*table)[0] <= 1 + 1e-12
    assert np.sign(mutual_information(*table)[0].round(12)) == np.sign(a * d - b * c)
    assert np.sign(t_score(*table)[0].round(12)) == np.sign(a * d - b * c)
    assert log_dice(*table[:3])[0] <= 14


def test_each_measure_is_worked_by_hand() -> None:
    # 6 together, first 8, second 12, of 48: expected 2
    table = np.array([6]), np.array([8]), np.array([12]), 48
    assert mutual_information(*table)[0] == pytest.approx(math.log2(3))
    assert t_score(*table)[0] == pytest.approx(4 / math.sqrt(6))
    assert normalised_information(*table)[0] == pytest.approx(math.log2(3) / 3)
    assert log_dice(*table[:3])[0] == pytest.approx(14 + math.log2(0.6))
    cells = [(6, 2), (2, 6), (6, 10), (34, 30)]  # observed, expected
    assert log_likelihood_2x2(*table)[0] == pytest.approx(
        2 * sum(o * math.log(o / e) for o, e in cells)
    )


def test_a_corpus_of_one_pair_is_no_error() -> None:
    one = np.array([1])
    assert normalised_information(one, one, one, 1).tolist() == [1.0]
    assert log_likelihood_2x2(one, one, one, 1).tolist() == [0.0]
