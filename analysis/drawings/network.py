"""Who goes with whom: documents or words around a circle, ties as wide as what they share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve

from analysis.drawings.style import OKABE_ITO, QUIET, chart_style, finish, new_axes
from corpus.messages import render

MOST_DOCUMENTS = 60
WIDEST_EDGE = 9.0  # points
LEAST_NUMBERED = 0.25  # share of the widest tie from which its number is written


def reuse_network(
    frame: pd.DataFrame,
    *,
    documents: list[str],
    title: str | None = None,
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
    title
        In place of the usual one.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-reuse-title", {}, lang) if title is None else title
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
