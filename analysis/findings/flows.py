"""What groups have in common: copies, or reused passages; who had them first where dates say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Unpack

import numpy as np
from numpy.typing import NDArray

from analysis.findings.groups import By, Groups, values_along
from corpus.export.saved import Saved
from corpus.model import Document
from corpus.variables.dates import iso_date
from corpus.variables.values import label_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from corpus.export.networks import Network

Ints = NDArray[np.int64]
COLUMNS = ("group", "other", "ties", "documents", "other_documents", "characters", "share")
"""The last two are of passages only."""


@dataclass(frozen=True, eq=False)
class Flows(Saved):
    """What groups have in common: copies, or reused passages."""

    _main: ClassVar[str] = "flow"

    frame: pd.DataFrame = field(repr=False)
    groups: Groups
    directed: bool
    """``group`` had it first, and ``other`` later."""

    def table(self) -> pd.DataFrame:
        """One row two groups: ``group, other, ties, documents, other_documents``.

        Of reused passages also ``characters`` of ``other`` that stand in ``group``, each counted
        once, and their ``share`` of all characters of ``other``.
        """
        return self.frame

    def records(self) -> Iterator[dict[str, object]]:
        """``flow`` records, one a row; ``characters`` and ``share`` are null for copies."""
        head = {"type": "flow", "schema": 1, "by": self.groups.by, "directed": self.directed}
        for row in self.frame.to_dict("records"):
            yield head | {name: row.get(name) for name in COLUMNS}

    def _network(self) -> Network:
        from corpus.export.networks import Network, NetworkNode, NetworkTie

        sizes = self.groups.sizes.tolist()
        nodes = [
            NetworkNode(name, name, {"documents": count})
            for name, count in zip(self.groups.names, sizes, strict=True)
        ]
        columns = (self.frame[name].tolist() for name in ("group", "other", "ties"))
        ties = [NetworkTie(*each) for each in zip(*columns, strict=True)]
        return Network(nodes, ties, directed=self.directed)

    def matrix(self) -> pd.DataFrame:
        """Groups × groups: pairs; symmetric unless directed (rows had it first)."""
        import pandas as pd

        names = list(self.groups.names)
        cells = np.zeros((len(names), len(names)), dtype=np.int64)
        row = {name: at for at, name in enumerate(names)}
        columns = (self.frame[name].tolist() for name in ("group", "other", "ties"))
        for one, two, count in zip(*columns, strict=True):
            cells[row[one], row[two]] += count
            if not self.directed and one != two:
                cells[row[two], row[one]] += count
        return pd.DataFrame(cells, index=names, columns=names)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the matrix, darker where groups have more in common."""
        from analysis.drawings.growth import group_matrix
        from analysis.drawings.picture import picture

        drawn = group_matrix(self.matrix(), by=self.groups.by, directed=self.directed, **how)
        return picture(drawn, how.get("ax"))


class Reused(NamedTuple):
    """Counts characters of passages."""

    covered: Callable[[NDArray[np.bool_]], Ints]
    """Of some ties: characters of each document that they cover, each once."""
    lengths: Ints
    """Characters of each document."""


def flows_between(
    groups: Groups,
    documents: Sequence[Document],
    a: Ints,
    b: Ints,
    *,
    when: By | None,
    reused: Reused | None = None,
) -> Flows:
    """Count ties between documents as ties between their groups.

    Parameters
    ----------
    groups
        Those of the documents.
    documents
        The documents.
    a, b
        Shape (n ties,): rows of the documents that are tied.
    when
        A variable with dates, or a value for each document: the earlier one comes first, and ties
        of one date or without one are left out. By default groups stand in their own order.
    reused
        Counts characters, where ties are passages.
    """
    import pandas as pd

    at = groups.of
    if when is not None:
        dates = [_date(value) for value in values_along(documents, when)]
        order = {date: at for at, date in enumerate(sorted({*dates} - {None}, key=str))}
        at = np.array([order.get(date, -1) for date in dates], dtype=np.int64)
    turned = at[a] > at[b]
    a, b = np.where(turned, b, a), np.where(turned, a, b)
    one, two = groups.of[a], groups.of[b]
    counts = (one >= 0) & (two >= 0)
    if when is not None:
        counts &= (at[a] >= 0) & (at[a] < at[b])
    lines = []
    for x, y in sorted(set(zip(one[counts].tolist(), two[counts].tolist(), strict=True))):
        mine = counts & (one == x) & (two == y)
        line: dict[str, object] = {
            "group": groups.names[x],
            "other": groups.names[y],
            "ties": len(set(zip(a[mine].tolist(), b[mine].tolist(), strict=True))),
            "documents": len(set(a[mine].tolist())),
            "other_documents": len(set(b[mine].tolist())),
        }
        if reused is not None:
            theirs = groups.of == y
            shared = int(reused.covered(mine)[theirs].sum())
            whole = max(1, int(reused.lengths[theirs].sum()))
            line |= {"characters": shared, "share": round(shared / whole, 6)}
        lines.append(line)
    columns = COLUMNS if reused is not None else COLUMNS[:-2]
    return Flows(pd.DataFrame(lines, columns=list(columns)), groups, when is not None)


def _date(value: Any) -> str | None:
    label = label_of(value)
    return iso_date(label) if label else None
