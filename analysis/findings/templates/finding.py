"""Templates (模板): sentences that are alike but for what is filled in, and what is filled in.

>>> import corpus
>>> line = "成立以{}为组长、{}为副组长的意识形态工作领导小组。"
>>> fill = [("党委书记", "镇长"), ("院长", "副院长"), ("村支书", "村主任"), ("校长", "教务主任")]
>>> c = corpus.from_texts({f"d{n}": line.format(*two) for n, two in enumerate(fill)})
>>> found = find_templates(c)
>>> found.templates[0].text, found.templates[0].kinds
('成立以{}为组长、{}为副组长的意识形态工作领导小组', ('office', 'office'))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.templates.choice import chosen_frames
from analysis.findings.templates.forms import FormPlaces, form_places
from analysis.findings.templates.sentences import Sentences, sentences_of
from analysis.findings.templates.slots import kinds_of_slots
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.alignment.frames import Frame
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved, texts_of
from corpus.model import Document, Span
from corpus.show import cell_html, heads_of, sentence_html, table_html
from corpus.words.tokens import Tokenizer, tokenizer_of

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions

FAMILIES = 3
"""Fewest families that use a template: what two share is one borrowing."""
SEEDS = 2000
"""Sentences looked at, those with the most widely shared text first: about half a minute."""

_PUNCTUATION = " \t\r\n　，,。．；;：:、！!？?"


class Occurrence(NamedTuple):
    """One place where a template is filled in."""

    document: str
    span: Span
    values: tuple[str, ...]
    """As they stand in the source, without punctuation round them; empty where nothing is."""
    value_spans: tuple[Span, ...]


class Template(NamedTuple):
    """Constant text with slots, each written ``{}``."""

    id: int
    text: str
    kinds: tuple[str, ...]
    """Kind of each slot: figure, date, place, office, name, free."""
    characters: int
    """Folded characters of the constant text."""
    documents: int
    families: int
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Templates(Saved):
    """The templates of a corpus, by families × constant characters."""

    _main: ClassVar[str] = "template"

    templates: tuple[Template, ...]
    documents: tuple[Document, ...] = field(repr=False)
    families: int
    """Fewest families that a template needed."""
    looked_at: int
    """Different sentences that were looked at."""
    left_out: int
    """Different sentences beyond the limit."""
    votes: Votes = field(repr=False)

    def __len__(self) -> int:
        return len(self.templates)

    def __iter__(self) -> Iterator[Template]:
        return iter(self.templates)

    def _texts(self) -> dict[str, str]:
        return texts_of(self.documents)

    def records(self) -> Iterator[dict[str, object]]:
        """``template`` records, as the output contract has them."""
        for t in self.templates:
            yield {
                "type": "template", "schema": 1, "id": t.id, "text": t.text,
                "slots": len(t.kinds), "documents": t.documents, "families": t.families,
                "occurrences": [
                    {"document": o.document, "span": list(o.span), "values": list(o.values)}
                    for o in t.occurrences
                ],
            }  # fmt: skip

    def table(self) -> pd.DataFrame:
        """One row a template: the inventory."""
        import pandas as pd

        rows = [
            (t.id, t.text, len(t.kinds), " ".join(t.kinds), t.characters, t.documents,
             t.families, len(t.occurrences))
            for t in self.templates
        ]  # fmt: skip
        names = ["template", "text", "slots", "kinds", "characters", "documents", "families",
                 "occurrences"]  # fmt: skip
        return pd.DataFrame(rows, columns=names)

    def values_table(self) -> pd.DataFrame:
        """One row a slot of an occurrence: what is filled in where."""
        import pandas as pd

        rows = [
            (t.id, slot, kind, o.document, value, *span)
            for t in self.templates
            for o in t.occurrences
            for slot, (kind, value, span) in enumerate(
                zip(t.kinds, o.values, o.value_spans, strict=True), start=1
            )
        ]
        names = ["template", "slot", "kind", "document", "value", "span_start", "span_end"]
        return pd.DataFrame(rows, columns=names)

    def plot(self, template: int = 1, **how: Unpack[PlotOptions]) -> Picture:
        """Draw what is filled into the slots of one template.

        Parameters
        ----------
        template
            Its id.
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
            If there is no such template.
        """
        from analysis.findings.templates.plot import plot_template

        chosen = next((t for t in self.templates if t.id == template), None)
        if chosen is None:
            raise KeyError(f"there is no template {template}; they are 1 to {len(self)}")
        filled = [(document, values) for document, _, values, _ in chosen.occurrences]
        return plot_template(chosen.text, chosen.kinds, filled, **how)

    def __repr__(self) -> str:
        return (
            f"Templates({len(self)} shared by at least {self.families} families{self.votes.remark})"
        )

    def _repr_html_(self) -> str:
        lead = sentence_html("notebook-templates", n=len(self), families=self.families, slot="{}")
        columns = ["text", "documents", "families", "occurrences"]
        rows = self.table()[columns].to_numpy().tolist()
        heads = heads_of("notebook-templates-heads")
        return cell_html(
            lead, table_html(heads, rows, numbers=(1, 2, 3), most=30), self.votes.remark_html()
        )


@takes_old_names("voters")
def find_templates(
    corpus: Corpus,
    *,
    votes: VotesLike = None,
    families: int = FAMILIES,
    seeds: int = SEEDS,
    level: str = "standard",
    tokenizer: Tokenizer | None = None,
) -> Templates:
    """Find sentences and parts of sentences that several families fill in each in its own way.

    Parameters
    ----------
    corpus
        Where to look.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and copies vote once;
        or :class:`analysis.Votes`. By default every document votes, and the result says so.
    families
        Fewest families that use a template, at least 2.
    seeds
        Sentences looked at, at most.
    level
        Folding level.
    tokenizer
        Says where words end, so that a slot never cuts one; jieba by default.

    Returns
    -------
    Templates
        Every template has a slot with two values or more, or with figures; wording without one
        is a shared phrase (:meth:`analysis.findings.boilerplate.finding.Boilerplate.phrases`).

    Raises
    ------
    SettingsError
        If ``families`` is below 2 or the votes do not fit the corpus.
    """
    require_corpus(corpus)
    if families < 2:
        raise SettingsError.of("setting-families", families=families)
    given = votes_of(votes, len(corpus))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    sentences = sentences_of(corpus, given.owner, level)
    frames, looked_at = chosen_frames(sentences, families=families, seeds=seeds, tokenizer=cut)
    forms = [
        _form(each, corpus.items, given.owner)
        for each in form_places(corpus.items, given.owner, families, level)
    ]
    drafts = [_template(frame, sentences) for frame in frames]
    held = [form.template for form in forms]
    templates = _finished(
        [*forms, *(draft for draft in drafts if not _inside(draft.template, held))], cut
    )
    templates.sort(key=lambda t: (-t.families * t.characters, -t.families, t.text))
    numbered = tuple(t._replace(id=number) for number, t in enumerate(templates, start=1))
    left_out = len(sentences.codes) - looked_at
    return Templates(numbered, corpus.items, families, looked_at, left_out, given)


class _Proposed(NamedTuple):
    """A template whose slots have no kinds yet."""

    template: Template
    slots: list[tuple[Sequence[str], str]]
    """Values of each slot, and the constant text that follows."""


def _finished(drafts: Sequence[_Proposed], tokenizer: Tokenizer) -> list[Template]:
    kinds = iter(kinds_of_slots([slot for draft in drafts for slot in draft.slots], tokenizer))
    return [
        draft.template._replace(kinds=tuple(islice(kinds, len(draft.slots)))) for draft in drafts
    ]


def _form(places: FormPlaces, items: Sequence[Document], voters: NDArray[np.int64]) -> _Proposed:
    """Write a form line by line, as its first document has it."""
    documents = [items[row] for row in places.rows]
    occurrences = tuple(map(_occurrence, documents, places.stretches))
    first = [documents[0][span] for span in places.stretches[0]]
    constant = ["\n".join(_clean(line) for line in text.split("\n")) for text in first]
    text = constant[0]
    for (before, after), stretch in zip(pairwise(places.stretches[0]), constant[1:], strict=True):
        between = documents[0].source.words[before.end : after.start]
        blank = between[len(between.rstrip()) :]
        lead = "\n" * ("\n" in between[: len(between) - len(between.lstrip())])
        text += f"{lead}{{}}" + "\n" * ("\n" in blank) + stretch
    filled = zip(*(o[2] for o in occurrences), strict=True)
    template = Template(
        0,
        text,
        (),
        places.characters,
        len(documents),
        len({int(voters[row]) for row in places.rows}),
        occurrences,
    )
    return _Proposed(template, list(zip(filled, constant[1:], strict=True)))


def _inside(template: Template, forms: Sequence[Template]) -> bool:
    """Whether a form holds every place of a template."""
    held = {o.document: o.span for form in forms for o in form.occurrences}
    return all(
        o.document in held
        and held[o.document].start <= o.span.start
        and o.span.end <= held[o.document].end
        for o in template.occurrences
    )


def _template(frame: Frame, sentences: Sentences) -> _Proposed:
    occurrences = []
    parts: list[list[Span]] = []
    for member, stretches in zip(frame.members, frame.stretches, strict=True):
        for place in sentences.places[member]:
            spans = [Span(*sentences.span(place, a, b)) for a, b in stretches]
            document = sentences.document(place)
            occurrences.append(_occurrence(document, spans))
            parts.append(spans)
    order = sorted(
        range(len(occurrences)),
        key=lambda n: (sentences.rows[occurrences[n].document], occurrences[n].span),
    )
    ways = [
        _text(sentences.items[sentences.rows[occurrences[n].document]], parts[n]) for n in order
    ]
    often = Counter(ways)
    text, after = min(often, key=lambda way: (-often[way], -len(way[0]), way))
    occurrences = [occurrences[n] for n in order]
    filled = zip(*(o[2] for o in occurrences), strict=True)  # values, slot by slot
    documents = {o.document for o in occurrences}
    template = Template(
        0,
        text,
        (),
        frame.constant,
        len(documents),
        len({int(sentences.voters[sentences.rows[name]]) for name in documents}),
        tuple(occurrences),
    )
    return _Proposed(template, list(zip(filled, after, strict=True)))


def _occurrence(document: Document, spans: Sequence[Span]) -> Occurrence:
    gaps = [_stripped(document, Span(before.end, after.start)) for before, after in pairwise(spans)]
    return Occurrence(
        document.id,
        Span(spans[0].start, _closed(document, spans)),
        tuple(document[gap] for gap in gaps),
        tuple(gaps),
    )


def _stripped(document: Document, gap: Span) -> Span:
    """Leave out punctuation and blanks round a value."""
    text = document[gap]
    start = gap.start + len(text) - len(text.lstrip(_PUNCTUATION))
    return Span(start, max(start, gap.start + len(text.rstrip(_PUNCTUATION))))


def _text(document: Document, spans: Sequence[Span]) -> tuple[str, tuple[str, ...]]:
    """Write the constant text, and what follows each slot, as one place has it."""
    out = [_clean(document[spans[0]])]
    after = []
    for before, next_one in pairwise(spans):
        value = _stripped(document, Span(before.end, next_one.start))
        lead = _clean(document.source.words[before.end : value.start])
        tail = _clean(document.source.words[value.end : next_one.start])
        stretch = _clean(document[next_one])
        out.append(f"{lead}{{}}{tail}{stretch}")
        after.append(stretch)
    closing = document.source.words[spans[-1].end : _closed(document, spans)]
    return "".join(out) + closing, tuple(after)


def _closed(document: Document, spans: Sequence[Span]) -> int:
    """Where the last stretch ends, its closing quotation mark included if one was opened."""
    start, end = spans[0].start, spans[-1].end
    text, follows = document.source.words[start:end], document.source.words[end : end + 1]
    return end + any(
        follows == b and text.count(a) > text.count(b) for a, b in ("“”", "《》", "（）", "()")
    )


def _clean(text: str) -> str:
    """Leave out white space and braces, which mean slots."""
    return "".join(text.split()).replace("{", "｛").replace("}", "｝")
