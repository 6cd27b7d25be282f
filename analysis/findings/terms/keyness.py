"""Keyness: how the words of a document, section or group differ from the rest or a reference.

A term is listed if it is frequent enough and its difference is beyond chance after correction for
the number of terms compared; what is listed is ranked by the size of the difference, not by its
certainty, because with enough text every difference is certain (Gabrielatos, 2018, "Keyness
analysis: nature, metrics and techniques").

>>> import corpus
>>> c = corpus.from_texts({"甲": "疫情防控。" * 9 + "学习。", "乙": "理论学习。" * 9 + "疫情。"})
>>> [(key.term, key.count, key.rest) for key in find_keyness(c, least=3).of("乙")]
[('理论学习', 9, 0)]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.choices import TERM_GRAINS
from analysis.findings.groups import By, Groups, groups_of
from analysis.findings.rows import frame_of, records_of
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.rounded import rounded
from analysis.measures.terms.counts import log_likelihood, log_ratio
from analysis.measures.terms.dispersion import deviation_of_proportions, juilland_d
from analysis.measures.terms.significance import CORRECTIONS, chi_square, correct, p_values
from analysis.measures.terms.targets import TargetCells, TargetRows
from analysis.measures.terms.targets import compared as target_cells
from analysis.measures.terms.unit_words import UnitWords, joined, unit_words
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError, require_choice
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

DIRECTIONS = ("more", "less", "both")
TARGET_PARTS = 10
"""Equal stretches that a target is cut into to see how evenly it uses a term."""
LEAST_OCCURRENCES = 3  # occurrences in target and rest together: below that no test has any power
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Key:
    """A term that a target uses more, or less, than what it is compared with."""

    target: str
    """Id of the document or section, or name of the group."""
    rank: int
    """From 1, the largest difference first."""
    term: str
    count: int
    """Occurrences in the target."""
    rest: int
    """Occurrences in what it is compared with."""
    per_1000: float
    """Occurrences in 1,000 content words of the target."""
    rest_per_1000: float
    log_ratio: float
    """Effect size: 1 is twice as frequent as in the rest, 3 eight times; negative: rarer."""
    g2: float
    """Log-likelihood, negative where the target uses the term less."""
    chi2: float
    """χ² with Yates' correction."""
    p: float
    """Probability of such a G² by chance."""
    p_corrected: float
    """The same, corrected for the number of terms compared for this target."""
    target_families: int
    """Families of the target that hold the term (1 for a single document)."""
    juilland_d: float
    """Spread over ten equal stretches of the target: 1 even, 0 in one stretch only."""
    dp: float
    """Gries' deviation of proportions over the same: 0 even, near 1 in one only."""


@dataclass(frozen=True)
class Keyness(Saved):
    """The key terms of every target."""

    _main: ClassVar[str] = "keyness"

    items: tuple[Key, ...]
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)

    def __repr__(self) -> str:
        targets = len({key.target for key in self.items})
        return f"Keyness({len(self.items)} key terms of {targets} targets{self.votes.remark})"

    def of(self, target: str) -> tuple[Key, ...]:
        """Return the key terms of one target, by its id, the end of it, or name."""
        chosen = match_id(target, dict.fromkeys(key.target for key in self.items))
        return tuple(key for key in self.items if key.target == chosen)

    def table(self) -> pd.DataFrame:
        """One row a key term; columns are the fields of :class:`Key`."""
        return frame_of(self.items, Key)

    def records(self) -> Iterator[dict[str, Any]]:
        """One ``keyness`` record per (target, term)."""
        return records_of(self.items, Key, "keyness")

    def plot(self, target: str | None = None, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the key terms of one target: to the right what it uses more than others.

        Parameters
        ----------
        target
            Id or name of a target (its end or its label is enough); by default the first that
            has key terms.
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
            If there is no such target.
        """
        from analysis.findings.terms.plot import plot_keyness

        table = self.table()
        if target is None:
            if table.empty:
                raise SettingsError.of("setting-nothing-to-draw")
            target = str(table["target"].iloc[0])
        return plot_keyness(table, target, **how)

    def _repr_html_(self) -> str:
        rows = [
            (name, " ".join(f"{key.term} {key.log_ratio:+.1f}" for key in list(keys)[:10]))
            for name, keys in groupby(self.items, lambda key: key.target)
        ]
        return cell_html(
            table_html(heads_of("notebook-keyness-heads"), rows, most=30), self.votes.remark_html()
        )


@takes_old_names("voters", "weighting", "shared")
def find_keyness(
    corpus: Corpus,
    *,
    by: By = "document",
    groups: By | None = None,
    against: Corpus | None = None,
    top: int = 20,
    least: int = LEAST_OCCURRENCES,
    alpha: float = ALPHA,
    correction: str = "holm",
    direction: str = "more",
    tokenizer: Tokenizer | None = None,
    stopwords: StopWords = None,
    votes: VotesLike = None,
) -> Keyness:
    """Compare the words of each target with the rest of the corpus, or with a reference.

    Parameters
    ----------
    corpus
        The documents.
    by
        What the targets are: ``"document"``, ``"section"`` (a section's own text), or the groups of
        documents for which a variable says the same (``"年份"``; see
        :func:`analysis.findings.groups.groups_of`).
    groups
        For each document the name of its group, which may be a number: then the groups are the
        targets. None is a group of its own; an empty name belongs to none and is only compared
        with.
    against
        A reference corpus. By default each target is compared with the rest of its own corpus.
    top
        Key terms per target, at most.
    least
        Occurrences a term needs, target and rest together, to be compared at all.
    alpha
        Greatest corrected p-value of a listed term.
    correction
        ``"holm"``, ``"bh"`` or ``"none"``; see
        :func:`analysis.measures.terms.significance.correct`.
    direction
        ``"more"``: what the target uses more; ``"less"``; or ``"both"``.
    tokenizer
        Cuts words; by default the corpus' own.
    stopwords
        Words that do not count, or the path of a file with them
        (:func:`corpus.words.stopwords.read_stopwords`); by default the list that comes with the
        project.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and a target counts one member
        of each of its families, and is compared with one member of each family that has no member
        in it; or :class:`analysis.Votes`. By default every document votes, and the result says so.

    Returns
    -------
    Keyness
        Targets in reading order, groups by name.

    Raises
    ------
    SettingsError
        If an option is unknown, or the groups or votes do not fit the corpus.
    """
    require_corpus(corpus)
    along = groups_of(corpus, groups) if groups is not None else None
    if along is None and not (isinstance(by, str) and by in TERM_GRAINS):
        along = groups_of(corpus, by)
    for name, value, known in (
        ("correction", correction, CORRECTIONS),
        ("direction", direction, DIRECTIONS),
    ):
        require_choice(name, value, known)
    given = votes_of(votes, len(corpus))
    if top < 1 or least < 1 or not 0 < alpha <= 1:
        raise SettingsError.of(
            "setting-keyness", top=repr(top), least=repr(least), alpha=repr(alpha)
        )
    units = corpus.units("document" if along is not None else str(by))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    stops = stopwords_of(stopwords)
    words = unit_words(units, cut, stops, given.left_out)
    n_own = len(words.bounds) - 1
    if against is not None:
        words = joined(words, unit_words(against.units("document"), cut, stops))
    counted = words.counts()
    side = _side(
        units,
        given.owner,
        counted.matrix[:n_own],
        counted.matrix[n_own:] if against is not None else None,
    )
    texts = [document.text for one in (corpus, against or ()) for document in one]
    shown = written_forms(texts, cut, counted.totals())
    terms = [shown.get(term, term) for term in counted.terms]
    rules = _Rules(top, least, alpha, correction, direction)
    targets = _targets(units.ids, along)
    compared = [_compared(side, np.asarray(rows, dtype=np.int64)) for _, rows in targets]
    listed = [
        kept
        for cells in target_cells(side.matrix, side.totals, compared, absent=direction != "more")
        for kept in _listed(cells, rules)
    ]
    items = tuple(_keys([name for name, _ in targets], compared, listed, words, terms))
    parameters = {
        "by": by if along is None else along.by or "group",
        "top": top, "least": least, "alpha": alpha,
        "correction": correction, "direction": direction, "weighting": given.weighting,
        "against": None if against is None else len(against),
    }  # fmt: skip
    return Keyness(items, parameters, given)


class _KeynessSide(NamedTuple):
    """The corpus' own units: counts, the family of each, the document of each, what votes."""

    matrix: csr_array
    families: NDArray[np.int64]
    """Row of the document that represents the unit's family."""
    document: NDArray[np.int64]
    totals: NDArray[np.int64]
    """Counts of all representatives together, or of the reference."""
    is_reference: bool
    whole: bool
    """Whether each unit is the only one of its document."""


class _Rules(NamedTuple):
    top: int
    least: int
    alpha: float
    correction: str
    direction: str


def _targets(ids: Sequence[str], groups: Groups | None) -> list[tuple[str, list[int]]]:
    if groups is None:
        return [(name, [row]) for row, name in enumerate(ids)]
    return [(name, rows.tolist()) for name, rows in groups.rows()]


def _side(
    units: Units, owner: NDArray[np.int64], matrix: csr_array, reference: csr_array | None
) -> _KeynessSide:
    document = units.document
    families = owner[document]
    others = matrix[np.flatnonzero(document == families)] if reference is None else reference
    whole = np.array_equal(document, np.arange(len(document)))
    return _KeynessSide(matrix, families, document, _total(others), reference is not None, whole)


def _total(matrix: csr_array) -> NDArray[np.int64]:
    return np.asarray(matrix.sum(axis=0), dtype=np.int64).ravel()


def _compared(side: _KeynessSide, mine: NDArray[np.int64]) -> TargetRows:
    """Rows that stand for the target, one a family, and how what it is compared with differs.

    Left out of this is every family of the target; a section's document stays.
    """
    if len(mine) == 1 and side.whole and not side.is_reference:
        family = side.families[mine]
        return TargetRows(mine, family[family >= 0], mine[:0])
    families, first = np.unique(side.families[mine], return_index=True)
    chosen = mine[np.sort(first)]
    if side.is_reference:
        return TargetRows(chosen, chosen[:0], chosen[:0])
    own = _rows_of(side.document, distinct(side.document[mine]))
    return TargetRows(chosen, _rows_of(side.document, families), own[~np.isin(own, mine)])


def _rows_of(document: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows of all units of some documents; units stand in the order of their documents."""
    starts = np.searchsorted(document, wanted)
    sizes = np.searchsorted(document, wanted, side="right") - starts
    return np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))


class _KeyColumns(NamedTuple):
    """Listed terms of some targets: cells, best first within a target, and what was measured."""

    cells: TargetCells
    rank: NDArray[np.int64]
    measured: tuple[NDArray[np.float64], ...]
    """Log ratio, G², p and corrected p of each cell."""


def _listed(cells: TargetCells, rules: _Rules) -> Iterator[_KeyColumns]:
    """The terms that pass, best first."""
    cells = TargetCells(*(part[cells.times + cells.rest >= rules.least] for part in cells))
    g2 = log_likelihood(cells.times, cells.size, cells.rest, cells.rest_size)
    effect = log_ratio(cells.times, cells.size, cells.rest, cells.rest_size)
    chance = p_values(g2)
    wanted = {"more": g2 > 0, "less": g2 < 0, "both": g2 != 0}[rules.direction]
    best, ranks, corrected = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], []
    weight, size = -np.abs(effect).round(9), -np.abs(g2).round(9)
    edges = np.flatnonzero(np.diff(cells.target, prepend=-1, append=-1))
    for first, last in pairwise(edges.tolist()):
        mine = slice(first, last)
        corrected.append(correct(chance[mine], rules.correction))
        listed = np.flatnonzero(wanted[mine] & (corrected[-1] <= rules.alpha))
        # columns are in code-point order of their terms: the last key settles all ties
        order = np.lexsort((listed, size[mine][listed], weight[mine][listed]))[: rules.top]
        best.append(listed[order] + first)
        ranks.append(np.arange(1, len(order) + 1))
    if corrected:
        kept = np.concatenate(best)
        measured = (effect, g2, chance, np.concatenate(corrected))
        yield _KeyColumns(
            TargetCells(*(part[kept] for part in cells)),
            np.concatenate(ranks),
            tuple(part[kept] for part in measured),
        )


def _keys(
    names: Sequence[str],
    targets: Sequence[TargetRows],
    listed: Sequence[_KeyColumns],
    words: UnitWords,
    terms: Sequence[str],
) -> Iterator[Key]:
    for held in listed:
        cells = held.cells
        parts, lengths = _stretches(cells, targets, words, len(terms))
        measured = (
            1000 * cells.times / cells.size,
            1000 * cells.rest / cells.rest_size,
            *held.measured[:2],
            chi_square(cells.times, cells.size, cells.rest, cells.rest_size),
        )
        spreads = juilland_d(parts, lengths), deviation_of_proportions(parts, lengths)
        yield from map(
            Key,
            [names[row] for row in cells.target.tolist()],
            held.rank.tolist(),
            [terms[row] for row in cells.term.tolist()],
            cells.times.tolist(),
            cells.rest.tolist(),
            *map(rounded, measured),
            *map(_chances, held.measured[2:]),
            cells.holders.tolist(),
            *map(rounded, spreads),
        )


def _chances(values: NDArray[np.float64]) -> list[float]:
    """Six digits that tell, however small: nothing is impossible by chance."""
    return [max(float(f"{value:.6g}"), _LEAST_CHANCE) for value in values.tolist()]


_LEAST_CHANCE = float(np.finfo(np.float64).tiny)  # below it, a probability is rounded to none


def _stretches(
    cells: TargetCells, targets: Sequence[TargetRows], words: UnitWords, n_terms: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count terms in :data:`TARGET_PARTS` equal parts of their targets; also the parts' lengths.

    Returns
    -------
    counts, lengths : ndarray
        Shape (parts, n cells), int64.
    """
    counts = np.zeros((TARGET_PARTS, len(cells.term)), dtype=np.int64)
    lengths = np.zeros((TARGET_PARTS, len(cells.term)), dtype=np.int64)
    place = np.full(n_terms, -1, dtype=np.int64)
    edges = np.flatnonzero(np.diff(cells.target, prepend=-1, append=-1)).tolist()
    for first, last in pairwise(edges):
        rows = targets[int(cells.target[first])].chosen.tolist()
        mine = np.concatenate([words.of(row) for row in rows])
        columns = cells.term[first:last]
        place[columns] = np.arange(first, last)
        part = np.arange(len(mine)) * TARGET_PARTS // len(mine)
        at = place[mine]
        here = np.flatnonzero(at >= 0)
        np.add.at(counts, (part[here], at[here]), 1)
        lengths[:, first:last] = np.bincount(part, minlength=TARGET_PARTS)[:, None]
        place[columns] = -1
    return counts, lengths
