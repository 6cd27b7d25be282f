"""Near-duplicates of a corpus larger than memory: the stages run, and the finding made of them.

The finding is the one that :func:`analysis.findings.duplicates.finding.find_duplicates` makes, from
the same counts: only texts are not at hand any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.findings.duplicates.finding import (
    Duplicates,
    advised,
    asks_occasions,
    concluded,
    questionable,
)
from analysis.findings.duplicates.settings import Preset
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.resemblance import Resemblance, is_exhaustive, resemblance
from analysis.measures.similarity.texts import Texts
from analysis.stages.meeting import capped
from analysis.stages.sequence import STAGES, Tell, run_stage
from analysis.stages.steps.columns import numbers
from analysis.stages.steps.pairs import sides_of
from analysis.stages.steps.scores import SCORES, only_asked, told_of
from analysis.stages.steps.settings import StageSettings
from analysis.stages.stored import StoredColumn
from analysis.stages.work import Plan, Work, planned
from corpus.model import Units
from corpus.reader import ReadingOptions
from corpus.system.processes import processes


@dataclass(frozen=True, eq=False)
class StoredUnits(Units):
    """Units of which only the ids are at hand."""

    names: Sequence[str] = ()
    written: StoredColumn | None = None

    @classmethod
    def of(cls, work: Work) -> StoredUnits:
        """Make units of a folder in which texts are read."""
        none = np.zeros(0, dtype=np.int64)
        return cls(work.plan.grain, (), none, none, none.reshape(-1, 2), _names(work), work.written)

    def __len__(self) -> int:
        return len(self.names)

    def id(self, row: int) -> str:
        """The id of one unit."""
        return self.names[row]

    @property
    def ids(self) -> list[str]:
        """Ids of all units."""
        return list(self.names)

    def text(self, row: int) -> str:
        """The text of one unit, read from the folder."""
        return self.written.strings(np.array([row]))[0] if self.written is not None else ""

    @property
    def texts(self) -> list[str]:
        """Texts of all units: only where they fit."""
        return self.written.strings(np.arange(len(self))) if self.written is not None else []


def plan_for(reading: ReadingOptions, grain: str, preset: Preset, method: str, memory: int) -> Plan:
    """Plan a run: the files, cut into portions that so much memory holds."""
    settings = StageSettings(
        level=preset.level,
        k=preset.k,
        floor=preset.floor,
        occasions=asks_occasions(grain, preset),
        characters=0,
    )
    return planned(reading, grain, settings, method, memory)


def find_in_stages(
    work: Work, preset: Preset, tell: Tell | None = None, *, count: int = 0
) -> Duplicates:
    """Run what is not done yet, and make the finding.

    Parameters
    ----------
    work
        The folder of the run.
    preset
        What holds of thresholds and scores; how to fold and compare stands in the plan.
    tell
        Called with (stage, done, all) now and then.
    count
        Processes that share the shards; 0: none but this one. Where there are any, a program that
        calls this must be one that can be imported (``if __name__ == "__main__":``).
    """
    plan = work.plan
    with processes(count) as pool:  # what reading leaves behind in memory goes with its processes
        run_stage(work, "texts", tell=tell, pool=pool)
    run_stage(work, "order", tell=tell)
    if is_exhaustive(plan.method, work.sizes.characters):
        return found_at_once(work, preset)
    with processes(count if count > 1 else 0) as pool:
        for name in list(STAGES)[2:]:
            run_stage(work, name, tell=tell, pool=pool)
    ranges = range(work.text_ranges)
    return concluded_from(
        work,
        preset,
        pa.concat_tables(pq.read_table(work.path("scores", shard)) for shard in ranges),
        own=np.concatenate([_own(work, shard) for shard in ranges]),
        candidates=sum(int(work.finished("pairs", s).facts["candidates"]) for s in ranges),
        capped=capped(work),
    )


def found_at_once(work: Work, preset: Preset) -> Duplicates:
    """Make the finding of a corpus so small that all its shingles are joined; nothing is missed."""
    plan = work.plan
    texts = _texts(work, *work.codes.codes(np.arange(work.sizes.units)))
    evidence = resemblance(texts, k=plan.settings.k, method=plan.method, floor=plan.settings.floor)
    return concluded(StoredUnits.of(work), preset, evidence)


def concluded_from(
    work: Work, preset: Preset, table: pa.Table, *, own: Ints, candidates: int, capped: int
) -> Duplicates:
    """Make the finding of what stages have counted.

    Parameters
    ----------
    work, preset
        As for :func:`find_in_stages`.
    table
        All pairs, ordered, as :data:`analysis.stages.steps.scores.SCORES`.
    own
        Shape (t,): characters of each text outside boilerplate.
    candidates, capped
        Pairs that were compared; shingles that were not joined.
    """
    bounds = np.concatenate([[0], np.cumsum(work.unit_sizes)]).astype(np.int64)
    a, b, shingles_a, shingles_b, shared = (numbers(table, name) for name in SCORES.names[:5])
    evidence = Resemblance(
        texts=_texts(work, np.zeros(0, np.uint32), bounds),
        a=a,
        b=b,
        shingles_a=shingles_a,
        shingles_b=shingles_b,
        shared=shared,
        plain=sides_of(table, "plain"),
        rare=sides_of(table, "rare"),
        distinct=sides_of(table, "distinct"),
        one_form=numbers(table, "one_form"),
        families=np.zeros(0, np.uint8),
        own=own,
        candidates=candidates,
        capped=capped,
        method="bands",
        rate=work.sizes.rate,
    )
    units = StoredUnits.of(work)
    if not work.plan.settings.occasions:
        return concluded(units, preset, evidence)
    asked = questionable(evidence, preset, advised(units.grain, preset, evidence)[1])
    return concluded(units, preset, evidence, only_asked(told_of(table), asked))


def _names(work: Work) -> list[str]:
    names: list[str] = []
    for portion in range(work.n_portions):
        with pa.memory_map(str(work.path("texts", portion, ".arrow"))) as source:
            names += pa.ipc.open_file(source).get_batch(0).column("id").to_pylist()
    return names


def _texts(work: Work, codes: np.ndarray, bounds: Ints) -> Texts:
    return Texts(codes, bounds, work.text_of, work.first)


def _own(work: Work, shard: int) -> Ints:
    with pa.memory_map(str(work.path("rarity", shard, ".arrow"))) as source:
        return np.array(pa.ipc.open_file(source).get_batch(0).column("own").to_numpy())
