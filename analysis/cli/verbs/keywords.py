"""``leitong keywords``: the words that mark each document or section."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import click

from analysis.cli.options import option, reading, talking, verb, words, writing
from analysis.cli.run import Run, Sheet

GRAINS = ("document", "section")
WEIGHTINGS = ("family", "all")
SHOWN = 10  # terms of a line in the table for people


@verb(
    "keywords",
    example="""\
leitong keywords data/*.txt
leitong keywords data/*.txt --by section --top 5
leitong keywords data/*.txt --format csv -o out/keywords.csv""",
)
@option("--by", type=click.Choice(GRAINS), default="document")
@option("--top", type=click.IntRange(1), default=20, metavar="N")
@option("--weighting", type=click.Choice(WEIGHTINGS), default="family")
@words
@reading
@writing
@talking
def keywords(run: Run, *, by: str, top: int, weighting: str) -> None:
    """Write ``keyword`` records."""
    from analysis.findings.duplicates import find_duplicates
    from analysis.findings.keywords import find_keywords
    from corpus.tokens import Tokenizer

    corpus = run.corpus
    found = find_keywords(
        corpus,
        by=by,
        top=top,
        tokenizer=Tokenizer(corpus.tokenizer),
        voters=find_duplicates(corpus).voters,
        weighting=weighting,
    )
    run.emit(found.records(), main="keyword", view=lambda records: [_keywords(run, records)])
    run.summarize(run.say("found.keywords", terms=len(found.items)))


def _keywords(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    rows = [
        (run.label(unit), " ".join(record["term"] for record in list(group)[:SHOWN]))
        for unit, group in groupby(records, lambda record: str(record["unit"]))
    ]
    return Sheet("", run.headers(("unit", "terms")), rows)
