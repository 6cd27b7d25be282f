"""The map of themes: every passage a dot, every theme a patch with its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, QhullError

from analysis.drawings.style import INK, OKABE_ITO, chart_style, finish, new_axes
from corpus.messages import render

NO_THEME = "#B8B8B8"
COLOURS = OKABE_ITO[:6]  # without yellow: thin lines of it are lost on white
MARKS = ("o", "s", "^", "D", "v")  # six colours and five shapes: 30 themes stay apart
ABOVE = 5.0  # points from a theme's highest dot to its name
SHIFT = 3.0  # points that a label is moved at a time
TRIES_CLEAR = 24  # moves within which a name still looks for a place without dots
TRIES = 240


def theme_map(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Passages as dots, close to what they resemble, with a hull and a name for every theme.

    Parameters
    ----------
    frame
        Columns ``x``, ``y`` and ``label`` (of the theme, or missing), one row a passage.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-theme-map-title", {}, lang)
    none = render("chart-theme-map-none", {}, lang)
    sizes = frame["label"].dropna().value_counts(sort=False)
    labels = sorted(map(str, sizes.index), key=lambda label: (-int(sizes[label]), label))
    with chart_style([*labels, title, none], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(8.0, 6.4)
        other = frame[frame["label"].isna()]
        if len(other):
            axes.plot(
                other["x"], other["y"], "x", color=NO_THEME, markersize=4, label=face.fit(none)
            )
            axes.legend(loc="lower right", prop={"family": list(face.families), "size": 9})
        texts: list[Text] = []
        heights: list[float] = []
        for number, label in enumerate(labels):
            points = frame.loc[frame["label"] == label, ["x", "y"]].to_numpy(dtype=float)
            colour = COLOURS[number % len(COLOURS)]
            mark = MARKS[(number // len(COLOURS)) % len(MARKS)]
            hull = _hull(points)
            heights.append(float(np.ptp(points[:, 1])))
            if len(hull) > 2:
                axes.fill(hull[:, 0], hull[:, 1], color=colour, alpha=0.12, linewidth=0)
                axes.fill(hull[:, 0], hull[:, 1], fill=False, edgecolor=colour, linewidth=0.8)
            axes.plot(points[:, 0], points[:, 1], mark, color=colour, markersize=4.5, alpha=0.9)
            texts.append(
                axes.annotate(
                    face.fit(label),
                    (float(points[:, 0].mean()), float(points[:, 1].max())),
                    xytext=(0, ABOVE),
                    textcoords="offset points",
                    ha="center",
                    va="bottom",
                    fontsize=10,
                    color=INK,
                    path_effects=[Stroke(linewidth=3.0, foreground="white"), Normal()],
                )
            )
        axes.set_aspect("equal", adjustable="datalim")
        axes.margins(0.08)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        finish(axes, face, title=title)
        _keep_apart(axes, texts, heights, frame[["x", "y"]].to_numpy(dtype=float))
    return axes


def _hull(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Corners of the smallest convex patch around points; the points if they lie in a line."""
    if len(points) < 3:
        return points
    try:
        return points[ConvexHull(points).vertices]
    except QhullError:  # all in one line: there is no patch
        return points[:2]


def _keep_apart(
    axes: Axes, texts: Sequence[Text], heights: Sequence[float], dots: NDArray[np.float64]
) -> None:
    """Put names above their patch, or below it, where none lies on another.

    Nor on a dot, if there is such a place. The names of the largest themes choose first.
    """
    figure = axes.get_figure(root=True)
    if figure is None or not texts:
        return
    figure.draw_without_rendering()
    point = figure.dpi / 72.0
    seen = axes.transData.transform(dots)
    scale = float(np.ptp(axes.transData.transform([(0.0, 0.0), (0.0, 1.0)])[:, 1]))
    placed: list[Bbox] = []
    for text, height in zip(texts, heights, strict=True):
        box = text.get_window_extent().padded(1.5 * point)
        below = -(height * scale + box.height) / point - 2 * ABOVE
        shift, moved = 0.0, box
        for step in range(TRIES):
            away = SHIFT * (step // 2)
            shift = below - away if step % 2 else away
            moved = box.translated(0.0, shift * point)
            crowded = step < TRIES_CLEAR and bool(moved.count_contains(seen))
            if not crowded and not any(moved.overlaps(other) for other in placed):
                break
        text.set_position((0.0, ABOVE + shift))
        placed.append(moved)
