"""Headings that the file format names: styles of a word processor, <h2>, ##, bold lines.

A hint strengthens the numbered candidate in its line; a hinted line without number becomes a
candidate itself. Numbers alone still decide the nesting where there are some.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus.model import Hint, Span
from corpus.outlining.numbered.styles import Candidate
from corpus.system.patterns import lazy
from corpus.writing.lines import LINE_ENDS

_SURE, _CONFIRMED, _BOLD = (
    3.0,
    2.0,
    1.0,
)  # weights, on the scale of the costs in corpus.outlining.series
_LONGEST_HINTED = 60  # a longer bold line, or line behind ##, is text
_LEAD = lazy(r"(?:#{1,6}[ \t]{1,9})?(?:\*\*|__)?")
_HASH_LINE = (  # compiled when a text has such lines
    rf"(?<![^{LINE_ENDS}])((#{{1,6}})[ \t]{{1,9}}[^\s#][^{LINE_ENDS}]{{0,{_LONGEST_HINTED}}})"
    rf"(?=[{LINE_ENDS}]|\Z)"
)


def with_hints(
    text: str, body: tuple[int, int], candidates: list[Candidate], hints: Sequence[Hint]
) -> list[Candidate]:
    """Strengthen the candidates that a hint confirms; add the headings without number.

    Parameters
    ----------
    text, body
        A source's text and the stretch that the candidates come from.
    candidates
        In reading order.
    hints
        What the file format says; Markdown's ``##`` in the text counts as well.

    Returns
    -------
    list of Candidate
        In reading order. The document's own title (the only heading of the top level, before
        all others, or before all text) is left out; so is a bold line that is the only one,
        which is emphasis.

    Examples
    --------
    >>> [(c.style, c.start) for c in with_hints("前言", (0, 2), [], [Hint(Span(0, 2), 1)])]
    [('h1', 0)]
    """
    hints = _with_hashes(text, body, hints)
    if not hints:
        return candidates
    found = list(candidates)
    starts = [c.start for c in found]
    extra: list[Candidate] = []
    bold: list[Candidate] = []
    for hint in hints:
        passage = text[slice(*hint.span)]
        start = hint.span.start + len(passage) - len(passage.lstrip())
        row = bisect_right(starts, start) - 1
        if row >= 0 and start < found[row].end and found[row].place == "line":
            c = found[row]
            weight = c.weight + (_CONFIRMED if hint.level else _BOLD)
            found[row] = c._replace(weight=weight, level=hint.level or c.level)
        elif passage.strip():
            new = _unnumbered(text, start, hint)
            if hint.level:
                extra.append(new)
            elif len(passage) <= _LONGEST_HINTED and passage.rstrip()[-1] not in "。；，、：,;:":
                bold.append(new)
    if len(bold) > 1:
        extra += bold
    return _without_title(text, body, sorted(found + extra)) if extra else found


def _with_hashes(text: str, body: tuple[int, int], hints: Sequence[Hint]) -> list[Hint]:
    """Add Markdown headings, in a text whose format gave no hint for them."""
    if text.find("#", *body) < 0:
        return list(hints)
    known = sorted(hint.span.start for hint in hints)
    extra = [
        Hint(Span(*line.span(1)), len(line[2]))
        for line in re.compile(_HASH_LINE).finditer(text, *body)
        if bisect_left(known, line.start(1)) == bisect_left(known, line.end(1))
    ]
    return sorted([*hints, *extra])


def _unnumbered(text: str, start: int, hint: Hint) -> Candidate:
    lead = _LEAD.match(text, start, hint.span.end)
    end = lead.end() if lead else start
    style = f"h{min(hint.level, 6)}" if hint.level else "bold"
    return Candidate(start, end, style, 0, _SURE, "line", level=hint.level)


def _without_title(text: str, body: tuple[int, int], found: list[Candidate]) -> list[Candidate]:
    levels = [c.level for c in found if c.level]
    first = found[0]
    heads_all = (
        not text[body[0] : first.start].strip() and "\n" in text[first.end : body[1]].strip()
    )
    alone = first.level and not first.number and (len(found) > 1 or heads_all)
    if alone and levels.count(first.level) == 1 and first.level == min(levels):
        return found[1:]
    return found
