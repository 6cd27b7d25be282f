"""How reuse is drawn: ties between documents that share passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from analysis.drawings.labels import labels_of
from analysis.drawings.network import reuse_network
from analysis.drawings.picture import Picture, PlotOptions, picture


def plot_reuse(ids: Sequence[str], ties: pd.DataFrame, **how: Unpack[PlotOptions]) -> Picture:
    """Draw ties between documents; each is drawn once.

    Parameters
    ----------
    ids
        All documents, in reading order.
    ties
        Rows ``document, other, characters``, in both directions.
    """
    names = labels_of(ids, how.get("lang", "zh"))
    order = {name: row for row, name in enumerate(ids)}
    ties = ties[ties["document"].map(order) < ties["other"].map(order)]
    frame = pd.DataFrame(
        {
            "a": ties["document"].map(names),
            "b": ties["other"].map(names),
            "characters": ties["characters"],
        }
    )
    return picture(reuse_network(frame, documents=list(names.values()), **how), how.get("ax"))
