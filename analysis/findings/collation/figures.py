"""Sentences that are the same but for their figures, or for what fills a placeholder.

``召开会议3次`` and ``召开会议8次`` are one sentence with a changed figure; ``xx镇召开会议`` and
``双江镇召开会议`` are one sentence with a slot that one of them fills. A placeholder stands for a
name or figure only where everything around it agrees: it is a slot, never a wildcard.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from corpus.export.saved import Saved
from corpus.folding.comparable import PLACEHOLDER, Folded, fold
from corpus.model import Document, Span
from corpus.show import cell_html, heads_of, sentence_html, table_html

if TYPE_CHECKING:
    import pandas as pd

LEAST_FRAME = 8
"""Folded characters outside figures and slots; shorter sentences agree by chance."""
NAME = 6
"""Folded characters of a name that may fill a slot."""
EDGE = 4
"""Folded characters before a sentence's first slot, or after its last, by which it is found."""
SLOTS = 30
"""Slots of a sentence; one with more is a form to fill in."""

_NUMERAL = "〇零一二三四五六七八九十百千万亿两"
_MEASURE = "次名人个场期份万元篇项户村年月日余多件条支所处届批轮遍辆台套家组天周季起例"
_FIGURE = re.compile(
    rf"[0-9]+(?:\.[0-9]+)?|(?<=第)[{_NUMERAL}]{{1,12}}|[{_NUMERAL}]{{1,12}}(?=[{_MEASURE}])"
    rf"|{PLACEHOLDER}"
)
_NAME = re.compile(r"[\u4e00-\u9fff]+")
_HOLE = "\0"


class Value(NamedTuple):
    """What one sentence has in one place; ``span`` is in its source."""

    span: Span
    text: str
    kind: str
    """``figure``, ``placeholder`` or ``name``."""


class FigureSentence(NamedTuple):
    """One sentence, with the values in it."""

    document: str
    span: Span
    values: tuple[Value, ...]


class FigureChange(NamedTuple):
    """One sentence that occurs with different values."""

    text: str
    """Its folded text, ``{}`` for every value."""
    occurrences: tuple[FigureSentence, ...]
    """In reading order."""
    changed: tuple[int, ...]
    """Which of the values, from 0, are not the same everywhere."""


@dataclass(frozen=True)
class FigureChanges(Saved):
    """Sentences that occur with different values, in the order of their first occurrences."""

    items: tuple[FigureChange, ...]

    def __repr__(self) -> str:
        return f"FigureChanges({len(self)} sentences with changed figures)"

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[FigureChange]:
        return iter(self.items)

    def __getitem__(self, place: int) -> FigureChange:
        return self.items[place]

    def table(self) -> pd.DataFrame:
        """One row a changed value: its sentence, where it stands, and what it is."""
        import pandas as pd

        rows = [
            (
                number,
                change.text,
                slot + 1,
                value.kind,
                occurrence.document,
                value.text,
                *value.span,
            )
            for number, change in enumerate(self.items, 1)
            for occurrence in change.occurrences
            for slot, value in enumerate(occurrence.values)
            if slot in change.changed
        ]
        names = ["change", "text", "slot", "kind", "document", "value", "span_start", "span_end"]
        return pd.DataFrame(rows, columns=names)

    def _repr_html_(self) -> str:
        rows = [
            (
                change.text,
                Markup("<br>").join(
                    f"{occurrence.document}：{'、'.join(_changed(change, occurrence))}"
                    for occurrence in change.occurrences[:10]
                ),
            )
            for change in self.items
        ]
        lead = sentence_html("notebook-figures", n=len(self))
        return cell_html(lead, table_html(heads_of("notebook-figures-heads"), rows, most=30))


def _changed(change: FigureChange, occurrence: FigureSentence) -> list[str]:
    return [occurrence.values[slot].text for slot in change.changed]


class _Sentence(NamedTuple):
    document: Document
    span: Span
    folded: Folded
    values: tuple[tuple[int, int], ...]
    key: str


def figure_changes(documents: Iterable[Document]) -> FigureChanges:
    """Find sentences that occur more than once with different figures or fillings.

    Parameters
    ----------
    documents
        Two documents to compare them, or a whole corpus.

    Returns
    -------
    FigureChanges
        In the order of their first occurrences.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_texts(
    ...     {
    ...         "甲": "全镇召开专题会议3次，开展培训两次。",
    ...         "乙": "全镇召开专题会议8次，开展培训两次。",
    ...     }
    ... )
    >>> (change,) = figure_changes(c)
    >>> change.text, change.changed, [o.values[0].text for o in change.occurrences]
    ('全镇召开专题会议{}次开展培训{}次', (0,), ['3', '8'])
    """
    sentences = [found for document in documents for found in _sentences(document)]
    groups: dict[str, list[int]] = defaultdict(list)
    for row, sentence in enumerate(sentences):
        groups[sentence.key].append(row)
    filled = _fillings(sentences, groups)
    found = []
    for key, rows in groups.items():
        members = [(row, sentences[row].values) for row in rows if row not in filled]
        members += [(row, values) for row, (form, values) in filled.items() if form == key]
        change = _change(sentences, key, sorted(members))
        if change is not None:
            found.append((min(row for row, _ in members), change))
    return FigureChanges(tuple(change for _, change in sorted(found, key=lambda item: item[0])))


def _sentences(document: Document) -> Iterator[_Sentence]:
    for start, end in document.sentences.tolist():
        folded = fold(document[start, end])
        text = folded.text
        values = tuple(match.span() for match in _FIGURE.finditer(text))
        pieces, place = [], 0
        for begin, stop in values:
            hole = PLACEHOLDER if text[begin:stop] == PLACEHOLDER else _HOLE
            pieces += [text[place:begin], hole]
            place = stop
        key = "".join([*pieces, text[place:]])
        if len(key) - len(values) >= LEAST_FRAME:
            yield _Sentence(document, Span(start, end), folded, values, key)


def _fillings(
    sentences: list[_Sentence], groups: dict[str, list[int]]
) -> dict[int, tuple[str, tuple[tuple[int, int], ...]]]:
    """Sentences that fill another's placeholders: row → the other's key, places of the values."""
    edges: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in groups:
        edges["head", key[:EDGE]].append(key)
        edges["tail", key[-EDGE:]].append(key)
    filled: dict[int, tuple[str, tuple[tuple[int, int], ...]]] = {}
    for form in sorted(groups):
        slots = form.count(PLACEHOLDER)
        if not 0 < slots <= SLOTS:
            continue
        pieces = form.split(PLACEHOLDER)
        head, tail = form[:EDGE], form[-EDGE:]
        keys = edges["head", head] if PLACEHOLDER not in head else []
        keys = keys or (edges["tail", tail] if PLACEHOLDER not in tail else [])
        for key in keys:
            if key.count(PLACEHOLDER) >= slots:
                continue  # of two forms, the one with more slots is the form
            slot_spans = _filled_slots(pieces, key)
            if slot_spans is not None:
                for row in groups[key]:
                    filled.setdefault(row, (form, _places(sentences[row], slot_spans)))
    return filled


def _filled_slots(pieces: list[str], key: str) -> list[tuple[int, int]] | None:
    """Match a form's pieces in order, with one value or a short name between; None if they do not.

    All ways are followed at once, so that it takes no longer than places times slots times NAME.
    """
    if not key.startswith(pieces[0]):
        return None
    ways: dict[int, list[tuple[int, int]]] = {len(pieces[0]): []}
    for piece in pieces[1:]:
        longer: dict[int, list[tuple[int, int]]] = {}
        for begin, slots in sorted(ways.items()):
            for end in range(begin + 1, min(len(key), begin + NAME) + 1):
                value = key[begin:end]
                fits = value in (_HOLE, PLACEHOLDER) or _NAME.fullmatch(value)
                if fits and key.startswith(piece, end):
                    longer.setdefault(end + len(piece), [*slots, (begin, end)])
        ways = longer
    return ways.get(len(key))


def _places(sentence: _Sentence, slots: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Places of a filled sentence's values: its figures and what stands in the slots."""
    # In the key every value is one character; places in the folded text lie further on.
    shift, to_folded = 0, []
    values = iter(sentence.values)
    spans = {}
    for place, char in enumerate(sentence.key):
        to_folded.append(place + shift)
        if char in (_HOLE, PLACEHOLDER):
            begin, end = next(values)
            spans[place] = (begin, end)
            shift += end - begin - 1
    found = set(spans.values())
    found |= {
        (to_folded[begin], to_folded[end - 1] + 1) for begin, end in slots if begin not in spans
    }
    return tuple(sorted(found))


def _change(
    sentences: list[_Sentence], key: str, members: list[tuple[int, tuple[tuple[int, int], ...]]]
) -> FigureChange | None:
    if len(members) < 2 or not members[0][1]:
        return None
    occurrences = tuple(_occurrence(sentences[row], values) for row, values in members)
    columns = zip(*(occurrence.values for occurrence in occurrences), strict=True)
    changed = tuple(
        n
        for n, column in enumerate(columns)
        if len({fold(value.text).text for value in column}) > 1
    )
    if not changed:
        return None
    text = key.replace(_HOLE, "{}").replace(PLACEHOLDER, "{}")
    return FigureChange(text, occurrences, changed)


def _occurrence(sentence: _Sentence, values: tuple[tuple[int, int], ...]) -> FigureSentence:
    found = []
    for begin, end in values:
        inner = sentence.folded.span(begin, end)
        span = Span(sentence.span.start + inner.start, sentence.span.start + inner.end)
        folded = sentence.folded.text[begin:end]
        if folded == PLACEHOLDER:
            kind = "placeholder"
        else:
            kind = "figure" if (begin, end) in sentence.values else "name"
        found.append(Value(span, sentence.document[span], kind))
    return FigureSentence(sentence.document.id, sentence.span, tuple(found))
