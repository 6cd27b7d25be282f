"""Which rows of a table are about which documents: by id, file name, or the end of a path."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from corpus.errors import SettingsError
from corpus.ids import file_and_row
from corpus.messages import asked_language, render
from corpus.model import Document, Metadata, SharedColumns
from corpus.variables.names import name_reader
from corpus.variables.values import label_of, plain

MOST_LISTED = 5  # what did not join, in a warning; the finding has all


class JoinedMetadata(NamedTuple):
    """What was joined to each document, and what was not."""

    given: tuple[Metadata | None, ...]
    """For each document; None where nothing is known of it."""
    column: str = ""
    """The column that names the documents; empty where their names were read."""
    left: tuple[tuple[int, str], ...] = ()
    """Rows without a document, from 1, and what they name."""
    without: tuple[str, ...] = ()
    """Ids of documents without a row, or whose name does not fit the pattern."""
    shared: frozenset[int] = frozenset()
    """Of the rows without a document, those that name several: two folders have such a file."""

    def messages(self, lang: str, most: int = MOST_LISTED) -> list[str]:
        """Say what did not join, in words; at most so many of each kind one by one."""
        found = []
        left = [(f"{row} ({name})", row in self.shared) for row, name in self.left]
        for code, names in (
            ("rows-not-joined", [name for name, several in left if not several]),
            ("rows-name-several", [name for name, several in left if several]),
            ("documents-not-joined", list(self.without)),
        ):
            if names:
                listed = ", ".join(names[:most]) + (" …" if len(names) > most else "")
                found.append(render(code, {"count": len(names), "names": listed}, lang))
        return found

    def warned(self) -> JoinedMetadata:
        """Warn of what did not join."""
        for message in self.messages(asked_language()):
            warnings.warn(message, UserWarning, stacklevel=3)
        return self


def join_table(
    documents: Sequence[Document],
    table: Any,
    *,
    id: str | None = None,  # noqa: A002 - the word that people know
) -> JoinedMetadata:
    """Join the rows of a table to documents; see :func:`join_rows` for how they are named.

    Parameters
    ----------
    documents
        The documents.
    table
        A DataFrame, or a mapping of names to columns.
    id
        The column that names the documents; by default the one that names most of them.

    Raises
    ------
    SettingsError
        If there is no such column, or none that names any document.
    """
    names = [str(name) for name in (table.columns if hasattr(table, "columns") else table)]
    cells = [[plain(value) for value in table[name]] for name in names]
    columns = dict(zip(names, cells, strict=True))
    if id is not None and id not in columns:
        raise SettingsError.of("setting-no-column", name=repr(id), names=", ".join(names))
    found = join_rows(columns, [(d.id, d.source.id) for d in documents], id)
    if not any(row is not None for row in found.rows) and len(documents):
        raise SettingsError.of(
            "setting-nothing-joins", names=", ".join(names), example=documents[0].id
        )
    shared = SharedColumns(names, cells)
    return JoinedMetadata(
        tuple(None if row is None else Metadata(shared, row) for row in found.rows),
        found.column,
        tuple((row + 1, name) for row, name in found.left),
        tuple(d.id for d, row in zip(documents, found.rows, strict=True) if row is None),
        frozenset(row + 1 for row in found.shared),
    )


def join_names(documents: Sequence[Document], pattern: str) -> JoinedMetadata:
    """Read variables from the names of the documents' files, and of the folders they are in.

    Raises
    ------
    SettingsError
        If the pattern is none, or no document is called so.
    """
    read = name_reader(pattern)
    known: dict[str, Metadata | None] = {}
    for document in documents:
        file, _ = file_and_row(document.source.id)
        if file not in known:
            values = read(file)
            known[file] = None if values is None else Metadata.of(values)
    given = [known[file_and_row(document.source.id)[0]] for document in documents]
    if not any(one is not None for one in given) and len(documents):
        raise SettingsError.of(
            "setting-no-name-fits", pattern=repr(pattern), example=documents[0].source.id
        )
    without = (d.id for d, one in zip(documents, given, strict=True) if one is None)
    return JoinedMetadata(tuple(given), without=tuple(without))


class Joining(NamedTuple):
    """Which row belongs to each document, and what belongs nowhere."""

    column: str
    """The column that names the documents."""
    rows: tuple[int | None, ...]
    """For each document its row."""
    left: tuple[tuple[int, str], ...]
    """Rows without a document, from 0, and what they name."""
    shared: frozenset[int] = frozenset()
    """Of these, rows that name files of several sources."""


def join_rows(
    columns: Mapping[str, Sequence[object]], ids: Sequence[tuple[str, str]], column: str | None
) -> Joining:
    """Find the row of each document.

    A document is named by its id, its source's id, the end of that path from a slash on, the same
    without the file's ending, or the name of its row in a table. What names files of several
    sources names none.

    Parameters
    ----------
    columns
        Name → cells.
    ids
        (id of the document, id of its source).
    column
        The column that names the documents; None: the one that names most of them, which is the
        first of several.

    Examples
    --------
    >>> table = {"文件": ["甲.txt", "丙.txt"], "年份": [2023, 2024]}
    >>> join_rows(table, [("乡镇/甲.txt", "乡镇/甲.txt"), ("乡镇/乙.txt", "乡镇/乙.txt")], None)
    Joining(column='文件', rows=(0, None), left=((1, '丙.txt'),), shared=frozenset())
    """
    called, several = _callings(ids)
    best = Joining("", (None,) * len(ids), ())
    for name in [column] if column is not None else columns:
        found = _by(name, columns[name], called, several, len(ids))
        if not best.column or _count(found) > _count(best):
            best = found
    return best


def _count(joining: Joining) -> int:
    return sum(row is not None for row in joining.rows)


def _by(
    name: str,
    cells: Sequence[object],
    called: Mapping[str, list[int]],
    several: frozenset[str],
    n_documents: int,
) -> Joining:
    rows: list[int | None] = [None] * n_documents
    left: list[tuple[int, str]] = []
    shared = []
    for row, cell in enumerate(cells):
        label = label_of(cell)
        mine = called.get(_normal(label), []) if label is not None else []
        mine = [document for document in mine if rows[document] is None]
        for document in mine:
            rows[document] = row
        if not mine:
            left.append((row, label or ""))
            if label is not None and _normal(label) in several:
                shared.append(row)
    return Joining(name, tuple(rows), tuple(left), frozenset(shared))


def _callings(ids: Sequence[tuple[str, str]]) -> tuple[dict[str, list[int]], frozenset[str]]:
    """Everything that documents are called → the documents; and what several files are called."""
    sure: dict[str, list[int]] = {}
    loose: dict[str, list[int]] = {}
    for row, (document, source) in enumerate(ids):
        for name in {_normal(document), _normal(source)}:
            sure.setdefault(name, []).append(row)
        for name in _loose(_normal(source)):
            loose.setdefault(name, []).append(row)
    one = {n: rows for n, rows in loose.items() if len({ids[row][1] for row in rows}) == 1}
    return {**one, **sure}, frozenset(loose.keys() - one.keys() - sure.keys())


def _loose(source: str) -> set[str]:
    file, part = file_and_row(source)
    if part is not None:
        return {part}
    parts = PurePosixPath(file).parts
    ends = {"/".join(parts[k:]) for k in range(len(parts))}
    bare = {end[: -len(PurePosixPath(file).suffix)] for end in ends if PurePosixPath(file).suffix}
    return ends | bare


def _normal(name: str) -> str:
    # a Mac decomposes the names of files; Windows writes backslashes
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./").strip()
