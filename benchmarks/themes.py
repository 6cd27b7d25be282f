"""Theme quality on laws whose subject is known, a third of the corpus being copies.

    python benchmarks/themes.py LAWS.jsonl.xz [--laws 6] [--draws 5] [--methods "NAME;NAME"]

LAWS has one object a line with ``id`` (the file name, which holds the title) and ``text``. The
subject of a law is the one subject word in its title. Each draw takes some laws of each subject by
chance; passages are the first stretches of their text, each labelled with its law's subject. In
the second half of the table three copies of every sixth law are added. Nobody is told which
passages are copies: our methods have find_duplicates look for them, as ``leitong themes`` does.

Means over the draws: agreement with the subjects on the originals (ARI, NMI); coherence (NPMI of
the ten first words of each theme, counted in the originals); stability (ARI of two runs that each
lack a fifth of the laws, on the passages in both). All methods but the "auto" ones are told the
number of subjects. A peer that is not installed is skipped by name.
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
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import corpus
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.themes.finding import find_themes
from analysis.measures.terms.counts import count_terms, npmi
from corpus.words.stopwords import stopwords
from corpus.words.tokens import Tokenizer

SUBJECTS = ("消防", "绿化", "水", "物业", "档案", "养犬", "气象", "道路", "教育", "妇女")
LENGTH = 600  # characters of a passage
PASSAGES = 4  # of each law


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--laws", type=int, default=6, help="of each subject, at most")
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--methods", default=";".join(METHODS), help="apart by ;")
    options = parser.parse_args()
    pool = by_subject(options.source)
    draws = [drawn(pool, options.laws, seed) for seed in range(options.draws)]
    sizes = sorted(len(texts) for texts, _ in draws)
    print(f"{len(pool)} subjects, {sizes[0]} to {sizes[-1]} passages, {len(draws)} draws")
    print("method                   copies    ARI    NMI   NPMI  stability  themes  CPU s")
    for copies in (False, True):
        for name in options.methods.split(";"):
            try:
                rows = [
                    measured(METHODS[name], texts, subject, len(pool), seed, copies=copies)
                    for seed, (texts, subject) in enumerate(draws)
                ]
            except ImportError as missing:
                print(f"{name:24}skipped: {missing.name} is not installed")
                continue
            ari, nmi, coherence, steady, themes, seconds = np.mean(rows, axis=0)
            print(
                f"{name:24}{'a third' if copies else 'none':>8}{ari:7.3f}{nmi:7.3f}{coherence:7.3f}"
                f"{steady:11.3f}{themes:8.1f}{seconds:7.1f}",
                flush=True,
            )


def by_subject(path: Path) -> list[list[str]]:
    """The texts of laws that are long enough and have one subject word in their title."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        laws = [json.loads(line) for line in lines]
    return [
        [
            re.sub(r"\s+", "", law["text"])
            for law in laws
            if [w for w in SUBJECTS if w in law["id"].rsplit("/", 1)[-1]] == [word]
            and len(law["text"]) > PASSAGES * LENGTH
        ]
        for word in SUBJECTS
    ]


def drawn(pool: list[list[str]], laws: int, seed: int) -> tuple[list[str], list[int]]:
    """Passages and their subjects; those of one law stand together."""
    generator = np.random.default_rng(seed)
    texts, subject = [], []
    for row, mine in enumerate(pool):
        for law in generator.permutation(len(mine))[:laws].tolist():
            starts = range(0, PASSAGES * LENGTH, LENGTH)
            texts += [mine[law][start : start + LENGTH] for start in starts]
            subject += [row] * PASSAGES
    return texts, subject


def measured(
    method: Method, texts: list[str], subject: list[int], k: int, seed: int, *, copies: bool
) -> tuple[float, ...]:
    generator = np.random.default_rng(seed)
    n = len(texts)
    # copies of a few laws only, so that they weigh: that is what copies do in a compilation
    laws = generator.permutation(n // PASSAGES)[: n // PASSAGES // 6].tolist()
    some = [law * PASSAGES + part for _ in range(3) for law in laws for part in range(PASSAGES)]
    rows = [*range(n), *(some if copies else [])]
    begin = time.process_time()
    found, words = method([texts[row] for row in rows], k)
    spent = time.process_time() - begin
    runs = []
    for gone in np.array_split(generator.permutation(n // PASSAGES), 5)[:2]:
        kept = [row for row in rows if row // PASSAGES not in gone]
        again, _ = method([texts[row] for row in kept], k)
        runs.append(dict(zip(reversed(kept), reversed(again), strict=True)))
    both = sorted(set(runs[0]) & set(runs[1]))
    steady = adjusted_rand_score([runs[0][r] for r in both], [runs[1][r] for r in both])
    counted = count_terms(cut(texts))
    column = {term: place for place, term in enumerate(counted.terms)}
    coherence = [
        npmi(counted.matrix, [column[w] for w in group if w in column][:10]) for group in words
    ]
    return (
        adjusted_rand_score(subject, found[:n]),
        normalized_mutual_info_score(subject, found[:n]),
        float(np.mean(coherence or [0.0])),
        steady,
        len(words),
        spent,
    )


Found = tuple[list[int], list[list[str]]]
Method = Callable[[list[str], int], Found]

_TOKENIZER = Tokenizer()


def cut(texts: list[str]) -> list[list[str]]:
    empty = stopwords()
    return [
        [w for w in tokens.words if len(w) > 1 and w not in empty]
        for tokens in _TOKENIZER.tokenize_many(texts)
    ]


def ours(how: str, *, number: bool) -> Method:
    def method(texts: list[str], k: int) -> Found:
        # One subject runs through a whole law, so each passage is a document of its own: within a
        # document, words that stand everywhere would be discounted as no theme.
        c = corpus.from_texts({f"{place:05d}": text for place, text in enumerate(texts)})
        themes = find_themes(
            c,
            unit="document",
            method=how,
            n_themes=k if number else "auto",
            votes=find_duplicates(c),
        )
        labels = [a.theme or 0 for a in themes.assignments]
        return labels, [[term for term, _ in theme.terms] for theme in themes.themes]

    return method


def tfidf_kmeans(texts: list[str], k: int) -> Found:
    vectorizer = TfidfVectorizer(analyzer=lambda words: words, min_df=2)
    matrix = vectorizer.fit_transform(cut(texts))
    labels = KMeans(k, n_init=10, random_state=0).fit_predict(matrix)
    names = vectorizer.get_feature_names_out()
    centres = [np.asarray(matrix[labels == c].mean(axis=0)).ravel() for c in range(k)]
    return labels.tolist(), [names[np.argsort(-row)[:10]].tolist() for row in centres]


def tomotopy_lda(texts: list[str], k: int) -> Found:
    import tomotopy

    model = tomotopy.LDAModel(k=k, seed=0, min_df=2)
    lists = cut(texts)
    for words in lists:
        model.add_doc(words)
    model.train(500, workers=1)
    labels = [int(np.argmax(doc.get_topic_dist())) for doc in model.docs]
    return labels, [[w for w, _ in model.get_topic_words(t, 10)] for t in range(k)]


def bertopic(texts: list[str], k: int) -> Found:
    from bertopic import BERTopic
    from sklearn.decomposition import TruncatedSVD

    # no model of sentences can be had offline: latent semantics stand in for the embedding
    lists = cut(texts)
    matrix = TfidfVectorizer(analyzer=lambda words: words, min_df=2).fit_transform(lists)
    points = TruncatedSVD(min(50, min(matrix.shape) - 1), random_state=0).fit_transform(matrix)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = BERTopic(
            language="multilingual",  # its default, English, strips every Chinese character
            nr_topics=k + 1,
            vectorizer_model=CountVectorizer(analyzer=str.split),
            min_topic_size=5,
        )
        labels, _ = model.fit_transform([" ".join(words) for words in lists], points)
        topics = [t for t in sorted(set(labels)) if t >= 0]
        return list(map(int, labels)), [[w for w, _ in model.get_topic(t)] for t in topics]


class _Latent:
    """Stands in for a model of sentences, which cannot be had offline: latent semantics.

    KeyNMF asks an encoder for the vectors of documents and of single words alike.
    """

    def __init__(self, texts: list[str]) -> None:
        from sklearn.decomposition import TruncatedSVD

        self.words = TfidfVectorizer(analyzer=str.split, min_df=2)
        matrix = self.words.fit_transform(texts)
        self.space = TruncatedSVD(min(50, min(matrix.shape) - 1), random_state=0).fit(matrix)

    def encode(self, texts: list[str], **_: object) -> np.ndarray:
        return self.space.transform(self.words.transform(texts))


def turftopic_keynmf(texts: list[str], k: int) -> Found:
    from turftopic import KeyNMF

    lists = [" ".join(words) for words in cut(texts)]
    model = KeyNMF(
        k, encoder=_Latent(lists), random_state=0, top_n=25,
        vectorizer=CountVectorizer(analyzer=str.split, min_df=2),
    )  # fmt: skip
    found = model.fit_transform(lists)
    names = np.asarray(model.get_vocab())
    return found.argmax(axis=1).tolist(), [
        names[np.argsort(-row)[:10]].tolist() for row in model.components_
    ]


METHODS: dict[str, Method] = {
    "ours: nmf": ours("nmf", number=True),
    "ours: nmf, auto": ours("nmf", number=False),
    "ours: kmeans": ours("kmeans", number=True),
    "ours: agglomerative": ours("agglomerative", number=True),
    "ours: hdbscan": ours("hdbscan", number=False),
    "TF-IDF + k-means": tfidf_kmeans,
    "tomotopy LDA": tomotopy_lda,
    "BERTopic on LSA": bertopic,
    "Turftopic KeyNMF on LSA": turftopic_keynmf,
}

if __name__ == "__main__":
    main()
