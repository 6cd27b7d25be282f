"""Information: rarity of character pairs, summed up, copies counted once."""

import numpy as np
import pytest

from analysis.measures.sharing.information import information
from analysis.measures.sharing.shares import MILLION, millionths


def bits(texts: list[list[str]], voters: list[int]) -> list[float]:
    joined = ["".join(text) for text in texts]
    codes = np.array([ord(c) for text in joined for c in text], dtype=np.uint32)
    edges = np.cumsum([0, *(len(s) for text in texts for s in text)])
    bounds = np.cumsum([0, *map(len, joined)])
    return information(codes, bounds, np.array(voters), edges).tolist()


def test_rarity_is_worked_by_hand() -> None:
    # 3 families; 甲乙 in all: log2(4/3); 丙丁 in one: log2 4
    found = bits([["甲乙", "丙丁"], ["甲乙"], ["甲乙"]], [0, 1, 2])
    assert found == pytest.approx([np.log2(4 / 3), 2, np.log2(4 / 3), np.log2(4 / 3)])


def test_copies_make_nothing_common() -> None:
    alone = bits([["甲乙丙"], ["丁戊"]], [0, 1])
    assert bits([["甲乙丙"], ["丁戊"], ["甲乙丙"]], [0, 1, 0])[:2] == alone


def test_no_pair_crosses_sentences_or_texts_and_a_repeat_adds_nothing() -> None:
    assert bits([["甲"], ["乙"]], [0, 1]) == [0, 0]
    once, twice = bits([["甲乙", "甲乙甲乙甲乙"], ["丙丁"]], [0, 1])[:2]
    assert twice == pytest.approx(once + np.log2(3))  # 乙甲 comes in; 甲乙 counts once


def test_shares_add_up_to_a_million() -> None:
    counts = np.array([[1, 1, 1], [2, 0, 5], [0, 0, 0], [10**9, 1, 7]])
    found = millionths(counts)
    assert (found.sum(axis=1) == MILLION).all()
    assert found[2].tolist() == [MILLION, 0, 0]
    assert (np.abs(found[:2] / MILLION - counts[:2] / counts[:2].sum(axis=1)[:, None]) < 1e-6).all()
