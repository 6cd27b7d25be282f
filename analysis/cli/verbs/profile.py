"""``leitong profile``: how much text there is, how it is built, how varied and concrete it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import option, reading, talking, verb, words, writing
from analysis.cli.run import Run
from analysis.findings.choices import COMPARED, WEIGHTINGS

SHOWN_MEASURES = ("characters", "tokens", "types", "mattr", "sections", "sentences",
                  "mean_sentence",
         "figures_per_1000", "titles", "placeholder_share")  # fmt: skip


@verb(
    "profile",
    example="""\
leitong profile data/*.txt
leitong profile data/*.txt --format csv -o out/profile.csv
leitong profile data/*.txt --weighting compare""",
)
@option("--weighting", type=click.Choice(COMPARED), default="family")
@words
@reading
@writing
@talking
def profile(run: Run, *, weighting: str) -> None:
    """Write ``measure`` records, one per document and measure."""
    from analysis.findings.profile.finding import profile as measure
    from analysis.studies import find_votes, weigh
    from corpus.words.tokens import Tokenizer

    corpus = run.corpus
    cut = Tokenizer(corpus.tokenizer)
    if weighting == "compare":
        compared = weigh(corpus, "profile", tokenizer=cut)
        run.emit(compared.records(), main="weighting", view=lambda rows: [_compared(run, rows)])
    else:
        found = measure(corpus, tokenizer=cut, votes=find_votes(corpus, weighting))
        run.emit(found.records(), main="measure", view=lambda records: [_table(run, records)])
    run.summarize()


def _compared(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    rows = [
        (run.word("measure", record["name"]), *(record[name] for name in WEIGHTINGS),
         run.word("change", record["change"]))
        for record in records
        if record["name"] in SHOWN_MEASURES
    ]  # fmt: skip
    header = [*run.headers(("measure",)), *(run.word("weighting", name) for name in WEIGHTINGS)]
    return Sheet("", [*header, *run.headers(("change",))], rows)


def _table(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    """One line a document, the corpus last."""
    values: dict[str, dict[str, Any]] = {}
    for record in records:
        values.setdefault(record["document"] or "", {})[record["measure"]] = record["value"]
    rows = [
        (run.label(name) if name else run.say("whole-corpus"), *(row[m] for m in SHOWN_MEASURES))
        for name, row in values.items()
    ]
    return Sheet(
        "", [*run.headers(("document",)), *(run.word("measure", m) for m in SHOWN_MEASURES)], rows
    )
