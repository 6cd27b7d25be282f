"""Key word in context (KWIC, 逐字索引): every place where a string of characters stands.

Found by characters, so that no segmentation can hide a place: 学习 is found in 理论学习中心组, too.
The layout goes back to Luhn (1960), "Key word-in-context index for technical literature",
American Documentation 11(4).

>>> import corpus
>>> c = corpus.from_texts({"甲": "党委书记是第一责任人。", "乙": "明确責任，第一責任人负总责。"})
>>> [(line.document, line.left) for line in kwic(c, "责任人", width=4)]
[('甲', '记是第一'), ('乙', '任，第一')]
>>> [line.match for line in kwic(c, "责任人")]
['责任人', '責任人']
>>> [line.match for line in kwic(c, "责任人", level="exact")]
['责任人']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Unpack

import numpy as np
from markupsafe import Markup

from analysis.findings.choices import MATCHING, ORDERS, PATTERNS
from analysis.findings.groups import By, Groups, asked, dates_along, groups_of
from analysis.findings.terms.search import pattern_places
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.terms.dispersion import deviation_of_proportions, juilland_d
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError, require_choice
from corpus.export.saved import Saved, texts_of
from corpus.folding.comparable import fold, fold_many
from corpus.folding.reading import read_word, reading_form, simplified
from corpus.model import Document, Span
from corpus.show import cell_html, heads_of, table_html
from corpus.units import section_rows
from corpus.words.tokens import Tokenizer, tokenizer_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions
    from analysis.findings.courses import Course

EXACT, READING = MATCHING[:2]
"""How characters are compared: as they stand, as they read (:mod:`corpus.folding.reading`), or
folded (:mod:`corpus.folding.comparable`)."""
WIDTH = 20
"""Characters of context on either side: with the term, about a line of 100 cells."""


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One place; ``left + match + right`` is a stretch of the source, line breaks included."""

    document: str
    section: str | None
    """The innermost section it stands in; None before the first heading."""
    sentence: str
    """The sentence it begins in."""
    span: Span
    left: str
    match: str
    """The text as it stands there: with folding it need not be the term."""
    right: str
    term: str = ""
    """What was looked for."""


_COLUMNS = [column.name for column in fields(ConcordanceLine)]


@dataclass(frozen=True)
class Concordance(Saved):
    """All places of a term, or of several, in the order asked for."""

    _main: ClassVar[str] = "kwic"

    term: str
    """The term; several with ``、`` between them."""
    reading: tuple[ConcordanceLine, ...] = field(repr=False)
    """The places in reading order."""
    order: str
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False, default=())
    """Those that were looked through."""
    groups: Groups | None = field(repr=False, default=None)
    """What ``by=`` said."""
    terms: tuple[str, ...] = field(repr=False, default=())
    """Each term that was looked for."""

    def __repr__(self) -> str:
        documents = len({line.document for line in self.reading})
        return (
            f"Concordance({self.term!r}: {len(self)} places in {documents} documents"
            f"{self.votes.remark})"
        )

    def __len__(self) -> int:
        return len(self.reading)

    def __iter__(self) -> Iterator[ConcordanceLine]:
        return iter(self.lines)

    @cached_property
    def lines(self) -> tuple[ConcordanceLine, ...]:
        """The places in the order asked for."""
        if self.order == "left":
            return tuple(sorted(self.reading, key=lambda line: _solid(line.left)[::-1]))
        if self.order == "right":
            return tuple(sorted(self.reading, key=lambda line: _solid(line.right)))
        return self.reading

    def sorted(self, order: str) -> Concordance:
        """The same places in another order.

        Parameters
        ----------
        order
            ``"position"`` (reading order), ``"left"`` (by the characters before the term, the
            nearest first) or ``"right"`` (by those after it). Characters order by code point,
            blanks do not count, and places with equal context stay in reading order.

        Raises
        ------
        SettingsError
            If there is no such order.
        """
        _check("order", order, ORDERS)
        return replace(self, order=order)

    def neighbours(self, side: str, *, characters: int = 1) -> list[tuple[str, int]]:
        """Which strings stand next to the term, and how often, the most frequent first.

        Parameters
        ----------
        side
            ``"left"`` or ``"right"``.
        characters
            Their length; fewer at the ends of a document.

        Examples
        --------
        >>> import corpus
        >>> c = corpus.from_texts({"甲": "理论学习抓紧，集中学习抓实，自主学习。"})
        >>> kwic(c, "学习").neighbours("right", characters=2)
        [('抓实', 1), ('抓紧', 1), ('。', 1)]
        """
        _check("side", side, ORDERS[1:])
        if characters < 1:
            raise SettingsError.of(
                "setting-from", name="characters", value=repr(characters), least=1
            )
        counted = Counter(
            _solid(line.left)[-characters:] if side == "left" else _solid(line.right)[:characters]
            for line in self.reading
        )
        counted.pop("", None)
        # the longest first among equals: a shorter one stands at a document's end
        return sorted(counted.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))

    def table(self) -> pd.DataFrame:
        """One row a place.

        Columns: ``document, section, sentence, span_start, span_end, left, match, right, term``.
        """
        import pandas as pd

        frame = pd.DataFrame(
            [[getattr(line, name) for name in _COLUMNS] for line in self.lines], columns=_COLUMNS
        )
        place = _COLUMNS.index("span")
        spans = np.array([line.span for line in self.lines], dtype=np.int64).reshape(-1, 2)
        frame = frame.drop(columns="span")
        frame.insert(place, "span_start", spans[:, 0])
        frame.insert(place + 1, "span_end", spans[:, 1])
        return frame

    def _texts(self) -> dict[str, str]:
        return texts_of(self.documents)

    def records(self) -> Iterator[dict[str, Any]]:
        """One ``kwic`` record a place; with ``by=``, a ``course`` record a group behind them."""
        for line in self.lines:
            yield {
                "type": "kwic", "schema": 1, "term": line.term, "document": line.document,
                "section": line.section, "sentence": line.sentence, "span": list(line.span),
                "left": line.left, "match": line.match, "right": line.right,
            }  # fmt: skip
        if self.groups is not None:
            yield from self.course().records()

    def along(self) -> pd.DataFrame:
        """In how many documents of each group of ``by=`` the term stands, how often.

        Columns: ``group, term, documents, count, of, share, low, high, places, per_10000``; see
        :meth:`analysis.findings.courses.Course.table`.
        """
        import pandas as pd

        from analysis.findings.terms.along import places_along

        groups = asked(self.groups, self)
        frames = [
            places_along(
                term,
                (line.document for line in self.reading if line.term == term),
                self.documents,
                self.votes,
                groups,
            )
            for term in self.terms
        ]
        return pd.concat(frames, ignore_index=True)

    def course(self) -> Course:
        """The same, to be drawn and saved."""
        from analysis.findings.courses import Course

        return Course(self.along(), asked(self.groups, self).by)

    def dispersion(self) -> pd.DataFrame:
        """One row a document: how often the term stands there; and how evenly, over all of them.

        Columns: ``document``, ``characters``, ``count``, ``per_1000`` (characters). The frame's
        ``attrs`` hold ``juilland_d`` and ``dp`` over the documents, sizes in characters; see
        :mod:`analysis.measures.terms.dispersion`.
        """
        import pandas as pd
        from scipy.sparse import csr_array

        held = Counter(line.document for line in self.reading)
        sizes = np.array([d.characters for d in self.documents], dtype=np.int64)
        counts = np.array([held[d.id] for d in self.documents], dtype=np.int64)
        frame = pd.DataFrame(
            {
                "document": [d.id for d in self.documents],
                "characters": sizes,
                "count": counts,
                "per_1000": (1000 * counts / np.maximum(sizes, 1)).round(6),
            }
        )
        column = csr_array(counts[:, None])
        frame.attrs["juilland_d"] = float(juilland_d(column, sizes).round(6)[0])
        frame.attrs["dp"] = float(deviation_of_proportions(column, sizes).round(6)[0])
        return frame

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw a dispersion plot: a line a document, a tick where the term stands.

        Parameters
        ----------
        how
            ``ax``, ``lang``, ``font``: as of every other ``plot``.
        """
        import pandas as pd

        from analysis.findings.terms.plot import plot_dispersion

        starts = {d.id: d.body.start for d in self.documents}
        places = [(line.document, line.span.start - starts[line.document]) for line in self.reading]
        frame = pd.DataFrame(places, columns=["document", "start"])
        return plot_dispersion(
            self.term, frame, {d.id: d.characters for d in self.documents}, **how
        )

    def _repr_html_(self) -> str:
        strong = Markup("<strong>{}</strong>")
        rows = [
            (line.document, flat(line.left), strong.format(flat(line.match)), flat(line.right))
            for line in self.lines
        ]
        heads = heads_of("notebook-kwic-heads")
        return cell_html(
            table_html(heads, rows, numbers=(1,), most=50), self.votes.remark_html()
        )  # ends at the word


@takes_old_names("voters")
def kwic(
    corpus: Corpus,
    term: str | Sequence[str],
    *,
    width: int = WIDTH,
    matching: str = PATTERNS[0],
    level: str = READING,
    order: str = "position",
    tokenizer: Tokenizer | None = None,
    votes: VotesLike = None,
    by: By | None = None,
) -> Concordance:
    """Find every place of a term, or of several, in the documents' bodies.

    Places of one term do not overlap: after one is found the search goes on behind it.

    Parameters
    ----------
    corpus
        The documents.
    term
        A string of any length, or a pattern as ``matching`` says; or several of them.
    width
        Characters of context on either side; the context ends where the body ends.
    matching
        ``"text"``: a string. ``"wildcard"``: ``?`` is one character, ``*`` up to 20 of one
        sentence, as few as possible. ``"regex"``: a regular expression without what needs
        backtracking (:class:`analysis.measures.terms.patterns.LinearPattern`), the longest match
        of at most 200 characters. ``"words"``: words with blanks between, each ``word``,
        ``word/tag`` or ``/tag`` with ``*`` and ``?``: ``"加强 /n*"`` is 加强 before a noun.
    level
        ``"reading"``: what reads as the term, in either script, spaced or not, with radicals
        (⽂件) or marks; ``"exact"``: none but its own characters; or a folding level:
        ``"standard"`` goes over punctuation and line breaks, ``"ocr"`` also finds look-alikes
        (与论 for 舆论). Patterns know the first two.
    order
        See :meth:`Concordance.sorted`.
    tokenizer
        Cuts words for ``matching="words"``; by default the corpus' own.
    votes
        Pass what :func:`analysis.find_duplicates` found, and copies are passed over, so that each
        wording is listed once; or :class:`analysis.Votes`. By default every place is listed.
    by
        What the groups are that ``along`` tells of: a variable (``"年份"``), a value for each
        document, or a function of one; see :func:`analysis.findings.groups.groups_of`.

    Returns
    -------
    Concordance

    Raises
    ------
    SettingsError
        If the term is empty (at that level) or no pattern, or an option is out of its range.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_texts({"甲": "党委书记是第一责任人，班子成员是直接责任人。"})
    >>> [line.match for line in kwic(c, "(第一|直接)责任人?", matching="regex")]
    ['第一责任人', '直接责任人']
    """
    require_corpus(corpus)
    _check("matching", matching, PATTERNS)
    _check("level", level, MATCHING if matching == PATTERNS[0] else MATCHING[:2])
    _check("order", order, ORDERS)
    if width < 0:
        raise SettingsError.of("setting-from", name="width", value=repr(width), least=0)
    groups = None if by is None else groups_of(corpus, by)
    given = votes_of(votes, len(corpus))
    if by is not None:
        given = given.earliest(dates_along(corpus.items, by))
    documents = [corpus[row] for row in given.rows.tolist()]
    terms = _terms(term)
    if matching == PATTERNS[0]:
        places = [_places(documents, each, level) for each in terms]
    else:
        cut = tokenizer_of(tokenizer, corpus.tokenizer)
        exact = level == EXACT
        places = [pattern_places(documents, each, matching, cut, exact=exact) for each in terms]
    lines = tuple(
        line
        for document, *spans in zip(documents, *places, strict=True)
        for line in _of_all_terms(document, spans, terms, width)
    )
    parameters = {"level": level, "width": width, "matching": matching}
    return Concordance(
        "、".join(terms), lines, order, parameters, given, tuple(documents), groups, terms
    )


def _terms(term: object) -> tuple[str, ...]:
    """Return the terms that were given, each once.

    Raises
    ------
    SettingsError
        If one is empty or no string, or there is none.
    """
    terms = (term,) if isinstance(term, str) else term
    if not isinstance(terms, list | tuple | set | frozenset):
        raise SettingsError.of("setting-term", kind=type(term).__name__)
    for each in terms:
        if not isinstance(each, str):
            raise SettingsError.of("setting-term", kind=f"{type(each).__name__} ({each!r})")
    if not terms or not all(terms):
        raise SettingsError.of("setting-no-term")
    return tuple(sorted(terms) if isinstance(terms, set | frozenset) else dict.fromkeys(terms))


def _of_all_terms(
    document: Document, spans: Sequence[list[tuple[int, int]]], terms: Sequence[str], width: int
) -> list[ConcordanceLine]:
    """Return the places of all terms in reading order, of two at one place the longer first."""
    lines = [
        line
        for term, places in zip(terms, spans, strict=True)
        if len(places)
        for line in _lines(document, places, width, term)
    ]
    return lines if len(terms) == 1 else sorted(lines, key=lambda at: (at.span[0], -at.span[1]))


def flat(text: str) -> str:
    """Context on one line: white space becomes one blank.

    >>> flat("工作。\\n  二、学习")
    '工作。 二、学习'
    """
    words = text.split()
    edges = (" " if text[:1].isspace() else "", " " if text[-1:].isspace() else "")
    return f"{edges[0]}{' '.join(words)}{edges[1]}" if words else " " * bool(text)


def _check(name: str, value: str, known: tuple[str, ...]) -> None:
    require_choice(name, value, known)


def _places(documents: list[Document], term: str, level: str) -> Iterator[list[tuple[int, int]]]:
    if level == READING:
        return read_places(documents, term)
    if level == EXACT:
        return (_exact(document.text, term) for document in documents)
    return _folded(documents, term, level)


def _exact(text: str, term: str) -> list[tuple[int, int]]:
    return [(start, start + len(term)) for start in _occurrences(text, term)]


def read_places(documents: Sequence[Document], term: str) -> Iterator[list[tuple[int, int]]]:
    """Find what reads as the term, and the term as it stands: a Japanese line keeps its script."""
    wanted = {term, read_word(term), simplified(term)}
    for document in documents:
        text = document.text
        form = reading_form(text)
        if form is None:
            found = [place for word in wanted for place in _exact(text, word)]
        else:
            found = [form.span(*p) for word in wanted for p in _exact(form.text, word)]
            found += _exact(text, term)
        yield _apart(found)


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take places in reading order, each behind the last one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _folded(documents: list[Document], term: str, level: str) -> Iterator[list[tuple[int, int]]]:
    wanted = fold(term, level).text
    if not wanted:
        raise SettingsError.of("setting-term-gone", term=repr(term), level=repr(level))
    folded = fold_many([document.text for document in documents], level)
    for row in range(len(documents)):
        text = folded[row]
        yield [text.span(at, at + len(wanted)) for at in _occurrences(text.text, wanted)]


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _lines(
    document: Document, spans: list[tuple[int, int]], width: int, term: str
) -> Iterator[ConcordanceLine]:
    body = document.body
    places = np.array(spans, dtype=np.int64) + body.start
    sections = section_rows(document, places[:, 0]).tolist()
    sentences = np.searchsorted(document.sentences[:, 0], places[:, 0], side="right").tolist()
    for (start, end), section, sentence in zip(places.tolist(), sections, sentences, strict=True):
        yield ConcordanceLine(
            document=document.id,
            section=document.sections[section].id if section >= 0 else None,
            sentence=f"{document.id}:s{max(1, sentence)}",
            span=Span(start, end),
            left=document[(max(body.start, start - width), start)],
            match=document[(start, end)],
            right=document[(end, min(body.end, end + width))],
            term=term,
        )


def _solid(text: str) -> str:
    return "".join(text.split())
