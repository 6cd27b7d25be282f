"""Collocations (搭配): words that stand near each other more often than chance would have it.

Pairs are ordered and counted within a window of words that no sentence end interrupts; every
measure is taken from the two-by-two table of such pairs (Evert, 2008, "Corpora and collocations").

>>> import corpus
>>> c = corpus.from_texts({"甲": "村庄道路硬化。乡村道路硬化。道路硬化完工。水库大坝。"})
>>> [(pair.first, pair.second) for pair in find_collocations(c, least=3, window=1)]
[('道路', '硬化')]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Unpack

import numpy as np
from numpy.typing import NDArray

from analysis.findings.rows import frame_of, records_of
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.distinct import distinct
from analysis.measures.terms.association import (
    log_dice,
    log_likelihood_2x2,
    mutual_information,
    normalised_information,
    t_score,
)
from analysis.measures.terms.wording import content_mask
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError, require_choice
from corpus.export.saved import Saved
from corpus.folding.reading import read_word
from corpus.model import Document
from corpus.show import cell_html, heads_of, table_html
from corpus.words.stopwords import StopWords, stopwords_of
from corpus.words.tokens import Tokenizer, tokenizer_of
from corpus.words.written_forms import written_forms

if TYPE_CHECKING:
    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from corpus.export.networks import Network

RANKINGS = ("g2", "log_dice", "t", "mi", "npmi", "count")
COLLOCATION_WINDOW = 5
"""Words to the right of the first: the span that corpus tools use by default."""
LEAST_PAIRS = 5  # pairs seen less often have no stable measure


@dataclass(frozen=True, slots=True)
class Collocation:
    """Two words, the first before the second."""

    rank: int
    first: str
    second: str
    count: int
    """Times the second follows the first within the window."""
    families: int
    """Families of documents that hold the pair."""
    first_count: int
    """Pairs with this first word: its chances to be followed."""
    second_count: int
    """Pairs with this second word."""
    g2: float
    """Log-likelihood of the two-by-two table, negative where they avoid each other."""
    t: float
    """t-score: how sure; favours frequent pairs."""
    mi: float
    """Mutual information in bits: how exclusive; favours rare pairs."""
    npmi: float
    """The same between -1 and 1."""
    log_dice: float
    """At most 14; does not depend on the corpus' size."""
    distance: float
    """Mean distance in words: 1 is next to each other."""


@dataclass(frozen=True)
class Collocations(Saved):
    """The collocations of a corpus or of one word, best first."""

    _main: ClassVar[str] = "collocation"

    items: tuple[Collocation, ...]
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)

    def __repr__(self) -> str:
        return f"Collocations({len(self)} pairs of words{self.votes.remark})"

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Collocation]:
        return iter(self.items)

    def table(self) -> pd.DataFrame:
        """One row a pair; columns are the fields of :class:`Collocation`."""
        return frame_of(self.items, Collocation)

    def _network(self) -> Network:
        from corpus.export.networks import Network, NetworkNode, NetworkTie

        counts = {each.first: each.first_count for each in self.items}
        counts |= {each.second: each.second_count for each in self.items}
        nodes = [NetworkNode(word, word, {"count": n}) for word, n in sorted(counts.items())]
        ties = [
            NetworkTie(each.first, each.second, each.log_dice, {"count": each.count, "g2": each.g2})
            for each in self.items
        ]
        return Network(nodes, ties, directed=True)

    def records(self) -> Iterator[dict[str, Any]]:
        """One ``collocation`` record a pair."""
        return records_of(self.items, Collocation, "collocation")

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the 30 best pairs as a network: words around a circle, ties as often as they meet.

        Parameters
        ----------
        how
            ``ax``, ``lang``, ``font``: as of every other ``plot``.
        """
        from analysis.findings.terms.plot import plot_collocations

        return plot_collocations(self.table(), **how)

    def _repr_html_(self) -> str:
        rows = [
            (pair.first, pair.second, pair.count, f"{pair.log_dice:.1f}") for pair in self.items
        ]
        heads = heads_of("notebook-collocations-heads")
        return cell_html(table_html(heads, rows, numbers=(2, 3), most=50), self.votes.remark_html())


@takes_old_names("voters")
def find_collocations(
    corpus: Corpus,
    *,
    node: str | None = None,
    window: int = COLLOCATION_WINDOW,
    least: int = LEAST_PAIRS,
    top: int = 100,
    rank_by: str = "g2",
    tokenizer: Tokenizer | None = None,
    stopwords: StopWords = None,
    votes: VotesLike = None,
) -> Collocations:
    """Find pairs of content words that attract each other.

    Parameters
    ----------
    corpus
        The documents.
    node
        Only pairs with this word, on either side. By default all pairs.
    window
        The second word is at most so many words behind the first, in the same sentence. All
        words count as distance, content words only as members.
    least
        Times a pair must occur.
    top
        Pairs to list, at most.
    rank_by
        ``"g2"``, ``"log_dice"``, ``"t"``, ``"mi"``, ``"npmi"`` or ``"count"``.
    tokenizer
        Cuts words; by default the corpus' own.
    stopwords
        Words that are no members; by default the list that comes with the project.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and copies are not counted;
        or :class:`analysis.Votes`. By default every document votes, and the result says so.

    Returns
    -------
    Collocations
        Pairs that occur more often than by chance.

    Raises
    ------
    SettingsError
        If an option is out of its range.
    """
    require_corpus(corpus)
    require_choice("rank_by", rank_by, RANKINGS)
    if not 1 <= window <= 100 or least < 1 or top < 1:
        raise SettingsError.of(
            "setting-collocations", window=repr(window), least=repr(least), top=repr(top)
        )
    given = votes_of(votes, len(corpus))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    stops = stopwords_of(stopwords)
    kept = [corpus[row] for row in given.rows.tolist()]
    stream = _stream(kept, cut, stops, window)
    pairs = _pairs(stream, window)
    wanted = None if node is None else read_word(node)
    shown = written_forms((d.text for d in kept), cut, stream.totals())
    items = _ranked(pairs, stream.terms, wanted, least, rank_by, shown)[:top]
    parameters = {"node": node, "window": window, "least": least, "top": top, "rank_by": rank_by}
    return Collocations(tuple(_numbered(items)), parameters, given)


class _Stream(NamedTuple):
    """All words in order: -1 for no member, and ``window`` times -1 after each sentence."""

    words: NDArray[np.int64]
    document: NDArray[np.int64]
    terms: tuple[str, ...]

    def totals(self) -> dict[str, int]:
        many = np.bincount(self.words[self.words >= 0], minlength=len(self.terms))
        return dict(zip(self.terms, many.tolist(), strict=True))


def _stream(
    documents: list[Document], cut: Tokenizer, stops: Collection[str], window: int
) -> _Stream:
    members: list[str] = []
    places: list[NDArray[np.int64]] = []
    rows: list[NDArray[np.int64]] = []
    length = 0
    cuts = cut.tokenize_many(document.text for document in documents)
    for row, (document, tokens) in enumerate(zip(documents, cuts, strict=True)):
        mask = np.flatnonzero(content_mask(tokens.words, tokens.tags, stops))
        starts = document.sentences[:, 0] - document.body.start
        sentence = np.searchsorted(starts, tokens.starts, side="right")
        here = np.arange(len(tokens.words)) + sentence * window
        members += [tokens.words[i] for i in mask.tolist()]
        places.append(here[mask] + length)
        rows.append(np.full(len(mask), row, dtype=np.int64))
        length += int(here[-1]) + 1 + window if len(here) else 0
    terms = tuple(sorted(set(members)))
    column = {term: i for i, term in enumerate(terms)}
    words = np.full(length, -1, dtype=np.int64)
    document_of = np.zeros(length, dtype=np.int64)
    if members:
        at = np.concatenate(places)
        words[at] = [column[word] for word in members]
        document_of[at] = np.concatenate(rows)
    return _Stream(words, document_of, terms)


class _Pairs(NamedTuple):
    """Distinct ordered pairs with their counts."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    times: NDArray[np.int64]
    families: NDArray[np.int64]
    distance: NDArray[np.float64]
    first_count: NDArray[np.int64]
    second_count: NDArray[np.int64]
    total: int


def _pairs(stream: _Stream, window: int) -> _Pairs:
    n = max(1, len(stream.terms))
    keys, documents, distances = [], [], []
    for distance in range(1, window + 1):
        a, b = stream.words[:-distance], stream.words[distance:]
        met = np.flatnonzero((a >= 0) & (b >= 0))
        keys.append(a[met] * n + b[met])
        documents.append(stream.document[met])
        distances.append(np.full(len(met), distance, dtype=np.int64))
    key = np.concatenate(keys)
    pairs, inverse, count = np.unique(key, return_inverse=True, return_counts=True)
    width = int(stream.document.max(initial=0)) + 1
    held = distinct(inverse * width + np.concatenate(documents)) // width
    first, second = pairs // n, pairs % n
    return _Pairs(
        first=first,
        second=second,
        times=count.astype(np.int64),
        families=np.bincount(held, minlength=len(pairs)),
        distance=np.bincount(inverse, np.concatenate(distances), minlength=len(pairs)) / count,
        first_count=np.bincount(first, count, minlength=n).astype(np.int64)[first],
        second_count=np.bincount(second, count, minlength=n).astype(np.int64)[second],
        total=len(key),
    )


def _ranked(
    pairs: _Pairs,
    terms: tuple[str, ...],
    node: str | None,
    least: int,
    rank_by: str,
    shown: Mapping[str, str],
) -> list[tuple[object, ...]]:
    wanted = pairs.times >= least
    if node is not None:
        column = terms.index(node) if node in terms else -1
        wanted &= (pairs.first == column) | (pairs.second == column)
    rows = np.flatnonzero(wanted)
    table = (pairs.times[rows], pairs.first_count[rows], pairs.second_count[rows], pairs.total)
    scores = {
        "g2": log_likelihood_2x2(*table),
        "t": t_score(*table),
        "mi": mutual_information(*table),
        "npmi": normalised_information(*table),
        "log_dice": log_dice(*table[:3]),
    }
    attract = np.flatnonzero(scores["mi"] > 0)
    key = scores[rank_by] if rank_by != "count" else table[0].astype(np.float64)
    # terms are in code-point order: the pair itself settles all ties
    order = np.lexsort((rows[attract], -table[0][attract], -key[attract].round(9)))
    names = [shown.get(term, term) for term in terms]
    return [
        (
            names[pairs.first[rows[i]]], names[pairs.second[rows[i]]], int(table[0][i]),
            int(pairs.families[rows[i]]), int(table[1][i]), int(table[2][i]),
            *(round(float(scores[name][i]), 6) for name in ("g2", "t", "mi", "npmi", "log_dice")),
            round(float(pairs.distance[rows[i]]), 6),
        )
        for i in attract[order].tolist()
    ]  # fmt: skip


def _numbered(items: list[tuple[Any, ...]]) -> Iterator[Collocation]:
    for rank, item in enumerate(items, 1):
        yield Collocation(rank, *item)
