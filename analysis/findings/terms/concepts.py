"""Concepts (概念): what a code book names by several patterns, counted in documents and groups.

Coding rules as content analysis has them (Krippendorff, 2018, "Content analysis", chapter 7): a
concept stands where one of its patterns does. Patterns are looked for in linear time, and every
place keeps its offsets, so that a count can be read.

>>> import corpus
>>> c = corpus.from_texts({"甲": "集中学习两次，物业管理有序。", "乙": "加强管理，追究责任。"})
>>> found = find_concepts(
...     c, {"学习": "集?学习", "管理": ["管理", "!物业管理"], "问责": "/追[究责]+/"}
... )
>>> [(place.concept, place.document, tuple(place.span)) for place in found.places]
[('学习', '甲', (0, 4)), ('管理', '乙', (2, 4)), ('问责', '乙', (5, 8))]
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Unpack

import numpy as np
from numpy.typing import NDArray

from analysis.findings.choices import PATTERNS
from analysis.findings.courses import PER, Course
from analysis.findings.groups import By, Groups, asked, dates_along, groups_of
from analysis.findings.terms.along import places_along
from analysis.findings.terms.concordance import read_places
from analysis.findings.terms.search import pattern_places
from analysis.findings.votes import Votes, VotesLike, votes_of
from corpus.collection import Corpus, require_corpus
from corpus.errors import FormatError, SettingsError
from corpus.export.saved import Saved, texts_of
from corpus.model import Document, Span, united
from corpus.show import cell_html, heads_of, table_html
from corpus.words.lexicon import read_lines

if TYPE_CHECKING:
    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions

TEXT, WILDCARD, REGEX = PATTERNS[:3]
_PATTERN = re.compile(r"\s*(!?)\s*(?:/((?:[^/\\]|\\.)+)/|([^|｜,，、;；/]+))\s*(?:[|｜,，、;；]|$)")
_ROWS_SHOWN = 50  # rows of a notebook's cell


class ConceptPattern(NamedTuple):
    """One way in which a concept is said, or (``but``) one that is no instance of it."""

    text: str
    matching: str
    """``text``, ``wildcard`` or ``regex``, as for :func:`analysis.kwic`."""
    but: bool = False


class ConceptPlace(NamedTuple):
    """One place of a concept."""

    concept: str
    document: str
    span: Span
    pattern: str
    """The pattern that stands there."""


CodeBook = (
    str
    | os.PathLike[str]
    | Mapping[str, str | Iterable[str]]
    | Mapping[str, tuple[ConceptPattern, ...]]
)
"""A file, or concepts and their patterns."""


@dataclass(frozen=True, eq=False, repr=False)
class Concepts(Saved):
    """Where concepts stand, and in how many documents and groups.

    Attributes
    ----------
    rules
        Concept → its patterns, as given.
    places
        By document, then by place; those of one concept do not overlap.
    documents
        Those that were looked through: copies are passed over where votes say so.
    """

    _main: ClassVar[str] = "concept"

    rules: Mapping[str, tuple[ConceptPattern, ...]]
    places: tuple[ConceptPlace, ...]
    documents: tuple[Document, ...]
    votes: Votes
    groups: Groups | None = None
    """What ``by=`` said."""

    def __repr__(self) -> str:
        return (
            f"Concepts({len(self.rules)} concepts: {len(self.places)} places in "
            f"{len({place.document for place in self.places})} of {len(self.documents)} documents"
            f"{self.votes.remark})"
        )

    @cached_property
    def matrix(self) -> NDArray[np.int64]:
        """Shape (documents, concepts): places."""
        row = {document.id: at for at, document in enumerate(self.documents)}
        column = {name: at for at, name in enumerate(self.rules)}
        counts = np.zeros((len(row), len(column)), dtype=np.int64)
        for place in self.places:
            counts[row[place.document], column[place.concept]] += 1
        return counts

    def table(self) -> pd.DataFrame:
        """One row a document and concept that it has: ``concept, document, count, per_10000``."""
        import pandas as pd

        names = ["concept", "document", "count", "per_10000"]
        return pd.DataFrame([tuple(row[n] for n in names) for row in self._rows()], columns=names)

    def counts(self) -> pd.DataFrame:
        """Documents × concepts: places."""
        import pandas as pd

        return pd.DataFrame(
            self.matrix, index=[d.id for d in self.documents], columns=list(self.rules)
        )

    def cross(self) -> pd.DataFrame:
        """Concepts × concepts: documents that have both; on the diagonal, that have it."""
        import pandas as pd

        has = (self.matrix > 0).astype(np.int64)
        return pd.DataFrame(has.T @ has, index=list(self.rules), columns=list(self.rules))

    def pairs(self) -> pd.DataFrame:
        """One row two concepts: in how many documents both stand, and as how many by chance.

        Columns: ``first, second, documents, first_documents, second_documents, expected,
        jaccard``; ``expected`` is the product of both over all documents, ``jaccard`` documents
        with both over documents with either.
        """
        import pandas as pd

        names = ["first", "second", "documents", "first_documents", "second_documents",
                 "expected", "jaccard"]  # fmt: skip
        return pd.DataFrame([tuple(row.values()) for row in self._pairs()], columns=names)

    def places_table(self) -> pd.DataFrame:
        """One row a place: ``concept, document, span_start, span_end, pattern, text``."""
        import pandas as pd

        own = {document.id: document for document in self.documents}
        rows = [(p.concept, p.document, *p.span, p.pattern, own[p.document][p.span])
                for p in self.places]  # fmt: skip
        names = ["concept", "document", "span_start", "span_end", "pattern", "text"]
        return pd.DataFrame(rows, columns=names)

    def along(self) -> pd.DataFrame:
        """In how many documents of each group of ``by=`` each concept stands, how often.

        Columns as of :meth:`analysis.findings.courses.Course.table`, the concept as ``term``.
        """
        import pandas as pd

        groups = asked(self.groups, self)
        frames = []
        for name in self.rules:
            places = (place.document for place in self.places if place.concept == name)
            frames.append(places_along(name, places, self.documents, self.votes, groups))
        return pd.concat(frames, ignore_index=True)

    def course(self) -> Course:
        """The same, to be drawn and saved."""
        return Course(self.along(), asked(self.groups, self).by)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw which concepts stand in the same documents: concepts × concepts."""
        from analysis.drawings.growth import group_matrix
        from analysis.drawings.picture import picture

        return picture(group_matrix(self.cross(), title="chart-concepts", **how), how.get("ax"))

    def records(self) -> Iterator[dict[str, Any]]:
        """``concept``, ``concept-pair``, ``concept-place`` records; by groups also ``course``."""
        for row in self._rows():
            yield {"type": "concept", "schema": 1, **row}
        for row in self._pairs():
            yield {"type": "concept-pair", "schema": 1, **row}
        for place in self.places:
            yield {
                "type": "concept-place", "schema": 1, "concept": place.concept,
                "document": place.document, "span": list(place.span), "pattern": place.pattern,
            }  # fmt: skip
        if self.groups is not None:
            yield from self.course().records()

    def _texts(self) -> dict[str, str]:
        return texts_of(self.documents)

    def _rows(self) -> Iterator[dict[str, Any]]:
        for column, name in enumerate(self.rules):
            for row in np.flatnonzero(self.matrix[:, column]).tolist():
                count, document = int(self.matrix[row, column]), self.documents[row]
                rate = round(PER * count / max(1, document.characters), 6)
                yield {"concept": name, "document": document.id, "count": count, "per_10000": rate}

    def _pairs(self) -> Iterator[dict[str, Any]]:
        both = self.cross().to_numpy()
        names, n = list(self.rules), max(1, len(self.documents))
        for one in range(len(names)):
            for two in range(one + 1, len(names)):
                a, b, ab = int(both[one, one]), int(both[two, two]), int(both[one, two])
                yield {
                    "first": names[one], "second": names[two], "documents": ab,
                    "first_documents": a, "second_documents": b, "expected": round(a * b / n, 6),
                    "jaccard": round(ab / (a + b - ab), 6) if a + b else 0.0,
                }  # fmt: skip

    def _repr_html_(self) -> str:
        has = (self.matrix > 0).sum(axis=0).tolist()
        held = Counter(place.concept for place in self.places)
        rows = [(name, held[name], count) for name, count in zip(self.rules, has, strict=True)]
        heads = heads_of("notebook-concepts-heads")
        table = table_html(heads, rows, numbers=(1, 2), most=_ROWS_SHOWN)
        return cell_html(table, self.votes.remark_html())


def find_concepts(
    corpus: Corpus,
    concepts: CodeBook,
    *,
    votes: VotesLike = None,
    by: By | None = None,
) -> Concepts:
    """Find where the concepts of a code book stand.

    Parameters
    ----------
    corpus
        The documents.
    concepts
        A file with lines ``concept = pattern | pattern …`` (see :func:`read_concepts`), or the
        same as a mapping. A pattern is a string; with ``*`` or ``?`` in it a wildcard; between
        slashes a regular expression without what needs backtracking. ``!pattern`` is no instance:
        what overlaps it does not count. Characters are compared as they read, as
        :func:`analysis.kwic` does.
    votes
        Pass what :func:`analysis.find_duplicates` found, and copies are passed over; or
        :class:`analysis.Votes`. By default every document is looked through.
    by
        What the groups are that ``along`` tells of: a variable (``"年份"``), a value for each
        document, or a function of one; see :func:`analysis.findings.groups.groups_of`.

    Returns
    -------
    Concepts

    Raises
    ------
    SettingsError
        If there is no concept, or a pattern cannot be read.
    SourceError
        If the file cannot be read.
    FormatError
        If a line of it says nothing; the line is named.
    """
    require_corpus(corpus)
    rules = concept_rules(concepts)
    groups = None if by is None else groups_of(corpus, by)
    given = votes_of(votes, len(corpus))
    if by is not None:
        given = given.earliest(dates_along(corpus.items, by))
    documents = tuple(corpus[row] for row in given.rows.tolist())
    found: list[list[ConceptPlace]] = [[] for _ in documents]
    for name, patterns in rules.items():
        ways = [(pattern, list(_spans(documents, pattern))) for pattern in patterns]
        for row, document in enumerate(documents):
            start = document.body.start
            but = united(Span(*s) for way, spans in ways if way.but for s in spans[row])
            edges = [edge for span in but for edge in span]  # outside, inside, outside …
            some = [
                (span[0], -span[1], way.text)
                for way, spans in ways
                if not way.but
                for span in spans[row]
                if not (first := bisect_right(edges, span[0])) % 2
                and first == bisect_left(edges, span[1])
            ]
            end = 0
            for first, last, text in sorted(some):
                if first >= end:
                    end = -last
                    place = Span(start + first, start + end)
                    found[row].append(ConceptPlace(name, document.id, place, text))
    order = {name: at for at, name in enumerate(rules)}
    places = (sorted(each, key=lambda p: (p.span, order[p.concept])) for each in found)
    every = tuple(place for each in places for place in each)
    return Concepts(rules, every, documents, given, groups)


def concept_rules(given: Any) -> dict[str, tuple[ConceptPattern, ...]]:
    """Read a code book: a file, or concepts and their patterns.

    Raises
    ------
    SettingsError
        If there is no concept in it, or a concept has no pattern.
    """
    if isinstance(given, str | os.PathLike):
        return read_concepts(given)
    if not isinstance(given, Mapping) or not given:
        raise SettingsError.of("setting-concepts", given=repr(given)[:60])
    rules: dict[str, tuple[ConceptPattern, ...]] = {}
    for name, patterns in given.items():
        listed = [patterns] if not isinstance(patterns, Iterable) else patterns
        several: list[Any] = [patterns] if isinstance(patterns, str) else list(listed)
        if several and all(isinstance(one, ConceptPattern) for one in several):
            rules[name] = tuple(several)  # read before
            continue
        if not isinstance(name, str) or not all(isinstance(one, str) for one in several):
            raise SettingsError.of("setting-concepts", given=repr((name, patterns))[:60])
        read = [pattern for text in several for pattern in _patterns(text) or ()]
        if not any(not pattern.but for pattern in read):
            raise SettingsError.of("setting-concept-empty", name=repr(name))
        rules[name] = tuple(read)
    return rules


def read_concepts(path: str | os.PathLike[str]) -> dict[str, tuple[ConceptPattern, ...]]:
    """Read a code book: a concept a line, ``concept = pattern | pattern …``; ``#`` is a comment.

    Between patterns stand ``|``, a comma, ``、`` or a semicolon. A concept may have several lines.
    """
    rules: dict[str, list[ConceptPattern]] = {}
    for number, line in read_lines(path):
        name, sign, text = line.partition("=")
        found = _patterns(text) if sign and name.strip() else None
        if not found:
            raise FormatError(
                f"{os.fspath(path)}:{number}: {line[:40]!r}: expected concept = pattern | pattern "
                "…, regular expressions between slashes"
            )
        rules.setdefault(name.strip(), []).extend(found)
    for name, patterns in rules.items():
        if all(pattern.but for pattern in patterns):
            raise SettingsError.of("setting-concept-empty", name=repr(name))
    if not rules:
        raise SettingsError.of("setting-concepts", given=os.fspath(path))
    return {name: tuple(patterns) for name, patterns in rules.items()}


def _patterns(text: str) -> list[ConceptPattern] | None:
    """Read patterns one after the other; None where something is neither."""
    found, at = [], 0
    text = text.strip(" \t\u3000|｜,，、;；")
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None or match.end() == at:
            return None
        but, regex, plain = match[1] == "!", match[2], match[3]
        if regex is not None:
            found.append(ConceptPattern(regex.replace("\\/", "/"), REGEX, but))
        elif plain.strip():
            wild = "*" in plain or "?" in plain
            found.append(ConceptPattern(plain.strip(), WILDCARD if wild else TEXT, but))
        at = match.end()
    return found or None


def _spans(
    documents: Sequence[Document], pattern: ConceptPattern
) -> Iterator[list[tuple[int, int]]]:
    if pattern.matching == TEXT:
        return read_places(documents, pattern.text)
    return pattern_places(documents, pattern.text, pattern.matching)
