"""Collation: what differs between copies, character by character, each place typed.

All witnesses are aligned together, so that a place in which any of them differ is one variant
with a reading for each. Putting one witness's readings into another's places turns the one
exactly into the other, blanks and line ends included.

>>> import corpus
>>> c = corpus.from_texts({"甲": "认真贯彻落实2020年部署", "乙": "认真贯例落实20xx年部署"})
>>> found = collate(c, ["甲", "乙"])
>>> [(v.kind, v.readings["甲"].text, v.readings["乙"].text) for v in found.variants]
[('lookalike', '彻', '例'), ('masking', '2020', '20xx')]
>>> found.rebuild("甲", into="乙") == c["甲"].text
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from analysis.findings.collation.attestation import Attestation
from analysis.findings.collation.readings import Reading, Variant, Witness, variants_of
from analysis.findings.collation.variants import VARIANT_KINDS
from corpus.collection import require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.ids import find_id
from corpus.model import Document, Unit

__all__ = ["Collation", "Comparison", "Reading", "Variant", "Witness", "collate", "compare"]

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from analysis.findings.collation.corrections import Correction
    from analysis.findings.collation.descent import Descent
    from corpus.collection import Corpus


@runtime_checkable
class FamilyLike(Protocol):
    """What a family of duplicates has: a number and the ids of its members."""

    @property
    def id(self) -> int:
        """Number of the family."""

    @property
    def members(self) -> Sequence[str]:
        """Ids, in reading order."""


@dataclass(frozen=True, eq=False, repr=False)
class Collation(Saved):
    """Witnesses of one text and all places where they differ."""

    _main: ClassVar[str] = "variant"

    witnesses: tuple[Witness, ...]
    variants: tuple[Variant, ...]
    family: int | None = None
    attestation: Attestation = field(default_factory=Attestation)
    """Other texts, to tell which reading is the usual one."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the witnesses, in order."""
        return tuple(witness.id for witness in self.witnesses)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many variants there are of each kind that occurs, in the order of the kinds."""
        found = Counter(variant.kind for variant in self.variants)
        return {kind: found[kind] for kind in VARIANT_KINDS if found[kind]}

    @cached_property
    def agreement(self) -> float:
        """Share of the witnesses' characters outside all variants, 0 to 1."""
        total = sum(len(witness.text) for witness in self.witnesses)
        inside = sum(len(r.text) for v in self.variants for r in v.readings.values())
        return 1 - inside / total if total else 1.0

    def witness(self, name: str) -> Witness:
        """Find a witness by its id, or the end of it where only one id ends so.

        Raises
        ------
        KeyError
            If there is no such witness.
        """
        return self.witnesses[self.ids.index(find_id(name, self.ids))]

    def rebuild(self, name: str, *, into: str) -> str:
        """Put the readings of one witness into another's places; gives the one's text.

        Parameters
        ----------
        name
            Whose readings.
        into
            Whose text outside the places.
        """
        source, target = self.witness(name), self.witness(into)
        pieces, place = [], 0
        for variant in self.variants:
            begin, end = variant.readings[target.id].span
            pieces += [target.text[place : begin - target.start], variant.readings[source.id].text]
            place = end - target.start
        return "".join([*pieces, target.text[place:]])

    def between(self, a: str, b: str) -> tuple[Variant, ...]:
        """Variants in which two of the witnesses differ."""
        one, other = self.witness(a).id, self.witness(b).id
        return tuple(v for v in self.variants if v.readings[one].text != v.readings[other].text)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """Proposed corrections, with the witnesses for each; see :mod:`.corrections`."""
        from analysis.findings.collation.corrections import corrections

        return corrections(self)

    @cached_property
    def descent(self) -> Descent:
        """Suggested line of descent with its evidence; see :mod:`.descent`."""
        from analysis.findings.collation.descent import line_of_descent

        return line_of_descent(self)

    def table(self) -> pd.DataFrame:
        """One row a variant: number, kind, context, a column for each witness."""
        import pandas as pd

        rows = [
            {
                "n": v.n,
                "kind": v.kind,
                "left": v.left,
                **{name: reading.text for name, reading in v.readings.items()},
                "right": v.right,
                "usual": v.usage.preferred if v.usage else None,
            }
            for v in self.variants
        ]
        return pd.DataFrame(rows, columns=["n", "kind", "left", *self.ids, "right", "usual"])

    def records(self) -> list[dict[str, object]]:
        """``variant`` records, as the output contract writes them."""
        return [
            {
                "type": "variant",
                "schema": 1,
                "family": self.family,
                "n": v.n,
                "kind": v.kind,
                "readings": {
                    name: {"span": list(reading.span), "text": reading.text}
                    for name, reading in v.readings.items()
                },
            }
            for v in self.variants
        ]

    def explain(self, *, lang: str = "zh") -> str:
        """Say in words what was found: counts, corrections, line of descent."""
        from analysis.findings.collation.html import explanation

        return explanation(self, lang=lang)

    def word_diff(
        self, a: str | None = None, b: str | None = None, *, color: bool = False, around: int = 12
    ) -> str:
        """Show the differences of two witnesses in running text: ``贯[-彻-]{+例+}``.

        Parameters
        ----------
        a, b
            Two witnesses; the first and the second if not given.
        color
            With terminal colours instead of brackets.
        around
            Characters of context on either side.
        """
        from analysis.findings.collation.html import word_diff

        one = self.witness(self.ids[0] if a is None else a)
        other = self.witness(self.ids[1] if b is None else b)
        return word_diff(self, one, other, color=color, around=around)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the suggested line of descent: who may have copied whom.

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
        from analysis.findings.collation.plot import plot_collation

        return plot_collation(self.ids, self.descent.links, **how)

    def __repr__(self) -> str:
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.counts.items())
        return (
            f"{type(self).__name__}({len(self.witnesses)} witnesses, "
            f"{len(self.variants)} variants{': ' if kinds else ''}{kinds})"
        )

    def _repr_html_(self) -> str:
        from analysis.findings.collation.html import collation_html

        return collation_html(self)


class Comparison(Collation):
    """Two texts beside each other: a collation with two witnesses."""

    @property
    def a(self) -> Witness:
        """The first text."""
        return self.witnesses[0]

    @property
    def b(self) -> Witness:
        """The second text."""
        return self.witnesses[1]


def collate(
    corpus: Corpus,
    members: Iterable[str] | FamilyLike,
    *,
    base: str | None = None,
    family: int | None = None,
) -> Collation:
    """Collate some documents (sections, paragraphs, sentences) of a corpus.

    Parameters
    ----------
    corpus
        Where they are; its other documents are asked which reading is the usual one.
    members
        Ids of two or more units, or a family of duplicates. The first of two is the base.
    base
        Id of the unit that the others are held against: what it lacks was inserted, what others
        lack was dropped. By default the first of two; a family's representative comes first, but
        who has copied whom is not taken for known.
    family
        Number of the family that they are, for the records.

    Returns
    -------
    Collation
        Witnesses in the order given, the base first.

    Raises
    ------
    SettingsError
        If there are fewer than two witnesses.
    KeyError
        If an id is none.
    """
    require_corpus(corpus)
    if isinstance(members, str):
        raise SettingsError.of("setting-witness-text", value=repr(members))
    if isinstance(members, FamilyLike):
        names, family = list(members.members), members.id
        first = getattr(members, "representative", None)
        directed = False
    else:
        names = list(members)
        first, directed = None, len(names) == 2
    row_of = {document.id: row for row, document in enumerate(corpus)}
    found = {w.id: (row, w) for row, w in (_find(corpus, name, row_of) for name in names)}
    if len(found) < 2:
        raise SettingsError.of("setting-witnesses", count=len(found))
    if base is not None:
        first, directed = find_id(base, list(found)), True
    witnesses = tuple(w for _, w in sorted(found.values(), key=lambda f: f[1].id != first))
    rows = {row for row, _ in found.values()}
    others = (document.text for row, document in enumerate(corpus) if row not in rows)
    attestation = Attestation(others)
    variants = variants_of(witnesses, attestation, directed=directed)
    return Collation(witnesses, variants, family, attestation)


def compare(
    a: Document | Unit | str, b: Document | Unit | str, *, corpus: Corpus | None = None
) -> Comparison:
    """Compare two documents, units or plain texts.

    Parameters
    ----------
    a, b
        Documents or units of a corpus, or strings (which get the ids ``a`` and ``b``). ``a`` is
        the base: what it lacks was inserted, what ``b`` lacks was dropped.
    corpus
        Other texts, to tell which reading is the usual one.

    Examples
    --------
    >>> found = compare("开展活动3次。", "开展活动8次。")
    >>> [(v.kind, v.readings["a"].text, v.readings["b"].text) for v in found.variants]
    [('figure', '3', '8')]
    """
    witnesses = (_witness(a, "a"), _witness(b, "b"))
    if witnesses[0].id == witnesses[1].id:
        witnesses = (witnesses[0], witnesses[1]._replace(id=f"{witnesses[1].id}~2"))
    ids = {witness.id for witness in witnesses}
    others = () if corpus is None else (d.text for d in corpus if d.id not in ids)
    attestation = Attestation(others)
    variants = variants_of(witnesses, attestation, directed=True)
    return Comparison(witnesses, variants, None, attestation)


def _find(corpus: Corpus, key: str, row_of: Mapping[str, int]) -> tuple[int, Witness]:
    unit = corpus[key]
    return row_of[unit.document if isinstance(unit, Unit) else unit.id], _witness(unit, key)


def _witness(unit: Document | Unit | str, name: str) -> Witness:
    if isinstance(unit, str):
        return Witness(name, unit, 0)
    start = unit.body.start if isinstance(unit, Document) else unit.span.start
    return Witness(unit.id, unit.text, start)
