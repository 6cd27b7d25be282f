"""Texts read and numbered on a cluster: longer ones first, each different text once."""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.measures.similarity.blocking import rate_for
from analysis.measures.similarity.texts import text_order
from analysis.stages import shards
from analysis.stages.cluster import maps
from analysis.stages.cluster.run import ClusterRun
from analysis.stages.shards import Facts
from analysis.stages.steps.columns import numbers

SIGN = -(1 << 63)
"""Turns the order of 64 bits with a sign into that of 64 bits without."""
ROW_BITS = 33
"""Bits that Spark's monotonically increasing ids leave for the row within its partition."""
ORDER = pa.schema(
    [
        ("unit", pa.int64()),
        ("portion", pa.int64()),
        ("row", pa.int64()),
        ("text", pa.int64()),
        ("size", pa.int64()),
        ("is_first", pa.bool_()),
        ("copies", pa.int64()),
    ]
)


def read_texts(run: ClusterRun) -> int:
    """Read and fold the portions that are not done; each is a shard with its manifest."""
    left = [(p,) for p in range(run.work.n_portions) if run.work.manifest("texts", p) is None]
    if not left:
        return 0
    frame = run.spark.createDataFrame(left, "portion long").repartition(len(left), "portion")
    step = partial(maps.read_portions, folder=run.folder)
    return sum(row.done for row in run.map(frame, step, maps.PORTIONS).collect())


def digests(run: ClusterRun) -> Facts:
    """Digest all units."""
    heads = run.work.heads.tolist()[:-1]
    frame = run.spark.createDataFrame(list(enumerate(heads)), "portion long, head long")
    frame = frame.repartition(len(heads), "portion")
    run.write("digests", run.map(frame, partial(maps.digests, folder=run.folder), maps.DIGESTS))
    return {}


def ranked(run: ClusterRun) -> Facts:
    """Order the different texts, longer ones first, then by their digests."""
    from pyspark.sql import functions as f

    found = (
        run.read("digests")
        .where("size > 0")
        .groupBy("size", "digest")
        .agg(
            f.min("unit").alias("first"),
            f.count("*").alias("copies"),
            (f.min("check") != f.max("check")).alias("differ"),
        )
        .orderBy(f.desc("size"), f.col("digest").bitwiseXOR(f.lit(SIGN)))
        .withColumn("part", f.spark_partition_id())
        .withColumn("row", f.monotonically_increasing_id().bitwiseAND((1 << ROW_BITS) - 1))
    )
    run.write("ranked", found)
    return {}


def order(run: ClusterRun) -> Facts:
    """Number the different texts, and say of each unit which it is."""
    from pyspark.sql import functions as f

    rank, units = run.read("ranked"), run.read("digests")
    counts = (
        rank.groupBy("part", "size")
        .agg(
            f.count("*").alias("texts"),
            f.sum("copies").alias("copies"),
            f.max("differ").alias("differ"),
        )
        .orderBy("part")
        .collect()
    )
    if any(row.differ for row in counts):
        return _ordered_here(run)
    texts = np.array([row.texts for row in counts], np.int64)
    size = np.array([row["size"] for row in counts], np.int64)
    inside: dict[int, int] = {}
    for row in counts:
        inside[row.part] = inside.get(row.part, 0) + row.texts
    before = list(zip(inside, accumulate(inside.values(), initial=0), strict=False))
    heads = run.spark.createDataFrame(before, "part int, head long")
    number = rank.join(f.broadcast(heads), "part").select(
        "size", "digest", "first", "copies", (f.col("row") + f.col("head")).alias("text")
    )
    found = units.join(number, ["size", "digest"], "left").select(
        "unit", "portion", "row",
        f.coalesce("text", f.lit(-1).cast("long")).alias("text"),
        "size",
        f.coalesce(f.col("unit") == f.col("first"), f.lit(False)).alias("is_first"),
        f.coalesce("copies", f.lit(0).cast("long")).alias("copies"),
    )  # fmt: skip
    run.write("order", found)
    return {
        "units": int(run.work.heads[-1]),
        "texts": int(texts.sum()),
        "characters": sum(row["size"] * row.copies for row in counts),
        "rate": rate_for(np.repeat(size, texts)),
    }


def _ordered_here(run: ClusterRun) -> Facts:
    """Number texts where two that differ have one digest: their characters decide."""
    work = run.work
    units = work.table("digests", "unit")
    size, digest = numbers(units, "size"), numbers(units, "digest").view(np.uint64)
    text_of, first = text_order(size, digest, lambda unit: work.codes.codes(np.array([unit]))[0])
    is_first = np.zeros(len(size), dtype=bool)
    is_first[first] = True
    copies = np.bincount(text_of[text_of >= 0], minlength=len(first))
    columns = [
        *(numbers(units, name) for name in ("unit", "portion", "row")),
        text_of, size, is_first, np.where(text_of >= 0, copies[text_of], 0),
    ]  # fmt: skip
    path: Path = work.path("order", 0) / "part.parquet"
    shards.write_rows(path, ORDER, [pa.table([pa.array(c) for c in columns], schema=ORDER)])
    return {
        "units": len(size),
        "texts": len(first),
        "characters": int(size.sum()),
        "rate": rate_for(size[first]),
    }


def distinct(run: ClusterRun) -> Facts:
    """Fetch each different text once, under its number."""
    first = run.read("order").where("is_first").select("portion", "row", "text", "size", "copies")
    spread = first.repartition("portion").sortWithinPartitions("portion", "row")
    step = partial(maps.fetched, folder=run.folder, written=run.work.plan.settings.occasions)
    run.write("distinct", run.map(spread, step, maps.DISTINCT))
    return {}


def written(run: ClusterRun, stage: str) -> tuple[int, int]:
    """Rows and bytes of a Parquet directory, by its files' footers."""
    files = list(run.work.path(stage, 0).glob("*.parquet"))
    rows = sum(pq.read_metadata(path).num_rows for path in files)
    return rows, sum(path.stat().st_size for path in files)
