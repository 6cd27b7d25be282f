"""Folded texts as a column of Arrow, and back; columns as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints

Codes = NDArray[np.uint32]


def codes_column(codes: Codes, bounds: Ints) -> pa.LargeBinaryArray:
    """Lay the characters of n units into one column, four bytes a character.

    >>> import numpy as np
    >>> column = codes_column(np.array([7, 8, 9], np.uint32), np.array([0, 1, 3]))
    >>> codes, bounds = codes_of(column)
    >>> codes.tolist(), bounds.tolist()
    ([7, 8, 9], [0, 1, 3])
    """
    offsets = np.ascontiguousarray(bounds, dtype=np.int64) * 4
    data = np.ascontiguousarray(codes, dtype="<u4")
    return pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(bounds) - 1, [None, pa.py_buffer(offsets), pa.py_buffer(data)]
    )


def codes_of(column: pa.Array | pa.ChunkedArray) -> tuple[Codes, Ints]:
    """Return characters and bounds of folded texts, copied only where they are in portions."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
        if isinstance(column, pa.ChunkedArray):  # of no chunk at all
            column = pa.array([], pa.large_binary())
    if not len(column):
        return np.zeros(0, np.uint32), np.zeros(1, np.int64)
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1] // 4
    whole = np.frombuffer(data, "<u4") if data is not None and data.size else np.zeros(0, "<u4")
    return whole[bounds[0] : bounds[-1]], bounds - bounds[0]


def numbers(table: pa.Table | pa.RecordBatch, name: str) -> NDArray[Any]:
    """Return a column of numbers as an array."""
    column = table.column(name)
    return np.asarray(
        column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy()
    )


def united(tables: Iterable[pa.Table | None], schema: pa.Schema) -> pa.Table:
    """Put tables of one schema under one another."""
    some = [table for table in tables if table is not None]
    return pa.concat_tables(some) if some else schema.empty_table()
