"""Paragraphs and sentences: the laws on arbitrary text, the decisions on real lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Hint, Span
from corpus.outlining.outline import outline
from corpus.outlining.segment import Segments, segment

WILD = st.lists(
    st.one_of(
        st.sampled_from([
            "一、", "二、", "(一)", "（二）",
            "(1)", "①", "1.", "2.", "3、", "12党员", "第一章 ", "第二条 ",
            "一是", "二是",
            "一方面，", "另一方面，", "。", "；",
            "！", "?", "……", "：", ":", "，", "、",
            "“", "”", "‘", "’", "《", "》", "(", ")", "（", "）",
            "[", "]", "【", "】", '"', "\n", "\r\n",
            " ", "\u3000", "\u3000\u3000", "\t",
            "加强学习", "全年12次", "4.15", "http://a.cn/b?c=d",
            "ok. Then", "## ", "**", "附件1", "目录\n",
        ]),
        st.text(max_size=6),
    ),
    max_size=60,
).map("".join)  # fmt: skip


def cut(text: str, body: tuple[int, int] | None = None, hints: tuple[Hint, ...] = ()) -> Segments:
    body = body or (0, len(text))
    sections, _ = outline(text, body, id="甲", hints=hints)
    return segment(text, body, sections, hints=hints)


def paragraphs(text: str) -> list[str]:
    return [text[a:b] for a, b in cut(text).paragraphs]


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in cut(text).sentences]


@given(WILD, st.integers(0, 20), st.integers(0, 20))
def test_paragraphs_and_sentences_tile_the_non_blank_characters(text, before, after):
    body = (min(before, len(text)), max(min(before, len(text)), len(text) - after))
    found = cut(text, body)
    for spans in (found.paragraphs, found.sentences):
        assert spans.dtype == np.int64
        assert spans.shape[1] == 2
        held = "".join(text[a:b] for a, b in spans)
        assert "".join(held.split()) == "".join(text[slice(*body)].split())
        assert (spans[:, 0] < spans[:, 1]).all()
        assert (spans[1:, 0] >= spans[:-1, 1]).all()
        for a, b in spans:
            assert body[0] <= a
            assert b <= body[1]
            assert text[a:b] == text[a:b].strip()
    inside = np.searchsorted(found.paragraphs[:, 0], found.sentences[:, 0], side="right") - 1
    assert (found.sentences[:, 1] <= found.paragraphs[inside, 1]).all()


@given(WILD, st.data())
def test_hinted_lines_stand_alone(text, data):
    if not text.strip():
        return
    a = data.draw(st.integers(0, len(text) - 1))
    b = data.draw(st.integers(a + 1, len(text)))
    found = cut(text, hints=(Hint(Span(a, b), data.draw(st.integers(0, 3))),))
    held = "".join(text[a:b] for a, b in found.sentences)
    assert "".join(held.split()) == "".join(text.split())
    assert not any(p < a < q for p, q in found.paragraphs)


def test_a_line_broken_after_a_comma_is_rejoined():
    text = "工作的方法、形式、\n途径还需要进一步探索;影响力还需要提高。\n下半年,我镇将努力。"
    assert len(paragraphs(text)) == 2
    assert [note.code for note in cut(text).notes] == ["broken-line"]


def test_headings_joined_by_a_blank_give_the_same_paragraphs_as_their_lines():
    lines = [
        "一、加强组织领导,落实意识形态工作",
        "按照守土有责、守土负责、守土尽责的要求,以高度的政治自觉、有力的政策措施落实意识形态工作各项任务",
        "(一)认真履行第一责任人职责。今年以来召开党委会2次,作为评价使用",
        "(二)建立健全研判机制。坚持意识形态工作原则。",
    ]
    assert paragraphs("\n".join(lines)) == paragraphs(" ".join(lines)) == lines


def test_a_heading_is_a_sentence_of_its_own_also_when_run_in():
    text = "(一)统一思想,提高认识。各科室要认真贯彻。\n(二)完善机制。严格落实。"
    assert sentences(text) == [
        "(一)统一思想,提高认识。", "各科室要认真贯彻。", "(二)完善机制。", "严格落实。",
    ]  # fmt: skip


def test_a_blank_inside_a_book_title_is_no_break():
    text = "如《积极响应号召 彰显青年担当》等报道。"
    assert paragraphs(text) == sentences(text) == [text]


def test_a_lost_line_end_before_an_indent_is_a_break():
    text = "完成了任务。\u3000\u3000下半年将努力。"
    assert paragraphs(text) == ["完成了任务。", "下半年将努力。"]
    assert [note.code for note in cut(text).notes] == ["joined-line"]


def test_one_blank_between_sentences_is_no_break():
    assert paragraphs("完成了任务。 下半年将努力。") == ["完成了任务。 下半年将努力。"]


def test_points_in_one_line_start_paragraphs_where_they_are_headings():
    text = "四、文明建设\n开展教育。1.培育价值观。紧紧围绕目标。2.开展创建。严格执行。"
    assert paragraphs(text)[1:] == [
        "开展教育。", "1.培育价值观。紧紧围绕目标。", "2.开展创建。严格执行。",
    ]  # fmt: skip


def test_a_hinted_stretch_inside_a_line_is_cut_out():
    text = "情况汇报 意识形态工作很重要。"
    found = cut(text, hints=(Hint(Span(0, 4), 0),))
    assert [text[a:b] for a, b in found.paragraphs] == ["情况汇报", "意识形态工作很重要。"]
    assert [note.code for note in found.notes] == ["joined-line"]


def test_blank_text_has_no_paragraphs_and_arrays_keep_their_shape():
    for text in ("", " \n\u3000\r\n"):
        found = cut(text)
        assert found.paragraphs.shape == found.sentences.shape == (0, 2)
        assert found.notes == ()


def test_a_megabyte_without_a_line_end_is_one_paragraph():
    text = "意识形态工作很重要，" * 100_000
    assert cut(text).paragraphs.tolist() == [[0, 1_000_000]]


@pytest.mark.parametrize(
    "text",
    [
        "合同总价为人民币          元整（大写：          ）；税率为       。",
        "乙方委派项目代表：         ；身份证号：              ；联系电话：         。",
        "甲方：            乙方：            ",
        "日期：      年    月    日",
    ],
)
def test_a_blank_to_be_filled_in_ends_no_paragraph(text: str) -> None:
    found = segment(text, (0, len(text.rstrip())), ())
    assert len(found.paragraphs) == 1
    assert found.notes == ()


def test_a_paragraph_whose_line_end_was_lost_still_begins_behind_blanks() -> None:
    text = "各乡镇人民政府：    现将方案印发给你们，请认真执行。    确保人员不伤亡。"
    assert len(segment(text, (0, len(text)), ()).paragraphs) == 3
