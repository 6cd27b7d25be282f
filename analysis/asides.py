"""What is known to be shared, set aside: the tender that both bids quote, references, declarations.

Text that is set aside stays where it is and is shown; it is compared with nothing, so that no
score, share or verdict rests on it. Places in the sources do not move.

>>> import corpus
>>> quoted = "投标人应当按照招标文件的要求编制投标文件，并对招标文件提出的实质性要求作出响应。"
>>> c = corpus.from_texts(
...     {"甲": "本公司成立于一九九八年。" + quoted, "乙": quoted + "我方报价如下。"}
... )
>>> found = set_aside(c, background=corpus.from_texts({"招标文件": quoted}))
>>> found.table()[["document", "kind", "characters"]].values.tolist()
[['甲', 'background', 39], ['乙', 'background', 39]]
>>> found.corpus["甲"].text.split()
['本公司成立于一九九八年。', '。']
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from analysis.findings.choices import ASIDE_KINDS
from analysis.findings.reuse.finding import find_reuse
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError, require_choice
from corpus.export.saved import Saved, texts_of
from corpus.folding.comparable import fold, fold_many
from corpus.model import Document, Source, Span, united
from corpus.words.lexicon import read_lines

if TYPE_CHECKING:
    import pandas as pd

SHORTEST_ASIDE = 13
"""Folded characters of a stretch that stands in the background: what users of plagiarism checkers
take for copied. Shorter ones are anybody's words."""


SHORTEST_ACCEPTED = 4
"""Folded characters of an accepted formula: three are a word, which would be gone everywhere."""


class AsideStretch(NamedTuple):
    """A stretch of a document that is set aside, and why."""

    document: str
    kind: str
    """``background``, ``accepted``, ``excluded``, or one of
    :data:`analysis.findings.choices.ASIDE_KINDS`."""
    span: Span


@dataclass(frozen=True, eq=False, repr=False)
class Aside(Saved):
    """A corpus without what is known to be shared, and what that was.

    Attributes
    ----------
    corpus
        The same documents; what is set aside reads as blanks in ``Document.text``, and stands in
        ``Source.markup``. ``Source.text`` is untouched.
    stretches
        What was set aside, by document, then by place; stretches of two kinds may overlap.
    """

    _main: ClassVar[str] = "aside"

    corpus: Corpus = field(repr=False)
    stretches: tuple[AsideStretch, ...]
    whole: Corpus = field(repr=False)
    """The documents as they were, for whoever shows their text."""

    def __repr__(self) -> str:
        apart = self.characters
        return (
            f"Aside({len(self.stretches)} stretches, {sum(apart.values()):,} characters"
            f" of {len(apart)} documents)"
        )

    def table(self) -> pd.DataFrame:
        """One row a stretch: document, kind, span, characters that are no blanks, text."""
        import pandas as pd

        by_id = {document.id: document for document in self.corpus}
        rows = []
        for document, kind, span in self.stretches:
            text = by_id[document][span]
            rows.append((document, kind, span.start, span.end, len("".join(text.split())), text))
        names = ["document", "kind", "span_start", "span_end", "characters", "text"]
        return pd.DataFrame(rows, columns=names)

    def _texts(self) -> dict[str, str]:
        return texts_of(self.whole)

    def after(self, first: Aside) -> Aside:
        """Return both as one: this corpus, and what was set aside before it was made."""
        place = {document.id: row for row, document in enumerate(self.corpus)}
        both = {*first.stretches, *self.stretches}
        ordered = sorted(both, key=lambda s: (place[s.document], s.span, s.kind))
        return Aside(self.corpus, tuple(ordered), first.whole)

    def records(self) -> Iterator[dict[str, object]]:
        """``aside`` records, one a stretch."""
        for row in self.table().itertuples():
            yield {
                "type": "aside", "schema": 1, "document": row.document, "kind": row.kind,
                "span": [row.span_start, row.span_end], "characters": row.characters,
            }  # fmt: skip

    @property
    def characters(self) -> dict[str, int]:
        """Characters set aside in each document that has any, no blanks, each counted once."""
        by_id = {document.id: document for document in self.corpus}
        spans: dict[str, list[Span]] = {}
        for document, _, span in self.stretches:
            spans.setdefault(document, []).append(span)
        return {
            name: sum(len("".join(by_id[name][span].split())) for span in united(found))
            for name, found in spans.items()
        }


def set_aside(
    corpus: Corpus,
    *,
    background: Corpus | None = None,
    kinds: Iterable[str] = (),
    accepted: str | PathLike[str] | Iterable[str] = (),
    passages: Iterable[str | tuple[str, int, int]] = (),
    shortest: int = SHORTEST_ASIDE,
    level: str = "standard",
) -> Aside:
    """Set aside what is known to be shared, before anything is compared.

    Parameters
    ----------
    corpus
        The documents to be compared.
    background
        Texts that all may quote: a tender, a form, last year's directive. Every stretch of
        ``shortest`` equal folded characters and more is set aside.
    kinds
        Any of ``"references"`` (a section 参考文献 and what stands below it), ``"declarations"``
        (声明, 承诺书), ``"contents"`` (目录), ``"quotations"`` (ten characters and more between
        quotation marks) and ``"legal-basis"`` (根据《…法》…, 制定本办法). The first three are found
        by their headings, so the corpus must have been read with structure.
    accepted
        Formulas that anybody may write: a list, or the path of a file with one a line (``#`` begins
        a comment). They are set aside wherever they stand whole, compared as ``level`` says.
    passages
        Places that do not count: ids of documents, sections, paragraphs or sentences, or
        (id, start, end), also written ``id@start-end``, in offsets of the source.
    shortest, level
        As for :func:`analysis.find_reuse`.

    Returns
    -------
    Aside

    Raises
    ------
    SettingsError
        If a kind or a passage is none, or a formula is too short.
    """
    require_corpus(corpus, background)
    wanted = list(kinds)
    formulas = accepted_formulas(accepted, level)
    for kind in wanted:
        require_choice("aside", kind, ASIDE_KINDS)
    found = [*_in_background(corpus, background, shortest, level)] if background else []
    if formulas:
        found += _accepted(corpus, formulas, level)
    found += [_excluded(corpus, passage) for passage in passages]
    for document in corpus:
        found += [AsideStretch(document.id, *one) for one in _by_form(document, wanted)]
    place = {document.id: row for row, document in enumerate(corpus)}
    found.sort(key=lambda s: (place[s.document], s.span, s.kind))
    return Aside(_without(corpus, found), tuple(found), corpus)


def accepted_formulas(given: str | PathLike[str] | Iterable[str], level: str) -> list[str]:
    """Read formulas and fold them; the longest first.

    Raises
    ------
    SettingsError
        If one of them has fewer than :data:`SHORTEST_ACCEPTED` folded characters.
    SourceError
        If the file cannot be read.
    """
    lines = (
        [(f"{fspath(given)}:{number}", line) for number, line in read_lines(given)]
        if isinstance(given, str | PathLike)
        else [("", text) for text in given]
    )
    folded = {}
    for where, text in lines:
        one = fold(text, level).text
        if len(one) < SHORTEST_ACCEPTED:
            raise SettingsError.of(
                "setting-accepted", where=f"{where}: " if where else "", text=repr(text[:20]),
                least=SHORTEST_ACCEPTED,
            )  # fmt: skip
        folded[one] = len(one)
    return sorted(folded, key=lambda one: (-folded[one], one))


_SPAN = re.compile(r"(.+)@(\d+)-(\d+)")


def _excluded(corpus: Corpus, passage: str | tuple[str, int, int]) -> AsideStretch:
    """Find where a passage stands, by its id or its span."""
    if isinstance(passage, str) and (found := _SPAN.fullmatch(passage)):
        passage = found[1], int(found[2]), int(found[3])
    try:
        if isinstance(passage, str):
            unit = corpus[passage]
            if isinstance(unit, Document):
                return AsideStretch(unit.id, "excluded", unit.body)
            return AsideStretch(unit.document, "excluded", unit.span)
        name, start, end = passage
        for document in corpus:
            inside = document.span.start <= start < end <= document.span.end
            if inside and name in (document.id, document.source.id):
                return AsideStretch(document.id, "excluded", Span(start, end))
    except (KeyError, TypeError, ValueError):
        pass  # said below
    raise SettingsError.of("setting-passage", name=repr(passage), example=_example(corpus))


def _example(corpus: Corpus) -> str:
    first = next(iter(corpus), None)
    return f"{first.id}:s1" if first is not None else "DOCUMENT:s1"


def _accepted(corpus: Corpus, formulas: Sequence[str], level: str) -> Iterator[AsideStretch]:
    """Find where formulas stand whole."""
    folded = fold_many([document.text for document in corpus], level)
    for row, document in enumerate(corpus):
        text = folded[row]
        whole, start = text.text, document.body.start
        for formula in formulas:
            at = whole.find(formula)
            while at >= 0:
                first, last = text.span(at, at + len(formula))
                yield AsideStretch(document.id, "accepted", Span(start + first, start + last))
                at = whole.find(formula, at + len(formula))


def _in_background(
    corpus: Corpus, background: Corpus, shortest: int, level: str
) -> Iterator[AsideStretch]:
    reuse = find_reuse(corpus, against=background, shortest=shortest, level=level)
    for row, (start, end) in zip(reuse.a_row.tolist(), reuse.spans[:, :2].tolist(), strict=True):
        yield AsideStretch(reuse.documents[row].id, "background", Span(start, end))


def _by_form(document: Document, kinds: Sequence[str]) -> Iterator[tuple[str, Span]]:
    """Find stretches by the headings above them, and by how they are written."""
    rules = _rules()
    start = document.body.start
    for kind in kinds:
        for pattern in rules[kind].get("headings", ()):
            for section in document.sections:
                title = document[section.title].strip() if section.title else ""
                if re.fullmatch(pattern, title):
                    yield kind, section.span
        for pattern in rules[kind].get("patterns", ()):
            for match in re.finditer(pattern, document.text):
                yield kind, Span(start + match.start(), start + match.end())


def _without(corpus: Corpus, stretches: Sequence[AsideStretch]) -> Corpus:
    """Write blanks for what is set aside: it becomes markup, which is nobody's words."""
    spans: dict[str, list[tuple[int, int]]] = {}
    source_of = {document.id: document.source.id for document in corpus}
    for stretch in stretches:
        spans.setdefault(source_of[stretch.document], []).append(stretch.span)
    known: dict[str, Source] = {}

    def blanked(source: Source) -> Source:
        if source.id not in spans:
            return source
        if source.id not in known:
            markup = united([*source.markup, *spans[source.id]])
            known[source.id] = replace(source, markup=markup)
        return known[source.id]

    def documents(items: Iterable[Document]) -> tuple[Document, ...]:
        return tuple(replace(item, source=blanked(item.source)) for item in items)

    compilations = tuple(
        replace(c, source=blanked(c.source), documents=documents(c.documents))
        for c in corpus.compilations
    )
    return Corpus(documents(corpus.items), compilations, corpus.recipe, corpus.tokenizer)


@cache
def _rules() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("asides.toml").read_text(encoding="utf-8"))
