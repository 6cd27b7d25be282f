"""Automatic numbers in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.formats.ordinals import ordinal
from corpus.writing.numbering import to_int


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimalZero", "05"),
        ("numberInDash", "- 5 -"),
        ("decimalEnclosedParen", "⑸"),
        ("decimalEnclosedFullstop", "⒌"),
        ("ideographEnclosedCircle", "㊄"),
        ("ideographLegalTraditional", "伍"),
        ("lowerRoman", "v"),
        ("upperLetter", "E"),
        ("bullet", ""),
        ("no-such-format", None),
    ],
)
def test_five_in_each_format(style: str, expected: str | None) -> None:
    assert ordinal(5, style) == expected


def test_letters_repeat_after_z() -> None:
    assert [ordinal(n, "lowerLetter") for n in (26, 27, 28, 53)] == ["z", "aa", "bb", "aaa"]


@given(st.integers(1, 399), st.sampled_from(["chineseCounting", "upperRoman", "decimalFullWidth"]))
def test_a_number_can_be_read_back(number: int, style: str) -> None:
    assert to_int(ordinal(number, style) or "") == number


@given(st.integers(-5, 20_000))
def test_a_number_outside_a_formats_range_is_written_in_figures(number: int) -> None:
    for style in ("decimalEnclosedCircle", "chineseCounting", "upperRoman", "ideographZodiac"):
        assert ordinal(number, style)
