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

from analysis.measures.alignment.overlay import laid_out
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import shingle_hashes

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
    sentences: Sequence[Codes],
    voters: Sequence[frozenset[int]],
    values: Codes,
    *,
    families: int,
    seeds: Sequence[int],
) -> Iterator[Frame]:
    """Find the frames of some sentences.

    Parameters
    ----------
    sentences
        Different sentences, as folded characters.
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
    index = _SentenceIndex(sentences)
    aligned: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    met = np.zeros(len(sentences), dtype=np.int64)
    for seed in seeds:
        if met[seed] >= MET:
            continue
        others = [row for row in index.fellows(seed) if len(voters[row] | voters[seed]) > 1]
        if len(frozenset().union(voters[seed], *(voters[row] for row in others))) < families:
            continue
        places = np.full((len(others) + 1, len(sentences[seed])), -1, dtype=np.int64)
        places[0] = np.arange(len(sentences[seed]))
        for number, row in enumerate(others, start=1):
            pair = (min(seed, row), max(seed, row))
            if pair not in aligned:
                aligned[pair] = laid_out(sentences[pair[0]], sentences[pair[1]])
            for one, two, length in aligned[pair]:
                mine, theirs = (one, two) if pair[0] == seed else (two, one)
                if length >= 2:
                    places[number, mine : mine + length] = np.arange(theirs, theirs + length)
        rows = [seed, *others]
        found = list(_frames(sentences[seed], rows, places, voters, values, families))
        met[sorted({member for frame in found for member in frame.members})] += 1
        yield from found


def filled_in(frame: Frame, texts: Sequence[str]) -> Frame:
    """Add every sentence that has the constant stretches of a frame in order, slots short enough.

    Parameters
    ----------
    frame
        From :func:`frames`.
    texts
        All sentences, their codes as strings.

    Returns
    -------
    Frame
        The members of ``frame`` as they are, and all others.
    """
    first = texts[frame.members[0]]
    stretches = [first[a:b] for a, b in frame.stretches[0]]
    longest = max(stretches, key=len)
    places = dict(zip(frame.members, frame.stretches, strict=True))
    for row, text in enumerate(texts):
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


class _SentenceIndex:
    """Which sentences share runs, the rarest runs counting most."""

    def __init__(self, sentences: Sequence[Codes]) -> None:
        sizes = np.array([len(s) for s in sentences], dtype=np.int64)
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        codes = np.concatenate([*sentences, np.zeros(0, dtype=np.uint32)])
        hashes, starts = shingle_hashes(codes, bounds, SEED)
        owner = np.searchsorted(bounds, starts, side="right") - 1
        _, number = np.unique(hashes, return_inverse=True)
        pairs = distinct(number * max(1, len(sentences)) + owner)
        self.run, self.sentence = np.divmod(pairs, max(1, len(sentences)))
        self.bounds = np.searchsorted(self.run, np.arange(int(number.max(initial=-1)) + 2))
        order = np.argsort(self.sentence, kind="stable")
        self.runs = self.run[order]
        self.of = np.searchsorted(self.sentence[order], np.arange(len(sentences) + 1))

    def fellows(self, row: int) -> list[int]:
        """The sentences that share the most with one, at most :data:`FELLOWS`."""
        runs = self.runs[self.of[row] : self.of[row + 1]]
        counts = self.bounds[runs + 1] - self.bounds[runs]
        runs, counts = runs[counts > 1], counts[counts > 1]
        if not len(runs):
            return []
        rarity = 1 / np.log2(1 + counts)
        counts = np.minimum(counts, SENTENCES_PER_RUN)
        which = np.repeat(np.arange(len(runs)), counts)
        place = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        sentence = self.sentence[self.bounds[runs][which] + place]
        found, inverse = np.unique(sentence, return_inverse=True)
        weight = np.bincount(inverse, weights=rarity[which])
        order = np.lexsort([found, -weight.round(9)])
        best = [int(found[n]) for n in order[: FELLOWS + 1] if found[n] != row]
        return best[:FELLOWS]


def _frames(
    codes: Codes,
    rows: list[int],
    places: NDArray[np.int64],
    voters: Sequence[frozenset[int]],
    values: Codes,
    families: int,
) -> Iterator[Frame]:
    matched = places >= 0
    fixed = ~np.isin(codes, values)
    width = min(len(rows), BESIDE + 1)
    a, b = np.array([*combinations(range(1, width), 2)], dtype=np.int64).reshape(-1, 2).T
    wanted = np.concatenate([matched[1:], matched[a] & matched[b]])
    # what has too little text as a whole has too little in each of its parts
    wanted = wanted[(wanted & fixed).sum(axis=1) >= CONSTANT]
    seen: set[bytes] = set()
    # families that differ in figures only have one and the same sentence here
    alone = _settled(matched[0], fixed, rows[:1], places[:1], voters, families)
    if alone is not None:
        yield alone
    for columns in {one.tobytes(): one for one in wanted}.values():
        for region in _regions(columns):
            if int((region & fixed).sum()) < CONSTANT or region.tobytes() in seen:
                continue
            seen.add(region.tobytes())
            frame = _settled(region, fixed, rows, places, voters, families)
            if frame is not None:
                yield frame


def _regions(columns: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Columns parted where a gap is too long for a slot."""
    where = np.flatnonzero(columns)
    for part in np.split(where, np.flatnonzero(np.diff(where) > SLOT + 1) + 1):
        region = np.zeros(len(columns), dtype=bool)
        region[part] = True
        yield region


def _settled(
    region: NDArray[np.bool_],
    fixed: NDArray[np.bool_],
    rows: list[int],
    places: NDArray[np.int64],
    voters: Sequence[frozenset[int]],
    families: int,
) -> Frame | None:
    """Supporters of a region, and the text that all of them have."""
    matched = places >= 0
    wanted = int(region.sum())
    chosen = np.flatnonzero((matched & region).sum(axis=1) >= SUPPORT * wanted)
    while True:
        constant = _blocks(region & matched[chosen].all(axis=0), fixed, places[chosen])
        if sum(stop - start for start, stop in constant) < CONSTANT:
            return None
        fits = np.array([_fits(constant, places[row]) for row in chosen])
        if len(frozenset().union(*(voters[rows[row]] for row in chosen[fits]))) < families:
            return None
        if fits.all():
            break
        chosen = chosen[fits]
    order = sorted(chosen.tolist(), key=lambda row: rows[row])
    stretches = tuple(
        tuple((int(places[row, a]), int(places[row, b - 1]) + 1) for a, b in constant)
        for row in order
    )
    return Frame(tuple(rows[row] for row in order), stretches)


def _blocks(
    columns: NDArray[np.bool_], fixed: NDArray[np.bool_], places: NDArray[np.int64]
) -> list[tuple[int, int]]:
    """Constant stretches: columns next to one another in every supporter."""
    where = np.flatnonzero(columns & fixed)
    if not len(where):
        return []
    apart = (np.diff(places[:, where], axis=1) != 1).any(axis=0)
    parts = np.split(where, np.flatnonzero(apart) + 1)
    blocks = [(int(part[0]), int(part[-1]) + 1) for part in parts]
    # a single character is chance, unless it is the unit of a figure
    blocks = [
        (a, b) for a, b in blocks if b - a > 1 or (a > 0 and not fixed[a - 1] and columns[a - 1])
    ]
    while blocks and blocks[0][1] - blocks[0][0] < LEAST_BLOCK:
        blocks.pop(0)
    while blocks and blocks[-1][1] - blocks[-1][0] < LEAST_BLOCK:
        a = blocks[-1][0]
        if a > 0 and not fixed[a - 1] and columns[a - 1]:
            break
        blocks.pop()
    return blocks


def _fits(blocks: list[tuple[int, int]], places: NDArray[np.int64]) -> bool:
    """Whether all slots of one sentence are short enough to be values."""
    return all(
        places[after[0]] - places[before[1] - 1] - 1 <= SLOT for before, after in pairwise(blocks)
    )
