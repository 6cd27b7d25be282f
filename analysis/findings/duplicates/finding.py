"""Near-duplicates: which units are copies of which, and how sure that is.

>>> import corpus
>>> text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
>>> c = corpus.from_texts(
...     {"甲": text, "乙": text.replace("三百", "四百"), "丙": "按要求报送材料。"}
... )
>>> found = find_duplicates(c)
>>> found.pairs[0].verdict, found.families[0].members
('duplicate', ('甲', '乙'))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.choices import DUPLICATE_METHODS
from analysis.findings.duplicates.coverage import DuplicateCoverage, duplicate_coverage
from analysis.findings.duplicates.evidence import differing
from analysis.findings.duplicates.families import Assembled, Family, assemble, families
from analysis.findings.duplicates.folded import WrittenTexts, folded_texts
from analysis.findings.duplicates.forms import FormGroup, forms, template
from analysis.findings.duplicates.reasons import Reasons, reasons
from analysis.findings.duplicates.settings import USUAL_THRESHOLDS, Preset, choose
from analysis.findings.groups import By, Groups, asked, group_records, groups_of
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity import verdicts
from analysis.measures.similarity.coverage import LONE_SHINGLE
from analysis.measures.similarity.engines.choice import engine_for
from analysis.measures.similarity.occasions import (
    Occasions,
    may_be_header,
    may_be_taken_over,
    occasions,
)
from analysis.measures.similarity.resemblance import FLOOR, Resemblance, resemblance
from analysis.measures.similarity.threshold import Advice, advise
from corpus.collection import require_corpus
from corpus.errors import SettingsError, require_choice
from corpus.export.saved import Saved
from corpus.ids import find_id
from corpus.model import Units

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from analysis.findings.flows import Flows
    from corpus.collection import Corpus
    from corpus.export.networks import Network


_ROWS = 1 << 14
"""Pairs made at once: of millions only those that are being written need be there."""


class Pair(NamedTuple):
    """Two units and what they have in common, as in the output contract."""

    a: str
    b: str
    verdict: str
    jaccard: float
    containment_a: float
    """Share of a's shingles found in b."""
    containment_b: float
    similarity: float
    """Share of the better covered unit that runs along with the other, weighted by rarity."""
    distinct_similarity: float | None
    """The same outside boilerplate; None where too little is left."""
    family: int | None


@dataclass(frozen=True, eq=False, repr=False)
class Duplicates(Saved):
    """Near-duplicates of a corpus, with the evidence.

    Attributes
    ----------
    grain, threshold
        What was compared, and from which score on two units count as alike.
    advice
        What the scores say about the threshold.
    coverage
        What was looked at.
    voters
        Shape (n,), int64: for each unit the one that votes for its family; a unit by itself
        votes for itself.
    """

    _main: ClassVar[str] = "pair"

    units: Units
    grain: str
    threshold: float
    preset: Preset
    advice: Advice
    coverage: DuplicateCoverage
    evidence: Resemblance
    assembled: Assembled = field(repr=False)
    told: Occasions | None = field(default=None, repr=False)
    """What speaks for one occasion or two, pair by pair of the evidence; documents only."""
    groups: Groups | None = field(default=None, repr=False)
    """What ``by=`` said."""

    @property
    def voters(self) -> Ints:
        """Shape (n,), int64: row of the representative of each unit's family."""
        return self.assembled.voters

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Groups of copies, in the order of their first members."""
        return families(self.units, self.evidence, self.assembled)

    @cached_property
    def forms(self) -> tuple[FormGroup, ...]:
        """Groups of documents of one form, in the order of their first members; no copies.

        :meth:`template` says what each has in common. Empty for other grains.
        """
        if self.grain != "document":
            return ()
        return forms(self.units, self.evidence, self.assembled)

    def template(self, form: FormGroup) -> str:
        """Write what documents of one form share, ``{}`` where it is filled in.

        Read off the representative and a few other members; empty where the run kept no texts.
        """
        if not len(self.units.documents):
            return ""
        rows = [self._row(name) for name in form.members if name != form.representative]
        return template(self.units, self._row(form.representative), rows, self.preset.level)[0]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in reading order.

        Copies of one and the same text are paired with the first of them only: 10,000 identical
        documents make 9,999 pairs and one family. What resembles a text of more than 256 copies is
        paired with the first copy only; ``coverage.n_starred`` counts what that leaves out.
        """
        return tuple(self._each_pair())

    def _each_pair(self) -> Iterator[Pair]:
        ids = self.units.ids
        for start in range(0, len(self.assembled.pairs.a), _ROWS):
            rows = slice(start, start + _ROWS)
            columns = [column[rows].tolist() for column in self.assembled.pairs]
            for a, b, word, jaccard, inside_a, inside_b, score, distinct, family in zip(
                *columns, strict=True
            ):
                yield Pair(
                    ids[a],
                    ids[b],
                    verdicts.VERDICTS[word],
                    jaccard,
                    inside_a,
                    inside_b,
                    score,
                    None if np.isnan(distinct) else distinct,
                    family or None,
                )

    def rethreshold(self, threshold: float) -> Duplicates:
        """Draw the line elsewhere, without comparing anything again.

        Raises
        ------
        SettingsError
            If the threshold is below the floor to which pairs were kept, or above 1.
        """
        found = _finding(
            self.units, self.grain, threshold, self.preset, self.evidence, self.advice, self.told
        )
        return replace(found, groups=self.groups)

    def every_pair(self) -> Duplicates:
        """Return the same with every pair that was kept, down to the floor, as a chart wants it."""
        return self.rethreshold(max(FLOOR, self.preset.floor))

    def keep_list(self) -> list[str]:
        """Ids to keep so that one copy of everything stays: all but the copies in families.

        Nothing is deleted by us, and what merely contains or resembles another is kept.
        """
        rows = np.flatnonzero(self.voters == np.arange(len(self.units)))
        return [self.units.id(int(row)) for row in rows]

    def explain(self, a: str, b: str) -> Reasons:
        """Which sentences carry a pair's score, and how much each contributes.

        Parameters
        ----------
        a, b
            Ids of two units (the end of an id is enough where only one ends so).

        Raises
        ------
        KeyError
            If there is no such unit, or the two share nothing.
        """
        one, two = sorted((self._row(a), self._row(b)))
        level = self.preset.level
        found = reasons(self.units, one, two, self.evidence, level, self.preset.k)
        said = differing(self, one, two)
        return replace(found, **said._asdict(), first=self.units.id(one), second=self.units.id(two))

    def along(self) -> pd.DataFrame:
        """One row a group of ``by=``: ``group, documents, count, of, share, low, high, across``.

        ``count`` documents are in a family, ``across`` of them in one with another group.
        """
        from analysis.findings.duplicates.along import duplicates_along

        return duplicates_along(self, asked(self.groups, self))

    def flows(self, *, when: By | None = None) -> Flows:
        """Which groups of ``by=`` have copies of one another; see :func:`analysis.flows`."""
        from analysis.findings.duplicates.along import duplicates_flows

        return duplicates_flows(self, asked(self.groups, self), when)

    def table(self) -> pd.DataFrame:
        """Return the pairs; the same as :meth:`pairs_table`."""
        return self.pairs_table()

    def pairs_table(self) -> pd.DataFrame:
        """One row a pair; columns as in the output contract."""
        import pandas as pd

        frame = pd.DataFrame(self.pairs, columns=list(Pair._fields))
        frame.insert(0, "grain", self.grain)
        frame["distinct_similarity"] = frame["distinct_similarity"].astype("float64")
        frame["family"] = frame["family"].astype("Int64")
        return frame

    def families_table(self) -> pd.DataFrame:
        """One row a family; columns as in the output contract."""
        import pandas as pd

        frame = pd.DataFrame(self.families, columns=list(Family._fields))
        frame.insert(0, "grain", self.grain)
        return frame

    def records(self) -> list[dict[str, object]]:
        """``pair``, ``family`` and ``form`` records; with ``by=`` also ``group`` and ``flow``."""
        return list(self.each_record())

    def each_record(self, when: By | None = None) -> Iterator[dict[str, object]]:
        """Yield :meth:`records` one by one; ``when`` as for :meth:`flows`."""
        grain = self.grain
        for pair in self._each_pair():
            yield {  # written out: there is one for each pair
                "type": "pair",
                "schema": 1,
                "grain": grain,
                "a": pair.a,
                "b": pair.b,
                "verdict": pair.verdict,
                "jaccard": pair.jaccard,
                "containment_a": pair.containment_a,
                "containment_b": pair.containment_b,
                "similarity": pair.similarity,
                "distinct_similarity": pair.distinct_similarity,
                "family": pair.family,
            }
        for family in self.families:
            head = {"type": "family", "schema": 1, "grain": self.grain}
            body = {
                "id": family.id,
                "members": list(family.members),
                "representative": family.representative,
                "cohesion": family.cohesion,
                "weakest": list(family.weakest),
            }
            yield head | body
        for form in self.forms:
            head = {"type": "form", "schema": 1, "grain": self.grain}
            yield head | form._asdict() | {"members": list(form.members)}
        if self.groups is not None:
            yield from group_records(self.groups, self.along())
            yield from self.flows(when=when).records()

    def _network(self) -> Network:
        from corpus.export.networks import Network, NetworkNode, NetworkTie

        family = {name: each.id for each in self.families for name in each.members}
        nodes = [
            NetworkNode(name, name, {"family": family[name]} if name in family else {})
            for name in self.units.ids
        ]
        ties = [NetworkTie(p.a, p.b, p.similarity, {"verdict": p.verdict}) for p in self.pairs]
        return Network(nodes, ties)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw a heat map of similarities with the tree of units above it.

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

        Raises
        ------
        SettingsError
            If there is one unit only, or more than a heat map can show.
        """
        from analysis.findings.duplicates.plot import plot_duplicates

        return plot_duplicates(self.units.ids, self.every_pair().pairs_table(), **how)

    def __repr__(self) -> str:
        return (
            f"Duplicates({len(self.units)} {self.grain} units: {len(self.families)} families, "
            f"{len(self.assembled.pairs.a)} pairs from {self.threshold:g} on)"
        )

    def _repr_html_(self) -> str:
        from analysis.findings.duplicates.html import duplicates_html

        return duplicates_html(self)

    def _row(self, key: str) -> int:
        return self.units.ids.index(find_id(key, self.units.ids))


def find_duplicates(
    corpus: Corpus,
    *,
    grain: str = "document",
    threshold: float | str = "auto",
    preset: str | None = None,
    level: str | None = None,
    k: int | None = None,
    method: str = "auto",
    by: By | None = None,
) -> Duplicates:
    """Find units that are copies of one another, or of parts of one another.

    Parameters
    ----------
    corpus
        What to search.
    grain
        ``"document"``, ``"section"``, ``"paragraph"`` or ``"sentence"``.
    threshold
        Similarity from which on two units count as alike, inclusive; ``"auto"`` takes the
        usual value for the grain, or the middle of a clear gap near it.
    preset
        ``"strict"``, ``"ocr"``, ``"template"`` or ``"13字"``; see
        :data:`analysis.findings.duplicates.settings.PRESETS`. What is
        given beside it wins.
    level
        How characters are made comparable: one of :data:`corpus.choices.LEVELS`, by default
        ``"standard"``.
    k
        Characters in a shingle, 2 to 64; 4 by default.
    method
        ``"all"``: every pair that shares a shingle is considered, the rarest shingles first;
        ``"bands"``: by samples and MinHash bands, for large corpora; ``"auto"``: chosen by size.
    by
        What the groups are that ``along`` tells of: a variable (``"年份"``), a value for each
        document, or a function of one; see :func:`analysis.findings.groups.groups_of`.

    Returns
    -------
    Duplicates

    Raises
    ------
    SettingsError
        If an option is unknown or out of range.

    Notes
    -----
    Large corpora are compared in threads, one for each processor (``LEITONG_THREADS`` says
    otherwise), and from ten million folded characters on by compiled kernels where
    ``leitong[compiled]`` is installed (``LEITONG_COMPILED=0`` does without; ``leitong doctor``
    tells). Neither changes any result: see :mod:`analysis.measures.similarity.engines`.
    """
    require_corpus(corpus)
    groups = None if by is None else groups_of(corpus, by)
    chosen = choose(preset, level, k, threshold)
    require_choice("method", method, DUPLICATE_METHODS)
    units = corpus.units(grain)
    engine = engine_for(int(np.diff(units.spans).sum()))
    texts = folded_texts(units, chosen.level, engine)
    # Blocking, candidates, counts, rarity.
    evidence = resemblance(texts, k=chosen.k, method=method, floor=chosen.floor, engine=engine)
    found = concluded(units, chosen, evidence)
    return found if groups is None else replace(found, groups=groups)


def concluded(
    units: Units, preset: Preset, evidence: Resemblance, told: Occasions | None = None
) -> Duplicates:
    """Conclude from what was counted: threshold, occasions, verdicts, families.

    Parameters
    ----------
    units
        What was compared.
    preset
        How, and which score is thresholded.
    evidence
        What was counted.
    told
        What speaks for one occasion or two, if that was asked before; else it is asked here.
    """
    advice, line = advised(units.grain, preset, evidence)
    return _finding(units, units.grain, line, preset, evidence, advice, told)


def advised(grain: str, preset: Preset, evidence: Resemblance) -> tuple[Advice, float]:
    """Say what the scores advise, and which threshold holds."""
    usual = USUAL_THRESHOLDS[grain] if preset.threshold is None else preset.threshold
    advice = advise(_score(evidence, preset), usual)
    return advice, advice.threshold if preset.threshold is None else preset.threshold


def asks_occasions(grain: str, preset: Preset) -> bool:
    """Whether it is asked if texts are of one occasion: runs of 13 characters ask for wording."""
    return grain == "document" and preset.k < LONE_SHINGLE


def questionable(evidence: Resemblance, preset: Preset, threshold: float) -> NDArray[np.bool_]:
    """Say of which pairs it is asked whether they are of one occasion."""
    word = verdicts.verdicts(evidence, _score(evidence, preset), threshold)
    asked = verdicts.are_copies(word)
    form = word == verdicts.SAME_FORM
    asked |= form & (may_be_header(evidence) | may_be_taken_over(evidence.plain))
    return asked


def _finding(
    units: Units,
    grain: str,
    threshold: float,
    preset: Preset,
    evidence: Resemblance,
    advice: Advice,
    told: Occasions | None,
) -> Duplicates:
    """Conclude from the evidence what holds at a threshold."""
    if not preset.floor <= threshold <= 1:
        raise SettingsError.of(
            "setting-threshold", value=f"{threshold:g}", floor=f"{preset.floor:g}"
        )
    score = _score(evidence, preset)
    if asks_occasions(grain, preset):
        asked = questionable(evidence, preset, threshold)
        if told is None or (asked & ~told.asked).any():
            told = occasions(evidence, WrittenTexts(units, evidence), asked)
    assembled = assemble(units, evidence, score, threshold, told)
    coverage = duplicate_coverage(len(units), evidence, threshold, assembled.starred)
    return Duplicates(units, grain, threshold, preset, advice, coverage, evidence, assembled, told)


def _score(evidence: Resemblance, preset: Preset) -> NDArray[np.float64]:
    plain = verdicts.similarity(evidence)
    if preset.score == "similarity":
        return plain
    distinct = verdicts.distinct_similarity(evidence)
    return np.where(np.isnan(distinct), plain, np.minimum(plain, distinct))
