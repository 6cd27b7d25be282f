"""A folder of stages, and the Spark session that works on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.measures.arrays.shingles import Ints
from analysis.stages.cluster import maps
from analysis.stages.shards import Facts
from analysis.stages.steps.settings import Sizes
from analysis.stages.work import Work

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Program = Callable[["ClusterRun"], Facts]
"""Writes the rows of a stage; returns what later ones ask for."""


class ClusterWork(Work):
    """An opened folder whose stages are Parquet directories, one shard each, in no order."""

    def table(self, stage: str, *by: str) -> pa.Table:
        """Return the rows of a stage here, ordered."""
        return pq.read_table(self.path(stage, 0)).sort_by([(name, "ascending") for name in by])

    @cached_property
    def _order(self) -> tuple[Ints, Ints, Ints]:
        table = self.table("order", "unit")
        text_of, size, is_first = (table.column(n).to_numpy() for n in ("text", "size", "is_first"))
        first = np.zeros(self.sizes.texts, dtype=np.int64)
        unit = np.flatnonzero(is_first)
        first[text_of[unit]] = unit
        return text_of, first, size

    @property
    def text_ranges(self) -> int:
        """One: Spark cuts texts as it likes."""
        return 1

    @property
    def key_ranges(self) -> int:
        """One: Spark cuts shingles as it likes."""
        return 1


class ClusterRun(NamedTuple):
    """What a program is given."""

    spark: SparkSession
    work: ClusterWork

    def address(self, stage: str) -> str:
        """Return where the rows of a stage lie, as Spark is told."""
        return f"file://{self.work.path(stage, 0).absolute()}"

    def read(self, stage: str) -> DataFrame:
        """Return the rows of a stage that is done."""
        return self.spark.read.parquet(self.address(stage))

    def write(self, stage: str, frame: DataFrame) -> None:
        """Write the rows of a stage over whatever was left there."""
        frame.write.mode("overwrite").parquet(self.address(stage))

    def map(self, frame: DataFrame, step: maps.Map, schema: pa.Schema) -> DataFrame:
        """Send rows through a step, where they lie."""
        from pyspark.sql.pandas.types import from_arrow_schema

        return frame.mapInArrow(step, from_arrow_schema(schema))

    def step(self, step: Callable[..., Any], sizes: Sizes | None = None, **more: Any) -> maps.Map:
        """Bind a step to how texts are compared and how large the corpus is."""
        plain = sizes or self.work.sizes
        return partial(step, settings=self.work.plan.settings, sizes=plain, **more)

    @property
    def folder(self) -> str:
        """The folder, as workers are told."""
        return str(self.work.folder.absolute())

    @property
    def named(self) -> Sizes:
        """How large the corpus is, with the characters of the texts that candidates name."""
        facts = self.work.finished("candidates", 0).facts
        return self.work.sizes._replace(named=facts["named"])
