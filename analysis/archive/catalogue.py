"""The catalogue of an index: one SQLite file with its documents, texts, tombstones and segments.

It is in WAL mode: readers see the state that was committed when they began, beside one writer.
What a change does becomes true with one commit, after the files it names are on the disk; a run
that is killed before leaves the state before, and files that no catalogue names.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from analysis.archive.segments import FOLDER
from corpus.errors import OutputError, SettingsError

FILE = "catalogue.sqlite"
SCHEMA = 2
"""Version of the tables. An older catalogue is brought up by :data:`STEPS` when it is written to,
and read as it is; a newer one is refused."""
PAGE = 16384
"""Bytes: what a page has left over after compressed texts of 900 bytes, and the tables beside them,
take 105 bytes a document; 139 with pages of 8,192."""
PATIENCE = 2.0
"""Seconds that a writer waits for another one before it says so."""

TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    number INTEGER PRIMARY KEY,  -- that of its first document
    id TEXT NOT NULL,
    documents INTEGER NOT NULL,  -- numbered from there on; some may have been removed since
    facts TEXT,                  -- JSON, NULL: as of a plain text
    digest BLOB NOT NULL,        -- BLAKE2b, 16 bytes, of text and facts
    text BLOB NOT NULL           -- UTF-16, compressed
);
CREATE UNIQUE INDEX source_by_id ON sources (id);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    id TEXT,                     -- NULL: the source's
    start INTEGER NOT NULL,      -- of its body, in characters of the source
    stop INTEGER NOT NULL,
    facts TEXT                   -- JSON, NULL: nothing beyond the body
);
CREATE UNIQUE INDEX document_by_id ON documents (id) WHERE id IS NOT NULL;
CREATE TABLE tombstones (number INTEGER PRIMARY KEY);
CREATE TABLE segments (
    number INTEGER PRIMARY KEY,
    documents INTEGER NOT NULL,
    bits INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    digest BLOB NOT NULL
);
"""


def _with_digests(connection: sqlite3.Connection) -> None:
    """Take schema 1, which had no digests of texts, to schema 2."""
    from analysis.archive.stored import text_digest

    connection.execute("ALTER TABLE sources ADD COLUMN digest BLOB NOT NULL DEFAULT x''")
    rows = connection.execute("SELECT number, facts, text FROM sources").fetchall()
    for number, facts, text in rows:
        digest = text_digest(facts, text)
        connection.execute("UPDATE sources SET digest = ? WHERE number = ?", (digest, number))


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _with_digests}
"""From which version → what takes a catalogue to the next one."""


class Catalogue:
    """The open catalogue of an index.

    Parameters
    ----------
    folder
        Of the index.

    Raises
    ------
    SettingsError
        If there is no index, or one of a later version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / FILE
        if not path.is_file():
            raise SettingsError.of("setting-index-none", path=str(folder))
        # A folder that must not be written to cannot have the file that readers share.
        fixed = not os.access(folder, os.W_OK)
        mode = "mode=ro&immutable=1" if fixed else "mode=rw"
        uri = f"{path.resolve().as_uri()}?{mode}"
        self.connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE)
        try:
            (self.version,) = self.connection.execute("PRAGMA user_version").fetchone()
            if not fixed:
                self.connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.DatabaseError as error:
            self.connection.close()
            raise damaged(path, error) from error
        if not 1 <= self.version <= SCHEMA:
            self.connection.close()
            raise SettingsError.of(
                "setting-index-version", path=str(folder), found=self.version, known=SCHEMA
            )

    @classmethod
    def create(cls, folder: Path, settings: dict[str, str | int]) -> Catalogue:
        """Make the catalogue of a new index.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        try:
            (folder / FOLDER).mkdir(parents=True)
            connection = sqlite3.connect(folder / FILE, isolation_level=None)
            with closing(connection):
                connection.execute(f"PRAGMA page_size = {PAGE}")
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {SCHEMA};")
                connection.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())
                connection.execute("COMMIT")
        except OSError as error:
            raise OutputError(folder, error.strerror or str(error)) from error
        except sqlite3.OperationalError as error:
            raise unwritable(folder, error) from error
        return cls(folder)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the catalogue, whatever is written meanwhile."""
        try:
            self.connection.execute("BEGIN")
            yield self.connection
        except sqlite3.DatabaseError as error:
            raise damaged(self.folder / FILE, error) from error
        finally:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Change the catalogue: all of what is done inside, or nothing; one writer at a time.

        Raises
        ------
        SettingsError
            If another one is writing.
        OutputError
            If the disk is full, or the file must not be written to.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise SettingsError.of("setting-index-locked", path=str(self.folder)) from error
            raise unwritable(self.folder, error) from error
        except sqlite3.DatabaseError as error:
            raise damaged(self.folder / FILE, error) from error
        try:
            self._bring_up()
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise unwritable(self.folder, error) from error
        except sqlite3.DatabaseError as error:
            raise damaged(self.folder / FILE, error) from error
        finally:
            if self.connection.in_transaction:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")

    def _bring_up(self) -> None:
        """Take an older catalogue to today's schema, inside the transaction of a writer."""
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        for step in range(version, SCHEMA):
            STEPS[step](self.connection)
            self.connection.execute(f"PRAGMA user_version = {step + 1}")
        self.version = SCHEMA

    def close(self) -> None:
        """Close the file; what is mapped of segments stays until nobody needs it."""
        self.connection.close()


def damaged(path: Path, error: object) -> SettingsError:
    """Say that a file of an index cannot be read."""
    return SettingsError.of("setting-index-damaged", path=str(path), what=str(error))


def unwritable(folder: Path, error: sqlite3.Error) -> OutputError:
    """Say that an index cannot be written to, in the system's words where it has some."""
    words = str(error)
    for number, sign in ((errno.ENOSPC, "full"), (errno.EROFS, "readonly"), (errno.EIO, "I/O")):
        if sign in words:
            words = os.strerror(number)
    return OutputError(folder, words)
