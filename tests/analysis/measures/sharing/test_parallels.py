"""Which sentences of other documents stand closest to each."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.sharing.breadth import shared_runs
from analysis.measures.sharing.parallels import parallels

DOCUMENTS = st.lists(
    st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=8), min_size=1, max_size=3),
    min_size=2,
    max_size=4,
)


def found_in(documents: list[list[str]], k: int, **options: int):
    sentences = [(row, text) for row, texts in enumerate(documents) for text in texts]
    codes = np.array([ord(c) for _, text in sentences for c in text], dtype=np.uint32)
    sizes = [sum(map(len, texts)) for texts in documents]
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    edges = np.concatenate([[0], np.cumsum([len(text) for _, text in sentences])])
    owner = np.array([row for row, _ in sentences])
    runs = shared_runs(codes, bounds, np.arange(len(documents)), k=k)
    return parallels(runs, edges, owner, **options), owner


@given(DOCUMENTS)
def test_parallels_stand_in_other_documents_and_go_both_ways(documents: list[list[str]]) -> None:
    found, owner = found_in(documents, 3, most=100)
    met = set()
    for sentence in range(len(owner)):
        others = found.other[found.bounds[sentence] : found.bounds[sentence + 1]].tolist()
        assert len({owner[other] for other in others}) == len(others)
        assert owner[sentence] not in {owner[other] for other in others}
        met |= {(owner[sentence], owner[other]) for other in others}
    assert met == {(b, a) for a, b in met}


def test_the_closest_comes_first_and_only_so_many_are_kept() -> None:
    documents = [["甲乙丙丁戊己"], ["甲乙丙"], ["甲乙丙丁戊"], ["丙丁戊己庚"], ["另文"]]
    found, _ = found_in(documents, 3)
    assert found.other[found.bounds[0] : found.bounds[1]].tolist() == [2, 3, 1]
    assert found.shared[:3].tolist() == [3, 2, 1]
    found, _ = found_in(documents, 3, most=1)
    assert found.other[found.bounds[0] : found.bounds[1]].tolist() == [2]
    assert found.bounds[-1] == found.bounds[-2]


def test_a_wording_that_is_everywhere_is_looked_up_in_the_first_places_only() -> None:
    found, _ = found_in([["甲乙丙"]] * 6, 3, places=2)
    others = [
        found.other[a:b].tolist() for a, b in zip(found.bounds[:-1], found.bounds[1:], strict=True)
    ]
    assert others == [[1], [0], [0, 1], [0, 1], [0, 1], [0, 1]]
