"""Candidates on a cluster: texts that stand under one shingle, or in one bucket of sketches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.measures.similarity.candidates import LEAST_SHARED, MOST_SHARERS, PROMISING_SHARE
from analysis.stages.cluster import maps
from analysis.stages.cluster.run import ClusterRun
from analysis.stages.shards import Facts
from analysis.stages.steps import bands, candidates

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

KEY_BITS = 16
"""Shingles are counted by so many bits of their hash; the few counts in which a bin begins are then
looked at one by one."""


def postings(run: ClusterRun) -> Facts:
    """Say who has each shingle: of one that too many have only that it is one."""
    from pyspark.sql import functions as f

    keys = run.map(run.read("distinct").select("text", "codes"), run.step(maps.keys), maps.KEYS)
    found = (
        keys.groupBy("key")
        .agg(f.sort_array(f.collect_list("text")).alias("texts"))
        .select(
            "key",
            f.size("texts").alias("many"),
            f.when(f.size("texts").between(2, MOST_SHARERS), f.col("texts")).alias("texts"),
        )
    )
    run.write("postings", found)
    capped = run.read("postings").where(f.col("many") > MOST_SHARERS).count()
    return {"capped": capped}


def edges(run: ClusterRun) -> tuple[int, ...]:
    """Find the shingles at which the bins of sketches begin: 31 ranks among all."""
    from pyspark.sql import functions as f

    shift = 64 - KEY_BITS
    keys = run.read("postings").select("key", f.shiftrightunsigned("key", shift).alias("range"))
    counts = {
        row.range: row.n for row in keys.groupBy("range").agg(f.count("*").alias("n")).collect()
    }
    ranges = sorted(counts)
    upto = np.concatenate([[0], np.cumsum([counts[r] for r in ranges])]).astype(np.int64)
    ranks = bands.boundary_ranks(int(upto[-1]))
    held = np.searchsorted(upto, ranks, side="right") - 1
    inside = ranks < upto[-1]
    asked = sorted({ranges[at] for at in held[inside].tolist()})
    here: dict[int, list[int]] = {}
    for row in keys.where(f.col("range").isin(asked)).collect():
        here.setdefault(row.range, []).append(row.key & ((1 << 64) - 1))
    ordered = {r: sorted(some) for r, some in here.items()}
    return tuple(
        ordered[ranges[at]][rank - int(upto[at])] if there else (1 << 64) - 1
        for rank, at, there in zip(ranks.tolist(), held.tolist(), inside.tolist(), strict=True)
    )


def sketches(run: ClusterRun) -> Facts:
    """Sketch all texts; nothing to do where no shingle was left out."""
    texts = run.read("distinct").select("text", "codes")
    if not run.work.finished("postings", 0).facts["capped"]:
        return {}
    step = run.step(maps.sketches, edges=edges(run))
    run.write("sketches", run.map(texts, step, bands.SKETCHES))
    return {}


def in_bands(run: ClusterRun) -> Facts:
    """Pair texts of one bucket whose sketches agree."""
    if not run.work.finished("postings", 0).facts["capped"]:
        return {}
    sketched = run.read("sketches")
    standing = run.map(sketched, maps.buckets, bands.BUCKETS)
    by_bucket = standing.repartition("band", "one", "two").sortWithinPartitions(
        "band", "one", "two", "text"
    )
    met = run.map(by_bucket, maps.bucket_pairs, candidates.PAIRS).distinct()
    both = with_sides(met, sketched, "sketch")
    run.write("bands", run.map(both, maps.agreeing_pairs, candidates.PAIRS))
    return {}


def promising(run: ClusterRun) -> Facts:
    """Unite the pairs that share enough of the sample and those of the bands."""
    from pyspark.sql import functions as f

    shared = run.read("postings").where("texts is not null")
    joined = (
        shared.select(f.explode("texts").alias("text"))
        .groupBy("text")
        .agg(f.count("*").alias("joined"))
    )
    # The texts of a shingle are at most 32: pairs are made where the list lies.
    met = (
        shared.select(f.posexplode("texts").alias("at", "a"), "texts")
        .select("a", f.explode(f.expr("slice(texts, at + 2, size(texts))")).alias("b"))
        .groupBy("a", "b")
        .agg(f.count("*").alias("times"))
        .where(f.col("times") >= LEAST_SHARED)
    )
    enough = with_sides(met, joined, "joined").where(
        f.col("times") >= f.lit(PROMISING_SHARE) * f.least("joined_a", "joined_b")
    )
    found = enough.select("a", "b")
    if run.work.finished("postings", 0).facts["capped"]:
        found = found.union(run.read("bands")).distinct()
    run.write("candidates", found)
    both = run.read("candidates")
    named = both.select(f.col("a").alias("text")).union(both.select("b")).distinct()
    sizes = run.read("distinct").select("text", "size")
    total = named.join(sizes, "text").agg(f.sum("size").alias("named")).collect()[0]
    return {"named": total.named or 0}


def with_sides(frame: DataFrame, sides: DataFrame, *names: str) -> DataFrame:
    """Bring columns of both texts to each pair: ``name_a``, ``name_b``."""
    for side in "ab":
        mine = [sides[name].alias(f"{name}_{side}") for name in names]
        frame = frame.join(sides.select(sides["text"].alias(side), *mine), side)
    return frame
