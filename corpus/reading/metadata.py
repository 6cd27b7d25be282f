"""Tables that describe documents: csv, tsv, JSON Lines, a JSON list, xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from corpus.errors import SourceError
from corpus.model import Value
from corpus.reading.encoding import decode
from corpus.reading.formats import suffix_of
from corpus.reading.formats.office.spreadsheet import first_sheet
from corpus.reading.formats.table import csv_rows, json_rows, told_apart
from corpus.reading.limits import MAX_FILE
from corpus.reading.refusal import refuse, refuse_os
from corpus.variables.values import plain


def read_metadata(
    path: str | PathLike[str], *, encoding: str | None = None
) -> dict[str, Sequence[Value]]:
    """Read a table of metadata into columns.

    Parameters
    ----------
    path
        The file; its ending says what it is. Of a workbook the first sheet counts.
    encoding
        Overrides the decision made from the file's bytes.

    Returns
    -------
    dict
        Name of each column → its cells, None where there is nothing.

    Raises
    ------
    SourceError
        If it cannot be read, is no table or has no rows.
    """
    name = fspath(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise refuse_os(name, error) from error
    if len(data) > MAX_FILE:
        raise refuse(name, "file-too-large", limit=MAX_FILE // 10**6)
    suffix = suffix_of(Path(name).name)
    if suffix == ".xlsx":
        columns, rows = _sheet(name, data)
    elif suffix in (".jsonl", ".ndjson", ".json"):
        columns, rows = _json(name, decode(data, encoding=encoding)[0])
    else:
        columns, found = csv_rows(
            decode(data, encoding=encoding)[0], "\t" if suffix == ".tsv" else None
        )
        rows = [dict(one.cells) for one in found]
    if not rows or not columns:
        raise SourceError(name, "a table of metadata without rows", "give csv, jsonl or xlsx")
    return {
        column: [None if row.get(column) == "" else plain(row.get(column)) for row in rows]
        for column in columns
    }


def _json(name: str, text: str) -> tuple[list[str], list[dict[str, object]]]:
    if text.lstrip().startswith("["):
        text = _as_lines(name, text)
    rows = []
    for row in json_rows(text):
        if row.fault:
            raise refuse(name, "damaged-file", format="JSON", reason=f"{row.number}: {row.fault}")
        rows.append(dict(row.cells))
    return list(dict.fromkeys(key for row in rows for key in row)), rows


def _as_lines(name: str, text: str) -> str:
    import json

    try:
        return "\n".join(json.dumps(one) for one in json.loads(text))
    except ValueError as error:
        raise refuse(name, "damaged-file", format=".json", reason=str(error)) from error


def _sheet(name: str, data: bytes) -> tuple[list[str], list[dict[str, object]]]:
    try:
        rows = first_sheet(data, name)
    except SourceError as error:  # known by the file's bytes alone: the name is put on it
        raise SourceError(name, error.problem, error.remedy, error.code, error.note) from error
    columns = told_apart(rows[0]) if rows else []
    return columns, [dict(zip(columns, row, strict=False)) for row in rows[1:]]
