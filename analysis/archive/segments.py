"""Segments: inverted indexes in files that are written once, mapped into memory and never changed.

A segment is one NumPy file, a row of uint32: ranks of its documents (two words each), their
numbers in the catalogue, the bounds of the buckets, the words. How many of each there are says the
catalogue, which also has the file's SHA-256.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.inverted.index import InvertedRuns, Words
from corpus.atomic import write_atomic

FOLDER = "segments"
_PIECE = 1 << 22  # words written and digested at once: 16 MB


class SegmentRow(NamedTuple):
    """What the catalogue says of a segment."""

    number: int
    documents: int
    bits: int
    entries: int
    digest: bytes
    """SHA-256 of the file."""


class Segment(NamedTuple):
    """A segment, in memory or mapped."""

    rank: NDArray[np.uint64]
    """Shape (n,), ascending: see :class:`analysis.measures.inverted.holders.ArchivePart`."""
    numbers: Words
    """Shape (n,): the documents' numbers in the catalogue."""
    runs: InvertedRuns


def segment_path(folder: Path, number: int) -> Path:
    """Return where a segment of an index lies."""
    return folder / FOLDER / f"{number:08d}.npy"


def write_segment(folder: Path, number: int, segment: Segment) -> SegmentRow:
    """Write a segment: afterwards the file is there, complete and on the disk.

    Parameters
    ----------
    folder
        Of the index.
    number
        One that no segment had before.
    segment
        What it holds.

    Raises
    ------
    OutputError
        If it cannot be written; then there is no such file.
    """
    arrays = (segment.rank.view(np.uint32), segment.numbers, *segment.runs)
    digest = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        head = io.BytesIO()
        shape = (sum(len(array) for array in arrays),)
        np.lib.format.write_array_header_1_0(
            head, {"descr": "<u4", "fortran_order": False, "shape": shape}
        )
        digest.update(head.getvalue())
        yield head.getvalue()
        for array in arrays:
            for begin in range(0, len(array), _PIECE):
                piece = array[begin : begin + _PIECE].astype("<u4", copy=False).tobytes()
                digest.update(piece)
                yield piece

    write_atomic(segment_path(folder, number), pieces())
    runs = segment.runs
    return SegmentRow(number, len(segment.numbers), runs.bits, len(runs.words), digest.digest())


def map_segment(folder: Path, row: SegmentRow) -> Segment:
    """Map a segment's file into memory; nothing of it is read before it is needed.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If it is no NumPy file, or has another length than the catalogue says.
    """
    words = np.asarray(np.load(segment_path(folder, row.number), mmap_mode="r"))
    sizes = (2 * row.documents, row.documents, (1 << row.bits) + 1, row.entries)
    if words.dtype != np.uint32 or words.shape != (sum(sizes),):
        raise ValueError(f"{words.dtype} {words.shape}")
    edges = np.cumsum(sizes)
    rank, numbers, bounds, rest = np.split(words, edges[:-1])
    return Segment(rank.view(np.uint64), numbers, InvertedRuns(bounds, rest))


def segment_digest(folder: Path, number: int) -> bytes:
    """Return the SHA-256 of a segment's file."""
    with segment_path(folder, number).open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
