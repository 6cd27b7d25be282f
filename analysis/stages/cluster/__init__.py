"""The same stages on a cluster: Spark brings together what must meet, workers do the steps.

What is done to texts and pairs are the functions of :mod:`analysis.stages.steps`, run where the
rows lie (:mod:`analysis.stages.cluster.maps`); joins, counts and connected components are
DataFrames (:mod:`analysis.stages.cluster.programs`). Each stage ends as a Parquet directory with
the manifest that a shard has elsewhere, so a run that is begun again goes on. Spark computes again
what a lost worker held.
"""
