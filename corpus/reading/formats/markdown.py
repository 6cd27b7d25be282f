"""Markdown: the text as it stands in the file, with its headings as hints and its markup marked.

Markup is what a reader of the page does not see: settings at the top, comments, code blocks,
images, where links lead, the lines of tables. It stays in the text, so that places are those of
the file, but is nobody's words (:attr:`corpus.model.Source.words`). markdown-it-py says where
blocks and links are; the rest is seen line by line.

Headings are ``#`` headings (also without the blank that CommonMark asks for: Chinese writers
leave it out), lines underlined with ``===`` or ``---``, and lines that are bold as a whole.
Chinese writers also indent paragraphs by four blanks and leave a fence open: text in Chinese that
is code for its indent alone, or for a fence that nothing closes, is text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.model import Hint, Metadata, Span, united
from corpus.reading.encoding import decode
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.front_matter import front_matter
from corpus.reading.formats.layout import BOLD

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ENDS = re.compile(r"\r\n?|\n")
_HASHES = re.compile(r"(#{1,6})(?=[ \t]|[^#\s!\d\x00-\x7f])")
_RULE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_NO_PARAGRAPH = (">", "|", "- ", "* ", "+ ", "#", "    ", "\t")
_FINAL = "。；，、：,;:"
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?[A-Za-z][^<>]*>|<[!?][^<>]*>", re.S)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*\Z")
_QUOTE = re.compile(r"[ \t]{0,3}>(?:[ \t]{0,3}>)*")
_PIPE = re.compile(r"(?<!\\)\|")
_CONTENTS = re.compile(r"\s*(?:\[\[?_?toc_?\]?\]|\$\{toc\}|@\[toc\](?:\([^()]*\))?)\s*\Z", re.I)
_TASK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\])(?=\s)")
_FORMULA = re.compile(r"\s*\$\$[^\u3400-\u9fff]+\$\$\s*\Z")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")


class _MarkdownLine(NamedTuple):
    start: int
    end: int
    text: str


class _Markup:
    """Stretches that are markup, gathered in any order."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.dead: set[int] = set()
        """Rows that hold no headings."""
        self.references: dict[str, Any] = {}
        """Where links lead whose targets stand elsewhere, as the parser keeps them."""

    def add(self, start: int, end: int) -> None:
        if start < end:
            self.spans.append((start, end))


def read(data: bytes, options: Options) -> list[Extract]:
    r"""Decode a Markdown file and find its headings and its markup.

    >>> read("## 学习\n**一次**\n".encode(), Options())[0].hints
    (Hint(span=Span(start=0, end=5), level=2), Hint(span=Span(start=6, end=12), level=0))
    """
    text, encoding, confidence, notes = decode(data, encoding=options.encoding)
    hints, markup = _structure(text)
    settings = front_matter(text)
    fields = settings.fields if settings is not None else ()
    return [
        Extract(
            text, encoding, confidence, hints, notes, markup=markup, metadata=Metadata.of(fields)
        )
    ]


def headings(text: str) -> tuple[Hint, ...]:
    """Find the headings of a Markdown text, in reading order."""
    return _structure(text)[0]


def markup(text: str) -> tuple[Span, ...]:
    r"""Find what of a Markdown text is markup, in reading order, not overlapping.

    >>> text = "<!-- 正文 -->\n见[规定](a.html)。"
    >>> [text[slice(*span)] for span in markup(text)]
    ['<!-- 正文 -->', '[', '](a.html)']
    """
    return _structure(text)[1]


def _structure(text: str) -> tuple[tuple[Hint, ...], tuple[Span, ...]]:
    lines = list(_lines(text))
    found = _Markup()
    body = 0
    settings = front_matter(text)
    if settings is not None:
        found.add(0, settings.end)
        body = bisect_right([line.start for line in lines], settings.end - 1)
        found.dead.update(range(body))
    _blocks(text, lines, body, found)
    for row in range(body, len(lines)):
        _marks(lines[row], row, found)
    hints = _headings(lines, found)
    spans = united(found.spans)
    seen = sum(end - start - _blanks(text[start:end]) for start, end in spans)
    if seen >= len(text) - _blanks(text):
        spans = ()  # a page of nothing but markup: it is kept, as it is in HTML
    return hints, spans


def _blanks(text: str) -> int:
    return len(text) - len("".join(text.split()))


def _lines(text: str) -> Iterator[_MarkdownLine]:
    """Lines as markdown-it counts them."""
    start = 0
    for end in _ENDS.finditer(text):
        yield _MarkdownLine(start, end.start(), text[start : end.start()])
        start = end.end()
    yield _MarkdownLine(start, len(text), text[start:])


def _blocks(text: str, lines: list[_MarkdownLine], body: int, found: _Markup) -> None:
    """What the parser says of whole lines, and of links and tags within them."""
    if body >= len(lines):
        return
    env: dict[str, Any] = {}
    tokens = _parser().parse(text[lines[body].start :], env)
    found.references = env.get("references", {})
    for token in tokens:
        if token.map is None or token.nesting < 0:
            continue
        first, last = token.map[0] + body, min(token.map[1] + body, len(lines))
        start, end = lines[first].start, lines[last - 1].end
        if token.type in ("fence", "code_block"):
            _code(token.type, text, lines, range(first, last), found)
        elif token.type == "html_block":
            for tag in _TAG.finditer(text, start, end):
                found.add(*tag.span())
        elif token.type == "table_open":
            _table(text, lines[first:last], found)
        elif token.type == "blockquote_open":
            _quote(lines[first:last], found)
        elif token.type in ("paragraph_open", "heading_open"):
            _inline(text, start, end, found)
    _references(text, lines, body, found)


def _references(text: str, lines: list[_MarkdownLine], body: int, found: _Markup) -> None:
    for label, reference in found.references.items():
        first, last = (row + body for row in reference["map"])
        start, end = lines[first].start, lines[last - 1].end
        # [注]: 数据来自气象局。 is a note, though CommonMark sees a link to 数据来自气象局。
        if not label.startswith("^") and not _HAN.search(text, text.find("]:", start, end), end):
            found.add(start, end)


def _code(kind: str, text: str, lines: list[_MarkdownLine], rows: range, found: _Markup) -> None:
    first, last = rows[0], rows[-1]
    start, end = lines[first].start, lines[last].end
    if kind == "fence" and not (len(rows) > 1 and _FENCE.match(lines[last].text)):
        found.add(start, lines[first].end)
        found.dead.add(first)
        _inline(text, lines[first].end, end, found)
        return
    found.dead.update(rows)
    if kind == "fence" or not _HAN.search(text, start, end):
        found.add(start, end)


def _quote(lines: list[_MarkdownLine], found: _Markup) -> None:
    for line in lines:
        if quote := _QUOTE.match(line.text):
            found.add(line.start, line.start + quote.end())


def _table(text: str, lines: list[_MarkdownLine], found: _Markup) -> None:
    for row, line in enumerate(lines):
        _inline(text, line.start, line.end, found)
        if row == 1:  # |---|---|
            found.add(line.start, line.end)
        for pipe in _PIPE.finditer(line.text):
            found.add(line.start + pipe.start(), line.start + pipe.end())


def _marks(line: _MarkdownLine, row: int, found: _Markup) -> None:
    """Marks of the dialects that the parser does not know."""
    if row in found.dead:
        return
    if _CONTENTS.match(line.text) or _FORMULA.match(line.text):
        found.add(line.start, line.end)
    if task := _TASK.match(line.text):
        found.add(line.start + task.start(1), line.start + task.end(1))
    for note in _NOTE.finditer(line.text):
        found.add(line.start + note.start(), line.start + note.end())


def _inline(text: str, start: int, end: int, found: _Markup) -> None:
    passage = text[start:end]
    if not any(sign in passage for sign in "[<`"):
        return
    env: dict[str, Any] = {_SEEN: [], "references": found.references}
    _parser().inline.parse(passage, _parser(), env, [])
    for first, last in env[_SEEN]:
        found.add(start + first, start + last)


_SEEN = "seen"


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables, its inline rules telling where they found something."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import autolink, backtick, html_inline, image, link

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])

    def whole(rule: Any) -> Any:
        def wrapped(state: Any, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls rules
            start, seen = state.pos, state.env.get(_SEEN)
            state.env[_SEEN] = None  # an image's words are parsed, too, at other places
            done = bool(rule(state, silent))
            state.env[_SEEN] = seen
            if done and not silent and seen is not None:
                seen.append((start, state.pos))
            return done

        return wrapped

    def ticks(state: Any, silent: bool) -> bool:  # noqa: FBT001
        start, seen = state.pos, state.env.get(_SEEN)
        done = bool(backtick(state, silent))
        words = state.src[start : state.pos]
        inner = words.strip("`")
        if done and not silent and seen is not None and inner:
            count = words.index(inner)
            seen += [(start, start + count), (start + count + len(inner), state.pos)]
        return done

    def linked(state: Any, silent: bool) -> bool:  # noqa: FBT001
        start, seen = state.pos, state.env.get(_SEEN)
        if state.src[start] != "[":
            return False
        label = state.md.helpers.parseLinkLabel(state, start, True)
        done = bool(link(state, silent))
        if done and not silent and seen is not None:
            there = state.src[label + 1 : state.pos]
            if not _HAN.search(there) or re.search(r"[/.#:]", there):  # [附件](略) is text
                seen += [(start, start + 1), (label, state.pos)]
        return done

    for name, rule in (("image", image), ("autolink", autolink), ("html_inline", html_inline)):
        parser.inline.ruler.at(name, whole(rule))
    parser.inline.ruler.at("backticks", ticks)
    parser.inline.ruler.at("link", linked)
    return parser


def _headings(lines: list[_MarkdownLine], markup: _Markup) -> tuple[Hint, ...]:
    found: list[Hint] = []
    before: _MarkdownLine | None = None  # the line a === could underline
    above: int | None = None  # row of the last line that is not empty
    for row, line in enumerate(lines):
        words = line.text
        if not words:
            continue
        apart = above is not None and row - above > 1
        first = above is None
        above = row
        if row in markup.dead:
            before = None
            continue
        underline = _RULE.match(words)
        if underline and before is not None and not apart:
            span = _span(before)
            if before.text.rstrip()[-1:] not in _FINAL:
                if found and found[-1].span == span:
                    found.pop()
                found.append(Hint(span, 1 if underline[1][0] == "=" else 2))
                markup.add(line.start, line.end)
            before = None
            continue
        level = _level(words)
        if level is not None:
            found.append(Hint(_span(line), level))
        plain = level in (None, BOLD) and not words.startswith(_NO_PARAGRAPH)
        # a paragraph of several lines that is underlined is far more often a paragraph and a rule
        before = line if plain and (apart or first or before is None) else None
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


def _span(line: _MarkdownLine) -> Span:
    words = line.text
    start = line.start + len(words) - len(words.lstrip())
    return Span(start, line.start + len(words.rstrip()))
