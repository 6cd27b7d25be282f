"""Kinds of document: the rules' own examples, and the compilation read by eye."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.outlining.genre import GenreRule, _cued, explain_kind, kind_of, kinds, rules

COLLECTION = "乡镇意识形态上半年工作总结"
READ_BY_EYE = {
    "1": "总结", "2": "方案", "3": "总结", "4": "汇报", "5": "报告", "6": "通报", "7": "汇报",
    "8": "汇报", "9": "方案", "10": "自查报告", "11": "汇报", "12": "计划", "13": "汇报",
    "14": "汇报", "15": "总结",
}  # fmt: skip


@pytest.mark.parametrize("rule", rules(), ids=lambda r: f"{r.kind}-{r.where}-{r.example[:12]}")
def test_every_rule_fires_on_its_example_and_not_on_its_counter_example(rule: GenreRule) -> None:
    def fired(text: str) -> bool:
        zone = explain_kind(
            text if rule.where == "title" else "",
            "" if rule.where in ("title", "headings") else text,
            [text] if rule.where == "headings" else [],
        )
        return any(
            (e.kind, e.where, e.weight, e.why) == (rule.kind, rule.where, rule.weight, rule.why)
            for e in zone.evidence
        )

    assert fired(rule.example)
    if rule.counter is not None:
        assert not fired(rule.counter)


@pytest.fixture(scope="module")
def pieces(sample_path: Path) -> dict[str, str]:
    text = sample_path.read_text(encoding="utf-8")
    found = re.split(rf"^{COLLECTION}篇(\d+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


@pytest.mark.parametrize("number", READ_BY_EYE)
def test_the_compilation_gets_the_kinds_that_a_reader_gives(
    pieces: dict[str, str], number: str
) -> None:
    body = pieces[number].split("关于2020年上半年意识形态工作的情况汇报")[0]
    headings = re.findall(r"^[一二三四五六七八九]、(.{0,40})", body, re.MULTILINE)
    assert kind_of(f"{COLLECTION}篇{number}", body, headings) == READ_BY_EYE[number]


def test_the_hidden_document_is_a_summary_although_its_title_says_report(
    pieces: dict[str, str],
) -> None:
    title = "关于2020年上半年意识形态工作的情况汇报"
    verdict = explain_kind(title, pieces["10"].split(title)[1], [])
    assert verdict.kind == "总结"
    assert verdict.scores["汇报"] == 5


def test_evidence_quotes_the_words_and_gives_reasons() -> None:
    verdict = explain_kind("工作总结", "本次督查,也发现一些问题。督查中,发现许多", ["后段工作要求"])
    assert verdict.kind == "通报"
    assert list(verdict.scores.items()) == [("通报", 10), ("总结", 5)]
    assert {e.quote for e in verdict.evidence} == {
        "总结",
        "本次督查",
        "督查中,发现",
        "后段工作要求",
    }
    assert all(e.why for e in verdict.evidence)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2020年宣传工作总结范文（精选5篇）", "总结"),
        ("关于印发《意识形态工作实施方案》的通知", "通知"),
        ("意识形态工作总结报告 篇3", "总结"),
        ("意识形态责任制落实情况自查报告", "自查报告"),
        ("个人述职述廉报告", "述职报告"),
        ("关于乡村振兴的调研报告", "调研报告"),
        ("关于乡村振兴的报告", "报告"),
        ("学习贯彻全会精神心得体会", "心得"),
        ("意识形态工作责任制考核办法（试行）", "制度"),
        ("网络舆情", None),
        ("", None),
    ],
)
def test_a_title_alone_is_read_by_its_last_word(title: str, kind: str | None) -> None:
    assert kind_of(title, "", []) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("关于解决办公经费的请示\n县财政局:\n我镇办公用房……妥否,请批示。", "请示"),
        ("现就有关事项通知如下:\n一、时间。\n特此通知。", "通知"),
        ("同志们:\n下面,我就下步工作讲三点意见。", "讲话"),
        ("甲方:xx镇\n乙方:xx公司\n经协商,订立如下条款。", "合同"),
        ("为规范学习,制定本办法。\n第二条 本办法适用于", "制度"),
        ("白日依山尽,黄河入海流。", None),
        ("", None),
        ("\n\n  \n", None),
    ],
)
def test_documents_without_a_title_are_known_by_their_phrases(text: str, kind: str | None) -> None:
    assert kind_of(None, text, []) == kind


def test_about_thirty_kinds_are_covered() -> None:
    assert len(kinds()) >= 30
    assert {
        "总结",
        "汇报",
        "报告",
        "自查报告",
        "方案",
        "计划",
        "通报",
        "讲话",
        "心得",
        "合同",
    } <= set(kinds())


@given(st.one_of(st.none(), st.text(max_size=80)), st.text(max_size=400), st.lists(st.text()))
def test_any_text_gets_a_known_kind_or_none(
    title: str | None, text: str, headings: list[str]
) -> None:
    verdict = explain_kind(title, text, headings)
    assert verdict.kind is None or verdict.kind in kinds()
    assert sum(verdict.scores.values()) == sum(e.weight for e in verdict.evidence)


@pytest.mark.parametrize("unit", ["现将", "向", "讲我", "甲方", "我就", "制定本", "、同志们"])
def test_a_long_hostile_text_costs_no_more_than_a_short_one(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    began = time.process_time()
    kind_of(None, text, [text[:50]] * 10)
    assert time.process_time() - began < 5  # 84 rules over at most 8,000 characters


def test_cues_are_found_in_one_reading_where_they_overlap_or_begin_one_another() -> None:
    for where in ("title", "opening", "headings", "closing", "text"):
        own = {row: rule.cue for row, rule in enumerate(rules()) if rule.where == where}
        cues = [cue for several in own.values() for cue in several]
        for zone in ("".join(cues), "".join(cue[:-1] + cue for cue in cues), "。".join(cues[::2])):
            cued = {row for row, several in own.items() if any(cue in zone for cue in several)}
            assert _cued(zone, where) == cued


def test_a_letter_is_a_letter_whatever_is_attached_to_it() -> None:
    letter = (
        "各单位：\n现将《户外广告管理办法（征求意见稿）》印送你们，请于5月10日前反馈意见，"
        "逾期视为没有意见。\n"
    )
    draft = "户外广告管理办法\n第一条 为了规范户外广告管理，制定本办法。\n"
    title = "关于征求户外广告管理办法意见的函"
    assert kind_of(title, f"{letter}专此函达。\n某县政府\n附件\n{draft}", []) == "函"
    assert kind_of(None, f"{draft}第二条 本办法自公布之日起施行。\n", []) == "制度"
