"""Raised figures: 10³ is drawn as 10 and a small 3, and must not become 103."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SIGNS = frozenset("0123456789+-−=()n")


def raised(words: str) -> str:
    """Write raised figures as such; words with any other sign stay as they are.

    >>> raised("3"), raised("-1"), raised("[12]"), raised("注")
    ('³', '⁻¹', '[12]', '注')
    """
    return words.translate(_RAISED) if words and _SIGNS.issuperset(words) else words
