"""Stage *pairs*: candidates compared exactly, character by character.

A row brings both its texts along, so a batch can be compared wherever it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.engines.protocol import Overlaps, ShingledTexts
from analysis.measures.similarity.resemblance import above_floor
from analysis.measures.similarity.texts import Texts, stretches
from analysis.measures.similarity.weighting import Sides
from analysis.stages.steps.columns import codes_of, numbers
from analysis.stages.steps.settings import Sizes, StageSettings

TEXT_PAIRS = pa.schema(
    [
        ("a", pa.int64()),
        ("b", pa.int64()),
        ("codes_a", pa.large_binary()),
        ("codes_b", pa.large_binary()),
    ]
)
"""What comes in: candidates, ``a < b``, ordered, with their folded texts."""


def side_fields(name: str) -> list[tuple[str, pa.DataType]]:
    """Return the columns of :class:`~analysis.measures.similarity.weighting.Sides` under a name."""
    return [(f"{name}_{field}", pa.int64()) for field in Sides._fields]


COUNTS = pa.schema(
    [
        ("a", pa.int64()),
        ("b", pa.int64()),
        ("shingles_a", pa.int64()),
        ("shingles_b", pa.int64()),
        ("shared", pa.int64()),
        *side_fields("plain"),
    ]
)
"""What goes out: pairs above the floor, and what was counted."""


class Compared(NamedTuple):
    """A batch of pairs, compared."""

    texts: Texts
    """The different texts of the batch, in the order of their numbers."""
    numbers: Ints
    """Shape (t,): the number of each in the whole corpus."""
    a: Ints
    b: Ints
    """Shape (p,) each: rows of ``texts``."""
    shingled: ShingledTexts
    overlaps: Overlaps


def compared(batch: pa.RecordBatch | pa.Table, settings: StageSettings, sizes: Sizes) -> Compared:
    """Compare the pairs of a batch.

    Parameters
    ----------
    batch
        With the columns of :data:`TEXT_PAIRS`.
    settings, sizes
        How to compare, and how many characters are compared in all: hashes are as fine as they
        would be if all pairs were compared at once.
    """
    both = np.concatenate([numbers(batch, "a"), numbers(batch, "b")])
    own, first, row = np.unique(both, return_index=True, return_inverse=True)
    (codes_a, bounds_a), (codes_b, bounds_b) = (
        codes_of(batch.column(name)) for name in ("codes_a", "codes_b")
    )
    codes = np.concatenate([codes_a, codes_b])
    bounds = np.concatenate([bounds_a, bounds_b[1:] + bounds_a[-1]])
    begins, ends = bounds[first], bounds[first + 1]
    laid = stretches(codes, begins, ends)
    rows = np.arange(len(own))
    texts = Texts(laid, np.concatenate([[0], np.cumsum(ends - begins)]), rows, rows)
    shingled = settings.engine.shingled(texts, rows, settings.k, within=sizes.within)
    a, b = row[: len(batch)], row[len(batch) :]
    return Compared(texts, own, a, b, shingled, shingled.compare(a, b))


def pairs(
    batches: Iterator[pa.RecordBatch | pa.Table], settings: StageSettings, sizes: Sizes
) -> Iterator[pa.RecordBatch]:
    """Compare candidates, and keep those that any threshold may ask for.

    Parameters
    ----------
    batches
        As :data:`TEXT_PAIRS`.
    settings, sizes
        As for :func:`compared`.

    Yields
    ------
    pyarrow.RecordBatch
        As :data:`COUNTS`.
    """
    for batch in batches:
        found = compared(batch, settings, sizes)
        plain = found.overlaps.plain()
        kept = np.flatnonzero(above_floor(plain, settings.floor, settings.k))
        a, b = found.a[kept], found.b[kept]
        columns = [
            found.numbers[a],
            found.numbers[b],
            found.shingled.sizes(a),
            found.shingled.sizes(b),
            found.overlaps.shingles[kept],
            *plain.of(kept),
        ]
        yield pa.record_batch([pa.array(c.astype(np.int64)) for c in columns], schema=COUNTS)


def sides_of(batch: pa.Table | pa.RecordBatch, name: str) -> Sides:
    """Read back what :func:`side_fields` named."""
    return Sides(*(numbers(batch, column) for column, _ in side_fields(name)))
