"""How words are drawn: bars of keywords and key terms, places, networks, maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

import pandas as pd

from analysis.drawings.keyness import keyness_bars
from analysis.drawings.labels import find_labelled, labels_of
from analysis.drawings.map import correspondence_map
from analysis.drawings.network import word_network
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.strips import dispersion_strips
from analysis.drawings.terms import keyword_bars, keyword_panels
from corpus.errors import SettingsError

TERMS_DRAWN = 10
"""Words of one document."""
TIES_DRAWN = 30
"""Pairs of words: more of them are a tangle."""


def plot_keywords(
    table: pd.DataFrame, unit: str | None = None, **how: Unpack[PlotOptions]
) -> Picture:
    """Draw the keywords of one unit as bars, or of all units in small panels.

    Parameters
    ----------
    table
        Rows ``unit, rank, term, tfidf``.
    unit
        Id of a unit, its end, or its label.
    """
    table = table[table["rank"] <= TERMS_DRAWN]
    names = labels_of(dict.fromkeys(table["unit"]), how.get("lang", "zh"))
    frame = pd.DataFrame(
        {"document": table["unit"].map(names), "term": table["term"], "score": table["tfidf"]}
    )
    if unit is None:
        if how.get("ax") is not None:
            raise SettingsError.of("setting-panels")
        panels = keyword_panels(frame, lang=how.get("lang", "zh"), font=how.get("font"))
        return picture(panels)
    chosen = find_labelled(unit, names)
    bars = frame[frame["document"] == names[chosen]]
    return picture(keyword_bars(bars, title=names[chosen], **how), how.get("ax"))


def plot_keyness(table: pd.DataFrame, target: str, **how: Unpack[PlotOptions]) -> Picture:
    """Draw the key terms of one target as signed bars.

    Parameters
    ----------
    table
        Rows ``target, rank, term, log_ratio``.
    target
        Id or name of a target, its end, or its label.
    """
    names = labels_of(dict.fromkeys(table["target"]), how.get("lang", "zh"))
    chosen = find_labelled(target, names)
    rows = table[(table["target"] == chosen) & (table["rank"] <= 2 * TERMS_DRAWN)]
    return picture(keyness_bars(rows, title=names[chosen], **how), how.get("ax"))


def plot_dispersion(
    term: str, places: pd.DataFrame, lengths: Mapping[str, int], **how: Unpack[PlotOptions]
) -> Picture:
    """Draw where a term stands in each document.

    Parameters
    ----------
    term
        The term.
    places
        Rows ``document, start``, characters from the document's beginning.
    lengths
        Id of each document → its characters.
    """
    names = labels_of(lengths, how.get("lang", "zh"))
    frame = places.assign(document=places["document"].map(names))
    labelled = {names[name]: length for name, length in lengths.items()}
    return picture(dispersion_strips(frame, labelled, title=term, **how), how.get("ax"))


def plot_collocations(table: pd.DataFrame, **how: Unpack[PlotOptions]) -> Picture:
    """Draw words near those that they go with, tied as often as they do.

    A word that goes with itself is left out: there is no line to draw.

    Parameters
    ----------
    table
        Rows ``first, second, count``, the strongest first.
    """
    shown = table[table["first"] != table["second"]].head(TIES_DRAWN)
    frame = pd.DataFrame({"a": shown["first"], "b": shown["second"], "count": shown["count"]})
    return picture(word_network(frame, **how), how.get("ax"))


def plot_correspondence(
    table: pd.DataFrame, explained: Sequence[float], **how: Unpack[PlotOptions]
) -> Picture:
    """Draw groups and words as a map.

    Parameters
    ----------
    table
        Rows ``kind, name, x, y``.
    explained
        Share of the inertia of each dimension.
    """
    return picture(correspondence_map(table, explained, **how), how.get("ax"))
