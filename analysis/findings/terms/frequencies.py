"""Frequency lists (词频): how often words and runs of words occur, in a corpus and its groups.

>>> import corpus
>>> c = corpus.from_texts({"甲": "加强管理。加强管理，落实责任。", "乙": "落实责任。"})
>>> [(row.term, row.count, row.documents) for row in find_frequencies(c, n=2)][:2]
[('加强 管理', 2, 1), ('落实 责任', 2, 2)]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.groups import By, groups_of
from analysis.findings.rows import frame_of, records_of
from analysis.findings.votes import Votes, VotesLike, votes_of
from analysis.measures.terms.dispersion import deviation_of_proportions, juilland_d
from analysis.measures.terms.ngrams import ngrams
from analysis.measures.terms.wording import content_mask
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.model import Document
from corpus.show import cell_html, heads_of, table_html
from corpus.words.protected import MASK, PUNCTUATION
from corpus.words.stopwords import StopWords, stopwords_of
from corpus.words.tokens import Tokenizer, tokenizer_of
from corpus.words.written_forms import written_forms

if TYPE_CHECKING:
    import pandas as pd

LONGEST_NGRAM = 8
"""Words of a run: longer ones are passages, which :func:`analysis.find_reuse` finds."""
_ROWS_SHOWN = 50  # rows of a notebook's cell


@dataclass(frozen=True, slots=True)
class Frequency:
    """A word or run of words in the corpus or one of its groups."""

    target: str | None
    """The group; None for the whole corpus."""
    rank: int
    term: str
    """Words with blanks between."""
    n: int
    """How many words it is made of."""
    count: int
    per_1000: float
    """Times in 1,000 words of the target."""
    documents: int
    """Documents of the target that have it; copies once where copies are passed over."""
    juilland_d: float
    """Evenness over the target's documents: 1 even, 0 in one of them only."""
    dp: float
    """Deviation of proportions: 0 even, near 1 in one small document only."""


@dataclass(frozen=True)
class Frequencies(Saved):
    """Frequency lists, the corpus' first, then those of its groups by name."""

    _main: ClassVar[str] = "frequency"

    items: tuple[Frequency, ...]
    words: Mapping[str | None, int]
    """Target → its running words: what ``per_1000`` is of."""
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)

    def __repr__(self) -> str:
        return f"Frequencies({len(self)} rows, {len(self.words)} targets{self.votes.remark})"

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Frequency]:
        return iter(self.items)

    def table(self) -> pd.DataFrame:
        """One row a target and term; columns are the fields of :class:`Frequency`."""
        return frame_of(self.items, Frequency)

    def records(self) -> Iterator[dict[str, Any]]:
        """One ``frequency`` record a row."""
        return records_of(self.items, Frequency, "frequency")

    def _repr_html_(self) -> str:
        rows = [(i.target or "", i.term, i.count, f"{i.per_1000:.2f}") for i in self.items]
        heads = heads_of("notebook-frequencies-heads")
        table = table_html(heads, rows, numbers=(2, 3), most=_ROWS_SHOWN)
        return cell_html(table, self.votes.remark_html())


def find_frequencies(
    corpus: Corpus,
    *,
    n: int = 1,
    by: By | None = None,
    top: int = 100,
    least: int = 1,
    content: bool = False,
    tokenizer: Tokenizer | None = None,
    stopwords: StopWords = None,
    votes: VotesLike = None,
) -> Frequencies:
    """List words, or runs of n words, by how often they occur.

    A run stands in one sentence, and no punctuation, placeholder or heading's end is in it. All
    words count, function words among them, unless ``content`` is set.

    Parameters
    ----------
    corpus
        The documents.
    n
        Words of a run, 1 to 8.
    by
        The groups, each of which has a list of its own behind that of the corpus: the name of a
        variable, a value for each document, or a function of a document; see
        :func:`analysis.findings.groups.groups_of`.
    top, least
        Rows of each list at most; occurrences of a row at least.
    content
        Count content words only, as keywords do; a run is then one of words that follow each
        other in the text.
    tokenizer
        Cuts words; by default the corpus' own.
    stopwords
        For ``content``: words that are none; by default the list that comes with the project.
    votes
        Pass what :func:`analysis.find_duplicates` found, and copies are counted once; or
        :class:`analysis.Votes`. By default every document counts.

    Returns
    -------
    Frequencies

    Raises
    ------
    SettingsError
        If an option is out of its range, or the groups do not fit the corpus.
    """
    require_corpus(corpus)
    if not 1 <= n <= LONGEST_NGRAM or top < 1 or least < 1:
        raise SettingsError.of(
            "setting-frequencies", n=repr(n), most=LONGEST_NGRAM, top=repr(top), least=repr(least)
        )
    given = votes_of(votes, len(corpus))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    stops = stopwords_of(stopwords)
    counts, sizes, members, terms = count_runs(tuple(corpus), n, cut, stops if content else None)
    totals = (
        dict(zip(terms, np.asarray(counts.sum(axis=0)).tolist(), strict=True)) if n == 1 else {}
    )
    shown = written_forms([d.text for d in corpus], cut, totals) if totals else {}
    names = [" ".join(shown.get(terms[w], terms[w]) for w in run) for run in members.tolist()]
    whole: tuple[str | None, NDArray[np.int64]] = (None, np.arange(len(corpus)))
    targets = [whole, *([] if by is None else groups_of(corpus, by).rows())]
    items: list[Frequency] = []
    words: dict[str | None, int] = {}
    for name, rows in targets:
        _, first = np.unique(given.owner[rows], return_index=True)
        chosen = rows[np.sort(first)]
        words[name] = int(sizes[chosen].sum())
        items += _list(name, n, counts[chosen], sizes[chosen], names, top, least)
    parameters = {"n": n, "top": top, "least": least, "content": content,
                  "weighting": given.weighting}  # fmt: skip
    return Frequencies(tuple(items), words, parameters, given)


def count_runs(
    documents: Sequence[Document], n: int, cut: Tokenizer, stops: Collection[str] | None
) -> tuple[csr_array, NDArray[np.int64], NDArray[np.int64], list[str]]:
    """Count the runs of n words in documents.

    Parameters
    ----------
    documents
        The documents.
    n
        Words of a run.
    cut
        Cuts words.
    stops
        None: all words count; else content words that are not among these.

    Returns
    -------
    tuple
        Counts, shape (documents, runs); running words of each document; the words of each run as
        rows of the last, which are the words in code-point order.
    """
    numbers: dict[str, int] = {}
    streams: list[NDArray[np.int64]] = []
    sizes: list[int] = []
    for document, tokens in zip(
        documents, cut.tokenize_many(d.text for d in documents), strict=True
    ):
        words, tags = list(tokens.words), list(tokens.tags)
        if stops is None:
            kept = np.array([t not in (PUNCTUATION, MASK) and not w.isspace()
                             for w, t in zip(words, tags, strict=True)], dtype=bool)  # fmt: skip
        else:
            kept = content_mask(words, tags, stops)
        stream = np.full(len(words), -1, dtype=np.int64)
        for at in np.flatnonzero(kept).tolist():
            stream[at] = numbers.setdefault(words[at], len(numbers))
        starts = document.sentences[:, 0] - document.body.start
        sentence = np.searchsorted(starts, tokens.starts, side="right")
        edges = np.flatnonzero(np.diff(sentence)) + 1
        streams.append(np.append(np.insert(stream, edges, -1), -1))
        sizes.append(int(kept.sum()))
    terms = sorted(numbers)
    place = np.full(len(terms) + 1, -1, dtype=np.int64)  # the last stands for -1
    place[[numbers[term] for term in terms]] = np.arange(len(terms))
    stream = np.concatenate([np.zeros(0, np.int64), *(place[s] for s in streams)])
    bounds = np.cumsum([0, *map(len, streams)])
    found = ngrams(stream, n)
    owner = np.searchsorted(bounds, found.at, side="right") - 1
    shape = (len(documents), len(found.members))
    ones = np.ones(len(found.at), dtype=np.int64)
    counts = csr_array((ones, (owner, found.which)), shape=shape)
    counts.sum_duplicates()
    return counts, np.array(sizes, dtype=np.int64), found.members, terms


def _list(
    target: str | None,
    n: int,
    counts: csr_array,
    sizes: NDArray[np.int64],
    names: Sequence[str],
    top: int,
    least: int,
) -> Iterator[Frequency]:
    total = np.asarray(counts.sum(axis=0), dtype=np.int64).ravel()
    wanted = np.flatnonzero(total >= least)
    # runs are in the order of their words: that settles ties
    chosen = wanted[np.argsort(-total[wanted], kind="stable")][:top]
    mine = csr_array(counts[:, chosen])
    held = np.bincount(mine.tocoo().col, minlength=len(chosen))
    even = juilland_d(mine, sizes)
    apart = deviation_of_proportions(mine, sizes)
    words = max(1, int(sizes.sum()))
    for rank, run in enumerate(chosen.tolist(), 1):
        yield Frequency(
            target=target,
            rank=rank,
            term=names[run],
            n=n,
            count=int(total[run]),
            per_1000=round(1000 * int(total[run]) / words, 6),
            documents=int(held[rank - 1]),
            juilland_d=round(float(even[rank - 1]), 6),
            dp=round(float(apart[rank - 1]), 6),
        )
