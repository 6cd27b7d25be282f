"""The document to hand in: every passage marked, no clock, nothing needed from outside."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest

import corpus
from analysis.studies import Study, study
from analysis.views import hand_in
from analysis.views.hand_in import hand_in_html, marked_text, pdf_of
from corpus.errors import SettingsError
from corpus.model import Document

SHARED = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"


@pytest.fixture(scope="module")
def found() -> Study:
    texts = {
        "甲": SHARED + "水库已验收。",
        "乙": "<b>道路</b>已硬化。\n" + SHARED,
        "丙": "河道清淤。",
    }
    return study(corpus.from_texts(texts))


def test_it_holds_number_date_sources_and_every_passage(found: Study) -> None:
    text = hand_in_html(found, date="2026-06-30", number="雷2026-7").decode()
    for word in ("雷2026-7", "2026-06-30", "来源清单", found.corpus.recipe.fingerprint):
        assert word in text
    assert text.count("<mark>") == 2
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_the_same_study_is_the_same_bytes_and_the_clock_is_never_asked(found: Study) -> None:
    first, second = hand_in_html(found), hand_in_html(found)
    assert first == second
    assert "（未填）" in first.decode()
    assert "(not given)" in hand_in_html(found, lang="en").decode()


def test_markup_in_a_text_is_shown_and_not_obeyed(found: Study) -> None:
    assert "&lt;b&gt;道路" in hand_in_html(found).decode()


@pytest.mark.parametrize(
    "places",
    [[], [(0, 3, 1)], [(1, 5, 1), (3, 7, 2)], [(0, 10, 2), (2, 4, 1)], [(2, 4, 1), (2, 6, 2)]],
)
def test_every_character_stands_once_whatever_overlaps(places: list[tuple[int, int, int]]) -> None:
    document = Document.plain("甲", "一二三\n四五<六七八")
    text = "".join(marked_text(document, places, frozenset({2})))
    plain = re.sub(r"<sup>.*?</sup>|</?mark[^>]*>", "", text)
    assert html.unescape(plain) == document.text
    assert text.count("<sup>") == len(places)


@pytest.mark.parametrize("date", ["30.6.2026", "2026-13-01", "今天", ""])
def test_what_is_no_date_is_refused(found: Study, date: str) -> None:
    with pytest.raises(SettingsError, match="2026-06-30"):
        hand_in_html(found, date=date)


def test_without_a_browser_a_pdf_names_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_in.shutil, "which", lambda name: None)
    with pytest.raises(SettingsError, match=r"\.html"):
        pdf_of(b"<p>")


@pytest.mark.slow
@pytest.mark.skipif(not any(map(shutil.which, hand_in.BROWSERS)), reason="no browser prints")
def test_a_browser_prints_it_as_pdf_without_the_hour(found: Study, tmp_path: Path) -> None:
    content = pdf_of(hand_in_html(found))
    assert content.startswith(b"%PDF-")
    assert set(re.findall(rb"\(D:(\d{14})", content)) == {b"20000101000000"}
    (tmp_path / "x.pdf").write_bytes(content)
    text = corpus.read(tmp_path / "x.pdf").compilations[0].source.text
    assert "文档比对报告单" in text
