"""How the vocabulary grows with the text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from analysis.drawings.style import OKABE_ITO, chart_style, finish, new_axes
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
