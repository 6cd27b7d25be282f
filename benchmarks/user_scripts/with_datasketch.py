"""What a user writes with datasketch: texts from JSONL, pairs to JSONL."""

import json
import sys
from pathlib import Path

from datasketch import MinHash, MinHashLSH

with Path(sys.argv[1]).open(encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
index = MinHashLSH(threshold=0.4, num_perm=256, weights=(0.3, 0.7))
grams = [{text[i : i + 3].encode() for i in range(max(1, len(text) - 2))} for text in texts]
sketches = MinHash.bulk(grams, num_perm=256, seed=1)
with index.insertion_session() as session:
    for row, sketch in enumerate(sketches):
        session.insert(row, sketch, check_duplication=False)
with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
    for b, sketch in enumerate(sketches):
        for a in sorted(index.query(sketch)):
            if a < b and sketch.jaccard(sketches[a]) >= 0.4:
                file.write(json.dumps({"a": a, "b": b}) + "\n")
