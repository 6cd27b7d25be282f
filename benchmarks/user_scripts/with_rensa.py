"""What a user writes with rensa: texts from JSONL, pairs to JSONL."""

import json
import sys
from pathlib import Path

from rensa import RMinHash, RMinHashLSH

with Path(sys.argv[1]).open(encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
index = RMinHashLSH(threshold=0.4, num_perm=256, num_bands=64)
sketches = []
for row, text in enumerate(texts):
    sketch = RMinHash(num_perm=256, seed=42)
    sketch.update([text[i : i + 3] for i in range(max(1, len(text) - 2))])
    index.insert(row, sketch)
    sketches.append(sketch)
with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
    for b, sketch in enumerate(sketches):
        for a in sorted(index.query(sketch)):
            if a < b and sketch.jaccard(sketches[a]) >= 0.4:
                file.write(json.dumps({"a": a, "b": b}) + "\n")
