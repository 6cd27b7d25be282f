"""Exact alignment of two long sequences of codes: which runs they have in common, in order.

Shingles that occur once in each of the two are anchors (the idea of patience sorting); the longest
chain of them that ascends in both is kept. Between anchors, a longest common subsequence is found
with one machine word for 30 cells, as Hyyrö describes (Bit-parallel LCS-length computation
revisited, AWOCA 2004), on Python's integers. What such a subsequence matches by chance amid
text that has nothing in common is given up again.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Blocks = NDArray[np.int64]
"""Shape (m, 3), dtype int64: begin in a, begin in b, length; ascending, no two in touch."""

SHINGLE = 12
"""Characters of an anchor: two clauses of the same form share less, two copies far more."""
SMALL = 2 * SHINGLE
"""Characters, in both, from which on anchors are looked for: a clause that has moved is kept whole
where a longest subsequence might prefer scattered characters."""
LARGEST_STRETCH = 1 << 31
"""Cells (46,000 by 46,000) of one stretch without anchors that are still compared, in about a
second or two; two larger stretches without a single unique run in common count as unrelated."""
SCALES = (64, 32, 16, 8, 4, 2)
"""Sizes of gaps amid which less matched text than that is chance."""


def align(a: Codes, b: Codes) -> Blocks:
    """Find the runs that two sequences have in common, in order.

    Parameters
    ----------
    a, b
        Shapes (n,) and (m,), dtype uint32.

    Returns
    -------
    numpy.ndarray
        Shape (k, 3), dtype int64: begin in ``a``, begin in ``b``, length. ``align(b, a)`` gives
        the same with the first two columns exchanged.

    Examples
    --------
    >>> codes = lambda text: np.array([ord(c) for c in text], dtype=np.uint32)
    >>> align(codes("贯彻落实"), codes("贯例落实好")).tolist()
    [[0, 0, 1], [2, 2, 2]]
    """
    if (len(a), a.tobytes()) > (len(b), b.tobytes()):
        return np.ascontiguousarray(align(b, a)[:, [1, 0, 2]])
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        a0, a1, b0, b1 = _trimmed(a, b, (a0, a1, b0, b1), found)
        if a0 == a1 or b0 == b1:
            continue
        cells = (a1 - a0) * (b1 - b0)
        chain = _anchors(a[a0:a1], b[b0:b1]) if min(a1 - a0, b1 - b0) >= SMALL else []
        if chain:
            waiting += _between(chain, (a0, a1, b0, b1), found)
        elif cells <= LARGEST_STRETCH:
            found += [(a0 + i, b0 + j, n) for i, j, n in subsequence(a[a0:a1], b[b0:b1])]
    blocks = _joined(np.array(sorted(found), dtype=np.int64).reshape(-1, 3))
    return _without_chance(blocks, len(a), len(b))


def subsequence(a: Codes, b: Codes) -> list[tuple[int, int, int]]:
    """Return one longest common subsequence of two sequences, as runs in ascending order.

    Row i of the table is one integer whose bit j is 0 where the length grows from column j to
    j + 1 (Hyyrö 2004). Rows are kept at intervals and computed again on the way back, so that
    memory grows with ``len(b) * sqrt(len(a))`` bits.

    >>> codes = lambda text: np.array([ord(c) for c in text], dtype=np.uint32)
    >>> subsequence(codes("ABCBDAB"), codes("BDCABA"))
    [(3, 0, 2), (5, 3, 2)]
    """
    left, right = a.tolist(), b.tolist()
    masks: dict[int, int] = dict.fromkeys(left, 0)
    for j, code in enumerate(right):
        if code in masks:
            masks[code] |= 1 << j
    full = (1 << len(right)) - 1
    step = max(16, int(len(left) ** 0.5))
    kept, row = [full], full
    for begin in range(0, len(left), step):
        row = _rows(row, left[begin : begin + step], masks, full)[-1]
        kept.append(row)
    pairs: list[tuple[int, int]] = []
    i, j = len(left), len(right)
    for begin in reversed(range(0, len(left), step)):
        if j == 0:
            break
        rows = _rows(kept[begin // step], left[begin : begin + step], masks, full)
        while i > begin and j > 0:
            if left[i - 1] == right[j - 1]:
                i, j = i - 1, j - 1
                pairs.append((i, j))
            elif rows[i - 1 - begin] >> (j - 1) & 1:
                j -= 1
            else:
                i -= 1
    runs: list[tuple[int, int, int]] = []
    for i, j in reversed(pairs):
        if runs and runs[-1][0] + runs[-1][2] == i and runs[-1][1] + runs[-1][2] == j:
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    return runs


def _rows(row: int, codes: list[int], masks: dict[int, int], full: int) -> list[int]:
    rows = []
    for code in codes:
        met = row & masks[code]
        if met:
            row = ((row + met) | (row - met)) & full
        rows.append(row)
    return rows


def _trimmed(
    a: Codes,
    b: Codes,
    window: tuple[int, int, int, int],
    found: list[tuple[int, int, int]],
) -> tuple[int, int, int, int]:
    """Match what two stretches begin and end with; give what is left between."""
    a0, a1, b0, b1 = window
    room = min(a1 - a0, b1 - b0)
    head = _equal(a[a0 : a0 + room], b[b0 : b0 + room])
    if head:
        found.append((a0, b0, head))
    a0, b0, room = a0 + head, b0 + head, room - head
    tail = _equal(a[a1 - room : a1][::-1], b[b1 - room : b1][::-1])
    if tail:
        found.append((a1 - tail, b1 - tail, tail))
    return a0, a1 - tail, b0, b1 - tail


def _equal(a: Codes, b: Codes) -> int:
    """Count how many codes two sequences of one length begin with in common."""
    different = a != b
    return int(different.argmax()) if different.any() else len(a)


def _anchors(a: Codes, b: Codes) -> list[tuple[int, int]]:
    """Places of shingles unique in both, the longest chain that ascends."""
    keys = _shingle_keys(np.concatenate((a, b)))
    left, right = keys[: len(a) - SHINGLE + 1], keys[len(a) : len(a) + len(b) - SHINGLE + 1]
    here, there = _once(left), _once(right)
    _, i, j = np.intersect1d(left[here], right[there], assume_unique=True, return_indices=True)
    if len(i):
        i, j = here[i], there[j]
    else:  # a text that repeats itself: the nth occurrence here with the nth there
        _, i, j = np.intersect1d(_nth(left), _nth(right), assume_unique=True, return_indices=True)
    order = np.argsort(i)
    return _ascending(i[order].tolist(), j[order].tolist())


def _shingle_keys(codes: Codes) -> NDArray[np.int64]:
    """Number the shingles: equal numbers if and only if equal shingles (prefix doubling)."""
    _, ranks = np.unique(codes, return_inverse=True)
    ranks = ranks.astype(np.int64)
    length = 1
    while length < SHINGLE:
        shift = min(length, SHINGLE - length)
        size = int(ranks.max()) + 2
        later = np.zeros(len(ranks), dtype=np.int64)
        later[:-shift] = ranks[shift:] + 1
        _, ranks = np.unique(ranks * size + later, return_inverse=True)
        ranks = ranks.astype(np.int64)
        length += shift
    return ranks


def _once(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    _, first, counts = np.unique(keys, return_index=True, return_counts=True)
    return first[counts == 1]


def _nth(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Make keys different by counting how often each has occurred before."""
    order = np.argsort(keys, kind="stable")
    ascending = keys[order]
    begins = np.append(True, ascending[1:] != ascending[:-1])
    first = np.flatnonzero(begins)
    counts = np.diff(np.append(first, len(keys)))
    nth = np.empty(len(keys), dtype=np.int64)
    nth[order] = np.arange(len(keys)) - np.repeat(first, counts)
    return keys * (1 << 31) + nth


def _ascending(i: list[int], j: list[int]) -> list[tuple[int, int]]:
    """Longest chain of pairs, ascending in ``j`` (``i`` ascends already)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for row, value in enumerate(j):
        place = bisect_left(ends, value)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(value)
            last.append(row)
        else:
            ends[place], last[place] = value, row
    chain = []
    row = last[-1] if last else -1
    while row >= 0:
        chain.append((i[row], j[row]))
        row = before[row]
    return chain[::-1]


def _between(
    chain: list[tuple[int, int]],
    window: tuple[int, int, int, int],
    found: list[tuple[int, int, int]],
) -> list[tuple[int, int, int, int]]:
    """Add the anchors of a chain to ``found``; give the stretches between them."""
    a0, a1, b0, b1 = window
    gaps = []
    i, j = a0, b0
    for x, y in chain:
        begin, other = a0 + x, b0 + y
        skip = max(i - begin, j - other, 0)  # shingles overlap
        if skip >= SHINGLE or (skip and i - begin != j - other):
            continue  # on another diagonal than the anchor that it overlaps
        begin, other = begin + skip, other + skip
        if begin > i or other > j:
            gaps.append((i, begin, j, other))
        found.append((begin, other, SHINGLE - skip))
        i, j = begin + SHINGLE - skip, other + SHINGLE - skip
    gaps.append((i, a1, j, b1))
    return gaps


def _joined(blocks: Blocks) -> Blocks:
    """Make one of blocks that touch in both."""
    if not len(blocks):
        return blocks
    ends = blocks[:, :2] + blocks[:, 2:]
    begins = np.append(True, (blocks[1:, :2] != ends[:-1]).any(axis=1))
    first = np.flatnonzero(begins)
    joined = blocks[first]
    joined[:, 2] = np.add.reduceat(blocks[:, 2], first)
    return joined


def _without_chance(blocks: Blocks, n: int, m: int) -> Blocks:
    """Leave out islands that are smaller than the gaps on both sides and hold no long run."""
    for scale in SCALES:
        if not len(blocks):
            break
        ends = blocks[:, :2] + blocks[:, 2:]
        edge = np.array([[n, m]])
        gaps = np.vstack((blocks[:, :2], edge)) - np.vstack(([[0, 0]], ends))
        wide = gaps.max(axis=1) >= scale
        first = np.flatnonzero(np.append(True, wide[1:-1]))
        matched = np.add.reduceat(blocks[:, 2], first)
        last = np.append(first[1:], len(blocks))
        longest = np.maximum.reduceat(blocks[:, 2], first)
        chance = (matched < scale) & (longest < SHINGLE) & wide[first] & wide[last]
        blocks = blocks[np.repeat(~chance, last - first)]
    return blocks
