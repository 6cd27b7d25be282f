"""Connected components as joins: every text takes the lowest number that it can reach.

Labels go from neighbour to neighbour, and each round from a label to that label's own label
(Shiloach and Vishkin 1982, "pointer jumping"), so that long chains end in few rounds. Every round
is written down: what a lost worker held need not be worked out from the beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.stages.cluster.run import ClusterRun

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def components(run: ClusterRun, edges: DataFrame) -> DataFrame:
    """Label the texts of some pairs by the lowest text of their component.

    Parameters
    ----------
    run
        Where rounds are written, as stages ``components-…``.
    edges
        Columns ``a`` and ``b``.

    Returns
    -------
    DataFrame
        Columns ``text`` and ``component``: texts without a pair are left out.
    """
    from pyspark.sql import functions as f

    run.write("links", edges)
    pairs = run.read("links")
    links = pairs.union(pairs.select("b", "a")).toDF("text", "other")
    label = links.groupBy("text").agg(f.least("text", f.min("other")).alias("component"))
    rounds = 0
    while True:
        # Two names by turns: a round reads the one before it.
        name = f"components-{rounds % 2}"
        run.write(name, label)
        label = run.read(name)
        if _settled(links, label):
            return label
        low = (
            links.join(label.toDF("other", "far"), "other")
            .groupBy("text")
            .agg(f.min("far").alias("far"))
        )
        near = label.join(low, "text").select(
            "text", f.least("component", "far").alias("component")
        )
        label = near.join(label.toDF("component", "further"), "component").select(
            "text", f.col("further").alias("component")
        )
        rounds += 1


def _settled(links: DataFrame, label: DataFrame) -> bool:
    """Whether the texts of every pair have one label."""
    apart = (
        links.join(label, "text")
        .join(label.toDF("other", "far"), "other")
        .where("component != far")
    )
    return not apart.limit(1).count()
