"""Markdown: the text untouched, its headings as hints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Source
from corpus.parse import parse
from corpus.reading.formats import Options
from corpus.reading.formats.front_matter import front_matter
from corpus.reading.formats.markdown import headings, markup, read


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


def words(text: str) -> str:
    """What is left for a reader, on a line."""
    return " ".join(Source("甲.md", text, markup=markup(text)).words.split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<!-- 正文开始 -->\n第一条 正文。", "第一条 正文。"),
        ("第一条 正<!-- 注 -->文。", "第一条 正 文。"),
        ("甲\n```python\nprint('文')\n```\n乙", "甲 乙"),
        ("甲\n\n    print(1)\n\n乙", "甲 乙"),
        ("见[规定](http://a.cn/b)。", "见 规定 。"),
        ("见[规定][1]。\n\n[1]: http://a.cn", "见 规定 。"),
        ("看![图一](a.png)图", "看 图"),
        ("[![图](a.png)](b.html)甲", "甲"),
        ("甲<br>乙<span class='x'>丙</span>", "甲 乙 丙"),
        ("<div>\n甲\n</div>", "甲"),
        ("用`pip`装", "用 pip 装"),
        ("| 乡镇 | 雨量 |\n|---|---|\n| 城关 | 300 |", "乡镇 雨量 城关 300"),
        ("> 引文\n> 二行", "引文 二行"),
        ("[TOC]\n\n甲", "甲"),
        ("- [x] 完成", "- 完成"),
        ("甲\n\n$$E=mc^2$$\n\n乙", "甲 乙"),
        ("甲[^1]。\n\n[^1]: 数据来自气象局。", "甲 。 数据来自气象局。"),
        ("题\n===\n甲", "题 甲"),
        ("---\ntitle: 题\ntags:\n  - 甲\n---\n正文", "正文"),
        ('+++\ntitle = "题"\n+++\n正文', "正文"),
    ],
)
def test_markup_is_nobodys_words(text: str, left: str) -> None:
    assert words(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "    今年以来，全镇开展工作。",
        "甲\n```\n没有关上的一段",
        "见[附件](略)。",
        "[注]: 数据来自气象局。",
        "---\n全镇开展工作。\n---\n正文",
        "甲 < 乙，丙 > 丁",
        "《〈甲〉》[2023]15号",
        "全镇开展工作。\n===\n第二份",
    ],
)
def test_words_that_look_like_markup_are_kept(text: str) -> None:
    assert "".join(words(text).split()).strip("`") == "".join(text.replace("```", "").split())


def test_a_page_of_nothing_but_markup_is_kept() -> None:
    assert markup("```\n甲\n```") == ()


def test_settings_are_metadata_and_give_the_title() -> None:
    text = "---\ntitle: '某县防汛总结'\ndate: 2023-05-06\n---\n\n## 一、基本情况\n\n全年降雨多。\n"
    (extract,) = read(text.encode(), Options())
    assert extract.metadata.pairs() == [("title", "某县防汛总结"), ("date", "2023-05-06")]
    source = Source("甲.md", text, hints=extract.hints, markup=extract.markup,
                    metadata=extract.metadata)  # fmt: skip
    (document,) = parse(source).documents
    assert (document.title, document.source.text) == ("某县防汛总结", text)
    assert [document[tuple(span)] for span in document.sentences] == [
        "## 一、基本情况", "全年降雨多。",
    ]  # fmt: skip


def test_a_value_over_several_lines_is_kept_as_words() -> None:
    found = front_matter('---\ntags:\n- 甲\n- "乙"\ntitle: "题"\n---\n')
    assert found is not None
    assert found.fields == (("tags", "甲, 乙"), ("title", "题"))


PARTS = ["# 题\n", "甲乙。", "[", "](a.b)", "![", "`", "```\n", "<!--", "-->", "<b>", "|", "|-|\n",
         "> ", "---\n", "title: 题\n", "\n", "\r\n", "    ", "[^1]", ": ",
         "\U0001f600"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
def test_markup_never_moves_a_place_and_nothing_is_lost(text: str) -> None:
    (extract,) = read(text.encode(), Options())
    assert extract.text == text.removeprefix("\ufeff")
    end = 0
    for span in extract.markup:
        assert end <= span.start < span.end <= len(text)
        end = span.end
    source = Source("甲.md", text, hints=extract.hints, markup=extract.markup)
    assert len(source.words) == len(text)
    found = parse(source)
    owned = [False] * len(text)
    spans = [r.span for r in found.residue] + [d.body for d in found.documents]
    spans += [d.marker for d in found.documents if d.marker]
    for start, end in spans + [found.title] * (found.title is not None):
        owned[start:end] = [True] * (end - start)
    left = {c for c, has in zip(text, owned, strict=True) if not has and not c.isspace()}
    assert not left or not source.words.strip()
