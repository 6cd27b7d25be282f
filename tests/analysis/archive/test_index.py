"""An index answers as the corpus of its documents does, whatever was done to it before."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis.archive.catalogue
import corpus
from analysis import Index, check, find_duplicates, find_reuse
from analysis.archive import held
from analysis.archive.changes import MOST_SEGMENTS
from analysis.checks import Check
from corpus.errors import OutputError, SettingsError

pytestmark = pytest.mark.slow

Texts = Callable[..., dict[str, str]]


def records(found: Check) -> list[dict[str, object]]:
    return list(found.records())


def test_an_index_finds_what_the_corpus_does(
    index: Index, old: corpus.Corpus, new: corpus.Corpus
) -> None:
    expected = check(new, old)
    found = check(new, index)
    assert records(found) == records(expected)
    assert {r["type"] for r in records(found)} == {"check", "pair", "passage"}
    assert (found.archived, found.capped) == (60, expected.capped)
    assert {p.boilerplate for p in found.passages} == {True, False}


@pytest.mark.parametrize(("level", "shortest"), [("ocr", 13), ("strict", 6), ("standard", 30)])
def test_so_it_does_at_other_levels_and_for_other_lengths(
    tmp_path: Path, old: corpus.Corpus, new: corpus.Corpus, level: str, shortest: int
) -> None:
    with Index.build(tmp_path / "i", old, level=level, shortest=shortest) as index:
        expected = check(new, old, level=level, shortest=shortest)
        assert records(check(new, index, shortest=shortest)) == records(expected)


def test_shares_of_a_small_archive_are_those_of_the_whole_comparison(
    tmp_path: Path, sample: corpus.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "FEW", 2000)
    whole = find_reuse(sample, votes=find_duplicates(sample)).shares().set_index("document")
    for number in (6, 9, 10):  # 篇11 shares clauses of 8 to 11 characters with most of the others
        name = sample[number].id
        new = sample.where(lambda d, name=name: d.id == name)
        old = sample.where(lambda d, name=name: d.id != name)
        with Index.build(tmp_path / str(number), old) as index:
            (found,) = check(new, index).documents
        expected = whole.loc[name, ["share", "share_distinct"]].tolist()
        assert [found.share, found.share_distinct] == expected


def test_an_index_knows_the_pieces_of_a_compilation_and_their_places(
    tmp_path: Path, sample: corpus.Corpus
) -> None:
    new = corpus.from_texts({"稿": sample[3].text[:400] + "。" + sample[6].text[100:500]})
    with Index.build(tmp_path / "i", sample) as index:
        found = check(new, index)
        assert records(found) == records(check(new, sample))
        first = found.passages[0]
        (held,) = [d for d in found.reuse.documents if d.id == first.b]
        assert held[first.b_span] == sample[first.b][first.b_span]


def test_what_was_removed_is_not_found_any_more(
    index: Index, old: corpus.Corpus, new: corpus.Corpus
) -> None:
    gone = [f"旧{n}" for n in range(0, 60, 2)]
    assert index.remove(gone) == 30
    left = old.where(lambda d: d.id not in gone)
    expected = records(check(new, left))
    assert records(check(new, index)) == expected
    index.compact()
    assert records(check(new, index)) == expected
    assert (len(index), index.info().removed_documents, index.verify()) == (30, 0, [])


def test_a_document_of_the_same_id_is_replaced_and_an_equal_one_left_alone(
    index: Index, old: corpus.Corpus
) -> None:
    text = "这是换上去的另一篇文字，与原来的毫不相干，说的是别的事情。"
    changed = corpus.from_texts({"旧7": text, "旧8": old["旧8"].text, "旧60": text})
    assert index.add(changed) == (2, 1, 1)
    assert len(index) == 61
    found = check(corpus.from_texts({"新": text}), index)
    assert [p.b for p in found.pairs] == ["旧7", "旧60"]
    assert check(corpus.from_texts({"新": old["旧7"].text}), index).documents[0].share < 1
    assert index.add(changed) == (0, 0, 3)


@given(data=st.data())
@settings(max_examples=8)
def test_any_history_ends_as_if_the_documents_had_been_there_from_the_start(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, texts: Texts
) -> None:
    folder = tmp_path_factory.mktemp("history")
    every, new = texts(40), corpus.from_texts(texts(4, seed=5, name="新"))
    names = list(every)
    there: dict[str, str] = {}
    with Index.build(folder / "i") as index:
        for _ in range(data.draw(st.integers(1, 8))):
            what = data.draw(st.sampled_from(["add", "add", "change", "remove", "compact"]))
            some = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=12, unique=True))
            if what == "remove":
                some = [name for name in some if name in there]
                if some:
                    assert index.remove(some) == len(some)
                for name in some:
                    del there[name]
            elif what == "compact":
                index.compact()
            else:
                extra = "后来补记的一句话，原先没有。" if what == "change" else ""
                mine = {name: every[name] + extra for name in some}
                index.add(corpus.from_texts(mine))
                there |= mine
        left = corpus.from_texts({name: there[name] for name in names if name in there})
        found = check(new, index)
        assert (found.archived, len(index)) == (len(there), len(there))
        in_any_order = [sorted(map(str, records(one))) for one in (found, check(new, left))]
        without_groups = [[line.split("'group'")[0] for line in lines] for lines in in_any_order]
        assert sorted(without_groups[0]) == sorted(without_groups[1])
        assert index.verify() == []


def test_folders_and_sources_are_removed_by_name(tmp_path: Path, sample: corpus.Corpus) -> None:
    for name in ("甲/一.txt", "甲/二.txt", "乙/三.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}里写的是这些内容。", "utf-8")
    with Index.build(tmp_path / "i", corpus.read(tmp_path, structure=False) + sample) as index:
        assert len(index) == 19
        assert index.remove(["甲/"]) == 2
        piece = sample[4].id
        assert index.remove([piece]) == 1
        assert piece not in index
        assert sample[5].id in index
        assert index.remove([sample[0].source.id]) == 15
        assert [d.id for d in index.documents()] == ["乙/三.txt"]


def test_an_unknown_document_is_named_and_nothing_removed(index: Index) -> None:
    with pytest.raises(SettingsError, match="no document “旧99”"):
        index.remove(["旧1", "旧99"])
    assert len(index) == 60


def test_documents_come_back_as_they_were(index: Index, old: corpus.Corpus) -> None:
    assert [(d.id, d.text, d.body, d.title) for d in index.documents()] == [
        (d.id, d.text, d.body, d.title) for d in old
    ]


def test_many_small_additions_are_merged_now_and_then(
    tmp_path: Path, new: corpus.Corpus, texts: Texts
) -> None:
    every = texts(40)
    with Index.build(tmp_path / "i") as index:
        for name, text in every.items():
            index.add(corpus.from_texts({name: text}))
        assert index.info().segments <= MOST_SEGMENTS
        assert records(check(new, index)) == records(check(new, corpus.from_texts(every)))
        assert index.compact() == 1
        files = list((tmp_path / "i" / "segments").iterdir())
        assert len(files) == 1


def test_another_reader_sees_a_change_without_opening_again(
    index: Index, old: corpus.Corpus, new: corpus.Corpus
) -> None:
    with Index(index.path) as reader:
        before = records(check(new, reader))
        index.remove(["旧3"])
        after = records(check(new, reader))
        assert before != after
        assert after == records(check(new, old.where(lambda d: d.id != "旧3")))


def test_a_reader_goes_on_while_segments_are_merged(index: Index, new: corpus.Corpus) -> None:
    with Index(index.path) as reader:
        before = records(check(new, reader))
        index.add(corpus.from_texts({"另一篇": "毫不相干的文字，只为了再写一段。"}))
        old = list((index.path / "segments").iterdir())
        index.compact()
        assert index.info().segments == 1
        assert not any(path.exists() for path in old)
        assert records(check(new, reader)) == before


def test_a_second_writer_is_told_that_there_is_one(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis.archive.catalogue, "PATIENCE", 0.05)
    first = sqlite3.connect(index.path / "catalogue.sqlite", isolation_level=None)
    first.execute("BEGIN IMMEDIATE")
    with Index(index.path) as second:
        with pytest.raises(SettingsError, match="written to by another process"):
            second.remove(["旧1"])
        assert len(second) == 60
    first.execute("ROLLBACK")
    first.close()
    assert index.remove(["旧1"]) == 1


def test_an_index_that_must_not_be_written_to_answers_all_the_same(
    index: Index, new: corpus.Corpus, old: corpus.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with Index(index.path) as reader:
        assert records(check(new, reader)) == records(check(new, old))
        with pytest.raises(OutputError):
            reader.remove(["旧1"])


def test_two_documents_of_one_id_are_refused(index: Index, old: corpus.Corpus) -> None:
    one = corpus.from_texts({"同名": "这一篇。"})
    other = corpus.from_texts({"同名": "那一篇。"})
    with pytest.raises(SettingsError, match="two documents are called “同名”"):
        index.add(one + other)
    assert len(index) == 60


def test_an_index_is_not_built_over_something(index: Index, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="exists already"):
        Index.build(index.path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match="exists already"):
        Index.build(tmp_path / "file")
    assert len(index) == 60


def test_a_build_that_fails_leaves_nothing(
    tmp_path: Path, old: corpus.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Index, "compact", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Index.build(tmp_path / "i", old)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given_", "words"),
    [({"level": "ocr"}, "made with level=standard"), ({"shortest": 12}, "12 is asked for")],
)
def test_what_the_index_was_not_made_for_is_refused(
    index: Index, new: corpus.Corpus, given_: dict[str, object], words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        check(new, index, **given_)  # type: ignore[arg-type]


def test_there_is_no_index_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no index"):
        Index(tmp_path)


def test_what_is_in_everything_names_some_of_it_and_says_so(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311
    own = ["".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(40)) for _ in range(700)]
    formula = "为进一步加强和改进新形势下的各项工作，现将有关事项通知如下"
    old = corpus.Corpus.of(
        corpus.Document.plain(f"旧{n}", formula + "。" + text) for n, text in enumerate(own)
    )
    new = corpus.from_texts({"新": formula + "。" + own[650] + "。"})
    with Index.build(tmp_path / "i", old) as index:
        found = check(new, index)
    assert records(found) == records(check(new, old))
    assert found.capped > 0
    assert [p.b for p in found.pairs] == ["旧650"]
    assert 32 <= len(found.documents[0].sources) <= 512
    assert [p.boilerplate for p in found.passages if p.b != "旧650"].count(False) == 0


def test_moving_an_index_changes_nothing(
    index: Index, tmp_path: Path, new: corpus.Corpus, old: corpus.Corpus
) -> None:
    index.close()
    shutil.move(index.path, tmp_path / "elsewhere")
    with Index(tmp_path / "elsewhere") as moved:
        assert records(check(new, moved)) == records(check(new, old))


COLD = """
import sys
import corpus
from analysis import Index, check, find_duplicates, find_reuse
from analysis.archive import held
with Index(sys.argv[1]) as index:
    found = check(corpus.from_texts({"新": sys.argv[2]}), index)
assert list(found.records())[0]["share"] == 1, found.documents
print(sorted({"pandas", "scipy", "sklearn", "matplotlib", "jieba", "pyarrow"} & set(sys.modules)))
"""


def test_an_answer_loads_nothing_that_takes_long_to_load(index: Index, old: corpus.Corpus) -> None:
    command = [sys.executable, "-c", COLD, str(index.path), old["旧3"].text]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
