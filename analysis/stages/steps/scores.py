"""Stage *scores*: pairs weighed by rarity, and asked whether they are of one occasion.

The runs of a pair are found again here, which takes less than reading them back would: a batch
needs both texts for the occasion in any case.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.measures.similarity.occasions import Occasions, occasions
from analysis.measures.similarity.occasions.weighing import PRIOR
from analysis.measures.similarity.resemblance import WEIGHTINGS, Resemblance
from analysis.stages.steps.columns import codes_of, numbers
from analysis.stages.steps.pairs import COUNTS, compared, side_fields, sides_of
from analysis.stages.steps.settings import Sizes, StageSettings
from analysis.stages.steps.votes import families_around

_TOLD = [
    (f"told_{name}", pa.float64() if name.startswith(("odds", "said")) else pa.int64())
    for name in Occasions._fields
]
SCORES = pa.schema(
    [*COUNTS, *(pa.field(*f) for f in side_fields("rare")),
     *(pa.field(*f) for f in side_fields("distinct")), pa.field("one_form", pa.bool_()),
     *(pa.field(*f) for f in _TOLD)]
)  # fmt: skip
"""What goes out, a row a pair. Comes in: the same but for the weights and what is told, with
``codes_``, ``votes_`` and ``text_`` of ``a`` and ``b`` (:data:`GATHERED`)."""
GATHERED = ("codes", "votes", "text")


def scores(
    batches: Iterator[pa.Table], settings: StageSettings, sizes: Sizes
) -> Iterator[pa.RecordBatch]:
    """Weigh pairs.

    Parameters
    ----------
    batches
        As :data:`analysis.stages.steps.pairs.COUNTS` with ``one_form``; and both texts' folded
        characters, votes and what is written.
    settings, sizes
        As for :func:`analysis.stages.steps.pairs.compared`.

    Yields
    ------
    pyarrow.RecordBatch
        As :data:`SCORES`.
    """
    for batch in batches:
        found = compared(batch, settings, sizes)
        texts, (a, b) = found.texts, (found.a, found.b)
        rows = _first_rows(a, b, len(found.numbers))
        packed, bounds = _laid(batch, rows)
        families = families_around(packed, bounds, texts.bounds)
        rare, distinct = found.overlaps.weighed(families, WEIGHTINGS)
        one_form = numbers(batch, "one_form")
        told = []
        if settings.occasions:
            evidence = Resemblance(
                texts=texts, a=a, b=b,
                shingles_a=numbers(batch, "shingles_a"), shingles_b=numbers(batch, "shingles_b"),
                shared=numbers(batch, "shared"), plain=sides_of(batch, "plain"), rare=rare,
                distinct=distinct, one_form=one_form, families=families,
                own=np.zeros(len(found.numbers), np.int64), candidates=len(a), capped=0,
                method="bands", rate=sizes.rate,
            )  # fmt: skip
            both = [batch.column(name).combine_chunks() for name in ("text_a", "text_b")]
            strings = [
                both[row >= len(a)][row - len(a) * (row >= len(a))].as_py() for row in rows.tolist()
            ]
            # Which pairs are asked hangs on the threshold, and so on the scores of all: here all
            # are asked, but for what is asked in any case, which is marked.
            every = np.ones(len(a), dtype=bool)
            law = occasions(evidence, strings, ~every).asked
            told = list(occasions(evidence, strings, every)._replace(asked=law))
        else:
            told = [np.zeros(len(a), np.int64)] * len(_TOLD)
        arrays = [numbers(batch, field.name) for field in COUNTS]
        arrays += [*rare, *distinct, one_form]
        columns = [pa.array(array) for array in arrays]
        columns += [
            pa.array(np.asarray(c, np.float64 if kind == pa.float64() else np.int64))
            for c, (_, kind) in zip(told, _TOLD, strict=True)
        ]
        yield pa.record_batch(columns, schema=SCORES)


def told_of(table: pa.Table) -> Occasions:
    """Read back what was told of occasions; ``asked`` are the pairs that are asked in any case."""
    told = Occasions._make(numbers(table, name) for name, _ in _TOLD)
    flags = {name: getattr(told, name).astype(bool) for name in ("asked", "header", "law")}
    return told._replace(title=told.title.astype(np.int8), **flags)


def only_asked(told: Occasions, asked: NDArray[np.bool_]) -> Occasions:
    """Forget what is told of all pairs but those that are asked, as if it had not been asked."""
    asked = asked | told.asked
    columns = {
        name: np.where(asked, column, column.dtype.type(PRIOR if name == "odds" else 0))
        for name, column in told._asdict().items()
    }
    return Occasions(**{**columns, "asked": asked})


def _first_rows(a: np.ndarray, b: np.ndarray, n: int) -> np.ndarray:
    """Where each of n texts first stands: a row of ``a``, or len(a) + a row of ``b``."""
    both = np.concatenate([a, b])
    rows = np.empty(n, dtype=np.int64)
    rows[both[::-1]] = np.arange(len(both))[::-1]
    return rows


def _laid(batch: pa.Table, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Votes of the different texts of a batch, end to end."""
    (one, at_one), (two, at_two) = (codes_of(batch.column(f"votes_{side}")) for side in "ab")
    packed = np.concatenate([one, two])
    bounds = np.concatenate([at_one, at_two[1:] + at_one[-1]])
    sizes = np.diff(bounds)[rows]
    edges = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    at = np.repeat(bounds[rows] - edges[:-1], sizes) + np.arange(int(edges[-1]))
    return packed[at], edges
