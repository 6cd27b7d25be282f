"""Three weightings side by side: what copies and shared text do to a statistic.

``all`` counts every document, ``family`` counts copies once, ``distinct`` counts only text that no
other family has. A value that falls from the first to the last was made by copying.

>>> found = compare_weightings(
...     {"甲": {"学习": 9.0, "舆情": 2.0}},
...     {"甲": {"学习": 3.0, "舆情": 2.0}},
...     {"甲": {"舆情": 2.0}},
... )
>>> [(row.name, row.all_rank, row.distinct_rank, row.change) for row in found]
[('学习', 1, None, 'gone'), ('舆情', 2, 1, 'up')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from analysis.findings.choices import WEIGHTINGS
from analysis.findings.rows import frame_of, records_of
from corpus.export.saved import Saved
from corpus.messages import asked_language, render
from corpus.show import cell_html, heads_of, table_html

if TYPE_CHECKING:
    import pandas as pd

Values = Mapping[str | None, Mapping[str, float]]
"""Unit (None for the corpus) → name of a term or measure → value."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One term or measure of one unit, three times."""

    unit: str | None
    name: str
    all: float | None
    """None where this weighting does not have it."""
    family: float | None
    distinct: float | None
    all_rank: int | None
    """Rank within the unit, from 1; None where ranks mean nothing."""
    family_rank: int | None
    distinct_rank: int | None
    change: str
    """From ``all`` to ``distinct``: ``up`` or ``down`` in rank (for measures, in value),
    ``steady``, ``gone`` or ``new``; ``passing`` if only ``family`` has it."""


@dataclass(frozen=True)
class Weightings(Saved):
    """Everything that was weighed, unit by unit, in the order of ``all``, then of the others."""

    _main: ClassVar[str] = "weighting"

    items: tuple[Weighed, ...] = field(repr=False)

    def __repr__(self) -> str:
        return f"Weightings({len(self)} rows)"

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Weighed]:
        return iter(self.items)

    def of(self, unit: str | None) -> tuple[Weighed, ...]:
        """Return the rows of one unit, by its id; None for the corpus."""
        return tuple(row for row in self.items if row.unit == unit)

    def table(self) -> pd.DataFrame:
        """One row a (unit, name); columns are the fields of :class:`Weighed`."""
        frame = frame_of(self.items, Weighed)
        for name in WEIGHTINGS:
            frame[name] = frame[name].astype("float64")
            frame[f"{name}_rank"] = frame[f"{name}_rank"].astype("Int64")
        return frame

    def records(self) -> Iterator[dict[str, Any]]:
        """One ``weighting`` record a row."""
        return records_of(self.items, Weighed, "weighting")

    def _repr_html_(self) -> str:
        lang = asked_language()
        rows = [
            (row.unit or "", row.name, *(_shown(getattr(row, name)) for name in WEIGHTINGS),
             render(f"change-{row.change}", {}, lang))
            for row in self.items
        ]  # fmt: skip
        heads = heads_of("notebook-weightings-heads")
        return cell_html(table_html(heads, rows, numbers=(2, 3, 4), most=60))


def compare_weightings(
    every: Values, family: Values, distinct: Values, *, ranked: bool = True
) -> Weightings:
    """Lay three results of one statistic side by side.

    Parameters
    ----------
    every, family, distinct
        The values under the three weightings.
    ranked
        Whether a higher value is a higher rank (keywords). Otherwise values are measures, and the
        change is that of the value.

    Returns
    -------
    Weightings
    """
    three = (every, family, distinct)
    items: list[Weighed] = []
    for unit in dict.fromkeys(unit for values in three for unit in values):
        mine = [values.get(unit, {}) for values in three]
        orders = [_order(values) if ranked else list(values) for values in mine]
        places = [{name: rank for rank, name in enumerate(order, 1)} for order in orders]
        (x, y, z), (first, second, third) = mine, places
        for name in dict.fromkeys(chain.from_iterable(orders)):
            a, b, c = x.get(name), y.get(name), z.get(name)
            i, j, k = (first.get(name), second.get(name), third.get(name)) if ranked else _NO_RANKS
            change = _change(i, k) if ranked else _change(c, a)
            if a is None and c is None:
                change = "passing"
            elif not ranked and (a is None) != (c is None):
                change = "new" if a is None else "gone"
            items.append(Weighed(unit, name, a, b, c, i, j, k, change))
    return Weightings(tuple(items))


_NO_RANKS = (None, None, None)


def _order(values: Mapping[str, float]) -> list[str]:
    return sorted(values, key=lambda name: (-values[name], name))


def _change(high: float | None, low: float | None) -> str:
    """How something moved, ``up`` if the first number is the greater one."""
    if high is None or low is None:
        return "steady" if high is low else "new" if high is None else "gone"
    return "steady" if high == low else "up" if high > low else "down"


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:,.3f}".rstrip("0").rstrip(".")
