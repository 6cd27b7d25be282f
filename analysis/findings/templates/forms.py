"""Forms of many short lines, 项目名称：…, 负责人：…: one template of lines, not one a sentence.

Their lines are too short to be looked at one by one, and what makes them a form is that the same
labels stand in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.templates.choice import SAME_TEMPLATE
from corpus.folding.codepoints import strings_of
from corpus.folding.comparable import fold_codes
from corpus.model import Document, Span

LABELS = 4
"""Labelled lines of a form, at least: 时间, 地点 and 主持 stand above any minutes."""
LONGEST_LABEL = 16
"""Characters in which a label ends: beyond, what has a colon is a sentence."""

_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(rf"\s*[^\s：:，。；、“]{{2,{LONGEST_LABEL}}}\s*[：:]")


class FormPlaces(NamedTuple):
    """Where documents of one form have its constant text."""

    rows: tuple[int, ...]
    """Documents, ascending."""
    stretches: tuple[tuple[Span, ...], ...]
    """For each, the constant stretches; a slot stands between two of them, or is empty."""
    characters: int
    """Folded characters of the constant text."""


class _FormLine(NamedTuple):
    key: str
    """The folded label with its colon, or the folded line where it has none."""
    whole: str
    """The folded line."""
    head: Span
    """Label and colon, or the line."""
    span: Span


def form_places(
    documents: Sequence[Document], voters: NDArray[np.int64], families: int, level: str
) -> list[FormPlaces]:
    """Find documents that fill in one form.

    Parameters
    ----------
    documents
        Where to look.
    voters
        Shape (documents,): who votes for each.
    families
        Fewest families that fill in a form.
    level
        Folding level.
    """
    by_labels: dict[tuple[str, ...], list[tuple[int, list[_FormLine]]]] = {}
    for row, document in enumerate(documents):
        lines = _lines(document, level)
        labels = tuple(line.key for line in lines if _labelled(line))
        if len(labels) >= LABELS:
            by_labels.setdefault(labels, []).append((row, lines))
    found = []
    for members in by_labels.values():
        everybody = len({int(voters[row]) for row, _ in members})
        if everybody >= families and (form := _form(members, voters, everybody)):
            found.append(form)
    return found


def _lines(document: Document, level: str) -> list[_FormLine]:
    """Lines of a document; none where too few of them have labels."""
    places = [match for match in _LINE.finditer(document.text) if match[0].strip()]
    labels = [_LABEL.match(place[0]) for place in places]
    if sum(label is not None for label in labels) < LABELS:
        return []
    heads = [label[0] if label else place[0] for label, place in zip(labels, places, strict=True)]
    codes, bounds = fold_codes([*heads, *(place[0] for place in places)], level)
    folded = strings_of(codes, bounds)
    at = document.body.start
    out = []
    for n, (place, head, label) in enumerate(zip(places, heads, labels, strict=True)):
        begin = at + place.start() + len(head) - len(head.lstrip())
        spans = (
            Span(begin, at + place.start() + len(head.rstrip())),
            Span(begin, at + place.start() + len(place[0].rstrip())),
        )
        out.append(_FormLine(folded[n] + "：" * bool(label), folded[len(places) + n], *spans))
    return out


def _labelled(line: _FormLine) -> bool:
    return line.key.endswith("：")


def _form(
    members: list[tuple[int, list[_FormLine]]], voters: NDArray[np.int64], everybody: int
) -> FormPlaces | None:
    """Lay documents with the same labels over one another; None if nothing is filled in."""
    cut = [(row, list(_between_labels(lines))) for row, lines in members]
    kept = [[line.key for line in part] for part in cut[0][1]]
    for _, parts in cut[1:]:
        kept = [
            _shared(one, [line.key for line in two]) for one, two in zip(kept, parts, strict=True)
        ]
    laid = [
        [line for part, keys in zip(parts, kept, strict=True) for line in _picked(part, keys)]
        for _, parts in cut
    ]
    columns = list(zip(*laid, strict=True))
    same = [len({line.whole for line in column}) == 1 for column in columns]
    if not any(
        _labelled(column[0]) and _filled(column, members, voters, everybody) for column in columns
    ):
        return None
    spans = [
        [line.span if one else line.head for line, one in zip(lines, same, strict=True)]
        for lines in laid
    ]
    following = [_following(lines, parts) for lines, (_, parts) in zip(laid, cut, strict=True)]
    touching = [one and all(each) for one, *each in zip(same, *following, strict=False)]
    if not same[-1]:  # what is filled in last stands before an end that is nothing
        spans = [
            [*each, Span(lines[-1].span.end, lines[-1].span.end)]
            for each, lines in zip(spans, laid, strict=True)
        ]
        touching.append(False)
    stretches = tuple(tuple(_merged(each, touching)) for each in spans)
    size = sum(
        len(column[0].whole if one else column[0].key)
        for column, one in zip(columns, same, strict=True)
    )
    return FormPlaces(tuple(row for row, _ in members), stretches, size)


def _between_labels(lines: Sequence[_FormLine]) -> Iterator[list[_FormLine]]:
    """Lines in parts, each but the first beginning with a label."""
    part: list[_FormLine] = []
    for line in lines:
        if _labelled(line):
            yield part
            part = []
        part.append(line)
    yield part


def _shared(one: list[str], two: list[str]) -> list[str]:
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return [key for block in blocks for key in one[block.a : block.a + block.size]]


def _picked(lines: Sequence[_FormLine], keys: Sequence[str]) -> Iterator[_FormLine]:
    """The first lines that have these keys, in order."""
    rest = iter(lines)
    for key in keys:
        yield next(line for line in rest if line.key == key)


def _filled(
    column: Sequence[_FormLine],
    members: Sequence[tuple[int, object]],
    voters: NDArray[np.int64],
    everybody: int,
) -> bool:
    """Whether families fill in a label each in its own way."""
    held: dict[str, set[int]] = {}
    for line, (row, _) in zip(column, members, strict=True):
        held.setdefault(line.whole, set()).add(int(voters[row]))
    return len(held) > 1 and max(map(len, held.values())) <= SAME_TEMPLATE * everybody


def _following(lines: Sequence[_FormLine], parts: Sequence[Sequence[_FormLine]]) -> list[bool]:
    """Whether each line that all have but the last is followed by the next such line at once."""
    number = {line.span: n for n, line in enumerate(chain.from_iterable(parts))}
    return [number[two.span] == number[one.span] + 1 for one, two in pairwise(lines)]


def _merged(spans: Sequence[Span], touching: Sequence[bool]) -> Iterator[Span]:
    start = spans[0].start
    for n, touches in enumerate(touching):
        if not touches:
            yield Span(start, spans[n].end)
            start = spans[n + 1].start
    yield Span(start, spans[-1].end)
