"""What one look at the code points says of many texts: most hold nothing that a pattern would find.

Every rule of residue names strings of which a match holds one (``cue`` in
``resources/residue.toml``), and so does every way to promise several pieces. Where none of them
stands, no pattern is tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import Joined, joined
from corpus.splitting.promise import promise_cues
from corpus.splitting.residue_rules import ResidueRule, compiled, of_scope, rules
from corpus.system.patterns import lazy

Codes = NDArray[np.uint64]
Signs = NDArray[np.uint64]
"""One number a text: bit n for the nth rule of residue, :data:`PROMISE` for a promise."""
PROMISE = 1 << 63
_LAST = 0xFFFF
_CODE = np.uint64(21)  # bits of a code point
_FEW = 600  # characters; so short a text is sooner looked at by the patterns
_NO_CUE = (1 << 64) - 1
_LINE = lazy(r"\S[^\n\r]*")
LONGEST_LOOKED_UP = 3
"""Characters of a cue that are looked up; the pattern looks at what is longer."""


class _Cues(NamedTuple):
    """The cues as numbers, ascending: their first characters, 21 bits each."""

    begins: NDArray[np.bool_]
    """Shape (0x10000,): whether a code point begins a cue."""
    anywhere: tuple[tuple[Codes, Signs], ...]
    """By the number of characters, from 1 on: cues, and the signs that each is."""
    apart: tuple[tuple[Codes, Signs], ...]
    """The same of cues before which no letter stands."""


def signs_of(texts: Joined) -> Signs:
    """Say of many texts which rules of residue may fire in them, and whether they may promise.

    Parameters
    ----------
    texts
        Any number of texts; see :func:`corpus.folding.codepoints.joined`.

    Returns
    -------
    ndarray
        Shape (texts,), uint64. Where it is 0, no rule but those of ``extends`` fires on any line,
        and no line promises several pieces.

    Examples
    --------
    >>> from corpus.folding.codepoints import joined
    >>> (signs_of(joined(["推荐访问：总结", "全镇开展工作。", "总结15篇"])) > 0).tolist()
    [True, False, True]
    """
    points, bounds = texts
    cues = _cues()
    at = np.flatnonzero(cues.begins.take(points, mode="clip"))
    padded = np.append(points, np.zeros(LONGEST_LOOKED_UP - 1, dtype=np.uint32))
    value = np.zeros(len(at), dtype=np.uint64)
    found = np.zeros(len(bounds) - 1, dtype=np.uint64)
    for more in range(LONGEST_LOOKED_UP):
        value = value << _CODE | padded[at + more].astype(np.uint64)
        for apart, (known, signs) in ((False, cues.anywhere[more]), (True, cues.apart[more])):
            place = np.searchsorted(known, value)
            hit = np.flatnonzero(known.take(place, mode="clip") == value)
            first, sign = at[hit], signs.take(place[hit], mode="clip")
            rows = texts.rows(first)
            good = first + more < bounds[rows + 1]  # else it runs over two texts
            if apart:
                good &= (first == bounds[rows]) | ~_letters(points[first - 1])
            np.bitwise_or.at(found, rows[good], sign[good])
    return found


def line_rules_within(text: str) -> tuple[ResidueRule, ...]:
    """Return the rules of whole lines that may fire somewhere in a text, in their order.

    >>> [rule.name for rule in line_rules_within("全镇开展工作。\\n" * 99 + "推荐阅读：总结")]
    ['visit', 'page-data']
    """
    if len(text) < _FEW:
        return of_scope("line")
    signs = int(signs_of(joined([text]))[0])
    return tuple(
        rule for row, rule in enumerate(rules()) if rule.scope == "line" and signs >> row & 1
    )


def any_rule_fires(text: str, signs: int) -> bool:
    """Whether any rule but those of ``extends`` fires on a line of a text.

    Parameters
    ----------
    text, signs
        A text, and what :func:`signs_of` says of it.

    Examples
    --------
    >>> from corpus.folding.codepoints import joined
    >>> texts = ["全镇开展工作。\\n推荐访问：总结", "收集、整理意见。"]
    >>> [any_rule_fires(t, s) for t, s in zip(texts, signs_of(joined(texts)).tolist())]
    [True, False]
    """
    for row, rule in enumerate(rules()):
        if signs >> row & 1:
            pattern = compiled(rule.pattern)
            if rule.scope != "line":
                if pattern.search(text):
                    return True
            elif any(pattern.match(line[0].rstrip()) for line in _LINE.finditer(text)):
                return True
    return False


def _letters(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return np.array([chr(point).isalnum() for point in points.tolist()], dtype=bool)


@cache
def _cues() -> _Cues:
    cues = [(cue, 1 << row) for row, rule in enumerate(rules()) for cue in rule.cue]
    cues += [(cue, PROMISE) for cue in promise_cues()]
    begins = np.zeros(_LAST + 1, dtype=bool)
    begins[[ord(cue.removeprefix("^")[0]) for cue, _ in cues]] = True
    return _Cues(
        begins,
        _numbered((cue, sign) for cue, sign in cues if cue[0] != "^"),
        _numbered((cue[1:], sign) for cue, sign in cues if cue[0] == "^"),
    )


def _numbered(cues: Iterable[tuple[str, int]]) -> tuple[tuple[Codes, Signs], ...]:
    found: list[dict[int, int]] = [{_NO_CUE: 0} for _ in range(LONGEST_LOOKED_UP)]
    for cue, sign in cues:
        number = 0
        for char in cue[:LONGEST_LOOKED_UP]:
            number = number << int(_CODE) | ord(char)
        signs = found[min(len(cue), LONGEST_LOOKED_UP) - 1]
        signs[number] = signs.get(number, 0) | sign
    return tuple(
        (
            np.array(sorted(signs), dtype=np.uint64),
            np.array([signs[number] for number in sorted(signs)], dtype=np.uint64),
        )
        for signs in found
    )
