"""Clauses (款) of articles: paragraphs without a number, cited as 第三条第二款.

An article's first clause is what stands behind its number; each further paragraph of its own is
the next. Items (（一）, 1.) and what they end in belong to the clause they stand below.
"""

from __future__ import annotations

from bisect import bisect_left

from corpus.model import ListItem, PointList, Section, Span, Spans
from corpus.outlining.headings import tail
from corpus.system.patterns import lazy
from corpus.writing.lines import LINE_ENDS, without_blanks

STYLE = "款"
_ARTICLE = lazy(r"第[^编編章节節]{1,9}[条條]")
_FINAL = "。！？!?”』」）)》"
_SEVERAL = 2  # clauses; the only one of an article is the article
_OPEN = "：:；;，,、"
_MARKS = _FINAL + _OPEN
_ADOPTED = lazy(rf"[(（【][^{LINE_ENDS}]{{0,200}}[)）】]$")


def find_clauses(
    text: str, paragraphs: Spans, sections: tuple[Section, ...]
) -> tuple[PointList, ...]:
    r"""Find the clauses of a document's articles.

    Parameters
    ----------
    text
        The source's text.
    paragraphs
        The document's logical paragraphs, shape (n, 2).
    sections
        Its outline.

    Returns
    -------
    tuple of PointList
        One of style ``款`` for each article with more than one clause, in reading order. Clauses
        carry no number, so ``marker`` is None; ``span`` reaches to the end of their last item.

    Examples
    --------
    >>> from corpus.model import Source
    >>> from corpus.parse import parse
    >>> text = "第一条 制定本条例。\n第二条 市政府负责：\n（一）规划；\n（二）实施。\n区政府协助。"
    >>> document = parse(Source("甲", text)).documents[0]
    >>> [[text[slice(*i.span)] for i in points.items] for points in document.lists]
    [['市政府负责：\n（一）规划；\n（二）实施。', '区政府协助。']]
    """
    articles = [
        s for s in sections if text[s.marker[0]] == "第" and _ARTICLE.match(text, *s.marker)
    ]
    if not articles:
        return ()
    rows: list[tuple[int, int]] = paragraphs.tolist()
    begins = [start for start, _ in rows]
    marked = {section.marker.start for section in sections}
    found = []
    new = tuple.__new__  # a third of the time of Span(...)
    last = 0
    for article in articles:
        first = bisect_left(begins, article.span.start, last)
        last = bisect_left(begins, article.span.end, first)
        if last - first < _SEVERAL:
            continue  # mostly
        clauses = _clauses(text, article, rows[first:last], marked)
        if len(clauses) >= _SEVERAL:
            items = tuple(
                new(ListItem, (n, None, new(Span, span))) for n, span in enumerate(clauses, 1)
            )
            found.append(new(PointList, (STYLE, items)))
    return tuple(found)


def _clauses(
    text: str, article: Section, rows: list[tuple[int, int]], marked: set[int]
) -> list[tuple[int, int]]:
    """Join an article's paragraphs to its clauses; a line without a final mark ends it."""
    own = article.marker.end if article.title is None else article.title.end
    if article.title is not None:
        own = tail(text, own, article.span.end)
    end = article.span.end
    while own < end and text[own].isspace():
        own += 1
    found: list[tuple[int, int]] = []
    before = ""
    for start, end in rows:
        stop = end if not text[end - 1].isspace() else without_blanks(text, start, end)
        if stop <= own:
            continue
        begin = max(start, own)
        last = text[stop - 1]
        if last not in _MARKS or (found and _ADOPTED.match(text[begin:stop])):
            break  # who passed it and when, a signature, a table
        if found and (begin in marked or before in _OPEN):
            found[-1] = found[-1][0], stop
        else:
            found.append((begin, stop))
        before = last
    return found
