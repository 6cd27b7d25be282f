"""Stage *bands*: texts made of nothing but common shingles, found by bands of MinHash sketches.

As :mod:`analysis.measures.similarity.minhash` does in arrays, but apart: what a bin is follows from
31 keys that cut all shingles into 32 equal parts, so a text's sketch is made of its own words.
A bucket of many texts is a star and a chain, never each with each.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.measures.arrays.packed import Words
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity import minhash
from analysis.stages.steps.columns import numbers
from analysis.stages.steps.settings import Sizes

NONE = 0
"""In a sketch: a bin without a shingle. Keys are counted from 1."""
SKETCHES = pa.schema([("text", pa.int64()), ("sketch", pa.large_binary())])
BUCKETS = pa.schema(
    [("band", pa.int64()), ("one", pa.int64()), ("two", pa.int64()), ("text", pa.int64())]
)
"""A text's bins of one band; exchanged by the first three."""


def boundary_ranks(keys: int) -> Ints:
    """Ranks of the shingles at which bins begin, but for the first."""
    return -(-np.arange(1, minhash.BINS) * keys // minhash.BINS)


def sketches(batch: pa.Table, edges: Words, sizes: Sizes) -> pa.Table:
    """Make the sketch of every text that has words in a shard.

    Parameters
    ----------
    batch
        All words of some texts.
    edges
        Shape (31,): the keys at which bins begin, as from :func:`boundary_ranks`.
    sizes
        How large the corpus is.

    Returns
    -------
    pyarrow.Table
        As :data:`SKETCHES`: the smallest key of each bin, 8 bytes each.
    """
    words = numbers(batch, "word").view(np.uint64)
    low = sizes.text_bits
    text, key = (words & low).astype(np.int64), words & ~low
    own, row = np.unique(text, return_inverse=True)
    slot = row * minhash.BINS + np.searchsorted(edges, key, side="right")
    least = np.full(len(own) * minhash.BINS, np.iinfo(np.uint64).max, dtype=np.uint64)
    np.minimum.at(least, slot, key)
    # All keys have the same low bits, 0: one more tells the smallest key from none.
    sketch = np.where(least == np.iinfo(np.uint64).max, np.uint64(NONE), least + np.uint64(1))
    width = minhash.BINS * 8
    offsets = np.arange(len(own) + 1, dtype=np.int64) * width
    column = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(own), [None, pa.py_buffer(offsets), pa.py_buffer(sketch)]
    )
    return pa.table([pa.array(own), column], schema=SKETCHES)


def sketch_rows(data: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return sketches as they were stored: shape (n, 32)."""
    return data.view("<u8").reshape(-1, minhash.BINS)


def buckets(batch: pa.Table) -> pa.Table:
    """Say in which buckets texts stand: one for each band whose bins are all filled."""
    column = batch.column("sketch").combine_chunks()
    data = np.frombuffer(column.buffers()[2], np.uint8) if len(column) else np.zeros(0, np.uint8)
    sketch = sketch_rows(data)
    text = numbers(batch, "text")
    parts = []
    for band in range(minhash.BINS // minhash.BAND_ROWS):
        pair = sketch[:, band * minhash.BAND_ROWS : (band + 1) * minhash.BAND_ROWS]
        full = (pair != NONE).all(axis=1)
        one, two = (np.ascontiguousarray(pair[full, at]).view(np.int64) for at in (0, 1))
        number = np.full(len(one), band, dtype=np.int64)
        parts.append([number, one, two, text[full]])
    columns = [pa.array(np.concatenate(column)) for column in zip(*parts, strict=True)]
    return pa.table(columns, schema=BUCKETS)


def bucket_part(batch: pa.Table, parts: int) -> Ints:
    """Say to which of some parts each row of :data:`BUCKETS` goes: equal buckets to one."""
    mixed = numbers(batch, "one").view(np.uint64) >> np.uint64(32)
    mixed ^= numbers(batch, "two").view(np.uint64) >> np.uint64(37)
    mixed += numbers(batch, "band").astype(np.uint64) * np.uint64(0x9E3779B1)
    return (mixed % np.uint64(parts)).astype(np.int64)


def band_pairs(batch: pa.Table) -> Words:
    """Pair the texts of each bucket: words ``a << 32 | b``, each once."""
    band, one, two, text = (numbers(batch, name) for name in BUCKETS.names)
    order = np.lexsort([text, two, one, band])
    columns = [column[order] for column in (band, one, two)]
    head = np.ones(len(order), dtype=bool)
    head[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return np.unique(minhash.bucket_pairs(text[order], head))
