"""Stages *passages* and *votes*: how many families share the passage around each character.

Winnowed passages of all texts meet by their hashes; under each hash the different voters are
counted, and the count goes back to the places. As :mod:`analysis.measures.similarity.rarity` does
in arrays.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.measures.arrays.packed import place_bits
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.rarity import MANY_FAMILIES, PASSAGE, window_maximum
from analysis.measures.similarity.texts import Texts
from analysis.stages.steps.columns import codes_of, numbers
from analysis.stages.steps.settings import Sizes, StageSettings

PASSAGES = pa.schema([("hash", pa.int64()), ("text", pa.int64()), ("place", pa.int32())])
"""A passage and where it begins; exchanged by :func:`hash_range`."""
VOTES = pa.schema([("text", pa.int64()), ("place", pa.int32()), ("votes", pa.int32())])
"""How many families share the passage that begins there: two or more; exchanged by ``text``."""
RARITY = pa.schema([("text", pa.int64()), ("votes", pa.large_binary()), ("own", pa.int64())])
"""A row a text: its votes, four bytes each (:func:`packed_votes`), and its characters outside
boilerplate where several units have it."""


def passages(
    batches: Iterator[pa.RecordBatch], settings: StageSettings, sizes: Sizes
) -> Iterator[pa.RecordBatch]:
    """Find the winnowed passages of texts.

    Parameters
    ----------
    batches
        As :data:`analysis.stages.steps.fingerprints.CODES`.
    settings, sizes
        How large the corpus is.

    Yields
    ------
    pyarrow.RecordBatch
        As :data:`PASSAGES`.
    """
    engine = settings.engine
    for batch in batches:
        codes, bounds = codes_of(batch.column("codes"))
        text = numbers(batch, "text")
        rows = np.arange(len(text))
        words = engine.passage_words(Texts(codes, bounds, rows, rows))
        low = place_bits(len(codes))
        place = (words & low).astype(np.int64)
        row = np.searchsorted(bounds, place, side="right") - 1
        hashes = (words & ~sizes.place_bits).view(np.int64)
        columns = [hashes, text[row], (place - bounds[row]).astype(np.int32)]
        yield pa.record_batch([pa.array(column) for column in columns], schema=PASSAGES)


def hash_range(batch: pa.Table | pa.RecordBatch, ranges: int) -> Ints:
    """Say in which of some equal ranges of hashes each passage lies."""
    upper = numbers(batch, "hash").view(np.uint64) >> np.uint64(32)
    return ((upper * np.uint64(ranges)) >> np.uint64(32)).astype(np.int64)


def votes(batch: pa.Table, voter: NDArray[np.integer]) -> pa.Table:
    """Count the different voters of each passage.

    Parameters
    ----------
    batch
        All passages of one range of hashes, as :data:`PASSAGES`.
    voter
        Shape (rows,): the text that votes for each row's text.

    Returns
    -------
    pyarrow.Table
        As :data:`VOTES`; passages that one family has alone are left out.
    """
    hashes = numbers(batch, "hash").view(np.uint64)
    order = np.lexsort([voter, hashes])
    hashes, mine = hashes[order], voter[order]
    head = np.ones(len(order), dtype=bool)
    head[1:] = hashes[1:] != hashes[:-1]
    new = head.copy()
    new[1:] |= mine[1:] != mine[:-1]
    heads = np.flatnonzero(head)
    count = np.add.reduceat(new, heads, dtype=np.int32) if len(heads) else np.zeros(0, np.int32)
    each = np.minimum(np.repeat(count, np.diff(np.append(heads, len(order)))), 255)
    kept = each > 1
    rows = order[kept]
    columns = [
        numbers(batch, "text")[rows],
        numbers(batch, "place")[rows],
        each[kept].astype(np.int32),
    ]
    return pa.table([pa.array(column) for column in columns], schema=VOTES)


def packed_votes(batch: pa.Table, texts: slice) -> tuple[NDArray[np.uint32], Ints]:
    """Lay the votes of a range of texts end to end: place and votes in one number.

    Parameters
    ----------
    batch
        All votes of these texts, as :data:`VOTES`.
    texts
        Their numbers.

    Returns
    -------
    packed, bounds : ndarray
        ``place << 8 | votes``, ascending in each text, and where each text begins.
    """
    text = numbers(batch, "text") - texts.start
    packed = (numbers(batch, "place").astype(np.uint32) << np.uint32(8)) | numbers(
        batch, "votes"
    ).astype(np.uint32)
    order = np.lexsort([packed, text])
    bounds = np.searchsorted(text[order], np.arange(texts.stop - texts.start + 1))
    return packed[order], bounds.astype(np.int64)


def families_around(packed: NDArray[np.uint32], bounds: Ints, edges: Ints) -> NDArray[np.uint8]:
    """Spread votes over the characters of texts that are laid end to end.

    Parameters
    ----------
    packed, bounds
        As from :func:`packed_votes`, of n texts.
    edges
        Shape (n + 1,): where each text begins.

    Returns
    -------
    ndarray
        Shape (characters,), uint8: at least 1.
    """
    found = np.ones(int(edges[-1]), dtype=np.uint8)
    place = (packed >> np.uint32(8)).astype(np.int64)
    place += np.repeat(edges[:-1], np.diff(bounds))
    found[place] = packed & np.uint32(255)
    return window_maximum(found, PASSAGE)


def outside_boilerplate(packed: NDArray[np.uint32], bounds: Ints, sizes: Ints) -> Ints:
    """Count the characters outside boilerplate of each of some texts."""
    edges = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    outside = families_around(packed, bounds, edges) < MANY_FAMILIES
    upto = np.concatenate([[0], np.cumsum(outside)])
    return upto[edges[1:]] - upto[edges[:-1]]
