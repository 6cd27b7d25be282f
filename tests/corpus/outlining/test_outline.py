"""The heading tree: laws on arbitrary text, cases from the wild, whole documents read by eye."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Hint, Section, Span
from corpus.outlining.outline import outline

PIECES = st.lists(
    st.one_of(
        st.sampled_from([
            "\n一、", "\n二、", "\n三、", "\n(一)", "\n（二）", "\n(三)", " (二)", "\n(1)",
            "\n①", "\n②", "\n1.",
            "。2.",
            "\n3、", "\n12党员", "\n第一章 总则\n", "\n第二条 ", "\n1.1 ",
            "\nA.", "\n附件1\n",
            "\nⅡ、", "\nー、", "\nl.",
            "加强学习", "认真组织学习12次。", "；", "：",
            "“", "”", "(", "）", " ", "\u3000", "\n目录\n",
        ]),
        st.text(max_size=4),
    ),
    max_size=60,
).map("".join)  # fmt: skip


def sections(text: str) -> tuple[Section, ...]:
    return outline(text, (0, len(text)), id="甲").sections


@given(PIECES)
def test_sections_nest_ascend_and_stay_inside_the_body(text):
    found = sections(text)
    known = {section.id: section for section in found}
    assert len(known) == len(found)
    position = 0
    for section in found:
        assert section.marker.start >= position
        position = section.marker.end
        assert 0 <= section.span.start == section.marker.start <= section.span.end <= len(text)
        if section.parent is None:
            assert section.depth == 1
        else:
            parent = known[section.parent]
            assert section.depth == parent.depth + 1
            assert parent.span.start < section.span.start
            assert section.span.end <= parent.span.end
        assert 1 <= section.level <= 6
        for part in (section.title, section.body):
            if part is not None:
                assert section.marker.end <= part.start < part.end <= section.span.end
                assert text[slice(*part)].strip() == text[slice(*part)]
        if section.title and section.body:
            assert section.title.end <= section.body.start


@given(PIECES)
def test_the_tree_below_does_not_depend_on_what_stands_around_the_body(text):
    before, after = "三、别的\n", "\n四、另外"
    whole = before + text + after
    moved = outline(whole, (len(before), len(before) + len(text)), id="甲").sections
    here = sections(text)
    assert [s.id for s in moved] == [s.id for s in here]
    assert [s.title and s.title.start - len(before) for s in moved] == [
        s.title and s.title.start for s in here
    ]


def outlined(text: str, *hints: Hint) -> list[tuple[str, int, str | None]]:
    found = outline(text, (0, len(text)), id="甲", hints=hints).sections
    return [(s.id, s.level, text[slice(*s.title)] if s.title else None) for s in found]


def doubts(text: str) -> list[tuple[str, str]]:
    return [
        (note.code, text[slice(*note.span)])
        for note in outline(text, (0, len(text)), id="甲").notes
    ]


def test_gaps_repeats_restarts_and_damage_are_noted():
    text = "一、甲\n二、乙\n二、丙\n五、丁\n一、戊\n2加强\n3.学习"
    assert ("numbering-repeat", "二、") in doubts(text)
    assert ("numbering-gap", "五、") in doubts(text)
    assert ("numbering-restart", "一、") in doubts(text)
    assert ("missing-dot", "2") in doubts(text)
    assert doubts("ー、甲\n二、乙") == [("numbering-damaged", "ー、")]


def test_a_series_that_begins_late_is_noted_and_one_that_goes_on_is_not():
    assert doubts("三、甲\n四、乙") == [("numbering-gap", "三、")]
    assert doubts("第一章 甲\n第一条 乙\n第二章 丙\n第二条 丁\n第三条 戊") == []


def test_decimals_begin_again_under_a_new_prefix_without_a_doubt():
    text = "5.1 甲\n5.2 乙\n6.1 丙\n6.2 丁"
    assert [name for name, _, _ in outlined(text)] == ["甲/5.1", "甲/5.2", "甲/6.1", "甲/6.2"]
    assert doubts(text) == [("numbering-gap", "6.1")] or doubts(text) == []


def test_notes_are_words_in_both_languages():
    for note in outline("一、甲\n三、乙\n三、丙\n4丁丁\n5.戊", (0, 20), id="甲").notes:
        assert note.message("zh")
        assert note.message("en")


def test_levels_come_from_the_marker_and_depth_from_the_nesting():
    text = "一、甲\n1.乙\n2.丙\n二、丁\n1.戊"
    found = outline(text, (0, len(text)), id="甲").sections
    assert [(s.level, s.depth) for s in found] == [(1, 1), (3, 2), (3, 2), (1, 1), (3, 2)]


def test_chapters_and_articles_take_their_level_from_their_order():
    text = "第一章 甲\n第一条 乙。\n第二条 丙。\n第二章 丁\n第三条 戊。"
    assert [level for _, level, _ in outlined(text)] == [1, 2, 2, 1, 2]
    assert [level for _, level, _ in outlined("第一条 乙。\n第二条 丙。")] == [1, 1]


def test_headings_of_the_format_without_numbers():
    text = "工作总结\n学习情况\n全年12次。\n集体学习\n每月一次。\n存在问题\n形式单一。"
    spans = [(0, 4), (5, 9), (16, 20), (27, 31)]
    levels = [1, 2, 3, 2]
    hints = [Hint(Span(*span), level) for span, level in zip(spans, levels, strict=True)]
    assert outlined(text, *hints) == [
        ("甲/§1", 2, "学习情况"), ("甲/§1/§1", 3, "集体学习"), ("甲/§2", 2, "存在问题"),
    ]  # fmt: skip


def test_a_line_that_the_format_calls_a_heading_has_a_title_though_it_looks_like_a_clause():
    text = "1.我们应当怎样学习;怎样宣传;\n正文。\n2.应当怎样督查;\n正文。"
    plain = outlined(text)
    hinted = outlined(text, Hint(Span(0, 15), 2), Hint(Span(20, 29), 2))
    assert [title for _, _, title in plain] == [None, None]
    assert [title for _, _, title in hinted] == ["我们应当怎样学习;怎样宣传;", "应当怎样督查;"]


def test_an_empty_body_has_no_outline():
    assert outline("", (0, 0), id="甲") == ((), ())
    assert outline("一、甲", (3, 3), id="甲").sections == ()


def test_twenty_thousand_headings_take_time_in_proportion():
    def seconds(count: int) -> float:
        text = "".join(f"\n{k % 99 + 1}.加强学习。全年组织学习。" for k in range(count))
        best = 9.0
        for _ in range(2):
            begin = process_time()
            assert len(sections(text)) == count
            best = min(best, process_time() - begin)
        return best

    assert seconds(8000) < 8 * seconds(2000) + 0.5


TEXT = "今年以来，全镇上下坚持以人民为中心，扎实推进各项工作，取得了明显成效。"


def titles(text: str) -> list[str]:
    return [
        text[slice(*s.marker)].strip() + "|" + (text[slice(*s.title)] if s.title else "")
        for s in outline(text, (0, len(text)), id="x").sections
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"题目\n【背景】\n{TEXT}", ["【|背景"]),
        (f"总结\n{TEXT}\n存在问题\n{TEXT}", ["|存在问题"]),
        (f"0 引言\n{TEXT}\n1 方法\n{TEXT}\n2 结果\n{TEXT}", ["0|引言", "1|方法", "2|结果"]),
        (f"1 引言\n{TEXT}\n2 方法\n{TEXT}\n3 结果\n{TEXT}", ["1|引言", "2|方法", "3|结果"]),
        (f"0. 前言\n{TEXT}\n1. 方法\n{TEXT}\n2. 结果\n{TEXT}", ["0.|前言", "1.|方法", "2.|结果"]),
        (f"附  录  A\n（规范性附录）\n试验方法\n{TEXT}", ["附  录  A|试验方法"]),
        (f"附 件 1\n名单\n{TEXT}", ["附 件 1|名单"]),
    ],
)
def test_a_lone_heading_of_known_name_form_or_place_is_found(text: str, expected: list[str]):
    assert titles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"题目\n{TEXT}\n【背景】{TEXT}\n{TEXT}",  # it may be a label, a stress, a source
        f"【通知】\n{TEXT}\n{TEXT}",  # the document's title
        f"总结\n{TEXT}存在问题\n较多。",
        "名单\n1 张三\n2 李四\n3 王五",
        f"1 张三\n2 李四\n3 王五\n{TEXT}",
        f"甲\n{TEXT}\n[1] 张三：治理，2010年。\n[2]李四. 基层. 学报.",
        f"甲\n{TEXT}\n①张三，《治理》，人民出版社，2010年。\n②李四：《基层》，2011年。",
        f"甲\n{TEXT}\n10.0.0.1 是网关。\n10.0.0.2 是主机。\n192.168.1.1 是路由器。",
        f"甲\n{TEXT}\n2.1 条的要求不适用。\n2.2条规定的方法可用。\n2.2.2.2的试验适用。",
        f"附件材料齐全。\n{TEXT}",
    ],
)
def test_what_only_looks_like_a_heading_is_left_alone(text: str):
    assert titles(text) == []
