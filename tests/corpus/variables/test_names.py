"""Values from the names of files and folders."""

from __future__ import annotations

import pytest

from corpus.errors import SettingsError
from corpus.variables.names import name_reader


def test_a_pattern_may_leave_out_first_folders_and_the_ending() -> None:
    read = name_reader("{year}/{town}")
    assert read("a/b/2023/甲镇.docx") == (("year", "2023"), ("town", "甲镇"))
    assert read("2023.docx") is None


def test_a_value_ends_at_a_slash_unless_its_shape_says_otherwise() -> None:
    assert name_reader("{town}/*")("2023/甲镇/总结.txt") == (("town", "甲镇"),)
    assert name_reader("{path:.*}/总结")("2023/甲镇/总结.txt") == (("path", "2023/甲镇"),)


def test_what_a_pattern_says_plainly_has_to_stand_there() -> None:
    read = name_reader("{town}_{year}年总结(终稿).txt")
    assert read("甲镇_2023年总结(终稿).txt") == (("town", "甲镇"), ("year", "2023"))
    assert read("甲镇_2023年计划(终稿).txt") is None


@pytest.mark.parametrize("pattern", ["*", "{a}/{a}", "{}", "{a", "{a:(x)}", "{a:[}"])
def test_a_pattern_that_names_nothing_or_twice_is_refused(pattern: str) -> None:
    with pytest.raises(SettingsError, match="pattern of names"):
        name_reader(pattern)
