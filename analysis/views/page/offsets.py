"""Places in a text as JavaScript counts them.

JavaScript counts UTF-16 units, Python and the output contract count code points; they differ
wherever a character lies beyond the Basic Multilingual Plane. All places in the page are counted
in units of the document's own text, and the page knows where such characters stand, so that it can
tell the code points of the source again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

LARGEST_UNIT = 0xFFFF
"""Last code point that is one unit."""


class OffsetMap(NamedTuple):
    """Maps offsets of a source to units of the text that begins at ``start``."""

    start: int
    """Where the text begins in its source, in code points."""
    before: NDArray[np.int64] | None
    """Shape (n + 1,): characters of two units before each place; None if there are none."""

    @classmethod
    def of(cls, text: str, start: int) -> OffsetMap:
        """Look at a text that begins at an offset of its source.

        >>> OffsetMap.of("a𠀀b", 10).units([10, 11, 12, 13])
        [0, 1, 3, 4]
        """
        if text.isascii() or max(text, default="") <= chr(LARGEST_UNIT):
            return cls(start, None)
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        return cls(start, np.concatenate([[0], np.cumsum(codes > LARGEST_UNIT)]))

    def units(self, offsets: ArrayLike) -> list[int]:
        """Return the units of some source offsets, in the same order.

        Parameters
        ----------
        offsets
            Any shape; they are read row by row.
        """
        local = np.asarray(offsets, dtype=np.int64).ravel() - self.start
        if self.before is not None:
            local = local + self.before[local]
        return local.tolist()

    @property
    def wide(self) -> list[int]:
        """Units at which the characters of two units begin."""
        if self.before is None:
            return []
        return (np.flatnonzero(np.diff(self.before)) + self.before[:-1][np.diff(self.before) > 0]
                ).tolist()  # fmt: skip
