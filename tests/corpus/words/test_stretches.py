"""Stretches of one kind, as a regular expression would find them; and which of them are equal."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus.words.equal_stretches
from corpus.folding.codepoints import code_points
from corpus.words.equal_stretches import distinct
from corpus.words.stretches import BLANK_KIND, KEPT, Kinds, find_stretches

BY_EXPRESSION = re.compile(
    "[\u4e00-\u9fd5A-Za-z0-9]+"
    "|[^\\W\\d_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"|\s+|(?P<mark>\S)(?P=mark)*"
)
TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("中文aZ09éß１２ａカ𠀀𝐀。。、__ \n\t\u3000㐀鿖"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


def stretches(texts: list[str], kept: list[tuple[int, int, int]]) -> list[tuple[str, int]]:
    text = "".join(texts)
    codes = code_points(text)
    bounds = np.cumsum([0, *map(len, texts)])
    found = find_stretches(
        codes, Kinds().of(codes), np.array(kept, np.int64).reshape(-1, 3), bounds
    )
    assert int(found.lengths.sum()) == len(text)
    return [
        (text[start : start + length], kind)
        for start, length, kind in zip(*(column.tolist() for column in found), strict=True)
    ]


@given(st.lists(TEXT, max_size=3))
def test_stretches_are_those_of_the_expression_in_each_text(texts: list[str]) -> None:
    found = [passage for passage, _ in stretches(texts, [])]
    assert found == [m[0] for text in texts for m in BY_EXPRESSION.finditer(text)]


@given(TEXT)
def test_blank_stretches_are_white_space(text: str) -> None:
    assert all(passage.isspace() == (kind == BLANK_KIND) for passage, kind in stretches([text], []))


def test_kept_stretches_stay_whole_and_divide_what_is_around_them() -> None:
    assert stretches(["é12ab。。"], [(1, 3, KEPT + 4), (5, 6, KEPT)]) == [
        ("é", 1), ("12", KEPT + 4), ("ab", 0), ("。", KEPT), ("。", 2),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.text("甲乙", max_size=4), st.integers(0, 2)), max_size=12))
def test_equal_stretches_have_one_number_in_order_of_appearance(
    given_: list[tuple[str, int]],
) -> None:
    codes = code_points("".join(text for text, _ in given_))
    lengths = np.array([len(text) for text, _ in given_], dtype=np.int64)
    marks = np.array([mark for _, mark in given_], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    numbers = {pair: number for number, pair in enumerate(dict.fromkeys(given_))}
    for base in (corpus.words.equal_stretches.HASH_BASE, 1):
        with pytest.MonkeyPatch.context() as patch:  # with powers of 1 anagrams have equal hashes
            ones = np.full(100, base, dtype=np.uint64)
            if base == 1:
                patch.setattr(
                    corpus.words.equal_stretches, "_powers", lambda _, ones=ones: (ones, ones)
                )
            found = distinct(codes, starts, lengths, marks)
        assert found.which.tolist() == [numbers[pair] for pair in given_]
        assert [given_[row] for row in found.first.tolist()] == list(numbers)
