"""Several texts aligned together: runs common to all, whatever their order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.alignment.pairwise import Codes
from analysis.measures.alignment.witnesses import common_runs

FAMILIES = st.lists(st.text("甲乙丙", max_size=30), min_size=1, max_size=4)


def codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint32)


@given(FAMILIES)
def test_runs_are_in_all_texts_and_ascend(texts: list[str]) -> None:
    found = common_runs([codes(text) for text in texts])
    assert found.begins.shape == (len(found.lengths), len(texts))
    for begins, length in zip(found.begins.tolist(), found.lengths.tolist(), strict=True):
        runs = {t[begin : begin + length] for t, begin in zip(texts, begins, strict=True)}
        assert len(runs) == 1
        assert length > 0
    steps = np.diff(found.begins, axis=0) - found.lengths[:-1, None]
    assert (steps >= 0).all()
    assert (steps.max(axis=1, initial=0) > 0).all()  # two runs never touch in all texts


@given(FAMILIES)
def test_the_order_of_the_texts_does_not_matter(texts: list[str]) -> None:
    forward = common_runs([codes(text) for text in texts])
    backward = common_runs([codes(text) for text in texts[::-1]])
    assert forward.begins.tolist() == backward.begins[:, ::-1].tolist()
    assert forward.lengths.tolist() == backward.lengths.tolist()
