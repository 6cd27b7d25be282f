"""Lines that may begin with a separator: none that has one is left out, most others are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.splitting.marks.heads import rows_with_separators
from corpus.splitting.marks.separators import ALONE, HEAD, _marks, lines_of, marks_of
from corpus.writing.lines import line_spans

LINES = st.lists(
    st.one_of(
        st.text("篇第范文（）()【】一二12①:：、.总结报告 \u3000#*—pā\u200b20年", max_size=14),
        st.sampled_from(
            ["总结1", "第 3 篇", "篇(piān)2", "●总结二", "No.3", "今年第一季度以来。", "1/15"]
        ),
    ),
    max_size=8,
)


@given(LINES, st.sampled_from(["", "总结", "乡镇总结"]))
def test_no_line_with_a_separator_is_left_out(lines: list[str], stem: str) -> None:
    text = "\n".join(lines)
    found = lines_of(text)
    every = [m for row, line in enumerate(found) for m in _marks(text, row, line, stem)]
    assert marks_of(text, found, stem) == every


def test_lines_of_running_text_and_of_statutes_are_left_out() -> None:
    text = (
        "第一条 为了加强管理，制定本办法。\n（一）规划；\n"
        "一、组织学习十二次，检查8次。\n各村要认真学习。"
    )
    lines = line_spans(text, 0, len(text))
    assert rows_with_separators(text, lines, "", head=HEAD, alone=ALONE) == []


def test_rows_ascend_and_are_named_once() -> None:
    text = "篇一：总结1\n总结（二）：\n【3】"
    rows = rows_with_separators(
        text, line_spans(text, 0, len(text)), "总结", head=HEAD, alone=ALONE
    )
    assert rows == [0, 1, 2]
    assert all(a < b for a, b in pairwise(rows))
