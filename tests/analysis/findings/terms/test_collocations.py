"""Words that keep each other's company."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import corpus
from analysis.findings.terms.collocations import RANKINGS, find_collocations
from analysis.findings.votes import Votes
from corpus.errors import SettingsError

TEXT = "村庄道路硬化。乡村道路硬化。机耕道路硬化。党员学习条例。道路工程完工。水库大坝。" * 2


def pairs(text: str, **options: object) -> dict[tuple[str, str], int]:
    found = find_collocations(corpus.from_texts({"甲": text}), least=1, **options)
    return {(pair.first, pair.second): pair.count for pair in found}


def test_counts_and_measures_come_from_the_table_of_pairs() -> None:
    found = {(p.first, p.second): p for p in find_collocations(
        corpus.from_texts({"甲": "道路硬化。道路硬化。道路硬化。水库大坝。"}), window=1, least=1
    )}  # fmt: skip
    pair = found["道路", "硬化"]
    # four pairs: 道路 first in three, 硬化 second in three; by chance 9/4
    assert (pair.count, pair.first_count, pair.second_count) == (3, 3, 3)
    assert pair.mi == pytest.approx(np.log2(4 / 3), abs=1e-6)
    assert pair.log_dice == 14.0
    # observed 3 0 0 1, expected 9/4 3/4 3/4 1/4
    assert pair.g2 == pytest.approx(2 * (3 * np.log(4 / 3) + np.log(4)), abs=1e-6)


def test_pairs_do_not_reach_over_the_end_of_a_sentence() -> None:
    assert pairs("学习条例。舆情处置。学习条例。舆情处置。", window=5) == {
        ("学习", "条例"): 2,
        ("舆情", "处置"): 2,
    }


def test_words_between_count_as_distance() -> None:
    text = "党员学习条例。干部处置舆情。" * 3
    near = pairs(text, window=1)
    assert ("党员", "条例") not in near
    c = corpus.from_texts({"甲": text})
    far = {(p.first, p.second): p.distance for p in find_collocations(c, window=2, least=1)}
    assert far["党员", "条例"] == 2.0
    assert far["党员", "学习"] == 1.0


def test_a_node_keeps_only_its_own_pairs() -> None:
    found = pairs(TEXT, node="道路", window=2)
    assert found
    assert all("道路" in pair for pair in found)
    assert pairs(TEXT, node="没有") == {}


def test_rare_pairs_and_copies_do_not_count() -> None:
    c = corpus.from_texts({"甲": TEXT, "乙": TEXT})
    once = find_collocations(c, votes=Votes(np.array([0, 0])), least=6, window=1)
    twice = find_collocations(c, least=6, window=1)
    assert [(p.count, p.families) for p in once if p.second == "硬化"] == [(6, 1)]
    assert [(p.count, p.families) for p in twice if p.second == "硬化"] == [(12, 2)]
    assert len(find_collocations(c, least=100)) == 0


@pytest.mark.parametrize("rank_by", RANKINGS)
def test_pairs_rank_by_the_measure_asked_for(rank_by: str, sample: corpus.Corpus) -> None:
    found = find_collocations(sample, rank_by=rank_by, top=30)
    values = [getattr(pair, rank_by) for pair in found]
    assert values == sorted(values, reverse=True)
    assert [pair.rank for pair in found] == list(range(1, 31))


def test_the_table_and_the_records_hold_the_same_pairs() -> None:
    found = find_collocations(corpus.from_texts({"甲": TEXT}), least=2)
    records = list(found.records())
    assert found.table()["first"].tolist() == [record["first"] for record in records]
    assert list(found.table()) == [k for k in records[0] if k not in ("type", "schema")]
    assert "硬化" in found._repr_html_()


def test_an_empty_text_has_no_pairs() -> None:
    assert len(find_collocations(corpus.from_texts({"甲": "……"}))) == 0


@pytest.mark.parametrize(
    "options",
    [
        {"window": 0},
        {"least": 0},
        {"top": 0},
        {"rank_by": "x"},
        {"votes": Votes(np.zeros(3, np.int64))},
    ],
)
def test_impossible_options_are_named(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        find_collocations(corpus.from_texts({"甲": TEXT}), **options)


def test_pairs_are_drawn_as_a_network(tmp_path: Path) -> None:
    c = corpus.from_texts({str(n): "加强理论学习，落实主体责任。" for n in range(6)})
    picture = find_collocations(c).plot(lang="en")
    assert picture.ax is not None
    assert picture.ax.get_title(loc="left")
    assert picture.save(tmp_path / "n.png").stat().st_size > 3_000
