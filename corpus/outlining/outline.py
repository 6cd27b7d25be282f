"""The heading tree of a document, found by sequence.

Candidates come from a grammar (:mod:`corpus.outlining.markers`). From the outermost style inwards,
the best series in each scope is chosen (:mod:`corpus.outlining.numbered.series`); its members open
the scopes of the next style. Which style is outside which, the document itself shows: style A is
above B where a series of B runs between two consecutive members of A. What is then heading and what
numbered clause is decided by form (:mod:`corpus.outlining.headings`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Hint, Note, Section, Span
from corpus.outlining.headings import (
    CLAUSE,
    OWN,
    Heading,
    read_bracketed,
    read_heading,
    read_line,
    settle,
    tail,
)
from corpus.outlining.markers import find_candidates
from corpus.outlining.names import (
    NamedHeading,
    find_named,
    name_candidates,
    recurring,
    with_names,
)
from corpus.outlining.numbered.site_numbers import SiteNumber, find_site_numbers
from corpus.outlining.numbered.styles import STYLES, label
from corpus.outlining.numbered.tree import Node, grow
from corpus.outlining.points import below_articles, find_points
from corpus.system.patterns import lazy
from corpus.writing.lines import WrappedLines, find_lines, without_blanks

_NATURE = lazy(r"[(（](?:规范性|资料性|提示的|标准的|補充件|补充件)(?:附录|附錄)?[)）]\s*")


class Outline(NamedTuple):
    """The sections in reading order, and what was odd about their numbering."""

    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


class Surroundings(NamedTuple):
    """What a whole source says of the headings in each of its documents."""

    named: tuple[NamedHeading, ...]
    again: frozenset[str]
    site_numbers: tuple[SiteNumber, ...]


def look_around(text: str, stretch: tuple[int, int] | None = None) -> Surroundings:
    """Look at a whole source once, for all of its documents.

    Parameters
    ----------
    text
        A source's text.
    stretch
        What to look at; all of it by default.

    Returns
    -------
    Surroundings
    """
    named = find_named(text, stretch)
    return Surroundings(named, recurring(named), find_site_numbers(text, stretch))


def outline(
    text: str,
    body: tuple[int, int],
    *,
    id: str,  # noqa: A002
    hints: tuple[Hint, ...] = (),
    title: tuple[int, int] | None = None,
    around: Surroundings | None = None,
) -> Outline:
    r"""Build the tree of a document's headings and numbered clauses.

    Parameters
    ----------
    text
        The source's text.
    body
        The document's own stretch of it.
    id
        The document's id, which section ids begin with.
    hints
        What the file format says of lines in the body.
    title
        Where the document's title stands, which is no heading.
    around
        What :func:`look_around` saw in the whole source; by default the body alone is looked at.

    Returns
    -------
    Outline
        ``sections`` nest: a section's span holds its descendants' spans. A title leaves out its
        final mark; a numbered clause that is plain text has none.

    Examples
    --------
    >>> text = "一、学习情况\n(一)集体学习。全年12次。\n二、问题"
    >>> for s in outline(text, (0, len(text)), id="甲").sections:
    ...     print(s.id, text[slice(*s.title)], s.body and text[slice(*s.body)])
    甲/一 学习情况 None
    甲/一/(一) 集体学习 全年12次。
    甲/二 问题 None
    """
    around = around or look_around(text, body)
    candidates = find_candidates(text, body, hints, around.site_numbers)
    named = name_candidates(text, body, around.named, around.again, title)
    nodes = grow(with_names(text, candidates, named) if named else candidates)
    if not nodes:
        return Outline((), ())
    starts = frozenset(node.mark.start for node in nodes)
    lines = find_lines(text, body, starts)
    titles = _titles(text, body, nodes, lines)
    return Outline(_sections(text, body, id, nodes, titles), tuple(_notes(nodes)))


def _titles(
    text: str, body: tuple[int, int], nodes: list[Node], lines: WrappedLines
) -> list[Span | None]:
    """Return for each node its title, None for a clause.

    The articles of a statute come first: below them nothing has a title and need not be read.
    """
    ends = _logical_ends(lines)
    starts = [start for start, _ in lines.spans]
    points = find_points(text, nodes)
    titles: list[Span | None] = [None] * len(nodes)
    articles: list[int] = []
    groups: dict[int, list[int]] = {}
    for row, node in enumerate(nodes):
        if node.mark.style == "条":
            articles.append(row)
        else:
            groups.setdefault(node.series, []).append(row)

    def read(rows: list[int], *, strict: bool) -> None:
        found = [
            tuple.__new__(Heading, (CLAUSE, nodes[row].mark.end, nodes[row].mark.end))
            if row in points
            else _heading(text, body[1], nodes, row, lines.spans, ends, starts)
            for row in rows
        ]
        settled = settle([heading.form for heading in found], strict=strict)
        for row, heading, titled in zip(rows, found, settled, strict=True):
            if titled and heading.start < heading.end:
                titles[row] = Span(heading.start, heading.end)

    if articles:
        read(articles, strict=True)
        points |= below_articles(text, nodes, titles)
    for rows in groups.values():
        read(rows, strict=False)
    return titles


def _heading(
    text: str,
    stop: int,
    nodes: list[Node],
    row: int,
    lines: list[tuple[int, int]],
    ends: list[int],
    starts: list[int],
) -> Heading:
    """Read the heading of one node; ``ends`` and ``starts`` are those of ``lines``."""
    mark = nodes[row].mark
    if mark.title_end:
        return Heading(OWN, mark.end, mark.title_end)
    limit = nodes[row + 1].mark.start if row + 1 < len(nodes) else stop
    line = bisect_right(starts, mark.start) - 1
    end = min(ends[line], limit)
    bracketed = read_bracketed(text, mark.end, end) if mark.style == "条" else None
    if bracketed:
        return bracketed
    deeper = row + 1 < len(nodes) and nodes[row + 1].parent == row
    followed = deeper or bool(text[end : min(limit, end + 200)].strip())
    found = read_heading(text, mark.end, end, followed=followed)
    if found.start >= end and followed and line + 1 < len(lines):
        if (
            mark.style == "annex"
            and line + 2 < len(lines)
            and _NATURE.fullmatch(text, *lines[line + 1])
        ):
            line += 1
        start, end = lines[line + 1]  # the marker stands alone, its title on the next line
        if start < limit:
            end = min(end, limit)
            found = read_heading(text, start, end, followed=followed)
            if found.form != OWN:
                found = found._replace(form=CLAUSE)
    if mark.style == "条" and deeper and text[found.end : found.end + 1] in "：:":
        return Heading(CLAUSE, found.start, found.start)  # 第二条 市政府负责：（一）…
    if mark.level and found.form != OWN:  # the file format says that the line is a heading
        found = read_line(text, mark.end, end)
    return found


def _logical_ends(lines: WrappedLines) -> list[int]:
    """For each line, where the logical line that it is part of ends."""
    ends = [end for _, end in lines.spans]
    for row in reversed(lines.continuing):
        ends[row - 1] = ends[row]
    return ends


def _sections(
    text: str, body: tuple[int, int], document: str, nodes: list[Node], titles: list[Span | None]
) -> tuple[Section, ...]:
    limits = [*(node.mark.start for node in nodes[1:]), min(body[1], len(text))]
    own_ends = [
        without_blanks(text, node.mark.end, limit)
        for node, limit in zip(nodes, limits, strict=True)
    ]
    last = _last_descendants(nodes)
    levels = _levels(nodes)
    ids: list[str] = []
    taken: dict[str, int] = {}
    sections: list[Section] = []
    new = tuple.__new__  # in half the time of Span(...): a law has hundreds of sections
    for row, (node, title) in enumerate(zip(nodes, titles, strict=True)):
        mark, number, up = node[:3]
        start, own, style = mark[:3]
        parent = ids[up] if up >= 0 else None
        name = f"{parent or document}/{label(style, number, mark.prefix)}"
        times = taken[name] = taken.get(name, 0) + 1
        if times > 1:
            name = f"{name}~{times}"
        ids.append(name)
        marker = new(Span, (start, own))
        if title:
            own = tail(text, title.end, limits[row])
        end = own_ends[row]
        while own < end and text[own].isspace():
            own += 1
        inside = new(Span, (own, end)) if own < end else None
        span = new(Span, (start, own_ends[last[row]]))
        found = (name, parent, levels[style], node.depth, number, marker, title, inside, span)
        sections.append(new(Section, found))
    return tuple(sections)


def _last_descendants(nodes: list[Node]) -> list[int]:
    last = list(range(len(nodes)))
    for row in range(len(nodes) - 1, -1, -1):
        parent = nodes[row].parent
        if parent >= 0 and last[row] > last[parent]:
            last[parent] = last[row]
    return last


def _levels(nodes: Sequence[Node]) -> dict[str, int]:
    """Return for each style its level: its own, or the depth of its first use in the document."""
    levels: dict[str, int] = {}
    for node in nodes:
        style = node.mark.style
        if style not in levels:
            levels[style] = min(6, STYLES[style].level or node.depth)
    return levels


def _notes(nodes: list[Node]) -> list[Note]:
    notes: list[Note] = []
    for node in nodes:
        mark = node.mark
        span = (mark.start, mark.end)
        in_order = node.before is None or node.number == node.before + 1
        if in_order and not mark.flaw:
            continue
        name = label(mark.style, node.number, mark.prefix)
        if mark.flaw:
            code = "missing-dot" if mark.flaw == "missing-dot" else "numbering-damaged"
            notes.append(Note.of(code, span, found=name))
        if in_order or node.before is None:
            continue
        if node.number == node.before:
            notes.append(Note.of("numbering-repeat", span, found=name))
        elif node.number == 1 and not mark.prefix:
            notes.append(Note.of("numbering-restart", span, found=name))
        elif not mark.prefix.endswith(".") or node.number > 1:
            expected = label(mark.style, node.before + 1, mark.prefix)
            notes.append(Note.of("numbering-gap", span, expected=expected, found=name))
    return notes
