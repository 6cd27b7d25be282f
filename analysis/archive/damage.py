"""Damage: what in an index does not agree with what it should be."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.archive.catalogue import FILE
from analysis.archive.held import rank_of, runs_of
from analysis.archive.rows import read_documents, segment_rows, setting, tombstones
from analysis.archive.segments import (
    SegmentRow,
    map_segment,
    segment_digest,
    segment_path,
)
from analysis.archive.stored import text_digest
from corpus.errors import SettingsError
from corpus.folding.comparable import FOLDING
from corpus.messages import render

_AT_ONCE = 1 << 14  # documents whose entries are made anew at a time


class Damage(NamedTuple):
    """Something in an index that is not as it should be."""

    code: str
    """``damage-file`` (missing or of another length), ``damage-digest`` (its bytes have changed),
    ``damage-text`` (a text that cannot be read, or has changed), ``damage-entries`` (entries that
    are not those of the texts), ``damage-document`` (in no segment, or in two), ``damage-sqlite``
    (SQLite finds its file damaged)."""
    what: str
    """A file, or the id of a source."""
    details: str = ""

    def message(self, lang: str = "zh") -> str:
        """Say it in Chinese (``"zh"``) or English (``"en"``)."""
        return render(self.code, {"what": self.what, "details": self.details}, lang)


def find_damage(db: sqlite3.Connection, folder: Path) -> list[Damage]:
    """Look through an index.

    Parameters
    ----------
    db
        Its catalogue, in a transaction.
    folder
        Where it is.
    """
    try:
        found = [
            Damage("damage-sqlite", FILE, line)
            for (line,) in db.execute("PRAGMA integrity_check(20)")
            if line != "ok"
        ]
        unread = _texts(db)
    except sqlite3.DatabaseError as error:
        return [Damage("damage-sqlite", FILE, str(error))]
    found += unread
    held: list[np.ndarray] = []
    for row in segment_rows(db):
        name = segment_path(folder, row.number).name
        try:
            if segment_digest(folder, row.number) != row.digest:
                found.append(Damage("damage-digest", name))
                continue
            held.append(map_segment(folder, row).numbers)
        except (OSError, ValueError) as error:
            found.append(Damage("damage-file", name, str(error)))
            continue
        if not unread and int(setting(db, "folding")) == FOLDING:
            found += _entries(db, folder, row)
    return found + _numbers(db, held, complete=len(held) == len(segment_rows(db)))


def _texts(db: sqlite3.Connection) -> list[Damage]:
    """Compute the digest of every text again."""
    found = []
    for name, facts, digest, text in db.execute("SELECT id, facts, digest, text FROM sources"):
        try:
            if text_digest(facts, text) != bytes(digest):
                found.append(Damage("damage-text", name))
        except zlib.error as error:
            found.append(Damage("damage-text", name, str(error)))
    return found


def _entries(db: sqlite3.Connection, folder: Path, row: SegmentRow) -> list[Damage]:
    """Make the entries of a segment's documents anew, and compare."""
    segment = map_segment(folder, row)
    dead = set(tombstones(db).tolist())
    every = segment.runs.entries()
    mask = np.uint64((1 << segment.runs.text_bits) - 1)
    text = (every & mask).astype(np.int64)
    keys = every >> np.uint64(segment.runs.text_bits)
    order = np.lexsort((keys, text))
    keys, edges = keys[order], np.searchsorted(text[order], np.arange(row.documents + 1))
    wrong: list[str] = []
    for begin in range(0, row.documents, _AT_ONCE):
        places = [
            place
            for place in range(begin, min(begin + _AT_ONCE, row.documents))
            if int(segment.numbers[place]) not in dead
        ]
        try:
            documents = read_documents(db, folder, [int(segment.numbers[p]) for p in places])
        except SettingsError as error:
            return [Damage("damage-text", FILE, str(error))]
        names = rank_of([document.id for document in documents])
        anew = runs_of(
            [d.text for d in documents], setting(db, "level"), int(setting(db, "shortest"))
        )
        entries = anew.entries()
        mine = (entries & np.uint64((1 << anew.text_bits) - 1)).astype(np.int64)
        own_keys = entries >> np.uint64(anew.text_bits)
        own_order = np.lexsort((own_keys, mine))
        own_keys = own_keys[own_order]
        own_edges = np.searchsorted(mine[own_order], np.arange(len(documents) + 1))
        where = dict(zip(segment.rank[places].tolist(), places, strict=True))
        for at, (document, rank) in enumerate(zip(documents, names.tolist(), strict=True)):
            place = where.get(rank)
            there = keys[:0] if place is None else keys[edges[place] : edges[place + 1]]
            if not np.array_equal(there, own_keys[own_edges[at] : own_edges[at + 1]]):
                wrong.append(document.id)
    return [Damage("damage-entries", name) for name in wrong]


def _numbers(db: sqlite3.Connection, held: list[np.ndarray], *, complete: bool) -> list[Damage]:
    """Find documents that no segment has, or two."""
    if not complete:
        return []
    every = np.sort(np.concatenate([np.zeros(0, dtype=np.uint32), *held]).astype(np.int64))
    expected = {number for (number,) in db.execute("SELECT number FROM documents")}
    expected |= set(tombstones(db).tolist())
    twice = set(every[1:][every[1:] == every[:-1]].tolist())
    wrong = sorted((expected ^ set(every.tolist())) | twice)
    return [Damage("damage-document", str(number)) for number in wrong]
