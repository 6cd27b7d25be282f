"""The stages in order: what each needs, how many shards it has, and what runs one.

A shard is done once: its manifest says from what it was made, and where that is what would be used
now, nothing is done. Killed and begun again, a run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from analysis.stages import shards
from analysis.stages.comparing import groups_shard, pairs_shard, scores_shard
from analysis.stages.meeting import (
    bands_shard,
    bucket_parts,
    candidates_shard,
    capped,
    meetings_shard,
    postings_shard,
    rarity_shard,
    sketches_shard,
    votes_shard,
)
from analysis.stages.reading import (
    Outcome,
    fingerprints_shard,
    order_shard,
    passages_shard,
    texts_shard,
)
from analysis.stages.shards import VERSION, Manifest
from analysis.stages.work import Work
from corpus.errors import SettingsError, require_choice

Tell = Callable[[str, int, int], None]


class Stage(NamedTuple):
    """One step of a run."""

    needs: tuple[str, ...]
    """Stages of which it reads all shards, directly."""
    count: Callable[[Work], int]
    run: Callable[[Work, int], Outcome]
    suffix: str = ".parquet"


def _portions(work: Work) -> int:
    return work.n_portions


def _keys(work: Work) -> int:
    return work.key_ranges


def _hashes(work: Work) -> int:
    return work.hash_ranges


def _ranges(work: Work) -> int:
    return work.text_ranges


def _one(_: Work) -> int:
    return 1


STAGES: dict[str, Stage] = {
    "texts": Stage((), _portions, texts_shard, ".arrow"),
    "order": Stage(("texts",), _one, order_shard),
    "fingerprints": Stage(("order",), _portions, fingerprints_shard),
    "postings": Stage(("fingerprints",), _keys, postings_shard),
    "meetings": Stage(("postings",), _keys, meetings_shard),
    # Only where shingles were left out do bands find anything that joins do not.
    "sketches": Stage(
        ("meetings",), lambda work: work.n_portions if capped(work) else 0, sketches_shard
    ),
    "bands": Stage(
        ("sketches",), lambda work: bucket_parts(work) if capped(work) else 0, bands_shard
    ),
    "candidates": Stage(("meetings", "bands"), _ranges, candidates_shard),
    "pairs": Stage(("candidates",), _ranges, pairs_shard),
    "groups": Stage(("pairs",), _one, groups_shard),
    "passages": Stage(("order",), _portions, passages_shard),
    "votes": Stage(("passages", "groups"), _hashes, votes_shard),
    "rarity": Stage(("votes",), _ranges, rarity_shard, ".arrow"),
    "scores": Stage(("groups", "rarity"), _ranges, scores_shard),
}
"""Stages by name, in the order in which they can be run."""


def run_stage(
    work: Work,
    name: str,
    share: tuple[int, int] = (1, 1),
    tell: Tell | None = None,
    pool: Executor | None = None,
) -> tuple[int, int]:
    """Run the shards of a stage that are not done, or one share of them.

    Parameters
    ----------
    work
        The folder.
    name
        One of :data:`STAGES`.
    share
        ``(i, n)``: the shards i, i + n, i + 2n, …, counted from 1.
    tell
        Called with (stage, done, all) now and then.
    pool
        Processes that share the shards; by default they are run here, one after another.

    Returns
    -------
    done, found : int
        How many shards were done now, and how many were there.

    Raises
    ------
    SettingsError
        If there is no such stage, or one that it needs is not finished.
    """
    require_choice("stage", name, STAGES)
    stage = STAGES[name]
    made_from = shards.digest_of(VERSION, name, _parameters(work), _needed(work, stage))
    mine = range(share[0] - 1, stage.count(work), share[1])
    known = {shard: work.manifest(name, shard) for shard in mine}
    todo = [shard for shard, one in known.items() if one is None or one.made_from != made_from]
    found = len(mine) - len(todo)
    if tell is not None and (found or not todo):
        tell(name, found, len(mine))
    for done, manifest in enumerate(_run(work, name, todo, made_from, pool), 1):
        work.finish(manifest)
        if tell is not None:
            tell(name, found + done, len(mine))
    return len(todo), found


def _run(
    work: Work, name: str, todo: list[int], made_from: str, pool: Executor | None
) -> Iterator[Manifest]:
    if pool is None or not todo:
        for shard in todo:
            yield run_shard(work, name, shard, made_from)
        return
    tasks = [pool.submit(_run_elsewhere, work.folder, name, shard, made_from) for shard in todo]
    try:
        for task in tasks:
            yield task.result()
    finally:
        for task in tasks:
            task.cancel()


def run_shard(work: Work, name: str, shard: int, made_from: str) -> Manifest:
    """Run one shard, and return its manifest, which is not written yet."""
    stage = STAGES[name]
    rows, parts, facts = stage.run(work, shard)
    pa.default_memory_pool().release_unused()
    size = work.path(name, shard, stage.suffix).stat().st_size
    return Manifest(VERSION, name, shard, made_from, rows, size, tuple(parts), facts)


_elsewhere: dict[Path, Work] = {}  # of a process of a pool: what it has opened


def _run_elsewhere(folder: Path, name: str, shard: int, made_from: str) -> Manifest:
    if folder not in _elsewhere:
        _elsewhere[folder] = Work.join(folder)
    return run_shard(_elsewhere[folder], name, shard, made_from)


def finished(work: Work, name: str) -> bool:
    """Whether all shards of a stage are there."""
    stage = STAGES[name]
    return all(work.manifest(name, shard) is not None for shard in range(stage.count(work)))


def _parameters(work: Work) -> object:
    plan = work.plan
    return [plan.reading, plan.grain, plan.settings, plan.layout, plan.files]


def _needed(work: Work, stage: Stage) -> list[str]:
    """What the shards that are read were made from."""
    return [
        work.finished(name, shard).made_from
        for name in stage.needs
        for shard in range(STAGES[name].count(work))
    ]


def counted(work: Work, name: str) -> int | None:
    """Count the shards of a stage; None while it hangs on what is not done yet."""
    try:
        return STAGES[name].count(work)
    except SettingsError:
        return None
