"""What was found in the reading form of a source, said in places of the source itself.

A source that is not its own reading form (:mod:`corpus.folding.reading`) is taken apart as it
reads; every span then goes back to the untouched text.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np

from corpus.folding.reading import ReadingForm
from corpus.model import (
    Compilation,
    Document,
    ListItem,
    Note,
    PointList,
    Section,
    Source,
    Span,
    Spans,
)


def as_read(source: Source, form: ReadingForm) -> Source:
    """Return the source whose text is the reading form, with the format's hints moved along."""
    hints = tuple(hint._replace(span=form.within(*hint.span)) for hint in source.hints)
    return replace(source, text=form.text, markup=(), notes=(), hints=hints)


def led_back(found: Compilation, source: Source, form: ReadingForm) -> Compilation:
    """Lead a compilation back.

    Parameters
    ----------
    found
        What was found in :func:`as_read` of the source.
    source
        The source.
    form
        The reading form of its words.

    Returns
    -------
    Compilation
        The same documents, residue and notes, with spans of ``source.text``; what was left out of
        the reading form lies in the spans of the characters that it stood on.
    """
    return replace(
        found,
        source=source,
        title=_span(form, found.title),
        documents=tuple(_document(form, document, source) for document in found.documents),
        residue=tuple(item._replace(span=form.span(*item.span)) for item in found.residue),
        notes=source.notes + _notes(form, found.notes),
    )


def _document(form: ReadingForm, document: Document, source: Source) -> Document:
    return replace(
        document,
        source=source,
        marker=_span(form, document.marker),
        span=form.span(*document.span),
        body=form.span(*document.body),
        salutation=_span(form, document.salutation),
        signature=_span(form, document.signature),
        sections=_sections(form, document.sections),
        lists=tuple(
            PointList(points.style, tuple(_item(form, item) for item in points.items))
            for points in document.lists
        ),
        paragraphs=_spans(form, document.paragraphs),
        sentences=_spans(form, document.sentences),
        notes=_notes(form, document.notes),
        parts=tuple(part._replace(span=form.span(*part.span)) for part in document.parts),
    )


def _sections(form: ReadingForm, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Lead the spans of all sections back at once: a document may have hundreds."""
    own = [span for s in sections for span in (s.marker, s.title, s.body, s.span)]
    spans = [span for span in own if span is not None]
    filled = [span for span in spans if span.start < span.end]
    edges = np.fromiter(chain.from_iterable(filled), dtype=np.int64, count=2 * len(filled))
    led = map(Span._make, form.spans(edges.reshape(-1, 2)).tolist())
    back = iter([next(led) if start < end else form.span(start, end) for start, end in spans])
    return tuple(
        Section(
            *(s.id, s.parent, s.level, s.depth, s.number),
            marker=next(back),
            title=next(back) if s.title is not None else None,
            body=next(back) if s.body is not None else None,
            span=next(back),
        )
        for s in sections
    )


def _item(form: ReadingForm, item: ListItem) -> ListItem:
    return item._replace(marker=_span(form, item.marker), span=form.span(*item.span))


def _notes(form: ReadingForm, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    return tuple(note._replace(span=form.span(*note.span)) for note in notes)


def _span(form: ReadingForm, span: Span | None) -> Span | None:
    return None if span is None else form.span(*span)


def _spans(form: ReadingForm, spans: Spans) -> Spans:
    return form.spans(spans) if len(spans) else np.asarray(spans)
