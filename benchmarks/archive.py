"""An archive on disk: how fast it answers and changes, how large it is, and what kills do to it.

    python benchmarks/archive.py measure --source laws.jsonl.xz --documents 100000 --folder /tmp/a
    python benchmarks/archive.py kill --source laws.jsonl.xz --kills 1000
    python benchmarks/archive.py readers --folder /tmp/a --readers 8

``measure`` makes documents (or reads them with ``--jsonl``, rows with id and text), builds an index
in the folder, and measures it; with an index there it only measures. Times are wall clock, with
processor time in brackets; the cold answer is a process of its own, with the operating system's
cache as it is. ``kill`` lets a process add, remove and compact at random, kills it (SIGKILL) at
random moments, and looks each time whether every document is there that should be and none that
should not, whether the entries are those of the texts, and whether answers are right.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from near_duplicate_corpus import _modelled, make_corpus, read_texts

from analysis import Index, check
from analysis.archive.catalogue import Catalogue
from analysis.archive.rows import read_documents
from corpus.collection import Corpus
from corpus.model import Document

LABELLED = (
    100_000  # documents with copies, forms and formula; the others are modelled on the source
)
BATCH = 50_000
ASKED = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("measure", "kill", "readers"))
    parser.add_argument("--source", type=Path)
    parser.add_argument("--jsonl", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "archive.index"
    )
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    {"measure": measure, "kill": kill, "readers": readers}[options.what](options)


def documents(options: argparse.Namespace) -> Iterator[list[Document]]:
    """Documents in batches."""
    if options.jsonl is not None:
        batch = []
        with options.jsonl.open(encoding="utf-8") as lines:
            for _, line in zip(range(options.documents), lines, strict=False):
                row = json.loads(line)
                batch.append(Document.plain(row["id"], row["text"]))
                if len(batch) == BATCH:
                    yield batch
                    batch = []
        yield batch
        return
    texts = read_texts(options.source)
    made = make_corpus(texts, min(options.documents, LABELLED), seed=options.seed).texts
    yield [Document.plain(f"d{n:07d}", text) for n, text in enumerate(made)]
    for begin in range(LABELLED, options.documents, BATCH):
        more = _modelled(texts, min(BATCH, options.documents - begin), random.Random(begin))
        yield [Document.plain(f"d{begin + n:07d}", text) for n, text in enumerate(more)]


def timed(name: str, work: Callable[[], Any]) -> Any:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:44} {1000 * wall:10.1f} ms ({1000 * cpu:.1f})", flush=True)
    return result


def spread(name: str, times: list[tuple[float, float]]) -> None:
    wall, cpu = zip(*times, strict=True)
    middle, most = ([1000 * f(side) for side in (wall, cpu)] for f in (statistics.median, max))
    print(f"{name:44} median {middle[0]:.1f} ms ({middle[1]:.1f}), slowest {most[0]:.1f} "
          f"({most[1]:.1f})", flush=True)  # fmt: skip


def clock(work: Callable[[], Any]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def build(options: argparse.Namespace) -> None:
    shutil.rmtree(options.folder, ignore_errors=True)
    with Index.build(options.folder) as index:
        for batch in documents(options):
            index.add(Corpus.of(batch))
        index.compact()


def measure(options: argparse.Namespace) -> None:
    if not (options.folder / "catalogue.sqlite").exists():
        timed("build", lambda: build(options))
    index = timed("open", lambda: Index(options.folder))
    info = index.info()
    beside = (info.catalogue_bytes - info.text_bytes + info.segment_bytes) / info.documents
    print(f"{info.documents:,} documents, {info.segments} segments, {beside:.0f} bytes a document "
          f"beside {info.text_bytes / info.documents:.0f} of compressed text")  # fmt: skip
    chance = random.Random(options.seed)
    one = some_documents(options.folder, chance.sample(range(1, info.documents), ASKED))
    news = [Corpus.of([Document.plain("新", d.text)]) for d in one]
    ask = {"level": index.level, "shortest": index.shortest}
    spread("candidates, with their texts", [clock(lambda n=n: index.named(n, **ask)) for n in news])
    spread("answer with evidence, first time", [clock(lambda n=n: check(n, index)) for n in news])
    spread("answer with evidence, warm", [clock(lambda n=n: check(n, index)) for n in news])
    file = options.folder.parent / "new.txt"
    file.write_text(news[0][0].text, "utf-8")
    command = [sys.executable, "-m", "analysis", "check", str(file), "--index", str(options.folder),
               "--format", "jsonl", "-q", "-o", os.devnull]  # fmt: skip
    for _ in range(3):
        timed("answer of a new process", lambda: subprocess.run(command, check=True))
    more = [Document.plain(f"m{n:04d}", "补记。" + d.text[::-1]) for n, d in
            enumerate(some_documents(options.folder, list(range(1, 1001))))]  # fmt: skip
    timed("add 1,000", lambda: index.add(Corpus.of(more)))
    timed("remove one", lambda: index.remove(["m0000"]))
    timed("remove 999", lambda: index.remove([d.id for d in more[1:]]))


def some_documents(folder: Path, numbers: list[int]) -> Corpus:
    """Read documents of an index by their numbers."""
    catalogue = Catalogue(folder)
    with catalogue.reading() as db:
        return read_documents(db, folder, numbers)


def writer(folder: Path, moving: dict[str, str], there: set[str], seed: int, told: int) -> None:
    """Change an index for ever; what is begun and what is done is told through a pipe."""
    chance = random.Random(seed)
    with Index(folder) as index:
        while True:
            what = chance.choice(("add", "add", "remove", "compact"))
            pool = sorted(there) if what == "remove" else sorted(set(moving) - there)
            names = chance.sample(pool, min(len(pool), chance.randrange(1, 12)))
            if what != "compact" and not names:
                continue
            os.write(told, json.dumps([what, names]).encode() + b"\n")
            if what == "add":
                index.add(Corpus.of(Document.plain(name, moving[name]) for name in names))
                there |= set(names)
            elif what == "remove":
                index.remove(names)
                there -= set(names)
            else:
                index.compact()
            os.write(told, b"done\n")


def kill(options: argparse.Namespace) -> None:
    """Kill writers at random moments, and look at what they leave."""
    texts = make_corpus(read_texts(options.source), 500, seed=options.seed).texts
    fixed = {f"f{n}": text for n, text in enumerate(texts[:400])}
    moving = {f"m{n}": text for n, text in enumerate(texts[400:])}
    folder = Path(tempfile.mkdtemp()) / "index"
    Index.build(folder, Corpus.of(Document.plain(*one) for one in fixed.items())).close()
    chance = random.Random(options.seed)
    there: set[str] = set()
    wrong = lost = begun = 0
    for number in range(options.kills):
        reading, told = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            writer(folder, moving, there, options.seed * 100_000 + number, told)
        os.close(told)
        time.sleep(chance.uniform(0.0, 0.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as lines:
            log = lines.read().splitlines()
        before, after, begun = state(there, log, begun)
        with Index(folder) as index:
            now = {d.id for d in index.documents()}
            damage = index.verify()
            lost += bool(set(fixed) - now)
            right = now - set(fixed) in (before, after)
            there = now - set(fixed)
            for name in chance.sample(sorted(moving), 2) + chance.sample(sorted(fixed), 1):
                text = {**fixed, **moving}[name]
                found = check(Corpus.of([Document.plain("新", text)]), index)
                identical = {p.b for p in found.pairs if p.verdict == "identical"}
                right = right and (name in identical) == (name in now)
        if damage or not right:
            wrong += 1
            print(number, log[-3:], damage[:3], sorted(now)[:5], flush=True)
        if number % 50 == 49 or number + 1 == options.kills:
            print(f"{number + 1} kills, {begun} in the middle of a change: {wrong} wrong answers, "
                  f"{lost} times a document lost", flush=True)  # fmt: skip
    shutil.rmtree(folder.parent)


def state(there: set[str], log: list[str], begun: int) -> tuple[set[str], set[str], int]:
    """What the moving documents were before the last change that was begun, and after it."""
    before, after = set(there), set(there)
    for line in log:
        if line == "done":
            before = after
            continue
        what, names = json.loads(line)
        after = set(before)
        after = after | set(names) if what == "add" else after
        after = after - set(names) if what == "remove" else after
    return before, after, begun + bool(log and log[-1] != "done")


def readers(options: argparse.Namespace) -> None:
    """Let processes ask, first alone, then beside a writer that adds, removes and compacts."""
    info = Index(options.folder).info()
    chance = random.Random(options.seed)
    asked = list(some_documents(options.folder, chance.sample(range(1, info.documents), ASKED)))
    for beside in (False, True):
        pipes, children = [], []
        for number in range(options.readers):
            reading, told = os.pipe()
            child = os.fork()
            if not child:
                os.close(reading)
                reader(options.folder, asked[number :: options.readers], told)
            os.close(told)
            pipes.append(reading)
            children.append(child)
        changes = 0
        with Index(options.folder) as index:
            more = Corpus.of(Document.plain(f"w{n}", d.text[::-1]) for n, d in enumerate(asked))
            while children := [c for c in children if os.waitpid(c, os.WNOHANG)[0] == 0]:
                time.sleep(0.05)
                if beside:
                    index.add(more)
                    index.remove([d.id for d in more])
                    changes += 2
        lines = [json.loads(line) for pipe in pipes for line in os.fdopen(pipe)]
        wrong = sum(not line["right"] for line in lines)
        wall = [line["wall"] for line in lines]
        name = f"{changes} changes meanwhile" if beside else "no writer"
        print(f"{options.readers} readers, {name}: {len(lines)} answers, {wrong} wrong, "
              f"median {1000 * statistics.median(wall):.0f} ms, slowest {1000 * max(wall):.0f} ms",
              flush=True)  # fmt: skip


def reader(folder: Path, asked: list[Document], told: int) -> None:
    """Ask for documents that are there, and tell whether they were found."""
    with os.fdopen(told, "w") as out, Index(folder) as index:
        for document in asked * 3:
            begin = time.perf_counter()
            found = check(Corpus.of([Document.plain("新", document.text)]), index)
            right = document.id in {p.b for p in found.pairs if p.verdict == "identical"}
            line = {"wall": time.perf_counter() - begin, "right": right}
            out.write(json.dumps(line) + "\n")
    os._exit(0)


if __name__ == "__main__":
    main()
