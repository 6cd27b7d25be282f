"""``leitong reuse``: one set compared with itself or with another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong

CLAUSE = "对重大事件、重要情况、重要社情民意中的倾向性苗头性问题，有针对性地进行引导"


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("new/一.txt", f"今年情况。{CLAUSE}。"),
        ("new/二.txt", f"{CLAUSE}。今年另一份。"),
        ("old/一.txt", f"往年：{CLAUSE}。"),
        ("old/三.txt", "往年的水库除险加固工程已全部通过验收。"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_against_another_folder_only_pairs_across_are_given(folders: Path) -> None:
    result = run("reuse", "new", "--against", "old", "--format", "jsonl", "-q")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(r["a"], r["b"]) for r in records] == [("一.txt", "一.txt"), ("二.txt", "一.txt")]
    old = (folders / "old/一.txt").read_text(encoding="utf-8")
    assert old[slice(*records[0]["b_span"])] == CLAUSE


def test_the_table_lists_shares_of_the_first_set_only(folders: Path) -> None:
    lines = run("reuse", "new", "--against", "old", "-q").stdout.splitlines()
    shares = lines[2 : lines.index("")]
    assert [line.split()[0] for line in shares] == ["一.txt", "二.txt"]


def test_within_one_folder_all_pairs_are_given(folders: Path) -> None:
    result = run("reuse", "new", "--format", "jsonl", "-q")
    assert len(result.stdout.splitlines()) == 1


def test_shorter_runs_are_found_when_asked_for(folders: Path) -> None:
    (folders / "new/三.txt").write_text("有针对性地进行引导工作并通报", encoding="utf-8")
    count = len(run("reuse", "new", "--format", "jsonl", "-q").stdout.splitlines())
    more = len(
        run("reuse", "new", "--shortest", "8", "--format", "jsonl", "-q").stdout.splitlines()
    )
    assert (count, more) == (1, 3)


def test_a_condition_on_passages_sets_the_exit_status(folders: Path) -> None:
    assert run("reuse", "new", "--fail-on", "characters>=30", "-q").exit_code == 1
    assert run("reuse", "new", "--fail-on", "characters>=300", "-q").exit_code == 0
    assert run("reuse", "new", "--fail-on", "passage", "-q").exit_code == 1


def test_what_it_is_compared_with_is_not_overwritten(folders: Path) -> None:
    result = run("reuse", "new", "--against", "old/一.txt", "-o", "old/一.txt", "--format", "json")
    assert result.exit_code == 2
    assert CLAUSE in (folders / "old/一.txt").read_text(encoding="utf-8")
