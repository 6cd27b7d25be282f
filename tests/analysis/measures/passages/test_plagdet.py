"""PAN's measures, worked by hand."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.passages.plagdet import Case, score


def case(a: int, b: int, length: int, source: str = "乙") -> Case:
    return Case("甲", a, a + length, source, b, b + length)


def test_a_perfect_answer_scores_one() -> None:
    known = [case(0, 50, 100), case(300, 0, 40)]
    assert score(known, known) == (1, 1, 1, 1)


def test_half_too_long_and_half_missed() -> None:
    # One of two cases is found, its detection twice as long: precision 1/2, recall 1/2.
    known = [case(0, 0, 100), case(500, 500, 100)]
    found = [case(0, 0, 200)]
    assert score(known, found) == (0.5, 0.5, 1, 0.5)


def test_pieces_are_paid_for_in_granularity() -> None:
    # One case in three pieces of 30, another in one: granularity (3 + 1) / 2; recall (.9 + 1) / 2.
    known = [case(0, 0, 100), case(500, 500, 50)]
    found = [case(0, 0, 30), case(30, 30, 30), case(70, 70, 30), case(500, 500, 50)]
    precision, recall, granularity, plagdet = score(known, found)
    assert (precision, recall, granularity) == (1, 0.95, 2)
    assert plagdet == pytest.approx(2 * 0.95 / 1.95 / log2(3))


def test_overlapping_detections_are_counted_once() -> None:
    found = [case(0, 0, 60), case(40, 40, 60)]
    assert score([case(0, 0, 100)], found).recall == 1


def test_both_sides_must_meet() -> None:
    assert score([case(0, 0, 100)], [Case("甲", 0, 100, "乙", 200, 300)]) == (0, 0, 1, 0)
    assert score([case(0, 0, 100)], [case(0, 0, 100, "丙")]) == (0, 0, 1, 0)


def test_sides_of_different_length_are_counted_each() -> None:
    # 50 of 100 on one side, 100 of 100 on the other: 150 / 200.
    found = [Case("甲", 0, 50, "乙", 0, 100)]
    assert score([case(0, 0, 100)], found).recall == 0.75


def test_nothing_known_or_nothing_found_is_zero() -> None:
    assert score([], []) == (0, 0, 1, 0)
    assert score([case(0, 0, 10)], []) == (0, 0, 1, 0)
    assert score([], [case(0, 0, 10)]) == (0, 0, 1, 0)


cases = st.lists(
    st.builds(case, st.integers(0, 50), st.integers(0, 50), st.integers(1, 20)), max_size=6
)


@given(cases, cases)
def test_precision_is_recall_the_other_way_round(known: list[Case], found: list[Case]) -> None:
    one, two = score(known, found), score(found, known)
    assert (one.precision, one.recall) == (two.recall, two.precision)
    assert 0 <= one.plagdet <= 1
    assert one.granularity >= 1
