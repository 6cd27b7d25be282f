"""A folder of stages: the plan of a run, and what has been done of it.

``DIR/plan.json`` says what is read, how it is compared and how large shards are. It is written
once; a run that is begun again, or joined from another machine, must ask for the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import pyarrow.parquet as pq

from analysis.measures.arrays.shingles import Ints
from analysis.stages import shards
from analysis.stages.processes import processes_within
from analysis.stages.shards import Manifest
from analysis.stages.steps.settings import Sizes, StageSettings
from analysis.stages.stored import StoredColumn
from corpus.atomic import write_atomic
from corpus.errors import SettingsError
from corpus.reader import ReadingOptions, found_files
from corpus.reading.paths import FoundFile
from corpus.reading.portions import Portion, portions_of

LEAST_MEMORY = 256 << 20
"""Bytes below which no bound is promised: Python with NumPy, SciPy and Arrow takes 150 MB."""
PLAN = "plan.json"
BYTES = 3
"""Bytes of a Chinese character in UTF-8."""


class ShardSizes(NamedTuple):
    """How large shards are. Nothing that is found hangs on it."""

    portion: int
    """Bytes of input read at once."""
    words: int
    """Words of a key range, about."""
    range: int
    """Characters of a range of texts."""
    characters: int
    """Characters of a batch of pairs."""

    @classmethod
    def within(cls, memory: int) -> ShardSizes:
        """Return sizes of shards that a process with so many bytes can hold.

        Measured on 100,000 documents: reading takes 12 bytes a byte of input, a join 190 a word,
        pairs that are summed up 140 each, of which a shingle that was sampled makes about two.
        """
        return cls(
            portion=min(memory // 32, 64 << 20),
            words=memory // 512,
            range=memory // 64,
            characters=memory // 256,
        )


class Plan(NamedTuple):
    """What is run: all of it plain values."""

    reading: ReadingOptions
    grain: str
    settings: StageSettings
    method: str
    layout: ShardSizes
    portions: tuple[Portion, ...]
    files: str
    """Digest of names, sizes and times of the files."""

    def to_json(self) -> str:
        """Return the plan as it is written."""
        known = {
            name: value._asdict() if hasattr(value, "_asdict") else value
            for name, value in self._asdict().items()
        }
        known["version"] = shards.VERSION
        return json.dumps(known, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """Read a plan back."""
        known: dict[str, Any] = json.loads(text)
        if known.pop("version") != shards.VERSION:
            raise SettingsError.of("setting-work-version")
        way = known["reading"]
        way.update(paths=tuple(way["paths"]), exclude=tuple(way["exclude"]))
        return cls(
            reading=ReadingOptions(**way),
            grain=known["grain"],
            settings=StageSettings(**known["settings"]),
            method=known["method"],
            layout=ShardSizes(**known["layout"]),
            portions=tuple(Portion(*portion) for portion in known["portions"]),
            files=known["files"],
        )


def digest_of_files(files: list[FoundFile]) -> str:
    """Digest what can be known of files without reading them."""
    facts = []
    for file in files:
        path = Path(file.path)
        facts.append((file.id, path.stat().st_size if path.is_file() else 0,
                      path.stat().st_mtime_ns if path.is_file() else 0))  # fmt: skip
    return shards.digest_of(*facts)


class Work:
    """An opened folder.

    Parameters
    ----------
    folder
        Where it is.
    plan
        What is run there.
    """

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder = folder
        self.plan = plan
        self._open = ExitStack()
        self._manifests: dict[tuple[str, int], Manifest] = {}
        self.named: int | None = None
        """Characters of the texts that candidates name, once they have been counted."""

    @classmethod
    def begin(cls, folder: Path, plan: Plan) -> Self:
        """Write a plan, or go on with one that asks for the same.

        Raises
        ------
        SettingsError
            If the folder holds a run of something else.
        """
        path = folder / PLAN
        if path.exists():
            there = Plan.from_json(path.read_text(encoding="utf-8"))
            same = there._replace(layout=plan.layout, portions=plan.portions) == plan
            if not same:
                raise SettingsError.of("setting-work-other", path=str(folder))
            return cls(folder, there)
        write_atomic(path, plan.to_json())
        return cls(folder, plan)

    @classmethod
    def join(cls, folder: Path) -> Self:
        """Open a folder that somebody has begun.

        Raises
        ------
        SettingsError
            If there is none, or its files have changed since.
        """
        try:
            plan = Plan.from_json((folder / PLAN).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise SettingsError.of("setting-work-none", path=str(folder)) from error
        work = cls(folder, plan)
        if digest_of_files(work.files) != plan.files:
            raise SettingsError.of("setting-work-other", path=str(folder))
        return work

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @cached_property
    def files(self) -> list[FoundFile]:
        """The files that are read."""
        return found_files(self.plan.reading)

    def path(self, stage: str, shard: int, suffix: str = ".parquet") -> Path:
        """Return where a shard lies."""
        return shards.shard_path(self.folder, stage, shard, suffix)

    def manifest(self, stage: str, shard: int) -> Manifest | None:
        """Return what is known of a shard; None where it is not finished."""
        known = self._manifests.get((stage, shard))
        if known is None:
            known = shards.read_manifest(self.folder, stage, shard)
            if known is not None:
                self._manifests[stage, shard] = known
        return known

    def finished(self, stage: str, shard: int) -> Manifest:
        """Return the manifest of a shard that is needed.

        Raises
        ------
        SettingsError
            If it is not finished.
        """
        known = self.manifest(stage, shard)
        if known is None:
            raise SettingsError.of("setting-work-unfinished", stage=stage, shard=shard)
        return known

    def finish(self, manifest: Manifest) -> None:
        """Say that a shard is whole."""
        shards.finish(self.folder, manifest)
        self._manifests[manifest.stage, manifest.shard] = manifest

    @property
    def n_portions(self) -> int:
        """Shards of the stages that read texts."""
        return len(self.plan.portions)

    @cached_property
    def heads(self) -> Ints:
        """Shape (portions + 1,): the first unit of each portion."""
        rows = [self.finished("texts", portion).rows for portion in range(self.n_portions)]
        return np.concatenate([[0], np.cumsum(rows)]).astype(np.int64)

    @cached_property
    def sizes(self) -> Sizes:
        """How large the corpus is."""
        facts = self.finished("order", 0).facts
        return Sizes(facts["units"], facts["texts"], facts["characters"], facts["rate"])

    @cached_property
    def _order(self) -> tuple[Ints, Ints, Ints]:
        self.finished("order", 0)
        table = pq.read_table(self.path("order", 0))
        text_of, size, is_first = (table.column(n).to_numpy() for n in ("text", "size", "first"))
        first = np.zeros(self.sizes.texts, dtype=np.int64)
        unit = np.flatnonzero(is_first)
        first[text_of[unit]] = unit
        return text_of.astype(np.int64), first, size.astype(np.int64)

    @property
    def text_of(self) -> Ints:
        """Shape (n,): text of each unit."""
        return self._order[0]

    @property
    def first(self) -> Ints:
        """Shape (t,): first unit with each text."""
        return self._order[1]

    @property
    def unit_sizes(self) -> Ints:
        """Shape (n,): folded characters of each unit."""
        return self._order[2]

    @cached_property
    def codes(self) -> StoredColumn:
        """Folded units."""
        return self._stored("texts", self.n_portions, "codes")

    @cached_property
    def written(self) -> StoredColumn:
        """Units as written."""
        return self._stored("texts", self.n_portions, "text")

    @cached_property
    def rarity(self) -> StoredColumn:
        """Votes of each text."""
        return self._stored("rarity", self.text_ranges, "votes")

    def _stored(self, stage: str, count: int, name: str) -> StoredColumn:
        paths = [self.path(stage, shard, ".arrow") for shard in range(count)]
        return self._open.enter_context(StoredColumn(paths, name))

    @property
    def text_ranges(self) -> int:
        """Ranges that texts are cut into."""
        return len(self._range_edges) - 1

    def text_range(self, shard: int) -> slice:
        """Return the texts of one range."""
        start, stop = self._range_edges[shard : shard + 2].tolist()
        return slice(start, stop)

    def range_of(self, texts: Ints) -> Ints:
        """Say in which range each of some texts lies."""
        return np.searchsorted(self._range_edges, texts, side="right") - 1

    @cached_property
    def _range_edges(self) -> Ints:
        """Texts at which ranges begin, and their number: ranges have as many characters each."""
        upto = np.cumsum(self.unit_sizes[self.first])
        ranges = max(1, -(-int(upto[-1]) // self.plan.layout.range)) if len(upto) else 1
        marks = np.arange(1, ranges) * self.plan.layout.range
        edges = np.concatenate([[0], np.searchsorted(upto, marks), [len(upto)]])
        return np.unique(edges) if len(upto) else np.array([0, 0])

    @property
    def key_ranges(self) -> int:
        """Ranges that sampled shingles are cut into."""
        expected = self.sizes.characters // self.sizes.rate
        return max(1, -(-expected // self.plan.layout.words))

    @property
    def hash_ranges(self) -> int:
        """Ranges that winnowed passages are cut into: about 2 in 9 are kept."""
        return max(1, -(-self.sizes.characters * 2 // 9 // self.plan.layout.words))

    def texts_of_portion(self, portion: int) -> tuple[Ints, Ints]:
        """Return the different texts that first stand in a portion: numbers, and their units."""
        numbers, units = self._by_unit
        begin, end = np.searchsorted(units, self.heads[portion : portion + 2]).tolist()
        return numbers[begin:end], units[begin:end]

    @cached_property
    def _by_unit(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.first)
        return order, self.first[order]

    def parts(self, stage: str, count: int, part: int) -> Iterator[Any]:
        """Yield the rows of one key range from every shard of a stage."""
        for shard in range(count):
            known = self.finished(stage, shard)
            table = shards.read_part(self.path(stage, shard), known.parts, part)
            if table is not None:
                yield table

    def batches(self, sizes: Ints) -> Iterator[slice]:
        """Cut rows into batches of about as many characters as a batch may have."""
        ends = np.cumsum(sizes)
        start = 0
        while start < len(sizes):
            base = int(ends[start - 1]) if start else 0
            stop = int(np.searchsorted(ends, base + self.plan.layout.characters, side="right"))
            stop = max(start + 1, stop)
            yield slice(start, stop)
            start = stop


def planned(
    reading: ReadingOptions, grain: str, settings: StageSettings, method: str, memory: int
) -> Plan:
    """Make a plan: find the files and cut them into portions."""
    files = found_files(reading)
    memory = max(memory, LEAST_MEMORY)
    # A quarter is for packages, and for what stands in memory of every text.
    layout = ShardSizes.within(memory * 3 // 4 // processes_within(memory))
    portions = tuple(portions_of(files, layout.portion))
    size = sum(Path(file.path).stat().st_size for file in files if Path(file.path).is_file())
    settings = settings._replace(characters=size // BYTES)  # of UTF-8
    return Plan(reading, grain, settings, method, layout, portions, digest_of_files(files))
