"""Correspondence analysis (对应分析) of groups × words: which groups use which words, as a map.

The measure is :func:`analysis.measures.factors.correspondence.correspondence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Unpack

import numpy as np
from numpy.typing import NDArray

from analysis.findings.groups import By, groups_of
from analysis.findings.terms.frequencies import count_runs
from analysis.findings.votes import Votes, VotesLike, votes_of
from analysis.measures.factors.correspondence import CorrespondenceMap, correspondence
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.words.stopwords import StopWords, stopwords_of
from corpus.words.tokens import Tokenizer, tokenizer_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions


@dataclass(frozen=True)
class Correspondence(Saved):
    """Groups and words as points of one map; near ones go together."""

    groups: tuple[str, ...]
    words: tuple[str, ...]
    counts: NDArray[np.int64] = field(repr=False)
    """Shape (groups, words): what was analysed."""
    points: CorrespondenceMap = field(repr=False)
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)

    @property
    def explained(self) -> tuple[float, ...]:
        """Share of the inertia that each dimension has, largest first."""
        inertia = self.points.inertia
        return tuple((inertia / max(float(inertia.sum()), 1e-300)).round(6).tolist())

    def table(self) -> pd.DataFrame:
        """One row a point.

        Columns: ``kind`` (group or word), ``name``, ``count``, ``mass``, ``x``, ``y`` (principal
        coordinates), ``contribution_x``, ``contribution_y`` (share of the dimension's inertia) and
        ``quality`` (share of the point's inertia that the two dimensions show, cos²).
        """
        import pandas as pd

        parts = (
            ("group", self.groups, self.points.rows, self.points.row_mass, self.counts.sum(axis=1)),
            ("word", self.words, self.points.columns, self.points.column_mass,
             self.counts.sum(axis=0)),
        )  # fmt: skip
        frames = []
        for kind, names, places, mass, counts in parts:
            flat = np.zeros((len(names), 2))
            flat[:, : places.shape[1]] = places[:, :2]
            inertia = np.zeros(2)
            inertia[: len(self.points.inertia)] = self.points.inertia[:2]
            given = mass[:, None] * flat**2 / np.where(inertia > 0, inertia, 1.0)
            whole = (places**2).sum(axis=1)
            shown = (flat**2).sum(axis=1) / np.where(whole > 0, whole, 1.0)
            columns = {
                "kind": [kind] * len(names),
                "name": list(names),
                "count": counts,
                "mass": mass.round(6),
                "x": flat[:, 0].round(6) + 0.0,
                "y": flat[:, 1].round(6) + 0.0,
                "contribution_x": given[:, 0].round(6),
                "contribution_y": given[:, 1].round(6),
                "quality": shown.round(6),
            }
            frames.append(pd.DataFrame(columns))
        return pd.concat(frames, ignore_index=True)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw groups and words as a symmetric map of the first two dimensions.

        Parameters
        ----------
        how
            ``ax``, ``lang``, ``font``: as of every other ``plot``.
        """
        from analysis.findings.terms.plot import plot_correspondence

        return plot_correspondence(self.table(), self.explained, **how)

    def __repr__(self) -> str:
        shown = ", ".join(f"{share:.1%}" for share in self.explained[:2])
        return f"Correspondence({len(self.groups)} groups × {len(self.words)} words: {shown})"


def find_correspondence(
    corpus: Corpus,
    by: By,
    *,
    top: int = 60,
    least: int = 3,
    tokenizer: Tokenizer | None = None,
    stopwords: StopWords = None,
    votes: VotesLike = None,
) -> Correspondence:
    """Lay out groups and their most frequent content words by correspondence analysis.

    Parameters
    ----------
    corpus
        The documents.
    by
        The groups, two at least: the name of a variable, a value for each document, or a function
        of a document; see :func:`analysis.findings.groups.groups_of`.
    top, least
        Words at most, the most frequent; occurrences of each at least.
    tokenizer
        Cuts words; by default the corpus' own.
    stopwords
        Words that do not count, or the path of a file with them
        (:func:`corpus.words.stopwords.read_stopwords`); by default the list that comes with the
        project.
    votes
        Pass what :func:`analysis.find_duplicates` found, and copies are counted once in a group.

    Returns
    -------
    Correspondence

    Raises
    ------
    SettingsError
        If there are fewer than two groups with words, or fewer than two words.

    Examples
    --------
    >>> import corpus
    >>> texts = {
    ...     "甲": "水库水库河道",
    ...     "乙": "河道水库水库",
    ...     "丙": "学校学校教师",
    ...     "丁": "教师学校河道",
    ... }
    >>> c = corpus.from_texts(texts)
    >>> found = find_correspondence(c, ["水利", "水利", "教育", "教育"], least=1)
    >>> found.groups, found.table()["x"].round(2).tolist()[:2]
    (('教育', '水利'), [0.88, -0.88])
    """
    require_corpus(corpus)
    if top < 2 or least < 1:
        raise SettingsError.of("setting-from", name="top", value=repr(top), least=2)
    given = votes_of(votes, len(corpus))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    stops = stopwords_of(stopwords)
    named = list(groups_of(corpus, by).rows())
    counts, _, members, terms = count_runs(tuple(corpus), 1, cut, stops)
    table = np.zeros((len(named), len(members)), dtype=np.int64)
    for place, (_, rows) in enumerate(named):
        _, first = np.unique(given.owner[rows], return_index=True)
        chosen = rows[np.sort(first)]
        table[place] = np.asarray(counts[chosen].sum(axis=0)).ravel()
    total = table.sum(axis=0)
    wanted = np.flatnonzero(total >= least)
    wanted = np.sort(wanted[np.argsort(-total[wanted], kind="stable")][:top])
    table = table[:, wanted]
    kept = np.flatnonzero(table.sum(axis=1))
    if len(kept) < 2 or len(wanted) < 2:
        raise SettingsError.of("setting-correspondence", groups=len(kept), words=len(wanted))
    words = tuple(terms[members[row, 0]] for row in wanted.tolist())
    names = tuple(named[row][0] for row in kept.tolist())
    parameters = {"top": top, "least": least, "weighting": given.weighting}
    return Correspondence(names, words, table[kept], correspondence(table[kept]), parameters, given)
