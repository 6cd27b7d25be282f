"""Charts of how documents are built: their sections, their length, what their text is made of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from analysis.drawings.fonts import Typeface
from analysis.drawings.style import INK, OKABE_ITO, QUIET, chart_style, finish, new_axes
from corpus.messages import render

MOST_STRIPS = 80  # rows of a chart that still fit one page
DEPTH_COLOURS = ("#BFD9EB", "#7FB3D9", "#3F8CC3", "#0F5E94", "#0B3C5D", "#06243A")
CLASS_COLOURS: Mapping[str, tuple[str, str]] = {
    "distinct": ("#1F7A5C", ""),
    "reused": ("#5B9BD5", ""),
    "boilerplate": ("#B9B6AF", "////"),
    "duplicate": ("#E8A23D", "...."),
    "heading": ("#7D8287", ""),
    "residue": ("#E3E3E3", ""),
}
"""Colour and hatching of a class: what is shared differs in pattern too, not in hue only.

One class has one colour in charts, notebooks and the page (``page/style/1-colours.css``).
"""


def section_strips(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """One strip a document: its sections laid side by side, deeper levels in rows below.

    Parameters
    ----------
    frame
        One row a section, in reading order. Columns ``document`` (label), ``depth`` (1, 2, …),
        ``start`` and ``end`` (characters from the beginning of the document), ``length`` (of
        the whole document) and ``name`` (what to write in the box if it fits, e.g. ``一``).
        A document without sections is one row with depth 0.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title, x = (render(f"chart-sections-{part}", {}, lang) for part in ("title", "x"))
    depth_words = [
        render("chart-sections-depth", {"depth": d}, lang)
        for d in range(1, min(len(DEPTH_COLOURS), max(1, int(frame["depth"].max()))) + 1)
    ]
    labels = list(dict.fromkeys(str(name) for name in frame["document"]))[:MOST_STRIPS]
    texts = [*labels, title, x, *depth_words, *frame["name"].astype(str)]
    with chart_style(texts, font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(9.0, 0.42 * len(labels) + 1.4)
        longest = float(frame["length"].max()) if len(frame) else 1.0
        levels = max(1, min(len(DEPTH_COLOURS), int(frame["depth"].max()))) if len(frame) else 1
        for row, label in enumerate(labels):
            _strip(axes, frame[frame["document"] == label], row, levels, longest, face)
        for depth, word in enumerate(depth_words):
            axes.plot([], [], "s", color=DEPTH_COLOURS[depth], markersize=7, label=face.fit(word))
        axes.legend(
            loc="lower right",
            bbox_to_anchor=(1.0, 1.0),
            ncols=len(depth_words),
            prop={"family": list(face.families), "size": 9},
            handletextpad=0.1,
            columnspacing=1.0,
        )
        axes.set_xlim(0.0, 1.01 * longest)
        _document_rows(axes, face.fit_labels(labels))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        finish(axes, face, title=title, x=x)
    return axes


def length_bars(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """How long each document is, with its number of characters at the end of the bar.

    Parameters
    ----------
    frame
        Columns ``document`` (label) and ``printed`` (characters without blanks), in the order to
        show them.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title = render("chart-lengths-title", {}, lang)
    shown = frame.head(MOST_STRIPS)
    labels = [str(name) for name in shown["document"]]
    with chart_style([*labels, title], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(6.4, 0.28 * len(labels) + 0.9)
        sizes = shown["printed"].to_numpy(dtype=float)
        axes.barh(np.arange(len(sizes)), sizes, height=0.68, color=OKABE_ITO[0])
        for row, size in enumerate(sizes):
            axes.annotate(
                f"{size:,.0f}",
                (size, row),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
                color=QUIET,
            )
        _document_rows(axes, face.fit_labels(labels))
        axes.set_xlim(0.0, 1.12 * max(1.0, sizes.max(initial=1.0)))
        axes.set_xticks([])
        axes.spines[["bottom", "left"]].set_visible(False)
        finish(axes, face, title=title)
    return axes


def share_bars(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Bars of 100 %: what each document's text is made of.

    Parameters
    ----------
    frame
        Index: document labels, in the order to show them. Columns: the classes of the output
        contract (``distinct``, ``reused``, ``boilerplate``, ``duplicate``, ``heading``,
        ``residue``), shares that add up to 1.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    classes = [name for name in CLASS_COLOURS if name in frame.columns and frame[name].any()]
    words = {name: render(f"class-{name}", {}, lang) for name in classes}
    title = render("chart-shares-title", {}, lang)
    shown = frame.head(MOST_STRIPS)
    labels = [str(name) for name in shown.index]
    with chart_style([*labels, title, *words.values()], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(7.2, 0.3 * len(labels) + 1.3)
        left = np.zeros(len(labels))
        for name in classes:
            colour, hatch = CLASS_COLOURS[name]
            share = shown[name].to_numpy(dtype=float)
            axes.barh(
                np.arange(len(labels)),
                share,
                left=left,
                height=0.72,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                linewidth=0.0,
                label=face.fit(words[name]),
            )
            for row in np.flatnonzero(share >= 0.08).tolist():
                axes.text(
                    left[row] + share[row] / 2,
                    row,
                    f"{100 * share[row]:.0f}",
                    ha="center",
                    va="center",
                    fontsize=8,
                    color="white" if name == "distinct" else INK,
                    bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.0},
                )
            left += share
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0.0, 1.0),
            ncols=len(classes),
            prop={"family": list(face.families), "size": 9},
            handlelength=1.2,
            columnspacing=1.2,
            borderaxespad=0.2,
        )
        _document_rows(axes, face.fit_labels(labels))
        axes.set_xlim(0.0, 1.0)
        axes.set_xticks([0.0, 0.5, 1.0], ["0", "50%", "100%"])
        axes.spines[["bottom", "left"]].set_visible(False)
        finish(axes, face, title=title, pad=30)
    return axes


def _document_rows(axes: Axes, labels: list[str]) -> None:
    axes.set_yticks(np.arange(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _strip(
    axes: Axes, rows: pd.DataFrame, place: int, levels: int, longest: float, face: Typeface
) -> None:
    length = float(rows["length"].max())
    bottom, height = place - 0.36, 0.72
    axes.add_patch(Rectangle((0.0, bottom), length, height, facecolor="#F0F0F0", linewidth=0))
    for depth, start, end, name in rows[["depth", "start", "end", "name"]].itertuples(index=False):
        if not 1 <= depth <= levels:
            continue
        # A section reaches down to the bottom of the strip; its children are drawn over it.
        top = bottom + height * (depth - 1) / levels
        axes.add_patch(
            Rectangle(
                (start, top),
                end - start,
                bottom + height - top,
                facecolor=DEPTH_COLOURS[depth - 1],
                edgecolor="white",
                linewidth=0.6,
            )
        )
        if depth == 1 and name and (end - start) > 0.014 * longest and levels > 1:
            axes.text(
                start + 0.004 * longest,
                bottom + height * 0.5 / levels,
                face.fit(str(name)),
                va="center",
                fontsize=6.5,
                color=INK,
                clip_on=True,
            )
