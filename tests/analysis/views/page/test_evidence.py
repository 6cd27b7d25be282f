"""What the page counts again from."""

from __future__ import annotations

import pytest

import corpus
from analysis.studies import Study, study
from analysis.views.page import evidence
from analysis.views.page.documents import places_of

LINE = "坚持把意识形态工作摆在重要位置，认真落实各项要求。"


@pytest.fixture(scope="module")
def found() -> Study:
    return study(
        corpus.from_texts(
            {
                "甲": f"一、学习\n{LINE}今年修渠300条，“全部按期完成并且通过验收”。",
                "乙": f"{LINE}图书馆添书𠀀两千册。",
                "丙": LINE,
                "空": "。",
            }
        )
    )


def sent(found: Study) -> dict:
    texts = {document.id: document.text for document in found.corpus}
    held = evidence.evidence_data(found, places_of(found, texts))
    assert held is not None
    return held


def test_pieces_add_up_to_what_is_counted_of_each_text(found: Study) -> None:
    texts = sent(found)["texts"]
    assert [sum(one["folded"]) for one in texts] == found.reuse.lengths.tolist()
    counts = found.boilerplate.counts
    assert [sum(one["solid"]) + one["alone"] for one in texts] == counts[:, :4].sum(axis=1).tolist()
    assert [one["heading"] for one in texts] == counts[:, 4].tolist()


def test_places_are_those_of_the_text_as_a_browser_counts_them(found: Study) -> None:
    units = [len(document.text.encode("utf-16-le")) // 2 for document in found.corpus]
    assert [sum(one["gap"]) for one in sent(found)["texts"]] == units


def test_runs_name_the_documents_that_hold_them(found: Study) -> None:
    held = sent(found)
    assert [0, 1, 2] in held["sets"]
    assert held["runs"][3] == {"step": [], "pieces": [], "set": []}
    for run, text in zip(held["runs"], held["texts"], strict=True):
        assert all(pieces > 0 for pieces in run["pieces"])
        ends = [sum(run["step"][: n + 1]) + size for n, size in enumerate(run["pieces"])]
        assert all(end <= len(text["folded"]) for end in ends)


def test_kinds_that_may_be_set_aside_are_named_where_there_are_any(found: Study) -> None:
    held = sent(found)
    assert held["kinds"] == ["quotations"]
    assert held["asides"]["document"] == [0]


def test_pairs_say_until_which_threshold_they_are_of_one_family(found: Study) -> None:
    likeness = sent(found)["likeness"]
    own, pairs = likeness["own"], likeness["pairs"]
    assert own in likeness["steps"]
    assert likeness["same"] == [0, 1, 2, 3]
    linked = [
        (a, b) for a, b, until in zip(pairs["a"], pairs["b"], pairs["until"], strict=True)
        if until >= own
    ]  # fmt: skip
    rows = {document.id: row for row, document in enumerate(found.corpus)}
    together = {rows[name] for family in found.duplicates.families for name in family.members}
    assert {row for pair in linked for row in pair} >= together


def test_too_much_evidence_is_not_sent(found: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_NUMBERS", 3)
    assert (
        evidence.evidence_data(found, places_of(found, {d.id: d.text for d in found.corpus}))
        is None
    )
