"""How fast folding is: ``python benchmarks/folding.py [copies]``, the compilation repeated.

Times are processor seconds of one process and include turning the string into an array.
``many`` folds the same text cut into pieces of 50 characters, in one call.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpus.folding.comparable import LEVELS, fold, fold_many

DATA = Path(__file__).parent.parent / "data"
ROUNDS = 7
TABLE = (
    "import time; from corpus.folding import characters; start = time.perf_counter();"
    "characters.standard(); print(time.perf_counter() - start)"
)


def measure(work: Callable[[], object]) -> list[float]:
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return seconds


def report(name: str, characters: int, seconds: list[float]) -> None:
    rates = [characters / second / 1e6 for second in seconds]
    best, middle = max(rates), statistics.median(rates)
    print(f"{name:>20}: best {best:5.0f}, median {middle:5.0f} million characters a second")


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    text = next(DATA.glob("*.txt")).read_text(encoding="utf-8") * copies
    pieces = [text[i : i + 50] for i in range(0, len(text), 50)]
    print(f"{len(text):,} characters; {len(pieces):,} pieces; {ROUNDS} rounds")
    for level in LEVELS:
        report(level, len(text), measure(lambda level=level: fold(text, level)))
        report(f"{level}, many", len(text), measure(lambda level=level: fold_many(pieces, level)))
    cold = [
        float(subprocess.run([sys.executable, "-c", TABLE], capture_output=True, check=True).stdout)
        for _ in range(ROUNDS)
    ]
    print(
        f"table of standard, cold: best {min(cold) * 1e3:.0f} ms, "
        f"median {statistics.median(cold) * 1e3:.0f} ms"
    )


if __name__ == "__main__":
    main()
