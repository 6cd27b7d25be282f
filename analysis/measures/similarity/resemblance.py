"""How the units of a corpus come to be compared: blocking, candidates, counts, rarity.

:func:`resemblance` is the sequence; each stage is a function of another module here. Everything is
counted in whole numbers; ratios are taken by whoever reads them. What is compared are texts
(:mod:`analysis.measures.similarity.texts`), in an order that hangs on nothing but them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity import rarity
from analysis.measures.similarity.blocking import exhaustive, sampled
from analysis.measures.similarity.coverage import LONE_SHINGLE
from analysis.measures.similarity.engines.arrays import ARRAYS
from analysis.measures.similarity.engines.choice import engine_for
from analysis.measures.similarity.engines.protocol import Engine
from analysis.measures.similarity.forms import voting_groups
from analysis.measures.similarity.texts import Texts, stretches
from analysis.measures.similarity.weighting import Sides

FLOOR = 0.15
"""Pairs whose texts run together over less are forgotten: no threshold can bring them back."""
FITS = 1_000_000
"""Folded characters up to which the inverted join is run over all shingles."""
LEAST_EVIDENCE = 16
"""Characters that must run together before they say anything: 加强组织领导 alone does not."""


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
    own: Ints
    """Shape (t,): characters of each text that several units have which lie outside boilerplate;
    0 of other texts."""
    candidates: int
    capped: int
    method: str
    rate: int
    """One shingle in so many was joined."""

    def of(self, rows: NDArray[np.generic]) -> Resemblance:
        """Keep the chosen pairs only."""
        return replace(
            self,
            a=self.a[rows],
            b=self.b[rows],
            shingles_a=self.shingles_a[rows],
            shingles_b=self.shingles_b[rows],
            shared=self.shared[rows],
            plain=self.plain.of(rows),
            rare=self.rare.of(rows),
            distinct=self.distinct.of(rows),
            one_form=self.one_form[rows],
        )


def resemblance(
    texts: Texts,
    *,
    k: int,
    method: str = "auto",
    floor: float = FLOOR,
    engine: Engine | None = None,
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
    engine
        What does the work; no result hangs on it. By default
        :func:`analysis.measures.similarity.engines.choice.engine_for` chooses; an inverted join
        over all shingles is made in arrays always, for which a corpus must be small.
    """
    every = is_exhaustive(method, len(texts.codes))
    engine = ARRAYS if every else engine or engine_for(len(texts.codes))

    candidates = exhaustive(texts, k) if every else sampled(texts, k, engine)
    overlaps = candidates.shingled.compare(candidates.a, candidates.b)
    plain = overlaps.plain()
    kept = above_floor(plain, floor, k)
    a, b, plain = candidates.a[kept], candidates.b[kept], plain.of(kept)
    groups = voting_groups(candidates.shingled, len(texts.first), a, b, plain)
    families = engine.passage_families(texts, groups.voter)
    rare, distinct = overlaps.weighed(families, WEIGHTINGS)

    return Resemblance(
        texts=texts,
        a=a,
        b=b,
        shingles_a=candidates.shingled.sizes(a),
        shingles_b=candidates.shingled.sizes(b),
        shared=overlaps.shingles[kept],
        plain=plain,
        rare=rare.of(kept),
        distinct=distinct.of(kept),
        one_form=groups.one_form(a, b),
        families=families,
        own=own_characters(texts, families),
        candidates=len(candidates.a),
        capped=candidates.capped,
        method="all" if every else "bands",
        rate=candidates.rate,
    )


_KINDS = np.arange(256, dtype=np.uint8)  # how many families share a character's passage
_COUNTED = (_KINDS > 0).astype(np.int32)
_RARE = rarity.rarity_weights(_KINDS) * _COUNTED
_DISTINCT = _COUNTED * (_KINDS < rarity.MANY_FAMILIES)
WEIGHTINGS = (_RARE, _DISTINCT)
"""What a character counts by how many families share it: by rarity; outside boilerplate."""


def is_exhaustive(method: str, characters: int) -> bool:
    """Whether a corpus of so many folded characters is joined over all shingles."""
    return method == "all" or (method == "auto" and characters <= FITS)


def own_characters(texts: Texts, families: NDArray[np.uint8]) -> Ints:
    """Count the characters outside boilerplate of each text that several units have."""
    own = np.zeros(len(texts.first), dtype=np.int64)
    units = texts.text_of[texts.text_of >= 0]
    several = np.flatnonzero(np.bincount(units, minlength=len(own)) > 1)
    if len(several):
        sizes = texts.sizes[several]
        shared_by = stretches(families, texts.begins[several], texts.ends[several])
        begins = np.cumsum(sizes) - sizes
        outside = shared_by < rarity.MANY_FAMILIES
        own[several] = np.add.reduceat(outside, begins, dtype=np.int64)
    return own


def above_floor(plain: Sides, floor: float, k: int) -> NDArray[np.bool_]:
    """Say which pairs any threshold from the floor up may ask for."""
    evidence = min(k, LEAST_EVIDENCE) if k >= LONE_SHINGLE else LEAST_EVIDENCE
    most = np.maximum(plain.covered_a, plain.covered_b)
    return (most >= evidence) & (
        (plain.covered_a >= floor * plain.total_a) | (plain.covered_b >= floor * plain.total_b)
    )
