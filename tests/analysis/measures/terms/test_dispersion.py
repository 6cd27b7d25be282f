"""How evenly words are spread."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from analysis.measures.terms.dispersion import deviation_of_proportions, juilland_d

COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 30)), min_size=2, max_size=8).map(
    lambda rows: (np.array([[min(a, n)] for a, n in rows]), np.array([n for _, n in rows]))
)


def test_the_coefficient_is_worked_by_hand() -> None:
    # relative frequencies .2 and .4: mean .3, deviation .1, V = 1/3, D = 1 - 1/3
    found = juilland_d(csr_array(np.array([[2], [8]])), np.array([10, 20]))
    assert found[0] == pytest.approx(2 / 3)


def test_the_deviation_is_worked_by_hand() -> None:
    # sizes 1/5 and 4/5; 3 of 4 occurrences in the first: (|3/4-1/5| + |1/4-4/5|) / 2 = 11/20
    counts = csr_array(np.array([[3], [1]]))
    assert deviation_of_proportions(counts, np.array([10, 40]))[0] == pytest.approx(0.55)
    # divided by 1 - 1/5
    normal = deviation_of_proportions(counts, np.array([10, 40]), normalised=True)
    assert normal[0] == pytest.approx(0.6875)


@given(COUNTS)
def test_the_sparse_forms_equal_the_definitions(given_: tuple[np.ndarray, np.ndarray]) -> None:
    counts, sizes = given_
    shares = counts[:, 0] / sizes
    d = 0.0
    if counts.sum():
        d = 1 - shares.std() / shares.mean() / np.sqrt(len(sizes) - 1)
        dp = np.abs(counts[:, 0] / counts.sum() - sizes / sizes.sum()).sum() / 2
    else:
        dp = 1.0
    assert juilland_d(csr_array(counts), sizes)[0] == pytest.approx(max(0, d), abs=1e-7)
    assert deviation_of_proportions(csr_array(counts), sizes)[0] == pytest.approx(dp, abs=1e-9)


@given(st.integers(2, 9), st.integers(1, 5))
def test_an_even_spread_and_a_single_part_are_the_ends_of_the_scale(n: int, times: int) -> None:
    sizes = np.full(n, 10)
    even = csr_array(np.full((n, 1), times))
    single = csr_array(np.array([[times], *[[0]] * (n - 1)]))
    assert juilland_d(even, sizes)[0] == 1.0
    assert deviation_of_proportions(even, sizes)[0] == 0.0
    assert juilland_d(single, sizes)[0] == pytest.approx(0.0, abs=1e-7)
    assert deviation_of_proportions(single, sizes, normalised=True)[0] == pytest.approx(1.0)


def test_empty_parts_are_no_parts_and_absent_terms_are_uneven() -> None:
    counts = csr_array(np.array([[2, 0], [0, 0], [2, 0]]))
    sizes = np.array([10, 0, 10])
    assert juilland_d(counts, sizes).tolist() == [1.0, 0.0]
    assert deviation_of_proportions(counts, sizes).tolist() == [0.0, 1.0]


def test_without_words_or_with_one_part_nothing_is_even() -> None:
    assert juilland_d(csr_array(np.array([[3]])), np.array([5])).tolist() == [0.0]
    nothing = csr_array((2, 1), dtype=np.int64)
    assert deviation_of_proportions(nothing, np.array([0, 0])).tolist() == [1.0]
