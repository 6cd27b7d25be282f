"""What a value is, whatever made it, and when two are the same."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.variables.values import label_of, numbers_of, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.int32(7), 7),
        (np.bool_(True), True),
        (np.str_("甲"), "甲"),
        (pd.NA, None),
        (pd.NaT, None),
        (float("nan"), None),
        (pd.Timestamp("2023-05-17"), "2023-05-17"),
        (datetime.datetime(2023, 5, 17, 8, 30), "2023-05-17T08:30:00"),  # noqa: DTZ001
        ({"甲": [1]}, '{"甲": [1]}'),
    ],
)
def test_what_libraries_give_becomes_what_python_has(value: Any, expected: Any) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@given(st.integers(1 - 10**15, 10**15 - 1))
def test_a_whole_number_has_one_label_however_it_is_written(number: int) -> None:
    assert {label_of(v) for v in (number, str(number), float(number), f" {number}.0 ")} == {
        str(number)
    }


def test_codes_with_leading_zeros_are_no_numbers() -> None:
    assert label_of("007") == "007"
    assert numbers_of(["007", "010"]) == ["007", "010"]


def test_a_column_is_numbers_only_if_every_cell_is_one() -> None:
    assert numbers_of(["1.5", "2", ""]) == [1.5, 2.0, None]
    assert numbers_of(["1", "二"]) == ["1", "二"]
    assert numbers_of(["", None]) == ["", None]
