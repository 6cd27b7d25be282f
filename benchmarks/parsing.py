"""How long reading takes: from a cold start, and how it grows with the size of the input.

Run as ``python benchmarks/parsing.py``. Times are those of the whole command
``leitong parse … --format jsonl``, each in a process of its own, the best of several runs: elapsed
seconds, and seconds of processor time, which a busy machine changes less.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

SAMPLE = Path(__file__).parent.parent / "data" / "乡镇意识形态上半年工作总结15篇.txt"
COPIES = (25, 100)  # 100 copies are 4.5 million characters, 13 MB
COMMAND = "import sys; from analysis.cli import main; sys.exit(main())"


class Timing(NamedTuple):
    """Seconds of one run of a command."""

    elapsed: float
    processor: float


def timed(*arguments: str | Path, runs: int) -> Timing:
    """Run the command line several times; the best of both kinds of time."""
    found = [_run([str(a) for a in arguments]) for _ in range(runs)]
    return Timing(min(t.elapsed for t in found), min(t.processor for t in found))


def _run(arguments: list[str]) -> Timing:
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments], stdout=subprocess.DEVNULL, check=True
    )
    elapsed, after = time.perf_counter() - start, os.times()
    return Timing(
        elapsed,
        after.children_user - before.children_user + after.children_system - before.children_system,
    )


def main() -> None:
    parse = ("--format", "jsonl", "--quiet")
    text = SAMPLE.read_text(encoding="utf-8")
    rows = [
        ("leitong --help", timed("--help", runs=5)),
        ("one compilation, cold start", timed("parse", SAMPLE, *parse, runs=5)),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in COPIES:
            one = folder / f"{count}.txt"
            one.write_text(text * count, encoding="utf-8")
            many = folder / str(count)
            many.mkdir()
            for number in range(count):
                (many / f"{number:03}.txt").write_text(text, encoding="utf-8")
            rows.append((f"{count} copies in one file", timed("parse", one, *parse, runs=2)))
            rows.append((f"{count} copies as files", timed("parse", many, *parse, runs=2)))
    for what, timing in rows:
        print(f"{what:28} {timing.elapsed:6.2f} s elapsed {timing.processor:6.2f} s processor")
    start = rows[1][1].processor
    for first, last in ((2, 4), (3, 5)):
        growth = (rows[last][1].processor - start) / (rows[first][1].processor - start)
        ratio = growth / ((COPIES[1] - 1) / (COPIES[0] - 1))
        print(f"{rows[last][0]:28} {ratio:6.2f} times linear growth (1 is linear)")


if __name__ == "__main__":
    main()
