"""Kinds of variants, each by its cases; parts of places where several sorts touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.collation.variants import (
    VARIANT_KINDS,
    kind_of,
    looks_alike,
    parts,
)
from corpus.records import schema

CASES = [
    # readings, left, right, kind
    (["2020", "xx"], "认真总结", "年来", "masking"),
    (["xx", "Ⅹ"], "在", "镇召开", "masking"),
    (["xx", "李家庄"], "在", "镇召开", "masking"),
    (["某", "新"], "在", "市召开", "masking"),
    (["○○", "双江"], "在", "村召开", "masking"),
    (["", "xx"], "在", "镇召开", "masking"),
    (["3", "18"], "学习", "次", "figure"),
    (["三", "八"], "学习", "次", "figure"),
    (["1.5", "２.5"], "增长", "%", "figure"),
    (["11", "十一"], "全镇", "个村", "figure"),
    (["5万", "5000"], "投入", "元", "figure"),
    (["138xxxx1234", "13812341234"], "电话", "。", "masking"),
    (["彻", "例"], "贯", "落实", "lookalike"),
    (["舆", "与"], "", "论", "lookalike"),
    (["鎮", "镇"], "全", "党委", "script"),
    (["浄", "净"], "干", "", "lookalike"),
    (["Ａ", "A"], "学习强国", "pp", "lookalike"),
    (["义", "议"], "主", "核心", "homophone"),
    ([",", "。"], "保证", "(三)", "punctuation"),
    (["", ":"], "如下", "\n", "punctuation"),
    (["，", ","], "如下", "\n", "punctuation"),
    (["", "《"], "及", "中国共产党章程", "book-title-marks"),
    (["《", "〈"], "及", "中国共产党章程", "book-title-marks"),
    (["\n", " "], "工作", "按照", "spacing"),
    (["", "\u3000\u3000"], "\n", "按照", "spacing"),
    (["\r\n", "\n"], "工作", "按照", "spacing"),
    (["", "\u200b"], "工作", "按照", "spacing"),
    (["", "道"], "职业", "德", "dropped"),
    (["手册", "树料"], "宣传", "，", "wording"),
    (["守", "试"], "明理", "信", "wording"),
    (["舆", "与", ""], "", "论", "dropped"),
]


@pytest.mark.parametrize(("readings", "left", "right", "kind"), CASES)
def test_kinds(readings: list[str], left: str, right: str, kind: str) -> None:
    assert kind_of(readings, left=left, right=right) == kind
    assert kind_of(readings[::-1], left=left, right=right) == kind


def test_kinds_are_those_of_the_contract() -> None:
    contract = schema("variant")["properties"]["kind"]["enum"]  # type: ignore[index,call-overload]
    assert sorted(contract) == sorted(VARIANT_KINDS)


def test_a_letter_is_no_placeholder() -> None:
    assert kind_of(["x", "s"], left="Bo", right="Set") == "wording"


def test_look_alikes_are_compared_after_folding() -> None:
    assert looks_alike("领导千部", "领导干部")
    assert not looks_alike("", "。")


@given(st.lists(st.text("甲乙。， \n", max_size=6), min_size=2, max_size=4))
def test_parts_joined_give_the_readings(readings: list[str]) -> None:
    columns = parts(readings)
    if any(readings):
        assert ["".join(pieces) for pieces in zip(*columns, strict=True)] == readings
    else:
        assert columns == []


@pytest.mark.parametrize(
    ("readings", "kind"),
    [
        (["幹部", "干部"], "script"),
        (["隻身", "只身"], "script"),
        (["身著便", "身着便"], "script"),
        (["裏", "裡"], "script"),
        (["干部", "千部"], "lookalike"),  # of one script
        (["幹部", "千部"], "lookalike"),
        (["浄", "净"], "lookalike"),  # a Japanese form: a recognition error in Chinese
        (["後来", "后來"], "script"),
        (["學習", "教育"], "wording"),
    ],
)
def test_traditional_against_simplified_is_no_look_alike(readings: list[str], kind: str) -> None:
    assert kind_of(readings) == kind_of(readings[::-1]) == kind


def test_a_character_that_both_scripts_have_is_no_script_in_simplified_text() -> None:
    assert kind_of(["著", "着"], left="他们跟", right="走") == "homophone"
    assert kind_of(["著", "着"], left="跟", right="走") == "script"
    assert kind_of(["幹部", "干部"], left="他们", right="走") == "script"
