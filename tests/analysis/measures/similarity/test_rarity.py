"""Rarity: families vote once, passages and not single shingles are counted."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.arrays.rolling import hashed, winnowed
from analysis.measures.arrays.shingles import shingle_sets
from analysis.measures.similarity.rarity import (
    FULL_WEIGHT,
    passage_families,
    rarity_weights,
    repeated_passages,
    said_first,
)

TEXTS = st.lists(st.text("甲乙丙", max_size=16), min_size=1, max_size=6)


def codes_of(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    bounds = np.concatenate([[0], np.cumsum([len(t) for t in texts])]).astype(np.int64)
    return np.array([ord(c) for c in "".join(texts)], dtype=np.uint32), bounds


def counted(texts: list[str], family: list[int], size: int) -> list[int]:
    """The same with strings: per character, the families of the widest-shared passage over it."""
    out = []
    for text in texts:
        for at in range(len(text)):
            most = 1
            for start in range(max(0, at - size + 1), min(at, len(text) - size) + 1):
                passage = text[start : start + size]
                voters = {f for t, f in zip(texts, family, strict=True) if passage in t}
                most = max(most, len(voters))
            out.append(most)
    return out


@given(TEXTS, st.data(), st.sampled_from([2, 3, 5]))
def test_families_are_counted_as_strings_would_be(
    texts: list[str], data: st.DataObject, size: int
) -> None:
    # A family is numbered by one of its members, as representatives are.
    family = [data.draw(st.integers(0, row)) for row in range(len(texts))]
    codes, bounds = codes_of(texts)
    found = passage_families(repeated_passages(codes, bounds, size=size), np.array(family))
    assert found.tolist() == counted(texts, family, size)


@given(TEXTS, st.sampled_from([2, 3, 5]))
def test_of_the_passages_over_a_character_the_one_with_the_smallest_hash_is_kept(
    texts: list[str], size: int
) -> None:
    codes, bounds = codes_of(texts)
    found = []
    for unit in range(len(texts)):
        _, starts = winnowed(codes, bounds, size, slice(unit, unit + 1))
        found += starts.tolist()
    rows = slice(0, len(texts))
    hashes, starts = hashed(codes, bounds, size, rows)
    order = dict(zip(starts.tolist(), hashes.astype(np.uint32).tolist(), strict=True))
    expected = set()
    for begin, end in pairwise(bounds.tolist()):
        for at in range(begin, end):
            over = range(max(begin, at - size + 1), min(at, end - size) + 1)
            least = min((order[i] for i in over), default=None)
            expected |= {i for i in over if order[i] == least}
    assert found == sorted(expected)
    assert winnowed(codes, bounds, size, rows)[1].tolist() == found


@given(TEXTS, st.sampled_from([2, 3, 5]))
def test_winnowed_passages_count_no_family_too_many_and_none_of_a_long_shared_stretch_too_few(
    texts: list[str], size: int
) -> None:
    codes, bounds = codes_of(texts)
    family = np.arange(len(texts))
    every = passage_families(repeated_passages(codes, bounds, size=size), family)
    some = passage_families(repeated_passages(codes, bounds, size=size, winnow=True), family)
    assert (some <= every).all()
    twice = np.concatenate([codes, codes])
    both = np.concatenate([bounds, bounds[1:] + len(codes)])
    passages = repeated_passages(twice, both, size=size, winnow=True)
    found = passage_families(passages, np.arange(len(both) - 1))
    # Whole texts are shared: every character of them has a passage that was kept.
    long = np.repeat(np.diff(both) >= size, np.diff(both))
    assert (found[long] >= 2).all()


def test_copies_of_one_family_have_one_vote() -> None:
    codes, bounds = codes_of(["甲乙丙丁" * 2] * 3 + ["甲乙丙丁戊己庚"])
    passages = repeated_passages(codes, bounds, size=4)
    assert passage_families(passages, np.array([0, 0, 0, 3])).max() == 2
    assert passage_families(passages, np.arange(4)).max() == 4


def test_weight_falls_with_every_family_and_never_reaches_nothing() -> None:
    weights = rarity_weights(np.arange(256, dtype=np.uint8))
    assert weights[0] == weights[1] == weights[2] == FULL_WEIGHT
    assert (np.diff(weights[2:]) <= 0).all()
    assert weights[255] >= 1
    # Three families make three pairs; each of them has two partners: half the weight.
    assert weights[3] == FULL_WEIGHT // 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [("甲乙丙甲乙丙", "111100"), ("甲乙丙丁", "1111"), ("甲甲甲甲", "1100")],
)
def test_what_a_unit_repeats_counts_once(text: str, expected: str) -> None:
    codes, bounds = codes_of([text])
    sets = shingle_sets(codes, bounds, 2)
    mark = said_first(sets, bounds[:-1], len(codes))
    assert "".join(str(int(m)) for m in mark) == expected
