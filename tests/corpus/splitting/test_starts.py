"""The signs of a start, line by line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.splitting.marks.restarts import headings_of
from corpus.splitting.marks.separators import lines_of
from corpus.splitting.starts import (
    _OPENER,
    ANNOUNCED,
    GOES_ON,
    RESTART,
    Starts,
    announced,
)


def starts_of(text: str) -> Starts:
    lines = lines_of(text)
    return Starts(text, lines, headings_of(text, lines))


def test_date_and_formula_above_and_addressee_below_speak_for_a_start() -> None:
    text = (
        "各学校：\n请做好准备。\n特此通知。\n某县教育局\n2023年5月20日\n"
        "关于暑期培训的通知\n各学校：\n全体教师应当参加，不得缺席。"
    )
    starts = starts_of(text)
    assert starts.around(5) >= 3.0
    assert starts.around(1) == 0.0


def test_articles_that_begin_anew_speak_for_a_start_and_those_that_go_on_against_it() -> None:
    text = "甲办法\n第一条　为了安全。\n第二条　适用本办法。\n乙办法\n{}　为了卫生。"
    assert starts_of(text.format("第一条")).numbering(0, 3) == RESTART
    assert starts_of(text.format("第三条")).numbering(0, 3) == GOES_ON


def test_what_the_text_above_names_is_attached() -> None:
    text = "关于印发《校车管理办法》的通知\n请遵照执行。\n校车管理办法\n第一条　为了安全。"
    assert announced(text, 0, text.rindex("校车"), text.rindex("\n"))
    assert not announced(text, 20, text.rindex("校车"), text.rindex("\n"))
    assert ANNOUNCED < GOES_ON


def test_a_title_with_court_and_number_is_one_block() -> None:
    text = "予以驳回。\n某县人民法院\n民事判决书\n（2022）某0101民初12号\n原告：甲某，住某县。"
    starts = starts_of(text)
    assert starts.top_of(3, 0) == 1
    assert not starts.in_block(0)


@settings(max_examples=300, deadline=None)
@given(st.from_regex(_OPENER.pattern))
def test_whatever_opens_a_document_is_looked_at(text: str) -> None:
    starts = starts_of(text)
    for row, line in enumerate(starts.lines):
        assert (row in starts.openers) == (_OPENER.match(text, line.start) is not None)
