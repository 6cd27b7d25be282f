"""Versions of the catalogue, disks that are full, writers that are killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

import corpus
from analysis import Index, check
from analysis.archive.catalogue import SCHEMA
from corpus.errors import SettingsError

pytestmark = pytest.mark.slow


def changed(index: Index, *statements: str) -> None:
    """Change the catalogue behind the index' back."""
    connection = sqlite3.connect(index.path / "catalogue.sqlite", isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_catalogue_of_schema_1_is_read_and_brought_up_when_it_is_written_to(
    index: Index, old: corpus.Corpus, new: corpus.Corpus
) -> None:
    changed(index, "ALTER TABLE sources DROP COLUMN digest", "PRAGMA user_version = 1")
    with Index(index.path) as older:
        assert older.info().schema_version == 1
        assert list(check(new, older).records()) == list(check(new, old).records())
        assert older.info().schema_version == 1
        assert older.add(old) == (0, 0, 60)
        assert older.info().schema_version == SCHEMA
        assert older.verify() == []


def test_a_catalogue_of_a_later_version_is_refused(index: Index) -> None:
    changed(index, f"PRAGMA user_version = {SCHEMA + 1}")
    with pytest.raises(SettingsError, match="upgrade leitong"):
        Index(index.path)


def test_texts_folded_by_another_version_are_folded_anew_by_compacting(
    index: Index, old: corpus.Corpus, new: corpus.Corpus
) -> None:
    index.remove(["旧5"])
    changed(index, "UPDATE settings SET value = 0 WHERE name = 'folding'")
    for ask in (lambda: check(new, index), lambda: index.add(old)):
        with pytest.raises(SettingsError, match="run leitong index compact"):
            ask()
    index.compact()
    left = old.where(lambda d: d.id != "旧5")
    assert list(check(new, index).records()) == list(check(new, left).records())
    assert index.verify() == []


def test_a_file_that_is_no_catalogue_is_called_damaged(index: Index) -> None:
    index.close()
    (index.path / "catalogue.sqlite").write_bytes(b"no such thing" * 1000)
    with pytest.raises(SettingsError, match="is damaged"):
        len(Index(index.path))


FULL = """
import resource, sys
import corpus
from analysis import Index
from corpus.errors import OutputError
folder, limit = sys.argv[1], int(sys.argv[2])
more = corpus.Corpus.of(corpus.Document.plain(f"多{n}", chr(0x4E00 + n) * 30 + "".join(
    chr(0x4E00 + (n * 7919 + i * i * 31) % 20000) for i in range(2000))) for n in range(300))
with Index(folder) as index:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        index.add(more)
    except OutputError as error:
        print("refused", error.reason)
    else:
        print("added")
"""


@pytest.mark.parametrize("limit", [4096, 100_000, 400_000, 900_000])
def test_a_disk_that_is_full_leaves_the_index_as_it_was(
    index: Index, limit: int, new: corpus.Corpus, old: corpus.Corpus
) -> None:
    pytest.importorskip("resource")
    index.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(index.path), str(limit)], capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.startswith("refused"), done.stdout + done.stderr
    with Index(index.path) as again:
        assert list(check(new, again).records()) == list(check(new, old).records())
        again.add(corpus.from_texts({"又一篇": "又写了一篇。"}))
        assert again.verify() == []
    named = {path.name for path in (index.path / "segments").iterdir()}
    assert len(named) == 2, "nothing is left of what failed"


WRITER = """
import sys, random
import corpus
from analysis import Index
folder, seed = sys.argv[1], int(sys.argv[2])
chance = random.Random(seed)
print("ready", flush=True)
with Index(folder) as index:
    while True:
        what = chance.random()
        number = chance.randrange(20)
        if what < 0.5:
            text = chr(0x4E00 + number) * 8 + "来回增删的一篇，每次都是这些字，前后并无不同。"
            index.add(corpus.Corpus.of([corpus.Document.plain(f"变{number}", text)]))
        elif what < 0.8:
            if f"变{number}" in index:
                index.remove([f"变{number}"])
        else:
            index.compact()
"""


@pytest.mark.slow
def test_a_writer_that_is_killed_at_any_moment_loses_nothing(
    index: Index, new: corpus.Corpus, old: corpus.Corpus
) -> None:
    expected = [r for r in check(new, old).records() if r["type"] != "passage"]
    index.close()
    for seed in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(index.path), str(seed)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(0.4 + 0.137 * seed)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with Index(index.path) as again:
            assert again.verify() == []
            found = [r for r in check(new, again).records() if r["type"] != "passage"]
            assert found == expected
            assert {d.id for d in old} <= {d.id for d in again.documents()}


READER = """
import sys, time
import corpus
from analysis import Index, check
folder = sys.argv[1]
new = corpus.from_texts({"新": sys.argv[2]})
print("ready", flush=True)
end = time.time() + 4
n = 0
with Index(folder) as index:
    while time.time() < end:
        found = check(new, index)
        assert "旧3" in [p.b for p in found.pairs if p.verdict == "identical"], found.pairs
        assert index.info().documents >= 60
        n += 1
print(n)
"""


@pytest.mark.slow
def test_readers_beside_a_writer_see_one_whole_state(
    index: Index, old: corpus.Corpus, texts: Callable[..., dict[str, str]]
) -> None:
    command = [sys.executable, "-c", READER, str(index.path), old["旧3"].text]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    lines = [reader.stdout.readline() for reader in readers if reader.stdout]
    assert lines == ["ready\n"] * 3
    more = corpus.from_texts(texts(12, seed=3, name="多"))
    while any(reader.poll() is None for reader in readers):
        index.add(more)
        index.remove([d.id for d in more])
        index.compact()
    for reader in readers:
        out, _ = reader.communicate()
        assert reader.returncode == 0
        assert int(out) > 0
    assert index.verify() == []
