"""Shards on disk: what a stage wrote, and the manifest that says it is whole.

``DIR/STAGE/00003.parquet`` holds the rows of one shard, ``DIR/STAGE/00003.json`` its manifest. The
manifest is written last, by rename: a shard without one is not there, and a shard with one is never
done again, unless its parameters or what it was made from have changed. A shard that another stage
reads by key range has a row group for every range.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.measures.arrays.shingles import Ints
from corpus.atomic import write_atomic

VERSION = 1
"""Of the layout of a folder of stages; a folder of another version is refused."""

Facts = Mapping[str, Any]


class Manifest(NamedTuple):
    """What is known of a finished shard."""

    version: int
    stage: str
    shard: int
    made_from: str
    """Digest of the parameters and of the manifests of all shards that were read."""
    rows: int
    bytes: int
    parts: tuple[int, ...]
    """Rows of each key range, in order; empty where the shard is read whole."""
    facts: Facts
    """Counts that later stages ask for."""


def shard_path(folder: Path, stage: str, shard: int, suffix: str = ".parquet") -> Path:
    """Return where a shard of a stage lies."""
    return folder / stage / f"{shard:05d}{suffix}"


def read_manifest(folder: Path, stage: str, shard: int) -> Manifest | None:
    """Return the manifest of a finished shard; None where there is none."""
    try:
        text = shard_path(folder, stage, shard, ".json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    known = json.loads(text)
    return Manifest(**{**known, "parts": tuple(known["parts"])})


def finish(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a shard whose rows lie on the disk."""
    path = shard_path(folder, manifest.stage, manifest.shard, ".json")
    write_atomic(path, json.dumps(manifest._asdict(), ensure_ascii=False, sort_keys=True) + "\n")


def digest_of(*facts: object) -> str:
    """Digest anything that JSON can hold."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def write_rows(path: Path, schema: pa.Schema, groups: Iterable[pa.Table]) -> list[int]:
    """Write tables as a Parquet file, each a row group of its own; rows of each.

    Keys are random and compress badly: what can be read fastest is what is written.
    """
    sizes = []
    with (
        _replacing(path) as temporary,
        pq.ParquetWriter(
            temporary, schema, compression="lz4", use_dictionary=False, write_statistics=False
        ) as writer,
    ):
        for table in groups:
            sizes.append(table.num_rows)
            if table.num_rows:
                writer.write_table(table, row_group_size=table.num_rows)
    return sizes


def write_batch(path: Path, batch: pa.RecordBatch) -> None:
    """Write one batch as an Arrow file, of which single rows can be read."""
    with (
        _replacing(path) as temporary,
        pa.OSFile(str(temporary), "wb") as sink,
        pa.ipc.new_file(sink, batch.schema) as writer,
    ):
        writer.write_batch(batch)


class _replacing:  # noqa: N801 - a context, used as a function is
    """A temporary name beside a file; flushed and moved into its place at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.temporary = path.with_name(f".leitong-{os.urandom(8).hex()}.tmp")

    def __enter__(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.temporary

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self.temporary.unlink(missing_ok=True)
            return
        with self.temporary.open("rb") as file:
            os.fsync(file.fileno())
        self.temporary.replace(self.path)


def read_part(path: Path, parts: tuple[int, ...], part: int) -> pa.Table | None:
    """Read the rows of one key range of a shard; None where it has none."""
    if not parts[part]:
        return None
    group = sum(1 for rows in parts[:part] if rows)
    with pq.ParquetFile(path) as file:
        return file.read_row_group(group, use_threads=False)


def read_groups(path: Path) -> Iterator[pa.Table]:
    """Read a shard row group by row group."""
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, use_threads=False)


def split_by(table: pa.Table, part: Ints, parts: int) -> Iterator[pa.Table]:
    """Yield the rows of each part of a table, in their order.

    Parameters
    ----------
    table
        n rows.
    part
        Shape (n,): the part of each row.
    parts
        Number of parts.
    """
    order = np.argsort(part, kind="stable")
    cuts = np.searchsorted(part[order], np.arange(parts + 1))
    ordered = table.take(pa.array(order))
    for start, stop in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        yield ordered.slice(start, stop - start)
