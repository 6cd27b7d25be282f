"""Shards of one key range: postings that meet, votes that are counted."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.candidates import united_pairs
from analysis.measures.similarity.minhash import BINS, agreeing
from analysis.stages import shards
from analysis.stages.reading import Outcome
from analysis.stages.steps import bands, candidates, votes
from analysis.stages.steps.columns import codes_column, numbers, united
from analysis.stages.steps.fingerprints import WORDS, postings
from analysis.stages.stored import StoredColumn
from analysis.stages.work import Work


def postings_shard(work: Work, shard: int) -> Outcome:
    """Order the words of one key range."""
    table = postings(united(work.parts("fingerprints", work.n_portions, shard), WORDS))
    rows = shards.write_rows(work.path("postings", shard), WORDS, [table])
    return table.num_rows, rows, {}


def meetings_shard(work: Work, shard: int) -> Outcome:
    """Pair up the texts of one key range."""
    met = candidates.meetings(pq.read_table(work.path("postings", shard)), work.sizes)
    a, b = numbers(met.table, "a"), numbers(met.table, "b")
    part = np.where(a == b, 0, 1 + work.range_of(a))
    parts = shards.split_by(met.table, part, work.text_ranges + 1)
    rows = shards.write_rows(work.path("meetings", shard), candidates.MEETINGS, parts)
    return met.table.num_rows, rows, {"keys": met.keys, "capped": met.capped}


def capped(work: Work) -> int:
    """Count the shingles that too many texts have."""
    ranges = range(work.key_ranges)
    return sum(int(work.finished("meetings", r).facts["capped"]) for r in ranges)


def joined(work: Work) -> NDArray[np.int32]:
    """Shape (t,), int32: joined shingles of each text."""
    total = np.zeros(work.sizes.texts, dtype=np.int32)
    for table in work.parts("meetings", work.key_ranges, 0):
        total[numbers(table, "a")] += numbers(table, "times").astype(np.int32)
    return total


def sketches_shard(work: Work, shard: int) -> Outcome:
    """Sketch the texts of a portion, and say in which buckets they stand."""
    words = united(
        (t for p in range(work.key_ranges + 1) for t in _part(work, "fingerprints", shard, p)),
        WORDS,
    )
    table = bands.sketches(words, _edges(work), work.sizes)
    shards.write_batch(work.path("sketches", shard, ".arrow"), _one_batch(table))
    found = bands.buckets(table)
    parts = shards.split_by(found, bands.bucket_part(found, bucket_parts(work)), bucket_parts(work))
    rows = shards.write_rows(work.path("sketches", shard), bands.BUCKETS, parts)
    return table.num_rows, rows, {}


def bucket_parts(work: Work) -> int:
    """Parts that buckets are cut into: 16 bands a text at most."""
    return max(1, -(-work.sizes.texts * 16 // work.plan.layout.words))


def bands_shard(work: Work, shard: int) -> Outcome:
    """Pair the texts of the buckets of one part."""
    table = united(work.parts("sketches", work.n_portions, shard), bands.BUCKETS)
    words = bands.band_pairs(table)
    a, b = (
        (words >> np.uint64(32)).astype(np.int64),
        (words & np.uint64((1 << 32) - 1)).astype(np.int64),
    )
    paths = [work.path("sketches", portion, ".arrow") for portion in range(work.n_portions)]
    row = np.full(work.sizes.texts, -1, dtype=np.int64)
    text = np.concatenate([numbers(_batch(path), "text") for path in paths])
    row[text] = np.arange(len(text))
    kept = np.zeros(len(a), dtype=bool)
    with StoredColumn(paths, "sketch") as stored:
        step = work.plan.layout.words // BINS
        for begin in range(0, len(a), step):
            some = slice(begin, begin + step)
            one, two = (_sketches(stored, row[side[some]]) for side in (a, b))
            kept[some] = agreeing(one, two, (one != bands.NONE) & (two != bands.NONE))
    found = pa.table([pa.array(a[kept]), pa.array(b[kept])], schema=candidates.PAIRS)
    parts = shards.split_by(found, work.range_of(a[kept]), work.text_ranges)
    rows = shards.write_rows(work.path("bands", shard), candidates.PAIRS, parts)
    return found.num_rows, rows, {}


def candidates_shard(work: Work, shard: int) -> Outcome:
    """Keep the pairs of one range of texts that share enough."""
    met = united(work.parts("meetings", work.key_ranges, shard + 1), candidates.MEETINGS)
    found = candidates.promising(met, joined(work))
    several = [(numbers(found, "a"), numbers(found, "b"))]
    if capped(work):
        more = work.parts("bands", bucket_parts(work), shard)
        several += [(numbers(table, "a"), numbers(table, "b")) for table in more]
    a, b = united_pairs(*several)
    table = pa.table([pa.array(a), pa.array(b)], schema=candidates.PAIRS)
    shards.write_rows(work.path("candidates", shard), candidates.PAIRS, [table])
    return table.num_rows, [], {}


def votes_shard(work: Work, shard: int) -> Outcome:
    """Count who votes for the passages of one range of hashes."""
    table = united(work.parts("passages", work.n_portions, shard), votes.PASSAGES)
    groups = pq.read_table(work.path("groups", 0), columns=["voter"])
    voter = numbers(groups, "voter")[numbers(table, "text")]
    found = votes.votes(table, voter)
    part = work.range_of(numbers(found, "text"))
    parts = shards.split_by(found, part, work.text_ranges)
    rows = shards.write_rows(work.path("votes", shard), votes.VOTES, parts)
    return found.num_rows, rows, {}


def rarity_shard(work: Work, shard: int) -> Outcome:
    """Bring the votes of one range of texts together."""
    texts = work.text_range(shard)
    table = united(work.parts("votes", work.hash_ranges, shard), votes.VOTES)
    packed, bounds = votes.packed_votes(table, texts)
    number = np.arange(texts.start, texts.stop)
    units = np.bincount(work.text_of[work.text_of >= 0], minlength=work.sizes.texts)[number]
    size = work.unit_sizes[work.first[number]]
    own = np.zeros(len(number), dtype=np.int64)
    several = np.flatnonzero(units > 1)
    for some in work.batches(size[several]):
        rows = several[some]
        held = np.diff(bounds)[rows]
        edges = np.concatenate([[0], np.cumsum(held)]).astype(np.int64)
        at = np.repeat(bounds[rows] - edges[:-1], held) + np.arange(int(edges[-1]))
        own[rows] = votes.outside_boilerplate(packed[at], edges, size[rows])
    columns = [pa.array(number), codes_column(packed, bounds), pa.array(own)]
    batch = pa.record_batch(columns, schema=votes.RARITY)
    shards.write_batch(work.path("rarity", shard, ".arrow"), batch)
    return len(number), [], {}


def _part(work: Work, stage: str, shard: int, part: int) -> list[pa.Table]:
    known = work.finished(stage, shard)
    table = shards.read_part(work.path(stage, shard), known.parts, part)
    return [] if table is None else [table]


def _edges(work: Work) -> NDArray[np.uint64]:
    """The shingles at which bins begin."""
    counts = [int(work.finished("meetings", r).facts["keys"]) for r in range(work.key_ranges)]
    upto = np.concatenate([[0], np.cumsum(counts)])
    ranks = bands.boundary_ranks(int(upto[-1]))
    edges = np.full(len(ranks), np.iinfo(np.uint64).max, dtype=np.uint64)
    held = np.searchsorted(upto, ranks, side="right") - 1
    low = work.sizes.text_bits
    for shard in np.unique(held[ranks < upto[-1]]).tolist():
        words = numbers(pq.read_table(work.path("postings", shard)), "word").view(np.uint64)
        _, first = candidates.split(words, low)
        keys = words[first] & ~low
        mine = held == shard
        edges[mine] = keys[ranks[mine] - upto[shard]]
    return edges


def _one_batch(table: pa.Table) -> pa.RecordBatch:
    whole = table.combine_chunks().to_batches()
    return whole[0] if whole else pa.RecordBatch.from_pylist([], schema=table.schema)


def _batch(path: object) -> pa.RecordBatch:
    with pa.OSFile(str(path), "rb") as source:
        return pa.ipc.open_file(source).get_batch(0)


def _sketches(stored: StoredColumn, rows: Ints) -> NDArray[np.uint64]:
    own, row = np.unique(rows, return_inverse=True)
    return bands.sketch_rows(stored.fetch(own)[0])[row]
