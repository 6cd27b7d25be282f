"""How something grows or changes: vocabulary with the text, terms over groups; groups × groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from analysis.drawings.fonts import Typeface
from analysis.drawings.style import (
    FAINT,
    INK,
    OKABE_ITO,
    SHADES,
    chart_style,
    finish,
    new_axes,
    new_figure,
)
from corpus.messages import render

WORST_FIT = 0.1
"""Relative error from which a curve is seen to be no fit: at the end of the chart, where most of
the text is, a tenth is a finger's breadth."""


def heaps_plot(
    frame: pd.DataFrame,
    *,
    exponent: float | None = None,
    scale: float | None = None,
    error: float | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Different words against words read, with the fitted law of Heaps.

    Parameters
    ----------
    frame
        Columns ``words`` (words read so far) and ``types`` (different ones among them).
    exponent, scale
        The fit ``types = scale * words ** exponent``, drawn as a line if given.
    error
        The fit's greatest relative error, told beside it; a fit worse than
        :data:`WORST_FIT` is not drawn.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title, x, y = (render(f"chart-heaps-{part}", {}, lang) for part in ("title", "x", "y"))
    facts = {"exponent": f"{exponent:.2f}"} if exponent is not None else {}
    fit = render("chart-heaps-fit", facts, lang) if facts else ""
    if error is not None and error > WORST_FIT:
        exponent, fit = None, ""
    elif error is not None and fit:
        fit += render("chart-heaps-error", {"error": f"{error:.1%}"}, lang)
    with chart_style([title, x, y, fit], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(6.4, 4.2)
        words, types = frame["words"].to_numpy(float), frame["types"].to_numpy(float)
        axes.plot(words, types, color=OKABE_ITO[0], linewidth=2.0)
        if exponent is not None and scale is not None and len(words):
            along = np.linspace(words[0], words[-1], 200)
            axes.plot(along, scale * along**exponent, "--", color=OKABE_ITO[1], linewidth=1.5)
            axes.legend(
                axes.lines[1:],
                [face.fit(fit)],
                loc="lower right",
                prop={"family": list(face.families), "size": 9},
            )
        axes.set_xlim(left=0.0)
        axes.set_ylim(bottom=0.0)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.grid(visible=True)
        finish(axes, face, title=title, x=x, y=y)
    return axes


MOST_LINES = len(OKABE_ITO)
"""Terms drawn at once: as many as there are colours that can be told apart."""
MOST_PARTS = 12
"""Charts side by side: four rows of three still fill a page."""
PER_ROW = 3
LINE = 2.0


def course_plot(
    frame: pd.DataFrame,
    *,
    by: str = "",
    about: str = "",
    loose: str = "",
    parts: str = "",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes | Figure:
    """Shares of documents over groups, one line a term, each in the band of its interval.

    Parameters
    ----------
    frame
        Columns ``group``, ``term``, ``share``, ``low``, ``high``; groups in their order.
    by
        What the groups are, written below.
    about
        The one term that all lines are about, written above.
    loose
        A last group that stands beside the others: no line leads there.
    parts
        A column each value of which has a chart of its own; empty: one chart for all.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes or Figure
        A figure where there are several charts.
    """
    caption = render("chart-course-caption", {}, lang)
    said = "chart-course-title-one" if about else "chart-course-title"
    title = render(said, {"term": about} if about else {}, lang)
    groups = every_year([str(name) for name in dict.fromkeys(frame["group"])])
    every = [str(name) for name in dict.fromkeys(frame["term"])]
    pieces = [str(name) for name in dict.fromkeys(frame[parts])] if parts else [""]
    terms = every[:MOST_LINES]
    for left, code in (
        (len(every) - MOST_LINES, "chart-course-lines-left"),
        (len(pieces) - MOST_PARTS, "chart-course-parts-left"),
    ):
        if left > 0:  # nothing is left out in silence
            caption += render(code, {"count": left}, lang)
    below = f"{by}  {caption}".strip()
    with chart_style([*groups, *terms, *pieces, title, below], font=font, lang=lang) as face:
        if not parts:
            axes = (
                ax
                if ax is not None
                else new_axes(max(6.4, min(WIDEST, 0.5 * len(groups) + 2.0)), 4.2)
            )
            _course_lines(axes, frame, terms, groups, loose, face)
            _course_legend(axes, terms, face)
            finish(axes, face, title=title, x=below)
            return axes
        drawn = pieces[:MOST_PARTS]
        columns = min(PER_ROW, len(drawn))
        rows = -(-len(drawn) // columns)
        each = max(2.6, min(WIDEST / 3, 0.24 * len(groups) + 0.8))
        figure = new_figure(each * columns + 1.0, 2.2 * rows + 0.9)
        grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
        for axes in grid.flat[len(drawn) :]:
            axes.set_visible(False)
        for place, (axes, piece) in enumerate(zip(grid.flat, drawn, strict=False)):
            mine = frame[frame[parts] == piece]
            if len(terms) == 1:
                _others(axes, frame[frame[parts] != piece], parts, groups, loose)
            _course_lines(axes, mine, terms, groups, loose, face, upright=False)
            axes.tick_params(labelbottom=place + columns >= len(drawn))
            finish(axes, face, title=piece)
        if len(terms) > 1:
            _course_legend(grid[0, -1], terms, face)
        families = list(face.families)
        figure.suptitle(face.fit(title), x=0.01, ha="left", fontfamily=families)
        figure.supxlabel(face.fit(below), fontfamily=families, fontsize=9)
        return figure


WIDEST = 13.0  # inches: a page on its side, a screen
LONGEST_SPAN = 60  # years that can all be told apart below a chart


def every_year(groups: Sequence[str]) -> list[str]:
    """Put the years in that no document has, so that a year is as wide as the next.

    >>> every_year(["2019", "2021", "(none)"]), every_year(["2019", "甲镇", "乙镇"])
    (['2019', '2020', '2021', '(none)'], ['2019', '甲镇', '乙镇'])
    """
    dated = [name for name in groups if _YEAR.fullmatch(name)]
    if len(dated) < 2 or len(groups) - len(dated) > 1 or _YEAR.fullmatch(groups[-2]) is None:
        return list(groups)
    first, last = min(map(int, dated)), max(map(int, dated))
    if last - first > LONGEST_SPAN:
        return list(groups)
    return [*map(str, range(first, last + 1)), *groups[len(dated) :]]


_YEAR = re.compile("[12][0-9]{3}")
MOST_YEARS = 24  # written below a chart; of more every second, or third, is


def _thinned(groups: list[str]) -> list[str]:
    """Leave years unwritten where all would run into one another; other names tell groups apart."""
    each = -(-sum(_YEAR.fullmatch(name) is not None for name in groups) // MOST_YEARS)
    return ["" if _YEAR.fullmatch(name) and int(name) % max(1, each) else name for name in groups]


def _course_lines(
    axes: Axes,
    frame: pd.DataFrame,
    terms: list[str],
    groups: list[str],
    loose: str,
    face: Typeface,
    *,
    upright: bool = True,
) -> None:
    places = np.arange(len(groups))
    ordered = len(groups) - (loose in groups[-1:])
    for term, colour in zip(terms, OKABE_ITO, strict=False):
        mine = frame[frame["term"] == term].set_index("group").reindex(groups)
        share, low, high = (
            mine[name].to_numpy(float, copy=True) for name in ("share", "low", "high")
        )
        nobody = np.isnan(share)  # no document: anything is possible, and nothing is known
        low[nobody] = high[nobody] = np.nan
        axes.fill_between(
            places[:ordered], low[:ordered], high[:ordered], color=colour, alpha=0.15, linewidth=0
        )
        axes.plot(
            places[:ordered], share[:ordered], "o-", color=colour, linewidth=LINE, markersize=4,
            clip_on=False, zorder=3,
        )  # fmt: skip
        # What stands by itself has no band: a year between two without documents, no value at all.
        beside = np.isnan(np.append(np.nan, share[:-1])) & np.isnan(np.append(share[1:], np.nan))
        beside[ordered:] = True
        alone = np.flatnonzero(beside & ~nobody)
        axes.vlines(places[alone], low[alone], high[alone], color=colour, alpha=0.4)
        last = alone[alone >= ordered]
        axes.scatter(places[last], share[last], s=16, color=colour, clip_on=False, zorder=3)
    crowded = len(groups) > MOST_UPRIGHT or not upright
    axes.set_xticks(places, face.fit_labels(_thinned(groups)), rotation=90 if crowded else 0)
    axes.set_ylim(0.0, 1.0)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0%}"))
    axes.grid(visible=True, axis="y")


def _others(axes: Axes, frame: pd.DataFrame, parts: str, groups: list[str], loose: str) -> None:
    """Draw the lines of the other charts, thin and grey, to compare with."""
    ordered = len(groups) - (loose in groups[-1:])
    for _, mine in frame.groupby(parts, sort=False):
        share = mine.set_index("group").reindex(groups)["share"].to_numpy(float)
        axes.plot(np.arange(ordered), share[:ordered], color=FAINT, linewidth=1.0, zorder=1)


def _course_legend(axes: Axes, terms: list[str], face: Typeface) -> None:
    axes.legend(
        [line for line in axes.lines if line.get_linewidth() == LINE],
        [face.fit(term) for term in terms],
        loc="upper left",
        bbox_to_anchor=(1.0, 1.0),
        prop={"family": list(face.families), "size": 9},
    )


MOST_UPRIGHT = 14  # names of groups that stand beside one another


def group_matrix(
    frame: pd.DataFrame,
    *,
    by: str = "",
    directed: bool = False,
    title: str = "",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Groups × groups: how much each two have in common.

    Parameters
    ----------
    frame
        Index and columns: groups; values: counts.
    by
        What the groups are, written below.
    directed
        Rows came first.
    title
        Code of the title's words; by default that of pairs of groups.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    usual = "chart-flows-directed" if directed else "chart-flows-title"
    title = render(title or usual, {}, lang)
    names = [str(name) for name in frame.index]
    with chart_style([*names, title, by], font=font, lang=lang) as face:
        side = 0.5 * len(names) + 1.6
        axes = ax if ax is not None else new_axes(max(4.6, side), max(3.2, side))
        values = frame.to_numpy(dtype=float)
        most = max(1.0, values.max(initial=1.0))
        axes.imshow(values, cmap=SHADES, vmin=0.0, vmax=most, aspect="equal")
        for row, column in np.argwhere(values > 0).tolist():
            colour = "white" if values[row, column] > 0.65 * most else INK
            text = f"{values[row, column]:,.0f}"
            axes.text(column, row, text, ha="center", va="center", fontsize=8, color=colour)
        places = np.arange(len(names))
        axes.set_yticks(places, face.fit_labels(names))
        crowded = max(map(len, names), default=0) > LONGEST_UPRIGHT
        axes.set_xticks(places, face.fit_labels(names), rotation=90 if crowded else 0)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        finish(axes, face, title=title, x=by)
    return axes


LONGEST_UPRIGHT = 5  # characters of a name that stands upright below a column
