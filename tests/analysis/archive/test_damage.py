"""What is damaged is found and named; what is whole is not complained of."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import corpus
from analysis import Index, check
from analysis.archive.stored import packed_text
from corpus.errors import SettingsError
from corpus.messages import LANGUAGES


def segment(index: Index) -> Path:
    (file,) = (index.path / "segments").iterdir()
    return file


def codes(index: Index) -> list[tuple[str, str]]:
    return [(one.code, one.what) for one in index.verify()]


def execute(index: Index, statement: str, *values: object) -> None:
    connection = sqlite3.connect(index.path / "catalogue.sqlite", isolation_level=None)
    connection.execute(statement, values)
    connection.close()


def test_a_whole_index_has_no_damage(index: Index) -> None:
    assert index.verify() == []
    index.remove(["旧7"])
    assert index.verify() == []


def test_a_flipped_bit_in_a_segment_is_found(index: Index) -> None:
    file = segment(index)
    data = bytearray(file.read_bytes())
    data[-5] ^= 4
    file.write_bytes(data)
    assert codes(index) == [("damage-digest", file.name)]


@pytest.mark.parametrize("how", ["missing", "cut"])
def test_a_segment_that_is_missing_or_cut_is_found_and_the_index_says_so(
    index: Index, new: corpus.Corpus, how: str
) -> None:
    file = segment(index)
    data = file.read_bytes()
    file.unlink()
    if how == "cut":
        file.write_bytes(data[:-400])
    assert codes(index) == [("damage-file" if how == "missing" else "damage-digest", file.name)]
    with pytest.raises(SettingsError, match="is damaged"):
        check(new, index)


def test_a_text_that_changed_is_found(index: Index) -> None:
    execute(index, "UPDATE sources SET text = ? WHERE id = '旧9'", packed_text("换了的正文。"))
    assert codes(index) == [("damage-text", "旧9")]


def test_a_text_that_cannot_be_read_is_found_and_the_index_says_so(
    index: Index, old: corpus.Corpus
) -> None:
    execute(index, "UPDATE sources SET text = ? WHERE id = '旧9'", b"no zlib")
    assert codes(index) == [("damage-text", "旧9")]
    with pytest.raises(SettingsError, match="旧9"):
        check(old[9:10], index)


def test_entries_that_are_not_those_of_the_text_are_found(index: Index) -> None:
    row = sqlite3.connect(index.path / "catalogue.sqlite")
    with row:
        facts = row.execute("SELECT number FROM sources WHERE id = '旧9'").fetchone()
        row.execute("UPDATE documents SET stop = stop - 20 WHERE source = ?", facts)
    row.close()
    assert codes(index) == [("damage-entries", "旧9")]


def test_a_document_without_entries_is_found(index: Index) -> None:
    execute(index, "INSERT INTO tombstones VALUES (999)")
    assert codes(index) == [("damage-document", "999")]


def test_every_damage_is_said_in_both_languages(index: Index) -> None:
    segment(index).unlink()
    (one,) = index.verify()
    messages = [one.message(lang) for lang in LANGUAGES]
    assert len(set(messages)) == 2
    assert all(one.what in message for message in messages)
