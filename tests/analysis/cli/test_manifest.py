"""A run that is described can be made again, and whether the same came out is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.manifest import outputs_in
from analysis.cli.root import leitong

TEXT = "一、学习情况\n全年组织集中学习十二次，撰写心得体会三十六篇，参加人员三百余人次。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(leitong, [*args, "--lang", "en"])


def test_a_run_that_nothing_changed_gives_the_same_bytes_and_touches_nothing(folder: Path) -> None:
    # outputs lie in the folder that is read, and the run is made twice
    line = ("dup", ".", "--format", "csv", "-o", "out/p.csv", "--manifest", "m.json")
    for _ in range(2):
        assert run(*line).exit_code == 0
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    done = run("verify", "m.json")
    assert done.exit_code == 0, done.output
    assert "2 outputs" in done.stderr
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_an_input_and_an_output_that_changed_are_named(folder: Path) -> None:
    run("parse", "in", "--format", "jsonl", "-o", "p.jsonl", "--manifest", "m.json")
    (folder / "in" / "b.txt").write_text(TEXT * 2, encoding="utf-8")
    done = run("verify", "m.json")
    assert done.exit_code == 1
    assert "b.txt" in done.stdout
    assert "p.jsonl" in done.stdout
    assert "a.txt" not in done.stdout


def test_standard_output_and_the_exit_status_are_compared_too(folder: Path) -> None:
    line = ("dup", "in", "--format", "jsonl", "--fail-on", "pair", "--manifest", "m.json")
    first = run(*line)
    assert first.exit_code == 1
    manifest = json.loads((folder / "m.json").read_text("utf-8"))
    assert list(manifest["outputs"]) == ["-"]
    assert manifest["status"] == 1
    assert run("verify", "m.json").exit_code == 0
    manifest["outputs"]["-"] = "0" * 64
    (folder / "m.json").write_text(json.dumps(manifest), "utf-8")
    assert run("verify", "m.json").exit_code == 1


def test_a_manifest_names_no_place_nobody_else_has(folder: Path) -> None:
    run("parse", "in", "--format", "jsonl", "-o", "p.jsonl", "--manifest", "m.json")
    text = (folder / "m.json").read_text("utf-8")
    assert str(folder) not in text
    assert str(Path.home()) not in text
    manifest = json.loads(text)
    assert set(manifest["inputs"]) == {"a.txt", "b.txt"}
    assert {"leitong", "numpy", "python"} <= set(manifest["versions"])
    assert manifest["parameters"]["encoding"] is None


@pytest.mark.slow
def test_a_report_with_tables_is_verified_whole(folder: Path) -> None:
    line = ("report", "in", "-o", "r/x.html", "--tables", "r/t", "--manifest", "m.json")
    assert run(*line).exit_code == 0
    outputs = json.loads((folder / "m.json").read_text("utf-8"))["outputs"]
    assert {"r/x.html", "r/t/pairs.csv"} <= set(outputs)
    assert run("verify", "m.json").exit_code == 0


@pytest.mark.parametrize("text", ["", "[]", '{"tool":"leitong","schema":99}', '{"schema":1}'])
def test_what_is_no_manifest_is_refused(folder: Path, text: str) -> None:
    (folder / "m.json").write_text(text, "utf-8")
    done = run("verify", "m.json")
    assert done.exit_code == 2
    assert "m.json" in done.stderr


def test_what_changes_the_disk_is_not_run_again(folder: Path) -> None:
    base = ("--baseline", "b.json", "--update-baseline")
    run("dup", "in", *base, "--format", "jsonl", "--manifest", "m.json")
    accepted = (folder / "b.json").read_bytes()
    assert run("verify", "m.json").exit_code == 2
    assert (folder / "b.json").read_bytes() == accepted


def test_only_what_the_run_writes_is_left_out(folder: Path) -> None:
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    (folder / "two" / "x.csv").write_text("正文\n全镇开展工作。\n", "utf-8")
    assert outputs_in(["one", "two"], ["one/x.csv"]) == []
    assert outputs_in(["one"], ["one/x.csv", "two/y.csv"]) == ["/x.csv", "/x.*.csv"]
