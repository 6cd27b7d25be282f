"""Connected components, beside SciPy's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from analysis.measures.arrays.components import components


@given(st.integers(1, 60), st.data())
def test_components_are_numbered_as_scipy_does(n: int, data: st.DataObject) -> None:
    node = st.integers(0, n - 1)
    links = data.draw(st.lists(st.tuples(node, node), max_size=90))
    a, b = np.array(links, dtype=np.int64).reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(n, n))
    count, number = connected_components(graph, directed=False)
    assert components(n, a, b)[0] == count
    assert components(n, a, b)[1].tolist() == number.tolist()


def test_a_long_chain_in_any_order_is_one_component() -> None:
    order = np.random.default_rng(1).permutation(100_000)
    assert components(100_000, order[:-1], order[1:])[0] == 1


def test_no_nodes_make_no_components() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert components(0, none, none)[0] == 0
