"""Parquet: a table read in columns, with the same rows, ids and faults as a csv."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import corpus
from corpus.errors import SettingsError, SourceError
from corpus.reading.formats import Options
from corpus.reading.formats.table import read

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def parquet(**columns: list[Any]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_each_row_is_a_text_and_has_its_id() -> None:
    data = parquet(编号=["甲", "乙", "甲"], 正文=["全镇开展工作", "逐级\n报送", ""])
    found = read(data, Options(name="表.parquet", id_column="编号"))
    assert [(one.part, one.text) for one in found] == [
        (":甲", "全镇开展工作"), (":乙", "逐级\n报送"), (":甲~2", ""),
    ]  # fmt: skip
    assert all(one.whole and one.encoding == "utf-8" for one in found)


def test_a_cell_that_is_no_text_costs_its_row_only_and_is_named() -> None:
    found = read(parquet(text=[1, 2]), Options(name="表.parquet"))
    assert [(one.encoding, one.notes[0].code) for one in found] == [(None, "bad-row")] * 2
    found = read(parquet(text=["一", None]), Options(name="表.parquet"))
    assert [one.text for one in found] == ["一", ""]


def test_a_damaged_file_and_a_column_that_is_not_there_are_told() -> None:
    data = parquet(标题=["一"])
    with pytest.raises(SettingsError, match=r"表\.parquet"):
        read(data, Options(name="表.parquet"))
    with pytest.raises(SourceError, match=r"表\.parquet"):
        read(data[:-8], Options(name="表.parquet"))


def test_results_of_ours_in_a_folder_are_passed_over(tmp_path) -> None:
    (tmp_path / "templates.parquet").write_bytes(
        parquet(id=[1], text=["一"], slots=[0], documents=[2], families=[2])
    )
    (tmp_path / "文.parquet").write_bytes(parquet(id=["a"], text=["水库除险加固工程通过验收。"]))
    read_in = corpus.read(tmp_path)
    assert [document.text for document in read_in] == ["水库除险加固工程通过验收。"]


def test_it_reads_what_the_same_rows_as_json_lines_read(tmp_path) -> None:
    texts = ["一、学习\n每月学习一次。", "　水库除险加固工程通过验收。 ", "", "⼯作"]
    (tmp_path / "a.parquet").write_bytes(parquet(text=texts))
    lines = "".join(f'{{"text":{json.dumps(text)}}}\n' for text in texts)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    one, two = (corpus.read(tmp_path / f"a.{ending}") for ending in ("parquet", "jsonl"))
    assert [d.text for d in one] == [d.text for d in two]
    assert [d.id.partition(":")[2] for d in one] == [d.id.partition(":")[2] for d in two]
