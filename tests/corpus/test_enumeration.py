"""Lists in running text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.enumeration import find_lists
from corpus.model import PointList
from corpus.outline import outline
from corpus.segment import segment


def lists(text: str) -> tuple[PointList, ...]:
    body = (0, len(text))
    sections, _ = outline(text, body, id="甲")
    return find_lists(text, segment(text, body, sections).paragraphs, sections)


def points(text: str) -> list[tuple[str, list[tuple[int, str]]]]:
    return [
        (found.style, [(item.number, text[slice(*item.span)]) for item in found.items])
        for found in lists(text)
    ]


def test_a_missing_first_mark_leaves_a_first_point_without_marker():
    text = "六、突出政治宣传\n强化廉政教育,严明纪律。二是严肃查处腐败。"
    assert points(text) == [("一是", [(1, "强化廉政教育,严明纪律。"), (2, "二是严肃查处腐败。")])]
    assert lists(text)[0].items[0].marker is None


def test_a_point_without_a_mark_before_it_is_still_found():
    text = "不足:一是观念淡薄。二是投入较少三是设施不相适应。"
    assert [number for _, items in points(text) for number, _ in items] == [1, 2, 3]


@given(
    st.lists(
        st.sampled_from([
            "一是", "二是", "三是", "一方面", "另一方面", "首先", "其次", "最后",
            "第一，", "第二，", "①", "②",
            "(1)", "(2)", "1.", "2.", "\n", "\n一、", "\n(一)", "甲乙。", "；", "，", " ", "丙",
        ]),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_points_ascend_and_do_not_overlap(text):
    for found in lists(text):
        assert len(found.items) >= 2
        position = 0
        for item in found.items:
            assert position <= item.span.start < item.span.end <= len(text)
            position = item.span.end
            if item.marker is not None:
                assert item.marker.start == item.span.start
                assert item.marker.end <= item.span.end
