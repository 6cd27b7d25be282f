"""Archives: what :func:`analysis.check` asks of one, whether it is read anew or kept on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.inverted.holders import ArchivePart, named_texts
from analysis.measures.inverted.index import MOST_TEXTS, InvertedRuns, inverted
from analysis.measures.inverted.runs import ChosenRuns, choice_for, chosen_runs, run_keys
from corpus.collection import Corpus
from corpus.folding.comparable import fold_codes

FEW = 2_000
"""Documents up to which an archive may be small …"""
SMALL = 500_000
"""… if it has no more characters. A small archive is compared as a whole, as every small corpus is
(:data:`analysis.measures.similarity.resemblance.FITS`), so that what is common in it is counted
exactly: wording of 8 characters is formula, and runs that name documents have 12."""


def is_small(documents: int, characters: int) -> bool:
    """Whether an archive is compared as a whole."""
    return documents <= FEW and characters <= SMALL


class NamedDocuments(NamedTuple):
    """Documents of an archive that may have something of new ones."""

    documents: Corpus
    """In reading order."""
    archived: int
    """How many documents the archive has."""
    capped: int
    """Runs of the new documents that more of the archive hold than were named."""
    whole: bool = False
    """The archive is small, and all of it is named."""


class AnyArchive(Protocol):
    """Documents that new ones are compared with."""

    @property
    def level(self) -> str | None:
        """How their characters were made comparable; None: as anybody likes."""

    def named(self, new: Corpus, *, level: str, shortest: int) -> NamedDocuments:
        """Name the documents that may have something of new ones."""


class CorpusArchive:
    """A corpus as an archive: its index is made when it is asked, and forgotten.

    Parameters
    ----------
    corpus
        Its documents.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @property
    def level(self) -> None:
        """None: its texts are folded when it is asked."""

    def named(self, new: Corpus, *, level: str, shortest: int) -> NamedDocuments:
        """Name the documents that may have something of new ones.

        Parameters
        ----------
        new
            New documents.
        level
            How characters are made comparable.
        shortest
            Characters of a common stretch that are found for certain.
        """
        documents = self.corpus.items
        if is_small(len(documents), sum(len(document.text) for document in documents)):
            return NamedDocuments(self.corpus, len(documents), 0, whole=True)
        ranks = rank_of([document.id for document in documents])
        order = np.lexsort((np.arange(len(ranks)), ranks))
        parts = [
            ArchivePart(
                runs_of([documents[row].text for row in rows.tolist()], level, shortest),
                ranks[rows],
                np.zeros(0, dtype=np.int64),
            )
            for rows in self._pieces(order)
        ]
        found = named_texts(asked(new, level, shortest), parts)
        named = [rows[texts] for rows, texts in zip(self._pieces(order), found.texts, strict=True)]
        rows = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *named]))
        some = Corpus(
            tuple(documents[row] for row in rows.tolist()),
            self.corpus.compilations,
            self.corpus.recipe,
            self.corpus.tokenizer,
        )
        return NamedDocuments(some, len(documents), found.capped)

    @staticmethod
    def _pieces(order: Ints) -> list[Ints]:
        return [order[begin : begin + MOST_TEXTS] for begin in range(0, len(order), MOST_TEXTS)]


def rank_of(ids: Sequence[str]) -> NDArray[np.uint64]:
    """Return what decides which of many holders of a run are named: a digest of each id.

    >>> rank_of(["甲", "乙"]).tolist() == rank_of(["乙", "甲"]).tolist()[::-1]
    True
    """
    digests = (
        hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8) for name in ids
    )
    return np.frombuffer(b"".join(one.digest() for one in digests), dtype="<u8")


def runs_of(texts: Sequence[str], level: str, shortest: int) -> InvertedRuns:
    """Make the inverted index of some texts."""
    codes, bounds = fold_codes(texts, level)
    return inverted(chosen_runs(codes, bounds, choice_for(shortest)), len(texts))


def asked(new: Corpus, level: str, shortest: int) -> ChosenRuns:
    """Return all runs of new documents, which an archive is asked for."""
    codes, bounds = fold_codes([document.text for document in new], level)
    return run_keys(codes, bounds, choice_for(shortest).k)
