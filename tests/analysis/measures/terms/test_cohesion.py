"""Strings of characters, counted and measured."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.terms.cohesion import branching_entropy, find_strings

TEXTS = st.lists(st.text("舆论引导，a", max_size=25), min_size=1, max_size=4)


def by_hand(texts: list[str], least: int, longest: int) -> dict[str, int]:
    counted = Counter(
        text[i : i + n]
        for text in texts
        for n in range(2, longest + 1)
        for i in range(len(text) - n + 1)
        if not set(text[i : i + n]) & set("，a")
    )
    return {word: count for word, count in counted.items() if count >= least}


@given(TEXTS)
def test_every_string_that_is_frequent_enough_is_counted(texts: list[str]) -> None:
    found = find_strings(texts, least=2, longest=4)
    assert dict(zip(found.strings, found.counts.tolist(), strict=True)) == by_hand(texts, 2, 4)
    holders = [sum(word in text for text in texts) for word in found.strings]
    assert found.texts.tolist() == holders


@given(TEXTS)
def test_cohesion_and_freedom_equal_their_definitions(texts: list[str]) -> None:
    found = find_strings(texts, least=2, longest=3)
    total = sum(c in "舆论引导" for text in texts for c in text)
    counts = by_hand(texts, 1, 3) | Counter(c for text in texts for c in text)
    for row, word in enumerate(found.strings):
        weakest = min(
            math.log2(counts[word] * total / (counts[word[:k]] * counts[word[k:]]))
            for k in range(1, len(word))
        )
        assert found.pmi[row] == pytest.approx(weakest)
        after: Counter[object] = Counter()
        for number, text in enumerate(texts):
            for i in range(len(text)):
                if text.startswith(word, i):
                    ch = text[i + len(word) : i + len(word) + 1]
                    after[ch if ch and ch in "舆论引导" else (number, i)] += 1
        shares = np.array(list(after.values())) / after.total()
        assert found.right_entropy[row] == pytest.approx(float(-(shares * np.log2(shares)).sum()))


def test_places_between_words_are_counted() -> None:
    words = [np.array([0, 2, 4]), np.array([1, 3])]
    found = find_strings(["舆论引导", "学舆论好"], least=2, longest=2, words=words)
    assert (found.strings, found.whole.tolist()) == (("舆论",), [1.0])
    found = find_strings(
        ["舆论引导", "学舆论好"], least=2, longest=2, words=[words[0], np.array([0])]
    )
    assert found.whole.tolist() == [0.5]


def test_strings_do_not_reach_over_texts_or_marks() -> None:
    assert find_strings(["舆", "论"] * 3, least=2, longest=3).strings == ()
    assert find_strings(["舆。论"] * 3, least=2, longest=3).strings == ()
    assert find_strings([], least=2, longest=3).strings == ()


def test_neighbours_at_a_boundary_are_each_their_own() -> None:
    # 0 0 5 5: two boundaries of a quarter each and one neighbour of a half: 1.5 bits
    assert branching_entropy(np.zeros(4, np.int64), np.array([0, 0, 5, 5]), 1)[0] == 1.5
    assert branching_entropy(np.zeros(0, np.int64), np.zeros(0, np.int64), 2).tolist() == [0, 0]
