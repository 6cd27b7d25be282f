"""Large groups of forms, counted range by range."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.measures.arrays.shingles import shingle_sets
from analysis.measures.similarity.engines.arrays import own_and_missing
from analysis.stages.steps.groups import own_missing_and_sizes, unit_shingles


@pytest.mark.parametrize("passes", [1, 3, 7])
def test_sums_over_ranges_are_what_is_counted_at_once(passes: int) -> None:
    rng = np.random.default_rng(3)
    form = rng.integers(0, 900, 60)
    units = [np.concatenate([form, rng.integers(0, 900, 7)]) for _ in range(9)]
    codes = np.concatenate(units).astype(np.uint32)
    bounds = np.arange(10) * 67
    sets = shingle_sets(codes, bounds, 4, within=len(codes))
    own, missing = own_and_missing(sets, np.arange(9), np.zeros(9, np.int64))
    total = np.zeros((3, 9), dtype=np.int64)
    for number in range(passes):
        found = unit_shingles(codes, bounds, 4, len(codes), (number, passes))
        total += own_missing_and_sizes(found.hashes, found.unit, 9)
    assert total[0].tolist() == own.tolist()
    assert total[1].tolist() == missing.tolist()
    assert total[2].tolist() == sets.sizes.tolist()
