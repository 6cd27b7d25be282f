"""Alignment: exact, longest, symmetric, fast on long and on unrelated texts."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.alignment.pairwise import Codes, align, subsequence

TEXTS = st.text("甲乙丙丁", max_size=40)


def codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint32)


def length_by_table(a: str, b: str) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        before = row
        row = [0]
        for j, y in enumerate(b):
            row.append(before[j] + 1 if x == y else max(before[j + 1], row[j]))
    return row[-1]


def chinese(n: int, seed: int) -> str:
    """Characters as unequally frequent as in real text."""
    places = np.random.default_rng(seed).zipf(1.3, n) % 3000
    return "".join(chr(0x4E00 + int(place)) for place in places)


def damaged(text: str, share: float, seed: int) -> str:
    wrong = np.random.default_rng(seed).random(len(text)) < share
    return "".join("错" if bad else char for char, bad in zip(text, wrong, strict=True))


@given(TEXTS, TEXTS)
def test_a_subsequence_is_common_and_as_long_as_the_table_says(a: str, b: str) -> None:
    runs = subsequence(codes(a), codes(b))
    assert all(a[i : i + n] == b[j : j + n] for i, j, n in runs)
    assert sum(n for _, _, n in runs) == length_by_table(a, b)
    for (i, j, n), (k, m, _) in pairwise(runs):
        assert k >= i + n
        assert m >= j + n


@given(TEXTS, TEXTS)
def test_alignment_is_common_ascending_and_symmetric(a: str, b: str) -> None:
    blocks = align(codes(a), codes(b))
    assert all(n > 0 and a[i : i + n] == b[j : j + n] for i, j, n in blocks.tolist())
    assert ((blocks[1:, :2] - blocks[:-1, :2] - blocks[:-1, 2:]) >= 0).all()
    assert align(codes(b), codes(a))[:, [1, 0, 2]].tolist() == blocks.tolist()


def test_equal_texts_are_one_block() -> None:
    assert align(codes("贯彻落实"), codes("贯彻落实")).tolist() == [[0, 0, 4]]


def test_nothing_is_aligned_with_nothing() -> None:
    assert align(codes(""), codes("")).shape == (0, 3)
    assert align(codes("甲"), codes("")).shape == (0, 3)


def test_single_characters_that_agree_by_chance_are_given_up() -> None:
    a = "水库除险加固工程的投资已全部到位并通过了验收"
    b = "渔业合作社引进鳜鱼苗的成活率超过去年同期水平"
    assert align(codes(a), codes(b)).tolist() == []


def test_anchors_lose_nothing_where_a_long_text_is_damaged() -> None:
    text = chinese(3000, 1)
    copy = damaged(text, 0.03, 2)
    kept = sum(x == y for x, y in zip(text, copy, strict=True))
    assert align(codes(text), codes(copy))[:, 2].sum() >= kept - 3


def test_a_text_that_repeats_itself_is_aligned() -> None:
    text = chinese(2000, 3) * 4
    blocks = align(codes(text), codes(text[:5000] + "甲" + text[5000:]))
    assert blocks.tolist() == [[0, 0, 5000], [5000, 5001, 3000]]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["copy", "unrelated", "one character", "two characters"])
def test_twenty_thousand_characters_take_no_second(what: str) -> None:
    a, b = chinese(20_000, 4), chinese(20_000, 5)
    if what == "copy":
        b = damaged(a, 0.05, 6)
    if what == "one character":
        a, b = "甲" * 20_000, "甲" * 19_000 + "乙" * 1_000
    if what == "two characters":
        a, b = damaged("甲" * 20_000, 0.5, 7), damaged("甲" * 20_000, 0.5, 8)
    best = 9.0
    for _ in range(3):
        begin = time.perf_counter()
        align(codes(a), codes(b))
        best = min(best, time.perf_counter() - begin)
    assert best < 1
