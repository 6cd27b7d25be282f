"""Rounding many numbers is rounding each."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.arrays.rounded import rounded

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-4000, 4000).map(
    lambda n: n / 2e6 + 0.0000005
)


@given(st.lists(NUMBERS), st.integers(0, 9))
def test_many_numbers_are_rounded_as_each_is_alone(numbers: list[float], digits: int) -> None:
    found = rounded(np.array(numbers, dtype=np.float64), digits)
    assert list(map(repr, found)) == [repr(round(number, digits)) for number in numbers]
