"""Theme quality on laws whose subject is known, a third of the corpus being copies.

    python benchmarks/themes.py LAWS.jsonl.xz [--documents 60]

LAWS has one object a line with ``id`` (the file name, which holds the title) and ``text``. The
subject of a law is the one subject word in its title. Passages are its chapters cut to a length;
each is labelled with its law's subject. Without a file, themes are planted from the compilation
in data/. Measured for us and for what people write instead: agreement with the subjects (ARI, NMI)
on the originals, coherence (NPMI), stability (ARI of two runs that each lack a fifth of the laws),
with and without copies. A peer that is not installed is skipped by name.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import corpus
from analysis.findings.themes import find_themes
from analysis.measures.terms import count_terms, npmi
from corpus.stopwords import stopwords
from corpus.tokens import Tokenizer

SUBJECTS = ("消防", "绿化", "水", "物业", "档案", "养犬", "气象", "道路", "教育", "妇女")
LENGTH = 600  # characters of a passage
PASSAGES = 4  # of each law
SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    options = parser.parse_args()
    texts, subject = labelled(options.laws, options.documents)
    k = len(set(subject))
    print(f"{len(texts)} passages, {k} subjects")
    print("method                  copies    ARI    NMI   NPMI  stability  themes  seconds")
    for name, method in METHODS.items():
        for copies in (False, True):
            report(name, method, texts, subject, copies=copies, k=k)


def labelled(path: Path | None, n: int) -> tuple[list[str], list[int]]:
    if path is None:
        sample = Path(__file__).resolve().parent.parent / "data"
        pool = [d.text for d in corpus.read(next(sample.glob("*.txt")))]
        chosen = [(row, text) for row, text in enumerate(pool[:10])]
    else:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            laws = [json.loads(line) for line in lines]
        chosen = []
        for row, word in enumerate(SUBJECTS):
            mine = [
                law["text"]
                for law in laws
                if [w for w in SUBJECTS if w in law["id"].rsplit("/", 1)[-1]] == [word]
                and len(law["text"]) > PASSAGES * LENGTH
            ]
            chosen += [(row, text) for text in mine[: max(1, n // len(SUBJECTS))]]
    texts, subject = [], []
    for row, text in chosen:
        lines = re.sub(r"\s+", "", text)
        for start in range(0, PASSAGES * LENGTH, LENGTH):
            texts.append(lines[start : start + LENGTH])
            subject.append(row)
    return texts, subject


def report(
    name: str, method: Method, texts: list[str], subject: list[int], *, copies: bool, k: int
) -> None:
    generator = np.random.default_rng(SEED)
    n = len(texts)
    # copies of a few laws only, so that they weigh: that is what copies do in a compilation
    laws = generator.permutation(n // PASSAGES)[: max(1, n // PASSAGES // 6)]
    copied = (
        [int(law) * PASSAGES + part for _ in range(3) for law in laws for part in range(PASSAGES)]
        if copies
        else []
    )
    owner = [*range(n), *copied]
    begin = time.process_time()
    try:
        found, words = method([texts[row] for row in owner], owner, k)
    except ImportError as missing:
        print(f"{name:24}skipped: {missing.name} is not installed")
        return
    spent = time.process_time() - begin
    labels = found[:n]
    runs = []
    for half in np.array_split(generator.permutation(n // PASSAGES), 5)[:2]:
        gone = {int(law) for law in half}
        kept = [place for place, row in enumerate(owner) if row // PASSAGES not in gone]
        again, _ = method([texts[owner[p]] for p in kept], [owner[p] for p in kept], k)
        runs.append({owner[p]: label for p, label in zip(kept, again, strict=True)})
    both = sorted(set(runs[0]) & set(runs[1]))
    steady = adjusted_rand_score([runs[0][r] for r in both], [runs[1][r] for r in both])
    counted = count_terms(cut(texts))
    column = {term: place for place, term in enumerate(counted.terms)}
    coherence = np.mean(
        [npmi(counted.matrix, [column[w] for w in group if w in column][:10]) for group in words]
        or [0.0]
    )
    print(
        f"{name:24}{'a third' if copies else 'none':>7}"
        f"{adjusted_rand_score(subject, labels):7.3f}"
        f"{normalized_mutual_info_score(subject, labels):7.3f}"
        f"{coherence:7.3f}{steady:11.3f}{len(words):8}{spent:9.1f}",
        flush=True,
    )


Found = tuple[list[int], list[list[str]]]
Method = Callable[[list[str], list[int], int], Found]

_TOKENIZER = Tokenizer()


def cut(texts: list[str]) -> list[list[str]]:
    empty = stopwords()
    return [
        [w for w in _TOKENIZER.tokenize(text).words if len(w) > 1 and w not in empty]
        for text in texts
    ]


def ours(how: str, *, number: bool) -> Method:
    def method(texts: list[str], owner: list[int], k: int) -> Found:
        # One subject runs through a whole law, so each passage is a document of its own: within a
        # document, words that stand everywhere would be discounted as no theme.
        c = corpus.from_texts({f"{place:05d}": text for place, text in enumerate(texts)})
        first = {row: place for place, row in reversed(list(enumerate(owner)))}
        voters = np.array([first[row] for row in owner])
        themes = find_themes(
            c, unit="document", method=how, n_themes=k if number else "auto", voters=voters
        )
        labels = [a.theme or 0 for a in themes.assignments]
        return labels, [[term for term, _ in theme.terms] for theme in themes.themes]

    return method


def tfidf_kmeans(texts: list[str], _owner: list[int], k: int) -> Found:
    vectorizer = TfidfVectorizer(analyzer=lambda words: words, min_df=2)
    matrix = vectorizer.fit_transform(cut(texts))
    labels = KMeans(k, n_init=10, random_state=0).fit_predict(matrix)
    names = vectorizer.get_feature_names_out()
    centres = [np.asarray(matrix[labels == c].mean(axis=0)).ravel() for c in range(k)]
    return labels.tolist(), [names[np.argsort(-row)[:10]].tolist() for row in centres]


def tomotopy_lda(texts: list[str], _owner: list[int], k: int) -> Found:
    import tomotopy

    model = tomotopy.LDAModel(k=k, seed=0, min_df=2)
    lists = cut(texts)
    for words in lists:
        model.add_doc(words)
    model.train(500, workers=1)
    labels = [int(np.argmax(doc.get_topic_dist())) for doc in model.docs]
    return labels, [[w for w, _ in model.get_topic_words(t, 10)] for t in range(k)]


def bertopic(texts: list[str], _owner: list[int], k: int) -> Found:
    from bertopic import BERTopic
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import CountVectorizer

    # no model of sentences can be had offline: latent semantics stand in for the embedding
    lists = cut(texts)
    matrix = TfidfVectorizer(analyzer=lambda words: words, min_df=2).fit_transform(lists)
    points = TruncatedSVD(min(50, min(matrix.shape) - 1), random_state=0).fit_transform(matrix)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = BERTopic(
            nr_topics=k + 1, vectorizer_model=CountVectorizer(analyzer=str.split), min_topic_size=5
        )
        labels, _ = model.fit_transform([" ".join(words) for words in lists], points)
        topics = [t for t in sorted(set(labels)) if t >= 0]
        return list(map(int, labels)), [[w for w, _ in model.get_topic(t)] for t in topics]


METHODS: dict[str, Method] = {
    "ours, nmf": ours("nmf", number=True),
    "ours, nmf, auto": ours("nmf", number=False),
    "ours, kmeans": ours("kmeans", number=True),
    "ours, agglomerative": ours("agglomerative", number=True),
    "TF-IDF + k-means": tfidf_kmeans,
    "tomotopy LDA": tomotopy_lda,
    "BERTopic on LSA": bertopic,
}

if __name__ == "__main__":
    main()
