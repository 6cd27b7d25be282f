"""Records sent as columns: the name of a field stands in the page once, not in every record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Columns = dict[str, list[Any]]
"""Name of a field → its value in each record; all lists have one length."""


def columns(names: str, rows: Iterable[Sequence[Any]]) -> Columns:
    """Put records into columns; ``script/data/columns.js`` makes records of them again.

    Parameters
    ----------
    names
        Names of the fields, with blanks between them.
    rows
        For each record its values, in the order of the names.

    Raises
    ------
    ValueError
        If a record has more or fewer values than there are names.

    Examples
    --------
    >>> columns("document start", [(0, 12), (3, 40)])
    {'document': [0, 3], 'start': [12, 40]}
    """
    fields = names.split()
    held = list(rows)
    if not held:
        return {name: [] for name in fields}
    values = zip(*held, strict=True)
    return {name: list(column) for name, column in zip(fields, values, strict=True)}


def records(held: Columns) -> list[dict[str, Any]]:
    """Return the records of some columns.

    >>> records({"document": [0, 3], "start": [12, 40]})
    [{'document': 0, 'start': 12}, {'document': 3, 'start': 40}]
    """
    return [dict(zip(held, row, strict=True)) for row in zip(*held.values(), strict=True)]
