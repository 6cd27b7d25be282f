"""Families: stars that hold together."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.similarity.families import stars

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] < e[1]),
    st.integers(1, 100).map(lambda n: n / 100),
    max_size=25,
)


def columns(edges: dict[tuple[int, int], float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    a = np.array([e[0] for e in edges], dtype=np.int64)
    b = np.array([e[1] for e in edges], dtype=np.int64)
    return a, b, np.array(list(edges.values()))


@given(EDGES)
def test_everyone_is_linked_to_the_one_who_stands_for_the_family(
    edges: dict[tuple[int, int], float],
) -> None:
    found = stars(10, *columns(edges))
    for unit, centre in enumerate(found.centre.tolist()):
        assert found.centre[centre] == centre
        if unit != centre:
            assert found.score[unit] == edges[min(unit, centre), max(unit, centre)]


@given(EDGES)
def test_a_member_is_with_the_closest_representative_it_is_linked_to(
    edges: dict[tuple[int, int], float],
) -> None:
    found = stars(10, *columns(edges))
    centres = {c for u, c in enumerate(found.centre.tolist()) if u != c}
    for unit in range(10):
        if found.centre[unit] != unit:
            rivals = [
                score
                for (a, b), score in edges.items()
                if unit in (a, b) and (a + b - unit) in centres
            ]
            assert found.score[unit] == max(rivals)


def test_two_groups_with_a_bridge_stay_two() -> None:
    edges = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (3, 4): 0.9, (3, 5): 0.9, (4, 5): 0.9}
    edges[2, 3] = 0.5
    found = stars(6, *columns(edges))
    assert len(set(found.centre[:3].tolist())) == len(set(found.centre[3:].tolist())) == 1
    assert found.centre[0] != found.centre[5]


@given(EDGES, st.integers(1, 6))
def test_components_covered_apart_give_the_stars_of_all_together(
    edges: dict[tuple[int, int], float], most: int
) -> None:
    whole = stars(10, *columns(edges))
    with patch("analysis.measures.similarity.families.MOST_EDGES", most):
        apart = stars(10, *columns(edges))
    assert apart.centre.tolist() == whole.centre.tolist()
    assert apart.score.tolist() == whole.score.tolist()
