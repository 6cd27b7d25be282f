"""Findings against gold: each measure worked by hand, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

import corpus
from analysis.evaluation import Evaluation, evaluate, find_for, read_gold
from analysis.evaluation.pairs import adjusted_rand, b_cubed
from analysis.evaluation.splits import pk_windowdiff
from corpus.errors import SettingsError


def gold(*records: dict[str, Any]) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def measured(
    known: list[dict[str, Any]], found: list[dict[str, Any]], documents: str = "", **how: Any
) -> Evaluation:
    ids = list(documents) or None
    return evaluate(read_gold(gold(*known)), found, documents=ids, **{"rounds": 0, **how})


def pair(a: str, b: str, verdict: str | None, **more: Any) -> dict[str, Any]:
    return {"type": "pair", "a": a, "b": b, "verdict": verdict, **more}


def test_pairs_count_whichever_side_is_named_first_and_containment_is_turned() -> None:
    scores = measured([pair("乙", "甲", "contains")], [pair("甲", "乙", "contained")])
    assert scores.value("pairs", "f1") == 1
    assert scores.value("verdicts", "macro-f1") == 1
    assert scores.value("copies", "recall") is None  # there is no copy to be found


def test_what_a_sample_does_not_list_is_not_wrong() -> None:
    head = {"type": "gold", "judged": "sample"}
    known = [pair("甲", "乙", "duplicate"), pair("甲", "丙", None)]
    found = [pair("甲", "乙", "duplicate"), pair("丙", "丁", "duplicate")]
    assert measured([head, *known], found, "甲乙丙丁").value("pairs", "precision") == 1
    assert measured(known, found, "甲乙丙丁").value("pairs", "precision") == 0.5


def test_weights_say_how_many_of_the_corpus_a_judgement_stands_for() -> None:
    head = {"type": "gold", "judged": "sample"}
    known = [pair("甲", "乙", "duplicate", weight=1), pair("甲", "丙", "duplicate", weight=9)]
    scores = measured([head, *known], [pair("甲", "乙", "duplicate")], "甲乙丙")
    assert scores.value("pairs", "recall") == 0.1


def test_the_macro_f1_of_documents_is_the_mean_of_both_classes_own() -> None:
    # 甲乙 have copies, 丙丁戊 have none; 丙 is said to have one
    found = [pair("甲", "丙", "identical")]
    scores = measured([pair("甲", "乙", "identical")], found, "甲乙丙丁戊")
    with_copies, without = 2 * 1 / (2 + 2), 2 * 2 / (3 + 3)
    assert scores.value("documents", "f1-with-copies") == pytest.approx(with_copies)
    assert scores.value("documents", "macro-f1") == pytest.approx((with_copies + without) / 2)


def test_merging_too_much_costs_families_precision() -> None:
    known = [{"type": "family", "members": ["甲", "乙"]}]
    found = [{"type": "family", "grain": "document", "members": ["甲", "乙", "丙", "丁"]}]
    scores = measured(known, found, "甲乙丙丁")
    assert scores.value("families", "b3-precision") == pytest.approx((0.5 * 2 + 0.25 * 2) / 4)
    assert scores.value("families", "b3-recall") == 1
    assert scores.value("families", "ari") == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_the_adjusted_rand_index_is_scikit_learns(labels: list[tuple[int, int]]) -> None:
    one, two = (np.unique(column, return_inverse=True)[1] for column in zip(*labels, strict=True))
    mine = adjusted_rand(one, two, np.ones(len(one)))
    assert mine == pytest.approx(adjusted_rand_score(one, two))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_b_cubed_is_what_counting_item_by_item_gives(labels: list[tuple[int, int]]) -> None:
    one, two = (np.unique(column, return_inverse=True)[1] for column in zip(*labels, strict=True))
    precision, recall = b_cubed(one, two)
    for item, (a, b) in enumerate(zip(one, two, strict=True)):
        both = sum(1 for x, y in zip(one, two, strict=True) if x == a and y == b)
        assert precision[item] == both / sum(two == b)
        assert recall[item] == both / sum(one == a)


def test_a_split_too_many_and_one_too_few() -> None:
    known = [{"type": "document", "source": "s", "body": [at, at + 10]} for at in (0, 10, 20, 30)]
    found = [{"type": "document", "source": "s", "body": [at, 40]} for at in (0, 10, 15, 30)]
    scores = measured(known, [*found, {"type": "source", "id": "s", "characters": 40}])
    assert scores.value("splits", "precision") == pytest.approx(2 / 3)
    assert scores.value("splits", "recall") == pytest.approx(2 / 3)
    assert 0 < (scores.value("splits", "pk") or 0) <= (scores.value("splits", "windowdiff") or 0)


@given(st.sets(st.integers(1, 59)), st.sets(st.integers(1, 59)))
def test_windows_are_those_of_the_definitions(known: set[int], found: set[int]) -> None:
    size = 60
    k = min(max(1, round(size / (2 * (len(known) + 1)))), size - 1)

    def begins(places: set[int], at: int) -> int:
        return sum(1 for place in places if at < place <= at + k)

    counts = [(begins(known, at), begins(found, at)) for at in range(size - k)]
    pk = sum((one == 0) != (two == 0) for one, two in counts) / len(counts)
    windowdiff = sum(one != two for one, two in counts) / len(counts)
    assert pk_windowdiff([0, *known], [0, *found], size) == pytest.approx(
        (pk, windowdiff), abs=1e-6
    )


def section(name: str, at: int, parent: str | None, title: list[int] | None) -> dict[str, Any]:
    return {"id": name, "parent": parent, "marker": [at, at + 2], "title": title}


def test_a_heading_under_the_wrong_parent_is_found_but_misplaced() -> None:
    document = {"type": "document", "source": "s", "body": [0, 90]}
    known = [section("一", 0, None, [2, 5]), section("二", 40, None, [42, 45]),
             section("二/1", 50, "二", [52, 55])]  # fmt: skip
    found = [*known[:2], section("二/1", 50, "一", [52, 55]), section("x", 60, "二", None)]
    scores = measured([{**document, "sections": known}], [{**document, "sections": found}])
    assert scores.value("headings", "f1") == 1  # the numbered clause is no heading
    assert scores.value("heading-tree", "f1") == pytest.approx(2 / 3)


def test_passages_have_the_measures_of_pan() -> None:
    known = [{"type": "passage", "a": "乙", "b": "甲", "a_span": [0, 100], "b_span": [0, 100]}]
    found = [
        {"type": "passage", "a": "甲", "b": "乙", "a_span": [0, 20], "b_span": [0, 20]},
        {"type": "passage", "a": "甲", "b": "乙", "a_span": [70, 100], "b_span": [70, 100]},
    ]
    scores = measured(known, found)
    assert [scores.value("passages", name) for name in ("precision", "recall", "granularity")] == [
        1, 0.5, 2
    ]  # fmt: skip
    assert scores.value("passages", "plagdet") == pytest.approx(0.42062, abs=1e-5)


def sentence(start: int, end: int, kind: str) -> dict[str, Any]:
    return {"type": "sentence", "document": "甲", "span": [start, end], "class": kind}


def test_a_sentence_of_gold_is_compared_with_the_one_that_overlaps_it_most() -> None:
    known = [sentence(0, 10, "boilerplate"), sentence(10, 20, "distinct")]
    found = [sentence(0, 12, "boilerplate"), sentence(12, 20, "boilerplate")]
    scores = measured(known, found)
    assert scores.value("classes", "boilerplate-precision") == 0.5
    assert scores.value("classes", "boilerplate-recall") == 1
    assert scores.value("classes", "distinct-f1") == 0
    assert scores.value("classes", "accuracy") == 0.5


def test_themes_agree_whatever_they_are_called() -> None:
    def theme(unit: str, name: object) -> dict[str, Any]:
        return {"type": "assignment", "unit": unit, "document": unit, "theme": name}

    known = [theme("甲", "党建"), theme("乙", "党建"), theme("丙", "水利"), theme("丁", "水利")]
    found = [theme("甲", 2), theme("乙", 2), theme("丙", 1), theme("丁", 1)]
    scores = measured(known, found)
    assert scores.value("themes", "ari") == 1
    assert scores.value("themes", "nmi") == pytest.approx(1)


def test_an_interval_holds_the_value_and_is_the_same_each_time() -> None:
    names = "甲乙丙丁戊己"
    known = [pair(a, b, "duplicate") for a, b in zip(names[::2], names[1::2], strict=True)]
    one, two = (measured(known, known[:2], names, rounds=200) for _ in range(2))
    assert one.scores == two.scores
    recall = next(s for s in one.scores if (s.task, s.measure) == ("pairs", "recall"))
    assert recall.low is not None
    assert recall.high is not None
    assert recall.low <= 2 / 3 <= recall.high
    assert recall.low < recall.high
    assert all(r["type"] == "score" for r in one.records())
    assert list(one.table().columns) == ["task", "measure", "value", "low", "high", "n"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "gold:1"),
        ('{"type":"pair","a":"甲","b":"乙"}', "lacks verdict"),
        ('\n{"type":"verdict"}', "gold:2"),
        ("[]", "gold:1"),
        ('{"type":"gold","judged":"some"}', "judged"),
    ],
)
def test_a_line_that_is_no_gold_is_named(text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        read_gold(text)


def test_gold_of_other_documents_and_of_nothing_is_refused() -> None:
    with pytest.raises(SettingsError, match="丁"):
        measured([pair("甲", "丁", "duplicate")], [], "甲乙丙")
    with pytest.raises(SettingsError, match="nothing to compare"):
        measured([{"type": "source", "id": "甲"}], [])


def test_what_gold_asks_for_is_found_as_the_verbs_find_it() -> None:
    text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    read = corpus.from_texts({"甲": text, "乙": text, "丙": "水库除险加固工程已通过验收。"})
    known = read_gold(gold(
        pair("甲", "乙", "identical"), {"type": "family", "members": ["甲", "乙"]},
        {"type": "passage", "a": "甲", "b": "乙", "a_span": [0, 38], "b_span": [0, 38]},
        {"type": "sentence", "document": "丙", "span": [0, 13], "class": "distinct"},
        {"type": "document", "source": "甲", "body": [0, 38]},
    ))  # fmt: skip
    found = list(find_for(known, read))
    assert {"source", "document", "pair", "family", "passage", "sentence"} <= {
        r["type"] for r in found
    }
    scores = evaluate(known, found, documents=[d.id for d in read], rounds=0)
    assert scores.value("verdicts", "macro-f1") == 1
    assert scores.value("families", "ari") == 1
    assert (scores.value("passages", "recall") or 0) > 0.9  # but for the marks at its ends
    assert "families" in scores._repr_html_()
