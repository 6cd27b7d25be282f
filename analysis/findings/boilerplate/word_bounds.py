"""Where words and clauses begin near shared stretches, so that a phrase ends where a word does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.boilerplate.classes import Characters
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from corpus.model import Span
from corpus.words.numbered_tokens import NumberedTokens
from corpus.words.tokens import Tokenizer

_SOFT = ("u", "c", "y")
"""First letters of tags of words that no phrase begins or ends with: 的, 地, 了; 和, 及; 吗."""
_PAUSES = frozenset("，。；：！？、,.;:!?…—")
_UNITS = frozenset("条款项章节编次届")
"""What is left of 第三十条 or 第十次 where words are cut before it: no phrase begins with that."""
_ORDINAL = "第"
"""What is left of it at the other end: no phrase ends with that."""
_WANTING = frozenset(
    {
        *("纳入", "列入", "归入", "融入", "作为", "成为", "视为", "定为", "列为", "属于", "位于"),
        *("处于", "在于", "用于", "便于", "利于", "等于", "站在", "摆在", "放在", "来自", "得到"),
        *("受到", "达到", "做到", "予以", "给予", "加以", "进行", "具有", "负有", "按照", "依据"),
        *("根据", "通过", "围绕", "针对", "随着", "贯穿"),
    }
)
"""Words whose object follows: 意识形态工作纳入 (what?) is no phrase, unless a clause ends there."""
_NUMERAL = re.compile(r"[0-9一二三四五六七八九十]{1,3}")
_OPENING, _CLOSING, _POINT = "（(", "）)", "、．."
"""Around or behind the number of a point, (三) or 三、, with which no phrase begins or ends."""
_SOFT_END = (*_SOFT, "p")  # 关于, 对, 把 may open a phrase and not close it


_PAIRS = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "（": "）", "(": ")", "「": "」", "『": "』"}
_CLOSERS = frozenset(_PAIRS.values())


def closed(text: str, start: int, stop: int) -> Span:
    """Grow a stretch by the bracket or quote beside it whose other half it has.

    >>> closed("做到“事事有人管”，", 0, 8)
    Span(start=0, end=9)
    """
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if before not in _PAIRS and after not in _CLOSERS:
        return Span(start, stop)
    waiting: list[str] = []
    missing = 0
    for character in text[start:stop]:
        if character in _PAIRS:
            waiting.append(_PAIRS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
        elif character in _CLOSERS:
            missing += 1
    while waiting and text[stop : stop + 1] == waiting[-1]:
        waiting.pop()
        stop += 1
    while missing and start and text[start - 1] in _PAIRS:
        missing -= 1
        start -= 1
    return Span(start, stop)


class _Words(NamedTuple):
    """Words of some stretches of text, in the order of their folded characters."""

    start: Ints
    """Where each begins among the folded characters, ascending; where one ends the next begins."""
    clause: NDArray[np.bool_]
    """Whether punctuation, or nothing, stands before it."""
    soft: NDArray[np.bool_]
    soft_end: NDArray[np.bool_]
    number: NDArray[np.bool_]
    """Whether it is the number of a point, which may begin a clause."""


def trim_to_words(
    texts: Characters, start: Ints, stop: Ints, *, shortest: int
) -> tuple[Ints, Ints]:
    """Move the ends of stretches inwards to where words begin and end.

    Parameters
    ----------
    texts
        The folded characters.
    start, stop
        Shape (n,): half-open stretches of them, each inside one document.
    shortest
        Characters of the shortest phrase. What a stretch has of a clause at either end is dropped
        if it is half as long or less: 精神，牢牢把握 is no phrase.

    Returns
    -------
    start, stop : ndarray
        Shape (n,); ``stop <= start`` where nothing is left.
    """
    if not len(start):
        return start, stop
    words = _words_around(texts, start, stop)
    first = np.searchsorted(words.start, start, side="left")
    last = np.searchsorted(words.start, stop, side="right") - 1  # the word that begins at the end
    clauses = np.flatnonzero(words.clause)
    most = shortest // 2
    begin = words.start[first]
    following = clauses[np.minimum(np.searchsorted(clauses, first), len(clauses) - 1)]
    cut = (words.start[following] - begin <= most) & (following < last)
    first = np.where(cut & (following > first), following, first)
    before = clauses[np.searchsorted(clauses, last, side="right") - 1]
    cut = (words.start[last] - words.start[before] <= most) & (before > first)
    last = np.where(cut & (before < last), before, last)
    for _ in range(shortest):  # a few steps: function words do not stand in long rows
        soft = (words.soft[first] & ~words.clause[first]) | words.number[first]
        soft &= first < last
        closing = last - 1
        soft_end = words.soft_end[closing] & ~words.clause[last] & (first < closing)
        if not (soft.any() or soft_end.any()):
            break
        first, last = first + soft, last - soft_end
    return words.start[first], words.start[last]


def _words_around(texts: Characters, start: Ints, stop: Ints) -> _Words:
    """Cut the sentences in which stretches begin and end; each once."""
    document = np.searchsorted(texts.bounds, start, side="right") - 1
    windows = _windows(texts, document, start, stop)
    cut = Tokenizer()
    bodies = [texts.items[row][(a, b)] for row, a, b in windows]
    begins: list[Ints] = []
    kinds: list[NDArray[np.int8]] = []
    edges = texts.bounds.tolist()
    left = iter(windows)
    for tokens in cut.number(bodies):
        of_types = np.array([*map(_kind, tokens.words, tokens.tags), _PAUSE], dtype=np.int8)
        of_tokens = np.where(_are_numbers(tokens), _NUMBER, of_types[tokens.types])
        for first, last in pairwise(tokens.bounds.tolist()):
            row, a, b = next(left)
            low, high = edges[row], edges[row + 1]
            at = np.append(tokens.starts[first:last] + a, b)
            begins.append(texts.offsets[low:high].searchsorted(at) + low)
            kinds.append(np.append(of_tokens[first:last], np.int8(_PAUSE)))
    place, kind = np.concatenate(begins), np.concatenate(kinds)
    # windows of one document may overlap, and what folding drops has the place of what follows
    order = np.argsort(place, kind="stable")
    place, kind = place[order], kind[order]
    new = np.append(True, place[1:] != place[:-1])
    heads = np.flatnonzero(new)
    clause = np.logical_or.reduceat(kind == _PAUSE, heads)
    real = np.maximum.reduceat(np.where(kind == _PAUSE, _MARK, kind), heads)
    # a window's own first word begins a sentence
    opened = np.isin(place[heads], [found[0] for found in begins])
    return _Words(
        place[heads], clause | opened, real >= _OPENS_NONE, real >= _CLOSES_NONE, real == _NUMBER
    )


_MARK, _WORD, _CLOSES_NONE, _OPENS_NONE, _NUMBER, _PAUSE = -1, 0, 1, 2, 3, 4


def _are_numbers(tokens: NumberedTokens) -> NDArray[np.bool_]:
    """Say which tokens are the number of a point: 三 of (三), and of 三、 at a beginning."""
    types = np.append(tokens.types, -1)  # and nothing behind the last

    def are(of: Iterable[bool]) -> NDArray[np.bool_]:
        return np.append(np.fromiter(of, bool), False)[types]

    numeral = are(_NUMERAL.fullmatch(word) is not None for word in tokens.words)
    opening, closing, point = (
        are(word in marks for word in tokens.words) for marks in (_OPENING, _CLOSING, _POINT)
    )
    found = np.zeros(len(tokens.types), dtype=bool)
    found[1:] = numeral[1:-1] & opening[:-2] & closing[2:]
    first = distinct(tokens.bounds[:-1])
    first = first[first < len(found)]
    found[first] |= numeral[first] & point[first + 1]
    return found


def _kind(word: str, tag: str) -> int:
    """What a token is at the end of a phrase; brackets and quotes are nothing."""
    if tag == "PUNCT":
        return _PAUSE if word in _PAUSES else _MARK
    if tag.startswith(_SOFT) or word in _UNITS:
        return _OPENS_NONE
    open_end = word == _ORDINAL or word in _WANTING or tag.startswith(_SOFT_END)
    return _CLOSES_NONE if open_end else _WORD


def _windows(
    texts: Characters, document: Ints, start: Ints, stop: Ints
) -> list[tuple[int, int, int]]:
    """Document, start and end of the sentences from the one a stretch begins in to its last."""
    begin, end = texts.offsets[start], texts.offsets[stop - 1]
    found: set[tuple[int, int, int]] = set()
    order = np.argsort(document, kind="stable")
    edges = np.flatnonzero(np.diff(document[order], prepend=-1, append=-1))
    for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        rows = order[a:b]
        row = int(document[rows[0]])
        sentences = texts.items[row].sentences
        first = np.searchsorted(sentences[:, 0], begin[rows], side="right") - 1
        last = np.searchsorted(sentences[:, 0], end[rows], side="right") - 1
        # every sentence alone, so that none is cut twice
        for one, other in {*zip(first.tolist(), last.tolist(), strict=True)}:
            found.update((row, *sentences[n].tolist()) for n in range(max(one, 0), other + 1))
    return sorted(found)
