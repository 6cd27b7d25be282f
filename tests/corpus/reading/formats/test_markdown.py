"""Markdown: the text untouched, its headings as hints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.formats import Options
from corpus.reading.formats.markdown import headings, read


def found(text: str) -> list[tuple[str, int]]:
    return [(text[slice(*hint.span)], hint.level) for hint in headings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 总结\n## 一、学习\n正文", [("# 总结", 1), ("## 一、学习", 2)]),
        ("##一、学习", [("##一、学习", 2)]),
        ("####### 七", []),
        ("#1 是编号", []),
        ("#乡村振兴# 大家谈", []),
        ("#", []),
        ("    # 代码", []),
        ("**一、学习**\n正文**粗**字", [("**一、学习**", 0)]),
        ("__一、学习__", [("__一、学习__", 0)]),
        ("**甲**和**乙**", []),
        ("总结\n====\n\n学习\n--\n正文", [("总结", 1), ("学习", 2)]),
        ("两行的\n段落\n---\n下文", []),
        ("段落\n\n---\n下文", []),
        ("- 一项\n---\n", []),
        ("**题**\n===", [("**题**", 1)]),
        ("```\n# 代码\n```\n# 题", [("# 题", 1)]),
        ("~~~~\n```\n# 代码\n~~~~\n# 题", [("# 题", 1)]),
        ("---\ntitle: 题\n# 注\n---\n# 题", [("# 题", 1)]),
        ("# 甲\r\n正文\r\n# 乙\r\n", [("# 甲", 1), ("# 乙", 1)]),
    ],
)
def test_headings(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_the_text_stays_as_it_is_in_the_file() -> None:
    text = "# 题\r\n\r\n**粗** 文 \n"
    (extract,) = read(text.encode("gbk"), Options())
    assert (extract.text, extract.encoding) == (text, "gb18030")


@given(st.text(st.sampled_from("#*_=-`~ \n\r文a"), max_size=60))
def test_hints_are_in_order_and_inside_their_lines(text: str) -> None:
    end = 0
    for hint in headings(text):
        assert end <= hint.span.start < hint.span.end <= len(text)
        assert "\n" not in text[slice(*hint.span)]
        end = hint.span.end
