"""One source into its documents, each with outline, paragraphs, sentences, lists, kind.

This is where the steps of the ground floor meet, and where documents get their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from corpus.folding.reading import read_word, reading_form
from corpus.model import (
    Compilation,
    Document,
    Hint,
    Note,
    PointList,
    Residue,
    Section,
    Source,
    Span,
    Spans,
)
from corpus.outlining.clauses import find_clauses
from corpus.outlining.enumeration import find_lists
from corpus.outlining.genre import kind_of
from corpus.outlining.names import is_matter
from corpus.outlining.official import Head, find_head, find_official_parts
from corpus.outlining.outline import Surroundings, look_around, outline
from corpus.outlining.segment import segment
from corpus.read_back import as_read, led_back
from corpus.splitting.compilation import Piece, split
from corpus.system.patterns import lazy


def parse(source: Source, *, structure: bool = True) -> Compilation:
    """Take a source apart into documents with their structure.

    Parameters
    ----------
    source
        A decoded source. One that could not be read (or is blank) has no documents.
    structure
        False leaves each document's outline, paragraphs, sentences, lists and kind out: enough
        where whole texts are compared, in less than half the time.

    Returns
    -------
    Compilation
        Documents, residue and notes; spans are offsets into ``source.text``.

    Examples
    --------
    >>> text = "一、学习情况\\n全年学习12次。\\n二、存在问题\\n一是次数偏少。二是形式单一。"
    >>> found = parse(Source("报告.txt", text)).documents[0]
    >>> [found[section.title] for section in found.sections]
    ['学习情况', '存在问题']
    >>> [found[tuple(span)] for span in found.sentences]
    ['一、学习情况', '全年学习12次。', '二、存在问题', '一是次数偏少。', '二是形式单一。']
    """
    words = source.words
    if not words or words.isspace():
        return Compilation(source, None, None, 0, (), (), source.notes)
    form = reading_form(words)
    if form is not None:
        found = led_back(_taken_apart(as_read(source, form), form.written, structure), source, form)
    elif source.markup:
        bare = replace(source, text=words, markup=())
        found = _taken_apart(bare, words, structure)
        documents = tuple(replace(d, source=source) for d in found.documents)
        found = replace(found, source=source, documents=documents)
    else:
        return _taken_apart(source, words, structure)
    return replace(found, residue=_with_markup(source, found)) if source.markup else found


def _taken_apart(source: Source, shown: str, structure: bool) -> Compilation:  # noqa: FBT001
    """Take apart a source whose text is all words; titles are cut from ``shown``."""
    found = split(source)
    ids = document_ids(source.id, found.pieces)
    make: Callable[[Source, Piece, str, str | None], Document] = partial(_bare, shown=shown)
    if structure:
        make = partial(_document, shown=shown, around=look_around(source.text))
    named = _named(source) if len(found.pieces) == 1 else None
    documents = tuple(
        make(source, piece, i, named) for piece, i in zip(found.pieces, ids, strict=True)
    )
    marked = sum(1 for piece in found.pieces if not piece.embedded)
    notes = source.notes + found.notes
    return Compilation(source, found.title, found.promised, marked, documents, found.residue, notes)


def _with_markup(source: Source, found: Compilation) -> tuple[Residue, ...]:
    """Residue, and with it the markup that lies in no document: nothing is lost."""
    taken = [(document.body, document.marker) for document in found.documents]
    spans = [span for pair in taken for span in pair if span is not None]
    spans += [residue.span for residue in found.residue]
    spans += [found.title] if found.title is not None else []
    covered = np.zeros(len(source.text) + 1, dtype=bool)
    for start, end in spans:
        covered[start:end] = True
    residue = list(found.residue)
    for start, end in source.markup:
        open_here = np.flatnonzero(np.diff(~covered[start:end], prepend=False, append=False))
        for first, last in (open_here.reshape(-1, 2) + start).tolist():
            passage = source.text[first:last]
            if passage.strip():
                first += len(passage) - len(passage.lstrip())
                span = Span(first, first + len(passage.strip()))
                residue.append(Residue(span, "other", "markup"))
    return tuple(sorted(residue))


def document_ids(source_id: str, pieces: Iterable[Piece]) -> list[str]:
    """Ids of a source's pieces: ``SOURCE``, or ``SOURCE#7``, ``#10b`` (embedded), ``#7~2``.

    Parameters
    ----------
    source_id
        The source's id.
    pieces
        In reading order. A piece whose marker carries no number takes its running number; an
        embedded document takes the number of the piece it stands in and a letter; a number
        claimed again gets ``~2``, ``~3``, …
    """
    pieces = list(pieces)
    if len(pieces) == 1:
        return [source_id]
    ids: list[str] = []
    claims: Counter[str] = Counter()
    running = hidden = 0
    enclosing = ""
    for piece in pieces:
        if piece.embedded and enclosing:
            hidden += 1
            ids.append(enclosing + _letters(hidden))
            continue
        running += 1
        hidden = 0
        number = str(running if piece.number is None else piece.number)
        claims[number] += 1
        again = f"~{claims[number]}" if claims[number] > 1 else ""
        enclosing = f"{source_id}#{number}{again}"
        ids.append(enclosing)
    return ids


def _letters(n: int) -> str:
    """1 → b, 2 → c, … 25 → z, 26 → ba: the piece itself would be a."""
    out = ""
    while True:
        n, letter = divmod(n, 26)
        out = chr(ord("a") + letter) + out
        if not n:
            return out


_MARKED = lazy(r"#{1,6}\s*(?P<hashes>.+?)[\s#]*|\*\*(?P<bold>[^*]+)\*\*")


def _document(
    source: Source,
    piece: Piece,
    name: str,
    named: str | None,
    *,
    shown: str,
    around: Surroundings,
) -> Document:
    text, body = source.text, piece.body
    hints = tuple(h for h in source.hints if h.span.start >= body.start and h.span.end <= body.end)
    head = _head(source, piece)
    heading = next((part.span for part in head.parts if part.kind == "title"), piece.title)
    if heading is not None and heading == piece.title and _opens(text, piece, around):
        piece, heading = piece._replace(title=None), None
    sections, doubts = outline(text, body, id=name, hints=hints, title=heading, around=around)
    annexes = (s.marker.start for s in sections if text[s.marker.start] == "附")
    parts, named_parts = find_official_parts(text, body, head, next(annexes, None))
    alone = [s for s in (heading, parts.salutation, parts.signature) if s is not None]
    lone = tuple(Hint(s, 0) for s in alone if s.start >= body.start and s.end <= body.end)
    site = [n for n in around.site_numbers if body.start <= n.start < body.end]
    doubts += tuple(Note.of("residue-inside", n, kind="other") for n in site)
    segments = segment(text, body, sections, hints=tuple(sorted(hints + lone)))
    title = _title(source, piece, head, shown) if named is None else named
    headings = [text[s.title.start : s.title.end] for s in sections if s.title is not None]
    return Document(
        id=name,
        source=source,
        number=piece.number,
        embedded=piece.embedded,
        marker=piece.marker,
        title=title,
        kind=kind_of(title and read_word(_unspaced(title)), text[body.start : body.end], headings),
        span=Span(*piece.span),
        body=Span(*body),
        salutation=parts.salutation,
        signature=parts.signature,
        sections=sections,
        lists=_lists(text, segments.paragraphs, sections, site),
        paragraphs=segments.paragraphs,
        sentences=segments.sentences,
        notes=tuple(
            sorted(
                (*piece.notes, *doubts, *_apart_from(segments.notes, site)),
                key=lambda n: (n.span, n.code),
            )
        ),
        parts=named_parts,
    )


def _lists(
    text: str, paragraphs: Spans, sections: tuple[Section, ...], site: Sequence[tuple[int, int]]
) -> tuple[PointList, ...]:
    """Lists in running text, and the clauses of articles, in reading order."""
    found = find_lists(text, paragraphs, sections)
    own = paragraphs
    if site:  # a site's number before an article is a paragraph of its own, and nobody's clause
        number = np.isin(paragraphs[:, 0], [start for start, _ in site])
        own = paragraphs[~number | (paragraphs[:, 1] - paragraphs[:, 0] > _NUMBER)]
    clauses = find_clauses(text, own, sections)
    if not clauses:
        return found
    return tuple(sorted(found + clauses, key=lambda points: (points.items[0].span, points.style)))


def _unspaced(title: str) -> str:
    """Write 会 议 纪 要 as 会议纪要."""
    parts = title.split()
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else title


def _opens(text: str, piece: Piece, around: Surroundings) -> bool:
    """Whether what stands first is a part of the document (摘要, 前言) and not its title."""
    title = piece.title
    if title is None or piece.marker is not None or not is_matter(text[slice(*title)]):
        return False
    return any(title.end < line.start < piece.body.end for line in around.named)


_NUMBER = 5
"""Characters of a site's number before an article, at most: ``123、`` and a blank."""


def _apart_from(notes: tuple[Note, ...], site: Sequence[tuple[int, int]]) -> Iterator[Note]:
    """Leave out that a line holds two paragraphs where the first is a site's number."""
    ends = {end for _, end in site}
    return (n for n in notes if n.code != "joined-line" or n.span.start not in ends)


def _named(source: Source) -> str | None:
    """Return the title that a file says it has."""
    for name, value in source.metadata.pairs():
        if name in _TITLES and isinstance(value, str) and value.strip():
            return value.strip()
    return None


_TITLES = ("title", "标题", "Title")


def _head(source: Source, piece: Piece) -> Head:
    """Find what stands above a document's text, from its title on where that adjoins the body."""
    text, start = source.text, piece.body.start
    title = piece.title
    if title is not None and title.end <= start and not text[title.end : start].strip():
        start = title.start
    return find_head(text, (start, piece.body.end))


def _title(source: Source, piece: Piece, head: Head, shown: str) -> str | None:
    """Return the words of a title; the marks that make a line of Markdown a heading are none."""
    if head.title is not None:
        span = next(part.span for part in head.parts if part.kind == "title")
        return _as_shown(head.title, span, source.text, shown)
    if piece.title is None:
        return None
    words = shown[piece.title.start : piece.title.end]
    if not any(hint.span.start <= piece.title.start < hint.span.end for hint in source.hints):
        return words
    marked = _MARKED.fullmatch(words)
    return words if marked is None else marked["hashes"] or marked["bold"]


def _as_shown(title: str, span: Span, text: str, shown: str) -> str:
    """Write the words of a title, its lines joined, as ``shown`` has them."""
    if text == shown:
        return title
    found = []
    place = span.start
    for char in title:
        at = text.find(char, place, span.end)
        found.append(char if at < 0 else shown[at])
        place = max(place, at + 1)
    return "".join(found)


_NOWHERE = np.zeros((0, 2), dtype=np.int64)


def _bare(source: Source, piece: Piece, name: str, named: str | None, *, shown: str) -> Document:
    """Make a document that knows where it stands and what it is called, and no more."""
    return Document(
        id=name,
        source=source,
        number=piece.number,
        embedded=piece.embedded,
        marker=piece.marker,
        title=_title(source, piece, _head(source, piece), shown) if named is None else named,
        kind=None,
        span=Span(*piece.span),
        body=Span(*piece.body),
        salutation=None,
        signature=None,
        sections=(),
        lists=(),
        paragraphs=_NOWHERE,
        sentences=_NOWHERE,
        notes=piece.notes,
    )
