"""Forms that many have filled in are told from copies, by either engine."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.measures.similarity.engines.arrays import ARRAYS
from analysis.measures.similarity.engines.compiled import COMPILED
from analysis.measures.similarity.engines.protocol import Engine, ShingledTexts
from analysis.measures.similarity.forms import form_members
from analysis.measures.similarity.texts import distinct_texts


@pytest.fixture(params=["arrays", "compiled"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "arrays":
        return ARRAYS
    pytest.importorskip("numba", reason="kernels are an extra")
    return COMPILED


def shingled(engine: Engine, texts: list[str]) -> ShingledTexts:
    bounds = np.concatenate([[0], np.cumsum([len(t) for t in texts])]).astype(np.int64)
    codes = np.array([ord(c) for c in "".join(texts)], dtype=np.uint32)
    return engine.shingled(distinct_texts(codes, bounds), np.arange(len(texts)), 4)


def passage(seed: int, size: int) -> str:
    return "".join(
        chr(0x4E00 + (i * i * 31 + i * seed * 97 + seed * 1009) % 5000) for i in range(size)
    )


def test_a_form_filled_in_by_four_is_a_form_and_by_three_is_not(engine: Engine) -> None:
    forms = [passage(1, 150) + passage(10 + i, 12) + passage(2, 150) for i in range(4)]
    together = np.zeros(4, dtype=np.int64)
    assert form_members(shingled(engine, forms), together).all()
    assert not form_members(shingled(engine, forms[:3]), together[:3]).any()


def test_revisions_of_one_text_are_no_form(engine: Engine) -> None:
    text = passage(1, 400)
    copies = [text[: 40 * i] + passage(10 + i, 20) + text[40 * i + 20 :] for i in range(6)]
    assert not form_members(shingled(engine, copies), np.zeros(6, dtype=np.int64)).any()
