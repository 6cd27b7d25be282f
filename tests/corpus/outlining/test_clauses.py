"""Clauses (款) of articles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Document, Source
from corpus.parse import parse

RULES = (
    "某市管理条例\n第一条 为了规范管理，制定本条例。\n第二条 本条例适用于本市。\n"
    "市人民政府负责管理工作。\n第三条 单位应当遵守：\n（一）甲项；\n（二）乙项。\n"
    "前款规定不适用于个人。\n第四条 自公布之日起施行。\n某市人民政府\n2020年1月1日"
)


def document(text: str) -> Document:
    return parse(Source("甲", text)).documents[0]


def clauses(text: str) -> list[list[str]]:
    found = document(text)
    return [[found[i.span] for i in points.items] for points in found.lists if points.style == "款"]


def test_paragraphs_of_an_article_are_its_clauses_and_items_belong_to_them():
    assert clauses(RULES) == [
        ["本条例适用于本市。", "市人民政府负责管理工作。"],
        ["单位应当遵守：\n（一）甲项；\n（二）乙项。", "前款规定不适用于个人。"],
    ]
    (second, _) = [p for p in document(RULES).lists if p.style == "款"]
    assert [(i.number, i.marker) for i in second.items] == [(1, None), (2, None)]


def test_a_clause_is_no_heading_and_the_first_of_several_is_none():
    assert [s.title for s in document(RULES).sections] == [None] * 6


@pytest.mark.parametrize(
    "text",
    [
        "第一条 为了规范管理，制定本条例。\n第二条 适用于本市。",
        "第一条 单位应当：\n（一）甲；\n（二）乙。\n第二条 施行。",
        "一、甲事\n某某负责。\n某某配合。\n二、乙事\n某某负责。",
        "第一条 施行。\n某市人民政府\n2020年1月1日",
        "第一条 施行。\n（2020年1月1日某会通过。）",
    ],
)
def test_articles_of_one_paragraph_items_and_signatures_make_no_clauses(text: str):
    assert clauses(text) == []


def test_a_site_s_number_is_nobody_s_clause():
    text = "第一条 甲。\n1、第二条 乙。\n第三条 丙。\n2、第四条 丁。\n第五条 戊。"
    assert clauses(text) == []


@given(st.text(alphabet="第一二条章（）、；。：\n 甲乙", max_size=60))
def test_clauses_lie_in_their_article_one_behind_the_other(text: str):
    for found in parse(Source("甲", text)).documents:
        articles = [s.span for s in found.sections]
        for points in found.lists:
            spans = [item.span for item in points.items]
            assert all(a.end <= b.start for a, b in pairwise(spans))
            if points.style == "款":
                assert any(a.start <= spans[0].start and spans[-1].end <= a.end for a in articles)
