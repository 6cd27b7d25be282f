"""Parquet: rows of a table, read in columns by pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.errors import MissingExtra
from corpus.reading.refusal import refuse

_AT_ONCE = 1 << 14
"""Rows made into Python values at once: those of a whole file would stand there twice."""


def columns_and_rows(data: bytes, name: str) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """Take a Parquet file apart: names of its columns, and the cells of each row.

    Parameters
    ----------
    data
        The file's bytes.
    name
        Its name, for the message of an error.

    Raises
    ------
    MissingExtra
        If pyarrow is not installed.
    SourceError
        If the file is damaged.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("reading .parquet", "parquet") from error
    try:
        table = pq.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0][:200]
        raise refuse(name, "damaged-file", format=".parquet", reason=reason) from error
    return list(table.column_names), _rows(table)


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    names = table.column_names
    for batch in table.to_batches(max_chunksize=_AT_ONCE):
        cells = [column.to_pylist() for column in batch.columns]
        for row in zip(*cells, strict=True):
            yield dict(zip(names, row, strict=True))
