"""Text that a hosting site added to a document: lead-ins, recommendations, notices, links.

The wordings are data, each with an example and counter-examples: ``resources/residue.toml``.
A line is residue as a whole, or up to the end of a sentence (a lead-in that shares its line
with the document), or from the beginning of one (closing words of the site's editor).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.model import Residue, Span
from corpus.splitting.residue_rules import (
    ResidueRule,
    compiled,
    fires,
    line_rule,
    of_scope,
)
from corpus.splitting.screen import cue_within, line_rules_within
from corpus.system.patterns import lazy

WINDOW = 700  # characters of a line looked at, from its beginning and from its end
HEAD_LINES = 8  # a site's words before a document: motto, lead-in, tools
TAIL_LINES = 40  # a list of recommended links may be long
MOTTO = 700  # characters a site may spend on mottos before it names itself
MOTTO_LINES = 3
LINK = 48  # characters of the title of a recommended page
INSIDE = 240  # characters; longer lines in the middle of a document are its own


class Trimmed(NamedTuple):
    """A stretch of text without the residue at its edges."""

    body: Span | None
    """From the first to the last non-blank character; None where nothing is left."""
    residue: tuple[Residue, ...]


class _ResidueLine(NamedTuple):
    start: int
    end: int
    text: str  # at most WINDOW characters from its beginning


def find_residue(text: str, span: tuple[int, int]) -> tuple[Residue, ...]:
    r"""Residue anywhere in ``text[span]``: at its edges, and whole lines inside.

    Parameters
    ----------
    text
        A source's text.
    span
        The stretch to look at.

    Returns
    -------
    tuple of Residue
        In reading order, not overlapping, without outer blanks.

    Examples
    --------
    >>> text = "下面是小编整理的范文。\n一、推荐优秀党员3名。\n推荐访问:总结"
    >>> [(text[slice(*r.span)], r.kind) for r in find_residue(text, (0, len(text)))]
    [('下面是小编整理的范文。', 'lead-in'), ('推荐访问:总结', 'recommendation')]
    """
    trimmed = trim(text, span)
    if trimmed.body is None:
        return trimmed.residue
    found = [*trimmed.residue, *inside(text, trimmed.body)]
    return tuple(sorted(found))


def trim(text: str, span: tuple[int, int], *, title_first: bool = False) -> Trimmed:
    r"""Take the residue off both edges of a stretch of text.

    Parameters
    ----------
    text, span
        As for :func:`find_residue`.
    title_first
        The first line may be the document's title: it is never taken for a site's motto.

    Returns
    -------
    Trimmed

    Examples
    --------
    >>> text = "勤善是立身之本。下面是某网小编为您推荐的范文。\n今年以来,我镇……"
    >>> body = trim(text, (0, len(text))).body
    >>> text[slice(*body)]
    '今年以来,我镇……'
    """
    found: list[Residue] = []
    start = _trim_head(text, span, found, title_first=title_first)
    end = _trim_tail(text, (start, span[1]), found)
    body = _stripped(text, start, end)
    return Trimmed(body, tuple(sorted(found)))


def inside(text: str, span: tuple[int, int]) -> tuple[Residue, ...]:
    r"""Whole lines of residue in the middle of a document; they stay part of it.

    Examples
    --------
    >>> text = "一、学习。\n第 1 页 共 5 页\n二、总结。"
    >>> [r.rule for r in inside(text, (0, len(text)))]
    ['page-number']
    """
    lines = line_rules_within(text, span, INSIDE)
    return tuple(Residue(line, rule.kind, rule.name) for line, rule in lines)


def is_residue(line: str) -> bool:
    """Whether a line as a whole is residue, whatever stands around it.

    >>> is_residue("点击下载此文档"), is_residue("推荐优秀党员3名。")
    (True, False)
    """
    line = line.strip()
    if _whole(line[:WINDOW]) is not None:
        return True
    lead = _lead_end(line[:WINDOW])
    return lead is not None and lead[1] >= len(line)


def _trim_head(text: str, span: tuple[int, int], found: list[Residue], *, title_first: bool) -> int:
    lines = _first(_lines(text, *span), MOTTO_LINES)
    if not lines or not (
        cue_within(text, "lead", span[0], lines[-1].start + WINDOW)
        or cue_within(text, "line", lines[0].start, lines[0].start + WINDOW)
    ):
        return span[0]  # nearly always
    if _head_reach(lines, 0, span[1], title_first=title_first, near=False) is None:
        return span[0]
    lines = _first(_lines(text, *span), HEAD_LINES)
    at = 0
    start = span[0]
    near = False  # the line before is residue
    while at < len(lines):
        reach = _head_reach(lines, at, span[1], title_first=title_first and at == 0, near=near)
        if reach is None:
            break
        last, end, rule = reach
        above = lines[at:last]
        found.extend(Residue(Span(x.start, x.end), rule.kind, rule.name) for x in above)
        line = lines[last]
        stop = min(line.start + end, line.end)
        found.append(Residue(_strip(text, line.start, stop), rule.kind, rule.name))
        start = stop
        if stop < line.end and text[stop : line.end].strip():
            break  # the document begins on this very line
        at, near = last + 1, True
    return start


def _head_reach(
    lines: Sequence[_ResidueLine], at: int, end: int, *, title_first: bool, near: bool
) -> tuple[int, int, ResidueRule] | None:
    """Line, and place in it, up to which residue reaches; None if line ``at`` is text."""
    line = lines[at]
    rule = _whole(line.text, near=near)
    if rule is not None:
        return at, line.end - line.start, rule
    lead = _lead_end(line.text)
    if lead is not None:
        return at, lead[1], lead[0]
    # mottos and definitions before the line in which the site names itself
    if title_first or near or at:
        return None
    left = end - line.start
    spent = line.end - line.start
    for ahead in range(at + 1, min(at + MOTTO_LINES, len(lines))):
        if spent > MOTTO or _NUMBERED.match(lines[ahead - 1].text):
            return None
        lead = _lead_end(lines[ahead].text)
        spent += lines[ahead].end - lines[ahead].start
        if lead is not None and _whole(lines[ahead].text) is None:
            # a site's words are shorter than the document below them
            return (ahead, lead[1], lead[0]) if left > 2 * spent else None
    return None


def _trim_tail(text: str, span: tuple[int, int], found: list[Residue]) -> int:
    if all(_is_text(text, line) for line in _last(text, span, 1)):
        return span[1]
    lines = _last(text, span, TAIL_LINES)
    end = span[1]
    at = len(lines) - 1
    near = False
    while at >= 0:
        line = lines[at]
        rule = _whole(line.text)
        if rule is None and near and _outro_start(text, line) is None:
            rule = _whole(line.text, near=True)
        if rule is not None:
            found.append(Residue(Span(line.start, line.end), rule.kind, rule.name))
            end, at, near = line.start, at - 1, True
            continue
        header = _block_header(lines, at)
        if header is not None:
            first, rule = header
            found.extend(
                Residue(Span(x.start, x.end), rule.kind, rule.name) for x in lines[first : at + 1]
            )
            end, at, near = lines[first].start, first - 1, True
            continue
        outro = _outro_start(text, line)
        if outro is not None:
            rule, begin = outro
            found.append(Residue(_strip(text, begin, line.end), rule.kind, rule.name))
            end, near = begin, True
            if begin > line.start and text[line.start : begin].strip():
                break
            at -= 1
            continue
        break
    return end


def _is_text(text: str, line: _ResidueLine) -> bool:
    """Whether the last line of a stretch is plainly a document's own, as nearly always."""
    return (
        (line.end - line.start > LINK or _SENTENCE.search(line.text) is not None)
        and (
            not cue_within(text, "line", line.start, line.start + WINDOW)
            or _whole(line.text) is None
        )
        and (
            not cue_within(text, "outro", line.end - WINDOW, line.end)
            or _outro_start(text, line) is None
        )
    )


def _block_header(lines: Sequence[_ResidueLine], at: int) -> tuple[int, ResidueRule] | None:
    """Find the heading of a list of links that ends at line ``at``; None if it is no such list."""
    for above in range(at, -1, -1):
        line = lines[above]
        if line.end - line.start > LINK or _SENTENCE.search(line.text):
            return None
        if above < at:
            rule = _whole(line.text)
            if rule is not None and rule.block:
                return above, rule
    return None


def _whole(line: str, *, near: bool = False) -> ResidueRule | None:
    """Find the rule by which a line as a whole is residue; ``near``: it stands beside residue."""
    rule = line_rule(line)
    if rule is not None:
        return rule
    if near and len(line) <= 2 * LINK:
        return next((rule for rule in of_scope("extends") if fires(rule, line)), None)
    return None


def _lead_end(line: str) -> tuple[ResidueRule, int] | None:
    """Find the lead-in rule that fires in a line and where, in the line, its sentences end."""
    if not _LEAD_CUE.search(line):
        return None
    rules = [rule for rule in of_scope("lead") if any(cue in line for cue in rule.cue)]
    if not rules:
        return None
    closing = [m.start() for r in of_scope("outro") if (m := compiled(r.pattern).search(line))]
    stop = min(closing, default=len(line))  # 以上就是小编…: words below a document, not above
    hits = [(m.end(), r) for r in rules if (m := compiled(r.pattern).search(line, 0, stop))]
    if not hits:
        return None
    end, rule = max(hits, key=lambda hit: hit[0])
    at = _sentence_end(line, end)
    while at < len(line):
        following = _sentence_end(line, at)
        sentence = line[at:following]
        if len(sentence) > 2 * LINK or not any(fires(r, sentence) for r in of_scope("extends")):
            break
        at = following
    return rule, at


def _outro_start(text: str, line: _ResidueLine) -> tuple[ResidueRule, int] | None:
    first = max(line.start, line.end - WINDOW)
    tail = text[first : line.end]
    for rule in of_scope("outro"):
        found = compiled(rule.pattern).search(tail)
        if found is None:
            continue
        begin = max((tail.rfind(c, 0, found.start()) for c in "。！!？?"), default=-1) + 1
        # words of the document after the editor's: the editor's are not at the edge
        if len(tail) - found.end() <= 3 * LINK:
            return rule, first + begin
    return None


def _sentence_end(line: str, at: int) -> int:
    found = _SENTENCE_END.search(line, at)
    return found.end() if found else len(line)


def _lines(text: str, start: int, end: int) -> Iterator[_ResidueLine]:
    for found in _LINE.finditer(text, start, end):
        begin, stop = found.span()
        yield _ResidueLine(begin, stop, text[begin : min(stop, begin + WINDOW)])


def _first(lines: Iterator[_ResidueLine], count: int) -> list[_ResidueLine]:
    return [line for line, _ in zip(lines, range(count), strict=False)]


def _last(text: str, span: tuple[int, int], count: int) -> list[_ResidueLine]:
    """List the last lines of a stretch, in reading order."""
    found: list[_ResidueLine] = []
    start, end = span
    while end > start and len(found) < count:
        at = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
        at = max(at, start)
        line = _stripped(text, at, end)
        if line is not None:
            begin, stop = line
            found.append(_ResidueLine(begin, stop, text[begin : min(stop, begin + WINDOW)]))
        end = at - 1
    return found[::-1]


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _strip(text: str, start: int, end: int) -> Span:
    return _stripped(text, start, end) or Span(start, end)


_LINE = lazy(r"\S(?:[^\n\r]*\S)?")
_SENTENCE = lazy(r"[。！!？?；;，,]")
_SENTENCE_END = lazy(r"[。！!？?…]+[”’」』)）]*\s*|\s{2,}")
_NUMBERED = lazy(r"[(（]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）、.．]")
_LEAD_CUE = lazy("小[编編]|(?:整理|收集|搜集|推荐|推薦|带来|帶來|准备|分享|精选|提供|收录|编辑)")
