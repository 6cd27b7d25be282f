"""What workers do with the rows that lie with them: Arrow batches in, Arrow batches out.

Each of these runs in ``mapInArrow``, bound to its plain values. Rows of a batch never need the rows
of another, but for :func:`whole_groups`: sorted rows, cut only where a group ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.packed import Words
from analysis.measures.similarity.candidates import MOST_SHARERS
from analysis.measures.similarity.families import stars
from analysis.measures.similarity.forms import form_members
from analysis.measures.similarity.minhash import agreeing
from analysis.measures.similarity.texts import Texts
from analysis.stages.sequence import run_stage
from analysis.stages.steps import bands, candidates, pairs, scores, votes
from analysis.stages.steps.columns import codes_column, codes_of, numbers
from analysis.stages.steps.fingerprints import WORDS, fingerprints, spared
from analysis.stages.steps.settings import Sizes, StageSettings
from analysis.stages.stored import StoredColumn
from analysis.stages.work import Work

Batches = Iterator[pa.RecordBatch]

HANDED = 1 << 14
"""Rows of plain numbers handed on at once."""
GATHERED = 1 << 25
"""Bytes of groups looked at together."""

PORTIONS = pa.schema([("portion", pa.int64()), ("done", pa.int64())])
DIGESTS = pa.schema(
    [
        ("unit", pa.int64()),
        ("portion", pa.int64()),
        ("row", pa.int64()),
        ("size", pa.int64()),
        ("digest", pa.int64()),
        ("check", pa.binary()),  # SHA-256: whether texts of one digest are one text
    ]
)
DISTINCT = pa.schema(
    [
        ("text", pa.int64()),
        ("size", pa.int64()),
        ("copies", pa.int64()),
        ("codes", pa.large_binary()),
        ("written", pa.large_string()),
    ]
)
"""A row a different text: its number, how many units have it, folded, as written."""
KEYS = pa.schema([("key", pa.int64()), ("text", pa.int64())])
CENTRES = pa.schema([("text", pa.int64()), ("centre", pa.int64())])
FORMS = pa.schema([("text", pa.int64()), ("is_form", pa.bool_())])
PACKED = pa.schema([("text", pa.int64()), ("votes", pa.large_binary())])


def read_portions(batches: Batches, folder: str) -> Batches:
    """Read and fold portions of the input: shards of the stage *texts*, as anywhere else."""
    for batch in batches:
        for portion in numbers(batch, "portion").tolist():
            with Work.join(Path(folder)) as work:
                done, _ = run_stage(work, "texts", (portion + 1, work.n_portions))
            yield pa.record_batch([pa.array([portion]), pa.array([done])], schema=PORTIONS)


def digests(batches: Batches, folder: str) -> Batches:
    """Say of each unit how long it is, and its digest. Comes in: portion, and its first unit."""
    for batch in batches:
        columns = [numbers(batch, name).tolist() for name in ("portion", "head")]
        for portion, head in zip(*columns, strict=True):
            with pa.memory_map(_texts_path(folder, portion)) as source:
                rows = pa.ipc.open_file(source).get_batch(0)
                for start in range(0, len(rows), HANDED):
                    some = rows.slice(start, HANDED)
                    codes, bounds = codes_of(some.column("codes"))
                    check = [
                        hashlib.sha256(codes[i:j].tobytes()).digest()
                        for i, j in pairwise(bounds.tolist())
                    ]
                    row = np.arange(start, start + len(some))
                    made = [
                        pa.array(head + row),
                        pa.array(np.full(len(row), portion)),
                        pa.array(row),
                        pa.array(numbers(some, "size").copy()),
                        pa.array(numbers(some, "digest").copy()),
                        pa.array(check, pa.binary()),
                    ]
                    yield pa.record_batch(made, schema=DIGESTS)


def fetched(batches: Batches, folder: str, written: bool) -> Batches:  # noqa: FBT001 - bound
    """Fetch texts out of the portions in which they first stand."""
    for batch in batches:
        portion = numbers(batch, "portion")
        for number in np.unique(portion).tolist():
            mine = np.flatnonzero(portion == number)
            rows = numbers(batch, "row")[mine]
            path = Path(_texts_path(folder, number))
            with StoredColumn([path], "codes") as stored:
                codes = codes_column(*stored.codes(rows))
            strings = [""] * len(rows)
            if written:
                with StoredColumn([path], "text") as stored:
                    strings = stored.strings(rows)
            columns = [pa.array(numbers(batch, n)[mine]) for n in ("text", "size", "copies")]
            columns += [codes, pa.array(strings, pa.large_string())]
            yield pa.record_batch(columns, schema=DISTINCT)


def _texts_path(folder: str, portion: int) -> str:
    return str(Path(folder) / "texts" / f"{portion:05d}.arrow")


def _sampled(batches: Batches, settings: StageSettings, sizes: Sizes) -> Iterator[Words]:
    for batch in fingerprints(batches, settings, sizes):
        yield distinct(numbers(batch, "word").view(np.uint64))


def keys(batches: Batches, settings: StageSettings, sizes: Sizes) -> Batches:
    """Sample shingles: a row a shingle and text, but none that no join would ask for."""
    low = sizes.text_bits
    for words in _sampled(batches, settings, sizes):
        kept = words[~spared(words, low, MOST_SHARERS + 1)]
        columns = [(kept & ~low).view(np.int64), (kept & low).astype(np.int64)]
        yield pa.record_batch([pa.array(column) for column in columns], schema=KEYS)


def sketches(
    batches: Batches, settings: StageSettings, sizes: Sizes, edges: tuple[int, ...]
) -> Batches:
    """Sketch texts; ``edges`` are the shingles at which bins begin."""
    at = np.array(edges, dtype=np.uint64)
    for words in _sampled(batches, settings, sizes):
        table = pa.table([pa.array(words.view(np.int64))], schema=WORDS)
        yield from bands.sketches(table, at, sizes).to_batches()


def buckets(batches: Batches) -> Batches:
    """Say in which buckets texts stand."""
    for batch in batches:
        yield from bands.buckets(pa.Table.from_batches([batch])).to_batches()


def bucket_pairs(batches: Batches) -> Batches:
    """Pair the texts of each bucket. Comes in: rows sorted by bucket."""
    for table in whole_groups(batches, ("band", "one", "two")):
        words = bands.band_pairs(table)
        columns = [words >> np.uint64(32), words & np.uint64((1 << 32) - 1)]
        arrays = [pa.array(column.astype(np.int64)) for column in columns]
        yield pa.record_batch(arrays, schema=candidates.PAIRS)


def agreeing_pairs(batches: Batches) -> Batches:
    """Keep pairs of which enough bins agree. Comes in: pairs with both their sketches."""
    for batch in batches:
        one, two = (
            bands.sketch_rows(codes_of(batch.column(f"sketch_{side}"))[0].view(np.uint8))
            for side in "ab"
        )
        kept = agreeing(one, two, (one != bands.NONE) & (two != bands.NONE))
        columns = [pa.array(numbers(batch, side)[kept]) for side in "ab"]
        yield pa.record_batch(columns, schema=candidates.PAIRS)


def compared_pairs(batches: Batches, settings: StageSettings, sizes: Sizes) -> Batches:
    """Compare candidates: the stage *pairs*."""
    yield from pairs.pairs((batch for batch in batches if len(batch)), settings, sizes)


def weighed_pairs(batches: Batches, settings: StageSettings, sizes: Sizes) -> Batches:
    """Weigh pairs: the stage *scores*."""
    some = (pa.Table.from_batches([batch]) for batch in batches if len(batch))
    yield from scores.scores(some, settings, sizes)


def centres(batches: Batches) -> Batches:
    """Group sure copies by stars, some connected components at a time, each whole."""
    for table in whole_groups(batches, ("component",)):
        a, b = numbers(table, "a"), numbers(table, "b")
        own, row = np.unique(np.concatenate([a, b]), return_inverse=True)
        found = stars(len(own), row[: len(a)], row[len(a) :], numbers(table, "least"))
        yield pa.record_batch([pa.array(own), pa.array(own[found.centre])], schema=CENTRES)


def forms(batches: Batches, settings: StageSettings, sizes: Sizes) -> Batches:
    """Tell which groups are one form. Comes in: members with their texts, sorted by centre."""
    for table in whole_groups(batches, ("centre",)):
        number, centre = numbers(table, "text"), numbers(table, "centre")
        order = np.argsort(number)
        codes, bounds = codes_of(table.column("codes").take(pa.array(order)))
        number, centre = number[order], centre[order]
        local = np.arange(len(number))
        shingled = settings.engine.shingled(
            Texts(codes, bounds, local, local), local, settings.k, within=sizes.within
        )
        found = form_members(shingled, np.searchsorted(number, centre))
        yield pa.record_batch([pa.array(number), pa.array(found)], schema=FORMS)


def passages(batches: Batches, settings: StageSettings, sizes: Sizes) -> Batches:
    """Find winnowed passages: the stage *passages*."""
    yield from votes.passages(batches, settings, sizes)


def packed(batches: Batches) -> Batches:
    """Lay the votes of each text into one row. Comes in: rows sorted by text."""
    for table in whole_groups(batches, ("text",)):
        own, row = np.unique(numbers(table, "text"), return_inverse=True)
        local = table.set_column(table.schema.get_field_index("text"), "text", pa.array(row))
        columns = codes_column(*votes.packed_votes(local, slice(0, len(own))))
        yield pa.record_batch([pa.array(own), columns], schema=PACKED)


def own_characters(batches: Batches) -> Batches:
    """Count the characters outside boilerplate of texts that several units have."""
    for batch in batches:
        size, several = numbers(batch, "size"), numbers(batch, "copies") > 1
        own = np.zeros(len(batch), dtype=np.int64)
        some = pa.array(np.flatnonzero(several))
        laid, bounds = codes_of(batch.column("votes").take(some))
        own[several] = votes.outside_boilerplate(laid, bounds, size[several])
        columns = [batch.column("text"), batch.column("votes"), pa.array(own)]
        yield pa.record_batch(columns, schema=votes.RARITY)


def whole_groups(batches: Batches, by: tuple[str, ...], most: int = GATHERED) -> Iterator[pa.Table]:
    """Put sorted rows together and cut them apart again where a group ends.

    Parameters
    ----------
    batches
        Rows in which equal groups stand together.
    by
        The columns of numbers that make a group.
    most
        Bytes from which on rows are handed on. A group is never cut, however large.

    Examples
    --------
    >>> rows = [pa.record_batch([pa.array(part)], ["g"]) for part in ([1, 1], [1, 2], [2, 3])]
    >>> [table.column("g").to_pylist() for table in whole_groups(iter(rows), ("g",), most=1)]
    [[1, 1, 1], [2, 2], [3]]
    """
    held: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        if not len(batch):
            continue
        held.append(batch)
        size += batch.nbytes
        # Only where the last batch ends in another group than it began is there anything to cut.
        if size >= most:
            cut = _last_head(batch, by)
            before = len(held) > 1 and _differ(held[-2], batch, by)
            if cut or before:
                yield pa.Table.from_batches([*held[:-1], batch.slice(0, cut)])
                held = [batch.slice(cut)]
                size = held[0].nbytes
    if held:
        yield pa.Table.from_batches(held)


def _last_head(batch: pa.RecordBatch, by: tuple[str, ...]) -> int:
    """The row at which the last group of a batch begins."""
    same = np.ones(len(batch), dtype=bool)
    for name in by:
        column = numbers(batch, name)
        same &= column == column[-1]
    other = np.flatnonzero(~same)
    return int(other[-1]) + 1 if len(other) else 0


def _differ(one: pa.RecordBatch, two: pa.RecordBatch, by: tuple[str, ...]) -> bool:
    return any(one.column(name)[-1].as_py() != two.column(name)[0].as_py() for name in by)


Map = Callable[[Batches], Batches]
