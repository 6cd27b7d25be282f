"""What may be a marker, and what never is."""

from __future__ import annotations

import pytest

from corpus.model import Hint, Span
from corpus.outlining.markers import find_candidates


def read(text: str, *hints: Hint) -> list[tuple[str, int]]:
    return [(c.style, c.number) for c in find_candidates(text, (0, len(text)), hints)]


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("一、学习", "han", 1), ("十二、学习", "han", 12),
        ("一 、学习", "han", 1), ("二.学习", "han", 2),
        ("(一)学习", "han-paren", 1),
        ("（ 二 ）学习", "han-paren", 2), ("(三)、学习", "han-paren", 3),
        ("〔四〕学习", "han-paren", 4), ("㈤学习", "han-paren", 5), ("㊁学习", "han-paren", 2),
        ("二）学习", "han-paren", 2),
        ("(一、学习", "han-paren", 1), ("（―）学习", "han-paren", 1),
        ("1.学习", "num", 1), ("2、学习", "num", 2), ("３．学习", "num", 3), ("⒋学习", "num", 4),
        ("1.2020年学习", "num", 1), ("1、2020年学习", "num", 1), ("5加强学习", "num", 5),
        ("6，学习", "num", 6), ("l.学习", "num", 1), ("I.学习", "num", 1), ("|.学习", "num", 1),
        ("(1)学习", "num-paren", 1), ("⑵学习", "num-paren", 2), ("3)学习", "num-half", 3),
        ("①学习", "circled", 1), ("❷学习", "circled", 2),
        ("Ⅱ.学习", "roman", 2), ("IV、学习", "roman", 4),
        ("A.学习", "upper", 1), ("b)学习", "lower", 2), ("壹、学习", "formal", 1),
        ("第一章 学习", "章", 1), ("第 2 节 学习", "节", 2), ("第一千零一条 学习", "条", 1001),
        ("第五条之二 学习", "条", 5), ("第二部分 学习", "部分", 2), ("第一分编 学习", "分编", 1),
        ("附件2：学习清单", "annex", 2), ("附件\n", "annex", 1), ("1.1 学习", "decimal2", 1),
        ("2.3.4 学习", "decimal3", 4), ("## 一、学习", "han", 1), ("**二、学习**", "han", 2),
        ("(三)项目招标", "han-paren", 3), ("● 三、学习", "han", 3),
        ("\u3000\u3000四、学习", "han", 4), ("\ufeff五、学习", "han", 5),
        ("ー、学习", "han", 1), ("ニ、学习", "han", 2),
        ("+二、学习", "han", 12), ("一，学习", "han", 1),
        ("一 学习", "han", 1), ("X.学习", "roman", 10),
    ],
)  # fmt: skip
def test_a_marker_at_the_start_of_a_line(line, style, number):
    assert read(line) == [(style, number)]
    assert read("前文。\n" + line) == [(style, number)]


@pytest.mark.parametrize(
    "line",
    [
        "11月进行了评选", "2018年共选送", "3.5万人", "20.5%的村",
        "3个村", "4个意识", "100.5元", "2020.5",
        "第二十条的规定", "第一条、第二条",
        "第三条第二款", "第一章规定了总则。其他", "（四）、（五）项所列",
        "(一)项", "(2)和(3)", "附件：1.名单", "附件:",
        "十九大精神", "一是学习", "第一，学习", "0.学习", "0加强",
        "一、工作目标……………3", "第一章 总则......12", "第壹佰柒拾条条条",
        "IQ.学习", "ab.学习", "1 张三",
        "(甲)学习", "①", "附件" + "清单" * 40, "附件1：" + "清单" * 40,
        "第一章的规定", "[1]参考文献",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_marker(line):
    found = find_candidates(line, (0, len(line)))
    assert all(c.weight <= 1 or c.style == "circled" for c in found)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("甲。一、乙", ["inline"]), ("甲 (一)乙", ["blank"]),
        ("甲，(一)乙", []), ("甲；1.乙", []),
        ("如下：1.甲", ["inline"]), ("如下：2.甲", []),
        ("|(一)乙 | (二)丙", []), ("甲\u3000一、乙", ["blank"]),
        ("甲”二、乙", ["inline"]), ("甲 ①乙", []),
    ],
)  # fmt: skip
def test_markers_inside_a_line(text, places):
    assert [c.place for c in find_candidates(text, (0, len(text)))] == places


def test_letters_and_roman_numbers_are_told_apart_by_their_neighbours():
    assert read("I.甲\nII.乙") == [("roman", 1), ("roman", 2)]
    assert read("H.甲\nI.乙") == [("upper", 8), ("upper", 9)]
    assert read("V.甲") == [("roman", 5)]
    assert read("k)甲\nl)乙") == [("lower", 11), ("lower", 12)]


def test_a_body_that_begins_inside_a_line_begins_a_line():
    text = "标题一、甲"
    assert [c.place for c in find_candidates(text, (2, len(text)))] == ["line"]


def test_a_hint_strengthens_a_marker_and_names_its_level():
    text = "一、甲"
    plain, hinted = (
        find_candidates(text, (0, 3), hints)[0] for hints in ((), (Hint(Span(0, 3), 2),))
    )
    assert hinted.weight > plain.weight
    assert hinted.level == 2


def test_headings_without_number_need_a_hint_or_hashes():
    text = "前言\n正文。\n结语\n正文。"
    assert read(text) == []
    assert read(text, Hint(Span(0, 2), 1), Hint(Span(7, 9), 1)) == [("h1", 0), ("h1", 0)]
    assert read("## 前言\n正文。\n## 结语\n正文") == [("h2", 0), ("h2", 0)]
    assert read("序\n# 前言\n正文 #1\n", Hint(Span(2, 6), 1)) == [("h1", 0)]


def test_one_bold_line_is_emphasis_and_several_short_ones_are_headings():
    text = "前言\n正文。\n结语\n正文。"
    first, second = Hint(Span(0, 2), 0), Hint(Span(7, 9), 0)
    assert read(text, first) == []
    assert read(text, first, second) == [("bold", 0), ("bold", 0)]
    sentence = Hint(Span(3, 6), 0)
    assert read(text, first, sentence) == []
    assert read("一、甲\n二、乙", Hint(Span(0, 3), 0)) == [("han", 1), ("han", 2)]
    assert read("甲\n  ", Hint(Span(2, 4), 2)) == []


def test_the_title_of_the_document_is_no_section():
    text = "总结\n前言\n结语"
    hints = (Hint(Span(0, 2), 1), Hint(Span(3, 5), 2), Hint(Span(6, 8), 2))
    assert read(text, *hints) == [("h2", 0), ("h2", 0)]
    assert read(text, hints[0]) == []
    assert read(text, hints[1]) == [("h2", 0)]  # something stands before it
    assert read(text[:2], hints[0]) == [("h1", 0)]  # and nothing below it


def test_a_table_of_contents_ends_where_its_first_entry_comes_again():
    assert read("目录\n一、甲\n二、乙\n一、甲\n正文\n二、乙") == [("han", 1), ("han", 2)]
    assert read("目录\n一、甲\n二、乙") == [("han", 1), ("han", 2)]
    assert read("目录\n没有标题") == []
    assert read("见目录\n一、甲\n一、乙") == [("han", 1), ("han", 1)]
    assert read("一、甲\n二、乙\n一、丙\n二、丁") == [("han", n) for n in (1, 2, 1, 2)]
    assert read("一、甲\n正文\n一、甲") == [("han", 1), ("han", 1)]
    assert read("甲。一、甲\n一、甲") == [("han", 1), ("han", 1)]
