"""Correspondence analysis: the numbers of R's package ca on its example, and the laws of χ²."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from analysis.measures.factors.correspondence import correspondence

SMOKE = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])
"""Staff groups × smoking habits: the data set ``smoke`` of ca (Greenacre 1984, table 3.1)."""


def test_the_smoke_data_has_the_numbers_of_the_r_package_ca() -> None:
    # Nenadić and Greenacre (2007), "Correspondence Analysis in R … : The ca Package", Journal of
    # Statistical Software 20(3): inertias and principal coordinates of the rows, but for signs.
    found = correspondence(SMOKE)
    assert found.inertia.round(6).tolist() == [0.074759, 0.010017, 0.000414]
    assert round(float(found.inertia.sum()), 6) == 0.085190
    first = [0.065768, 0.258958, 0.380595, 0.232952, 0.201089]
    second = [0.193737, 0.243305, 0.010660, 0.057744, 0.078911]
    assert np.abs(found.rows[:, 0]).round(6).tolist() == first
    assert np.abs(found.rows[:, 1]).round(6).tolist() == second


tables = arrays(
    np.int64, st.tuples(st.integers(2, 5), st.integers(2, 6)), elements=st.integers(0, 9)
)


@given(tables)
def test_inertia_is_chi_squared_over_n_and_points_balance(table: np.ndarray) -> None:
    assume(table.sum(axis=0).all() and table.sum(axis=1).all())
    found = correspondence(table)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    chi2 = ((table - expected) ** 2 / expected).sum()
    assert found.inertia.sum() == pytest.approx(chi2 / table.sum(), abs=1e-9)
    assert found.row_mass @ found.rows == pytest.approx(np.zeros(len(found.inertia)), abs=1e-9)
    assert found.row_mass @ found.rows**2 == pytest.approx(found.inertia, abs=1e-9)


def test_an_empty_row_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        correspondence(np.array([[1, 2], [0, 0]]))


@given(arrays(np.int64, (3, 4), elements=st.integers(1, 40)))
def test_the_inertia_is_chi_square_by_scipy_over_the_words(counts: np.ndarray) -> None:
    chi_square = stats.chi2_contingency(counts, correction=False)[0]
    found = correspondence(counts)
    assert found.inertia.sum() == pytest.approx(chi_square / counts.sum(), abs=1e-9)
