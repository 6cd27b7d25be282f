"""Frames: constant text with gaps that several sentences have in common.

One sentence is laid under the others that share runs with it, each aligned with it by itself.
Columns that the same others match, with gaps short enough to
be a slot's value, are a frame; whoever has most of it supports it, and what all supporters match
is its constant text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.alignment.overlay import laid_out_many
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.shingles import repeated

SEED = 4
"""Characters of the runs by which sentences find one another: two words."""
SLOT = 16
"""Longest value of a slot, in folded characters: a list of two or three offices."""
CONSTANT = 10
"""Fewest constant characters of a frame: less is a word or a phrase about the topic."""
LEAST_BLOCK = 3
"""Fewest characters of the first and last constant stretch, and of half the stretches between."""
SUPPORT = 0.8
"""Share of a frame's characters that a sentence must have to support it."""
FELLOWS = 24
"""Sentences laid over one another at most: those that share the rarest runs."""
BESIDE = 8
"""Of these, so many are combined with one another."""
SENTENCES_PER_RUN = 200
"""Sentences by which a run is looked up, the first of those that have it: all runs of a template
that thousands fill in then name the same sentences."""

MET = 6
"""Seeds whose frames had a sentence already; after so many it is no seed itself."""

Codes = NDArray[np.uint32]


class Frame(NamedTuple):
    """Constant stretches of a sentence, and the sentences that have them in the same order."""

    members: tuple[int, ...]
    """Sentences, ascending."""
    stretches: tuple[tuple[tuple[int, int], ...], ...]
    """For each member, start and stop of each constant stretch; empty slots are possible."""

    @property
    def constant(self) -> int:
        """Characters of the constant text."""
        return sum(stop - start for start, stop in self.stretches[0])


def frames(
    index: SentenceIndex,
    voters: Sequence[frozenset[int]],
    values: Codes,
    *,
    families: int,
    seeds: Sequence[int],
) -> Iterator[Frame]:
    """Find the frames of some sentences.

    Parameters
    ----------
    index
        Of different sentences.
    voters
        Families in which each stands.
    values
        Codes that are always a slot's value: figures, placeholders.
    families
        Fewest families that support a frame.
    seeds
        Sentences to look at.

    Yields
    ------
    Frame
        Any number for each seed, overlapping one another.
    """
    sentences = index.sentences
    valued = frozenset(values.tolist())
    aligned: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    met = np.zeros(len(sentences), dtype=np.int64)
    for seed in seeds:
        if met[seed] >= MET:
            continue
        others = [row for row in index.fellows(seed) if len(voters[row] | voters[seed]) > 1]
        if len(frozenset().union(voters[seed], *(voters[row] for row in others))) < families:
            continue
        pairs = [(min(seed, row), max(seed, row)) for row in others]
        new = [n for n, pair in enumerate(pairs) if pair not in aligned]
        chains = laid_out_many(
            sentences[seed],
            [sentences[others[n]] for n in new],
            first=[others[n] < seed for n in new],
        )
        aligned |= {pairs[n]: chain for n, chain in zip(new, chains, strict=True)}
        size = len(sentences[seed])
        laid = [_Laid.itself(size)] + [
            _Laid.of(size, aligned[pair], turned=pair[0] != seed) for pair in pairs
        ]
        fixed = sum(1 << n for n, code in enumerate(sentences[seed].tolist()) if code not in valued)
        found = list(_frames(fixed, [seed, *others], laid, voters, families))
        met[sorted({member for frame in found for member in frame.members})] += 1
        yield from found


class _Laid(NamedTuple):
    """One sentence under the columns of another: sets of columns are bits of a number."""

    places: list[int]
    """For each column the place of the character that it matches, or -1."""
    matched: int
    """Columns that match."""
    joined: int
    """Columns whose match the next column's follows at once."""

    @classmethod
    def itself(cls, size: int) -> _Laid:
        return cls(list(range(size)), (1 << size) - 1, (1 << max(0, size - 1)) - 1)

    @classmethod
    def of(cls, size: int, chain: Sequence[tuple[int, int, int]], *, turned: bool) -> _Laid:
        places = [-1] * size
        matched = joined = 0
        for one, two, length in chain:
            if length < 2:
                continue
            mine, theirs = (two, one) if turned else (one, two)
            places[mine : mine + length] = range(theirs, theirs + length)
            matched |= ((1 << length) - 1) << mine
            joined |= ((1 << (length - 1)) - 1) << mine
            if mine and theirs and places[mine - 1] == theirs - 1:
                joined |= 1 << (mine - 1)
        return cls(places, matched, joined)


def filled_in(frame: Frame, texts: Sequence[str], index: SentenceIndex) -> Frame:
    """Add every sentence that has the constant stretches of a frame in order, slots short enough.

    Parameters
    ----------
    frame
        From :func:`frames`.
    texts
        All sentences, their codes as strings.
    index
        Of the same sentences.

    Returns
    -------
    Frame
        The members of ``frame`` as they are, and all others.
    """
    first = texts[frame.members[0]]
    stretches = [first[a:b] for a, b in frame.stretches[0]]
    longest = max(stretches, key=len)
    places = dict(zip(frame.members, frame.stretches, strict=True))
    for row in index.having(frame.members[0], frame.stretches[0]):
        text = texts[row]
        if longest in text and row not in places:
            found = _in_order(stretches, text)
            if found is not None:
                places[row] = found
    members = tuple(sorted(places))
    return Frame(members, tuple(places[row] for row in members))


def _in_order(stretches: Sequence[str], text: str) -> tuple[tuple[int, int], ...] | None:
    """Where the stretches stand one after another: from each start on, each at its first place."""
    start = text.find(stretches[0])
    while start >= 0:
        spans = [(start, start + len(stretches[0]))]
        for stretch in stretches[1:]:
            end = spans[-1][1]
            at = text.find(stretch, end, end + SLOT + len(stretch))
            if at < 0:
                break
            spans.append((at, at + len(stretch)))
        else:
            return tuple(spans)
        start = text.find(stretches[0], start + 1)
    return None


class SentenceIndex:
    """Which sentences share runs, the rarest runs counting most.

    Parameters
    ----------
    sentences
        Different sentences, as folded characters.
    """

    def __init__(self, sentences: Sequence[Codes]) -> None:
        self.sentences = sentences
        sizes = np.array([len(s) for s in sentences], dtype=np.int64)
        self._begins = np.concatenate([[0], np.cumsum(sizes)])
        codes = np.concatenate([*sentences, np.zeros(0, dtype=np.uint32)])
        starts, new = repeated(codes, self._begins, SEED)
        number = np.cumsum(new) - 1
        self._run = np.full(len(codes), -1, dtype=np.int64)  # that begins at each code
        self._run[starts] = number
        owner = np.repeat(np.arange(len(sizes)), sizes)[starts]
        once = new.copy()  # a sentence may have a run again
        once[1:] |= owner[1:] != owner[:-1]
        self._sentence = owner[once]
        self._bounds = np.concatenate([[0], np.cumsum(np.bincount(number[once], minlength=1))])

    def fellows(self, row: int) -> list[int]:
        """The sentences that share the most with one, at most :data:`FELLOWS`."""
        runs = distinct(self._run[self._begins[row] : self._begins[row + 1]])
        runs = runs[runs >= 0]
        counts = self._bounds[runs + 1] - self._bounds[runs]
        runs, counts = runs[counts > 1], counts[counts > 1]
        if not len(runs):
            return []
        rarity = 1 / np.log2(1 + counts)
        counts = np.minimum(counts, SENTENCES_PER_RUN)
        which = np.repeat(np.arange(len(runs)), counts)
        place = nth(counts)
        sentence = self._sentence[self._bounds[runs][which] + place]
        weight = np.bincount(sentence, weights=rarity[which], minlength=row + 1).round(9)
        weight[row] = 0.0
        found = np.flatnonzero(weight)
        if len(found) > FELLOWS:
            least = -np.partition(-weight[found], FELLOWS - 1)[FELLOWS - 1]
            found = found[weight[found] >= least]
        order = np.lexsort([found, -weight[found]])
        return found[order[:FELLOWS]].tolist()

    def having(self, row: int, stretches: Sequence[tuple[int, int]]) -> Sequence[int]:
        """Sentences that may have some stretches of one, ascending: all that do, and others."""
        at = int(self._begins[row])
        inside = [at + n for a, b in stretches for n in range(a, b - SEED + 1)]
        if not inside:
            return range(len(self.sentences))
        runs = self._run[inside]
        if runs.min() < 0:
            return (row,)
        rarest = runs[np.argmin(self._bounds[runs + 1] - self._bounds[runs])]
        return self._sentence[self._bounds[rarest] : self._bounds[rarest + 1]].tolist()


def _frames(
    fixed: int,
    rows: list[int],
    laid: Sequence[_Laid],
    voters: Sequence[frozenset[int]],
    families: int,
) -> Iterator[Frame]:
    width = min(len(rows), BESIDE + 1)
    wanted = [one.matched for one in laid[1:]]
    wanted += [laid[a].matched & laid[b].matched for a, b in combinations(range(1, width), 2)]
    seen: set[int] = set()
    # families that differ in figures only have one and the same sentence here
    alone = _settled(laid[0].matched, fixed, rows, laid[:1], voters, families)
    if alone is not None:
        yield alone
    for columns in dict.fromkeys(wanted):
        # what has too little text as a whole has too little in each of its parts
        if (columns & fixed).bit_count() < CONSTANT:
            continue
        for region in _regions(columns):
            if (region & fixed).bit_count() < CONSTANT or region in seen:
                continue
            seen.add(region)
            frame = _settled(region, fixed, rows, laid, voters, families)
            if frame is not None:
                yield frame


def _columns(bits: int) -> list[int]:
    """The columns of a set, ascending.

    >>> _columns(0b1101)
    [0, 2, 3]
    """
    out = []
    while bits:
        lowest = bits & -bits
        out.append(lowest.bit_length() - 1)
        bits ^= lowest
    return out


def _regions(columns: int) -> list[int]:
    """Columns parted where a gap is too long for a slot.

    >>> [_columns(region) for region in _regions(1 | 1 << 17 | 1 << 35)]
    [[0, 17], [35]]
    """
    spread, reach = columns, 0  # every column with the SLOT ones behind it
    while reach < SLOT:
        step = min(reach + 1, SLOT - reach)
        spread |= spread << step
        reach += step
    regions = []
    while spread:
        lowest = spread & ~(spread + (spread & -spread))  # the lowest stretch without a gap
        regions.append(columns & lowest)
        spread ^= lowest
    return regions


def _settled(
    region: int,
    fixed: int,
    rows: list[int],
    laid: Sequence[_Laid],
    voters: Sequence[frozenset[int]],
    families: int,
) -> Frame | None:
    """Supporters of a region, and the text that all of them have."""
    enough = SUPPORT * region.bit_count()
    chosen = [n for n, one in enumerate(laid) if (one.matched & region).bit_count() >= enough]
    while True:
        constant = _blocks(region, fixed, [laid[n] for n in chosen])
        if sum(stop - start for start, stop in constant) < CONSTANT:
            return None
        gaps = [(before[1] - 1, after[0]) for before, after in pairwise(constant)]
        fits = [n for n in chosen if _fits(gaps, laid[n].places)]
        if len(frozenset().union(*[voters[rows[n]] for n in fits])) < families:
            return None
        if len(fits) == len(chosen):
            break
        chosen = fits
    order = sorted(chosen, key=rows.__getitem__)
    lasts = [(a, b - 1) for a, b in constant]
    places = [laid[n].places for n in order]
    stretches = tuple([tuple([(at[a], at[z] + 1) for a, z in lasts]) for at in places])
    return Frame(tuple([rows[n] for n in order]), stretches)


def _blocks(region: int, fixed: int, supporters: Sequence[_Laid]) -> list[tuple[int, int]]:
    """Constant stretches: columns next to one another in every supporter."""
    common, joined = region, -1
    for one in supporters:
        common &= one.matched
        joined &= one.joined
    constant = common & fixed
    # a column is in one block with the next if all supporters have the two side by side
    first = constant & ~((constant & joined) << 1)
    last = constant & ~(constant >> 1 & joined)
    blocks = [(a, b + 1) for a, b in zip(_columns(first), _columns(last), strict=True)]
    if supporters[0].matched != supporters[0].joined << 1 | 1:  # not itself: gaps may close, too
        blocks = _closed(blocks, supporters)
    # a single character is chance, unless it is the unit of a figure
    valued = common & ~fixed
    blocks = [(a, b) for a, b in blocks if b - a > 1 or (a > 0 and valued >> (a - 1) & 1)]
    while blocks and blocks[0][1] - blocks[0][0] < LEAST_BLOCK:
        blocks.pop(0)
    while blocks and blocks[-1][1] - blocks[-1][0] < LEAST_BLOCK:
        a = blocks[-1][0]
        if a > 0 and valued >> (a - 1) & 1:
            break
        blocks.pop()
    return blocks


def _closed(
    blocks: Sequence[tuple[int, int]], supporters: Sequence[_Laid]
) -> list[tuple[int, int]]:
    """Blocks with nothing between them in any supporter are one."""
    out = list(blocks[:1])
    for a, b in blocks[1:]:
        end = out[-1][1]
        if all(one.places[a] - one.places[end - 1] == 1 for one in supporters):
            out[-1] = out[-1][0], b
        else:
            out.append((a, b))
    return out


def _fits(gaps: list[tuple[int, int]], places: Sequence[int]) -> bool:
    """Whether all slots of one sentence, each between two columns, are short enough for values."""
    return all(places[first] - places[last] - 1 <= SLOT for last, first in gaps)
