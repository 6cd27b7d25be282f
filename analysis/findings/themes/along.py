"""Themes along a variable: in how many documents of each group each of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.findings.groups import Groups

if TYPE_CHECKING:
    import pandas as pd

    from analysis.findings.themes.finding import Themes


def themes_along(found: Themes, groups: Groups) -> pd.DataFrame:
    """One row a theme and group; see :meth:`analysis.findings.themes.finding.Themes.along`."""
    import pandas as pd

    of = groups.over(found.documents).of
    voting = np.isin(np.arange(len(of)), found.votes.rows) & (of >= 0)  # copies are passed over
    total = np.bincount(of[voting], minlength=len(groups))
    frames = []
    for theme, counts in zip(found.themes, np.asarray(found.counts), strict=True):
        having = of[(counts > 0) & voting]
        frame = groups.counted(np.bincount(having, minlength=len(groups)), total)
        frame.insert(1, "theme", theme.id)
        frame.insert(2, "term", theme.label)
        frames.append(frame)
    columns = ["group", "theme", "term", "documents", "count", "of", "share", "low", "high"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
