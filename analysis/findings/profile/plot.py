"""How a profile is drawn: lengths of documents, words by frequency, growth of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from analysis.drawings.growth import heaps_plot
from analysis.drawings.labels import labels_of
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.structure import length_bars
from analysis.drawings.terms import zipf_plot

if TYPE_CHECKING:
    from analysis.measures.terms.richness import HeapsFit, ZipfFit


def plot_lengths(lengths: Iterable[tuple[str, int]], **how: Unpack[PlotOptions]) -> Picture:
    """Draw characters of each document: pairs of id and length."""
    frame = pd.DataFrame(list(lengths), columns=["document", "printed"])
    frame["document"] = frame["document"].map(labels_of(frame["document"], how.get("lang", "zh")))
    return picture(length_bars(frame, **how), how.get("ax"))


def plot_zipf(words: pd.DataFrame, fit: ZipfFit | None, **how: Unpack[PlotOptions]) -> Picture:
    """Draw words by frequency, with the fitted law."""
    line = {} if fit is None else fit._asdict()
    return picture(zipf_plot(words, **line, **how), how.get("ax"))


def plot_heaps(
    growth: Iterable[tuple[int, int]], fit: HeapsFit | None, **how: Unpack[PlotOptions]
) -> Picture:
    """Draw how the vocabulary grows, with the fitted law."""
    law = {} if fit is None else fit._asdict()
    return picture(heaps_plot(growth_frame(growth), **law, **how), how.get("ax"))


def growth_frame(growth: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """Words read and different words by then: ``words, types``."""
    return pd.DataFrame(list(growth), columns=["words", "types"])
