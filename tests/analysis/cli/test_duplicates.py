"""``leitong duplicates``: reasons, advice, and the list of what to keep."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from analysis.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(text.replace("二百", "三百"), encoding="utf-8")
    (tmp_path / "丙.txt").write_text("水库除险加固工程已经通过验收。", encoding="utf-8")
    return tmp_path


def test_the_keep_list_leaves_one_of_each_family(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["dup", str(folder), "--keep-list", "-q"]) == 0
    kept = capfdbinary.readouterr().out.decode("utf-8").splitlines()
    assert "丙.txt" in kept
    assert len(kept) == 2
    assert len({"甲.txt", "乙.txt"} & set(kept)) == 1


def test_the_keep_list_can_go_to_a_file(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "keep.txt"
    assert main(["dup", str(folder), "--keep-list", "-q", "-o", str(target)]) == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not have")
def test_a_name_of_two_lines_is_one_id_only_where_nul_ends_ids(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "丁\n甲.txt").write_text("植树造林任务全面完成。", encoding="utf-8")
    assert main(["dup", str(folder), "--keep-list", "-q", "--lang", "en"]) == 2
    told = capfdbinary.readouterr()
    assert told.out == b""
    assert b"add -0" in told.err
    assert main(["dup", str(folder), "--keep-list", "-q", "-0"]) == 0
    kept = capfdbinary.readouterr().out.decode("utf-8").split("\0")
    assert "丁\n甲.txt" in kept
    assert len(kept) == 4


def test_reasons_and_advice_are_shown_below_the_pairs(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["dup", str(folder), "--explain", "--advice", "-q", "--lang", "en"]) == 0
    shown = capfd.readouterr().out
    assert "the sentences that carry the score" in shown
    assert "is advised" in shown
    assert "全镇上半年开展理论学习12次" in shown
