"""Places in the plane."""

from __future__ import annotations

import numpy as np

from analysis.measures.factors.plane import between_centres, push_apart, scale_to_plane


def distances(points: np.ndarray) -> np.ndarray:
    return np.linalg.norm(points[:, None] - points[None], axis=2)


def test_what_lies_in_a_plane_is_placed_exactly() -> None:
    points = np.random.default_rng(1).random((9, 2))
    np.testing.assert_allclose(
        distances(scale_to_plane(distances(points))), distances(points), atol=1e-6
    )


def test_few_things_need_no_plane() -> None:
    assert scale_to_plane(np.zeros((0, 0))).shape == (0, 2)
    assert scale_to_plane(np.zeros((1, 1))).tolist() == [[0.0, 0.0]]
    np.testing.assert_allclose(
        distances(scale_to_plane(np.array([[0.0, 2.0], [2.0, 0.0]])))[0, 1], 2
    )


def test_a_thing_lies_nearer_to_its_own_centre_than_to_any_other() -> None:
    generator = np.random.default_rng(2)
    centres = scale_to_plane(np.sqrt(2.0) * (1 - np.eye(3)))
    resemblance, own = generator.random((50, 3)), generator.integers(0, 3, 50)
    places = between_centres(resemblance, own, centres)
    away = np.linalg.norm(places[:, None] - centres[None], axis=2)
    assert (away.argmin(axis=1) == own).all()


def test_things_on_one_another_are_moved_apart_and_the_others_stay() -> None:
    points = np.array([[0.0, 0.0]] * 5 + [[9.0, 9.0]])
    moved = push_apart(points, 1.0)
    apart = distances(moved) + 9 * np.eye(6)
    assert apart.min() > 0.9
    assert np.linalg.norm(moved[5] - points[5]) < 0.2
