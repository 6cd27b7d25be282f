"""Passage reuse: which stretches of text stand in several documents, and where exactly.

>>> import corpus
>>> shared = "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导。"
>>> c = corpus.from_texts({"甲": "一季度。" + shared, "乙": shared + "报送材料。", "丙": "另文。"})
>>> found = find_reuse(c)
>>> passage = found.passages[0]
>>> passage.verdict, c["甲"][passage.a_span]
('verbatim', '对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.groups import By, Groups, asked, group_records, groups_of
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.chains import AlignedStretches
from analysis.measures.passages.groups import group, numbered
from analysis.measures.passages.shared import SharedPassages, shared_passages
from analysis.measures.sharing.breadth import RUN, default_many, sharing
from corpus.collection import require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved, texts_of
from corpus.folding.comparable import FoldedTexts, fold_many
from corpus.model import Document, Span

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from analysis.findings.flows import Flows
    from corpus.collection import Corpus
    from corpus.export.networks import Network

SHORTEST_PASSAGE = 18
"""Folded characters. Runs of 18 are a long clause: about two in three that independent authors of
one genre share are shorter. Users of plagiarism checkers expect 13; that is ``shortest=13``."""
LEAST_SHORTEST, MOST_SHORTEST = 4, 1000
NEAR_SIMILARITY = 85
"""Per cent of the longer side that must agree for near-verbatim: at 5 % errors on each side nine
characters in ten agree, and replacing one clause in six is editing, not noise."""
PASSAGE_VERDICTS = ("verbatim", "near-verbatim", "partial")


class Passage(NamedTuple):
    """One stretch of text that two documents share, as in the output contract."""

    a: str
    b: str
    a_span: Span
    b_span: Span
    characters: int
    """Folded characters that both have, in the same order."""
    similarity: float
    """These, as a share of the longer side."""
    verbatim: int
    """Those of them that stand in equal runs of eight and more: taken over word by word."""
    verdict: str
    """``verbatim``: equal but for what folding ignores; ``near-verbatim``: at least 85 % agree;
    ``partial``: less."""
    boilerplate: bool
    """At least half of it is wording that many families share."""
    group: int
    """The same passage wherever it occurs, from 1."""


class ReuseCoverage(NamedTuple):
    """What was looked at, and what is guaranteed."""

    shortest: int
    """Every run of this many equal folded characters in two documents is in a passage …"""
    cap: int | None
    """… unless all its fingerprints stand in more than this many places (None: no such limit was
    needed); then it is paired with the first document that has it only."""
    n_capped: int
    """Places of such fingerprints."""
    n_documents: int
    n_characters: int
    """Folded characters of all documents."""
    n_fingerprints: int
    n_seeds: int
    n_matches: int


@dataclass(frozen=True, eq=False, repr=False)
class Reuse(Saved):
    """Passages that documents share, with everything that follows from them.

    Attributes
    ----------
    documents
        All documents compared; with ``against``, those of the second corpus come last.
    left
        How many of them belong to the first corpus.
    votes
        Who votes for each document's family.
    many
        Families that make wording boilerplate.
    coverage
        What was looked at.
    a_row, b_row
        Shape (n,): rows of ``documents``, for every passage.
    spans
        Shape (n, 4): start and end in the sources, on side a, then on side b.
    places
        Shape (n, 4): the same in folded characters of each document.
    equal, exact, verdict, boilerplate, group
        Shape (n,) each; ``exact`` counts characters in equal runs of eight and more.
    formula
        Shape (folded characters of all documents,), in the order of ``documents``: which of them
        count as boilerplate, as :func:`analysis.find_boilerplate` says it.
    """

    _main: ClassVar[str] = "passage"

    documents: tuple[Document, ...]
    left: int
    votes: Votes
    many: int
    coverage: ReuseCoverage
    lengths: Ints
    """Shape (documents,): folded characters of each."""
    a_row: Ints = field(repr=False)
    b_row: Ints = field(repr=False)
    spans: Ints = field(repr=False)
    places: Ints = field(repr=False)
    equal: Ints = field(repr=False)
    exact: Ints = field(repr=False)
    verdict: Ints = field(repr=False)
    boilerplate: NDArray[np.bool_] = field(repr=False)
    group: Ints = field(repr=False)
    formula: NDArray[np.bool_] = field(repr=False)
    groups_by: Groups | None = field(default=None, repr=False)
    """What ``by=`` said."""

    def __len__(self) -> int:
        return len(self.a_row)

    def __repr__(self) -> str:
        return (
            f"Reuse({len(self.documents)} documents: {len(self)} passages of "
            f"{self.coverage.shortest} characters and more, "
            f"{int(self.group.max(initial=0))} groups{self.votes.remark})"
        )

    @property
    def voters(self) -> Ints:
        """Shape (documents,): row of the document that votes for each."""
        return self.votes.owner

    @cached_property
    def similarity(self) -> NDArray[np.float64]:
        """Shape (n,): equal characters as a share of the longer side."""
        sides = self.places[:, 1::2] - self.places[:, ::2]
        return self.equal / np.maximum(sides.max(axis=1, initial=1), 1)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, by documents in reading order, then by place."""
        ids = [d.id for d in self.documents]
        columns = (self.a_row, self.b_row, self.spans, self.equal, self.similarity, self.exact,
                   self.verdict, self.boilerplate, self.group)  # fmt: skip
        return tuple(
            Passage(ids[a], ids[b], Span(s[0], s[1]), Span(s[2], s[3]), characters, similarity,
                    exact, PASSAGE_VERDICTS[verdict], common, number)
            for a, b, s, characters, similarity, exact, verdict, common, number in zip(
                *(column.tolist() for column in columns), strict=True
            )
        )  # fmt: skip

    def records(self, when: By | None = None) -> Iterator[dict[str, object]]:
        """``passage`` records; with ``by=`` also ``group`` and ``flow``, by ``when`` as there."""
        for p in self.passages:
            yield {
                "type": "passage", "schema": 1, "a": p.a, "b": p.b,
                "a_span": list(p.a_span), "b_span": list(p.b_span),
                "characters": p.characters, "similarity": round(p.similarity, 6),
                "verdict": p.verdict, "boilerplate": p.boilerplate,
                "group": p.group, "verbatim": p.verbatim,
            }  # fmt: skip
        if self.groups_by is not None:
            yield from group_records(self.groups_by, self.along())
            yield from self.flows(when=when).records()

    def _texts(self) -> dict[str, str]:
        return texts_of(self.documents)

    def _network(self) -> Network:
        from analysis.findings.reuse.tables import network

        return network(self)

    def table(self) -> pd.DataFrame:
        """One row a passage, with its text on either side."""
        from analysis.findings.reuse import tables as reuse_tables

        return reuse_tables.table(self)

    def occurrences(self) -> pd.DataFrame:
        """One row a place where a group's passage stands: group, document, span, text."""
        from analysis.findings.reuse import tables as reuse_tables

        return reuse_tables.occurrences(self)

    def groups(self) -> pd.DataFrame:
        """One row a group: what it says, how often it stands, in which documents and families.

        The text is that of its first occurrence; the widest-spread groups come first.
        """
        from analysis.findings.reuse import tables as reuse_tables

        return reuse_tables.groups(self)

    def shares(self) -> pd.DataFrame:
        """One row a document: how much of it stands elsewhere, and where most of that does.

        ``share`` counts every other document, ``share_outside`` those of other families only;
        ``share_distinct`` and ``share_outside_distinct`` are the same without the characters that
        are boilerplate. All are shares of ``folded``, the folded characters; ``characters`` are
        those of the text.
        """
        from analysis.findings.reuse import tables as reuse_tables

        return reuse_tables.shares(self)

    def sources(self) -> pd.DataFrame:
        """One row for every document and each other one that shares text with it."""
        from analysis.findings.reuse import tables as reuse_tables

        return reuse_tables.sources(self)

    def along(self) -> pd.DataFrame:
        """One row a group of ``by=``: ``group, documents, characters, share, inside, outside``.

        Shares of its folded characters that stand in another document, in one of the same group,
        and in one of another group.
        """
        from analysis.findings.reuse.along import reuse_along

        return reuse_along(self, asked(self.groups_by, self))

    def flows(self, *, when: By | None = None, boilerplate: bool = True) -> Flows:
        """Which groups of ``by=`` share passages; see :func:`analysis.flows`."""
        from analysis.findings.reuse.along import reuse_flows

        return reuse_flows(self, asked(self.groups_by, self), when, boilerplate=boilerplate)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the ties between documents that share passages.

        Parameters
        ----------
        how
            ``ax`` (axes to draw in; by default a new figure), ``lang`` (``"zh"`` or ``"en"``),
            ``font`` (a font file or installed family to prefer).

        Returns
        -------
        Picture
            Shows itself in a notebook; ``.save("x.png")`` writes it, ``.figure`` and ``.ax`` are
            matplotlib's.
        """
        from analysis.findings.reuse.plot import plot_reuse

        return plot_reuse([document.id for document in self.documents], self.sources(), **how)

    def _repr_html_(self) -> str:
        from analysis.findings.reuse.html import reuse_html

        return reuse_html(self)


@takes_old_names("voters")
def find_reuse(
    corpus: Corpus,
    *,
    against: Corpus | None = None,
    shortest: int = SHORTEST_PASSAGE,
    level: str = "standard",
    votes: VotesLike = None,
    many: int | None = None,
    cap: int | None = None,
    by: By | None = None,
) -> Reuse:
    """Find the passages that documents share with one another.

    Parameters
    ----------
    corpus
        Documents to compare with one another.
    against
        Compare the documents of ``corpus`` with these instead, and with nothing else.
    shortest
        Every run of this many equal folded characters is found, 4 to 1000. Passages with
        differences inside need a third more equal characters, and 60 % agreement, if they have
        no such run.
    level
        How characters are made comparable: one of :data:`corpus.choices.LEVELS`.
    votes
        Who votes, the documents of ``against`` after the others: pass what
        :func:`analysis.find_duplicates` found in all of them, and copies vote once when wording is
        counted as boilerplate; or :class:`analysis.Votes`. By default every document votes, and
        the result says so.
    many
        Families that make wording boilerplate; see
        :func:`analysis.measures.sharing.breadth.default_many`.
    cap
        What stands in more than this many places is not paired each with each, but with the
        first document that has it; by default 256, or fewer where memory would not do.
        ``Reuse.coverage`` says what was, and ``groups()`` still knows all places.
    by
        What the groups are that ``along`` tells of: a variable (``"年份"``), a value for each
        document (those of ``against`` last), or a function of one; see
        :func:`analysis.findings.groups.groups_of`.

    Returns
    -------
    Reuse
        One passage, one record: what lies in another passage of the same two documents, on both
        sides, is not repeated. ``a`` comes before ``b`` in reading order, or belongs to
        ``corpus`` where ``against`` is given.

    Raises
    ------
    SettingsError
        If an option is out of range, or the votes do not fit the documents.
    """
    require_corpus(corpus, against)
    everything = corpus if against is None else corpus + against
    groups = None if by is None else groups_of(everything, by)
    documents = corpus.items + (against.items if against is not None else ())
    left = len(corpus)
    given = votes_of(votes, len(documents))
    owner = given.owner
    if not LEAST_SHORTEST <= shortest <= MOST_SHORTEST:
        raise SettingsError.of(
            "setting-between",
            name="shortest",
            value=shortest,
            least=LEAST_SHORTEST,
            most=MOST_SHORTEST,
        )
    if cap is not None and cap < 2:
        raise SettingsError.of("setting-from", name="cap", value=cap, least=2)
    # Which document is "the first" must not depend on the order of reading, so ids decide.
    order = sorted(range(len(documents)), key=lambda row: (row >= left, documents[row].id, row))
    rows = np.array(order, dtype=np.int64)
    texts = [documents[row].text for row in order]
    folded = fold_many(texts, level)
    shared = shared_passages(
        folded.codes, folded.bounds, shortest=shortest, left=None if against is None else left,
        cap=cap,
    )  # fmt: skip
    lengths = np.zeros(len(documents), dtype=np.int64)
    lengths[rows] = np.diff(folded.bounds)
    # A document without a single character to compare is nobody's peer.
    threshold = default_many(len(distinct(owner[lengths > 0]))) if many is None else many
    common = _formula(texts, folded, owner[rows], level, threshold)
    columns = _in_reading_order(shared.stretches, folded, rows, documents, common)
    where = np.argsort(rows)  # in the order of the documents
    return Reuse(
        documents=documents,
        left=left,
        votes=given,
        many=threshold,
        coverage=_coverage(shared, shortest, folded),
        lengths=lengths,
        formula=common[_laid_out(folded.bounds, where)],
        groups_by=groups,
        **columns._asdict(),
    )


def _formula(
    texts: Sequence[str], folded: FoldedTexts, owner: Ints, level: str, many: int
) -> NDArray[np.bool_]:
    """Say of each folded character whether it is boilerplate, as ``find_boilerplate`` does.

    There figures are equal to one another, so that a number is one character; here each of its
    digits goes with it.
    """
    classed = fold_many(texts, level, digits="class")
    families = sharing(classed.codes, classed.bounds, owner, k=RUN).families
    begins = np.concatenate(([0], np.cumsum([len(text) for text in texts])))[:-1]
    here, there = (
        found.offsets + np.repeat(begins, np.diff(found.bounds)) for found in (folded, classed)
    )
    return families[np.searchsorted(there, here, side="right") - 1] >= many


def _laid_out(bounds: Ints, order: Ints) -> Ints:
    """Places of the characters of texts when these are read in another order."""
    sizes = np.diff(bounds)[order]
    ends = np.cumsum(sizes)
    return np.arange(int(bounds[-1])) + np.repeat(bounds[:-1][order] - (ends - sizes), sizes)


class _Columns(NamedTuple):
    """Columns of a finding; they are explained there."""

    a_row: Ints
    b_row: Ints
    spans: Ints
    places: Ints
    equal: Ints
    exact: Ints
    verdict: Ints
    boilerplate: NDArray[np.bool_]
    group: Ints


def _in_reading_order(
    stretches: AlignedStretches,
    folded: FoldedTexts,
    rows: Ints,
    documents: tuple[Document, ...],
    common: NDArray[np.bool_],
) -> _Columns:
    """Put the passages in reading order; find their places, verdicts and groups."""
    texts = [stretches.pair // max(1, len(rows)), stretches.pair % max(1, len(rows))]
    sides = np.stack(
        (stretches.a_start, stretches.a_end, stretches.b_start, stretches.b_end), axis=1
    )
    turned = rows[texts[0]] > rows[texts[1]]
    a, b = np.where(turned, texts[1], texts[0]), np.where(turned, texts[0], texts[1])
    sides = np.where(turned[:, None], sides[:, [2, 3, 0, 1]], sides)
    a_row, b_row = rows[a], rows[b]
    order = np.lexsort((sides[:, 2], sides[:, 0], b_row, a_row))
    a, b, a_row, b_row, sides = a[order], b[order], a_row[order], b_row[order], sides[order]
    bodies = np.array([d.body.start for d in documents], dtype=np.int64)
    ends = folded.offsets + 1
    ends[folded.wide] = folded.stops
    spans = sides.copy()
    spans[:, ::2] = folded.offsets[sides[:, ::2]]
    spans[:, 1::2] = ends[sides[:, 1::2] - 1]
    spans += np.stack((bodies[a_row], bodies[a_row], bodies[b_row], bodies[b_row]), axis=1)
    starts = folded.bounds[np.stack((a, a, b, b), axis=1)]
    upto = np.concatenate(([0], np.cumsum(common)))
    formula = upto[sides[:, 1]] - upto[sides[:, 0]] + upto[sides[:, 3]] - upto[sides[:, 2]]
    length = sides[:, 1] - sides[:, 0], sides[:, 3] - sides[:, 2]
    equal, longest = stretches.equal[order], stretches.longest[order]
    longer = np.maximum(*length)
    verdict = np.select([longest == longer, 100 * equal >= NEAR_SIMILARITY * longer], [0, 1], 2)
    groups = group(sides[:, 0], sides[:, 1], sides[:, 2], sides[:, 3])
    return _Columns(
        a_row=a_row,
        b_row=b_row,
        spans=spans,
        places=sides - starts,
        equal=equal,
        exact=stretches.exact[order],
        verdict=verdict,
        boilerplate=2 * formula >= length[0] + length[1],
        group=numbered(groups, np.arange(len(groups))),
    )


def _coverage(shared: SharedPassages, shortest: int, folded: FoldedTexts) -> ReuseCoverage:
    return ReuseCoverage(
        shortest=shortest,
        cap=shared.cap,
        n_capped=len(shared.capped),
        n_documents=len(folded),
        n_characters=len(folded.codes),
        n_fingerprints=shared.fingerprints,
        n_seeds=shared.seeds,
        n_matches=shared.matches,
    )
