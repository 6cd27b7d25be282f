"""Which characters are read alike: writers put one for the other, 义 for 议."""

from __future__ import annotations

from functools import cache

from corpus.system.resource import resource


def sounds_alike(one: str, other: str) -> bool:
    """Whether two texts of one length can be read alike, tones left out.

    >>> sounds_alike("主议", "主义"), sounds_alike("守", "试")
    (True, False)
    """
    table = _syllables()
    return len(one) == len(other) and all(
        a == b or bool(table.get(a, frozenset()) & table.get(b, frozenset()))
        for a, b in zip(one, other, strict=True)
    )


@cache
def _syllables() -> dict[str, frozenset[str]]:
    """Character → its readings without tone."""
    text = resource("syllables.tsv")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            syllable, characters = line.split("\t")
            for char in characters:
                found.setdefault(char, set()).add(syllable)
    return {char: frozenset(syllables) for char, syllables in found.items()}
