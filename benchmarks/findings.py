"""What each part of a report costs: processor time, wall time and peak memory so far.

::

    python benchmarks/findings.py --source laws.jsonl.xz --documents 10000

The corpus is that of ``benchmarks/whole_way.py``. Parts come in the order of a study, so that each
finds what those before it have left: words that are cut, documents that are taken apart. Other work
on the machine adds to all of them; memory only grows.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from near_duplicates import SAMPLE
from whole_way import corpus as generated

import corpus as corpora
from analysis.studies import LATER, study
from analysis.views.report import report_html


def main() -> None:
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    print("| part | CPU s | wall s | peak MB |\n|---|---|---|---|")
    path, _ = generated(options.folder, options.source, options.documents)
    with _timed("read"):
        texts = corpora.read(path, id_column="id")
    with _timed("structure"):
        sum(len(document.sections) for document in texts)
    told: list[tuple[str, tuple[float, float]]] = []
    found = study(texts, progress=lambda name, _done, _of: told.append((name, _now())))
    for (name, (cpu, wall)), (_, (cpu_end, wall_end)) in pairwise(told):
        _row(name, cpu_end - cpu, wall_end - wall)
    for name in (*LATER, "shares", "totals"):
        with _timed(name):
            getattr(found, name)
    with _timed("page"):
        page = report_html(found)
    print(f"\n{len(page.encode()) / 1e6:.1f} MB")


@contextmanager
def _timed(name: str) -> Iterator[None]:
    cpu, wall = _now()
    yield
    cpu_end, wall_end = _now()
    _row(name, cpu_end - cpu, wall_end - wall)


def _now() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def _row(name: str, cpu: float, wall: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {cpu:.1f} | {wall:.1f} | {peak:.0f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--source", type=Path, default=SAMPLE)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=Path("whole_way"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
