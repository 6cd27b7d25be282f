"""Words that the segmenter is told about: this genre's own list, and users' dictionaries.

The list is ``resources/lexicon.tsv``. A user's file is either in the same form (tab-separated:
word, frequency, part of speech, group, source) or in jieba's (``word [frequency] [tag]``,
separated by blanks); lines may stand in any order, and everything but the word may be left out.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.errors import FormatError, SourceError
from corpus.system.patterns import lazy
from corpus.system.resource import resource

FREQUENCY = 2000
"""What an entry without a frequency gets.

A word comes out whole if its frequency beats the product of its parts' relative frequencies.
The commonest word of jieba's dictionary has 318,825 of 60,101,967, so that two parts reach at
most 318825² / 60101967 = 1,691. It is a fixed number, so that both backends and all machines
use the same one.
"""
LONGEST_ENTRY = 60  # characters of an entry; jieba's longest is 16
LINES_NAMED = 5  # bad lines named in one message


class Entry(NamedTuple):
    """A word, how common it is (as in jieba's dictionary), its part of speech, whence."""

    word: str
    frequency: int = FREQUENCY
    tag: str = "n"
    group: str = "user"
    source: str = ""


@cache
def lexicon() -> tuple[Entry, ...]:
    """Return the words of Chinese public writing that jieba's dictionary lacks.

    >>> next(entry for entry in lexicon() if entry.word == "两微一端").group
    'media'
    """
    return _parse(resource("lexicon.tsv"), "resources/lexicon.tsv")


def read_words(path: str | os.PathLike[str]) -> tuple[Entry, ...]:
    """Read a user's dictionary.

    Parameters
    ----------
    path
        UTF-8 (with or without byte-order mark), UTF-16 with one, or GBK.

    Raises
    ------
    SourceError
        If the file cannot be read.
    FormatError
        If lines do not conform; each is named as ``file:line``.
    """
    return _parse(_text_of(path), str(path))


def read_lines(path: str | os.PathLike[str]) -> Iterator[tuple[int, str]]:
    """Read the lines of a user's list of words, with their numbers.

    Blank lines and comments (``#``) are passed over; encodings as for :func:`read_words`.

    Raises
    ------
    SourceError
        If the file cannot be read.
    FormatError
        If it is in no such encoding.
    """
    for number, line in enumerate(_text_of(path).split("\n"), 1):
        words = line.strip()
        if words and not words.startswith("#"):
            yield number, words


def _text_of(path: str | os.PathLike[str]) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SourceError(path, error.strerror or str(error)) from error
    return _decode(data, str(path))


def to_entries(
    words: str | os.PathLike[str] | Iterable[str | tuple[str] | tuple[str, int] | Entry],
) -> tuple[Entry, ...]:
    """Turn what a user gives as words into entries: a path, or words, or (word, frequency, tag).

    >>> to_entries(["阿基卫生院", ("村村响", 500, "n")])[0]
    Entry(word='阿基卫生院', frequency=2000, tag='n', group='user', source='')
    """
    if isinstance(words, (str, os.PathLike)):
        return read_words(words)
    entries = []
    for number, given in enumerate(words, 1):
        entry = Entry(given) if isinstance(given, str) else Entry(*given)
        problem = _problem(entry)
        if problem:
            raise FormatError(f"word {number} of the words given, {entry.word!r}: {problem}")
        entries.append(entry)
    return tuple(entries)


_JIEBA_LINE = lazy(r"(\S.{0,200}?)(?:[ \u3000]+(-?[0-9]+))?(?:[ \u3000]+([A-Za-z]+))?")


def _parse(text: str, name: str) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    bad: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line or line.startswith(("#", "word\tfrequency")):
            continue
        entry = _entry(line)
        problem = (
            "expected a word, then its frequency (a whole number), then its part of speech"
            if entry is None
            else _problem(entry)
        )
        if problem or entry is None:
            bad.append(f"{name}:{number}: {line[:40]!r}: {problem}")
        else:
            entries.append(entry)
    if bad:
        more = f"\n… and {len(bad) - LINES_NAMED} more" if len(bad) > LINES_NAMED else ""
        raise FormatError("\n".join(bad[:LINES_NAMED]) + more)
    return tuple(entries)


def _entry(line: str) -> Entry | None:
    if "\t" in line:
        word, frequency, tag, group, source, *_ = [*map(str.strip, line.split("\t")), *[""] * 4]
        if frequency and not re.fullmatch("-?[0-9]{1,12}", frequency):
            return None
    else:
        match = _JIEBA_LINE.fullmatch(line)
        if match is None:
            return None
        word, frequency, tag = match[1], match[2], match[3]
        group = source = ""
    return Entry(word, int(frequency or FREQUENCY), tag or "n", group or "user", source or "")


def _problem(entry: Entry) -> str | None:
    """Say why an entry could never be a token, or None."""
    if not entry.word or any(c.isspace() for c in entry.word):
        return "a word holds no blanks; write 'word frequency tag', separated by blanks or tabs"
    if len(entry.word) > LONGEST_ENTRY:
        return f"a word has at most {LONGEST_ENTRY} characters"
    if not 1 <= entry.frequency <= 100_000_000:
        return "a frequency is between 1 and 100,000,000"
    return None


def _decode(data: bytes, name: str) -> str:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FormatError(f"{name}: neither UTF-8 nor GBK; save the dictionary as UTF-8")
