"""``leitong check``: what of new documents stands in an archive already."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import (
    PathName,
    asides,
    gate,
    masking,
    option,
    reading_new,
    reporting,
    talking,
    verb,
)
from analysis.cli.run import Run
from analysis.cli.verbs.duplicates import Threshold, explained, reasons_of
from analysis.cli.verbs.report import refuse_hand_in
from analysis.cli.verbs.reuse import groups
from analysis.findings.choices import PRESET_NAMES
from analysis.views.rules import OF_VERDICT
from corpus.choices import LEVELS

if TYPE_CHECKING:
    from analysis.checks import Check

KINDS = ("check", "pair", "passage")
ORIGINS = 5  # documents of the archive in the table for people, for each new one
LEAST_ORIGIN = 0.1  # below it is formula: of 200 lines for 40 reports of one kind 66 stay


@verb(
    "check",
    example="""\
leitong check 新报告.docx --against 历年/
leitong check incoming/ --against archive/ --fail-on 'share>0.3'
leitong check incoming/ --against archive/ --fail-on 'similarity>0.8' --format sarif -o check.sarif
leitong check draft.txt --against archive/ --fail-on verdict=duplicate -q
leitong check draft.txt --index archive.index --explain
leitong check 今年/ --against 去年/ -o 结果.xlsx --hand-in 报告单.html --date 2026-12-31""",
)
@option("--against", metavar="ARCHIVE", multiple=True, type=PathName())
@option("--index", metavar="INDEX", type=PathName(folder=True))
@option("--threshold", type=Threshold(), default="auto", metavar="0..1|auto")
@option("--preset", type=click.Choice(PRESET_NAMES), default=None)
@option("--shortest", type=click.IntRange(4, 1000), default=18, metavar="4..1000")
@option("--level", type=click.Choice(LEVELS), default=None)
@option("--many", type=click.IntRange(2), default=None, metavar="N")
@option("--explain", is_flag=True)
@option("--hand-in", metavar="FILE", type=PathName())
@option("--date", metavar="YYYY-MM-DD")
@option("--number", metavar="TEXT")
@masking
@asides
@gate
@reading_new
@reporting
@talking
def check(
    run: Run,
    *,
    against: tuple[str, ...],
    index: str | None,
    explain: bool,
    hand_in: str | None,
    date: str | None,
    number: str | None,
    background: tuple[str, ...],
    aside: tuple[tuple[str, ...], ...],
    accepted: str | None,
    **options: Any,
) -> None:
    """Write ``check``, ``pair`` and ``passage`` records; ``reason`` records if explained."""
    if bool(against) == (index is not None):
        raise click.UsageError(run.say("check-archive"), run.ctx)
    if index is not None and run.options.get("anonymise"):
        raise click.UsageError(run.say("mask-index"), run.ctx)
    refuse_hand_in(run, hand_in, date)
    run.gate(KINDS)
    run.structure = explain
    put_by = run.set_aside(background, aside, accepted)
    if index is None:
        found = _against_corpus(run, against, options)
    else:
        found = _against_index(run, index, options)
    reasons = reasons_of(found.pairs, found.explain) if explain else []
    run.emit(
        chain(
            found.records(),
            (each.record() for each in reasons),
            put_by.records() if put_by else (),
        ),
        main="check",
        view=lambda records: [
            _shares(run, records), _origins(run, records), _pairs(run, records),
            groups(run, records), *(sheet for each in reasons for sheet in explained(run, each)),
        ],
    )  # fmt: skip
    if hand_in is not None:
        _hand_in(run, found, hand_in, date, number)
    run.summarize(_found(run, found))


def _hand_in(run: Run, found: Check, name: str, date: str | None, number: str | None) -> None:
    from analysis.views.hand_in import as_named
    from analysis.views.hand_in_check import check_html
    from corpus.atomic import write_all

    page = check_html(
        found, lang=run.lang, date=date, number=number, aside=run.apart, unread=run.unread
    )
    place = run.place(name)
    write_all({place: as_named(page, place)})
    run.note_written([place])
    run.tell(run.say("written", names=name))


def _against_corpus(run: Run, against: tuple[str, ...], options: Mapping[str, Any]) -> Check:
    from analysis.checks import check as compare

    archive = run.compare_with(against)
    others = run.places.others()
    if len(others) < len(archive):
        run.tell(run.say("check-itself", count=len(archive) - len(others)))
    return compare(run.corpus, others, **options)


def _against_index(run: Run, index: str, options: Mapping[str, Any]) -> Check:
    from analysis.archive.index import Index
    from analysis.checks import check as compare
    from corpus.collection import Corpus

    with Index(index) as archive:
        new = run.corpus
        found = compare(new, archive, **options)
    run.other = Corpus.of(found.reuse.documents[found.reuse.left :])
    return found


def _found(run: Run, found: Check) -> str:
    said = run.say(
        "found.check",
        archived=found.archived,
        pairs=len(found.pairs),
        passages=len(found.passages),
    )
    return said + run.say("found.capped", runs=found.capped) if found.capped else said


def _of(records: list[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [record for record in records if record["type"] == kind]


def _checks(records: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(_of(records, "check"), key=lambda record: -record["most_share"])


def _shares(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    """One line a new document, those first of which most stands in one archived one."""
    rows = []
    for record in _checks(records):
        most, verdict = record["most_from"], record["most_verdict"]
        rows.append(
            (run.label(record["document"]), record["characters"], record["share"],
             record["share_distinct"], len(record["sources"]), most and run.label(most),
             record["most_share"] if most else None, verdict and run.word("verdict", verdict))
        )  # fmt: skip
    names = ("document", "characters", "share_archived", "share_distinct", "n_sources",
             "most_from", "most_share", "verdict")  # fmt: skip
    return Sheet(run.say("title.check"), run.headers(names), rows)


def _origins(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    rows = [
        (run.label(record["document"]), run.label(origin["document"]), origin["characters"],
         origin["share"])
        for record in _checks(records)
        for origin in record["sources"][:ORIGINS]
        if origin["share"] >= LEAST_ORIGIN
    ]  # fmt: skip
    names = ("document", "source", "shared", "share_archived")
    title = run.say("title.origins", most=ORIGINS, least=round(100 * LEAST_ORIGIN))
    return Sheet(title, run.headers(names) if rows else (), rows)


def _pairs(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    names = ("similarity", "distinct_similarity", "containment_a", "containment_b")
    rows = [
        (run.label(record["a"]), run.label(record["b"]), OF_VERDICT[record["verdict"]],
         run.word("verdict", record["verdict"]), *(record[name] for name in names))
        for record in _of(records, "pair")
    ]  # fmt: skip
    header = run.headers(("new", "archived", "code", "verdict", *names)) if rows else ()
    return Sheet(run.say("title.check-pairs"), header, rows)
