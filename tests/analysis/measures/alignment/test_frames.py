"""Sentences laid over one another."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.alignment.frames import Frame, SentenceIndex, filled_in, frames
from analysis.measures.alignment.overlay import laid_out


def codes(text: str) -> np.ndarray:
    return np.array([ord(c) for c in text], dtype=np.uint32)


@given(st.text("甲乙丙", max_size=14), st.text("甲乙丙", max_size=14))
def test_runs_are_equal_ascending_and_apart(a: str, b: str) -> None:
    chain = laid_out(codes(a), codes(b))
    for i, j, n in chain:
        assert n >= 1
        assert a[i : i + n] == b[j : j + n]
    for (i, j, n), (p, q, _) in pairwise(chain):
        assert p >= i + n
        assert q >= j + n


@given(st.text("甲乙丙", min_size=2, max_size=30))
def test_a_text_laid_over_itself_is_one_run(text: str) -> None:
    assert laid_out(codes(text), codes(text)) == [(0, 0, len(text))]


def test_frames_need_enough_families() -> None:
    texts = [f"认真贯彻落实{x}关于加强基层建设的决定精神" for x in ("中央", "省委省政府", "上级")]
    sentences = SentenceIndex([codes(t) for t in texts])
    none = np.zeros(0, dtype=np.uint32)
    apart = [frozenset({n}) for n in range(3)]
    found = list(frames(sentences, apart, none, families=3, seeds=range(3)))
    assert {f.members for f in found} == {(0, 1, 2)}
    for member, stretches in zip(found[0].members, found[0].stretches, strict=True):
        assert [texts[member][a:b] for a, b in stretches] == [
            "认真贯彻落实", "关于加强基层建设的决定精神",
        ]  # fmt: skip
    same = [frozenset({0}), frozenset({0}), frozenset({1})]
    assert not list(frames(sentences, same, none, families=3, seeds=range(3)))


def test_whoever_has_the_pieces_in_order_is_added() -> None:
    texts = ["甲乙丙一丁戊己", "甲乙丙二三丁戊己", "甲乙丙。甲乙丙四丁戊己", "丁戊己甲乙丙",
             "甲乙丙" + "五" * 17 + "丁戊己"]  # fmt: skip
    frame = Frame((0, 1), (((0, 3), (4, 7)), ((0, 3), (5, 8))))
    found = filled_in(frame, texts, SentenceIndex([codes(t) for t in texts]))
    assert found.members == (0, 1, 2)
    assert found.stretches[2] in {((0, 3), (8, 11)), ((4, 7), (8, 11))}
    assert found.stretches[:2] == frame.stretches
