"""New documents against an archive: how much of each stands there already, and where.

Only new documents are compared with archived ones; neither side with itself. What many families
of the whole archive say is boilerplate, and copies in the archive vote once.

>>> import corpus
>>> text = "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导，及时报告处置情况。"
>>> archive = corpus.from_texts({"旧": "一季度。" + text, "另": "水库除险加固工程已通过验收。"})
>>> found = check(corpus.from_texts({"新": "二季度。" + text}), archive)
>>> found.documents[0].sources[0].document, found.documents[0].share
('旧', 0.974359)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from markupsafe import Markup

from analysis.archive.held import AnyArchive, CorpusArchive
from analysis.findings.duplicates.finding import Duplicates, Pair, find_duplicates
from analysis.findings.duplicates.reasons import Reasons
from analysis.findings.duplicates.settings import choose
from analysis.findings.reuse.finding import SHORTEST_PASSAGE, Passage, Reuse, find_reuse
from analysis.findings.reuse.tables import share_columns, shared_characters
from analysis.findings.rows import share
from analysis.findings.votes import Votes
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints, shingle_hashes
from analysis.measures.passages.fingerprints import run_length
from analysis.measures.sharing.breadth import RUN, default_many
from analysis.measures.similarity.verdicts import VERDICTS
from corpus.collection import Corpus, require_corpus
from corpus.export.saved import Saved, texts_of
from corpus.folding.comparable import fold_many
from corpus.messages import asked_language, render
from corpus.show import cell_html, heads_of, sentence_html, table_html

if TYPE_CHECKING:
    import pandas as pd

_ORIGINS_SHOWN = 20  # documents in a notebook


class Origin(NamedTuple):
    """A document of the archive, and how much of a new one stands in it."""

    document: str
    characters: int
    """Folded characters of the new document that this one has, too."""
    share: float


class CheckedDocument(NamedTuple):
    """One new document."""

    document: str
    characters: int
    """Characters of the document, as everywhere."""
    share: float
    """Of its folded characters, how many lie in passages that the archive has."""
    share_distinct: float
    """The same without the characters that are boilerplate."""
    sources: tuple[Origin, ...]
    """Where they stand, most of them first; shares overlap where the archive repeats itself."""
    folded: int
    """Folded characters: what the shares are of."""

    def __repr__(self) -> str:
        most = f", most from {self.sources[0].document!r}" if self.sources else ""
        return f"CheckedDocument({self.document!r}, share={self.share}{most})"


@dataclass(frozen=True, eq=False, repr=False)
class Check(Saved):
    """What an archive already has of new documents.

    Attributes
    ----------
    documents
        One record a new document, in reading order.
    pairs
        A new document (``a``) and one of the archive (``b``) that are alike.
    reuse
        The passages; ``reuse.documents`` are the new ones, then those of the archive that share
        anything with them.
    archived
        How many documents the archive has.
    capped
        Runs of the new documents so common in the archive that not every document that holds them
        was compared, but 256 of them or, for a document with many such runs, fewer (32 at least).
    """

    _main: ClassVar[str] = "check"

    documents: tuple[CheckedDocument, ...]
    pairs: tuple[Pair, ...]
    reuse: Reuse
    archived: int
    capped: int
    threshold: float
    votes: Votes = field(repr=False)
    duplicates: Duplicates = field(repr=False)
    """What the pairs were found by: the new documents among those of the archive near them."""

    def explain(self, a: str, b: str) -> Reasons:
        """Say what decided a pair's verdict, where the two differ, which sentences carry its score.

        Parameters
        ----------
        a, b
            Ids of a new document and of one of the archive, as in :attr:`pairs`.

        Raises
        ------
        KeyError
            If there is no such document, or the two share nothing.
        """
        return self.duplicates.explain(a, b)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Passages, ``a`` in a new document, ``b`` in the archive."""
        return self.reuse.passages

    def _texts(self) -> dict[str, str]:
        return texts_of(self.reuse.documents)

    def records(self) -> Iterator[dict[str, object]]:
        """``check`` records, then ``pair`` and ``passage`` records of the output contract."""
        for d, (most_from, most_share, verdict) in self._likest():
            yield {
                "type": "check", "schema": 1, "document": d.document, "characters": d.characters,
                "share": d.share, "share_distinct": d.share_distinct,
                "sources": [origin._asdict() for origin in d.sources], "folded": d.folded,
                "most_from": most_from, "most_share": most_share,
                "most_verdict": verdict,
            }  # fmt: skip
        for pair in self.pairs:
            body = {
                k: round(v, 6) if isinstance(v, float) else v for k, v in pair._asdict().items()
            }
            yield {"type": "pair", "schema": 1, "grain": "document"} | body
        yield from self.reuse.records()

    def table(self) -> pd.DataFrame:
        """One row a new document: shares, and the document most of it comes from.

        ``most_share`` is how much of it stands there, ``most_verdict`` what the two are to one
        another; missing where they are no pair.
        """
        import pandas as pd

        rows = [
            (d.document, d.characters, d.share, d.share_distinct, len(d.sources), *most, d.folded)
            for d, most in self._likest()
        ]
        names = ["document", "characters", "share", "share_distinct", "n_sources", "most_from",
                 "most_share", "most_verdict", "folded"]  # fmt: skip
        return pd.DataFrame(rows, columns=names)

    def sources(self) -> pd.DataFrame:
        """One row for each new document and each one of the archive that shares text with it."""
        import pandas as pd

        rows = [(d.document, *origin) for d in self.documents for origin in d.sources]
        return pd.DataFrame(rows, columns=["document", "source", "characters", "share"])

    def _likest(self) -> Iterator[tuple[CheckedDocument, tuple[str | None, float, str | None]]]:
        """Each new document, the one most of it comes from, how much, and their verdict."""
        verdicts: dict[tuple[str, str | None], str] = {(p.a, p.b): p.verdict for p in self.pairs}
        for d in self.documents:
            most_from, share = _first(d)
            yield d, (most_from, share, verdicts.get((d.document, most_from)))

    def __repr__(self) -> str:
        return (
            f"Check({len(self.documents)} documents against {self.archived}: "
            f"{len(self.pairs)} pairs, {len(self.reuse)} passages)"
        )

    def _repr_html_(self) -> str:
        lead = sentence_html(
            "notebook-check",
            documents=len(self.documents),
            archived=self.archived,
            pairs=len(self.pairs),
            passages=len(self.reuse),
        )
        lang = asked_language()
        rows = [
            (d.document, f"{d.characters:,}", share(d.share), share(d.share_distinct),
             most or "—", share(part) if most else "—",
             _UNBROKEN.format(render(f"verdict-{verdict}", {}, lang)) if verdict else "—")
            for d, (most, part, verdict) in sorted(self._likest(), key=lambda each: -each[1][1])
        ]  # fmt: skip
        heads = heads_of("notebook-check-heads")
        return cell_html(lead, table_html(heads, rows, numbers=(1, 2, 3, 5), most=_ORIGINS_SHOWN))


_UNBROKEN = Markup('<span style="white-space:nowrap">{}</span>')  # 重复 is two characters


def _first(document: CheckedDocument) -> tuple[str | None, float]:
    return (document.sources[0][0], document.sources[0][2]) if document.sources else (None, 0.0)


def check(
    new: Corpus,
    against: Corpus | AnyArchive,
    *,
    threshold: float | str = "auto",
    preset: str | None = None,
    shortest: int = SHORTEST_PASSAGE,
    level: str | None = None,
    many: int | None = None,
) -> Check:
    """Compare new documents with an archive.

    Parameters
    ----------
    new
        What is to be checked.
    against
        The archive: a corpus, or an :class:`analysis.Index` kept on disk.
    threshold, preset
        When a pair counts as alike; see :func:`analysis.find_duplicates`.
    shortest
        Every run of this many equal folded characters is found; see :func:`analysis.find_reuse`.
    level
        How characters are made comparable: one of :data:`corpus.choices.LEVELS`; by default
        as in the index, for a corpus what the preset says, else ``"standard"``.
    many
        Families that make wording boilerplate; by default decided from the number of families
        in both corpora.

    Returns
    -------
    Check

    Notes
    -----
    A new document that the archive holds, too, is found there like any other; the command
    leaves a file out that it was given on both sides.

    A small archive (at most 2,000 documents and 500,000 characters) is compared as a whole: every
    figure is that of :func:`analysis.find_duplicates` and :func:`analysis.find_reuse` over all.
    Of larger ones documents are named by the runs chosen of them, of 12 characters
    (:mod:`analysis.measures.inverted.runs`); an index on disk keeps these, a corpus is looked
    through once. Those named that share a run of 8 characters with a new one are also compared
    among themselves, only so that copies of one another vote once; rarity, which weights a pair's
    similarity, and boilerplate are counted among these. So ``share`` is that of the whole
    comparison; ``similarity`` and ``share_distinct`` are, as far as these documents show what is
    common.

    Raises
    ------
    SettingsError
        If an option is unknown or out of range.
    """
    require_corpus(new, against)
    archive = CorpusArchive(against) if isinstance(against, Corpus) else against
    level = choose(preset, level or archive.level, None, threshold).level
    near, archived, capped, whole = archive.named(new, level=level, shortest=shortest)
    rows = _related(new, near, level, shortest)
    items = tuple(near.items[row] for row in rows.tolist())
    related = Corpus(items, near.compilations, near.recipe, near.tokenizer)
    duplicates = find_duplicates(
        new + (near if whole else related), threshold=threshold, preset=preset, level=level,
        # hundreds that share some formula each are not compared each with each
        method="auto" if whole else "bands",
    )  # fmt: skip
    votes = Votes(duplicates.voters)
    if many is None:
        copies = len(votes.owner) - len(distinct(votes.owner))
        many = default_many(len(new) + archived - copies)
    if whole:
        votes = Votes(_among(votes.owner, np.append(np.arange(len(new)), len(new) + rows)))
    reuse = find_reuse(new, against=related, shortest=shortest, level=level, votes=votes, many=many)
    pairs = _pairs(duplicates, len(new))
    documents = _documents(reuse, {p.a for p in pairs if p.verdict == VERDICTS[0]})
    return Check(documents, pairs, reuse, archived, capped, duplicates.threshold, votes, duplicates)


def _among(owner: Ints, rows: Ints) -> Ints:
    """Return who votes for each of some documents, as rows of these."""
    _, first, family = np.unique(owner[rows], return_index=True, return_inverse=True)
    return first[family]


def _related(new: Corpus, against: Corpus, level: str, shortest: int) -> Ints:
    """Rows of archived documents that share a run with new ones.

    Runs are of 8 characters, or what passages grow from where that is less. They are looked for
    twice: with figures as they are, as passages have them, and with all figures equal to one
    another, as boilerplate has them.
    """
    k = min(RUN, run_length(shortest))
    met = np.zeros(len(against), dtype=bool)
    for digits in ("keep", "class"):
        ours, theirs = (
            fold_many([d.text for d in side], level, digits=digits) for side in (new, against)
        )
        mine = distinct(shingle_hashes(ours.codes, ours.bounds, k)[0])
        hashes, starts = shingle_hashes(theirs.codes, theirs.bounds, k)
        place = np.searchsorted(mine, hashes)
        hits = np.flatnonzero(mine.take(place, mode="clip") == hashes) if len(mine) else place[:0]
        met[np.searchsorted(theirs.bounds, starts[hits], side="right") - 1] = True
    return np.flatnonzero(met)


def _pairs(found: Duplicates, left: int) -> tuple[Pair, ...]:
    """Pairs across the line; new documents with one text have the same pairs."""
    columns = found.assembled.pairs
    text_of, first = found.evidence.texts.text_of, found.evidence.texts.first
    across = np.flatnonzero((columns.a < left) & (columns.b >= left))
    by_new: dict[int, list[int]] = {}
    for row in across.tolist():
        by_new.setdefault(int(columns.a[row]), []).append(row)
    pairs = []
    for row in range(left):
        original = int(first[text_of[row]]) if text_of[row] >= 0 else row
        name = found.units.id(row)
        pairs += [
            found.pairs[number]._replace(a=name, family=None) for number in by_new.get(original, ())
        ]
    return tuple(pairs)


def _documents(reuse: Reuse, identical: set[str]) -> tuple[CheckedDocument, ...]:
    """Count for each new document how much of it the archive has, and where."""
    shares, (rows, others, shared) = share_columns(reuse), shared_characters(reuse)
    columns = (shares[name].tolist() for name in ("folded", "share", "share_distinct"))
    out = []
    for row, (size, *parts) in enumerate(zip(*columns, strict=True)):
        document = reuse.documents[row]
        if row == reuse.left:
            break  # the rest is the archive
        if size < reuse.coverage.shortest and document.id in identical:
            parts = [1.0, 1.0]  # too short for a passage
        mine = np.flatnonzero(rows == row)
        origins = tuple(
            Origin(reuse.documents[other].id, count, round(count / size, 6))
            for other, count in zip(others[mine].tolist(), shared[mine].tolist(), strict=True)
        )
        found = (document.id, document.characters, parts[0], parts[1], origins, size)
        out.append(CheckedDocument(*found))
    return tuple(out)
