"""The report to hand in (报告单) of a check: what an archive has of new documents, what differs."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analysis.asides import Aside
from analysis.checks import Check
from analysis.findings.duplicates import Pair
from analysis.findings.reuse import Passage
from analysis.measures.similarity.verdicts import VERDICTS
from analysis.views.hand_in import (
    MOST_MARKED,
    checked_date,
    facts_table,
    head_line,
    marked_head,
    marked_texts,
    pairs_table,
    printed,
    say,
    section,
    shortened,
    sources_table,
    unread_table,
)
from corpus import __version__
from corpus.export.columns import per_cent
from corpus.export.web_page import shown
from corpus.messages import words as word_of
from corpus.model import united

COPIES = VERDICTS[:3]
"""Verdicts under which a new document is an archived one: identical, duplicate, revision."""
PARTLY = 0.1
"""Share that stands in one archived document from which a new one counts as partly taken from it:
formula alone is below (0.06 at most for 12 new reports of one office)."""
MOST_COLLATED = 50
"""Pairs whose differences are printed: the likest."""
MOST_DIFFERENCES = 40
"""Differences printed of one pair: two pages."""
AROUND = 8
"""Characters shown on either side of a difference: a year, a name, a figure is whole in them."""
MOST_NAMED = 5
"""Archived documents named for one passage."""


def check_html(
    found: Check,
    *,
    lang: str = "zh",
    date: str | None = None,
    number: str | None = None,
    aside: Aside | None = None,
    unread: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Write a check as a document to print and hand in.

    Parameters
    ----------
    found
        The check.
    lang, date, number, aside
        As of :func:`analysis.views.hand_in.hand_in_html`.
    unread
        Files that could not be read, and why: nobody is to think that they were compared.

    Returns
    -------
    bytes
        One HTML page, UTF-8: nothing outside it is needed.

    Raises
    ------
    SettingsError
        If the date is none.
    """
    checked_date(date)
    parts = [
        *_front(found, lang, date, number, aside),
        unread_table(unread, lang),
        *_documents(found, lang),
        *_sources(found, lang),
        *_pairs(found, lang),
        *_marked(found, lang),
        *_groups(found, lang),
        *_differences(found, lang),
    ]
    return printed("check-title", parts, lang)


def _front(
    found: Check, lang: str, date: str | None, number: str | None, aside: Aside | None
) -> Iterator[str]:
    fingerprint = _fingerprint(found)
    yield head_line(fingerprint, date, number, lang)
    yield f'<p class="note">{shown(say("explained", lang))}</p>\n'
    settings: list[tuple[str, object]] = [
        ("tool", f"leitong {__version__}"),
        ("fingerprint", fingerprint),
        ("threshold", f"{found.threshold:g}"),
        ("shortest", found.reuse.coverage.shortest),
    ]
    if aside is not None:
        settings.append(("aside", f"{sum(aside.characters.values()):,}"))
    yield facts_table("settings", settings, lang)
    copies = {pair.a for pair in found.pairs if pair.verdict in COPIES}
    partly = sum(
        d.document not in copies and bool(d.sources) and d.sources[0].share >= PARTLY
        for d in found.documents
    )
    figures: list[tuple[str, object]] = [
        ("new-documents", len(found.documents)),
        ("characters", f"{sum(d.characters for d in found.documents):,}"),
        ("archived", f"{found.archived:,}"),
        ("copies", len(copies)),
        ("partly", partly),
        ("passages", int(found.reuse.group.max(initial=0))),
    ]
    yield facts_table("figures", figures, lang)


def _fingerprint(found: Check) -> str:
    """SHA-256 over the new files: their names and their own."""
    sources = {id(d.source): d.source for d in found.reuse.documents[: found.reuse.left]}.values()
    facts = [(source.id, source.sha256) for source in sources]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _documents(found: Check, lang: str) -> Iterator[str]:
    frame, order = found.table(), _numbers(found)
    frame = frame.sort_values("most_share", ascending=False, kind="stable")
    columns = ("document", "characters", "share", "share_distinct", "most_from", "most_share",
               "most_verdict")  # fmt: skip
    rows = [
        (order[name], name, f"{count:,}", per_cent(share), per_cent(distinct),
         most if isinstance(most, str) else None,
         per_cent(most_share) if isinstance(most, str) else None,
         word_of(f"verdict-{verdict}")[lang] if isinstance(verdict, str) else None)
        for name, count, share, distinct, most, most_share, verdict in zip(
            *(frame[c].tolist() for c in columns), strict=True
        )
    ]  # fmt: skip
    heads = ("n", "document", "chars", "in-archive", "share_distinct", "most_from", "most-share",
             "verdict")  # fmt: skip
    yield section("list", heads, rows, lang)


def _sources(found: Check, lang: str) -> Iterator[str]:
    """New files, then those archived ones that pairs name or that much stands in."""
    left, documents = found.reuse.left or 0, found.reuse.documents
    named = {pair.b for pair in found.pairs}
    named |= {o.document for d in found.documents for o in d.sources if o.share >= PARTLY}
    chosen = [*documents[:left], *(d for d in documents[left:] if d.id in named)]
    yield sources_table({id(d.source): d.source for d in chosen}.values(), lang)


def _likest(found: Check) -> list[Pair]:
    return sorted(found.pairs, key=lambda pair: -pair.similarity)


def _pairs(found: Check, lang: str) -> Iterator[str]:
    yield pairs_table(_likest(found), ("new", "old"), lang)


def _marked(found: Check, lang: str) -> Iterator[str]:
    documents = found.reuse.documents[: found.reuse.left]
    characters = sum(document.characters for document in documents)
    yield marked_head(characters, lang)
    if characters > MOST_MARKED:
        return
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for passage in found.passages:
        place = (*passage.a_span, passage.group)
        if place not in places[passage.a]:
            places[passage.a].append(place)
    formula = frozenset(passage.group for passage in found.passages if passage.boilerplate)
    yield from marked_texts(documents, places, formula)


def _groups(found: Check, lang: str) -> Iterator[str]:
    order = _numbers(found)
    text_of = {d.id: d.source.text for d in found.reuse.documents[: found.reuse.left]}
    characters = sum(document.characters for document in found.documents)
    groups: dict[int, list[Passage]] = defaultdict(list)
    for passage in found.passages:
        groups[passage.group].append(passage)
    rows = []
    for group, passages in sorted(groups.items()):
        first = passages[0]
        text = " ".join(text_of[first.a][slice(*first.a_span)].split())
        places = [
            f"{order[name]}: {start}–{end}"
            for name in dict.fromkeys(p.a for p in passages)
            # one wording is matched a little longer or shorter by each text
            for start, end in united(p.a_span for p in passages if p.a == name)
        ]
        olds = list(dict.fromkeys(p.b for p in passages))
        names = "; ".join(olds[:MOST_NAMED])
        if len(olds) > MOST_NAMED:
            names += " " + say("more", lang).format(count=len(olds))
        formula = say("formula", lang) if first.boilerplate else None
        rows.append((group, formula, shortened(text, characters), f"{'; '.join(places)} ← {names}"))
    yield section("groups", ("group", "formula", "text", "places-new"), rows, lang)


def _in_context(text: str, span: tuple[int, int]) -> str:
    """A difference in brackets, with what stands around it: of 2024 and 2023 it is one figure."""
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    held = shortened(" ".join(text[start:end].split()), 0)
    return " ".join(f"{before}【{held}】{after}".split())


def _differences(found: Check, lang: str) -> Iterator[str]:
    yield f"<h2>{shown(say('differences', lang))}</h2>\n"
    chosen = [pair for pair in _likest(found) if pair.verdict in COPIES[1:]][:MOST_COLLATED]
    left, documents = found.reuse.left, found.reuse.documents
    new, old = (
        {d.id: d.source.text for d in side} for side in (documents[:left], documents[left:])
    )
    if not chosen:
        yield f"<p>{shown(say('none', lang))}</p>\n"
    for pair in chosen:
        slots = found.explain(pair.a, pair.b).slots
        rows = [
            (word_of(f"slot-{slot.kind}")[lang], _in_context(new[pair.a], slot.a_span),
             _in_context(old[pair.b], slot.b_span))
            for slot in slots[:MOST_DIFFERENCES]
        ]  # fmt: skip
        table = section("differences", ("kind", "new", "old"), rows, lang)
        yield f"<h3>{shown(pair.a)} ← {shown(pair.b)}</h3>\n{table.partition('</h2>')[2]}"
        if len(slots) > len(rows):
            more = say("more-differences", lang).format(count=len(slots), shown=len(rows))
            yield f'<p class="note">{shown(more)}</p>\n'


def _numbers(found: Check) -> dict[str, int]:
    return {each.document: n for n, each in enumerate(found.documents, 1)}
