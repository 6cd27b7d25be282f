"""Our cutting of many runs at once gives what jieba gives for each."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import jieba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus.words.word_paths
from corpus.words.lexicon import Entry, lexicon
from corpus.words.segmenters import Segmenter, segmenter

RUN = re.compile("[\u4e00-\u9fd5A-Za-z0-9]+")


@pytest.fixture(scope="module")
def theirs() -> jieba.Tokenizer:
    """jieba's own cutter, with a dictionary of its own and our lexicon."""
    cutter = jieba.Tokenizer()
    with cutter.get_dict_file() as file:
        cutter.FREQ, cutter.total = cutter.gen_pfdict(file)
    cutter.initialized = True
    add(cutter, *lexicon())
    return cutter


def add(cutter: jieba.Tokenizer, *entries: Entry) -> None:
    for entry in entries:
        cutter.FREQ[entry.word] = entry.frequency
        cutter.total += entry.frequency
        for end in range(1, len(entry.word)):
            cutter.FREQ.setdefault(entry.word[:end], 0)


def words(cutter: Segmenter, runs: list[str]) -> list[list[str]]:
    begins = cutter.begins(runs)
    found, at = [], 0
    for run in runs:
        edges = [*np.flatnonzero(begins[at : at + len(run)]).tolist(), len(run)]
        found.append([run[a:b] for a, b in pairwise(edges)])
        at += len(run)
    return found


def expected(cutter: jieba.Tokenizer, runs: list[str]) -> list[list[str]]:
    return [list(cutter.cut(run)) for run in runs]


def test_every_run_of_the_compilation_is_cut_as_jieba_cuts_it(
    sample_path: Path, theirs: jieba.Tokenizer
) -> None:
    runs = RUN.findall(sample_path.read_text(encoding="utf-8"))
    assert len(runs) > 4_000
    assert words(segmenter("jieba", lexicon()), runs) == expected(theirs, runs)


RUNS = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), min_size=1),
        st.text(alphabet="我镇意识形态工作的学习条例一二不人民国大会aB01", min_size=1, max_size=40),
        st.from_regex(r"[A-Za-z0-9]{1,5}[一-龥]{0,3}", fullmatch=True),
    ),
    max_size=20,
)


@given(RUNS)
def test_any_runs_are_cut_as_jieba_cuts_them(theirs: jieba.Tokenizer, runs: list[str]) -> None:
    assert words(segmenter("jieba", lexicon()), runs) == expected(theirs, runs)


@given(st.text(alphabet="我镇意识形态工作的学习条例一二不人民国龘a0", min_size=1, max_size=60))
def test_long_runs_which_are_solved_alone_are_cut_alike(theirs: jieba.Tokenizer, run: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus.words.word_paths, "LONG_RUN", 3)
        patch.setattr(corpus.words.word_paths, "PATH_BATCH", 30)
        assert words(segmenter("jieba", lexicon()), [run, run[::-1]]) == expected(
            theirs, [run, run[::-1]]
        )


@pytest.mark.slow
@settings(max_examples=30)
@given(RUNS)
def test_with_words_of_ones_own_too(theirs: jieba.Tokenizer, runs: list[str]) -> None:
    entries = (*lexicon(), Entry("一二不", 7), Entry("态工作的学", 90_000), Entry("一二不", 3))
    own = jieba.Tokenizer()
    own.FREQ, own.total, own.initialized = dict(theirs.FREQ), theirs.total, True
    add(own, *entries[len(lexicon()) :])
    assert words(segmenter("jieba", entries), runs) == expected(own, runs)


@pytest.mark.slow
def test_laws_and_random_characters_are_cut_alike(theirs: jieba.Tokenizer) -> None:
    generator = np.random.default_rng(3)
    rare = generator.integers(0x4E00, 0x9FD6, size=(4_000, 9))
    runs = ["".join(map(chr, row[: 1 + number % 9])) for number, row in enumerate(rare.tolist())]
    runs += ["".join(runs[:150]), "国" * 700]
    assert words(segmenter("jieba", lexicon()), runs) == expected(theirs, runs)


def test_nothing_has_no_words() -> None:
    for name in ("jieba", "rjieba"):
        assert segmenter(name, lexicon()).begins([]).tolist() == []
        assert segmenter(name, lexicon()).begins(["学习", "国"]).tolist() == [True, False, True]


@pytest.mark.parametrize("count", [1, 3, 20])
def test_long_rows_of_single_characters_are_cut_as_jieba_cuts_them(
    count: int, theirs: jieba.Tokenizer
) -> None:
    rare = "的了彳亍丶亅囗夂乁巜卬氿"
    runs = ["的" * 300, rare * 20]
    runs += [
        "".join(rare[(i * i + row) % len(rare)] for i in range(150 + row)) for row in range(count)
    ]
    assert words(segmenter("jieba", lexicon()), runs) == expected(theirs, runs)
