"""Which words one part of a corpus uses more, and which less, than the rest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.drawings.style import INK, OKABE_ITO, QUIET, chart_style, finish, new_axes
from corpus.messages import render

LONGEST_TERM = 12
WORDS = 0.55  # of the longest bar: room for a word of that many characters


def keyness_bars(
    frame: pd.DataFrame,
    *,
    title: str = "",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Signed bars: to the right what is used more than elsewhere, to the left what less.

    Parameters
    ----------
    frame
        Columns ``term``, ``log_ratio`` (binary logarithm of the ratio of relative frequencies)
        and ``count``, in the order to show them.
    title
        Whose words they are.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    x = render("chart-keyness-x", {}, lang)
    words = [_short(str(term)) for term in frame["term"]]
    with chart_style(["…×−", *words, title, x], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(6.4, 0.28 * len(frame) + 1.2)
        values = frame["log_ratio"].to_numpy(dtype=float)
        places = np.arange(len(values))
        more = values >= 0
        axes.barh(places[more], values[more], height=0.68, color=OKABE_ITO[0])
        axes.barh(places[~more], values[~more], height=0.68, color=OKABE_ITO[1], hatch="////",
                  edgecolor="white", linewidth=0.0)  # fmt: skip
        least, most = float(values.min(initial=0.0)), float(values.max(initial=0.0))
        farthest = max(1.0, most, -least)
        # what has bars on one side only still needs room for words on the other
        low = min(1.2 * least, -WORDS * farthest) if more.any() else 1.2 * least
        high = max(1.2 * most, WORDS * farthest) if (~more).any() else 1.2 * most
        for place, (word, value, count) in enumerate(
            zip(words, values.tolist(), frame["count"].tolist(), strict=True)
        ):
            right = value >= 0
            axes.annotate(
                face.fit(word), (0.0, place), xytext=(-5 if right else 5, 0),
                textcoords="offset points", ha="right" if right else "left", va="center",
                fontsize=9, color=INK,
            )  # fmt: skip
            axes.annotate(
                f"{count:,.0f}", (value, place), xytext=(4 if right else -4, 0),
                textcoords="offset points", ha="left" if right else "right", va="center",
                fontsize=8, color=QUIET,
            )  # fmt: skip
        axes.axvline(0.0, color="#B0B0B0", linewidth=0.8)
        axes.set_xlim(low, max(high, low + 1.0))
        axes.set_yticks([])
        axes.set_ylim(len(values) - 0.4, -0.6)
        step = max(1, round(farthest / 3))
        ticks = [tick for tick in range(-3 * step, 3 * step + 1, step) if least <= tick <= most]
        axes.set_xticks(ticks, [_times(tick) for tick in ticks])
        axes.spines["left"].set_visible(False)
        finish(axes, face, title=title, x=x)
    return axes


def _times(exponent: int) -> str:
    """How many times as frequent: ``×8``, ``1/8``."""
    return f"×{2**exponent}" if exponent >= 0 else f"1/{2**-exponent}"


def _short(term: str) -> str:
    return term if len(term) <= LONGEST_TERM else term[: LONGEST_TERM - 1] + "…"
