"""What is asked of the catalogue: settings, segments, numbers, documents."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import numpy as np

from analysis.archive.catalogue import FILE, damaged
from analysis.archive.held import is_small
from analysis.archive.segments import SegmentRow
from analysis.archive.stored import StoredDocument, restored, restored_source
from analysis.measures.arrays.shingles import Ints
from corpus.collection import Corpus, Recipe
from corpus.ids import file_and_row
from corpus.model import Document, Source
from corpus.writing.numbering import natural_key

_ASKED_AT_ONCE = 500  # numbers in one statement
_DOCUMENTS = (
    "SELECT d.number, d.source, s.id, s.facts, s.text, d.id, d.start, d.stop, d.facts "
    "FROM documents d JOIN sources s ON s.number = d.source"
)


def setting(db: sqlite3.Connection, name: str) -> str:
    """Return a setting of the index."""
    row = db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return str(row[0])


def count(db: sqlite3.Connection) -> int:
    """Return the number of documents."""
    return int(db.execute("SELECT TOTAL(documents) FROM segments").fetchone()[0]) - int(
        db.execute("SELECT COUNT(*) FROM tombstones").fetchone()[0]
    )


def is_small_archive(db: sqlite3.Connection) -> bool:
    """Whether the archive is compared as a whole."""
    documents = count(db)
    if not is_small(documents, 0):
        return False
    (characters,) = db.execute("SELECT TOTAL(stop - start) FROM documents").fetchone()
    return is_small(documents, int(characters))


def numbers(db: sqlite3.Connection) -> list[int]:
    """Return the numbers of all documents."""
    return [number for (number,) in db.execute("SELECT number FROM documents")]


def segment_rows(db: sqlite3.Connection) -> list[SegmentRow]:
    """Return the segments, oldest first."""
    columns = "SELECT number, documents, bits, entries, digest FROM segments ORDER BY number"
    return [SegmentRow(*row) for row in db.execute(columns)]


def tombstones(db: sqlite3.Connection) -> Ints:
    """Return the numbers of documents that were removed, ascending."""
    rows = db.execute("SELECT number FROM tombstones ORDER BY number").fetchall()
    return np.array(rows, dtype=np.int64).reshape(-1)


def numbers_of(db: sqlite3.Connection, name: str) -> list[int]:
    """Return the numbers of the documents that a name means: a document, a source or a folder."""
    if name.endswith("/"):
        # every id that begins so, by the index of ids: "0" is the character after "/"
        found = db.execute(
            "SELECT d.number FROM sources s JOIN documents d "
            "ON d.number BETWEEN s.number AND s.number + s.documents - 1 "
            "WHERE s.id >= ? AND s.id < ?",
            (name, name[:-1] + "0"),
        )
        return [number for (number,) in found]
    found = db.execute(
        "SELECT d.number FROM sources s JOIN documents d "
        "ON d.number BETWEEN s.number AND s.number + s.documents - 1 WHERE s.id = ?"
        "UNION SELECT number FROM documents WHERE id = ?",
        (name, name),
    )
    return [number for (number,) in found]


def read_documents(db: sqlite3.Connection, folder: Path, numbers: list[int]) -> Corpus:
    """Read documents, without their structure.

    Parameters
    ----------
    db
        The catalogue.
    folder
        Of the index, for complaints.
    numbers
        Of the documents.

    Returns
    -------
    Corpus
        In reading order: by the natural order of files, then as they were added.

    Raises
    ------
    SettingsError
        If a text is damaged.
    """
    found: list[tuple[int, Document]] = []
    sources: dict[int, Source] = {}
    for begin in range(0, len(numbers), _ASKED_AT_ONCE):
        some = ",".join(map(str, numbers[begin : begin + _ASKED_AT_ONCE]))
        for row in db.execute(f"{_DOCUMENTS} WHERE d.number IN ({some})"):
            number, source, name, facts, text, *document = row
            if source not in sources:
                try:
                    sources[source] = restored_source(name, facts, text)
                except (zlib.error, UnicodeDecodeError, ValueError) as error:
                    raise damaged(folder / FILE, f"{name}: {error}") from error
            found.append((number, restored(sources[source], StoredDocument(*document))))
    files = [file_and_row(document.source.id)[0] for _, document in found]
    keys = {file: natural_key(file) for file in set(files)}
    order = sorted(range(len(found)), key=lambda row: (keys[files[row]], files[row], found[row][0]))
    facts_of = tuple((s.id, s.sha256, s.encoding) for s in sources.values())
    return Corpus(tuple(found[row][1] for row in order), (), Recipe("", (), facts_of))
