"""What cannot be read, and why: one code a reason, its number, its words in messages.toml.

A reason is raised as a :class:`~corpus.errors.SourceError` where it stops us, and becomes a
:class:`~corpus.model.Note` where the run goes on without the file.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.errors import LeitongError, MissingExtra, SourceError

if TYPE_CHECKING:  # the command line's help loads no arrays
    from corpus.model import Note, Source

RULES = {
    "missing-path": "R101",
    "no-match": "R101",
    "permission-denied": "R101",
    "dangling-link": "R101",
    "link-loop": "R101",
    "special-file": "R101",
    "failed-read": "R101",
    "failed-reader": "R101",
    "reader-ended": "R101",
    "damaged-file": "R101",
    "encrypted-file": "R101",
    "no-text-layer": "R101",
    "missing-extra": "R101",
    "unsupported-format": "R101",
    "no-paths": "R103",
    "nothing-found": "R103",
    "nothing-readable": "R101",
    "all-empty": "R103",
    "empty-file": "R103",
    "file-too-large": "R104",
    "member-too-large": "R104",
    "archive-too-large": "R104",
    "too-many-members": "R104",
    "compression-bomb": "R104",
    "reader-time": "R104",
    "reader-memory": "R104",
    "document-type": "R104",
    "skipped-type": "R106",
    "skipped-link": "R106",
    "skipped-outside": "R106",
    "skipped-ignored": "R106",
    "skipped-own": "R106",
    "skipped-archive": "R106",
    "skipped-table": "R106",
    "binary-file": "R107",
    "control-characters": "R107",
    "no-text-column": "R108",
    "empty-column": "R108",
    "bad-row": "R108",
}
"""Reason → stable rule number: R101 unreadable, R103 empty, R104 over a limit, R106 skipped,
R107 not text, R108 a table without text. (R102 replaced bytes, R105 guessed encoding: notes.)"""
SKIPPED = frozenset(code for code, rule in RULES.items() if rule == "R106")
"""Reasons that say: left aside on purpose. Such a file is not counted as unreadable."""


def left_aside(source: Source) -> bool:
    """Whether a file was not read on purpose: of another type, or ignored."""
    return source.encoding is None and any(note.code in SKIPPED for note in source.notes)


def is_unreadable(source: Source) -> bool:
    """Whether a source could not be read; what was left aside on purpose is none.

    >>> from corpus.reading.sources import source_from_text
    >>> is_unreadable(source_from_text("全镇开展工作"))
    False
    """
    return source.encoding is None and not left_aside(source)


def unread(sources: Iterable[Source]) -> list[Source]:
    """List the sources that could not be read."""
    return [source for source in sources if is_unreadable(source)]


def reason_of(source: Source, lang: str) -> str:
    """Say what stands in the place of a source's text: why it was not read."""
    return "；".join(note.message(lang) for note in source.notes)


def unread_files(sources: Iterable[Source], lang: str) -> list[tuple[str, str]]:
    """List the sources that could not be read, each with the reason."""
    return [(source.id, reason_of(source, lang)) for source in unread(sources)]


_MOST_SAID = 120  # characters of a foreign exception's words: a line on a terminal


def refuse(path: object, code: str, **facts: str | int | float) -> SourceError:
    """Make the exception for a reason, with its number and its words.

    Parameters
    ----------
    path
        What cannot be read.
    code
        A key of :data:`RULES`.
    **facts
        Values for the message's placeholders.

    Examples
    --------
    >>> print(refuse("图.txt", "binary-file", kind="PNG"))
    图.txt: not a text file (PNG)
    """
    from corpus.model import Note

    note = Note.of(code, (0, 0), **facts)
    return SourceError(path, note.message("en"), code=RULES[code], note=note)


def refuse_os(path: object, error: OSError) -> SourceError:
    """Make the exception for what the operating system said.

    The system's own words depend on its language, so its error *name* is given instead.
    """
    if isinstance(error, PermissionError):
        return refuse(path, "permission-denied")
    if isinstance(error, FileNotFoundError):
        return refuse(path, "missing-path")
    if error.errno == errno.ELOOP:
        return refuse(path, "link-loop")
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return refuse(path, "failed-read", reason=name)


def refuse_unforeseen(path: object, error: Exception) -> SourceError:
    """Make the exception for what a reader did not foresee: the file's, not the run's.

    >>> print(refuse_unforeseen("一.txt", IndexError("index out of range")))
    一.txt: the reader failed (IndexError: index out of range)
    """
    said = " ".join(str(error).split())[:_MOST_SAID]
    reason = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return refuse(path, "failed-reader", reason=reason)


def note_of(error: LeitongError) -> Note:
    """Turn an exception into the note that stands in its place when the run goes on."""
    from corpus.model import Note

    if isinstance(error, SourceError) and error.note is not None:
        return error.note
    if isinstance(error, MissingExtra):
        return Note.of("missing-extra", (0, 0), extra=error.extra)
    return Note.of("failed-read", (0, 0), reason=str(error))
