"""What variables say of documents, and which documents have the values wanted."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import corpus
from corpus import Corpus
from corpus.errors import SettingsError

ROWS = """\
编号,年份,乡镇,日期,正文
甲,2022,东镇,2022年5月1日,全镇开展工作。
乙,2023,西镇,2023/6/2,全镇开展学习。
丙,,东镇,,每月一次。
"""


@pytest.fixture
def rows(tmp_path: Path) -> Corpus:
    (tmp_path / "表.csv").write_text(ROWS, encoding="utf-8")
    return corpus.read(tmp_path / "表.csv", id_column="编号")


def ids(c: Corpus) -> list[str]:
    return [d.id.rpartition(":")[2] for d in c]


def test_all_columns_of_a_table_are_kept_as_metadata_columns_and_records(rows: Corpus) -> None:
    assert rows[0].metadata == {
        "编号": "甲",
        "年份": "2022",
        "乡镇": "东镇",
        "日期": "2022年5月1日",
    }
    frame = rows.documents
    assert frame["年份"].tolist() == [2022, 2023, pd.NA]
    assert str(frame["年份"].dtype) == "Int64"
    assert frame["乡镇"].tolist() == ["东镇", "西镇", "东镇"]


def test_metadata_does_not_take_a_row_apart(rows: Corpus) -> None:
    assert rows[0].metadata["年份"] == "2022"
    assert len(rows.where(年份=2022).with_metadata({"编号": ["甲"], "类": ["总"]})) == 1
    with pytest.raises(AttributeError):
        object.__getattribute__(rows[0], "sections")


@pytest.mark.parametrize(
    "year", [2023, "2023", np.int64(2023), 2023.0, [2023, 2024], range(2023, 2025)]
)
def test_numbers_and_their_words_are_one_value(rows: Corpus, year: object) -> None:
    assert ids(rows.where(年份=year)) == ["乙"]


def test_documents_are_chosen_by_values_functions_booleans_and_ids(rows: Corpus) -> None:
    assert ids(rows.where(年份=[2022, None], 乡镇="东镇")) == ["甲", "丙"]
    assert ids(rows.where(日期=lambda date: "5月" in date)) == ["甲"]
    assert ids(rows.where(rows.documents["年份"].fillna(0) > 2022)) == ["乙"]
    assert ids(rows.where(["甲", "丙"])) == ["甲", "丙"]
    assert ids(rows.where(lambda d: d.metadata["年份"] == "")) == ["丙"]
    assert ids(rows.where(np.array([True, False, True]), 乡镇="东镇")) == ["甲", "丙"]


def test_wrong_names_lengths_and_ids_are_refused(rows: Corpus) -> None:
    with pytest.raises(SettingsError, match=r"no variable .年.; they have 编号, 年份"):
        rows.where(年=2022)
    with pytest.raises(SettingsError, match="expected one each"):
        rows.where([True, False])
    with pytest.raises(KeyError, match="丁"):
        rows.where(["丁"])


def test_a_date_is_made_less_precise_behind_a_colon(rows: Corpus) -> None:
    assert rows.variable("日期:year") == ["2022", "2023", None]
    assert rows.variable("日期:month") == ["2022-05", "2023-06", None]


def test_a_variable_called_as_a_field_wins_and_both_are_columns() -> None:
    c = corpus.from_dataframe({"text": ["每月一次。"], "kind": ["公文"], "source": ["网站"]})
    assert c.variable("source") == ["网站"]
    assert c.documents["metadata.source"].tolist() == ["网站"]
    assert c.documents["source"].tolist() == ["1"]
    assert len(c.where(kind="公文")) == 1


def test_who_signed_and_when_is_a_variable() -> None:
    c = corpus.from_texts(
        {"甲": "关于防汛的报告\n全镇开展工作。\n某某镇人民政府\n2023年5月6日\n", "乙": "每月一次。"}
    )
    assert c.variable("signed_date") == ["2023-05-06", None]
    assert c.variable("issuer") == ["某某镇人民政府", None]
    assert c.documents["signed_date"].tolist()[0] == "2023-05-06"
    assert c.where(signed_year=2023)[0].id == "甲"


def test_a_frame_becomes_a_corpus_with_its_other_columns() -> None:
    frame = pd.DataFrame(
        {"编号": ["a", "a"], "正文": ["每月一次。", "每季一次。"], "年份": [2022, 2023]}
    )
    c = corpus.from_dataframe(frame, text="正文", id="编号")
    assert [(d.id, d.metadata["年份"]) for d in c] == [("a", 2022), ("a~2", 2023)]
    with pytest.raises(SettingsError, match="no column '内文'"):
        corpus.from_dataframe(frame, text="内文")


def test_joined_corpora_keep_variables_and_the_sources_of_both(rows: Corpus) -> None:
    other = corpus.from_dataframe({"text": ["每月一次。"], "年份": [2024]})
    both = rows + other
    assert both.variable("年份") == ["2022", "2023", "", 2024]
    assert len(both.recipe.sources) == 4


def test_metadata_of_a_row_is_pickled_without_the_other_rows(rows: Corpus) -> None:
    kept = pickle.loads(pickle.dumps(rows[1].source))  # noqa: S301
    assert kept == rows[1].source or kept.metadata.pairs() == rows[1].source.metadata.pairs()
    assert pickle.dumps(kept.metadata) == pickle.dumps(rows[1].source.metadata)


def test_json_keeps_its_types_and_gaps(tmp_path: Path) -> None:
    lines = (
        '{"text":"每月一次。","年份":2023,"标签":["甲","乙"]}\n{"text":"每季一次。","优":true}\n'
    )
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    c = corpus.read(tmp_path / "a.jsonl")
    assert [d.metadata for d in c] == [{"年份": 2023, "标签": '["甲", "乙"]'}, {"优": True}]
    assert ids(c.where(优=True)) == ["2"]


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,年份,年份,\n每月一次。,1,2,3\n", encoding="utf-8")
    assert corpus.read(tmp_path / "a.csv")[0].metadata == {
        "年份": "1",
        "年份~2": "2",
        "column_4": "3",
    }


def test_an_id_that_two_documents_have_after_joining_is_not_chosen_from(tmp_path: Path) -> None:
    for name, text in (("一", "今年修水渠。"), ("二", "今年种油茶。")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "总结.txt").write_text(text, encoding="utf-8")
    one, two = (corpus.read(tmp_path / name) for name in ("一", "二"))
    with pytest.raises(KeyError, match="several documents"):
        (one + two)["总结.txt"]
    assert one["总结.txt"].text == "今年修水渠。"
    together = corpus.read([tmp_path / "一", tmp_path / "二"])
    assert len({d.id for d in together}) == 2
