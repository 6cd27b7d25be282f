"""One look for all charts: colours, sizes, fonts, and how a figure becomes a file.

Everything happens inside a matplotlib ``rc_context`` that starts from matplotlib's own defaults:
a user's settings neither change the picture nor are changed by it. pyplot is never imported, so
no global figure, no window and no backend is touched either.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from analysis.drawings.fonts import Typeface, find_typeface
from corpus.messages import render

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
"""Okabe and Ito (2008), "Color universal design": told apart by all kinds of colour vision.
Black is left out (text is black) and yellow comes last (it is faint on white)."""
INK = "#222222"
QUIET = "#767676"  # 4.5 : 1 on white, the least that small text may have
FAINT = "#E3E3E3"
SHADES = LinearSegmentedColormap.from_list(
    "leitong", ["#FFFFFF", "#DCEAF4", "#9CC4E0", "#4A90C2", "#0072B2", "#0B3C5D"]
)
"""White to dark blue, lightness falling steadily: readable in grey print as well."""

_SETTINGS: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#B0B0B0",
    "axes.grid": False,
    "axes.labelcolor": INK,
    "axes.labelsize": 10,
    "axes.linewidth": 0.8,
    "axes.prop_cycle": cycler(color=OKABE_ITO),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titlesize": 13,
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "font.size": 10,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "pdf.fonttype": 42,
    "savefig.facecolor": "white",
    "svg.fonttype": "path",  # outlines: the reader's machine needs no font
    "svg.hashsalt": "leitong",  # ids of clip paths are random otherwise
    "text.color": INK,
    "text.parse_math": False,  # a $ in a document is a $
    "xtick.color": "#B0B0B0",
    "xtick.labelcolor": INK,
    "xtick.labelsize": 9,
    "ytick.color": "#B0B0B0",
    "ytick.labelcolor": INK,
    "ytick.labelsize": 9,
}
PNG_DPI = 160


class MissingGlyphWarning(UserWarning):
    """Some characters of a chart stand in none of the available fonts."""


@contextmanager
def chart_style(
    texts: Iterable[str] = (), *, font: str | Path | None = None, lang: str = "zh"
) -> Iterator[Typeface]:
    """Draw in our style; settings are the user's own again afterwards.

    Parameters
    ----------
    texts
        Everything from the data that will be written in the chart.
    font
        A font file or an installed family to prefer.
    lang
        Language of the warning if characters are missing.

    Yields
    ------
    Typeface
        Pass every text through its ``fit`` or ``fit_labels``.
    """
    face = find_typeface("".join(texts), font=font)
    if face.missing:
        facts = {"characters": " ".join(face.missing[:20]), "n": len(face.missing)}
        warnings.warn(render("missing-glyphs", facts, lang), MissingGlyphWarning, stacklevel=4)
    settings: Any = {k: v for k, v in mpl.rcParamsDefault.items() if not k.startswith("backend")}
    settings |= {**_SETTINGS, "font.family": list(face.families)}
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore", mpl.MatplotlibDeprecationWarning)
        mpl.rcParams.update(settings)
        yield face


def new_axes(width: float, height: float) -> Axes:
    """Axes alone in a new figure of a size in inches, laid out without overlaps."""
    return new_figure(width, height).add_subplot()


def new_figure(width: float, height: float) -> Figure:
    """Make a figure of a size in inches that belongs to nobody's pyplot."""
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def finish(
    axes: Axes,
    face: Typeface,
    *,
    title: str = "",
    x: str = "",
    y: str = "",
    pad: float | None = None,
) -> None:
    """Write title and axis labels, and keep the chart's fonts for ticks drawn later.

    ``pad`` is the distance of the title in points. Axes that the user made have their own font in
    title and labels already, so it is named here.
    """
    families = list(face.families)
    if title:
        axes.set_title(face.fit(title), pad=pad, fontfamily=families)
    axes.set_xlabel(face.fit(x), fontfamily=families)
    axes.set_ylabel(face.fit(y), fontfamily=families)
    axes.tick_params(labelfontfamily=families)


def svg_bytes(figure: Figure) -> bytes:
    """Save a figure as SVG, the same bytes on every run: no date, no random ids, text as paths."""
    out = io.BytesIO()
    with chart_style():
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def png_bytes(figure: Figure, *, dpi: int = PNG_DPI) -> bytes:
    """Save a figure as PNG, the same bytes on every run: no date, no version of the software."""
    out = io.BytesIO()
    with chart_style():
        figure.savefig(out, format="png", dpi=dpi, metadata={"Software": None})
    return out.getvalue()
