"""Lines into text with hints."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.formats.layout import FormattedLine, assemble, row_lines


def test_blank_lines_go_and_blanks_around_a_heading_are_outside_its_hint() -> None:
    text, hints = assemble([FormattedLine(" 　"), FormattedLine("　题 ", 1), FormattedLine("文")])
    assert text == "　题 \n文\n"
    assert [text[slice(*hint.span)] for hint in hints] == ["题"]


def test_levels_beyond_six_are_six() -> None:
    assert assemble([FormattedLine("题", 9)])[1][0].level == 6


def test_a_short_row_with_lines_in_a_cell_is_one_line_a_long_one_is_not() -> None:
    short = [[FormattedLine("甲")], [FormattedLine("一"), FormattedLine("二")]]
    assert [line.text for line in row_lines(short)] == ["甲\t一 二"]
    long = [[FormattedLine("甲")], [FormattedLine("一" * 150, 2), FormattedLine("二" * 150)]]
    assert row_lines(long) == [FormattedLine("甲"), *long[1]]


def test_an_empty_cell_keeps_its_place_and_an_empty_row_is_none() -> None:
    assert [
        line.text for line in row_lines([[], [FormattedLine("乙")], [FormattedLine("丙\t丁")], []])
    ] == ["\t乙\t丙 丁"]
    assert row_lines([[], [FormattedLine(" ")]]) == []


@given(st.lists(st.tuples(st.text("文 \t", max_size=5), st.sampled_from([None, 0, 1, 7]))))
def test_every_hint_is_a_line_of_the_text(lines: list[tuple[str, int | None]]) -> None:
    text, hints = assemble(FormattedLine(*line) for line in lines)
    assert "".join(text.split()) == "".join("".join(words.split()) for words, _ in lines)
    for hint in hints:
        assert text[slice(*hint.span)] == text[slice(*hint.span)].strip()
        assert text[hint.span.end :].lstrip(" \t").startswith("\n")
