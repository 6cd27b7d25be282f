"""Singular vectors, and non-negative factorisation from given parts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from analysis.measures.factors.factorisation import non_negative_factors, singular_vectors
from analysis.measures.factors.stability import matched_cosines


def sparse(n: int, m: int, seed: int = 3) -> csr_array:
    generator = np.random.default_rng(seed)
    return csr_array(generator.random((n, m)) * (generator.random((n, m)) < 0.3))


@pytest.mark.parametrize("shape", [(12, 30), (30, 12)])
def test_singular_vectors_rebuild_the_matrix(shape: tuple[int, int]) -> None:
    matrix = sparse(*shape)
    found = singular_vectors(matrix, 12)
    np.testing.assert_allclose(
        found.left * found.values @ found.right, matrix.toarray(), atol=1e-10
    )
    np.testing.assert_allclose(
        found.values, np.linalg.svd(matrix.toarray(), compute_uv=False), atol=1e-9
    )


def test_parts_that_do_not_overlap_are_recovered() -> None:
    generator = np.random.default_rng(0)
    parts = np.kron(np.eye(4), np.ones(6)) * generator.uniform(0.5, 1.5, 24)
    weights = generator.random((40, 4)) * (generator.random((40, 4)) < 0.6)
    matrix = csr_array(weights @ parts)
    found = non_negative_factors(matrix, parts + generator.random(parts.shape))
    true = parts / np.linalg.norm(parts, axis=1, keepdims=True)
    assert matched_cosines(true, found).min() > 0.99


def test_parts_are_not_negative_and_of_length_one() -> None:
    matrix = sparse(20, 50)
    found = non_negative_factors(matrix, matrix.toarray()[:5])
    assert found.shape == (5, 50)
    assert found.min() >= 0
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0)


def test_the_fit_is_as_good_as_scikit_learns() -> None:
    from scipy.optimize import nnls
    from sklearn.decomposition import NMF

    matrix = sparse(30, 60)
    dense = matrix.toarray()

    def error(parts: np.ndarray) -> float:
        return sum(nnls(parts.T, row)[1] ** 2 for row in dense)

    theirs = NMF(5, init="nndsvda", random_state=0, max_iter=500).fit(dense).components_
    ours = non_negative_factors(matrix, dense[[1, 8, 13, 21, 28]], rounds=500)
    assert error(ours) <= 1.01 * error(theirs)


def test_an_empty_row_or_column_does_no_harm() -> None:
    matrix = csr_array(np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 0.9, 0.0]]))
    found = non_negative_factors(matrix, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
    assert np.isfinite(found).all()


def test_few_rounds_stay_near_the_start() -> None:
    matrix = sparse(30, 60)
    start = matrix.toarray()[:4]
    start /= np.linalg.norm(start, axis=1, keepdims=True)
    near = [
        matched_cosines(start, non_negative_factors(matrix, start, rounds=rounds)).mean()
        for rounds in (0, 1, 60)
    ]
    assert near[0] == pytest.approx(1.0)
    assert near[0] > near[1] > near[2]
