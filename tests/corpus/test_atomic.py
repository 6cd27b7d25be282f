"""Files are old or new, never half."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import atomic
from corpus.atomic import PATTERN, STALE, write_all, write_atomic
from corpus.errors import OutputError


def leftovers(folder: Path) -> list[Path]:
    return list(folder.glob(PATTERN))


def test_bytes_text_and_pieces_are_written_as_they_are(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a", b"\x00\r\n\xff")
    write_atomic(tmp_path / "b", "学习\n")
    write_atomic(tmp_path / "c", iter([b"1", b"", b"2"]))
    assert (tmp_path / "a").read_bytes() == b"\x00\r\n\xff"
    assert (tmp_path / "b").read_bytes() == "学习\n".encode()
    assert (tmp_path / "c").read_bytes() == b"12"
    assert leftovers(tmp_path) == []


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_atomic(tmp_path / "out" / "tables" / "a.csv", b"x")
    assert (tmp_path / "out" / "tables" / "a.csv").read_bytes() == b"x"


def test_an_existing_file_keeps_its_mode_and_a_new_one_obeys_the_umask(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"x")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_atomic(old, b"y")
        write_atomic(tmp_path / "new", b"y")
    finally:
        os.umask(before)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_what_others_may_not_read_they_may_not_read_while_it_is_written(tmp_path: Path) -> None:
    target = tmp_path / "private"
    target.write_bytes(b"old")
    target.chmod(0o600)
    seen: list[int] = []

    def pieces() -> Iterator[bytes]:
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in leftovers(tmp_path))
        yield b"new"

    write_atomic(target, pieces())
    assert seen == [0o600]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_atomic(pipe, [b"a", b"b"])
    reader.join(5)
    assert got == [b"ab"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_as_target_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=tmp_path.name):
        write_atomic(tmp_path, b"x")


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(OutputError, match="cannot be written"):
        write_atomic(tmp_path / "file" / "inner.csv", b"x")
    assert (tmp_path / "file").read_bytes() == b"x"


def test_content_that_fails_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def failing() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomic(target, failing())
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("step", ["fsync", "replace", "link", "open"])
@pytest.mark.parametrize("place", range(4))
def test_a_full_disk_at_any_step_leaves_all_files_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, place: int
) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    first.write_bytes(b"old a")
    second.write_bytes(b"old b")
    calls = iter(range(100))
    owner, name = (Path, "replace") if step == "replace" else (os, step)
    genuine = getattr(owner, name)
    armed = True

    def failing(*args: object, **named: object) -> object:
        nonlocal armed
        if armed and next(calls) == place:
            armed = False  # the way back must not fail, too
            raise OSError(errno.ENOSPC, "No space left on device")
        return genuine(*args, **named)

    monkeypatch.setattr(owner, name, failing)
    contents: dict[Path, atomic.Content] = {
        first: b"new a", second: b"new b", third: b"new c"
    }  # fmt: skip
    failure = ""
    try:
        write_all(contents)
    except OutputError as error:
        failure = str(error)
    monkeypatch.undo()
    present = [path.read_bytes() if path.exists() else None for path in (first, second, third)]
    assert armed or failure or step == "link"  # without links, a copy does
    assert present == ([b"old a", b"old b", None] if failure else [b"new a", b"new b", b"new c"])
    assert not failure or "No space left" in failure
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("step", ["open", "close", "fsync", "link", "unlink", "replace"])
@pytest.mark.parametrize("place", range(6))
def test_ctrl_c_at_any_step_leaves_all_files_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, place: int
) -> None:
    targets = [tmp_path / name for name in "abcd"]
    for target in targets[:3]:
        target.write_bytes(b"old")
    calls = iter(range(100))
    owner = Path if step in ("replace", "unlink") else os

    def interrupted(*args: object, **named: object) -> object:
        found = genuine(*args, **named)
        if next(calls) == place:
            signal.raise_signal(signal.SIGINT)
        return found

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # no disk is asked 500 times
    genuine = getattr(owner, step)
    monkeypatch.setattr(owner, step, interrupted)
    came = False
    try:
        write_all(dict.fromkeys(targets, b"new"))
    except KeyboardInterrupt:
        came = True
    finally:
        monkeypatch.undo()
        signal.signal(signal.SIGINT, before)
    present = [path.read_bytes() if path.exists() else None for path in targets]
    assert came or next(calls) <= place
    assert present in ([b"old", b"old", b"old", None], [b"new"] * 4)
    assert leftovers(tmp_path) == []


def test_a_file_system_without_hard_links_can_still_go_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*args: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError):
        write_all({tmp_path / "a": b"new", tmp_path / "folder": b"x"})
    write_all({tmp_path / "a": b"newer"})
    assert (tmp_path / "a").read_bytes() == b"newer"
    assert leftovers(tmp_path) == []


def test_what_a_killed_run_left_is_swept_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    dead, alive = (tmp_path / PATTERN.replace("*", name) for name in ("dead", "alive"))
    dead.write_bytes(b"")
    alive.write_bytes(b"")
    old = time.time() - STALE - 60
    os.utime(dead, (old, old))
    write_atomic(tmp_path / "a", b"x")
    assert leftovers(tmp_path) == [alive]


WRITER = """
import sys
from corpus.atomic import write_all
pieces = lambda mark: (mark * 4096 for _ in range(50))
print("go", flush=True)
while True:
    for mark in (b"a", b"b"):
        write_all({sys.argv[1]: pieces(mark), sys.argv[2]: pieces(mark)})
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_each_file_complete(tmp_path: Path) -> None:
    targets = [tmp_path / "one", tmp_path / "two"]
    for round_number in range(12):
        for target in targets:
            target.write_bytes(b"a" * 4096 * 50)
        command = [sys.executable, "-c", WRITER, *map(str, targets)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as p:
            assert p.stdout is not None
            p.stdout.readline()
            time.sleep(0.003 * round_number)
            p.send_signal(signal.SIGKILL)
        for target in targets:
            content = target.read_bytes()
            assert len(content) == 4096 * 50
            assert len(set(content)) == 1


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="no names for open files")  # noqa: PTH110
def test_a_pipe_reached_through_a_link_without_a_real_path_is_written_directly() -> None:
    reading, writing = os.pipe()
    write_atomic(f"/dev/fd/{writing}", "一、学习")
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - the descriptor
        assert pipe.read().decode() == "一、学习"
