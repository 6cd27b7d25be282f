"""Key word in context: every place, with the text around it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from analysis.findings.choices import MATCHING
from analysis.findings.terms.concordance import flat, kwic
from analysis.findings.votes import Votes
from corpus.errors import SettingsError

TEXTS = {
    "甲": "一、理论学习\n抓好学习，学习笔记人人有。",
    "乙": "没有这个词。",
    "丙": "集中學習，自主学\n习。学习学习学习。",
}


def test_every_place_is_found_and_leads_back_to_the_source() -> None:
    c = corpus.from_texts(TEXTS)
    found = kwic(c, "学习", width=3, level="exact")
    assert len(found) == sum(text.count("学习") for text in TEXTS.values())
    for line in found:
        text = c[line.document].source.text
        assert text[slice(*line.span)] == line.match == "学习"
        start = line.span.start - len(line.left)
        assert text[start : line.span.end + len(line.right)] == line.left + "学习" + line.right


@given(st.text("学习甲\n，", max_size=40), st.sampled_from(["学习", "学", "学学", "习\n"]))
def test_there_are_as_many_places_as_the_text_has(text: str, term: str) -> None:
    c = corpus.from_texts({"甲": text + "。"})
    assert len(kwic(c, term)) == c[0].text.count(term)


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("⽂件系统，文件管理", ["⽂件", "文件"]),
        ("文́件́系统", ["文́件́"]),
        ("全 部 文 件 系 统 ， 都 有 文 件 管 理 。", ["文 件", "文 件"]),
        ("文 件 系统", []),
    ],
)
def test_what_reads_as_the_term_is_found_whatever_it_is_written_with(
    text: str, matches: list[str]
) -> None:
    c = corpus.from_texts({"甲": text})
    for term in ("文件", "⽂件"):
        assert [line.match for line in kwic(c, term)] == matches
    assert all(c[0].source.text[slice(*line.span)] == line.match for line in kwic(c, "文件"))


@pytest.mark.parametrize("term", ["学校", "學校"])
def test_a_term_is_found_in_either_script_and_as_it_stands_in_japanese(term: str) -> None:
    c = corpus.from_texts({"甲": "學校和学校。\nこの學校はとても大きいです。"})
    found = [line.match for line in kwic(c, term)]
    assert found == ["學校", "学校", "學校"][: 2 + (term == "學校")]
    assert [line.match for line in kwic(c, term, level="exact")] == [m for m in found if m == term]


def test_characters_that_both_scripts_have_are_found_in_both() -> None:
    c = corpus.from_texts({"甲": "乾隆時的會議，前後著名。", "乙": "乾隆年间，前后著名。"})
    assert len(kwic(c, "乾隆")) == len(kwic(c, "前後")) == len(kwic(c, "著名")) == 2


def test_a_place_names_its_section_and_sentence() -> None:
    found = kwic(corpus.from_texts(TEXTS), "学习").lines
    assert (found[0].section, found[0].sentence) == ("甲/一", "甲:s1")
    assert (found[1].section, found[1].sentence) == ("甲/一", "甲:s2")
    assert found[3].section is None


def test_folding_finds_traditional_characters_and_terms_over_line_breaks() -> None:
    c = corpus.from_texts(TEXTS)
    found = [line.match for line in kwic(c, "学习", level="standard") if line.document == "丙"]
    assert found == ["學習", "学\n习", "学习", "学习", "学习"]


def test_look_alikes_are_found_at_the_level_for_recognition_errors() -> None:
    c = corpus.from_texts({"甲": "舆论引导和与论宣传。"})
    assert [line.match for line in kwic(c, "舆论", level="ocr")] == ["舆论", "与论"]
    assert [line.match for line in kwic(c, "舆论", level="standard")] == ["舆论"]


@pytest.mark.parametrize("level", MATCHING)
def test_each_level_finds_what_the_finer_one_finds(level: str, sample: corpus.Corpus) -> None:
    order = MATCHING
    finer = order[max(0, order.index(level) - 1)]
    fine = {(line.document, line.span) for line in kwic(sample, "第一责任人", level=finer)}
    assert fine <= {(line.document, line.span) for line in kwic(sample, "第一责任人", level=level)}


def test_context_ends_where_the_body_ends() -> None:
    line = kwic(corpus.from_texts({"甲": "抓好学习。"}), "学习").lines[0]
    assert (line.left, line.right) == ("抓好", "。")
    assert kwic(corpus.from_texts(TEXTS), "学习", width=0).lines[0].left == ""


def test_sorting_left_compares_the_nearest_character_first() -> None:
    c = corpus.from_texts({"甲": "乙丁学习，甲丙学习，丙丁学习，丁 丙学习。"})
    lefts = [line.left[-3:].strip("，习 ") for line in kwic(c, "学习", order="left")]
    assert lefts == ["丙丁", "乙丁", "丁 丙", "甲丙"]
    # by code point: 丁 < 丙 < 乙 < 甲


def test_sorting_right_and_back_again_keeps_every_place() -> None:
    found = kwic(corpus.from_texts(TEXTS), "学习")
    right = found.sorted("right")
    keys = ["".join(line.right.split()) for line in right]
    assert keys == sorted(keys)
    assert right.sorted("position").lines == found.lines
    assert sorted(right.lines, key=str) == sorted(found.lines, key=str)


def test_neighbours_are_counted_on_either_side() -> None:
    c = corpus.from_texts({"甲": "理论学习抓紧，政治学习抓实，理论学习好"})
    found = kwic(c, "学习")
    assert found.neighbours("left", characters=2) == [("理论", 2), ("政治", 1)]
    assert found.neighbours("right") == [("抓", 2), ("好", 1)]


def test_copies_can_be_passed_over() -> None:
    c = corpus.from_texts({"甲": TEXTS["甲"], "丁": TEXTS["甲"], "丙": TEXTS["丙"]})
    found = kwic(c, "学习", votes=Votes(np.array([0, 0, 2])))
    assert {line.document for line in found} == {"甲", "丙"}


def test_the_table_and_the_records_hold_the_same_places() -> None:
    found = kwic(corpus.from_texts(TEXTS), "学习")
    table, records = found.table(), list(found.records())
    assert table["match"].tolist() == [record["match"] for record in records]
    assert table["span_start"].tolist() == [record["span"][0] for record in records]
    assert list(kwic(corpus.from_texts(TEXTS), "无").table()) == list(table)


def test_documents_are_escaped_in_html() -> None:
    page = kwic(corpus.from_texts({"甲": "<script>学习</script>"}), "学习")._repr_html_()
    assert "<script>" not in page
    assert "<strong>学习</strong>" in page


@pytest.mark.parametrize(
    ("term", "options"),
    [
        ("", {}),
        ("，", {"level": "standard"}),
        ("学", {"level": "loose"}),
        ("学", {"order": "frequency"}),
        ("学", {"width": -1}),
        ("学", {"votes": Votes(np.array([0]))}),
    ],
)
def test_impossible_requests_are_named(term: str, options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        kwic(corpus.from_texts(TEXTS), term, **options)


def test_flat_context_is_one_line_and_keeps_a_blank_at_its_edges() -> None:
    assert [flat(text) for text in ("a\n", "\n", "", "\tb  c")] == ["a ", " ", "", " b c"]


def test_patterns_are_found_in_reading_forms_and_led_back() -> None:
    c = corpus.from_texts({"甲": "黨委書記是第一責任人。", "乙": "班子成员是直接责任人。"})
    found = kwic(c, "(第一|直接)责任人", matching="regex")
    assert [line.match for line in found] == ["第一責任人", "直接责任人"]
    assert len(kwic(c, "第?责*人", matching="wildcard")) == 1
    assert [line.match for line in kwic(c, "班子成员 /v", matching="words")] == ["班子成员是"]


@pytest.mark.parametrize(
    ("term", "matching"), [("(", "regex"), ("", "regex"), (" ", "words"), ("x", "glob")]
)
def test_what_is_no_pattern_is_refused(term: str, matching: str) -> None:
    c = corpus.from_texts({"甲": "学习。"})
    with pytest.raises(SettingsError):
        kwic(c, term, matching=matching)


def test_patterns_know_no_folding() -> None:
    with pytest.raises(SettingsError, match="level"):
        kwic(corpus.from_texts({"甲": "学习。"}), "学.", matching="regex", level="ocr")


def test_dispersion_says_where_a_term_stands_and_is_drawn(tmp_path: Path) -> None:
    c = corpus.from_texts({"甲": "学习。学习。学习。", "乙": "落实责任。", "丙": "学习。"})
    found = kwic(c, "学习")
    frame = found.dispersion()
    assert frame["count"].tolist() == [3, 0, 1]
    assert 0 < frame.attrs["juilland_d"] < 1
    assert 0 < frame.attrs["dp"] < 1
    assert found.plot().save(tmp_path / "d.png").stat().st_size > 3_000


def test_several_terms_are_listed_in_reading_order_each_line_with_its_own() -> None:
    c = corpus.from_texts(TEXTS)
    found = kwic(c, ["学习", "理论学习", "笔记"], level="exact")
    assert [(line.term, line.span.start) for line in found if line.document == "甲"] == [
        ("理论学习", 2), ("学习", 4), ("学习", 9), ("学习", 12), ("笔记", 14),
    ]  # fmt: skip
    assert {record["term"] for record in found.records()} == {"学习", "理论学习", "笔记"}
    alone = [line for line in found if line.term == "学习"]
    assert alone == list(kwic(c, "学习", level="exact"))
    assert kwic(c, ("学习", "没有"), by=["a", "b", "b"]).along()["term"].unique().tolist() == [
        "学习", "没有",
    ]  # fmt: skip


@pytest.mark.parametrize("term", [3, None, ["学习", 3], [], ["学习", ""], ""])
def test_what_is_no_term_is_refused_and_named(term: object) -> None:
    with pytest.raises(SettingsError, match="term"):
        kwic(corpus.from_texts(TEXTS), term)  # type: ignore[arg-type]
