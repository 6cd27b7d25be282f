"""Pairs on a cluster: compared, grouped, counted by who shares what, weighed."""

from __future__ import annotations

from analysis.measures.similarity.forms import FORM_MEMBERS, SURE_COPY
from analysis.stages.cluster import maps
from analysis.stages.cluster.components import components
from analysis.stages.cluster.meeting import with_sides
from analysis.stages.cluster.run import ClusterRun
from analysis.stages.shards import Facts
from analysis.stages.steps import pairs, scores, votes

MOST_VOTES = 255
"""Families beyond are not told apart: see :func:`analysis.stages.steps.votes.votes`."""


def compared(run: ClusterRun) -> Facts:
    """Compare candidates exactly."""
    both = with_sides(run.read("candidates"), run.read("distinct"), "codes")
    step = run.step(maps.compared_pairs, run.named)
    run.write("pairs", run.map(both, step, pairs.COUNTS))
    return {"candidates": run.work.finished("candidates", 0).rows}


def groups(run: ClusterRun) -> Facts:
    """Group sure copies, and tell forms among the groups; texts alone are left out."""
    from pyspark.sql import functions as f

    share = [f.col(f"plain_covered_{side}") / f.col(f"plain_total_{side}") for side in "ab"]
    sure = run.read("pairs").select("a", "b", f.least(*share).alias("least"))
    sure = sure.where(f.col("least") >= SURE_COPY)
    label = components(run, sure.select("a", "b"))
    whole = sure.join(label.withColumnRenamed("text", "a"), "a")
    whole = whole.select("component", "a", "b", "least").repartition("component")
    ordered = whole.sortWithinPartitions("component", "a", "b")
    run.write("centres", run.map(ordered, maps.centres, maps.CENTRES))
    centres = run.read("centres")
    many = centres.groupBy("centre").count().where(f.col("count") >= FORM_MEMBERS)
    members = (
        centres.join(many.select("centre"), "centre")
        .join(run.read("distinct").select("text", "codes"), "text")
        .select("text", "centre", "codes")
        .repartition("centre")
        .sortWithinPartitions("centre", "text")
    )
    forms = run.map(members, run.step(maps.forms, run.named), maps.FORMS)
    told = centres.join(forms, "text", "left").select(
        "text",
        "centre",
        f.coalesce("is_form", f.lit(False)).alias("is_form"),
    )
    run.write("groups", told)
    return {}


def passages(run: ClusterRun) -> Facts:
    """Find the winnowed passages of all texts."""
    texts = run.read("distinct").select("text", "codes")
    run.write("passages", run.map(texts, run.step(maps.passages), votes.PASSAGES))
    return {}


def counted_votes(run: ClusterRun) -> Facts:
    """Count the different voters of each passage; those of one family alone are left out."""
    from pyspark.sql import functions as f

    there, group = run.read("passages"), run.read("groups")
    voter = group.where("not is_form").select("text", f.col("centre").alias("voter"))
    voting = there.join(voter, "text", "left").select(
        "hash", f.coalesce("voter", "text").alias("voter")
    )
    count = voting.distinct().groupBy("hash").agg(f.count("*").alias("votes"))
    shared = count.where("votes > 1").select(
        "hash", f.least("votes", f.lit(MOST_VOTES)).cast("int").alias("votes")
    )
    run.write("votes", there.join(shared, "hash").select("text", "place", "votes"))
    return {}


def rarity(run: ClusterRun) -> Facts:
    """Bring the votes of each text together."""
    from pyspark.sql import functions as f

    by_text = run.read("votes").repartition("text").sortWithinPartitions("text")
    packed = run.map(by_text, maps.packed, maps.PACKED)
    texts = run.read("distinct").select("text", "size", "copies").join(packed, "text", "left")
    each = texts.withColumn("votes", f.coalesce("votes", f.lit(b"")))
    run.write("rarity", run.map(each, maps.own_characters, votes.RARITY))
    return {}


def weighed(run: ClusterRun) -> Facts:
    """Weigh pairs by rarity, and ask whether they are of one occasion."""
    from pyspark.sql import functions as f

    sides = (
        run.read("distinct")
        .select("text", "codes", f.col("written").alias("text_of"))
        .join(run.read("rarity").select("text", "votes"), "text")
        .join(run.read("groups"), "text", "left")
    )
    both = with_sides(run.read("pairs"), sides, "codes", "votes", "text_of", "centre", "is_form")
    for side in "ab":
        both = both.withColumnRenamed(f"text_of_{side}", f"text_{side}")
    one_form = f.col("is_form_a") & f.col("is_form_b") & (f.col("centre_a") == f.col("centre_b"))
    told = both.withColumn("one_form", f.coalesce(one_form, f.lit(False)))
    told = told.drop("is_form_a", "is_form_b", "centre_a", "centre_b")
    run.write("scores", run.map(told, run.step(maps.weighed_pairs, run.named), scores.SCORES))
    return {}
