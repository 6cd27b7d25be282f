"""A corpus read in portions is the corpus read at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.reader import ReadingOptions, found_files, read_portion
from corpus.reading.portions import portions_of


def in_portions(way: ReadingOptions, size: int) -> list[tuple[str, str]]:
    files = found_files(way)
    return [
        (document.id, document.text)
        for portion in portions_of(files, size)
        for document in read_portion(way, files, portion)
    ]


@given(
    texts=st.lists(st.text("学习报告总结会议\n", min_size=1, max_size=30), min_size=1, max_size=30),
    size=st.integers(1, 400),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
    last=st.booleans(),
)
def test_json_lines_cut_anywhere_keep_their_numbers(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int, end: str, last: bool
) -> None:
    path = tmp_path_factory.mktemp("cut") / "表.jsonl"
    lines = [json.dumps({"text": f"第一段{text}尾"}, ensure_ascii=False) for text in texts]
    path.write_bytes((end.join(lines) + (end if last else "")).encode())
    whole = [(document.id, document.text) for document in corpus.read(path)]
    assert in_portions(ReadingOptions((str(path),)), size) == whole


def test_small_files_go_together_and_large_ones_alone(tmp_path: Path) -> None:
    for name, length in (("a", 10), ("b", 10), ("c", 500), ("d", 10)):
        (tmp_path / f"{name}.txt").write_text("学" * length, encoding="utf-8")
    files = found_files(ReadingOptions((str(tmp_path),)))
    spans = [(portion.first, portion.last) for portion in portions_of(files, 100)]
    assert spans == [(0, 2), (2, 3), (3, 4)]
    assert len(portions_of(files, 10_000)) == 1


def test_a_table_in_utf_16_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "表.jsonl"
    path.write_text('{"text":"第一篇"}\n{"text":"第二篇"}\n', encoding="utf-16")
    files = found_files(ReadingOptions((str(path),)))
    assert len(portions_of(files, 10)) == 1
    assert [text for _, text in in_portions(ReadingOptions((str(path),)), 10)] == [
        "第一篇", "第二篇"
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_a_note_of_its_portion(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "好.txt").write_text("每月学习一次。", encoding="utf-8")
    way = ReadingOptions((str(tmp_path),))
    files = found_files(way)
    read = [read_portion(way, files, portion) for portion in portions_of(files, 1)]
    assert sorted(len(one) for one in read) == [0, 1]
    assert sum(len(one.notes) for one in read) >= 1
