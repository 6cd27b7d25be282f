"""Which files the paths mean, and what they are called."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.reading.paths import find_files, shown


def lay(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")


def ids(*paths: object, **options: object) -> list[str]:
    return [found.id for found in find_files([str(p) for p in paths], **options)]  # type: ignore[arg-type]


def test_a_folder_is_searched_through_in_the_order_of_ids(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt", "a/2.txt", "a/1.txt", "c/d/e.txt", ".git/x.txt", "a/.x.txt", "~$一.docx")
    assert ids(tmp_path) == ["a/1.txt", "a/2.txt", "b.txt", "c/d/e.txt"]


def test_numbers_in_names_count_as_numbers(tmp_path: Path) -> None:
    lay(tmp_path, "第10篇.txt", "第2篇.txt", "卷十二/a.txt", "卷三/a.txt", "总结.txt", "总结2.txt")
    assert ids(tmp_path) == [
        "卷三/a.txt", "卷十二/a.txt", "总结.txt", "总结2.txt", "第2篇.txt", "第10篇.txt"
    ]  # fmt: skip


def test_the_order_of_the_paths_and_the_current_folder_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "x/一.txt", "y/一.txt", "z/二.txt")
    paths = [tmp_path / "x", tmp_path / "y" / "一.txt", tmp_path / "z"]
    expected = ids(*paths)
    assert ids(*reversed(paths)) == expected
    monkeypatch.chdir(tmp_path)
    assert ids("x", "y/一.txt", "z/") == expected
    monkeypatch.chdir(tmp_path / "x")
    assert ids(".", "../y/一.txt", "../z") == expected


def test_a_single_file_is_called_by_its_name(tmp_path: Path) -> None:
    lay(tmp_path, "甲/总结.txt")
    assert ids(tmp_path / "甲" / "总结.txt") == ["总结.txt"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    lay(tmp_path, "2023/镇/总结.txt", "2024/镇/总结.txt", "2024/别的.txt")
    found = ids(
        tmp_path / "2024/镇/总结.txt", tmp_path / "2023/镇/总结.txt", tmp_path / "2024/别的.txt"
    )
    assert found == ["2023/镇/总结.txt", "2024/镇/总结.txt", "别的.txt"]
    assert ids(tmp_path / "2023", tmp_path / "2024") == [
        "2023/镇/总结.txt",
        "2024/镇/总结.txt",
        "别的.txt",
    ]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    lay(tmp_path, "a/一.txt")
    (tmp_path / "a" / "二.txt").symlink_to("一.txt")
    assert ids(tmp_path, tmp_path / "a" / "一.txt", tmp_path / "a") == ["a/一.txt"]
    assert ids(tmp_path / "a/一.txt", tmp_path / "a/../a/一.txt") == ["一.txt"]
    assert ids("-", "-") == ["stdin.txt"]


def test_globs_are_expanded_here(tmp_path: Path) -> None:
    lay(tmp_path, "a/1.txt", "a/b/2.txt", "3.txt", "4.md", "a/b/deep/5.txt")
    assert ids(f"{tmp_path}/*.txt") == ["3.txt"]
    assert ids(f"{tmp_path}/**/*.txt") == ["3.txt", "a/1.txt", "a/b/2.txt", "a/b/deep/5.txt"]
    assert ids(f"{tmp_path}/a/*") == ["1.txt", "b/2.txt", "b/deep/5.txt"]
    assert ids(f"{tmp_path}/[34].*") == ["3.txt", "4.md"]
    assert ids(f"{tmp_path}/*/b/*.txt") == ["a/b/2.txt"]


def test_a_glob_without_two_stars_does_not_look_into_folders_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "1.txt", "a/b/c/2.txt")
    seen: list[str] = []
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: seen.append(str(path)) or scan(path))
    assert ids(f"{tmp_path}/*.txt") == ["1.txt"]
    assert len(seen) == 1


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    lay(tmp_path, "总结[1].txt", "总结1.txt")
    assert ids(tmp_path / "总结[1].txt") == ["总结[1].txt"]


@pytest.mark.parametrize("name", ["没有.txt", "没有/*.txt", "*.没有", "a\0b"])
def test_what_does_not_exist_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError):
        find_files([f"{tmp_path}/{name}"])


def test_leaving_out(tmp_path: Path) -> None:
    lay(tmp_path, "a/1.txt", "旧/2.txt", "3.md")
    assert ids(tmp_path, exclude=("旧", "*.md")) == ["a/1.txt"]


def test_links_to_nowhere_to_themselves_and_to_folders_are_noted(tmp_path: Path) -> None:
    lay(tmp_path, "a/1.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "a" / "up").symlink_to("..")
    problems = {found.id: found.problem for found in find_files([tmp_path])}
    assert {name: note and note.code for name, note in problems.items()} == {
        "a/1.txt": None,
        "a/up": "skipped-link",
        "nowhere.txt": "dangling-link",
        "self.txt": "link-loop",
    }
    for name in ("nowhere.txt", "self.txt"):
        with pytest.raises(SourceError, match="link"):
            find_files([tmp_path / name])


def test_pipes_and_sockets_are_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        found = find_files([tmp_path, tmp_path / "pipe.txt", "/dev/zero"])
    assert {one.id: one.problem and one.problem.code for one in found} == dict.fromkeys(
        ("pipe.txt", "socket.txt", "zero"), "special-file"
    )


def test_a_folder_without_permission_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "a/1.txt", "closed/2.txt")
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = {one.id: one.problem for one in find_files([tmp_path])}
    assert found["closed"] is not None
    assert found["closed"].code == "permission-denied"
    assert found["a/1.txt"] is None


def test_a_name_in_gbk_bytes_is_shown_as_it_was_meant(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "总结.txt".encode("gbk")
    try:
        with open(raw, "wb") as file:  # noqa: PTH123
            file.write("正文".encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = find_files([tmp_path])
    assert found.id == "总结.txt"
    assert Path(found.path).read_bytes() == "正文".encode()
    assert shown(os.fsdecode(b"\xff\xfe")) == "\ufffd\ufffd"
