"""What a user writes with SemHash without a model: texts from JSONL, pairs to JSONL.

SemHash 0.5 asks for an encoder; hashed runs of three characters stand in for one, so that words
are compared and no weights are needed. It names one text that each is a duplicate of.
"""

import json
import sys
from pathlib import Path
from zlib import crc32

import numpy as np
from semhash import SemHash

SIZE, LEAST = 1024, 0.6


class Runs:
    """Texts as counts of their runs of three characters."""

    def encode(self, inputs: list[str], **_: object) -> np.ndarray:
        """One row a text: shape (texts, SIZE), float32, of length 1."""
        out = np.zeros((len(inputs), SIZE), dtype=np.float32)
        for row, text in enumerate(inputs):
            runs = [crc32(text[i : i + 3].encode()) % SIZE for i in range(max(1, len(text) - 2))]
            out[row] = np.bincount(runs, minlength=SIZE)
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


with Path(sys.argv[1]).open(encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
rows = {text: row for row, text in reversed(list(enumerate(texts)))}
found = SemHash.from_records(texts, model=Runs()).self_deduplicate(threshold=LEAST)
with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
    for one in found.filtered:
        a, b = sorted((rows[one.record], rows[one.duplicate_of]))
        file.write(json.dumps({"a": a, "b": b}) + "\n")
