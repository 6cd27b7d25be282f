"""``leitong report``: everything found, in one offline HTML file, with tables and charts."""

from __future__ import annotations

import warnings
from pathlib import Path

import click

from analysis.cli.options import (
    PathName,
    asides,
    masking,
    option,
    reading,
    stopping,
    talking,
    verb,
    words,
)
from analysis.cli.run import Run

DEFAULT_OUT = "report.html"


@verb(
    "report",
    example="""\
leitong report data -o out/report.html
leitong report data/*.txt -o out/report.html --tables out/tables --charts out/charts
leitong report bids/ -o out/report.html --background tender.docx --aside references,legal-basis
leitong report data -o out/report.html --hand-in out/handed-in.html --date 2026-06-30""",
)
@option("-o", "--output", metavar="FILE", default=DEFAULT_OUT, type=PathName())
@option("--tables", metavar="FOLDER", type=PathName(folder=True))
@option("--charts", metavar="FOLDER", type=PathName(folder=True))
@option("--hand-in", metavar="FILE", type=PathName())
@option("--date", metavar="YYYY-MM-DD")
@option("--number", metavar="TEXT")
@option("--manifest", metavar="FILE", type=PathName())
@masking
@asides
@words
@stopping
@reading
@talking
def report(
    run: Run,
    *,
    tables: str | None,
    charts: str | None,
    hand_in: str | None,
    date: str | None,
    number: str | None,
    background: tuple[str, ...],
    aside: tuple[tuple[str, ...], ...],
    accepted: str | None,
) -> None:
    """Write the report, and tables and charts if folders are named for them."""
    from analysis.views.report import write_report
    from corpus.export.writers import format_of

    out = run.output
    if out is None or format_of(out) not in (None, "html"):
        raise click.UsageError(run.say("report-is-a-page", name=out or "-"), run.ctx)
    refuse_hand_in(run, hand_in, date)
    put_by = run.set_aside(background, aside, accepted)
    corpus = run.corpus
    with run.progress() as tell, warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always", UserWarning)  # characters that no font has
        written = write_report(
            corpus,
            out,
            tables=None if tables is None else run.place(tables),
            charts=None if charts is None else run.place(charts),
            lang=run.lang,
            hand_in=None if hand_in is None else run.place(hand_in),
            date=date,
            number=number,
            tokenizer=run.cutter(),
            stopwords=run.stopwords,
            aside=put_by,
            progress=tell,
        )
    run.note_written(written)
    for doubt in dict.fromkeys(str(warning.message) for warning in doubts):
        run.tell(doubt)
    places = [str(out), *(place for place in (tables, charts, hand_in) if place is not None)]
    run.tell(run.say("written", names=", ".join(places)))
    run.summarize()


def refuse_hand_in(run: Run, hand_in: str | None, date: str | None) -> None:
    """Refuse before any work a document to hand in that could not be written after it.

    Raises
    ------
    UsageError
        If its name ends otherwise than a page's or a PDF's.
    SettingsError
        If its date is none.
    """
    from analysis.views.hand_in import checked_date

    checked_date(date)
    if hand_in is not None and Path(hand_in).suffix.lower() not in (".html", ".htm", ".pdf"):
        raise click.UsageError(run.say("hand-in-is-a-page", name=hand_in), run.ctx)
