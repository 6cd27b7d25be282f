"""Glob patterns over ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.globs import glob_regex, is_glob, matches


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.txt", "一.txt", True),
        ("*.txt", "甲/一.txt", False),
        ("**/*.txt", "一.txt", True),
        ("**/*.txt", "甲/乙/一.txt", True),
        ("甲/**", "甲/乙/一.txt", True),
        ("**/旧/*.txt", "甲/旧/一.txt", True),
        ("总结?.txt", "总结1.txt", True),
        ("总结[12].txt", "总结3.txt", False),
        ("总结[!12].txt", "总结3.txt", True),
        ("总结[^1].txt", "总结^.txt", True),
        ("总结[1.txt", "总结[1.txt", True),
        ("[a/b].txt", "/.txt", False),
        ("a.c", "abc", False),
        ("a\\d", "a\\d", True),
    ],
)
def test_a_pattern_matches_whole_paths(pattern: str, path: str, expected: bool) -> None:
    assert bool(glob_regex(pattern).fullmatch(path)) is expected


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("草稿*", "2023/草稿箱/一.txt", True),
        ("*.docx", "2023/一.docx", True),
        ("2023/", "2023/一.txt", True),
        ("2023/旧", "2023/旧/一.txt", True),
        ("./2023/*.txt", "2023/一.txt", True),
        ("旧/*", "2023/旧/一.txt", False),
        ("*.zip/内/*", "a.zip/内/一.txt", True),
    ],
)
def test_leaving_out_by_name_folder_or_path(pattern: str, name: str, expected: bool) -> None:
    assert matches(pattern, name) is expected


@given(st.text(alphabet="ab*?[]!^/\\-&|~", max_size=12), st.text(alphabet="ab/", max_size=8))
def test_any_pattern_can_be_asked(pattern: str, name: str) -> None:
    assert matches(pattern, name) in (True, False)
    if not is_glob(pattern):
        assert bool(glob_regex(pattern).fullmatch(name)) == (pattern == name)
