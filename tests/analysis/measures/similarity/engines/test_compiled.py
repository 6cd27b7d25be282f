"""Compiled kernels and threads change no bit of any result."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from analysis.findings.duplicates.finding import find_duplicates
from analysis.measures.arrays.digests import digests
from analysis.measures.similarity.candidates import Postings
from analysis.measures.similarity.engines import loading
from analysis.measures.similarity.engines.arrays import ARRAYS
from analysis.measures.similarity.engines.choice import engine_for
from analysis.measures.similarity.engines.compiled import COMPILED
from analysis.measures.similarity.engines.protocol import Engine
from analysis.measures.similarity.minhash import band_pairs, sketches
from analysis.measures.similarity.occasions.exchanges import IS_NUMBER, LIMITS, exchanges
from analysis.measures.similarity.resemblance import Resemblance, resemblance
from analysis.measures.similarity.texts import distinct_texts
from corpus.folding.comparable import LEVELS, fold_codes
from corpus.system.threads import mapped, started, threads

pytestmark = pytest.mark.slow

pytest.importorskip("numba", reason="kernels are an extra")

TEXTS = st.lists(st.text("甲乙丙丁", max_size=40), max_size=8)
CLAUSES = [
    chr(0x4E00 + 97 * i) * 2 + "全镇上半年开展理论学习"[: i % 11] + chr(0x5000 + i)
    for i in range(40)
]
DOCUMENTS = st.lists(
    st.lists(st.sampled_from(CLAUSES), max_size=30).map("".join), min_size=2, max_size=12
)


def compared(texts: list[str], engine: Engine, k: int = 4) -> Resemblance:
    """As :func:`find_duplicates` compares a large corpus."""
    codes, bounds = fold_codes(texts, "strict")
    merged = distinct_texts(codes, bounds, digests=engine.digests)
    return resemblance(merged, k=k, method="bands", floor=0.0, engine=engine)


def assert_equal(one: Any, two: Any) -> None:
    assert type(one) is type(two)
    if isinstance(one, np.ndarray):
        assert one.dtype == two.dtype
        assert np.array_equal(one, two)
    elif isinstance(one, tuple):
        for mine, other in zip(one, two, strict=True):
            assert_equal(mine, other)
    elif isinstance(one, Resemblance):
        for field in fields(one):
            if field.name != "families":
                assert_equal(getattr(one, field.name), getattr(two, field.name))
        texts = one.texts
        for begin, end in zip(texts.begins.tolist(), texts.ends.tolist(), strict=True):
            assert_equal(one.families[begin:end], two.families[begin:end])
    else:
        assert one == two


@given(TEXTS, st.sampled_from([1, 2, 3, 4, 8, 12, 13]))
@settings(max_examples=200, deadline=None)
def test_kernels_compare_texts_that_repeat_themselves_as_numpy_does(
    texts: list[str], k: int
) -> None:
    assert_equal(compared(texts, COMPILED, k), compared(texts, ARRAYS, k))


@given(DOCUMENTS, st.sampled_from([2, 3, 4, 5, 13]))
@settings(max_examples=200, deadline=None)
def test_kernels_compare_documents_of_common_clauses_as_numpy_does(
    texts: list[str], k: int
) -> None:
    assert_equal(compared(texts, COMPILED, k), compared(texts, ARRAYS, k))


EDITED = st.lists(
    st.lists(
        st.sampled_from([*CLAUSES, "2023年5月", "某某", "端午节", "国庆长假", "甲", "𠀀"]),
        max_size=20,
    ),
    min_size=2,
    max_size=4,
)


@given(st.lists(st.sampled_from(CLAUSES), max_size=20), EDITED, st.integers(0, 20))
@settings(max_examples=200, deadline=None)
def test_kernels_count_what_differs_as_numpy_does(
    common: list[str], edits: list[list[str]], at: int
) -> None:
    written = ["".join([*common[:at], *edit[:3], *common[at:], *edit[3:]]) for edit in edits]
    texts = distinct_texts(*fold_codes(written, "standard"))
    a, b = np.nonzero(~np.eye(len(texts.first), dtype=bool))
    assert_equal(
        COMPILED.exchanged(texts, a, b, LIMITS, IS_NUMBER),
        np.array(exchanges(texts, a, b)).T,
    )


def test_kernels_find_the_same_in_the_compilation(sample: corpus.Corpus) -> None:
    texts = [u.text for grain in ("document", "section", "sentence") for u in sample.units(grain)]
    assert_equal(compared(texts, COMPILED), compared(texts, ARRAYS))


def test_kernels_are_used_for_large_corpora_only_and_can_be_refused(
    sample: corpus.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading.kernels.cache_clear()
    assert engine_for(loading.WORTH) is COMPILED
    assert engine_for(loading.WORTH - 1) is ARRAYS
    loading.kernels()
    assert engine_for(loading.WORTH_LOADED) is COMPILED
    assert engine_for(loading.WORTH_LOADED - 1) is ARRAYS
    monkeypatch.setenv("LEITONG_COMPILED", "0")
    assert engine_for(loading.WORTH) is ARRAYS
    plain = find_duplicates(sample, method="bands").records()
    monkeypatch.setenv("LEITONG_COMPILED", "1")
    monkeypatch.setattr(loading, "WORTH_LOADED", 1)
    assert find_duplicates(sample, method="bands").records() == plain


@pytest.mark.parametrize("engine", [ARRAYS, COMPILED], ids=["arrays", "compiled"])
def test_the_number_of_threads_changes_nothing(
    sample: corpus.Corpus, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    texts = [unit.text for unit in sample.units("paragraph")] * 2
    found = []
    for number in ("1", "2", "5"):
        monkeypatch.setenv("LEITONG_THREADS", number)
        assert threads() == int(number)
        found.append(compared(texts, engine))
    assert_equal(found[0], found[1])
    assert_equal(found[0], found[2])


@given(
    st.lists(st.text("甲，Ａ 　x*〇○某年2.0\n\uffff\ud800", max_size=12), max_size=6),
    st.sampled_from(LEVELS),
)
def test_texts_are_folded_to_the_same_codes_either_way(texts: list[str], level: str) -> None:
    assert_equal(fold_codes(texts, level, passes=COMPILED.passes), fold_codes(texts, level))


@pytest.mark.parametrize("alike", [2, 7, 40, 400])
def test_bands_name_the_same_pairs_either_way(alike: int) -> None:
    draw = np.random.default_rng(alike)
    # Every unit takes some of the shingles of its group, so that groups of all sizes meet.
    held = draw.random((400, 200)) < 0.8
    unit, ids = np.nonzero(held)
    ids = draw.permutation(400 * 200)[ids + unit // alike * 200]
    words = np.unique((ids.astype(np.uint64) << np.uint64(32)) | unit.astype(np.uint64))
    member = (words & np.uint64(0xFFFFFFFF)).astype(np.int32)
    number = words >> np.uint64(32)
    first = np.append(True, number[1:] != number[:-1])
    ids = np.cumsum(first) - 1
    pairs = band_pairs(sketches(member, ids, 400, int(first.sum())))
    postings = Postings(member, first, 400)
    assert len(pairs[0]) >= 400 // alike
    assert_equal(COMPILED.band_pairs(postings), pairs)
    assert_equal(ARRAYS.band_pairs(postings), pairs)


@given(TEXTS)
def test_a_digest_is_the_same_number_either_way(texts: list[str]) -> None:
    codes, bounds = fold_codes(texts, "strict")
    assert_equal(COMPILED.digests(codes, bounds), digests(codes, bounds))


@given(st.lists(st.text("甲乙", max_size=4), max_size=12))
def test_texts_are_told_apart_even_where_their_digests_agree(texts: list[str]) -> None:
    codes, bounds = fold_codes(texts, "strict")
    found = distinct_texts(
        codes, bounds, digests=lambda _, bounds: np.zeros(len(bounds) - 1, np.uint64)
    )
    for unit, text in enumerate(texts):
        row = int(found.text_of[unit])
        assert (row < 0) == (not text)
        if text:
            mine = found.codes[found.begins[row] : found.ends[row]]
            assert "".join(map(chr, mine.tolist())) == text
            assert found.first[row] == texts.index(text)
    assert len(found.first) == len(set(texts) - {""})


def test_pieces_come_back_in_order_and_errors_come_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in ("1", "3"):
        monkeypatch.setenv("LEITONG_THREADS", number)
        assert mapped(lambda n: n * n, range(20)) == [n * n for n in range(20)]
        assert started(divmod, 7, 2)() == (3, 1)
        with pytest.raises(ZeroDivisionError):
            mapped(lambda n: 1 // n, [1, 0])
        with pytest.raises(ZeroDivisionError):
            started(divmod, 1, 0)()
