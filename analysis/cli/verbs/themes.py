"""``leitong themes``: what sections (or paragraphs, documents) are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import (
    drawing,
    grouped,
    masking,
    option,
    reading,
    stopping,
    talking,
    verb,
    words,
)
from analysis.cli.run import Run
from analysis.cli.sheets import along
from analysis.findings.choices import COMPARED, THEME_METHOD_NAMES, THEME_UNITS, WEIGHTINGS
from corpus.errors import SettingsError

TERMS = 8  # terms of a theme in the table for people


class ThemeCount(click.ParamType):  # type: ignore[type-arg] # generic from click 8.5 on
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
leitong themes data/*.txt --weighting compare
leitong themes reports/ --by signed_year -o out/themes.csv -o out/years.png
leitong themes data/*.txt --format xlsx -o out/themes.xlsx""",
)
@option("--unit", type=click.Choice(THEME_UNITS), default="auto")
@option("--method", type=click.Choice(THEME_METHOD_NAMES), default="nmf")
@option("--n-themes", "--number", type=ThemeCount(), default="auto", metavar="N|auto")
@option("--weighting", type=click.Choice(COMPARED), default="family")
@grouped
@masking
@words
@stopping
@reading
@drawing
@talking
def themes(
    run: Run,
    *,
    unit: str,
    method: str,
    n_themes: int | Literal["auto"],
    weighting: str,
    by: str | None,
) -> None:
    """Write ``theme`` and ``assignment`` records, or ``weighting`` records."""
    from analysis.findings.themes.finding import find_themes

    if by and weighting == "compare":
        raise SettingsError(run.say("by-or-compare"))
    corpus = run.corpus
    given: dict[str, Any] = {
        "unit": unit,
        "method": method,
        "n_themes": n_themes,
        "tokenizer": run.cutter(),
        "stopwords": run.stopwords,
    }
    from analysis.studies import find_votes, weigh

    if weighting == "compare":
        compared = weigh(corpus, "themes", **given)
        run.emit(compared.records(), main="weighting", view=lambda rows: [_compared(run, rows)])
        run.summarize()
        return
    found = find_themes(corpus, votes=find_votes(corpus, weighting), by=by, **given)
    run.emit(
        found.records(),
        main="course" if by else "theme",
        view=lambda records: [along.courses(run, records), _themes(run, records)],
        picture=lambda: (found.course() if by else found).plot(lang=run.lang),
    )
    for note in found.notes:
        run.tell(note.message(run.lang))
    run.summarize(run.say("found.themes", themes=len(found.themes)))


def _compared(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    """Passages of each theme three times; another name is another theme."""
    rows = [
        (r["name"], *(r[name] for name in WEIGHTINGS), run.word("change", r["change"]))
        for r in records
    ]
    header = [*run.headers(("theme",)), *(run.word("weighting", name) for name in WEIGHTINGS)]
    return Sheet("", [*header, *run.headers(("change",))], rows)


def _themes(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    rows = [
        (
            record["id"],
            record["label"],
            run.word("theme-kind", record["kind"]),
            record["size"],
            record["coherence"],
            record["stability"],
            " ".join(term for term, _ in record["terms"][:TERMS]),
        )
        for record in records
        if record["type"] == "theme"
    ]
    names = ("theme", "label", "theme-kind", "size", "coherence", "stability", "terms")
    return Sheet("", run.headers(names), rows)
