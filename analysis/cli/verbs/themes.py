"""``leitong themes``: what sections (or paragraphs, documents) are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import click

from analysis.cli.options import option, reading, talking, verb, words, writing
from analysis.cli.run import Run, Sheet

METHODS = ("nmf", "kmeans", "agglomerative", "hdbscan")
UNITS = ("section", "paragraph", "document")
TERMS = 8  # terms of a theme in the table for people


class Count(click.ParamType):  # type: ignore[type-arg] # generic from click 8.5 on
    """A number from 1 up, or ``auto``."""

    name = "count"
    expected = "a-count-or-auto"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        """Check the number."""
        if value == "auto":
            return "auto"
        return int(click.IntRange(1).convert(value, param, ctx))


@verb(
    "themes",
    example="""\
leitong themes data/*.txt
leitong themes data/*.txt --unit document --n-themes 4
leitong themes data/*.txt --method agglomerative
leitong themes data/*.txt --format xlsx -o out/themes.xlsx""",
)
@option("--unit", type=click.Choice(UNITS), default="section")
@option("--method", type=click.Choice(METHODS), default="nmf")
@option("--n-themes", "--number", type=Count(), default="auto", metavar="N|auto")
@words
@reading
@writing
@talking
def themes(run: Run, *, unit: str, method: str, n_themes: int | Literal["auto"]) -> None:
    """Write ``theme`` and ``assignment`` records."""
    from analysis.findings.duplicates import find_duplicates
    from analysis.findings.themes import find_themes
    from corpus.tokens import Tokenizer

    corpus = run.corpus
    found = find_themes(
        corpus,
        unit=unit,
        method=method,
        n_themes=n_themes,
        tokenizer=Tokenizer(corpus.tokenizer),
        voters=find_duplicates(corpus).voters,
    )
    run.emit(found.records(), main="theme", view=lambda records: [_themes(run, records)])
    for note in found.notes:
        run.tell(note.message(run.lang))
    run.summarize(run.say("found.themes", themes=len(found.themes)))


def _themes(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    rows = [
        (
            record["id"],
            record["label"],
            record["size"],
            record["coherence"],
            record["stability"],
            " ".join(term for term, _ in record["terms"][:TERMS]),
        )
        for record in records
        if record["type"] == "theme"
    ]
    names = ("theme", "label", "size", "coherence", "stability", "terms")
    return Sheet("", run.headers(names), rows)
