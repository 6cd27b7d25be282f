"""Documents as strips of sentences, each coloured by who else has it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.ticker import FuncFormatter

from analysis.drawings.structure import CLASS_COLOURS, MOST_STRIPS
from analysis.drawings.style import OKABE_ITO, chart_style, finish, new_axes
from corpus.messages import render


def sentence_strips(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """One strip a document, from its first sentence to its last, each coloured by its class.

    Parameters
    ----------
    frame
        One row a sentence, in reading order. Columns ``document`` (label), ``start`` and ``end``
        (characters from the beginning of the document) and ``class`` (of the output contract).
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    title, x = (render(f"chart-sentences-{part}", {}, lang) for part in ("title", "x"))
    classes = [name for name in CLASS_COLOURS if (frame["class"] == name).any()]
    words = [render(f"class-{name}", {}, lang) for name in classes]
    labels = list(dict.fromkeys(str(name) for name in frame["document"]))[:MOST_STRIPS]
    with chart_style([*labels, title, x, *words], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(9.0, 0.36 * len(labels) + 1.6)
        row = {label: place for place, label in enumerate(labels)}
        shown = frame[frame["document"].isin(row)]
        longest = float(shown["end"].max()) if len(shown) else 1.0
        for name, word in zip(classes, words, strict=True):
            colour, hatch = CLASS_COLOURS[name]
            part = shown[shown["class"] == name]
            places = [row[str(label)] for label in part["document"]]
            boxes = [
                [(a, y - 0.36), (b, y - 0.36), (b, y + 0.36), (a, y + 0.36)]
                for a, b, y in zip(part["start"], part["end"], places, strict=True)
            ]
            axes.add_collection(
                PolyCollection(
                    boxes,
                    facecolors=colour,
                    edgecolors="white",
                    hatch=hatch,
                    linewidths=0.3,
                    label=face.fit(word),
                )
            )
        if classes:
            axes.legend(
                loc="lower left",
                bbox_to_anchor=(0.0, 1.0),
                ncols=len(classes),
                prop={"family": list(face.families), "size": 9},
                handlelength=1.2,
                columnspacing=1.2,
                borderaxespad=0.2,
            )
        axes.set_xlim(0.0, 1.01 * longest)
        axes.set_yticks(range(len(labels)), face.fit_labels(labels))
        axes.set_ylim(max(1, len(labels)) - 0.5, -0.5)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        finish(axes, face, title=title, x=x, pad=30)
    return axes


def dispersion_strips(
    frame: pd.DataFrame,
    lengths: Mapping[str, int],
    *,
    title: str = "",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """One line a document, from its first character to its last, a tick at each place of a term.

    Parameters
    ----------
    frame
        One row a place. Columns ``document`` (label) and ``start`` (characters from its beginning).
    lengths
        Label → characters, in the order to show them.
    title
        The term.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    x = render("chart-sentences-x", {}, lang)
    labels = list(lengths)[:MOST_STRIPS]
    with chart_style([*labels, title, x], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(9.0, 0.3 * len(labels) + 1.4)
        rows = range(len(labels))
        axes.hlines(rows, 0, [lengths[label] for label in labels], color="#D0D0D0", linewidth=1)
        for row, label in enumerate(labels):
            starts = frame.loc[frame["document"] == label, "start"].to_numpy(dtype=float)
            axes.vlines(starts, row - 0.34, row + 0.34, color=OKABE_ITO[0], linewidth=1.2)
        axes.set_xlim(0.0, 1.01 * max([1, *lengths.values()]))
        axes.set_yticks(list(rows), face.fit_labels(labels))
        axes.set_ylim(max(1, len(labels)) - 0.5, -0.5)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        finish(axes, face, title=title, x=x)
    return axes
