"""One occasion or two: what is asked of pairs, and what need not be asked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

import corpus
from analysis import find_duplicates
from analysis.measures.similarity.occasions import Occasions, occasions

IN_FULL = Path(__file__).parents[4] / "cases" / "verdicts" / "pairs.jsonl"


def _both_ways() -> tuple[Occasions, Occasions]:
    """What is told of invented pairs, asked as far as needed, and asked for all there is."""
    rows = [json.loads(line) for line in IN_FULL.read_text(encoding="utf-8").splitlines()]
    texts = {f"{i}{side}": row[side] for i, row in enumerate(rows) for side in ("first", "second")}
    found = find_duplicates(corpus.from_texts(texts))
    evidence, units = found.evidence, found.units
    strings = [units.text(row) for row in evidence.texts.first.tolist()]
    every = np.ones(len(evidence.a), dtype=bool)
    needed, closely = (occasions(evidence, strings, every, closely=c) for c in (False, True))
    return needed, closely


def test_what_is_not_asked_could_not_have_turned_any_answer() -> None:
    needed, closely = _both_ways()
    assert ((needed.odds > 0) == (closely.odds > 0)).all()
    assert (needed.title == closely.title).all()
    assert (needed.header == closely.header).all()


def test_exchanged_values_are_looked_for_only_where_they_may_turn_the_answer() -> None:
    needed, closely = _both_ways()
    left_out = (needed.said_wording == 0) & (closely.said_wording != 0)
    assert left_out.sum() >= 5
    asked = needed.said_wording != 0
    assert asked.any()
    assert (needed.said_wording[asked] == closely.said_wording[asked]).all()
