"""``--by``: what verbs say of groups, between them and over time, as tables, records, pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong

CLAUSE = "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导，坚决守住思想阵地。"
ROWS = [
    ("a", CLAUSE * 2, "甲镇", "2022年3月1日"),
    ("b", CLAUSE * 2, "乙镇", "2023/4/2"),
    ("c", "水库除险加固工程已通过竣工验收，汛期值守责任落实到人，全年无险情。", "丙镇", ""),
]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    lines = ["编号,正文,乡镇,日期", *(",".join(row) for row in ROWS)]
    (tmp_path / "t.csv").write_text("\n".join(lines), "utf-8")
    monkeypatch.chdir(tmp_path)
    return "t.csv"


def run(*words: str) -> Result:
    return CliRunner().invoke(leitong, list(words))


def test_copies_are_told_by_group_and_from_the_earlier_to_the_later(table: str) -> None:
    result = run("dup", table, "--by", "乡镇", "--when", "日期", "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    flow = next(r for r in records if r["type"] == "flow")
    assert (flow["group"], flow["other"], flow["directed"]) == ("甲镇", "乙镇", True)
    assert {r["group"]: r["across"] for r in records if r["type"] == "group"} == {
        "甲镇": 1, "乙镇": 1, "丙镇": 0,
    }  # fmt: skip
    shown = run("dup", table, "--by", "乡镇", "--when", "日期", "--lang", "en")
    assert shown.stdout.startswith("Groups\n")
    assert "From the group that had it first" in shown.stdout


def test_the_table_of_groups_comes_first_where_one_table_is_written(table: str) -> None:
    head = run("reuse", table, "--by", "乡镇", "--format", "csv").stdout.splitlines()[0]
    assert head.endswith("by,group,documents,characters,share,inside,outside")
    head = run("kwic", "引导", table, "--by", "日期:year", "--format", "csv").stdout.splitlines()[0]
    assert "group,term,theme,documents,count,of,share,low,high" in head


def test_a_picture_shows_groups_with_by_and_the_finding_without(table: str) -> None:
    assert (
        run("kwic", "引导", table, "--by", "日期:year", "-o", "a.svg", "-o", "a.csv").exit_code == 0
    )
    assert run("kwic", "引导", table, "-o", "b.svg").exit_code == 0
    one, two = (Path(name).read_bytes() for name in ("a.svg", "b.svg"))
    assert one.startswith(b"<?xml")
    assert one != two
    assert Path("a.csv").exists()
    assert run("parse", table, "-o", "x.png").exit_code == 2  # a corpus has no picture here


def test_what_does_not_go_together_is_refused(table: str) -> None:
    assert "--when" in run("dup", table, "--when", "日期", "--lang", "en").stderr
    assert run("profile", table, "--by", "乡镇", "--weighting", "compare").exit_code == 2
    assert run("boilerplate", table, "--by", "乡镇", "--templates").exit_code == 2
    assert "没有" in run("dup", table, "--by", "县").stderr


@pytest.mark.parametrize("verb", ["profile", "boilerplate", "keywords"])
def test_other_verbs_name_the_groups_too(table: str, verb: str) -> None:
    result = run(verb, table, "--by", "乡镇", "--format", "csv")
    assert result.exit_code == 0, result.stderr
    assert "丙镇" in result.stdout
