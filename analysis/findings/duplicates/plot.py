"""How near-duplicates are drawn: a heat map of similarities with the tree of units above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.drawings.labels import labels_of
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.similarity import similarity_map
from analysis.measures.factors.ordering import Ordering, order_by_similarity, similarity_matrix
from corpus.errors import SettingsError

MOST_COMPARED = 300
"""Units in a heat map: below one pixel a column nothing can be seen."""


def similarity_frame(
    ids: Sequence[str], pairs: pd.DataFrame, labels: Mapping[str, str]
) -> tuple[pd.DataFrame, Ordering]:
    """Similarities of all units as a square table, similar ones side by side.

    Parameters
    ----------
    ids
        At least two units.
    pairs
        Rows ``a, b, verdict, similarity``; what has no row counts as 0.
    labels
        What to call each unit.

    Returns
    -------
    frame : DataFrame
        Square and symmetric, 1 on the diagonal; index and columns are labels.
    ordering : Ordering
        The order and its tree.
    """
    row = {name: place for place, name in enumerate(ids)}
    a = np.array([row[name] for name in pairs["a"]], dtype=np.int64)
    b = np.array([row[name] for name in pairs["b"]], dtype=np.int64)
    # Copies of one text are paired with the first of them only; they are like it in all else.
    first = np.arange(len(ids))
    same = (pairs["verdict"] == "identical").to_numpy(bool)
    first[b[same]] = a[same]
    known = similarity_matrix(a, b, pairs["similarity"].to_numpy(np.float64), len(ids))
    matrix = known[np.ix_(first, first)]
    ordering = order_by_similarity(matrix)
    names = pd.Index([labels[ids[place]] for place in ordering.rows.tolist()])
    values = matrix[np.ix_(ordering.rows, ordering.rows)].round(6)
    return pd.DataFrame(values, index=names, columns=names), ordering


def plot_duplicates(ids: Sequence[str], pairs: pd.DataFrame, **how: Unpack[PlotOptions]) -> Picture:
    """Draw a heat map of similarities with the tree of units above it.

    Raises
    ------
    SettingsError
        If there is one unit only, or more than a heat map can show.
    """
    if not 2 <= len(ids) <= MOST_COMPARED:
        raise SettingsError.of("setting-heat-map", count=len(ids), most=MOST_COMPARED)
    frame, ordering = similarity_frame(ids, pairs, labels_of(ids, how.get("lang", "zh")))
    return picture(similarity_map(frame, branches=ordering.branches, **how), how.get("ax"))
