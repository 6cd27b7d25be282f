"""Records and tables as bytes: JSON, JSON Lines, CSV, Parquet, Excel.

A spreadsheet runs a cell that looks like a formula, so text cells that could be one are defused
(a leading apostrophe, which :func:`restore` takes away again) and counted. Same records, same
bytes: no clock, no locale, no machine.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from corpus.atomic import Content, write_all, write_atomic
from corpus.errors import SettingsError
from corpus.export.flat import (
    BOOLEAN,
    CHANCES,
    DECIMALS,
    INTEGER,
    NUMBER_CELL,
    Record,
    Table,
    empty_table,
    flatten,
    table_of,
)
from corpus.export.people import for_people
from corpus.export.workbook import need, xlsx_bytes

FORMATS = ("json", "jsonl", "csv", "parquet", "xlsx")
ENDINGS = {"ndjson": "jsonl", "txt": "table", "htm": "html", "html": "html", "sarif": "sarif",
           "png": "png", "svg": "svg", "graphml": "graphml", "gexf": "gexf",
           "conllu": "conllu", "tei": "tei"}  # fmt: skip
"""Endings that are not their format's name."""
BOM = b"\xef\xbb\xbf"

# What a spreadsheet may take for a formula: the four signs, plain or full width, also behind
# blanks, invisible characters or control characters; a tab or carriage return first of all.
_FORMULA = re.compile(
    r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r]"
)
_DEFUSED = re.compile(rf"'+(?:{_FORMULA.pattern})")


class Written(NamedTuple):
    """What was written, and what had to be changed on the way."""

    paths: tuple[Path, ...]
    defused: int = 0
    """Text cells given a leading apostrophe so that no spreadsheet runs them."""
    replaced: int = 0
    """Cells in which characters that Excel cannot hold became U+FFFD."""
    split: int = 0
    """Cells too long for Excel, continued in further columns."""


def format_of(path: Path) -> str | None:
    """Tell the format from a file name's ending; None if it names none.

    >>> format_of(Path("a.ndjson")), format_of(Path("a.sarif.json")), format_of(Path("a.doc"))
    ('jsonl', 'sarif', None)
    """
    name = path.name.lower().removesuffix(".json") if ".sarif" in path.name.lower() else path.name
    suffix = name.lower().rpartition(".")[2] if "." in name else ""
    return suffix if suffix in FORMATS else ENDINGS.get(suffix)


def json_lines(records: Iterable[Record]) -> Iterator[bytes]:
    r"""Return records as JSON Lines: UTF-8, LF, keys in the contract's order, 6 decimals.

    >>> b"".join(json_lines([{"type": "share", "distinct": 1 / 3}])).decode()
    '{"type":"share","distinct":0.333333}\n'
    """
    for record in records:
        yield _json(record) + b"\n"


def json_array(records: Iterable[Record]) -> Iterator[bytes]:
    """Return records as one JSON array, a record a line."""
    lead = b"[\n"
    for record in records:
        yield lead + _json(record)
        lead = b",\n"
    yield b"\n]\n" if lead == b",\n" else b"[]\n"


def _json(record: Record) -> bytes:
    text = _encode(record if record.get("type") in _WHOLE else _rounded(record))
    return text.encode("utf-8", "replace")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        # Adding zero turns -0.0 into 0.0.
        return round(float(value), DECIMALS) + 0.0 if isfinite(value) else None
    if isinstance(value, dict):
        return {
            key: item if type(item) in _AS_IS or key in CHANCES else _rounded(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [item if type(item) in _AS_IS else _rounded(item) for item in value]
    return value


_encode = json.JSONEncoder(
    ensure_ascii=False,
    allow_nan=False,
    check_circular=False,  # a record is a tree; looking out for circles takes a quarter more
    separators=(",", ":"),
    default=lambda number: _rounded(number.item()),  # NumPy's own integers and floats
).encode
_WHOLE = frozenset({"source", "document"})  # hold spans by the thousand and no fractions
_AS_IS = frozenset({int, str, bool, type(None)})  # most values: spared the call


def defuse(cell: str) -> str:
    r"""Make a text cell harmless to spreadsheets; :func:`restore` undoes it exactly.

    >>> defuse('=HYPERLINK("x")'), defuse("＋86"), defuse("学习"), restore(defuse("'=1"))
    ('\'=HYPERLINK("x")', "'＋86", '学习', "'=1")
    """
    if cell[:1].isalnum():  # most cells
        return cell
    return "'" + cell if _FORMULA.match(cell) or _DEFUSED.match(cell) else cell


def restore(cell: str) -> str:
    """Undo :func:`defuse`."""
    return cell[1:] if _DEFUSED.match(cell) else cell


def csv_bytes(table: Table, *, bom: bool = True) -> tuple[bytes, int]:
    """Return a table as CSV (CRLF) and the number of cells defused.

    Parameters
    ----------
    table
        Numbers are written as numbers, whatever their sign; missing values as nothing.
    bom
        Begin with a byte-order mark, without which Excel takes UTF-8 for something else.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    defused = 0
    writer.writerow([defuse(name) for name in table.columns])
    for row in table.rows:
        cells = [cell if type(cell) in _CSV_AS_IS else _csv_cell(cell) for cell in row]
        defused += sum(
            old is not new and isinstance(old, str) and old != new
            for old, new in zip(row, cells, strict=True)
        )
        writer.writerow(cells)
    return (BOM if bom else b"") + stream.getvalue().encode("utf-8", "replace"), defused


_CSV_AS_IS = frozenset({int, float, type(None)})  # written as str does, None as nothing


def _csv_cell(cell: object) -> str:
    if isinstance(cell, str):
        return defuse(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def parquet_bytes(table: Table) -> bytes:
    """Return a table as Parquet (extra ``parquet``)."""
    need("pyarrow", "--format parquet", "parquet")
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = {INTEGER: pa.int64(), NUMBER_CELL: pa.float64(), BOOLEAN: pa.bool_()}
    columns: list[tuple[object, ...]] = list(zip(*table.rows, strict=True)) or [
        () for _ in table.columns
    ]
    arrays = [
        pa.array(column, type=arrow.get(kind, pa.string()))
        for column, kind in zip(columns, table.kinds, strict=True)
    ]
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays, names=list(table.columns)), sink, compression="zstd")
    return sink.getvalue()


def single(
    records: Iterable[Record],
    form: str,
    *,
    main: str,
    texts: Mapping[str, str] | None = None,
    bom: bool = True,
    lang: str = "zh",
    beside: Sequence[Table] = (),
) -> tuple[bytes | Iterable[bytes], Written, list[str]]:
    """Return records in one stream, e.g. for standard output.

    Parameters
    ----------
    records
        In the contract's form.
    form
        One of :data:`FORMATS`. CSV and Parquet hold one table: the one named ``main``.
    main
        The record type that the verb is about.
    texts
        As for :func:`corpus.export.flat.flatten`.
    bom
        Whether CSV begins with a byte-order mark.
    lang
        Language of what a workbook's sheets and columns are called.
    beside
        Tables that a workbook has besides: what people are to know, and programs are told.

    Returns
    -------
    tuple
        Content; counts of changed cells; names of the tables that found no place.
    """
    if form in ("json", "jsonl"):
        lines = json_lines(records) if form == "jsonl" else json_array(records)
        return lines, Written(()), []
    tables = main_first(flatten(records, texts=texts), main)
    if form == "xlsx":
        content, replaced, split = xlsx_bytes(for_people([*tables, *beside], lang, texts))
        return content, Written((), 0, replaced, split), []
    rest = [table.name for table in tables[1:]]
    if form == "parquet":
        return parquet_bytes(tables[0]), Written(()), rest
    content, defused = csv_bytes(tables[0], bom=bom)
    return content, Written((), defused), rest


def write_records(
    records: Iterable[Record],
    path: Path,
    form: str,
    *,
    main: str,
    texts: Mapping[str, str] | None = None,
    bom: bool = True,
    lang: str = "zh",
) -> Written:
    """Write records to a file; CSV and Parquet write one file for each table.

    The table ``main`` goes to ``path``, each other one beside it: with ``结果.csv`` that is
    ``结果.sections.csv``, ``结果.notes.csv`` and so on. All files are written, or none.

    Parameters
    ----------
    records, form, main, texts, bom, lang
        As for :func:`single`.
    path
        The file.

    Raises
    ------
    OutputError
        If a file cannot be written; what stood there is untouched.
    SettingsError
        If there is no such format.
    """
    contents, written = files_of(records, path, form, main=main, texts=texts, bom=bom, lang=lang)
    write_all(contents)
    return written


def files_of(
    records: Iterable[Record],
    path: Path,
    form: str,
    *,
    main: str,
    texts: Mapping[str, str] | None = None,
    bom: bool = True,
    lang: str = "zh",
    beside: Sequence[Table] = (),
) -> tuple[dict[Path, Content], Written]:
    """Make what :func:`write_records` writes, to be written together with other files.

    Parameters
    ----------
    records, path, form, main, texts, bom, lang
        As for :func:`write_records`.
    beside
        As for :func:`single`.

    Returns
    -------
    tuple
        File → content, of which lines of JSON are made when they are asked for; what was changed.

    Raises
    ------
    SettingsError
        If there is no such format.
    """
    if form not in FORMATS:
        raise SettingsError.of(
            "setting-choice", name="format", value=repr(form), names=", ".join(FORMATS)
        )
    if form not in ("csv", "parquet"):
        content, written, _ = single(
            records, form, main=main, texts=texts, bom=bom, lang=lang, beside=beside
        )
        return {path: content}, written._replace(paths=(path,))
    contents: dict[Path, Content] = {}
    defused = 0
    for number, table in enumerate(main_first(flatten(records, texts=texts), main)):
        target = path if number == 0 else path.with_name(f"{path.stem}.{table.name}{path.suffix}")
        if form == "csv":
            contents[target], count = csv_bytes(table, bom=bom)
            defused += count
        else:
            contents[target] = parquet_bytes(table)
    return contents, Written(tuple(contents), defused)


def main_first(tables: list[Table], main: str) -> list[Table]:
    """Put the main table first; where nothing was found, an empty one with its columns."""
    first = [table for table in tables if table.name == main] or [empty_table(main)]
    return first + [table for table in tables if table.name != main]


def write_table(path: str | Path, frame: Any, *, bom: bool = True) -> Written:
    """Write one DataFrame; the file name's ending decides (``.csv``, ``.xlsx``, ``.parquet``).

    Raises
    ------
    SettingsError
        If the ending names no format for tables.
    """
    target = Path(path)
    table = table_of(frame, target.stem)
    form = format_of(target)
    if form == "csv":
        content, defused = csv_bytes(table, bom=bom)
        write_atomic(target, content)
        return Written((target,), defused)
    if form == "xlsx":
        content, replaced, split = xlsx_bytes([table])
        write_atomic(target, content)
        return Written((target,), 0, replaced, split)
    if form == "parquet":
        write_atomic(target, parquet_bytes(table))
        return Written((target,))
    raise SettingsError.of("setting-table", name=target.name)
