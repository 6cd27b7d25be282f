"""A file put together from others: lines and stretches of it in another encoding than the rest."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model import Note, Span
from corpus.reading.chinese_score import score
from corpus.reading.decoding import SURROGATE, replaced, strict, unmarked

UTF8_RUN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xef\xbc[\x80-\xbf]|\xe3\x80[\x80-\xbf]){4}")
"""Four Chinese characters in UTF-8; in text in GBK they come about once in a library."""


def decode_by_lines(data: bytes, name: str, other: str) -> tuple[str, str, list[Note]]:
    """Decode line by line: what is not in the file's encoding may be text in another one.

    Files are put together from others, and nobody looks at the bytes. A stretch is read in the
    other encoding where that reading is strictly valid and looks like Chinese, and the file's own
    does not as much.
    """
    parts: list[str] = []
    stretches: list[list[int]] = []  # begin, end in the text
    place = bytes_before = count = 0
    goes_on = False
    first: tuple[int, int] | None = None  # of what is wrong in both: place, byte
    for line in data.splitlines(keepends=True):
        read, foreign, wrong = _line(line, name, other)
        if foreign is not None:
            begin, end = place + foreign[0], place + foreign[1]
            if goes_on and not read[: foreign[0]].strip():
                stretches[-1][1] = end
            else:
                stretches.append([begin, end])
            goes_on = not read[foreign[1] :].strip()
        elif read.strip():
            goes_on = False
        if wrong is not None:
            count += wrong.bytes
            first = first or (place + wrong.place, bytes_before + wrong.byte)
        parts.append(read)
        place += len(read)
        bytes_before += len(line)
    text = "".join(parts)
    notes = [
        Note.of("foreign-encoding", (begin, end), encoding=other, rest=name, count=end - begin)
        for begin, end in stretches
    ]
    if first is not None:
        span = (first[0], first[0] + 1)
        notes.append(Note.of("replaced-bytes", span, count=count, encoding=name, byte=first[1]))
    marked = text.startswith("\ufeff")
    notes = [n._replace(span=Span(n.span.start - marked, n.span.end - marked)) for n in notes]
    return unmarked(text, name), name, notes


class _Wrong(NamedTuple):
    """Bytes of a line that are wrong in every reading."""

    bytes: int
    place: int
    byte: int


def _line(line: bytes, name: str, other: str) -> tuple[str, tuple[int, int] | None, _Wrong | None]:
    """Read a line; the stretch of it that is in the other encoding, and what is wrong in both."""
    own = strict(line, name)
    if own is not None and (name == "utf-8" or not UTF8_RUN.search(line)):
        return own, None, None
    whole = strict(line, other)
    damaged, count = (own, 0) if own is not None else replaced(line, name)
    if whole is not None and score(whole) > max(0.0, score(damaged)):
        return whole, (0, len(whole.rstrip("\r\n"))), None
    if own is not None:
        return own, None, None
    inner = _inner(line, other) if name == "utf-8" else None
    if inner is not None:
        begin, end, words = inner
        head = line[:begin].decode(name)
        text = head + words + line[end:].decode(name)
        return text, (len(head), len(head) + len(words)), None
    byte = _first_wrong(line, name)
    return damaged, None, _Wrong(count, len(line[:byte].decode(name)), byte)


def _inner(line: bytes, other: str) -> tuple[int, int, str] | None:
    """Find bytes within a line of UTF-8 that are text in the other encoding: all that is wrong."""
    escaped = line.decode("utf-8", "surrogateescape")
    wrong = [found.end() for found in SURROGATE.finditer(escaped)]
    start = wrong[0] - 1
    while start and "\x80" <= escaped[start - 1] <= "\u07ff":  # 全 in GBK is ȫ in UTF-8
        start -= 1
    begin = len(escaped[:start].encode())
    last = len(escaped[: wrong[-1]].encode("utf-8", "surrogateescape"))
    for end in (last, last + 1):  # the last byte of a character in GBK may be a letter's
        words, rest = strict(line[begin:end], other), strict(line[end:], "utf-8")
        if words is not None and rest is not None and score(words) > 0:
            return begin, end, words
    return None


def _first_wrong(line: bytes, name: str) -> int:
    try:
        line.decode(name)
    except UnicodeDecodeError as error:
        return error.start
    return 0
