"""Boilerplate: classes of sentences, shares of documents, and copies that vote once."""

from decimal import Decimal

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from analysis.findings.boilerplate.finding import CLASSES, find_boilerplate
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.votes import Votes
from analysis.measures.sharing.breadth import default_many
from corpus.errors import SettingsError
from corpus.records import schema

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
    found = find_boilerplate(numbered(texts), votes=Votes(np.array([0, 0, 0, 0, 4, 5, 6, 7])))
    assert {s.kind for s in found.sentences if s.document in ("d0", "d3")} == {"duplicate"}
    assert {s.kind for s in found.sentences if s.document > "d3"} == {"distinct"}


def test_adding_a_copy_changes_nobody_elses_classes() -> None:
    texts = [FORMULA + own for own in OWN[:3]] + OWN[3:]
    before = find_boilerplate(numbered(texts), votes=Votes(np.arange(5)))
    after = find_boilerplate(
        numbered([*texts, texts[0]]), votes=Votes(np.array([0, 1, 2, 3, 4, 0]))
    )
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


def test_shares_add_up_to_one_in_decimals(sample: corpus.Corpus) -> None:
    found = find_boilerplate(sample)
    assert (found.counts.sum(axis=1) == found.classed).all()
    for record in found.records():
        if record["type"] == "share":
            assert sum(Decimal(str(record[name])) for name in CLASSES) == 1


def test_records_conform(sample: corpus.Corpus) -> None:
    rules = {name: jsonschema.Draft202012Validator(schema(name)) for name in ("sentence", "share")}
    for record in find_boilerplate(sample).records():
        rules[str(record["type"])].validate(record)


def test_documents_vote_for_themselves_unless_votes_are_given_and_the_result_says_so() -> None:
    c = numbered([FORMULA + OWN[0]] * 4 + OWN[1:])
    alone = find_boilerplate(c)
    assert alone.families == 8
    assert "copies voted separately" in repr(alone)
    found = find_boilerplate(c, votes=find_duplicates(c))
    assert "separately" not in repr(found)
    assert {s.kind for s in found.sentences if s.document < "d4"} == {"duplicate"}
    assert found.families == 5


def test_figures_do_not_make_a_sentence_distinct() -> None:
    line = "共{}人{}次{}场{}个{}期{}篇。"
    texts = [line.format(*range(n, n + 6)) + own for n, own in enumerate(OWN, start=3)]
    first = find_boilerplate(numbered(texts)).sentences[0]
    assert (first.kind, first.families) == ("boilerplate", 5)


def test_a_sentence_of_phrases_that_many_share_is_boilerplate_though_nobody_holds_it() -> None:
    left, right = "旗帜鲜明站在意识形态工作第一线，", "严守政治纪律和组织纪律宣传纪律。"
    texts = [left + own for own in OWN[:3]] + [right + own for own in OWN[3:]] * 2
    texts = [*texts, right + "新的一段文字，从未见过，与别处不同。", left + right]
    last = find_boilerplate(numbered(texts)).sentences[-1]
    assert last.kind == "boilerplate"
    assert last.score == 1


def test_covered_runs_name_the_families_that_share_each() -> None:
    short, long = "新时代中国特色社会主义思想", "坚持以习近平新时代中国特色社会主义思想为指导"
    texts = [long + OWN[0], long + OWN[1], short + OWN[2], short + OWN[3]]
    first = find_boilerplate(numbered(texts)).sentences[0]
    text = texts[0]
    runs = [(text[slice(*c.span)], c.families) for c in first.covered]
    assert runs == [("坚持以习近平", 2), (short, 4), ("为指导", 2)]


def test_phrases_are_maximal_and_know_their_places(sample: corpus.Corpus) -> None:
    found = find_boilerplate(sample)
    phrases = found.phrases(families=3)
    assert phrases
    texts = {d.id: d for d in sample}
    for p in phrases:
        assert p.families >= 3
        assert len({place.document for place in p.places}) == p.documents
        words = {
            "".join(c for c in texts[place.document][place.span] if c.isalnum())
            for place in p.places
        }
        assert len({len(w) for w in words}) <= 2  # a mask may be longer
    values = [p.families * p.characters for p in phrases]
    assert values == sorted(values, reverse=True)
    frame = found.phrases_table(families=3)
    assert frame["phrase"].max() == len(phrases)


def test_a_longer_phrase_takes_the_place_of_its_parts() -> None:
    found = find_boilerplate(numbered([FORMULA + own for own in OWN]))
    assert [p.text for p in found.phrases()] == [FORMULA.rstrip("。")]


def test_a_phrase_begins_and_ends_where_a_word_does(sample: corpus.Corpus) -> None:
    phrases = find_boilerplate(sample).phrases()
    texts = [wording.text for p in phrases for wording in (p, *p.forms)]
    assert not {"委关于意识形态工作的", "关于意识形态工作的", "关于意识形态工作的决策部署和"} & {
        *texts
    }
    assert not [text for text in texts if text[0] in "的和及" or text[-1] in "的和及与"]
    assert "社会主义核心价值观" in texts
    own = ["镇党委", "区纪委", "省市委", "各村委"]
    cut = [f"{o}关于做好防汛抗旱工作的{n}月安排。" for n, o in zip("一二三四", own, strict=True)]
    assert [p.text for p in find_boilerplate(numbered(cut)).phrases()] == ["关于做好防汛抗旱工作"]


def test_a_phrase_does_not_end_where_its_verb_wants_an_object() -> None:
    where = ["年度考核", "述职内容", "巡察范围", "培训计划"]
    texts = [
        f"各村要把防汛抗旱责任落实情况纳入{w}，{own}" for w, own in zip(where, OWN, strict=False)
    ]
    (phrase,) = find_boilerplate(numbered(texts)).phrases()
    assert phrase.text == "各村要把防汛抗旱责任落实情况"
    closed = [f"{own[:6]}，防汛抗旱责任落实情况已经纳入。" for own in OWN[:4]]
    assert [p.text for p in find_boilerplate(numbered(closed)).phrases()] == [
        "防汛抗旱责任落实情况已经纳入"
    ]


def test_a_tail_of_another_clause_is_no_part_of_a_phrase() -> None:
    tails = ["修好水渠精神", "添置图书精神", "放养鱼苗精神", "翻新戏台精神"]
    texts = [
        f"我们{tail}，牢牢把握正确的政治方向，{own}" for tail, own in zip(tails, OWN, strict=False)
    ]
    assert [p.text for p in find_boilerplate(numbered(texts)).phrases()] == [
        "牢牢把握正确的政治方向"
    ]


def test_a_phrase_begins_behind_the_number_of_its_point_and_keeps_both_quotes() -> None:
    numbers = ["第三十条", "第四十条", "第五十条", "第六十条"]
    rule = "违反规定倾倒建筑垃圾的责令限期清除"
    points = [f"{own}\n{n}　{rule}。" for n, own in zip(numbers, OWN, strict=False)]
    assert [p.text for p in find_boilerplate(numbered(points)).phrases()] == [rule]
    points = [f"{own}；\n（三）{rule}；" for own in OWN[:4]]
    assert [p.text for p in find_boilerplate(numbered(points)).phrases()] == [rule]
    quoted = "做到“事事有人管、件件有着落”"
    points = [f"{own}{quoted}。" for own in OWN[:4]]
    (phrase,) = find_boilerplate(numbered(points)).phrases()
    assert phrase.text == quoted


def test_what_is_mostly_the_same_is_a_form_of_one_phrase() -> None:
    core, other = "贯彻落实防汛抗旱工作责任制", "健全完善矛盾纠纷排查化解机制"
    said = [f"认真{core}", f"认真{core}", f"全面{core}", f"全面{core}", other, other]
    own = [*OWN[:4], "早稻已经插完。", "果树剪枝结束。"]
    texts = [f"{formula}，{rest}" for formula, rest in zip(said, own, strict=True)]
    found = find_boilerplate(numbered(texts))
    first, second = found.phrases()
    assert (first.text, first.families) == (core, 4)
    assert {(form.text, form.families) for form in first.forms} == {
        (f"认真{core}", 2), (f"全面{core}", 2),
    }  # fmt: skip
    assert (second.text, second.forms) == (other, ())
    assert f"认真{core}" in found.phrases_table()["forms"][0]


def test_what_is_distinct_is_ranked_by_information(sample: corpus.Corpus) -> None:
    found = find_boilerplate(sample)
    for number, words in (("#3", "97周年"), ("#6", "甩手掌柜")):
        name = next(d.id for d in sample if d.id.endswith(number))
        own = found.distinct(name)
        assert own["information"].is_monotonic_decreasing
        assert any(words in text for text in own["text"].head(3))
    everything = found.distinct()
    assert set(everything["class"]) == {"distinct"}
    with pytest.raises(KeyError, match="nobody"):
        found.distinct("nobody")


def test_figures_and_names_add_information() -> None:
    texts = ["组织开展学习活动。今年桃花江开展学习12次。", "组织开展学习活动若干。", *OWN]
    own = find_boilerplate(numbered(texts)).distinct("d0")["text"]
    assert own[0].startswith("今年桃花江")


@pytest.mark.parametrize("words", ["守土有责", "属地管理", "意识形态工作责任制", "理论学习中心组"])
def test_the_genres_own_wording_is_boilerplate_or_reused(sample: corpus.Corpus, words: str) -> None:
    found = find_boilerplate(sample, votes=find_duplicates(sample))
    shared = total = 0
    for s in found.sentences:
        text = sample.compilations[0].source.text
        start = text.find(words, s.span.start, s.span.end)
        if start >= 0:
            total += 1
            shared += any(c.span.start <= start < c.span.end and c.families >= 2 for c in s.covered)
    assert total >= 3
    assert shared / total > 0.5


def test_wrong_settings_are_refused() -> None:
    c = numbered(OWN)
    with pytest.raises(SettingsError, match="run is 1"):
        find_boilerplate(c, run=1)
    with pytest.raises(SettingsError, match="votes has 2 rows"):
        find_boilerplate(c, votes=Votes(np.arange(2)))
