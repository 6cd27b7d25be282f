"""``leitong boilerplate``: which sentences everybody writes, and what each document alone says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import (
    AsideKinds,
    PathName,
    gate,
    grouped,
    masking,
    option,
    reading,
    reporting,
    talking,
    verb,
)
from analysis.cli.run import Run
from analysis.cli.sheets import along
from analysis.findings.choices import CLASSES, WEIGHTINGS
from corpus.choices import LEVELS
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from analysis.findings.boilerplate.finding import Boilerplate
    from analysis.findings.boilerplate.formulaic import Formulaic
    from analysis.findings.templates.finding import Templates

KINDS = ("sentence", "share")
MOST_LISTED = 20  # sentences, phrases and templates in the tables for people; the records hold all
OWN_SENTENCES = 2  # sentences of each document that nobody else has, in such a table
SENTENCE_WIDTH = 100  # characters of a sentence there
FORMS = 3  # other forms of a phrase there
VALUES = 4  # values of a slot there
VALUE_WIDTH = 40  # characters of such a value


@verb(
    "boilerplate",
    example="""\
leitong boilerplate data/*.txt
leitong boilerplate data/*.txt --format csv -o out/sentences.csv
leitong boilerplate data/*.txt --templates
leitong boilerplate draft.docx --background 2023/
leitong boilerplate data/*.txt --literature --ceiling 0.75
leitong boilerplate 2023/ 2024/ --metadata-from '{year}/*' --by year
leitong boilerplate reports/ --fail-on 'boilerplate>0.5'""",
)
@option("--templates", is_flag=True)
@option("--literature", is_flag=True)
@option("--ceiling", type=click.FloatRange(0, 1), default=1.0, metavar="0..1")
@option("--weighting", type=click.Choice(WEIGHTINGS[:2]), default="family")
@option("--background", metavar="PATH", multiple=True, type=PathName())
@option("--aside", metavar="KINDS", multiple=True, type=AsideKinds())
@option("--accepted", metavar="FILE", type=PathName())
@option("--many", type=click.IntRange(2), default=None, metavar="N")
@option("--run", type=click.IntRange(4, 100), default=8, metavar="4..100")
@option("--level", type=click.Choice(LEVELS), default="standard")
@masking
@grouped
@gate
@reading
@reporting
@talking
def boilerplate(
    this: Run,
    /,
    *,
    templates: bool,
    literature: bool,
    ceiling: float,
    weighting: str,
    background: tuple[str, ...],
    aside: tuple[tuple[str, ...], ...],
    accepted: str | None,
    many: int | None,
    run: int,
    level: str,
    by: str | None,
) -> None:
    """Write ``sentence`` and ``share`` records, or ``template``, or ``measure`` records."""
    from analysis.studies import find_votes

    if by and (templates or literature):
        raise SettingsError(this.say("by-sentences"))
    this.gate(("template",) if templates else KINDS)
    put_by = this.set_aside((), aside, accepted)
    corpus = this.corpus
    other = this.masked(this.read(list(background))) if background else None
    everything = corpus + other if other else corpus
    votes = find_votes(everything, weighting)
    if templates:
        from analysis.findings.templates.finding import find_templates

        inventory = find_templates(everything, votes=votes, level=level)
        this.emit(
            chain(inventory.records(), put_by.records() if put_by else ()),
            main="template",
            view=lambda records: [_templates(this, inventory, _of(records, "template"))],
        )
        if inventory.left_out:
            this.tell(this.say("found.templates.left-out", count=inventory.left_out))
        this.summarize(
            this.say("found.templates", count=len(inventory), families=inventory.families)
        )
        return
    from analysis.findings.boilerplate.finding import find_boilerplate

    if literature:
        from analysis.findings.boilerplate.formulaic import formulaic

        theirs = formulaic(everything, votes=votes, ceiling=ceiling)
        ours = find_boilerplate(
            corpus, background=other, votes=votes, many=many, run=run, level=level
        )
        this.emit(
            chain(_measures(ours, theirs), put_by.records() if put_by else ()),
            main="measure",
            view=lambda records: [_beside(this, _of(records, "measure"))],
        )
        this.summarize()
        return
    found = find_boilerplate(
        corpus, background=other, votes=votes, many=many, run=run, level=level, by=by
    )
    this.emit(
        chain(found.records(), put_by.records() if put_by else ()),
        main="group" if by else "sentence",
        view=lambda records: [
            along.groups(this, records, CLASSES, [this.word("class", name) for name in CLASSES]),
            _shares(this, records),
            _sentences(this, records),
            _phrases(this, found),
            _own(this, found),
        ],
    )
    kind = found.columns.kind
    shared = int((kind == CLASSES.index("boilerplate")).sum())
    total = found.running
    this.summarize(this.say("found.boilerplate", shared=shared, total=total, many=found.many))


def _of(records: list[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [record for record in records if record["type"] == kind]


def _measures(ours: Boilerplate, theirs: Formulaic) -> Iterator[Mapping[str, Any]]:
    """One record a document and measure; documents of a background come after ours, unreported."""
    columns = (
        ("boilerplate", ours.shares[:, CLASSES.index("boilerplate")]),
        ("formulaic", theirs.boilerplate),
        ("redundancy", theirs.redundancy),
        ("specificity", theirs.specificity),
    )
    for row, document in enumerate(ours.documents):
        for name, values in columns:
            yield {
                "type": "measure",
                "schema": 1,
                "document": document.id,
                "measure": name,
                "value": round(float(values[row]), 6),
            }


def _beside(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    values: dict[str, dict[str, float]] = {}
    for record in records:
        values.setdefault(record["document"], {})[record["measure"]] = record["value"]
    names = ("boilerplate", "formulaic", "redundancy", "specificity")
    rows = [(run.label(name), *(row[m] for m in names)) for name, row in values.items()]
    header = [*run.headers(("document",)), *(run.word("literature", name) for name in names)]
    return Sheet(run.say("title.literature"), header, rows)


def _shares(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    rows = [
        (run.label(r["document"]), r["characters"], *(r[name] for name in CLASSES))
        for r in records
        if r["type"] == "share"
    ]
    names = [run.word("class", name) for name in CLASSES]
    return Sheet(run.say("title.shares"), [*run.headers(("document", "characters")), *names], rows)


def _sentences(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    texts = run.texts
    shared = [r for r in records if r["type"] == "sentence" and r["class"] == "boilerplate"]
    shared.sort(key=lambda r: (-r["families"], -r["documents"], -r["score"]))
    rows = [
        (r["families"], r["documents"], run.label(r["id"]), texts[r["document"]][slice(*r["span"])])
        for r in shared[:MOST_LISTED]
    ]
    header = run.headers(("families", "documents", "id", "text"))
    return Sheet(run.say("title.boilerplate", shown=len(rows), count=len(shared)), header, rows)


def _phrases(run: Run, found: Boilerplate) -> Sheet:
    phrases = found.phrases()
    rows = [
        (p.families, p.documents, p.characters, _short(p.text),
         _short(" / ".join(form.text for form in p.forms[:FORMS])))
        for p in phrases[:MOST_LISTED]
    ]  # fmt: skip
    header = run.headers(("families", "documents", "characters", "text", "forms"))
    return Sheet(run.say("title.phrases", shown=len(rows), count=len(phrases)), header, rows)


def _own(run: Run, found: Boilerplate) -> Sheet:
    frame = found.distinct().groupby("document", sort=False).head(OWN_SENTENCES)
    order = {document.id: row for row, document in enumerate(found.documents)}
    rows = sorted(
        (
            (name, round(bits), _short(text))
            for name, bits, text in zip(
                *(frame[c].tolist() for c in ("id", "information", "text")), strict=True
            )
        ),
        key=lambda row: (order[row[0].rpartition(":")[0]], -row[1], row[0]),
    )
    shown = [(run.label(name), bits, text) for name, bits, text in rows]
    return Sheet(run.say("title.own"), run.headers(("id", "information", "text")), shown)


def _templates(run: Run, found: Templates, records: list[Mapping[str, Any]]) -> Sheet:
    rows = []
    kept = {record["id"] for record in records}
    templates = [template for template in found.templates if template.id in kept]
    for template in templates[:MOST_LISTED]:
        slots = [
            run.say("template.slot", kind=run.word("slot", kind), values=_some(values))
            for kind, values in zip(
                template.kinds, zip(*(o[2] for o in template.occurrences), strict=True), strict=True
            )
        ]
        text = " ".join(template.text.split()).replace("{}", "[…]" if run.lang == "en" else "〔〕")
        rows.append((template.id, template.families, template.documents, text, "；".join(slots)))
    header = run.headers(("n", "families", "documents", "template", "values"))
    return Sheet(run.say("title.templates", shown=len(rows), count=len(templates)), header, rows)


def _some(values: tuple[str, ...]) -> str:
    """A few different values, the most frequent first."""
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    best = sorted(counts, key=lambda value: -counts[value])
    shown = [
        value if len(value) <= VALUE_WIDTH else value[:VALUE_WIDTH] + "……"
        for value in (" ".join(value.split()) for value in best[:VALUES])
    ]
    return "、".join(shown) + ("……" if len(best) > VALUES else "")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SENTENCE_WIDTH else text[:SENTENCE_WIDTH] + "……"
