"""One small module a file format: bytes in, texts with what the format knows of them out.

A module is imported when the first file of its kind is met; reading .txt brings no parser along.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from corpus.model import NO_METADATA, Hint, Metadata, Note, Span
from corpus.reading.formats.own import is_own
from corpus.reading.refusal import refuse

FORMAT_READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".csv": "table",
    ".tsv": "table",
    ".jsonl": "table",
    ".ndjson": "table",
    ".json": "table",
    ".parquet": "table",
    ".zip": "archive",
    ".xlsx": "office.spreadsheet",
    ".xlsm": "office.spreadsheet",
    ".pptx": "office.slides",
    ".odt": "office.opendocument",
    ".epub": "office.ebook",
    ".eml": "office.mail",
    ".mht": "office.mail",
    ".mhtml": "office.mail",
}
"""Ending → module. A file of another ending is read as plain text if the user names it."""
DOCUMENTS = frozenset((".doc", ".wps", ".rtf", ".pages"))
"""Documents that only LibreOffice reads: without it they are reported, not skipped."""
OF_OURS = frozenset((".html", ".htm", ".csv", ".json", ".jsonl", ".txt"))
"""Endings that results of ours have, too: in a folder they are passed over."""
ARCHIVES = frozenset((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"))


class Options(NamedTuple):
    """What a reader may need beside the bytes."""

    name: str = ""
    """File name; its ending tells the dialect (.csv, .tsv, .jsonl)."""
    encoding: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    named: bool = True
    """The user named this file: a table without text is a mistake, not a note."""
    split_rows: bool = False
    """A row of a table may be a compilation."""
    rows_before: int = 0
    """Lines of JSON Lines that stand before those that are read."""
    excluded: Callable[[str], bool] = lambda _: False
    """Whether a part (``/folder/file.txt`` of an archive) is left out."""


class Extract(NamedTuple):
    """One text of a file. Spans of hints and notes are offsets into ``text``."""

    text: str
    encoding: str | None
    """None: this part could not be read, a note says why."""
    confidence: float = 1.0
    hints: tuple[Hint, ...] = ()
    notes: tuple[Note, ...] = ()
    part: str = ""
    """Goes behind the file's id: ``:17`` for a row, ``/folder/file.txt`` for a member."""
    sha256: str | None = None
    """Digest of the part's own bytes, where it has any."""
    markup: tuple[Span, ...] = ()
    """Stretches that are the format's and nobody's words, in reading order, not overlapping."""
    metadata: Metadata = NO_METADATA
    """What the file says of itself."""
    whole: bool = False
    """One document whatever it holds: a row of a table, unless asked otherwise."""


def suffix_of(name: str) -> str:
    """Return the ending of a file name, in lower case, with its dot.

    >>> suffix_of("总结.TXT"), suffix_of("README"), suffix_of("v1.2 总结")
    ('.txt', '', '.2 总结')
    """
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def extract(data: bytes, options: Options) -> list[Extract]:
    """Read a file's bytes with the reader for its ending; plain text if there is none.

    Raises
    ------
    SourceError
        If the file is not what its ending says, is over a limit or no text.
    MissingExtra
        If the format's package is not installed.
    SettingsError
        If a table that the user named has no such text column.
    """
    suffix = suffix_of(options.name)
    if not options.named and suffix in OF_OURS and is_own(data):
        raise refuse(options.name, "skipped-own")
    held = _held(data, suffix)
    name = "office.converted" if held in DOCUMENTS else FORMAT_READERS.get(held, "plain")
    module = import_module(f"corpus.reading.formats.{name}")
    found: list[Extract] = module.read(data, options)
    if held != suffix and found:
        said = Note.of("read-as", (0, 0), suffix=suffix, format=held)
        found[0] = found[0]._replace(notes=(said, *found[0].notes))
    return found


_NAMED = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".docm", ".pdf"))
"""Endings under which another kind of document may lie: a .docx named .txt, a page named .pdf."""
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,9})?<(?:!doctype html|html)", re.I
)
_LOOKED_AT = 1024  # bytes
_WORD = b"word/document.xml"
_OF_WORD = frozenset((".docx", ".docm"))


def _held(data: bytes, suffix: str) -> str:
    """Return the ending of what a file holds, where its own says something else.

    >>> _held(b"%PDF-1.7", ".docx"), _held(b"<html>", ".pdf"), _held(b"<html>", ".txt")
    ('.pdf', '.html', '.txt')
    """
    if suffix not in _NAMED:
        return suffix
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx" if suffix not in _OF_WORD and _WORD in data else suffix
    page = suffix in (".pdf", *_OF_WORD) and _PAGE.match(data[:_LOOKED_AT])
    return ".html" if page else suffix
