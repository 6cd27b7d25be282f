"""Boilerplate: classes of sentences, shares of documents, and copies that vote once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from analysis.findings.boilerplate import CLASSES, find_boilerplate
from analysis.measures.sharing import default_many

FORMULA = "坚持以习近平新时代中国特色社会主义思想为指导深入学习贯彻会议精神。"
OWN = [
    "我院今年共开展明查暗访八次并约谈三名科室负责人。",
    "桃花江镇广泛发动居民打造精品节目获得特等奖。",
    "水库除险加固工程完成投资六百万元并通过验收。",
    "图书馆新增藏书两千册周末开放时间延长两小时。",
    "渔业合作社引进鳜鱼苗十万尾成活率超过九成。",
]


def numbered(texts: list[str]) -> corpus.Corpus:
    return corpus.from_texts({f"d{i}": text for i, text in enumerate(texts)})


def test_what_many_share_is_boilerplate_and_the_rest_is_distinct() -> None:
    found = find_boilerplate(numbered([FORMULA + own for own in OWN]))
    assert [s.kind for s in found.sentences] == ["boilerplate", "distinct"] * 5
    assert {(s.documents, s.families) for s in found.sentences} == {(5, 5), (1, 1)}


def test_copies_vote_once() -> None:
    texts = [FORMULA + OWN[0]] * 4 + OWN[1:]
    found = find_boilerplate(numbered(texts), voters=np.array([0, 0, 0, 0, 4, 5, 6, 7]))
    assert {s.kind for s in found.sentences if s.document in ("d0", "d3")} == {"duplicate"}
    assert {s.kind for s in found.sentences if s.document > "d3"} == {"distinct"}


def test_adding_a_copy_changes_nobody_elses_classes() -> None:
    texts = [FORMULA + own for own in OWN[:3]] + OWN[3:]
    before = find_boilerplate(numbered(texts), voters=np.arange(5))
    after = find_boilerplate(numbered([*texts, texts[0]]), voters=np.array([0, 1, 2, 3, 4, 0]))
    others = [s.kind for s in before.sentences if s.document != "d0"]
    assert others == [s.kind for s in after.sentences if s.document not in ("d0", "d5")]


def test_a_sentence_with_another_place_and_figure_is_still_shared() -> None:
    line = "{}镇党委每季度召开{}次专题分析研判会议对重大事件重要情况及时进行分析研判。"
    texts = [
        line.format(*fill) + own
        for fill, own in zip(["甲1", "乙2", "丙3", "丁4", "戊5"], OWN, strict=True)
    ]
    first = find_boilerplate(numbered(texts)).sentences[0]
    assert first.kind == "boilerplate"
    assert first.families == 5


@given(st.lists(st.text("甲乙丙丁。\n 一、", max_size=80), min_size=1, max_size=5))
def test_shares_sum_to_one(texts: list[str]) -> None:
    found = find_boilerplate(numbered(texts), run=3)
    assert found.shares.shape == (len(found.documents), len(CLASSES))
    np.testing.assert_allclose(found.shares.sum(axis=1), 1.0)


def test_records_carry_spans_into_the_source(sample: corpus.Corpus) -> None:
    found = find_boilerplate(sample)
    text = sample.compilations[0].source.text
    for record in found.records():
        if record["type"] == "sentence":
            start, end = record["span"]  # type: ignore[misc]
            for run in record["covered"]:  # type: ignore[union-attr]
                inner_start, inner_end = run["span"]
                assert start <= inner_start < inner_end <= end
                assert text[inner_start:inner_end].strip()


def test_distinct_lists_only_what_one_document_says(sample: corpus.Corpus) -> None:
    name = sample[2].id
    own = find_boilerplate(sample).distinct(name)["text"]
    assert any("2018年共选送3名职工" in text for text in own)  # a clinic's own figures
    assert not any("四个意识" in text and len(text) < 30 for text in own)


@pytest.mark.parametrize(("families", "many"), [(1, 3), (13, 4), (40, 10), (10**6, 10)])
def test_many_grows_with_the_corpus_and_stops(families: int, many: int) -> None:
    assert default_many(families) == many
