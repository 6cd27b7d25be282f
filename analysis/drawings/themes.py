"""Charts of themes: how large they are, and which documents speak of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.drawings.style import INK, OKABE_ITO, QUIET, SHADES, chart_style, finish, new_axes
from corpus.messages import render

MOST_DOCUMENTS = 60  # columns of the matrix that can still be told apart
TERMS_SHOWN = 6


def theme_bars(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Bars of theme sizes, each with the words that mark the theme written beside it.

    Parameters
    ----------
    frame
        Columns ``label``, ``size`` (number of units), ``terms`` (words, separated by blanks),
        in the order to show them.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-theme-sizes-title", {}, lang)
    terms = [" ".join(str(words).split()[:TERMS_SHOWN]) for words in frame["terms"]]
    labels = [str(label) for label in frame["label"]]
    with chart_style([*labels, *terms, title], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(8.0, 0.4 * len(frame) + 0.9)
        sizes = frame["size"].to_numpy(dtype=float)
        places = np.arange(len(sizes))
        axes.barh(places, sizes, height=0.66, color=OKABE_ITO[0])
        for place, size, words in zip(places.tolist(), sizes.tolist(), terms, strict=True):
            number = f"{size:,.0f}"
            axes.annotate(
                number,
                (size, place),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
            )
            axes.annotate(
                face.fit(words),
                (size, place),
                xytext=(12 + 6 * len(number), 0),
                textcoords="offset points",
                va="center",
                fontsize=8.5,
                color=QUIET,
            )
        axes.set_yticks(places, face.fit_labels(labels))
        axes.invert_yaxis()
        # The words stand to the right of the longest bar as well: bars take half of the width.
        axes.set_xlim(0.0, 1.9 * max(1.0, sizes.max(initial=1.0)))
        axes.set_xticks([])
        axes.tick_params(length=0)
        axes.spines[["bottom", "left"]].set_visible(False)
        finish(axes, face, title=title)
    return axes


def theme_matrix(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Themes against documents: how many units of each document belong to each theme.

    Parameters
    ----------
    frame
        Index: theme labels; columns: document labels; values: numbers of units.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-theme-matrix-title", {}, lang)
    shown = frame.iloc[:, :MOST_DOCUMENTS]
    themes, documents = [str(i) for i in shown.index], [str(c) for c in shown.columns]
    with chart_style([*themes, *documents, title], font=font, lang=lang) as face:
        width = 0.42 * len(documents) + 3.0
        axes = ax if ax is not None else new_axes(width, 0.36 * len(themes) + 1.4)
        values = shown.to_numpy(dtype=float)
        most = max(1.0, values.max(initial=1.0))
        axes.imshow(values, cmap=SHADES, vmin=0.0, vmax=most, aspect="auto")
        for at in np.arange(0.5, len(documents) - 1):
            axes.axvline(at, color="#E9E9E9", linewidth=0.8)
        for at in np.arange(0.5, len(themes) - 1):
            axes.axhline(at, color="#E9E9E9", linewidth=0.8)
        for row, column in np.argwhere(values > 0).tolist():
            colour = "white" if values[row, column] > 0.65 * most else INK
            text = f"{values[row, column]:.0f}"
            axes.text(column, row, text, ha="center", va="center", fontsize=8, color=colour)
        axes.set_yticks(np.arange(len(themes)), face.fit_labels(themes))
        crowded = len(documents) > 24
        axes.set_xticks(
            np.arange(len(documents)), face.fit_labels(documents), rotation=90 if crowded else 0
        )
        axes.tick_params(length=0, labeltop=True, labelbottom=False)
        axes.spines[:].set_visible(False)
        finish(axes, face, title=title)
    return axes
