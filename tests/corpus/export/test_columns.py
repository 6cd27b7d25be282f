"""Terminal tables: columns line up, nothing steers the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.export.columns import Before, Name, abridge, cells, render, shorten, visible

TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


def independent_width(text: str) -> int:
    """The same measure, counted another way."""
    wide = sum(unicodedata.east_asian_width(c) in ("W", "F") for c in text)
    marks = sum(
        unicodedata.category(c) in ("Mn", "Me") and unicodedata.east_asian_width(c) not in "WF"
        for c in text
    )
    return len(text) + wide - marks


@given(TEXT)
def test_nothing_that_steers_a_terminal_is_shown_raw(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb\tc", r"a\nb\tc"),
        ("\u202e", r"\u202e"),
        ("\x9b31m", r"\x9b31m"),
        ("学习　会", "学习　会"),
        ("①〓“”……", "①〓“”……"),
    ],
)
def test_control_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXT, st.integers(1, 20))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    assert cells(shorten(text, width)) <= width
    assert shorten(text, width) == text or shorten(text, width).endswith("…")


@given(TEXT, st.integers(4, 20))
def test_an_abridged_name_fits_and_keeps_both_ends(text: str, width: int) -> None:
    short = abridge(text, width)
    assert cells(short) <= width
    head, mark, tail = short.rpartition("…") if short != text else (text, "", "")
    assert text.startswith(head)
    assert text.endswith(tail)
    assert bool(mark) == (short != text)


@given(TEXT.map(visible))
def test_wide_characters_take_two_cells(text: str) -> None:
    assert cells(text) == independent_width(text)


@given(st.lists(st.tuples(TEXT, st.integers(-9999, 9999), TEXT), min_size=1, max_size=6))
def test_columns_line_up(rows: list[tuple[str, int, str]]) -> None:
    lines = render(["甲", "number", "x"], [(a, n, "|" + b) for a, n, b in rows])
    places = {cells(line[: line.rindex("|" + visible(b))]) for line, (_, _, b) in
              zip(lines[1:], rows, strict=True)}  # fmt: skip
    assert len(places) == 1


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5), st.integers(30, 80))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str]], width: int) -> None:
    assert all(cells(line) <= width for line in render(["甲", "乙"], rows, width=width))


def test_an_id_is_cut_in_its_middle_and_a_text_at_its_end() -> None:
    name = "意识形态工作总结汇编.txt#7"
    lines = render(["编号", "文字"], [[Name(name), name], [None, None]], width=30)
    assert lines[1].split() == ["意识形…xt#7", "意识形态工作…"] or lines[1].split()[0].endswith(
        "#7"
    )
    assert lines[1].endswith("…")


def test_what_stands_before_is_cut_at_its_beginning() -> None:
    lines = render(["上文", "词"], [[Before("严格落实意识形态工作"), "责任"]], width=19)
    assert lines[1] == "…意识形态工作  责任"


def test_a_pipe_gets_everything() -> None:
    text = "长" * 500
    assert render(["文字"], [[text]])[1] == text


def test_numbers_stand_right_and_missing_values_are_blank() -> None:
    assert render(["n", "x"], [[5, 0.5], [1000, None]]) == ["   n      x", "   5  0.500", "1000"]


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0.0, "0.000"), (0.0004, "<0.001"), (0.9994, "0.999"), (0.9996, ">0.999"), (1.0, "1.000"),
     (-0.0001, ">-0.001"), (12.3456, "12.346")],
)  # fmt: skip
def test_rounding_never_makes_a_nought_or_a_one(number: float, shown: str) -> None:
    assert render(["x"], [[number]])[1].strip() == shown


def test_a_table_without_rows_or_columns_is_its_header() -> None:
    assert render(["编号", "文种"], []) == ["编号  文种"]
    assert render([], []) == [""]
