"""What decided a verdict: evidence for one occasion or two, and the slots with both values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.measures.similarity import verdicts
from analysis.measures.similarity.occasions import KINDS, occasions
from analysis.measures.similarity.occasions.exchanges import Gaps, differences
from analysis.measures.similarity.resemblance import Resemblance
from analysis.measures.similarity.texts import Texts, comparable
from corpus.folding.comparable import Folded, fold, fold_codes
from corpus.messages import render
from corpus.model import Span, Units
from corpus.writing.numbering import whole_number

if TYPE_CHECKING:
    from analysis.findings.duplicates.finding import Duplicates

SAID_LEAST = 0.25
"""Odds below which a kind of evidence is not named: it decides nothing."""
JOINED = 2
"""Characters between two differences that are one slot to a reader."""

_KINDS = (
    (
        "date",
        re.compile(
            r"\d+年|\d+月|[一二三四五六七八九十]+月|[月日号]$|周[一二三四五六日]|上午|下午|^(?:19|20)\d\d$"
        ),
    ),
    ("ordinal", re.compile(r"第[零一二三四五六七八九十百千\d]+|^[零一二三四五六七八九十]{1,3}$")),
    ("amount", re.compile(r"[\d.一二三四五六七八九十百千万亿]+[万亿]?元|\d{4,}元?")),
    ("figure", re.compile(r"^[\d.,%零一二三四五六七八九十百千万亿两余]+\D{0,2}$")),
    ("place", re.compile(r"(?:省|市|县|区|镇|乡|村|街道|社区|室|楼|路|厅|馆|号院|广场)$")),
    ("name", re.compile(r"(?:书记|主任|校长|院长|县长|市长|局长|老师|教授|同志|先生|女士)")),
)


class Slot(NamedTuple):
    """A place where two documents differ, with what stands there in either."""

    kind: str
    """``date``, ``ordinal``, ``amount``, ``figure``, ``place``, ``name`` or ``free``; ``added``
    where one side has nothing."""
    a_span: Span
    a_text: str
    b_span: Span
    b_text: str


class Deciding(NamedTuple):
    """A kind of evidence and what it adds to the log odds of one occasion."""

    kind: str
    odds: float

    def words(self, lang: str) -> str:
        """Say it in a language."""
        side = "for" if self.odds > 0 else "against"
        return render(f"evidence-{self.kind}-{side}", {}, lang)


def between(units: Units, a: Sequence[int], b: Sequence[int], level: str) -> Gaps:
    """Find the places where pairs of units differ; folded anew, as a staged run keeps no texts."""
    codes, bounds = fold_codes([units[row].text for row in (*a, *b)], level)
    rows = np.arange(len(a) + len(b))
    return differences(Texts(codes, bounds, rows, rows), rows[: len(a)], rows[len(a) :])


def slots(units: Units, a: int, b: int, level: str) -> tuple[Slot, ...]:
    """List the places where two units differ, in order.

    Parameters
    ----------
    units
        The units compared.
    a, b
        Rows of two of them.
    level
        How characters were made comparable.
    """
    found = between(units, [a], [b], level)
    one, two = ((units[row].text, fold(units[row].text, level)) for row in (a, b))
    joined: list[list[int]] = []
    for a0, a1, b0, b1 in zip(*(column.tolist() for column in found[1:5]), strict=True):
        place = [*place_of(*one, a0, a1), *place_of(*two, b0, b1)]
        if joined and place[0] - joined[-1][1] <= JOINED and place[2] - joined[-1][3] <= JOINED:
            joined[-1][1] = max(joined[-1][1], place[1])
            joined[-1][3] = max(joined[-1][3], place[3])
        else:
            joined.append(place)
    out = []
    for a0, a1, b0, b1 in joined:
        a_text, b_text = one[0][a0:a1], two[0][b0:b1]
        if a_text == b_text:  # a repeated word that was taken for another of its kind
            continue
        a_span, b_span = (
            Span(start + units[row].span.start, end + units[row].span.start)
            for row, start, end in ((a, a0, a1), (b, b0, b1))
        )
        out.append(Slot(_kind(a_text, b_text), a_span, a_text, b_span, b_text))
    return tuple(out)


def place_of(text: str, folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Where a text has a folded stretch, with all digits of the numbers at its ends."""
    if end > start:
        return whole_number(text, *folded.span(start, end))
    at = folded.span(start - 1, start).end if start else 0
    return whole_number(text, at, at)


def _kind(one: str, two: str) -> str:
    if not one or not two:
        return "added"
    for name, pattern in _KINDS:
        if pattern.search(one.strip()) and pattern.search(two.strip()):
            return name
    return "free"


class Differing(NamedTuple):
    """The verdict on two units, what decided it, and where they differ."""

    verdict: str | None
    """None if they have none at this threshold."""
    deciding: tuple[Deciding, ...]
    """What spoke for one occasion or two, the weightiest first; documents only."""
    slots: tuple[Slot, ...]


def differing(found: Duplicates, one: int, two: int) -> Differing:
    """Say how two units differ, and what that decided.

    Parameters
    ----------
    found
        The finding.
    one, two
        Rows of two of its units, ``one < two``: sides a and b of what is said.

    Notes
    -----
    All is asked that may speak for one occasion or two, even what could not turn the verdict.
    """
    units, evidence, level = found.units, found.evidence, found.preset.level
    text_of = evidence.texts.text_of
    low, high = sorted((int(text_of[one]), int(text_of[two])))
    turned = int(text_of[one]) != low
    verdict = verdicts.VERDICTS[verdicts.IDENTICAL] if low == high else None
    decided: tuple[Deciding, ...] = ()
    at = np.flatnonzero((evidence.a == low) & (evidence.b == high))
    if len(at):
        word = found.assembled.word[at[0]]
        if word != verdicts.NONE:
            said = verdicts.VERDICTS[word]
            verdict = _TURNED.get(said, said) if turned else said
        if found.told is not None and (verdict or found.told.asked[at[0]]):
            sides = (two, one) if turned else (one, two)
            decided = _deciding([units.text(row) for row in sides], evidence.of(at), level)
    return Differing(verdict, decided, slots(units, one, two, level))


_TURNED = {"contains": "contained", "contained": "contains"}
"""Verdicts as they read when both sides are exchanged."""


def _deciding(strings: list[str], evidence: Resemblance, level: str) -> tuple[Deciding, ...]:
    codes, bounds = comparable(strings, level)
    rows = np.arange(2)
    pair = replace(
        evidence, texts=Texts(codes, bounds, rows, rows), a=np.array([0]), b=np.array([1])
    )
    told = occasions(pair, strings, np.array([True]), closely=True)
    said = [Deciding(kind, float(np.round(told.said[kind][0], 6))) for kind in KINDS]
    some = [each for each in said if abs(each.odds) >= SAID_LEAST]
    return tuple(sorted(some, key=lambda each: (-abs(each.odds), KINDS.index(each.kind))))
