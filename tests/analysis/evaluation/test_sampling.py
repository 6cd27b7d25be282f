"""What is drawn to be judged stands for the whole corpus."""

from __future__ import annotations

import pytest

import corpus
from analysis.evaluation.sampling import Sample, draw


@pytest.fixture(scope="module")
def read() -> corpus.Corpus:
    text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    others = {
        f"{n}": f"{name}工程已通过验收，{name}任务完成。" for n, name in enumerate("水电路桥河林田")
    }
    return corpus.from_texts({"甲": text, "乙": text, "丙": text.replace("12", "13"), **others})


@pytest.fixture(scope="module")
def drawn(read: corpus.Corpus) -> Sample:
    return draw(read, 12)


def test_weights_add_up_to_all_pairs_and_all_sentences(drawn: Sample, read: corpus.Corpus) -> None:
    n = len(read)
    pairs = [item for item in drawn.items if item.field == "verdict"]
    assert len(pairs) == 12
    assert sum(item.record["weight"] for item in pairs) == pytest.approx(n * (n - 1) / 2)
    strata = drawn.head()["strata"]["sentence"]
    sentences = [item for item in drawn.items if item.field == "class"]
    assert sum(item.record["weight"] for item in sentences) == pytest.approx(
        sum(held for held, _ in strata.values())
    )


def test_copies_are_drawn_though_they_are_rare(drawn: Sample) -> None:
    shown = {frozenset((i.record["a"], i.record["b"])) for i in drawn.items if "a" in i.record}
    assert frozenset("甲乙") in shown


def test_what_was_found_does_not_stand_in_the_items(drawn: Sample, read: corpus.Corpus) -> None:
    for item in drawn.items:
        assert item.field not in item.record
        assert None in item.options or item.field == "class"
        name = item.record.get("a") or item.record["document"]
        assert item.texts[0] in read[name].source.text


def test_the_same_seed_draws_the_same(drawn: Sample, read: corpus.Corpus) -> None:
    assert draw(read, 12) == drawn
    assert draw(read, 12, random_state=1).items != drawn.items


def test_a_corpus_of_one_document_has_no_pairs() -> None:
    sample = draw(corpus.from_texts({"甲": "水库工程已通过验收。"}), 5)
    assert {item.field for item in sample.items} == {"class"}
