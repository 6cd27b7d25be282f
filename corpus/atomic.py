"""Writing files so that a reader finds the old one or the complete new one, never half of one.

Each file is written beside its target under a temporary name, flushed to the disk and then moved
into place. Several files are all written before the first is moved, and moved back if one of the
moves fails: all of them are new, or none. Ctrl-C ends the writing of content at any moment, and
waits while files are made, moved or cleared away.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.errors import OutputError
from corpus.system.interrupts import Interrupts

Content = bytes | str | Iterable[bytes]
"""What a file is to hold: bytes, text (written as UTF-8), or pieces of bytes one by one."""

PATTERN = ".leitong-*.tmp"
STALE = 3600.0
"""Seconds after which a temporary file that nobody writes to any more is a killed run's."""
OWNER_ALONE = 0o600
"""Permissions of a file that nobody but its owner reads or writes."""


def write_atomic(path: str | os.PathLike[str], content: Content, *, private: bool = False) -> None:
    """Write one file: afterwards it is complete, or what it was before.

    Parameters
    ----------
    path
        The target. A link is followed; an existing file's permissions are kept; missing folders
        are made. Something that is no regular file (a pipe, ``/dev/null``) is written directly.
    content
        Bytes, text (as UTF-8, no newline translation), or an iterable of bytes.
    private
        Whether its owner alone may read and write it, from the first byte on (mode 600).

    Raises
    ------
    OutputError
        If the file cannot be written; the old one is untouched.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = Path(folder) / "结果.txt"
    ...     write_atomic(target, "一、学习")
    ...     target.read_text(encoding="utf-8"), len(os.listdir(folder))
    ('一、学习', 1)
    """
    with Interrupts() as interrupts:
        _write({Path(path): content}, interrupts, private=private)


def write_all(contents: Mapping[Path, Content] | Mapping[str, Content]) -> None:
    """Write several files, all of them or none.

    Parameters
    ----------
    contents
        Target → content, each as for :func:`write_atomic`. Content is asked for in order, and only
        when its turn comes: pieces may be made while they are asked for.

    Raises
    ------
    OutputError
        If one cannot be written. The others are then what they were before, too.
    """
    with Interrupts() as interrupts:
        _write(contents, interrupts)


def _write(
    contents: Mapping[Any, Content], interrupts: Interrupts, *, private: bool = False
) -> None:
    ready: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for path, content in contents.items():
            target = Path(path)
            if _is_special(target):  # asked of the link: /dev/stdout may lead to a pipe, no path
                with interrupts.let_in():  # whoever reads it may let us wait
                    _write_directly(target, content)
            else:
                target = Path(os.path.realpath(path))
                mode = OWNER_ALONE if private else _mode(target)
                ready.append((_new_file(target, mode), target))
                _fill(ready[-1][0], mode, content, interrupts)
        _move(ready)
    except OSError as error:
        raise OutputError(target, error.strerror or str(error)) from error
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def _is_special(target: Path) -> bool:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    return not stat.S_ISREG(mode)


def _write_directly(target: Path, content: Content) -> None:
    with target.open("wb") as file:
        for piece in _pieces(content):
            file.write(piece)


def _mode(target: Path) -> int | None:
    """Permissions of the file that is there, if one is."""
    return stat.S_IMODE(target.stat().st_mode) if target.exists() else None


def _new_file(target: Path, mode: int | None) -> Path:
    """Make an empty file of ours in the target's folder."""
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    temporary = folder / PATTERN.replace("*", os.urandom(8).hex())
    # nobody may read the new text who may not read the old one; the umask applies
    at_first = 0o666 if mode is None else mode & 0o666
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, at_first | stat.S_IWUSR))
    return temporary


def _sweep(folder: Path) -> None:
    """Remove what killed runs left behind."""
    for leftover in folder.glob(PATTERN):
        with suppress(OSError):  # another run may sweep at the same moment
            if time.time() - leftover.stat().st_mtime > STALE:
                leftover.unlink()


def _fill(temporary: Path, mode: int | None, content: Content, interrupts: Interrupts) -> None:
    with temporary.open("wb") as file:
        with interrupts.let_in():
            for piece in _pieces(content):
                file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        temporary.chmod(mode)


def _pieces(content: Content) -> Iterable[bytes]:
    if isinstance(content, str):
        return (content.encode("utf-8"),)
    return (content,) if isinstance(content, bytes) else content


def _move(ready: list[tuple[Path, Path]]) -> None:
    """Put every file in its place; on a failure put back what stood there."""
    before: list[tuple[Path | None, Path]] = []
    done = 0
    try:
        for temporary, target in ready:
            before.append((_second_name(target), target))
            temporary.replace(target)
            done += 1
        for folder in dict.fromkeys(target.parent for _, target in ready):
            _sync_folder(folder)
    except BaseException:
        for old, target in before[:done]:
            if old is None:
                target.unlink(missing_ok=True)
            else:
                old.replace(target)
        raise
    finally:
        for old, _ in before:
            if old is not None:
                old.unlink(missing_ok=True)


def _second_name(target: Path) -> Path | None:
    """Another name for the present file, so that it can come back; None if there is none."""
    if not target.exists():
        return None
    name = target.parent / PATTERN.replace("*", os.urandom(8).hex())
    try:
        os.link(target, name)
    except OSError:  # a file system without hard links
        import shutil  # takes every start 3 ms otherwise

        shutil.copy2(target, name)
    return name


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no handle on a folder to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
