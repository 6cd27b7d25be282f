"""Writers: the bytes that other programs read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.errors import MissingExtra, OutputError, SettingsError
from corpus.export import workbook, writers
from corpus.export.flat import (
    BOOLEAN,
    INTEGER,
    NUMBER_CELL,
    TEXT,
    Table,
    empty_table,
    flatten,
    table_of,
)
from corpus.export.writers import (
    csv_bytes,
    defuse,
    json_array,
    json_lines,
    restore,
    single,
    write_records,
    write_table,
    xlsx_bytes,
)
from corpus.records import records, schema

FORMULAS = [
    "=1+1", '=HYPERLINK("http://x")', "+86 10", "-1", "@SUM(A1)", "\t=1", "\r=1", "\tx", "\rx",
    " =1", "　=1", "\ufeff=1", "\u200b=1", "\n=1", "＝1", "＋1", "－1", "＠x", "\x00=1", "\xa0=1",
    "=cmd|' /C calc'!A0", "'=1", "''＝1", "-", "- 学习",
]  # fmt: skip
HARMLESS = ["", "学习", "一、=1", "1-2", "'引号", "a=1", "（-1）", "—1", "–1", "′=1", "0"]
PAIR = {
    "type": "pair", "schema": 1, "grain": "document", "a": "甲", "b": "乙", "verdict": "duplicate",
    "jaccard": 1 / 3, "containment_a": 1.0, "containment_b": -0.0, "similarity": np.float64(0.5),
    "distinct_similarity": None, "family": np.int64(1),
}  # fmt: skip
FAMILY = {
    "type": "family", "schema": 1, "grain": "document", "id": 1, "members": ["甲", "乙"],
    "representative": "甲", "cohesion": 0.5, "weakest": ["甲", "乙"],
}  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(cell: str) -> None:
    assert defuse(cell) == "'" + cell
    assert restore(defuse(cell)) == cell


@pytest.mark.parametrize("cell", HARMLESS)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert defuse(cell) == cell == restore(cell)


@given(st.text(st.sampled_from(list("'=+-@＝ \t\r\n\ufeff学a")) | st.characters(), max_size=8))
def test_defusing_can_be_undone_exactly(cell: str) -> None:
    assert restore(defuse(cell)) == cell


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), max_size=6))
def test_csv_round_trips(texts: list[str]) -> None:
    table = Table("t", ("text", "n"), (TEXT, INTEGER), [(t, -i) for i, t in enumerate(texts)])
    content, defused = csv_bytes(table)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    assert [restore(row[0]) for row in rows] == texts
    assert [int(row[1]) for row in rows] == [-i for i in range(len(texts))]
    assert defused == sum(defuse(t) != t for t in texts)


def test_csv_has_windows_line_ends_and_plain_negative_numbers() -> None:
    rows: list[tuple[object, ...]] = [(-5, -0.25, True, None, "-5")]
    table = Table("t", ("n", "x", "b", "m", "t"), (INTEGER, NUMBER_CELL, BOOLEAN, TEXT, TEXT), rows)
    assert csv_bytes(table, bom=False) == (b"n,x,b,m,t\r\n-5,-0.25,true,,'-5\r\n", 1)


def test_json_lines_are_utf8_with_keys_in_order_and_six_decimals() -> None:
    line = b"".join(json_lines([PAIR]))
    assert line.endswith(b"}\n")
    assert b"\r" not in line
    assert '"a":"甲"'.encode() in line
    assert list(json.loads(line)) == list(schema("pair")["properties"])  # type: ignore[call-overload]
    assert b'"jaccard":0.333333,' in line
    assert b'"containment_b":0.0,' in line
    assert b'"family":1}' in line


def test_what_json_cannot_say_becomes_null() -> None:
    odd = {"type": "x", "a": float("nan"), "b": float("inf"), "c": [float("-inf"), 1]}
    assert json.loads(b"".join(json_lines([odd]))) == {"type": "x", "a": None, "b": None,
                                                       "c": [None, 1]}  # fmt: skip


def test_a_lone_surrogate_in_a_file_name_does_not_stop_the_run() -> None:
    assert json.loads(b"".join(json_lines([{"type": "x", "id": "a\udcff"}])))["id"] == "a?"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_json_array_is_one_value_with_a_record_a_line(count: int) -> None:
    content = b"".join(json_array([PAIR] * count))
    assert len(json.loads(content)) == count
    assert content.count(b"\n") == count + (2 if count else 1)


def test_spans_become_two_integer_columns_and_lists_their_own_tables(sample: corpus.Corpus) -> None:
    tables = {t.name: t for t in flatten(records(sample.compilations))}
    assert sorted(tables) == ["document", "lists", "notes", "paragraphs", "parts", "residue",
                              "sections", "sentences", "source"]  # fmt: skip
    columns = tables["document"].columns
    assert columns[:7] == (
        "id",
        "source",
        "number",
        "embedded",
        "marker_start",
        "marker_end",
        "title",
    )
    assert "type" not in columns
    assert len(tables["sentences"].rows) == sum(len(d.sentences) for d in sample)
    assert len(tables["lists"].rows) == sum(len(p.items) for d in sample for p in d.lists)


def test_rows_of_inner_tables_name_their_owner_and_show_their_text(sample: corpus.Corpus) -> None:
    texts = {d.id: d.source.text for d in sample}
    tables = {t.name: t for t in flatten(records(sample.compilations), texts=texts)}
    table = tables["sentences"]
    units = sample.units("sentence")
    assert table.columns == ("source", "document", "id", "span_start", "span_end", "text")
    assert [row[2] for row in table.rows] == units.ids
    assert [row[5] for row in table.rows] == units.texts
    headings = [row[-1] for row in tables["sections"].rows]
    assert headings == [d[s.title] if s.title else None for d in sample for s in d.sections]


def test_every_row_has_a_cell_for_every_column(sample: corpus.Corpus) -> None:
    for table in flatten(records(sample.compilations)):
        assert all(len(row) == len(table.columns) == len(table.kinds) for row in table.rows)


def test_an_empty_table_has_the_columns_of_a_full_one() -> None:
    assert empty_table("pair").columns == flatten([PAIR])[0].columns
    assert empty_table("pair").kinds == flatten([PAIR])[0].kinds


def test_a_type_without_schema_is_laid_out_by_its_values() -> None:
    table = flatten([{"type": "new", "schema": 1, "id": "甲", "n": 1, "xs": [1, 2]}])[0]
    assert (table.columns, table.kinds) == (("id", "n", "xs"), (TEXT, INTEGER, TEXT))
    assert table.rows == [("甲", 1, "[1, 2]")]


def test_csv_puts_the_main_table_first_and_the_others_beside_it(tmp_path: Path) -> None:
    written = write_records([FAMILY, PAIR], tmp_path / "结果.csv", "csv", main="pair")
    assert [path.name for path in written.paths] == ["结果.csv", "结果.family.csv"]
    frame = pd.read_csv(tmp_path / "结果.family.csv")
    assert json.loads(frame["members"][0]) == ["甲", "乙"]


def test_csv_of_nothing_still_has_its_header(tmp_path: Path) -> None:
    write_records([], tmp_path / "a.csv", "csv", main="pair", bom=False)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"grain,a,b,verdict,jaccard")


def test_a_stream_holds_the_main_table_and_names_the_rest() -> None:
    content, _, rest = single([FAMILY, PAIR], "csv", main="pair", bom=False)
    assert isinstance(content, bytes)
    assert content.startswith(b"grain,a,b")
    assert rest == ["family"]


def test_excel_text_is_never_a_formula_and_numbers_are_numbers() -> None:
    rows: list[tuple[object, ...]] = [
        (cell, -1, 0.5, True) for cell in [*FORMULAS, "http://x", "1"]
    ]
    content, _, _ = xlsx_bytes(
        [Table("t", ("a", "n", "x", "b"), (TEXT, INTEGER, NUMBER_CELL, BOOLEAN), rows)]
    )
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    assert {sheet.cell(row, 1).data_type for row in range(2, len(rows) + 2)} <= {"s", "inlineStr"}
    assert all(sheet.cell(row, 1).hyperlink is None for row in range(2, len(rows) + 2))
    assert [sheet.cell(2, x).value for x in (2, 3, 4)] == [-1, 0.5, True]
    for row, cell in enumerate(FORMULAS, 2):
        if cell.isprintable():
            assert sheet.cell(row, 1).value == cell


def test_excel_cannot_hold_control_characters_so_they_are_replaced_and_counted() -> None:
    content, replaced, _ = xlsx_bytes([Table("t", ("a",), (TEXT,), [("甲\x00\x1b乙",), ("学习",)])])
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    assert (sheet["A2"].value, replaced) == ("甲\ufffd\ufffd乙", 1)


def test_a_probability_of_a_table_is_never_rounded_to_nought() -> None:
    frame = pd.DataFrame(
        {"term": ["群众"], "p": [2.33963e-13], "p_corrected": [4e-11], "g2": [1 / 3]}
    )
    table = table_of(frame)
    assert table.rows == [("群众", 2.33963e-13, 4e-11, 0.333333)]
    assert b"2.33963e-13" in csv_bytes(table)[0]


def test_a_small_number_is_shown_as_one_and_never_as_nought() -> None:
    rows = [(2e-13,), (0.0004,), (0.02,), (0.0,)]
    content, _, _ = xlsx_bytes([Table("t", ("p",), (NUMBER_CELL,), rows)])  # type: ignore[arg-type]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    shown = [sheet.cell(row, 1).number_format for row in range(2, 6)]
    assert shown == ["0.0E+00", "0.0E+00", "0.000", "0.000"]
    assert sheet.cell(2, 1).value == 2e-13


@pytest.mark.parametrize("char", ["字", "𠮷"])
def test_excel_text_over_the_limit_goes_on_in_further_columns(char: str) -> None:
    text = char * 70_000
    content, _, split = xlsx_bytes(
        [Table("t", ("id", "text"), (TEXT, TEXT), [("甲", text), ("乙", "短")])]
    )
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    row = [cell.value for cell in sheet[2]]
    assert "".join(row[1:]) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= 32_767 for part in row[1:])
    assert [cell.value for cell in sheet[1]][:3] == ["id", "text", "text_2"]
    assert split == 1


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 3)
    content, _, _ = xlsx_bytes([Table("sentences", ("n",), (INTEGER,), [(n,) for n in range(5)])])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["sentences", "sentences_2", "sentences_3"]
    assert book["sentences_3"]["A2"].value == 4


def test_an_excel_sheet_is_a_table_that_can_be_filtered() -> None:
    table = Table("pair", ("a", "n"), (TEXT, NUMBER_CELL), [("学习" * 40, 0.123456)])
    twice = Table("twice", ("A", "a"), table.kinds, table.rows)
    content, _, _ = xlsx_bytes([table, twice])
    book = openpyxl.load_workbook(io.BytesIO(content))
    (found,) = book["pair"].tables.values()
    assert (found.ref, found.column_names) == ("A1:B2", ["a", "n"])
    assert (book["pair"]["B2"].value, book["pair"]["B2"].number_format) == (0.123456, "0.000")
    assert book["pair"].column_dimensions["A"].width > 30
    assert not book["twice"].tables  # Excel would call the file broken
    assert [cell.value for cell in book["twice"][1]] == ["A", "a"]


def test_a_workbook_bears_no_date_of_its_making() -> None:
    first, second = (xlsx_bytes([empty_table("pair")])[0] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_parquet_has_integer_spans_and_the_same_bytes_twice(
    sample: corpus.Corpus, tmp_path: Path
) -> None:
    for name in ("a.parquet", "b.parquet"):
        write_records(records(sample.compilations), tmp_path / name, "parquet", main="document")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    frame = pd.read_parquet(tmp_path / "a.parquet")
    assert frame["body_start"].dtype == np.int64
    assert frame["id"].tolist() == [d.id for d in sample]


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"leitong\[excel\]"):
        xlsx_bytes([])
    with pytest.raises(MissingExtra, match=r"leitong\[parquet\]"):
        writers.parquet_bytes(empty_table("pair"))


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="jsonl"):
        write_records([], tmp_path / "a", "yaml", main="pair")
    with pytest.raises(SettingsError, match="csv"):
        write_table(tmp_path / "a.yaml", pd.DataFrame())


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="file"):
        write_records([PAIR], tmp_path / "file" / "a.jsonl", "jsonl", main="pair")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_a_frame_is_written_by_its_ending(tmp_path: Path, suffix: str) -> None:
    frame = pd.DataFrame({"id": ["甲", "=1", None], "n": pd.array([1, None, -3], dtype="Int64"),
                          "x": [0.1234567, 2.0, float("nan")], "b": [True, False, True],
                          "list": [[1, 2], [], ["学"]]})  # fmt: skip
    written = write_table(tmp_path / f"t.{suffix}", frame)
    read = {"csv": pd.read_csv, "xlsx": pd.read_excel, "parquet": pd.read_parquet}[suffix]
    again: Any = read(tmp_path / f"t.{suffix}")
    assert again["n"].fillna(0).tolist() == [1, 0, -3]
    assert again["x"].tolist()[:2] == [0.123457, 2.0]
    assert again["list"].tolist() == ["[1, 2]", "[]", '["学"]']
    assert again["id"].tolist()[1] == ("'=1" if suffix == "csv" else "=1")
    assert written.defused == (suffix == "csv")


def test_what_a_record_lists_names_whose_it_is() -> None:
    evidence = {"kind": "titles", "odds": 2.0, "zh": "题", "en": "titles"}
    reason = {"type": "reason", "schema": 1, "a": "甲", "b": "乙", "verdict": "duplicate",
              "evidence": [evidence], "slots": []}  # fmt: skip
    table = next(table for table in flatten([reason]) if table.name == "evidence")
    assert table.columns[:2] == ("a", "b")
    assert table.rows[0][:2] == ("甲", "乙")


def test_a_check_without_an_id_is_named_by_its_document() -> None:
    source = {"document": "旧.txt", "characters": 9, "share": 0.5}
    check = {"type": "check", "schema": 1, "document": "新.txt", "sources": [source]}
    table = next(table for table in flatten([check]) if table.name == "sources")
    assert dict(zip(table.columns, table.rows[0], strict=True))["check"] == "新.txt"
    assert table.rows[0][0] == "旧.txt"
