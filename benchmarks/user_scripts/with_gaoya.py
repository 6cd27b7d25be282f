"""What a user writes with gaoya: texts from JSONL, pairs to JSONL."""

import json
import sys
from pathlib import Path

from gaoya.minhash import MinHashStringIndex

with Path(sys.argv[1]).open(encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
index = MinHashStringIndex(
    hash_size=32, jaccard_threshold=0.4, num_bands=128, band_size=3, analyzer="char",
    ngram_range=(3, 3),
)  # fmt: skip
index.par_bulk_insert_docs(list(range(len(texts))), texts)
with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
    for b, found in enumerate(index.par_bulk_query(texts)):
        for a in sorted(found):
            if a < b:
                file.write(json.dumps({"a": a, "b": b}) + "\n")
