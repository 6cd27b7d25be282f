"""Every finding shows itself in a notebook, in the language asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import corpus
from analysis import (
    check,
    collate,
    course,
    figure_changes,
    find_boilerplate,
    find_collocations,
    find_duplicates,
    find_keyness,
    find_keywords,
    find_new_words,
    find_reuse,
    find_templates,
    find_themes,
    flows,
    kwic,
    profile,
    weigh,
)
from corpus.collection import Corpus

OPENING = "全镇上半年开展理论学习{}次，覆盖党员干部三百余人，整理学习笔记二百余篇，营造了良好氛围。"
TEXTS = {name: OPENING.format(n) + f"其中{name}站另办一期。" for n, name in enumerate("abc", 12)}

CELLS: dict[str, Callable[[Corpus], str]] = {
    "corpus": lambda c: c._repr_html_(),
    "document": lambda c: c[0]._repr_html_(),
    "duplicates": lambda c: find_duplicates(c)._repr_html_(),
    "reasons": lambda c: find_duplicates(c).explain("a", "b")._repr_html_(),
    "reuse": lambda c: find_reuse(c, cap=2)._repr_html_(),
    "boilerplate": lambda c: find_boilerplate(c)._repr_html_(),
    "templates": lambda c: find_templates(c)._repr_html_(),
    "collation": lambda c: collate(c, ["a", "b", "c"])._repr_html_(),
    "figures": lambda c: figure_changes(c)._repr_html_(),
    "keywords": lambda c: find_keywords(c)._repr_html_(),
    "keyness": lambda c: find_keyness(c)._repr_html_(),
    "new words": lambda c: find_new_words(c)._repr_html_(),
    "collocations": lambda c: find_collocations(c)._repr_html_(),
    "kwic": lambda c: kwic(c, "学习")._repr_html_(),
    "themes": lambda c: find_themes(c)._repr_html_(),
    "profile": lambda c: profile(c)._repr_html_(),
    "weightings": lambda c: weigh(c, "keywords")._repr_html_(),
    "check": lambda c: check(c[:1], c[1:])._repr_html_(),
    "course": lambda c: course(c, ["学习", "笔记"], lambda d: d.id)._repr_html_(),
    "course within": lambda c: course(c, "学习", [1, 2, 2], within=[1, 1, None])._repr_html_(),
    "flows": lambda c: flows(find_duplicates(c), c, [1, 2, 3])._repr_html_(),
}


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus.from_texts(TEXTS)


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_speaks_the_language_asked_for(
    name: str, small: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEITONG_LANG", raising=False)
    chinese = CELLS[name](small)
    monkeypatch.setenv("LEITONG_LANG", "en")
    english = CELLS[name](small)
    assert chinese.startswith('<div lang="zh">')
    assert english.startswith('<div lang="en">')
    heads = re.findall(r"<th [^>]*>(.*?)</th>", english)
    assert not re.search(r"[\u4e00-\u9fff]", "".join(heads))
    assert heads == [] or re.sub("<.*?>", "", chinese) != re.sub("<.*?>", "", english)


def test_a_cell_shows_no_script_and_no_style_sheet(small: Corpus) -> None:
    for cell in CELLS.values():
        assert not re.search(r"<(script|style|svg)", cell(small))


def test_a_check_shows_the_likest_first_and_what_the_two_are() -> None:
    new = corpus.from_texts({"1": "水库除险加固工程已通过验收。", "2": TEXTS["a"]})
    html = check(new, corpus.from_texts({"旧": TEXTS["a"]}))._repr_html_()
    assert html.index(">2<") < html.index(">1<")
    assert "相同" in html


def test_a_course_without_documents_shows_no_share() -> None:
    c = corpus.from_texts({"a": "学习。", "b": "防汛。"})
    html = course(c, "学习", [1, 2], within=["甲", None])._repr_html_()
    assert "（无）" in html
    assert html.count(">—<") == 4  # two cells each of two groups that have no document
    assert "<td" in html
