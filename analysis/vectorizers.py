"""The project's words and shingles for scikit-learn: vectorizers and transformers for a Pipeline.

All of them take documents as strings, in a list, a Series or an array of objects. scikit-learn's
own ``check_estimator`` makes a single check of estimators that take text, so the contract of these
is a test of our own (22 points: clone, pickle, unseen words, empty documents, CSR form …).

>>> vectorizer = TokenVectorizer(weight="count")
>>> vectorizer.fit_transform(["学习条例。学习笔记。", "整理笔记。"]).toarray().tolist()
[[2, 0, 1, 1], [0, 1, 0, 1]]
>>> vectorizer.get_feature_names_out().tolist()
['学习', '整理', '条例', '笔记']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from analysis.findings.boilerplate.finding import find_boilerplate
from analysis.findings.duplicates.finding import find_duplicates
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import shingle_hashes
from analysis.measures.terms.counts import document_frequency, inverse_frequency
from analysis.measures.terms.unit_words import UnitWords, number_words, text_words
from corpus.collection import Corpus
from corpus.errors import SettingsError
from corpus.folding.comparable import fold_many
from corpus.model import Document
from corpus.words.stopwords import StopWords, stopwords_of
from corpus.words.tokens import Tokenizer

WEIGHTS = ("tfidf", "count", "binary")


class _Counted(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """What both vectorizers share: a vocabulary, document frequencies, weights."""

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: ARG002, N803
        """Learn the vocabulary and how common each of its terms is; copies are not recognised."""
        self._learn(self._words(_documents(X)))
        return self

    def fit_transform(self, X: Iterable[str], y: object = None, **_: object) -> csr_matrix:  # noqa: ARG002, N803
        """Fit, and transform the same documents, each read once."""
        words = self._words(_documents(X))
        self._learn(words)
        return self._matrix(words)

    def transform(self, X: Iterable[str]) -> csr_matrix:  # noqa: N803
        """Count the terms of each document; terms that were not learnt are passed over.

        Returns
        -------
        csr_matrix
            Shape (n documents, n terms); int64 for counts, else float64.
        """
        check_is_fitted(self, "vocabulary_")
        return self._matrix(self._words(_documents(X)))

    def get_feature_names_out(self, input_features: object = None) -> NDArray[Any]:  # noqa: ARG002
        """Return the terms, one for each column, in code-point order."""
        check_is_fitted(self, "vocabulary_")
        return np.array(list(self.vocabulary_), dtype=object)

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that this takes strings."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags

    def _words(self, documents: list[str]) -> UnitWords:
        raise NotImplementedError

    def _learn(self, words: UnitWords) -> None:
        if self.weight not in WEIGHTS:
            raise SettingsError.of(
                "setting-choice", name="weight", value=repr(self.weight), names=", ".join(WEIGHTS)
            )
        least: int = self.min_df
        if least < 1:
            raise SettingsError.of("setting-from", name="min_df", value=repr(least), least=1)
        frequency, n = document_frequency(words.counts().matrix)
        kept = np.flatnonzero(frequency >= least)
        self.vocabulary_ = {words.terms[row]: i for i, row in enumerate(kept.tolist())}
        # scikit-learn's smoothing, ln((1 + n) / (1 + df)) + 1: no term weighs nothing in a Pipeline
        self.idf_ = inverse_frequency(frequency[kept] + 1, n + 1) + 1.0

    def _matrix(self, words: UnitWords) -> csr_matrix:
        column = self.vocabulary_
        of_terms = np.array([column.get(term, -1) for term in words.terms], dtype=np.int64)
        columns = of_terms[words.words]
        known = np.concatenate([[0], np.cumsum(columns >= 0)])
        columns = columns[columns >= 0]
        ones = np.ones(len(columns), dtype=np.int64)
        shape = (len(words.bounds) - 1, len(column))
        matrix = csr_matrix((ones, columns.astype(np.int32), known[words.bounds]), shape=shape)
        matrix.sum_duplicates()
        weight: str = self.weight
        if weight == "count":
            return matrix
        matrix = matrix.astype(np.float64)
        if weight == "binary":
            matrix.data[:] = 1.0
            return matrix
        matrix.data *= self.idf_[matrix.indices]
        norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        matrix.data /= np.repeat(np.where(norms > 0, norms, 1.0), np.diff(matrix.indptr))
        return matrix


class TokenVectorizer(_Counted):
    """Documents to counts or TF-IDF weights of their content words.

    Parameters
    ----------
    tokenizer
        ``"jieba"``, ``"rjieba"`` or ``"auto"``.
    words
        Words to know beyond the dictionary, as for :class:`corpus.words.tokens.Tokenizer`.
    stopwords
        Words that do not count; None for the list that comes with the project.
    weight
        ``"tfidf"`` (rows of length 1), ``"count"`` or ``"binary"``.
    min_df
        Documents that must hold a term.
    """

    def __init__(
        self,
        tokenizer: str = "jieba",
        *,
        words: Sequence[str] = (),
        stopwords: StopWords = None,
        weight: str = "tfidf",
        min_df: int = 1,
    ) -> None:
        self.tokenizer = tokenizer
        self.words = words
        self.stopwords = stopwords
        self.weight = weight
        self.min_df = min_df

    def _words(self, documents: list[str]) -> UnitWords:
        cut = Tokenizer(self.tokenizer, self.words)
        stops = stopwords_of(self.stopwords)
        return text_words(documents, cut, stops)


class ShingleVectorizer(_Counted):
    """Documents to counts or weights of runs of folded characters; no segmentation needed.

    Parameters
    ----------
    k
        Characters of a shingle.
    level
        Folding level: ``"strict"``, ``"standard"``, ``"ocr"`` or ``"synonyms"``.
    weight
        ``"tfidf"`` (rows of length 1), ``"count"`` or ``"binary"``.
    min_df
        Documents that must hold a shingle.
    """

    def __init__(
        self, k: int = 3, *, level: str = "standard", weight: str = "tfidf", min_df: int = 1
    ) -> None:
        self.k = k
        self.level = level
        self.weight = weight
        self.min_df = min_df

    def _words(self, documents: list[str]) -> UnitWords:
        if self.k < 1:
            raise SettingsError.of("setting-from", name="k", value=repr(self.k), least=1)
        folded = fold_many(documents, self.level)
        texts = (folded[row].text for row in range(len(documents)))
        return number_words([t[i : i + self.k] for i in range(len(t) - self.k + 1)] for t in texts)


class CopyFilter(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Replaces copies by empty texts, so that what follows learns each document once.

    The number of rows stays, as a Pipeline needs it. ``families_`` tells, for each row that was
    fitted, the row of the one that stands for it.

    Parameters
    ----------
    threshold
        Similarity from which documents count as copies; ``"auto"`` as in ``find_duplicates``.
    """

    def __init__(self, threshold: float | str = "auto") -> None:
        self.threshold = threshold

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: ARG002, N803
        """Find the copies among the documents."""
        self.families_ = self._voters(_documents(X))
        return self

    def fit_transform(self, X: Iterable[str], y: object = None, **_: object) -> NDArray[Any]:  # noqa: ARG002, N803
        """Find the copies and empty them."""
        documents = _documents(X)
        self.families_ = self._voters(documents)
        return self._kept(documents, self.families_)

    def transform(self, X: Iterable[str]) -> NDArray[Any]:  # noqa: N803
        """Empty the copies among these documents, whatever was fitted."""
        check_is_fitted(self, "families_")
        documents = _documents(X)
        return self._kept(documents, self._voters(documents))

    def _voters(self, documents: list[str]) -> NDArray[np.int64]:
        found = find_duplicates(_corpus(documents), threshold=self.threshold)
        return np.asarray(found.voters, dtype=np.int64)

    @staticmethod
    def _kept(documents: list[str], voters: NDArray[np.int64]) -> NDArray[Any]:
        kept = [text if voters[row] == row else "" for row, text in enumerate(documents)]
        return np.array(kept, dtype=object)

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that this takes strings."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


class BoilerplateRemover(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Takes out of each document what other documents say too, in runs of ``run`` characters.

    Fitting remembers the shingles that at least ``many`` documents share, so that new documents
    are freed of the same boilerplate.

    Parameters
    ----------
    many
        Documents (copies taken together) that make a run boilerplate; None: decided from their
        number.
    run
        Shortest run, in folded characters.
    """

    def __init__(self, many: int | None = None, *, run: int = 8) -> None:
        self.many = many
        self.run = run

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: ARG002, N803
        """Learn what is boilerplate."""
        documents = _documents(X)
        found = _corpus(documents)
        votes = find_duplicates(found) if documents else None
        formulas = find_boilerplate(found, votes=votes, many=self.many, run=self.run)
        wanted: list[str] = []
        for document, spans in zip(found, formulas.shared_spans(), strict=True):
            wanted += [document[(start, end)] for start, end in spans.tolist()]
        self.shingles_ = distinct(self._hashes(wanted)[0]) if wanted else np.zeros(0, np.uint64)
        return self

    def fit_transform(self, X: Iterable[str], y: object = None, **_: object) -> NDArray[Any]:  # noqa: ARG002, N803
        """Learn what is boilerplate and take it out of the same documents."""
        documents = _documents(X)
        return self.fit(documents).transform(documents)

    def transform(self, X: Iterable[str]) -> NDArray[Any]:  # noqa: N803
        """Return the documents without the boilerplate that was learnt."""
        check_is_fitted(self, "shingles_")
        documents = _documents(X)
        if not documents or not len(self.shingles_):
            return np.array(documents, dtype=object)
        hashes, starts, folded = self._hashes(documents)
        covered = np.zeros(len(folded.codes) + 1, dtype=np.int64)
        known = np.isin(hashes, self.shingles_)
        np.add.at(covered, starts[known], 1)
        np.add.at(covered, starts[known] + self.run, -1)
        gone = np.cumsum(covered)[:-1] > 0
        kept = []
        for row, text in enumerate(documents):
            part = slice(int(folded.bounds[row]), int(folded.bounds[row + 1]))
            offsets, out = folded.offsets[part], gone[part]
            # what folding drops (punctuation, blanks) goes with the character before it
            ahead = np.searchsorted(offsets, np.arange(len(text)), side="right") - 1
            lost = np.concatenate([out, [False]])[ahead] if len(out) else np.zeros(len(text), bool)
            kept.append(
                "".join(c for c, gone_ in zip(text, lost.tolist(), strict=True) if not gone_)
            )
        return np.array(kept, dtype=object)

    def _hashes(self, texts: list[str]) -> Any:
        folded = fold_many(texts)
        hashes, starts = shingle_hashes(folded.codes, folded.bounds, self.run)
        row = np.searchsorted(folded.bounds, starts, side="right") - 1
        whole = starts + self.run <= folded.bounds[row + 1]
        return hashes[whole], starts[whole], folded

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that this takes strings."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _corpus(texts: list[str]) -> Corpus:
    """Each text as one document of one sentence: rows must stay what they are."""
    return Corpus.of(Document.plain(str(row), text) for row, text in enumerate(texts))


def _documents(given: Iterable[str]) -> list[str]:
    """The documents as strings.

    Raises
    ------
    TypeError
        If a single string is given, or something in it is no string.
    """
    if isinstance(given, str | bytes):
        raise TypeError("expected several documents, found one string; give a list of strings")
    documents = list(given)
    for row, text in enumerate(documents):
        if not isinstance(text, str):
            raise TypeError(
                f"row {row} is {type(text).__name__} ({text!r:.40}); expected a string. Leave "
                "rows without text out, or put an empty string there"
            )
    return [str(text) for text in documents]
