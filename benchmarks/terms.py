"""Words, TF-IDF and keyness of Chinese text: this project beside jieba and scikit-learn.

::

    python benchmarks/terms.py laws.jsonl.xz
    python benchmarks/terms.py laws.jsonl.xz --megabytes 2 --methods rjieba,users --repeat 3

Every method cuts the same texts, weighs every document's words by TF-IDF, and compares the first
half of the documents with the second by log-likelihood. Each run is a process of its own; the
time includes loading the dictionary, not importing the packages or reading the file. ``users`` is
what tutorials write: ``" ".join(jieba.cut(text))``, ``TfidfVectorizer``, ``CountVectorizer``, and
the G² formula in NumPy; each text is cut once. ``faster`` is the median over rounds of the users'
processor seconds by ours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from near_duplicate_corpus import read_texts

from analysis.measures.terms.counts import (
    document_frequency,
    inverse_frequency,
    log_likelihood,
    tf_idf,
    unit_length,
)
from analysis.measures.terms.unit_words import text_words
from corpus.words.stopwords import stopwords
from corpus.words.tokens import Tokenizer

Result = tuple[list[str], int]
"""The ten words most typical of the first half, and the number of cells of the TF-IDF matrix."""


def ours(texts: list[str], backend: str) -> Result:
    counted = text_words(texts, Tokenizer(backend), stopwords()).counts()
    frequency, n = document_frequency(counted.matrix)
    weighed = unit_length(tf_idf(counted.matrix, inverse_frequency(frequency, n)))
    half = len(texts) // 2
    first, rest = (part.sum(axis=0) for part in (counted.matrix[:half], counted.matrix[half:]))
    g2 = log_likelihood(first, int(first.sum()), rest, int(rest.sum()))
    return [counted.terms[row] for row in np.argsort(-g2, kind="stable")[:10]], weighed.nnz


def users(texts: list[str]) -> Result:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    jieba.setLogLevel(60)
    joined = [" ".join(jieba.cut(text)) for text in texts]
    stops = sorted(stopwords())
    weighed = TfidfVectorizer(stop_words=stops).fit_transform(joined)
    counter = CountVectorizer(stop_words=stops)
    counts = counter.fit_transform(joined)
    half = len(texts) // 2
    a, b = (np.asarray(part.sum(axis=0)).ravel() for part in (counts[:half], counts[half:]))
    n, m = a.sum(), b.sum()
    expected = n * (a + b) / (n + m), m * (a + b) / (n + m)
    with np.errstate(divide="ignore", invalid="ignore"):
        cells = (a * np.log(a / expected[0]), b * np.log(b / expected[1]))
    g2 = 2 * (np.nan_to_num(cells[0]) + np.nan_to_num(cells[1]))
    g2 = np.where(a < expected[0], -g2, g2)
    names = counter.get_feature_names_out()
    return [str(names[row]) for row in np.argsort(-g2, kind="stable")[:10]], weighed.nnz


METHODS: dict[str, Callable[[list[str]], Result]] = {
    "rjieba": lambda texts: ours(texts, "rjieba"),
    "jieba": lambda texts: ours(texts, "jieba"),
    "users": users,
}


def some_texts(path: Path, megabytes: float) -> list[str]:
    """Texts in order until they have that many bytes of UTF-8."""
    texts, size = [], 0
    for text in read_texts(path):
        if size >= megabytes * 1e6:
            break
        texts.append(text)
        size += len(text.encode("utf-8"))
    return texts


def run_one(method: str, path: Path, megabytes: float) -> None:
    """Run one method in this process and print its figures as JSON."""
    texts = some_texts(path, megabytes)
    if method == "users":  # importing is not what is compared
        import sklearn.feature_extraction.text  # noqa: F401
    start = time.perf_counter()
    processor = time.process_time()
    words, cells = METHODS[method](texts)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - start,
                "processor": time.process_time() - processor,
                "texts": len(texts),
                "cells": int(cells),
                "words": words,
            }
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help=".jsonl.xz with a field text, or a text file")
    parser.add_argument("--megabytes", type=float, default=10.0)
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--repeat", type=int, default=5, help="runs; the median counts")
    parser.add_argument("--one", choices=METHODS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        run_one(given.one, given.source, given.megabytes)
        return
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in given.methods.split(",")}
    for _ in range(given.repeat):  # methods in turn, so that a busy minute hits all of them
        for method, found in runs.items():
            command = [sys.executable, __file__, str(given.source), "--one", method,
                       "--megabytes", str(given.megabytes)]  # fmt: skip
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found.append(json.loads(done.stdout))
    print(
        f"{'method':8} {'seconds':>8} {'CPU s':>8} {'faster':>7} {'texts':>7} {'cells':>9}  words"
    )
    for method, found in runs.items():
        seconds, processor = (median(r[key] for r in found) for key in ("seconds", "processor"))
        # of each round by itself: the machine was as busy for the one as for the other
        theirs = runs.get("users", found)
        faster = median(b["processor"] / a["processor"] for a, b in zip(found, theirs, strict=True))
        print(
            f"{method:8} {seconds:8.2f} {processor:8.2f} {faster:7.1f} {found[0]['texts']:7}"
            f" {found[0]['cells']:9}  {' '.join(found[0]['words'][:6])}"
        )


if __name__ == "__main__":
    main()
