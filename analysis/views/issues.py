"""Findings as a reviewer meets them: one rule, one place, and the other places it points to.

Copies are told as a star: each further member of a family points to its representative, so that
n copies make n − 1 issues and not n²/2. A passage is told once a group, with all its places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from analysis.views.identity import Locate, digest, identity
from analysis.views.rules import OF_VERDICT, Record, rule, rule_of_note
from corpus.model import Source, Span

PERCENT = 100


class IssuePlace(NamedTuple):
    """Where something stands."""

    name: str
    """Id of the unit, for people."""
    source: Source
    span: Span | None
    """None: the file as a whole."""


class Issue(NamedTuple):
    """One thing to look at."""

    code: str
    facts: str
    """What is to be said beside the rule's name."""
    place: IssuePlace
    others: tuple[IssuePlace, ...]
    fingerprint: str


def issues(records: Iterable[Record], locate: Locate, *, lang: str = "zh") -> Iterator[Issue]:
    """Turn records into issues.

    Parameters
    ----------
    records
        Of any verb; what is no finding is passed over.
    locate
        Finds the source and the span of a unit.
    lang
        Language of what is said.
    """
    kept = list(records)
    pairs = {frozenset((r["a"], r["b"])): r for r in kept if r["type"] == "pair"}
    checked = any(r["type"] == "check" for r in kept)
    groups: dict[Any, list[Record]] = {}
    for record in kept:
        kind = record["type"]
        if kind in ("source", "document"):
            yield from _notes(record, locate)
        elif kind == "family":
            yield from _star(record, pairs, locate)
        elif kind == "pair" and record["family"] is None:
            yield _pair(record, locate)
        elif kind == "sentence" and record["class"] == "boilerplate":
            yield _sentence(record, locate, lang)
        elif kind == "template":
            yield _template(record, locate)
        elif kind == "passage":
            # checked: told for each new document; else the group wherever it stands
            place = (record["a"], tuple(record["a_span"])) if checked else record["group"]
            groups.setdefault(place, []).append(record)
    for members in groups.values():
        yield _passage(members, locate)


def percent(share: float) -> str:
    """Return a share as a percentage that is 0 or 100 only where it is exactly that.

    >>> percent(0.9996), percent(1), percent(0.0001), percent(0.5)
    ('>99.9%', '100%', '<0.1%', '50.0%')
    """
    if share in (0, 1):
        return f"{share * PERCENT:.0f}%"
    if share < 0.001:
        return "<0.1%"
    return ">99.9%" if share > 0.999 else f"{share * PERCENT:.1f}%"


def _unit(locate: Locate, side: str, name: str, span: Any = None) -> IssuePlace:
    source, whole = locate(side, name)
    return IssuePlace(name, source, Span(*(whole if span is None else span)))


def _pair(record: Record, locate: Locate) -> Issue:
    a, b = _unit(locate, "a", record["a"]), _unit(locate, "b", record["b"])
    code = OF_VERDICT[record["verdict"]]
    return Issue(code, percent(record["similarity"]), a, (b,), identity(record, locate) or "")


def _star(family: Record, pairs: dict[frozenset[str], Record], locate: Locate) -> Iterator[Issue]:
    """Tell each further member with the representative, or with whom its pair was kept."""
    first = family["representative"]
    members = [first, *(name for name in family["members"] if name != first)]
    for number, name in enumerate(members):
        found = (pairs.get(frozenset((other, name))) for other in members[:number])
        pair = next((pair for pair in found if pair is not None), None)
        if pair is None:  # not selected, or accepted
            continue
        (other,) = {pair["a"], pair["b"]} - {name}
        place, centre = _unit(locate, "a", name), _unit(locate, "a", other)
        code, score = OF_VERDICT[pair["verdict"]], percent(pair["similarity"])
        yield Issue(code, score, place, (centre,), identity(pair, locate) or "")


def _passage(members: list[Record], locate: Locate) -> Issue:
    places: dict[tuple[int, Span | None], IssuePlace] = {}
    for record in members:
        for side in ("a", "b"):
            place = _unit(locate, side, record[side], record[f"{side}_span"])
            places.setdefault((id(place.source), place.span), place)
    first, *others = places.values()
    size = max(record["characters"] for record in members)
    return Issue("D201", str(size), first, tuple(others), identity(members[0], locate) or "")


def _sentence(record: Record, locate: Locate, lang: str) -> Issue:
    place = _unit(locate, "a", record["document"], record["span"])
    count = {"zh": "{n} 家", "en": "{n} families"}[lang].format(n=record["families"])
    return Issue("B101", count, place, (), identity(record, locate) or "")


def _template(record: Record, locate: Locate) -> Issue:
    first, *others = (_unit(locate, "a", o["document"], o["span"]) for o in record["occurrences"])
    return Issue("B102", record["text"], first, tuple(others), identity(record, locate) or "")


def _notes(record: Record, locate: Locate) -> Iterator[Issue]:
    for note in record["notes"]:
        code = rule_of_note(note["code"])
        if code is None:
            continue
        source, _ = locate("a", record["id"])
        span = Span(*note["span"])
        text = source.text[slice(*span)]
        place = IssuePlace(record["id"], source, span if source.encoding is not None else None)
        yield Issue(code, note["message"], place, (), digest(note["code"], [text]))


def headline(issue: Issue, lang: str) -> str:
    """Say an issue in words, without its other places."""
    return f"{rule(issue.code, lang).name} ({issue.facts})"
