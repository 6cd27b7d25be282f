"""What one look at the code points says of many texts: most hold nothing that a pattern would find.

Every rule of residue names strings of which a match holds one (``cue`` in
``resources/residue.toml``), and so does every way to promise several pieces. Where none of them
stands, no pattern is tried.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import (
    Joined,
    code_points,
    code_points_of,
    looked_up,
    pair_codes,
)
from corpus.model import Span
from corpus.splitting.promise import promise_cues
from corpus.splitting.residue_rules import (
    ResidueRule,
    compiled,
    first_rule,
    line_cues,
    of_scope,
    rules,
)
from corpus.system.patterns import lazy

Codes = NDArray[np.uint64]
Signs = NDArray[np.uint64]
"""One number a text: bit n for the nth rule of residue, :data:`PROMISE` for a promise."""
PROMISE = 1 << 63
_LAST = 0xFFFF
_CODE = np.uint64(21)  # bits of a code point
_NO_CUE = (1 << 64) - 1
_LINE = lazy(r"\S[^\n\r]*")
LONGEST_LOOKED_UP = 3
"""Characters of a cue that are looked up; the pattern looks at what is longer."""


class _Cues(NamedTuple):
    """The cues as numbers, ascending: their first characters, 21 bits each."""

    begins: NDArray[np.bool_]
    """Shape (0x10000,): whether a code point begins a cue."""
    alone: NDArray[np.bool_]
    """The same: whether it is one."""
    pairs: NDArray[np.bool_]
    """Shape (0x10000,): whether two may begin one, by their :func:`pair_codes`."""
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
    at = np.flatnonzero(looked_up(cues.begins, points))
    padded = np.append(points, np.zeros(LONGEST_LOOKED_UP - 1, dtype=np.uint32))
    alone = at[looked_up(cues.alone, points[at])]
    several = at[cues.pairs[pair_codes(padded[at], padded[at + 1])]]
    found = np.zeros(len(bounds) - 1, dtype=np.uint64)
    for more, at in enumerate((alone, *repeat(several, LONGEST_LOOKED_UP - 1))):
        value = np.zeros(len(at), dtype=np.uint64)
        for step in range(more + 1):
            value = value << _CODE | padded[at + step].astype(np.uint64)
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


def line_rules_within(
    text: str, span: tuple[int, int], longest: int
) -> Iterator[tuple[Span, ResidueRule]]:
    r"""Find the lines that are residue as a whole, whatever stands around them.

    Parameters
    ----------
    text, span
        A source's text and the stretch to look at.
    longest
        Characters of a line; longer ones are left alone.

    Yields
    ------
    tuple of Span and ResidueRule
        A line without its outer blanks, and its rule, in reading order.

    Examples
    --------
    >>> text = "一、学习。\n第 1 页 共 5 页\n二、总结。"
    >>> [(text[a:b], rule.name) for (a, b), rule in line_rules_within(text, (0, len(text)), 240)]
    [('第 1 页 共 5 页', 'page-number')]
    """
    start, end = span
    places = _cue_places(text)["line"]
    is_cue = line_cues().match
    done = start
    for at in places[bisect_left(places, start) : bisect_left(places, end)]:
        if at < done or not is_cue(text, at):
            continue
        first = max(text.rfind("\n", start, at), text.rfind("\r", start, at)) + 1
        line = _WHOLE_LINE.search(text, first or start, end)
        if line is None:
            continue
        done = line.end()
        if done - line.start() <= longest:
            rule = first_rule(line[0])
            if rule is not None:
                yield Span(*line.span()), rule


_WHOLE_LINE = lazy(r"\S(?:[^\n\r]*\S)?")


@lru_cache(maxsize=1)  # the pieces of one source ask one after the other
def _cue_places(text: str) -> dict[str, list[int]]:
    """Find where a cue of each scope may begin: its first two characters stand there."""
    begins, alone, pairs = _cue_begins()
    points = code_points_of(text)
    at = np.flatnonzero(begins.take(points, mode="clip"))
    first, second = points[at], points.take(at + 1, mode="clip")
    seen = pairs[pair_codes(first, second)] | alone[first]
    return {scope: at[seen & bit > 0].tolist() for scope, bit in _SCOPES.items()}


_SCOPES = {"line": 1, "lead": 2, "outro": 4}


def cue_within(text: str, scope: str, start: int, end: int) -> bool:
    """Whether a cue of a scope may stand in a stretch of a source: where not, no rule fires.

    >>> text = "全镇开展工作。\\n下面是小编整理的范文。"
    >>> cue_within(text, "lead", 0, 7), cue_within(text, "lead", 8, len(text))
    (False, True)
    """
    places = _cue_places(text)[scope]
    row = bisect_left(places, start)
    return row < len(places) and places[row] < end


@cache
def _cue_begins() -> tuple[NDArray[np.bool_], NDArray[np.uint8], NDArray[np.uint8]]:
    """Return which code points begin a cue, which are one, which pairs begin one.

    All of shape (0x10000,); pairs by their :func:`pair_codes`; a bit for each scope.
    """
    begins = np.zeros(_LAST + 1, dtype=np.bool_)
    alone, pairs = (np.zeros(_LAST + 1, dtype=np.uint8) for _ in range(2))
    for scope, bit in _SCOPES.items():
        cues = {cue.removeprefix("^") for rule in of_scope(scope) for cue in rule.cue}
        begins[[ord(cue[0]) for cue in cues]] = True
        for cue in cues:
            if len(cue) == 1:
                alone[ord(cue)] |= bit
            else:
                pairs[pair_codes(*code_points(cue[:2]))] |= bit
    return begins, alone, pairs


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
    begins, alone, pairs = (np.zeros(_LAST + 1, dtype=bool) for _ in range(3))
    words = {cue.removeprefix("^") for cue, _ in cues}
    begins[[ord(word[0]) for word in words]] = True
    alone[[ord(word) for word in words if len(word) == 1]] = True
    several = code_points("".join(word[:2] for word in words if len(word) > 1)).reshape(-1, 2)
    pairs[pair_codes(several[:, 0], several[:, 1])] = True
    return _Cues(
        begins,
        alone,
        pairs,
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
