"""What may be chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.terms.significance import chi_square, correct, p_values

P = st.lists(st.floats(0, 1), min_size=1, max_size=30).map(np.array)


@given(*[st.integers(0, 60)] * 2, *[st.integers(61, 400)] * 2)
def test_the_statistic_is_that_of_the_textbook(a: int, b: int, n: int, m: int) -> None:
    for yates in (True, False):
        found = chi_square(np.array([a]), n, np.array([b]), m, continuity=yates)[0]
        if a + b:
            table = [[a, b], [n - a, m - b]]
            # SciPy moves a cell by at most its deviation; ours floors the difference at 0
            assert found == pytest.approx(stats.chi2_contingency(table, correction=yates)[0])
        else:
            assert found == 0.0


def test_an_empty_side_shows_nothing() -> None:
    assert chi_square(np.array([0]), 0, np.array([3]), 10).tolist() == [0.0]


def test_p_values_are_those_of_the_distribution() -> None:
    values = np.array([0.0, 1.5, -6.63, 900.0])
    assert p_values(values) == pytest.approx(stats.chi2.sf(np.abs(values), 1))
    assert p_values(values, degrees=3) == pytest.approx(stats.chi2.sf(np.abs(values), 3))


def test_holm_is_worked_by_hand() -> None:
    # sorted .005 .01 .02 .04: times 4, 3, 2, 1 = .02 .03 .04 .04
    found = correct(np.array([0.04, 0.005, 0.02, 0.01]), "holm")
    assert found == pytest.approx([0.04, 0.02, 0.04, 0.03])


def test_benjamini_and_hochberg_is_worked_by_hand() -> None:
    # sorted .005 .01 .02 .04: times 4, 2, 4/3, 1 = .02 .02 .0267 .04
    found = correct(np.array([0.04, 0.005, 0.02, 0.01]), "bh")
    assert found == pytest.approx([0.04, 0.02, 0.08 / 3, 0.02])


@given(P)
def test_corrections_never_lower_a_value_and_keep_the_order(p: np.ndarray) -> None:
    for method in ("holm", "bh", "none"):
        found = correct(p, method)
        assert (found >= p - 1e-12).all()
        assert (found <= 1).all()
        assert (np.diff(found[np.argsort(p, kind="stable")]) >= -1e-12).all()
    assert (correct(p, "bh") <= correct(p, "holm") + 1e-12).all()
    assert correct(p, "bh") == pytest.approx(stats.false_discovery_control(p))


def test_an_unknown_correction_is_named_and_an_empty_list_is_none() -> None:
    with pytest.raises(ValueError, match="holm"):
        correct(np.array([0.1]), "bonferroni")
    assert correct(np.array([])).tolist() == []
