"""Where findings meet: what a study finds at once, and what when it is asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import analysis
import corpus
from analysis import (
    figure_changes,
    find_boilerplate,
    find_collocations,
    find_duplicates,
    find_keyness,
    find_new_words,
    kwic,
    profile,
    studies,
)
from analysis.studies import LATER, Study, study, weigh

SHARED = "坚持把意识形态工作摆在重要位置，认真落实党管意识形态工作的各项要求。"
TEXT = (
    f"一、学习情况\n{SHARED}全镇上半年开展理论学习12次，覆盖党员干部三百余人。"
    "\n二、下步打算\n修渠三条。"
)


@pytest.fixture(scope="module")
def found() -> Study:
    texts = {"甲": TEXT, "乙": TEXT.replace("三百", "四百"), "丙": f"{SHARED}图书馆添书两千册。"}
    return study(corpus.from_texts(texts))


def test_everything_else_is_found_when_asked_and_once(found: Study) -> None:
    told: list[str] = []
    assert found.complete(lambda phase, done, total: told.append(phase)) is found
    assert tuple(told) == LATER
    for name in LATER:
        assert getattr(found, name) is getattr(found, name)


def test_everything_says_in_a_line_what_it_holds(sample: corpus.Corpus) -> None:
    found = study(sample[:4])
    lines = repr(found).splitlines()
    assert lines[0] == "Study:"
    assert lines[1].strip() == f".corpus  {found.corpus!r}"
    several = (found.keywords, found.themes, found.profile, found.weighed,
               figure_changes(found.corpus), find_new_words(found.corpus),
               find_collocations(found.corpus), find_keyness(found.corpus),
               kwic(found.corpus, "责任"))  # fmt: skip
    for one in several:
        assert repr(one).startswith(f"{type(one).__name__}(")
        assert len(repr(one)) < 400
    assert repr(kwic(found.corpus, "责任")).startswith("Concordance('责任': ")
    assert f"{found.profile.total.tokens:,} words" in repr(found.profile)


def test_a_family_is_collated(found: Study) -> None:
    (collation,) = found.collations
    assert collation.ids == ("甲", "乙")
    assert [v.texts for v in collation.variants] == [{"三百": ("甲",), "四百": ("乙",)}]
    assert all(pair.family is None for pair in found.duplicates.pairs if "丙" in pair)
    part = {"丁": SHARED}
    more = study(corpus.from_texts({d.id: d.text for d in found.corpus} | part))
    assert {c.ids for c in more.comparisons} == {("甲", "丁"), ("乙", "丁")}


def test_copies_raise_what_is_repeated_but_not_what_is_left_without_them(found: Study) -> None:
    totals = found.totals
    assert 0 < totals.share_outside < totals.share_distinct <= totals.share < 1
    assert 0 < totals.distinct < 1


def test_a_copy_more_leaves_what_is_shared_without_copies_as_it_was(found: Study) -> None:
    texts = {document.id: document.text for document in found.corpus}
    more = study(corpus.from_texts(texts | {"甲之副本": texts["甲"]}))
    assert more.totals.share > found.totals.share
    assert more.totals.share_outside == pytest.approx(found.totals.share_outside)


def test_totals_of_nothing_are_nought() -> None:
    assert set(study(corpus.from_texts({})).totals) == {0.0}


def test_likeness_puts_copies_side_by_side(found: Study) -> None:
    near = found.likeness
    rows = near.rows.tolist()
    assert sorted(rows) == [0, 1, 2]
    assert abs(rows.index(0) - rows.index(1)) == 1
    assert (np.diag(near.whole) == 1).all()
    i, j = rows.index(0), rows.index(2)
    assert 0 < near.whole[i, j] < near.whole[j, i] < 1  # the shorter stands more in the longer
    assert near.left_out == 0


def test_keywords_weighed_are_those_of_weigh(found: Study) -> None:
    assert list(found.weighed) == list(weigh(found.corpus))


@pytest.mark.parametrize("text", ["一", "？！", ""])
def test_next_to_nothing_is_studied_too(text: str) -> None:
    found = study(corpus.from_texts({"甲": text})).complete()
    n = len(found.corpus)
    assert found.likeness.whole.shape == (n, n)
    assert len(found.templates) == len(found.collations) == 0


@pytest.mark.parametrize(
    "name",
    sorted(
        set(analysis.__all__)
        - {
            "Index",
            "Votes",
            "along",
            "compare",
            "figure_changes",
            "flows",
            "read_selection",
        }  # ask for findings first, or for a file
    ),
)
def test_what_is_no_corpus_is_refused_with_the_way_to_one(name: str, found: Study) -> None:
    more: dict[str, tuple[object, ...]] = {
        "check": (found.corpus,), "collate": ((),), "kwic": ("责任",), "weigh": ("keywords",),
        "course": ("责任", "年份"), "find_correspondence": ("年份",),
        "write_report": ("x.html",), "find_concepts": ({"学习": "学习"},),
    }  # fmt: skip
    for wrong, remedy in (("data/", "corpus.read"), (found.corpus[0], r"a slice")):
        with pytest.raises(TypeError, match=f"expected a Corpus, got .*{remedy}"):
            getattr(analysis, name)(wrong, *more.get(name, ()))


def test_a_notebook_rounds_no_share_to_a_lie_and_counts_characters_as_parse_does(
    sample: corpus.Corpus,
) -> None:
    shown = find_boilerplate(sample)._repr_html_()
    assert "句是套话（<b>" in shown
    assert "&lt;0.1%" in shown
    assert ">0.0%<" not in shown
    sizes = profile(sample)._repr_html_()
    assert f">{sample.documents['characters'][0]:,}<" in sizes
    assert f">{sample.characters:,}<" in sizes


@pytest.mark.slow
def test_templates_found_in_a_process_of_their_own_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = "今年以来共开展明查暗访{}次，观看警示教育片{}场。"
    c = corpus.from_texts({one: counted.format(one, one + "2") for one in "5678"})
    each = replace(study(c), duplicates=find_duplicates(c, threshold=1.0))  # no family
    here = each.templates
    monkeypatch.setenv("LEITONG_THREADS", "2")
    monkeypatch.setattr(studies, "ENOUGH_CHARACTERS", 1)
    elsewhere = replace(each).complete().templates
    assert len(here) == 1
    assert list(elsewhere.records()) == list(here.records())
    assert elsewhere.documents is c.items
