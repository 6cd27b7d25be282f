"""Rows of a table of metadata find their documents; the others are listed."""

from __future__ import annotations

import pandas as pd
import pytest

import corpus
from corpus.errors import SettingsError
from corpus.variables.joining import join_names, join_table

TEXTS = {"2022/甲镇/总结.txt": "全镇开展工作。", "2023/乙镇/总结.txt": "全镇开展学习。"}


def test_rows_are_joined_by_the_end_of_a_path_with_and_without_the_ending() -> None:
    c = corpus.from_texts(TEXTS)
    for names in (
        ["甲镇/总结.txt", "乙镇/总结"],
        list(TEXTS),
        ["甲镇\\总结.txt", "2023/乙镇/总结"],
    ):
        joined = c.with_metadata(pd.DataFrame({"序号": [1, 2], "文件": names, "类": ["总", "分"]}))
        assert joined.variable("类") == ["总", "分"]


def test_a_name_of_two_files_joins_neither_and_is_listed() -> None:
    c = corpus.from_texts({**TEXTS, "丙.txt": "每月一次。"})
    found = join_table(c.items, {"文件": ["总结.txt", "丙"], "类": ["总", "分"]})
    assert found.left == ((1, "总结.txt"),)
    assert found.without == tuple(TEXTS)
    assert found.given[2] is not None
    assert found.messages("zh")[0].startswith("元数据表有 1 行所写的文件名不止一个文件夹里有")
    other = join_table(c.items, {"文件": ["丁.txt", "丙"], "类": ["总", "分"]})
    assert other.messages("zh")[0].startswith("元数据表有 1 行没有对上")


def test_what_does_not_join_is_warned_of_and_a_second_row_of_one_document_too() -> None:
    c = corpus.from_texts(TEXTS)
    table = {"文件": ["甲镇/总结", "甲镇/总结", "丁镇"], "年份": [2022, 2023, 2024]}
    with pytest.warns(UserWarning, match="没有对上") as warned:
        joined = c.with_metadata(table)
    assert [str(w.message).partition("：")[2] for w in warned] == [
        "2 (甲镇/总结), 3 (丁镇)", "2023/乙镇/总结.txt",
    ]  # fmt: skip
    assert joined.variable("年份") == [2022, None]


def test_a_table_that_names_no_document_is_refused() -> None:
    c = corpus.from_texts(TEXTS)
    with pytest.raises(SettingsError, match="names any document"):
        c.with_metadata({"文件": ["戊"], "年份": [2022]})
    with pytest.raises(SettingsError, match="no column '编号'"):
        c.with_metadata({"文件": ["戊"]}, id="编号")


def test_names_that_do_not_fit_a_pattern_are_listed_and_none_at_all_is_refused() -> None:
    c = corpus.from_texts({**TEXTS, "丙.txt": "每月一次。"})
    assert join_names(c.items, "{year}/{town}/*").without == ("丙.txt",)
    with pytest.raises(SettingsError, match="fits the pattern"):
        join_names(c.items, "{year}年/*")


def test_all_documents_of_a_file_get_its_row() -> None:
    text = "工作总结2篇\n篇1：学习\n全镇开展学习工作。\n篇2：生产\n全镇开展生产工作。\n"
    c = corpus.from_texts({"汇编.txt": text})
    c = c.with_metadata({"文件": ["汇编"], "年份": ["2023"]})
    assert c.variable("年份") == ["2023"] * len(c)
    assert [d.metadata for d in c.compilations[0].documents] == [d.metadata for d in c]
