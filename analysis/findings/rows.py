"""Rows of a finding as a DataFrame and as records.

A row is a flat dataclass; its fields are the columns, in their order, in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def columns_of(kind: type) -> list[str]:
    """Names of the fields of a kind of row."""
    return [field.name for field in fields(kind)]


def frame_of(items: Iterable[object], kind: type) -> pd.DataFrame:
    """One row an item.

    Parameters
    ----------
    items
        Instances of ``kind``.
    kind
        A dataclass.
    """
    import pandas as pd

    names = columns_of(kind)
    return pd.DataFrame([[getattr(item, name) for name in names] for item in items], columns=names)


def records_of(items: Iterable[object], kind: type, record_type: str) -> Iterator[dict[str, Any]]:
    """One record an item, as the output contract writes it.

    Parameters
    ----------
    items, kind
        As for :func:`frame_of`.
    record_type
        What stands under ``type``.
    """
    names = columns_of(kind)
    for item in items:
        yield {
            "type": record_type,
            "schema": 1,
            **{name: getattr(item, name) for name in names},
        }


def share(value: float | None) -> str:
    """Write a share for reading: 100% only for exactly 1, 0% only for exactly 0.

    >>> share(1.0), share(0.99999), share(0.0), share(0.0001), share(None)
    ('100%', '>99.9%', '0%', '<0.1%', '—')
    """
    if value is None:
        return "—"
    if value in (0.0, 1.0):
        return f"{value:.0%}"
    if value > 0.999:
        return ">99.9%"
    return "<0.1%" if value < 0.001 else f"{value:.1%}"
