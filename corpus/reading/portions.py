"""A corpus in portions: which files, or which lines of a table, are read at once.

A portion is small enough to be held in memory. Small files are put together, and JSON Lines are cut
at the ends of lines; every other file is one portion, however large.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.reading.formats import suffix_of
from corpus.reading.paths import STDIN, FoundFile

LINES = (".jsonl", ".ndjson")
"""Endings of tables of which each line is a row by itself."""
_BLOCK = 1 << 22  # bytes looked through at once for the ends of lines
_UTF16 = (b"\xff\xfe", b"\xfe\xff")  # in which a byte 10 is no end of a line


class Portion(NamedTuple):
    """Some files, or a stretch of one."""

    first: int
    last: int
    """Rows of the files: from the first to before the last."""
    start: int = 0
    stop: int = 0
    """Bytes of the file, where it is cut; both 0: all of it."""
    rows_before: int = 0
    """Lines before ``start``."""


def portions_of(files: Sequence[FoundFile], size: int) -> list[Portion]:
    """Cut a list of files into portions of about a size.

    Parameters
    ----------
    files
        As from :func:`corpus.reading.paths.find_files`.
    size
        Bytes.
    """
    found: list[Portion] = []
    first, held = 0, 0
    for row, file in enumerate(files):
        bytes_of = _size(file)
        cut = bytes_of > size and suffix_of(file.id) in LINES
        if row > first and (cut or held + bytes_of > size):
            found.append(Portion(first, row))
            first, held = row, 0
        if cut and (parts := list(_cut(file.path, bytes_of, size))):
            found += [Portion(row, row + 1, *part) for part in parts]
            first = row + 1
        else:
            held += bytes_of
    if first < len(files):
        found.append(Portion(first, len(files)))
    return found


def _size(file: FoundFile) -> int:
    if file.path == STDIN or file.problem is not None:
        return 0
    try:
        return os.stat(file.path).st_size  # noqa: PTH116 - a path as the system wants it
    except OSError:  # reading it will say why
        return 0


def _cut(path: str, total: int, size: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, stop, lines before) of stretches that end where a line does."""
    start, rows, seen, step = 0, 0, 0, min(size, _BLOCK)
    with open(path, "rb") as file:  # noqa: PTH123 - a path as the system wants it
        if file.read(2) in _UTF16:
            return
        file.seek(0)
        position = 0
        while block := file.readline() if position - start >= size else file.read(step):
            seen += block.count(b"\n")
            position += len(block)
            if position - start >= size and block.endswith(b"\n") and position < total:
                yield start, position, rows
                start, rows = position, seen
    yield start, position, rows
