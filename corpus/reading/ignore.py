"""``.leitongignore``: what is left aside when folders are searched, in the manner of .gitignore.

One pattern a line, read as Git reads them: ``drafts/`` a folder at any depth, ``/old.txt`` a file
beside this list, ``*.bak``, ``**/annex/*``, ``!kept.bak`` takes one back, ``#`` begins a comment. A
list holds for its own folder and everything below it; a list further down wins. A file that the
user names is read whatever a list says, and .gitignore is not looked at: who keeps data out of a
repository wants it analysed all the same.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import SettingsError
from corpus.model import Note

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".leitongignore"


class IgnoreList(NamedTuple):
    """The patterns of one list."""

    folder: str
    """Absolute path of the folder that they count from."""
    patterns: GitIgnoreSpec


def lists_above(folder: str) -> tuple[IgnoreList, ...]:
    """Read the lists of the folders above one, the outermost first."""
    parents = reversed(Path(os.path.abspath(folder)).parents)  # noqa: PTH100 - links stay as named
    found = (list_in(os.fspath(parent)) for parent in parents)
    return tuple(one for one in found if one is not None)


def list_in(folder: str) -> IgnoreList | None:
    """Read the list of a folder, if there is one.

    Raises
    ------
    SettingsError
        If it is no UTF-8 text, or a pattern is no pattern.
    """
    path = Path(os.path.abspath(folder), NAME)  # noqa: PTH100
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None  # a folder that cannot be entered is reported by whoever enters it
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(path, str(error)) from error
    from pathspec import GitIgnoreSpec

    try:
        return IgnoreList(os.fspath(path.parent), GitIgnoreSpec.from_lines(text.splitlines()))
    except ValueError as error:
        raise _refused(path, str(error)) from error


def _refused(path: Path, reason: str) -> SettingsError:
    note = Note.of("bad-ignore-list", (0, 0), reason=reason)
    return SettingsError(f"{path}: {note.message('en')}", note=note, path=os.fspath(path))


def is_ignored(lists: Sequence[IgnoreList], path: str, *, folder: bool) -> bool:
    """Whether a path is left aside: the last pattern that speaks of it decides.

    Parameters
    ----------
    lists
        The outermost first.
    path
        As the system has it.
    folder
        Whether it is a folder.
    """
    if not lists:
        return False
    whole = os.path.abspath(path)  # noqa: PTH100
    ignored = False
    for one in lists:
        name = os.path.relpath(whole, one.folder).replace(os.sep, "/") + ("/" if folder else "")
        verdict = one.patterns.check_file(name).include
        ignored = ignored if verdict is None else verdict
    return ignored
