"""Paragraphs and sentences: the laws on arbitrary text, the decisions on real lines."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Hint, Span
from corpus.outline import outline
from corpus.segment import Segments, segment

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
