"""Distinct values, against NumPy's own."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.measures.arrays.distinct import distinct


@given(arrays(st.sampled_from([np.int64, np.uint64, np.int32]), st.integers(0, 30)))
def test_distinct_values_are_those_of_numpy(values: np.ndarray) -> None:
    found = distinct(values)
    assert found.dtype == values.dtype
    assert np.array_equal(found, np.unique(values))
