"""Markdown: the text as it stands in the file, with its headings as hints.

Read are ``#`` headings (also without the blank that CommonMark asks for: Chinese writers leave it
out), lines underlined with ``===`` or ``---``, and lines that are bold as a whole. Code blocks
and a leading block of settings hold no headings.
"""

from __future__ import annotations

import re

from corpus.model import Hint, Span
from corpus.reading.encoding import decode
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.layout import BOLD

_LINE = re.compile(r"[^\r\n]+")
_HASHES = re.compile(r"(#{1,6})(?=[ \t]|[^#\s!\d\x00-\x7f])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_SETTINGS_END = ("---", "...")
_NO_PARAGRAPH = (">", "|", "- ", "* ", "+ ", "#", "    ", "\t")


def read(data: bytes, options: Options) -> list[Extract]:
    r"""Decode a Markdown file and find its headings.

    >>> read("## 学习\n**一次**\n".encode(), Options())[0].hints
    (Hint(span=Span(start=0, end=5), level=2), Hint(span=Span(start=6, end=12), level=0))
    """
    text, encoding, confidence, notes = decode(data, encoding=options.encoding)
    return [Extract(text, encoding, confidence, headings(text), notes)]


def headings(text: str) -> tuple[Hint, ...]:
    """Find the headings of a Markdown text, in reading order."""
    found: list[Hint] = []
    fence = ""
    before: re.Match[str] | None = None  # the line a === could underline
    settings = text.startswith(("---\n", "---\r"))
    end = 0
    for number, line in enumerate(_LINE.finditer(text)):
        words = line[0]
        apart = text.count("\n", end, line.start()) > 1 or text.count("\r", end, line.start()) > 1
        end = line.end()
        if settings:
            settings = number == 0 or words.rstrip() not in _SETTINGS_END
            continue
        mark = _FENCE.match(words)
        if fence:
            closes = mark and mark[1].startswith(fence) and not words.strip().strip(fence[0])
            fence = "" if closes else fence
            continue
        if mark:
            fence, before = mark[1], None
            continue
        underline = _RULE.match(words)
        if underline and before is not None and not apart:
            span = _span(before)
            if found and found[-1].span == span:
                found.pop()
            found.append(Hint(span, 1 if underline[1][0] == "=" else 2))
            before = None
            continue
        level = _level(words)
        if level is not None:
            found.append(Hint(_span(line), level))
        plain = level in (None, BOLD) and not words.startswith(_NO_PARAGRAPH)
        # a paragraph of several lines that is underlined is far more often a paragraph and a rule
        before = line if plain and (apart or number == 0 or before is None) else None
    return tuple(found)


def _level(words: str) -> int | None:
    if words.startswith(("    ", "\t")):
        return None
    words = words.strip()
    hashes = _HASHES.match(words)
    if hashes:
        topic = (
            words[hashes.end()] not in " \t" and "#" in words[hashes.end() :]
        )  # #乡村振兴# 大家谈
        return len(hashes[1]) if words.strip("# \t") and not topic else None
    for mark in ("**", "__"):
        inner = words[2:-2]
        if words.startswith(mark) and words.endswith(mark) and inner.strip() and mark not in inner:
            return BOLD
    return None


def _span(line: re.Match[str]) -> Span:
    words = line[0]
    start = line.start() + len(words) - len(words.lstrip())
    return Span(start, line.start() + len(words.rstrip()))
