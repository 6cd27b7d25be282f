"""The different texts of a corpus, in an order of their own.

Longer texts come first, then they are ordered by a digest of the text. So nothing depends on the
order of the files, on their names, or on anything else that was read in the same run except its
text; and a text that occurs many times is one text. Their characters stay where they were folded:
laying them out anew would take longer than what comes after.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.digests import digests
from analysis.measures.arrays.shingles import Ints

_T = TypeVar("_T", bound=np.generic)

Digests = Callable[[NDArray[np.uint32], Ints], NDArray[np.uint64]]
"""From characters and bounds of n units: a number for each, equal where units are equal."""


class Texts(NamedTuple):
    """Distinct texts of a corpus of n units: longer ones first, then by a digest."""

    codes: NDArray[np.uint32]
    """Shape (c,): folded characters of all units, one after another."""
    bounds: Ints
    """Shape (n + 1,): unit ``i`` is ``codes[bounds[i]:bounds[i + 1]]``."""
    text_of: Ints
    """Shape (n,): text of each unit, −1 where nothing of it is left after folding."""
    first: Ints
    """Shape (t,): first unit with each text."""

    @property
    def begins(self) -> Ints:
        """Shape (t,): where each text begins."""
        return self.bounds[self.first]

    @property
    def ends(self) -> Ints:
        """Shape (t,): where each text ends."""
        return self.bounds[self.first + 1]

    @property
    def sizes(self) -> Ints:
        """Shape (t,): characters of each text."""
        return self.ends - self.begins

    def each(self, values: NDArray[_T]) -> NDArray[_T]:
        """Return for every unit the value of its text.

        Parameters
        ----------
        values
            Shape (t,).

        Returns
        -------
        ndarray
            Shape (n,); what stands at a unit without a text means nothing.
        """
        return values[self.text_of] if len(values) else np.zeros(len(self.text_of), values.dtype)


def distinct_texts(codes: NDArray[np.uint32], bounds: Ints, *, digests: Digests = digests) -> Texts:
    """Merge equal texts and order the rest.

    Parameters
    ----------
    codes, bounds
        Folded characters of n units, as from :func:`corpus.folding.comparable.fold_codes`.
    digests
        How to digest units; an engine may do it sooner.
    """
    text_of, first = text_order(
        np.diff(bounds), digests(codes, bounds), lambda unit: codes[bounds[unit] : bounds[unit + 1]]
    )
    return Texts(codes, bounds, text_of, first)


def text_order(
    sizes: Ints, digest: NDArray[np.uint64], codes_of: Callable[[int], NDArray[np.uint32]]
) -> tuple[Ints, Ints]:
    """Number the different texts among n units: ``text_of`` and ``first`` of :class:`Texts`.

    Parameters
    ----------
    sizes, digest
        Shape (n,) each: characters of each unit, and its digest.
    codes_of
        Returns the characters of a unit; asked for units of one size and digest only.

    Examples
    --------
    >>> import numpy as np
    >>> codes = [np.array([c], np.uint32) for c in (7, 5, 7)]
    >>> digest = np.array([2, 1, 2], np.uint64)
    >>> [column.tolist() for column in text_order(np.ones(3, np.int64), digest, codes.__getitem__)]
    [[1, 0, 1], [1, 0]]
    """
    # Longer texts first: where two could stand for a family, the fuller one does.
    order = np.lexsort([digest, -sizes])[: np.count_nonzero(sizes)]
    kept, size = digest[order], sizes[order]
    alike = np.flatnonzero((kept[1:] == kept[:-1]) & (size[1:] == size[:-1])) + 1
    same = np.zeros(len(order), dtype=bool)
    same[alike] = _equal(codes_of, order, alike)
    if not same[alike].all():  # texts that differ have one digest: order them by themselves
        asked = set(order[np.append(alike, alike - 1)].tolist())
        order[:] = sorted(
            order.tolist(),
            key=lambda u: (-sizes[u], digest[u], codes_of(u).tolist() if u in asked else [], u),
        )
        same[alike] = _equal(codes_of, order, alike)
    text_of = np.full(len(sizes), -1, dtype=np.int64)
    text_of[order] = np.cumsum(~same) - 1
    return text_of, order[~same]


def stretches(values: NDArray[_T], begins: Ints, ends: Ints) -> NDArray[_T]:
    """Lay some stretches end to end."""
    if (
        len(begins)
        and begins[0] == 0
        and ends[-1] == len(values)
        and (begins[1:] == ends[:-1]).all()
    ):
        return values
    pairs = zip(begins.tolist(), ends.tolist(), strict=True)
    parts = [values[i:j] for i, j in pairs]
    return np.concatenate(parts) if parts else values[:0]


def _equal(codes_of: Callable[[int], NDArray[np.uint32]], order: Ints, rows: Ints) -> list[bool]:
    """Whether each of some texts equals the one before it."""
    pairs = zip(order[rows].tolist(), order[rows - 1].tolist(), strict=True)
    return [np.array_equal(codes_of(one), codes_of(two)) for one, two in pairs]
