"""The heading tree of a document, found by sequence.

Candidates come from a grammar (:mod:`corpus.markers`). From the outermost style inwards, the best
series in each scope is chosen (:mod:`corpus.series`); its members open the scopes of the next
style. Which style is outside which, the document itself shows: style A is above B where a series
of B runs between two consecutive members of A. What is then heading and what numbered clause is
decided by form (:mod:`corpus.headings`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.headings import read_heading, settle, tail
from corpus.lines import Line, find_lines
from corpus.markers import Candidate, find_candidates
from corpus.model import Hint, Note, Section, Span
from corpus.series import best_series
from corpus.styles import STYLES, label

_ENOUGH = 2.0  # a series must score as much as one plain marker at a line's start
_NESTED_AT_LEAST = 2  # a series of the same style inside another needs more than one member
_RUNS_ON = frozenset(("编", "分编", "章", "节", "条"))  # 第七条 may open chapter two


class Outline(NamedTuple):
    """The sections in reading order, and what was odd about their numbering."""

    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


class _Node(NamedTuple):
    mark: Candidate
    number: int
    parent: int
    depth: int
    series: int
    before: int | None  # number before it in its series, None for the first


def outline(
    text: str,
    body: tuple[int, int],
    *,
    id: str,  # noqa: A002
    hints: tuple[Hint, ...] = (),
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
    candidates = find_candidates(text, body, _without_title(text, body, hints))
    if not candidates:
        return Outline((), ())
    nodes = _grow(candidates)
    starts = frozenset(node.mark.start for node in nodes)
    lines = find_lines(text, body, starts)
    titles = _titles(text, body, nodes, lines)
    return Outline(_sections(text, body, id, nodes, titles), tuple(_notes(nodes)))


def _without_title(text: str, body: tuple[int, int], hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
    """Hints without the document's own title: the only one of the top level, at the beginning."""
    levels = [hint.level for hint in hints if hint.level]
    if not levels:
        return hints
    top = min(levels)
    first = next(hint for hint in hints if hint.level)
    alone = levels.count(top) == 1 and first.level == top and len(levels) > 1
    if alone and not text[body[0] : first.span.start].strip():
        return tuple(hint for hint in hints if hint is not first)
    return hints


def _grow(candidates: list[Candidate]) -> list[_Node]:
    """Choose series scope by scope, outermost style first; nodes come in reading order."""
    rank = {style: place for place, style in enumerate(_nesting(candidates))}
    ranks = [rank[c.style] for c in candidates]
    nodes: list[_Node] = []
    last: dict[str, int] = {}
    series = 0
    # A task is a scope (first candidate, end, parent node, its depth, lowest rank, may the lowest
    # rank be used only by a nested series) or a node to append (its rank is then -1).
    tasks: list[tuple[int, int, int, int, int, bool]] = [(0, len(candidates), -1, 0, 0, False)]
    pending: dict[int, tuple[int, int, int | None]] = {}
    parents = [-1]
    while tasks:
        low, high, parent, depth, floor, nested = tasks.pop()
        if floor < 0:  # a chosen candidate: its place in the list is its number as a node
            number, group, before = pending.pop(low)
            mark = candidates[low]
            nodes.append(_Node(mark, number, parent, depth, group, before))
            last[mark.style] = number
            if low + 1 < high:
                tasks.append((low + 1, high, len(nodes) - 1, depth, -floor - 1, True))
            continue
        rows, place = _choose(candidates, ranks, low, high, floor, nested=nested, last=last)
        if not rows:
            continue
        series += 1
        ends = [*rows[1:], high]
        was_nested = nested and place == floor
        inside = place + 1 if was_nested else place
        for member in range(len(rows) - 1, -1, -1):
            row = rows[member]
            before = _number(candidates, rows, member - 1) if member else None
            pending[row] = (_number(candidates, rows, member), series, before)
            tasks.append((row, ends[member], parent, depth + 1, -inside - 1, False))
        if low < rows[0]:
            tasks.append((low, rows[0], parent, depth, place + 1, False))
    del parents
    return nodes


def _number(candidates: list[Candidate], rows: list[int], member: int) -> int:
    return candidates[rows[member]].number or member + 1


def _choose(
    candidates: list[Candidate],
    ranks: list[int],
    low: int,
    high: int,
    floor: int,
    *,
    nested: bool,
    last: dict[str, int],
) -> tuple[list[int], int]:
    """Choose the series of the outermost style that makes one in a scope; give its place too."""
    present: dict[int, list[int]] = {}
    for row in range(low, high):
        if ranks[row] >= floor:
            present.setdefault(ranks[row], []).append(row)
    for place in sorted(present):
        rows = present[place]
        style = candidates[rows[0]].style
        if (style.startswith("h") and candidates[rows[0]].number == 0) or style == "bold":
            return rows, place
        numbers = [candidates[row].number for row in rows]
        weights = [candidates[row].weight for row in rows]
        chain, score = best_series(numbers, weights, after=last.get(style, 0))
        chosen = [rows[k] for k in chain]
        if score < _ENOUGH:
            continue
        if nested and place == floor:
            clean = [numbers[k] for k in chain] == list(range(1, len(chain) + 1))
            if not clean or len(chain) < _NESTED_AT_LEAST:
                continue
        return chosen, place
    return [], 0


def _nesting(candidates: list[Candidate]) -> list[str]:
    """List the styles of a document, outermost first.

    The usual order, corrected where the document shows another: each time a series of B begins
    with 1 after A's number k and A's k + 1 follows, A is seen to be above B.
    """
    above: Counter[tuple[str, str]] = Counter()
    number: dict[str, int] = {}
    began: dict[str, int] = {}  # when a style's present series began
    moved: dict[str, int] = {}  # when a style's last member stood
    for time, c in enumerate(candidates):
        if c.number and c.number == number.get(c.style, -1) + 1:
            since = moved[c.style]
            for other, start in began.items():
                if start > since and other != c.style:
                    above[c.style, other] += 1
        if c.number == 1:
            began[c.style] = time
        number[c.style] = c.number
        moved[c.style] = time
    order = sorted(number, key=lambda style: STYLES[style].rank)
    hinted = _hinted_levels(candidates)
    if hinted:
        order.sort(key=lambda style: hinted.get(style, 9))
    for _ in order:
        for k in range(len(order) - 1):
            upper, lower = order[k], order[k + 1]
            if above[lower, upper] > above[upper, lower]:
                order[k], order[k + 1] = lower, upper
    return order


def _hinted_levels(candidates: list[Candidate]) -> dict[str, int]:
    """For each style, the heading level that the file format gives most of its members."""
    votes: dict[str, Counter[int]] = {}
    for c in candidates:
        if c.level:
            votes.setdefault(c.style, Counter())[c.level] += 1
    return {style: min(count, key=lambda k: (-count[k], k)) for style, count in votes.items()}


def _titles(
    text: str, body: tuple[int, int], nodes: list[_Node], lines: list[Line]
) -> list[Span | None]:
    """Give each node its title, None for a clause."""
    ends = _logical_ends(lines)
    starts = [line.start for line in lines]
    forms: list[str] = []
    spans: list[Span] = []
    groups: dict[object, list[int]] = {}
    for row, node in enumerate(nodes):
        mark = node.mark
        limit = nodes[row + 1].mark.start if row + 1 < len(nodes) else body[1]
        line = bisect_right(starts, mark.start) - 1
        end = min(ends[line], limit)
        deeper = row + 1 < len(nodes) and nodes[row + 1].parent == row
        followed = deeper or bool(text[end : min(limit, end + 200)].strip())
        found = read_heading(text, mark.end, end, followed=followed)
        if found.start >= end and followed and line + 1 < len(lines):
            below = lines[line + 1]  # the marker stands alone, its title on the next line
            if below.start < limit:
                found = read_heading(text, below.start, min(below.end, limit), followed=followed)
        forms.append(found.form)
        spans.append(Span(found.start, found.end))
        groups.setdefault("条" if mark.style == "条" else node.series, []).append(row)
    titles: list[Span | None] = [None] * len(nodes)
    for rows in groups.values():
        for row, titled in zip(rows, settle([forms[row] for row in rows]), strict=True):
            if titled and spans[row].start < spans[row].end:
                titles[row] = spans[row]
    return titles


def _logical_ends(lines: list[Line]) -> list[int]:
    """For each line, where the logical line that it is part of ends."""
    ends = [line.end for line in lines]
    for row in range(len(lines) - 2, -1, -1):
        if lines[row + 1].continues:
            ends[row] = ends[row + 1]
    return ends


def _sections(
    text: str, body: tuple[int, int], document: str, nodes: list[_Node], titles: list[Span | None]
) -> tuple[Section, ...]:
    last = _last_descendants(nodes)
    levels = _levels(nodes)
    ids: list[str] = []
    taken: Counter[str] = Counter()
    sections: list[Section] = []
    for row, node in enumerate(nodes):
        mark, title = node.mark, titles[row]
        above = ids[node.parent] if node.parent >= 0 else document
        name = f"{above}/{label(mark.style, node.number, mark.prefix)}"
        taken[name] += 1
        ids.append(name if taken[name] == 1 else f"{name}~{taken[name]}")
        limit = nodes[row + 1].mark.start if row + 1 < len(nodes) else body[1]
        own = tail(text, title.end, limit) if title else mark.end
        end = nodes[last[row] + 1].mark.start if last[row] + 1 < len(nodes) else body[1]
        sections.append(
            Section(
                id=ids[-1],
                parent=ids[node.parent] if node.parent >= 0 else None,
                level=levels[mark.style],
                depth=node.depth,
                number=node.number,
                marker=Span(mark.start, mark.end),
                title=title,
                body=_trim(text, own, limit),
                span=_trim(text, mark.start, end) or Span(mark.start, mark.end),
            )
        )
    return tuple(sections)


def _last_descendants(nodes: list[_Node]) -> list[int]:
    last = list(range(len(nodes)))
    for row in range(len(nodes) - 1, -1, -1):
        parent = nodes[row].parent
        if parent >= 0 and last[row] > last[parent]:
            last[parent] = last[row]
    return last


def _levels(nodes: Sequence[_Node]) -> dict[str, int]:
    """Give each style its level: its own, or the depth at which the document first uses it."""
    levels: dict[str, int] = {}
    for node in nodes:
        own = STYLES[node.mark.style].level
        levels.setdefault(node.mark.style, min(6, own or node.depth))
    return levels


def _trim(text: str, start: int, end: int) -> Span | None:
    """Cut the blanks off both ends; None if nothing is left."""
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    end -= len(passage) - len(passage.rstrip())
    return Span(start, end) if start < end else None


def _notes(nodes: list[_Node]) -> list[Note]:
    notes: list[Note] = []
    for node in nodes:
        mark = node.mark
        span = (mark.start, mark.end)
        name = label(mark.style, node.number, mark.prefix)
        if mark.flaw:
            code = "missing-dot" if mark.flaw == "missing-dot" else "numbering-damaged"
            notes.append(Note.of(code, span, found=name))
        if node.before is None or node.number == node.before + 1 or not mark.number:
            continue
        if node.number == node.before:
            notes.append(Note.of("numbering-repeat", span, found=name))
        elif node.number == 1:
            notes.append(Note.of("numbering-restart", span, found=name))
        else:
            expected = label(mark.style, node.before + 1, mark.prefix)
            notes.append(Note.of("numbering-gap", span, expected=expected, found=name))
    return notes
