"""What kind of document a text is (总结, 汇报, 方案, 通报 …), and which words say so.

Titles mislead: a collection calls all its pieces 总结, whatever they are. So a document is
believed first where it names itself (现将…汇报如下, 制定本方案), then in the fixed phrases that
only one kind uses (特此通知; 妥否,请批示), then by its title, then by hints. The rules, with
their weights, reasons and examples, are data: ``resources/genre.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpus.errors import FormatError
from corpus.system.kept_patterns import compiled
from corpus.system.patterns import lazy
from corpus.system.resource import resource

ZONES = ("title", "opening", "headings", "closing", "text")
OPENING = 800  # characters; the self-naming sentence of the compilation stands at 25 to 330
CLOSING = 300  # characters; closing phrase, signature, date
READ = 8000  # characters; bounds the work on a huge document
HEADINGS = 60  # headings looked at
LONGEST_GENRE_TITLE = 60  # characters; a longer first line is text


@dataclass(frozen=True, slots=True)
class GenreRule:
    """One clue. It fires where a cue is found and the pattern, if there is one, too."""

    kind: str
    where: str
    weight: int
    cue: tuple[str, ...]
    pattern: str | None
    why: str
    example: str
    counter: str | None

    def quote(self, zone: str) -> str | None:
        """Quote the words of ``zone`` that the rule fires on; None if it does not."""
        for cue in self.cue:
            if cue in zone:
                if self.pattern is None:
                    return cue
                found = _compiled(self.pattern).search(zone)
                return found.group().strip() if found else None
        return None


class FiredRule(NamedTuple):
    """One rule that fired: what it speaks for, where, on which words, how strongly, why."""

    kind: str
    where: str
    quote: str
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a document and all that spoke for and against it."""

    kind: str | None
    scores: Mapping[str, int]
    """Sum of weights for each kind that anything spoke for, highest first."""
    evidence: tuple[FiredRule, ...]


def kind_of(title: str | None, text: str, headings: Sequence[str]) -> str | None:
    """Name the kind of a document, or None where nothing tells.

    Parameters
    ----------
    title
        The document's title; None if it has none (a short first line then stands in).
    text
        Its body.
    headings
        The titles of its sections, in order.

    Examples
    --------
    >>> kind_of("乡镇意识形态工作总结", "为落实有关文件精神,结合我街道实际,制定本方案。", [])
    '方案'
    >>> kind_of(None, "今天天气很好。", []) is None
    True
    """
    return explain_kind(title, text, headings).kind


def explain_kind(title: str | None, text: str, headings: Sequence[str]) -> Verdict:
    """As :func:`kind_of`, with the evidence.

    >>> verdict = explain_kind("工作总结", "现将情况汇报如下:", [])
    >>> [(e.kind, e.where, e.quote, e.weight) for e in verdict.evidence]
    [('总结', 'title', '总结', 5), ('汇报', 'opening', '汇报如下', 10)]
    """
    zones = _zones(title, text, headings)
    rows = sorted(row for where, zone in zones.items() for row in _cued(zone, where))
    evidence = tuple(
        FiredRule(rule.kind, rule.where, quote, rule.weight, rule.why)
        for rule in map(rules().__getitem__, rows)
        if (quote := rule.quote(zones[rule.where])) is not None
    )
    sums: dict[str, int] = {}
    for found in evidence:
        sums[found.kind] = sums.get(found.kind, 0) + found.weight
    # ties go to the kind whose rules stand first in the file: sorted() is stable
    scores = dict(sorted(sums.items(), key=lambda item: -item[1]))
    best = next(iter(scores), None)
    kind = best if best is not None and scores[best] >= _table()[1] else None
    return Verdict(kind, scores, evidence)


def kinds() -> tuple[str, ...]:
    """Return all kinds that the rules know, in the order of the file."""
    return tuple(dict.fromkeys(rule.kind for rule in rules()))


def rules() -> tuple[GenreRule, ...]:
    """Return the rules, in the order of the file.

    Raises
    ------
    FormatError
        If a rule names an unknown place or weight.
    """
    return _table()[0]


def _zones(title: str | None, text: str, headings: Sequence[str]) -> dict[str, str]:
    text = text.strip()
    if title is None:
        first = text[: LONGEST_GENRE_TITLE + 1].split("\n", 1)[0].strip()
        if len(first) <= LONGEST_GENRE_TITLE and not first.endswith(("。", ":", "：", ";", "；")):
            title = first
    annexed = _ANNEX.search(text, SHORTEST_LETTER, READ)
    if annexed:  # what is attached is of another kind
        text = text[: annexed.start()]
    return {
        "title": _bare_title(title or ""),
        "opening": text[:OPENING],
        "headings": "\n".join(headings[:HEADINGS]),
        "closing": text[-CLOSING:],
        "text": text[:READ],
    }


SHORTEST_LETTER = 60
"""Characters of a document above what is attached to it."""
_ANNEX = lazy(r"\n\s{0,8}附\s?件\s?[0-9０-９一二三四五]{0,2}\s?[:：]?\s{0,4}\n")
_TITLE_TAIL = lazy(
    r"(?:\s|篇?[0-9０-９一二三四五六七八九十]{1,3}$|第?[0-9０-９一二三四五六七八九十]{1,3}篇$|篇$"
    r"|范文|模板|精选|大全|合集|例文|优秀|最新|通用|[(（](?!试行|暂行|草案)[^()（）]{0,12}[)）]$)$"
)


def _bare_title(title: str) -> str:
    """Strip from a title what collections append: 篇3, 范文, (精选5篇)."""
    title = title.strip()[-200:]
    for _ in range(6):
        cut = _TITLE_TAIL.search(title)
        if cut is None:
            break
        title = title[: cut.start()].rstrip()
    return title


def _cued(zone: str, where: str) -> set[int]:
    """Find the rows of all rules of a place that have a cue in a zone, reading it once."""
    pattern, rows = _cues(where)
    found: set[int] = set()
    hit = pattern.search(zone)
    while hit is not None:
        found |= rows[hit[0]]
        hit = pattern.search(zone, hit.start() + 1)  # cues may overlap
    return found


@cache
def _cues(where: str) -> tuple[re.Pattern[str], dict[str, set[int]]]:
    """Make one pattern of a place's cues, the longest first; for each, the rows of its rules.

    A longer cue stands for the cues it begins with.
    """
    own = [(row, cue) for row, r in enumerate(rules()) if r.where == where for cue in r.cue]
    longest_first = sorted({cue for _, cue in own}, key=lambda cue: (-len(cue), cue))
    behind: dict[str, list[str]] = {}  # by the first character: what follows it
    for cue in longest_first:
        behind.setdefault(cue[0], []).append(re.escape(cue[1:]))
    pattern = compiled("|".join(f"{re.escape(c)}(?:{'|'.join(r)})" for c, r in behind.items()))
    return pattern, {
        cue: {row for row, other in own if cue.startswith(other)} for cue in longest_first
    }


_compiled = cache(compiled)


@cache
def _table() -> tuple[tuple[GenreRule, ...], int]:
    text = resource("genre.toml")
    data = tomllib.loads(text)
    return tuple(_rule(entry, data["weights"]) for entry in data["rule"]), data["threshold"]


def _rule(entry: Mapping[str, object], weights: Mapping[str, int]) -> GenreRule:
    where, weight = str(entry["where"]), str(entry["weight"])
    if where not in ZONES or weight not in weights:
        raise FormatError(
            f"resources/genre.toml: rule for {entry['kind']} has where={where!r}, "
            f"weight={weight!r}; expected where in {ZONES} and weight in {tuple(weights)}"
        )
    cue = entry["cue"]
    pattern, counter = entry.get("pattern"), entry.get("counter")
    return GenreRule(
        kind=str(entry["kind"]),
        where=where,
        weight=weights[weight],
        cue=tuple(str(c) for c in cue) if isinstance(cue, list) else (str(cue),),
        pattern=None if pattern is None else str(pattern),
        why=str(entry["why"]),
        example=str(entry["example"]),
        counter=None if counter is None else str(counter),
    )
