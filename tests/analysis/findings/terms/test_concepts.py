"""Concepts of a code book: where they stand, what is no instance of them, in which groups."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import corpus
from analysis import along, find_concepts
from corpus import Corpus
from corpus.errors import FormatError, SettingsError
from corpus.records import schema

BOOK = """\
# 编码表
学习 = 理论学习 | 集?学习
管理 = 管理、!物业管理
问责 = /追[究责]+|问责(处理)?/
问责 = 第*责任人
"""


@pytest.fixture
def c() -> Corpus:
    texts = {
        "甲": "集中学习和理论學習各一次，物业管理有序。",
        "乙": "加强管理，追究责任，第一责任人问责处理。",
        "丙": "水库已通过验收。",
    }
    return corpus.from_texts(texts)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "编码表.txt").write_text(BOOK, "gb18030")
    return tmp_path / "编码表.txt"


def test_a_concept_stands_where_one_of_its_patterns_does_and_not_where_one_says_it_is_none(
    c: Corpus, book: Path
) -> None:
    found = find_concepts(c, book)
    told = [(p.concept, p.document, c[p.document][p.span]) for p in found.places]  # type: ignore[index]
    assert told == [
        ("学习", "甲", "集中学习"), ("学习", "甲", "理论學習"), ("管理", "乙", "管理"),
        ("问责", "乙", "追究责"), ("问责", "乙", "第一责任人"), ("问责", "乙", "问责处理"),
    ]  # fmt: skip
    assert found.counts().to_numpy().tolist() == [[2, 0, 0], [0, 1, 3], [0, 0, 0]]
    assert found.cross().loc["管理", "问责"] == 1
    assert found.pairs().query("first == '管理'")[["documents", "expected"]].values.tolist() == [
        [1, 0.333333]
    ]


def test_concepts_have_their_share_of_each_group(c: Corpus, book: Path) -> None:
    found = find_concepts(c, book, by=["东", "东", "西"])
    table = found.along().query("term == '管理'").set_index("group")
    assert table[["count", "of", "places"]].to_numpy().tolist() == [[1, 2, 1], [0, 1, 0]]
    assert found.course().table().equals(along(find_concepts(c, book), c, ["东", "东", "西"]))
    for record in found.records():
        Draft202012Validator(schema(str(record["type"]))).validate(record)
    assert found.plot()._repr_png_()


def test_copies_are_passed_over_where_votes_say_so(book: Path) -> None:
    from analysis import find_duplicates

    twice = corpus.from_texts(
        {"a": "加强管理，落实责任，追究到人。", "b": "加强管理，落实责任，追究到人。"}
    )
    assert len(find_concepts(twice, book).places) == 4
    assert len(find_concepts(twice, book, votes=find_duplicates(twice)).places) == 2


@pytest.mark.parametrize(
    ("given_rules", "message"),
    [
        ({}, "concepts must be"),
        ({"甲": 3}, "concepts must be"),
        ({"甲": "!乙"}, "no pattern"),
        ({"甲": "/(a/"}, "pattern"),
        (["甲"], "concepts must be"),
    ],
)
def test_what_is_no_code_book_is_refused_with_what_was_expected(
    c: Corpus, given_rules: object, message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        find_concepts(c, given_rules)  # type: ignore[arg-type]


def test_a_line_that_says_nothing_is_named(c: Corpus, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("学习 = 理论学习\n管理\n", "utf-8")
    with pytest.raises(FormatError, match=re.escape("x.txt:2: '管理'")):
        find_concepts(c, tmp_path / "x.txt")


@given(st.text("学习管理，", min_size=1, max_size=40))
def test_places_are_in_order_apart_and_hold_the_pattern(text: str) -> None:
    made = corpus.from_texts({"甲": "。" + text + "。"})
    found = find_concepts(made, {"甲": ["学习", "习管", "!理学"]})
    end = 0
    for place in found.places:
        assert place.span.start >= end
        assert made["甲"][place.span] == place.pattern  # type: ignore[index]
        end = place.span.end
