"""Keywords: the words that mark a document or section against the rest of the corpus.

>>> import corpus
>>> c = corpus.from_texts({"甲": "疫情防控宣传。疫情通报。", "乙": "理论学习宣传。学习笔记。"})
>>> [word.term for word in find_keywords(c, top=2).of("甲")]
['疫情', '疫情防控']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.choices import TERM_GRAINS
from analysis.findings.groups import By, Groups, groups_of
from analysis.findings.rows import frame_of, records_of
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.rounded import rounded
from analysis.measures.terms.counts import (
    document_frequency,
    inverse_frequency,
    log_likelihood,
    log_ratio,
    tf_idf,
)
from analysis.measures.terms.targets import cells_of, row_numbers
from analysis.measures.terms.unit_words import unit_words
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.ids import match_id
from corpus.model import Units
from corpus.show import cell_html, heads_of, table_html
from corpus.words.stopwords import StopWords, stopwords_of
from corpus.words.tokens import Tokenizer, tokenizer_of
from corpus.words.written_forms import written_forms

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that marks a unit."""

    unit: str
    """Id of the document or section, or name of the group."""
    document: str | None
    """None for a group."""
    rank: int
    """From 1."""
    term: str
    count: int
    """Occurrences in the unit."""
    units: int
    """Units of the corpus that hold the term, copies included."""
    families: int
    """The same with copies taken together: the document frequency that counts."""
    tfidf: float
    """``count · ln(n / families)``, n the number of families: what ranks."""
    g2: float
    """Log-likelihood against the other families' words; negative: used less than there."""
    log_ratio: float
    """Effect size against them: 1 is twice as frequent, 3 eight times."""


@dataclass(frozen=True)
class Keywords(Saved):
    """The keywords of every unit, best first."""

    _main: ClassVar[str] = "keyword"

    items: tuple[Keyword, ...]
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)

    def __repr__(self) -> str:
        units = len({word.unit for word in self.items})
        return f"Keywords({len(self.items)} of {units} units{self.votes.remark})"

    def of(self, unit: str) -> tuple[Keyword, ...]:
        """Return the keywords of one unit, by its id or the end of it; none if it has none."""
        chosen = match_id(unit, dict.fromkeys(word.unit for word in self.items))
        return tuple(word for word in self.items if word.unit == chosen)

    def table(self) -> pd.DataFrame:
        """One row a keyword; columns are the fields of :class:`Keyword`."""
        return frame_of(self.items, Keyword)

    def records(self) -> Iterator[dict[str, Any]]:
        """One record per (unit, term)."""
        return records_of(self.items, Keyword, "keyword")

    def plot(self, unit: str | None = None, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the keywords of one unit as bars, or of all in small panels.

        Parameters
        ----------
        unit
            Id of a unit (its end or its label is enough); all units by default.
        how
            ``ax`` (axes to draw in; by default a new figure), ``lang`` (``"zh"`` or ``"en"``),
            ``font`` (a font file or installed family to prefer).

        Returns
        -------
        Picture
            Shows itself in a notebook; ``.save("x.png")`` writes it, ``.figure`` and ``.ax`` are
            matplotlib's.

        Raises
        ------
        KeyError
            If there is no such unit.
        """
        from analysis.findings.terms.plot import plot_keywords

        return plot_keywords(self.table(), unit, **how)

    def _repr_html_(self) -> str:
        rows = [
            (name, " ".join(word.term for word in list(words)[:10]))
            for name, words in groupby(self.items, lambda word: word.unit)
        ]
        return cell_html(
            table_html(heads_of("notebook-keywords-heads"), rows, most=30), self.votes.remark_html()
        )


@takes_old_names("voters", "weighting", "shared")
def find_keywords(
    corpus: Corpus,
    *,
    by: By = "document",
    top: int = 20,
    tokenizer: Tokenizer | None = None,
    stopwords: StopWords = None,
    votes: VotesLike = None,
) -> Keywords:
    """Find the words that mark each document, section or group.

    Parameters
    ----------
    corpus
        The documents.
    by
        ``"document"``, ``"section"`` (a section's own text, without its sub-sections), or the
        groups of documents for which a variable says the same (``"年份"``; see
        :func:`analysis.findings.groups.groups_of`). A group counts one member of each of its
        families, is compared with the other families, and a word is common by families of
        documents.
    top
        Keywords per unit, at most. A word that every family uses is nobody's keyword.
    tokenizer
        Cuts words; by default the corpus' own.
    stopwords
        Words that do not count, or the path of a file with them
        (:func:`corpus.words.stopwords.read_stopwords`); by default the list that comes with the
        project.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and copies vote once on how
        common a word is and are not part of what they are compared with; or
        :class:`analysis.Votes`. Votes of documents leave the sections of copies out; votes of
        sections are taken for sections, too. By default every document votes, and the result
        says so.

    Returns
    -------
    Keywords
        In reading order of the units.

    Raises
    ------
    SettingsError
        If an option is unknown or the votes do not fit the corpus.
    """
    require_corpus(corpus)
    groups = None if isinstance(by, str) and by in TERM_GRAINS else groups_of(corpus, by)
    if top < 1:
        raise SettingsError.of("setting-from", name="top", value=repr(top), least=1)
    units = corpus.units(str(by) if groups is None else "document")
    given = votes_of(votes, len(corpus), units=units)
    owner = _owners(units, given, len(corpus))
    words = stopwords_of(stopwords)
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    counted = unit_words(units, cut, words, given.left_out).counts()
    shown = written_forms((d.text for d in corpus), cut, counted.totals())
    terms = [shown.get(term, term) for term in counted.terms]
    if groups is None:
        items = _ranked(counted.matrix, owner, terms, units, top)
    else:
        items = _ranked_groups(counted.matrix, owner, terms, groups, top)
    parameters = {"by": by if groups is None else groups.by or "group", "top": top,
                  "weighting": given.weighting}  # fmt: skip
    return Keywords(tuple(items), parameters, given)


def _owners(units: Units, votes: Votes, n_documents: int) -> NDArray[np.int64]:
    """Row of the unit that votes for each, or -1: sections of copies do not vote."""
    owner = votes.owner
    if len(owner) == len(units) != n_documents or units.grain == votes.grain:
        return owner
    return np.where(owner[units.document] == units.document, np.arange(len(units)), -1)


def _ranked(
    counts: csr_array, owner: NDArray[np.int64], terms: Sequence[str], units: Units, top: int
) -> Iterator[Keyword]:
    families, n = document_frequency(counts, owner)
    holding, _ = document_frequency(counts)
    scores = tf_idf(counts, inverse_frequency(families, n))
    totals = np.asarray(counts[owner == np.arange(len(owner))].sum(axis=0), dtype=np.int64)
    best, rank = _best(counts, scores.data, top)
    rows, columns, found = row_numbers(counts)[best], counts.indices[best], counts.data[best]
    # The unit's own family is taken out of what it is compared with.
    voter = owner[rows]
    sizes = np.asarray(counts.sum(axis=1), dtype=np.int64)
    others = int(totals.sum()) - np.where(voter >= 0, sizes[voter], 0)
    rest = totals[columns] - cells_of(counts, voter, columns)
    values = scores.data[best]
    keyness = log_likelihood(found, sizes[rows], rest, others)
    effect = log_ratio(found, sizes[rows], rest, others)
    names = units.ids
    owners = [units.documents[row].id for row in units.document.tolist()]
    return map(
        Keyword,
        map(names.__getitem__, rows.tolist()),
        map(owners.__getitem__, rows.tolist()),
        rank.tolist(),
        map(terms.__getitem__, columns.tolist()),
        found.tolist(),
        holding[columns].tolist(),
        np.maximum(families[columns], 1).tolist(),
        rounded(values),
        rounded(keyness),
        rounded(effect),
    )


def _ranked_groups(
    counts: csr_array, owner: NDArray[np.int64], terms: Sequence[str], groups: Groups, top: int
) -> Iterator[Keyword]:
    families, n = document_frequency(counts, owner)
    holding, _ = document_frequency(counts)
    voting = np.asarray(counts[owner == np.arange(len(owner))].sum(axis=0), dtype=np.int64)
    members, voters = [], []
    for _, rows in groups.rows():
        _, first = np.unique(owner[rows], return_index=True)
        members.append(rows[np.sort(first)])
        voters.append(distinct(owner[rows]))
    mine = _sums(counts, members)
    scores = tf_idf(mine, inverse_frequency(families, n))
    best, rank = _best(mine, scores.data, top)
    rows, columns, found = row_numbers(mine)[best], mine.indices[best], mine.data[best]
    own = _sums(counts, voters)  # a group's families do not stand among the others
    rest = voting[columns] - cells_of(own, rows, columns)
    others = int(voting.sum()) - np.asarray(own.sum(axis=1), dtype=np.int64)[rows]
    sizes = np.asarray(mine.sum(axis=1), dtype=np.int64)[rows]
    keyness = log_likelihood(found, sizes, rest, others)
    effect = log_ratio(found, sizes, rest, others)
    facts = (rows, rank, columns, found, holding[columns], np.maximum(families[columns], 1),
             scores.data[best], keyness, effect)  # fmt: skip
    for row, place, column, count, holders, voting_ones, value, g2, ratio in zip(
        *(one.tolist() for one in facts), strict=True
    ):
        yield Keyword(groups.names[row], None, place, terms[column], count, holders, voting_ones,
                      round(value, 6), round(g2, 6), round(ratio, 6))  # fmt: skip


def _sums(counts: csr_array, rows: Sequence[NDArray[np.int64]]) -> csr_array:
    """Sum some rows for each target."""
    target = np.repeat(np.arange(len(rows)), [len(each) for each in rows])
    chosen = np.concatenate([np.zeros(0, np.int64), *rows])
    ones = np.ones(len(chosen), dtype=np.int64)
    summed = csr_array((ones, (target, chosen)), shape=(len(rows), counts.shape[0])) @ counts
    summed.sort_indices()
    return summed


def _best(
    counts: csr_array, values: NDArray[np.float64], top: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cells of the highest values of each row, best first, and their rank from 1."""
    found, ranks = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    rounded = -values.round(9)
    for first, last in pairwise(counts.indptr.tolist()):
        cells = slice(first, last)
        # Columns are in code-point order of their terms: the last key settles all ties.
        order = np.lexsort((counts.indices[cells], -counts.data[cells], rounded[cells]))[:top]
        order = order[values[cells][order] > 0]
        found.append(order + first)
        ranks.append(np.arange(1, len(order) + 1))
    return np.concatenate(found), np.concatenate(ranks)
