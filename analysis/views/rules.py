"""Rule codes: a short, stable name for every kind of finding (``D102``, ``B101``, ``P101``).

The words are in ``rules.toml``, in Chinese and English: what it is, why it matters, an example,
what to do. A code is chosen from what the record itself says, so that it needs no field of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Record = Mapping[str, Any]

OF_VERDICT = {
    "identical": "D101",
    "duplicate": "D102",
    "contains": "D103",
    "contained": "D103",
    "same-form": "D104",
    "revision": "D105",
}
_OF_NOTE = {
    "numbering-gap": "P101",
    "marker-gap": "P101",
    "embedded-document": "P102",
    "unmarked-pieces": "P102",
    "numbering-repeat": "P103",
    "numbering-restart": "P103",
    "marker-repeat": "P103",
    "numbering-damaged": "P104",
    "missing-dot": "P104",
    "numbering-format": "P104",
    "joined-line": "P105",
    "broken-line": "P105",
    "shared-line": "P105",
    "count-mismatch": "P106",
    "weak-split": "P107",
    "weak-single": "P107",
    "nested-compilation": "P107",
    "residue-inside": "P108",
    "empty-piece": "P108",
    "contents-list": "P108",
    "left-out": "P108",
    "page-furniture": "P108",
    "reading-order": "P108",
    "scanned-pages": "P108",
    "white-text": "P108",
    "replaced-bytes": "R102",
    "unnamed-glyphs": "R102",
    "misread-text": "R102",
    "misread-damaged": "R102",
    "lost-characters": "R102",
    "private-use": "R102",
    "private-use-read": "R105",
    "foreign-encoding": "R105",
    "lone-surrogates": "R102",
    "nul-characters": "R102",
    "encoding-guessed": "R105",
    "short-row": "R108",
    "read-as": "R109",
}
FAMILIAL = ("D101", "D102", "D105")
"""Rules of the pairs that make a family."""


class Rule(NamedTuple):
    """One rule in one language."""

    code: str
    level: str
    """As SARIF has it: ``error``, ``warning``, ``note`` or ``none``."""
    name: str
    what: str
    why: str
    example: str
    action: str


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))


def codes() -> tuple[str, ...]:
    """List all rule codes, in order.

    >>> codes()[:3]
    ('B101', 'B102', 'D101')
    """
    return tuple(sorted(_table()))


def rule(code: str, lang: str = "zh") -> Rule:
    """Return a rule in words.

    >>> rule("D103", "en").name
    'contained'

    Raises
    ------
    KeyError
        If there is no such rule.
    """
    entry = _table()[code]
    return Rule(code, entry["level"], **entry[lang])


def rule_of_note(code: str) -> str | None:
    """Tell the rule of a note's code; None for notes that are no finding about a text.

    >>> rule_of_note("numbering-gap"), rule_of_note("empty-file"), rule_of_note("themes-none")
    ('P101', 'R103', None)
    """
    from corpus.reading.refusal import (
        RULES,  # here: it brings NumPy along, and help pages need none
    )

    return _OF_NOTE.get(code) or RULES.get(code)


def rules_of(record: Record) -> tuple[str, ...]:
    """Tell the rules that a record falls under; none for what is context (shares, measures).

    >>> rules_of({"type": "pair", "verdict": "revision"}), rules_of({"type": "share"})
    (('D105',), ())
    """
    kind = record["type"]
    if kind == "pair":
        return (OF_VERDICT[record["verdict"]],)
    if kind == "family":
        return FAMILIAL
    if kind == "passage":
        return ("D201",)
    if kind == "template":
        return ("B102",)
    return ("B101",) if kind == "sentence" and record["class"] == "boilerplate" else ()


def selection(select: Sequence[str], ignore: Sequence[str]) -> Callable[[str], bool]:
    """Make a test of codes: chosen by the longest beginning given, ``D1`` for all that begin so.

    >>> wanted = selection(["D", "B101"], ["D10", "B"])
    >>> [code for code in codes() if wanted(code)]
    ['B101', 'D201']
    """

    def longest(code: str, beginnings: Sequence[str]) -> int:
        return max((len(b) for b in beginnings if code.startswith(b)), default=-1)

    def wanted(code: str) -> bool:
        chosen = longest(code, select) if select else 0
        return chosen > longest(code, ignore)

    return wanted


def selected(record: Record, wanted: Callable[[str], bool]) -> Record | None:
    """Return a record as far as it is wanted: None if its rules are not, notes left out one by one.

    Records that fall under no rule always stay.
    """
    found = rules_of(record)
    if found and not any(map(wanted, found)):
        return None
    if record.get("notes"):
        kept = [note for note in record["notes"] if wanted(rule_of_note(note["code"]) or "P")]
        return {**record, "notes": kept}
    return record
