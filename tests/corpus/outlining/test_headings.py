"""Heading or clause, from form and siblings."""

from __future__ import annotations

import pytest

from corpus.outlining.headings import (
    CLAUSE,
    DOUBTFUL,
    OWN,
    RUN_IN,
    STATED,
    read_heading,
    read_line,
    settle,
    tail,
)


def read(text: str, *, followed: bool = True) -> tuple[str, str]:
    found = read_heading(text, 0, len(text), followed=followed)
    return found.form, text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "form", "title"),
    [
        ("工作目标", OWN, "工作目标"),
        ("坚持党管意识形态原则。认真贯彻落实。", RUN_IN, "坚持党管意识形态原则"),
        ("落实党管意识形态工作原则。", STATED, "落实党管意识形态工作原则"),
        ("加强组织领导 我中心党支部高度重视意识形态工作。", OWN, "加强组织领导"),
        ("总  则", OWN, "总  则"),
        ("活动时间:7月1日上午9时", RUN_IN, "活动时间"),
        ("存在问题：", OWN, "存在问题"),
        ("为什么要学习？因为重要。", RUN_IN, "为什么要学习？"),
        ("**加强宣传**", OWN, "加强宣传"),
        ("开展“抓学习。促工作”活动。成效明显。", RUN_IN, "开展“抓学习。促工作”活动"),
        ("紧贴大局、把握大势,切实把意识形态工作同全乡全市乃至全州改革发展结合起来。在主线上。",
         DOUBTFUL,
         "紧贴大局、把握大势,切实把意识形态工作同全乡全市乃至全州改革发展结合起来"),
        ("管辖范围内发生群体性事件的;", CLAUSE, ""),
        ("加强管理,", CLAUSE, ""),
        ("要加强教育培训工作。(责任单位:镇党委)", STATED, "要加强教育培训工作"),
        ("违反规定,有下列行为之一的，由主管部门责令改正：", CLAUSE, None),
        ("对重大问题;造成不良影响的，处罚。其他", CLAUSE, None),
        ("《积极响应号召 彰显青年担当》读后感受以及今后的打算和具体的措施安排情况", OWN,
         "《积极响应号召 彰显青年担当》读后感受以及今后的打算和具体的措施安排情况"),
        ("", CLAUSE, ""),
        ("   ", CLAUSE, ""),
        ("。", CLAUSE, None),
    ],
)  # fmt: skip
def test_forms(text, form, title):
    found = read(text)
    assert found[0] == form
    if title is not None:
        assert found[1] == title


def test_rows_of_tables_and_lines_of_contents_are_clauses_and_a_number_above_text_is_none() -> None:
    for row in ("氯气 0.34", "沿革 17", "总汞 0.\u20090005", "总铜 | 0.1 |", "医院 | 消毒"):
        assert read(row, followed=False)[0] == CLAUSE, row
    assert read("方案 2", followed=True) == (OWN, "方案 2")
    assert read("回顾2023", followed=False) == (OWN, "回顾2023")


def test_one_short_sentence_with_nothing_behind_it_is_a_clause():
    assert read("撰写心得。", followed=False)[0] == CLAUSE
    assert read("要加强教育培训工作。(责任单位:镇党委)", followed=False)[0] == CLAUSE


def test_a_very_long_line_without_any_mark_is_a_clause():
    assert read("意识形态工作" * 50)[0] == CLAUSE
    assert read("意识形态工作" * 12)[0] == CLAUSE


@pytest.mark.parametrize(
    ("forms", "titled"),
    [
        ([RUN_IN, RUN_IN, DOUBTFUL], [True, True, True]),
        ([RUN_IN, CLAUSE], [True, False]),
        ([DOUBTFUL, CLAUSE], [False, False]),
        ([DOUBTFUL, DOUBTFUL], [False, False]),
        ([RUN_IN, *[CLAUSE] * 5], [False] * 6),
        ([OWN, OWN, CLAUSE], [True, True, False]),
        ([], []),
    ],
)
def test_siblings_decide(forms, titled):
    assert settle(forms) == titled


def test_articles_have_titles_only_where_most_of_them_do():
    assert settle([RUN_IN, CLAUSE, CLAUSE], strict=True) == [False, False, False]
    assert settle([OWN, OWN, CLAUSE], strict=True) == [True, True, False]


def test_the_tail_of_a_heading_is_its_final_mark_and_what_closes_markdown():
    assert tail("甲。乙", 1, 3) == 2
    assert tail("甲**", 1, 3) == 3
    assert tail("甲 ##", 1, 4) == 4
    assert tail("甲 乙", 1, 3) == 1
    assert tail("甲", 1, 1) == 1


def test_a_line_that_the_format_calls_a_heading_is_taken_whole():
    text = "我们应当学习。而且应当多学。"
    found = read_line(text, 0, len(text))
    assert (found.form, text[found.start : found.end]) == (OWN, text[:-1])


def test_a_last_point_that_fills_its_line_is_no_heading_because_the_document_goes_on():
    assert settle([CLAUSE, STATED]) == [False, False]
    assert settle([STATED, CLAUSE]) == [True, False]
    assert settle([CLAUSE, RUN_IN]) == [False, True]
    assert settle([STATED]) == [True]


def test_a_last_point_below_one_without_text_is_none_though_the_document_goes_on_below_it() -> None:
    assert settle([RUN_IN, CLAUSE, STATED]) == [True, False, False]
    assert settle([CLAUSE, STATED, CLAUSE, STATED]) == [False] * 4
    assert settle([STATED, STATED, STATED]) == [True] * 3
    assert settle([STATED, CLAUSE, STATED]) == [True, False, True]
