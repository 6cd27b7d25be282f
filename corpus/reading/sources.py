"""From paths to sources: every file read, decoded and identified; failures kept, not thrown.

One unreadable file among good ones is a :class:`~corpus.model.Source` without text and a note
that says why. Only a path that does not exist, or nothing readable at all, is an error.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from corpus.errors import LeitongError, MissingExtra, SettingsError, SourceError
from corpus.folding.codepoints import joined
from corpus.model import Note, Source
from corpus.reading.encoding import sanitise, text_encoding
from corpus.reading.formats import DOCUMENTS, FORMAT_READERS, Extract, Options, extract, suffix_of
from corpus.reading.globs import matches
from corpus.reading.limits import MAX_FILE
from corpus.reading.misread import may_be_misread, misreadings
from corpus.reading.paths import STDIN, FoundFile, find_files
from corpus.reading.refusal import (
    SKIPPED,
    is_unreadable,
    note_of,
    refuse,
    refuse_os,
    refuse_unforeseen,
)

Progress = Callable[[str, int, int], None]


def read_sources(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    encoding: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    split_rows: bool = False,
    exclude: Sequence[str] = (),
    stdin_name: str = "stdin.txt",
    follow_links: bool = False,
    progress: Progress | None = None,
) -> list[Source]:
    """Read files, folders, globs, archives, tables and standard input.

    Parameters
    ----------
    paths
        See :func:`corpus.reading.paths.find_files`; their order does not matter.
    encoding
        Overrides the decision made from each file's bytes.
    text_column, id_column
        Of tables: the column with the text, and one whose values name the rows.
    split_rows
        A row of a table may be a compilation; else each is one document.
    exclude
        Globs of ids to leave out, see :func:`corpus.reading.globs.matches`.
    stdin_name
        Id of what comes from standard input; its ending tells the format.
    follow_links
        Read what links in a folder lead to outside of it.
    progress
        Called as ``progress("read", done, total)``.

    Returns
    -------
    list of Source
        In the order of their files' ids; rows of a table in their own order. A file that could
        not be read has ``encoding`` None and a note; see
        :func:`corpus.reading.refusal.is_unreadable`.

    Raises
    ------
    SourceError
        If a path does not exist, nothing could be read, or there is no text in any of it.
    SettingsError
        If there is no such encoding, or a table that was named has no such text column.
    MissingExtra
        If all that was named needs a package that is not installed.
    """
    if encoding is not None:
        text_encoding(encoding)
    several = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    files = find_files(several, exclude=exclude, stdin_name=stdin_name, follow_links=follow_links)
    sources: list[Source] = []
    errors: list[LeitongError] = []
    for done, found in enumerate(files, 1):
        options = file_options(
            found,
            encoding=encoding,
            text_column=text_column,
            id_column=id_column,
            split_rows=split_rows,
            exclude=exclude,
        )
        sources += file_sources(found, options, errors)
        if progress is not None:
            progress("read", done, len(files))
    _refuse_nothing(several, sources, errors)
    return sources


def source_from_text(text: str, id: str = "text") -> Source:  # noqa: A002 - the field's name
    """Make a source of a string. Lone surrogates become U+FFFD, one for one.

    >>> source_from_text("全镇开展工作").id
    'text'
    """
    clean, notes = sanitise(text)
    digest = hashlib.sha256(clean.encode()).hexdigest()
    return Source(id, clean, "utf-8", digest, notes=notes)


def file_options(
    found: FoundFile,
    *,
    encoding: str | None,
    text_column: str | None,
    id_column: str | None,
    split_rows: bool,
    exclude: Sequence[str],
) -> Options:
    """Return what the reader of one file must know; the options of :func:`read_sources`."""
    return Options(
        name=found.id.rsplit("/", 1)[-1],
        encoding=encoding,
        text_column=text_column,
        id_column=id_column,
        split_rows=split_rows,
        named=found.named,
        excluded=_excluded(found.id, exclude),
    )


def _excluded(file_id: str, exclude: Sequence[str]) -> Callable[[str], bool]:
    return lambda part: any(matches(pattern, file_id + part) for pattern in exclude)


def file_sources(
    found: FoundFile, options: Options, errors: list[LeitongError], part: slice | None = None
) -> list[Source]:
    """Read one file, or some bytes of it; what goes wrong is noted, and put into ``errors``."""
    problem = found.problem or _unwanted(found)
    if problem is not None:
        if problem.code not in SKIPPED:
            errors.append(SourceError(found.id, problem.message("en"), note=problem))
        return [Source(found.id, "", None, None, 0.0, notes=(problem,))]
    data = b""
    try:
        data = _bytes(found, part)
        extracts = extract(data, options)
    except SettingsError:
        raise
    except (SourceError, MissingExtra) as error:
        errors.append(_located(found, error))
        digest = hashlib.sha256(data).hexdigest() if data else None
        return [Source(found.id, "", None, digest, 0.0, notes=(note_of(error),))]
    except Exception as error:  # noqa: BLE001 - one file's fault never costs another; it is noted
        unforeseen = refuse_unforeseen(found.id, error)
        errors.append(unforeseen)
        digest = hashlib.sha256(data).hexdigest() if data else None
        return [Source(found.id, "", None, digest, 0.0, notes=(note_of(unforeseen),))]
    digest = hashlib.sha256(data).hexdigest()
    doubted = may_be_misread(joined([one.text for one in extracts])).tolist()
    return [
        _source(found.id, one, digest, doubted=doubt)
        for one, doubt in zip(extracts, doubted, strict=True)
    ]


def _source(file_id: str, one: Extract, digest: str, *, doubted: bool) -> Source:
    notes = one.notes + misreadings(one.text) if doubted else one.notes
    if one.encoding is not None and (not one.text or one.text.isspace()):
        notes = (*notes, Note.of("empty-file", (0, 0)))
    confidence = one.confidence if one.encoding is not None else 0.0
    return Source(
        file_id + one.part,
        one.text,
        one.encoding,
        one.sha256 or digest,
        confidence,
        one.hints,
        notes,
        one.markup,
        one.metadata,
        one.whole,
    )


def _unwanted(found: FoundFile) -> Note | None:
    """Say why a file that was come across, not named, is not opened at all."""
    suffix = suffix_of(found.id.rsplit("/", 1)[-1])
    if found.named or suffix in FORMAT_READERS or suffix in DOCUMENTS:
        return None
    return note_of(refuse("", "skipped-type", suffix=suffix or "-"))


def _bytes(found: FoundFile, part: slice | None = None) -> bytes:
    if found.path == STDIN:
        if sys.stdin is None:  # the interpreter found it closed
            raise refuse(found.id, "failed-read", reason="EBADF")
        return _all(sys.stdin.buffer)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        # O_NONBLOCK: a pipe put in the file's place since we looked must not hang us
        with open(os.open(found.path, flags), "rb") as file:  # noqa: PTH123 - the descriptor
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refuse(found.id, "special-file")
            if part is not None:
                file.seek(part.start)
                return file.read(part.stop - part.start)
            return _all(file)
    except OSError as error:
        raise refuse_os(found.id, error) from error


def _all(file: BinaryIO) -> bytes:
    data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise refuse("", "file-too-large", limit=MAX_FILE // 10**6)
    return data


def _located(found: FoundFile, error: SourceError | MissingExtra) -> LeitongError:
    """Put a path on an exception that was raised where only bytes were known."""
    if isinstance(error, MissingExtra):
        return error
    path = found.id if found.path == STDIN else found.path
    return SourceError(path, error.problem, error.remedy, error.code, error.note)


def _refuse_nothing(
    paths: Sequence[str | os.PathLike[str]], sources: list[Source], errors: list[LeitongError]
) -> None:
    """Stop where there is nothing to work on: an analysis of nothing must not look like one."""
    good = [source for source in sources if source.encoding is not None]
    if not paths:
        raise refuse("[]", "no-paths")
    where = ", ".join(os.fspath(path) for path in paths[:3])
    if any(source.text.strip() for source in good):
        return
    if good:
        raise refuse(where, "all-empty")
    if len(errors) == 1:
        raise errors[0]
    failed = [source for source in sources if is_unreadable(source)]
    if failed:
        reason = failed[0].notes[0].message("en")
        raise refuse(
            where, "nothing-readable", count=len(failed), example=failed[0].id, reason=reason
        )
    raise refuse(where, "nothing-found")
