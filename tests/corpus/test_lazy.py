"""Names handed on when they are asked for, and names that have moved."""

from __future__ import annotations

from importlib import import_module

import pytest

import analysis
import corpus
from corpus.lazy import hand_on


def test_a_room_hands_on_the_names_it_lists_and_no_others() -> None:
    get, names, listed = hand_on("corpus", {"ids": "find_id", "model": "Span Note"})
    assert names() == listed == ["Note", "Span", "find_id"]
    assert get("Span") is corpus.Span
    with pytest.raises(AttributeError, match="module 'corpus' has no attribute 'Unknown'"):
        get("Unknown")


@pytest.mark.parametrize(
    ("old", "name", "new"),
    [
        ("analysis.findings.keywords", "find_keywords", "analysis.findings.terms.keywords"),
        (
            "analysis.findings.duplicate_settings",
            "PRESETS",
            "analysis.findings.duplicates.settings",
        ),
        ("analysis.measures.threshold", "Advice", "analysis.measures.similarity.threshold"),
        ("corpus.tokens", "Tokenizer", "corpus.words.tokens"),
    ],
)
def test_documented_modules_are_found_under_their_old_names_with_a_warning(
    old: str, name: str, new: str
) -> None:
    with pytest.warns(DeprecationWarning, match=f"{old} is now {new}"):
        found = import_module(old)
    assert getattr(found, name) is getattr(import_module(new), name)


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("duplicates", "find_duplicates"), ("duplicates", "Family"), ("reuse", "find_reuse"),
        ("collation", "collate"), ("boilerplate", "find_boilerplate"), ("terms", "kwic"),
        ("templates", "find_templates"), ("themes", "find_themes"), ("profile", "profile"),
    ],
)  # fmt: skip
def test_each_finding_is_named_by_its_room(room: str, name: str) -> None:
    found = getattr(import_module(f"analysis.findings.{room}"), name)
    assert found.__module__.startswith(f"analysis.findings.{room}.")
    assert found is getattr(analysis, name, found)


@pytest.mark.parametrize(
    ("room", "new"), [("duplicates", "DuplicateCoverage"), ("reuse", "ReuseCoverage")]
)
def test_the_old_name_of_a_coverage_is_found_with_a_warning(room: str, new: str) -> None:
    module = import_module(f"analysis.findings.{room}")
    with pytest.warns(DeprecationWarning, match=f"findings.{room}.Coverage is now .*{new}"):
        assert module.Coverage is getattr(module, new)
    assert new in module.__all__
    assert "Coverage" not in module.__all__


def test_a_name_of_a_higher_package_is_found_and_not_listed() -> None:
    import analysis
    import corpus

    assert corpus.Index is analysis.Index
    assert "Index" not in corpus.__all__
    assert "Index" not in dir(corpus)
