"""Write ``analysis/resources/stock.tsv``: what laws say in whatever they are about.

::

    python tools/make_stock.py laws.jsonl.xz

Reads JSON Lines (``.xz``) with ``text``, one law a line; ours are the laws of
``benchmarks/articles.py``. Counts in how many of them each two characters stand side by side.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).parent.parent / "analysis" / "resources" / "stock.tsv"
STEPS = ((0.5, 1), (0.25, 3), (0.1, 5))
"""Share of the laws from which on two characters weigh so many tenths."""


def main() -> None:
    """Count, and write the table."""
    held: Counter[str] = Counter()
    laws = 0
    with lzma.open(sys.argv[1], "rt", encoding="utf-8") as file:
        for line in file:
            runs = re.findall(r"[\u4e00-\u9fff]+", json.loads(line)["text"])
            held.update({run[i : i + 2] for run in runs for i in range(len(run) - 1)})
            laws += 1
    lines = [
        "# Two characters that stand side by side in many laws, by how many tenths of others they",
        f"# weigh. Written by tools/make_stock.py from {laws} laws; counts, no text.",
    ]
    above = 1.01
    for share, tenths in STEPS:
        pairs = sorted(pair for pair, n in held.items() if share <= n / laws < above)
        lines.append(f"{tenths}\t{''.join(pairs)}")
        above = share
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
