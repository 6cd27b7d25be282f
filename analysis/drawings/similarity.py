"""Charts of which documents resemble one another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from analysis.drawings.style import FAINT, INK, QUIET, SHADES, chart_style, finish, new_axes
from corpus.messages import render

MOST_NUMBERED = 24  # beyond this the figures in the cells are too small to read
LEAST_WRITTEN = 0.05  # small figures everywhere hide the few that matter
MOST_LABELLED = 70  # beyond this the labels touch


def similarity_map(
    frame: pd.DataFrame,
    *,
    branches: NDArray[np.float64] | None = None,
    measure: str = "similarity",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Heat map of similarities or overlaps, with the tree of documents above it.

    Parameters
    ----------
    frame
        Square, values 0 to 1; index and columns are the labels, in the order to show them.
        The diagonal is left blank: a document is always like itself.
    branches
        Shape (n - 1, 4, 2): the tree in that order, from
        :func:`analysis.measures.factors.ordering.order_by_similarity`.
    measure
        What the values are: ``similarity``, or ``overlap``, the share of the document in the row
        that stands in the one in the column.
    ax
        Axes to draw in; by default a new figure of a fitting size.
    lang
        ``"zh"`` or ``"en"``.
    font
        A font file or installed family to prefer.

    Returns
    -------
    Axes
    """
    n = len(frame)
    labels = [str(label) for label in frame.index]
    words = [render(f"chart-{measure}-{part}", {}, lang) for part in ("title", "scale")]
    with chart_style([*labels, *words], font=font, lang=lang) as face:
        side = float(np.clip(0.36 * n + 1.6, 4.0, 12.0))
        axes = ax if ax is not None else new_axes(side + 0.9, side + 0.9)
        values = frame.to_numpy(dtype=float, copy=True)
        np.fill_diagonal(values, np.nan)
        image = axes.imshow(values, cmap=SHADES, vmin=0.0, vmax=1.0, aspect="equal")
        axes.set_facecolor("#F4F4F4")
        for at in np.arange(-0.5, n, 1.0) if n <= MOST_LABELLED else ():
            axes.axhline(at, color=FAINT, linewidth=0.8)
            axes.axvline(at, color=FAINT, linewidth=0.8)
        if n <= MOST_NUMBERED:
            _write_percentages(axes, values)
        fitted = face.fit_labels(labels)
        shown = range(n) if n <= MOST_LABELLED else range(0)
        axes.set_xticks(list(shown), [fitted[i] for i in shown], rotation=90)
        axes.set_yticks(list(shown), [fitted[i] for i in shown])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        bar = axes.inset_axes((1.03, 0.0, 0.025, 0.4))
        scale = axes.figure.colorbar(image, cax=bar)
        scale.set_ticks([0.0, 0.5, 1.0], labels=["0", "50%", "100%"])
        scale.outline.set_visible(False)
        bar.tick_params(length=0, labelsize=8, labelfontfamily=list(face.families))
        bar.set_title(face.fit(words[1]), fontsize=8, color=QUIET, loc="left", pad=6)
        finish(axes, face)
        top = axes
        if branches is not None and len(branches):
            top = axes.inset_axes((0.0, 1.01, 1.0, 0.13), sharex=axes)
            _draw_tree(top, branches)
        top.set_title(face.fit(words[0]))
    return axes


def _write_percentages(axes: Axes, values: NDArray[np.float64]) -> None:
    for row, column in np.argwhere(values >= LEAST_WRITTEN).tolist():
        value = float(values[row, column])
        percent = "100" if value == 1.0 else str(min(99, round(100 * value)))
        colour = "white" if value > 0.5 else INK if value >= 0.25 else QUIET
        axes.text(column, row, percent, ha="center", va="center", fontsize=7, color=colour)


def _draw_tree(axes: Axes, branches: NDArray[np.float64]) -> None:
    for branch in branches:
        # Merges above 0.5 hold nothing together: drawn faintly, so that real groups stand out.
        strong = branch[1, 1] <= 0.5
        axes.plot(
            branch[:, 0],
            np.sqrt(branch[:, 1]),  # copies differ by a hundredth: roots keep them apart from 0
            color=INK if strong else "#C8C8C8",
            linewidth=1.4 if strong else 0.8,
            solid_joinstyle="miter",
            clip_on=False,
        )
    axes.set_ylim(0.0, 1.02)
    axes.set_yticks([])
    axes.tick_params(labelbottom=False, length=0)
    axes.spines[:].set_visible(False)
    axes.set_facecolor("none")
    axes.axhline(0.0, color=FAINT, linewidth=0.8)
