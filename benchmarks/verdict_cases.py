"""The invented pairs of ``tests/cases/verdicts``: forms and revisions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "verdicts"


class InventedPair(NamedTuple):
    """Two texts and what they are to one another."""

    kind: str
    """``rounds``, ``meetings``, ``tender``, …"""
    label: str
    """``form`` or ``revision``; in the second lot ``copy``, ``contained`` and ``none``, too."""
    first: str
    second: str


def in_lines(path: Path = CASES / "pairs.tsv") -> Iterator[InventedPair]:
    """Read texts of one line each, with both readings of a form and of a revision inside."""
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    for line in lines[1:]:
        kind, text = line.split("\t")
        first = _reading(text, 1, 1)
        yield InventedPair(kind, "form", first, _reading(text, 2, 1))
        yield InventedPair(kind, "revision", first, _reading(text, 1, 2))


def _reading(text: str, form: int, revision: int) -> str:
    text = re.sub(r"\{([^|}]*)\|([^}]*)\}", lambda m: m[form], text)
    text = re.sub(r"<([^|>]*)\|([^>]*)>", lambda m: m[revision], text)
    return text.replace("¶", "\n")


def in_full(path: Path = CASES / "pairs.jsonl") -> Iterator[InventedPair]:
    """Read pairs of which both texts are written out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield InventedPair(**json.loads(line))


def edited(path: Path = CASES / "edited.txt") -> Iterator[InventedPair]:
    """Read whole texts, with what a form and what a revision replaces below each."""
    for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        kind, _, rest = block.partition("\n")
        text, form, revision = re.split(r"\n--- (?:form|revision)\n", rest)
        for label, edits in (("form", form), ("revision", revision)):
            other = text
            for line in edits.strip("\n").split("\n"):
                old, new = (each.replace("¶", "\n") for each in re.split(" →(?: |$)", line))
                other = other.replace(old, new)
            yield InventedPair(kind, label, text, other)


def second(folder: Path = CASES / "second") -> Iterator[InventedPair]:
    """Read the second lot, of which its README says how it is written and what its labels mean."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").removeprefix("=== ").split("\n=== "):
            kind, _, rest = block.partition("\n")
            text, *others = re.split(r"\n--- (?=[a-z]+: )", rest.rstrip("\n"))
            for other in others:
                head, _, changes = other.partition("\n")
                yield InventedPair(kind, head.partition(":")[0], text, _other_text(text, changes))


def _other_text(text: str, changes: str) -> str:
    if changes.startswith("=\n"):
        return changes.removeprefix("=\n")
    for line in changes.split("\n"):
        old, new = (each.replace("¶", "\n") for each in re.split(" →(?: |$)", line))
        if old not in text:
            raise ValueError(f"nothing to replace: {line}")
        text = text.replace(old, new)
    return text
