"""What groups have in common: copies, or reused passages; who had them first where dates say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Unpack

import numpy as np
from numpy.typing import NDArray

from analysis.findings.groups import NO_VALUE, By, Groups, shown, values_along
from corpus.export.saved import Saved
from corpus.messages import asked_language
from corpus.model import Document
from corpus.show import cell_html, heads_of, table_html
from corpus.variables.dates import iso_date
from corpus.variables.values import label_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from corpus.export.networks import Network

Ints = NDArray[np.int64]
COLUMNS = ("group", "other", "ties", "documents", "other_documents", "characters", "share")
"""The last two are of passages only."""
MOST_ROWS = 30
"""Rows shown in a notebook, as of other tables there."""


@dataclass(frozen=True, eq=False, repr=False)
class Flows(Saved):
    """What groups have in common: copies, or reused passages."""

    _main: ClassVar[str] = "flow"

    frame: pd.DataFrame = field(repr=False)
    groups: Groups
    directed: bool
    """``group`` had it first, and ``other`` later."""
    single: Callable[[], pd.DataFrame] = field(repr=False)
    """Makes the table of :meth:`ties`."""

    def __repr__(self) -> str:
        way = ", the earlier first" if self.directed else ""
        by = f" of {self.groups.by}" if self.groups.by else ""
        return (
            f"Flows({len(self.groups)} groups{by}, {len(self.frame)} with something in common{way})"
        )

    def _repr_html_(self) -> str:
        heads = heads_of("notebook-flows-heads" + "-directed" * self.directed)
        rows = self.frame[list(COLUMNS[: len(heads)])].to_numpy().tolist()
        rows = [[*map(_shown, row[:2]), *row[2:]] for row in rows]
        return cell_html(table_html(heads, rows, numbers=(2, 3, 4), most=MOST_ROWS))

    def table(self) -> pd.DataFrame:
        """One row two groups: ``group, other, ties, documents, other_documents``.

        Of reused passages also ``characters`` of ``other`` that stand in ``group``, each counted
        once, and their ``share`` of all characters of ``other``.
        """
        return self.frame

    def ties(self) -> pd.DataFrame:
        """One row a tie: which documents, of which groups; ``document`` had it first.

        Columns ``group, document, other, other_document``; with ``when=`` also ``date`` and
        ``other_date``; of reused passages ``characters, boilerplate, text`` and ``other_text``, the
        longest first.
        """
        return self.single()

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

        cells = self.matrix()
        if NO_VALUE in cells.index and not (cells.loc[NO_VALUE].any() or cells[NO_VALUE].any()):
            cells = cells.drop(index=NO_VALUE, columns=NO_VALUE)
        lang = how.get("lang", "zh")
        cells = cells.rename(index=lambda n: shown(n, lang), columns=lambda n: shown(n, lang))
        drawn = group_matrix(cells, by=self.groups.by, directed=self.directed, **how)
        return picture(drawn, how.get("ax"))


class Reused(NamedTuple):
    """Counts characters of passages."""

    covered: Callable[[NDArray[np.bool_]], Ints]
    """Of some ties: characters of each document that they cover, each once."""
    lengths: Ints
    """Characters of each document."""
    said: Callable[[NDArray[np.bool_]], pd.DataFrame]
    """Of some ties: ``characters, boilerplate, a_text, b_text``, one row each."""


def _shown(name: str) -> str:
    return shown(name, asked_language())


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
    else:
        dates = []
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
    frame = pd.DataFrame(lines, columns=list(columns))
    ties = partial(_ties, groups, documents, (a, b, turned), counts, dates, reused)
    return Flows(frame, groups, when is not None, ties)


def _ties(
    groups: Groups,
    documents: Sequence[Document],
    sides: tuple[Ints, Ints, NDArray[np.bool_]],
    counts: NDArray[np.bool_],
    dates: Sequence[str | None],
    reused: Reused | None,
) -> pd.DataFrame:
    """Make the table of :meth:`Flows.ties` of the ties that count."""
    import pandas as pd

    a, b, turned = (side[counts] for side in sides)
    frame: dict[str, object] = {}
    for prefix, side in (("", a.tolist()), ("other_", b.tolist())):
        frame[prefix.strip("_") or "group"] = [groups.names[groups.of[row]] for row in side]
        frame[f"{prefix}document"] = [documents[row].id for row in side]
        if dates:
            frame[f"{prefix}date"] = [dates[row] for row in side]
    table = pd.DataFrame(frame)
    if reused is None:
        return table
    said = reused.said(counts)
    table["characters"] = said["characters"].to_numpy()
    table["boilerplate"] = said["boilerplate"].to_numpy()
    one, two = said["a_text"].to_numpy(object), said["b_text"].to_numpy(object)
    table["text"], table["other_text"] = np.where(turned, two, one), np.where(turned, one, two)
    return table.sort_values("characters", ascending=False, kind="stable", ignore_index=True)


def _date(value: Any) -> str | None:
    label = label_of(value)
    return iso_date(label) if label else None
