"""Numerals to integers and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.writing.numbering import CIRCLED, to_han, to_int


@given(st.integers(0, 9999))
def test_a_number_written_in_han_is_read_back(value):
    assert to_int(to_han(value)) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10), ("廿一", 21), ("卅", 30), ("二〇二一", 2021),
        ("一百零三", 103), ("两万三千", 23000),
        ("壹拾贰", 12), ("貳", 2), ("参", None), ("０７", 7), ("⑳", 20), ("㉑", 21), ("⑴", 1),
        ("⒛", 20),
        ("㈩", 10), ("㊀", 1), ("Ⅻ", 12), ("ⅷ", 8), ("❿", 10), ("xl", 40), ("XIV", 14), ("V", 5),
        ("甲", None), ("十甲", None), ("IQ", None), ("", None), ("é", None),
    ],
)  # fmt: skip
def test_forms_of_numerals(numeral, value):
    assert to_int(numeral) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text):
    assert to_int(text) is None or isinstance(to_int(text), int)


def test_thousands_of_digits_are_no_number():
    assert to_int("9" * 10_000) is None
    assert to_int("九" * 10_000) is None


def test_circled_numbers_run_from_1_to_50():
    assert len(CIRCLED) == 50
    assert [to_int(c) for c in CIRCLED[:20]] == list(range(1, 21))


@pytest.mark.parametrize("value", [-1, 10_000])
def test_numbers_out_of_range_are_refused(value):
    with pytest.raises(ValueError, match="0 to 9999"):
        to_han(value)
