"""Frequency lists: the numbers of scikit-learn's CountVectorizer, copies once, groups apart."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

import analysis
import corpus
from analysis.findings.terms.frequencies import find_frequencies
from analysis.measures.terms.ngrams import ngrams
from corpus.errors import SettingsError
from corpus.words.tokens import Tokenizer

TEXTS = {
    "甲": "加强理论学习，加强理论研究。加强管理。",
    "乙": "加强管理。落实责任，加强理论学习。",
    "丙": "河道清淤，水库验收。",
}


@pytest.mark.parametrize("n", [1, 2, 3])
def test_counts_are_those_of_scikit_learn(n: int) -> None:
    cut = Tokenizer()
    pieces = [p for text in TEXTS.values() for p in text.replace("，", "。").split("。") if p]
    vectorizer = CountVectorizer(
        tokenizer=lambda t: list(cut.tokenize(t).words), ngram_range=(n, n), lowercase=False,
        token_pattern=None,
    )  # fmt: skip
    theirs = dict(zip(
        vectorizer.fit(pieces).get_feature_names_out(),
        np.asarray(vectorizer.transform(pieces).sum(axis=0)).ravel().tolist(), strict=True,
    ))  # fmt: skip
    ours = {row.term: row.count for row in find_frequencies(corpus.from_texts(TEXTS), n=n, top=999)}
    assert ours == theirs
    assert max(ours.values()) >= 2 or n == 3


@given(st.lists(st.integers(-1, 3), max_size=40), st.integers(1, 4))
def test_every_run_is_counted_and_none_goes_over_an_end(words: list[int], n: int) -> None:
    found = ngrams(np.array(words, dtype=np.int64), n)
    runs = Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
    wanted = {run: times for run, times in runs.items() if min(run) >= 0}
    counted = np.bincount(found.which, minlength=len(found.members)).tolist()
    assert dict(zip(map(tuple, found.members.tolist()), counted, strict=True)) == wanted


def test_groups_have_lists_of_their_own_and_no_value_is_one_of_them() -> None:
    found = find_frequencies(corpus.from_texts(TEXTS), by=[2023, 2024, None])
    assert list(found.words) == [None, "2023", "2024", "(none)"]
    by = {(row.target, row.term): row for row in found}
    assert by[None, "加强"].count == 5
    assert (by["2023", "加强"].count, by["2024", "加强"].count) == (3, 2)
    assert {(None, "河道"), ("(none)", "河道")} <= set(by)
    assert ("2024", "河道") not in by
    assert by["2023", "加强"].per_1000 == round(3000 / found.words["2023"], 6)
    with pytest.raises(SettingsError, match="groups"):
        find_frequencies(corpus.from_texts(TEXTS), by=[1])


def test_copies_count_once_and_a_word_of_one_text_is_uneven() -> None:
    text = TEXTS["甲"] + "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    c = corpus.from_texts({"甲": text, "乙": text, "丙": TEXTS["丙"]})
    every = {r.term: r for r in find_frequencies(c)}
    once = {r.term: r for r in find_frequencies(c, votes=analysis.find_duplicates(c))}
    assert (every["加强"].count, once["加强"].count, once["加强"].documents) == (6, 3, 1)
    assert once["加强"].juilland_d == 0
    assert once["加强"].dp > 0


@pytest.mark.parametrize("wrong", [{"n": 0}, {"n": 9}, {"top": 0}, {"least": 0}])
def test_what_is_out_of_range_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(SettingsError):
        find_frequencies(corpus.from_texts(TEXTS), **wrong)  # type: ignore[arg-type]


def test_nothing_to_count_is_an_empty_list() -> None:
    found = find_frequencies(corpus.from_texts({"甲": "。。。"}), n=2)
    assert (len(found), list(found.table().columns)[:3]) == (0, ["target", "rank", "term"])
