"""The different texts of a corpus, in an order of their own.

Longer texts come first, then they are ordered by a digest of the text. So nothing depends on the
order of the files, on their names, or on anything else that was read in the same run except its
text; and a text that occurs many times is one text. Their characters stay where they were folded:
laying them out anew would take longer than what comes after.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.digests import digests
from analysis.measures.arrays.shingles import Ints
from corpus.folding.comparable import Passes, fold_codes

_T = TypeVar("_T", bound=np.generic)

_N = "[0-9０-９零〇○一二三四五六七八九十百千]"
_NUMBER = re.compile(
    rf"\s*(?:第{_N}{{1,9}}[条條款](?:之{_N}{{1,3}})?(?=[\s:：、]|[^\s]{{4}})"
    rf"|[（(]{_N}{{1,4}}[)）]|{_N}{{1,3}}(?:[、)）]|[.．](?![0-9０-９])))"
)
"""The number of an article or a point that a text begins with: 第三十四条, （一）, 1., 一、.
It says where the text stands and not what it says."""

_NUMBER_FIRST = frozenset(
    " \t\r\n\u3000第（(0123456789０１２３４５６７８９零〇○一二三四五六七八九十百千"
)
"""What such a number begins with: most texts are told by a glance."""

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


def comparable(
    strings: Sequence[str], level: str = "standard", *, passes: Passes | None = None
) -> tuple[NDArray[np.uint32], Ints]:
    """Fold units for comparing: without the number of the article or point that they begin with.

    In an article of a line the number is a tenth of it, and the same article of another law has
    another one. At the level ``"strict"`` it stays, as everything does that a proof-reader sees.

    Parameters
    ----------
    strings
        n units as they are written.
    level, passes
        As for :func:`corpus.folding.comparable.fold_codes`.

    Returns
    -------
    codes, bounds
        As from ``fold_codes``: shapes (c,) and (n + 1,).

    Examples
    --------
    >>> texts = ["第三十四条　本条例自公布之日起施行。", "（二）加强领导。", "2.5倍", "第二条"]
    >>> codes, bounds = comparable(texts)
    >>> ["".join(map(chr, codes[i:j])) for i, j in zip(bounds, bounds[1:])]
    ['本条例自公布之日起施行', '加强领导', '2.5倍', '第二条']
    """
    codes, bounds = fold_codes(strings, level, passes=passes)
    if level == "strict":
        return codes, bounds
    numbered = ((row, text) for row, text in enumerate(strings) if text[:1] in _NUMBER_FIRST)
    found = [(row, head[0]) for row, text in numbered if (head := _NUMBER.match(text))]
    if not found:
        return codes, bounds
    rows = np.array([row for row, _ in found])
    size = np.diff(fold_codes([head for _, head in found], level)[1])
    size = np.where(size < np.diff(bounds)[rows], size, 0)  # a number and nothing else is a text
    gone = np.zeros(len(bounds), dtype=np.int64)
    gone[rows + 1] = size
    edges = np.append(np.stack([bounds[rows], bounds[rows] + size], axis=1).ravel(), len(codes))
    parts = [codes[: edges[0]]]
    parts += [codes[i:j] for i, j in zip(edges[1::2].tolist(), edges[2::2].tolist(), strict=True)]
    return np.concatenate(parts), bounds - np.cumsum(gone)


def distinct_texts(codes: NDArray[np.uint32], bounds: Ints, *, digests: Digests = digests) -> Texts:
    """Merge equal texts and order the rest.

    Parameters
    ----------
    codes, bounds
        Folded characters of n units, as from :func:`comparable`.
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
