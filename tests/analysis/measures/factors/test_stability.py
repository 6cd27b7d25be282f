"""What comes back when documents are taken away."""

from __future__ import annotations

import numpy as np

from analysis.measures.factors.stability import leave_out, matched_cosines


def test_the_same_factors_in_another_order_come_back_whole() -> None:
    factors = np.eye(4)
    assert matched_cosines(factors, factors[::-1]).tolist() == [1.0] * 4


def test_a_factor_without_partner_has_stability_zero() -> None:
    assert matched_cosines(np.eye(3), np.eye(3)[:2]).tolist() == [1.0, 1.0, 0.0]


def test_two_factors_never_share_a_partner() -> None:
    twins = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert sorted(matched_cosines(twins, np.eye(2)).tolist()) == [0.0, 1.0]


def test_each_resample_leaves_out_the_share_asked_for() -> None:
    kept = leave_out(15, share=0.2, times=10, random_state=1)
    assert kept.sum(axis=1).tolist() == [12] * 10
    assert (kept.sum(axis=0) < 10).all()


def test_resamples_depend_on_the_seed_alone() -> None:
    one, same = (leave_out(9, share=0.3, times=5, random_state=3) for _ in range(2))
    assert (one == same).all()
    assert (one != leave_out(9, share=0.3, times=5, random_state=4)).any()
