"""Who votes: one value, checked once, taken by every finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
import corpus
from analysis import Votes, find_boilerplate, find_duplicates, find_keywords, find_votes
from analysis.findings.boilerplate.formulaic import formulaic
from analysis.findings.choices import WEIGHTINGS
from corpus.errors import SettingsError

TEXT = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
C = corpus.from_texts({"甲": TEXT, "乙": TEXT, "丙": "水库除险加固工程已通过验收。"})

FINDINGS: dict[str, Callable[..., Any]] = {
    "boilerplate": find_boilerplate,
    "collocations": analysis.find_collocations,
    "formulaic": formulaic,
    "keyness": analysis.find_keyness,
    "keywords": find_keywords,
    "kwic": lambda c, **given: analysis.kwic(c, "学习", **given),
    "new words": analysis.find_new_words,
    "profile": analysis.profile,
    "reuse": analysis.find_reuse,
    "templates": analysis.find_templates,
    "themes": analysis.find_themes,
}
WEIGHED = ("keyness", "keywords", "themes")


@pytest.mark.parametrize("name", FINDINGS)
def test_every_finding_takes_what_duplicates_found_and_keeps_it(name: str) -> None:
    found = FINDINGS[name](C, votes=find_duplicates(C))
    assert found.votes.rows.tolist() == [0, 2]
    assert found.votes.weighting == "family"
    assert "separately" not in repr(found)
    assert "各篇各算一票" not in found._repr_html_()


@pytest.mark.parametrize("name", FINDINGS)
def test_without_votes_every_document_votes_and_the_result_says_so(name: str) -> None:
    found = FINDINGS[name](C)
    assert found.votes.rows.tolist() == [0, 1, 2]
    assert found.votes.weighting == "all"
    assert "copies voted separately" in repr(found)
    assert "各篇各算一票" in found._repr_html_()


@pytest.mark.parametrize("name", FINDINGS)
def test_votes_of_another_corpus_or_grain_are_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="votes has 2 rows"):
        FINDINGS[name](C, votes=find_duplicates(C[:2]))
    with pytest.raises(SettingsError, match="grain: sentence"):
        FINDINGS[name](C, votes=find_duplicates(C, grain="sentence"))
    with pytest.raises(SettingsError, match="found list"):
        FINDINGS[name](C, votes=[0, 0, 2])


@pytest.mark.parametrize("name", FINDINGS)
def test_the_old_name_still_works_and_says_the_new_one(name: str) -> None:
    with pytest.warns(DeprecationWarning, match=r"voters= is now votes="):
        found = FINDINGS[name](C, voters=np.array([0, 0, 2]))
    assert found.votes.rows.tolist() == [0, 2]


@pytest.mark.parametrize("name", WEIGHED)
def test_old_weightings_mean_what_they_meant(name: str) -> None:
    shared = [np.array([[0, len(TEXT)]])] * 2 + [np.zeros((0, 2), np.int64)]
    old = {"voters": np.array([0, 0, 2]), "shared": shared}
    for weighting in WEIGHTINGS:
        with pytest.warns(DeprecationWarning, match=r"weighting="):
            found = FINDINGS[name](C, **old, weighting=weighting)
        new = FINDINGS[name](C, votes=Votes(old["voters"], shared, weighting))
        assert list(found.records()) == list(new.records())
        assert found.votes.weighting == weighting
    with (
        pytest.warns(DeprecationWarning, match="votes="),
        pytest.raises(SettingsError, match="shared="),
    ):
        FINDINGS[name](C, weighting="distinct")
    with (
        pytest.warns(DeprecationWarning, match="votes="),
        pytest.raises(SettingsError, match="'none'"),
    ):
        FINDINGS[name](C, weighting="none")


def test_shared_text_alone_was_left_out_of_a_profile_and_still_is() -> None:
    shared = [np.array([[0, len(TEXT)]])] * 2 + [np.zeros((0, 2), np.int64)]
    with pytest.warns(DeprecationWarning, match="shared= is now votes="):
        found = analysis.profile(C, shared=shared)
    alone = analysis.profile(C[2:])
    assert found.total.tokens == alone.total.tokens


def test_a_name_that_never_was_is_no_keyword() -> None:
    with pytest.raises(TypeError, match="shares"):
        find_keywords(C, shares=[])
    with pytest.raises(TypeError, match="weighting"):
        analysis.kwic(C, "学习", weighting="all")


def test_votes_are_found_for_each_weighting() -> None:
    every, family, distinct = (find_votes(C, name) for name in WEIGHTINGS)
    assert every.rows.tolist() == [0, 1, 2]
    assert family.rows.tolist() == distinct.rows.tolist() == [0, 2]
    assert every.left_out is family.left_out is None
    assert distinct.left_out is not None
    assert distinct.under("family").left_out is None
    with pytest.raises(SettingsError, match="'some'"):
        find_votes(C, "some")


def test_votes_of_sections_are_taken_for_sections() -> None:
    text = "一、学习情况\n全镇开展理论学习笔记整理工作十二次。\n二、宣传情况\n网络宣传舆情处置。"
    c = corpus.from_texts({"甲": text, "乙": text})
    found = find_keywords(c, by="section", votes=find_duplicates(c, grain="section"))
    of_documents = find_keywords(c, by="section", votes=find_duplicates(c))
    assert len(found.votes) == 4
    assert [w.term for w in found.items] == [w.term for w in of_documents.items]


@pytest.mark.parametrize(
    ("voters", "message"),
    [
        ([0, 3, 2], "row 1 of voters says 3"),
        ([0, -1, 2], "row 1 of voters says -1"),
        ([1, 2, 2], "row 0 of voters says 1"),
        ([[0], [1]], "integers"),
        ([0.0, 1.0], "integers"),
    ],
)
def test_votes_that_cannot_be_are_refused_once(voters: list[Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Votes(np.array(voters))


def test_distinct_needs_what_is_shared_for_every_document() -> None:
    with pytest.raises(SettingsError, match="shared="):
        Votes(np.arange(2), weighting="distinct")
    with pytest.raises(SettingsError, match="shared has 1 rows for 2"):
        Votes(np.arange(2), [np.zeros((0, 2), np.int64)], "distinct")


def test_votes_cannot_be_changed_from_outside() -> None:
    voters = np.array([0, 0])
    votes = Votes(voters)
    voters[1] = 1
    assert votes.voters.tolist() == [0, 0]
    with pytest.raises(ValueError, match="read-only"):
        votes.voters[0] = 1


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_a_family_has_one_vote_and_everybody_has_one_under_all(marks: list[int]) -> None:
    first = {mark: marks.index(mark) for mark in marks}
    votes = Votes(np.array([first[mark] for mark in marks]))
    assert len(votes.rows) == len(set(marks))
    assert votes.under("all").rows.tolist() == list(range(len(marks)))
    assert votes.under("all").under("family").rows.tolist() == votes.rows.tolist()
