"""Boilerplate (套话): what everybody writes, and what is left that one document alone says.

Whole sentences are hardly ever shared by many documents; clauses and phrases are. So the evidence
is the shared run of folded characters, the vote is the family of copies, and a sentence's class
follows from how much of it is covered by such runs. The idea of counting text in phrases that are
common to many documents is Lang and Stice-Lawrence's (2015, "Textual analysis and international
financial reporting", Journal of Accounting and Economics 60, section 3.2, their tetragrams, see
:mod:`analysis.measures.sharing.formulaic`); here phrases are runs of characters, copies vote once
and every count leads back to a span.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.boilerplate.classes import (
    DISTINCT,
    HEADING,
    Characters,
    SentenceColumns,
    character_classes,
    character_counts,
    sentence_columns,
)
from analysis.findings.boilerplate.phrases import Phrase, shared_phrases
from analysis.findings.choices import CLASSES
from analysis.findings.groups import By, Groups, asked, group_records, groups_of
from analysis.findings.rows import share
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.distinct import distinct
from analysis.measures.sharing.breadth import RUN, SharedRuns, default_many, shared_runs, widest
from analysis.measures.sharing.information import information
from analysis.measures.sharing.shares import MILLION, millionths
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError, require_choice
from corpus.export.saved import Saved, texts_of
from corpus.folding.comparable import fold_many
from corpus.ids import find_id
from corpus.messages import asked_language, render
from corpus.model import Document, Span, Spans
from corpus.show import cell_html, heads_of, sentence_html, table_html

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions

__all__ = ["CLASSES", "Boilerplate", "Covered", "SharedSentence", "find_boilerplate"]


class Covered(NamedTuple):
    """A stretch of a sentence that others share, all of it equally widely."""

    span: Span
    documents: int
    families: int


class SharedSentence(NamedTuple):
    """One sentence with its class and the runs that decide it."""

    id: str
    document: str
    section: str | None
    span: Span
    kind: str
    documents: int
    """Documents in which most of the sentence stands, its own included."""
    families: int
    """Families of copies among them."""
    score: float
    """Share of its characters under runs that other families share."""
    covered: tuple[Covered, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Boilerplate(Saved):
    """Every sentence with its class, and each document's shares."""

    _main: ClassVar[str] = "sentence"

    documents: tuple[Document, ...]
    """The documents judged; those of the background are not among them."""
    columns: SentenceColumns = field(repr=False)
    """All sentences in columns, see :class:`SentenceColumns`."""
    counts: NDArray[np.int64] = field(repr=False)
    """Shape (documents, 6): non-blank characters by class, in the order of :data:`CLASSES`."""
    many: int
    """A run is boilerplate when at least this many families share it."""
    run: int
    families: int
    """Families of copies that voted, those of the background included."""
    texts: Characters = field(repr=False)
    runs: SharedRuns = field(repr=False)
    votes: Votes = field(repr=False)
    groups: Groups | None = field(default=None, repr=False)
    """What ``by=`` said."""

    @property
    def voters(self) -> NDArray[np.int64]:
        """Shape (documents,): who votes for each, those of the background included."""
        return self.votes.owner

    @property
    def classed(self) -> NDArray[np.int64]:
        """Shape (documents,): non-blank characters of each document's span: all have a class."""
        return self.counts.sum(axis=1)

    @property
    def running(self) -> int:
        """How many sentences there are, headings apart."""
        return int((self.columns.kind != HEADING).sum())

    @property
    def shares(self) -> NDArray[np.float64]:
        """Shape (documents, 6): shares of characters by class, in the order of :data:`CLASSES`.

        In whole millionths, so that a document's shares add up to 1 and not to 0.999999.
        """
        return millionths(self.counts) / MILLION

    @cached_property
    def sentences(self) -> tuple[SharedSentence, ...]:
        """All sentences, in reading order."""
        return tuple(self._sentences())

    @cached_property
    def information(self) -> NDArray[np.float64]:
        """Shape (sentences,): bits that each sentence adds to what the others say."""
        rows = fold_many(self.texts.bodies, self.texts.level)
        return information(
            rows.codes, rows.bounds, self.voters, self.columns.edges_of(rows, self.documents)
        )

    def _texts(self) -> dict[str, str]:
        return texts_of(self.documents)

    def records(self) -> Iterator[dict[str, object]]:
        """``sentence`` records, then ``share`` records, as the output contract has them."""
        # From the columns, without a SharedSentence each: there are a dozen sentences a document.
        c = self.columns
        stretches = [
            {"span": span, "documents": documents, "families": families}
            for span, documents, families in zip(
                c.stretch_spans.tolist(),
                c.stretch_documents.tolist(),
                c.stretch_families.tolist(),
                strict=True,
            )
        ]
        columns = (
            c.document, c.number, c.section, c.spans, c.kind, c.documents, c.families, c.score,
        )  # fmt: skip
        covered = pairwise(c.stretch_bounds.tolist())
        rows = zip(*(column.tolist() for column in columns), covered, strict=True)
        for own, number, section, span, kind, documents, families, score, (begin, end) in rows:
            document = self.documents[own]
            yield {
                "type": "sentence", "schema": 1, "id": f"{document.id}:s{number + 1}",
                "document": document.id,
                "section": document.sections[section].id if section >= 0 else None,
                "span": span, "class": CLASSES[kind], "documents": documents,
                "families": families, "score": round(score, 6), "covered": stretches[begin:end],
            }  # fmt: skip
        classed, shares = self.classed.tolist(), self.shares.tolist()
        for row, document in enumerate(self.documents):
            yield {
                "type": "share", "schema": 1, "document": document.id,
                "characters": document.characters,
                **dict(zip(CLASSES, shares[row], strict=True)),
                "classed": classed[row],
            }  # fmt: skip
        if self.groups is not None:
            yield from group_records(self.groups, self.along())

    def table(self) -> pd.DataFrame:
        """One row a sentence, with its text, most widely shared first."""
        order = ["families", "documents", "score"]
        return self._frame().sort_values(order, ascending=False, kind="stable", ignore_index=True)

    def shares_table(self) -> pd.DataFrame:
        """One row a document: the share of each class, summing to 1, and of how many characters.

        ``characters`` are those of the body; ``classed`` is what the shares are of: all but blanks,
        with the title line of a piece and residue.
        """
        import pandas as pd

        frame = pd.DataFrame(self.shares, columns=list(CLASSES))
        frame.insert(0, "characters", [d.characters for d in self.documents])
        frame.insert(0, "document", [d.id for d in self.documents])
        frame["classed"] = self.classed
        return frame

    def along(self) -> pd.DataFrame:
        """One row a group of ``by=``: ``group, documents, classed``, and the share of each class.

        Shares of the ``classed`` characters of all its documents; they sum to 1.
        """
        from analysis.findings.boilerplate.along import boilerplate_along

        return boilerplate_along(self, asked(self.groups, self))

    def distinct(self, document: str | None = None) -> pd.DataFrame:
        """What only this document says: its distinct sentences, the most informative first.

        Parameters
        ----------
        document
            Id of a document, or the end of it; by default the sentences of all of them are
            ranked together.

        Returns
        -------
        DataFrame
            As :meth:`table`, with ``information`` in bits: see
            :func:`analysis.measures.sharing.information.information`.

        Raises
        ------
        KeyError
            If there is no such document.
        """
        if document is not None:
            document = find_id(document, [d.id for d in self.documents])
        frame = self._frame()
        frame["information"] = self.information.round(3)
        chosen = frame["class"] == CLASSES[DISTINCT]
        if document is not None:
            chosen &= frame["document"] == document
        order = frame[chosen].sort_values("information", ascending=False, kind="stable")
        return order.reset_index(drop=True)

    def phrases(self, *, families: int = 2, shortest: int | None = None) -> tuple[Phrase, ...]:
        """Shared phrases with the places where they stand, by families × characters.

        Parameters
        ----------
        families
            At least so many families hold a phrase.
        shortest
            Folded characters of the shortest phrase; ``run`` by default.

        Returns
        -------
        tuple of Phrase
            Of whole words and maximal: a longer phrase that the same documents share takes the
            place of its parts. What is mostly the same is a form of one phrase.
        """
        return shared_phrases(
            self.texts, self.runs, self.voters, k=self.run, families=families,
            shortest=shortest or self.run, documents=len(self.documents),
        )  # fmt: skip

    def phrases_table(self, *, families: int = 2) -> pd.DataFrame:
        """One row a place of a shared phrase; ``forms``: other wordings, slashes between."""
        import pandas as pd

        rows = [
            (number, p.text, p.documents, p.families, place.document, *place.span,
             " / ".join(form.text for form in p.forms))
            for number, p in enumerate(self.phrases(families=families), start=1)
            for place in p.places
        ]  # fmt: skip
        names = ["phrase", "text", "documents", "families", "document", "span_start", "span_end",
                 "forms"]  # fmt: skip
        return pd.DataFrame(rows, columns=names)

    def plot(self, kind: str = "shares", **how: Unpack[PlotOptions]) -> Picture:
        """Draw what each document is made of.

        Parameters
        ----------
        kind
            ``"shares"``: bars that add up to 100 %; ``"sentences"``: strips, sentence by sentence.
        how
            ``ax`` (axes to draw in; by default a new figure), ``lang`` (``"zh"`` or ``"en"``),
            ``font`` (a font file or installed family to prefer).

        Returns
        -------
        Picture
            Shows itself in a notebook; ``.save("x.png")`` writes it, ``.figure`` and ``.ax`` are
            matplotlib's.
        """
        from analysis.findings.boilerplate.plot import plot_sentences, plot_shares

        require_choice("kind", kind, ("shares", "sentences"))
        if kind == "shares":
            return plot_shares(self.documents, self.shares, **how)
        return plot_sentences(self.documents, self.columns, **how)

    def __repr__(self) -> str:
        return (
            f"Boilerplate({self.running} sentences of {len(self.documents)} documents, "
            f"{int((self.columns.kind == CLASSES.index('boilerplate')).sum())} boilerplate: "
            f"shared by at least {self.many} of {self.families} families"
            f"{self.votes.remark})"
        )

    def _repr_html_(self) -> str:
        lead = sentence_html(
            "notebook-boilerplate",
            sentences=self.running,
            count=int((self.columns.kind == CLASSES.index("boilerplate")).sum()),
            families=self.families,
            many=self.many,
        )
        lang = asked_language()
        heads = heads_of("notebook-boilerplate-heads")
        heads += [render(f"class-{name}", {}, lang) for name in CLASSES]
        rows = [
            (document.id, f"{document.characters:,}", *map(share, shares))
            for document, shares in zip(self.documents, self.shares.tolist(), strict=True)
        ]
        return cell_html(
            lead,
            table_html(heads, rows, numbers=range(1, len(heads)), most=30),
            self.votes.remark_html(),
        )

    def shared_spans(self) -> list[Spans]:
        """For each document the stretches of its text that other families have, too.

        What the weighting ``"distinct"`` of :class:`analysis.Votes` leaves out.

        Returns
        -------
        list of ndarray
            One a document, shape (n, 2), int64, ascending; offsets of the document's source.
        """
        c = self.columns
        owner = np.repeat(c.document, np.diff(c.stretch_bounds))
        shared = np.flatnonzero(c.stretch_families >= 2)
        shared = shared[np.argsort(owner[shared], kind="stable")]
        edges = np.searchsorted(owner[shared], np.arange(1, len(self.documents)))
        return np.split(c.stretch_spans[shared], edges)[: len(self.documents)]

    def _frame(self) -> pd.DataFrame:
        import pandas as pd

        c = self.columns
        owners = [self.documents[row] for row in c.document.tolist()]
        return pd.DataFrame(
            {
                "id": [c.id(row, self.documents) for row in range(len(c))],
                "document": [d.id for d in owners],
                "section": [c.section_id(row, self.documents) for row in range(len(c))],
                "span_start": c.spans[:, 0],
                "span_end": c.spans[:, 1],
                "class": [CLASSES[kind] for kind in c.kind.tolist()],
                "documents": c.documents,
                "families": c.families,
                "score": c.score.round(6),
                "text": [d[span] for d, span in zip(owners, c.spans.tolist(), strict=True)],
            }
        )

    def _sentences(self) -> Iterator[SharedSentence]:
        c = self.columns
        stretches = [
            Covered(Span(start, end), documents, families)
            for (start, end), documents, families in zip(
                c.stretch_spans.tolist(),
                c.stretch_documents.tolist(),
                c.stretch_families.tolist(),
                strict=True,
            )
        ]
        bounds = c.stretch_bounds.tolist()
        columns = (c.kind, c.documents, c.families, c.score)
        rows = zip(c.spans.tolist(), *(column.tolist() for column in columns), strict=True)
        places = zip(c.document.tolist(), c.number.tolist(), c.section.tolist(), strict=True)
        both = zip(places, rows, strict=True)
        for row, ((own, number, section), (span, kind, documents, families, score)) in enumerate(
            both
        ):
            document = self.documents[own]
            yield SharedSentence(
                id=f"{document.id}:s{number + 1}",
                document=document.id,
                section=document.sections[section].id if section >= 0 else None,
                span=Span(*span),
                kind=CLASSES[kind],
                documents=documents,
                families=families,
                score=score,
                covered=tuple(stretches[bounds[row] : bounds[row + 1]]),
            )


@takes_old_names("voters")
def find_boilerplate(
    corpus: Corpus,
    *,
    background: Corpus | None = None,
    votes: VotesLike = None,
    many: int | None = None,
    run: int = RUN,
    level: str = "standard",
    by: By | None = None,
) -> Boilerplate:
    """Class every sentence, and count each document's shares in characters.

    Figures are made equal before comparing: a sentence with other numbers is the same sentence.

    Parameters
    ----------
    corpus
        The documents to compare with one another.
    background
        Documents to compare them with as well; nothing is reported of these themselves.
    votes
        Who votes, the background's documents after the others: pass what
        :func:`analysis.find_duplicates` found in all of them, and copies vote once; or
        :class:`analysis.Votes`. By default every document votes, and the result says so.
    many
        Families that make a run boilerplate; see
        :func:`analysis.measures.sharing.breadth.default_many`.
    run
        Shortest shared run, in folded characters.
    level
        Folding level.
    by
        What the groups are that ``along`` tells of: a variable (``"年份"``), a value for each
        document, or a function of one; see :func:`analysis.findings.groups.groups_of`.

    Returns
    -------
    Boilerplate
        ``boilerplate`` is shared by at least ``many`` families, ``reused`` by at least two,
        ``duplicate`` only inside its own family, ``distinct`` by nobody. A sentence is shared
        by a family when most of it stands there; a sentence pieced together from phrases that
        many families share is boilerplate, too, though none of them holds all of it.

    Raises
    ------
    SettingsError
        If ``many`` or ``run`` is below 2, or the votes do not fit the documents.

    Examples
    --------
    >>> import corpus
    >>> line = "坚持把意识形态工作摆在重要位置。"
    >>> own = ["今年修渠三条。", "图书馆添书两千册。", "鱼苗成活率很高。", "戏台翻新完工。"]
    >>> c = corpus.from_texts({f"d{i}": line + text for i, text in enumerate(own)})
    >>> [s.kind for s in find_boilerplate(c).sentences][:2]
    ['boilerplate', 'distinct']
    """
    require_corpus(corpus, background)
    groups = None if by is None else groups_of(corpus, by)
    judged = corpus.items
    items = judged if background is None else judged + background.items
    if run < 2 or (many is not None and many < 2):
        raise SettingsError.of("setting-run-many", run=run, many=str(many))
    given = votes_of(votes, len(items))
    owner = given.owner
    bodies = [d.text for d in items]
    folded = fold_many(bodies, level, digits="class")
    texts = Characters.of(items, bodies, folded, level)
    # a document without a single character to compare is nobody's peer
    families = len(distinct(owner[np.diff(texts.bounds) > 0]))
    threshold = default_many(families) if many is None else many
    runs = shared_runs(texts.codes, texts.bounds, owner, k=run)
    found = widest(runs, len(texts.codes), k=run)
    kinds = character_classes(found, threshold)
    columns = sentence_columns(judged, texts, runs, found, kinds, owner, k=run, many=threshold)
    counts = character_counts(judged, texts, kinds)
    return Boilerplate(
        documents=judged,
        columns=columns,
        counts=counts,
        many=threshold,
        run=run,
        families=families,
        texts=texts,
        runs=runs,
        votes=given,
        groups=groups,
    )
