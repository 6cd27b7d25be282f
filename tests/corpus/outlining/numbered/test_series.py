"""The best series of numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.outlining.numbered.series import BACK, NEXT, REPEAT, best_series


def rows(numbers: list[int], weights: list[float] | None = None, after: int = 0) -> list[int]:
    return best_series(numbers, weights or [3.0] * len(numbers), after=after)[0]


@pytest.mark.parametrize(
    ("numbers", "chosen"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([1, 2, 2], [1, 2, 2]),  # (二) twice
        ([1, 2, 4, 5], [1, 2, 4, 5]),  # one lost
        ([1, 2, 3, 1, 2], [1, 2, 3, 1, 2]),  # begins again
        ([1, 2, 20, 3, 4], [1, 2, 3, 4]),  # a stray number
        ([9, 1, 2], [9, 1, 2]),
        ([5, 3, 4], [3, 4]),
        ([], []),
    ],
)
def test_strong_candidates(numbers, chosen):
    assert [numbers[row] for row in rows(numbers)] == chosen


def test_a_series_inside_another_is_left_to_the_inner_scope():
    assert rows([1, 2, 1, 2, 3, 3, 4]) == [0, 1, 5, 6]


def test_two_series_one_behind_the_other_are_not_taken_for_nested():
    assert rows([1, 2, 3, 1, 2, 3]) == [0, 1, 2, 3, 4, 5]


def test_a_weak_candidate_is_taken_where_it_fills_a_gap_and_only_there():
    assert rows([1, 2, 3], [2.0, 0.3, 2.0]) == [0, 1, 2]
    assert rows([1, 2, 8, 3], [2.0, 2.0, 0.3, 2.0]) == [0, 1, 3]


def test_going_on_from_an_earlier_scope_is_no_late_start():
    assert best_series([7, 8], [2.0, 2.0], after=6)[1] == 4.0 + NEXT
    assert best_series([7, 8], [2.0, 2.0])[1] < 4.0 + NEXT


def test_nothing_is_chosen_where_nothing_pays():
    assert best_series([12], [0.3]) == ([], 0.0)


def test_a_true_member_behind_many_false_ones_is_still_found():
    numbers = [1, *[50] * 20, 2]
    assert rows(numbers, [3.0, *[0.1] * 20, 3.0]) == [0, 21]


def test_a_restart_behind_many_false_ones_links_to_the_best_series_before():
    numbers = [1, 2, 3, *[90, 80, 70, 60] * 4, 1, 2]
    assert rows(numbers, [3.0] * 3 + [0.1] * 16 + [3.0] * 2) == [0, 1, 2, 19, 20]


@given(st.lists(st.tuples(st.integers(1, 12), st.floats(0.1, 4)), max_size=40))
def test_the_score_is_that_of_the_chosen_rows_and_rows_ascend(pairs):
    numbers = [number for number, _ in pairs]
    weights = [weight for _, weight in pairs]
    chosen, score = best_series(numbers, weights)
    assert chosen == sorted(set(chosen))
    assert score <= sum(weights) + NEXT * len(pairs) + 1e-9
    assert bool(chosen) == (score > 0)


def test_costs_keep_their_order():
    assert 0 < NEXT < REPEAT < BACK
