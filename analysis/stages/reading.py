"""Shards that are made of texts: read, folded, numbered, fingerprinted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from analysis.measures.arrays.distinct import distinct
from analysis.measures.similarity.blocking import rate_for
from analysis.measures.similarity.candidates import MOST_SHARERS
from analysis.measures.similarity.texts import text_order
from analysis.stages import shards
from analysis.stages.shards import Facts
from analysis.stages.steps.columns import codes_column, numbers
from analysis.stages.steps.fingerprints import CODES, WORDS, fingerprints, key_range, spared
from analysis.stages.steps.texts import TEXTS, UNITS, texts
from analysis.stages.steps.votes import PASSAGES, hash_range, passages
from analysis.stages.work import Work
from corpus.ids import count_files
from corpus.messages import LANGUAGES
from corpus.reader import read_portion
from corpus.reading.refusal import left_aside

if TYPE_CHECKING:
    from corpus.collection import Corpus

Outcome = tuple[int, list[int], Facts]
"""Rows, rows of each key range, facts."""


def texts_shard(work: Work, shard: int) -> Outcome:
    """Read a portion of the corpus and fold its units."""
    plan = work.plan
    corpus = read_portion(plan.reading, work.files, plan.portions[shard])
    units = corpus.units(plan.grain)
    rows = pa.record_batch(
        [pa.array(units.ids, pa.string()), pa.array(units.texts, pa.large_string())], schema=UNITS
    )
    batch = next(texts(iter([rows]), plan.settings))
    shards.write_batch(work.path("texts", shard, ".arrow"), batch)
    return len(batch), [], _read(corpus, whole=plan.portions[shard].start == 0)


def _read(corpus: Corpus, *, whole: bool) -> dict[str, Any]:
    """Count what was read; ``whole``: the portion does not go on where another left off."""
    sources = [c.source for c in corpus.compilations]
    good = [source.id for source in sources if source.encoding is not None]
    bad = [source for source in sources if source.encoding is None]
    skipped = [left_aside(source) for source in bad]
    return {
        "sources": len(good),
        "files": count_files(good) if whole else 0,
        "documents": len(corpus),
        "characters": corpus.characters,
        "skipped": sum(skipped),
        "unreadable": [
            [source.id, {lang: [n.message(lang) for n in source.notes] for lang in LANGUAGES}]
            for source, left in zip(bad, skipped, strict=True)
            if not left
        ],
    }


def order_shard(work: Work, shard: int) -> Outcome:
    """Number the different texts, longer ones first."""
    columns = [_sizes_and_digests(work, portion) for portion in range(work.n_portions)]
    sizes, digest = (np.concatenate(column) for column in zip(*columns, strict=True))
    text_of, first = text_order(
        sizes, digest.view(np.uint64), lambda unit: work.codes.codes(np.array([unit]))[0]
    )
    is_first = np.zeros(len(sizes), dtype=bool)
    is_first[first] = True
    schema = pa.schema([("text", pa.int64()), ("size", pa.int64()), ("first", pa.bool_())])
    table = pa.table([pa.array(c) for c in (text_of, sizes, is_first)], schema=schema)
    shards.write_rows(work.path("order", shard), schema, [table])
    facts = {
        "units": len(sizes),
        "texts": len(first),
        "characters": int(sizes.sum()),
        "rate": rate_for(sizes[first]),
    }
    return len(sizes), [], facts


def _sizes_and_digests(work: Work, portion: int) -> tuple[Any, Any]:
    with pa.memory_map(str(work.path("texts", portion, ".arrow"))) as source:
        batch = pa.ipc.open_file(source).get_batch(0)
        return tuple(batch.column(name).to_numpy().copy() for name in TEXTS.names[-2:])


def folded(work: Work, portion: int) -> Iterator[pa.RecordBatch]:
    """Yield the different texts that first stand in a portion, as :data:`CODES`."""
    number, units = work.texts_of_portion(portion)
    for rows in work.batches(work.unit_sizes[units]):
        codes, bounds = work.codes.codes(units[rows])
        yield pa.record_batch([pa.array(number[rows]), codes_column(codes, bounds)], schema=CODES)


def fingerprints_shard(work: Work, shard: int) -> Outcome:
    """Sample the shingles of a portion; the last part holds what no join will ask for."""
    sizes = work.sizes
    made = fingerprints(folded(work, shard), work.plan.settings, sizes)
    none = np.zeros(0, dtype=np.uint64)
    words = distinct(np.concatenate([none, *(numbers(b, "word").view(np.uint64) for b in made)]))
    part = key_range(words, work.key_ranges, sizes.rate)
    part[spared(words, sizes.text_bits, MOST_SHARERS + 1)] = work.key_ranges
    table = pa.table([pa.array(words.view(np.int64))], schema=WORDS)
    parts = shards.split_by(table, part, work.key_ranges + 1)
    rows = shards.write_rows(work.path("fingerprints", shard), WORDS, parts)
    return len(words), rows, {}


def passages_shard(work: Work, shard: int) -> Outcome:
    """Find the winnowed passages of a portion."""
    made = list(passages(folded(work, shard), work.plan.settings, work.sizes))
    table = pa.Table.from_batches(made, schema=PASSAGES)
    parts = shards.split_by(table, hash_range(table, work.hash_ranges), work.hash_ranges)
    rows = shards.write_rows(work.path("passages", shard), PASSAGES, parts)
    return table.num_rows, rows, {}
