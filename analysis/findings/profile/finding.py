"""Profile: how much text there is, how it is built, how varied and how concrete it is.

>>> import corpus
>>> c = corpus.from_texts({"甲": "一、学习情况\\n全年学习12次。", "乙": "x镇学习3次。"})
>>> profile(c).of("甲").figures, profile(c).of("乙").placeholder_share
(1, 0.142857)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.groups import By, Groups, asked, group_records, groups_of
from analysis.findings.profile.counts import Looks, look_at
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.intervals import mean_intervals
from analysis.measures.terms.richness import (
    HeapsFit,
    ZipfFit,
    diversities,
    fit_heaps,
    fit_zipf,
    moving_type_ratios,
    vocabulary_growth,
)
from corpus.collection import Corpus, require_corpus
from corpus.errors import require_choice
from corpus.export.saved import Saved
from corpus.ids import find_id
from corpus.messages import asked_language, render
from corpus.show import cell_html, heads_of, table_html
from corpus.words.tokens import Tokenizer, tokenizer_of
from corpus.words.written_forms import written_forms

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions

MATTR_WINDOW = 100  # words of a stretch for the type-token ratio: shorter than any real document


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one document, or of the whole corpus.

    Counts are whole numbers; shares and means are rounded to 6 decimals. For the corpus, shares
    and means are taken over all its text, not averaged over documents.
    """

    id: str
    """The document's id; empty for the corpus."""
    characters: int
    """Code points of the body, white space included."""
    printed: int
    """Characters of the body that are not white space: the base of everything per 1,000."""
    han: int
    """Han characters among them, 〇 included."""
    tokens: int
    """Words: what the tokenizer cuts, without punctuation, numbers, dates, placeholders, list
    counters and links."""
    types: int
    """Different words."""
    mattr: float
    """Moving-average type-token ratio over 100 words (:func:`moving_type_ratio`): variety of
    words whatever the length. The corpus' value is taken over its documents in a row."""
    lexical_density: float
    """Share of words that are nouns, verbs, adjectives or set phrases (Ure, 1971)."""
    sections: int
    """Headings and numbered clauses."""
    depth: int
    """Deepest nesting of sections."""
    paragraphs: int
    """Logical paragraphs, headings among them."""
    sentences: int
    """Sentences, without headings."""
    mean_sentence: float
    """Printed characters per sentence, headings apart."""
    longest_sentence: int
    """Printed characters of the longest one."""
    points: int
    """Items of lists in running text (一是, 二是 …)."""
    figures: int
    """Numbers in Arabic digits (12, 20.5%), without dates and numbering."""
    figures_per_1000: float
    """Figures per 1,000 printed characters."""
    dates: int
    """Dates and years, masked ones (20xx年) included."""
    dates_per_1000: float
    titles: int
    """Titles in 《》."""
    placeholders: int
    """Masked places (xx, x.x, _x), those in dates and titles included."""
    placeholder_share: float
    """Printed characters that are placeholder signs, as a share."""
    mean_sentence_low: float
    """Lower end of the 95 % bootstrap interval of ``mean_sentence``, over sentences."""
    mean_sentence_high: float
    hd_d: float
    """Hypergeometric diversity of samples of 42 words (:func:`hypergeometric_diversity`)."""
    hapax_share: float
    """Words that occur once, as a share of the different words."""
    nouns: float
    """Share of words that are nouns or names (tags n…); so the next two, verbs v…, adjectives a…"""
    verbs: float
    adjectives: float
    clause_characters: float
    """Han characters per clause, clauses ending at ，；、：。！？: the first readability measure
    of Xu, Yao and Chen (徐巍、姚振晔、陈冬华, 2021, 中文年报可读性：衡量与检验, 会计研究 3: 28-44).
    The longer, the harder to read."""
    adverbs_conjunctions: float
    """Share of words that are adverbs or conjunctions: the second measure of the same paper, which
    takes the share in a sentence; here it is that in all words. The higher, the harder."""
    official_per_1000: float
    """Words of official exhortation (进一步, 切实, 狠抓 …: layer ``official`` of the stop words)
    per 1,000 printed characters: slogan density."""
    parallel_share: float
    """Han characters in series of three or more neighbouring clauses of equal length, 3 to 8
    characters (举旗帜、聚民心、育新人), as a share: the slogans' form."""
    clause_low: float
    """Lower end of the 95 % bootstrap interval of ``clause_characters``, over clauses."""
    clause_high: float


@dataclass(frozen=True)
class Profile(Saved):
    """The measures of every document and of the corpus, and its words by frequency."""

    _main: ClassVar[str] = "measure"

    documents: tuple[Measures, ...]
    total: Measures
    words: tuple[tuple[str, int], ...] = field(repr=False)
    """All words with their number of occurrences, the most frequent first."""
    votes: Votes = field(repr=False)
    zipf: ZipfFit | None
    """Zipf's law fitted to them; None where there is too little."""
    heaps: HeapsFit | None = None
    """Heaps' law: how the vocabulary grows with the text, documents in a row."""
    growth: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    """What it is fitted to: words read, different words by then."""
    groups: Groups | None = field(default=None, repr=False)
    """What ``by=`` said."""
    by_group: tuple[Measures, ...] = field(default=(), repr=False)
    """The measures of each group, as of a corpus of its own; ``id`` is its name."""

    def __repr__(self) -> str:
        return (
            f"Profile({len(self.documents)} documents: {self.total.characters:,} characters, "
            f"{self.total.tokens:,} words, {self.total.types:,} of them different"
            f"{self.votes.remark})"
        )

    def of(self, document: str) -> Measures:
        """Return the measures of one document, by its id or the end of it.

        Raises
        ------
        KeyError
            If there is no such document.
        """
        ids = [measures.id for measures in self.documents]
        return self.documents[ids.index(find_id(document, ids))]

    def table(self) -> pd.DataFrame:
        """One row a document, and a last one with empty id for the corpus.

        Columns are the fields of :class:`Measures`.
        """
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in (*self.documents, self.total)])

    def along(self) -> pd.DataFrame:
        """One row a group of ``by=``: ``group, documents``, then the measures of its text.

        One member of each family in a group is measured, as the votes say.
        """
        import pandas as pd

        groups = asked(self.groups, self)
        rows = []
        for measures, count in zip(self.by_group, groups.sizes.tolist(), strict=True):
            values = asdict(measures)
            rows.append({"group": values.pop("id"), "documents": count, **values})
        return pd.DataFrame(rows)

    def frequencies(self) -> pd.DataFrame:
        """One row a word: ``term, rank, count``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "term": [term for term, _ in self.words],
                "rank": np.arange(1, len(self.words) + 1),
                "count": np.array([count for _, count in self.words], dtype=np.int64),
            }
        )

    def records(self) -> Iterator[dict[str, Any]]:
        """One record per (document, measure); ``document`` is null for the corpus."""
        for row in (*self.documents, self.total):
            values = asdict(row)
            name = values.pop("id") or None
            for measure, value in values.items():
                yield {
                    "type": "measure",
                    "schema": 1,
                    "document": name,
                    "measure": measure,
                    "value": value,
                }
        if self.groups is not None:
            yield from group_records(self.groups, self.along())

    def plot(self, kind: str = "lengths", **how: Unpack[PlotOptions]) -> Picture:
        """Draw one of the profile's pictures.

        Parameters
        ----------
        kind
            ``"lengths"``: characters of each document; ``"zipf"``: words by frequency, with the
            fitted law; ``"heaps"``: how the vocabulary grows.
        how
            ``ax`` (axes to draw in; by default a new figure), ``lang`` (``"zh"`` or ``"en"``),
            ``font`` (a font file or installed family to prefer).

        Returns
        -------
        Picture
            Shows itself in a notebook; ``.save("x.png")`` writes it, ``.figure`` and ``.ax`` are
            matplotlib's.
        """
        from analysis.findings.profile.plot import plot_heaps, plot_lengths, plot_zipf

        require_choice("kind", kind, ("lengths", "zipf", "heaps"))
        if kind == "lengths":
            return plot_lengths([(row.id, row.printed) for row in self.documents], **how)
        if kind == "zipf":
            return plot_zipf(self.frequencies(), self.zipf, **how)
        return plot_heaps(self.growth, self.heaps, **how)

    def _repr_html_(self) -> str:
        shown = ("characters", "tokens", "mattr", "sentences", "mean_sentence", "figures_per_1000",
                 "placeholder_share")  # fmt: skip
        heads = heads_of("notebook-profile-heads")
        total = render("notebook-total", {}, asked_language())
        rows = [
            (row.id or total, *(_shown(getattr(row, name)) for name in shown))
            for row in (self.total, *self.documents)
        ]
        return cell_html(
            table_html(heads, rows, numbers=range(1, len(heads)), most=31), self.votes.remark_html()
        )


@takes_old_names("voters", "shared")
def profile(
    corpus: Corpus,
    *,
    tokenizer: Tokenizer | None = None,
    votes: VotesLike = None,
    by: By | None = None,
) -> Profile:
    """Measure every document and the corpus.

    Parameters
    ----------
    corpus
        The documents.
    tokenizer
        Cuts words; by default the corpus' own.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and copies are left out of the
        corpus' measures (never out of the documents' own); or :class:`analysis.Votes`. Under the
        weighting ``"distinct"`` only text that no other family has is measured; a sentence counts
        if at least half of it is that. By default every document votes, and the result says so.
    by
        What the groups are that ``along`` tells of: a variable (``"年份"``), a value for each
        document, or a function of one; see :func:`analysis.findings.groups.groups_of`.

    Returns
    -------
    Profile

    Raises
    ------
    SettingsError
        If the votes do not fit the corpus.
    """
    require_corpus(corpus)
    groups = None if by is None else groups_of(corpus, by)
    given = votes_of(votes, len(corpus))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    looks = look_at(corpus, cut, given.left_out)
    counted = looks.together(given.rows)
    lengths, types = vocabulary_growth(counted.words)
    times = np.bincount(counted.words, minlength=len(looks.terms)).tolist()
    words = {word: count for word, count in zip(looks.terms, times, strict=True) if count}
    by_frequency = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    shown = written_forms((corpus[row].text for row in given.rows.tolist()), cut, words)
    return Profile(
        documents=_measures(looks),
        total=_measures(counted)[0],
        words=tuple((shown.get(word, word), count) for word, count in by_frequency),
        zipf=fit_zipf(np.array([count for _, count in by_frequency], dtype=np.int64)),
        heaps=fit_heaps(lengths, types),
        growth=tuple(zip(lengths.tolist(), types.tolist(), strict=True)),
        votes=given,
        groups=groups,
        by_group=() if groups is None else tuple(_of_groups(looks, groups, given.owner)),
    )


def _of_groups(looks: Looks, groups: Groups, owner: NDArray[np.int64]) -> Iterator[Measures]:
    """Measure one member of each family in each group, together."""
    for name, rows in groups.rows():
        _, first = np.unique(owner[rows], return_index=True)
        yield replace(_measures(looks.together(rows[np.sort(first)]))[0], id=name)


def _measures(looks: Looks) -> tuple[Measures, ...]:
    """One record for each document that was looked at."""
    held = looks.counts
    tokens = np.diff(looks.word_bounds)
    times, edges = _times(looks)
    once = np.diff(np.concatenate([[0], np.cumsum(times == 1)])[edges])
    ratios = moving_type_ratios(looks.words, looks.word_bounds, MATTR_WINDOW)
    diversity = diversities(times, edges)
    sentences = _lengths(looks.sentences, looks.sentence_bounds)
    clauses = _lengths(looks.clauses, looks.clause_bounds)
    return tuple(
        Measures(
            id=name,
            characters=int(held["characters"][row]),
            printed=(printed := int(held["printed"][row])),
            han=int(held["han"][row]),
            tokens=(words := int(tokens[row])),
            types=(types := int(edges[row + 1] - edges[row])),
            mattr=round(float(ratios[row]), 6),
            lexical_density=_ratio(held["lexical"][row], words),
            sections=int(held["sections"][row]),
            depth=int(held["depth"][row]),
            paragraphs=int(held["paragraphs"][row]),
            sentences=int(sentences.many[row]),
            mean_sentence=_ratio(sentences.total[row], sentences.many[row]),
            longest_sentence=int(sentences.longest[row]),
            points=int(held["points"][row]),
            figures=int(held["figures"][row]),
            figures_per_1000=_ratio(1000 * held["figures"][row], printed),
            dates=int(held["dates"][row]),
            dates_per_1000=_ratio(1000 * held["dates"][row], printed),
            titles=int(held["titles"][row]),
            placeholders=int(held["placeholders"][row]),
            placeholder_share=_ratio(held["masked"][row], printed),
            mean_sentence_low=round(float(sentences.low[row]), 6),
            mean_sentence_high=round(float(sentences.high[row]), 6),
            hd_d=round(float(diversity[row]), 6),
            hapax_share=_ratio(once[row], types),
            nouns=_ratio(held["n"][row], words),
            verbs=_ratio(held["v"][row], words),
            adjectives=_ratio(held["a"][row], words),
            clause_characters=_ratio(clauses.total[row], clauses.many[row]),
            adverbs_conjunctions=_ratio(held["d"][row] + held["c"][row], words),
            official_per_1000=_ratio(1000 * held["official"][row], printed),
            parallel_share=_ratio(held["parallel"][row], clauses.total[row]),
            clause_low=round(float(clauses.low[row]), 6),
            clause_high=round(float(clauses.high[row]), 6),
        )
        for row, name in enumerate(looks.ids)
    )


def _times(looks: Looks) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How often each document says each of its words, document after document, and bounds."""
    sizes = np.diff(looks.word_bounds)
    width = len(looks.terms) + 1
    keys = np.sort(np.repeat(np.arange(len(sizes)), sizes) * width + looks.words)
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    owners = keys[starts] // width
    return np.diff(starts, append=len(keys)), np.searchsorted(owners, np.arange(len(sizes) + 1))


class _Lengths(NamedTuple):
    """Of the sentences, or clauses, of each document."""

    many: NDArray[np.int64]
    total: NDArray[np.int64]
    longest: NDArray[np.int64]
    low: NDArray[np.float64]
    """Lower end of the interval of the mean."""
    high: NDArray[np.float64]


def _lengths(values: NDArray[np.int64], bounds: NDArray[np.int64]) -> _Lengths:
    many = np.diff(bounds)
    longest = np.zeros(len(many), dtype=np.int64)
    some = np.flatnonzero(many)
    if len(some):
        longest[some] = np.maximum.reduceat(values, bounds[some])
    total = np.diff(np.concatenate([[0], np.cumsum(values)])[bounds])
    return _Lengths(many, total, longest, *mean_intervals(values.astype(np.float64), bounds))


def _shown(value: float) -> str:
    """Write a measure for reading: three decimals, and no 0 that is none."""
    if isinstance(value, int) or value == 0:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) >= 0.0005 else "<0.001"


def _ratio(part: int | np.int64, whole: int | np.int64) -> float:
    return round(int(part) / int(whole), 6) if whole else 0.0
