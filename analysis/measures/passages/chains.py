"""Chains: matches that follow one another in both texts, joined over small differences.

Two stretches are joined when the second follows the first in both texts, when what lies between is
short beside them, and when each is the other's nearest. So every chain is one path through both
texts, and noise next to it is left alone. What lies between is aligned exactly (longest common
subsequence), and the ends are extended while more agrees than differs (Altschul et al. 1990,
"Basic local alignment search tool", their X-drop).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.components import components
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.matches import Matches

CHAIN_GAP = 48
"""Characters a chain may skip on either side: a clause put in, or left out."""
CHAIN_REACH = 1
"""And at most that many times the shorter of the two stretches it joins."""
AHEAD = 8
"""How many of the following stretches are looked at: noise may lie in between."""
CHAIN_ROUNDS = 8
"""Each round joins longer stretches over longer gaps; few chains need more than three."""
NARROW = 20
"""Where one side has no more than this between two stretches, something was put in on the other
side, or a few words were changed. Where both have more, half of the shorter side must agree."""
PENALTY = 2
DROP = 6
"""An end is extended over differences that cost 2 each, until 6 more were lost than won back:
a lone wrong character pays off after 3 right ones, three wrong ones in a row never do."""
EXACT = 8
"""Characters of an equal run that counts as verbatim: about four words, as in boilerplate."""
_EDGE = 32  # characters looked at on an end in one go
_CELLS = 1 << 17  # characters compared at once: they stay in the processor's cache
_WORD = 64  # bits
_NOTHING = np.uint32(0xFFFFFFFF)  # no character


class AlignedStretches(NamedTuple):
    """Aligned stretches of two texts; each field has one row a stretch.

    ``a_start:a_end`` and ``b_start:b_end`` are places in the codes of all texts together.
    """

    pair: Ints
    """Number of the pair of texts."""
    a_start: Ints
    a_end: Ints
    b_start: Ints
    b_end: Ints
    equal: Ints
    """Characters that the alignment finds equal, in order; a lower bound where two overlap."""
    longest: Ints
    """Longest run of equal characters without a difference."""
    exact: Ints
    """Characters in equal runs of :data:`EXACT` and more; an upper bound where two overlap."""

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> AlignedStretches:
        """Keep some rows, in that order."""
        return AlignedStretches(*(column[rows] for column in self))

    @property
    def length(self) -> Ints:
        """Characters of the longer side."""
        return np.maximum(self.a_end - self.a_start, self.b_end - self.b_start)


def stretches_of(matches: Matches, owner: NDArray[np.int32], texts: int) -> AlignedStretches:
    """Make a stretch of every match."""
    a, b, length = matches
    pair = owner[a].astype(np.int64) * texts + owner[b]
    exact = np.where(length >= EXACT, length, 0)
    return AlignedStretches(pair, a, a + length, b, b + length, length, length, exact)


def chain(
    codes: NDArray[np.uint32], stretches: AlignedStretches, *, enough: int, gap: int = CHAIN_GAP
) -> AlignedStretches:
    """Join stretches into chains.

    Parameters
    ----------
    codes
        Characters of all texts together.
    stretches
        As from :func:`stretches_of`.
    enough
        Stretches with fewer equal characters are left out where there is nothing to join them
        with.
    gap
        Characters that a chain may skip.

    Returns
    -------
    AlignedStretches
        Ordered by pair, then by place; spans of joined stretches include all of theirs.
    """
    stretches = ordered(stretches)
    stretches = stretches.take((stretches.equal >= enough) | _accompanied(stretches, gap))
    for _ in range(CHAIN_ROUNDS):
        before, after = _links(codes, stretches, gap)
        if not len(before):
            break
        stretches = ordered(joined(codes, stretches, before, after))
    return stretches


def extend(
    codes: NDArray[np.uint32], bounds: Ints, owner: NDArray[np.int32], stretches: AlignedStretches
) -> AlignedStretches:
    """Extend both ends of every stretch over substituted characters, while it pays."""
    text, other = owner[stretches.a_start], owner[stretches.b_start]
    room = np.minimum(stretches.a_start - bounds[text], stretches.b_start - bounds[other])
    back, won = _edge(codes, stretches.a_start - 1, stretches.b_start - 1, room, -1)
    room = np.minimum(bounds[text + 1] - stretches.a_end, bounds[other + 1] - stretches.b_end)
    ahead, more = _edge(codes, stretches.a_end, stretches.b_end, room, 1)
    return stretches._replace(
        a_start=stretches.a_start - back,
        b_start=stretches.b_start - back,
        a_end=stretches.a_end + ahead,
        b_end=stretches.b_end + ahead,
        equal=stretches.equal + won + more,
    )


def common_subsequence(
    codes: NDArray[np.uint32], a: Ints, a_length: Ints, b: Ints, b_length: Ints
) -> Ints:
    """Length of the longest common subsequence of many short stretches.

    Bit-parallel (Hyyrö 2004, "Bit-parallel LCS-length computation revisited"): words of 64 bits a
    stretch, one step a character.

    Parameters
    ----------
    codes
        Characters.
    a, a_length, b, b_length
        Shape (n,) each: stretches of text, the second ones not much longer than some hundred
        characters (one step of each character of the first takes their length).

    Returns
    -------
    ndarray
        Shape (n,), int64.

    Examples
    --------
    >>> import numpy as np
    >>> codes = np.array([1, 2, 3, 4, 1, 3, 5, 4], np.uint32)
    >>> four = np.array([4])
    >>> common_subsequence(codes, np.array([0]), four, four, four).tolist()
    [3]
    """
    out = np.zeros(len(a), dtype=np.int64)
    # The same either way: one step a character of the shorter, one bit a character of the longer.
    turned = a_length > b_length
    a, b = np.where(turned, b, a), np.where(turned, a, b)
    steps, width = np.minimum(a_length, b_length), np.maximum(a_length, b_length)
    words = -(-width // _WORD)
    order = np.lexsort((-steps, words))
    order = order[steps[order] > 0]
    for many in distinct(words[order]).tolist():
        rows = order[words[order] == many]
        for part in np.array_split(rows, 1 + len(rows) * many * _WORD // _CELLS):
            out[part] = _subsequence(codes, a[part], steps[part], b[part], width[part])
    return out


def _subsequence(
    codes: NDArray[np.uint32], a: Ints, a_length: Ints, b: Ints, b_length: Ints
) -> Ints:
    """The same for stretches of as many words, those with most steps first."""
    ahead = np.arange(-(-int(b_length.max(initial=0)) // _WORD) * _WORD)
    inside = ahead < b_length[:, None]
    text = np.where(inside, codes[np.where(inside, b[:, None] + ahead, b[:, None])], _NOTHING)
    state = np.full((len(ahead) // _WORD, len(a)), ~np.uint64(0))
    # How many stretches have a character at each step: a_length descends.
    live = np.searchsorted(-a_length, -np.arange(int(a_length[0])), side="left")
    for step, n in enumerate(live.tolist()):
        meets = _packed(text[:n] == codes[a[:n] + step][:, None])
        carry = np.zeros(n, dtype=np.uint64)
        for number, whole in enumerate(state):  # views of it
            here = whole[:n]
            found = here & meets[:, number]
            total = here + found
            over = (total < here) | (total + carry < total)
            whole[:n] = (total + carry) | (here - found)
            carry = over.astype(np.uint64)
    return np.bitwise_count(~state.T & _packed(inside)).sum(axis=1, dtype=np.int64)


def _packed(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Rows of flags as words, the first flag the lowest bit."""
    return np.packbits(flags, axis=1, bitorder="little").view("<u8")


def reworded(
    codes: NDArray[np.uint32], stretches: AlignedStretches, rows: Ints, nexts: Ints
) -> tuple[NDArray[np.bool_], Ints]:
    """Whether what lies between stretches was put in, left out or reworded, but not replaced.

    Returns
    -------
    reworded : ndarray
        Shape (n,), bool: one side has at most :data:`NARROW` characters there, or half of the
        shorter side agrees.
    between : ndarray
        Shape (n,), int64: characters that agree there, where they were asked for; 0 elsewhere.
    """
    gap_a = stretches.a_start[nexts] - stretches.a_end[rows]
    gap_b = stretches.b_start[nexts] - stretches.b_end[rows]
    less = np.minimum(gap_a, gap_b)
    between = np.zeros(len(rows), dtype=np.int64)
    asked = np.flatnonzero(less > NARROW)
    between[asked] = common_subsequence(
        codes,
        stretches.a_end[rows[asked]],
        gap_a[asked],
        stretches.b_end[rows[asked]],
        gap_b[asked],
    )
    return (less <= NARROW) | (2 * between >= less), between


def ordered(stretches: AlignedStretches) -> AlignedStretches:
    """Order stretches by pair of texts, then by place."""
    return stretches.take(np.lexsort((stretches.b_start, stretches.a_start, stretches.pair)))


def _accompanied(stretches: AlignedStretches, gap: int) -> NDArray[np.bool_]:
    """Which stretches have another one so near that they may ever be joined with it."""
    found = np.zeros(len(stretches.pair), dtype=bool)
    for rows, after, skipped, overlap in neighbours(stretches, gap):
        found[rows[skipped <= CHAIN_REACH * (stretches.equal[rows] - overlap)]] = True
        found[after[skipped <= CHAIN_REACH * (stretches.equal[after] - overlap)]] = True
    return found


def _links(codes: NDArray[np.uint32], stretches: AlignedStretches, gap: int) -> tuple[Ints, Ints]:
    """Rows of stretches that are each other's nearest, before and after."""
    n = len(stretches.pair)
    no_cost = np.iinfo(np.int64).max
    cost_after, cost_before = np.full(n, no_cost), np.full(n, no_cost)
    after, before = np.full(n, -1), np.full(n, -1)
    for rows, nexts, skipped, overlap in neighbours(stretches, gap):
        # What overlaps speaks for one of the two only.
        shorter = np.minimum(stretches.equal[rows], stretches.equal[nexts]) - overlap
        near = skipped <= CHAIN_REACH * shorter
        near[near] = reworded(codes, stretches, rows[near], nexts[near])[0]
        one, two = rows[near], nexts[near]
        # A gap costs its longer side, a difference between its sides costs once more.
        price = skipped[near] + overlap[near]
        price += np.abs(
            stretches.a_start[two]
            - stretches.a_end[one]
            - stretches.b_start[two]
            + stretches.b_end[one]
        )
        better = price < cost_after[one]
        cost_after[one[better]], after[one[better]] = price[better], two[better]
        better = price < cost_before[two]
        cost_before[two[better]], before[two[better]] = price[better], one[better]
    rows = np.flatnonzero(after >= 0)
    rows = rows[before[after[rows]] == rows]
    return rows, after[rows]


def neighbours(stretches: AlignedStretches, gap: int) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
    """Go through stretches and those that follow them: rows, rows, characters skipped, overlap.

    The nearest in place come first, so that they are preferred where all else is equal.
    """
    n = len(stretches.pair)
    for step in range(1, min(AHEAD, n - 1) + 1):
        rows = np.flatnonzero(
            (stretches.pair[:-step] == stretches.pair[step:])
            & (stretches.a_start[step:] - stretches.a_end[:-step] <= gap)
        )
        rows = rows[stretches.b_start[rows + step] - stretches.b_end[rows] <= gap]
        nexts = rows + step
        # The second stretch must begin and end after the first, in both texts.
        forward = stretches.b_start[nexts] >= stretches.b_start[rows]
        forward &= stretches.a_end[nexts] > stretches.a_end[rows]
        forward &= stretches.b_end[nexts] > stretches.b_end[rows]
        rows, nexts = rows[forward], nexts[forward]
        gap_a = stretches.a_start[nexts] - stretches.a_end[rows]
        gap_b = stretches.b_start[nexts] - stretches.b_end[rows]
        overlap = np.maximum(0, -np.minimum(gap_a, gap_b))
        skipped = np.maximum(gap_a, gap_b) + overlap
        near = (skipped <= gap) & (overlap < stretches.equal[nexts])
        yield rows[near], nexts[near], skipped[near], overlap[near]


def joined(
    codes: NDArray[np.uint32], stretches: AlignedStretches, before: Ints, after: Ints
) -> AlignedStretches:
    """Make one stretch of every path of links."""
    gap_a = stretches.a_start[after] - stretches.a_end[before]
    gap_b = stretches.b_start[after] - stretches.b_end[before]
    overlap = np.maximum(0, -np.minimum(gap_a, gap_b))
    won = common_subsequence(
        codes,
        stretches.a_end[before],
        gap_a + overlap,
        stretches.b_end[before],
        gap_b + overlap,
    )
    n = len(stretches.pair)
    paths, path = components(n, before, after)
    equal = np.zeros(paths, dtype=np.int64)
    np.add.at(equal, path, stretches.equal)
    np.add.at(equal, path[before], won - overlap)
    exact = np.zeros(paths, dtype=np.int64)
    np.add.at(exact, path, stretches.exact)
    least = np.full((2, paths), np.iinfo(np.int64).max)
    most = np.zeros((4, paths), dtype=np.int64)
    np.minimum.at(least[0], path, stretches.a_start)
    np.minimum.at(least[1], path, stretches.b_start)
    np.maximum.at(most[0], path, stretches.a_end)
    np.maximum.at(most[1], path, stretches.b_end)
    np.maximum.at(most[2], path, stretches.longest)
    np.maximum.at(most[3], path, stretches.pair)
    equal = np.maximum(equal, most[2])  # overlaps taken off above can cost more than they share
    exact = np.minimum(exact, equal)
    return AlignedStretches(most[3], least[0], most[0], least[1], most[1], equal, most[2], exact)


def _edge(codes: NDArray[np.uint32], a: Ints, b: Ints, room: Ints, step: int) -> tuple[Ints, Ints]:
    """How far ends are worth extending from these places on, and how many characters agree."""
    length, won = np.zeros(len(a), dtype=np.int64), np.zeros(len(a), dtype=np.int64)
    active = np.flatnonzero(room > 0)
    ahead = np.arange(_EDGE)
    while len(active):
        going = []
        for rows in np.array_split(active, 1 + len(active) * _EDGE // _CELLS):
            left = (room[rows] - length[rows])[:, None]
            at = step * np.where(ahead < left, length[rows, None] + ahead, 0)
            agree = (codes[a[rows, None] + at] == codes[b[rows, None] + at]) & (ahead < left)
            score = np.cumsum(np.where(agree, 1, -PENALTY), axis=1)
            best = np.maximum.accumulate(np.maximum(score, 0), axis=1)
            lost = np.maximum.accumulate((best - score >= DROP) | (ahead >= left), axis=1)
            score = np.where(lost, 0, score)
            top = score.argmax(axis=1)
            paid = score[np.arange(len(rows)), top] > 0
            length[rows] += np.where(paid, top + 1, 0)
            won[rows] += np.where(paid, agree.cumsum(axis=1)[np.arange(len(rows)), top], 0)
            going.append(rows[paid & ~lost[:, -1]])
        active = np.concatenate(going)
        active = active[length[active] < room[active]]
    return length, won
