"""Intervals of means."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.arrays.intervals import mean_interval

VALUES = st.lists(st.floats(-100, 100), min_size=1, max_size=30).map(np.array)


@given(VALUES)
def test_the_interval_lies_within_the_values_and_ignores_their_order(values: np.ndarray) -> None:
    low, high = mean_interval(values, draws=100)
    assert values.min() - 1e-9 <= low <= high <= values.max() + 1e-9
    assert mean_interval(values[::-1], draws=100) == (low, high)


def test_about_95_of_100_intervals_hold_the_true_mean() -> None:
    random = np.random.default_rng(3)
    held = 0
    for _ in range(200):
        low, high = mean_interval(random.normal(5.0, 2.0, 60), draws=300)
        held += low <= 5.0 <= high
    assert 180 <= held <= 198


def test_few_values_are_no_error() -> None:
    assert mean_interval(np.zeros(0)) == (0.0, 0.0)
    assert mean_interval(np.array([3.0])) == (3.0, 3.0)
