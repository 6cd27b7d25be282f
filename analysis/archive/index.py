"""An archive on disk: documents are added and removed, and new ones are checked against it.

>>> import corpus, tempfile
>>> from analysis import check
>>> text = "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导，及时报告处置情况。"
>>> folder = tempfile.TemporaryDirectory()
>>> old = corpus.from_texts({"旧": "一季度。" + text, "另": "水库除险加固工程已通过验收。"})
>>> with Index.build(folder.name + "/index", old) as index:
...     check(corpus.from_texts({"新": "二季度。" + text}), index).documents[0].sources[0].share
0.974359
>>> folder.cleanup()
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from analysis.archive import changes, rows
from analysis.archive.catalogue import FILE, Catalogue, damaged
from analysis.archive.changes import Added
from analysis.archive.damage import Damage, find_damage
from analysis.archive.held import NamedDocuments, asked
from analysis.archive.segments import Segment, map_segment, segment_path
from analysis.measures.arrays.shingles import Ints
from analysis.measures.inverted.holders import ArchivePart, named_texts
from corpus.atomic import PATTERN
from corpus.choices import LEVELS
from corpus.collection import Corpus, require_corpus
from corpus.errors import OutputError, SettingsError, require_choice
from corpus.folding.comparable import FOLDING

LEAST_SURE, MOST_SURE = 4, 1000
_TRIES = 8  # of a reader whose segments were merged and deleted before it had opened them


class IndexInfo(NamedTuple):
    """What an index holds, and how it was made."""

    documents: int
    sources: int
    removed_documents: int
    """Documents that are gone, but have entries in segments until these are merged."""
    segments: int
    entries: int
    catalogue_bytes: int
    text_bytes: int
    """Of these, compressed texts."""
    segment_bytes: int
    level: str
    shortest: int
    schema_version: int
    folding: int


class Index:
    """An archive kept on disk, which answers in well under a second.

    A folder with a catalogue (SQLite: documents, compressed texts, what was removed) and segments
    (inverted indexes of chosen runs, mapped into memory). Any number of processes may read while
    one writes; each sees what was committed when it asked. A writer that is killed leaves the index
    as it was before or as it is afterwards.

    Parameters
    ----------
    path
        The folder of an index that was built before.

    Raises
    ------
    SettingsError
        If there is none, or it was written by a later version.

    Notes
    -----
    An object belongs to one thread; open another one for another thread. :func:`analysis.check`
    takes it in place of a corpus, and finds what it would in a corpus of the same documents.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._catalogue = Catalogue(self.path)
        self._known: tuple[object, list[tuple[Segment, Ints]]] | None = None
        self._changes = 0

    @classmethod
    def build(
        cls,
        path: str | os.PathLike[str],
        corpus: Corpus | None = None,
        *,
        level: str = "standard",
        shortest: int = 18,
    ) -> Index:
        """Make a new index.

        Parameters
        ----------
        path
            A folder that does not exist yet, or is empty.
        corpus
            Its first documents.
        level
            How characters are made comparable: one of :data:`corpus.choices.LEVELS`.
        shortest
            Common stretches of this many folded characters are found for certain, 4 to 1000. Below
            18 the index grows.

        Raises
        ------
        SettingsError
            If there is something at the path already, or an option is out of range.
        OutputError
            If it cannot be written. Then nothing is left of it.
        """
        target = Path(path)
        require_choice("level", level, LEVELS)
        if not LEAST_SURE <= shortest <= MOST_SURE:
            raise SettingsError.of(
                "setting-between", name="shortest", value=shortest, least=LEAST_SURE,
                most=MOST_SURE,
            )  # fmt: skip
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise SettingsError.of("setting-index-there", path=str(target))
        settings: dict[str, str | int] = {
            "level": level, "shortest": shortest, "folding": FOLDING, "next": 1, "next_segment": 1,
        }  # fmt: skip
        # Made beside its place and moved there: nobody finds half of one.
        beside = target.parent / PATTERN.replace("*", os.urandom(8).hex())
        try:
            Catalogue.create(beside, settings).close()
            if corpus is not None:
                with cls(beside) as index:
                    index.add(corpus)
                    index.compact()
            try:
                beside.replace(target)
            except OSError as error:
                raise OutputError(target, error.strerror or str(error)) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return cls(target)

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the catalogue's file."""
        self._known = None
        self._catalogue.close()

    def __len__(self) -> int:
        with self._catalogue.reading() as db:
            return rows.count(db)

    def __contains__(self, name: object) -> bool:
        with self._catalogue.reading() as db:
            return bool(rows.numbers_of(db, str(name)))

    def __repr__(self) -> str:
        return f"Index({str(self.path)!r}: {len(self):,} documents)"

    @property
    def level(self) -> str:
        """How characters are made comparable."""
        with self._catalogue.reading() as db:
            return rows.setting(db, "level")

    @property
    def shortest(self) -> int:
        """Characters of a common stretch that are found for certain."""
        with self._catalogue.reading() as db:
            return int(rows.setting(db, "shortest"))

    def documents(self) -> Corpus:
        """Return all documents with their texts, without their structure."""
        with self._catalogue.reading() as db:
            return rows.read_documents(db, self.path, rows.numbers(db))

    def add(self, corpus: Corpus) -> Added:
        """Add documents; a source that is there already is replaced if it says something else.

        Parameters
        ----------
        corpus
            The documents. Up to 65,536 of them are added with one commit, all or none.

        Returns
        -------
        Added

        Raises
        ------
        SettingsError
            If another process is writing, two sources have one id, or the index is to be
            compacted first, because texts are folded otherwise today.
        OutputError
            If the disk is full, or the index must not be written to.
        """
        require_corpus(corpus)
        done = Added(0, 0, 0)
        for batch in changes.batches(corpus.items):
            with self._writing() as db:
                more = changes.add(db, self.path, batch)
            done = Added(*(one + other for one, other in zip(done, more, strict=True)))
        return done

    def remove(self, ids: Iterable[str]) -> int:
        """Remove documents.

        Parameters
        ----------
        ids
            Of documents; of sources, for all documents in one; or of a folder, ending in ``/``.

        Returns
        -------
        int
            How many documents were removed.

        Raises
        ------
        SettingsError
            If there is no such document (then none is removed), or another process is writing.
        OutputError
            If the index must not be written to.
        """
        with self._writing() as db:
            found: set[int] = set()
            for name in ids:
                numbers = rows.numbers_of(db, name)
                if not numbers:
                    raise SettingsError.of(
                        "setting-index-no-document", path=str(self.path), name=name
                    )
                found.update(numbers)
            changes.bury(db, sorted(found))
            return len(found)

    def compact(self) -> int:
        """Merge segments, and leave out what was removed.

        Returns
        -------
        int
            How many segments there are afterwards.

        Notes
        -----
        An index whose texts were folded by an earlier version is made anew from its texts.
        """
        with self._writing() as db:
            if int(rows.setting(db, "folding")) == FOLDING:
                changes.merge(db, self.path, rows.segment_rows(db))
            else:
                changes.refold(db, self.path)
        connection = self._catalogue.connection
        free, pages = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("freelist_count", "page_count")
        )
        with suppress(sqlite3.OperationalError):  # someone reads, or the disk is full: no matter
            if 4 * free > pages:
                connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with self._catalogue.reading() as db:
            return len(rows.segment_rows(db))

    def info(self) -> IndexInfo:
        """Return how much the index holds, and how it was made."""
        with self._catalogue.reading() as db:
            segments = rows.segment_rows(db)
            (texts,) = db.execute("SELECT TOTAL(LENGTH(text)) FROM sources").fetchone()
            own = [self.path / name for name in (FILE, FILE + "-wal")]
            files = [segment_path(self.path, row.number) for row in segments]
            return IndexInfo(
                documents=rows.count(db),
                sources=db.execute("SELECT COUNT(*) FROM sources").fetchone()[0],
                removed_documents=len(rows.tombstones(db)),
                segments=len(segments),
                entries=sum(row.entries for row in segments),
                catalogue_bytes=sum(map(_size, own)),
                text_bytes=int(texts),
                segment_bytes=sum(map(_size, files)),
                level=rows.setting(db, "level"),
                shortest=int(rows.setting(db, "shortest")),
                schema_version=self._catalogue.version,
                folding=int(rows.setting(db, "folding")),
            )

    def verify(self) -> list[Damage]:
        """Compute every digest again, and every entry, and say what does not agree.

        Returns
        -------
        list of Damage
            Empty where all is well.
        """
        with self._catalogue.reading() as db:
            return find_damage(db, self.path)

    def named(self, new: Corpus, *, level: str, shortest: int) -> NamedDocuments:
        """Name the documents that may have something of new ones; :func:`analysis.check` asks.

        Parameters
        ----------
        new
            New documents.
        level
            How characters are made comparable: as in the index.
        shortest
            Characters of a common stretch that are found for certain: no fewer than in the index.

        Raises
        ------
        SettingsError
            If the index was made for another level or longer stretches, or is damaged.
        """
        for left in reversed(range(_TRIES)):
            try:
                with self._catalogue.reading() as db:
                    return self._named(db, new, level, shortest)
            except FileNotFoundError as error:
                if not left:
                    raise damaged(Path(error.filename), error.strerror) from error
        raise AssertionError

    def _named(
        self, db: sqlite3.Connection, new: Corpus, level: str, shortest: int
    ) -> NamedDocuments:
        changes.require_folding(db, self.path)
        made, least = rows.setting(db, "level"), int(rows.setting(db, "shortest"))
        if made != level:
            raise SettingsError.of(
                "setting-index-level", path=str(self.path), made=made, asked=level
            )
        if shortest < least:
            raise SettingsError.of(
                "setting-index-shortest", path=str(self.path), made=least, asked=shortest
            )
        if rows.is_small_archive(db):
            every = rows.read_documents(db, self.path, rows.numbers(db))
            return NamedDocuments(every, len(every), 0, whole=True)
        known = self._segments(db)
        parts = [ArchivePart(one.runs, one.rank, dead) for one, dead in known]
        found = named_texts(asked(new, level, least), parts)
        numbers = [
            number
            for (one, _), texts in zip(known, found.texts, strict=True)
            for number in one.numbers[texts].tolist()
        ]
        documents = rows.read_documents(db, self.path, numbers)
        return NamedDocuments(documents, rows.count(db), found.capped)

    def _segments(self, db: sqlite3.Connection) -> list[tuple[Segment, Ints]]:
        """Return the segments of the state that is read, and which of their texts are dead."""
        state = (db.execute("PRAGMA data_version").fetchone()[0], self._changes)
        if self._known is None or self._known[0] != state:
            dead = rows.tombstones(db)
            known = []
            for row in rows.segment_rows(db):
                try:
                    segment = map_segment(self.path, row)
                except ValueError as error:
                    raise damaged(segment_path(self.path, row.number), error) from error
                known.append((segment, changes.places_of(segment, dead)))
            self._known = state, known
        return self._known[1]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Change the index; files of segments that are not needed any more go afterwards."""
        with self._catalogue.writing() as db:
            changes.sweep(db, self.path)
            before = {row.number for row in rows.segment_rows(db)}
            yield db
            after = {row.number for row in rows.segment_rows(db)}
        self._changes += 1
        self._known = None
        for number in before - after:
            with suppress(OSError):  # Windows keeps what is mapped; the next writer sweeps
                segment_path(self.path, number).unlink()


def _size(path: Path) -> int:
    """Bytes of a file; none of one that a writer removed beside us."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
