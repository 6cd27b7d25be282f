"""Near-duplicates found on a cluster: the programs in order, and the finding made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.findings.duplicates.finding import Duplicates
from analysis.findings.duplicates.settings import Preset
from analysis.measures.similarity.resemblance import is_exhaustive
from analysis.stages import shards
from analysis.stages.cluster import comparing, meeting, numbering
from analysis.stages.cluster.run import ClusterRun, ClusterWork, Program
from analysis.stages.duplicates import concluded_from, found_at_once
from analysis.stages.sequence import Tell
from analysis.stages.shards import VERSION, Manifest
from analysis.stages.steps.columns import numbers

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class ClusterStage(NamedTuple):
    """One step of a run."""

    needs: tuple[str, ...]
    program: Program


STAGES: dict[str, ClusterStage] = {
    "digests": ClusterStage(("texts",), numbering.digests),
    "ranked": ClusterStage(("digests",), numbering.ranked),
    "order": ClusterStage(("ranked",), numbering.order),
    "distinct": ClusterStage(("order",), numbering.distinct),
    "postings": ClusterStage(("distinct",), meeting.postings),
    "sketches": ClusterStage(("postings",), meeting.sketches),
    "bands": ClusterStage(("sketches",), meeting.in_bands),
    "candidates": ClusterStage(("postings", "bands"), meeting.promising),
    "pairs": ClusterStage(("candidates",), comparing.compared),
    "groups": ClusterStage(("pairs",), comparing.groups),
    "passages": ClusterStage(("distinct",), comparing.passages),
    "votes": ClusterStage(("passages", "groups"), comparing.counted_votes),
    "rarity": ClusterStage(("votes",), comparing.rarity),
    "scores": ClusterStage(("groups", "rarity"), comparing.weighed),
}
"""Stages behind *texts*, in the order in which they can be run."""


def find_on_cluster(
    spark: SparkSession, work: ClusterWork, preset: Preset, tell: Tell | None = None
) -> Duplicates:
    """Run what is not done yet, and make the finding.

    Parameters
    ----------
    spark
        From :func:`analysis.stages.cluster.session.session`.
    work
        The folder of the run, in which drivers and workers read and write alike.
    preset
        What holds of thresholds and scores.
    tell
        Called with (stage, done, all) now and then.
    """
    run = ClusterRun(spark, work)
    told: Callable[[str, int, int], None] = tell or (lambda *_: None)
    numbering.read_texts(run)
    told("texts", 1, 1)
    made = {"texts": _texts(work)}
    plan = work.plan
    for name in STAGES:
        _run_stage(run, name, made)
        told(name, 1, 1)
        if name == "order" and is_exhaustive(plan.method, work.sizes.characters):
            return found_at_once(work, preset)
    own = numbers(work.table("rarity", "text").select(["own"]), "own")
    return concluded_from(
        work,
        preset,
        work.table("scores", "a", "b"),
        own=own.astype(np.int64),
        candidates=work.finished("candidates", 0).rows,
        capped=int(work.finished("postings", 0).facts["capped"]),
    )


def _run_stage(run: ClusterRun, name: str, made: dict[str, str]) -> None:
    """Run a stage unless what it would be made from is what it was made from."""
    work, stage = run.work, STAGES[name]
    plan = work.plan
    facts: object = [plan.reading, plan.grain, plan.settings, plan.method, plan.files]
    made[name] = shards.digest_of(VERSION, name, facts, [made[need] for need in stage.needs])
    known = work.manifest(name, 0)
    if known is not None and known.made_from == made[name]:
        return
    found = stage.program(run)
    rows, size = numbering.written(run, name)
    work.finish(Manifest(VERSION, name, 0, made[name], rows, size, (), found))


def _texts(work: ClusterWork) -> str:
    return shards.digest_of(*(work.finished("texts", p).made_from for p in range(work.n_portions)))
