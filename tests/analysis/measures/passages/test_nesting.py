"""What two texts share is said once, and what says nothing is not said."""

from __future__ import annotations

import numpy as np

from analysis.measures.passages.chains import AlignedStretches
from analysis.measures.passages.nesting import long_outermost, without_lone


def _stretches(*rows: tuple[int, int, int, int]) -> AlignedStretches:
    """Stretches without differences: pair, place on either side, characters."""
    pair, a, b, size = np.array(rows, dtype=np.int64).T
    return AlignedStretches(pair, a, a + size, b, b + size, size, size, size)


def test_a_short_stretch_goes_where_it_is_all_that_two_texts_share() -> None:
    found = without_lone(_stretches((1, 0, 50, 9), (2, 0, 90, 9), (2, 20, 99, 8)), enough=18)
    assert found.pair.tolist() == [2, 2]


def test_a_long_stretch_stays_alone() -> None:
    assert without_lone(_stretches((1, 0, 50, 18)), enough=18).equal.tolist() == [18]


def test_what_lies_in_a_long_stretch_of_its_pair_goes_and_of_other_pairs_stays() -> None:
    inner, other = (1, 10, 60, 20), (2, 10, 60, 20)
    found = long_outermost(_stretches((1, 0, 50, 100), inner, other), least=72)
    assert sorted(zip(found.pair.tolist(), found.equal.tolist(), strict=True)) == [
        (1, 100),
        (2, 20),
    ]


def test_without_any_stretch_nothing_is_left_out() -> None:
    none = _stretches((1, 0, 50, 9)).take(np.zeros(0, dtype=np.int64))
    assert not len(without_lone(none, enough=18).pair)
    assert not len(long_outermost(none, least=72).pair)
