"""Shingle hashes and sets, against sets of strings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.arrays.packed import BLOCK, place_bits, sort_words, split_words
from analysis.measures.arrays.shingles import (
    containment,
    jaccard,
    repeated,
    sampled_words,
    shingle_hashes,
    shingle_sets,
    text_shingles,
)

TEXTS = st.lists(st.text("甲乙丙丁", max_size=14), max_size=6)


def codes_of(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    bounds = np.concatenate([[0], np.cumsum([len(t) for t in texts])]).astype(np.int64)
    return np.array([ord(c) for c in "".join(texts)], dtype=np.uint32), bounds


def strings(text: str, k: int) -> set[str]:
    return {text[i : i + k] for i in range(max(1, len(text) - k + 1))} if text else set()


@given(TEXTS, st.integers(2, 9))
def test_every_unit_has_the_set_of_its_strings(texts: list[str], k: int) -> None:
    sets = shingle_sets(*codes_of(texts), k)
    # Shingles shorter than k are salted with their length, so strings tell them apart as well.
    for row, text in enumerate(texts):
        ids = sets.ids[sets.bounds[row] : sets.bounds[row + 1]]
        assert len(ids) == len(set(ids.tolist())) == len(strings(text, k))
    for a, left in enumerate(texts):
        for b, right in enumerate(texts):
            rows = (set(sets.ids[sets.bounds[r] : sets.bounds[r + 1]].tolist()) for r in (a, b))
            one, two = rows
            assert len(one & two) == len(strings(left, k) & strings(right, k))


@given(TEXTS, st.integers(2, 6))
def test_a_shingle_stands_where_it_is_said_to_stand_first(texts: list[str], k: int) -> None:
    sets = shingle_sets(*codes_of(texts), k)
    for row, text in enumerate(texts):
        places = sets.place[sets.bounds[row] : sets.bounds[row + 1]].tolist()
        assert places == sorted(places)
        assert all(text.find(text[p : p + k]) == p for p in places)


@given(TEXTS, st.integers(2, 6))
def test_frequency_counts_units_and_not_occurrences(texts: list[str], k: int) -> None:
    sets = shingle_sets(*codes_of(texts), k)
    counted = np.bincount(sets.ids, minlength=len(sets.frequency))
    assert counted.tolist() == sets.frequency.tolist()


@pytest.mark.parametrize("k", [1, 2, 3, 4, 7, 8, 13, 64])
def test_hashes_do_not_depend_on_what_stands_around(k: int) -> None:
    # Several blocks of 65,536 characters, with units that end near their seams.
    units = ["".join(chr(0x4E00 + (i + u) * 37 % 900) for i in range(9_973)) for u in range(16)]
    hashes, starts = shingle_hashes(*codes_of(units), k)
    for unit in (0, 5, 6, 7, 15):
        for place in (0, 4_000, 9_973 - k):
            alone, _ = shingle_hashes(*codes_of([units[unit][place : place + k]]), k)
            assert hashes[np.searchsorted(starts, unit * 9_973 + place)] == alone[0]


def test_a_sample_keeps_the_same_shingles_wherever_they_stand() -> None:
    text = "".join(chr(0x4E00 + i * i % 5_000) for i in range(3_000))
    whole, _ = shingle_hashes(*codes_of([text]), 4)
    sample = sampled_words(*codes_of([text[:50], text[50:]]), np.array([0, 1]), 4, 8)
    low = place_bits(3)
    assert set((sample & ~low).tolist()) <= set((whole & ~low).tolist())
    assert 0.08 < len(sample) / len(whole) < 0.17
    assert (sample[1:] >= sample[:-1]).all()
    assert set((sample & low).tolist()) == {0, 1}


def test_no_shingle_reaches_into_the_next_unit() -> None:
    _, starts = shingle_hashes(*codes_of(["甲乙丙", "", "丁甲", "乙"]), 2)
    assert starts.tolist() == [0, 1, 3, 5]


def test_a_text_of_zeros_has_shingles_of_its_own_length() -> None:
    one, _ = shingle_hashes(np.zeros(3, np.uint32), np.array([0, 3]), 3)
    two, _ = shingle_hashes(np.zeros(2, np.uint32), np.array([0, 2]), 3)
    assert one[0] != two[0]


def test_equal_hashes_come_together_in_reading_order() -> None:
    places, first = repeated(*codes_of(["甲乙甲丙", "甲乙甲"]), 2)
    groups = np.split(places, np.flatnonzero(first)[1:])
    assert sorted(g.tolist() for g in groups) == [[0, 4], [1, 5]]


def test_jaccard_and_containment_by_hand() -> None:
    a, b = (text_shingles(codes_of([t])[0], 2) for t in ("工作总结", "半年工作总结报告"))
    assert (len(a), len(b)) == (3, 7)
    assert jaccard(a, b) == pytest.approx(3 / 7)
    assert containment(a, b) == 1.0
    assert containment(b, a) == pytest.approx(3 / 7)
    none = text_shingles(np.zeros(0, np.uint32), 2)
    assert jaccard(none, none) == containment(none, a) == 0.0


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_words_are_sorted_by_any_number_of_threads(
    monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    monkeypatch.setenv("LEITONG_THREADS", number)
    words = np.random.default_rng(3).integers(0, 1 << 40, BLOCK + 9, dtype=np.uint64)
    words[:100] = words[500]
    expected = np.sort(words)
    sort_words(words)
    assert np.array_equal(words, expected)
    places, first = split_words(words, 1000)
    assert np.array_equal(places, expected & place_bits(1000))
    high = expected & ~place_bits(1000)
    assert np.array_equal(first[1:], high[1:] != high[:-1])
