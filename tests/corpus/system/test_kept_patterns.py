"""corpus.system.kept_patterns: a kept pattern is the pattern that re makes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.system import kept_patterns
from corpus.system.kept_patterns import compiled

TEXT = "第一条 Abc 甲乙 12、（二）"
PATTERNS = (
    ("(?P<a>第)(?P<b>[一二])?条", 0),
    ("abc|[甲乙]+", re.IGNORECASE),
    ("(?x) [0-9]{1,2} (?=、)  # a number", 0),
    (r"(?<=[（])\w(?:x|y)*+", 0),
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of the test's own, and no pattern known."""
    place = tmp_path / "kept.json"
    monkeypatch.setattr(kept_patterns, "_place", lambda: place)
    monkeypatch.setattr(kept_patterns, "_changed", [("", 0)])  # nothing is written at the end
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept_patterns._known.cache_clear()
    yield place
    kept_patterns._known.cache_clear()


def begin_again() -> None:
    """As if this run ended and another began."""
    kept_patterns._save()
    kept_patterns._known.cache_clear()


def facts(pattern: re.Pattern[str]) -> tuple[object, ...]:
    found = [(m.span(), m.groups(), m.lastgroup) for m in pattern.finditer(TEXT)]
    return found, pattern.pattern, pattern.flags, pattern.groups, dict(pattern.groupindex)


def test_what_was_kept_finds_what_was_compiled(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text, flags in PATTERNS:
        assert facts(compiled(text, flags)) == facts(re.compile(text, flags))
    begin_again()
    assert len(kept_patterns._known()) == len(PATTERNS)
    monkeypatch.setattr(kept_patterns, "_new_pattern", None)  # would fail if it were asked
    for text, flags in PATTERNS:
        assert facts(compiled(text, flags)) == facts(re.compile(text, flags))


def test_a_damaged_file_and_one_of_another_version_are_left_alone(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled("[甲乙]")
    begin_again()
    whole = place.read_bytes()
    for damaged in (b"", whole[:9], whole[:-1], whole[:-1] + b"x", b"\n", b"no JSON\n"):
        place.write_bytes(damaged)
        assert kept_patterns._read(place) == {}
    place.write_bytes(whole)
    assert len(kept_patterns._read(place)) == 1
    monkeypatch.setattr(sys, "version", "4.0")
    assert kept_patterns._read(place) == {}
    assert kept_patterns._read(place / "nowhere") == {}


def test_code_that_python_refuses_is_compiled_anew(place: Path) -> None:
    bad = kept_patterns.KeptPattern(32, 0, {}, b"\xff" * 8)
    kept_patterns._known()["[甲乙]", 0] = bad
    assert compiled("[甲乙]").findall("甲丙") == ["甲"]


def test_nothing_is_written_where_python_writes_no_byte_code(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled("[甲乙]")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept_patterns._save()
    assert not place.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept_patterns, "_place", lambda: place / "no" / "folder")
    kept_patterns._save()  # cannot be written: no fault
    assert not place.exists()


def test_a_file_that_has_grown_too_large_is_begun_anew(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled("甲")
    begin_again()
    monkeypatch.setattr(kept_patterns, "MOST_KEPT", 1)
    monkeypatch.setattr(kept_patterns, "_changed", [("乙", 0)])
    compiled("乙")
    kept_patterns._changed.remove(("乙", 0))
    kept_patterns._save()
    assert list(kept_patterns._read(place)) == [("乙", 0)]


def test_an_error_in_a_pattern_is_that_of_re(place: Path) -> None:
    with pytest.raises(re.error):
        compiled("(")
