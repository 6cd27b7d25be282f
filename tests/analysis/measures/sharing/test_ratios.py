"""Headline shares: what copies and formulas do to them."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.measures.sharing.ratios import ratios, running_shares


def test_headings_and_residue_count_nowhere() -> None:
    counts = np.array([[3, 1, 0, 0, 500, 900]])
    assert ratios(counts, np.array([0])).repeated == 0.25
    assert running_shares(counts).tolist() == [[0.75, 0.25, 0.0, 0.0]]


def test_another_copy_raises_the_whole_but_not_what_is_left_without_copies() -> None:
    one = np.array([[2, 4, 4, 0], [6, 2, 2, 0]])
    three = np.array([[0, 4, 4, 2], [0, 4, 4, 2], [6, 2, 2, 0]])
    before, after = ratios(one, np.arange(2)), ratios(three, np.array([0, 0, 2]))
    assert after.repeated > before.repeated
    assert after.without_copies == before.without_copies == 0.6
    assert after.repeated + after.own == pytest.approx(1)


def test_nothing_at_all_is_nought() -> None:
    assert set(ratios(np.zeros((0, 6), dtype=np.int64), np.zeros(0, dtype=np.int64))) == {0.0}
    assert running_shares(np.zeros((1, 6), dtype=np.int64)).tolist() == [[0.0] * 4]
