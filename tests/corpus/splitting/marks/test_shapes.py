"""Numbered lines of any shape that recurs, titles between signs, bylines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Source
from corpus.splitting.compilation import split
from corpus.splitting.marks.separators import Mark, lines_of
from corpus.splitting.marks.shapes import shape_families

BODY = "各部门落实责任，开展排查，整改隐患，群众反映良好。\n下一步继续做好有关工作，巩固成果。\n"
TITLES = ("白石镇防汛工作总结", "青河县扶贫工作总结", "柳林乡教育工作总结")


def pieces(text: str) -> int:
    return len(split(Source("a.txt", text)).pieces)


@pytest.mark.parametrize(
    "mark",
    [
        "---{n}---\n{t}",
        "—— {n} ——\n{t}",
        "[{n}/3]\n{t}",
        "({n}/3) {t}",
        "样本{l}\n{t}",
        "——{s}——\n{t}",
        "文档{n}：{t}",
        "案卷{n}：{t}",
        "Document {n}: {t}",
        "之{h}：{t}",
        "其{h}\n{t}",
        "P{n}\n{t}",
        "=== {t} ===",
        "~~~~~ {t} ~~~~~",
        "标题：{t}",
        "题目：{t}\n作者：李明",
        "{t}\n来源：省政府网",
        "{t}\n文/王芳",
        "https://www.example.com/a/{n}.html\n{t}",
        "（{s}）{t}",
        "<{n}> {t}",
        "案例{n}：{t}",
        "Part {e}\n{t}",
        "编号：00{n}\n{t}",
        "第{n}件 {t}",
        "第{h}辑\n{t}",
        "文件名：{t}.docx",
        "题：{t}",
        '<doc id="{n}">\n{t}',
        "{t}\n=========",
    ],
)
@pytest.mark.parametrize("title", ["", "工作总结汇编\n", "工作总结3篇\n"])
def test_reports_below_marks_of_any_shape_are_found(mark: str, title: str) -> None:
    text = title + "".join(
        mark.format(
            n=n,
            h="一二三"[n - 1],
            l="ABC"[n - 1],
            s="甲乙丙"[n - 1],
            e=("One", "Two", "Three")[n - 1],
            t=name,
        )
        + f"\n{BODY}"
        for n, name in enumerate(TITLES, 1)
    )
    assert pieces(text) == 3


@pytest.mark.parametrize(
    "mark", ["表{n} 情况", "步骤{n}：", "- {n} -", "Chapter {n}", "附件{n}：名单", "{l}. 选项"]
)
def test_parts_of_one_document_stay_together(mark: str) -> None:
    text = "护林防火工作手册\n" + "".join(
        mark.format(n=n, l="ABC"[n - 1]) + f"\n{BODY}" for n in (1, 2, 3)
    )
    assert pieces(text) == 1


def test_a_byline_below_the_only_title_cuts_nothing() -> None:
    assert pieces(f"家乡的河\n作者：李明\n{BODY * 3}来源：本站\n") == 1


@given(st.text("—-[]/123一二ABⅠ甲 \n文档：#<", max_size=60))
def test_any_shape_stands_on_its_line(text: str) -> None:
    lines = lines_of(text)
    for family in shape_families(text, lines):
        assert {1, 2} <= {mark.number for mark in family}
        for mark in family:
            assert tuple(mark.span) == tuple(lines[mark.line])
            if mark.title is not None:
                assert mark.span.start <= mark.title.start < mark.title.end <= mark.span.end


@pytest.mark.parametrize("mark", ["案例{n}：", "【{n}】", "Part {n} ", "★ ", "（{s}）", "<{n}> "])
def test_names_that_sections_have_name_no_documents(mark: str) -> None:
    names = ("基本情况", "存在的问题", "下一步工作安排")
    text = f"护林防火调研报告\n{BODY}" + "".join(
        mark.format(n=n, s="甲乙丙"[n - 1]) + f"{name}\n{BODY}" for n, name in enumerate(names, 1)
    )
    assert pieces(text) == 1


@pytest.mark.parametrize("mark", ["【{h}】", "——{n}——", "{n}.", "PART {n}"])
def test_numbers_without_a_title_below_are_parts_of_an_essay(mark: str) -> None:
    lines = (
        "河水一天天涨起来，老人坐在门前补网。",
        "火车开走以后，站台上只剩下一把旧伞。",
        "祖母把种子分成三份，一份留给麻雀。",
    )
    text = "说起防汛\n" + "".join(
        mark.format(n=n, h="一二三"[n - 1]) + f"\n{line * 4}\n" for n, line in enumerate(lines, 1)
    )
    assert pieces(text) == 1


def test_counting_goes_on_after_ten_stems_and_twelve_roman_signs() -> None:
    stems = "甲乙丙丁戊己庚辛壬癸子丑寅"
    assert [m.number for m in _numbered(stems, "{}、青河县工作总结")] == list(range(1, 14))
    signs = ["ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"[n : n + 1] or ("ⅩⅢ", "ⅩⅣ")[n - 12] for n in range(14)]
    text = "".join(f"{sign}．青河县第{sign}组工作总结\n{BODY}" for sign in signs)
    assert pieces(text) == 14


def _numbered(numerals: str, line: str) -> list[Mark]:
    text = "\n".join(line.format(each) for each in numerals)
    return max(shape_families(text, lines_of(text)), key=len)


def test_a_short_article_is_no_title_behind_its_number() -> None:
    articles = ("公民有担任陪审员的权利。", "陪审员依法参加审判。", "陪审员的任期为五年。")
    law = "\n".join(f"第{n}条　{line}" for n, line in zip("一二三", articles, strict=True))
    assert not shape_families(law, lines_of(law))
    talks = law.replace("条", "讲")
    assert [m.number for m in shape_families(talks, lines_of(talks))[0]] == [1, 2, 3]
