"""Folding: making characters comparable, with the way back to the source.

Two copies of a text are rarely equal character by character: one has full-width commas, one was
scanned, one is masked with ``xx`` where the other has ``Ⅹ``. So everything that compares texts
compares *codes*: each character is looked up in one table (:mod:`corpus.folding.characters`), what
does not count is dropped, and each placeholder run becomes one code
(:mod:`corpus.folding.placeholders`). Every code remembers where in the source it came from, and
answers are always given there.

The levels are graded: texts equal at one level are equal at every later one.

``strict``
    Width and case: NFKC forms of one character, lower case, ASCII quotation marks; blanks and
    control characters dropped. Punctuation stays.
``standard``
    And simplified characters; punctuation and symbols dropped, save the point inside a number,
    % and ‰; placeholders made one code; 〇 as 零.
``ocr``
    And look-alike characters (舆 for 与, 干 for 千, Cyrillic а for a) made one.
``synonyms``
    And words that are put for one another (强化 for 加强); see :mod:`corpus.folding.synonyms`.

>>> fold("ⅩX鎮、20xx年").text == fold("_镇 xx年").text == f"{PLACEHOLDER}镇{PLACEHOLDER}年"
True
>>> folded = fold("在XX鎮，召開「會議」")
>>> folded.text.replace(PLACEHOLDER, "*")
'在*镇召开会议'
>>> folded.span(1, 3)  # the placeholder and 镇
Span(start=1, end=4)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from corpus.choices import LEVELS
from corpus.errors import SettingsError
from corpus.folding import characters
from corpus.folding.characters import CODE, FIGURE, MARK_BIT, PLACEHOLDER
from corpus.folding.codepoints import code_points
from corpus.folding.emphasis import emphasis
from corpus.folding.folded import Codes, Folded, FoldedTexts, Places
from corpus.folding.placeholders import find_placeholders
from corpus.folding.synonyms import SynonymTable, synonym_tables, synonyms, with_synonyms
from corpus.system.threads import mapped

__all__ = [
    "FIGURE", "FOLDING", "LEVELS", "PLACEHOLDER", "SEPARATOR", "Codes", "Folded", "FoldedTexts",
    "Passes", "fold", "fold_codes", "fold_many",
]  # fmt: skip

_TABLES: dict[str, Callable[[], Codes]] = dict(
    zip(
        LEVELS,
        (characters.strict, characters.standard, characters.ocr, characters.ocr),
        strict=True,
    )
)

_NONE: Places = np.zeros(0, dtype=np.int64)
_BLOCK = 1 << 17  # characters; all intermediate arrays of a block stay in the cache
_PIECE = 1 << 19  # characters of many texts that one thread folds at once
_PLAIN_MARK = ord("，")
_ASTERISK = ord("*")
_BETWEEN_TEXTS = "\uffff"  # belongs to no word, number or placeholder, and is removed by place
FOLDING = 2
"""Version of what folding makes of a text: raised whenever some text folds otherwise, so that what
was kept of folded texts (an index on disk) is known to be old. A test tells when that is due."""
SEPARATOR = MARK_BIT | CODE
"""Stands between texts; no character's entry, for the largest code point is below CODE."""


def fold(text: str, level: str = "standard", *, digits: str = "keep") -> Folded:
    """Make a text comparable.

    Parameters
    ----------
    text
        Any string; lone surrogates are ordinary characters here.
    level
        ``"strict"``, ``"standard"``, ``"ocr"`` or ``"synonyms"``, see the module.
    digits
        ``"keep"``, or ``"class"``: each number (``12``, ``1,200``, ``4.15``) becomes FIGURE.

    Raises
    ------
    SettingsError
        If there is no such level or treatment of digits.

    >>> fold("增长４．１５%(約)").text
    '增长4.15%约'
    >>> fold("增长4.15%", digits="class").text.replace(FIGURE, "#")
    '增长#%'
    """
    codes, *way_back = _fold(_points(text, level), level, digits)
    bounds = np.array([0, len(codes)])
    return Folded(_one_word(codes, bounds, level), *way_back)


def fold_many(
    texts: Sequence[str], level: str = "standard", *, digits: str = "keep"
) -> FoldedTexts:
    """Fold many texts in one pass; each as :func:`fold` folds it alone.

    >>> codes, offsets, bounds = fold_many(["A，B", "", "丙"])
    >>> bounds.tolist(), offsets.tolist()
    ([0, 2, 2, 3], [0, 2, 0])
    """
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    # Text i begins at begins[i]; begins[-1] is just after one last, imagined separator.
    begins = np.concatenate(([0], np.cumsum(lengths + 1)))
    joined = _points(_BETWEEN_TEXTS.join(texts), level)
    codes, offsets, wide, stops = _fold(joined, level, digits, begins[1:-1] - 1)
    bounds = np.searchsorted(offsets, begins)
    offsets -= np.repeat(begins[:-1], np.diff(bounds))
    stops -= begins[np.searchsorted(bounds, wide, side="right") - 1]
    return FoldedTexts(_one_word(codes, bounds, level), offsets, bounds, wide, stops)


def _one_word(codes: Codes, bounds: Places, level: str) -> Codes:
    """Put one word for each class of synonyms, where the level asks for it."""
    return with_synonyms(codes, bounds, _synonyms()) if level == "synonyms" else codes


@cache
def _synonyms() -> tuple[SynonymTable, ...]:
    return synonym_tables({word: fold(word, "ocr").codes for words in synonyms() for word in words})


def _points(text: str, level: str) -> Codes:
    """Code points of a text; asterisks that make words bold are marks like any other."""
    points = code_points(text)
    bold = emphasis(text) if level != "strict" and _doubled(points) else _NONE
    if len(bold):
        points = points.copy()
        points[bold] = _PLAIN_MARK
    return points


def _doubled(points: Codes) -> bool:
    """Whether two asterisks stand side by side: sooner said of points than of a string."""
    return bool((np.diff(np.flatnonzero(points == _ASTERISK)) == 1).any())


class Passes(NamedTuple):
    """The two passes of :func:`fold_codes` that touch every character."""

    thin: Callable[[Codes, Places, Codes], Codes]
    """From code points, the places of the separators behind the texts and a level's table: the
    entries without blanks, :data:`SEPARATOR` for each separator."""
    settle: Callable[[Codes, Places, Codes], int]
    """From entries whose placeholders have been replaced: write the codes of those that are no
    marks, and how many each text has; gives their number."""


def _thin(points: Codes, ends: Places, table: Codes) -> Codes:
    stream = table[points]
    stream[ends] = SEPARATOR
    return stream[stream != 0]


def _settle(stream: Codes, sizes: Places, codes: Codes) -> int:
    behind = np.flatnonzero(stream == SEPARATOR)
    kept = (stream & MARK_BIT) == 0
    begins = np.append(0, behind[:-1] + 1)  # each stretch holds its separator: none is empty
    sizes[:] = np.add.reduceat(kept, begins, dtype=np.int64)
    found = stream[kept]
    np.bitwise_and(found, CODE, out=codes[: len(found)])
    return len(found)


def fold_codes(
    texts: Sequence[str], level: str = "standard", *, passes: Passes | None = None
) -> tuple[Codes, Places]:
    """Fold many texts for comparing only: the codes and bounds of :func:`fold_many`.

    Without the way back it takes less than half the time and a third of the memory.

    Parameters
    ----------
    texts, level
        As for :func:`fold_many`.
    passes
        Other code for the two passes that touch every character, which must do the same.

    Returns
    -------
    codes : ndarray
        Shape (n,), dtype uint32.
    bounds : ndarray
        Shape (texts + 1,), dtype int64.

    >>> codes, bounds = fold_codes(["A，B", "", "丙"])
    >>> bounds.tolist(), codes[:2].tolist()
    ([0, 2, 2, 3], [97, 98])
    """
    table = _table(level)
    passes = passes or Passes(_thin, _settle)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    begins = np.concatenate(([0], np.cumsum(lengths)))
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    codes = np.empty(int(begins[-1]), dtype=np.uint32)

    def block(piece: slice) -> tuple[int, int]:
        begin = int(begins[piece.start])
        sizes = bounds[piece.start + 1 : piece.stop + 1]
        mine = lengths[piece]
        return begin, _codes(texts[piece], mine, level, table, passes, sizes, codes[begin:])

    count = 0
    whole = codes.data  # moves what overlaps without a copy; NumPy would make one
    for begin, size in mapped(block, _pieces(lengths)):
        whole[count : count + size] = whole[begin : begin + size]
        count += size
    np.cumsum(bounds, out=bounds)
    return _one_word(codes[:count], bounds, level), bounds


def _pieces(lengths: Places) -> list[slice]:
    """Stretches of texts of about a piece's characters each, one text at least."""
    ends = np.cumsum(lengths)
    pieces = []
    start = 0
    while start < len(lengths):
        base = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + _PIECE, side="right")))
        pieces.append(slice(start, stop))
        start = stop
    return pieces


def _codes(
    texts: Sequence[str],
    lengths: Places,
    level: str,
    table: Codes,
    passes: Passes,
    sizes: Places,
    codes: Codes,
) -> int:
    """Write the codes of some texts end to end, and how many each has; gives their number."""
    ends = np.cumsum(lengths + 1) - 1  # a separator stands behind every text, the last one too
    stream = passes.thin(_points(_BETWEEN_TEXTS.join([*texts, ""]), level), ends, table)
    if level != "strict":
        starts, stops, figures = find_placeholders(stream)
        stream[figures] &= ~MARK_BIT
        _replace(stream, starts, stops, PLACEHOLDER)
    return passes.settle(stream, sizes, codes)


def _table(level: str) -> Codes:
    if level not in _TABLES:
        raise SettingsError.of(
            "setting-choice", name="level", value=repr(level), names=", ".join(LEVELS)
        )
    return _TABLES[level]()


def _fold(
    points: Codes, level: str, digits: str, separators: Places = _NONE
) -> tuple[Codes, Places, Places, Places]:
    """Return codes, offsets, wide codes and their stops; separators are dropped by place.

    The work is done block by block, because what fits the processor's cache is folded almost
    twice as fast. A block ends at a character that belongs to no number or placeholder.
    """
    table = _table(level)
    if digits not in ("keep", "class"):
        raise SettingsError.of(
            "setting-choice", name="digits", value=repr(digits), names="keep, class"
        )
    if len(points) <= _BLOCK:
        return _fold_block(points, level, digits, separators, table)
    results = []
    start = count = 0
    while start < len(points):
        stop = _seam(points, start + _BLOCK)
        first, last = np.searchsorted(separators, (start, stop))
        codes, offsets, wide, stops = _fold_block(
            points[start:stop], level, digits, separators[first:last] - start, table
        )
        results.append((codes, offsets + start, wide + count, stops + start))
        start, count = stop, count + len(codes)
    codes, offsets, wide, stops = (np.concatenate(column) for column in zip(*results, strict=True))
    return codes, offsets, wide, stops


def _seam(points: Codes, wanted: int) -> int:
    """Find the first place from ``wanted`` on before a character of kind OTHER that is kept."""
    table = characters.standard()
    while wanted < len(points):
        entries = table[points[wanted : wanted + 256]]
        plain = np.flatnonzero((entries != 0) & (entries < MARK_BIT))
        if len(plain):
            return wanted + int(plain[0])
        wanted += 256
    return len(points)


def _fold_block(
    points: Codes, level: str, digits: str, separators: Places, table: Codes
) -> tuple[Codes, Places, Places, Places]:
    looked_up = table[points]
    if len(separators):
        looked_up[separators] |= MARK_BIT
    places = np.flatnonzero(looked_up != 0)  # blanks go first: no word or number ends at one
    stream = looked_up[places]
    starts = stops = _NONE
    if level != "strict":
        starts, stops, figures = find_placeholders(stream)
        stream[figures] &= ~MARK_BIT
        _replace(stream, starts, stops, PLACEHOLDER)
    if digits == "class":
        begins, ends = _figures(stream)
        _replace(stream, begins, ends, FIGURE)
        starts, stops = np.concatenate((starts, begins)), np.concatenate((stops, ends))
        order = np.argsort(starts)
        starts, stops = starts[order], stops[order]
    kept = np.flatnonzero((stream & MARK_BIT) == 0)
    return (
        stream[kept] & CODE,
        places[kept],
        np.searchsorted(kept, starts),
        places[stops - 1] + 1,
    )


def _replace(stream: Codes, starts: Places, stops: Places, char: str) -> None:
    """Put one code for each stretch; the rest of it is dropped."""
    lengths = stops - starts
    first = np.cumsum(lengths) - lengths
    inside = np.arange(int(lengths.sum())) + np.repeat(starts - first, lengths)
    stream[inside] = MARK_BIT
    stream[starts] = ord(char)


def _figures(stream: Codes) -> tuple[Places, Places]:
    """Stretches that are numbers: digits, with single points or commas between digits."""
    code = stream & CODE
    digit = (code >= ord("0")) & (code <= ord("9"))
    inner = np.zeros(len(stream), dtype=bool)
    separator = (code[1:-1] == ord(".")) | (code[1:-1] == ord(","))
    inner[1:-1] = separator & digit[:-2] & digit[2:]
    edges = np.flatnonzero(np.diff((digit | inner).astype(np.int8), prepend=0, append=0))
    return edges[::2], edges[1::2]
