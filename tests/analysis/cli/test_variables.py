"""What is known of documents beside their text, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for year, town in (("2022", "甲镇"), ("2023", "乙镇")):
        (tmp_path / "报告" / year / town).mkdir(parents=True)
        text = f"{town}全年组织集中学习十二次，撰写心得体会三十六篇。\n"
        (tmp_path / "报告" / year / town / "总结.txt").write_text(text, encoding="utf-8")
    (tmp_path / "表.csv").write_text("文件,类\n甲镇/总结,总\n丙镇,分\n", encoding="utf-8")
    return tmp_path


def documents(result: Result) -> list[dict[str, object]]:
    lines = map(json.loads, result.stdout.splitlines())
    return [
        {m["name"]: m["value"] for m in one["metadata"]}
        for one in lines
        if one["type"] == "document"
    ]


def test_metadata_are_joined_and_what_did_not_join_is_listed(folder: Path) -> None:
    result = run("parse", "报告", "--metadata", "表.csv", "--format", "jsonl", "--lang", "en")
    assert result.exit_code == 0
    assert documents(result) == [{"文件": "甲镇/总结", "类": "总"}, {}]
    assert "2 (丙镇)" in result.stderr
    assert "2023/乙镇/总结.txt" in result.stderr


def test_names_give_variables_and_where_keeps_what_is_wanted(folder: Path) -> None:
    given = ("parse", "报告", "--metadata-from", "{年份}/{乡镇}/*", "--format", "jsonl")
    assert documents(run(*given)) == [
        {"年份": "2022", "乡镇": "甲镇"}, {"年份": "2023", "乡镇": "乙镇"},
    ]  # fmt: skip
    assert len(documents(run(*given, "--where", "年份=2023"))) == 1
    assert len(documents(run(*given, "--where", "年份=2022,2023", "--where", "乡镇=甲镇"))) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--where", "年份=2023"), "no variable"),
        (("--metadata-from", "{年份}/*", "--where", "年份=1999"), "年份=1999"),
        (("--where", "年份"), "is no condition"),
        (("--metadata-from", "*"), "pattern of names"),
        (("--metadata", "没有.csv"), "没有.csv"),
    ],
)
def test_what_cannot_be_asked_is_said(folder: Path, options: tuple[str, ...], said: str) -> None:
    result = run("profile", "报告", "--lang", "en", *options)
    assert result.exit_code == 2
    assert said in result.stderr
