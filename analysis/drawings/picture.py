"""A drawing that shows itself in a notebook and saves itself, without pyplot."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TypedDict

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawings.style import png_bytes, svg_bytes
from corpus.atomic import write_atomic
from corpus.errors import SettingsError

SCREEN_DPI = 110
"""Dots per inch in a notebook's cell: sharp, and a cell stays small."""


class PlotOptions(TypedDict, total=False):
    """Options of every ``plot``."""

    ax: Axes | None
    """Axes to draw in; by default a new figure of a fitting size."""
    lang: str
    """``"zh"`` or ``"en"``."""
    font: str | Path | None
    """A font file or installed family to prefer."""


@dataclass(frozen=True, eq=False)
class Picture:
    """What ``finding.plot()`` gives.

    Attributes
    ----------
    figure
        The matplotlib figure; it belongs to nobody's pyplot.
    ax
        Its axes; None where there are several (``figure.axes``).
    borrowed
        Whether the axes were given by the caller, whose notebook then shows them itself.
    """

    figure: Figure
    ax: Axes | None
    borrowed: bool = False

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the picture; the ending names the format.

        Parameters
        ----------
        path
            Ends in ``.png`` or ``.svg`` (text as outlines: the reader needs no font). The same
            picture gives the same bytes.

        Raises
        ------
        SettingsError
            If the ending is another one.
        OutputError
            If the file cannot be written; what was there before is untouched.
        """
        target = Path(path)
        form = target.suffix.lower().removeprefix(".")
        if form not in _MAKERS:
            raise SettingsError.of("setting-picture", name=target.name, suffix=repr(target.suffix))
        write_atomic(target, self.content(form))
        return target

    def content(self, form: str) -> bytes:
        """Return what the file of a format holds: ``"png"`` or ``"svg"``."""
        return _MAKERS[form](self.figure)

    def _repr_png_(self) -> bytes | None:
        return None if self.borrowed else png_bytes(self.figure, dpi=SCREEN_DPI)


_MAKERS = {"png": png_bytes, "svg": svg_bytes}


def picture(drawn: Axes | Figure, given: Axes | None = None) -> Picture:
    """Make a picture of what a drawing function returned.

    Parameters
    ----------
    drawn
        Axes, or a figure with several.
    given
        The axes that the caller asked to draw in, if any.
    """
    if isinstance(drawn, Figure):
        return Picture(drawn, None, borrowed=given is not None)
    figure = drawn.get_figure(root=True)
    assert figure is not None  # noqa: S101  axes of ours and of callers always have one
    return Picture(figure, drawn, borrowed=given is not None)
