"""The genre's dictionary and users' dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import FormatError, SourceError
from corpus.words.lexicon import FREQUENCY, Entry, lexicon, read_words, to_entries


def test_the_lexicon_has_a_thousand_words_in_seven_groups_each_with_its_source() -> None:
    entries = lexicon()
    assert len(entries) > 900
    assert len({entry.word for entry in entries}) == len(entries)
    assert {entry.group for entry in entries} == {
        "formula", "theory", "office", "institution", "policy", "media", "law",
    }  # fmt: skip
    assert all(entry.source and entry.tag.islower() for entry in entries)


def test_sources_of_the_lexicon_count_the_compilation_truly(sample_path: Path) -> None:
    text = sample_path.read_text(encoding="utf-8")
    for entry in lexicon():
        times = text.count(entry.word)
        assert (entry.source == f"sample:{times}") == (times > 0)


def test_a_default_frequency_beats_any_split_into_two_words() -> None:
    commonest = 318_825
    assert commonest**2 // 60_101_967 < FREQUENCY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_dictionaries_of_both_forms_are_read_in_any_usual_encoding(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "词典.txt"
    path.write_text(
        "# 说明\n\n云计算 5\n阿基卫生院\n李小虎 nr\n创新办 3 i\n村村响\t70\tn\tmedia\t手工\n",
        encoding=encoding,
    )
    assert read_words(path) == (
        Entry("云计算", 5),
        Entry("阿基卫生院"),
        Entry("李小虎", FREQUENCY, "nr"),
        Entry("创新办", 3, "i"),
        Entry("村村响", 70, "n", "media", "手工"),
    )


def test_windows_line_ends_and_the_lexicon_itself_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_bytes("云计算 5 n\r\n台中 3\r\n".encode())
    assert [entry.word for entry in read_words(path)] == ["云计算", "台中"]


def test_bad_lines_are_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("好词 5 n\n有 空格 词 5\n坏词\t多\tn\n零频 0\n" + "长" * 61, encoding="utf-8")
    with pytest.raises(FormatError) as error:
        read_words(path)
    message = str(error.value)
    assert all(f"{path}:{line}:" in message for line in (2, 3, 4, 5))
    assert f"{path}:1:" not in message


def test_a_long_list_of_bad_lines_is_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("零频 0\n" * 20, encoding="utf-8")
    with pytest.raises(FormatError, match="and 15 more"):
        read_words(path)


def test_unreadable_and_undecodable_files_say_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.txt"):
        read_words(tmp_path / "nowhere.txt")
    path = tmp_path / "d.bin"
    path.write_bytes(b"\xff\xff\x81\x20\xff")
    with pytest.raises(FormatError, match="save the dictionary as UTF-8"):
        read_words(path)


def test_words_can_be_given_directly() -> None:
    assert to_entries(["甲乙", ("丙丁", 7), ("戊己", 7, "v"), Entry("庚辛")]) == (
        Entry("甲乙"),
        Entry("丙丁", 7),
        Entry("戊己", 7, "v"),
        Entry("庚辛"),
    )
    with pytest.raises(FormatError, match="word 2"):
        to_entries(["甲", "有 空格"])
