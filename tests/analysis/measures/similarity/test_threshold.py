"""Advice on the threshold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.similarity.threshold import ADVICE_REACH, CLEAR_GAP, advise

SCORES = st.lists(st.integers(0, 1000).map(lambda n: n / 1000), max_size=30).map(np.array)


@given(SCORES)
def test_the_advice_stays_near_the_usual_value_and_in_its_gap(scores: np.ndarray) -> None:
    advice = advise(scores.astype(float), 0.4)
    assert abs(advice.threshold - 0.4) <= ADVICE_REACH
    if advice.gap is not None:
        low, high = advice.gap
        assert high - low >= CLEAR_GAP
        assert low < advice.threshold <= high
        assert not ((scores > low) & (scores < high)).any()
    else:
        assert advice.threshold == 0.4


def test_the_table_says_how_many_pairs_each_threshold_gives() -> None:
    advice = advise(np.array([0.95, 0.5, 0.45, 0.2]), 0.4)
    assert dict(advice.table)[0.9] == 1
    assert dict(advice.table)[0.5] == 2
    assert dict(advice.table)[0.2] == 4


def test_without_pairs_there_is_only_the_usual_value() -> None:
    assert advise(np.zeros(0), 0.4).threshold == 0.4
    assert not advise(np.zeros(0), 0.4).clear


def test_the_line_moves_out_of_a_crowd_into_the_gap_beside_it() -> None:
    scores = np.array([*np.linspace(0.1, 0.38, 40), 0.9])
    advice = advise(scores, 0.35)
    assert advice.threshold == pytest.approx(0.43)
