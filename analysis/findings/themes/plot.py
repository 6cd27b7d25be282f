"""How themes are drawn: as a map of passages, as bars, or against the documents."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from analysis.drawings.labels import labels_of
from analysis.drawings.map import theme_map
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.themes import theme_bars, theme_matrix


def plot_map(frame: pd.DataFrame, **how: Unpack[PlotOptions]) -> Picture:
    """Draw passages as dots: rows ``unit, theme, label, x, y``."""
    return picture(theme_map(frame, **how), how.get("ax"))


def plot_bars(frame: pd.DataFrame, **how: Unpack[PlotOptions]) -> Picture:
    """Draw sizes and terms: rows ``label, size, terms``."""
    return picture(theme_bars(frame, **how), how.get("ax"))


def plot_matrix(frame: pd.DataFrame, **how: Unpack[PlotOptions]) -> Picture:
    """Draw themes (rows) against documents (columns, ids)."""
    names = labels_of(frame.columns, how.get("lang", "zh"))
    return picture(theme_matrix(frame.rename(columns=names), **how), how.get("ax"))
