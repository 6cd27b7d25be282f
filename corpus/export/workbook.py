"""Excel workbooks: a sheet a table, sorted and filtered by its heads; text never runs.

Same tables, same bytes: the date of its making is none.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any

from corpus.errors import MissingExtra
from corpus.export.flat import SHARE, Table

SHEET_ROWS = 1_048_576
"""Rows of an Excel sheet, the header among them."""
CELL_UNITS = 32_767
"""UTF-16 units that an Excel cell holds; more is cut by Excel without a word, so we split."""
HEAD_CHARACTERS = 255
"""Characters that Excel takes as the head of a table's column."""
WIDEST_PIXELS = 480
"""Widest column of a sheet: a sentence in it leaves room for its neighbours."""
PER_CENT = '[=1]100%;[>=0.9995]">99.9%";0.0%'
"""How a share is shown: 100 % only what is all of it. The cell holds every decimal."""
COMMENT = "leitong"
"""What the workbook's properties say it was made by: so that we know our own."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def xlsx_bytes(tables: Iterable[Table]) -> tuple[bytes, int, int]:
    """Return tables as one Excel workbook (extra ``excel``), a sheet each.

    Text is always text, never a formula or a link; characters that XML cannot hold become
    U+FFFD; text over 32,767 UTF-16 units goes on in further columns; a table over 1,048,576 rows
    goes on in further sheets. Each sheet is an Excel table: sorted and filtered by its heads.

    Returns
    -------
    tuple
        Bytes, cells with replaced characters, cells split.
    """
    need("xlsxwriter", "--format xlsx", "excel")
    import xlsxwriter

    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    made = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - no clock
    book.set_properties({"created": made, "comments": COMMENT})
    bold = book.add_format({"bold": True})
    short = book.add_format({"num_format": "0.000"})  # shown; the cell holds every decimal
    tiny = book.add_format({"num_format": "0.0E+00"})  # 0.000 would be a nought that it is not
    share = book.add_format({"num_format": PER_CENT})
    replaced = split = 0
    for table in tables:
        room = SHEET_ROWS - 1
        for first in range(0, max(1, len(table.rows)), room):
            more = f"_{first // room + 1}" if first else ""
            name = _NOT_IN_NAMES.sub("_", table.name)
            sheet = book.add_worksheet(name[: 31 - len(more)] + more)
            sheet.freeze_panes(1, 0)
            looks = [share if kind == SHARE else short for kind in table.kinds]
            counts = _fill_sheet(sheet, table, table.rows[first : first + room], bold, looks, tiny)
            replaced, split = replaced + counts[0], split + counts[1]
    book.close()
    return sink.getvalue(), replaced, split


LEAST_SHOWN = 0.0005
"""What three decimals still show as more than nothing."""


def _fill_sheet(
    sheet: Any, table: Table, rows: list[tuple[object, ...]], bold: Any, looks: list[Any], tiny: Any
) -> tuple[int, int]:
    extra: dict[tuple[int, int], int] = {}  # (column, part) → column of the continuation
    replaced = split = 0
    for y, row in enumerate(rows, 1):
        for x, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(y, x, cell)
            elif isinstance(cell, int | float):
                plain = isinstance(cell, int) and table.kinds[x] != SHARE
                small = table.kinds[x] != SHARE and 0 < abs(cell) < LEAST_SHOWN
                look = tiny if small else looks[x]
                sheet.write_number(y, x, cell, None if plain else look)
            elif cell is not None:
                text = safe_text(str(cell))
                replaced += text != cell
                parts = list(_cell_parts(text))
                split += len(parts) > 1
                sheet.write_string(y, x, parts[0])
                for n, part in enumerate(parts[1:], 2):
                    place = extra.setdefault((x, n), len(table.columns) + len(extra))
                    sheet.write_string(y, place, part)
    heads = [*table.columns, *(f"{table.columns[x]}_{n}" for x, n in extra)]
    for x, name in enumerate(heads):
        sheet.write_string(0, x, name, bold)
    if rows and _can_head(heads):
        columns = [{"header": name, "header_format": bold} for name in heads]
        sheet.add_table(0, 0, len(rows), len(heads) - 1, {"columns": columns, "style": None})
    sheet.autofit(WIDEST_PIXELS)
    return replaced, split


def safe_text(text: str) -> str:
    """Put U+FFFD in place of characters that no XML can hold."""
    return _NOT_XML.sub("\ufffd", text)


def _can_head(heads: list[str]) -> bool:
    """Whether Excel takes these as heads of a table: short, and all different to its eyes."""
    return len({name.lower() for name in heads}) == len(heads) and all(
        0 < len(name) <= HEAD_CHARACTERS for name in heads
    )


def _cell_parts(text: str) -> Iterator[str]:
    """Cut a text so that no part has more UTF-16 units than a cell holds."""
    if len(text) * 2 <= CELL_UNITS or len(text.encode("utf-16-le")) // 2 <= CELL_UNITS:
        yield text
        return
    half = CELL_UNITS // 2  # a character takes two units at most
    for start in range(0, len(text), half):
        yield text[start : start + half]


def need(module: str, feature: str, extra: str) -> None:
    """Ask for a package of an extra.

    Raises
    ------
    MissingExtra
        If it is not installed.
    """
    if find_spec(module) is None:
        raise MissingExtra(feature, extra)
