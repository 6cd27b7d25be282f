"""Arithmetic on word counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.sparse import csr_array

from analysis.measures.terms.counts import (
    class_tf_idf,
    count_terms,
    document_frequency,
    inverse_frequency,
    log_likelihood,
    log_odds,
    log_ratio,
    npmi,
    tf_idf,
    unit_length,
)

UNITS = st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8), min_size=1, max_size=7)


def test_columns_stand_in_code_point_order_whatever_the_order_of_units() -> None:
    units = [["责任", "学习"], ["学习", "网络"]]
    assert count_terms(units).terms == count_terms(units[::-1]).terms == ("学习", "网络", "责任")


def test_counting_nothing_gives_empty_matrices() -> None:
    assert count_terms([]).matrix.shape == (0, 0)
    assert count_terms([[], []]).matrix.shape == (2, 0)


@given(UNITS)
def test_counts_are_those_of_plain_counting(units: list[list[str]]) -> None:
    counted = count_terms(units)
    for row, words in enumerate(units):
        for column, term in enumerate(counted.terms):
            assert counted.matrix[row, column] == words.count(term)


@given(UNITS, st.integers(1, 3))
def test_copies_change_no_document_frequency(units: list[list[str]], copies: int) -> None:
    alone, n_alone = document_frequency(count_terms(units).matrix)
    voters = np.array([*range(len(units)), *[0] * copies])
    more = count_terms([*units, *[units[0]] * copies]).matrix
    together, n_together = document_frequency(more, voters)
    assert n_alone == n_together
    assert alone.tolist() == together.tolist()


def test_a_family_holds_what_any_of_its_members_holds() -> None:
    counts = count_terms([["学习"], ["学习", "责任"], ["责任"]]).matrix
    frequency, n = document_frequency(counts, np.array([0, 0, 2]))
    assert (frequency.tolist(), n) == ([1, 2], 2)


def test_units_without_a_vote_are_not_counted() -> None:
    counts = count_terms([["学习"], ["学习", "责任"]]).matrix
    frequency, n = document_frequency(counts, np.array([0, -1]))
    assert (frequency.tolist(), n) == ([1, 0], 1)


def test_a_single_unit_is_ranked_by_plain_frequency() -> None:
    counts = count_terms([["学习", "学习", "责任"]]).matrix
    scores = tf_idf(counts, inverse_frequency(*document_frequency(counts)))
    assert scores.toarray().tolist() == [[2.0, 1.0]]


def test_sublinear_frequency_is_one_plus_its_logarithm() -> None:
    counts = count_terms([["学习"] * 4, ["责任"]]).matrix
    scores = tf_idf(counts, np.array([2.0, 1.0]), sublinear=True).toarray()
    assert scores[0, 0] == pytest.approx(2 * (1 + math.log(4)))


def test_rows_of_unit_length_keep_empty_rows_empty() -> None:
    rows = unit_length(csr_array(np.array([[3.0, 4.0], [0.0, 0.0]]))).toarray()
    assert rows.tolist() == [[0.6, 0.8], [0.0, 0.0]]


def test_class_tf_idf_of_a_class_without_words_is_zero() -> None:
    assert class_tf_idf(np.array([[0, 0], [1, 3]]))[0].tolist() == [0.0, 0.0]


def test_log_likelihood_is_zero_for_equal_shares_and_signed_otherwise() -> None:
    value = log_likelihood(np.array([10, 30, 2]), 100, np.array([20, 20, 40]), 200)
    assert value[0] == pytest.approx(0.0, abs=1e-12)
    assert value[1] > 0 > value[2]


def test_log_likelihood_without_words_on_one_side_says_nothing() -> None:
    assert log_likelihood(np.array([3]), 3, np.array([0]), 0).tolist() == [0.0]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(50, 90), st.integers(50, 90))
def test_log_likelihood_of_swapped_sides_changes_sign_only(a: int, b: int, n: int, m: int) -> None:
    one = log_likelihood(np.array([a]), n, np.array([b]), m)[0]
    other = log_likelihood(np.array([b]), m, np.array([a]), n)[0]
    assert abs(one) == pytest.approx(abs(other), abs=1e-9)


def test_log_ratio_takes_an_absent_term_as_half_an_occurrence() -> None:
    assert log_ratio(np.array([4]), 100, np.array([0]), 100)[0] == pytest.approx(3.0)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_log_odds_of_swapped_sides_are_opposite(pairs: list[tuple[int, int]]) -> None:
    a, b = np.array(pairs, dtype=float).T
    np.testing.assert_allclose(log_odds(a, b), -log_odds(b, a), atol=1e-9)


def test_words_that_never_meet_have_coherence_minus_one() -> None:
    assert npmi(csr_array(np.array([[1, 0], [0, 1]])), [0, 1]) == -1.0


def test_words_that_meet_by_chance_have_coherence_zero() -> None:
    presence = csr_array(np.array([[1, 1], [1, 0], [0, 1], [0, 0]]))
    assert npmi(presence, [0, 1]) == pytest.approx(0.0, abs=1e-12)


@given(UNITS)
def test_coherence_stays_between_minus_one_and_one(units: list[list[str]]) -> None:
    counted = count_terms(units)
    value = npmi(counted.matrix, list(range(len(counted.terms))))
    assert -1.0 - 1e-9 <= value <= 1.0 + 1e-9


@given(st.integers(0, 60), st.integers(0, 60), st.integers(100, 900), st.integers(100, 900))
def test_keyness_is_the_log_likelihood_of_scipy(a: int, b: int, one: int, two: int) -> None:
    found = log_likelihood(np.array([a]), one, np.array([b]), two)[0]
    if not a + b:
        assert found == 0
        return
    expected = [one * (a + b) / (one + two), two * (a + b) / (one + two)]
    value = stats.power_divergence([a, b], expected, lambda_="log-likelihood")[0]
    assert abs(found) == pytest.approx(value, abs=1e-9)
