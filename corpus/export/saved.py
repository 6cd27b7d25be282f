"""``result.save("x.xlsx")``: what was found or read as a file, in the format its ending names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from corpus.atomic import Content, write_all
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from corpus.export.flat import Table
    from corpus.export.networks import Network
    from corpus.model import Document

Record = Mapping[str, Any]
FORMS = ("csv", "html", "json", "jsonl", "parquet", "xlsx")


class Saved:
    """What can be saved: it has records of the output contract, or a table."""

    _main: ClassVar[str] = ""
    """The type of record that it is about; empty: it has a table only."""

    def save(self, path: str | PathLike[str], *, lang: str = "zh", bom: bool = True) -> Path:
        """Write it as a file; the ending of its name says which format.

        CSV, JSON, JSON Lines and Parquet have the names of the output contract; Excel (``.xlsx``)
        and a web page (``.html``) are for people: headings in words, shares in per cent, one
        row a member. Where ties between documents or words were found, ``.graphml`` and ``.gexf``
        are the network of them. Of a corpus, ``.conllu`` are its tokens and ``.tei`` (or ``.xml``)
        its documents as TEI. The command line writes the same bytes with the same settings
        (``.html`` excepted, where it writes the tables of its terminal). CSV and Parquet write
        one file for each kind of record: ``x.csv``, ``x.family.csv``. All are written, or none.

        Parameters
        ----------
        path
            The file. Missing folders are made.
        lang
            ``"zh"`` or ``"en"``: language of the headings in workbooks and pages.
        bom
            Begin CSV with a byte-order mark, without which Excel takes UTF-8 for something else.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        SettingsError
            If the ending names no format, or there is no such language.
        MissingExtra
            If the format asks for a package that is not installed.
        OutputError
            If the file cannot be written; what stood there is untouched.
        """
        target = Path(fspath(path))
        if lang not in ("zh", "en"):
            raise SettingsError.of("setting-choice", name="lang", value=repr(lang), names="zh, en")
        write_all(self._contents(target, lang, bom))
        return target

    def _contents(self, target: Path, lang: str, bom: bool) -> dict[Path, Any]:  # noqa: FBT001
        from corpus.export.writers import files_of, format_of

        form = format_of(target)
        ending = target.suffix.lower().removeprefix(".")
        others = self._other_forms()
        if ending in others:
            return {target: others[ending]()}
        if form not in FORMS:
            names = ", ".join("." + name for name in sorted((*FORMS, *others)))
            raise SettingsError.of("setting-ending", name=target.name, names=names)
        if not self._main:
            return {target: _table_bytes(self, target.stem, form, lang, bom)}
        if form == "html":
            return {target: _page(self, target.stem, lang)}
        texts = self._texts() if form in ("csv", "parquet", "xlsx") else None
        records = self._records(lang)
        return files_of(records, target, form, main=self._main, texts=texts, bom=bom, lang=lang)[0]

    def _records(self, lang: str) -> Iterable[Record]:
        """Return the records to be written."""
        del lang  # records of findings speak no language; those of a corpus have messages
        return self.records()  # type: ignore[attr-defined]

    def _network(self) -> Network | None:
        """Return who is tied to whom, where that is what was found."""
        return None

    def _other_forms(self) -> dict[str, Callable[[], Content]]:
        """Return endings of formats that only some can be written in, and what writes them."""
        from corpus.export.networks import gexf, graphml

        found = self._network()
        if found is None:
            return {}
        return {"gexf": lambda: gexf(found), "graphml": lambda: graphml(found)}

    def _texts(self) -> Mapping[str, str]:
        """Return ids of sources and documents → decoded text, for records that have spans."""
        return {}


def content_of(found: Saved, form: str) -> Content | None:
    """Write what was found in a format that is not every finding's: a network, CoNLL-U, TEI.

    Parameters
    ----------
    found
        A finding, or a corpus.
    form
        ``"graphml"``, ``"gexf"``, ``"conllu"`` or ``"tei"``.

    Returns
    -------
    bytes or iterator of bytes
        None if it cannot be written so.
    """
    make = found._other_forms().get(form)
    return None if make is None else make()


def _page(found: Saved, name: str, lang: str) -> bytes:
    """Write the tables that a workbook would have as a page."""
    from corpus.export.flat import flatten
    from corpus.export.people import for_people
    from corpus.export.web_page import page
    from corpus.export.writers import main_first

    tables = main_first(flatten(found._records(lang), texts=found._texts()), found._main)
    *sheets, _ = for_people(tables, lang)
    return page(name, [_sheet(table) for table in sheets], lang=lang)


def _table_bytes(found: Any, name: str, form: str, lang: str, bom: bool) -> bytes:  # noqa: FBT001
    from corpus.export.flat import table_of
    from corpus.export.people import for_people
    from corpus.export.web_page import page
    from corpus.export.workbook import xlsx_bytes
    from corpus.export.writers import csv_bytes, json_array, json_lines, parquet_bytes

    table = table_of(found.table(), name)
    if form == "csv":
        return csv_bytes(table, bom=bom)[0]
    if form == "parquet":
        return parquet_bytes(table)
    if form in ("json", "jsonl"):
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return b"".join((json_array if form == "json" else json_lines)(rows))
    sheets = for_people([table], lang)
    if form == "xlsx":
        return xlsx_bytes(sheets)[0]
    return page(name, [_sheet(sheets[0])], lang=lang)


def _sheet(table: Table) -> tuple[str, tuple[str, ...], list[tuple[object, ...]]]:
    """Write the shares of a table in per cent."""
    from corpus.export.columns import per_cent
    from corpus.export.flat import SHARE

    shares = [kind == SHARE for kind in table.kinds]
    rows = [
        tuple(
            per_cent(cell) if is_share and isinstance(cell, int | float) else cell
            for cell, is_share in zip(row, shares, strict=True)
        )
        for row in table.rows
    ]
    return table.name, table.columns, rows


def texts_of(documents: Iterable[Document]) -> dict[str, str]:
    """Ids of documents and of their sources → text of the source, for records that have spans."""
    found: dict[str, str] = {}
    for document in documents:
        found[document.source.id] = found[document.id] = document.source.text
    return found
