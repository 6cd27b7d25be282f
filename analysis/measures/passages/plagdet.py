"""How well found passages agree with known ones: the measures of PAN.

Potthast, Stein, Barrón-Cedeño and Rosso (2010), "An evaluation framework for plagiarism
detection", COLING, section 3: character-based macro precision and recall, granularity (in how many
stretches a known passage is found), and plagdet, which joins the three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import log2
from typing import NamedTuple


class Case(NamedTuple):
    """A passage: the same text in two documents."""

    a: str
    a_start: int
    a_end: int
    b: str
    b_start: int
    b_end: int


class Score(NamedTuple):
    """All from 0 to 1, but granularity, which is 1 or more."""

    precision: float
    recall: float
    granularity: float
    plagdet: float


def score(known: Iterable[Case], found: Iterable[Case]) -> Score:
    """Compare found passages with known ones.

    A found passage detects a known one if both overlap it in both documents. Recall is the mean
    share of the known passages' characters, on both sides together, that passages detecting them
    cover; precision the same with known and found exchanged.

    Parameters
    ----------
    known, found
        Passages, ``a`` and ``b`` in the same sense in both.

    Returns
    -------
    Score
        Precision and recall are 0 where there is nothing to average; granularity is then 1.

    Examples
    --------
    Half of one passage is found, in two stretches, and nothing else:

    >>> known = [Case("甲", 0, 100, "乙", 0, 100)]
    >>> found = [Case("甲", 0, 20, "乙", 0, 20), Case("甲", 70, 100, "乙", 70, 100)]
    >>> precision, recall, granularity, plagdet = score(known, found)
    >>> precision, recall, granularity, round(plagdet, 6)
    (1.0, 0.5, 2.0, 0.42062)
    """
    (covered, times), (exact, _) = details(known, found)
    recall, precision = (sum(each) / len(each) if each else 0.0 for each in (covered, exact))
    detected = [count for count in times if count]
    granularity = sum(detected) / len(detected) if detected else 1.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Score(precision, recall, granularity, f1 / log2(1 + granularity))


class Detail(NamedTuple):
    """What the measures are means of."""

    covered: list[float]
    """Share of each passage that passages of the other side cover."""
    times: list[int]
    """How many of these meet it."""


def details(known: Iterable[Case], found: Iterable[Case]) -> tuple[Detail, Detail]:
    """Return what :func:`score` averages, for each known passage and for each found one.

    Parameters
    ----------
    known, found
        As for :func:`score`.

    Examples
    --------
    >>> known = [Case("甲", 0, 100, "乙", 0, 100)]
    >>> details(known, [Case("甲", 50, 150, "乙", 50, 150)])
    (Detail(covered=[0.5], times=[1]), Detail(covered=[0.5], times=[1]))
    """
    cases, detections = list(known), list(found)
    return _detail(cases, detections), _detail(detections, cases)


def _detail(these: list[Case], others: list[Case]) -> Detail:
    """Covered share of each of these passages, and how many of the others meet it."""
    between: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for other in others:
        between[other.a, other.b].append(other)
    covered: list[float] = []
    times = []
    for case in these:
        meeting = [other for other in between[case.a, case.b] if _meets(case, other)]
        times.append(len(meeting))
        common = _covered([o[1:3] for o in meeting], *case[1:3])
        common += _covered([o[4:6] for o in meeting], *case[4:6])
        size = case.a_end - case.a_start + case.b_end - case.b_start
        covered.append(common / size if size else 0.0)
    return Detail(covered, times)


def _meets(one: Case, two: Case) -> bool:
    return (
        max(one.a_start, two.a_start) < min(one.a_end, two.a_end)
        and max(one.b_start, two.b_start) < min(one.b_end, two.b_end)
    )  # fmt: skip


def _covered(stretches: list[tuple[int, int]], start: int, end: int) -> int:
    """Characters from start to end that lie in at least one of the stretches."""
    total, reach = 0, start
    for first, last in sorted(stretches):
        total += max(0, min(last, end) - max(first, reach))
        reach = max(reach, last)
    return total
