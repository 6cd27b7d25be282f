"""Tables with a column of texts: csv, tsv, JSON Lines, a JSON list, Parquet. One text a row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from corpus.errors import SettingsError
from corpus.model import NO_METADATA, Absent, Metadata, Note, SharedColumns, Span, Value
from corpus.reading.encoding import decode, sanitise
from corpus.reading.formats import Extract, Options, suffix_of
from corpus.reading.formats.own import is_own
from corpus.reading.formats.parquet import columns_and_rows
from corpus.reading.limits import MAX_FILE
from corpus.reading.refusal import note_of, refuse, refuse_unforeseen
from corpus.variables.values import plain

TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "全文", "文本", "正文内容")
"""Columns taken for the text when none is named, in this order, whatever their case."""
_DELIMITERS = ",\t;"
_SNIFFED = 20  # records that the delimiter is chosen from
_LONGEST_ID = 200
_BLANKS = re.compile(r"\s+")
_BREAK = re.compile(r"\r\n|\r|\n")  # not U+2028, which JSON strings may hold


class TableRow(NamedTuple):
    """A row by its columns; ``fault`` says why it has none."""

    number: int
    cells: dict[str, Any]
    fault: str = ""
    short: bool = False


def read(data: bytes, options: Options) -> list[Extract]:
    r"""Read the rows of a table, each as a text of its own.

    Parameters
    ----------
    data
        The file's bytes.
    options
        ``text_column`` or else one of :data:`TEXT_COLUMNS` is the text; ``id_column`` names the
        rows, which otherwise have numbers: data rows of a csv, lines of JSON Lines, from 1.

    Raises
    ------
    SettingsError
        If there is no such column in a table that the user named.
    SourceError
        The same in a table that was merely come across; or no row of a csv has text in it.

    Examples
    --------
    >>> data = '编号,正文\n甲,全镇开展工作\n乙,"逐级\n报送"\n'.encode()
    >>> [(one.part, one.text) for one in read(data, Options(name="表.csv", id_column="编号"))]
    [(':甲', '全镇开展工作'), (':乙', '逐级\n报送')]
    """
    suffix = suffix_of(options.name)
    text, encoding, confidence, notes = (
        ("", "utf-8", 1.0, ())  # Parquet has no other
        if suffix == ".parquet"
        else decode(data, encoding=options.encoding)
    )
    if suffix == ".parquet":
        columns, cells = columns_and_rows(data, options.name)
        if not options.named and is_own(",".join(columns).encode() + b"\n"):
            raise refuse(options.name, "skipped-own")
        rows = [TableRow(number, row) for number, row in enumerate(cells, 1)]
    elif suffix in (".csv", ".tsv"):
        columns, rows = csv_rows(text, "\t" if suffix == ".tsv" else None)
    else:
        whole = suffix == ".json" and not _is_lines(text)
        rows = list(_list_rows(text) if whole else json_rows(text))
        columns = list(dict.fromkeys(name for row in rows for name in row.cells))
        if options.rows_before:
            rows = [row._replace(number=row.number + options.rows_before) for row in rows]
    spanless = tuple(note._replace(span=Span(0, 0)) for note in notes)  # the file's, no row's
    nothing = Extract("", encoding, confidence, notes=spanless)
    if not columns and not any(row.fault for row in rows):
        return [nothing]
    column = _chosen(columns, options) if columns else ""
    if columns and options.id_column is not None and options.id_column not in columns:
        raise _no_column(options.id_column, columns, options)
    halves = suffix not in (".csv", ".tsv", ".parquet") and "\\u" in text
    others = _columns(rows, column, halves=halves)
    like = Extract("", encoding, confidence, whole=not options.split_rows)
    found = None if halves else _usual_rows(rows, column, options.id_column, like, others)
    if found is None:
        found = _one_by_one(rows, column, options, like, others)
    if found and not options.rows_before and columns and suffix in (".csv", ".tsv"):
        faults = any(row.fault for row in rows)
        if not faults and not any(one.text and not one.text.isspace() for one in found):
            raise refuse(options.name, "empty-column", name=column, rows=len(found))
    if not found:  # a header alone: the file is told of all the same
        return [nothing]
    if spanless:  # they go with its first row
        found[0] = found[0]._replace(notes=spanless + found[0].notes)
    return found


def _usual_rows(
    rows: Sequence[TableRow],
    column: str,
    id_column: str | None,
    like: Extract,
    others: Sequence[Metadata],
) -> list[Extract] | None:
    """Make the texts of all rows at once; None where one is unusual in any way."""
    if any(row.fault or row.short for row in rows):
        return None
    texts = [row.cells.get(column) for row in rows]
    if not set(map(type, texts)) <= _TEXT:
        return None
    if id_column is None:
        parts = [f":{row.number}" for row in rows]
    else:
        names = [row.cells.get(id_column) for row in rows]
        parts = [":" + " ".join(str(name).split())[:_LONGEST_ID] for name in names]
        if None in names or ":" in parts or len(set(parts)) < len(parts):
            return None
    make = tuple.__new__  # a named tuple's own takes three times as long
    empty, (_, encoding, confidence, *_) = (), like
    return [
        make(Extract, (text or "", encoding, confidence, empty, empty, part, None, empty, known,
                       like.whole))
        for text, part, known in zip(texts, parts, others, strict=True)
    ]  # fmt: skip


def _one_by_one(
    rows: Sequence[TableRow],
    column: str,
    options: Options,
    like: Extract,
    others: Sequence[Metadata],
) -> list[Extract]:
    """Make the text of each row; what is wrong with one is noted there."""
    named = _namer(options.id_column)
    found = []
    for row, known in zip(rows, others, strict=True):
        try:
            one = _extract(row, column, named(row), like, known)
        except Exception as error:  # noqa: BLE001 - one row's fault never costs another; it is noted
            note = note_of(refuse_unforeseen(options.name, error))
            one = Extract("", None, notes=(note,), part=f":{row.number}")
        found.append(one)
    return found


def _chosen(columns: Sequence[str], options: Options) -> str:
    if options.text_column is not None:
        if options.text_column in columns:
            return options.text_column
        raise _no_column(options.text_column, columns, options)
    named = text_column_of(columns)
    if named is None:
        raise _no_column("", columns, options)
    return named


def text_column_of(columns: Sequence[str]) -> str | None:
    """Return the column that is called as texts are (:data:`TEXT_COLUMNS`).

    >>> text_column_of(["编号", "正文"])
    '正文'
    """
    lowered = {name.strip().lower(): name for name in reversed(columns)}
    return next((lowered[name] for name in TEXT_COLUMNS if name in lowered), None)


def _no_column(name: str, columns: Sequence[str], options: Options) -> Exception:
    listed = ", ".join(columns[:30]) + (" …" if len(columns) > 30 else "")
    if not options.named and not name:  # come across in a folder, and nobody said it holds texts
        return refuse(options.name, "skipped-table", columns=listed or "-")
    asked = f" {name}" if name else ""
    error = refuse(options.name, "no-text-column", name=asked, columns=listed or "-")
    if not options.named:
        return error
    return SettingsError(str(error), note=error.note, path=options.name)


def _namer(id_column: str | None) -> Callable[[TableRow], str]:
    if id_column is None:
        return lambda row: f":{row.number}"
    claims: Counter[str] = Counter()

    def name(row: TableRow) -> str:
        value = row.cells.get(id_column)
        shown = _BLANKS.sub(" ", sanitise(str(value))[0]).strip()[:_LONGEST_ID]
        part = f":{shown}" if value is not None and shown else f":{row.number}"
        claims[part] += 1
        return part if claims[part] == 1 else f"{part}~{claims[part]}"

    return name


def _columns(rows: Sequence[TableRow], column: str, *, halves: bool) -> list[Metadata]:
    """Keep the other cells of all rows by columns, equal short values once; one for each row.

    ``halves``: a cell may hold half a character, as only an escape of JSON can.
    """
    every = [row.cells for row in rows]
    names = tuple(every[0]) if every else ()
    if len(set(map(tuple, every))) == 1:  # the usual case, soonest done
        values: list[Sequence[Any]] = list(zip(*map(dict.values, every), strict=True))
    else:
        names = tuple(dict.fromkeys(name for cells in every for name in cells))
        values = [[cells.get(name, ABSENT) for cells in every] for name in names]
    others = [
        (name, _column(cells, halves=halves))
        for name, cells in zip(names, values, strict=True)
        if name != column
    ]
    if not others:
        return [NO_METADATA] * len(rows)
    shared = SharedColumns(*zip(*others, strict=True))
    make = tuple.__new__  # a named tuple's own takes three times as long
    return [make(Metadata, pair) for pair in zip(repeat(shared), range(len(rows)))]


def _column(cells: Sequence[Any], *, halves: bool) -> Sequence[Value | Absent]:
    kinds = set(map(type, cells))
    if not kinds <= _PLAIN:
        cells = [cell if cell is ABSENT else plain(cell) for cell in cells]
    if halves and str in kinds:
        cells = [sanitise(cell)[0] if isinstance(cell, str) else cell for cell in cells]
    some = cells[:_SAMPLE]
    if kinds <= _WORDS and len(set(some)) * 2 <= len(some):
        held: dict[Any, Any] = {}
        cells = list(map(held.setdefault, cells, cells))
    return cells


ABSENT = Absent.ABSENT
_WORDS = {str, type(None), Absent}
_PLAIN = {*_WORDS, int, bool}
_TEXT = {str, type(None)}
_SAMPLE = 1000  # cells that tell whether a column says the same again and again


def _extract(
    row: TableRow,
    column: str,
    part: str,
    like: Extract,
    metadata: Metadata,
) -> Extract:
    """Make the text of a row; encoding and confidence are those of ``like``."""
    value = row.cells.get(column)
    fault = row.fault
    if value is not None and not isinstance(value, str):
        fault = fault or f"{column}: {type(value).__name__}"
    if fault:
        note = Note.of("bad-row", (0, 0), row=row.number, reason=fault)
        return Extract("", None, notes=(note,), part=part, metadata=metadata)
    text, notes = sanitise(value or "")
    if row.short:
        notes = (*notes, Note.of("short-row", (0, 0), row=row.number))
    return Extract(text, like.encoding, like.confidence, (), notes, part,
                   metadata=metadata, whole=like.whole)  # fmt: skip


def csv_rows(text: str, delimiter: str | None = None) -> tuple[list[str], list[TableRow]]:
    """Take a csv apart: names of columns, and rows.

    Of columns of one name the later are called ``name~2``, ``name~3``; one without is
    ``column_3``, if it is the third.

    Parameters
    ----------
    text
        All of it.
    delimiter
        None: the one that cuts the first records into most columns.
    """
    if not text.strip():
        return [], []
    first, _, rest = text.partition("\n")
    if (
        first.lower().startswith("sep=") and len(first.strip()) == 5
    ):  # a line that Excel understands
        delimiter, text = first[4], rest
    records = filter(None, _records(text, delimiter or _sniffed(text)))
    columns = told_apart(next(records, []))
    width = len(columns)
    filled = list(records)
    cells = map(dict, map(zip, repeat(columns), filled))
    rows = [
        TableRow(number, one, "", len(record) != width)
        for number, (one, record) in enumerate(zip(cells, filled, strict=True), 1)
    ]
    return columns, rows


def told_apart(header: Iterable[object]) -> list[str]:
    """Names of columns, no two alike and none empty.

    >>> told_apart(["编号", "年份 ", "", "年份"])
    ['编号', '年份', 'column_3', '年份~2']
    """
    found: list[str] = []
    claims: Counter[str] = Counter()
    for place, cell in enumerate(header, 1):
        name = ("" if cell is None else str(cell)).strip() or f"column_{place}"
        claims[name] += 1
        found.append(name if claims[name] == 1 else f"{name}~{claims[name]}")
    return found


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    # The csv module's bound on a field is the process's; a document is longer than its default.
    before = csv.field_size_limit(MAX_FILE)
    try:
        yield from list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    finally:
        csv.field_size_limit(before)


def _sniffed(text: str) -> str:
    """Choose the delimiter that cuts the first records into most columns, all of them alike."""
    sample = text[: 1 << 16]
    best, delimiter = (0, 0), ","
    for candidate in _DELIMITERS:
        widths = [len(record) for record in _records(sample, candidate) if record][:_SNIFFED]
        alike = sum(width == widths[0] for width in widths) if widths else 0
        score = (alike, widths[0]) if widths and widths[0] > 1 else (0, 0)
        if score > best:
            best, delimiter = score, candidate
    return delimiter


def json_rows(text: str) -> Iterator[TableRow]:
    """Read JSON Lines, one row a line; a line that is no JSON has a fault."""
    # "\n" alone ends a line in most files, and cutting there is soonest done
    lines = text.split("\n") if "\r" not in text else _BREAK.split(text)
    read = json.JSONDecoder().raw_decode
    for number, line in enumerate(lines, 1):
        if line and not line.isspace():
            try:
                value, end = read(line)
            except (RecursionError, ValueError):
                end = -1
            if end == len(line) and type(value) is dict:  # nearly always
                yield TableRow(number, value)
            else:
                yield _parsed(number, line)


def _parsed(number: int, line: str) -> TableRow:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return TableRow(number, {}, f"JSON, {error.msg}, column {error.colno}")
    except (RecursionError, ValueError) as error:  # nested too deeply; a number too long
        return TableRow(number, {}, f"JSON, {type(error).__name__}")
    return _row(number, value)


def _row(number: int, value: object) -> TableRow:
    if isinstance(value, dict):
        return TableRow(number, value)
    return TableRow(number, {}, f"JSON, {type(value).__name__}")


def _is_lines(text: str) -> bool:
    """Whether a .json file holds JSON Lines, as many do."""
    lines = [line for line in text[: 1 << 16].splitlines() if line.strip()]
    return len(lines) > 1 and lines[0].lstrip().startswith("{") and lines[0].rstrip().endswith("}")


def _list_rows(text: str) -> Iterable[TableRow]:
    try:
        value = json.loads(text)
    except (RecursionError, ValueError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else type(error).__name__
        raise refuse("", "damaged-file", format=".json", reason=reason) from error
    return [_row(n, one) for n, one in enumerate(value if isinstance(value, list) else [value], 1)]
