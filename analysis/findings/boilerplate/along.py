"""Boilerplate along a variable: of what the text of each group consists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.findings.choices import CLASSES
from analysis.findings.groups import Groups

if TYPE_CHECKING:
    import pandas as pd

    from analysis.findings.boilerplate.finding import Boilerplate


def boilerplate_along(found: Boilerplate, groups: Groups) -> pd.DataFrame:
    """One row a group; see :meth:`analysis.findings.boilerplate.finding.Boilerplate.along`."""
    import pandas as pd

    own = groups.over([document.id for document in found.documents])
    counts = np.zeros((len(own), len(CLASSES)), dtype=np.int64)
    np.add.at(counts, own.of[own.of >= 0], found.counts[own.of >= 0])
    whole = counts.sum(axis=1)
    shares = counts / np.maximum(whole, 1)[:, None]
    frame = pd.DataFrame(shares.round(6), columns=list(CLASSES))
    frame.insert(0, "classed", whole)
    frame.insert(0, "documents", own.sizes)
    frame.insert(0, "group", list(own.names))
    return frame
