"""From the file on disk to the answer on disk: ``leitong dup`` beside what users write with peers.

::

    python benchmarks/whole_way.py --source laws.jsonl.xz --documents 10000 --repeat 3
    python benchmarks/whole_way.py --source laws.jsonl.xz --documents 100000 --methods ours,rensa

Every method is a command: it starts an interpreter, reads JSON Lines, compares and writes pairs.
All of that is measured: wall time, processor time (user and system) and peak memory. Methods take
turns; the least of each time is printed, since other work on the machine only adds to it. Pairs
are scored as in ``benchmarks/near_duplicates.py``.

The users' scripts are in ``benchmarks/user_scripts/``, with the settings found best there. They run
with ``--peers PYTHON``, an interpreter that has them; those that are not installed are left out:

    python -m venv peers && peers/bin/pip install rensa gaoya datasketch semhash
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

from near_duplicate_corpus import Labelled, make_corpus, read_texts
from near_duplicates import SAMPLE, Pairs, scores, spread

HERE = Path(__file__).resolve().parent
PEERS = ("rensa", "gaoya", "datasketch", "text-dedup", "semhash")
METHODS = ("ours", "ours-compiled", *PEERS)
LAUNCH = """
import os, resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(status)
"""
"""Starts a command from a small process: a child is charged with what its parent held."""


def main() -> None:
    options = _options()
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    for documents in (int(n) for n in options.documents.split(",")):
        path, truth = corpus(folder, options.source, documents)
        methods = [m for m in options.methods.split(",") if _installed(m, options.peers)]
        runs: dict[str, list[dict[str, float]]] = {method: [] for method in methods}
        for _ in range(options.repeat):
            for method in methods:
                runs[method].append(measured(method, path, truth, options.peers))
        show(documents, path.stat().st_size, runs)


def corpus(folder: Path, source: Path, documents: int) -> tuple[Path, Labelled]:
    """Make the corpus, or take the one that an earlier run has made."""
    path = folder / f"{documents}.jsonl"
    kept = path.with_suffix(".pickle")
    if path.exists() and kept.exists():
        return path, pickle.loads(kept.read_bytes())  # noqa: S301 - written by this script
    truth = make_corpus(read_texts(source), documents, seed=1)
    with path.open("w", encoding="utf-8") as file:
        for row, text in enumerate(truth.texts):
            file.write(json.dumps({"id": str(row), "text": text}, ensure_ascii=False) + "\n")
    kept.write_bytes(pickle.dumps(truth))
    return path, truth


def command(method: str, path: Path, out: Path, peers: str) -> list[str]:
    """The command line of a method."""
    if method.startswith("ours"):
        options = ["--id-column", "id", "--format", "jsonl", "--quiet"]
        return [sys.executable, "-m", "analysis", "dup", str(path), "-o", str(out), *options]
    script = HERE / "user_scripts" / f"with_{method.replace('-', '_')}.py"
    return [peers, str(script), str(path), str(out)]


def measured(method: str, path: Path, truth: Labelled, peers: str) -> dict[str, float]:
    """Run a method once."""
    out = path.with_suffix(f".{method}.jsonl")
    out.unlink(missing_ok=True)
    environment = os.environ | {"LEITONG_COMPILED": "1" if method == "ours-compiled" else "0"}
    done = subprocess.run(
        [sys.executable, "-c", LAUNCH, *command(method, path, out, peers)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{method}: {done.stderr}")
    wall, cpu, peak = (float(word) for word in done.stdout.split())
    return {
        "wall": wall,
        "cpu": cpu,
        "peak": peak,
        **scores(truth, spread(truth.texts, pairs(out))),
    }


def pairs(out: Path) -> Pairs:
    """The pairs that a method wrote; of ours those that are copies, not forms."""
    found = set()
    with out.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record.get("type", "pair") == "pair" and record.get("verdict") != "same-form":
                a, b = (int(str(record[side]).rpartition(":")[2]) for side in "ab")
                found.add((min(a, b), max(a, b)))
    return found


def show(documents: int, size: int, runs: dict[str, list[dict[str, float]]]) -> None:
    """Print a table of the least times."""
    turns = max(map(len, runs.values()), default=0)
    print(f"\n## {documents:,} documents, {size / 1e6:,.0f} MB, {turns} turns\n")
    print("| method | wall s | CPU s | peak MB | P | R | F1 |\n|---|---|---|---|---|---|---|")
    for method, several in runs.items():
        wall, cpu = (min(run[name] for run in several) for name in ("wall", "cpu"))
        last = several[-1]
        print(
            f"| {method} | {wall:.2f} | {cpu:.2f} | {last['peak']:.0f} | {last['precision']:.4f} "
            f"| {last['recall']:.4f} | {last['f1']:.4f} |",
            flush=True,
        )


def _installed(method: str, peers: str) -> bool:
    module = {"text-dedup": "numpy"}.get(method, method)
    if method.startswith("ours"):
        return True
    found = subprocess.run([peers, "-c", f"import {module}"], capture_output=True, check=False)
    return found.returncode == 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--source", type=Path, default=SAMPLE)
    parser.add_argument("--documents", default="10000", help="numbers, separated by commas")
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--folder", type=Path, default=Path("whole_way"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
