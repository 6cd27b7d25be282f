"""Patterns: the same matches as a backtracking engine where both read them, and never a hang."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.terms.patterns import LinearPattern, PatternError, wildcard, word_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("学习|学", "学习学", ["学习", "学"]),
        ("学|学习", "学习学", ["学习", "学"]),  # the longest, not the first
        ("[0-9]+次", "12次，3次", ["12次", "3次"]),
        (r"\d{2,4}年", "2023年1年", ["2023年"]),
        ("[^。]+。", "甲。乙乙。", ["甲。", "乙乙。"]),
        (r"第\w责任人?", "第一责任，第二责任人", ["第一责任", "第二责任人"]),
        ("(?:加强|落实)(理论)?学习", "加强学习落实理论学习", ["加强学习", "落实理论学习"]),
        ("(a*)*b", "aab", ["aab"]),
        (r"[\]\-]x[]a]", "]x]-xa", ["]x]", "-xa"]),
        ("x*", "yxxy", ["xx"]),  # nothing is no match
    ],
)
def test_it_finds_the_longest_from_the_left(pattern: str, text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in LinearPattern(pattern).find(text)] == found


@given(
    st.text(alphabet="ab甲", max_size=30),
    st.recursive(
        st.sampled_from(["a", "b", "甲", ".", "[ab]", "[^a]"]),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            inner.map(lambda x: f"(?:{x})+"),
            inner.map(lambda x: f"(?:{x}){{1,2}}"),
        ),
        max_leaves=5,
    ),
)
@settings(max_examples=80, deadline=None)
def test_what_it_finds_first_begins_where_the_standard_library_finds_it(
    text: str, pattern: str
) -> None:
    theirs = re.search(pattern, text)
    ours = LinearPattern(pattern).find(text)
    assert bool(ours) == bool(theirs)
    if theirs:
        assert ours[0][0] == theirs.start()
        assert re.fullmatch(pattern, text[slice(*ours[0])])


def test_a_pattern_that_hangs_backtracking_engines_ends_at_once() -> None:
    before = time.process_time()
    assert LinearPattern("(a|a)*(a|aa)*b").find("a" * 20_000) == []
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "[",
        "a{2,1}",
        "*a",
        "a**",
        r"\1",
        "(?=a)",
        "^a",
        "a$",
        "\\",
        "[b-a]",
        "a{9999}" * 2,
    ],
)
def test_what_is_no_such_pattern_is_refused_with_its_place(pattern: str) -> None:
    with pytest.raises(PatternError) as refused:
        LinearPattern(pattern)
    assert 0 <= refused.value.place <= len(pattern)


def test_wildcards_stay_in_one_sentence_and_take_as_little_as_they_can() -> None:
    text = "第一责任人。第二天，责任落实到人人"
    assert [text[a:b] for a, b in wildcard("第*人").find(text)] == [
        "第一责任人",
        "第二天，责任落实到人",
    ]
    assert wildcard("第?责").find("第 责") == []
    assert wildcard(r"1\*2").find("1*2 132") == [(0, 3)]
    assert wildcard("一*二").find("一。二") == []


def test_words_are_told_by_form_and_by_tag() -> None:
    (form, tag), (any_form, noun) = word_pattern("学?/v /n*")
    assert form("学习")
    assert not form("学")
    assert (tag("v"), tag("vn")) == (True, False)
    assert any_form("什么都行")
    assert (noun("ns"), noun("an")) == (True, False)
