"""What was compared, and what may have been missed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.measures.similarity.candidates import LEAST_SHARED, sampled_recall
from analysis.measures.similarity.minhash import band_recall
from analysis.measures.similarity.resemblance import Resemblance


@dataclass(frozen=True, slots=True)
class DuplicateCoverage:
    """What was looked at, and what may have been missed."""

    n_units: int
    n_empty: int
    """Units of which folding leaves nothing; they resemble nobody."""
    n_texts: int
    """Different texts among the units."""
    n_candidates: int
    n_verified: int
    """Candidates compared exactly: all of them."""
    n_capped: int
    """Shingles so common that they were not joined."""
    n_starred: int
    """Pairs that are not listed: a text that very many units have is paired by its first copy."""
    method: str
    expected_recall: float
    """Chance that a pair exactly at the threshold, of median length, becomes a candidate."""


def duplicate_coverage(
    n_units: int, evidence: Resemblance, threshold: float, starred: int
) -> DuplicateCoverage:
    """Say what was looked at, and what may have been missed at a threshold."""
    recall = 1.0
    if evidence.method != "all":
        sizes = evidence.texts.sizes
        median = int(np.median(sizes)) if len(sizes) else 0
        met = sampled_recall(threshold, median, evidence.rate, LEAST_SHARED)
        banded = band_recall(threshold / (2 - threshold)) if evidence.capped else 0.0
        recall = 1 - (1 - met) * (1 - banded)
    return DuplicateCoverage(
        n_units=n_units,
        n_empty=int((evidence.texts.text_of < 0).sum()),
        n_texts=len(evidence.texts.first),
        n_candidates=evidence.candidates,
        n_verified=evidence.candidates,
        n_capped=evidence.capped,
        n_starred=starred,
        method=evidence.method,
        expected_recall=recall,
    )
