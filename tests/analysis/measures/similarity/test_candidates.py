"""Candidates by joins and bands, against all pairs."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.similarity.candidates import (
    Postings,
    counted_pairs,
    join,
    sampled_recall,
    united_pairs,
)
from analysis.measures.similarity.minhash import band_pairs, band_recall, sketches

GROUPS = st.lists(st.sets(st.integers(0, 9), min_size=1, max_size=6), max_size=12)


def flat(groups: list[set[int]]) -> tuple[np.ndarray, np.ndarray]:
    unit = np.array([u for g in groups for u in sorted(g)], dtype=np.int64)
    first = np.array([i == 0 for g in groups for i in range(len(g))], dtype=bool)
    return unit, first


@given(GROUPS, st.sampled_from([None, 2, 3, 5]))
def test_a_join_finds_every_pair_under_a_common_shingle(
    groups: list[set[int]], cap: int | None
) -> None:
    kept = [g for g in groups if cap is None or len(g) <= cap]
    expected = Counter(p for g in kept for p in combinations(sorted(g), 2))
    found = join(Postings(*flat(groups), 10), cap=cap)
    pairs = zip(found.a.tolist(), found.b.tolist(), strict=True)
    assert dict(zip(pairs, found.times.tolist(), strict=True)) == expected
    assert found.capped == len(groups) - len(kept)
    joined = Counter(u for g in kept if len(g) > 1 for u in g)
    assert found.joined.tolist() == [joined[u] for u in range(10)]


def test_one_shingle_that_all_units_have_makes_no_pairs() -> None:
    everybody = np.arange(50_000)
    unit = np.concatenate([everybody, [3, 7]])
    first = np.zeros(len(unit), dtype=bool)
    first[[0, 50_000]] = True
    found = join(Postings(unit, first, 50_000))
    assert (found.a.tolist(), found.b.tolist(), found.capped) == ([3], [7], 1)


def test_pairs_of_several_lists_are_given_once_and_in_order() -> None:
    a, b = united_pairs((np.array([2, 0]), np.array([3, 1])), (np.array([0, 0]), np.array([1, 2])))
    assert list(zip(a.tolist(), b.tolist(), strict=True)) == [(0, 1), (0, 2), (2, 3)]
    assert counted_pairs(np.zeros(0, np.uint64))[0].tolist() == []


def test_sampled_recall_by_hand() -> None:
    # Two shared shingles, one in two sampled, both needed: a quarter.
    assert sampled_recall(0.5, 4, 2, least=2) == pytest.approx(0.25)
    assert sampled_recall(0.0, 100, 8) == 0.0
    assert sampled_recall(1.0, 500, 1) == 1.0


def test_band_recall_by_hand() -> None:
    # One band of two bins: both must agree.
    assert band_recall(0.5, bins=2, rows=2) == pytest.approx(0.25)


@given(st.lists(st.sets(st.integers(0, 199), max_size=40), min_size=1, max_size=5))
def test_a_sketch_holds_the_smallest_shingle_of_every_bin(sets: list[set[int]]) -> None:
    unit = np.array([u for u, s in enumerate(sets) for _ in s], dtype=np.int64)
    ids = np.array([i for s in sets for i in sorted(s)], dtype=np.int64)
    found = sketches(unit, ids, len(sets), 200, bins=8)
    for row, s in enumerate(sets):
        bins = [[i for i in s if i * 8 // 200 == bin_] for bin_ in range(8)]
        assert found[row].tolist() == [min(b) if b else -1 for b in bins]


def test_equal_sketches_meet_and_empty_ones_do_not() -> None:
    sketch = np.array([[1, 5, -1, -1], [1, 5, -1, -1], [2, 6, -1, -1], [-1] * 4], np.int32)
    a, b = band_pairs(sketch)
    assert (a.tolist(), b.tolist()) == ([0], [1])


def test_a_crowded_bucket_makes_a_star_and_a_chain() -> None:
    n = 5_000
    a, b = band_pairs(np.tile(np.array([[1, 2]], np.int32), (n, 1)))
    assert len(a) == (n - 1) + (n - 2)
    assert set(b[a == 0].tolist()) == set(range(1, n))
