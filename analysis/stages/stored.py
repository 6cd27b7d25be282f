"""Single rows out of texts on disk, by their place in the file.

Two texts of a pair lie anywhere in the corpus. A shard of texts is an Arrow file with one batch, so
a row's bytes are one stretch of the file; they are read one by one and not through a
mapping, whose pages would count as memory of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints


class StoredColumn:
    """A column of bytes or text that lies in several Arrow files, one after another.

    Parameters
    ----------
    paths
        Files of one batch each.
    name
        The column, ``large_binary`` or ``large_string``.
    """

    def __init__(self, paths: Sequence[Path], name: str) -> None:
        self._files = [path.open("rb", buffering=0) for path in paths]
        places = [_places(path, name) for path in paths]
        self._heads = np.concatenate([[0], np.cumsum([len(ends) - 1 for ends in places])])
        self._places = places

    def __enter__(self) -> StoredColumn:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    def sizes(self, rows: Ints) -> Ints:
        """Bytes of some rows."""
        sizes = np.zeros(len(rows), dtype=np.int64)
        shard = np.searchsorted(self._heads, rows, side="right") - 1
        for number in np.unique(shard).tolist():
            mine = shard == number
            at = rows[mine] - self._heads[number]
            sizes[mine] = self._places[number][at + 1] - self._places[number][at]
        return sizes

    def fetch(self, rows: Ints) -> tuple[NDArray[np.uint8], Ints]:
        """Read some rows: their bytes end to end, and where each begins (rows + 1)."""
        bounds = np.concatenate([[0], np.cumsum(self.sizes(rows))]).astype(np.int64)
        data = np.empty(int(bounds[-1]), dtype=np.uint8)
        view = memoryview(data)  # type: ignore[arg-type]
        shard = np.searchsorted(self._heads, rows, side="right") - 1
        # What stands side by side is read at once.
        apart = np.ones(len(rows), dtype=bool)
        apart[1:] = (rows[1:] != rows[:-1] + 1) | (shard[1:] != shard[:-1])
        heads = np.flatnonzero(apart)
        at = rows[heads] - self._heads[shard[heads]]
        edges = bounds[np.append(heads, len(rows))].tolist()
        for run, (number, place) in enumerate(zip(shard[heads].tolist(), at.tolist(), strict=True)):
            begin, end = edges[run], edges[run + 1]
            file = self._files[number]
            file.seek(int(self._places[number][place]))
            while begin < end:  # a read may give less than was asked for
                got = file.readinto(view[begin:end])
                if not got:
                    raise EOFError(f"shard {number} of texts ends too early")
                begin += got
        return data, bounds

    def codes(self, rows: Ints) -> tuple[NDArray[np.uint32], Ints]:
        """Read some folded texts: characters and bounds."""
        data, bounds = self.fetch(rows)
        return data.view("<u4"), bounds // 4

    def strings(self, rows: Ints) -> list[str]:
        """Read some texts."""
        data, bounds = self.fetch(rows)
        whole = data.tobytes()
        edges = bounds.tolist()
        return [whole[begin:end].decode() for begin, end in pairwise(edges)]


def _places(path: Path, name: str) -> Ints:
    """Where the rows of a column begin in the file, and where the last ends."""
    with pa.memory_map(str(path)) as source:
        whole = source.read_buffer()
        column = pa.ipc.open_file(whole).get_batch(0).column(name)
        _, offsets, data = column.buffers()
        start = data.address - whole.address if data is not None and data.size else 0
        places = np.frombuffer(offsets, np.int64)[: len(column) + 1] + start
        del column, offsets, data, whole
    return places
