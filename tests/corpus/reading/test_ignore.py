"""``.leitongignore``: read as Git reads its lists, for folders that are searched."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.errors import SettingsError
from corpus.reading.paths import find_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.bak.txt", "草稿/a.txt", "年/草稿/b.txt", "年/c.txt", "年/旧.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}：一、学习\n每月一次。", "utf-8")
    return tmp_path


def opened(*paths: Path) -> list[str]:
    return [found.id for found in find_files(paths) if found.problem is None]


def test_patterns_leave_files_and_folders_aside(tree: Path) -> None:
    (tree / ".leitongignore").write_text("# 不看\n草稿/\n*.bak.txt\n\n/年/旧.txt\n", "utf-8")
    assert opened(tree) == ["a.txt", "年/c.txt"]


def test_a_pattern_can_be_taken_back_and_the_inner_list_wins(tree: Path) -> None:
    (tree / ".leitongignore").write_text("*.txt\n!a.txt\n", "utf-8")
    (tree / "年" / ".leitongignore").write_text("!c.txt\n", "utf-8")
    assert opened(tree) == ["a.txt", "年/c.txt", "草稿/a.txt"]


def test_a_list_above_the_folder_holds_and_the_current_directory_does_not_matter(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / ".leitongignore").write_text("年/旧.txt\n", "utf-8")
    assert opened(tree / "年") == ["c.txt", "草稿/b.txt"]
    monkeypatch.chdir(tree / "草稿")
    assert opened(tree / "年") == ["c.txt", "草稿/b.txt"]


def test_what_is_named_is_read_and_globs_are_heeded(tree: Path) -> None:
    (tree / ".leitongignore").write_text("b.bak.txt\n", "utf-8")
    assert opened(tree / "b.bak.txt") == ["b.bak.txt"]
    assert opened(tree / "*.txt") == ["a.txt"]


def test_gitignore_is_not_looked_at(tree: Path) -> None:
    (tree / ".gitignore").write_text("*\n", "utf-8")
    assert len(opened(tree)) == 6


def test_what_was_left_aside_is_noted_and_counted_once(tree: Path) -> None:
    (tree / ".leitongignore").write_text("草稿/\n", "utf-8")
    notes = corpus.read(tree).notes
    assert sorted(notes["source"]) == ["年/草稿", "草稿"]
    assert set(notes["code"]) == {"skipped-ignored"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"!\n"])
def test_a_list_that_is_none_is_named(tree: Path, content: bytes) -> None:
    (tree / ".leitongignore").write_bytes(content)
    with pytest.raises(SettingsError, match="leitongignore") as caught:
        opened(tree)
    assert caught.value.note is not None
    assert "UTF-8" in caught.value.note.message("zh")


def test_a_mark_of_byte_order_and_crlf_do_no_harm(tree: Path) -> None:
    (tree / ".leitongignore").write_bytes(b"\xef\xbb\xbf*.bak.txt\r\n/a.txt\r\n")
    assert "a.txt" not in opened(tree)
    assert "b.bak.txt" not in opened(tree)
