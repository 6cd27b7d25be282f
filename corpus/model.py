"""The records that everything else passes around: spans, sources, documents.

All of them are frozen. Offsets are 0-based Unicode code points into the decoded, otherwise
untouched text of a :class:`Source`; ``source.text[start:end]`` is always the passage itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.messages import render

Spans = NDArray[np.int64]
"""Many spans at once: shape (n, 2), dtype int64, columns start and end, ascending."""


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a source, in code points."""

    start: int
    end: int


def united(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Join spans that touch or overlap.

    >>> united([(5, 9), (0, 3), (3, 4), (6, 7)])
    (Span(start=0, end=4), Span(start=5, end=9))
    """
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        else:
            out.append(Span(start, end))
    return tuple(out)


class Note(NamedTuple):
    """Something the parser guessed, doubted or found odd. Shown, counted, exported.

    ``code`` is a stable, language-free name (``numbering-gap``); ``facts`` are the values that
    the message is made from, so that it can be rendered in Chinese or English.
    """

    code: str
    span: Span
    facts: tuple[tuple[str, str | int | float], ...] = ()

    @classmethod
    def of(cls, code: str, span: tuple[int, int], **facts: str | int | float) -> Note:
        """Make a note from keyword facts.

        >>> Note.of("numbering-gap", (4, 6), found="四", expected="三").message("en")
        'expected 三 here, found 四'
        """
        return cls(code, Span(*span), tuple(facts.items()))

    def message(self, lang: str = "zh") -> str:
        """The note in words; ``lang`` is ``"zh"`` or ``"en"``."""
        return render(self.code, dict(self.facts), lang)


class Hint(NamedTuple):
    """What the file format itself says of a line: a heading style, ``<h2>``, ``##``, bold.

    ``level`` is 1 to 6, or 0 for a line that is merely bold.
    """

    span: Span
    level: int


Value = str | int | float | bool | None
"""A value of a variable; :func:`corpus.variables.values.plain` makes one of anything."""


class SharedColumns:
    """Columns of a table, each a value a row. Equal where names and values are."""

    __slots__ = ("names", "values")

    def __init__(self, names: Iterable[str], values: Iterable[Sequence[Value | Absent]]) -> None:
        self.names = tuple(names)
        self.values = tuple(values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SharedColumns):
            return NotImplemented
        return self is other or (self.names, self.values) == (other.names, other.values)

    def __hash__(self) -> int:
        return len(self.names)  # values may be long; equality decides


class Absent(Enum):
    """The sign that a row has no such cell at all; None is a cell that says nothing."""

    ABSENT = 0


class Metadata(NamedTuple):
    """What is known of a text beside it: names and values. Rows of one table share its columns."""

    columns: SharedColumns
    row: int = 0

    @classmethod
    def of(cls, pairs: Iterable[Iterable[Value]]) -> Metadata:
        """Make one of pairs of name and value; of equal names the last counts.

        >>> Metadata.of([("年份", 2023)]).pairs()
        [('年份', 2023)]
        """
        known = {str(name): value for name, value in pairs}
        return cls(SharedColumns(known, [[value] for value in known.values()]))

    def pairs(self) -> list[tuple[str, Value]]:
        """Pairs of name and value, in their order."""
        cells = zip(self.columns.names, self.columns.values, strict=True)
        found = ((name, column[self.row]) for name, column in cells)
        return [(name, value) for name, value in found if not isinstance(value, Absent)]

    def __reduce__(self) -> tuple[Any, ...]:
        return Metadata.of, (self.pairs(),)  # not all the other rows


NO_METADATA = Metadata(SharedColumns((), ()))


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded file (or one row of a table): the text that all offsets refer to."""

    id: str
    """Path relative to the directory given; a single file's name."""
    text: str
    """The decoded text: byte-order mark removed, newlines untouched, no lone surrogates."""
    encoding: str | None = "utf-8"
    """Encoding that was decided on; None where the source could not be read."""
    sha256: str | None = None
    """Digest of the file's bytes, hexadecimal; None where they could not be read."""
    confidence: float = 1.0
    """How sure the encoding is, 0 to 1."""
    hints: tuple[Hint, ...] = ()
    """Structure the format itself gave (docx styles, HTML and Markdown headings)."""
    notes: tuple[Note, ...] = ()
    """Doubts of the reader: replaced bytes, guessed encoding, unreadable file."""
    markup: tuple[Span, ...] = ()
    """What of the text is the format's and nobody's words: comments, code, where links lead."""
    metadata: Metadata = NO_METADATA
    """What the file says of itself (Markdown's front matter, properties of docx and PDF), or the
    other columns of a table's row: names and values, in its order."""
    whole: bool = False
    """One document whatever it holds: a row of a table that is not to be split."""
    words: str = field(init=False, repr=False, compare=False)
    """The text with a blank for each character of markup: places are those of ``text``."""

    def __post_init__(self) -> None:
        words = _unmarked(self.text, self.markup) if self.markup else self.text
        object.__setattr__(self, "words", words)

    def __repr__(self) -> str:
        return f"Source({self.id!r}, {len(self.text)} characters, {self.encoding})"


def _unmarked(text: str, markup: tuple[Span, ...]) -> str:
    """Write blanks for markup; a line of a table that stands between two cells becomes a tab.

    >>> Source("甲.md", "甲<br>乙", markup=(Span(1, 5),)).words
    '甲    乙'
    """
    parts: list[str] = []
    place = 0
    for start, end in markup:
        parts.append(text[place:start])
        parts.append("".join(_BLANK_FOR.get(char, " ") for char in text[start:end]))
        place = end
    return "".join([*parts, text[place:]])


_BLANK_FOR = {"\n": "\n", "\r": "\r", "|": "\t"}


class Residue(NamedTuple):
    """Text of the hosting site, nobody's document. ``kind`` as in the output contract."""

    span: Span
    kind: str
    rule: str = ""


class Section(NamedTuple):
    """A heading (or a numbered clause) and what belongs to it."""

    id: str
    """Document id, a slash, and the path of numbers: ``…#7/一/(二)/3``."""
    parent: str | None
    level: int
    """Kind of marker: 1 ``一、``, 2 ``(一)``, 3 ``1.``, 4 ``(1)``, 5 ``①``; 6 below that."""
    depth: int
    """Real nesting, 1 for a section directly below the document."""
    number: int
    marker: Span
    title: Span | None
    """None: a numbered clause that is plain text and no heading."""
    body: Span | None
    """Own text up to the next heading; None where there is none."""
    span: Span
    """Marker to the end of the last descendant."""


class Part(NamedTuple):
    """A part of an official document that is no section: letterhead, number, title, date."""

    kind: str
    """``letterhead``, ``number``, ``issue``, ``case-number``, ``signer``, ``issuer``, ``title``,
    ``recipient``, ``attachments``, ``signature``, ``date``, ``remark``, ``copies``, ``printed``;
    above the letterhead ``copy-number``, ``secrecy``, ``urgency``; in minutes ``chair``,
    ``present``, ``attending``, ``absent``, ``recorder``."""
    span: Span


class ListItem(NamedTuple):
    """One point of a list in running text; ``marker`` None where it is missing."""

    number: int
    marker: Span | None
    span: Span


class PointList(NamedTuple):
    """一是/二是 …, 一方面/另一方面, ① … inside a paragraph; 款, the clauses of one article."""

    style: str
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One document of a source, with its structure."""

    id: str
    source: Source = field(repr=False)
    number: int | None
    embedded: bool
    marker: Span | None
    title: str | None
    kind: str | None
    span: Span
    body: Span
    salutation: Span | None
    signature: Span | None
    sections: tuple[Section, ...] = field(repr=False)
    lists: tuple[PointList, ...] = field(repr=False)
    paragraphs: Spans = field(repr=False)
    """Logical paragraphs; together they hold every non-blank character of ``body``."""
    sentences: Spans = field(repr=False)
    """Sentences, headings among them; they too hold every non-blank character of ``body``."""
    notes: tuple[Note, ...] = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False, default=())
    """Parts of an official document, in reading order; they may lie in one another."""
    given: Metadata = field(repr=False, default=NO_METADATA)
    """What was joined to this document from elsewhere: a table of metadata, its file's name."""

    @classmethod
    def plain(cls, id: str, text: str) -> Document:  # noqa: A002 - the field's name
        """Make a document of a text as it stands: one paragraph of one sentence, nothing found.

        Unlike :func:`corpus.from_texts`, which takes a text apart as it does a file.

        >>> document = Document.plain("甲", "第一篇：学习。第二篇：生产。")
        >>> document.text, document.sections, document.sentences.tolist()
        ('第一篇：学习。第二篇：生产。', (), [[0, 14]])
        """
        whole = Span(0, len(text))
        all_of_it = np.array([whole] if text else [], dtype=np.int64).reshape(-1, 2)
        return cls(
            id=id, source=Source(id, text), number=None, embedded=False, marker=None, title=None,
            kind=None, span=whole, body=whole, salutation=None, signature=None, sections=(),
            lists=(), paragraphs=all_of_it, sentences=all_of_it, notes=(),
        )  # fmt: skip

    @property
    def text(self) -> str:
        """The body: the document's own words, as they stand in the source; blanks for markup."""
        return self.source.words[self.body.start : self.body.end]

    @property
    def metadata(self) -> dict[str, Value]:
        """Its variables: other columns of its row, what its file says of itself, what was joined.

        What was joined to the document stands in place of what its file says.

        >>> Document.plain("甲", "全镇开展工作。").metadata
        {}
        """
        return dict([*self.source.metadata.pairs(), *self.given.pairs()])

    def with_given(self, given: Metadata) -> Document:
        """Return the document with other joined values."""
        return replace(self, given=given)

    @property
    def characters(self) -> int:
        """Code points of the body, blanks and punctuation included: what 字数 says everywhere."""
        return self.body.end - self.body.start

    @property
    def running_sentences(self) -> int:
        """How many sentences there are, headings apart: what 句数 says everywhere."""
        heads = [section.marker.start for section in self.sections if section.title is not None]
        return int((~np.isin(self.sentences[:, 0], heads)).sum())

    def __getitem__(self, span: tuple[int, int]) -> str:
        """Text of a span of this document's source: ``document[section.title]``."""
        return self.source.text[span[0] : span[1]]

    def _repr_html_(self) -> str:
        from corpus.show import document_html

        return document_html(self)


class UnreadDocument(Document):
    """A document whose structure is found when it is first asked for.

    What is known is set; the first look at anything else (title, sections, sentences, …) calls
    ``take_apart`` once and keeps all it found. From outside it is a :class:`Document`.
    """

    __slots__ = ("_take_apart",)
    __qualname__ = "Document"

    _take_apart: Callable[[Source], Document]

    @classmethod
    def of(
        cls, source: Source, body: Span, take_apart: Callable[[Source], Document]
    ) -> UnreadDocument:
        """Make the document of a source that is one document, ``body`` its text without edges."""
        self = object.__new__(cls)
        put = object.__setattr__
        put(self, "id", source.id)
        put(self, "source", source)
        put(self, "number", None)
        put(self, "embedded", False)
        put(self, "marker", None)
        put(self, "span", body)
        put(self, "body", body)
        put(self, "given", NO_METADATA)
        put(self, "_take_apart", take_apart)
        return self

    def with_given(self, given: Metadata) -> Document:
        """Return the document with other joined values, unread if this one is."""
        try:
            object.__getattribute__(self, "title")
        except AttributeError:
            other = UnreadDocument.of(self.source, self.body, self._take_apart)
            object.__setattr__(other, "given", given)
            return other
        kind, fields = self.__reduce__()
        read: Document = kind(*fields)  # type: ignore[arg-type] # fields in their order
        object.__setattr__(read, "given", given)
        return read

    def __getattr__(self, name: str) -> object:
        if name not in Document.__slots__:
            raise AttributeError(name)
        found = self._take_apart(self.source)
        for field_name in Document.__slots__:
            if field_name != "given":
                object.__setattr__(self, field_name, getattr(found, field_name))
        return getattr(self, name)

    def __reduce__(self) -> tuple[type[Document], tuple[object, ...]]:
        return Document, tuple(getattr(self, name) for name in Document.__slots__)


@dataclass(frozen=True, slots=True)
class Compilation:
    """A source taken apart: its documents, and what belongs to none of them.

    Residue, the title, the documents' markers and bodies tile the source: every non-blank
    character belongs to exactly one of them.
    """

    source: Source
    title: Span | None
    """The compilation's own title line, if it has one."""
    promised: int | None
    """How many pieces the title or file name promises (``…15篇``)."""
    pieces: int
    """How many pieces carry a marker of their own (1 for a single document)."""
    documents: tuple[Document, ...]
    residue: tuple[Residue, ...]
    notes: tuple[Note, ...]


class Unit(NamedTuple):
    """One document, section, paragraph or sentence, ready to be read."""

    id: str
    grain: str
    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """All units of one grain, column by column, in reading order."""

    grain: str
    documents: tuple[Document, ...] = field(repr=False)
    """The documents that ``document`` points into."""
    document: NDArray[np.int64]
    """Shape (n,): row of the unit's document."""
    number: NDArray[np.int64]
    """Shape (n,): the unit's place within its document, from 0."""
    spans: Spans
    """Shape (n, 2)."""

    def __len__(self) -> int:
        return len(self.document)

    def __iter__(self) -> Iterator[Unit]:
        return (self[row] for row in range(len(self)))

    def __getitem__(self, row: int) -> Unit:
        document = self.documents[self.document[row]]
        span = Span(int(self.spans[row, 0]), int(self.spans[row, 1]))
        words = document.source.words[span.start : span.end]
        return Unit(self.id(row), self.grain, document.id, span, words)

    def text(self, row: int) -> str:
        """The text of one unit, cut from its source."""
        start, end = self.spans[row].tolist()
        return self.documents[self.document[row]].source.words[start:end]

    def id(self, row: int) -> str:
        """The id of one unit, as the output contract writes it."""
        document = self.documents[self.document[row]]
        number = int(self.number[row])
        if self.grain == "document":
            return document.id
        if self.grain == "section":
            return document.sections[number].id
        return f"{document.id}:{self.grain[0]}{number + 1}"

    @property
    def ids(self) -> list[str]:
        """Ids of all units."""
        return [self.id(row) for row in range(len(self))]

    @property
    def texts(self) -> list[str]:
        """Texts of all units, cut from their sources."""
        documents = self.documents
        starts, ends = self.spans.T.tolist()
        return [
            documents[d].source.words[start:end]
            for d, start, end in zip(self.document.tolist(), starts, ends, strict=True)
        ]
