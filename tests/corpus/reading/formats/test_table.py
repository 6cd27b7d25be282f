"""Tables with a column of texts."""

from __future__ import annotations

import csv
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.errors import SettingsError, SourceError
from corpus.reading.formats import Extract, Options, table
from corpus.reading.formats.table import read


def rows(text: str | bytes, name: str = "表.csv", **options: object) -> list[tuple[str, str]]:
    return [(one.part, one.text) for one in extracts(text, name, **options)]


def extracts(text: str | bytes, name: str = "表.csv", **options: object) -> list[Extract]:
    data = text if isinstance(text, bytes) else text.encode()
    return read(data, Options(name=name, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found_and_newlines_in_quotes_are_kept(
    delimiter: str, newline: str
) -> None:
    text = newline.join(
        [f"编号{delimiter}正文", f'甲{delimiter}"一,二;三{newline}四""五"', f"乙{delimiter}六"]
    )
    assert rows(text) == [(":1", f'一,二;三{newline}四"五'), (":2", "六")]


def test_a_mark_an_encoding_and_a_hint_for_excel_do_no_harm() -> None:
    assert rows("\ufeff正文,x\n一,2\n") == [(":1", "一")]
    assert rows("编号,正文\n1,全镇开展意识形态工作\n".encode("gbk")) == [
        (":1", "全镇开展意识形态工作")
    ]
    assert rows("sep=;\n正文;x\n一,二;3\n") == [(":1", "一,二")]
    assert rows("正文\tx\n一,二\t3\n", "表.tsv") == [(":1", "一,二")]


def test_a_document_longer_than_the_csv_modules_bound_is_read() -> None:
    before = csv.field_size_limit()
    text = "全镇开展工作。" * 100_000
    assert rows(f"text\n{text}\n") == [(":1", text)]
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("column", ["text", "Content", "正文", " 内容 ", "TEXT"])
def test_a_usual_column_is_taken_without_being_named(column: str) -> None:
    assert rows(f"编号,{column}\n1,一\n") == [(":1", "一")]


def test_the_usual_columns_have_an_order() -> None:
    assert rows("内容,text\n甲,乙\n") == [(":1", "乙")]


def test_a_missing_column_is_an_error_with_those_that_exist() -> None:
    with pytest.raises(SettingsError, match="编号, 标题"):
        rows("编号,标题\n1,二\n")
    with pytest.raises(SettingsError, match=r"没有.*编号, 标题"):
        rows("编号,标题\n1,二\n", text_column="没有")
    with pytest.raises(SettingsError, match="名"):
        rows("编号,text\n1,二\n", id_column="名")


def test_a_table_that_was_come_across_is_skipped_or_noted() -> None:
    with pytest.raises(SourceError) as caught:
        rows("编号,标题\n1,二\n", named=False)
    assert caught.value.code == "R106"
    with pytest.raises(SourceError) as caught:
        rows("编号,标题\n1,二\n", named=False, text_column="正文")
    assert caught.value.code == "R108"


def test_rows_are_named_by_a_column_and_stay_distinct() -> None:
    text = 'id,text\n甲,一\n甲,二\n,三\n"a\nb",四\n'
    assert [part for part, _ in rows(text, id_column="id")] == [":甲", ":甲~2", ":3", ":a b"]


def test_rows_of_another_width_are_noted() -> None:
    found = extracts("text,a\n一\n二,2,3\n三,3\n")
    assert [(one.text, [n.code for n in one.notes]) for one in found] == [
        ("一", ["short-row"]),
        ("二", ["short-row"]),
        ("三", []),
    ]


@pytest.mark.parametrize("data", ["", "\n\n", "text\n", "\ntext,id\n\n"])
def test_a_table_without_rows_is_one_empty_text(data: str) -> None:
    assert extracts(data) == [Extract("", "utf-8")]


def test_a_table_without_rows_is_told_of_beside_files_with_text(tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_text("正文,编号\n", encoding="utf-8")
    (tmp_path / "好.txt").write_text("全镇开展工作。", encoding="utf-8")
    notes = {c.source.id: [n.code for n in c.notes] for c in corpus.read(tmp_path).compilations}
    assert notes == {"空.csv": ["empty-file"], "好.txt": []}


@pytest.mark.parametrize("before", ["\n", "\r\n\r\n", "sep=;\n\n"])
def test_blank_lines_above_the_names_of_columns_hide_no_text(before: str) -> None:
    assert rows(before + "编号;正文\n1;全镇开展工作\n") == [(":1", "全镇开展工作")]
    assert rows("编号;正文\n1;全镇\n\n2;工作\n") == [(":1", "全镇"), (":2", "工作")]


def test_a_doubt_about_a_table_without_rows_lies_in_its_text() -> None:
    (one,) = extracts("正文,编号一二三四五六七八".encode() + b"\xff\n")
    assert one.text == ""
    assert [(note.code, note.span) for note in one.notes] == [("replaced-bytes", (0, 0))]


def test_json_lines_are_named_by_their_line_and_a_bad_one_is_noted() -> None:
    text = '{"text": "一"}\n\n坏行\n{"text": 5}\n[1]\n{"text": null}\n{"text": "尾\\u2028"}'
    found = extracts(text, "表.jsonl")
    assert [(one.part, one.text, one.encoding is None) for one in found] == [
        (":1", "一", False),
        (":3", "", True),
        (":4", "", True),
        (":5", "", True),
        (":6", "", False),
        (":7", "尾\u2028", False),
    ]
    assert {note.code for one in found for note in one.notes} == {"bad-row"}
    assert "row 3" in found[1].notes[0].message("en")


def test_json_lines_may_hold_line_separators_and_lone_surrogates() -> None:
    found = extracts('{"text": "一\u2028二\\ud83d"}\n', "表.jsonl")
    assert found[0].text == "一\u2028二\ufffd"
    assert [note.code for note in found[0].notes] == ["lone-surrogates"]


@pytest.mark.parametrize("line", ["[" * 200_000, '{"text": ' + "9" * 10_000 + "}", "NaN", '{"a"'])
def test_hostile_json_is_a_bad_row(line: str) -> None:
    found = extracts(f'{{"text": "好"}}\n{line}\n', "表.jsonl")
    assert found[0].text == "好"
    assert found[1].encoding is None


def test_a_file_of_bad_lines_is_all_bad_rows() -> None:
    assert [one.encoding for one in extracts("一\n二\n", "表.jsonl")] == [None, None]


def test_a_json_file_is_a_list_or_lines() -> None:
    assert rows('[{"text": "一"},\n {"text": "二"}]', "表.json") == [(":1", "一"), (":2", "二")]
    assert rows('{"text": "一"}\n{"text": "二"}\n', "表.json") == [(":1", "一"), (":2", "二")]
    assert rows('{\n"text": "一"\n}', "表.json") == [(":1", "一")]
    with pytest.raises(SourceError, match="sound"):
        rows('[{"text"', "表.json")


def test_doubts_about_the_file_stand_with_its_first_row() -> None:
    found = extracts("text\n一二三四五六七八\n".encode() + b"\xff\n")
    assert [n.code for n in found[0].notes] == ["replaced-bytes"]
    assert found[0].notes[0].span == (0, 0)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=1))
def test_json_lines_give_back_what_was_written(texts: list[str]) -> None:
    data = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    assert [one.text for one in extracts(data, "表.jsonl")] == texts


def test_of_a_wide_table_only_the_columns_asked_for_are_kept() -> None:
    columns = 20_000
    head = ",".join(["正文", "号", *(f"c{n}" for n in range(columns))])
    rows = [f"第{n}份材料,{n}" for n in range(400)]
    data = "\n".join([head, *rows]).encode()
    tracemalloc.start()
    found = read(data, Options(name="宽.csv", id_column="号"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(one.part, one.text) for one in found[:2]] == [(":0", "第0份材料"), (":1", "第1份材料")]
    assert peak < 20 * 10**6  # a cell for every column and row takes 64 MB for the places alone


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    data = "text,text\n甲,乙\n".encode()
    assert [one.text for one in read(data, Options(name="双.csv"))] == ["甲"]


def test_a_row_that_makes_the_reader_raise_costs_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = table._extract

    def raising(row: Any, *rest: Any) -> Extract:
        if row.number == 2:
            raise ZeroDivisionError
        return real(row, *rest)

    monkeypatch.setattr(table, "_extract", raising)
    found = read("text,年\n甲,1\n乙,2\n丙\n".encode(), Options(name="表.csv"))
    assert [(one.text, [n.code for n in one.notes]) for one in found] == [
        ("甲", []), ("", ["failed-reader"]), ("丙", ["short-row"]),
    ]  # fmt: skip


def test_a_csv_whose_text_column_is_empty_throughout_names_it() -> None:
    with pytest.raises(SourceError, match=r"text column text is empty in all 2 rows"):
        read("备注,text\n甲,\n乙,\n".encode(), Options(name="表.csv", named=True))
    found = read("备注,text\n甲,\n乙,丙\n".encode(), Options(name="表.csv", named=True))
    assert [one.text for one in found] == ["", "丙"]
