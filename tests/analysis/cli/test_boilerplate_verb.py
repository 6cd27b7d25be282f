"""``leitong boilerplate``: templates, backgrounds, the length of runs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from corpus.records import schema

GROUP = "成立以{}为组长、{}为副组长的意识形态工作领导小组。"
HEADS = [("党委书记", "镇长"), ("院长", "副院长"), ("村支书", "村主任"), ("校长", "教务主任")]
OWN = [
    "我院选送职工到上级医院进修学习。",
    "桃花江镇的精品节目获得特等奖。",
    "水库除险加固工程通过了验收。",
    "图书馆新增藏书，延长开放时间。",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").mkdir()
    for number, (own, two) in enumerate(zip(OWN, HEADS, strict=True)):
        name = tmp_path / ("new.txt" if number == 0 else f"old/{number}.txt")
        name.write_text(GROUP.format(*two) + own, encoding="utf-8")
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, ["boilerplate", *(str(arg) for arg in args)])


def found(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]


def test_templates_are_records_of_the_contract(folder: Path) -> None:
    records = found(run(".", "--templates", "--format", "jsonl"))
    assert [r["text"] for r in records] == [GROUP.rstrip("。")]
    jsonschema.validate(records[0], schema("template"))
    assert list(records[0]) == list(schema("template")["properties"])  # type: ignore[call-overload]


def test_templates_are_shown_with_their_values(folder: Path) -> None:
    result = run(".", "--templates")
    assert "成立以〔〕为组长、〔〕为副组长" in result.stdout
    assert "机构职务：" in result.stdout
    assert "1 个模板（至少 3 家共用）" in result.stderr
    english = run(".", "--templates", "--lang", "en")
    assert "成立以[…]为组长" in english.stdout
    assert "office: " in english.stdout


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
def test_templates_can_be_written_in_every_format(folder: Path, form: str) -> None:
    target = folder / f"t.{form}"
    assert run(".", "--templates", "-o", target).exit_code == 0
    assert target.stat().st_size > 0


def test_a_background_is_compared_but_not_reported(folder: Path) -> None:
    alone = found(run("new.txt", "--format", "jsonl"))
    assert {r["class"] for r in alone if r["type"] == "sentence"} == {"distinct"}
    records = found(run("new.txt", "--background", "old", "--format", "jsonl"))
    assert {r["document"] for r in records} == {"new.txt"}
    assert [r["class"] for r in records if r["type"] == "sentence"] == ["boilerplate", "distinct"]


def test_the_length_of_runs_can_be_set(folder: Path) -> None:
    kinds = [
        {r["class"] for r in found(run(".", "--run", n, "--format", "jsonl")) if "class" in r}
        for n in (8, 40)
    ]
    assert kinds == [{"boilerplate", "distinct"}, {"distinct"}]


def test_tables_show_phrases_and_what_each_document_alone_says(folder: Path) -> None:
    shown = run(".").stdout
    assert "共有的短语" in shown
    assert "各篇自己的话" in shown
    assert "为副组长的意识形态工作领导小组" in shown


def test_a_condition_can_be_set_on_templates(folder: Path) -> None:
    assert run(".", "--templates", "--fail-on", "families>=4", "-q").exit_code == 1
    assert run(".", "--templates", "--fail-on", "families>=5", "-q").exit_code == 0


def test_measures_of_the_literature_stand_beside_ours(folder: Path) -> None:
    records = found(run("old", "new.txt", "--literature", "--format", "jsonl"))
    assert {r["measure"] for r in records} == {
        "boilerplate", "formulaic", "redundancy", "specificity",
    }  # fmt: skip
    assert {r["type"] for r in records} == {"measure"}
    assert len({r["document"] for r in records}) == 4
    shown = run("old", "new.txt", "--literature", "--lang", "en")
    assert "Lang/Stice-Lawrence" in shown.stdout


def test_a_ceiling_takes_the_commonest_formulas_out(folder: Path) -> None:
    def formulaic(*options: object) -> list[object]:
        records = found(run("old", "new.txt", "--literature", *options, "--format", "jsonl"))
        return [r["value"] for r in records if r["measure"] == "formulaic"]

    assert max(formulaic()) > 0
    assert formulaic("--ceiling", 0.75) == [0.0] * 4


def test_every_document_can_be_given_a_vote(folder: Path) -> None:
    text = GROUP.format(*HEADS[0]) + OWN[0]
    for name in "xyz":
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    shares = {}
    for weighting in ("family", "all"):
        records = found(run(".", "--weighting", weighting, "--format", "jsonl"))
        shares[weighting] = {r["document"]: r for r in records if r["type"] == "share"}
    assert shares["family"]["x.txt"]["duplicate"] > 0
    assert all(share["duplicate"] == 0 for share in shares["all"].values())
    assert shares["all"]["x.txt"]["boilerplate"] > shares["family"]["x.txt"]["boilerplate"]
