"""Reused passages along a variable: how much of each group stands elsewhere, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.findings.flows import Flows, Reused, flows_between
from analysis.findings.groups import By, Groups
from analysis.findings.reuse.tables import reused_characters, table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.findings.reuse.finding import Reuse


def reuse_along(found: Reuse, groups: Groups) -> pd.DataFrame:
    """One row a group; see :meth:`analysis.findings.reuse.finding.Reuse.along`."""
    import pandas as pd

    own = groups.over([document.id for document in found.documents])
    of = own.of
    same = of[found.a_row] == of[found.b_row]
    kinds = {"share": np.ones(len(found), dtype=bool), "inside": same, "outside": ~same}
    whole = np.bincount(of[of >= 0], weights=found.lengths[of >= 0], minlength=len(own))
    frame = pd.DataFrame({"group": list(own.names), "documents": own.sizes,
                          "characters": whole.astype(np.int64)})  # fmt: skip
    for name, chosen in kinds.items():
        reused = reused_characters(found, chosen)
        part = np.bincount(of[of >= 0], weights=reused[of >= 0], minlength=len(own))
        frame[name] = (part / np.maximum(whole, 1)).round(6)
    return frame


def reuse_flows(found: Reuse, groups: Groups, when: By | None, *, boilerplate: bool) -> Flows:
    """Passages between groups, with the characters that they cover."""
    own = groups.over([document.id for document in found.documents])
    chosen = np.ones(len(found), dtype=bool) if boilerplate else ~found.boilerplate
    rows = np.flatnonzero(chosen)

    def among_all(some: NDArray[np.bool_]) -> NDArray[np.bool_]:
        every = np.zeros(len(found), dtype=bool)
        every[rows[some]] = True
        return every

    reused = Reused(
        lambda some: reused_characters(found, among_all(some)),
        found.lengths,
        lambda some: table(found)[among_all(some)],
    )
    a, b = found.a_row[rows], found.b_row[rows]
    return flows_between(own, found.documents, a, b, when=when, reused=reused)
