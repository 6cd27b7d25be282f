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
