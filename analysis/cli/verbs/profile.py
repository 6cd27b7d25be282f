"""``leitong profile``: how much text there is, how it is built, how varied and concrete it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import grouped, masking, option, reading, talking, verb, words, writing
from analysis.cli.run import Run
from analysis.cli.sheets import along
from analysis.findings.choices import COMPARED, WEIGHTINGS
from corpus.errors import SettingsError

SHOWN_MEASURES = ("characters", "tokens", "types", "mattr", "sections", "sentences",
                  "mean_sentence",
         "figures_per_1000", "titles", "placeholder_share")  # fmt: skip


@verb(
    "profile",
    example="""\
leitong profile data/*.txt
leitong profile data/*.txt --format csv -o out/profile.csv
leitong profile data/*.txt --weighting compare
leitong profile 2023/ 2024/ --metadata-from '{year}/*' --by year""",
)
@option("--weighting", type=click.Choice(COMPARED), default="family")
@grouped
@masking
@words
@reading
@writing
@talking
def profile(run: Run, *, weighting: str, by: str | None) -> None:
    """Write ``measure`` records, one per document and measure."""
    from analysis.findings.profile.finding import profile as measure
    from analysis.studies import find_votes, weigh

    if by and weighting == "compare":
        raise SettingsError(run.say("by-or-compare"))
    corpus = run.corpus
    cut = run.cutter()
    if weighting == "compare":
        compared = weigh(corpus, "profile", tokenizer=cut)
        run.emit(compared.records(), main="weighting", view=lambda rows: [_compared(run, rows)])
    else:
        found = measure(corpus, tokenizer=cut, votes=find_votes(corpus, weighting), by=by)
        run.emit(
            found.records(),
            main="group" if by else "measure",
            view=lambda records: [_groups(run, records), _table(run, records)],
        )
    run.summarize()


def _groups(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    heads = [run.word("measure", name) for name in SHOWN_MEASURES]
    return along.groups(run, records, SHOWN_MEASURES, heads)


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
    for record in (record for record in records if record["type"] == "measure"):
        values.setdefault(record["document"] or "", {})[record["measure"]] = record["value"]
    rows = [
        (run.label(name) if name else run.say("whole-corpus"), *(row[m] for m in SHOWN_MEASURES))
        for name, row in values.items()
    ]
    return Sheet(
        "", [*run.headers(("document",)), *(run.word("measure", m) for m in SHOWN_MEASURES)], rows
    )
