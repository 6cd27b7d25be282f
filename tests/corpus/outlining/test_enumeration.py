"""Lists in running text."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import PointList
from corpus.outlining.enumeration import find_lists
from corpus.outlining.outline import outline
from corpus.outlining.segment import segment


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


def styles(text: str) -> list[tuple[str, list[int]]]:
    return [(found.style, [item.number for item in found.items]) for found in lists(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一方面，抓学习。另一方面，抓宣传。", [("一方面", [1, 2])]),
        ("一方面抓学习，一方面抓宣传。", [("一方面", [1, 2])]),
        ("首先，抓学习。其次，抓宣传。最后，抓督查。", [("首先", [1, 2, 3])]),
        ("首先要学习。", []),
        ("第一，抓学习。第二，抓宣传。", [("第一", [1, 2])]),
        ("其一，抓学习。其二，抓宣传。", [("其一", [1, 2])]),
        ("要求：①早；②小；③细。", [("①", [1, 2, 3])]),
        ("要做到(1)早，(2)小。", [("(1)", [1, 2])]),
        ("要做到：(一)早；(二)小。", [("(一)", [1, 2])]),
        ("要做到：1)早；2)小。", [("1)", [1, 2])]),
        ("包括：1.文件；2.讲话。", [("1.", [1, 2])]),
        ("包括：1、文件；2、讲话。", [("1、", [1, 2])]),
        ("依照第五条第(一)、(二)项。", []),
        ("见表(1)和表(2)。", []),
        ("增长1.5%，下降2.3%。", []),
        ("1、2、3号楼。", []),
        ("一要学习。二要宣传。", [("一要", [1, 2])]),
        ("我们一要学习二要宣传。", []),
        ("统一是前提。唯一是根本。", []),
        ("一是甲。三是丙。", [("一是", [1, 3])]),
        ("一是甲。二是乙。四是丁。", [("一是", [1, 2, 4])]),
        ("一是甲。五是戊。", []),
        ("一是甲。二是乙。一是丙。二是丁。", [("一是", [1, 2]), ("一是", [1, 2])]),
        ("二是甲。", []),
        ("一是甲。\n二是乙。\n三是丙。", [("一是", [1, 2, 3])]),
        ("问题:抓得不紧。二是乙。", [("一是", [1, 2])]),
        ("一、甲\n一是丙。\n二、乙\n二是丁。", []),
        ("一方面，抓学习。\n另一方面，抓宣传。", []),
        ("", []),
    ],
)
def test_kinds_of_lists(text, found):
    assert styles(text) == found


def test_points_stretch_to_the_next_point_and_over_their_paragraphs():
    text = "一是甲。再说。\n补充。\n二是乙。"
    assert points(text) == [("一是", [(1, "一是甲。再说。\n补充。"), (2, "二是乙。")])]


def test_an_afterword_about_the_whole_ends_the_last_point():
    text = "一是甲。二是乙。一年来,我镇取得了成绩。"
    assert points(text)[0][1][1] == (2, "二是乙。")


def test_an_inner_list_ends_where_the_outer_one_goes_on():
    text = "要求：①学习，一是早，二是小；②宣传。"
    assert dict(points(text))["一是"] == [(1, "一是早，"), (2, "二是小；")]


def test_headings_are_no_points_and_what_stands_before_them_is_no_first_point():
    text = "六、一是政治。二是宣传\n(一)反腐。强化教育。二是查处。"
    assert points(text) == [("一是", [(1, "强化教育。"), (2, "二是查处。")])]


def test_thousands_of_lists_in_one_paragraph_take_time_in_proportion():
    text = "一是甲。二是乙。三是丙。" * 5000
    begin = process_time()
    assert len(lists(text)) == 5000
    assert process_time() - begin < 10
