"""Larger than memory: duplicates in stages beside arrays, and what very many documents share.

::

    python benchmarks/scale.py --source laws.jsonl.xz --documents 100000 --memory 1G,500M
    python benchmarks/scale.py --skew --documents 100000

The first makes a labelled corpus, runs ``leitong dup`` in arrays and in stages, and compares the
bytes; processor time and the peak of all processes together (proportional set size, which counts a
shared page once) are printed. The second makes three corpora (one paragraph that all share, one
text again and again, one form filled in) and prints the rows and seconds of every stage: no stage
may have rows as the square of the documents.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from near_duplicate_corpus import make_corpus, read_texts

from analysis.findings.duplicates.settings import choose
from analysis.stages.duplicates import find_in_stages, plan_for
from analysis.stages.sequence import STAGES
from analysis.stages.work import Work
from corpus.reader import ReadingOptions

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
SAMPLE = Path(__file__).resolve().parent.parent / "data" / "乡镇意识形态上半年工作总结15篇.txt"


def write(path: Path, texts: list[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")


def tree(process: int) -> list[int]:
    found = [process]
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += tree(int(child))
    return found


def held(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def measured(path: Path, output: Path, *options: str) -> str:
    """Run the verb; wall and processor seconds, megabytes of all its processes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "analysis", "dup", str(path), "--format", "jsonl", "-q"]
    with output.open("wb") as file:
        process = subprocess.Popen([*command, *options], stdout=file, env=dict(os.environ))
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(held, tree(process.pid))))
            time.sleep(0.2)
    assert process.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{time.perf_counter() - start:8.1f} {cpu:8.1f} {peak / 1024:8.0f}"


def beside_arrays(folder: Path, source: Path, documents: int, bounds: list[str]) -> None:
    path = folder / "corpus.jsonl"
    write(path, make_corpus(read_texts(source), documents).texts)
    print(f"{'':12}{'wall s':>8} {'CPU s':>8} {'MB':>8}  records")
    known = folder / "arrays.jsonl"
    print(f"{'arrays':12}{measured(path, known)}", flush=True)
    for bound in bounds:
        found = folder / f"{bound}.jsonl"
        line = measured(path, found, "--memory", bound, "--work", str(folder / bound))
        same = found.read_bytes() == known.read_bytes()
        print(f"{bound:12}{line}  {'the same' if same else 'DIFFERENT'}", flush=True)


def skewed(kind: str, n: int) -> list[str]:
    rng = random.Random(1)
    shared = "".join(rng.choices(HAN, k=200))
    if kind == "wording":
        return ["".join(rng.choices(HAN, k=300)) + shared for _ in range(n)]
    if kind == "copies":
        near = [shared[:at] + "一二" + shared[at:] for at in range(10, 190, 2)]
        return [shared] * n + near
    form = [shared[at : at + 25] + "：" for at in range(0, 200, 25)]
    return ["\n".join(part + "".join(rng.choices(HAN, k=5)) for part in form) for _ in range(n)]


def rows_of_stages(folder: Path, kind: str, n: int) -> None:
    path = folder / f"{kind}.jsonl"
    write(path, skewed(kind, n))
    preset = choose(None, None, None, "auto")
    plan = plan_for(ReadingOptions((str(path),)), "document", preset, "bands", 1 << 30)
    start = time.process_time()
    with Work.begin(folder / kind, plan) as work:
        found = find_in_stages(work, preset)
        rows = {
            name: sum(work.finished(name, s).rows for s in range(stage.count(work)))
            for name, stage in STAGES.items()
        }
    listed = len(found.assembled.pairs.a)
    print(f"{kind}, {n:,} documents: {time.process_time() - start:.1f} CPU s, {listed:,} pairs, "
          f"{found.coverage.n_capped:,} shingles not joined, {found.coverage.n_starred:,} pairs "
          f"not listed\n  {rows}", flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, default=SAMPLE)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--memory", default="1G,500M")
    parser.add_argument("--skew", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if asked.skew:
            for kind in ("wording", "copies", "form"):
                rows_of_stages(Path(name), kind, asked.documents)
        else:
            beside_arrays(Path(name), asked.source, asked.documents, asked.memory.split(","))


if __name__ == "__main__":
    main()
