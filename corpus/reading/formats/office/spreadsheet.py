"""Excel workbooks (.xlsx): each sheet with a column of texts is read like a .csv, a text a row.

Cells are written as people see them: dates as dates, whole numbers without a point.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from corpus.errors import LeitongError, SettingsError, SourceError
from corpus.model import Note
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.archive import Archive
from corpus.reading.formats.office.packages import RELATION_ID, package, part, related, tree
from corpus.reading.formats.safe_xml import Element, children
from corpus.reading.formats.table import read as read_table
from corpus.reading.formats.table import text_column_of
from corpus.reading.refusal import refuse

_FORMAT = ".xlsx"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OWN = b"<dc:description>leitong</dc:description>"
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Formats of dates and times that need no definition (ECMA-376, 18.8.30), Chinese ones too."""
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DATE_SIGNS = re.compile("[ymdhs年月日]", re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001
_MOST_COLUMNS = 16_384
"""Columns of an Excel sheet."""


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the texts of a workbook, sheet by sheet.

    Raises
    ------
    SourceError
        If it is damaged, has a password or is over a limit; if it is a result of ours that was
        merely come across, or has no column of texts.
    SettingsError
        If no sheet of a workbook that the user named has the column.
    """
    archive = package(data, options.name, _FORMAT)
    core = archive.find("docProps/core.xml")
    if not options.named and core is not None and _OWN in archive.read(core, core.filename):
        raise refuse(options.name, "skipped-own")
    main = next(
        (path for kind, path in related(archive, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    book, parts = tree(archive, main), related(archive, main)
    paths = dict(parts.values())
    shared = _shared(archive, paths.get("sharedStrings"))
    dated = _dated(archive, paths.get("styles"))
    settings = book.find(f"{_S}workbookPr")
    late = settings is not None and settings.get("date1904") in ("1", "true")
    found: list[tuple[str, list[Extract]]] = []
    problems: list[LeitongError] = []
    for sheet in book.iter(f"{_S}sheet"):
        kind, path = parts.get(sheet.get(RELATION_ID) or "", ("", ""))
        if kind != "worksheet":
            continue
        rows = _rows(part(archive, path), shared, dated, _EPOCH_1904 if late else _EPOCH)
        above, table = _below_titles(row for row in rows if any(cell.strip() for cell in row))
        try:
            texts = read_table(_as_csv(table), options._replace(name="x.csv", encoding="utf-8"))
        except SourceError as error:
            if error.code not in ("R106", "R108"):
                raise
            problems.append(
                SourceError(options.name, error.problem, error.remedy, error.code, error.note)
            )
            continue
        except SettingsError as error:
            said = error.note.message("en") if error.note else str(error)
            problems.append(
                SettingsError(f"{options.name}: {said}", note=error.note, path=options.name)
            )
            continue
        if above and texts:
            left = Note.of("left-out", (0, 0), what="title", count=above)
            texts[0] = texts[0]._replace(notes=(left, *texts[0].notes))
        if any(one.part for one in texts):
            found.append((sheet.get("name") or "", texts))
    if not found and problems:
        raise problems[0]
    several = len(found) > 1
    return [
        one._replace(encoding=one.encoding and "xlsx", part=f":{name}{one.part}" if several
                     else one.part)
        for name, texts in found
        for one in texts
    ] or [Extract("", "xlsx")]  # fmt: skip


def first_sheet(data: bytes, name: str) -> list[list[str]]:
    """Return the rows of a workbook's first sheet, blank ones and titles above it left out.

    Raises
    ------
    SourceError
        If it is damaged, has a password or is over a limit.
    """
    archive = package(data, name, _FORMAT)
    main = next(
        (path for kind, path in related(archive, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    book, parts = tree(archive, main), related(archive, main)
    paths = dict(parts.values())
    shared = _shared(archive, paths.get("sharedStrings"))
    dated = _dated(archive, paths.get("styles"))
    settings = book.find(f"{_S}workbookPr")
    late = settings is not None and settings.get("date1904") in ("1", "true")
    for sheet in book.iter(f"{_S}sheet"):
        kind, path = parts.get(sheet.get(RELATION_ID) or "", ("", ""))
        if kind == "worksheet":
            rows = _rows(part(archive, path), shared, dated, _EPOCH_1904 if late else _EPOCH)
            return list(_below_titles(row for row in rows if any(map(str.strip, row)))[1])
    return []


def _below_titles(rows: Iterator[list[str]]) -> tuple[int, Iterator[list[str]]]:
    """Take off what a ledger is called above its columns; characters of it, and the table.

    A name or a date stands alone in its row; the row of columns has several cells.
    """
    first = list(islice(rows, _TITLE_ROWS))
    alone = [sum(bool(cell.strip()) for cell in row) == 1 for row in first]
    titles = next((at for at, one in enumerate(alone) if not one), 0)
    if any(text_column_of(row) for row in first[:titles]):  # a column of texts, and remarks
        titles = 0
    above = sum(len("".join(cell.split())) for row in first[:titles] for cell in row)
    return above, chain(first[titles:], rows)


_TITLE_ROWS = 5  # rows looked at: what it is called, whose it is, when it was made


def _as_csv(rows: Iterable[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def _rows(
    data: bytes, shared: list[str], dated: list[bool], epoch: datetime.datetime
) -> Iterator[list[str]]:
    for row in children(data, f"{_S}sheetData", _FORMAT):
        cells: list[str] = []
        for cell in row.iter(f"{_S}c"):
            at = _column(cell.get("r") or "", len(cells))
            cells += [""] * (at + 1 - len(cells))
            cells[at] = _value(cell, shared, dated, epoch)
        yield cells


def _column(reference: str, following: int) -> int:
    """Which column a cell's name says, from 0: AB12 → 27."""
    letters = re.match("[A-Z]{1,3}", reference)
    if letters is None:
        return following
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return min(number, _MOST_COLUMNS) - 1


def _value(cell: Element, shared: list[str], dated: list[bool], epoch: datetime.datetime) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return _text(cell.find(f"{_S}is"))
    held = cell.find(f"{_S}v")
    text = "" if held is None else held.text or ""
    if kind == "s":
        return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else ""
    if kind == "e":
        return ""
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    style = cell.get("s") or "0"
    is_date = style.isdecimal() and int(style) < len(dated) and dated[int(style)]
    return _number(text, epoch if is_date else None) if kind == "n" and text else text


def _number(text: str, epoch: datetime.datetime | None) -> str:
    try:
        number = float(text)
        if epoch is None:
            return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text
        moment = epoch + datetime.timedelta(seconds=round(number * 86_400))
    except (ValueError, OverflowError):
        return text
    if abs(number) < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ")


def _shared(archive: Archive, path: str | None) -> list[str]:
    if path is None:
        return []
    return [_text(item) for item in children(part(archive, path), f"{_S}sst", _FORMAT)]


def _text(item: Element | None) -> str:
    """Words of a cell, without the reading aids above them."""
    if item is None:
        return ""
    return "".join(t.text or "" for t in item.iter(f"{_S}t") if t.getparent().tag != f"{_S}rPh")


def _dated(archive: Archive, path: str | None) -> list[bool]:
    """Whether each style of cells shows a number as a date."""
    if path is None:
        return []
    root = tree(archive, path)
    dates = set(_DATES)
    for form in root.iter(f"{_S}numFmt"):
        code, number = form.get("formatCode") or "", form.get("numFmtId") or ""
        if number.isdecimal():
            is_date = bool(_DATE_SIGNS.search(_QUOTED.sub("", code)))
            (dates.add if is_date else dates.discard)(int(number))
    styles = root.find(f"{_S}cellXfs")
    numbers = [] if styles is None else [xf.get("numFmtId") or "0" for xf in styles]
    return [number.isdecimal() and int(number) in dates for number in numbers]
