"""Which of many texts may hold residue at all: one look at the code points of all of them.

Every rule names strings of which a match holds one (``cue`` in ``resources/residue.toml``). Most
texts hold none of them, and no pattern needs to be tried there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import Joined
from corpus.splitting.residue_rules import compiled, rules
from corpus.system.patterns import lazy

Codes = NDArray[np.uint64]
_LAST = 0xFFFF
_CODE = np.uint64(21)  # bits of a code point
_BEGINS, _LETTER = 1, 2
_LINE = lazy(r"\S[^\n\r]*")
LONGEST_LOOKED_UP = 3
"""Characters of a cue that are looked up; what is longer is looked for in the texts left over."""


class _Cues(NamedTuple):
    """The cues as numbers, ascending: their first characters, 21 bits each."""

    kinds: NDArray[np.uint8]
    """Shape (0x10000,): whether a code point begins a cue, whether it is a letter or a figure."""
    anywhere: tuple[Codes, ...]
    """By the number of characters, from 1 on."""
    apart: tuple[Codes, ...]
    """The same of cues before which no letter stands."""


def may_have_residue(texts: Joined) -> NDArray[np.bool_]:
    """Say of many texts which hold a cue, or the beginning of one.

    Parameters
    ----------
    texts
        Any number of texts; see :func:`corpus.folding.codepoints.joined`.

    Returns
    -------
    ndarray
        Shape (texts,), bool. Where it is False, no rule fires anywhere in the text.

    Examples
    --------
    >>> from corpus.folding.codepoints import joined
    >>> may_have_residue(joined(["推荐访问：总结", "全镇开展工作。"])).tolist()
    [True, False]
    """
    points, bounds = texts
    cues = _cues()
    kinds = cues.kinds.take(points, mode="clip")
    at = np.flatnonzero(kinds & _BEGINS)
    padded = np.append(points, np.zeros(LONGEST_LOOKED_UP - 1, dtype=np.uint32))
    starts = np.zeros(len(points) + 1, dtype=bool)
    starts[bounds] = True
    apart = starts[at] | ((kinds[at - 1] & _LETTER) == 0)
    value = np.zeros(len(at), dtype=np.uint64)
    found = np.zeros(len(bounds) - 1, dtype=bool)
    for more in range(LONGEST_LOOKED_UP):
        value = value << _CODE | padded[at + more].astype(np.uint64)
        hit = _among(value, cues.anywhere[more]) | (apart & _among(value, cues.apart[more]))
        rows = texts.rows(at[hit])
        found[rows[at[hit] + more < bounds[rows + 1]]] = True  # else it runs over two texts
    return found


def any_rule_fires(text: str) -> bool:
    """Whether any rule but those of ``extends`` fires on a line of a text.

    >>> any_rule_fires("全镇开展工作。\\n推荐访问：总结"), any_rule_fires("收集、整理意见。")
    (True, False)
    """
    for row in {row for cue, rows in _rules_of_cues() if cue in text for row in rows}:
        rule = rules()[row]
        pattern = compiled(rule.pattern)
        if rule.scope != "line":
            if pattern.search(text):
                return True
        elif any(pattern.match(line[0].rstrip()) for line in _LINE.finditer(text)):
            return True
    return False


@cache
def _rules_of_cues() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each cue and the rules that have it, by their rows."""
    rows_of: dict[str, list[int]] = {}
    for row, rule in enumerate(rules()):
        for cue in rule.cue:
            rows_of.setdefault(cue.removeprefix("^"), []).append(row)
    return tuple((cue, tuple(rows)) for cue, rows in rows_of.items())


def _among(values: Codes, ascending: Codes) -> NDArray[np.bool_]:
    if not len(ascending):
        return np.zeros(len(values), dtype=bool)
    found: NDArray[np.bool_] = (
        ascending.take(np.searchsorted(ascending, values), mode="clip") == values
    )
    return found


@cache
def _cues() -> _Cues:
    cues = sorted({cue for rule in rules() for cue in rule.cue})
    kinds = np.array([_LETTER * chr(code).isalnum() for code in range(_LAST + 1)], dtype=np.uint8)
    for cue in cues:
        kinds[ord(cue.removeprefix("^")[0])] |= _BEGINS
    return _Cues(
        kinds,
        _numbers(cue for cue in cues if cue[0] != "^"),
        _numbers(cue[1:] for cue in cues if cue[0] == "^"),
    )


def _numbers(cues: Iterable[str]) -> tuple[Codes, ...]:
    found: list[set[int]] = [set() for _ in range(LONGEST_LOOKED_UP)]
    for cue in cues:
        number = 0
        for char in cue[:LONGEST_LOOKED_UP]:
            number = number << int(_CODE) | ord(char)
        found[min(len(cue), LONGEST_LOOKED_UP) - 1].add(number)
    return tuple(np.array(sorted(numbers), dtype=np.uint64) for numbers in found)
