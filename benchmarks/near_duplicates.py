"""Near-duplicates of Chinese text: this project beside its peers, on one labelled corpus.

::

    python benchmarks/near_duplicates.py --source laws.jsonl.xz --documents 10000
    python benchmarks/near_duplicates.py --source laws.jsonl.xz --methods ours,gaoya --repeat 5

Every method runs in a process of its own, so that its peak memory is its own, and the methods take
turns, so that whatever else the machine does meets them all; medians are printed. ``ours`` is plain
NumPy, ``ours-compiled`` uses the kernels (``leitong[compiled]``). Importing is not measured: for
the kernels it takes as long as ``import`` says (compiled and kept by a run before). Peers get the
text folded by this project and need not fold it; ours counts the folding. A peer is measured in the
fastest setting that comes within 0.01 of its best F1 in a search over shingle length, number of
hashes, bands and threshold (``--search`` does the search; the settings below are its result). More
hashes go on to gain a little and to cost much. Peers that are not installed are left out:

    pip install rensa gaoya datasketch sparse_dot_topn semhash

A pair is right if its documents are copies by construction; a pair inside a group that shares
boilerplate is wrong. Pairs inside a form (eight documents, one form, different fields) are counted
beside, not in F1: no peer can tell them apart, and they would hide everything else.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from zlib import crc32

import numpy as np
from near_duplicate_corpus import KINDS, Labelled, make_corpus, read_texts

from analysis.findings.duplicates.finding import find_duplicates
from analysis.measures.similarity import verdicts
from analysis.measures.similarity.engines.loading import kernels
from corpus.collection import Corpus
from corpus.folding.comparable import fold_many
from corpus.model import Document

Pairs = set[tuple[int, int]]
HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "data" / "乡镇意识形态上半年工作总结15篇.txt"


def whole(texts: list[str]) -> Corpus:
    """Texts as documents without structure: parsing is not what is measured here."""
    return Corpus.of(Document.plain(str(row), text) for row, text in enumerate(texts))


def ours(texts: Corpus, method: str = "auto", threshold: float | str = "auto") -> Pairs:
    found = find_duplicates(texts, method=method, threshold=threshold)  # type: ignore[arg-type]
    columns = found.assembled.pairs
    copies = columns.verdict != verdicts.SAME_FORM
    return set(zip(columns.a[copies].tolist(), columns.b[copies].tolist(), strict=True))


def spread(texts: list[str], pairs: Pairs) -> Pairs:
    """Every pair of copies of equal texts: ours pairs each with the first of them only."""
    alike: dict[str, list[int]] = {}
    for row, text in enumerate(folded(texts)):
        alike.setdefault(text, []).append(row)
    copies = {row: rows for rows in alike.values() for row in rows}
    return {
        (min(one, two), max(one, two))
        for a, b in pairs
        for one in copies[a]
        for two in copies[b]
        if one != two
    } | {(a, b) for rows in alike.values() for a in rows for b in rows if a < b}


def gaoya(
    texts: list[str], n: int = 4, bands: int = 42, rows: int = 3, least: float = 0.3
) -> Pairs:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=least,
        num_bands=bands,
        band_size=rows,
        analyzer="char",
        ngram_range=(n, n),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    found = index.par_bulk_query(texts)
    return {(min(a, b), max(a, b)) for a, row in enumerate(found) for b in row if a != b}


def rensa(
    texts: list[str], n: int = 4, least: float = 0.4, hashes: int = 128, bands: int = 32
) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=least, num_perm=hashes, num_bands=bands)
    sketches = []
    for row, text in enumerate(texts):
        sketch = RMinHash(num_perm=hashes, seed=42)
        sketch.update([text[i : i + n] for i in range(len(text) - n + 1)])
        index.insert(row, sketch)
        sketches.append(sketch)
    pairs = set()
    for a, sketch in enumerate(sketches):
        for b in index.query(sketch):
            if a < b and sketch.jaccard(sketches[b]) >= least:
                pairs.add((a, b))
    return pairs


def datasketch(texts: list[str], n: int = 4, least: float = 0.4, hashes: int = 128) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=least, num_perm=hashes, weights=(0.3, 0.7))
    grams = [{text[i : i + n].encode() for i in range(len(text) - n + 1)} for text in texts]
    sketches = MinHash.bulk(grams, num_perm=hashes, seed=1)
    with index.insertion_session() as session:
        for row, sketch in enumerate(sketches):
            session.insert(row, sketch, check_duplication=False)
    return {
        (a, b)
        for a, sketch in enumerate(sketches)
        for b in index.query(sketch)
        if a < b and sketch.jaccard(sketches[b]) >= least
    }


def text_dedup(texts: list[str], n: int = 4, least: float = 0.4, hashes: int = 240) -> Pairs:
    """The method of text-dedup's MinHash: permutations in NumPy, band buckets, exact check.

    With its own tokens (``\\W`` splits) Chinese clauses are words; here it gets character runs.
    """
    from xxhash import xxh32_intdigest

    rng = np.random.default_rng(42)
    prime, high = np.uint64((1 << 61) - 1), np.uint64((1 << 32) - 1)
    factor = rng.integers(1, 1 << 61, hashes, dtype=np.uint64)
    offset = rng.integers(0, 1 << 61, hashes, dtype=np.uint64)
    rows = 4
    buckets: list[dict[bytes, list[int]]] = [{} for _ in range(hashes // rows)]
    sets = []
    for row, text in enumerate(texts):
        grams = {text[i : i + n] for i in range(len(text) - n + 1)}
        sets.append(grams)
        values = np.array([xxh32_intdigest(g.encode()) for g in grams], dtype=np.uint64)
        signature = (((values[:, None] * factor + offset) % prime) & high).min(axis=0)
        for band, bucket in enumerate(buckets):
            key = signature[band * rows : band * rows + rows].tobytes()
            bucket.setdefault(key, []).append(row)
    seen: Pairs = set()
    for bucket in buckets:
        for members in bucket.values():
            seen.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    return {(a, b) for a, b in seen if len(sets[a] & sets[b]) >= least * len(sets[a] | sets[b])}


def tfidf(texts: list[str], low: int = 2, high: int = 4, least: float = 0.35) -> Pairs:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectors = TfidfVectorizer(
        analyzer="char",
        ngram_range=(low, high),
        dtype=np.float32,
        min_df=2,  # without it the noise of a copy weighs most, and F1 falls from 0.95 to 0.88
        sublinear_tf=True,
    )
    table = vectors.fit_transform(texts)
    found = sp_matmul_topn(table, table.T.tocsr(), top_n=24, threshold=least, n_threads=2).tocoo()
    return {(int(a), int(b)) for a, b in zip(found.row, found.col, strict=True) if a < b}


class CharacterRuns:
    """Texts as counts of their runs of ``n`` characters: what SemHash compares without a model."""

    def __init__(self, n: int, size: int) -> None:
        self.n, self.size = n, size

    def encode(self, inputs: list[str], **_: object) -> np.ndarray:
        """One row a text: shape (texts, size), float32, of length 1."""
        rows = np.zeros((len(inputs), self.size), dtype=np.float32)
        for row, text in enumerate(inputs):
            grams = [text[i : i + self.n] for i in range(max(1, len(text) - self.n + 1))]
            counted = [crc32(gram.encode()) % self.size for gram in grams]
            rows[row] = np.bincount(counted, minlength=self.size)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def semhash(texts: list[str], n: int = 3, size: int = 1024, least: float = 0.6) -> Pairs:
    """SemHash 0.5 with hashed character runs; it names one text that each is a duplicate of.

    Those of one text are a group here, and every two of a group a pair.
    """
    from semhash import SemHash

    rows: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        rows.setdefault(text, []).append(row)
    found = SemHash.from_records(texts, model=CharacterRuns(n, size)).self_deduplicate(least)
    groups = {text: set(several) for text, several in rows.items()}
    for one in found.filtered:
        groups[one.duplicate_of] |= set(rows[one.record])
    return {(a, b) for group in groups.values() for a in group for b in group if a < b}


METHODS: dict[str, Callable[..., Pairs]] = {
    "ours": ours,
    "ours-compiled": ours,
    "gaoya": gaoya,
    "rensa": rensa,
    "datasketch": datasketch,
    "text-dedup": text_dedup,
    "tf-idf": tfidf,
    "semhash": semhash,
}
SETTINGS: dict[str, dict[str, float]] = {
    "gaoya": {"n": 3, "bands": 128, "rows": 3, "least": 0.4},
    "rensa": {"n": 3, "bands": 64, "hashes": 256, "least": 0.4},
    "datasketch": {"n": 3, "hashes": 256, "least": 0.4},
    "text-dedup": {"n": 3, "hashes": 240, "least": 0.4},
    "tf-idf": {"low": 4, "high": 4, "least": 0.6},
    "semhash": {"n": 4, "size": 4096, "least": 0.6},
}
SEARCH: dict[str, list[dict[str, float]]] = {
    "ours": [{"threshold": t} for t in (0.3, 0.35, 0.4, 0.45, 0.5)],
    "ours-compiled": [{}],
    "gaoya": [
        {"n": n, "bands": bands, "rows": rows, "least": least}
        for n in (3, 4)
        for bands, rows in ((21, 3), (42, 3), (64, 3), (64, 4), (128, 2), (128, 3), (170, 3))
        for least in (0.35, 0.4, 0.45)
    ],
    "rensa": [
        {"n": n, "hashes": hashes, "bands": bands, "least": least}
        for n in (3, 4)
        for hashes, bands in ((128, 64), (256, 64), (256, 128), (512, 128), (512, 256))
        for least in (0.35, 0.375, 0.4, 0.45)
    ],
    "datasketch": [
        {"n": n, "hashes": h, "least": t}
        for n in (3, 4)
        for h in (128, 256, 384)
        for t in (0.35, 0.4)
    ],
    "text-dedup": [
        {"n": n, "hashes": h, "least": t} for n in (3, 4) for h in (240, 400) for t in (0.35, 0.4)
    ],
    "tf-idf": [
        {"low": low, "high": high, "least": t}
        for low, high in ((2, 4), (3, 5), (4, 4), (5, 5))
        for t in (0.4, 0.5, 0.55, 0.6, 0.7)
    ],
    "semhash": [
        {"n": n, "size": size, "least": t}
        for n in (3, 4)
        for size in (1024, 4096)
        for t in (0.5, 0.6, 0.7, 0.8)
    ],
}


def scores(truth: Labelled, pairs: Pairs) -> dict[str, float]:
    """Precision, recall and F1, recall by kind, and how many pairs of each hard negative."""
    group = {
        d: (kind, number)
        for kind, groups in truth.groups.items()
        for number, members in enumerate(groups)
        for d in members
    }
    right = {p for p in pairs if p in truth.pairs}
    wrong = Counter(
        group[a][0] if a in group and group.get(a) == group.get(b) else "other"
        for a, b in pairs
        if (a, b) not in truth.pairs
    )
    counted = len(right) + wrong["boilerplate"] + wrong["other"]
    precision = len(right) / counted if counted else 0.0
    recall = len(right) / len(truth.pairs)
    total = Counter(truth.pairs.values())
    hit = Counter(truth.pairs[p] for p in right)
    forms = sum(len(g) * (len(g) - 1) // 2 for g in truth.groups["form"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if right else 0.0,
        "forms merged": wrong["form"] / forms if forms else 0.0,
        **{kind: hit[kind] / total[kind] for kind in KINDS if total[kind]},
    }


def run_one(path: Path, method: str, settings: dict[str, float]) -> None:
    """One method in this process; prints one line of JSON."""
    truth: Labelled = pickle.loads(path.read_bytes())  # noqa: S301 - written by this script
    os.environ["LEITONG_COMPILED"] = "1" if method == "ours-compiled" else "0"
    texts = whole(truth.texts) if method.startswith("ours") else folded(truth.texts)
    ours(whole(["甲乙丙丁"]))  # tables are loaded once a process, and not measured
    loading = time.perf_counter()
    if method == "ours-compiled":
        kernels()
    loading = time.perf_counter() - loading
    wall, cpu = time.perf_counter(), time.process_time()
    pairs = METHODS[method](texts, **settings)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = peak_memory()
    pairs = spread(truth.texts, pairs)
    measures = {"wall": wall, "cpu": cpu, "peak": peak, "import": loading}
    print(json.dumps(measures | scores(truth, pairs)))


def peak_memory() -> float:
    """Most memory this process has held, in MB.

    Linux tells ``getrusage`` what the parent held at the fork, if that was more; its own status
    begins anew.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (text for text in status.read_text().splitlines() if text.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def folded(texts: list[str]) -> list[str]:
    many = fold_many(texts)
    return [many[row].text for row in range(len(texts))]


def measured(path: Path, method: str, settings: dict[str, float]) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", method, "--pickle", str(path)]
    done = subprocess.run(
        [*command, "--settings", json.dumps(settings)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{method}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return {}
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, default=SAMPLE)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--pickle", type=Path)
    parser.add_argument("--one")
    parser.add_argument("--settings", default="{}")
    options = parser.parse_args()
    if options.one:
        run_one(options.pickle, options.one, json.loads(options.settings))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.pickle or Path(folder) / "labelled.pickle"
        if not path.exists():
            truth = make_corpus(read_texts(options.source), options.documents, seed=options.seed)
            path.write_bytes(pickle.dumps(truth))
        truth = pickle.loads(path.read_bytes())  # noqa: S301 - written by this script
        n = len(truth.texts)
        size = sum(map(len, truth.texts))
        print(f"{n:,} documents, {size:,} characters, {len(truth.pairs):,} pairs of copies")
        tries = [
            (method, settings)
            for method in options.methods.split(",")
            for settings in (SEARCH[method] if options.search else [SETTINGS.get(method, {})])
        ]
        turns = [[measured(path, *one) for one in tries] for _ in range(options.repeat)]
        for (method, settings), runs in zip(tries, zip(*turns, strict=True), strict=True):
            if all(runs):
                show(method, n, settings, runs)


def show(
    method: str, n: int, settings: dict[str, float], runs: tuple[dict[str, float], ...]
) -> None:
    found = {name: median(run[name] for run in runs) for name in runs[0]}
    slowest, fastest = (n / f(run["wall"] for run in runs) for f in (max, min))
    print(
        f"{method:13}{n / found['wall']:8,.0f} docs/s ({slowest:,.0f} to {fastest:,.0f}) "
        f"{found['cpu']:7.2f} cpu s {found['peak']:6,.0f} MB  P {found['precision']:.4f} "
        f"R {found['recall']:.4f} F1 {found['f1']:.4f} forms {found['forms merged']:.3f} "
        f"{settings or ''}" + (f" import {found['import']:.2f} s" if found["import"] > 0.1 else "")
    )
    print("           ", "  ".join(f"{kind} {found[kind]:.3f}" for kind in KINDS if kind in found))


if __name__ == "__main__":
    main()
