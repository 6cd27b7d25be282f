"""Text as an array of code points, so that nothing loops over Python characters."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text; shape (len(text),), read-only.

    >>> code_points("a一").tolist()
    [97, 19968]
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return points.astype(np.uint32, copy=False)


@cache
def _blanks() -> NDArray[np.uint32]:
    # str.isspace() is the definition of blank everywhere; the last such character is U+3000
    blank = [point for point in range(0x3001) if chr(point).isspace()]
    return np.array(blank, dtype=np.uint32)


def blank_mask(text: str) -> NDArray[np.bool_]:
    """Which characters are blank in the sense of ``str.isspace``; shape (len(text),).

    >>> blank_mask("a b\\u3000").tolist()
    [False, True, False, True]
    """
    return np.isin(code_points(text), _blanks())
