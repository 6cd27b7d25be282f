"""What findings say along a variable: of each group, between groups, over time.

The groups are those of :func:`analysis.findings.groups.groups_of`; the first column of every table
is ``group``. Shares have Wilson's interval (95 %).

>>> import corpus
>>> from analysis import find_duplicates
>>> text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
>>> c = corpus.from_dataframe({"text": [text, text, "水库已通过验收。"], "镇": ["甲", "乙", "乙"]})
>>> flows(find_duplicates(c), c, "镇").table()[["group", "other", "ties"]].to_dict("list")
{'group': ['乙'], 'other': ['甲'], 'ties': [1]}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from analysis.drawings.growth import course_plot, group_matrix
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.findings.boilerplate import Boilerplate
from analysis.findings.choices import CLASSES
from analysis.findings.duplicates import Duplicates
from analysis.findings.groups import By, Groups, groups_of
from analysis.findings.profile import Profile, profile
from analysis.findings.reuse import Reuse
from analysis.findings.reuse.tables import reused_characters
from analysis.findings.terms import Concordance, kwic
from analysis.findings.themes import Themes
from analysis.measures.arrays.shingles import Ints
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.variables.dates import iso_date
from corpus.variables.values import label_of

if TYPE_CHECKING:
    import pandas as pd

    from corpus.export.networks import Network

PER = 10_000
"""Characters that the frequency of a term is told for."""


@dataclass(frozen=True, eq=False)
class Course(Saved):
    """How often terms or themes occur in each group: with years as groups, their course."""

    frame: pd.DataFrame = field(repr=False)
    by: str

    def table(self) -> pd.DataFrame:
        """One row a term and group: ``group, term, documents, count, of, share, low, high``.

        ``count`` of ``of`` documents have it; ``places`` and ``per_10000`` (characters) are there
        for terms.
        """
        return self.frame

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the shares as lines over the groups, each in the band of its interval."""
        return picture(course_plot(self.frame, by=self.by, **how), how.get("ax"))


@dataclass(frozen=True, eq=False)
class Flows(Saved):
    """What groups have in common: copies, or reused passages."""

    frame: pd.DataFrame = field(repr=False)
    groups: Groups
    directed: bool
    """``group`` had it first, and ``other`` later."""

    def table(self) -> pd.DataFrame:
        """One row two groups: ``group, other, ties, documents, other_documents``.

        Of reused passages also ``characters`` of ``other`` that stand in ``group``, each counted
        once, and their ``share`` of all characters of ``other``.
        """
        return self.frame

    def _network(self) -> Network:
        from corpus.export.networks import Network, NetworkNode, NetworkTie

        sizes = self.groups.sizes.tolist()
        nodes = [
            NetworkNode(name, name, {"documents": count})
            for name, count in zip(self.groups.names, sizes, strict=True)
        ]
        columns = (self.frame[name].tolist() for name in ("group", "other", "ties"))
        ties = [NetworkTie(*each) for each in zip(*columns, strict=True)]
        return Network(nodes, ties, directed=self.directed)

    def matrix(self) -> pd.DataFrame:
        """Groups × groups: pairs; symmetric unless directed (rows had it first)."""
        import pandas as pd

        names = list(self.groups.names)
        cells = np.zeros((len(names), len(names)), dtype=np.int64)
        row = {name: at for at, name in enumerate(names)}
        columns = (self.frame[name].tolist() for name in ("group", "other", "ties"))
        for one, two, count in zip(*columns, strict=True):
            cells[row[one], row[two]] += count
            if not self.directed and one != two:
                cells[row[two], row[one]] += count
        return pd.DataFrame(cells, index=names, columns=names)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the matrix, darker where groups have more in common."""
        drawn = group_matrix(self.matrix(), by=self.groups.by, directed=self.directed, **how)
        return picture(drawn, how.get("ax"))


def along(found: Any, corpus: Corpus, by: By) -> pd.DataFrame:
    """Say what a finding says of each group.

    Parameters
    ----------
    found
        What :func:`analysis.profile`, :func:`analysis.find_boilerplate`,
        :func:`analysis.find_duplicates`, :func:`analysis.find_reuse`, :func:`analysis.kwic` or
        :func:`analysis.find_themes` found in this corpus.
    corpus
        The documents.
    by
        A variable, a value for each document, or a function of one.

    Returns
    -------
    DataFrame
        ``group, documents`` first. Of a profile its measures; of boilerplate the shares of each
        class, by characters; of duplicates the documents that are in a family (``count``, with
        ``share, low, high``) and those in a family with other groups (``across``); of reuse
        characters, and the shares that stand elsewhere (``share``), in the group (``inside``)
        and in others (``outside``); of a concordance as :meth:`Course.table`; of themes a row a
        group and theme.

    Raises
    ------
    SettingsError
        If there is no such variable, or the finding is of other documents or of a kind that has
        no groups.

    Examples
    --------
    >>> import corpus
    >>> from analysis import kwic
    >>> c = corpus.from_dataframe({"text": ["学习两次。", "学习一次。", "防汛。"], "年": [1, 1, 2]})
    >>> along(kwic(c, "学习"), c, "年")[["group", "count", "of", "places"]].to_dict("list")
    {'group': ['1', '2'], 'count': [2, 0], 'of': [2, 1], 'places': [2, 0]}
    """
    require_corpus(corpus)
    groups = groups_of(corpus, by)
    for kind, make in _MAKERS.items():
        if isinstance(found, kind):
            made: pd.DataFrame = make(found, corpus, groups)
            return made
    raise SettingsError.of("setting-no-groups", kind=type(found).__name__)


def flows(found: Duplicates | Reuse, corpus: Corpus, by: By, *, when: By | None = None) -> Flows:
    """Say which groups have what in common: which town copies from which, which year from which.

    Parameters
    ----------
    found
        Copies or reused passages of this corpus.
    corpus
        The documents.
    by
        What the groups are.
    when
        A variable with dates: the earlier document of a pair is its source; pairs of one date, or
        without one, are left out and counted by nobody. By default groups stand in their own
        order, and a tie has no direction.

    Raises
    ------
    SettingsError
        If there is no such variable, or the finding is of other documents.
    """
    import pandas as pd

    groups = groups_of(corpus, by)
    rows = _rows(found, corpus)
    a, b = _ties(found, rows)
    at = groups.of
    if when is not None:
        dates = [_date(value) for value in _values(corpus, when)]
        names = sorted({date for date in dates if date is not None})
        at = np.array([names.index(date) if date is not None else -1 for date in dates])
    turned = at[a] > at[b]
    a, b = np.where(turned, b, a), np.where(turned, a, b)
    counts = (groups.of[a] >= 0) & (groups.of[b] >= 0)
    if when is not None:
        counts &= (at[a] >= 0) & (at[a] < at[b])
    one, two = groups.of[a], groups.of[b]
    lines = []
    for x, y in sorted(set(zip(one[counts].tolist(), two[counts].tolist(), strict=True))):
        mine = counts & (one == x) & (two == y)
        line: dict[str, object] = {
            "group": groups.names[x],
            "other": groups.names[y],
            "ties": len(set(zip(a[mine].tolist(), b[mine].tolist(), strict=True))),
            "documents": len(set(a[mine].tolist())),
            "other_documents": len(set(b[mine].tolist())),
        }
        if isinstance(found, Reuse):
            theirs = groups.of[rows] == y
            shared = int(reused_characters(found, mine)[theirs].sum())
            whole = max(1, int(found.lengths[theirs].sum()))
            line |= {"characters": shared, "share": round(shared / whole, 6)}
        lines.append(line)
    columns = ["group", "other", "ties", "documents", "other_documents"]
    columns += ["characters", "share"] if isinstance(found, Reuse) else []
    return Flows(pd.DataFrame(lines, columns=columns), groups, when is not None)


def course(corpus: Corpus, terms: str | Sequence[str] | Themes, by: By, **options: Any) -> Course:
    """Follow words, phrases or themes over groups: years, months, places.

    Parameters
    ----------
    corpus
        The documents.
    terms
        A word or phrase, several of them, or what :func:`analysis.find_themes` found.
    by
        What the groups are: ``"年份"``, ``"signed_date:year"``.
    **options
        ``level`` and ``votes``, as for :func:`analysis.kwic`; with votes, copies are passed over.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_dataframe({"text": ["学习两次。", "学习一次。", "防汛。"], "年": [1, 1, 2]})
    >>> course(c, ["学习", "防汛"], "年").table()[["group", "term", "share"]].to_numpy().tolist()
    [['1', '学习', 1.0], ['2', '学习', 0.0], ['1', '防汛', 0.0], ['2', '防汛', 1.0]]
    """
    import pandas as pd

    require_corpus(corpus)
    groups = groups_of(corpus, by)
    name = by if isinstance(by, str) else ""
    if isinstance(terms, Themes):
        return Course(_of_themes(terms, corpus, groups), name)
    several = [terms] if isinstance(terms, str) else list(terms)
    frames = [_of_places(kwic(corpus, term, **options), corpus, groups) for term in several]
    return Course(pd.concat(frames, ignore_index=True), name)


def _of_profile(found: Profile, corpus: Corpus, groups: Groups) -> pd.DataFrame:
    """Measure each group as a corpus of its own, the copies left out that the profile left out."""
    import pandas as pd

    voting = set(found.votes.rows.tolist())
    rows = []
    for name, members in groups.rows():
        own = [corpus[row] for row in members.tolist() if row in voting]
        measured = profile(Corpus.of(own, tokenizer=corpus.tokenizer)).table().iloc[-1].to_dict()
        measured.pop("id")
        rows.append({"group": name, "documents": len(members), **measured})
    return pd.DataFrame(rows)


def _of_boilerplate(found: Boilerplate, corpus: Corpus, groups: Groups) -> pd.DataFrame:
    rows = _rows(found, corpus)
    counts = np.zeros((len(groups), len(CLASSES)), dtype=np.int64)
    for at, own in enumerate(rows.tolist()):
        if groups.of[own] >= 0:
            counts[groups.of[own]] += np.asarray(found.counts[at], dtype=np.int64)
    import pandas as pd

    whole = counts.sum(axis=1)
    shares = counts / np.maximum(whole, 1)[:, None]
    frame = pd.DataFrame(shares.round(6), columns=list(CLASSES))
    frame.insert(0, "classed", whole)
    frame.insert(0, "documents", groups.sizes)
    frame.insert(0, "group", list(groups.names))
    return frame


def _of_duplicates(found: Duplicates, corpus: Corpus, groups: Groups) -> pd.DataFrame:
    _rows(found, corpus)  # is it of these documents?
    place = groups.row_of()
    document_of = {u: found.units.documents[d].id for u, d in
                   zip(found.units.ids, found.units.document.tolist(), strict=True)}  # fmt: skip
    inside, across = set[str](), set[str]()
    for family in found.families:
        members = {document_of[member] for member in family.members}
        inside |= members if len(members) > 1 else set()
        if len({place[member] for member in members}) > 1:
            across |= members
    frame = groups.counted(_count(inside, place, groups))
    frame["across"] = _count(across, place, groups)
    return frame


def _count(documents: Iterable[str], place: dict[str, int], groups: Groups) -> list[int]:
    counted = Counter(place[document] for document in documents)
    return [counted[group] for group in range(len(groups))]


def _of_reuse(found: Reuse, corpus: Corpus, groups: Groups) -> pd.DataFrame:
    import pandas as pd

    rows = _rows(found, corpus)
    of = groups.of[rows]
    same = of[found.a_row] == of[found.b_row]
    kinds = {"share": np.ones(len(found), dtype=bool), "inside": same, "outside": ~same}
    whole = np.bincount(of[of >= 0], weights=found.lengths[of >= 0], minlength=len(groups))
    frame = pd.DataFrame({"group": list(groups.names), "documents": groups.sizes,
                          "characters": whole.astype(np.int64)})  # fmt: skip
    for name, chosen in kinds.items():
        reused = reused_characters(found, chosen)
        part = np.bincount(of[of >= 0], weights=reused[of >= 0], minlength=len(groups))
        frame[name] = (part / np.maximum(whole, 1)).round(6)
    return frame


def _of_places(found: Concordance, corpus: Corpus, groups: Groups) -> pd.DataFrame:
    place = groups.row_of()
    voting = groups.of[found.votes.rows]
    of = np.bincount(voting[voting >= 0], minlength=len(groups))
    lines = [line.document for line in found.reading]
    frame = groups.counted(_count(set(lines), place, groups), of)
    frame["places"] = _count(lines, place, groups)
    sizes = np.array([corpus[row].characters for row in found.votes.rows.tolist()], dtype=np.int64)
    whole = np.bincount(voting[voting >= 0], weights=sizes[voting >= 0], minlength=len(groups))
    frame["per_10000"] = (PER * frame["places"] / np.maximum(whole, 1)).round(6)
    frame.insert(1, "term", found.term)
    return frame


def _of_themes(found: Themes, corpus: Corpus, groups: Groups) -> pd.DataFrame:
    import pandas as pd

    row = {document.id: at for at, document in enumerate(corpus)}
    if any(document not in row for document in found.documents):
        raise SettingsError.of("setting-other-documents")
    of = groups.of[[row[document] for document in found.documents]]
    frames = []
    for theme, counts in zip(found.themes, np.asarray(found.counts), strict=True):
        having = of[(counts > 0) & (of >= 0)]
        frame = groups.counted(np.bincount(having, minlength=len(groups)))
        frame.insert(1, "theme", theme.id)
        frame.insert(2, "term", theme.label)
        frames.append(frame)
    columns = ["group", "theme", "term", "documents", "count", "of", "share", "low", "high"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


_MAKERS: dict[type, Callable[..., pd.DataFrame]] = {
    Profile: _of_profile,
    Boilerplate: _of_boilerplate,
    Duplicates: _of_duplicates,
    Reuse: _of_reuse,
    Concordance: _of_places,
    Themes: _of_themes,
}


def _rows(found: Any, corpus: Corpus) -> Ints:
    """For each document of a finding its row in the corpus."""
    own = found.units.documents if isinstance(found, Duplicates) else found.documents
    row = {document.id: at for at, document in enumerate(corpus)}
    try:
        return np.array([row[document.id] for document in own], dtype=np.int64)
    except KeyError as error:
        raise SettingsError.of("setting-other-documents") from error


def _ties(found: Duplicates | Reuse, rows: Ints) -> tuple[Ints, Ints]:
    """Rows of the documents of each pair of copies, or of each passage."""
    if isinstance(found, Reuse):
        return rows[found.a_row], rows[found.b_row]
    ties = sorted({(min(pair), max(pair)) for pair in _alike(found, rows[found.units.document])})
    both = np.array(ties, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _alike(found: Duplicates, document: Any) -> Iterator[tuple[int, int]]:
    """Copies and revisions: members of a family, each with every other up to 100, or the first."""
    row = {name: at for at, name in enumerate(found.units.ids)}
    for family in found.families:
        members = [int(document[row[member]]) for member in family.members]
        firsts = members if len(members) <= _MOST_PAIRED else members[:1]
        yield from ((a, b) for a in firsts for b in members if a != b)


_MOST_PAIRED = 100
"""Members of a family that are tied each with each; of a larger one, each with the first."""


def _values(corpus: Corpus, when: By) -> list[Any]:
    if isinstance(when, str):
        return list(corpus.variable(when))
    return [when(document) for document in corpus] if callable(when) else list(when)


def _date(value: Any) -> str | None:
    label = label_of(value)
    return iso_date(label) if label else None
