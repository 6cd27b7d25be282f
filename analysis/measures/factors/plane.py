"""Places in the plane for things that resemble each other more or less, for a map to be drawn.

Centres are placed by stress majorisation (de Leeuw, 1977, "Applications of convex analysis to
multidimensional scaling"; SMACOF) from classical scaling (Torgerson, 1952), without chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PLANE_ROUNDS = 100
SHARPNESS = 2  # power of a cosine: a passage lies by what it resembles most, not in the middle
PUSHES = 60


def scale_to_plane(distances: Floats) -> Floats:
    """Place points so that their distances in the plane are as near as can be to those given.

    Parameters
    ----------
    distances
        Shape (n, n), symmetric, zeros on the diagonal.

    Returns
    -------
    ndarray
        Shape (n, 2), centred on 0.

    Examples
    --------
    >>> square = np.array([[0, 3, 5], [3, 0, 4], [5, 4, 0]], dtype=float)
    >>> found = scale_to_plane(square)
    >>> np.linalg.norm(found[:, None] - found[None], axis=2).round(6).tolist()
    [[0.0, 3.0, 5.0], [3.0, 0.0, 4.0], [5.0, 4.0, 0.0]]
    """
    n = len(distances)
    if n < 2:
        return np.zeros((n, 2))
    centring = np.eye(n) - 1.0 / n
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    vectors = vectors[:, ::-1][:, :2]
    vectors = vectors * np.where(vectors[np.abs(vectors).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    points = vectors * np.sqrt(np.clip(values[::-1][:2], 0.0, None))
    for _ in range(PLANE_ROUNDS):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        ratio = np.divide(distances, apart, out=np.zeros_like(apart), where=apart > 1e-9)
        pull = -ratio
        np.fill_diagonal(pull, ratio.sum(axis=1) - np.diag(ratio))
        points = pull @ points / n
    return points


def between_centres(resemblance: Floats, own: NDArray[np.int64], centres: Floats) -> Floats:
    """Place things between the centres that they resemble, at least half way to their own.

    Parameters
    ----------
    resemblance
        Shape (n, k): how much each thing is like each centre, 0 to 1.
    own
        Shape (n,): the centre that each belongs to, -1 for none.
    centres
        Shape (k, 2).

    Returns
    -------
    ndarray
        Shape (n, 2).

    Examples
    --------
    >>> centres = np.array([[0.0, 0.0], [8.0, 0.0]])
    >>> like = np.array([[1.0, 0.0], [0.5, 0.5]])
    >>> between_centres(like, np.array([0, 0]), centres).round(6).tolist()
    [[0.0, 0.0], [2.0, 0.0]]
    """
    weights = np.clip(resemblance, 0.0, None) ** SHARPNESS + 1e-12
    weights = weights / weights.sum(axis=1, keepdims=True)
    rows = np.flatnonzero(own >= 0)
    weights[rows] *= 0.5
    weights[rows, own[rows]] += 0.5
    return weights @ centres


def push_apart(points: Floats, least: float) -> Floats:
    """Move points that lie on one another to about a least distance, the others hardly at all.

    Every pair is looked at: for some hundreds of points.

    >>> moved = push_apart(np.zeros((2, 2)), 1.0)
    >>> bool(np.linalg.norm(moved[0] - moved[1]) > 0.9)
    True
    """
    n = len(points)
    if n < 2:
        return points.copy()
    # points exactly on one another need a direction: seeds of a sunflower (Vogel, 1979)
    turn = np.arange(n) * (np.pi * (3.0 - 5.0**0.5))
    spiral = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt(np.arange(n) / n)[:, None]
    moved = points + 0.1 * least * spiral
    for _ in range(PUSHES):
        step = moved[:, None] - moved[None]
        apart = np.linalg.norm(step, axis=2)
        lacking = np.clip(least - apart, 0.0, None)
        np.fill_diagonal(lacking, 0.0)
        if lacking.max() < 0.05 * least:
            break
        push = 0.25 * lacking / np.maximum(apart, 1e-9)
        moved += np.clip((push[:, :, None] * step).sum(axis=1), -least, least)
    return moved
