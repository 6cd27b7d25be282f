"""Numbers that a site put before every few paragraphs."""

from __future__ import annotations

from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Source
from corpus.outlining.numbered.site_numbers import find_site_numbers
from corpus.outlining.outline import look_around, outline
from corpus.parse import parse


def statute(step: int, articles: int = 20) -> str:
    """A statute with a number of a site before every ``step``-th paragraph."""
    lines = []
    for n in range(articles):
        if n % 7 == 0:
            lines.append(f"第{'一二三四五六'[n // 7]}章 某事")
        lines.append(f"第{n + 1}条 某机关应当依照规定办理某事。")
        if n % 4 == 3:
            lines += ["（一）某种情形；", "（二）另一种情形。"]
    numbers = count(1)
    return "\n".join(
        f"{next(numbers)}、{line}" if row % step == step - 1 else line
        for row, line in enumerate(lines)
    )


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_site_numbers(text)]


@pytest.mark.parametrize("step", [2, 3, 4, 5, 7])
def test_a_series_across_the_document_s_own_numbers_is_found(step):
    text = statute(step)
    numbers = found(text)
    assert numbers == [f"{n}、" for n in range(1, len(numbers) + 1)]
    assert len(numbers) == len(text.splitlines()) // step


def test_the_outline_looks_behind_the_numbers():
    def ids(text: str) -> list[str]:
        return [s.id for s in outline(text, (0, len(text)), id="甲").sections]

    text = statute(3)
    bare = "".join(part for at, part in enumerate(_pieces(text)) if at % 2 == 0)
    assert ids(text) == ids(bare)


def _pieces(text: str) -> list[str]:
    edges = [0, *(edge for span in find_site_numbers(text) for edge in span), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n1、乙事\n2、丙事\n二、丁\n1、戊事\n2、己事",  # points of a report
        "一、甲\n1、乙\n二、丙\n2、丁\n三、戊\n3、己",  # numbers that run on over sections
        "修改如下：\n1、第三条 改为：某事。\n2、第五条 改为：某事。\n3、第九条 删去。",
        "1、一、甲\n二、乙\n三、丙",  # one slip
        "第一条 甲。\n第二条 乙。\n1.某项；\n2.某项。\n第三条 丙。",
    ],
)
def test_numbers_of_the_document_are_left_alone(text):
    assert found(text) == []


def test_a_short_document_of_a_source_with_such_numbers_is_cleared_too():
    text = statute(3) + "\n另一份\n一、甲事\n1、某某负责。\n二、乙事\n2、某某配合。\n三、丙事"
    assert found(text)[-2:] == ["1、", "2、"]
    assert look_around(text).site_numbers == find_site_numbers(text)


@given(st.text(alphabet="第一二条（）、.1234567890 \n甲", max_size=60))
def test_spans_are_in_order_and_begin_with_a_figure(text):
    spans = find_site_numbers(text)
    assert list(spans) == sorted(set(spans))
    assert all(text[start].isdigit() and start < end for start, end in spans)


def test_the_numbers_are_noted_as_a_site_s_and_are_no_joined_line():
    text = statute(3)
    (document,) = parse(Source("甲", text)).documents
    inside = [n.span for n in document.notes if n.code == "residue-inside"]
    assert inside == [tuple(n) for n in find_site_numbers(text)]
    assert not [n for n in document.notes if n.code == "joined-line"]


def test_a_document_s_own_numbers_are_no_site_s():
    (document,) = parse(
        Source("甲", "一、甲\n1、乙事\n2、丙事\n二、丁\n1、戊事\n2、己事")
    ).documents
    assert not [n for n in document.notes if n.code == "residue-inside"]
