"""Charts of words: what marks each document, and how word frequencies fall off."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import FuncFormatter, NullLocator

from analysis.drawings.fonts import Typeface
from analysis.drawings.style import OKABE_ITO, QUIET, chart_style, finish, new_axes, new_figure
from corpus.messages import render

PANELS_ACROSS = 4
MOST_PANELS = 40  # ten rows of panels: one printed page at the most
PANEL_WIDTH, LABEL_WIDTH = 2.7, 1.2  # inches; eight characters of 9 points take one
BAR_HEIGHT, HEAD_HEIGHT = 0.2, 0.34
LONGEST_TERM = 8
_BLUE = OKABE_ITO[0]


def keyword_bars(
    frame: pd.DataFrame,
    *,
    title: str = "",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Bars of one document's keywords, highest score on top.

    Parameters
    ----------
    frame
        Columns ``term``, ``score`` and optionally ``count``, in the order to show them.
    title
        Name of the document.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    with chart_style(["…", *frame["term"], title], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(4.2, 0.26 * len(frame) + 1.0)
        _bars(axes, frame, face)
        finish(axes, face, title=title)
    return axes


def keyword_panels(
    frame: pd.DataFrame,
    *,
    figure: Figure | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Figure:
    """One small panel of keyword bars a document: what marks it against all the others.

    Parameters
    ----------
    frame
        Columns ``document`` (its label), ``term``, ``score``, in the order to show them.
    figure
        Figure to draw in; by default a new one of a fitting size.
    lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Figure
        The first :data:`MOST_PANELS` documents.
    """
    groups = list(frame.groupby("document", sort=False))[:MOST_PANELS]
    words = render("chart-keywords-title", {}, lang)
    texts = ["…", *frame["term"], *(str(name) for name, _ in groups), words]
    with chart_style(texts, font=font, lang=lang) as face:
        across = min(PANELS_ACROSS, max(1, len(groups)))
        down = max(1, -(-len(groups) // across))
        deep = max((len(rows) for _, rows in groups), default=1)
        wide, high = PANEL_WIDTH * across, (BAR_HEIGHT * deep + HEAD_HEIGHT) * down + HEAD_HEIGHT
        page = figure if figure is not None else new_figure(wide, high)
        # Places are set by hand: fitting a layout to dozens of axes takes longer than drawing.
        page.set_layout_engine("none")
        page.text(0.12 / wide, 1 - 0.12 / high, face.fit(words), fontsize=13, va="top")
        names = face.fit_labels(str(name) for name, _ in groups)
        for place, (name, (_, rows)) in enumerate(zip(names, groups, strict=True)):
            row, column = divmod(place, across)
            top = HEAD_HEIGHT * (row + 2) + BAR_HEIGHT * deep * row
            bottom = top + BAR_HEIGHT * len(rows)
            axes = page.add_axes(
                (
                    (PANEL_WIDTH * column + LABEL_WIDTH) / wide,
                    1 - bottom / high,
                    (PANEL_WIDTH - LABEL_WIDTH - 0.15) / wide,
                    (bottom - top) / high,
                )
            )
            _bars(axes, rows, face)
            finish(axes, face)
            axes.set_title(name, fontsize=10, pad=2)
    return page


def zipf_plot(
    frame: pd.DataFrame,
    *,
    exponent: float | None = None,
    scale: float | None = None,
    distance: float | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Frequency of words against their rank, both logarithmic, with the fitted power law.

    Parameters
    ----------
    frame
        Columns ``term``, ``rank``, ``count``; most frequent first.
    exponent, scale
        The fit ``count = scale * rank ** -exponent``, drawn as a line if given.
    distance
        Kolmogorov and Smirnov's, of the fit: told beside it.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    names = ("title", "rank", "count")
    title, x, y = (render(f"chart-zipf-{name}", {}, lang) for name in names)
    fit = (
        "" if exponent is None else render("chart-zipf-fit", {"exponent": f"{exponent:.2f}"}, lang)
    )
    if fit and distance is not None:
        fit += render("chart-zipf-distance", {"distance": f"{distance:.3f}"}, lang)
    with chart_style([*frame["term"], title, x, y, fit], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(6.4, 4.6)
        rank, count = frame["rank"].to_numpy(float), frame["count"].to_numpy(float)
        axes.set_xscale("log")
        axes.set_yscale("log")
        if exponent is not None and scale is not None and len(rank):
            ends = np.array([rank[0], rank[-1]])
            axes.plot(ends, scale * ends**-exponent, color=OKABE_ITO[1], linewidth=1.5, label=fit)
            axes.legend(
                [face.fit(fit)], loc="upper right", prop={"family": list(face.families), "size": 9}
            )
        axes.plot(rank, count, ".", color=_BLUE, markersize=4)
        for row in _spread(rank):
            axes.annotate(
                face.fit(str(frame["term"].iloc[row])),
                (rank[row], count[row]),
                xytext=(-5, -5),
                textcoords="offset points",
                ha="right",
                va="top",
                fontsize=8,
                color=QUIET,
                path_effects=[Stroke(linewidth=2.5, foreground="white"), Normal()],
            )
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            axis.set_minor_locator(NullLocator())
        axes.set_xlim(0.6, max(2.0, 1.3 * float(rank[-1])) if len(rank) else 2.0)
        axes.grid(visible=True)
        finish(axes, face, title=title, x=x, y=y)
    return axes


def _bars(axes: Axes, frame: pd.DataFrame, face: Typeface) -> None:
    places = np.arange(len(frame))
    axes.barh(places, frame["score"].to_numpy(dtype=float), height=0.68, color=_BLUE)
    axes.set_yticks(places, [face.fit(_short(str(term))) for term in frame["term"]])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[["bottom", "left"]].set_visible(False)


def _short(term: str) -> str:
    return term if len(term) <= LONGEST_TERM else term[: LONGEST_TERM - 1] + "…"


def _spread(rank: np.ndarray) -> list[int]:
    """Rows to name: about equally far apart on the logarithmic axis, so that names keep clear."""
    named: list[int] = []
    for row, value in enumerate(rank.tolist()):
        if len(named) >= 9:
            break
        if not named or value >= 1.9 * rank[named[-1]]:
            named.append(row)
    return named
