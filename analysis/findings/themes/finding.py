"""Themes: what the sections of a corpus are about, and how sure that is.

>>> import corpus
>>> c = corpus.from_texts({"甲": "一、学习情况\\n每月学习一次。"})
>>> find_themes(c).themes, find_themes(c).notes[0].code
((), 'themes-too-little')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from analysis.findings.choices import THEME_KINDS, THEME_UNITS
from analysis.findings.groups import By, Groups, asked, dates_along, groups_of
from analysis.findings.themes.fit import LEAST_PASSAGES, Fitted, fit_themes
from analysis.findings.themes.genre import headings_are_parts
from analysis.findings.themes.methods import embedded, method_of
from analysis.findings.themes.units import LEAST_CHARACTERS, ThemeUnit, UnitAbove, passages_of
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.distinct import distinct
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError, require_choice
from corpus.export.saved import Saved
from corpus.messages import asked_language, render
from corpus.model import Note
from corpus.show import cell_html, heads_of, sentence_html, table_html
from corpus.words.stopwords import StopWords, stopwords_of
from corpus.words.tokens import Tokenizer, tokenizer_of
from corpus.words.written_forms import written_forms

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from analysis.findings.courses import Course

TERMS_LISTED = 10


class Theme(NamedTuple):
    """A theme, as in the output contract."""

    id: int
    """From 1, the largest subject first; parts of reports after all subjects."""
    label: str
    terms: tuple[tuple[str, float], ...]
    """Words that mark it and how much (0 to 1), the strongest first."""
    size: int
    """Passages about it: sections with enough text of their own, copies of documents once."""
    coherence: float
    """NPMI of its first words, -1 to 1."""
    stability: float
    """Mean cosine with its partner when a fifth of the documents is left out, 0 to 1; 1 for a
    theme that headings decide (存在问题, 下步打算)."""
    documents: int
    """Documents that have a passage about it, copies once."""
    kind: str = "subject"
    """``"subject"``, or ``"part"`` for what is no subject but a part that reports have."""


class Assignment(NamedTuple):
    """The theme of one unit, as in the output contract."""

    unit: str
    document: str
    theme: int | None
    """None: too short, or like no theme."""
    strength: float
    """Cosine of the unit's words with the theme's, 0 to 1; 1 where the heading decides."""


@dataclass(frozen=True)
class Themes(Saved):
    """Themes of a corpus with the evidence for them."""

    _main: ClassVar[str] = "theme"

    themes: tuple[Theme, ...]
    assignments: tuple[Assignment, ...]
    """One per unit, in reading order."""
    documents: tuple[str, ...] = field(repr=False)
    """Ids of the documents looked at."""
    counts: NDArray[np.int64] = field(repr=False)
    """Shape (n themes, n documents): passages of each document in each theme, copies included."""
    places: tuple[tuple[str, int | None, float, float], ...] = field(repr=False)
    """For each passage, copies included: its first unit, its theme, its place on the map."""
    tried: tuple[tuple[int, int, float, float], ...] = field(repr=False)
    """For each number of themes tried: the number, how many of its themes count, mean
    stability, mean coherence."""
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)
    notes: tuple[Note, ...] = ()
    groups: Groups | None = field(default=None, repr=False)
    """What ``by=`` said."""

    def __repr__(self) -> str:
        found = f"Themes({len(self.themes)} of {len(self.assignments)} units{self.votes.remark}"
        labels = "; ".join(f"{theme.label} {theme.size}" for theme in self.themes)
        return f"{found}: {labels})" if labels else f"{found})"

    def table(self) -> pd.DataFrame:
        """One row a theme: ``id, label, kind, size, documents, coherence, stability, terms``."""
        import pandas as pd

        columns = ["id", "label", "kind", "size", "documents", "coherence", "stability", "terms"]
        rows = [
            (t.id, t.label, t.kind, t.size, t.documents, t.coherence, t.stability, _words(t.terms))
            for t in self.themes
        ]
        return pd.DataFrame(rows, columns=columns)

    def units(self) -> pd.DataFrame:
        """One row a unit: ``unit, document, theme`` (or missing), ``label, strength``."""
        import pandas as pd

        labels = {theme.id: theme.label for theme in self.themes}
        return pd.DataFrame(
            {
                "unit": [a.unit for a in self.assignments],
                "document": [a.document for a in self.assignments],
                "theme": pd.array([a.theme for a in self.assignments], dtype="Int64"),
                "label": [labels.get(a.theme or 0) for a in self.assignments],
                "strength": [a.strength for a in self.assignments],
            }
        )

    def matrix(self) -> pd.DataFrame:
        """Passages by theme (rows, labels) and document (columns, ids)."""
        import pandas as pd

        labels = [theme.label for theme in self.themes]
        return pd.DataFrame(self.counts, index=labels, columns=list(self.documents))

    def along(self) -> pd.DataFrame:
        """In how many documents of each group of ``by=`` each theme stands.

        Columns: ``group, theme, term`` (its label) ``, documents, count, of, share, low, high``;
        see :meth:`analysis.findings.courses.Course.table`.
        """
        from analysis.findings.themes.along import themes_along

        return themes_along(self, asked(self.groups, self))

    def course(self) -> Course:
        """The same, to be drawn and saved: themes over time, where groups are years."""
        from analysis.findings.courses import Course

        return Course(self.along(), asked(self.groups, self).by)

    def map(self) -> pd.DataFrame:
        """One row a passage: ``unit, theme, label, x, y``; near each other what uses like words."""
        import pandas as pd

        labels = {theme.id: theme.label for theme in self.themes}
        frame = pd.DataFrame(list(self.places), columns=["unit", "theme", "x", "y"])
        frame["theme"] = frame["theme"].astype("Int64")
        frame.insert(2, "label", [labels.get(theme or 0) for _, theme, _, _ in self.places])
        return frame

    def records(self) -> Iterator[dict[str, Any]]:
        """Records of the output contract: ``theme`` first, then ``assignment``."""
        for theme in self.themes:
            yield {
                "type": "theme",
                "schema": 1,
                "id": theme.id,
                "label": theme.label,
                "terms": [[term, weight] for term, weight in theme.terms],
                "size": theme.size,
                "coherence": theme.coherence,
                "stability": theme.stability,
                "kind": theme.kind,
            }
        for assignment in self.assignments:
            yield {"type": "assignment", "schema": 1, **assignment._asdict()}
        if self.groups is not None:
            yield from self.course().records()

    def plot(self, kind: str = "map", **how: Unpack[PlotOptions]) -> Picture:
        """Draw the themes.

        Parameters
        ----------
        kind
            ``"map"``: passages as dots, near each other what uses like words; ``"bars"``: sizes
            and terms; ``"matrix"``: themes against documents.
        how
            ``ax`` (axes to draw in; by default a new figure), ``lang`` (``"zh"`` or ``"en"``),
            ``font`` (a font file or installed family to prefer).

        Returns
        -------
        Picture
            Shows itself in a notebook; ``.save("x.png")`` writes it, ``.figure`` and ``.ax`` are
            matplotlib's.
        """
        from analysis.findings.themes.plot import plot_bars, plot_map, plot_matrix

        require_choice("kind", kind, ("map", "bars", "matrix"))
        if kind == "bars":
            return plot_bars(self.table(), **how)
        if kind == "matrix":
            return plot_matrix(self.matrix(), **how)
        return plot_map(self.map(), **how)

    def _repr_html_(self) -> str:
        lang = asked_language()
        rows = [
            (t.label, render(f"theme-{t.kind}", {}, lang), t.size, t.documents,
             f"{t.stability:.2f}", _words(t.terms))
            for t in self.themes
        ]  # fmt: skip
        lead = [sentence_html("notebook-themes", n=len(rows))] if rows else []
        notes = [Markup("<p>{}</p>").format(note.message(lang)) for note in self.notes]
        table = table_html(heads_of("notebook-themes-heads"), rows, numbers=(2, 3, 4), most=60)
        return cell_html(*lead, *([table] if rows else []), *notes, self.votes.remark_html())


@takes_old_names("voters", "weighting", "shared")
def find_themes(
    corpus: Corpus,
    *,
    unit: str = "auto",
    method: Any = "nmf",
    embedding: Any = None,
    n_themes: int | Literal["auto"] = "auto",
    tokenizer: Tokenizer | None = None,
    stopwords: StopWords = None,
    votes: VotesLike = None,
    random_state: int = 0,
    by: By | None = None,
) -> Themes:
    """Find what the sections of a corpus are about.

    Sections with enough text of their own are the passages; a shorter one is read with the
    section above it; a heading over sections has the theme of most of them. What a section's
    heading, or the one above, calls shortcomings or plans is no subject but a part of reports
    (``kind``, rules in ``themes.toml``). The rest is factorised, words against passages,
    with copies of documents left out; see :func:`analysis.findings.themes.model.choose_model` for
    how many themes come out. Every passage, copies included, then gets the theme it is most made
    of, or none.

    Parameters
    ----------
    corpus
        The documents.
    unit
        ``"section"`` (documents without sections by paragraph), ``"paragraph"``, ``"document"``;
        ``"auto"``: sections, but documents where most headings are parts of a kind of text
        (裁判结果, 典型意义) and no subjects, see
        :func:`analysis.findings.themes.genre.headings_are_parts`.
    method
        ``"nmf"`` (a section may be made of several themes; the others put it into one),
        ``"kmeans"``, ``"agglomerative"`` or ``"hdbscan"``; see
        :mod:`analysis.findings.themes.methods`. Everything else is the same for all of them.
        Or your own: anything with ``fit_predict`` (scikit-learn's clusterers), or with ``fit``
        that gives ``components_`` (its decompositions).
    embedding
        Puts passages where methods that cluster look for them: a function from a list of texts to
        rows of numbers, or anything with ``encode`` (sentence-transformers), ``fit_transform`` or
        ``transform``. By default the singular vectors of the words. What a theme is called, and
        which passage belongs to it, words decide as ever.
    n_themes
        How many; by default as many as the documents bear out.
    tokenizer
        Cuts words; by default the corpus' own.
    stopwords
        Words that do not count, or the path of a file with them
        (:func:`corpus.words.stopwords.read_stopwords`); by default the list that comes with the
        project.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and copies vote once;
        or :class:`analysis.Votes`. By default every document votes, and the result says so.
    random_state
        Seed of the resampling by which themes are judged.
    by
        What the groups are that ``along`` tells of: a variable (``"年份"``), a value for each
        document, or a function of one; see :func:`analysis.findings.groups.groups_of`.

    Returns
    -------
    Themes
        Without themes, and with a note, where there is too little to say.

    Raises
    ------
    SettingsError
        If ``unit`` or ``method`` is unknown, ``n_themes`` is no positive number, or the votes do
        not fit the corpus.
    """
    require_corpus(corpus)
    _check(unit, n_themes)
    way = method_of(method)
    groups = None if by is None else groups_of(corpus, by)
    given = votes_of(votes, len(corpus))
    words = stopwords_of(stopwords)
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    grain = "section" if unit == "auto" else unit
    cutting: dict[str, Any] = {"tokenizer": cut, "stopwords": words, "shared": given.left_out}
    passages, left_out = passages_of(corpus, unit=grain, **cutting)
    if unit == "auto" and headings_are_parts(passages, given.owner):
        grain = "document"
        passages, left_out = passages_of(corpus, unit=grain, **cutting)
    parameters = {
        "unit": grain,
        "method": method if isinstance(method, str) else type(method).__name__,
        "n_themes": n_themes,
        "weighting": given.weighting,
        "random_state": random_state,
    }
    # One order whatever the order of documents: the arithmetic below then adds in the same order.
    rows = sorted(range(len(passages)), key=lambda row: _key(passages[row]))
    ordered = [passages[row] for row in rows]
    place = {row: place for place, row in enumerate(rows)}
    above = [replace(unit, below=tuple(place[row] for row in unit.below)) for unit in left_out]
    fitted = fit_themes(
        ordered,
        given.owner,
        above,
        method=way,
        points=None if embedding is None else embedded(embedding, _texts(corpus, ordered)),
        n_themes=None if n_themes == "auto" else n_themes,
        random_state=random_state,
    )
    themes, number, over = _arranged(ordered, fitted)
    themes = _as_written(themes, corpus, cut, ordered)
    return Themes(
        themes=themes,
        assignments=_assigned(corpus, ordered, left_out, number, over, fitted),
        documents=tuple(document.id for document in corpus),
        counts=_counted(ordered, number, len(themes), len(corpus)),
        places=_placed(ordered, number, fitted),
        tried=fitted.tried,
        parameters=parameters,
        votes=given if by is None else given.earliest(dates_along(corpus.items, by)),
        notes=(
            *((Note.of("themes-by-document", (0, 0)),) if grain == "document" != unit else ()),
            *(
                ()
                if any(theme.kind == "subject" for theme in themes)
                else (_why_none(int(fitted.votes.sum()), len(left_out)),)
            ),
        ),
        groups=groups,
    )


def _arranged(
    passages: Sequence[ThemeUnit], fitted: Fitted
) -> tuple[tuple[Theme, ...], list[int | None], list[int | None]]:
    """Number the themes, subjects first, of each the largest first; drop the empty ones."""
    n_subjects = len(fitted.labels) - fitted.parts
    members = [
        np.flatnonzero((fitted.theme == number) & fitted.votes).tolist()
        for number in range(len(fitted.labels))
    ]
    order = sorted(
        (number for number, rows in enumerate(members) if rows),
        key=lambda n: (
            n >= n_subjects,
            -len(members[n]),
            min(passages[row].units[0] for row in members[n]),
        ),
    )
    themes = tuple(
        Theme(
            id=new,
            label=fitted.labels[old],
            terms=_strongest(fitted.marks[old]),
            size=len(members[old]),
            coherence=round(fitted.coherence[old], 6),
            stability=round(fitted.stability[old], 6),
            documents=len(distinct(fitted.families[members[old]])),
            kind=THEME_KINDS[old >= n_subjects],
        )
        for new, old in enumerate(order, 1)
    )
    place = {old: new for new, old in enumerate(order, 1)}
    return (
        themes,
        [place.get(number) for number in fitted.theme.tolist()],
        [place.get(number) for number, _ in fitted.above],
    )


def _as_written(
    themes: tuple[Theme, ...], corpus: Corpus, cut: Tokenizer, passages: Sequence[ThemeUnit]
) -> tuple[Theme, ...]:
    """Show words in the script that the corpus writes them in."""
    counts = Counter(chain.from_iterable(passage.words for passage in passages))
    counts.pop("", None)  # the sign between words that were no neighbours
    shown = written_forms((document.text for document in corpus), cut, counts)
    if not shown:
        return themes
    return tuple(
        theme._replace(
            label="".join(shown.get(word, word) for word in cut.tokenize(theme.label).words),
            terms=tuple((shown.get(term, term), weight) for term, weight in theme.terms),
        )
        for theme in themes
    )


def _why_none(n_voting: int, n_short: int) -> Note:
    if n_voting < LEAST_PASSAGES <= n_voting + n_short:
        return Note.of(
            "themes-too-short", (0, 0), short=n_short, least=LEAST_CHARACTERS, passages=n_voting,
            needed=LEAST_PASSAGES,
        )  # fmt: skip
    code = "themes-too-little" if n_voting < LEAST_PASSAGES else "themes-none"
    return Note.of(code, (0, 0), passages=n_voting, needed=LEAST_PASSAGES)


def _strongest(marks: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(marks.items(), key=lambda item: (-item[1], item[0]))[:TERMS_LISTED])


def _texts(corpus: Corpus, passages: Sequence[ThemeUnit]) -> list[str]:
    """The text of each passage: of its unit, and of those that go with it."""
    known: dict[str, str] = {}
    for grain in THEME_UNITS[1:]:
        units = corpus.units(grain)
        known.update(zip(units.ids, units.texts, strict=True))
    return ["\n".join(known[name] for name in passage.units) for passage in passages]


def _key(passage: ThemeUnit) -> tuple[tuple[str, ...], str]:
    return passage.words, passage.units[0]


def _words(terms: Sequence[tuple[str, float]]) -> str:
    return " ".join(term for term, _ in terms)


def _counted(
    passages: Sequence[ThemeUnit], number: Sequence[int | None], n_themes: int, n_documents: int
) -> NDArray[np.int64]:
    """Count the passages of each theme in each document."""
    counts = np.zeros((n_themes, n_documents), dtype=np.int64)
    for passage, theme in zip(passages, number, strict=True):
        if theme is not None:
            counts[theme - 1, passage.document] += 1
    return counts


def _placed(
    passages: Sequence[ThemeUnit], number: Sequence[int | None], fitted: Fitted
) -> tuple[tuple[str, int | None, float, float], ...]:
    """Say where on the map of themes the passages are that have a place there."""
    on_map = zip(passages[: len(fitted.place)], number, fitted.place.tolist(), strict=False)
    return tuple(sorted((passage.units[0], theme, x, y) for passage, theme, (x, y) in on_map))


def _assigned(
    corpus: Corpus,
    passages: Sequence[ThemeUnit],
    left_out: Sequence[UnitAbove],
    number: Sequence[int | None],
    over: Sequence[int | None],
    fitted: Fitted,
) -> tuple[Assignment, ...]:
    """Assign units in reading order: sections as the outline has them, paragraphs by number."""
    units: list[tuple[str, int, int | None, float]] = [
        (unit.unit, unit.document, theme, strength)
        for unit, theme, (_, strength) in zip(left_out, over, fitted.above, strict=True)
    ]
    for passage, theme, strength in zip(passages, number, fitted.strength.tolist(), strict=True):
        units += [(i, passage.document, theme, strength) for i in passage.units]
    places: dict[str, int] = {}
    for document in corpus:
        for section in document.sections:
            places[section.id] = len(places)
    return tuple(
        Assignment(name, corpus[row].id, theme, strength)
        for name, row, theme, strength in sorted(
            units, key=lambda unit: (unit[1], places.get(unit[0], -1), len(unit[0]), unit[0])
        )
    )


def _check(
    unit: str,
    n_themes: int | Literal["auto"],
) -> None:
    require_choice("unit", unit, THEME_UNITS)
    if n_themes != "auto" and (not isinstance(n_themes, int) or n_themes < 1):
        raise SettingsError.of("setting-auto", name="n_themes", value=repr(n_themes), least=1)
