"""How the units of a corpus come to be compared: candidates, counts, rarity.

Everything here is counted in whole numbers; ratios are taken by whoever reads them. Inside, units
are kept in an order of their own: longer texts first, then by a digest of the text. So nothing
depends on the order of the files, on their names, or on anything else that was read in the same
run except its text; and a text that occurs many times is one unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures import candidates, families, minhash, rarity
from analysis.measures.coverage import EVIDENCE, Shared, covered, shared
from analysis.measures.shingles import Ints, ShingleSets, shingle_sets

SURE = 0.8
"""Both texts run together over this share: copies for certain, unless they are a filled-in form."""
FLOOR = 0.15
"""Pairs whose texts run together over less are forgotten: no threshold can bring them back."""
FITS = 2_000_000
"""Folded characters up to which the inverted join is run over all shingles."""
RATE = 8
"""Above that, one shingle in eight is joined."""
_FEW = 200_000  # candidate pairs so few that all are compared, however little they share
_HINT = 0.06  # share of joinable shingles that candidates have in common, where there are more


class Texts(NamedTuple):
    """Distinct texts of a corpus, in the order of their digests."""

    codes: NDArray[np.uint32]
    bounds: Ints
    """Shape (t + 1,)."""
    text_of: Ints
    """Shape (n,): text of each unit, −1 where nothing of it is left after folding."""
    first: Ints
    """Shape (t,): first unit with each text."""


class Sides(NamedTuple):
    """Covered and total weight, for both units of every pair; shape (p,) each, int64."""

    covered_a: Ints
    total_a: Ints
    covered_b: Ints
    total_b: Ints

    def of(self, rows: NDArray[np.generic]) -> Sides:
        """Keep the chosen pairs only."""
        return Sides(*(column[rows] for column in self))


@dataclass(frozen=True, slots=True, eq=False)
class Resemblance:
    """All pairs of texts that have something to do with one another."""

    texts: Texts
    a: Ints
    b: Ints
    """Shape (p,) each: rows of ``texts``, ``a < b``, ordered."""
    shingles_a: Ints
    shingles_b: Ints
    shared: Ints
    """Shape (p,): distinct shingles of each, and of both together."""
    plain: Sides
    """In characters."""
    rare: Sides
    """Weighted by rarity."""
    distinct: Sides
    """In characters outside boilerplate."""
    families: NDArray[np.uint8]
    """Shape (characters,): how many families share the passage around each character."""
    candidates: int
    capped: int
    method: str
    rate: int
    """One shingle in so many was joined."""


def distinct_texts(codes: NDArray[np.uint32], bounds: Ints) -> Texts:
    """Merge equal texts and order them by digest.

    Parameters
    ----------
    codes, bounds
        Folded characters of n units, as from :func:`corpus.folding.fold_many`.
    """
    raw = memoryview(np.ascontiguousarray(codes, dtype="<u4").view(np.uint8).data)
    cuts = pairwise((bounds * 4).tolist())
    rows: dict[bytes, int] = {}
    first: list[int] = []
    text_of = np.full(len(bounds) - 1, -1, dtype=np.int64)
    for unit, (start, end) in enumerate(cuts):
        if start == end:
            continue
        digest = blake2b(raw[start:end], digest_size=16).digest()
        row = rows.setdefault(digest, len(first))
        if row == len(first):
            first.append(unit)
        text_of[unit] = row
    order = np.array([rows[digest] for digest in sorted(rows)], dtype=np.int64)
    rank = np.empty_like(order)
    units = np.array(first, dtype=np.int64)[order]
    # Longer texts first: where two could stand for a family, the fuller one does.
    longest = np.argsort(-np.diff(bounds)[units], kind="stable")
    units = units[longest]
    order = order[longest]
    rank[order] = np.arange(len(order))
    sizes = np.diff(bounds)[units]
    laid = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    places = np.arange(laid[-1]) + np.repeat(bounds[:-1][units] - laid[:-1], sizes)
    text_of[text_of >= 0] = rank[text_of[text_of >= 0]]
    return Texts(codes[places], laid, text_of, units)


def resemblance(
    codes: NDArray[np.uint32], bounds: Ints, *, k: int, method: str = "auto", floor: float = FLOOR
) -> Resemblance:
    """Compare all units that share anything worth comparing.

    Parameters
    ----------
    codes, bounds
        Folded characters of n units.
    k
        Characters in a shingle.
    method
        ``"all"``: inverted join over all shingles; ``"bands"``: over a sample of them, with
        MinHash bands beside it; ``"auto"``: the first while the corpus has at most
        :data:`FITS` characters.
    floor
        Least share of the better covered text that must run along with the other.
    """
    texts = distinct_texts(codes, bounds)
    sets = shingle_sets(texts.codes, texts.bounds, k)
    exhaustive = method == "all" or (method == "auto" and len(texts.codes) <= FITS)
    a, b, capped = _candidates(sets, exhaustive=exhaustive)
    both = shared(sets, texts.bounds[:-1], a, b)
    once = rarity.once_only(sets, texts.bounds[:-1], len(texts.codes))
    plain = _sides(both, once.astype(np.int32), texts, a, b, k)
    kept = _worth(plain, floor)
    voter = _voters(sets, a[kept], b[kept], plain.of(kept))
    shared_by = rarity.passage_families(texts.codes, texts.bounds, voter)
    rare = _sides(both, rarity.rarity_weights(shared_by) * once, texts, a, b, k).of(kept)
    own = (once & (shared_by < rarity.MANY)).astype(np.int32)
    distinct = _sides(both, own, texts, a, b, k).of(kept)
    return Resemblance(
        texts,
        a[kept],
        b[kept],
        sets.sizes[a[kept]],
        sets.sizes[b[kept]],
        both.shingles[kept],
        plain.of(kept),
        rare,
        distinct,
        np.where(once, shared_by, 0).astype(np.uint8),
        len(a),
        capped,
        "all" if exhaustive else "bands",
        1 if exhaustive else RATE,
    )


def _candidates(sets: ShingleSets, *, exhaustive: bool) -> tuple[Ints, Ints, int]:
    unit = np.repeat(np.arange(len(sets), dtype=np.int32), sets.sizes)
    groups = len(sets.frequency)
    if exhaustive:
        chosen = sets.frequency[sets.ids] > 1
    else:
        # Ids are in hash order, so the first eighth of them is a random eighth.
        chosen = (sets.ids < groups // RATE + 1) & (sets.frequency[sets.ids] > 1)
    ids, unit = sets.ids[chosen], unit[chosen]
    words = (ids.astype(np.uint64) << np.uint64(32)) | unit.astype(np.uint64)
    words.sort()
    first = np.ones(len(words), dtype=bool)
    first[1:] = (words[1:] ^ words[:-1]) >> np.uint64(32) > 0
    members = (words & np.uint64((1 << 32) - 1)).astype(np.int64)
    joined = candidates.join(members, first, cap=None if exhaustive else candidates.CAP)
    joinable = np.bincount(unit[sets.frequency[ids] <= joined.cap], minlength=len(sets))
    a, b, count = joined.a, joined.b, joined.times
    enough = count * 1.0 >= _HINT * np.minimum(joinable[a], joinable[b])
    if not exhaustive:
        enough &= count >= candidates.LEAST
    if exhaustive and len(a) <= _FEW:
        enough[:] = True
    pairs = [(a[enough], b[enough])]
    if joined.capped:
        pairs.append(minhash.band_pairs(minhash.sketches(sets)))
    return *candidates.united(*pairs), joined.capped


def _sides(
    both: Shared, weights: NDArray[np.int32], texts: Texts, a: Ints, b: Ints, k: int
) -> Sides:
    sums = np.concatenate([[0], np.cumsum(weights, dtype=np.int64)])
    total = sums[texts.bounds[1:]] - sums[texts.bounds[:-1]]
    return Sides(
        covered(both.runs_a, weights, k, len(a)),
        total[a],
        covered(both.runs_b, weights, k, len(a)),
        total[b],
    )


def _worth(plain: Sides, floor: float) -> NDArray[np.bool_]:
    """Pairs that any threshold from the floor up may ask for."""
    most = np.maximum(plain.covered_a, plain.covered_b)
    return (most >= EVIDENCE) & (
        (plain.covered_a >= floor * plain.total_a) | (plain.covered_b >= floor * plain.total_b)
    )


def _voters(sets: ShingleSets, a: Ints, b: Ints, plain: Sides) -> Ints:
    """Tentative families for counting votes: sure copies together, filled-in forms apart."""
    least = np.minimum(plain.covered_a / plain.total_a, plain.covered_b / plain.total_b)
    sure = least >= SURE
    centre = families.stars(len(sets), a[sure], b[sure], least[sure]).centre
    forms = families.form_members(sets, centre)
    return np.where(forms, np.arange(len(sets)), centre)
