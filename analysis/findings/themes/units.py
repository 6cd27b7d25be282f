"""What themes are found in: sections with enough text, their words, their part in the document."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.measures.terms.unit_words import inside
from analysis.measures.terms.wording import content_mask
from corpus.collection import Corpus
from corpus.folding.reading import read_word
from corpus.model import Document, Section, Spans
from corpus.words.tokens import Tokenizer

LEAST_CHARACTERS = 60
"""A section with less text of its own is read with the section above it: fewer than some fifteen
content words cannot be told apart from chance."""


@dataclass(frozen=True)
class ThemeUnit:
    """A stretch of text that gets one theme: a section, with those too short to stand alone."""

    units: tuple[str, ...]
    """Ids of the units it speaks for, the first its own."""
    document: int
    """Row of its document in the corpus."""
    heading: str
    """Its own heading without numbering; empty if it has none."""
    role: str | None
    """Its part in the document, if a heading says so."""
    words: tuple[str, ...]
    """Content words of its text, in order, with a None-like ``""`` wherever two neighbours in the
    list were not neighbours in the text."""
    heading_words: tuple[str, ...]
    """Content words of its own heading."""
    context_words: tuple[str, ...]
    """Content words of the heading above."""


@dataclass(frozen=True)
class UnitAbove:
    """A unit without enough text of its own: a heading over sections, or too short to stand."""

    unit: str
    document: int
    role: str | None
    """Its part in the document, if a heading says so."""
    below: tuple[int, ...]
    """Rows of the passages in the sections under it; none for what is only short."""


@dataclass(frozen=True)
class _DocumentWords:
    """The content words of one document with their places."""

    starts: list[int]
    words: list[str]
    """With ``""`` before each word that did not follow the one before it at once."""
    places: list[int]
    """Where in ``words`` each word stands."""

    @classmethod
    def of(cls, starts: list[int], words: Iterable[str], loose: list[bool]) -> _DocumentWords:
        spaced: list[str] = []
        places: list[int] = []
        for word, alone in zip(words, loose, strict=True):
            if alone:
                spaced.append("")
            places.append(len(spaced))
            spaced.append(word)
        return cls(starts, spaced, places)

    def within(self, start: int, end: int) -> list[str]:
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self.words[self.places[first] : self.places[last - 1] + 1] if first < last else []


def passages_of(
    corpus: Corpus,
    *,
    unit: str,
    tokenizer: Tokenizer,
    stopwords: Collection[str],
    shared: Sequence[Spans] | None = None,
) -> tuple[list[ThemeUnit], list[UnitAbove]]:
    """Cut a corpus into passages.

    Parameters
    ----------
    corpus
        The documents.
    unit
        ``"section"``, ``"paragraph"`` or ``"document"``. A document without any section is cut
        into its paragraphs where sections are asked for.
    tokenizer
        Cuts words.
    stopwords
        Words that do not count.
    shared
        For each document spans, shape (n, 2), in offsets of its source; words that begin inside
        one do not count.

    Returns
    -------
    passages : list of ThemeUnit
        In reading order.
    left_out : list of UnitAbove
        Units with too little text of their own and no section above to go with.
    """
    passages: list[ThemeUnit] = []
    left_out: list[UnitAbove] = []
    for row, words in enumerate(_content(corpus, tokenizer, stopwords, shared)):
        document = corpus[row]
        if unit == "section" and document.sections:
            found, short = _section_passages(document, row, words)
        else:
            spans = (
                np.array([document.body], dtype=np.int64)
                if unit == "document"
                else document.paragraphs
            )
            name = "" if unit == "document" else ":p"
            found, short = _plain_passages(document, row, words, spans, name)
        left_out += [
            replace(unit, below=tuple(place + len(passages) for place in unit.below))
            for unit in short
        ]
        passages += found
    return passages, left_out


def role_of(heading: str) -> str | None:
    """Read a section's part in the document from its heading.

    >>> role_of("存在主要问题"), role_of("下步工作打算"), role_of("强化理论学习")
    ('存在问题', '下步打算', None)
    """
    return next((name for name, pattern in _roles() if pattern.search(heading)), None)


@cache
def rules() -> dict[str, Any]:
    """Return the genre's rules, as ``themes.toml`` has them."""
    path = files("analysis.findings").joinpath("themes.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule["name"], re.compile(rule["pattern"])) for rule in rules()["role"])


def _content(
    corpus: Corpus,
    tokenizer: Tokenizer,
    stopwords: Collection[str],
    shared: Sequence[Spans] | None,
) -> Iterator[_DocumentWords]:
    row = 0
    for tokens in tokenizer.number(document.text for document in corpus):
        content = content_mask(tokens.words, tokens.tags, stopwords)[tokens.types]
        for first, last in pairwise(tokens.bounds.tolist()):
            base = corpus[row].body.start
            mask = content[first:last]
            if shared is not None:
                mask = mask & ~inside(tokens.starts[first:last] + base, shared[row])
            kept = np.flatnonzero(mask) + first
            starts, ends = tokens.starts[kept], tokens.ends[kept]
            loose = np.ones(len(kept), dtype=np.bool_)
            loose[1:] = starts[1:] != ends[:-1]
            words = map(tokens.words.__getitem__, tokens.types[kept].tolist())
            yield _DocumentWords.of((starts + base).tolist(), words, loose.tolist())
            row += 1


def _section_passages(
    document: Document, row: int, words: _DocumentWords
) -> tuple[list[ThemeUnit], list[UnitAbove]]:
    sections = document.sections
    at = {section.id: place for place, section in enumerate(sections)}
    above = [-1 if s.parent is None else at[s.parent] for s in sections]
    own = [_own_span(section) for section in sections]
    sizes = [_printed(document[span]) for span in own]
    goes_with = _join_short(sizes, above)
    members: dict[int, list[int]] = {}
    for place, target in enumerate(goes_with):
        if target >= 0:
            members.setdefault(target, []).append(place)
    below: dict[int, list[int]] = {
        place: [] for place, target in enumerate(goes_with) if target < 0
    }
    for number, place in enumerate(members):
        over = above[place]
        while over >= 0:
            if over in below:
                below[over].append(number)
            over = above[over]
    left_out = [
        UnitAbove(
            sections[place].id,
            row,
            _inherited_role(document, sections, above, place),
            tuple(numbers),
        )
        for place, numbers in below.items()
    ]
    passages = []
    for place, joined in members.items():
        section = sections[place]
        parent = sections[above[place]] if above[place] >= 0 else None
        passages.append(
            ThemeUnit(
                units=tuple(sections[i].id for i in joined),
                document=row,
                heading=_title(document, section),
                role=_inherited_role(document, sections, above, place),
                words=_chain(words.within(*own[i]) for i in joined),
                heading_words=_words_of(words, section),
                context_words=_words_of(words, parent) if parent is not None else (),
            )
        )
    return passages, left_out


def _join_short(sizes: Sequence[int], above: Sequence[int]) -> list[int]:
    """For each section the one it is read with, itself included, or -1 for none.

    Children come after their parents, so going backwards a parent has received all the short
    sections below it before it is judged itself. A heading without text of its own over sections
    that stand alone joins nothing.
    """
    total = list(sizes)
    target = list(range(len(sizes)))
    stands_over = [False] * len(sizes)
    for place in reversed(range(len(sizes))):
        parent = above[place]
        if total[place] < LEAST_CHARACTERS:
            target[place] = -1 if stands_over[place] else parent
            if target[place] >= 0:
                total[parent] += total[place]
        if parent >= 0 and (target[place] == place or stands_over[place]):
            stands_over[parent] = True
    for place, to in enumerate(target):  # parents first: one step follows the whole chain
        if to >= 0 and to != place:
            target[place] = target[to]
    return target


def _plain_passages(
    document: Document, row: int, words: _DocumentWords, spans: NDArray[np.int64], name: str
) -> tuple[list[ThemeUnit], list[UnitAbove]]:
    passages, left_out = [], []
    for number, (start, end) in enumerate(spans.tolist(), 1):
        unit = f"{document.id}{name}{number}" if name else document.id
        if _printed(document[(start, end)]) < LEAST_CHARACTERS:
            left_out.append(UnitAbove(unit, row, None, ()))
            continue
        text_words = tuple(words.within(start, end))
        passages.append(ThemeUnit((unit,), row, "", None, text_words, (), ()))
    return passages, left_out


def _printed(text: str) -> int:
    """How many characters are not blank."""
    return sum(map(len, text.split()))


def _own_span(section: Section) -> tuple[int, int]:
    ends = [part[1] for part in (section.marker, section.title, section.body) if part is not None]
    return section.marker.start, max(ends)


def _title(document: Document, section: Section) -> str:
    return document[section.title].strip() if section.title is not None else ""


def _words_of(words: _DocumentWords, section: Section) -> tuple[str, ...]:
    return tuple(words.within(*section.title)) if section.title is not None else ()


def _inherited_role(
    document: Document, sections: Sequence[Section], above: Sequence[int], place: int
) -> str | None:
    while place >= 0:
        role = _role_as_read(_title(document, sections[place]))
        if role is not None:
            return role
        place = above[place]
    return None


@lru_cache(maxsize=1 << 14)  # documents of one kind have the same headings
def _role_as_read(heading: str) -> str | None:
    return role_of(read_word(heading))


def _chain(parts: Iterator[list[str]]) -> tuple[str, ...]:
    joined: list[str] = []
    for part in parts:
        joined += ["", *part]
    return tuple(joined[1:])
