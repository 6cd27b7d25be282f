"""A template and what the documents filled into it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes

from analysis.drawings.style import FAINT, INK, QUIET, chart_style, finish, new_axes
from corpus.messages import render

MOST_OCCURRENCES = 40
MOST_SLOTS = 6
LONGEST_VALUE = 12
LINE = 34  # characters of the template a line


def slot_table(
    frame: pd.DataFrame,
    *,
    template: str,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Table of a template's slots: one row an occurrence, one column a slot.

    Parameters
    ----------
    frame
        Index: document labels; columns: names of the slots (``1 数字``); values: the text that
        was filled in.
    template
        The text with its slots.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    head = render("chart-slots-document", {}, lang)
    shown = frame.iloc[:MOST_OCCURRENCES, :MOST_SLOTS].fillna("").astype(str)
    labels, names = [str(i) for i in shown.index], [str(c) for c in shown.columns]
    cells = [[_short(value) for value in row] for row in shown.to_numpy().tolist()]
    texts = ["…", template, head, *labels, *names, *(v for row in cells for v in row)]
    with chart_style(texts, font=font, lang=lang) as face:
        lines = [template[i : i + LINE] for i in range(0, min(len(template), 3 * LINE), LINE)]
        height = 0.27 * (len(labels) + 1) + 0.28 * len(lines) + 0.5
        axes = ax if ax is not None else new_axes(max(6.0, 1.5 + 1.7 * len(names)), height)
        columns = [head, *names]
        for row, (label, values) in enumerate(
            zip(["", *face.fit_labels(labels)], [names, *cells], strict=True)
        ):
            for column, value in enumerate([columns[0] if row == 0 else label, *values]):
                axes.text(
                    column, row, face.fit(value), va="center",
                    fontsize=9, color=QUIET if row == 0 or column == 0 else INK,
                )  # fmt: skip
            axes.axhline(row + 0.5, color="#B0B0B0" if row == 0 else FAINT, linewidth=0.8)
        axes.set_xlim(-0.05, len(columns) - 0.05)
        axes.set_ylim(len(labels) + 0.55, -0.6)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        finish(axes, face)
        axes.set_title(face.fit("\n".join(lines)), fontsize=11, fontfamily=list(face.families))
    return axes


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
