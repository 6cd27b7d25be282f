"""Text as an array of code points, so that nothing loops over Python characters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

_Entry = TypeVar("_Entry", bound=np.generic)


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text; shape (len(text),), read-only.

    >>> code_points("a一").tolist()
    [97, 19968]
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return points.astype(np.uint32, copy=False)


def string_of(points: NDArray[np.uint32]) -> str:
    """The text of some code points: undoes :func:`code_points`.

    >>> string_of(code_points("a一"))
    'a一'
    """
    return points.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def strings_of(points: NDArray[np.uint32], bounds: NDArray[np.int64]) -> list[str]:
    """The texts of code points that stand one after another, all made at once.

    >>> strings_of(code_points("a一乙"), np.array([0, 1, 3]))
    ['a', '一乙']
    """
    text = string_of(points)
    return [text[start:stop] for start, stop in pairwise(bounds.tolist())]


@lru_cache(maxsize=1)
def code_points_of(text: str) -> NDArray[np.uint32]:
    """As :func:`code_points`, remembered: one source is looked at for many things in turn.

    >>> code_points_of("a一") is code_points_of("a一")
    True
    """
    return code_points(text)


def pair_codes(
    first: NDArray[np.uint32] | np.uint32, second: NDArray[np.uint32] | np.uint32
) -> NDArray[np.uint32]:
    """Number pairs of characters for looking up, 0 to 0xFFFF; some pairs share one.

    >>> codes = code_points("甲乙")
    >>> int(pair_codes(codes[0], codes[1])) <= 0xFFFF
    True
    """
    return np.asarray((first * np.uint32(31) + second) & np.uint32(0xFFFF))


class Joined(NamedTuple):
    """Many texts end to end: what is asked of each character is asked of all of them at once."""

    points: NDArray[np.uint32]
    """Shape (n,)."""
    bounds: NDArray[np.int64]
    """Shape (texts + 1,): text i is ``points[bounds[i]:bounds[i + 1]]``."""

    def rows(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the text that each place lies in: shape (places,)."""
        return np.searchsorted(self.bounds, places, side="right") - 1


_AT_ONCE = 1 << 16
"""Characters looked up at once: numbers that a table is asked for take eight bytes each, and
stay in the cache (half the time that 5 million take at once)."""


def looked_up(table: NDArray[_Entry], points: NDArray[np.uint32]) -> NDArray[_Entry]:
    """Return what a table says of each code point; its last entry is for all beyond.

    >>> looked_up(np.array([False, True]), code_points("a" + chr(0))).tolist()
    [True, False]
    """
    found = np.empty(len(points), dtype=table.dtype)
    for first in range(0, len(points), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        table.take(points[part], mode="clip", out=found[part])
    return found


def joined(texts: Sequence[str]) -> Joined:
    """Join the code points of texts.

    >>> joined(["a一", "", "二"]).bounds.tolist()
    [0, 2, 2, 3]
    """
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return Joined(code_points("".join(texts)), np.concatenate(([0], np.cumsum(sizes))))


_LAST = 0x3000  # the last blank: the ideographic space


@cache
def _blanks() -> NDArray[np.bool_]:
    # str.isspace() is the definition of blank everywhere
    table = np.array([chr(point).isspace() for point in range(_LAST + 2)])
    table.setflags(write=False)
    return table


def blank_mask(text: str) -> NDArray[np.bool_]:
    """Which characters are blank in the sense of ``str.isspace``; shape (len(text),).

    >>> blank_mask("a b\\u3000").tolist()
    [False, True, False, True]
    """
    return _blanks()[np.minimum(code_points(text), _LAST + 1)]
