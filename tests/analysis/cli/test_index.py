"""``leitong index`` as typed: what it says, writes, and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from corpus.records import schema

TEXT = "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导，及时报告处置情况。"


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("old/a.txt", TEXT),
        ("old/b.txt", "另一篇旧文。"),
        ("more/c.txt", TEXT[:20]),
    ):
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def facts(*args: object) -> list[dict[str, Any]]:
    result = run(*args, "--format", "jsonl")
    assert result.exit_code in (0, 3), result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    for record in found:
        rule: Any = schema(record["type"])
        jsonschema.Draft202012Validator(rule).validate(record)
        assert list(record) == list(rule["properties"])
    return found


def test_documents_are_built_added_removed_and_merged() -> None:
    result = run("index", "build", "i", "old")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "i：2 篇" in result.stderr
    assert "加入 1 篇，替换 0 篇，0 篇未变" in run("index", "add", "i", "more").stderr
    assert "加入 0 篇，替换 0 篇，2 篇未变" in run("index", "add", "i", "old").stderr
    (before,) = facts("index", "info", "i")
    assert (before["documents"], before["segments"]) == (3, 2)
    assert "移除 1 篇" in run("index", "remove", "i", "b.txt").stderr
    assert "1 segments now" in run("index", "compact", "i", "--lang", "en").stderr
    (after,) = facts("index", "info", "i")
    assert (after["documents"], after["segments"], after["removed_documents"]) == (2, 1, 0)


def test_people_get_a_table_in_either_language() -> None:
    run("index", "build", "i", "old")
    assert "文档" in run("index", "info", "i").stdout
    assert "documents" in run("index", "info", "i", "--lang", "en").stdout


def test_damage_is_named_and_gives_status_3() -> None:
    run("index", "build", "i", "old")
    sound = run("index", "verify", "i")
    assert (sound.exit_code, sound.stderr) == (0, "i：没有损坏（0）。\n")
    (segment,) = Path("i/segments").iterdir()
    segment.unlink()
    broken = run("index", "verify", "i")
    assert broken.exit_code == 3
    assert segment.name in broken.stdout
    assert facts("index", "verify", "i")[0]["code"] == "damage-file"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("index", "build", "i", "old"), "已存在"),
        (("index", "info", "old"), "不是索引"),
        (("index", "remove", "i", "z.txt"), "没有“z.txt”"),
        (("index", "burn", "i"), "build"),
        (("index", "add", "i"), "PATH"),
        (("check", "more", "--index", "i", "--level", "ocr"), "level=standard"),
        (("check", "more", "--index", "i", "--shortest", "9"), "--shortest 9"),
    ],
)
def test_what_cannot_be_done_is_said_with_status_2(args: tuple[str, ...], words: str) -> None:
    run("index", "build", "i", "old")
    result = run(*args)
    assert result.exit_code == 2
    assert words in result.stderr
    (record,) = facts("index", "info", "i")
    assert record["documents"] == 2


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_added() -> None:
    Path("old/x.docx").write_bytes(b"no document")
    result = run("index", "build", "i", "old")
    assert result.exit_code == 3
    assert "x.docx" in result.stderr
    assert facts("index", "info", "i")[0]["documents"] == 2
