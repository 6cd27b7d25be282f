"""Stage *texts*: fold units and digest them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from analysis.measures.similarity.coverage import LONGEST_UNIT
from analysis.measures.similarity.texts import comparable
from analysis.stages.steps.columns import codes_column
from analysis.stages.steps.settings import StageSettings
from corpus.errors import SettingsError

UNITS = pa.schema([("id", pa.string()), ("text", pa.large_string())])
"""What comes in: units of a corpus, in reading order."""
TEXTS = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.large_string()),  # as written; empty where nobody will ask for it
        ("codes", pa.large_binary()),  # folded, four bytes a character
        ("size", pa.int64()),
        ("digest", pa.int64()),
    ]
)
"""What goes out, a row a unit."""


def texts(batches: Iterator[pa.RecordBatch], settings: StageSettings) -> Iterator[pa.RecordBatch]:
    """Fold units, and digest what is left of them.

    Parameters
    ----------
    batches
        As :data:`UNITS`.
    settings
        How to fold.

    Yields
    ------
    pyarrow.RecordBatch
        As :data:`TEXTS`.

    Raises
    ------
    SettingsError
        If a unit is longer than can be compared.
    """
    engine = settings.engine
    for batch in batches:
        codes, bounds = comparable(
            batch.column("text").to_pylist(), settings.level, passes=engine.passes
        )
        sizes = np.diff(bounds)
        long = np.flatnonzero(sizes >= LONGEST_UNIT)
        if len(long):
            row = int(long[0])
            raise SettingsError.of(
                "setting-too-long", name=batch.column("id")[row].as_py(),
                characters=f"{sizes[row]:,}", most=f"{LONGEST_UNIT:,}",
            )  # fmt: skip
        text = batch.column("text")
        if not settings.occasions:
            text = pa.array([""] * len(batch), pa.large_string())
        yield pa.record_batch(
            [
                batch.column("id"),
                text,
                codes_column(codes, bounds),
                pa.array(sizes),
                pa.array(engine.digests(codes, bounds).view(np.int64)),
            ],
            schema=TEXTS,
        )
