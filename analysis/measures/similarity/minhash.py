"""MinHash sketches with one permutation, and the bands that join them.

Li, Owen and Zhang (2012), "One permutation hashing": the range of hashes is cut into bins, and a
unit keeps its smallest shingle in each. Shingle ids are already in the order of their hashes
(see :class:`analysis.measures.arrays.shingles.ShingleSets`), so a bin is a stretch of ids. Bands as
in Indyk and Motwani (1998): two units meet where all bins of a band agree.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints

BINS = 32
BAND_ROWS = 2
"""Bins to a band: at Jaccard 0.6 one of 16 bands agrees with chance 0.999, at 0.1 with 0.15."""
LEAST_AGREEMENT = 0.3
"""Share of the bins filled in both that must agree before a pair of a band is proposed."""
MOST_PAIRED = 32
"""Units of one bucket that are paired each with each; in a larger one they form a star and a
chain: a thousand filled-in copies of a form make two thousand pairs and not half a million."""

_NONE = np.int32(-1)


def sketches(
    unit: NDArray[np.integer], ids: NDArray[np.integer], n: int, n_ids: int, *, bins: int = BINS
) -> NDArray[np.int32]:
    """Find the smallest shingle of each unit in each bin.

    Parameters
    ----------
    unit, ids
        Shape (m,) each: which unit has which shingle; the ids of a unit in ascending order.
    n, n_ids
        Number of units and of ids.
    bins
        Number of bins.

    Returns
    -------
    ndarray
        Shape (n, bins), int32: shingle ids, −1 where a unit has none in the bin.

    Examples
    --------
    >>> import numpy as np
    >>> unit, ids = np.array([0, 0, 0, 1]), np.array([1, 2, 7, 2])
    >>> sketches(unit, ids, 2, 8, bins=2).tolist()
    [[1, 7], [2, -1]]
    """
    sketch = np.full(n * bins, _NONE, dtype=np.int32)
    slot = unit.astype(np.int64) * bins + ids.astype(np.int64) * bins // max(1, n_ids)
    # Backwards, so that the smallest id of a slot is written last and stays.
    sketch[slot[::-1]] = ids[::-1]
    return sketch.reshape(n, bins)


def band_pairs(
    sketch: NDArray[np.int32], *, rows: int = BAND_ROWS, bucket: int = MOST_PAIRED
) -> tuple[Ints, Ints]:
    """Pair units whose sketches agree on all bins of a band.

    Parameters
    ----------
    sketch
        As from :func:`sketches`.
    rows
        Bins to a band.
    bucket
        See :data:`MOST_PAIRED`.

    Returns
    -------
    a, b : ndarray
        Shape (p,) each, ``a < b``, distinct, ordered; sketches that agree in fewer than
        :data:`LEAST_AGREEMENT` of their bins are left out. Empty bins agree with nothing.

    Examples
    --------
    >>> import numpy as np
    >>> a, b = band_pairs(np.array([[1, 2], [1, 2], [1, 3]], np.int32))
    >>> a.tolist(), b.tolist()
    ([0], [1])
    """
    from analysis.measures.similarity.candidates import counted_pairs

    found = [np.zeros(0, dtype=np.uint64)]
    for start in range(0, sketch.shape[1] - rows + 1, rows):
        band = sketch[:, start : start + rows]
        unit = np.flatnonzero((band != _NONE).all(axis=1))
        found.append(_buckets(band[unit], unit, bucket))
    a, b, _ = counted_pairs(np.concatenate(found))
    one, two = sketch[a], sketch[b]
    enough = agreeing(one, two, (one != _NONE) & (two != _NONE))
    return a[enough], b[enough]


def agreeing(
    one: NDArray[np.integer], two: NDArray[np.integer], filled: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which pairs of sketches agree in enough of the bins that are filled in both."""
    agree: NDArray[np.bool_] = (one == two) & filled
    return np.asarray(agree.sum(axis=1) >= LEAST_AGREEMENT * filled.sum(axis=1))


def band_recall(jaccard: float, *, bins: int = BINS, rows: int = BAND_ROWS) -> float:
    """Chance that two units of a given Jaccard similarity meet in a band: 1 − (1 − J^r)^b.

    >>> round(band_recall(0.6), 4)
    0.9992
    """
    return 1.0 - (1.0 - jaccard**rows) ** (bins // rows)


def _buckets(band: NDArray[np.int32], unit: Ints, bucket: int) -> NDArray[np.uint64]:
    # Columns made one number each: ids are below 2³¹, so two rows fit a word, and more are rare.
    keys = band[:, 0].astype(np.uint64)
    for number, column in enumerate(band.T[1:]):
        if number:
            keys = np.unique(keys, return_inverse=True)[1].astype(np.uint64)
        keys = (keys << np.uint64(32)) | column.astype(np.uint64)
    order = np.argsort(keys, kind="stable")  # units come ascending, and stay so
    keys = keys[order]
    head = np.ones(len(keys), dtype=bool)
    head[1:] = keys[1:] != keys[:-1]
    return bucket_pairs(unit[order], head, bucket)


def bucket_pairs(
    unit: Ints, head: NDArray[np.bool_], bucket: int = MOST_PAIRED
) -> NDArray[np.uint64]:
    """Pair the units of each bucket: each with each, or a star and a chain where they are many.

    Parameters
    ----------
    unit
        Shape (m,): units, bucket by bucket, ascending in each.
    head
        Shape (m,): where a bucket begins.
    bucket
        See :data:`MOST_PAIRED`.

    Returns
    -------
    ndarray
        uint64, ``a << 32 | b``; a pair may come twice.

    Examples
    --------
    >>> import numpy as np
    >>> words = bucket_pairs(np.arange(4), np.array([True, False, False, True]))
    >>> [divmod(int(word), 1 << 32) for word in words]
    [(0, 1), (1, 2), (0, 2)]
    """
    alone = head.copy()
    alone[:-1] &= head[1:]
    unit, head = unit[~alone].astype(np.uint64), head[~alone]
    heads = np.flatnonzero(head)
    sizes = np.diff(np.append(heads, len(unit)))
    group = np.repeat(np.arange(len(sizes)), sizes)
    large = np.repeat(sizes > bucket, sizes)
    leader = np.repeat(unit[heads], sizes)
    star = large & ~head
    found = [(leader[star] << np.uint64(32)) | unit[star]]
    rows = np.arange(len(unit))
    for lag in range(1, bucket):
        rows = rows[rows + lag < len(unit)]
        rows = rows[(group[rows] == group[rows + lag]) & (~large[rows] | (lag == 1))]
        if not len(rows):
            break
        found.append((unit[rows] << np.uint64(32)) | unit[rows + lag])
    return np.concatenate(found)
