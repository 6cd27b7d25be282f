"""Rows that arrive in batches are cut apart where groups end, and nowhere else."""

from __future__ import annotations

from itertools import groupby, pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis.stages.cluster.maps import whole_groups


@given(
    sizes=st.lists(st.integers(1, 6), max_size=12),
    cuts=st.lists(st.integers(1, 9), min_size=1, max_size=8),
    most=st.integers(1, 200),
)
def test_groups_stay_whole_and_nothing_is_lost(
    sizes: list[int], cuts: list[int], most: int
) -> None:
    rows = [(group // 2, group % 2) for group, size in enumerate(sizes) for _ in range(size)]
    table = pa.table({"g": [g for g, _ in rows], "h": [h for _, h in rows]})
    batches, at = [], 0
    while at < len(rows):
        step = cuts[len(batches) % len(cuts)]
        batches += table.slice(at, step).to_batches()
        at += step
    found = list(whole_groups(iter(batches), ("g", "h"), most))
    parts = [list(zip(*(t.column(n).to_pylist() for n in "gh"), strict=True)) for t in found]
    assert [row for part in parts for row in part] == rows
    assert all(one[-1] != two[0] for one, two in pairwise(parts))
    assert all(parts)
    if parts:
        held = [len(list(group)) for _, group in groupby(parts[0])]
        assert held == sizes[: len(held)]


def test_small_groups_are_handed_on_before_the_last_has_come() -> None:
    batches = [pa.record_batch([pa.array([n, n])], ["g"]) for n in range(5)]
    found = list(whole_groups(iter(batches), ("g",), most=1))
    assert [table.column("g").to_pylist() for table in found] == [[n, n] for n in range(5)]
