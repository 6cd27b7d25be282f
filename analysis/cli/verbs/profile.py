"""``leitong profile``: how much text there is, how it is built, how varied and concrete it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.cli.options import reading, talking, verb, words, writing
from analysis.cli.run import Run, Sheet

SHOWN = ("characters", "tokens", "types", "mattr", "sections", "sentences", "mean_sentence",
         "figures_per_1000", "titles", "placeholder_share")  # fmt: skip


@verb(
    "profile",
    example="""\
leitong profile data/*.txt
leitong profile data/*.txt --format csv -o out/profile.csv""",
)
@words
@reading
@writing
@talking
def profile(run: Run) -> None:
    """Write ``measure`` records, one per document and measure."""
    from analysis.findings.profile import profile as measure
    from corpus.tokens import Tokenizer

    corpus = run.corpus
    found = measure(corpus, tokenizer=Tokenizer(corpus.tokenizer))
    run.emit(found.records(), main="measure", view=lambda records: [_table(run, records)])
    run.summarize()


def _table(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    """One line a document, the corpus last."""
    values: dict[str, dict[str, Any]] = {}
    for record in records:
        values.setdefault(record["document"] or "", {})[record["measure"]] = record["value"]
    rows = [
        (run.label(name) if name else run.say("whole-corpus"), *(row[m] for m in SHOWN))
        for name, row in values.items()
    ]
    return Sheet("", [*run.headers(("document",)), *(run.word("measure", m) for m in SHOWN)], rows)
