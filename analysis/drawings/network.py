"""Who goes with whom: documents around a circle, words near those that they go with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve
from numpy.typing import NDArray

from analysis.drawings.style import INK, OKABE_ITO, QUIET, chart_style, finish, new_axes
from corpus.messages import render

MOST_DOCUMENTS = 60
WIDEST_EDGE = 9.0  # points
LEAST_NUMBERED = 0.25  # share of the widest tie from which its number is written


def reuse_network(
    frame: pd.DataFrame,
    *,
    documents: list[str],
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Ties between documents that share text.

    Parameters
    ----------
    frame
        Columns ``a``, ``b`` (labels) and ``characters`` (shared), one row a pair.
    documents
        All labels, in the order to go around the circle (neighbours alike: short ties).
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-reuse-title", {}, lang)
    shown = documents[:MOST_DOCUMENTS]
    with chart_style([*shown, title], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(7.0, 7.2)
        turn = np.pi / 2 - 2 * np.pi * np.arange(len(shown)) / max(1, len(shown))
        places = dict(zip(shown, np.stack([np.cos(turn), np.sin(turn)], axis=1), strict=True))
        ties = frame[frame["a"].isin(places) & frame["b"].isin(places)]
        ties = ties.sort_values("characters", kind="stable")
        most = max(1.0, float(ties["characters"].max())) if len(ties) else 1.0
        tied = set(ties["a"]) | set(ties["b"])
        for a, b, characters in ties[["a", "b", "characters"]].itertuples(index=False):
            share = characters / most
            start, end = places[a], places[b]
            middle = 0.3 * (start + end)  # bent towards the centre, so that names stay clear
            curve = Curve([start, middle, end], [Curve.MOVETO, Curve.CURVE3, Curve.CURVE3])
            axes.add_patch(
                PathPatch(
                    curve,
                    fill=False,
                    edgecolor=OKABE_ITO[0],
                    linewidth=max(0.5, WIDEST_EDGE * share),
                    alpha=0.25 + 0.55 * share,
                    capstyle="round",
                )
            )
            if share >= LEAST_NUMBERED:
                x, y = (0.25 * start + 0.5 * middle + 0.25 * end).tolist()
                axes.text(
                    x, y, f"{characters:,.0f}", fontsize=8, ha="center", va="center",
                    bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.0},
                )  # fmt: skip
        for name, label in zip(shown, face.fit_labels(shown), strict=True):
            x, y = places[name].tolist()
            colour = OKABE_ITO[0] if name in tied else "#C8C8C8"
            axes.plot([x], [y], "o", color=colour, markersize=7)
            axes.text(
                1.06 * x, 1.06 * y, label, fontsize=9, va="center",
                ha="center" if abs(x) < 0.1 else "left" if x > 0 else "right",
                color="#222222" if name in tied else QUIET,
            )  # fmt: skip
        axes.set_xlim(-1.35, 1.35)
        axes.set_ylim(-1.15, 1.15)
        axes.set_aspect("equal")
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        finish(axes, face, title=title)
    return axes


Places = NDArray[np.float64]
INCHES = 1.05  # from a word to the next: room for a name of five characters between them
ROUNDS = 200  # of moving words; sixty of them have settled long before
SHELF = 8.0  # words side by side: groups that do not fit stand in the row below


def word_network(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Words that occur together, each group of tied words by itself, the largest first.

    Words are as far apart as they are ties away from one another, as nearly as a plane allows:
    Kamada and Kawai (1989), "An algorithm for drawing general undirected graphs", Information
    Processing Letters 31, by majorisation (de Leeuw, 1977), from a circle, so that the picture of
    a table is always the same.

    Parameters
    ----------
    frame
        Columns ``a``, ``b`` (words) and ``count``, one row a pair.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-collocations-title", {}, lang)
    words = list(dict.fromkeys([*frame["a"], *frame["b"]]))
    places, width, height = _packed(words, frame)
    most = max(1.0, float(frame["count"].max())) if len(frame) else 1.0
    with chart_style([*words, title], font=font, lang=lang) as face:
        size = max(4.0, INCHES * (width + 1.4)), max(2.4, 0.8 * INCHES * (height + 1.4))
        axes = ax if ax is not None else new_axes(*size)
        for a, b, count in frame[["a", "b", "count"]].itertuples(index=False):
            share = count / most
            (x, y), (to_x, to_y) = places[a], places[b]
            axes.plot(
                [x, to_x], [y, to_y], color=OKABE_ITO[0], alpha=0.25 + 0.45 * share, zorder=1,
                linewidth=max(0.8, WIDEST_EDGE * share), solid_capstyle="round",
            )  # fmt: skip
            axes.text(
                (x + to_x) / 2, (y + to_y) / 2, f"{count:,.0f}", fontsize=7.5, color=QUIET,
                ha="center", va="center", zorder=2,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.6},
            )  # fmt: skip
        for word, label in zip(words, face.fit_labels(words), strict=True):
            x, y = places[word]
            axes.plot([x], [y], "o", color=OKABE_ITO[0], markersize=6, zorder=3)
            axes.annotate(
                label, (x, y), (0, 6), textcoords="offset points", fontsize=9.5, ha="center",
                va="bottom", color=INK, zorder=4,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.4},
            )  # fmt: skip
        axes.set_xlim(-0.7, width + 0.7)
        axes.set_ylim(-height - 0.6, 0.8)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        finish(axes, face, title=title)
    return axes


def _packed(
    words: list[str], frame: pd.DataFrame
) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Place groups of tied words on shelves, the largest first; also width and height of all."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components, shortest_path

    row = {word: number for number, word in enumerate(words)}
    ends = [row[a] for a in frame["a"]], [row[b] for b in frame["b"]]
    ties = csr_array((np.ones(len(frame)), ends), shape=(len(words), len(words)))
    away = shortest_path(ties, directed=False, unweighted=True)
    group = connected_components(ties, directed=False)[1]
    members = [np.flatnonzero(group == number) for number in np.unique(group)]
    places: dict[str, tuple[float, float]] = {}
    x = y = shelf = width = 0.0
    for rows in sorted(members, key=lambda rows: (-len(rows), rows[0])):
        points = _laid_out(away[np.ix_(rows, rows)])
        across, down = points.max(axis=0).tolist()
        if x and x + across > SHELF:
            x, y, shelf = 0.0, y + shelf + 1.0, 0.0
        for number, (right, below) in zip(rows.tolist(), points.tolist(), strict=True):
            places[words[number]] = (x + right, -(y + below))
        width, shelf = max(width, x + across), max(shelf, down)
        x += across + 1.2
    return places, width, y + shelf


def _laid_out(away: Places) -> Places:
    """Give words points whose distances are those given, as nearly as may be; the longer side lies.

    >>> _laid_out(np.array([[0.0, 2], [2, 0]])).round(2).tolist()
    [[0.0, 0.0], [2.0, 0.0]]
    """
    n = len(away)
    turn = 2 * np.pi * np.arange(n) / n
    points = n / 6 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    weights = np.divide(1.0, away**2, out=np.zeros_like(away), where=away > 0)
    inner = np.linalg.pinv(np.diag(weights.sum(axis=0)) - weights)
    for _ in range(ROUNDS):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = np.divide(-weights * away, apart, out=np.zeros_like(apart), where=apart > 1e-9)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = inner @ (pull @ points)
    points = points - points.mean(axis=0)
    if n > 1:
        axes = np.linalg.svd(points, full_matrices=False)[2]
        points = points @ axes.T
        points = points * np.where(points[0] > 0, -1.0, 1.0)  # the first word stands left and above
    return (points - points.min(axis=0)).round(6)
