"""The wordings of residue: rules as data in ``resources/residue.toml``, each with its tests."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.errors import FormatError
from corpus.system import kept_patterns
from corpus.system.resource import resource

KINDS = ("lead-in", "recommendation", "notice", "link", "other")
SCOPES = ("line", "lead", "outro", "extends")
_REMEMBERED = 512
"""Lines with a cue: the edges of a piece are looked at several times, and sites repeat theirs."""


class ResidueRule(NamedTuple):
    """One wording, with its tests."""

    name: str
    kind: str
    scope: str
    block: bool
    cue: tuple[str, ...]
    """Strings of which every match holds one; ``^`` before it: it begins a line."""
    pattern: str
    example: str
    counters: tuple[str, ...]


@cache
def rules() -> tuple[ResidueRule, ...]:
    """All rules, in the order of the file.

    Raises
    ------
    FormatError
        If a rule names an unknown kind or scope, or has no cue and is looked for in any text.
    """
    text = resource("residue.toml")
    return tuple(_rule(entry) for entry in tomllib.loads(text)["rule"])


def fires(rule: ResidueRule, line: str) -> bool:
    """Whether one rule fires on a line (without its outer blanks)."""
    pattern = compiled(rule.pattern)
    found = pattern.match(line) if rule.scope == "line" else pattern.search(line)
    return found is not None


@cache
def of_scope(scope: str) -> tuple[ResidueRule, ...]:
    """The rules of one scope, in the order of the file."""
    return tuple(rule for rule in rules() if rule.scope == scope)


compiled = cache(
    kept_patterns.compiled
)  # a rule's pattern, when it is first needed: most never are


def line_rule(line: str) -> ResidueRule | None:
    """Find the first rule by which a line (without its outer blanks) as a whole is residue.

    >>> line_rule("第 1 页 共 5 页").name
    'page-number'
    """
    return first_rule(line) if line_cues().search(line) else None


@lru_cache(maxsize=_REMEMBERED)
def first_rule(line: str) -> ResidueRule | None:
    """As :func:`line_rule`, of a line in which a cue stands."""
    seen = -1  # a rule has several cues
    for row, cue in _cues_of_lines():
        if row > seen and cue in line:
            seen = row
            rule = of_scope("line")[row]
            if compiled(rule.pattern).match(line):
                return rule
    return None


@cache
def _cues_of_lines() -> tuple[tuple[int, str], ...]:
    """Each cue of whole lines with the row of its rule, in the order of the file."""
    rules = enumerate(of_scope("line"))
    return tuple((row, cue.removeprefix("^")) for row, rule in rules for cue in rule.cue)


@cache
def line_cues() -> re.Pattern[str]:
    """Make one pattern of the cues of whole lines: each begins with a character of its own.

    The check that no letter stands before a cue comes behind its first character, so that the
    search can skip to characters that begin one.
    """
    cues = {cue for rule in of_scope("line") for cue in rule.cue}
    return kept_patterns.compiled(
        "|".join(
            f"{re.escape(cue[1])}(?<![^\\W_]{re.escape(cue[1])}){re.escape(cue[2:])}"
            if cue[0] == "^"
            else re.escape(cue)
            for cue in sorted(cues)
        )
    )


def _rule(entry: Mapping[str, object]) -> ResidueRule:
    kind, scope = str(entry["kind"]), str(entry["scope"])
    if kind not in KINDS or scope not in SCOPES:
        raise FormatError(
            f"resources/residue.toml, rule {entry['name']!r}: kind {kind!r} should be one of "
            f"{KINDS}, scope {scope!r} one of {SCOPES}"
        )
    cue, counters = entry.get("cue", ()), entry.get("counters", ())
    if not cue and scope != "extends":
        raise FormatError(f"resources/residue.toml, rule {entry['name']!r}: cue is missing")
    return ResidueRule(
        str(entry["name"]),
        kind,
        scope,
        entry.get("block") is True,
        tuple(str(c) for c in cue) if isinstance(cue, list) else (),
        str(entry["pattern"]),
        str(entry["example"]),
        tuple(str(c) for c in counters) if isinstance(counters, list) else (),
    )
