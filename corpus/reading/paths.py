"""From the paths a user names to the files they mean, each with its id: folders, globs, links.

What is found does not depend on the order of the paths, on the current directory or on the
order in which the file system lists a folder.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from corpus.errors import SourceError
from corpus.model import Note
from corpus.reading.encoding import sanitise
from corpus.reading.globs import glob_regex, is_glob, matches
from corpus.reading.ignore import is_ignored, list_in, lists_above
from corpus.reading.refusal import note_of, refuse, refuse_os
from corpus.writing.numbering import natural_key

STDIN = "-"


class FoundFile(NamedTuple):
    """A file to be read."""

    id: str
    path: str
    """As the system wants it; ``"-"`` for standard input."""
    named: bool
    """The user named this very file; nobody chose it for them in a folder or by a pattern."""
    problem: Note | None = None
    """Why it need not be opened: a dangling link, a pipe, a folder without permission."""


def find_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    exclude: Sequence[str] = (),
    stdin_name: str = "stdin.txt",
    follow_links: bool = False,
) -> list[FoundFile]:
    """Find the files that paths, folders and globs stand for, in the natural order of their ids.

    第2篇 stands before 第10篇 (:func:`corpus.writing.numbering.natural_key`).

    A file that is reached twice is given once. Hidden files are left out of folders, and so
    are links to folders (noted), which may lead in circles, and links to files outside of the
    folder (noted), which nobody meant to hand over. Files of one name that were named
    one by one get as much of their folders' names as tells them apart. What a ``.leitongignore``
    leaves aside (:mod:`corpus.reading.ignore`) is noted and not opened.

    Parameters
    ----------
    paths
        Files, folders (searched through), globs (``**`` crosses folders), ``"-"``.
    exclude
        Globs of ids to leave out, see :func:`corpus.reading.globs.matches`.
    stdin_name
        Id of standard input.
    follow_links
        Read the files that links in a folder lead to although they lie outside of it.

    Raises
    ------
    SourceError
        If a path does not exist, or a glob matches nothing.
    """
    best: dict[str, FoundFile] = {}
    folders: dict[str, str] = {}
    for path in dict.fromkeys(os.fsdecode(os.fspath(path)) for path in paths):
        for found in _reached(path, stdin_name, follow_links=follow_links):
            if any(matches(pattern, found.id) for pattern in exclude):
                continue
            key = STDIN if found.path == STDIN else _identity(found.path, folders)
            other = best.get(key, found)
            kept = min(other, found, key=_preference)
            best[key] = kept._replace(named=found.named or other.named)
    return sorted(_told_apart(list(best.values())), key=lambda one: (natural_key(one.id), one))


def shown(name: str) -> str:
    """Make a file name fit to be printed: a name in GBK bytes is read as such.

    >>> shown("总结.txt")
    '总结.txt'
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return sanitise(name)[0]
    return name


def _identity(path: str, folders: dict[str, str]) -> str:
    """Where a file really is; ``folders`` keeps what is known of folders."""
    folder, name = os.path.split(path)
    # Windows has second names for files, too.
    if os.name == "nt" or name in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114
        return os.path.normcase(os.path.realpath(path))
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)  # noqa: PTH118


def _preference(found: FoundFile) -> tuple[int, str, str]:
    """The id that says most wins: ``2023/总结.txt`` before ``总结.txt``."""
    return (-found.id.count("/"), found.id, found.path)


def _reached(path: str, stdin_name: str, *, follow_links: bool) -> Iterator[FoundFile]:
    if path == STDIN:
        yield FoundFile(stdin_name, STDIN, named=True)
        return
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - a Path would lose "-" and trailing slashes
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        if is_glob(path) and not os.path.lexists(path):
            yield from _globbed(path, follow_links=follow_links)
            return
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            raise refuse_os(shown(path), error) from error
        code = "dangling-link" if os.path.lexists(path) else "missing-path"
        raise refuse(shown(path), code) from error
    if stat.S_ISDIR(mode):
        yield from _walked(path, follow_links=follow_links)
        return
    name = shown(os.path.basename(os.path.abspath(path)))  # noqa: PTH100, PTH119
    yield FoundFile(name, path, True, _special(path, mode))


def _globbed(pattern: str, *, follow_links: bool) -> Iterator[FoundFile]:
    """Expand a glob ourselves: not every shell does, and none does so alike."""
    parts = pattern.replace(os.sep, "/").split("/")
    fixed = next(i for i, part in enumerate(parts) if is_glob(part))
    base = "/".join(parts[:fixed]) + ("/" if fixed else "")
    rest = [part for part in parts[fixed:] if part]
    whole = glob_regex("/".join(rest))
    inside = glob_regex("/".join([*rest, "**"]))
    plain = rest.index("**") if "**" in rest else len(rest)
    prefixes = [glob_regex("/".join(rest[: n + 1])) for n in range(plain)]

    def enter(folder: str) -> bool:
        depth = folder.count("/")
        return depth >= len(prefixes) or bool(prefixes[depth].fullmatch(folder))

    hit = False
    for found in _walked(base or ".", enter, follow_links=follow_links):
        # a folder that matches is searched through, as if the shell had named it
        if whole.fullmatch(found.id) or inside.fullmatch(found.id):
            hit = True
            yield found
    if not hit:
        raise refuse(shown(pattern), "no-match")


def _walked(
    top: str, enter: Callable[[str], bool] = lambda _: True, *, follow_links: bool
) -> Iterator[FoundFile]:
    """Walk a folder without recursion, however deep it is; ``.leitongignore`` is heeded."""
    waiting = [(top, lists_above(top))]
    while waiting:
        here, lists = waiting.pop()
        own = list_in(here)
        lists = (*lists, own) if own is not None else lists
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield _problem(_relative(top, here), here, refuse_os(here, error))
            continue
        above = "" if here == top else _relative(top, here) + "/"
        for entry in entries:
            if entry.name.startswith((".", "~$")):  # hidden; Word's lock files
                continue
            name = above + shown(entry.name)
            try:
                folder = entry.is_dir(follow_symlinks=False)
                if is_ignored(lists, entry.path, folder=folder):
                    yield _problem(name, entry.path, refuse("", "skipped-ignored"))
                elif folder:
                    if enter(name):
                        waiting.append((entry.path, lists))
                elif entry.is_dir():
                    yield _problem(name, entry.path, refuse("", "skipped-link"))
                elif not follow_links and entry.is_symlink() and _leads_out(entry.path, top):
                    yield _problem(name, entry.path, refuse("", "skipped-outside"))
                else:
                    special = _special(entry.path, entry.stat().st_mode)
                    yield FoundFile(name, entry.path, False, special)
            except FileNotFoundError:
                yield _problem(name, entry.path, refuse("", "dangling-link"))
            except OSError as error:
                yield _problem(name, entry.path, refuse_os("", error))


def _leads_out(link: str, top: str) -> bool:
    target = os.path.normcase(os.path.realpath(link, strict=True))
    within = os.path.normcase(os.path.realpath(top))
    return not target.startswith(os.path.join(within, ""))  # noqa: PTH118 - one slash at the end


def _special(path: str, mode: int) -> Note | None:
    return None if stat.S_ISREG(mode) else note_of(refuse(path, "special-file"))


def _problem(name: str, path: str, error: SourceError) -> FoundFile:
    return FoundFile(name, path, False, note_of(error))


def _relative(top: str, path: str) -> str:
    relative = os.path.relpath(path, top)
    if relative == ".":
        relative = os.path.basename(os.path.abspath(path))  # noqa: PTH100, PTH119
    return "/".join(shown(part) for part in PurePath(relative).parts)


def _told_apart(files: list[FoundFile]) -> list[FoundFile]:
    """Lengthen ids that several files share by the folders above, as far as it takes."""
    extra = dict.fromkeys(range(len(files)), 0)
    while True:
        claims: dict[str, list[int]] = defaultdict(list)
        for row, found in enumerate(files):
            claims[_longer(found, extra[row])].append(row)
        again = [row for rows in claims.values() if len(rows) > 1 for row in rows]
        if not again or max(extra[row] for row in again) > 255:  # the depth of any real path
            break
        for row in again:
            extra[row] += 1
    named: list[FoundFile] = []
    for name, rows in claims.items():
        by_path = sorted(rows, key=lambda row: files[row].path)
        for again_number, row in enumerate(by_path, 1):
            mark = f"~{again_number}" if again_number > 1 else ""
            named.append(files[row]._replace(id=name + mark))
    return named


def _longer(found: FoundFile, extra: int) -> str:
    if not extra or found.path == STDIN:
        return found.id
    parts = PurePath(os.path.abspath(found.path)).parts[1:]  # noqa: PTH100 - links stay as named
    depth = found.id.count("/") + 1 + extra
    return "/".join(shown(part) for part in parts[-depth:])
