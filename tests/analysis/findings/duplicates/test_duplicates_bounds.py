"""Corpora made to break a search for duplicates: work stays bounded, with kernels and without.

What bounds time and memory is counted: candidates, pairs, bytes held at once. Clocks are not asked.
"""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from analysis.findings.duplicates.finding import Duplicates, find_duplicates
from analysis.measures.arrays.digests import digests
from analysis.measures.similarity.engines import loading
from analysis.measures.similarity.engines.choice import engine_for
from analysis.measures.similarity.resemblance import resemblance
from analysis.measures.similarity.texts import distinct_texts
from corpus.collection import Corpus
from corpus.model import Document

pytestmark = pytest.mark.slow

HAN = "".join(chr(0x4E00 + i) for i in range(0, 3000, 3))
ENGINES = ("numpy", "compiled")


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Compare with kernels, or without."""
    if request.param == "compiled":
        pytest.importorskip("numba")
        loading.kernels()
        monkeypatch.setattr(loading, "WORTH_LOADED", 1)
    monkeypatch.setenv("LEITONG_COMPILED", str(ENGINES.index(request.param)))
    return str(request.param)


def found_in(texts: list[str], **options: Any) -> Duplicates:
    whole = Corpus.of(Document.plain(f"t{row}", text) for row, text in enumerate(texts))
    return find_duplicates(whole, method="bands", **options)


def peak_of(call: Callable[[], Duplicates]) -> tuple[Duplicates, int]:
    """What a call gives, and how many bytes it held at once."""
    tracemalloc.start()
    try:
        return call(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def prose(seed: int, size: int) -> str:
    rng = random.Random(seed)  # noqa: S311 - test data
    return "".join(rng.choice(HAN) for _ in range(size))


def filled_forms(number: int) -> list[str]:
    form = [prose(100 + part, 90) for part in range(10)]
    return [
        "".join(f"{text}{prose(1000 * doc + at, 10)}" for at, text in enumerate(form))
        for doc in range(number)
    ]


def test_eight_forms_with_nine_tenths_in_common_are_no_family() -> None:
    found = found_in(filled_forms(8))
    assert not found.families
    assert {pair.verdict for pair in found.pairs} == {"same-form"}
    assert len(found.pairs) == 28


def test_a_chain_of_gradual_drift_is_not_one_family() -> None:
    parts = [prose(number, 50) for number in range(50)]
    chain = ["".join(parts[at : at + 10]) for at in range(40)]
    order = list(range(40))
    random.Random(7).shuffle(order)  # noqa: S311 - test data
    families = [
        sorted(sorted(chain.index(texts[int(m[1:])]) for m in f.members) for f in found.families)
        for texts in (chain, [chain[at] for at in order])
        for found in [found_in(texts)]
    ]
    assert families[0] == families[1]
    assert families[0]
    for members in families[0]:
        assert members[-1] - members[0] <= 12
    assert len({at for members in families[0] for at in members}) > 20


def test_one_shingle_that_all_documents_share_makes_no_pairs() -> None:
    texts = [prose(number, 60) + "中华人民" + prose(5_000 + number, 60) for number in range(3_000)]
    found = found_in(texts)
    assert not found.pairs
    assert found.coverage.n_candidates <= len(texts)


@pytest.mark.slow
def test_a_header_of_five_hundred_characters_is_boilerplate_and_makes_few_candidates() -> None:
    header = prose(1, 500)
    texts = [header + prose(10 + number, 500) for number in range(2_000)]
    found = found_in(texts)
    assert not found.families
    assert found.coverage.n_candidates <= 20 * len(texts)
    assert {pair.verdict for pair in found.pairs} <= {"same-form"}


@pytest.mark.slow
def test_ten_thousand_identical_documents_are_one_star() -> None:
    text = prose(1, 3_000)
    found, peak = peak_of(lambda: found_in([text] * 10_000))
    assert found.coverage.n_texts == 1
    assert [len(family.members) for family in found.families] == [10_000]
    assert len(found.pairs) == 9_999
    assert peak < 1 << 30


@pytest.mark.slow
def test_twenty_thousand_identical_paragraphs_are_one_star_in_bounded_memory() -> None:
    texts = [prose(1, 40)] * 20_000 + [prose(2, 40)]
    found, peak = peak_of(lambda: found_in(texts))
    assert [len(family.members) for family in found.families] == [20_000]
    assert len(found.pairs) == 19_999
    assert peak < (1 << 30) // 5


@pytest.mark.slow
def test_twenty_thousand_short_documents_are_compared_in_bounded_memory() -> None:
    texts = [prose(number, 30) for number in range(10_000)]
    texts += [text[:-2] + "甲乙" for text in texts]
    found, peak = peak_of(lambda: found_in(texts))
    assert len(found.families) >= 9_800
    assert all(abs(int(p.a[1:]) - int(p.b[1:])) == 10_000 for p in found.pairs)
    assert found.coverage.n_candidates <= 20 * len(texts)
    assert peak < (3 << 29) // 5


@pytest.mark.slow
def test_two_documents_of_seven_megabytes_are_compared_in_bounded_memory() -> None:
    rng = np.random.default_rng(1)
    codes = rng.choice(np.frombuffer(HAN.encode("utf-32-le"), np.uint32), 2_400_000)
    text = codes.tobytes().decode("utf-32-le")
    assert len(text.encode()) > 7_000_000
    found, peak = peak_of(lambda: found_in([text, text[1_000:] + prose(1, 1_000), prose(2, 900)]))
    assert [(p.a, p.b, p.verdict) for p in found.pairs] == [("t0", "t1", "duplicate")]
    assert peak < 1 << 30


def test_a_periodic_text_of_a_megabyte_has_two_shingles() -> None:
    period = "一二" * 170_000
    found = found_in([period, period + "一", prose(1, 300), prose(1, 300)[:280]])
    assert {(p.a, p.b) for p in found.pairs} >= {("t2", "t3")}
    assert found.coverage.n_texts == 4


def test_growth_of_candidates_is_that_of_the_corpus() -> None:
    parts = [prose(number, 40) for number in range(300)]
    rng = random.Random(3)  # noqa: S311 - test data
    texts = [
        "".join(rng.choice(parts) + prose(9_000 + n, 60) for _ in range(4)) for n in range(1600)
    ]
    counts = [found_in(texts[:n]).coverage.n_candidates for n in (400, 800, 1600)]
    assert all(more <= 4.8 * max(less, 400) for less, more in pairwise(counts))


def test_texts_made_to_have_one_digest_are_told_apart() -> None:
    # Their difference is a short vector orthogonal to the powers of BASE, found by reducing the
    # lattice of all such vectors (Lenstra, Lenstra and Lovász 1982).
    one = [60000, 60000, 60000, 60063, 60158, 60000, 60023, 60000]
    two = [60142, 60073, 60016, 60000, 60000, 60000, 60000, 60097]
    codes, bounds = np.array([*one, *two], dtype=np.uint32), np.array([0, 8, 16])
    assert one != two
    assert len(set(digests(codes, bounds).tolist())) == 1
    texts = distinct_texts(codes, bounds, digests=engine_for(loading.WORTH).digests)
    assert len(texts.first) == 2
    assert not len(resemblance(texts, k=4, method="bands").a)
