"""The document to hand in of a check: the likest first, every passage marked, what differs."""

from __future__ import annotations

import re

import pytest

import corpus
from analysis.checks import Check, check
from analysis.views.hand_in_check import check_html
from corpus.errors import SettingsError

OLD = (
    "甲镇2023年工作总结。全镇2023年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    "河道清淤十二公里，新建泵站两座，沿岸三个村不再受涝。敬老院完成改造，新增床位四十张。"
)
OWN = "水库除险加固工程已通过验收，惠及下游四个村。"


@pytest.fixture(scope="module")
def found() -> Check:
    texts = {
        "新建.docx": OWN,
        "今年.docx": OLD.replace("2023", "2024"),
        "<乙>.docx": OWN * 3 + OLD[:40],
    }
    return check(corpus.from_texts(texts), corpus.from_texts({"去年.docx": OLD}))


def test_the_likest_stand_first_with_the_archived_document_and_the_relation(found: Check) -> None:
    text = check_html(found, date="2026-12-31", number="雷7").decode()
    rows = re.findall(r"<tr>(.*?)</tr>", text.partition("一、各篇")[2])[1:4]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]
    assert [row[1] for row in cells] == ["今年.docx", "&lt;乙&gt;.docx", "新建.docx"]
    assert cells[0][5:] == ["去年.docx", "100%", "重复"]
    assert cells[2][5:] == ["", "", ""]
    assert "2026-12-31" in text
    assert "雷7" in text


def test_a_difference_stands_in_what_is_around_it(found: Check) -> None:
    text = check_html(found).decode().partition("六、不同之处")[2]
    assert "甲镇【2024】年工作总结" in text
    assert "甲镇【2023】年工作总结" in text


def test_passages_are_marked_in_the_new_texts_and_nothing_needs_the_network(found: Check) -> None:
    text = check_html(found, lang="en").decode()
    marked = text.partition("4. Marked texts")[2].partition("5. Passages")[0]
    assert marked.count("<h3>") == 3
    assert "<mark>" in marked
    assert "http" not in text.replace("http-equiv", "")
    assert check_html(found, lang="en").decode() == text


def test_a_date_that_is_none_is_refused(found: Check) -> None:
    with pytest.raises(SettingsError):
        check_html(found, date="昨天")
