"""Headings without a number, by name, recurrence, form and place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Source
from corpus.outlining.names import find_named, name_candidates, recurring
from corpus.outlining.outline import outline
from corpus.parse import parse

PROSE = "原告于三月间与被告签订合同，约定货款一次付清，被告至今没有付款。"


def headings(text: str) -> list[str]:
    found = outline(text, (0, len(text)), id="甲").sections
    return [text[slice(*s.title)] for s in found if s.title is not None]


def tree(text: str) -> list[tuple[int, str]]:
    found = outline(text, (0, len(text)), id="甲").sections
    return [(s.depth, text[slice(*s.title)]) for s in found if s.title is not None]


@pytest.mark.parametrize(
    "name", ["基本案情", "裁判结果", "典型意义", "参考文献", "致谢", "教学目标"]
)
def test_a_known_name_above_text_is_a_heading(name):
    assert headings(f"某公司买卖纠纷\n{PROSE}\n{name}\n{PROSE}") == [name]


@pytest.mark.parametrize("name", ["基本案情", "致谢"])
def test_a_known_name_above_nothing_or_in_a_sentence_is_none(name):
    assert headings(f"{PROSE}\n{name}") == []
    assert headings(f"{PROSE}\n{name}已经另行说明，此处不再重复。\n{PROSE}") == []


def test_an_unknown_name_that_recurs_above_text_is_a_heading():
    assert headings(f"{PROSE}\n走访感受\n{PROSE}\n走访感受\n{PROSE}") == ["走访感受"] * 2
    assert recurring(find_named(f"案发经过\n{PROSE}\n案发经过\n{PROSE}")) == {"案发经过"}


def test_a_line_that_recurs_among_other_short_lines_is_none():
    assert headings(f"{PROSE}\n某某镇\n某某镇\n某某镇\n{PROSE}") == []
    assert headings("张三\n李四\n王五\n张三\n李四\n王五") == []


def test_three_lines_of_one_form_between_complete_sentences_are_headings():
    text = f"工作方案\n{PROSE}\n目标任务\n{PROSE}\n推进步骤\n{PROSE}\n落实举措\n{PROSE}"
    assert headings(text) == ["目标任务", "推进步骤", "落实举措"]


def test_one_or_two_short_lines_of_unknown_form_are_none():
    assert headings(f"工作方案\n{PROSE}\n目标任务\n{PROSE}\n推进步骤\n{PROSE}") == []
    poem = "\n".join(["春眠不觉晓", "处处闻啼鸟", "夜来风雨声", "花落知多少"])
    assert headings(f"{PROSE}\n{poem}\n{PROSE}") == []


def test_lines_that_sign_date_or_caption_are_none():
    lines = ["图为活动现场", "某县人民政府", "2023年5月6日", "来源于网络"]
    text = PROSE + "".join(f"\n{line}\n{PROSE}" for line in lines)
    assert headings(text) == []


def test_names_in_brackets_are_headings_where_there_are_two():
    assert headings(f"【背景】\n{PROSE}\n【做法】\n{PROSE}") == ["背景", "做法"]
    assert headings(f"【背景】{PROSE}\n【做法】{PROSE}") == ["背景", "做法"]
    assert headings(f"{PROSE}\n【某某】{PROSE}") == []


def test_a_label_of_a_paper_may_share_its_line_with_the_text():
    text = f"土地流转研究\n摘要：{PROSE}\n关键词：土地；流转\n一、引言\n{PROSE}\n二、结论\n{PROSE}"
    assert tree(text) == [(1, "摘要"), (1, "关键词"), (1, "引言"), (1, "结论")]


def test_front_and_back_matter_stands_beside_the_outermost_numbers():
    text = f"前言\n{PROSE}\n一、甲事\n（一）乙事\n{PROSE}\n二、丙事\n{PROSE}\n结语\n{PROSE}"
    assert tree(text) == [(1, "前言"), (1, "甲事"), (2, "乙事"), (1, "丙事"), (1, "结语")]
    assert [
        depth
        for depth, _ in tree(f"第一章 甲\n{PROSE}\n第二章 乙\n{PROSE}\n参考文献\n[1]王某.某书.")
    ] == [1, 1, 1]


def test_parts_stand_above_the_numbers_in_them_and_below_those_around_them():
    inner = f"基本案情\n{PROSE}\n主要做法\n一、甲事\n{PROSE}\n二、乙事\n{PROSE}\n"
    assert [d for d, _ in tree(inner + inner)] == [1, 1, 2, 2, 1, 1, 2, 2]
    outer = "".join(f"{n}、某案\n基本案情\n{PROSE}\n裁判结果\n{PROSE}\n" for n in "一二三")
    assert [d for d, _ in tree(outer)] == [1, 2, 2] * 3


def test_the_title_of_a_case_above_its_first_part_is_a_heading():
    case = f"某某诉某公司买卖合同纠纷案\n基本案情\n{PROSE}\n裁判结果\n{PROSE}\n"
    assert tree("典型案例\n某院发布\n" + case + case) == [
        (1, "某某诉某公司买卖合同纠纷案"), (2, "基本案情"), (2, "裁判结果"),
    ] * 2  # fmt: skip
    assert headings(f"某某诉某公司买卖合同纠纷案\n{PROSE}") == []


def test_the_document_s_own_title_is_no_heading():
    text = f"某某诉某公司买卖合同纠纷案\n基本案情\n{PROSE}\n裁判结果\n{PROSE}"
    found = outline(text, (0, len(text)), id="甲", title=(0, 13)).sections
    assert [text[slice(*s.title)] for s in found if s.title] == ["基本案情", "裁判结果"]


@pytest.mark.parametrize("name", ["参考文献", "注释"])
def test_references_and_notes_have_no_headings_below_them(name):
    text = f"一、引言\n{PROSE}\n二、结论\n{PROSE}\n{name}："
    text += "\n[1]王某.某书[M].\n[2]李某.某文[J].\n①参见某书。\n1.某书\n致谢\n感谢导师。"
    assert headings(text) == ["引言", "结论", name, "致谢"]
    assert [d for d, _ in tree(f"{text}\n附录\n一、问卷\n{PROSE}")][-1] == 2


@given(st.text(alphabet="摘要基本案情裁判结果【】\n。：甲乙一、1. \u3000", max_size=80))
def test_candidates_stand_in_the_body_in_order_with_a_title(text):
    lines = find_named(text)
    found = name_candidates(text, (0, len(text)), lines, recurring(lines))
    starts = [c.start for c in found]
    assert starts == sorted(set(starts))
    assert all(c.start < c.title_end <= len(text) for c in found)


def test_the_time_is_linear_in_the_text():
    def seconds(n: int) -> float:
        text = ("短行\n" * 5 + "　" * 50 + "某" * 70 + "\n") * n
        begin = time.process_time()
        lines = find_named(text)
        name_candidates(text, (0, len(text)), lines, recurring(lines))
        return time.process_time() - begin

    seconds(100)
    short, long = (min(seconds(n) for _ in range(3)) for n in (1000, 4000))
    assert long < 10 * max(short, 0.005)


ESSAY = (
    "说说家乡的变化\n　　我的家乡在云岭，这些年变化很大。\n过去的路\n"
    "　　从前进村要走半天山路，下雨天全是泥。\n"
    "今天的桥\n　　后来修了桥，汽车可以开到家门口。\n"
)


def test_two_lines_at_the_margin_between_indented_paragraphs_are_headings() -> None:
    assert headings(ESSAY) == ["过去的路", "今天的桥"]


@pytest.mark.parametrize("text", [ESSAY.replace("　　", ""), ESSAY.replace("\n今天的桥", "")])
def test_two_such_lines_without_indents_or_one_alone_are_none(text: str) -> None:
    assert headings(text) == []


NEWS = ("青石乡抓实产业帮扶", "东坪村开展环境整治")


def test_lines_that_a_list_above_announces_are_headings() -> None:
    listed = "\n".join(f"● {name}" for name in NEWS)
    body = "\n".join(f"{name}\n{PROSE}" for name in NEWS)
    assert headings(f"工作简报\n本期要目\n{listed}\n{body}") == [*NEWS]


def test_one_announced_line_or_a_list_that_comes_afterwards_makes_no_heading() -> None:
    assert headings(f"工作简报\n● {NEWS[0]}\n● {NEWS[1]}\n{NEWS[0]}\n{PROSE}") == []
    body = "\n".join(f"{name}\n{PROSE}" for name in NEWS)
    listed = "\n".join(f"● {name}" for name in NEWS)
    assert headings(f"工作简报\n{body}\n{listed}") == []


def test_brackets_belong_to_the_marker_and_a_title_may_stand_between_them_and_the_text() -> None:
    text = (
        "【动态】\n我县召开推进会\n6月5日，我县召开推进会。\n【传真】\n某镇见成效\n某镇发展香菇。"
    )
    found = name_candidates(text, (0, len(text)), find_named(text), frozenset())
    heads = [text[c.start : c.title_end] for c in found]
    assert heads[0] == "【动态"
    assert "【传真" in heads


def test_brackets_above_nothing_head_nothing() -> None:
    text = "【动态】\n【传真】\n某镇发展香菇产业，收入增加。"
    found = name_candidates(text, (0, len(text)), find_named(text), frozenset())
    assert [text[c.start : c.title_end] for c in found] != ["【动态", "【传真"]


def test_the_first_part_is_not_the_title() -> None:
    [paper] = parse(
        Source("a.txt", "摘　要\n本文研究养老。\n关键词：养老\n1 引言\n人口老化。")
    ).documents
    assert paper.title is None
    assert paper.source.text[slice(*paper.sections[0].title)] == "摘　要"
    [foreword] = parse(Source("b.txt", "前言\n本书写于去年，谢谢大家，也谢谢各位读者。")).documents
    assert foreword.title == "前言"
