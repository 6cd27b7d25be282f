"""Noise of known kinds at known rates, put into texts so that every character knows its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding.characters import lookalikes, variants

RATES = (0.02, 0.05, 0.1, 0.2)
"""Shares of the characters (of clauses, for reordering) that are changed."""
MASK = "×"
WIDE = 0xFEE0
"""What to add to an ASCII character for its full-width form."""
_CLAUSE = re.compile(r"[^，。；！？\n]*[，。；！？\n]*")
_ASCII_MARKS = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?"}

Chance = np.random.Generator


class Noisy(NamedTuple):
    """A text with noise in it."""

    text: str
    origin: NDArray[np.int64]
    """Shape (n,): where in the text without noise each character stood."""


def noisy(text: str, kind: str, rate: float, chance: Chance) -> Noisy:
    """Put noise into a text.

    Parameters
    ----------
    text
        Any.
    kind
        ``"lookalike"`` (characters that look alike), ``"masking"`` (×), ``"width"`` (full for half
        and half for full), ``"deletion"`` (characters left out), ``"reordering"`` (a clause
        changes places with the next) or ``"script"`` (traditional characters).
    rate
        How probable the change of a character is that can be changed so; of a clause, for
        reordering.
    chance
        Where chance comes from.

    Examples
    --------
    >>> noisy("一、学习，二、工作", "deletion", 0.5, np.random.default_rng(1)).text
    '一、习、作'
    >>> noisy("(一)学习", "width", 1, np.random.default_rng(0)).text
    '（一）学习'
    """
    return KINDS[kind](text, rate, chance)


def _exchanged(
    table: Callable[[], Mapping[str, str]], text: str, rate: float, chance: Chance
) -> Noisy:
    """Put others in the place of characters that the table has."""
    drawn = (chance.random(len(text)) < rate).tolist()
    known = table()
    changed = "".join(known.get(c, c) if hit else c for c, hit in zip(text, drawn, strict=True))
    return Noisy(changed, np.arange(len(text)))


@cache
def _alike() -> dict[str, str]:
    """Each character of a class to the next one of it."""
    return {
        one: other
        for row in lookalikes()
        for one, other in zip(row.members, row.members[1:] + row.members[0], strict=True)
    }


@cache
def _wide() -> dict[str, str]:
    wide = {chr(code): chr(code + WIDE) for code in range(0x21, 0x7F)}
    return {**{full: half for half, full in wide.items()}, **wide, **_ASCII_MARKS}


@cache
def _traditional() -> dict[str, str]:
    """Each simplified character to the first traditional one that means nothing else."""
    table: dict[str, str] = {}
    for row in variants():
        if row.rule == "t2s" and len(row.simplified) == 1:
            table.setdefault(row.simplified, row.character)
    return table


def _masked(text: str, rate: float, chance: Chance) -> Noisy:
    drawn = (chance.random(len(text)) < rate).tolist()
    changed = "".join(
        MASK if hit and "\u4e00" <= c <= "\u9fff" else c for c, hit in zip(text, drawn, strict=True)
    )
    return Noisy(changed, np.arange(len(text)))


def _shortened(text: str, rate: float, chance: Chance) -> Noisy:
    lines = np.array([c == "\n" for c in text], dtype=bool)
    kept = np.flatnonzero((chance.random(len(text)) >= rate) | lines)
    return Noisy("".join(text[place] for place in kept.tolist()), kept)


def _reordered(text: str, rate: float, chance: Chance) -> Noisy:
    clauses = [m.span() for m in _CLAUSE.finditer(text) if m.end() > m.start()]
    place = 0
    while place + 1 < len(clauses):
        if chance.random() < rate:
            clauses[place], clauses[place + 1] = clauses[place + 1], clauses[place]
            place += 1
        place += 1
    origin = np.concatenate([np.arange(*span) for span in clauses] or [np.zeros(0, np.int64)])
    return Noisy("".join(text[start:end] for start, end in clauses), origin)


KINDS: dict[str, Callable[[str, float, Chance], Noisy]] = {
    "lookalike": lambda text, rate, chance: _exchanged(_alike, text, rate, chance),
    "masking": _masked,
    "width": lambda text, rate, chance: _exchanged(_wide, text, rate, chance),
    "deletion": _shortened,
    "reordering": _reordered,
    "script": lambda text, rate, chance: _exchanged(_traditional, text, rate, chance),
}
