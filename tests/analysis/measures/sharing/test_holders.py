"""Who holds a sentence."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.sharing import holders as module
from analysis.measures.sharing.breadth import shared_runs, widest
from analysis.measures.sharing.holders import HOLDER_GAP, holders, most

K = 3


def count(texts: list[list[str]], voters: list[int]) -> list[tuple[int, int]]:
    joined = ["".join(text) for text in texts]
    codes = np.array([ord(c) for text in joined for c in text], dtype=np.uint32)
    bounds = np.cumsum([0, *map(len, joined)])
    edges = np.cumsum([0, *(len(s) for text in texts for s in text)])
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    votes = np.array(voters)
    runs = shared_runs(codes, bounds, votes, k=K)
    found = holders(runs, widest(runs, len(codes), k=K), edges, owner, votes, k=K)
    return list(zip(found.documents.tolist(), found.families.tolist(), strict=True))


def by_hand(texts: list[list[str]], voters: list[int]) -> list[tuple[int, int]]:
    """The definition, document by document."""
    joined = ["".join(text) for text in texts]
    out = []
    for row, text in enumerate(texts):
        start = 0
        for sentence in text:
            stop = start + len(sentence)
            who = {row}
            for other, words in enumerate(joined):
                if other == row:
                    continue
                covered = set()
                for at in range(max(0, start - K + 1), stop):
                    run = joined[row][at : at + K]
                    if len(run) == K and run in words:
                        covered |= set(range(at, at + K)) & set(range(start, stop))
                places = sorted(covered)
                total = len(places) + sum(
                    b - a - 1 for a, b in pairwise(places) if b - a - 1 <= HOLDER_GAP
                )
                if most(np.array([total]), np.array([len(sentence)]))[0]:
                    who.add(other)
            out.append((len(who), len({voters[n] for n in who})))
            start = stop
    return out


sentence = st.text("甲乙丙丁", min_size=1, max_size=30)


@given(st.lists(st.lists(sentence, min_size=1, max_size=3), min_size=1, max_size=5), st.data())
def test_the_fast_way_equals_the_definition(texts: list[list[str]], data: st.DataObject) -> None:
    row = st.integers(0, len(texts) - 1)
    voters = data.draw(st.lists(row, min_size=len(texts), max_size=len(texts)))
    assert count(texts, voters) == by_hand(texts, voters)


def test_pieces_of_work_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    texts = [["".join(rng.choice(list("甲乙丙丁戊"), 20)) for _ in range(4)] for _ in range(6)]
    whole = count(texts, [0, 1, 2, 3, 4, 0])
    monkeypatch.setattr(module, "_PAIRS", 3)
    assert count(texts, [0, 1, 2, 3, 4, 0]) == whole


def test_what_very_many_hold_is_counted_by_its_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HOLDER_CAP", 3)
    line = "一二三四五六七八九十甲乙丙丁"
    texts = [[line, chr(0x5000 + n) * 12] for n in range(8)]
    assert count(texts, [0, 0, 2, 3, 4, 5, 6, 7])[::2] == [(8, 7)] * 8


def test_half_of_a_short_sentence_is_not_most_of_it() -> None:
    assert most(np.array([9, 15, 12]), np.array([18, 18, 24])).tolist() == [False, True, True]
    assert not most(np.array([0]), np.array([0]))[0]
