"""How the units of a corpus come to be compared: candidates, counts, rarity.

Everything here is counted in whole numbers; ratios are taken by whoever reads them. What is
compared are texts (:mod:`analysis.measures.similarity.texts`), in an order that hangs on nothing
but them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity import families, rarity
from analysis.measures.similarity.blocking import Named, exhaustive, rate_for, sampled
from analysis.measures.similarity.coverage import ALONE, Shared
from analysis.measures.similarity.engines import compiled
from analysis.measures.similarity.engines.marked import MarkedSets, Met
from analysis.measures.similarity.texts import Texts, stretches
from analysis.measures.similarity.weighting import Weighting, covered
from corpus.threads import mapped

SURE = 0.8
"""Both texts run together over this share: copies for certain, unless they are a filled-in form."""
FLOOR = 0.15
"""Pairs whose texts run together over less are forgotten: no threshold can bring them back."""
FITS = 1_000_000
"""Folded characters up to which the inverted join is run over all shingles."""
EVIDENCE = 16
"""Characters that must run together before they say anything: 加强组织领导 alone does not."""


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
    """Shape (characters,): how many families share the passage around each character of a text;
    where a unit repeats a text, its characters are not asked for."""
    candidates: int
    capped: int
    method: str
    rate: int
    """One shingle in so many was joined."""


def resemblance(
    texts: Texts,
    *,
    k: int,
    method: str = "auto",
    floor: float = FLOOR,
    fast: bool | None = None,
) -> Resemblance:
    """Compare all texts that share anything worth comparing.

    Parameters
    ----------
    texts
        Texts of n units, from :func:`analysis.measures.similarity.texts.distinct_texts`.
    k
        Characters in a shingle.
    method
        ``"all"``: inverted join over all shingles; ``"bands"``: over a sample of them, with
        MinHash bands beside it; ``"auto"``: the first while the corpus has at most
        :data:`FITS` characters.
    floor
        Least share of the better covered text that must run along with the other.
    fast
        Use compiled kernels (:mod:`analysis.measures.similarity.engines.compiled`); the results are
        the same. By default they are used for large corpora, where they are installed.
    """
    fast = compiled.worth(len(texts.codes)) if fast is None else fast
    every = method == "all" or (method == "auto" and len(texts.codes) <= FITS)
    fast = fast and not every
    rate = 1 if every else rate_for(texts.sizes)
    named = exhaustive(texts, k) if every else sampled(texts, k, rate, fast=fast)
    both = named.shared()
    once = named.once()
    plain = _plain_sides(both, once, named)
    kept = _worth(plain, floor, min(k, EVIDENCE) if k >= ALONE else EVIDENCE)
    a, b, plain = named.a[kept], named.b[kept], plain.of(kept)
    centre, form = _voters(named, a, b, plain)
    voter = np.where(form, np.arange(len(form)), centre)
    voters = texts.each(voter)
    if fast:
        halves = compiled.passages(texts.codes, texts.bounds, rarity.PASSAGE)
        shared_by = compiled.passage_families(halves, texts.bounds, voters, rarity.PASSAGE)
        kinds = shared_by
        del halves
    else:
        passages = rarity.repeated_passages(texts.codes, texts.bounds, winnow=True)
        shared_by = rarity.passage_families(passages, voters)
        kinds = stretches(shared_by, texts.begins[named.texts], texts.ends[named.texts])
        del passages
    # What a text says again counts nothing: as if no family had it.
    kinds = kinds * once
    rare_sides, own_sides = _sides(both, kinds, [_RARE, _DISTINCT], named)
    sizes = named.sets.sizes
    return Resemblance(
        texts,
        a,
        b,
        sizes[named.row[a]],
        sizes[named.row[b]],
        both.shingles[kept],
        plain,
        rare_sides.of(kept),
        own_sides.of(kept),
        form[a] & form[b] & (centre[a] == centre[b]),
        shared_by,
        len(named.a),
        named.capped,
        "all" if every else "bands",
        rate,
    )


_KINDS = np.arange(256, dtype=np.uint8)
_OWN = (_KINDS > 0).astype(np.int32)
_RARE = rarity.rarity_weights(_KINDS) * _OWN
_DISTINCT = _OWN * (_KINDS < rarity.MANY)


def _plain_sides(both: Shared | Met, once: NDArray[np.bool_], named: Named) -> Sides:
    """Covered and all characters, without what a text says again."""
    if isinstance(both, Met):
        own = both.sets.own
        return Sides(both.counts[:, 1], own[named.a], both.counts[:, 2], own[named.b])
    return _sides(both, once.view(np.uint8), [_OWN], named)[0]


def _sides(
    both: Shared | Met, kinds: NDArray[np.uint8], weights: list[NDArray[np.int32]], named: Named
) -> list[Sides]:
    """Covered and total weight; ``weights`` says what a character of each kind weighs."""
    if isinstance(both, Met):
        total = both.sets.totals(kinds, weights)
        in_a, in_b = both.covered(kinds, weights)
    else:
        longest = int(np.diff(named.bounds).max(initial=0))
        weightings = mapped(lambda each: Weighting.of(kinds, each, longest), weights)
        total = [w.between(named.bounds[:-1], named.bounds[1:]) for w in weightings]
        runs = [both.runs_a, both.runs_b]
        in_a, in_b = mapped(lambda each: covered(each, weightings, len(named.a)), runs)
    row_a, row_b = named.row[named.a], named.row[named.b]
    return [
        Sides(one, every[row_a], two, every[row_b])
        for one, two, every in zip(in_a, in_b, total, strict=True)
    ]


def _worth(plain: Sides, floor: float, evidence: int) -> NDArray[np.bool_]:
    """Pairs that any threshold from the floor up may ask for."""
    most = np.maximum(plain.covered_a, plain.covered_b)
    return (most >= evidence) & (
        (plain.covered_a >= floor * plain.total_a) | (plain.covered_b >= floor * plain.total_b)
    )


def _voters(named: Named, a: Ints, b: Ints, plain: Sides) -> tuple[Ints, NDArray[np.bool_]]:
    """Tentative families for counting votes: sure copies together, filled-in forms apart.

    Returns the centre of each text's group, and which groups are forms.
    """
    n = len(named.row)
    least = np.minimum(plain.covered_a / plain.total_a, plain.covered_b / plain.total_b)
    sure = least >= SURE
    centre = families.stars(n, a[sure], b[sure], least[sure]).centre
    form = np.zeros(n, dtype=bool)
    if isinstance(named.sets, MarkedSets):
        return centre, families.form_members(named.sets, centre)
    form[named.texts] = families.form_members(named.sets, named.row[centre[named.texts]])
    return centre, form
