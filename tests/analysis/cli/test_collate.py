"""``leitong collate``: what is collated with what, formats, exit status."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from corpus.records import schema

TEXT = (
    "一、学习情况\n全年组织集中学习十二次，撰写心得体会三十六篇。\n"
    "二、宣传情况\n认真贯彻落实部署，累计发布信息四百余条。\n"
)
COPY = TEXT.replace("贯彻", "贯例")
OTHER = "关于做好防汛工作的通知\n请各村立即排查水库堤坝，备足沙袋和抽水设备，确保群众安全度汛。\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


def records(*args: object) -> list[dict[str, object]]:
    result = run(*args, "--format", "jsonl", "-q")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("LEITONG_"):
            monkeypatch.delenv(name)
    for name, text in (("a.txt", TEXT), ("b.txt", COPY), ("c.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return tmp_path


def test_two_documents_are_collated_as_they_are(folder: Path) -> None:
    (record,) = records("collate", "a.txt", "b.txt")
    jsonschema.validate(record, schema("variant"))
    assert record["kind"] == "lookalike"
    assert record["family"] is None
    assert len(records("diff", "a.txt", "c.txt")) == 1  # nothing in common: one place


def test_a_folder_is_collated_family_by_family(folder: Path) -> None:
    (record,) = records("collate", ".")
    assert record["family"] == 1
    assert sorted(record["readings"]) == ["a.txt", "b.txt"]  # type: ignore[call-overload]


def test_all_documents_can_be_taken_together(folder: Path) -> None:
    readings = records("collate", ".", "--together")[0]["readings"]
    assert sorted(readings) == ["a.txt", "b.txt", "c.txt"]  # type: ignore[call-overload]


def test_documents_of_a_compilation_are_named_by_number(sample_path: Path) -> None:
    for words in ([sample_path, "#7", "#8"], [f"{sample_path}#7", f"{sample_path}#8"]):
        (record,) = records("collate", *words)
        assert record["kind"] == "masking"


def test_word_diff_shows_running_text(folder: Path) -> None:
    result = run("diff", "a.txt", "b.txt", "--word-diff", "-q")
    assert "认真贯[-彻-]{+例+}落实部署" in result.stdout
    assert "\x1b[" not in result.stdout
    coloured = run("diff", "a.txt", "b.txt", "--word-diff", "-q", "--color", "always")
    assert "\x1b[31m" in coloured.stdout


def test_the_table_is_for_people(folder: Path) -> None:
    result = run("collate", "a.txt", "b.txt")
    assert "形近字" in result.stdout
    assert "look-alike" in run("collate", "a.txt", "b.txt", "--lang", "en").stdout
    assert "1 处不同" in result.stderr


def test_csv_holds_the_variants(folder: Path) -> None:
    result = run("collate", "a.txt", "b.txt", "--format", "csv", "-q", "--no-bom")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["kind"] == "lookalike"
    assert "贯" not in row["kind"]


def test_fail_on_looks_at_the_kind(folder: Path) -> None:
    assert run("collate", "a.txt", "b.txt", "--fail-on", "kind=lookalike").exit_code == 1
    assert run("collate", "a.txt", "b.txt", "--fail-on", "kind=wording").exit_code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["#7"], "#7"),
        (["a.txt", "#7", "#8"], "#7"),
        ([".", "--family", "2"], "2"),
    ],
)
def test_what_is_not_there_is_named(args: list[str], words: str, folder: Path) -> None:
    result = run("collate", *args)
    assert result.exit_code == 2
    assert words in result.stderr


def test_diff_honours_the_order_of_its_arguments(folder: Path) -> None:
    (folder / "z旧.txt").write_text("加强学习。全年学习12次。", encoding="utf-8")
    (folder / "a新.txt").write_text("加强学习。全年学习12次，三百人参加。", encoding="utf-8")
    (row,) = records("diff", "z旧.txt", "a新.txt")
    assert row["kind"] == "inserted"
    assert list(row["readings"]) == ["z旧.txt", "a新.txt"]  # type: ignore[call-overload]
    (row,) = records("diff", "a新.txt", "z旧.txt")
    assert row["kind"] == "dropped"
    (row,) = records("diff", "a新.txt", "z旧.txt", "--base", "z旧.txt")
    assert row["kind"] == "inserted"


def test_a_base_that_is_no_document_is_refused(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"加强学习。{name}", encoding="utf-8")
    result = run("diff", "a.txt", "b.txt", "--base", "c.txt")
    assert result.exit_code == 2
    assert "c.txt" in result.stderr
