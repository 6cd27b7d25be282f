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


def correspondence_map(
    frame: pd.DataFrame,
    explained: Sequence[float],
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Groups and words as points of one map, both in principal coordinates (a symmetric map).

    Parameters
    ----------
    frame
        Columns ``kind`` (``group`` or ``word``), ``name``, ``count``, ``x``, ``y``. Where names
        would lie on one another, those of groups and of frequent words stay.
    explained
        Share of the inertia of each dimension.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-correspondence-title", {}, lang)
    shares = [f"{share:.1%}" for share in [*explained, 0.0, 0.0][:2]]
    x, y = (
        render("chart-correspondence-axis", {"n": n, "share": share}, lang)
        for n, share in enumerate(shares, 1)
    )
    names = [str(name) for name in frame["name"]]
    with chart_style([*names, title, x, y], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(8.0, 6.8)
        axes.axhline(0.0, color="#D0D0D0", linewidth=0.8)
        axes.axvline(0.0, color="#D0D0D0", linewidth=0.8)
        texts: list[Text] = []
        for kind, mark, colour, size in (
            ("group", "s", OKABE_ITO[0], 10), ("word", ".", "#8A8A8A", 8),
        ):  # fmt: skip
            part = frame[frame["kind"] == kind].sort_values("count", ascending=False, kind="stable")
            axes.plot(part["x"], part["y"], mark, color=colour, markersize=5, linestyle="none")
            for name, x_at, y_at in part[["name", "x", "y"]].itertuples(index=False):
                told = axes.annotate(
                    face.fit(str(name)),
                    (x_at, y_at),
                    xytext=(4, 4),
                    textcoords="offset points",
                    fontsize=size,
                    color=colour if kind == "group" else INK,
                    path_effects=[Stroke(linewidth=2.0, foreground="white"), Normal()],
                )
                texts.append(told)
        axes.margins(0.12)
        axes.set_aspect("equal", adjustable="datalim")  # distances are what the map shows
        finish(axes, face, title=title, x=x, y=y)
        _thin_out(axes, texts)
    return axes


def _thin_out(axes: Axes, texts: Sequence[Text]) -> None:
    """Take names away that would lie on one before them; their dots stay."""
    figure = axes.get_figure(root=True)
    if figure is None or not texts:
        return
    figure.draw_without_rendering()
    placed: list[Bbox] = []
    for text in texts:
        box = text.get_window_extent()
        if any(box.overlaps(other) for other in placed):
            text.remove()
        else:
            placed.append(box)
