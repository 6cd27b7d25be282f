"""``leitong boilerplate``: which sentences everybody writes, and what each document alone says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from analysis.cli.options import gate, option, reading, talking, verb, writing
from analysis.cli.run import Run, Sheet

CLASSES = ("distinct", "reused", "boilerplate", "duplicate", "heading", "residue")
KINDS = ("sentence", "share")
MOST = 20  # sentences in the table for people; the records hold all


@verb(
    "boilerplate",
    example="""\
leitong boilerplate data/*.txt
leitong boilerplate data/*.txt --format csv -o out/sentences.csv
leitong boilerplate reports/ --fail-on 'boilerplate>0.5'""",
)
@option("--many", type=click.IntRange(2), default=None, metavar="N")
@gate
@reading
@writing
@talking
def boilerplate(run: Run, *, many: int | None) -> None:
    """Write ``sentence`` and ``share`` records."""
    from analysis.findings.boilerplate import find_boilerplate
    from analysis.findings.duplicates import find_duplicates

    run.gate(KINDS)
    voters = find_duplicates(run.corpus).voters
    found = find_boilerplate(run.corpus, voters=voters, many=many)
    run.emit(
        found.records(),
        main="sentence",
        view=lambda records: [_shares(run, records), _sentences(run, records)],
    )
    shared = sum(1 for sentence in found.sentences if sentence.kind == "boilerplate")
    total = len(found.sentences)
    run.summarize(run.say("found.boilerplate", shared=shared, total=total, many=found.many))


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
        for r in shared[:MOST]
    ]
    header = run.headers(("families", "documents", "id", "text"))
    return Sheet(run.say("title.boilerplate", shown=len(rows), count=len(shared)), header, rows)
