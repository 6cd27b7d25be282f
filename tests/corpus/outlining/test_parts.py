"""Salutation and signature: the forms' own examples, the compilation, the usual layouts."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.outlining.parts import Form, ends_with_date, find_parts, forms

BODY = "\n现将有关情况报告如下。\n一、加强学习。认真学习。\n"


def found(text: str) -> list[str | None]:
    parts = find_parts(text, Span(0, len(text)))
    return [None if span is None else text[span.start : span.end] for span in parts]


@pytest.mark.parametrize("form", forms(), ids=lambda f: f"{f.part}-{f.example}")
def test_every_form_matches_its_example_and_not_its_counter_example(form: Form) -> None:
    pattern = re.compile(form.pattern)
    match = pattern.fullmatch if form.part == "organisation" else pattern.match
    assert match(form.example)
    if form.counter is not None:
        assert not match(form.counter)


def test_in_the_compilation_two_pieces_have_a_salutation_and_one_a_signature(
    sample_path: Path,
) -> None:
    text = sample_path.read_text(encoding="utf-8")
    marks = list(re.finditer(r"^乡镇意识形态上半年工作总结篇(\d+)\n", text, re.MULTILINE))
    ends = [*(m.start() for m in marks[1:]), text.index("推荐访问")]
    salutations, signatures = {}, {}
    for mark, end in zip(marks, ends, strict=True):
        start = mark.end()
        if "小编" in text[start : start + 80]:
            start = text.index("\n", start) + 1  # the web site's lead-in is not the body
        parts = find_parts(text, Span(start, end))
        if parts.salutation:
            salutations[mark[1]] = text[slice(*parts.salutation)]
        if parts.signature:
            signatures[mark[1]] = text[slice(*parts.signature)]
    assert salutations == {"5": "x市委:", "13": "中共xx镇委常委:"}
    assert signatures == {"5": "中共x镇委员会20xx年x月x日"}


@pytest.mark.parametrize(
    "line",
    [
        "各位领导、同志们：",
        "尊敬的各位领导、各位同事:",
        "尊敬的党组织：",
        "各科室、各基层党组织：",
        "中共xx县委：",
        "各镇人民政府，各街道办事处，市政府各部门、各直属机构:",
        "李书记:",
        "张三同志:",
        "同志们：",
        "全体党员同志们：",
        "各位代表：",
        "县财政局（办公室）：",
    ],
)
def test_a_line_that_addresses_somebody_is_a_salutation(line: str) -> None:
    assert found(line + BODY)[0] == line


@pytest.mark.parametrize(
    "line",
    [
        "组长:xxx",
        "组长:",
        "现将情况报告如下:",
        "成员单位:",
        "责任单位:各科室",
        "一、加强领导:",
        "（一）镇党委:",
        "1.各支部：",
        "附件:",
        "时间:2020年6月",
        "县委召开会议:",
        "意识形态工作是党的一项极端重要的工作。",
        "为落实上级部署,成立领导小组,成员单位:",
        "镇党委:负责统筹协调。",
    ],
)
def test_labels_headings_and_sentences_are_no_salutation(line: str) -> None:
    assert found(line + BODY)[0] is None


def test_a_salutation_is_found_below_title_number_and_date() -> None:
    head = "关于意识形态工作的报告\nx发〔2020〕3号\n（2020年6月30日）\n\n"
    assert found(head + "  中共xx县委：" + BODY)[0] == "中共xx县委："


def test_a_salutation_is_not_looked_for_once_the_text_has_begun() -> None:
    assert found("我镇认真学习。\n各位领导：" + BODY)[0] is None


def test_text_may_follow_a_spoken_salutation_on_its_line() -> None:
    assert found("同志们：今天我们召开会议。" + BODY)[0] == "同志们："
    assert found("局党组: 根据安排,现将情况报告如下" + BODY)[0] == "局党组:"


@pytest.mark.parametrize(
    "end",
    [
        "XX镇人民政府\n2020年6月30日",
        "XX镇党委\n二○二○年六月三十日",
        "XX镇人民政府",
        "中共x镇委员会20xx年x月x日",
        "中共XX县委宣传部\n            2020 年 6 月 30 日",
        "汇报人：xxx",
        "承诺人:王五\n2020.6.30",
        "张三\n2020年6月",
        "xxx\n20xx年x月x日",
        "镇党委宣传委员 李四\n2020年6月",
        "张 三\n2020年6月",
        "二〇二一年三月",
        "XX局\n2020-06-30",
        "甲方(盖章):         乙方(盖章):\n代表人:      代表人:\n      年   月   日",
    ],
)
def test_name_and_date_at_the_end_are_the_signature(end: str) -> None:
    assert found("各位领导:" + BODY + end)[1] == end
    assert found("各位领导:" + BODY + "   " + end + "  \n\n")[1] == end


@pytest.mark.parametrize(
    ("end", "signature"),
    [
        ("特此报告。 XX镇人民政府 2020年6月30日", "XX镇人民政府 2020年6月30日"),
        ("特此报告。2020年6月30日", "2020年6月30日"),
        ("XX局\n2020-06-30\n附件:1.名单\n2.方案", "XX局\n2020-06-30"),
        ("附件:1.名单\n2.方案\nXX局\n2020-06-30", "XX局\n2020-06-30"),
        ("XX局\n2020年6月3日\n抄送:县委办\n共印20份", "XX局\n2020年6月3日"),
    ],
)
def test_a_signature_is_told_from_what_stands_around_it(end: str, signature: str) -> None:
    assert found("各位领导:" + BODY + end)[1] == signature


@pytest.mark.parametrize(
    "end",
    [
        "截至20xx年12月13日",
        "三、下步工作打算\n召开办公室",
        "本办法自印发之日起施行,有效期至2025年12月31日",
        "活动时间为2020年6月1日至2020年6月30日",
        "组长:xxx\n副组长:xxx\n成员:xxx、xxx",
        "会议时间:2020年6月3日",
        "我镇将进一步落实意识形态工作责任制。",
        "(责任单位:镇党委)",
    ],
)
def test_dates_and_names_in_the_text_are_no_signature(end: str) -> None:
    assert found("各位领导:" + BODY + end)[1] is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2020年6月30日", "2020年6月30日"),
        ("XX镇人民政府 2020年6月", "2020年6月"),
        ("二〇二一年三月", "二〇二一年三月"),
        ("20xx年x月x日", "20xx年x月x日"),
        ("（2020年6月30日）", "2020年6月30日）"),
        ("年  月  日", "年  月  日"),
        ("2020/6/30", "2020/6/30"),
        ("增长20.5", None),
        ("2020年", None),
        ("今年6月30日", None),
    ],
)
def test_dates_at_the_end_of_a_line_are_recognised(line: str, date: str | None) -> None:
    match = ends_with_date(line)
    assert (match.group() if match else None) == date


@given(
    st.text(alphabet="同志们各位领导:：\n。 x年月日2020局张（）附件抄送", max_size=120),
    st.integers(0, 9),
)
def test_parts_lie_within_the_body_in_order_and_without_outer_blanks(text: str, cut: int) -> None:
    body = Span(min(cut, len(text)), len(text))
    parts = find_parts(text, body)
    spans = [span for span in parts if span is not None]
    for span in spans:
        assert body.start <= span.start < span.end <= body.end
        assert text[slice(*span)] == text[slice(*span)].strip()
    if len(spans) == 2:
        assert spans[0].end <= spans[1].start


@given(st.text(alphabet="各位领导:\n。x年月日2局", max_size=60), st.text(max_size=20))
def test_what_surrounds_the_body_does_not_matter(text: str, around: str) -> None:
    inside = find_parts(around + text + around, Span(len(around), len(around) + len(text)))
    alone = find_parts(text, Span(0, len(text)))
    shift = len(around)
    assert inside == tuple(
        None if span is None else (span[0] + shift, span[1] + shift) for span in alone
    )


@pytest.mark.parametrize("unit", ["各位、", "局", "\n", "2020年", "张 ", "附件:\n", "同志们、"])
def test_a_huge_body_costs_no_more_than_a_small_one(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    began = time.process_time()
    for _ in range(10):
        find_parts(text, Span(0, len(text)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("rest", ["县法院，县检察院。", "县政协办公室。"])
def test_a_signature_stands_above_copies_that_take_two_lines(rest: str) -> None:
    copies = f"抄送：县委办公室，县人大常委会办公室，\n{rest}\n"
    assert found(f"市政府：{BODY}云岭县人民政府\n2023年1月15日\n{copies}") == [
        "市政府：",
        "云岭县人民政府\n2023年1月15日",
    ]
    assert found(f"市政府：{BODY}云岭县人民政府\n2023年1月15日\n抄送：县委。\n{rest}\n")[1] is None
