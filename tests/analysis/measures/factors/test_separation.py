"""Silhouettes from similarities."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from analysis.measures.factors.separation import silhouettes


def by_definition(rows: np.ndarray, cluster: np.ndarray, number: int) -> list[float]:
    cosines = rows @ rows.T
    n = len(rows)
    usual = (cosines.sum() - np.trace(cosines)) / (n * (n - 1))
    found = []
    for row in range(n):
        means = []
        for c in range(number):
            others = [j for j in range(n) if cluster[j] == c and j != row]
            means.append(np.mean([cosines[row, j] for j in others]) if others else 0.0)
        own = means.pop(int(cluster[row]))
        alone = (cluster == cluster[row]).sum() == 1
        after = max(means, default=0.0)
        found.append(0.0 if alone else (own - after) / (max(own, after) + usual))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_silhouettes_are_what_the_definition_says(seed: int) -> None:
    generator = np.random.default_rng(seed)
    rows = generator.random((12, 6)) * (generator.random((12, 6)) > 0.4) + 1e-6
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cluster = np.append(generator.integers(0, 3, size=11), 3)  # the last one is alone
    got = silhouettes(csr_array(rows), cluster, 5)  # the fifth is empty
    np.testing.assert_allclose(got, by_definition(rows, cluster, 5), atol=1e-9)


def test_two_halves_of_one_cluster_stand_apart_less_than_two_clusters() -> None:
    rows = csr_array(np.repeat(np.eye(2), 4, axis=0))
    right = silhouettes(rows, np.repeat([0, 1], 4), 2).sum()
    halved = silhouettes(rows, np.repeat([0, 1, 2], [2, 2, 4]), 3).sum()
    assert right > halved
