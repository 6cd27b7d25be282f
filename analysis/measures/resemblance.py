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
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.measures import candidates, families, minhash, rarity
from analysis.measures.coverage import ALONE, Shared, Weighting, covered, shared
from analysis.measures.shingles import Ints, ShingleSets, grouped, sampled_hashes, shingle_sets

SURE = 0.8
"""Both texts run together over this share: copies for certain, unless they are a filled-in form."""
FLOOR = 0.15
"""Pairs whose texts run together over less are forgotten: no threshold can bring them back."""
FITS = 1_000_000
"""Folded characters up to which the inverted join is run over all shingles."""
RATE = 8
"""Above that, one shingle in eight is joined, or more where units are short:"""
SAMPLE = 48
"""of half the units at least so many."""
EVIDENCE = 16
"""Characters that must run together before they say anything: 加强组织领导 alone does not."""
_T = TypeVar("_T", bound=np.generic)
_FEW = 200_000  # candidate pairs so few that all are compared, however little they share


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
    one_form: NDArray[np.bool_]
    """Shape (p,): the two are one form, filled in differently by four texts or more."""
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
    ends = bounds[units] + sizes
    parts = [codes[i:j] for i, j in zip(bounds[units].tolist(), ends.tolist(), strict=True)]
    text_of[text_of >= 0] = rank[text_of[text_of >= 0]]
    joined = np.concatenate(parts) if parts else codes[:0]
    return Texts(joined, laid, text_of, units)


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
    exhaustive = method == "all" or (method == "auto" and len(texts.codes) <= FITS)
    rate = 1 if exhaustive else _rate(texts)
    a, b, capped, sets = _all(texts, k) if exhaustive else _sampled(texts, k, rate)
    proposed = len(a)
    row_a, row_b = sets.row[a], sets.row[b]
    both = shared(sets.of, sets.codes, sets.bounds, row_a, row_b)
    once = rarity.once_only(sets.of, sets.bounds[:-1], int(sets.bounds[-1]))
    (plain,) = _sides(both, [Weighting.of(once.astype(np.int32))], sets.bounds, row_a, row_b)
    kept = _worth(plain, floor, min(k, EVIDENCE) if k >= ALONE else EVIDENCE)
    a, b, plain, row_a, row_b = a[kept], b[kept], plain.of(kept), row_a[kept], row_b[kept]
    centre, form = _voters(sets, a, b, plain)
    voter = np.where(form, np.arange(len(form)), centre)
    shared_by = rarity.passage_families(rarity.repeated_passages(texts.codes, texts.bounds), voter)
    mine = _stretches(shared_by, texts.bounds, sets.texts)
    weightings = [
        Weighting.of(rarity.rarity_weights(mine) * once),
        Weighting.of((once & (mine < rarity.MANY)).astype(np.int32)),
    ]
    rare_sides, own_sides = _sides(both.of(kept), weightings, sets.bounds, row_a, row_b)
    return Resemblance(
        texts,
        a,
        b,
        sets.of.sizes[row_a],
        sets.of.sizes[row_b],
        both.shingles[kept],
        plain,
        rare_sides,
        own_sides,
        form[a] & form[b] & (centre[a] == centre[b]),
        shared_by,
        proposed,
        capped,
        "all" if exhaustive else "bands",
        rate,
    )


class _Sets(NamedTuple):
    """Shingle sets of those texts that are in question."""

    of: ShingleSets
    texts: Ints
    """Shape (s,): the texts in question, ascending."""
    row: Ints
    """Shape (t,): row of each text among the sets; −1 for texts not in question."""
    codes: NDArray[np.uint32]
    bounds: Ints
    """Shape (s + 1,): their characters, laid end to end."""


def _all(texts: Texts, k: int) -> tuple[Ints, Ints, int, _Sets]:
    """Candidates by an inverted join over all shingles."""
    sets = shingle_sets(texts.codes, texts.bounds, k)
    unit = np.repeat(np.arange(len(sets), dtype=np.int64), sets.sizes)
    chosen = sets.frequency[sets.ids] > 1
    ids, unit = sets.ids[chosen], unit[chosen]
    words = (ids.astype(np.uint64) << np.uint64(32)) | unit.astype(np.uint64)
    words.sort()
    first = np.ones(len(words), dtype=bool)
    first[1:] = (words[1:] ^ words[:-1]) >> np.uint64(32) > 0
    members = (words & np.uint64((1 << 32) - 1)).astype(np.int64)
    joined = candidates.join(members, first, len(sets))
    a, b = joined.a, joined.b
    if len(a) > _FEW:
        enough = joined.promising(1)
        a, b = a[enough], b[enough]
    if joined.capped:
        a, b = candidates.united(
            (a, b),
            minhash.band_pairs(
                minhash.sketches(
                    members,
                    (words >> np.uint64(32)).astype(np.int64),
                    len(sets),
                    len(sets.frequency),
                )
            ),
        )
    every = np.arange(len(sets))
    return a, b, joined.capped, _Sets(sets, every, every, texts.codes, texts.bounds)


def _rate(texts: Texts) -> int:
    middle = int(np.median(np.diff(texts.bounds))) if len(texts.first) else 0
    return max(1, min(RATE, middle // SAMPLE))


def _sampled(texts: Texts, k: int, rate: int) -> tuple[Ints, Ints, int, _Sets]:
    """Candidates by a join over a sample; shingle sets only of the texts they name."""
    n = len(texts.first)
    sample = sampled_hashes(texts.codes, texts.bounds, k, rate)
    place, first = grouped([sample], len(texts.codes))
    unit = np.repeat(np.arange(n), np.diff(texts.bounds))[place]
    new = first.copy()
    new[1:] |= unit[1:] != unit[:-1]
    unit, first = unit[new], first[new]
    joined = candidates.join(unit, first, n, cap=candidates.CAP)
    enough = joined.promising(candidates.LEAST)
    a, b = joined.a[enough], joined.b[enough]
    if joined.capped:
        number = np.cumsum(first) - 1
        a, b = candidates.united(
            (a, b), minhash.band_pairs(minhash.sketches(unit, number, n, int(first.sum())))
        )
    named = np.unique(np.concatenate([a, b]))
    row = np.full(n, -1, dtype=np.int64)
    row[named] = np.arange(len(named))
    bounds = np.concatenate([[0], np.cumsum(np.diff(texts.bounds)[named])]).astype(np.int64)
    codes = _stretches(texts.codes, texts.bounds, named)
    sets = shingle_sets(codes, bounds, k)
    return a, b, joined.capped, _Sets(sets, named, row, codes, bounds)


def _sides(
    both: Shared, weightings: list[Weighting], bounds: Ints, a: Ints, b: Ints
) -> list[Sides]:
    in_a = covered(both.runs_a, weightings, len(a))
    in_b = covered(both.runs_b, weightings, len(a))
    out = []
    for weighting, one, two in zip(weightings, in_a, in_b, strict=True):
        total = weighting.upto[bounds[1:]] - weighting.upto[bounds[:-1]]
        out.append(Sides(one, total[a], two, total[b]))
    return out


def _stretches(values: NDArray[_T], bounds: Ints, rows: Ints) -> NDArray[_T]:
    """Lay the characters of some texts end to end."""
    if len(rows) == len(bounds) - 1:
        return values
    starts, ends = bounds[rows].tolist(), bounds[rows + 1].tolist()
    parts = [values[i:j] for i, j in zip(starts, ends, strict=True)]
    return np.concatenate(parts) if parts else values[:0]


def _worth(plain: Sides, floor: float, evidence: int) -> NDArray[np.bool_]:
    """Pairs that any threshold from the floor up may ask for."""
    most = np.maximum(plain.covered_a, plain.covered_b)
    return (most >= evidence) & (
        (plain.covered_a >= floor * plain.total_a) | (plain.covered_b >= floor * plain.total_b)
    )


def _voters(sets: _Sets, a: Ints, b: Ints, plain: Sides) -> tuple[Ints, NDArray[np.bool_]]:
    """Tentative families for counting votes: sure copies together, filled-in forms apart.

    Returns the centre of each text's group, and which groups are forms.
    """
    n = len(sets.row)
    least = np.minimum(plain.covered_a / plain.total_a, plain.covered_b / plain.total_b)
    sure = least >= SURE
    centre = families.stars(n, a[sure], b[sure], least[sure]).centre
    asked = np.flatnonzero(sets.row >= 0)
    form = np.zeros(n, dtype=bool)
    form[asked] = families.form_members(sets.of, sets.row[centre[asked]])
    return centre, form
