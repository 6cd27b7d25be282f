"""Shares of documents in one another, worked by hand and by laws."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.sharing.breadth import shared_runs
from analysis.measures.sharing.overlap import overlap

TEXTS = st.lists(st.text(alphabet="甲乙丙", max_size=14), min_size=2, max_size=5)


def looked_at(texts: list[str], k: int) -> tuple:
    codes = np.array([ord(c) for text in texts for c in text], dtype=np.uint32)
    bounds = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    return shared_runs(codes, bounds, np.arange(len(texts)), k=k), bounds


def share_in(one: str, other: str, formula: set[str], k: int) -> float:
    """The definition, character by character."""

    def under(runs: set[str]) -> set[int]:
        starts = [n for n in range(len(one) - k + 1) if one[n : n + k] in runs]
        return {place for n in starts for place in range(n, n + k)}

    free = set(range(len(one))) - under(formula)
    theirs = {other[n : n + k] for n in range(len(other) - k + 1)}
    return len(under(theirs) & free) / len(free) if free else 0.0


@given(TEXTS, st.sampled_from([None, 2, 3]))
def test_it_is_what_the_definition_says(texts: list[str], families: int | None) -> None:
    k = 3
    runs, bounds = looked_at(texts, k)
    found = overlap(runs, bounds, np.arange(len(texts)), k=k, families=families)
    held = [{text[n : n + k] for n in range(len(text) - k + 1)} for text in texts]
    common = {
        run
        for own in held
        for run in own
        if families is not None and sum(run in other for other in held) >= families
    }
    for i, one in enumerate(texts):
        for j, other in enumerate(texts):
            expected = 1.0 if i == j else share_in(one, other, common, k)
            assert found[i, j] == expected


def test_a_choice_of_documents_gives_their_part_of_the_whole() -> None:
    texts = ["甲乙丙甲乙丙", "甲乙丙丁", "戊己庚辛", "庚辛甲乙丙"]
    runs, bounds = looked_at(texts, 3)
    whole = overlap(runs, bounds, np.arange(4), k=3)
    some = np.array([1, 3])
    assert overlap(runs, bounds, some, k=3).tolist() == whole[np.ix_(some, some)].tolist()
