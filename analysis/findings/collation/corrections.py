"""Corrections that a collation proposes: 与论 → 舆论, with the witnesses for each reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.findings.collation.attestation import TIMES, dictionary, word_over
from corpus.folding.characters import lookalikes
from corpus.model import Span

if TYPE_CHECKING:
    from analysis.findings.collation.finding import Collation
    from analysis.findings.collation.readings import Variant, Witness

MISTAKES = frozenset(("lookalike", "homophone", "dropped", "wording"))
"""Kinds of variants from which a correction may follow."""
COPIES = 0.5
"""Share of common text from which on witnesses are copies; else the other wording is no mistake."""
RARE = 10
"""A pair of characters so many times rarer than its look-alike is taken for a mistake."""


class Correction(NamedTuple):
    """A word that is probably a mistake, and what it probably should be."""

    wrong: str
    right: str
    wrong_in: Mapping[str, tuple[Span, ...]]
    """Witness → places in its source that have the wrong word."""
    right_in: Mapping[str, tuple[Span, ...]]
    """Witness → the same places, where it has the right word; empty if none has."""
    phrase: str
    """What the corpus, or the dictionary, has instead."""
    times: int
    """How often the corpus has it; 0: the dictionary has it."""


def corrections(collation: Collation) -> tuple[Correction, ...]:
    """Propose corrections from variants, and for look-alikes that all witnesses share.

    Parameters
    ----------
    collation
        The witnesses aligned.

    Returns
    -------
    tuple of Correction
        One for each pair of words, in the order of their first places.
    """
    drafts: dict[tuple[str, str], _Draft] = {}
    for variant in collation.variants:
        if collation.agreement >= COPIES and is_mistake(variant):
            _from_variant(variant, drafts)
    for witness in collation.witnesses:
        for wrong, right, times, span in _shared_suspects(collation, witness):
            draft = drafts.setdefault((wrong, right), _Draft(right, times))
            places = draft.wrong_in.setdefault(witness.id, [])
            if span not in places:
                places.append(span)
    order = {name: row for row, name in enumerate(collation.ids)}
    found = [
        Correction(
            wrong,
            right,
            _sorted(draft.wrong_in, order),
            _sorted(draft.right_in, order),
            draft.phrase,
            draft.times,
        )
        for (wrong, right), draft in drafts.items()
    ]
    return tuple(sorted(found, key=lambda c: (min(c.wrong_in.values(), key=min)[0], c.wrong)))


def is_mistake(variant: Variant) -> bool:
    """Whether one reading is usual and the other none that anybody could have meant.

    党委 for 党工委 is another body, 职业德 for 职业道德 is nothing.
    """
    if variant.kind not in MISTAKES or variant.usage is None:
        return False
    if variant.kind in ("lookalike", "homophone"):
        return True
    right = variant.usage.preferred or ""
    return bool(right) and all(
        _is_nothing(text, right, variant) for text in variant.texts if text != right
    )


def _is_nothing(wrong: str, right: str, variant: Variant) -> bool:
    """Whether no word comes of a reading where another makes one."""
    if not wrong:
        return not word_over(wrong, left=variant.left, right=variant.right)
    word = word_over(right, left=variant.left, right=variant.right, shortest=True)
    if len(wrong) != len(right) or not word:
        return False
    before, after = _around(word, right, variant)
    left = variant.left[len(variant.left) - before :]
    return left + wrong + variant.right[:after] not in dictionary()


class _Draft:
    def __init__(self, phrase: str, times: int) -> None:
        self.phrase = phrase
        self.times = times
        self.wrong_in: dict[str, list[Span]] = {}
        self.right_in: dict[str, list[Span]] = {}


def _sorted(
    places: Mapping[str, list[Span]], order: Mapping[str, int]
) -> dict[str, tuple[Span, ...]]:
    return {name: tuple(sorted(places[name])) for name in sorted(places, key=order.__getitem__)}


def _from_variant(variant: Variant, drafts: dict[tuple[str, str], _Draft]) -> None:
    usage = variant.usage
    if usage is None or usage.preferred is None:
        return
    whole = word_over(
        usage.preferred,
        left=variant.left,
        right=variant.right,
        shortest=variant.kind != "dropped",
    )
    before, after = _around(whole or usage.phrase, usage.preferred, variant)
    if before + after < 2 and variant.kind == "dropped":  # 习 alone says nothing: 习总书记
        after += _word_at(variant.right[after:])
    left = variant.left[len(variant.left) - before :]
    right = variant.right[:after]
    for name, reading in variant.readings.items():
        span = Span(reading.span.start - before, reading.span.end + after)
        for other in variant.texts:
            if other == usage.preferred:
                continue
            key = (left + other + right, left + usage.preferred + right)
            draft = drafts.setdefault(key, _Draft(usage.phrase, usage.times))
            if reading.text == other:
                draft.wrong_in.setdefault(name, []).append(span)
            elif reading.text == usage.preferred:
                draft.right_in.setdefault(name, []).append(span)


def _around(word: str, reading: str, variant: Variant) -> tuple[int, int]:
    """Characters of context that a word takes on either side of the reading in it."""
    for before in range(len(word) - len(reading) + 1):
        after = len(word) - len(reading) - before
        head = variant.left[len(variant.left) - before :]
        if head + reading + variant.right[:after] == word and len(head) == before:
            return before, after
    return min(1, len(variant.left)), min(1, len(variant.right))


def _word_at(text: str) -> int:
    """Length of the longest dictionary word of two to four characters at the beginning."""
    return max((n for n in (2, 3, 4) if text[:n] in dictionary() and n <= len(text)), default=0)


def _shared_suspects(
    collation: Collation, witness: Witness
) -> Iterator[tuple[str, str, int, Span]]:
    """Words that exist only with another character that looks like one of theirs.

    A pair of characters that the dictionary does not have and the other texts hardly ever, of
    which a pair that both have differs in a look-alike.
    """
    times, words = collation.attestation.times, dictionary()
    text, alike = witness.text, alternatives()
    for place, char in enumerate(text):
        for other in alike.get(char, ""):
            for begin in (place - 1, place):
                pair = text[begin : begin + 2] if begin >= 0 else ""
                right = pair.replace(char, other)
                if len(pair) < 2 or right not in words or pair in words:
                    continue
                # 参与论坛 has the pair 与论, but as parts of two words.
                parted = (
                    text[begin - 1 : begin + 1] in words or text[begin + 1 : begin + 3] in words
                )
                if not parted and times(right) >= max(TIMES, RARE * times(pair)):
                    span = Span(witness.start + begin, witness.start + begin + 2)
                    yield pair, right, times(right), span


@cache
def alternatives() -> dict[str, str]:
    """Character → those of its class of look-alikes seen in real mistakes, or well known."""
    return {
        char: row.members.replace(char, "")
        for row in lookalikes()
        if row.kind in ("seen", "known")
        for char in row.members
    }
