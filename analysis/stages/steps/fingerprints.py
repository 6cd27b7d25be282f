"""Stages *fingerprints* and *postings*: sampled shingles of every text, and who has each.

A row is one word of 64 bits: a shingle's hash, and in its low bits the text that has it. Words are
exchanged by their upper bits, so that all texts with one shingle come together in one key range.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.packed import Words, place_bits
from analysis.measures.arrays.rolling import limit
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.texts import Texts
from analysis.stages.steps.columns import codes_of, numbers
from analysis.stages.steps.settings import Sizes, StageSettings

CODES = pa.schema([("text", pa.int64()), ("codes", pa.large_binary())])
"""What comes in: different texts and their numbers."""
WORDS = pa.schema([("word", pa.int64())])
"""What goes out: 64 bits, the sign is one of them."""


def fingerprints(
    batches: Iterator[pa.RecordBatch], settings: StageSettings, sizes: Sizes
) -> Iterator[pa.RecordBatch]:
    """Sample the shingles of texts.

    Parameters
    ----------
    batches
        As :data:`CODES`.
    settings, sizes
        How long a shingle is; how many texts there are, and one shingle in how many is sampled.

    Yields
    ------
    pyarrow.RecordBatch
        As :data:`WORDS`; exchanged by :func:`key_range`.
    """
    engine = settings.engine
    for batch in batches:
        codes, bounds = codes_of(batch.column("codes"))
        text = numbers(batch, "text").astype(np.uint64)
        rows = np.arange(len(text))
        words = engine.sampled_words(Texts(codes, bounds, rows, rows), settings.k, sizes.rate)
        own = place_bits(len(text) + 1)  # what a word has here for a text, never more bits
        words = (words & ~sizes.text_bits) | text[(words & own).astype(np.int64)]
        yield pa.record_batch([pa.array(words.view(np.int64))], schema=WORDS)


def key_range(words: Words, ranges: int, rate: int) -> Ints:
    """Say in which of some equal ranges of hashes each word lies; ranges ascend."""
    upper = (words >> np.uint64(32)) * np.uint64(ranges)
    found = upper // np.uint64(int(limit(rate)) + 1)
    return np.minimum(found.astype(np.int64), ranges - 1)


def spared(words: Words, low: np.uint64, most: int) -> NDArray[np.bool_]:
    """Say which of some ordered words stand behind the first ``most`` of their shingle.

    A shingle that so many texts of one shard have is joined nowhere; its other words need not be
    handed on. So what is exchanged is bounded, however many texts have one wording.
    """
    same = np.zeros(len(words), dtype=bool)
    same[most:] = (words[most:] ^ words[:-most]) <= low if len(words) > most else same[most:]
    return same


def postings(batch: pa.Table) -> pa.Table:
    """Order the words of one key range, each once."""
    words = distinct(numbers(batch, "word").view(np.uint64))
    return pa.table([pa.array(words.view(np.int64))], schema=WORDS)
