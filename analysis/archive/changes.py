"""What changes an index: adding, burying, merging, folding anew; inside a writer's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.archive.held import rank_of, runs_of
from analysis.archive.rows import (
    numbers_of,
    read_documents,
    segment_rows,
    setting,
    tombstones,
)
from analysis.archive.segments import (
    FOLDER,
    Segment,
    SegmentRow,
    map_segment,
    segment_path,
    write_segment,
)
from analysis.archive.stored import StoredSource, stored_sources
from analysis.measures.arrays.shingles import Ints
from analysis.measures.inverted.index import MOST_ENTRIES, MOST_TEXTS, merged_runs
from corpus.errors import SettingsError
from corpus.folding.comparable import FOLDING
from corpus.model import Document

BATCH = 1 << 16
"""Documents that one commit adds at most: their texts are in memory until then."""
MOST_SEGMENTS = 16
"""Segments from which on small ones are merged when documents are added: each of them is asked for
every run of a new document, which takes a millisecond."""

_BURIED_AT_ONCE = 500  # numbers in one statement


class Added(NamedTuple):
    """What adding did, in documents."""

    added: int
    """Those that are new, and those that replaced others."""
    replaced: int
    """Documents that had the id of such a source and are gone."""
    unchanged: int
    """Those that were there already, word for word."""


def batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Cut documents into batches for one commit each; those of one source stay together."""
    batch: list[Document] = []
    for document in documents:
        if len(batch) >= BATCH and document.source is not batch[-1].source:
            yield batch
            batch = []
        batch.append(document)
    if batch:
        yield batch


def add(db: sqlite3.Connection, folder: Path, documents: Sequence[Document]) -> Added:
    """Add documents: rows of the catalogue, and one segment."""
    require_folding(db, folder)
    of_source: dict[str, list[Document]] = {}
    for document in documents:
        several = of_source.setdefault(document.source.id, [])
        if several and several[0].source is not document.source:
            raise SettingsError.of("setting-index-twice", path=str(folder), name=document.source.id)
        several.append(document)
    fresh: list[Document] = []
    rows: list[StoredSource] = []
    buried: list[int] = []
    unchanged = 0
    for stored in stored_sources(documents):
        mine = of_source[stored.id]
        old = numbers_of(db, stored.id)
        if old and _same(db, stored, old):
            unchanged += len(mine)
            continue
        buried += old
        fresh += mine
        rows.append(stored)
    bury(db, buried)
    if fresh:
        first = _taken(db, "next", len(fresh))
        _insert(db, folder, rows, first)
        put(db, folder, _segment_of(db, fresh, first))
        merge_small(db, folder)
    return Added(len(fresh), len(buried), unchanged)


def _same(db: sqlite3.Connection, stored: StoredSource, old: list[int]) -> bool:
    """Whether a source is in the catalogue as it is, with all of its documents."""
    row = db.execute("SELECT digest FROM sources WHERE id = ?", (stored.id,)).fetchone()
    if row is None or bytes(row[0]) != stored.digest or len(old) != len(stored.documents):
        return False
    there = db.execute(
        "SELECT id, start, stop, facts FROM documents WHERE number BETWEEN ? AND ? ORDER BY number",
        (old[0], old[-1]),
    )
    return tuple(there) == stored.documents


def _insert(db: sqlite3.Connection, folder: Path, rows: Sequence[StoredSource], first: int) -> None:
    number = first
    try:
        for source in rows:
            db.execute(
                "INSERT INTO sources (number, id, documents, facts, digest, text) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (number, source.id, len(source.documents), source.facts, source.digest,
                 source.text),
            )  # fmt: skip
            db.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
                [(number + step, number, *one) for step, one in enumerate(source.documents)],
            )
            number += len(source.documents)
    except sqlite3.IntegrityError as error:
        raise SettingsError.of("setting-index-twice", path=str(folder), name=source.id) from error


def _segment_of(db: sqlite3.Connection, documents: Sequence[Document], first: int) -> Segment:
    """Make the segment of documents that are numbered from ``first`` on."""
    ranks = rank_of([document.id for document in documents])
    order = np.argsort(ranks, kind="stable")
    texts = [documents[row].text for row in order.tolist()]
    runs = runs_of(texts, setting(db, "level"), int(setting(db, "shortest")))
    return Segment(ranks[order], (order + first).astype(np.uint32), runs)


def put(db: sqlite3.Connection, folder: Path, segment: Segment) -> None:
    """Write a segment, and enter it in the catalogue."""
    row = write_segment(folder, _taken(db, "next_segment", 1), segment)
    db.execute("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", row)


def bury(db: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Remove documents: their rows go, their entries in segments get tombstones."""
    for begin in range(0, len(numbers), _BURIED_AT_ONCE):
        several = numbers[begin : begin + _BURIED_AT_ONCE]
        some = ",".join(map(str, several))
        sources = db.execute(
            f"SELECT DISTINCT source FROM documents WHERE number IN ({some})"  # noqa: S608 (numbers)
        ).fetchall()
        db.execute(f"DELETE FROM documents WHERE number IN ({some})")  # noqa: S608
        db.executemany("INSERT INTO tombstones VALUES (?)", [(number,) for number in several])
        db.executemany(
            "DELETE FROM sources AS s WHERE number = ? AND NOT EXISTS (SELECT 1 FROM documents d "
            "WHERE d.number BETWEEN s.number AND s.number + s.documents - 1)",
            sources,
        )


def merge_small(db: sqlite3.Connection, folder: Path) -> None:
    """Merge the smaller half of the segments, if there are many."""
    rows = segment_rows(db)
    if len(rows) > MOST_SEGMENTS:
        small = sorted(rows, key=lambda row: row.documents)[: len(rows) // 2 + 1]
        merge(db, folder, sorted(small))


def merge(db: sqlite3.Connection, folder: Path, rows: Sequence[SegmentRow]) -> None:
    """Merge segments, into as few as can hold them, and leave out what has a tombstone."""
    dead = tombstones(db)
    group: list[SegmentRow] = []
    for row in [*rows, None]:
        sizes = [one.documents for one in group], [one.entries for one in group]
        full = row is not None and (
            sum(sizes[0]) + row.documents > MOST_TEXTS or sum(sizes[1]) + row.entries > MOST_ENTRIES
        )
        if group and (row is None or full):
            _merge_into_one(db, folder, group, dead)
            group = []
        if row is not None:
            group.append(row)


def _merge_into_one(
    db: sqlite3.Connection, folder: Path, rows: Sequence[SegmentRow], dead: Ints
) -> None:
    segments = [map_segment(folder, row) for row in rows]
    gone = [places_of(segment, dead) for segment in segments]
    if len(rows) == 1 and not len(gone[0]):
        return
    ranks = np.concatenate([segment.rank for segment in segments])
    numbers = np.concatenate([segment.numbers for segment in segments])
    alive = np.ones(len(ranks), dtype=bool)
    starts = np.cumsum([0, *(len(segment.rank) for segment in segments)])
    for start, places in zip(starts.tolist(), gone, strict=False):
        alive[places + start] = False
    order = np.lexsort((numbers, ranks))
    order = order[alive[order]]
    new = np.full(len(ranks), -1, dtype=np.int64)
    new[order] = np.arange(len(order))
    renumbered = np.split(new, starts[1:-1])
    if len(order):
        runs = merged_runs([segment.runs for segment in segments], renumbered, len(order))
        put(db, folder, Segment(ranks[order], numbers[order], runs))
    db.executemany("DELETE FROM segments WHERE number = ?", [(row.number,) for row in rows])
    forgotten = [(number,) for number in numbers[~alive].tolist()]
    db.executemany("DELETE FROM tombstones WHERE number = ?", forgotten)


def places_of(segment: Segment, numbers: Ints) -> Ints:
    """Return which texts of a segment have these numbers; ascending."""
    if not len(numbers):
        return np.zeros(0, dtype=np.int64)
    mine = segment.numbers.astype(np.int64)
    at = numbers.take(np.searchsorted(numbers, mine), mode="clip")
    return np.flatnonzero(at == mine)


def refold(db: sqlite3.Connection, folder: Path) -> None:
    """Make all segments anew from the texts, and say how these were folded."""
    old = segment_rows(db)
    numbers = [number for (number,) in db.execute("SELECT number FROM documents ORDER BY number")]
    for begin in range(0, len(numbers), BATCH):
        several = numbers[begin : begin + BATCH]
        documents = read_documents(db, folder, several)
        # as they are numbered, whatever the order of reading is
        in_order = dict(zip(_ids(db, several), several, strict=True))
        ranks = rank_of([document.id for document in documents])
        order = np.argsort(ranks, kind="stable")
        chosen = [documents[row] for row in order.tolist()]
        runs = runs_of([d.text for d in chosen], setting(db, "level"), int(setting(db, "shortest")))
        mine = np.array([in_order[d.id] for d in chosen], dtype=np.uint32)
        put(db, folder, Segment(ranks[order], mine, runs))
    db.executemany("DELETE FROM segments WHERE number = ?", [(row.number,) for row in old])
    db.execute("DELETE FROM tombstones")
    db.execute("UPDATE settings SET value = ? WHERE name = 'folding'", (FOLDING,))
    merge(db, folder, segment_rows(db))


def _ids(db: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    names = dict(
        db.execute(
            "SELECT d.number, COALESCE(d.id, s.id) FROM documents d JOIN sources s "
            "ON s.number = d.source WHERE d.number BETWEEN ? AND ?",
            (numbers[0], numbers[-1]),
        ).fetchall()
    )
    return [names[number] for number in numbers]


def require_folding(db: sqlite3.Connection, folder: Path) -> None:
    """Refuse an index whose texts were folded otherwise than they are today."""
    if int(setting(db, "folding")) != FOLDING:
        raise SettingsError.of("setting-index-folding", path=str(folder))


def sweep(db: sqlite3.Connection, folder: Path) -> None:
    """Delete files of segments that no catalogue names: what a killed writer left.

    Only a writer may: nobody else's file is then waiting for its commit. Who reads an older state
    has its files mapped, and keeps them.
    """
    named = {segment_path(folder, row.number).name for row in segment_rows(db)}
    for path in (folder / FOLDER).iterdir():
        if path.name not in named:
            with suppress(OSError):  # Windows keeps what is mapped; the next writer tries again
                path.unlink()


def _taken(db: sqlite3.Connection, name: str, several: int) -> int:
    """Take the next numbers, which are never given again; returns the first."""
    first = int(setting(db, name))
    db.execute("UPDATE settings SET value = ? WHERE name = ?", (first + several, name))
    return first
