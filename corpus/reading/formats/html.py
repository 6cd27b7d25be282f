"""HTML pages: the text that a reader sees, one block a line, with h1 to h6 and bold as hints.

Menus, pagers, bylines and footers are left out (noted): by their tags, by the names that pages give
them, by lines made of links, and by their wording; where they are most of what there is, they are
kept. White space
counts as it does in a browser, except that a line broken between two Chinese characters leaves
no blank. Numbers that a browser would write before list items are written out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from corpus.model import Note
from corpus.reading.encoding import decode
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.html_furniture import colours, ink, is_named, main_lines
from corpus.reading.formats.layout import BOLD, FormattedLine, assemble, row_lines
from corpus.reading.formats.ordinals import ordinal
from corpus.writing.raised import raised

_UNSEEN = frozenset((
    "script", "style", "head", "title", "noscript", "template", "iframe", "object", "audio",
    "video", "canvas", "svg", "math", "map", "datalist", "select", "textarea", "rt", "rp",
))  # fmt: skip
_FURNITURE = frozenset(("nav", "footer", "aside", "menu", "button"))
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "ul",
    "option", "optgroup", "aside", "menu",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr", "command", "keygen",
))  # fmt: skip
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BOLD_TAGS = frozenset(("b", "strong", "th"))
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
                "I": "upperRoman", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter",
                "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal",
                "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
                "trad-chinese-informal": "chineseCounting", "none": ""}  # fmt: skip
_KEPT = 0.3  # of the page's text; what leaves less takes the text for a menu
_META = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_-]{2,40})""", re.I)
_META_WITHIN = 4096  # bytes; browsers look no further than 1,024
_SPACE = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’…—]"
_BREAK_IN_HAN = re.compile(rf"(?<={_HAN})[ \t]*[\r\n][ \t\r\n]*(?={_HAN})")
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|"
    r"font-size\s{0,9}:\s{0,9}0(?:px|pt|em|rem|%)?\s{0,9}(?:;|!|\Z)",
    re.I,
)
_HEAVY = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)", re.I)
_LIGHT = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:normal|[1-4]00)", re.I)
_STYLE_TYPE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}([a-z-]+)", re.I)


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of a page.

    Examples
    --------
    >>> page = "<h1>总结</h1><p>全镇<b>开展</b>\\n工作。</p><script>x()</script>".encode()
    >>> read(page, Options())[0].text
    '总结\\n全镇开展工作。\\n'
    """
    found = _META.search(data[:_META_WITHIN])
    declared = found[1].decode("ascii") if found else None
    page, encoding, confidence, notes = decode(data, encoding=options.encoding, declared=declared)
    whole = 0
    shown = False
    for strict, kept in ((False, False), (True, False), (False, False), (False, True)):
        builder = _Builder(keep_furniture=kept, strict=strict, show_hidden=shown)
        _feed(page, builder)
        lines = builder.lines()
        if not whole and builder.hides_text(lines):  # a script of the page would show it
            shown = True
            builder = _Builder(keep_furniture=kept, strict=strict, show_hidden=True)
            _feed(page, builder)
            lines = builder.lines()
        if strict:
            main = main_lines(lines, builder.name)
            builder.left_out += ink(lines) - ink(main)
            lines = main
        text, hints = assemble(lines)
        if not whole and not strict and not kept:
            whole = len(text)  # without the strict rules: what they are measured by
            continue
        if text and (not strict or len(text) >= _KEPT * whole):
            break
    doubts = [note._replace(span=note.span.__class__(0, 0)) for note in notes]
    if builder.left_out:
        doubts.append(Note.of("left-out", (0, 0), what="nav, footer", count=builder.left_out))
    if builder.unseen:
        doubts.append(Note.of("left-out", (0, 0), what="hidden", count=builder.unseen))
    if builder.white:
        example = builder.white[0][:_EXAMPLE]
        at = max(0, text.find(example))
        count = sum(map(len, builder.white))
        span = (at, min(len(text), at + len(example)))
        doubts.append(Note.of("white-text", span, count=count, example=example))
    return [Extract(text, encoding, confidence, hints, tuple(doubts))]


def _feed(page: str, builder: _Builder) -> None:
    """Send the page through the parser as events: no tree, so no depth that it could not bear."""
    parser = etree.HTMLParser(encoding="utf-8", target=builder, huge_tree=True)
    # libxml2 would stop at a NUL; browsers read one as U+FFFD, too
    parser.feed(page.replace("\0", "\ufffd").encode())
    parser.close()


class _Open(NamedTuple):
    """An element that has begun and not ended."""

    tag: str
    unseen: bool
    furniture: bool
    bold: bool
    pre: bool
    linked: bool = False
    raised: bool = False
    white: bool = False
    dark: bool = False
    """Something dark lies behind: white is seen."""
    hidden: bool = False
    """Not shown for its style, as a menu that is folded up or words for search engines."""
    heading: int | None = None
    """Level of the heading it is or stands in, with no other block between."""


class _OrderedList:
    """An ordered list: its style and the number its next item has."""

    def __init__(self, style: str, number: int, step: int) -> None:
        self.style, self.number, self.step = style, number, step


class _Builder:
    """Takes the parser's events and makes lines of them."""

    def __init__(self, *, keep_furniture: bool, strict: bool, show_hidden: bool) -> None:
        self.left_out = self.unseen = 0
        self.white: list[str] = []
        self.name = ""
        """What the page's head calls it: 标题_栏目_网站."""
        self._strict = strict
        self._show_hidden = show_hidden
        self._hidden_sentences = 0
        self._anchors = 0  # links of this line
        self._links = 0
        self._keep = keep_furniture
        self._stack: list[_Open] = []
        self._lists: list[_OrderedList | None] = []
        # Lines of the page, and of each cell of each table row that is open.
        self._sinks: list[list[FormattedLine]] = [[]]
        self._rows: list[list[list[FormattedLine]]] = []
        self._text: list[str] = []
        self._seen = self._heavy = 0  # characters of this line, and how many of them are bold
        self._marker = ""

    def hides_text(self, lines: list[FormattedLine]) -> bool:
        """Whether most sentences of the page are hidden by a style: not in its lines."""
        if not self._hidden_sentences:
            return False
        seen = sum(line.text.count(end) for line in lines for end in _ENDS)
        return self._hidden_sentences > _HIDING * seen

    def lines(self) -> list[FormattedLine]:
        """Return the page's lines; whatever was never closed ends here."""
        self._end_line()
        while self._rows:
            self._end_row()
        return [line for sink in self._sinks for line in sink]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        tag = tag.lower() if isinstance(tag, str) else ""
        above = self._stack[-1] if self._stack else _Open("", False, False, False, False)
        style = attributes.get("style") or ""
        hidden = "hidden" in attributes or bool(_HIDDEN.search(style))
        hidden = hidden and not self._show_hidden
        self._anchors += tag == "a"
        white, dark = colours(style, attributes)
        bold = tag in _BOLD_TAGS or bool(_HEAVY.search(style))
        bold = bold or (above.bold and not _LIGHT.search(style))
        furniture = tag in _FURNITURE or attributes.get("role") == "navigation"
        if self._strict and tag in _BLOCKS and tag not in ("html", "body", "main", "article"):
            furniture = furniture or is_named(attributes)
        if tag == "br" and self._heading() is not None:
            self._text.append(" ")  # one heading in two lines
        elif tag in _BLOCKS or tag == "br":
            self._end_line()
        if tag not in _VOID:
            self._stack.append(
                _Open(
                    tag,
                    above.unseen or hidden or tag in _UNSEEN,
                    above.furniture or furniture,
                    bold,
                    above.pre or tag in ("pre", "listing", "xmp"),
                    above.linked or tag == "a",
                    above.raised or tag == "sup",
                    above.white if white is None else white,
                    dark or above.dark,
                    above.hidden or hidden,
                    _HEADINGS.get(tag, None if tag in _BLOCKS else above.heading),
                )
            )
        self._structure(tag, attributes, style)

    def end(self, tag: str) -> None:
        """Take a closing tag."""
        tag = tag.lower() if isinstance(tag, str) else ""
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._end_line()
        if tag in ("td", "th", "caption") and self._rows and len(self._sinks) > 1:
            self._sinks.pop()
        elif tag == "tr" and self._rows:
            self._end_row()
        elif tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        if self._stack:
            self._stack.pop()

    def data(self, words: str) -> None:
        """Take text between tags."""
        if not self._stack:
            return
        top = self._stack[-1]
        if top.tag == "title":
            self.name += words
        if top.unseen or (top.furniture and not self._keep):
            count = len("".join(words.split()))
            if not top.unseen:
                self.left_out += count
            elif top.hidden:
                self.unseen += count
                self._hidden_sentences += sum(map(words.count, _ENDS))
            return
        if top.raised:
            words = raised(words)
        if top.white and not top.dark and words.strip():
            self.white.append(words.strip())
        if top.linked:
            self._links += len("".join(words.split()))
        if top.pre:
            for number, part in enumerate(re.split(r"\r\n|\r|\n", words)):
                if number:
                    self._end_line()
                self._add(part, bold=top.bold)
            return
        self._add(words, bold=top.bold)

    def comment(self, words: str) -> None:
        """Take a comment, which nobody sees."""

    def close(self) -> None:
        """Take the end of the page."""

    def _structure(self, tag: str, attributes: Mapping[str, str], style: str) -> None:
        if tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_ordered(attributes, style) if tag == "ol" else None)
        elif tag == "li":
            self._marker = self._numbered(attributes)
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append([])
            self._sinks.append(self._rows[-1][-1])

    def _numbered(self, attributes: Mapping[str, str]) -> str:
        items = self._lists[-1] if self._lists else None
        if items is None or not items.style:
            return ""
        number = _integer(attributes.get("value"), items.number)
        items.number = number + items.step
        text = ordinal(number, items.style) or str(number)
        return text + ("、" if items.style == "chineseCounting" else ". ")

    def _add(self, words: str, *, bold: bool) -> None:
        count = len("".join(words.split()))
        if self._marker and count:
            self._text.append(self._marker)
            self._marker = ""
        self._text.append(words)
        self._seen += count
        self._heavy += count if bold else 0

    def _end_line(self) -> None:
        raw = "".join(self._text)
        if self._seen:
            pre = bool(self._stack) and self._stack[-1].pre
            words = raw if pre else _SPACE.sub(" ", _BREAK_IN_HAN.sub("", raw)).strip(" ")
            linked = 2 * self._links >= self._seen and self._links >= _LINKED * _words_of(raw)
            links = max(1, self._anchors) if linked else 0
            self._sinks[-1].append(FormattedLine(words, self._level(), links))
        self._text, self._seen, self._heavy, self._links = [], 0, 0, 0
        self._anchors = 0

    def _level(self) -> int | None:
        heading = self._heading()
        return heading if heading else BOLD if self._heavy == self._seen else None

    def _heading(self) -> int | None:
        return self._stack[-1].heading if self._stack else None

    def _end_row(self) -> None:
        cells = self._rows.pop()
        while len(self._sinks) > 1 and any(self._sinks[-1] is cell for cell in cells):
            self._sinks.pop()
        self._sinks[-1] += row_lines(cells)


def _words_of(raw: str) -> int:
    """Count letters and characters: signs between links say nothing."""
    return sum(map(str.isalnum, raw))


_EXAMPLE = 40  # characters
_ENDS = "。！？；"
_HIDING = 2  # times the sentences shown; a folded menu has none, an article has dozens
_LINKED = 0.9  # of a line's characters; 首页 | 新闻 has a sign or two between


def _ordered(attributes: Mapping[str, str], style: str) -> _OrderedList:
    named = _STYLE_TYPE.search(style)
    kind = named[1].lower() if named else attributes.get("type") or "1"
    step = -1 if "reversed" in attributes else 1
    return _OrderedList(
        _LIST_STYLES.get(kind, "decimal"), _integer(attributes.get("start"), 1), step
    )


def _integer(value: str | None, otherwise: int) -> int:
    value = (value or "").strip()
    return int(value) if re.fullmatch(r"-?[0-9]{1,6}", value, re.A) else otherwise
