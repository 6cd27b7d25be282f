"""Readings of witnesses: every place in which they differ as one typed variant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.findings.collation.attestation import Attestation, Usage
from analysis.findings.collation.moves import moved_pairs
from analysis.findings.collation.places import VariantPlace, differing_places
from analysis.findings.collation.variants import kind_of
from corpus.model import Span

DECIDED_BY_USAGE = frozenset(("lookalike", "homophone", "inserted", "dropped", "wording"))
"""Kinds of which one reading may be the usual one and the other a mistake."""
SHORT_READING = 12
"""Characters up to which it is worth asking whether a reading is usual in its context."""
ODD_ONE = 3
"""So many witnesses without a passage, against one with it, make it an insertion."""


class Witness(NamedTuple):
    """One version of the text."""

    id: str
    text: str
    start: int
    """Where the text begins in its source."""


class Reading(NamedTuple):
    """What one witness has in a place; ``span`` is in its source, empty where it has nothing."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One place where witnesses differ."""

    n: int
    """Number of the place, in order, from 1."""
    kind: str
    """One of :data:`analysis.findings.collation.variants.VARIANT_KINDS`."""
    readings: Mapping[str, Reading]
    """Witness → reading; every witness has one."""
    left: str = field(repr=False, default="")
    """What stands before the place in all witnesses, as far as they agree."""
    right: str = field(repr=False, default="")
    usage: Usage | None = field(repr=False, default=None)
    """Which reading is the usual one; None where nobody asked or nothing tells."""
    partner: int | None = field(repr=False, default=None)
    """Of a moved passage: the number of the place where it stands in the other witnesses."""

    @property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """Different readings → their witnesses, in order of the witnesses."""
        found: dict[str, list[str]] = {}
        for name, reading in self.readings.items():
            found.setdefault(reading.text, []).append(name)
        return {text: tuple(names) for text, names in found.items()}


def variants_of(
    witnesses: Sequence[Witness], attestation: Attestation, *, directed: bool = False
) -> tuple[Variant, ...]:
    """Align witnesses and type every place in which they differ.

    Parameters
    ----------
    witnesses
        Versions of one text, with different ids.
    attestation
        Other texts, to tell which reading is the usual one.
    directed
        The first witness is what the others are held against: text that it lacks was inserted,
        text that another lacks was dropped. Otherwise evidence decides which of the two it was.
    """
    texts = sorted({witness.text for witness in witnesses})
    if len(texts) < 2:
        return ()
    number = {text: row for row, text in enumerate(texts)}
    column = [number[witness.text] for witness in witnesses]
    places = differing_places(texts)
    readings = [
        [text[begin:end] for text, (begin, end) in zip(texts, place.stretches, strict=True)]
        for place in places
    ]
    partner = moved_pairs(readings)
    found = []
    for row, (place, words) in enumerate(zip(places, readings, strict=True)):
        kind = kind_of(words, left=place.left, right=place.right)
        usage = _usage(words, place, attestation) if kind in DECIDED_BY_USAGE else None
        if row in partner:
            kind = "moved"
        elif kind == "dropped":
            here = [words[c] for c in column]
            added = not here[0] if directed else _is_insertion(here, usage)
            kind = "inserted" if added else "dropped"
        found.append(
            Variant(
                row + 1,
                kind,
                {
                    witness.id: _reading(witness, place, words, c)
                    for witness, c in zip(witnesses, column, strict=True)
                },
                place.left,
                place.right,
                None if row in partner else usage,
                partner[row] + 1 if row in partner else None,
            )
        )
    return tuple(found)


def _reading(witness: Witness, place: VariantPlace, words: Sequence[str], column: int) -> Reading:
    begin, end = place.stretches[column]
    return Reading(Span(witness.start + begin, witness.start + end), words[column])


def _usage(words: Sequence[str], place: VariantPlace, attestation: Attestation) -> Usage | None:
    """Ask which of two short readings is the usual one."""
    one, *others = sorted(set(words))
    if len(others) != 1 or max(len(one), len(others[0])) > SHORT_READING:
        return None
    usage = attestation.usual(one, others[0], left=place.left, right=place.right)
    return usage if usage.preferred is not None else None


def _is_insertion(words: Sequence[str], usage: Usage | None) -> bool:
    """Whether a passage that some lack was added rather than left out.

    What is usual decides; else one witness alone against several. Otherwise it counts as left
    out: who copies loses text more often than he finds some.
    """
    if usage is not None:
        return usage.preferred == ""
    missing = sum(not word for word in words)
    return missing >= ODD_ONE and len(words) - missing == 1
