"""The method of text-dedup's MinHash on character runs: texts from JSONL, pairs to JSONL.

Permutations in NumPy, buckets of bands, exact check. Its own tokens (``\\W`` splits) would make
words of Chinese clauses.
"""

import json
import sys
from pathlib import Path
from zlib import crc32

import numpy as np

HASHES, ROWS, LEAST = 240, 4, 0.4

with Path(sys.argv[1]).open(encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
rng = np.random.default_rng(42)
prime, high = np.uint64((1 << 61) - 1), np.uint64((1 << 32) - 1)
factor = rng.integers(1, 1 << 61, HASHES, dtype=np.uint64)
offset = rng.integers(0, 1 << 61, HASHES, dtype=np.uint64)
buckets: list[dict[bytes, list[int]]] = [{} for _ in range(HASHES // ROWS)]
sets = []
for row, text in enumerate(texts):
    grams = {text[i : i + 3] for i in range(max(1, len(text) - 2))}
    sets.append(grams)
    values = np.array([crc32(gram.encode()) for gram in grams], dtype=np.uint64)
    signature = (((values[:, None] * factor + offset) % prime) & high).min(axis=0)
    for band, bucket in enumerate(buckets):
        bucket.setdefault(signature[band * ROWS : band * ROWS + ROWS].tobytes(), []).append(row)
seen = {
    (a, b)
    for bucket in buckets
    for members in bucket.values()
    for at, a in enumerate(members)
    for b in members[at + 1 :]
}
with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
    for a, b in sorted(seen):
        if len(sets[a] & sets[b]) >= LEAST * len(sets[a] | sets[b]):
            file.write(json.dumps({"a": a, "b": b}) + "\n")
