"""Which lines continue the one before them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.writing.lines import LINE_ENDS, find_lines, line_spans


def joined(text: str, barriers: frozenset[int] = frozenset()) -> list[str]:
    """The lines of a text; a + marks one that continues the line before."""
    found = find_lines(text, (0, len(text)), barriers)
    return [
        "+" * (row in found.continuing) + text[slice(*span)] for row, span in enumerate(found.spans)
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("方法、形式、\n途径", ["方法、形式、", "+途径"]),
        ("抓学习,\n抓宣传。", ["抓学习,", "+抓宣传。"]),
        ("条件如下\n:一是", ["条件如下", "+:一是"]),
        ("见(附\n件", ["见(附", "件"]),
        ("见《关于加强\n学习的通知》", ["见《关于加强", "+学习的通知》"]),
        ("见《关于加强\n学习的通知", ["见《关于加强", "学习的通知"]),
        ("见《关于》加强\n学习的《通知》", ["见《关于》加强", "学习的《通知》"]),
        ("抓学习,\n\n抓宣传。", ["抓学习,", "抓宣传。"]),
        ("抓学习,\r\n抓宣传。", ["抓学习,", "+抓宣传。"]),
        ("抓学习,\r\n\r\n抓宣传。", ["抓学习,", "抓宣传。"]),
        ("全年12次\n下半年", ["全年12次", "下半年"]),
        ("落实任务;\n每季度一次", ["落实任务;", "每季度一次"]),
        (" \n\u3000甲\u3000\n", ["甲"]),
        ("甲\u2028乙\x0c丙", ["甲", "乙", "丙"]),
        ("", []),
    ],
)
def test_a_break_in_mid_sentence_is_no_break(text, lines):
    assert joined(text) == lines


def test_what_starts_at_a_barrier_never_continues():
    assert joined("抓学习,\n(二)抓宣传", frozenset([5])) == ["抓学习,", "(二)抓宣传"]
    assert joined("抓学习,\n抓宣传", frozenset([4])) == ["抓学习,", "抓宣传"]


def wrap(paragraph: str, width: int, indent: str = "") -> str:
    text = indent + paragraph
    return "\n".join(text[k : k + width] for k in range(0, len(text), width))


LONG = "认真组织专题学习组织全体班子成员集中学习重要讲话和指示精神" * 4


def test_text_wrapped_at_a_column_is_rejoined():
    text = wrap(LONG, 20) + "\n" + "短行。\n" + wrap(LONG, 20)
    found = joined(text)
    assert [line for line in found if not line.startswith("+")] == [LONG[:20], LONG[:20]] or [
        line for line in found if not line.startswith("+")
    ] == [LONG[:20], "短行。", LONG[:20]]


def test_an_indent_starts_a_paragraph_in_wrapped_text():
    text = wrap(LONG, 20, "\u3000\u3000") + "\n" + wrap(LONG, 20, "\u3000\u3000")
    starts = [line for line in joined(text) if not line.startswith("+")]
    assert starts == [LONG[:18], LONG[:18]]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["张三同志担任组长职务。"] * 9),  # too narrow
        "\n".join(["意识形态工作是一项极端重要的工作必须抓好。"] * 9),  # complete lines
        "\n".join([LONG, LONG, LONG, LONG, LONG]),  # too wide
        "\n".join(
            [
                LONG[:20],
                "甲",
                "乙",
                "丙",
                "丁",
                "戊",
                "己",
                LONG[:20],
                LONG[:20],
                LONG[:20],
                *"子丑寅卯",
            ]
        ),
        "\n".join("a" * 200 for _ in range(9)),
    ],
)
def test_text_that_is_not_wrapped_stays_as_it_is(text):
    assert not any(line.startswith("+") for line in joined(text))


TEXTS = st.text("甲乙a \u3000\t\n\r\x0b\x0c\x85\u2028\xa0\u200b\x1c", max_size=30)


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_cutting_finds_the_lines_that_a_pattern_finds(text, start, length):
    start = min(start, len(text))
    end = start + length
    ink = re.compile(r"\S(?:[^\n\r]*\S)?")
    assert line_spans(text, start, end) == [m.span() for m in ink.finditer(text, start, end)]
    ink = re.compile(rf"\S(?:[^{LINE_ENDS}]*\S)?")
    assert find_lines(text, (start, end)).spans == [
        m.span() for m in ink.finditer(text, start, end)
    ]
