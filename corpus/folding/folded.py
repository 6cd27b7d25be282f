"""Folded texts: codes to compare, and the way back to the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import string_of
from corpus.model import Span

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class Folded:
    """A folded text: codes to compare, and the way back.

    ``wide`` and ``stops`` name the few codes that stand for more than one character
    (placeholders, figures) and where each of these ends in the source.
    """

    codes: Codes
    """Shape (n,), dtype uint32: code points."""
    offsets: Places
    """Shape (n,), dtype int64, ascending: source offset of the first character of each code."""
    wide: Places = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Shape (m,), dtype int64, ascending: which codes stand for a run of characters."""
    stops: Places = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Shape (m,), dtype int64: source offset just after each of these runs."""

    def __len__(self) -> int:
        return len(self.codes)

    def __repr__(self) -> str:
        return f"Folded({self.text[:40]!r}, {len(self)} codes)"

    @cached_property
    def text(self) -> str:
        """The codes as a string, to look at."""
        return string_of(self.codes)

    @cached_property
    def ends(self) -> Places:
        """Shape (n,), dtype int64: source offset just after the last character of each code."""
        ends = self.offsets + 1
        ends[self.wide] = self.stops
        return ends

    def span(self, start: int, stop: int) -> Span:
        """Source characters behind the codes ``[start, stop)``, whole placeholder runs included.

        An empty stretch gives an empty span, where its next code begins.

        Raises
        ------
        IndexError
            If not 0 ≤ start ≤ stop ≤ len.
        """
        if not 0 <= start <= stop <= len(self):
            raise IndexError(f"no codes [{start}, {stop}) in a folded text of {len(self)}")
        if start < stop:
            return Span(int(self.offsets[start]), int(self.ends[stop - 1]))
        place = self.offsets[start] if start < len(self) else self.ends[-1] if len(self) else 0
        return Span(int(place), int(place))

    def position(self, offset: int) -> int:
        """Index of the first code that begins at a source offset or after it; len if none."""
        return int(np.searchsorted(self.offsets, offset))


@dataclass(frozen=True, eq=False)
class FoldedTexts:
    """Many folded texts laid end to end; unpacks as ``codes, offsets, bounds``."""

    codes: Codes = field(repr=False)
    """Shape (n,), dtype uint32."""
    offsets: Places = field(repr=False)
    """Shape (n,), dtype int64: source offsets, each within its own text."""
    bounds: Places = field(repr=False)
    """Shape (texts + 1,), dtype int64: text ``i`` has the codes ``bounds[i]:bounds[i + 1]``."""
    wide: Places = field(repr=False)
    """Shape (m,), dtype int64: which codes stand for a run of characters."""
    stops: Places = field(repr=False)
    """Shape (m,), dtype int64: ends of these runs, each within its own text."""

    def __iter__(self) -> Iterator[Codes | Places]:
        return iter((self.codes, self.offsets, self.bounds))

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, row: int) -> Folded:
        """One of the texts, as :func:`fold` would have given it."""
        if not 0 <= row < len(self):
            raise IndexError(f"no text {row} among {len(self)}")
        start, stop = int(self.bounds[row]), int(self.bounds[row + 1])
        first, last = np.searchsorted(self.wide, (start, stop))
        return Folded(
            self.codes[start:stop],
            self.offsets[start:stop],
            self.wide[first:last] - start,
            self.stops[first:last],
        )
