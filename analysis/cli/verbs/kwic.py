"""``leitong kwic``: every place of a term, with what stands before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import drawing, grouped, masking, option, reading, talking, verb, words
from analysis.cli.run import Run
from analysis.cli.sheets import along
from analysis.cli.terminal.stdout import is_terminal, terminal_width
from analysis.findings.choices import MATCHING, ORDERS, PATTERNS, WEIGHTINGS

MOST_LINES = 400  # lines of the table for people; the records hold all
NARROWEST_CONTEXT = 6  # characters of context below which a line says nothing


@verb(
    "kwic",
    example="""\
leitong kwic 第一责任人 data/*.txt
leitong kwic 舆论 data/*.txt --level ocr --order right
leitong kwic 学习 data/*.txt --also 落实 --also 责任 -o out/places.xlsx
leitong kwic '第*责任人' data/*.txt --matching wildcard
leitong kwic '加强 /n*' data/*.txt --matching words
leitong kwic 学习 reports/ --by signed_year -o out/course.csv -o out/course.png
leitong kwic 责任 reports/ --weighting family --format csv -o out/places.csv""",
)
@click.argument("term", metavar="TERM")
@option("--also", metavar="TERM", multiple=True)
@option("--width", type=click.IntRange(0, 1000), default=20, metavar="N")
@option("--matching", type=click.Choice(PATTERNS), default="text")
@option("--level", type=click.Choice(MATCHING), default="reading")
@option("--order", "--sort", type=click.Choice(ORDERS), default="position")
@option("--weighting", type=click.Choice(WEIGHTINGS[:2]), default="all")
@grouped
@masking
@words
@reading
@drawing
@talking
def kwic(
    run: Run,
    *,
    term: str,
    also: tuple[str, ...],
    width: int,
    matching: str,
    level: str,
    order: str,
    weighting: str,
    by: str | None,
) -> None:
    """Write ``kwic`` records."""
    from analysis.findings.terms.concordance import kwic as find
    from analysis.studies import find_votes

    corpus = run.corpus
    votes = find_votes(corpus, weighting)
    found = find(
        corpus,
        (term, *also),
        width=width,
        matching=matching,
        level=level,
        order=order,
        votes=votes,
        tokenizer=run.cutter() if matching == PATTERNS[-1] else None,
        by=by,
    )
    run.emit(
        found.records(),
        main="course" if by else "kwic",
        view=lambda records: [along.courses(run, records), _lines(run, records, width)],
        picture=lambda: (found.course() if by else found).plot(lang=run.lang),
    )
    documents = len({line.document for line in found})
    run.summarize(run.say("found.kwic", places=len(found), documents=documents))
    if run.format == "table" and len(found) > MOST_LINES:
        run.tell(run.say("found.kwic.more", shown=MOST_LINES, count=len(found)))


def _lines(run: Run, records: list[Mapping[str, Any]], width: int) -> Sheet:
    """Lay places out under one another, the term in one column."""
    from analysis.findings.terms.concordance import flat
    from corpus.export.columns import Before, cells, visible

    header = run.headers(("document", "left", "match", "right"))
    shown = [record for record in records if record["type"] == "kwic"][:MOST_LINES]
    labels = [run.label(record["document"]) for record in shown]
    if run.output is None and is_terminal() and shown:
        named = max(map(cells, [header[0], *labels]))
        taken = named + max(map(cells, [header[2], *(r["match"] for r in shown)])) + 8
        room = (terminal_width() - taken) // 4  # two cells a character, two sides
        width = max(NARROWEST_CONTEXT, min(width, room))
    lefts = [visible(flat(record["left"][-width:] if width else "")) for record in shown]
    widest = max(map(cells, lefts), default=0)
    rows = [
        (label, Before(" " * (widest - cells(left)) + left), flat(r["match"]), after)
        for label, left, r in zip(labels, lefts, shown, strict=True)
        for after in [flat(r["right"][:width])]
    ]
    return Sheet("", header, rows)
