"""Orders that put similar documents side by side."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.factors.ordering import order_by_similarity, similarity_matrix


@given(st.integers(0, 12))
def test_every_row_is_shown_once_and_every_merge_has_a_branch(n: int) -> None:
    values = np.random.default_rng(n).uniform(0, 1, (n, n))
    matrix = (values + values.T) / 2
    np.fill_diagonal(matrix, 1.0)
    ordering = order_by_similarity(matrix)
    assert sorted(ordering.rows.tolist()) == list(range(n))
    assert ordering.branches.shape == (max(0, n - 1), 4, 2)


def test_groups_stand_together_and_their_branch_is_as_low_as_they_are_alike() -> None:
    matrix = similarity_matrix(np.array([0, 1]), np.array([3, 4]), np.array([0.9, 0.8]), 5)
    ordering = order_by_similarity(matrix)
    place = {row: at for at, row in enumerate(ordering.rows.tolist())}
    assert abs(place[0] - place[3]) == abs(place[1] - place[4]) == 1
    assert sorted(ordering.branches[:, 1, 1])[:2] == pytest.approx([0.1, 0.2])


@given(st.integers(2, 10), st.integers(0, 1000))
def test_members_of_a_family_are_never_parted(n: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    values = draw.uniform(0, 1, (n, n))
    families = draw.integers(0, 3, n)
    shown = families[order_by_similarity((values + values.T) / 2, families).rows]
    assert np.count_nonzero(np.diff(shown)) == len(set(families.tolist())) - 1
