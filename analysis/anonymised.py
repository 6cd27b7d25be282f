"""Names masked for handing on: files, titles, places, persons, institutions; the key stays here.

A name is put out everywhere by letters of its length, the same wherever it stands, so that no place
moves and what is equal stays equal. Names are those that the tokenizer tags as such, and those of
the key; what it does not know as a name stays, so the result is to be read before it is handed on.

>>> import corpus
>>> c = corpus.from_texts({"甲镇.txt": "王建国到北京市学习。"})
>>> found = anonymise(c)
>>> found.corpus[0].id, found.corpus[0].text
('文档1', 'AAA到BAA学习。')
>>> found.table()[["kind", "masked", "original"]].to_numpy().tolist()
[['file', '文档1', '甲镇.txt'], ['person', 'AAA', '王建国'], ['place', 'BAA', '北京市']]
"""

from __future__ import annotations

import csv
import io
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.atomic import write_atomic
from corpus.collection import Corpus, Recipe, require_corpus
from corpus.errors import SettingsError, SourceError
from corpus.export.saved import Saved
from corpus.model import (
    Compilation,
    Document,
    Metadata,
    Note,
    SharedColumns,
    Source,
    Span,
    Value,
)
from corpus.variables.dates import iso_date
from corpus.variables.values import label_of
from corpus.words.lexicon import lexicon
from corpus.words.tokens import UNKNOWN, tokenizer_of

if TYPE_CHECKING:
    import pandas as pd

FILE, TITLE, VALUE = "file", "title", "value"
NAMED = {"nr": "person", "ns": "place", "nt": "institution"}
"""Tags of names, by their first two letters; jieba gives them to many words that are none."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWYZ"
"""What names become: no X, which the genre's own placeholders are made of."""
MORE = "ΓΔΘΛΞΠΣΦΨΩБГДЖЗИЛПУФЦЧШЩЭЮЯ"
"""Taken, too, where letters alone are not enough for all names of a length."""
HEADER = ("kind", "masked", "original")


class MaskedName(NamedTuple):
    """A line of the key."""

    kind: str
    """``file``, ``title``, ``person``, ``place``, ``institution`` or ``value``."""
    masked: str
    original: str


@dataclass(frozen=True, eq=False, repr=False)
class Anonymised(Saved):
    """A corpus with its names masked, and the key to them."""

    corpus: Corpus
    key: tuple[MaskedName, ...] = field(repr=False)

    def __repr__(self) -> str:
        return f"Anonymised({len(self.corpus)} documents, {len(self.key)} names masked)"

    def table(self) -> pd.DataFrame:
        """One row a name: ``kind, masked, original``."""
        import pandas as pd

        return pd.DataFrame(list(self.key), columns=list(HEADER))

    def write_key(self, path: str | os.PathLike[str]) -> Path:
        """Write the key as CSV, for its owner alone to read (mode 600 where systems know modes).

        Raises
        ------
        OutputError
            If it cannot be written; what stood there is untouched.
        """
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\r\n").writerows([HEADER, *self.key])
        target = Path(path)
        content = b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")
        write_atomic(target, content, private=True)
        return target


def anonymise(
    corpus: Corpus,
    *,
    key: str | os.PathLike[str] | Iterable[tuple[str, str, str]] = (),
    tokenizer: Any = None,
) -> Anonymised:
    """Mask the names of a corpus.

    Masked are ids of sources (``文档1``), titles, tokens tagged as persons, places and
    institutions, and values of variables but for numbers and dates (``乡镇1``). Digests of files
    are left out. Findings made from the result carry no name that was found here.

    Parameters
    ----------
    corpus
        The documents.
    key
        A key from before, as (kind, masked, original) or the file: its names are masked alike, and
        wherever they stand, also where the tokenizer does not know them.
    tokenizer
        Tells names; by default the corpus' own. A user's own function knows none.

    Returns
    -------
    Anonymised

    Raises
    ------
    SourceError
        If the key cannot be read.
    SettingsError
        If it is no key.
    """
    require_corpus(corpus)
    known = read_key(key) if isinstance(key, str | os.PathLike) else _checked(key, "key")
    masks = _Masks(known)
    sources = {d.source.id: d.source for d in corpus}
    sources |= {c.source.id: c.source for c in corpus.compilations}
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    new = [name for name in sources if name not in masks.of[FILE]]
    first = len(masks.of[FILE]) + 1
    width = len(str(first + len(new) - 1))
    for number, name in enumerate(new, first):
        masks.add(FILE, name, f"文档{number:0{width}d}")
    found: dict[str, str] = {}
    for tokens in cut.tokenize_many(source.text for source in sources.values()):
        found |= dict(_names(list(tokens.words), list(tokens.tags)))
    for word, kind in found.items():
        masks.add_name(kind, word)
    everything = [*corpus, *(d for c in corpus.compilations for d in c.documents)]
    for document in everything:
        if document.title:
            masks.add_title(document.title)
    made = _Masking(masks, _titles(everything, masks.of[TITLE]))
    items = {document.id: made.document(document) for document in corpus}
    compilations = tuple(made.compilation(c, items) for c in corpus.compilations)
    facts = tuple(
        (masks.of[FILE][name], None, encoding) for name, _, encoding in corpus.recipe.sources
        if name in masks.of[FILE]
    )  # fmt: skip
    recipe = Recipe(corpus.recipe.version, (), facts)
    masked = Corpus(tuple(items[d.id] for d in corpus), compilations, recipe, corpus.tokenizer)
    return Anonymised(masked, tuple(masks.key()))


def _names(words: list[str], tags: list[str]) -> Iterator[tuple[str, str]]:
    """Names among the tokens of a text, and what they are names of."""
    rules, genre = _rules(), _genre()
    words, tags = ["", *words, ""], ["", *tags, ""]
    for at in range(1, len(words) - 1):
        word, after = words[at], words[at + 1]
        kind = "person" if tags[at] == UNKNOWN else NAMED.get(tags[at][:2])
        if kind is None or word in rules.kept or word in genre:
            continue
        if kind == "person" and len(word) == 1 and tags[at + 1][:2] == "nr" and len(after) < 3:
            word, after = word + after, words[at + 2] if at + 2 < len(words) else ""
            known = True  # 赵 and 志强 are one name
        else:
            known = len(word) == 3 and word[-1] not in rules.things and tags[at] != UNKNOWN
        if kind == "person":
            beside = bool({words[at - 1], after} & rules.beside)
            named = word[0] in rules.surnames and (known or (1 < len(word) < 4 and beside))
        elif kind == "place":
            named = len(word) > 1 and (word.endswith(rules.places) or after in rules.places)
        else:
            named = len(word) > 3 and word.endswith(rules.institutions)
        if named:
            yield word, kind


class _NameRules(NamedTuple):
    """What tells a name from a word; see ``anonymised.toml``."""

    kept: frozenset[str]
    surnames: frozenset[str]
    things: frozenset[str]
    places: tuple[str, ...]
    institutions: tuple[str, ...]
    beside: frozenset[str]


@cache
def _rules() -> _NameRules:
    path = Path(__file__).with_name("anonymised.toml")
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    return _NameRules(
        kept=frozenset(text["kept"].split()),
        surnames=frozenset("".join(text["surnames"].split())),
        things=frozenset(text["things"]),
        places=tuple(text["places"].split()),
        institutions=tuple(text["institutions"].split()),
        beside=frozenset(text["beside"].split()),
    )


@cache
def _genre() -> frozenset[str]:
    return frozenset(entry.word for entry in lexicon())


def read_key(path: str | os.PathLike[str]) -> list[MaskedName]:
    """Read a key that :meth:`Anonymised.write_key` wrote, lines of the user's among them.

    Raises
    ------
    SourceError
        If it cannot be read.
    SettingsError
        If it is no key.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, str(error), "give the key that was written before") from error
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or tuple(rows[0]) != HEADER:
        raise SettingsError.of("setting-key", name=os.fspath(path), header=",".join(HEADER))
    return _checked((row for row in rows[1:] if row), os.fspath(path))


def _checked(rows: Iterable[Sequence[str]], name: str) -> list[MaskedName]:
    found = []
    for row in rows:
        if len(row) != len(HEADER) or not all(isinstance(cell, str) for cell in row):
            raise SettingsError.of("setting-key", name=name, header=",".join(HEADER))
        found.append(MaskedName(*row))
    return found


class _Masks:
    """Which name is masked how, by kind; nothing is masked twice."""

    def __init__(self, known: Iterable[MaskedName]) -> None:
        self.of: dict[str, dict[str, str]] = {FILE: {}, TITLE: {}, VALUE: {}}
        self._kinds: dict[str, str] = {}
        self.names: dict[str, str] = {}
        """Original → mask of persons, places and institutions."""
        self._used: set[str] = set()
        self._free: dict[int, Iterator[str]] = {}
        for kind, masked, original in known:
            self._used.add(masked)
            if kind in self.of:
                self.of[kind][original] = masked
            elif original:
                self.add_name(kind, original, masked)

    def add(self, kind: str, original: str, masked: str) -> str:
        """Mask a file, title or value, if it is not."""
        held = self.of[kind]
        if original not in held:
            plain = masked
            for number in count(2):
                if masked not in self._used:
                    break
                masked = f"{plain}~{number}"
            self._used.add(masked)
            held[original] = masked
        return held[original]

    def add_name(self, kind: str, original: str, masked: str = "") -> None:
        """Mask a name by letters of its length, if it is not."""
        if original not in self.names:
            if len(masked) != len(original):
                size = len(original)
                free = self._free.setdefault(size, _letters(size))
                masked = next(mask for mask in free if mask not in self._used)
            self._used.add(masked)
            self.names[original] = masked
            self._kinds[original] = kind

    def add_title(self, title: str) -> None:
        """Mask a title by a mask of its length."""
        if title not in self.of[TITLE]:
            size = len(title)
            for number in count(len(self.of[TITLE]) + 1):
                masked = f"标题{number}".ljust(size, "·")[:size]
                if masked not in self._used or size < len(f"标题{number}"):
                    break  # a title too short for a number of its own
            self._used.add(masked)
            self.of[TITLE][title] = masked

    def key(self) -> Iterator[MaskedName]:
        """All masks: files, titles, names in the order in which they were met, values."""
        for kind in (FILE, TITLE):
            yield from (MaskedName(kind, m, o) for o, m in self.of[kind].items())
        yield from (MaskedName(self._kinds[o], m, o) for o, m in self.names.items())
        yield from (MaskedName(VALUE, m, o) for o, m in self.of[VALUE].items())


def _letters(size: int) -> Iterator[str]:
    """Masks of a length, the first sign changing fastest: AAA, BAA, … ; never at an end."""
    for signs in (LETTERS, LETTERS + MORE):
        yield from ("".join(reversed(each)) for each in product(signs, repeat=size))
    yield from (chr(0xA000 + number % 1165) * size for number in count())  # Yi: past all names


class _Masking:
    """Makes the masked records."""

    def __init__(self, masks: _Masks, titles: Mapping[str, Mapping[Span, str]]) -> None:
        self.masks = masks
        self._titles = titles
        self._sources: dict[str, Source] = {}
        self._columns: dict[int, tuple[SharedColumns, SharedColumns]] = {}
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(masks.names, key=len, reverse=True):
            self._by_start.setdefault(name[0], []).append(name)

    def text(self, text: str) -> str:
        """Put names out wherever they stand, the longest first."""
        parts, at, done = [], 0, 0
        while at < len(text):
            names = self._by_start.get(text[at])
            name = next((n for n in names if text.startswith(n, at)), None) if names else None
            if name is None:
                at += 1
                continue
            parts += [text[done:at], self.masks.names[name]]
            at = done = at + len(name)
        return "".join([*parts, text[done:]])

    def source(self, source: Source) -> Source:
        """Mask a source once; titles are put out where they stand."""
        if source.id not in self._sources:
            text = self.text(source.text)
            for span, masked in self._titles.get(source.id, {}).items():
                text = text[: span.start] + masked + text[span.end :]
            self._sources[source.id] = replace(
                source,
                id=self.masks.of[FILE][source.id],
                text=text,
                sha256=None,
                notes=self._notes(source.notes),
                metadata=self._metadata(source.metadata),
            )
        return self._sources[source.id]

    def compilation(self, one: Compilation, documents: Mapping[str, Document]) -> Compilation:
        """Mask a source taken apart."""
        source = self.source(one.source)
        own = tuple(
            documents[d.id] if d.id in documents else self.document(d) for d in one.documents
        )
        return replace(one, source=source, documents=own, notes=self._notes(one.notes))

    def document(self, document: Document) -> Document:
        """Mask a document."""
        old, new = document.source.id, self.masks.of[FILE][document.source.id]

        def renamed(name: str) -> str:
            return new + name[len(old) :] if name.startswith(old) else name

        title = document.title
        sections = tuple(
            s._replace(id=renamed(s.id), parent=None if s.parent is None else renamed(s.parent))
            for s in document.sections
        )
        return Document(
            **{name: getattr(document, name) for name in Document.__slots__}
            | {
                "id": renamed(document.id),
                "source": self.source(document.source),
                "title": self.masks.of[TITLE].get(title, title) if title else title,
                "sections": sections,
                "notes": self._notes(document.notes),
                "given": self._metadata(document.given),
            }
        )

    def _notes(self, notes: Sequence[Note]) -> tuple[Note, ...]:
        return tuple(
            note._replace(
                facts=tuple((k, self.text(v) if isinstance(v, str) else v) for k, v in note.facts)
            )
            for note in notes
        )

    def _metadata(self, given: Metadata) -> Metadata:
        if id(given.columns) not in self._columns:
            old = given.columns
            values = [
                [self._value(name, value) for value in column]
                for name, column in zip(old.names, old.values, strict=True)
            ]
            self._columns[id(old)] = old, SharedColumns(old.names, values)
        return Metadata(self._columns[id(given.columns)][1], given.row)

    def _value(self, name: str, value: Any) -> Value | Any:
        label = label_of(value) if isinstance(value, str) else None
        if label is None or iso_date(label) is not None or _is_number(label):
            return value
        held = self.masks.of[VALUE]
        return held.get(label) or self.masks.add(VALUE, label, f"{name}{len(held) + 1}")


def _titles(documents: Iterable[Document], masks: Mapping[str, str]) -> dict[str, dict[Span, str]]:
    """For each source: where titles of its documents stand, and what takes their place."""
    found: dict[str, dict[Span, str]] = {}
    for document in documents:
        title, text = document.title, document.source.text
        at = text.find(title, document.span.start, document.span.end) if title else -1
        if title and at >= 0:
            span = Span(at, at + len(title))
            found.setdefault(document.source.id, {})[span] = masks[title]
    return found


def _is_number(label: str) -> bool:
    try:
        float(label.replace(",", "").rstrip("%％"))
    except ValueError:
        return False
    return True
