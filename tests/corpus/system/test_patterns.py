"""corpus.system.patterns: a pattern that waits is the pattern that it waits for."""

from __future__ import annotations

import re

import pytest

from corpus.system.patterns import lazy


def test_a_waiting_pattern_finds_what_the_compiled_one_finds() -> None:
    text = "一、二、三"
    for method in ("match", "search", "fullmatch"):
        waiting, compiled = lazy("[一二三]"), re.compile("[一二三]")
        assert str(getattr(waiting, method)(text)) == str(getattr(compiled, method)(text))
    assert lazy("[一二三]").findall(text, 1) == ["二", "三"]
    assert lazy("(?P<n>[一二三])").sub("x", text) == "x、x、x"


def test_a_waiting_pattern_has_the_attributes_and_flags_of_a_pattern() -> None:
    waiting = lazy("(?P<n>a)", re.IGNORECASE)
    assert waiting.pattern == "(?P<n>a)"
    assert waiting.groupindex == {"n": 1}
    assert waiting.match("A") is not None


def test_an_error_in_a_pattern_shows_when_it_is_used() -> None:
    waiting = lazy("(")
    with pytest.raises(re.error):
        waiting.match("a")
