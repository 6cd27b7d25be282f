"""How a line of descent is drawn: who may have copied whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from analysis.drawings.labels import labels_of
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.tree import family_tree

if TYPE_CHECKING:
    from analysis.findings.collation.descent import Link


def plot_collation(
    ids: Sequence[str], links: Iterable[Link], **how: Unpack[PlotOptions]
) -> Picture:
    """Draw who may have copied whom, with the number of differences on each line."""
    names = labels_of(ids, how.get("lang", "zh"))
    rows = [
        (names[link.parent], names[link.child], link.differences, link.confidence != "cannot tell")
        for link in links
    ]
    columns = ["parent", "child", "differences", "directed"]
    return picture(family_tree(pd.DataFrame(rows, columns=columns), **how), how.get("ax"))
