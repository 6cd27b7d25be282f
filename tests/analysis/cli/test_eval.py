"""``leitong eval``: against gold, of records that are there, under noise, and the page."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from corpus.records import schema

TEXT = (
    "一、学习情况\n全年组织集中学习十二次，撰写心得体会三十六篇，参加人员三百余人次，整理笔记。\n"
)
HEADED = (
    "一、水利工作\n全部任务如期完成，群众表示满意。\n二、教育工作\n校舍改造完成，九月开学。\n"
    + ("三、卫生工作\n医院新楼通过验收，设备陆续到位。\n")
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", TEXT), ("b.txt", TEXT), ("c.txt", "水库工程已通过验收。" * 9)):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    gold = '{"type":"pair","a":"a.txt","b":"b.txt","verdict":"identical"}\n'
    (tmp_path / "gold.jsonl").write_text(gold, encoding="utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(leitong, ["eval", *args, "--lang", "en"])


def records(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    found = [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]
    for record in found:
        jsonschema.validate(record, schema(str(record["type"])))
    return found


def test_scores_are_the_same_of_a_corpus_and_of_records_that_a_verb_wrote(folder: Path) -> None:
    direct = records(run("in", "--gold", "gold.jsonl", "--format", "jsonl", "--rounds", "20"))
    line = ["dup", "in", "--format", "jsonl", "-o", "pairs.jsonl", "-q"]
    assert CliRunner().invoke(leitong, line).exit_code == 0
    (folder / "gold.jsonl").write_text(
        '{"type":"gold","judged":"sample"}\n' + (folder / "gold.jsonl").read_text("utf-8"), "utf-8"
    )
    given = records(
        run("--gold", "gold.jsonl", "--found", "pairs.jsonl", "--format", "jsonl", "--rounds", "20")
    )
    values = {(r["task"], r["measure"]): r["value"] for r in direct}
    assert values["pairs", "f1"] == values["verdicts", "macro-f1"] == 1
    assert all(values[r["task"], r["measure"]] == r["value"] for r in given)  # type: ignore[index]


def test_a_table_for_people_has_words_and_intervals(folder: Path) -> None:
    shown = run("in", "--gold", "gold.jsonl", "--rounds", "20").stdout
    assert "Against gold" in shown
    assert "macro F1" in shown


@pytest.mark.slow
def test_noise_gives_a_curve_for_every_finding(folder: Path) -> None:
    (folder / "in" / "d.txt").write_text(HEADED, "utf-8")
    found = records(run("in", "--noise", "--format", "jsonl", "--rounds", "10"))
    assert {r["noise"] for r in found} >= {"lookalike", "script"}
    assert {"pairs", "families", "reuse", "headings", "keywords"} <= {r["finding"] for r in found}


def test_a_sample_becomes_a_page(folder: Path) -> None:
    result = run("in", "--sample", "3", "-o", "judge.html")
    assert result.exit_code == 0, result.stderr
    assert "gold.jsonl" in (folder / "judge.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["in"], "one of --gold"),
        (["in", "--gold", "gold.jsonl", "--noise"], "one of --gold"),
        (["in", "--sample", "3"], ".html"),
        (["in", "--gold", "none.jsonl"], "none.jsonl"),
        (["--gold", "gold.jsonl", "--found", "bad.jsonl"], "bad.jsonl:1"),
        (["in", "--gold", "bad.jsonl"], "bad.jsonl:1"),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, arguments: list[str], complaint: str) -> None:
    (folder / "bad.jsonl").write_text("no record\n", "utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
