"""How words are drawn: keywords of documents as bars, key terms of a target as signed bars."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from analysis.drawings.keyness import keyness_bars
from analysis.drawings.labels import find_labelled, labels_of
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.terms import keyword_bars, keyword_panels
from corpus.errors import SettingsError

TERMS_DRAWN = 10
"""Words of one document."""


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
